/* tests/engine/test_split.c -- split, as Java's String.split. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lua.h>

#include "lua/base/state.h"

typedef struct World {
    StateContext context;
    lua_State *L;
} World;

static int open_world(void **state)
{
    static World world;
    state_context_init(&world.context);
    world.L = state_new(&world.context);
    *state = &world;
    return world.L != NULL ? 0 : -1;
}

static int close_world(void **state)
{
    World *world = *state;
    state_close(world->L, &world->context);
    return 0;
}

/* What an expression gives, a list as its items in brackets. */
static void check(void **state, const char *expression, const char *wanted)
{
    lua_State *L = ((World *)*state)->L;
    lua_settop(L, 0);
    lua_pushfstring(L,
        "local function show(list)\n"
        "  return '[' .. table.concat(list, '][') .. ']'\n"
        "end\n"
        "local emitted = {}\n"
        "local function emit(piece) emitted[#emitted + 1] = piece end\n"
        "return %s",
        expression);
    assert_int_equal(luaL_loadstring(L, lua_tostring(L, 1)), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
    assert_string_equal(lua_tostring(L, -1), wanted);
}

static void test_splits_at_each_blank(void **state)
{
    check(state, "show(split('to be or'))", "[to][be][or]");
    check(state, "show(split('to'))", "[to]");
    check(state, "show(split('to  be'))", "[to][][be]");
    check(state, "show(split(' to'))", "[][to]");
    check(state, "show(split('to\\tbe'))", "[to\tbe]");
}

/* Java drops empty strings at the end; an empty text is one empty string. */
static void test_drops_empty_pieces_at_the_end(void **state)
{
    check(state, "show(split('to be   '))", "[to][be]");
    check(state, "#split('   ')", "0");
    check(state, "#split('')", "1");
    check(state, "show(split(''))", "[]");
}

static void test_splits_at_a_given_text(void **state)
{
    check(state, "show(split('a,b,,c,,', ','))", "[a][b][][c]");
    check(state, "show(split('a, b,c', ', '))", "[a][b,c]");
    check(state, "show(split('a.b', '.'))", "[a][b]");
    check(state, "show(split('ab', 'abc'))", "[ab]");
    check(state, "show(split('abab', 'abab'))", "[]");
    check(state, "#split('abab', 'abab')", "0");
    check(state, "#split('a\\0b\\0c', '\\0')", "3");
    check(state, "show(split('x y', nil))", "[x][y]");
}

/* Separators are found from the left: what is left of "aaa" is "a". */
static void test_separators_are_found_from_the_left(void **state)
{
    check(state, "show(split('aaa', 'aa'))", "[][a]");
    check(state, "show(split('xaaa', 'aa'))", "[x][a]");
}

static void test_emits_to_a_function(void **state)
{
    check(state, "split('to be ', emit) or show(emitted)", "[to][be]");
    check(state, "split('a-b', '-', emit) or show(emitted)", "[a][b]");
    check(state, "split('  ', emit) or #emitted", "0");
    check(state, "split('', emit) or show(emitted)", "[]");
}

static void test_wants_texts(void **state)
{
    check(state, "select(2, pcall(split, {})):match('string expected') or '-'",
        "string expected");
    check(state, "select(2, pcall(split, 'a', '')):match('separator is empty')",
        "separator is empty");
    check(state, "tostring((pcall(split, 'a b', function() error('x') end)))", "false");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splits_at_each_blank),
        cmocka_unit_test(test_drops_empty_pieces_at_the_end),
        cmocka_unit_test(test_splits_at_a_given_text),
        cmocka_unit_test(test_separators_are_found_from_the_left),
        cmocka_unit_test(test_emits_to_a_function),
        cmocka_unit_test(test_wants_texts),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
