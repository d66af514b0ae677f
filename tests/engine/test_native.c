/* tests/engine/test_native.c -- functions that C computes itself give what Lua gives.
 */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua/native/native.h"
#include "tests/engine/program.h"

enum { NOT_NATIVE = -1 };

static void check_form(const char *text, int wanted)
{
    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new(&context);
    Native *native = mem_alloc(sizeof *native);
    lua_pushglobaltable(L);
    assert_int_equal(luaL_loadstring(L, text), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 1, 0), LUA_OK);
    bool is_native = native_read(native, L, -1, 1);
    assert_int_equal(is_native ? (int)native->form : NOT_NATIVE, wanted);
    assert_int_equal(lua_gettop(L), 2);
    mem_free(native);
    state_close(L, &context);
}

/* Names, blanks and place do not matter; what it does does. */
static void test_functions_are_recognised_by_what_they_do(void **state)
{
    (void)state;
    check_form("return function(a, b) return a + b end", NATIVE_ADD);
    check_form("\n\nlocal function sum(x, y)\n  return x + y\nend\nreturn sum",
        NATIVE_ADD);
    check_form("return function(w) return w, 1 end", NATIVE_KEYED);
    check_form("return function(w) local n = 2.5 return w, n end", NATIVE_KEYED);
    check_form("return function(w) local v, n = w, 1 return v, n, w end", NATIVE_ANY);
    check_form("return function(w) local v, n = 1, w return v, n end", NATIVE_ANY);
    check_form("return function(k, v) return k, 'x' end", NATIVE_KEYED);
    check_form("return function(w) return w, nil end", NATIVE_ANY);
    check_form("return function(line) return split(line) end", NATIVE_SPLIT);
    check_form("return split", NATIVE_SPLIT);
    check_form("return function(all, gone) return all - gone end", NATIVE_SUBTRACT);
    check_form("return function(a) return a end", NATIVE_FIRST);
    check_form("return function(a, b) return a end", NATIVE_FIRST);

    check_form("return function(a, b) return b + a end", NATIVE_ANY);
    check_form("return function(a, b) return b - a end", NATIVE_ANY);
    check_form("return function(a, b, c) return a + b end", NATIVE_ANY);
    check_form("return function(a, b) return b end", NATIVE_ANY);
    check_form("return function(l) return #l > 40 end", NATIVE_ANY);

    check_form("return function(line) return split(line, ', ') end", NATIVE_SPLIT);
    check_form("return function(l) return split(l, '') end", NATIVE_ANY);
    check_form("return function(l) return split(l, 1) end", NATIVE_ANY);
    check_form("return function(l) return split(l, l) end", NATIVE_ANY);
    check_form("return function(l) return split(l, ' ', print) end", NOT_NATIVE);
    check_form("return function(a, b) return split(b) end", NATIVE_ANY);
    check_form("return function(l) return spilt(l) end", NOT_NATIVE);
    check_form("local split = split return function(l) return split(l) end",
        NATIVE_ANY);
    check_form("return tostring", NOT_NATIVE);
    check_form("return function(w) print(w) return w end", NOT_NATIVE);
    check_form("local n = 0 return function(w) n = n + 1 return n end", NOT_NATIVE);
    check_form("local t = {} return function(w) return t end", NOT_NATIVE);
    check_form("return function(...) return ... end", NOT_NATIVE);
    check_form("return function(w) return function() return w end end", NOT_NATIVE);
    check_form("return function(n) while n > 1 do n = n - 1 end return n end",
        NOT_NATIVE);
    check_form("return function(a) return a .. a end", NATIVE_ANY);
    check_form("return function(_, v, s) for i = 1, v do s:update(i) end end",
        NOT_NATIVE);
    check_form("return function(l) for w in l:gmatch('a*') do return w end end",
        NOT_NATIVE);
    check_form("return function(l) return {name = l} end", NOT_NATIVE);
    check_form("return function(l) l[1] = 2 return l end", NATIVE_ANY);
    check_form("local _ENV = {math = {max = print}} "
               "return function(a, b) return math.max(a, b) end",
        NOT_NATIVE);
}

/* The map task of a shuffle of one partition. */
static void run_combine(Program *program, Worker *worker, RddId keyed, FuncId func,
    Buffer *out)
{
    RddId folded = make_reduced(&program->rdds, keyed, func, 1);
    StageWork work = program_work(program, keyed);
    TaskSpec spec = {.partition = 0};
    TaskResult result = {.read = 0};
    work.shuffle = shuffle_of(&program->rdds, folded, 0);
    worker_run(worker, &work, &spec, &result);
    buffer_clear(out);
    if (failure_is_set(&result.failure)) {
        failure_append_text(out, &result.failure);
        buffer_printf(out, " at %s", result.failure.record);
    } else {
        program_append_records(out, &result.data);
    }
    task_result_free(&result);
}

