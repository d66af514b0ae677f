/* tests/engine/test_native_run.c -- what C evaluates is what Lua computes.
 *
 * Each function is called with each pair of values, by Lua and by C. C may leave it to
 * Lua, where that is not expected here; what it gives has to be the same. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <lauxlib.h>

#include "lua/base/builtins.h"
#include "lua/base/state.h"
#include "lua/base/value.h"
#include "lua/native/native.h"
#include "vm/base/mem.h"

/* Sets of builtins. */
enum {
    STRINGS = (1U << BUILTIN_MAX) - 1, /* they come first */
    GLOBALS = ((1U << BUILTIN_COUNT) - 1) & ~STRINGS
};

static const char *const values[] = {"nil", "null", "true", "false", "0", "1", "-1",
    "2", "7", "-7", "40", "41", "math.maxinteger", "math.mininteger", "1 << 53",
    "(1 << 53) + 1", "0.0", "-0.0", "0.5", "1.0", "-2.5", "2^53", "2^63", "1e308",
    "math.huge", "-math.huge", "0/0", "''", "'a'", "'b'", "'1'", "'error'",
    "'an error of them'", "'%d+'", "'a\\0b'", "('x'):rep(60)", "pair(1, 2)",
    "pair('a', pair(2, 3))", "{}", "None"};

enum { N_VALUES = sizeof values / sizeof values[0] };

/* The last two places: for how many of the values, alone and in pairs, C has to do it.
 */
typedef struct Case {
    const char *text;
    const char *one; /* two values that C evaluates it with, as an example */
    const char *two;
} Case;

