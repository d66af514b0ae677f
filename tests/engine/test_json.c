/* tests/engine/test_json.c -- JSON becomes Lua values, or what is wrong is said.
 *
 * tests/fuzz/fuzz_json.c compares what is read with another reader. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700 /* mkstemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lualib.h>

#include "lua/base/json.h"

static lua_State *open_state(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    luaL_requiref(L, "json", json_open, 1);
    lua_settop(L, 0);
    return L;
}

/* Runs a chunk that knows `json` and `path`. */
static void check(lua_State *L, const char *chunk)
{
    if (luaL_dostring(L, chunk) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
    lua_settop(L, 0);
}

static void test_values(void **state)
{
    (void)state;
    lua_State *L = open_state();
    check(L,
        "local one = json.lines('{\"a\":[1,-2,[]],\"b\":{\"c\":\"x\\\\ty\"},"
        "\"d\":null,\"e\":1.5,\"f\":false}')\n"
        "local v = one()\n"
        "assert(#v.a == 3 and v.a[2] == -2 and #v.a[3] == 0)\n"
        "assert(math.type(v.a[1]) == 'integer' and math.type(v.e) == 'float')\n"
        "assert(v.b.c == 'x\\ty' and v.d == nil and v.f == false)\n"
        "local value, problem, lines = one()\n"
        "assert(value == nil and problem == nil and lines == 1)");
    lua_close(L);
}

/* An array comes in portions, an object with more fields than are kept at hand. */
static void test_long_lists(void **state)
{
    (void)state;
    lua_State *L = open_state();
    check(L,
        "for _, n in ipairs{0, 1, 63, 64, 65, 128, 1000} do\n"
        "  local items, fields = {}, {}\n"
        "  for i = 1, n do\n"
        "    items[i], fields[i] = i * 3, ('\"k%d\":%d'):format(i, i)\n"
        "  end\n"
        "  local list = json.lines('[' .. table.concat(items, ',') .. ']')()\n"
        "  local map = json.lines('{' .. table.concat(fields, ',') .. '}')()\n"
        "  assert(#list == n)\n"
        "  for i = 1, n do\n"
        "    assert(list[i] == i * 3 and map['k' .. i] == i)\n"
        "  end\n"
        "end");
    lua_close(L);
}

static void test_what_is_wrong(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "no value where one has to be, at byte 1"},
        {"{\"at\":3", "no , or } behind a field, at byte 8"},
        {"{\"at\":3,}", "no name where a field has to be, at byte 9"},
        {"{\"at\" 3}", "no : behind the name of a field, at byte 7"},
        {"[1 2]", "no , or ] behind an item, at byte 4"},
        {"{\"a\":null,\"a\":1}", "a field is there twice, at byte 14"},
        {"[tru]", "no value where one has to be, at byte 2"},
        {"[1] 2", "something follows the value, at byte 5"},
        {"[\"a\nb\"]", "a text holds a control character, at byte 4"},
        {"[\"a", "a text has no end, at byte 4"},
        {"[\"\\x\"]", "an escape in a text is none, at byte 6"},
        {"[\"\\ud800\\u0041\"]", "an escape in a text is none, at byte 16"},
        {"[\"\xFF\"]", "the text is no UTF-8, at byte 3"},
        {"[012]", "a number begins with 0, at byte 5"},
        {"[1.]", "a digit has to follow the point, at byte 4"},
        {"[1e+]", "a digit has to follow the e, at byte 5"},
        {"[9223372036854775808]", "a number is too large, at byte 21"},
        {"[1e999]", "a number is too large, at byte 7"},
    };
    lua_State *L = luaL_newstate();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_false(json_push(L, cases[i][0], strlen(cases[i][0])));
        assert_int_equal(lua_gettop(L), 1);
        assert_string_equal(lua_tostring(L, -1), cases[i][1]);
        lua_settop(L, 0);
    }
    lua_close(L);
}

static void test_nested_too_deep(void **state)
{
    (void)state;
    lua_State *L = open_state();
    check(L,
        "assert(json.lines(('['):rep(64) .. (']'):rep(64))())\n"
        "local value, problem = json.lines(('['):rep(65) .. (']'):rep(65))()\n"
        "assert(value == nil and problem:find('nested more than 64 deep'))");
    lua_close(L);
}

/* Lines far longer than a piece of the file, one that is at its very end, and a last
 * one without an end. */