/* Folds the values of a list, all under one key, natively and by Lua. What comes out is
 * the same, and if it is said, that. */
static void check_fold(const char *values, const char *function, const char *wanted)
{
    World world;
    Buffer text = {0};
    Buffer found = {0};
    Buffer plain = {0};
    buffer_printf(&text,
        "values = %s\n"
        "return function(x) return 'k', values[x] end,\n"
        "  %s",
        values, function);
    assert_true(world_open(&world, buffer_text(&text), 0));
    RddId keyed = program_map(&world.program, program_numbers(&world.program, 1, 3), 0);
    run_combine(&world.program, world.worker, keyed, 1, &found);
    if (wanted != NULL)
        assert_string_equal(buffer_text(&found), wanted);
    world.program.plain = true;
    run_combine(&world.program, world.worker, keyed, 1, &plain);
    assert_string_equal(buffer_text(&found), buffer_text(&plain));
    buffer_free(&plain);
    buffer_free(&found);
    buffer_free(&text);
    world_close(&world);
}

static void check_add(const char *values, const char *wanted)
{
    check_fold(values, "function(a, b) return a + b end", wanted);
}

static void test_folds_are_luas_folds(void **state)
{
    (void)state;
    static const char *const functions[] = {"function(a, b) return math.max(a, b) end",
        "function(a, b) if a < b then return a end return b end",
        "function(a, b) return a > b and a or b end", "function(a, b) return a end",
        "function(a, b) return b end", "function(a, b) return (a + b) / 2 end",
        "function(a, b) return a * b end", "function(a, b) return a % b end",
        "function(a, b) return end", "function(a, b) return nil end",
        "function(a, b) return a, b end", "function(a, b) return a == b end"};
    static const char *const values[] = {"{1, 2, 3}", "{3, 2.5, 1}", "{'a', 'b', 'a'}",
        "{1, '2', 3}", "{5, 0, 2}", "{{1}, {2}, {3}}", "{true, false, true}",
        "{math.mininteger, -1, 1}", "{pair(1, 2), pair(3, 4), 1}"};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        for (size_t j = 0; j < sizeof values / sizeof values[0]; j++)
            check_fold(values[j], functions[i], NULL);
    }
}

static void test_adding_is_luas_adding(void **state)
{
    (void)state;
    check_add("{1, 2, 3}", "(k,6)");
    check_add("{1.5, 2.5, 3.0}", "(k,7.0)");
    check_add("{1, 2.5, 3}", "(k,6.5)");
    check_add("{math.maxinteger, 1, 0}", "(k,-9223372036854775808)");
    check_add("{1 << 53, 1.0, 1}", "(k,9.007199254740992E15)");
    check_add("{'1', '2', 3}", "(k,6)");
    check_add("{0/0, 1, 1}", "(k,NaN)");
    check_add("{true, 1, 1}",
        "java.lang.RuntimeException: program.lua:3: attempt to perform arithmetic on a "
        "boolean value (local 'a') at 1");
    check_add("{'a', 1, 1}",
        "java.lang.RuntimeException: program.lua:3: attempt to add a 'string' with a "
        "'number' at 1");
}

/* Records, or a failure with what it tells. */
static void append_outcome(Program *program, Worker *worker, RddId rdd, Buffer *out)
{
    buffer_append_string(out, program_run(program, worker, rdd, 0));
    const Failure *failure = &program->result.failure;
    buffer_printf(out, " %lld records", (long long)program->result.written);
    if (failure_is_set(failure))
        buffer_printf(out, " %s:%d %s %s", failure->file ? failure->file : "",
            failure->line, failure->record ? failure->record : "",
            failure->origin ? failure->origin : "");
    for (int i = 0; i < program->result.n_calls; i++)
        buffer_printf(out, " %lld calls", (long long)program->result.calls[i].calls);
}

/* What an operator makes of records, natively and by Lua. */
static void check_alike(World *world, RddId source, NarrowOp op)
{
    Program *program = &world->program;
    RddId made = make_narrow(&program->rdds, source, op, 1);
    Buffer text = {0};
    Buffer plain = {0};
    program->plain = false;
    append_outcome(program, world->worker, made, &text);
    program->plain = true;
    append_outcome(program, world->worker, made, &plain);
    assert_string_equal(buffer_text(&plain), buffer_text(&text));
    assert_true(text.size > 0);
    buffer_free(&plain);
    buffer_free(&text);
}

