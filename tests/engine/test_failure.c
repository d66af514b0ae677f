/* tests/engine/test_failure.c -- tasks that fail: text, record, place; memory and stack
 * that run out. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/program.h"

static void open_world(World *world, const char *text)
{
    assert_true(world_open(world, text, 0));
}

static void check_task(World *world, RddId rdd, int partition, const char *wanted)
{
    assert_string_equal(program_run(&world->program, world->worker, rdd, partition),
        wanted);
}

/* Runs the only task of map over 1, 2, 3 and leaves its failure in the program. */
static const Failure *fail_map(World *world, const char *text, const char *message)
{
    open_world(world, text);
    Program *program = &world->program;
    RddId rdd = program_map(program, program_numbers(program, 1, 3), 0);
    program_run(program, world->worker, rdd, 0);
    const Failure *failure = &program->result.failure;
    assert_true(failure_is_set(failure));
    assert_string_equal(failure->message, message);
    assert_int_equal(failure->rdd, rdd);
    return failure;
}

static void test_a_failure_has_a_text_a_record_and_a_place(void **state)
{
    (void)state;
    World world;
    const Failure *failure = fail_map(&world,
        "return function(x)\n"
        "  if x == 2 then error('no two please') end\n"
        "  return x\n"
        "end",
        "program.lua:2: no two please");
    assert_string_equal(failure->class_name, "java.lang.RuntimeException");
    assert_string_equal(failure->name, "task-failed");
    assert_string_equal(failure->file, "program.lua");
    assert_int_equal(failure->line, 2);
    assert_string_equal(failure->record, "2");
    assert_string_equal(failure->origin, "partition 0");
    world_close(&world);
}

static void test_a_failure_without_a_place_is_as_it_was_thrown(void **state)
{
    (void)state;
    World world;
    fail_map(&world, "return function(x) error('no zero please', 0) end",
        "no zero please");
    world_close(&world);
    fail_map(&world, "return function(x) error() end", "nil");
    world_close(&world);
    fail_map(&world, "return function(x) error(42, 0) end", "42");
    world_close(&world);
}

static void test_a_failure_may_be_a_table_with_a_class(void **state)
{
    (void)state;
    World world;
    const Failure *failure = fail_map(&world,
        "return function(x) error({class = 'java.lang.ArithmeticException',\n"
        "  message = '/ by zero'}) end",
        "/ by zero");
    assert_string_equal(failure->class_name, "java.lang.ArithmeticException");
    world_close(&world);
}

static void test_a_failure_names_the_function_and_the_source(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) return 'k' .. x, x * 10 end,\n"
        "  function(k, v)\n"
        "    return k + v\n"
        "  end");
    Program *program = &world.program;
    RddId first = program_map(program, program_numbers(program, 2, 4), 0);
    RddId second = program_map(program, first, 1);
    program_run(program, world.worker, second, 1);
    const Failure *failure = &program->result.failure;
    assert_int_equal(failure->rdd, second);
    assert_int_equal(failure->line, 3);
    assert_string_equal(failure->record, "\"k3\", 30");
    assert_string_equal(failure->origin, "from 3, partition 1");
    world_close(&world);
}

static void test_what_is_no_record_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message;
        const char *name;
    } cases[] = {
        {"return function(x) end",
            "the function of map returned nil; map makes one record of each record",
            "nil-record"},
        {"return function(x) return 1, 2, 3 end",
            "the function of map returned 3 values; a record is one value, or two "
            "for a pair",
            "wrong-type"},
        {"return function(x) return 1, nil end",
            "the function of map returned a pair whose value is nil; null stands "
            "for no value",
            "nil-record"},
        {"return function(x) return print end", "a function cannot be a record",
            "wrong-type"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        World world;
        const Failure *failure = fail_map(&world, cases[i].text, cases[i].message);
        assert_string_equal(failure->name, cases[i].name);
        assert_string_equal(failure->record, "1");
        world_close(&world);
    }
}

