#!/usr/bin/env bash
# tests/cli/usage.t -- a wrong command line: exit 2, one message, nothing has run.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

echo 'print("it has run")' >program.lua

# refused MESSAGE ARGUMENTS...: the command line is refused with this message.
refused() {
    message=$1
    shift
    run "$SLUICE" "$@"
    is "$status" 2 "$*: exit 2"
    is "$(head -n 1 err)" "sluice: error: $message [usage]" "$*: the message"
    is "$(cat out)" "" "$*: nothing has run"
}

# The backquotes are part of the messages.
# shellcheck disable=SC2016
{
    refused 'no command `rnu`; did you mean run?' rnu program.lua
    refused 'no option `--untl`; did you mean --until?' run --untl 3s program.lua
    refused 'no setting is called `spark.streaming.blockInteval`; did you mean '\
'spark.streaming.blockInterval?' run --conf spark.streaming.blockInteval=1s program.lua
    refused 'no view is called `timelin`; did you mean timeline?' \
        run --view timelin program.lua
}
refused '--until 30 has no unit: 30s or 30ms?' run --until 30 program.lua
refused 'run wants FILE' run
refused 'two feeds have port 9999: "a" and "b"' \
    run --feed 9999=a --feed 9999=b program.lua
refused '--feed is for the simulated clock; under --clock wall, localhost:9999 is a '\
'real socket' \
    run --clock wall --feed 9999=a program.lua
refused '--quiet and --verbose exclude each other' run -q -v program.lua

run "$SLUICE" rnu
is "$(tail -n 1 err)" "  more: sluice help" "where to read on"
run "$SLUICE" run --until 30 program.lua
is "$(tail -n 1 err)" "  more: sluice help run" "where to read on about a command"

run "$SLUICE" run --json --untl 3s program.lua
like err '^\{"level":"error","name":"usage",.*"message":"no option .--untl.; ' "as JSON"
run env NO_COLOR=1 "$SLUICE" run --color always --untl 3s program.lua
like err "$(printf '\033')\\[1;31merror:" "--color always wins over NO_COLOR"
run "$SLUICE" run --untl 3s program.lua
unlike err "$(printf '\033')" "no colour in a file"

if [ -w /dev/full ]; then
    status=0
    "$SLUICE" help >/dev/full 2>err || status=$?
    is "$status" 1 "a full disk is an error"
    like err '^sluice: error: cannot write to standard output' "and says so"
fi
finish
