/* tests/engine/test_runner.c -- tasks on several threads: the same results always. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua/task/runner.h"
#include "tests/engine/program.h"

enum { PARTITIONS = 40, ELEMENTS = 400 };

/* What all tasks of a stage made: records, failures, printed text, changed names. */
static void append_result(Buffer *out, const TaskResult *result)
{
    if (failure_is_set(&result->failure)) {
        failure_append_text(out, &result->failure);
        buffer_printf(out, " at %s", result->failure.record);
    } else {
        program_append_records(out, &result->data);
    }
    buffer_printf(out, " | %d read, changed %s | ", (int)result->read,
        result->changed_name != NULL ? result->changed_name : "nothing");
    buffer_append(out, result->printed.data, result->printed.size);
    buffer_append_byte(out, '\n');
}

/* Runs a stage over all partitions; its results are put into the block manager if they
 * are shuffle output, and described in *out. */
static void run_stage(Program *program, Runner *runner, const StageWork *work, int n,
    Buffer *out)
{
    TaskSpec tasks[PARTITIONS] = {{.index = 0}};
    TaskResult results[PARTITIONS] = {{.read = 0}};
    for (int i = 0; i < n; i++)
        tasks[i] = (TaskSpec){.index = i, .partition = i};
    runner_run(runner, work, tasks, results, n);
    for (int i = 0; i < n; i++) {
        append_result(out, &results[i]);
        if (work->shuffle != NULL)
            program_put_shuffle(program, work->shuffle, i, &results[i]);
        task_result_free(&results[i]);
    }
}

/* Maps, and folds by key, on so many workers; appends all that can be seen of it. */
static void run_program(const char *text, int workers, Buffer *out)
{
    Program program;
    assert_true(program_open(&program, text));
    Runner *runner = runner_new(&program.supply, workers, 0);
    RddId numbers = program_numbers(&program, PARTITIONS, ELEMENTS);
    RddId mapped = program_map(&program, numbers, 0);
    StageWork work = program_work(&program, mapped);
    if (program.n == 1) {
        run_stage(&program, runner, &work, PARTITIONS, out);
    } else {
        RddId folded = make_reduced(&program.rdds, mapped, 1, 4);
        StageWork last = program_work(&program, folded);
        work.shuffle = shuffle_of(&program.rdds, folded, 0);
        run_stage(&program, runner, &work, PARTITIONS, out);
        run_stage(&program, runner, &last, 4, out);
    }
    runner_delete(runner);
    program_close(&program);
}

static void check_same(const char *text)
{
    static const int workers[] = {0, 2, 4, 4};
    Buffer wanted = {0};
    run_program(text, 1, &wanted);
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        Buffer found = {0};
        run_program(text, workers[i], &found);
        assert_string_equal(buffer_text(&found), buffer_text(&wanted));
        buffer_free(&found);
    }
    buffer_free(&wanted);
}

static void test_many_small_tasks(void **state)
{
    (void)state;
    check_same("return function(x) return x % 7, x end,\n"
               "  function(a, b) return a + b end");
}

/* The loop makes it worth waking other threads. */
static void test_some_long_tasks(void **state)
{
    (void)state;
    check_same("local function burn(n) for i = 1, n do n = n ~ i end return n end\n"
               "return function(x)\n"
               "    burn(x % 40 == 1 and 20000 or 2000)\n"
               "    return 'k' .. x % 5, x\n"
               "  end,\n"
               "  function(a, b) burn(1000) return a + b end");
}

static void test_tasks_that_share_nothing(void **state)
{
    (void)state;
    check_same("local n, seen = 0, {}\n"
               "words = {'a', 'b'}\n"
               "count = 0\n"
               "return function(x)\n"
               "  for i = 1, 2000 do n = n + 1 end\n"
               "  count = count + 1\n"
               "  words[#words + 1] = x\n"
               "  print(x, n, count, #words)\n"
               "  return math.random(1000000000), n\n"
               "end");
}

static void test_tasks_that_change_a_variable(void **state)
{
    (void)state;
    check_same("local n = 0\n"
               "return function(x) for i = 1, 2000 do n = n + x end return n end");
}

static void test_tasks_that_fail(void **state)
{
    (void)state;
    check_same("return function(x)\n"
               "  for i = 1, 2000 do tostring(i) end\n"
               "  if x % 30 == 0 then error('no ' .. x, 0) end\n"
               "  if x % 50 == 1 then local t = nil t = t + 1 end\n"
               "  return x\n"
               "end");
}

static void test_a_runner_runs_stage_after_stage(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program,
        "return function(x) for i = 1, 3000 do x = x + 0 end return x end"));
    Runner *runner = runner_new(&program.supply, 4, 0);
    RddId rdd = program_map(&program, program_numbers(&program, 8, 8), 0);
    StageWork work = program_work(&program, rdd);
    Buffer wanted = {0};
    run_stage(&program, runner, &work, 8, &wanted);
    for (int i = 0; i < 50; i++) {
        Buffer found = {0};
        run_stage(&program, runner, &work, 8, &found);
        assert_string_equal(buffer_text(&found), buffer_text(&wanted));
        run_stage(&program, runner, &work, 0, &found);
        buffer_free(&found);
    }
    buffer_free(&wanted);
    runner_delete(runner);
    program_close(&program);
}

static void check_all_fail(Program *program, Runner *runner, const char *message)
{
    RddId rdd = program_map(program, program_numbers(program, 3, 3), 0);
    StageWork work = program_work(program, rdd);
    TaskSpec tasks[3] = {{.partition = 0}, {.partition = 1}, {.partition = 2}};
    TaskResult results[3] = {{.read = 0}};
    runner_run(runner, &work, tasks, results, 3);
    for (int i = 0; i < 3; i++) {
        assert_true(failure_is_set(&results[i].failure));
        assert_non_null(strstr(results[i].failure.message, message));
        assert_non_null(results[i].failure.class_name);
        task_result_free(&results[i]);
    }
}

static void test_without_memory_for_a_worker_tasks_fail(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program, "return function(x) return x end"));
    for (int workers = 1; workers <= 2; workers++) {
        Runner *runner = runner_new(&program.supply, workers, 1000);
        check_all_fail(&program, runner, "no memory for a Lua state");
        runner_delete(runner);
    }
    program_close(&program);
}

static void test_an_interrupted_runner_ends_tasks(void **state)
{
    (void)state;
    Program program;
    assert_true(program_open(&program,
        "return function(x) while x > 0 do pcall(tostring, x) end return x end"));
    Runner *runner = runner_new(&program.supply, 2, 0);
    RddId none = program_numbers(&program, 1, 0);
    StageWork work = program_work(&program, program_map(&program, none, 0));
    Buffer out = {0};
    run_stage(&program, runner, &work, 1, &out); /* now there is a worker */
    runner_interrupt(runner);
    check_all_fail(&program, runner, "interrupted");
    buffer_free(&out);
    runner_delete(runner);
    program_close(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_small_tasks),
        cmocka_unit_test(test_some_long_tasks),
        cmocka_unit_test(test_tasks_that_share_nothing),
        cmocka_unit_test(test_tasks_that_change_a_variable),
        cmocka_unit_test(test_tasks_that_fail),
        cmocka_unit_test(test_a_runner_runs_stage_after_stage),
        cmocka_unit_test(test_without_memory_for_a_worker_tasks_fail),
        cmocka_unit_test(test_an_interrupted_runner_ends_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
