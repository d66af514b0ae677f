#!/usr/bin/env bash
# tests/tools/sizes.t -- the check of sizes sees what is too long and what is missing.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

licence='// SPDX-License-Identifier: MIT'

# statements N TEXT: N lines of it.
statements() {
    for ((i = 0; i < $1; i++)); do
        echo "$2"
    done
}

check() {
    run "$LUA_TEST" "$ROOT/tools/sizes.lua" "$1"
}

# A function of 80 lines, the signature of two lines included.
{
    echo "$licence"
    echo 'static int add(int a,'
    printf '    int b)\n{\n'
    statements 76 '    a += b;'
    echo '}'
} >fits.c
check fits.c
is "$status" 0 "a C function of 80 lines is accepted"
like out '^sizes: 1 functions, median 80 ' "its length is told"

sed 's/^{$/{\n    a += b;/' fits.c >long.c
check long.c
is "$status" 1 "a C function of 81 lines is refused"
like out '^long.c:2: a function of 81 lines' "the place is where it begins"

{
    echo "-- ${licence#// }"
    echo 'local function long()'
    statements 79 '  print(1)'
    echo 'end'
} >long.lua
check long.lua
is "$status" 1 "a Lua function of 81 lines is refused"
like out '^long.lua:2: a function of 81 lines' "the place is where it begins"

{
    echo "-- ${licence#// }"
    echo 'return function(Class)'
    echo '  function Class:short()'
    statements 70 '    print(1)'
    echo '  end'
    statements 20 '  -- between'
    echo 'end'
} >class.lua
check class.lua
is "$status" 0 "a file that is one function may be as long as files are"

sed 's/^  -- between$/&\n/; s/^    print/    print(1)\n&/' class.lua >class_long.lua
check class_long.lua
like out '^class_long.lua:3: a function of 142 lines' "... but not the functions in it"

{ echo "$licence"; statements 500 'int a;'; } >file.c
check file.c
is "$status" 1 "a file of 501 lines is refused"

{ echo "$licence"; printf '\tint a;\n'; } >tab.c
check tab.c
like out '^tab.c:2: a tab' "a tab is refused"

{ echo "$licence"; echo 'int a; '; } >blank.c
check blank.c
like out '^blank.c:2: blanks' "blanks at the end of a line are refused"

{ echo "$licence"; printf 'int a;'; } >end.c
check end.c
like out '^end.c:1: no newline' "a last line without a newline is refused"

{ echo "$licence"; printf '/* %085d */\n' 1; } >wide.c
check wide.c
like out '^wide.c:2: 91 columns' "a line of more than 88 columns is refused"

{ echo "$licence"; printf '    "%085d"\n' 1; } >message.c
check message.c
is "$status" 0 "a line that is a string may be longer"

{ echo "$licence"; printf '/* %s */\n' "$(statements 80 '─' | tr -d '\n')"; } >utf8.c
check utf8.c
is "$status" 0 "columns are counted in characters, not bytes"

echo 'int a;' >free.c
check free.c
is "$status" 1 "a file without a licence line is refused"

finish
