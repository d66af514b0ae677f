#!/usr/bin/env bash
# tests/cli/repl_hostile.t -- what nobody would type into the REPL ends a line, never
# the session. $GARBAGE says how many lines of nonsense each session has.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# survives NAME: the session in the file input goes on to its end.
survives() {
    status=0
    "$SLUICE" <input >out 2>err || status=$?
    is "$status" 0 "$1: exit 0"
    ok "$1: no fault of our own" sh -c '! grep -a "\[internal\]" out err'
}

for seed in 1 2 3; do
    "$LUA_TEST" "$ROOT/tests/repl/garbage.lua" $seed "${GARBAGE:-300}" >input
    survives "nonsense $seed"
done

head -c 10000000 /dev/zero | tr '\0' x >input
printf '\n"still here"\n' >>input
survives "a line of 10 MB"
like out '^"still here"$' "and the next line is answered"

printf '.feed "\xff\xfe\x80"\nlines = ssc:socketTextStream("localhost", 9999)\n' >input
printf 'lines:print()\n.feed "\xff\xc3"\n"\xff"\n.step\n\xff\n.\xff\n?\xff\n' >>input
survives "bytes that are no UTF-8"

printf 'x = 1\0 + 1\nx\n.feed "a\0b"\n"on"\n' >input
survives "bytes of 0"

{
    head -c 200000 /dev/zero | tr '\0' '('
    echo
    echo '"on"'
} >input
survives "a deep nest"

yes '("x"):rep(10000)' | head -n 20000 >input
"$SLUICE" <input 2>err | head -n 1 >out
is "$(cat err)" "" "a closed pipe ends a session without a word"
finish