static const Case cases[] = {
    {"function(a) return a, 1 end", "{}", "nil"},
    {"function(a) return a, 1.5, nil end", "1", "nil"},
    {"function(a) return end", "1", "nil"},
    {"function(a, b) return b, a end", "'x'", "2"},
    {"function(a, b) return a + b end", "1", "2.5"},
    {"function(a, b) return a - b end", "1", "2"},
    {"function(a, b) return a * b end", "3", "2"},
    {"function(a, b) return a / b end", "3", "2"},
    {"function(a, b) return a // b end", "-7", "2"},
    {"function(a, b) return a % b end", "-7", "2"},
    {"function(a) return a + 1, a - 1 end", "1", "nil"},
    {"function(a) return a * 2, a // 3 end", "7", "nil"},
    {"function(a) return a % -3 == 0, a / 4 end", "7", "nil"},
    {"function(a) return a + 0.5, a - 2.5 end", "7", "nil"},
    {"function(a) return -a, not a end", "7", "nil"},
    {"function(a) return #a, #a > 40 end", "'word'", "nil"},
    {"function(a) return #a >= 41 and #a < 60 end", "'word'", "nil"},
    {"function(a, b) return a == b, a ~= b end", "'a'", "1"},
    {"function(a, b) return a < b, a >= b end", "1", "2.5"},
    {"function(a, b) return a <= b, a > b end", "2", "1"},
    {"function(a) return a == 1, a ~= 'error' end", "1", "nil"},
    {"function(a) return a == nil, a == true end", "1", "nil"},
    {"function(a) return a < 7, a >= 7 end", "1", "nil"},
    {"function(a) return a <= 7, a > 7 end", "1", "nil"},
    {"function(a) return a == 0.5, a == 1.0 end", "1", "nil"},
    {"function(a, b) return a and b or 1, a or b end", "false", "2"},
    {"function(a, b) if a then return b end return a, b end", "true", "2"},
    {"function(a, b) if a > b then return a else return b end end", "1", "2"},
    {"function(a, b) return a > b and a or b end", "1", "2"},
    {"function(a, b) local c if a == b then c = 'same' else c = b end return c end",
        "1", "1"},
    {"function(a, b) local m = math.max(a, b) return m, (math.min(a, b, 3)) end", "1",
        "2"},
    {"function(a, b) return b._1, a._2 end", "pair('x', 2)", "pair(1, pair(2, 3))"},
    {"function(a, b) return math.max(a, b) end", "1", "2"},
    {"function(a) return math.min(a) end", "1", "nil"},
    {"function(a) return a:find('error', 1, true) end", "'an error'", "nil"},
    {"function(a) return a:find('error') ~= nil end", "'an error'", "nil"},
    {"function(a, b) return a:find(b, 1, true) end", "'an error'", "'err'"},
    {"function(a, b) return a:find(b) end", "'an error'", "'err'"},
    {"function(a) local i, j = a:find('r', 1, true) return i, j end", "'error'", "nil"},
    {"function(a) local i, j = a:len() return i, j end", "'error'", "nil"},
    {"function(a, b) return a:sub(b), (a:sub(b, -2)) end", "'error'", "-2"},
    {"function(a, b) return a:sub(1, b), (a:sub(0, 3)) end", "'error'", "2"},
    {"function(a) return a:sub(1, 3) == 'err', (a:len()) end", "'error'", "nil"},
    {"function(a) return a ~= word and a ~= '' end", "'x'", "nil"},
    {"function(a) return a, a:find('r', 1, true) end", "'x'", "nil"},
    {"function(a) return a:len(), a:find('x', 1, true) end", "'x'", "nil"},
    {"function(a, b) if a then return b, a:len() end return b end", "'x'", "1"},
    {"function(a) a:len() return a end", "'x'", "nil"},
    {"function(a) return a, word end", "'x'", "nil"},
    {"function(a) return a + number, flag end", "1", "nil"},
    {"function(a) return a .. '!', 'v' .. a .. 1 end", "'word'", "nil"},
    {"function(a, b) return a .. b .. a end", "2.5", "'x'"},
    {"function(a, b) return a .. '=' .. b + 1 end", "1.0", "7"},
    {"function(a) return '[' .. a .. ']', a end", "40", "nil"},
    {"function(a, b) return a & b, a | b end", "5", "3"},
    {"function(a, b) return a ~ b, ~a end", "5", "3"},
    {"function(a, b) return a << b, a >> b end", "5", "3"},
    {"function(a) return a << 3, a >> 3 end", "-5", "nil"},
    {"function(a) return 1 << a, a & 255 end", "40", "nil"},
    {"function(a) return a | 1, a ~ 1 end", "-5", "nil"},
    {"function(a, b) return a ^ b, a ^ 2 end", "5", "0.5"},
    {"function(a) return math.floor(a), math.ceil(a) end", "-2.5", "nil"},
    {"function(a) return math.floor(a / 10), (math.abs(a)) end", "-25", "nil"},
    {"function(a) return math.sqrt(a), math.abs(a) end", "2", "nil"},
    {"function(a) return tostring(a), (tostring(a)) end", "-2.5", "nil"},
    {"function(a) return 'k' .. tostring(a) end", "true", "nil"},
    {"function(a) return tonumber(a) end", "'1'", "nil"},
    {"function(a) return tonumber(a:sub(1, 1)) or 'none' end", "'1.5'", "nil"},
    {"function(a) return a:upper(), a:lower() end", "'error'", "nil"},
    {"function(a) return a:byte(), a:byte(-1) end", "'error'", "nil"},
    {"function(a, b) return pair(a, b), a end", "1", "'x'"},
    {"function(a, b) return pair(a, pair(b, 1)) end", "1", "'x'"},
    {"function(a, b) return pair(a._1 + b._1, a._2) end", "pair(1, 2)", "pair(3, 4)"},
    {"function(a, b) return {a, b, 1} end", "1", "'x'"},
    {"function(a, b) local l = {a} l[2] = b l[#l + 1] = 3 l[1] = b return l, #l end",
        "1", "2"},
    {"function(a) return split(a)[2], #split(a, 'n') end", "'an error of them'", "nil"},
    {"function(a) local l = split(a, 'r') return l[1], l[7] end", "'error'", "nil"},
    {"function(a) return split(a), 1 end", "'an error of them'", "nil"},
    {"function(a) local w = {} for v in a:gmatch('%a+') do w[#w + 1] = v end "
     "return w end",
        "'an error of them'", "nil"},
    {"function(a) local n = 0 for _ in a:gmatch('[aeiou]') do n = n + 1 end "
     "return n end",
        "'an error of them'", "nil"},
    {"function(a) local last for w in a:gmatch('[^ ]+') do last = w end "
     "return last end",
        "'an error of them'", "nil"},
    {"function(a) local w = {} for v in a:gmatch('(%S+)') do table.insert(w, v) end "
     "return #w, w end",
        "'an error of them'", "nil"},
    {"function(a) local p, q = 0, 1 for _ in a:gmatch('r') do p, q = q, p + q end "
     "return p, q end",
        "'an error of them'", "nil"},
    {"function(a, b) local s = 0 for i = 1, a & 15 do s = s + i * b end return s end",
        "7", "2"},
    {"function(a, b) local s = '' for i = a & 15, 1, -2 do s = s .. i end "
     "return s, b end",
        "7", "2"},
    {"function(a) local s = 0 for i = 10, 1, a do s = s + i end return s end", "-7",
        "nil"},
    {"function(a) local l, m = split(a), {} for i, w in ipairs(l) do m[i] = w:upper() "
     "end return m, #l end",
        "'an error of them'", "nil"},
    {"function(a) local n = 0 for _, w in ipairs(split(a)) do if #w > 2 then n = n + 1 "
     "end end return n end",
        "'an error of them'", "nil"},
    {"function(a) local m for i = 1, #a do local c = a:byte(i) m = m and "
     "math.max(m, c) "
     "or c end return m end",
        "'error'", "nil"},
    {"function(a) return a:match('%w+'), a:find('%d%d') end", "'an error of 40'",
        "nil"},
    {"function(a) return a:find('%s') end", "'an error of 40'", "nil"},
    {"function(a) return a:match('#%w+') end", "'see #this'", "nil"},
    {"function(a) local x, y = 1, a for i = 1, 3 do x, y = y, x end return x, y end",
        "'b'", "nil"},
    {"function(a) local t for i = 1, 4 do t = i == 2 and a or t end return t end",
        "'b'", "nil"},
    {"function(a) return floor(a), flag end", "2.5", "nil"},
};