static void test_lines_of_a_file(void **state)
{
    (void)state;
    char path[] = "/tmp/test_json.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    lua_State *L = open_state();
    lua_pushstring(L, path);
    lua_setglobal(L, "path");
    check(L,
        "local sizes = {1, 65532, 65536, 200000, 5, 70000}\n"
        "local file = assert(io.open(path, 'w'))\n"
        "for i, size in ipairs(sizes) do\n"
        "  file:write('[\"', ('x'):rep(size), '\"]', i < #sizes and '\\n' or '')\n"
        "end\n"
        "file:close()\n"
        "local count = 0\n"
        "for value in assert(json.file(path)) do\n"
        "  count = count + 1\n"
        "  assert(#value[1] == sizes[count])\n"
        "end\n"
        "assert(count == #sizes)\n"
        "file = assert(io.open(path, 'w'))\n"
        "file:write('[1]\\n[2\\n[3]\\n')\n"
        "file:close()\n"
        "local one = json.file(path)\n"
        "assert(one()[1] == 1)\n"
        "local value, problem = one()\n"
        "assert(value == nil and problem:find('^line 2: no , or ]'))\n"
        "local none, why = json.file(path .. '.missing')\n"
        "assert(none == nil and why:find('^cannot read .*missing: '))\n"
        "none, why = json.file('/')\n"
        "assert(none == nil and why:find('^cannot read /: '))");
    lua_close(L);
    unlink(path);
}

/* Lines of kinds that are not wanted are passed over, but for what is wrong in them. */
static void test_kinds(void **state)
{
    (void)state;
    lua_State *L = open_state();
    check(L,
        "local text = '{\"sluice\":1}\\n'\n"
        "  .. '{\"at\":1,\"kind\":\"a\",\"list\":[1,{\"b\":null}]}\\n'\n"
        "  .. '{\"at\":2,\"kind\":\"b\",\"text\":\"\\\\n\\195\\164 \\\\u00e4\"}\\n'\n"
        "  .. '{ \"kind\": \"b\", \"at\": 2.5 }\\n{\"at\":3,\"kind\":\"a\"}'\n"
        "local function numbers(kinds)\n"
        "  local list, one = {}, json.lines(text, kinds)\n"
        "  local value, line, lines = one()\n"
        "  while value do\n"
        "    list[#list + 1] = line\n"
        "    value, line, lines = one()\n"
        "  end\n"
        "  assert(line == nil and lines == 5)\n"
        "  return table.concat(list, ' ')\n"
        "end\n"
        "assert(numbers() == '1 2 3 4 5')\n"
        "assert(numbers({a = true}) == '1 2 5')\n"
        "assert(numbers({b = true}) == '1 3 4')\n"
        "assert(numbers({}) == '1')\n"
        "local kinds = {a = true}\n"
        "local one = json.lines(text, kinds)\n"
        "one()\n"
        "one()\n"
        "kinds.b = true\n"
        "assert(one().at == 2, 'the set may change')\n"
        "assert(not pcall(json.lines, text, 'a'))");
    lua_close(L);
}

/* Each line is damaged at each byte: with and without kinds the same is said of it. */
static void test_damage_that_nobody_wants(void **state)
{
    (void)state;
    lua_State *L = open_state();
    check(L,
        "local line = '{\"at\":12,\"kind\":\"a\",\"n\":-10,\"s\":\"\\\\t\\195\\164\",'\n"
        "  .. '\"l\":[{\"x\":true,\"y\":null},[],{},0],\"f\":false}'\n"
        "assert(json.lines(line)() and json.lines(line, {})() == nil)\n"
        "local broken = 0\n"
        "for i = 1, #line do\n"
        "  for _, put in ipairs{'', '\"', '}', '0', ',', '\\\\', 'x', '\\1', '\\255'} do\n"
        "    local text = line:sub(1, i - 1) .. put .. line:sub(i + 1)\n"
        "    local value, problem = json.lines(text)()\n"
        "    local other, same = json.lines(text, {})()\n"
        "    assert(value or problem == same, text)\n"
        "    assert(not value or other == nil and same == nil or not value.kind, text)\n"
        "    broken = broken + (value and 0 or 1)\n"
        "  end\n"
        "end\n"
        "assert(broken > #line)\n"
        "local long = '{\"at\":1,\"kind\":\"a\",\"n\":99999999999999999999}'\n"
        "assert(select(2, json.lines(long, {})()):find('too large'))\n"
        "local twice = '{\"at\":1,\"kind\":\"a\",\"b\":1,\"b\":2}'\n"
        "assert(select(2, json.lines(twice, {})()):find('twice'))");
    lua_close(L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_what_is_wrong),
        cmocka_unit_test(test_nested_too_deep),
        cmocka_unit_test(test_lines_of_a_file),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_damage_that_nobody_wants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
