#!/usr/bin/env bash
# tests/tools/run-one.t -- each kind of test is started, and fails when it has to.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

one() {
    run "$ROOT/tests/run-one" "$PWD/$1"
}

cat >shell.t <<'END'
echo "in $PWD"
ls -A
touch left-behind
exit 3
END
one shell.t
is "$status" 3 "the status of a shell test is kept"
is "$(wc -l <out)" 1 "its folder is empty"
folder=$(sed -n 's/^in //p' out)
ok "its folder is removed afterwards" test ! -e "$folder"

printf 'print(arg[0])\nerror("stop")\n' >fails.lua
one fails.lua
is "$status" 1 "a Lua test that raises fails"
like err 'fails.lua:2: stop' "and says where"

program() {
    cat >"$1"
    chmod +x "$1"
}

program program <<'END'
#!/bin/sh
echo "$CMOCKA_MESSAGE_OUTPUT"
END
one program
is "$(cat out)" TAP "a C test is asked for TAP"

program fuzz_name <<'END'
#!/bin/sh
echo "$1"
END
one fuzz_name
is "$(cat out)" tests/fuzz/corpus/name "a fuzz target gets its kept inputs"

one not-there
ok "a test that cannot be started fails" test "$status" -ne 0

finish
