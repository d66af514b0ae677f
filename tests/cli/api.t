#!/usr/bin/env bash
# tests/cli/api.t -- the examples of the API, in annotations and in docs/values.md, are
# run, and print what they say.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir examples
ok "the examples can be taken out of the annotations" \
    bash -c "cd '$ROOT' && '$LUA_TEST' tools/apidoc.lua --examples '$PWD/examples' \
    lua/sluice/*.lua lua/sluice/*/*.lua >'$PWD/list'"
ok "there are more than two hundred" test "$(wc -l <list)" -gt 200

# run_example NUMBER: in an empty folder, or beside the texts that its options name. A
# tab is shown as two blanks.
run_example() {
    mkdir "run.$1"
    read -r -a options <"examples/$1.options"
    [ "${#options[@]}" -eq 0 ] || cp "$ROOT"/examples/text/* "run.$1/"
    cd "run.$1" || return
    ln -s "../examples/$1.lua" program.lua
    "$SLUICE" run "${options[@]}" program.lua 2>&1 </dev/null | sed 's/\t/  /g' >../out
    [ "${PIPESTATUS[0]}" -eq 0 ] || echo "it fails" >>../out
    cd ..
}

while IFS='|' read -r number name; do
    run_example "$number"
    same out "examples/$number.want" "$name"
done <list

finish
