#!/usr/bin/env bash
# tests/cli/api.t -- the examples of the API, in the annotations and in docs/values.md, run
# and print what they say.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# Where examples/ has its texts, so that --feed finds them.
mkdir examples
ok "the examples can be taken out of the annotations" \
    bash -c "cd '$ROOT' && '$LUA_TEST' tools/apidoc.lua --examples '$PWD/examples' \
    lua/sluice/*.lua lua/sluice/*/*.lua >'$PWD/list'"
ok "there are more than two hundred" test "$(wc -l <list)" -gt 200

# run_example NUMBER: in an empty folder, of what a reader of the documents has.
run_example() {
    mkdir "run.$1"
    cp "$ROOT"/examples/text/* "run.$1/"
    mv "examples/$1.lua" "run.$1/program.lua"
    read -r -a options <"examples/$1.options"
    (cd "run.$1" && "$SLUICE" run "${options[@]}" program.lua) \
        >"examples/$1.out" 2>&1 </dev/null || echo "exit status $?" >>"examples/$1.out"
    rm -rf "run.$1"
}

while IFS='|' read -r number name; do
    run_example "$number"
    # What runs when the lines of a batch are written has blanks at the ends of none.
    sed 's/ *$//' "examples/$number.out" >out
    same out "examples/$number.want" "$name"
done <list

finish
