#!/usr/bin/env bash
# tests/cli/help.t -- help, version and explain go to standard output and succeed.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

run "$SLUICE" help
is "$status" 0 "help succeeds"
like out '^sluice runs Spark Streaming programs' "help says what sluice is"
is "$(cat err)" "" "and nothing on standard error"
cp out overview
run "$SLUICE" --help
same out overview "--help prints the same"
run "$SLUICE" --help
same out overview "and so does --help"

for command in run view explain help; do
    run "$SLUICE" help "$command"
    like out "^Usage: sluice $command " "help $command"
    cp out text
    run "$SLUICE" "$command" --help
    same out text "$command --help is the same text"
done

run "$SLUICE" --version
like out '^sluice [0-9]+\.[0-9]+' "the version"
run "$SLUICE" help conf
like out '^  spark\.streaming\.blockInterval +200ms ' "a setting with its default"
run "$SLUICE" help views
like out '^  timeline ' "the views"
like out '^  events ' "all of them"

run "$SLUICE" explain
like out '^  no-output +No stream has an output' "all messages"
run "$SLUICE" explain no-output
is "$status" 0 "explain succeeds"
like out '^No stream has an output' "one message"
like out '^   3 \| lines:map\(string.upper\):print\(\)' "and its cure"
run "$SLUICE" explain no-outptu
is "$status" 2 "an unknown message is a wrong usage"
like err 'did you mean no-output\? \[usage\]' "with a suggestion"

for shell in bash zsh fish; do
    run "$SLUICE" help --format "$shell"
    like out 'until' "a completion for $shell"
done
"$SLUICE" help --format bash >completion
ok "bash reads its completion" bash -n completion
finish