/* The value that a text makes. */
static void push(lua_State *L, const char *text)
{
    lua_pushfstring(L, "return %s", text);
    assert_int_equal(luaL_loadstring(L, lua_tostring(L, -1)), LUA_OK);
    lua_call(L, 0, 1);
    lua_remove(L, -2);
}

static void push_function(lua_State *L, const char *text)
{
    lua_pushfstring(L,
        "local word, number, flag, floor = 'error', 2.5, true, math.floor "
        "return %s",
        text);
    assert_int_equal(luaL_loadstring(L, lua_tostring(L, -1)), LUA_OK);
    lua_call(L, 0, 1);
    lua_remove(L, -2);
}

static bool same_value(lua_State *L, int index, const Item *item)
{
    Buffer of_lua = {0};
    Buffer of_c = {0};
    bool same = true;
    if (lua_isnil(L, index)) {
        same = item->tag == (RecordTag)ITEM_NIL;
    } else {
        assert_null(value_encode(L, index, &of_lua));
        assert_true(item->tag < RECORD_TAG_COUNT);
        item_append(item, &of_c);
        same =
            of_lua.size == of_c.size && memcmp(of_lua.data, of_c.data, of_c.size) == 0;
    }
    buffer_free(&of_lua);
    buffer_free(&of_c);
    return same;
}

/* A value as an item; of a table, the item of its record. */
static void make_item(lua_State *L, int index, Item *item, Buffer *record)
{
    const char *next;
    if (native_item(L, index, item))
        return;
    assert_null(value_encode(L, index, record));
    item_read(item, record->data, &next);
}

/* Calls the function at 1 with the two values on the top, which it takes. Whether C
 * evaluated it. */
static bool check_call(lua_State *L, const Native *native, const char *text)
{
    int top = lua_gettop(L) - 2;
    Item items[2];
    Buffer records[2] = {{0}, {0}};
    NativeFrame frame;
    for (int i = 0; i < 2; i++)
        make_item(L, top + 1 + i, &items[i], &records[i]);
    bool done = native_run(native, &items[0],
        items[1].tag == (RecordTag)ITEM_NIL ? NULL : &items[1], &frame);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, top + 1);
    lua_pushvalue(L, top + 2);
    int status = lua_pcall(L, 2, LUA_MULTRET, 0);
    bool same = !done || (status == LUA_OK && frame.n == lua_gettop(L) - (top + 2));
    for (int i = 0; done && same && i < frame.n && i < 2; i++)
        same = same_value(L, top + 3 + i, frame.results[i]);
    if (!same)
        print_error("%s with %s, %s\n", text, luaL_tolstring(L, top + 1, NULL),
            luaL_tolstring(L, top + 2, NULL));
    assert_true(same);
    lua_settop(L, top);
    buffer_free(&records[0]);
    buffer_free(&records[1]);
    return done;
}