/* A record in the making may be an object whose text fails in its turn. */
static void test_a_record_without_a_text_hides_no_failure(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x)\n"
        "    return setmetatable({}, {__tostring = function() error('no text') end})\n"
        "  end,\n"
        "  function(x) error('the failure', 0) end,\n"
        "  function(x) return x + 1 end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 1);
    RddId objects = program_map(program, numbers, 0);
    check_task(&world, program_map(program, objects, 1), 0,
        "java.lang.RuntimeException: the failure");
    check_task(&world, program_map(program, numbers, 2), 0, "2");
    world_close(&world);
}

static void test_a_block_that_is_gone_is_named(void **state)
{
    (void)state;
    World world;
    open_world(&world, "return function(x) return x end");
    Program *program = &world.program;
    BlockId block = {BLOCK_INPUT, 0, 1000};
    RddId rdd = make_blocks(&program->rdds, &block, 1);
    check_task(&world, rdd, 0,
        "org.apache.spark.SparkException: Could not compute split, block "
        "input-0-1000 of RDD 0 not found");
    world_close(&world);
}

static void test_a_failed_task_leaves_a_good_worker(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "local n = 0\n"
        "return function(x) n = n + 1 leak = true if x == 2 then error('x', 0) end\n"
        "  return n end,\n"
        "  function(x) return x, tostring(leak) end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 2, 3);
    RddId failing = program_map(program, numbers, 0);
    for (int i = 0; i < 3; i++) {
        check_task(&world, failing, 1, "java.lang.RuntimeException: x");
        check_task(&world, program_map(program, numbers, 1), 0, "(1,nil)");
    }
    world_close(&world);
}

/* The ceiling. */

static void test_too_much_memory_is_a_failure(void **state)
{
    (void)state;
    static const char *const hungry[] = {
        "return function(x) return #string.rep('x', 1 << 30) end, tostring",
        "return function(x) local t = {} for i = 1, 1e8 do t[i] = i end end, tostring",
        "return function(x) local s = 'x' while true do s = s .. s end end, tostring",
        "return function(x) local t while true do t = {t} end end, tostring",
    };
    for (size_t i = 0; i < sizeof hungry / sizeof hungry[0]; i++) {
        World world;
        assert_true(world_open(&world, hungry[i], 8 << 20));
        Program *program = &world.program;
        RddId numbers = program_numbers(program, 1, 1);
        RddId rdd = program_map(program, numbers, 0);
        for (int again = 0; again < 2; again++) {
            check_task(&world, rdd, 0, "java.lang.RuntimeException: not enough memory");
            assert_int_equal(program->result.failure.rdd, rdd);
            check_task(&world, program_map(program, numbers, 1), 0, "1");
        }
        assert_true(worker_state(world.worker)->used_bytes <= 8 << 20);
        world_close(&world);
    }
}

static void test_a_function_without_end_runs_out_of_stack(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "local function down(x) return 1 + down(x) end\n"
        "return function(x) return down(x) end, tostring");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 1);
    const char *text =
        program_run(program, world.worker, program_map(program, numbers, 0), 0);
    assert_non_null(strstr(text, "stack overflow"));
    check_task(&world, program_map(program, numbers, 1), 0, "1");
    world_close(&world);
}

static void test_an_interrupted_task_fails(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x)\n"
        "  while true do pcall(function() while true do end end) end\n"
        "end");
    Program *program = &world.program;
    RddId rdd = program_map(program, program_numbers(program, 1, 1), 0);
    worker_interrupt(world.worker);
    const char *text = program_run(program, world.worker, rdd, 0);
    assert_non_null(strstr(text, "interrupted"));
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_failure_has_a_text_a_record_and_a_place),
        cmocka_unit_test(test_a_failure_without_a_place_is_as_it_was_thrown),
        cmocka_unit_test(test_a_failure_may_be_a_table_with_a_class),
        cmocka_unit_test(test_a_failure_names_the_function_and_the_source),
        cmocka_unit_test(test_what_is_no_record_is_said),
        cmocka_unit_test(test_a_record_without_a_text_hides_no_failure),
        cmocka_unit_test(test_a_block_that_is_gone_is_named),
        cmocka_unit_test(test_a_failed_task_leaves_a_good_worker),
        cmocka_unit_test(test_too_much_memory_is_a_failure),
        cmocka_unit_test(test_a_function_without_end_runs_out_of_stack),
        cmocka_unit_test(test_an_interrupted_task_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
