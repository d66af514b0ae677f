#!/usr/bin/env bash
# tests/cli/repl.t -- sessions of the REPL: each file of tests/repl/ is what a session
# shows; its input is what stands behind the prompts.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# typed FILE: what was typed in a session.
typed() {
    sed -nE 's/^([a-z][a-z0-9]* )?[0-9]+\.[0-9]{3} s> ?//p; s/^ +\.\.\.> ?//p
        s/^.*, or Enter to see it: ?//p' "$1"
}

# answer ARGUMENTS...: what sluice answers to the file input.
answer() {
    status=0
    "$SLUICE" "$@" <input >out 2>err || status=$?
}

for session in "$ROOT"/tests/repl/*.txt; do
    name=$(basename "$session" .txt)
    typed "$session" >input
    answer repl --echo
    same out "$session" "$name: the session is as it was written down"
    is "$(cat err)" "" "$name: no word on standard error"
    is "$status" 0 "$name: exit 0"
    answer repl --workers 2 --echo
    same out "$session" "$name: the same with two workers"
done

# Sessions in documents: what stands between two fences and has a prompt.
for document in README.md docs/repl.md; do
    awk -v RS='\n```[a-z]*\n' '/(^|\n)[0-9]+\.[0-9][0-9][0-9] s> /{
        printf "%s\n", $0 > ("session" ++n) }' "$ROOT/$document"
    for session in session?; do
        typed "$session" >input
        answer repl --echo
        is "$(tail -n +3 out)" "$(cat "$session")" "$document, $session: as it is shown"
        rm "$session"
    done
done

printf 'to be\nor not\n' >lines.txt
printf '%s\n' 'ssc:socketTextStream("localhost", 9999):print()' '.feed 9999=lines.txt' \
    '.save fed.lua' | "$SLUICE" >out 2>err
is "$(cat fed.world)" '0 feed localhost:9999 "lines.txt" rate=5/s' \
    "what a file fed is saved, too"
run "$SLUICE" run fed.lua --world fed.world
is "$(grep -v '^---' out | tr '\n' ' ')" 'Time: 1000 ms to be or not  ' \
    "and comes again"
mkdir sub
printf '%s\n' 'ssc:socketTextStream("localhost", 9999):print()' \
    '.feed 9999=lines.txt:rate=2/s:process=poisson:seed=3:loop' '.save sub/fed.lua' |
    "$SLUICE" >out 2>err
is "$(cat sub/fed.world)" '0 feed localhost:9999 "../lines.txt" rate=2/s '\
'process=poisson seed=3 loop' "with all that was said of it, seen from its folder"

# Without --echo neither banner nor prompts are printed.
printf '1 + 1\n.run 1s\n"a"\n' | "$SLUICE" >out 2>err
is "$(cat out)" '2
sluice: error: nothing to run: there is no stream [no-output]
  Spark: requirement failed: No output operations registered, so nothing to execute
  try:  ssc:socketTextStream("localhost", 9999):print()
"a"' "a session from a pipe is answers only"
is "$(cat err)" "" "and says nothing on standard error"
finish
