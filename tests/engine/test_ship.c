/* tests/engine/test_ship.c -- functions and values on their way to a worker. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <lauxlib.h>
#include <lua.h>

#include "lua/base/ship.h"
#include "lua/base/state.h"

/* Two states: the driver's and a worker's, where `anchor` holds the environment. */
typedef struct World {
    StateContext contexts[2];
    lua_State *driver;
    lua_State *worker;
    Buffer bytes;
    ShipReport report;
} World;

static int open_world(void **state)
{
    static World world;
    world = (World){.bytes = {0}};
    state_context_init(&world.contexts[0]);
    state_context_init(&world.contexts[1]);
    world.driver = state_new(&world.contexts[0]);
    world.worker = state_new(&world.contexts[1]);
    *state = &world;
    return world.driver != NULL && world.worker != NULL ? 0 : -1;
}

static int close_world(void **state)
{
    World *world = *state;
    buffer_free(&world->bytes);
    state_close(world->driver, &world->contexts[0]);
    state_close(world->worker, &world->contexts[1]);
    return 0;
}

static void load(lua_State *L, const char *text)
{
    assert_int_equal(luaL_loadbufferx(L, text, strlen(text), "@program.lua", "t"),
        LUA_OK);
}

/* Writes what the program returns. */
static bool ship(World *world, const char *program)
{
    lua_State *L = world->driver;
    lua_settop(L, 0);
    load(L, program);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
    buffer_clear(&world->bytes);
    bool ok = ship_write(L, -1, &world->bytes, &world->report);
    assert_int_equal(lua_gettop(L), 1);
    return ok;
}

/* Leaves what was shipped on the worker's stack, above the anchor. */
static void receive(World *world)
{
    lua_State *L = world->worker;
    lua_settop(L, 0);
    load(L, "return _ENV");
    ship_read(L, &world->bytes, 1);
    assert_int_equal(lua_gettop(L), 2);
}

/* Ships the value of `program`, hands it to `check` in the worker as `...`, and
 * compares what that returns. */
static void check(void **state, const char *program, const char *check,
    const char *wanted)
{
    World *world = *state;
    assert_true(ship(world, program));
    receive(world);
    lua_State *L = world->worker;
    load(L, check);
    lua_insert(L, -2);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_OK);
    assert_string_equal(luaL_tolstring(L, -1, NULL), wanted);
}

static void check_refused(void **state, const char *program, const char *variable,
    const char *what)
{
    World *world = *state;
    assert_false(ship(world, program));
    assert_string_equal(world->report.variable, variable);
    assert_string_equal(world->report.what, what);
}

static void check_report(void **state, const char *program, bool captures,
    bool needs_copy)
{
    World *world = *state;
    assert_true(ship(world, program));
    assert_int_equal(world->report.captures, captures);
    assert_int_equal(world->report.needs_copy, needs_copy);
}

static void test_plain_values_travel(void **state)
{
    check(state, "return 12", "return math.type(...) .. ' ' .. ...", "integer 12");
    check(state, "return math.mininteger", "return ...", "-9223372036854775808");
    check(state, "return 1.0", "return ...", "1.0");
    check(state, "return -0.0", "return 1 / ...", "-inf");
    check(state, "return 'a\\0b'", "return #...", "3");
    check(state, "return true", "return ...", "true");
    check(state, "return false", "return ...", "false");
    check(state, "return nil", "return ...", "nil");
    check(state, "return null", "return ... == null", "true");
    check(state, "return None", "return rawequal(..., None)", "true");
    check(state, "return pair('a', Some(1))", "return ...", "(a,Some(1))");
    check(state, "return Some(2)", "return (...):get()", "2");
    check(state, "return ('x'):rep(100000)", "return #...", "100000");
}

static void test_tables_travel_as_copies(void **state)
{
    check(state, "return {1, 2, n = {x = 'y'}}", "local t = ... return #t .. t.n.x",
        "2y");
    check(state, "return {[{}] = 1, [2.5] = 2, [true] = 3}",
        "local t = ... return t[2.5] + t[true]", "5");
    check(state, "local t = {} return {t, t, {t}}",
        "local t = ... return t[1] == t[2] and t[1] == t[3][1]", "true");
    check(state, "return {{}, {}}", "local t = ... return t[1] == t[2]", "false");
    check(state, "local t = {} t.self = t t[t] = 'k' return t",
        "local t = ... return (t.self == t and t[t])", "k");
}

static void test_metatables_travel(void **state)
{
    check(state,
        "return setmetatable({}, {__index = function(_, k) return k .. '!' end})",
        "return (...).hey", "hey!");
    check(state,
        "local Point = {} Point.__index = Point\n"
        "function Point.sum(p) return p.x + p.y end\n"
        "return setmetatable({x = 1, y = 2}, Point)",
        "return (...):sum()", "3");
    check(state, "local m = {} return {setmetatable({}, m), setmetatable({}, m)}",
        "local t = ... return getmetatable(t[1]) == getmetatable(t[2])", "true");
    /* Fields are set raw: a metatable does not act on its way. */
    check(state,
        "local t = setmetatable({}, {__newindex = function() error('no') end})\n"
        "rawset(t, 'x', 1) return t",
        "return (...).x", "1");
}

