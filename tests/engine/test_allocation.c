/* tests/engine/test_allocation.c -- every allocation of Lua's fails once: nothing
 * crashes, nothing leaks, and what fails is said. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/sweep.h"

static void test_a_state_or_none(void **state)
{
    (void)state;
    int refused = 0;
    for (long n = 0; n < MOST_ALLOCATIONS; n++) {
        StateContext context;
        state_context_init(&context);
        context.fail_after = n;
        lua_State *L = state_new(&context);
        bool made = L != NULL;
        state_close(L, &context);
        assert_int_equal(context.used_bytes, 0);
        if (made)
            break;
        refused++;
    }
    assert_in_range(refused, 100, MOST_ALLOCATIONS - 1);
}

static void test_a_worker_or_none(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program, "return tostring"));
    int refused = 0;
    Worker *worker = NULL;
    for (size_t limit = 1; worker == NULL && limit < 1 << 20; limit += 487) {
        worker = worker_new(&program.supply, limit);
        refused += worker == NULL;
    }
    assert_non_null(worker);
    assert_true(refused > 10);
    worker_delete(worker);
    program_close(&program);
}

/* Shipping. */

typedef struct Parcel {
    Buffer bytes;
    ShipReport report;
    bool ok;
} Parcel;

/* All kinds of things that travel. */
static const char CARGO[] =
    "local Point = {} Point.__index = Point\n"
    "local n, list, shared = 1, {1, 'two', {3.5}}, 0\n"
    "list.self = list\n"
    "local function add(x) shared = shared + x return shared end\n"
    "local function fact(n) return n < 2 and 1 or n * fact(n - 1) end\n"
    "local origin = setmetatable({x = 0, [Point] = pair('a', Some(1))}, Point)\n"
    "local format, lib = string.format, math\n"
    "return function(x)\n"
    "  return add(x) + fact(n) + #list, origin, format('%d', lib.max(1, x)), None\n"
    "end";

static int write_parcel(lua_State *L)
{
    Parcel *parcel = lua_touserdata(L, 2);
    parcel->ok = ship_write(L, 1, &parcel->bytes, &parcel->report);
    return 0;
}

static int read_parcel(lua_State *L)
{
    Parcel *parcel = lua_touserdata(L, 1);
    if (luaL_loadstring(L, "return _ENV") != LUA_OK)
        return lua_error(L);
    ship_read(L, &parcel->bytes, 2);
    return 0;
}

/* Calls a function with one allocation failing; true if it came to its end. */
static bool call_failing(lua_State *L, StateContext *context, int arguments, long n)
{
    context->fail_after = n;
    int status = lua_pcall(L, arguments, 0, 0);
    context->fail_after = -1;
    if (status != LUA_OK)
        assert_string_equal(lua_tostring(L, -1), NO_MEMORY);
    lua_settop(L, 0);
    return status == LUA_OK;
}

static void load_cargo(Program *program)
{
    lua_State *L = program->L;
    lua_settop(L, 0);
    assert_int_equal(luaL_loadstring(L, CARGO), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
}

static void test_writing_a_function(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program, "return tostring"));
    lua_State *L = program.L;
    load_cargo(&program);
    lua_setglobal(L, "cargo");
    bool done = false;
    long n = 0;
    for (; !done && n < MOST_ALLOCATIONS; n++) {
        Parcel parcel = {.ok = false};
        lua_pushcfunction(L, write_parcel);
        lua_getglobal(L, "cargo");
        lua_pushlightuserdata(L, &parcel);
        lua_gc(L, LUA_GCCOLLECT);
        done = call_failing(L, &program.context, 2, n);
        assert_int_equal(parcel.ok, done);
        buffer_free(&parcel.bytes);
    }
    assert_true(done);
    assert_true(n > 3);
    program_close(&program);
}

static void test_reading_a_function(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program, "return tostring"));
    Parcel parcel = {.ok = false};
    load_cargo(&program);
    assert_true(ship_write(program.L, 1, &parcel.bytes, &parcel.report));

    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new(&context);
    bool done = false;
    long n = 0;
    for (; !done && n < MOST_ALLOCATIONS; n++) {
        lua_pushcfunction(L, read_parcel);
        lua_pushlightuserdata(L, &parcel);
        lua_gc(L, LUA_GCCOLLECT);
        done = call_failing(L, &context, 1, n);
    }
    assert_true(done);
    assert_true(n > 20);
    state_close(L, &context);
    buffer_free(&parcel.bytes);
    program_close(&program);
}

/* Tasks. */

