#!/usr/bin/env bash
# tests/cli/source.t -- the text of the program in the trace, however it came.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

printf '#!/usr/bin/env sluice\nprint("a \\\\ <b>")\nerror("here")\n' >x.lua
json='#!/usr/bin/env sluice\nprint(\"a \\\\ <b>\")\nerror(\"here\")\n'

# record FILE: the first record of its trace.
record() {
    printf '{"at":0,"kind":"source","file":"%s","text":"%s","bytes":54}' "$1" "$json"
}

run "$SLUICE" run x.lua --trace x.jsonl
is "$status" 1 "a program with a first line for the shell runs"
like err '^x.lua:3: error: here' "and its lines keep their numbers"
is "$(sed -n 2p x.jsonl)" "$(record x.lua)" "its text is the first record of the trace"

"$SLUICE" run - --trace stdin.jsonl <x.lua >out 2>err
like err '^stdin:3: error: here' "standard input is called stdin"
is "$(sed -n 2p stdin.jsonl)" "$(record stdin)" "in the trace, too"

printf '\357\273\277print("marked")\n' >mark.lua
run "$SLUICE" run mark.lua
is "$(cat out)" marked "a byte order mark does no harm"

echo 'print("long")' >long.lua
yes -- '-- forty letters, so that it gets longer.' | head -n 2000 >>long.lua
run "$SLUICE" run long.lua --trace long.jsonl
is "$(cat out)" long "a long program runs"
record=$(sed -n 2p long.jsonl)
is "${record##*,}" "\"bytes\":$(($(wc -c <long.lua)))}" "the trace has its length"
ok "and its beginning" test ${#record} -lt 70000
like long.jsonl 'longer\.\\n","bytes"' "up to the end of a line"
finish