static void test_functions_travel_with_what_they_captured(void **state)
{
    check(state, "local n = 5 return function(x) return x + n end", "return (...)(2)",
        "7");
    check(state, "local a, b = 'x', nil return function() return a, b end",
        "return select('#', (...)())", "2");
    check(state, "local t = {1, 2} return function() return #t end", "return (...)()",
        "2");
    check(state, "return function(...) return select('#', ...) end",
        "return (...)(1, nil, nil)", "3");
    check(state,
        "local function twice(x) return 2 * x end\n"
        "return function(x) return twice(x) + 1 end",
        "return (...)(4)", "9");
}

static void test_many_captured_variables_travel(void **state)
{
    check(state,
        "local names, sum = {}, {}\n"
        "for i = 1, 150 do names[i] = 'local v' .. i .. ' = ' .. i end\n"
        "for i = 1, 150 do sum[i] = 'v' .. i end\n"
        "return load(table.concat(names, '\\n') .. '\\nreturn function() return '\n"
        "  .. table.concat(sum, ' + ') .. ' end')()",
        "return (...)()", "11325");
}

static void test_recursion_travels(void **state)
{
    check(state,
        "local function fact(n) return n < 2 and 1 or n * fact(n - 1) end return fact",
        "return (...)(10)", "3628800");
    check(state,
        "local even\n"
        "local function odd(n) return n ~= 0 and even(n - 1) end\n"
        "function even(n) return n == 0 or odd(n - 1) end\n"
        "return even",
        "return (...)(10)", "true");
}

static void test_shared_variables_stay_shared(void **state)
{
    check(state,
        "local n = 0\n"
        "return {function() n = n + 1 end, function() return n end}",
        "local t = ... t[1]() t[1]() return t[2]()", "2");
    check(state,
        "local n = 0\n"
        "local function add() n = n + 1 end\n"
        "return function() add() add() return n end",
        "return (...)()", "2");
    check(state,
        "local n = 0 local f = function() n = n + 1 return n end return {f, f}",
        "local t = ... t[1]() return t[2]() .. tostring(t[1] == t[2])", "2true");
}

static void test_the_driver_keeps_its_own(void **state)
{
    World *world = *state;
    assert_true(ship(world,
        "N = 0 local t = {} return function() N = N + 1 t[1] = N return t[1] end"));
    receive(world);
    lua_State *L = world->worker;
    load(L, "N = 10 return (...)()");
    lua_insert(L, -2);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_OK);
    assert_int_equal(lua_tointeger(L, -1), 11);
    lua_getglobal(world->driver, "N");
    assert_int_equal(lua_tointeger(world->driver, -1), 0);
}

static void test_globals_are_the_workers(void **state)
{
    check(state, "x = 'of the driver' return function() return x end",
        "x = 'of the worker' return (...)()", "of the worker");
    check(state, "local G = _G return function() return G end", "return (...)() == _G",
        "true");
    check(state, "return {_G}", "return (...)[1] == _G", "true");
    check(state, "local _ENV = {x = 3} return function() return x end",
        "return (...)()", "3");
}

static void test_library_functions_travel_by_name(void **state)
{
    check(state, "local f = string.format return function(x) return f('%03d', x) end",
        "return (...)(7)", "007");
    check(state, "return {tostring, math.floor, table.concat, utf8.char, os.time}",
        "local t = ... return t[1] == tostring and t[2] == math.floor and\n"
        "t[3] == table.concat and t[4] == utf8.char and t[5] == os.time",
        "true");
    check(state, "local m = math return function() return m.max(1, 3), m.pi end",
        "return (...)()", "3");
    check(state, "return split", "return rawequal(..., split)", "true");
}

/* What was captured before counts, whatever the program did to the library since. */
static void test_aliased_and_replaced_library_functions_travel(void **state)
{
    check(state,
        "local upper = string.upper\n"
        "string.upper = function() return 'mine' end\n"
        "return function(s) return upper(s) end",
        "return (...)('a')", "A");
    check(state, "shout = string.rep return function() return shout('a', 2) end",
        "shout = function() return 'the worker has its own' end return (...)()",
        "the worker has its own");
    check(state, "local f = tostring tostring = nil return f",
        "return rawequal(..., tostring)", "true");
}

/* A program may put its own functions into the tables of the libraries. */
static void test_what_was_added_to_a_library_travels(void **state)
{
    check(state, "function string.shout(s) return s .. '!' end return string",
        "local s = ... return s.shout(s.upper('a'))", "A!");
    check(state, "math.tau = 6.5 local m = math return function() return m.tau end",
        "return (...)()", "6.5");
    check(state,
        "function table.size(t) return #t end return function() return table end",
        "return (...)() == table", "true");
    check(state, "string.upper = function() return 'mine' end return string",
        "return (...).upper('a')", "mine");
}

