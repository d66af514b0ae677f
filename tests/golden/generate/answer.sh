# tests/golden/generate/answer.sh -- makes random programs and asks Spark about them.
# SPDX-License-Identifier: MIT
#
# $LUA_TEST is the Lua of the tests.
# shellcheck shell=bash

ROOT=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
LUA_TEST=${LUA_TEST:-$ROOT/build/release/lua-test}

# lua SCRIPT ARGUMENTS...: runs one of the scripts beside this one.
lua() {
    script=$1
    shift
    (cd "$ROOT" && "$LUA_TEST" "tests/golden/generate/$script.lua" "$@")
}

# answer FOLDER: what Spark prints and runs for the programs of a folder, into it.
answer() {
    "$ROOT/tools/oracle/spark.sh" --trace -o "$1" "$1"
}
