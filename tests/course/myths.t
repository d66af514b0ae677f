#!/usr/bin/env bash
# tests/course/myths.t -- sluice learn myths: what their texts show and claim is so, and
# each screen fits a terminal of 80x24.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

run "$SLUICE" learn verify myths
is "$status" 0 "all myths verify" || note <out
is "$(grep -c '^ok ' out)" 10 "there are ten"

run "$SLUICE" learn myths
is "$(grep -cE '^ ?[0-9]+  ' out)" 10 "the list has all"
like out '^ 8  A late batch is skipped' "by their sentences"

printf 'n\n\nq\n' | "$SLUICE" learn myths 8 >out
is $? 0 "a myth"
like out '^No, as you said\. They wait in a queue' "a right vote is told so"
like out '^waited +0 +2\.5 s +1\.7 s' "its table"
like out '^What is so: nothing is skipped' "and what is so"
like out '^The lesson: sluice learn goto 6\.1' "with the lesson to it"
printf 'x\ny\nq\n' | "$SLUICE" learn myths 8 >out
is "$(grep -c '^y yes' out)" 2 "another key is asked for again"
like out '^No\. Each is formed at its tick' "a wrong vote has a reply of its own"
unlike out "^What is so" "who leaves has seen no more"
"$SLUICE" learn myths 8 </dev/null >out
like out '^What is so' "without input it is a text"

run "$SLUICE" learn myths 11
is "$status" 2 "a myth that is not there"
like err 'there are myths 1 to 10, got "11"' "is named"

# A screen is what stands between two prompts; what has more than the 24 rows of a
# terminal waits there for a key.
for number in $(seq 1 10); do
    "$SLUICE" learn myths "$number" --ascii </dev/null >"myth$number"
    unlike "myth$number" '[^[:print:][:space:]]' "$number: ASCII if that is asked for"
done
is "$(awk 'length > 80' myth*)" "" "no line is wider than 80 columns"
is "$(awk 'FNR == 1 || / > $/ { rows = 0 } { rows++ } rows > 44 { print FILENAME }' \
    myth* | uniq)" "" "nothing has more than two screens"

finish
