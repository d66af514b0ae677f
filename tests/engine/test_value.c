/* tests/engine/test_value.c -- Lua values as records, and back. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lua.h>

#include "lua/base/state.h"
#include "lua/base/value.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

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

/* Leaves the value of an expression alone on the stack. */
static lua_State *evaluate(void **state, const char *expression)
{
    lua_State *L = ((World *)*state)->L;
    lua_settop(L, 0);
    lua_pushfstring(L, "return %s", expression);
    assert_int_equal(luaL_loadstring(L, lua_tostring(L, 1)), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
    lua_remove(L, 1);
    return L;
}

/* A value becomes a record of this text; the record becomes an equal value. */
static void check_text(void **state, const char *expression, const char *wanted)
{
    lua_State *L = evaluate(state, expression);
    Buffer record = {0};
    Buffer again = {0};
    Buffer text = {0};
    assert_null(value_encode(L, -1, &record));
    assert_int_equal(lua_gettop(L), 1);
    assert_true(record_validate(record.data, record.size));
    text_append_record(&text, record.data);
    assert_string_equal(buffer_text(&text), wanted);

    value_push(L, record.data);
    assert_int_equal(lua_gettop(L), 2);
    assert_null(value_encode(L, -1, &again));
    assert_int_equal(again.size, record.size);
    assert_memory_equal(again.data, record.data, record.size);
    buffer_free(&record);
    buffer_free(&again);
    buffer_free(&text);
}

static void check_refused(void **state, const char *expression, const char *problem)
{
    lua_State *L = evaluate(state, expression);
    Buffer record = {0};
    buffer_append_string(&record, "before");
    const char *found = value_encode(L, 1, &record);
    assert_non_null(found);
    assert_non_null(strstr(found, problem));
    assert_string_equal(buffer_text(&record), "before");
    assert_int_equal(lua_gettop(L), 1);
    buffer_free(&record);
}

static void check_source(void **state, const char *expression, const char *wanted)
{
    lua_State *L = evaluate(state, expression);
    Buffer text = {0};
    value_append_source(L, -1, &text);
    assert_string_equal(buffer_text(&text), wanted);
    assert_int_equal(lua_gettop(L), 1);
    buffer_free(&text);
}

static void check_true(void **state, const char *expression)
{
    assert_true(lua_toboolean(evaluate(state, expression), -1));
}

static void test_plain_values_are_records(void **state)
{
    check_text(state, "1", "1");
    check_text(state, "math.mininteger", "-9223372036854775808");
    check_text(state, "1.0", "1.0");
    check_text(state, "1e7", "1.0E7");
    check_text(state, "-0.0", "-0.0");
    check_text(state, "1/0", "Infinity");
    check_text(state, "0/0", "NaN");
    check_text(state, "'to be'", "to be");
    check_text(state, "''", "");
    check_text(state, "true", "true");
    check_text(state, "false", "false");
    check_text(state, "null", "null");
}

static void test_pairs_options_and_lists_are_records(void **state)
{
    check_text(state, "pair('the', 2)", "(the,2)");
    check_text(state, "pair('cat', pair(1, 2.5))", "(cat,(1,2.5))");
    check_text(state, "Some(1)", "Some(1)");
    check_text(state, "Some(Some(null))", "Some(Some(null))");
    check_text(state, "None", "None");
    check_text(state, "pair(Some('a'), None)", "(Some(a),None)");
    check_text(state, "{}", "List()");
    check_text(state, "{1, 'a', {true}}", "List(1, a, List(true))");
    check_text(state, "{pair('a', 1), None}", "List((a,1), None)");
}

static void test_what_is_no_record_is_named(void **state)
{
    check_refused(state, "nil", "nil");
    check_refused(state, "print", "a function");
    check_refused(state, "function() end", "a function");
    check_refused(state, "coroutine.create(print)", "a coroutine");
    check_refused(state, "io.stdout", "userdata");
    check_refused(state, "{a = 1}", "a table with keys");
    check_refused(state, "{1, 2, n = 2}", "a table with keys");
    check_refused(state, "{[1] = 'a', [2] = 'b', [4] = 'd'}", "a ");
    check_refused(state, "setmetatable({}, {})", "an object with a metatable");
    check_refused(state, "{1, {print}}", "a function");
    check_refused(state, "pair(1, {x = 1})", "a table with keys");
    check_refused(state, "Some(print)", "a function");
}

static void test_a_table_inside_itself_is_refused(void **state)
{
    check_refused(state, "(function() local t = {} t[1] = t return t end)()",
        "nested too deep");
    check_refused(state, "(function() local p = pair(1, 2) p._2 = p return p end)()",
        "nested too deep");
    check_text(state,
        "(function() local t = {} for _ = 1, 3 do t = {t} end return t end)()",
        "List(List(List(List())))");
}

static void test_a_pair_of_values_is_the_record_of_a_pair(void **state)
{
    lua_State *L = evaluate(state, "pair('a', {1})");
    Buffer whole = {0};
    Buffer parts = {0};
    assert_null(value_encode(L, -1, &whole));
    value_open_pair(L);
    assert_int_equal(lua_gettop(L), 2);
    assert_null(value_encode_pair(L, -2, -1, &parts));
    assert_int_equal(parts.size, whole.size);
    assert_memory_equal(parts.data, whole.data, whole.size);

    lua_settop(L, 0);
    assert_int_equal(value_push_arguments(L, whole.data), 2);
    assert_string_equal(lua_tostring(L, 1), "a");
    assert_true(lua_istable(L, 2));
    value_make_pair(L);
    assert_int_equal(lua_gettop(L), 1);
    assert_true(value_is_pair(L, 1));

    lua_settop(L, 0);
    assert_int_equal(value_push_arguments(L, record_next(record_first(whole.data))), 1);
    assert_false(value_is_pair(L, 1));

    lua_pushnil(L);
    assert_non_null(value_encode_pair(L, 1, 2, &parts));
    assert_int_equal(parts.size, whole.size);
    buffer_free(&whole);
    buffer_free(&parts);
}

static void test_values_know_their_text(void **state)
{
    check_true(state, "tostring(pair('the', 2)) == '(the,2)'");
    check_true(state, "tostring(Some({1, 2})) == 'Some(List(1, 2))'");
    check_true(state, "tostring(None) == 'None'");
    check_true(state, "tostring(null) == 'null'");
    check_true(state,
        "select(2, pcall(tostring, pair(1, print))):find('a function') ~= nil");
}

static void test_values_are_compared_by_what_they_hold(void **state)
{
    check_true(state, "pair('a', {1}) == pair('a', {1})");
    check_true(state, "pair('a', 1) ~= pair('a', 2)");
    check_true(state, "pair('a', 1) ~= pair('a', 1.0)");
    check_true(state, "Some(1) == Some(1)");
    check_true(state, "Some(1) ~= None");
    check_true(state, "None == None");
    check_true(state, "pair(1, print) ~= pair(1, print)");
}

static void test_options_have_scalas_methods(void **state)
{
    check_true(state, "Some(3):isDefined() and not Some(3):isEmpty()");
    check_true(state, "None:isEmpty() and not None:isDefined()");
    check_true(state, "Some(3):get() == 3 and Some(3):getOrElse(4) == 3");
    check_true(state, "None:getOrElse(4) == 4");
    check_true(state, "select(2, pcall(None.get, None)).message == 'None.get'");
    check_true(state,
        "select(2, pcall(None.get, None)).class == 'java.util.NoSuchElementException'");
    check_true(state, "not pcall(Some)");
    check_true(state, "not pcall(pair, 1)");
}

static void test_values_as_source_text(void **state)
{
    check_source(state, "'to'", "\"to\"");
    check_source(state, "'a\"b\\\\c\\n\\t'", "\"a\\\"b\\\\c\\n\\9\"");
    check_source(state, "12", "12");
    check_source(state, "1.5", "1.5");
    check_source(state, "nil", "nil");
    check_source(state, "null", "null");
    check_source(state, "{'a', 1, {}}", "{\"a\", 1, {}}");
    check_source(state, "pair('a', {1})", "(\"a\", {1})");
    check_source(state, "Some('x')", "Some(x)");
}

static void test_long_values_are_cut(void **state)
{
    check_source(state, "{1, 2, 3, 4, 5, 6, 7, 8, 9}", "{1, 2, 3, 4, 5, 6, 7, 8, ...}");
    check_source(state, "{{{{1}}}}", "{{{{...}}}}");
    check_source(state, "('x'):rep(62)",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" "
        "\xE2\x80\xA6 (+2 bytes)");
    /* Never inside a character. */
    check_source(state, "('x'):rep(59) .. '\\u{E9}!'",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" "
        "\xE2\x80\xA6 (+3 bytes)");
    check_source(state, "(function() local t = {} t[1] = t return t end)()",
        "{{{{...}}}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_values_are_records),
        cmocka_unit_test(test_pairs_options_and_lists_are_records),
        cmocka_unit_test(test_what_is_no_record_is_named),
        cmocka_unit_test(test_a_table_inside_itself_is_refused),
        cmocka_unit_test(test_a_pair_of_values_is_the_record_of_a_pair),
        cmocka_unit_test(test_values_know_their_text),
        cmocka_unit_test(test_values_are_compared_by_what_they_hold),
        cmocka_unit_test(test_options_have_scalas_methods),
        cmocka_unit_test(test_values_as_source_text),
        cmocka_unit_test(test_long_values_are_cut),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
