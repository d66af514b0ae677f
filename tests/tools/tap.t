#!/usr/bin/env bash
# tests/tools/tap.t -- the TAP of Lua tests fails when it has to.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# lua_test TEXT: runs a test that makes these checks, from the top of the tree.
lua_test() {
    { echo 'local tap = require "tap"'; echo "$1"; echo 'tap.done()'; } >test.lua
    here=$PWD
    status=0
    (cd "$ROOT" && "$LUA_TEST" "$here/test.lua") >out 2>err || status=$?
}

fails() {
    lua_test "$1"
    is "$status" 1 "fails: $1"
    like out '^not ok 1 - x$' "... and says not ok"
    like err '^#   failed at .*test.lua:2: x$' "... and where"
}

passes() {
    lua_test "$1"
    is "$status" 0 "passes: $1"
    like out '^1\.\.1$' "... and prints the plan"
}

passes 'tap.ok(0, "x")'
passes 'tap.is("a", "a", "x")'
passes 'tap.is_deeply({ a = { 1, 2 } }, { a = { 1, 2 } }, "x")'
passes 'tap.like("a12", "%d+", "x")'
passes 'tap.raises(function() error({ message = "one two" }) end, "one", "x")'

passes 'tap.none({}, "x")'
passes 'tap.todo("x", "no y yet")'
like out '^not ok 1 - x # TODO no y yet$' "a check that cannot pass yet says why"

fails 'tap.ok(nil, "x")'
fails 'tap.none({ "wrong" }, "x")'
fails 'tap.is(1, 2, "x")'
fails 'tap.is(1, 1.0, "x")'
fails 'tap.is_deeply({ 1, 2 }, { 1, 3 }, "x")'
fails 'tap.is_deeply({ 1 }, { 1, 2 }, "x")'
fails 'tap.is_deeply({ 1, 2 }, { 1 }, "x")'
fails 'tap.like("abc", "%d", "x")'
fails 'tap.raises(function() end, "one", "x")'
fails 'tap.raises(function() error("two") end, "one", "x")'

lua_test 'error("stop")'
is "$status" 1 "an error fails"
unlike out '^1\.\.' "... without a plan"

finish
