#!/usr/bin/env bash
# tests/advice/advice.t -- NAME.lua causes the message NAME, and NAME.txt is all that a
# student reads; NAME.near.lua nearly causes it and does not. Their first lines say how
# they are run. `tests/run-one tests/advice/advice.t`; RENEW=1 writes the texts again.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# said FILE: what is said of a program goes to the file err.
said() {
    rm -rf checkpoint
    # shellcheck disable=SC2046 # the arguments are words without blanks
    run "$SLUICE" $(sed -n '1s/^-- sluice //p' "$1") "$1"
}

cp "$ROOT"/tests/advice/*.lua "$ROOT"/tests/advice/*.txt "$ROOT"/tests/advice/*.world .
for near in *.near.lua; do
    name=${near%.near.lua}
    said "$name.lua"
    [ -z "${RENEW:-}" ] || tee "$ROOT/tests/advice/$name.txt" <err >"$name.txt"
    like "$name.txt" "\[$name\]\$" "$name: the text names it"
    same err "$name.txt" "$name: the text"
    said "$near"
    unlike err "\[$name\]" "$name: what is near is not meant"
done

for program in *.lua; do
    name=${program%.near.lua}
    name=${name%.lua}
    run "$SLUICE" lint "$program"
    case $program:$name in
    *.near.lua:*) unlike out "\[$name\]" "$program: lint does not say it" ;;
    *:one-core | *:no-free-core | *:computed-twice | *:window-gap | *:slides-differ | \
        *:no-output | *:checkpoint-missing | *:window-multiple)
        like out "\[$name\]" "$program: lint says it" ;;
    esac
done

finish
