#!/usr/bin/env bash
# tests/tools/embed.t -- Lua files become C, or an error with its place.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

embed=${LUA_TEST%/*}/tools/embed

echo 'return 1' >b.lua
echo 'return 2' >a.lua
run "$embed" out.c z.first b.lua a.second a.lua
is "$status" 0 "files that compile are written"
grep -o '{"[a-z.]*", "[a-z.]*"' out.c >table
printf '{"a.second", "a.lua"\n{"z.first", "b.lua"\n' >wanted
same table wanted "they are sorted by module"

cp out.c before.c
run "$embed" out.c z.first b.lua a.second a.lua
same out.c before.c "the same files give the same bytes"

printf 'local a = 1\nlocal = 2\n' >wrong.lua
run "$embed" out.c right b.lua wrong wrong.lua
is "$status" 1 "a syntax error fails"
like err '^wrong.lua:2: ' "its place is told as FILE:LINE"
ok "no half output stays" test ! -e out.c

run "$embed" out.c same a.lua same b.lua
is "$status" 1 "one name for two files is refused"
like err 'a.lua and b.lua|b.lua and a.lua' "both files are named"

run "$embed" out.c gone gone.lua
is "$status" 1 "a file that is not there fails"
like err 'gone.lua' "it is named"

finish