static void describe_narrow(Program *program, StageWork *work)
{
    RddId numbers = program_numbers(program, 1, 3);
    RddId flat = make_narrow(&program->rdds, numbers, NARROW_FLAT_MAP, 0);
    rdds_find(&program->rdds, flat)->level = LEVEL_MEMORY_ONLY;
    work->rdd = program_map(program, flat, 1);
}

static void test_a_task_of_narrow_operators(void **state)
{
    (void)state;
    sweep("names = {'zero', 'one', 'two', 'three'}\n"
          "local seen, last = {n = 0}, None\n"
          "local function note(x) seen.n = seen.n + 1 last = x return seen.n end\n"
          "return function(x, emit)\n"
          "    print('at', x)\n"
          "    emit(names[x + 1], note(x))\n"
          "    for _, piece in ipairs(split('a b')) do emit(piece .. x) end\n"
          "  end,\n"
          "  function(k, v)\n"
          "    local r = math.random(5)\n"
          "    return pair(k, {v or r - r, Some(string.upper(k))})\n"
          "  end",
        describe_narrow,
        "(one,List(1, Some(ONE))) (a1,List(0, Some(A1))) (b1,List(0, Some(B1))) "
        "(two,List(2, Some(TWO))) (a2,List(0, Some(A2))) (b2,List(0, Some(B2))) "
        "(three,List(3, Some(THREE))) (a3,List(0, Some(A3))) (b3,List(0, Some(B3)))",
        20);
}

static void describe_shuffle_write(Program *program, StageWork *work)
{
    work->rdd = program_map(program, program_numbers(program, 1, 20), 0);
    RddId folded = make_reduced(&program->rdds, work->rdd, 1, 1);
    work->shuffle = shuffle_of(&program->rdds, folded, 0);
}

static void test_a_task_that_writes_a_shuffle(void **state)
{
    (void)state;
    sweep("return function(x) return 'key' .. x % 2, {x} end,\n"
          "  function(a, b) return {a[1] + b[1]} end",
        describe_shuffle_write, "(key0,List(110)) (key1,List(100))", 20);
}

static void describe_shuffle_read(Program *program, StageWork *work)
{
    RddId keyed = program_map(program, program_numbers(program, 1, 20), 0);
    RddId folded = make_reduced(&program->rdds, keyed, 1, 1);
    StageWork write = *work;
    write.rdd = keyed;
    write.shuffle = shuffle_of(&program->rdds, folded, 0);
    Worker *worker = worker_new(&program->supply, 0);
    TaskResult result = {.read = 0};
    worker_run(worker, &write, &(TaskSpec){.partition = 0}, &result);
    program_put_shuffle(program, write.shuffle, 0, &result);
    task_result_free(&result);
    worker_delete(worker);
    work->rdd = program_map(program, folded, 2);
}

static void test_a_task_that_reads_a_shuffle(void **state)
{
    (void)state;
    sweep("return function(x) return 'key' .. x % 2, 'v' .. x // 10 end,\n"
          "  function(a, b) return a < b and b or a end,\n"
          "  function(k, v) return v .. k end",
        describe_shuffle_read, "v2key0 v1key1", 10);
}

static void describe_map(Program *program, StageWork *work)
{
    work->rdd = program_map(program, program_numbers(program, 1, 3), 0);
}

/* What a failure tells takes memory, too. */
static void test_a_task_that_fails(void **state)
{
    (void)state;
    sweep("return function(x)\n"
          "  if x == 2 then error({class = 'a.B', message = 'no ' .. x}) end\n"
          "  return {x}\n"
          "end",
        describe_map, "no 2", 10);
    sweep("return function(x) return x, {name = x} end", describe_map,
        "a table with keys (a list has 1, 2, 3 ... only) cannot be a record", 5);
}

static void describe_fused(Program *program, StageWork *work)
{
    RddId lists = program_map(program, program_numbers(program, 1, 2), 0);
    work->rdd = program_map(program, lists, 1);
}

static void test_a_task_that_fails_at_a_long_record(void **state)
{
    (void)state;
    sweep(
        "return function(x) return {x, ('long'):rep(50), pair('k', {x / 2})}, x end,\n"
        "  function(list, x) error('at ' .. x, 0) end",
        describe_fused, "at 1", 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_state_or_none),
        cmocka_unit_test(test_a_worker_or_none),
        cmocka_unit_test(test_writing_a_function),
        cmocka_unit_test(test_reading_a_function),
        cmocka_unit_test(test_a_task_of_narrow_operators),
        cmocka_unit_test(test_a_task_that_writes_a_shuffle),
        cmocka_unit_test(test_a_task_that_reads_a_shuffle),
        cmocka_unit_test(test_a_task_that_fails),
        cmocka_unit_test(test_a_task_that_fails_at_a_long_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
