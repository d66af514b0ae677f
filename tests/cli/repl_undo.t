#!/usr/bin/env bash
# tests/cli/repl_undo.t -- sessions with detours end like those without: what is undone
# leaves no trace. $SEQUENCES says how many.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

"$LUA_TEST" "$ROOT/tests/repl/sequences.lua" "${SEED:-1}" "${SEQUENCES:-40}" straight \
    detours
for name in straight detours; do
    "$SLUICE" <$name >$name.out 2>$name.err
    is "$?" 0 "$name: exit 0"
    is "$(cat $name.err)" "" "$name: no word on standard error"
done

# ends FILE: what was printed and what happened, at the end of each session.
ends() {
    awk '/^"begin /{on=0} /^"end /{on=1} on' "$1"
}
ends straight.out >straight.end
ends detours.out >detours.end
ok "there is something to compare" grep -q '"event":"job"' straight.end
ok "no session went wrong" sh -c '! grep "error:" straight.out detours.out'
same detours.end straight.end "detours change nothing"
finish