/* What flatMap, map and the rest make of the lines 1, 2, 3: as they come from a
 * function, and as records. */
static void check_lines(const char *lines, NarrowOp op, const char *function)
{
    World world;
    Buffer text = {0};
    buffer_printf(&text,
        "lines = %s\n"
        "return function(x) return lines[x] end,\n%s",
        lines, function);
    assert_true(world_open(&world, buffer_text(&text), 0));
    Program *program = &world.program;
    RddId source = program_map(program, program_numbers(program, 1, 3), 0);
    check_alike(&world, source, op);

    program_run(program, world.worker, source, 0);
    Buffer records[1] = {{0}};
    buffer_move(&program->result.data, &records[0]);
    CallSite site = made_by("parallelize");
    RddId kept = rdds_add_collection(&program->rdds, &site, records, 1)->id;
    check_alike(&world, kept, op);
    buffer_free(&text);
    world_close(&world);
}

static void check_split(const char *lines)
{
    check_lines(lines, NARROW_FLAT_MAP, "function(line) return split(line) end");
    check_lines(lines, NARROW_FLAT_MAP, "split");
    check_lines(lines, NARROW_FLAT_MAP, "function(l) return split(l, ' ') end");
    check_lines(lines, NARROW_FLAT_MAP, "function(l) return split(l, 'or') end");
}

static void test_splitting_is_split(void **state)
{
    (void)state;
    check_split("{'to be', 'or  not', ' to be '}");
    check_split("{'', '   ', 'x'}");
    check_split("{'d\\u{E9}j\\u{E0} vu', 'a\\0b c', 'tab\\there'}");
    check_split("{12, 1.5, '7'}");
}

/* Enough text for the words to be remembered, of all lengths, often the same. */
static void test_words_that_come_again(void **state)
{
    (void)state;
    check_split(
        "(function()\n"
        "  local lines, seed = {}, 1\n"
        "  for i = 1, 3 do\n"
        "    local words = {}\n"
        "    for j = 1, 3000 do\n"
        "      seed = seed * 1103515245 + 12345 & 0x7fffffff\n"
        "      local size = seed >> 8 & 31\n"
        "      words[j] = ('ab\\0xyz'):rep(6):sub(1, size) .. (seed >> 16 & 3)\n"
        "    end\n"
        "    lines[i] = table.concat(words, ' ')\n"
        "  end\n"
        "  return lines\n"
        "end)()");
}

static void test_what_is_no_text_is_an_error_as_before(void **state)
{
    (void)state;
    World world;
    assert_true(world_open(&world,
        "return function(x) return {x} end, function(line) return split(line) end", 0));
    Program *program = &world.program;
    RddId lists = program_map(program, program_numbers(program, 1, 1), 0);
    RddId words = make_narrow(&program->rdds, lists, NARROW_FLAT_MAP, 1);
    const char *text = program_run(program, world.worker, words, 0);
    assert_non_null(strstr(text, "string expected, got table"));
    assert_string_equal(program->result.failure.record, "{1}");
    world_close(&world);
}

/* A program may have a `split` of its own, or none. */
static void test_a_split_of_the_programs_own_is_called(void **state)
{
    (void)state;
    World world;
    assert_true(world_open(&world,
        "function split(line) return {line, line} end\n"
        "return function(line) return split(line) end",
        0));
    Program *program = &world.program;
    RddSet *rdds = &program->rdds;
    RddId numbers = program_numbers(program, 1, 2);
    RddId words = make_narrow(rdds, numbers, NARROW_FLAT_MAP, 0);
    assert_string_equal(program_run(program, world.worker, words, 0), "1 1 2 2");
    world_close(&world);

    assert_true(world_open(&world,
        "split = nil return function(line) return split(line) end", 0));
    numbers = program_numbers(&world.program, 1, 1);
    words = make_narrow(&world.program.rdds, numbers, NARROW_FLAT_MAP, 0);
    const char *text = program_run(&world.program, world.worker, words, 0);
    assert_non_null(strstr(text, "attempt to call a nil value (global 'split')"));
    world_close(&world);
}

