#!/usr/bin/env bash
# tests/course/formats.t -- what sluice check writes for graders has the shape that each
# of them publishes, for one program and several, good, bad and broken.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status
export PYTHONDONTWRITEBYTECODE=1

for id in 7.1-words 7.2-more 7.3-last; do
    "$SLUICE" learn new "$id" --lessons class >/dev/null
done
mkdir all good bad broken
cp class/7.1-words/solution.lua good/7.1-words.lua
cp class/7.1-words/start.lua bad/7.1-words.lua
printf '%s\n' 'error("<b>\"no\" & never</b>\n\1 € #1")' >broken/7.1-words.lua
cp good/7.1-words.lua all/7.1-words.lua
cp bad/7.1-words.lua all/7.2-more.lua
cp broken/7.1-words.lua all/7.3-last.lua

for format in gradescope classroom exercism check50 junit; do
    for what in good bad broken all; do
        run "$SLUICE" check "$what" --lessons class --format "$format"
        mv out "$what.$format"
        ok "$format of $what" python3 "$ROOT/tests/course/shapes.py" "$format" \
            "$what.$format"
    done
done

# The facts in them, once for each format.
like all.gradescope '"name":"7.2 more long words".*"score":0,"status":"failed"' \
    "gradescope: a check that fails"
like bad.gradescope 'data:image/svg\+xml;base64,' "gradescope: both pictures"
like bad.gradescope '"name":"hidden".*"visibility":"after_published"' \
    "gradescope: other worlds are seen later"
like broken.gradescope '&lt;b&gt;' "gradescope: HTML of a learner is text"
base64 -d all.classroom >classroom.json
like classroom.json '"max_score":6.*"status":"fail"' "classroom: points of all"
like broken.exercism '"status":"error"' "exercism: an error of the program"
like all.exercism '"name":"7.3 last runs".*"status":"error"' \
    "exercism: of several programs the others are told, too"
like good.exercism '"output":"-+.nTime: 1000 ms' "exercism: what the program printed"
like all.check50 '"dependency":"7.2 more long words".*"passed":null' \
    "check50: a skipped check names the one that failed"
like bad.check50 '"actual":"a to","expected":"river"' "check50: got and wanted"

# TAP: prove reads version 13; version 14 is the same but for the number.
tap() { "$SLUICE" check "$1" --lessons class --format "$2"; }
tap all tap13 >all.t
tap good tap13 >good.t
run prove --exec cat good.t
is "$status" 0 "prove: a program that passes"
run prove -v --exec cat all.t
is "$status" 1 "prove: some that do not"
like out "Failed tests:  2-3" "prove: it knows which"
unlike out "Parse errors" "prove: nothing that it cannot read"
tap all tap >all14
is "$(head -1 all14)" "TAP version 14" "TAP 14 says so"
is "$(tail -n +2 all14)" "$(tail -n +2 all.t)" "and is the same but for that"
like all14 '^    ok 2 - hidden # SKIP first make "long words" pass' "a subtest, a skip"
like all14 'counter_example: \{batch: 1000, want: "river", got: "a to"\}' \
    "what broke it"

run "$SLUICE" check all --lessons class --json
is "$(wc -l <out)" 3 "JSON: a line a program"
like out '"counter_example":\{"batch":1000,"got":"a to","want":"river"\}' "JSON: why"

for format in gradescope classroom exercism check50 junit tap; do
    tap all "$format" >again
    tap all "$format" | cmp -s - again
    tap_report $? "$format: the same again"
done

finish