static void test_a_library_is_a_copy(void **state)
{
    check(state, "return string",
        "local s = ... s.upper = nil return s ~= string and string.upper('a')", "A");
    check(state, "local s = string return {s, s}",
        "local t = ... return t[1].format == string.format", "true");
}

static void test_what_belongs_to_the_driver_is_refused(void **state)
{
    check_refused(state, "local out = io.stdout return function() out:write('x') end",
        "out", "a file");
    check_refused(state,
        "local co = coroutine.create(print) return function() return co end", "co",
        "a coroutine");
    check_refused(state,
        "local settings = {name = 'x', log = io.stderr}\n"
        "return function() return settings end",
        "log", "a file");
    check_refused(state,
        "local inner = io.stdout\n"
        "local function write() return inner end\n"
        "return function() write() end",
        "inner", "a file");
    check_refused(state,
        "local it = string.gmatch('a', 'a') return function() it() end", "it",
        "a function of the driver");
    check_refused(state,
        "local words = setmetatable({}, {__sluice = 'a DStream'})\n"
        "return function() return words end",
        "words", "a DStream");
    check_refused(state, "return coroutine.create(print)", "?", "a coroutine");
}

/* The name is that of what cannot travel, not of what came before it. */
static void test_the_right_variable_is_blamed(void **state)
{
    check_refused(state,
        "local good, bad = {a = {b = 1}}, io.stdout\n"
        "return function() return good, bad end",
        "bad", "a file");
    check_refused(state,
        "local first = function() return 1 end\n"
        "local good = {f = first}\n"
        "local bad = {good, io.stdout}\n"
        "return function() return good, bad end",
        "bad", "a file");
}

static void test_a_value_nested_too_deep_is_refused(void **state)
{
    check_refused(state,
        "local list for _ = 1, 10000 do list = {list} end\n"
        "return function() return list end",
        "list", "a value nested too deep");
    check(state, "local t = {} for _ = 1, 100 do t = {t} end return t",
        "local t, n = ..., 0 while t do t, n = t[1], n + 1 end return n", "101");
}

static void test_the_report_says_what_a_task_needs(void **state)
{
    check_report(state, "return function(x) return x end", false, false);
    check_report(state, "return function(x) return tostring(x) end", false, false);
    check_report(state, "local n = 1 return function() return n end", true, false);
    check_report(state, "local f = math.max return function() return f end", true,
        false);
    check_report(state, "local t = {} return function() return t end", true, true);
    check_report(state,
        "local n = 1\n"
        "local function add() n = n + 1 end\n"
        "return function() add() end",
        true, true);
}

/* Errors in a shipped function still know their file and line. */
static void test_functions_keep_their_lines(void **state)
{
    check(state, "\n\nreturn function()\n  error('here')\nend",
        "return select(2, pcall(...))", "program.lua:4: here");
}

/* Gives a field of a module of ours its name in the driver. */
static void name_field(World *world, const char *module, const char *field)
{
    lua_State *L = world->driver;
    lua_getglobal(L, "require");
    lua_pushstring(L, module);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_OK);
    lua_getfield(L, -1, field);
    const char *name = lua_pushfstring(L, "%s:%s", module, field);
    lua_insert(L, -2);
    ship_name(L, name);
    lua_settop(L, 0);
}

static void test_fields_of_modules_travel_by_name(void **state)
{
    name_field(*state, "sluice.ordered", "pairs");
    check(state, "return require('sluice.ordered').pairs",
        "return ... == require('sluice.ordered').pairs", "true");

    /* An object takes its class from the worker's own module. */
    name_field(*state, "sluice.catalog", "entries");
    check(state, "return setmetatable({ms = 5}, require('sluice.catalog').entries)",
        "local o = ... return getmetatable(o) == require('sluice.catalog').entries "
        "and o.ms",
        "5");
}

/* Each test has states of its own, since programs change the libraries. */
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(test_plain_values_travel),
        WITH_WORLD(test_tables_travel_as_copies),
        WITH_WORLD(test_metatables_travel),
        WITH_WORLD(test_functions_travel_with_what_they_captured),
        WITH_WORLD(test_many_captured_variables_travel),
        WITH_WORLD(test_recursion_travels),
        WITH_WORLD(test_shared_variables_stay_shared),
        WITH_WORLD(test_the_driver_keeps_its_own),
        WITH_WORLD(test_globals_are_the_workers),
        WITH_WORLD(test_library_functions_travel_by_name),
        WITH_WORLD(test_aliased_and_replaced_library_functions_travel),
        WITH_WORLD(test_what_was_added_to_a_library_travels),
        WITH_WORLD(test_a_library_is_a_copy),
        WITH_WORLD(test_what_belongs_to_the_driver_is_refused),
        WITH_WORLD(test_the_right_variable_is_blamed),
        WITH_WORLD(test_a_value_nested_too_deep_is_refused),
        WITH_WORLD(test_the_report_says_what_a_task_needs),
        WITH_WORLD(test_functions_keep_their_lines),
        WITH_WORLD(test_fields_of_modules_travel_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