static void test_pairs_with_one(void **state)
{
    (void)state;
    static const char function[] = "function(word) return word, 1 end";
    check_lines("{'a', 2, true}", NARROW_MAP, function);
    check_lines("{pair('a', 2), {1}, null}", NARROW_MAP, function);
}

/* Of what comes from Lua as well as of what does not: failures tell the same, too. */
static void check_everywhere(NarrowOp op, const char *function)
{
    check_lines("{'a line', 'another line', ''}", op, function);
    check_lines("{1, 2.5, -3}", op, function);
    check_lines("{pair('a', 2), pair('b', pair(1, 2)), pair('', 'x')}", op, function);
    check_lines("{{1, 2}, {}, Some('x')}", op, function);
    check_lines("{true, null, false}", op, function);
}

static void test_filters_keep_the_same_records(void **state)
{
    (void)state;
    static const char *const functions[] = {"function(x) return #x > 6 end",
        "function(x) return x:find('other', 1, true) end",
        "function(x) return x:sub(1, 2) == 'a ' end",
        "function(x, y) return y and y > 1 end", "function(x) return x ~= 1 end",
        "function(x, y) return y == 2 or y end",
        "function(x) return math.max(x, 0) > 1 end",
        "function(x) if x then return x end end", "function(x) return end",
        "function(x) if type(x) == 'table' then x[1] = 7 end return true end"};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        check_everywhere(NARROW_FILTER, functions[i]);
}

static void test_maps_make_the_same_records(void **state)
{
    (void)state;
    static const char *const functions[] = {"function(x) return #x, x end",
        "function(x, y) return y, x end", "function(x, y) return y or x end",
        "function(x, y) return y._1, y._2 end", "function(x) return nil end",
        "function(x) return x, nil end", "function(x) return x, 1, 2 end",
        "function(x) return end", "function(x) return x * 2 + 1 end",
        "function(x) return x:sub(-3) end", "function(x) return x:find('l') end",
        "function(x) if x > 1 then return 'much', x end return 'little', x end",
        "function(x) return split(x) end",
        "function(x) return split(x, 'n')[1], #x end",
        "function(x) return x .. '!', {x, x} end",
        "function(x, y) return pair(y, x) end",
        "function(x) return {x, null, {x}} end"};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        check_everywhere(NARROW_MAP, functions[i]);
}

/* Emitted and returned, both, and none; and what is no list. */
static void test_flat_maps_make_the_same_records(void **state)
{
    (void)state;
    static const char *const functions[] =
        {"function(x, emit) for w in x:gmatch('%a+') do emit(w) end end",
            "function(x, emit) for w in x:gmatch('%a+') do emit(w:upper(), #w) end end",
            "function(x, emit) emit(x) return {x, 'end'} end",
            "function(x) local l = {} for w in x:gmatch('[^e]') do l[#l + 1] = w end "
            "return l end",
            "function(x) local w = split(x, ' ') return w end",
            "function(x) local l = {} for _, w in ipairs(split(x, 'n')) do "
            "table.insert(l, w .. '.') end return l end",
            "function(x, emit) if #x > 6 then emit(x) end end",
            "function(x, y, emit) emit(y, x) emit(pair(x, y)) emit(x) end",
            "function(x, y) return {y, pair(x, 1), {x}} end",
            "function(x) return {} end", "function(x) return x end",
            "function(x) return nil end", "function(x, emit) emit(nil) end",
            "function(x, emit) emit(x, x, x) end",
            "function(x, emit) emit(x) return 1 end", "function(x, emit) emit() end",
            "function(x, emit) emit(x) error('late') end",
            "function(x, emit) for i = 1, 3 do emit(i, x) end end",
            "function(x, emit) for i = 1, #x do emit(x:sub(i, i), i) end end",
            "function(x) return {x, x:find('l')} end",
            "function(x) local l = {} l[2] = x return l end"};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        check_everywhere(NARROW_FLAT_MAP, functions[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions_are_recognised_by_what_they_do),
        cmocka_unit_test(test_adding_is_luas_adding),
        cmocka_unit_test(test_folds_are_luas_folds),
        cmocka_unit_test(test_splitting_is_split),
        cmocka_unit_test(test_words_that_come_again),
        cmocka_unit_test(test_what_is_no_text_is_an_error_as_before),
        cmocka_unit_test(test_a_split_of_the_programs_own_is_called),
        cmocka_unit_test(test_pairs_with_one),
        cmocka_unit_test(test_filters_keep_the_same_records),
        cmocka_unit_test(test_maps_make_the_same_records),
        cmocka_unit_test(test_flat_maps_make_the_same_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