static void check_case(lua_State *L, const Case *its, Native *native)
{
    lua_settop(L, 0);
    push_function(L, its->text);
    lua_pushglobaltable(L);
    if (!native_read(native, L, 1, 2))
        print_error("not read: %s\n", its->text);
    assert_true(native_read(native, L, 1, 2));
    for (int i = 0; i < N_VALUES; i++) {
        for (int j = 0; j < N_VALUES; j++) {
            push(L, values[i]);
            push(L, values[j]);
            check_call(L, native, its->text);
        }
    }
    push(L, its->one);
    push(L, its->two);
    if (!check_call(L, native, its->text))
        print_error("left to Lua: %s\n", its->text);
    push(L, its->one);
    push(L, its->two);
    assert_true(check_call(L, native, its->text));
}

static void test_each_function_gives_what_lua_gives(void **state)
{
    (void)state;
    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new(&context);
    assert_true(bytecode_is_known(L));
    assert_true(builtins_strings_hold(L, STRINGS));
    lua_pushglobaltable(L);
    assert_true(builtins_globals_hold(L, 1, GLOBALS));
    Native *native = mem_alloc(sizeof *native);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_case(L, &cases[i], native);
    mem_free(native);
    state_close(L, &context);
}

/* Most of them are evaluated with most values, and stop in the middle with others. */
static void test_random_functions(void **state)
{
    (void)state;
    enum { FUNCTIONS = 3000 };
    static const char *const given[] = {"nil", "1", "-2", "2.5", "'an error'", "'7'",
        "true", "pair(1, 2)"};
    enum { N_GIVEN = sizeof given / sizeof given[0] };
    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new(&context);
    Native *native = mem_alloc(sizeof *native);
    int evaluated = 0;
    for (int seed = 1; seed <= FUNCTIONS; seed++) {
        lua_settop(L, 0);
        assert_int_equal(luaL_dofile(L, "tests/engine/random_function.lua"), LUA_OK);
        lua_pushinteger(L, seed);
        lua_call(L, 1, 1);
        Buffer text = {0};
        buffer_append_string(&text, lua_tostring(L, -1));
        lua_settop(L, 0);
        push_function(L, buffer_text(&text));
        lua_pushglobaltable(L);
        for (int i = 0; native_read(native, L, 1, 2) && i < N_GIVEN * N_GIVEN; i++) {
            push(L, given[i % N_GIVEN]);
            push(L, given[i / N_GIVEN]);
            evaluated += check_call(L, native, buffer_text(&text));
        }
        buffer_free(&text);
    }
    assert_true(evaluated > 10 * FUNCTIONS);
    mem_free(native);
    state_close(L, &context);
}

/* Another function under the name of one of Lua's, or of ours. */
static void test_what_a_program_changes_holds_no_more(void **state)
{
    (void)state;
    static const char *const changes[] = {"math.max = math.min", "math = nil",
        "math = 'text'", "split = function(line) return {line} end", "split = nil",
        "setmetatable(_G, {__index = function() error('no') end}) math = nil"};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        StateContext context;
        state_context_init(&context);
        lua_State *L = state_new(&context);
        lua_pushglobaltable(L);
        assert_true(builtins_globals_hold(L, 1, GLOBALS));
        assert_int_equal(luaL_dostring(L, changes[i]), LUA_OK);
        assert_false(builtins_globals_hold(L, 1, GLOBALS));
        assert_int_equal(lua_gettop(L), 1);
        assert_true(builtins_strings_hold(L, STRINGS));
        assert_int_equal(luaL_dostring(L, "string.find = string.match"), LUA_OK);
        assert_false(builtins_strings_hold(L, STRINGS));
        state_close(L, &context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_function_gives_what_lua_gives),
        cmocka_unit_test(test_random_functions),
        cmocka_unit_test(test_what_a_program_changes_holds_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
