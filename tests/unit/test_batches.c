/* tests/unit/test_batches.c -- forming batches, their delays, errors and the end of a
 * run (semantics 4). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

/* A context on `cores` with a queue of n RDDs of two partitions and one output. */
static Streaming *open_queue(Fake *fake, int n)
{
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    StreamId queue = fake_queue(context);
    for (int i = 0; i < n; i++)
        graph_enqueue(&context->graph, queue, fake_collection(fake, 2));
    fake_output_of(context, queue, 0);
    return context;
}

static void run(Fake *fake, Failure *failure)
{
    *failure = (Failure){.rdd = RDD_NONE};
    if (fake->context->state == CONTEXT_INITIALIZED)
        assert_true(fake_start(fake->context, NULL));
    assert_false(streaming_await(fake->context, TIME_NEVER, failure));
}

static void run_well(Fake *fake)
{
    Failure failure;
    run(fake, &failure);
    assert_false(failure_is_set(&failure));
}

/* The worked example of semantics 4.4. */
static void test_slow_batches_pile_up(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 4;
    open_queue(&fake, 9);
    fake.task_ms = 1500;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 1500\n"
        "batch 2000: waited 500, took 1500\n"
        "batch 3000: waited 1000, took 1500\n"
        "batch 4000: waited 1500, took 1500\n");
    assert_int_equal(sim_now(fake.sim), TIME_MS(7000));
    fake_close(&fake);
}

static void test_outputs_of_a_batch_run_one_after_the_other(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 3;
    Streaming *context = open_queue(&fake, 9);
    fake_output_of(context, 0, 1);
    fake.task_ms = 400;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 800\n"
        "batch 2000: waited 0, took 800\n"
        "batch 3000: waited 0, took 800\n");
    assert_int_equal(fake_count_lines(&fake,
                         "\"at\":1400000,\"kind\":\"output-started\""),
        1);
    fake_close(&fake);
}

static void test_a_batch_that_ends_at_a_tick_delays_nothing(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 3;
    open_queue(&fake, 9);
    fake.task_ms = 1000;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 1000\n"
        "batch 2000: waited 0, took 1000\n"
        "batch 3000: waited 0, took 1000\n");
    fake_close(&fake);
}

/* Semantics 4.1: the first tick is the next multiple strictly after the start. */
static void test_the_first_tick_is_later_than_the_start(void **state)
{
    (void)state;
    static const struct {
        int64_t start;
        int64_t first;
    } cases[] = {{0, 1000}, {999, 1000}, {1000, 2000}, {12345, 13000}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        fake_open(&fake, "local[2]");
        fake.limits.batches = 1;
        clock_init_simulated(&fake.clock, TIME_MS(cases[i].start));
        open_queue(&fake, 1);
        run_well(&fake);
        assert_int_equal(sim_now(fake.sim), TIME_MS(cases[i].first));
        assert_int_equal(fake.context->graph.zero, TIME_MS(cases[i].first - 1000));
        fake_close(&fake);
    }
}

/* Semantics 4.3.2. */
static void test_a_time_without_output_is_no_batch(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 6;
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    StreamId window;
    CallSite site = {"window", {NULL, 0}};
    assert_true(graph_add_window(&context->graph, &site, fake_queue(context), TIME_S(3),
        TIME_S(3), &window, NULL));
    fake_output_of(context, window, 0);
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 3000: waited 0, took 0\nbatch 6000: waited 0, took 0\n");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"jobs-submitted\""), 2);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"batch\""), 6);
    fake_close(&fake);
}

/* Errors. */

static void throw_text(Failure *failure, const char *message)
{
    failure->class_name = mem_copy_string("java.lang.RuntimeException");
    failure->message = mem_copy_string(message);
}

static bool throw_at_2000(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    if (batch != TIME_S(2))
        return fake_job(fake, rdd, 0, 1, failure);
    throw_text(failure, "thrown by the output");
    return false;
}

/* Semantics 4.3.6: an error is reported, and the rest goes on. */
static void test_an_error_is_reported_and_the_rest_runs(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 3;
    Streaming *context = open_queue(&fake, 9);
    fake_output_of(context, 0, 1);
    fake.outputs[0] = throw_at_2000;
    fake.task_ms = 100;
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.class_name, "java.lang.RuntimeException");
    assert_string_equal(failure.message, "thrown by the output");
    failure_free(&failure);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 200\n"
        "output 0 of 2000 failed: java.lang.RuntimeException: thrown by the output\n"
        "batch 2000: waited 0, took 100\n"
        "batch 3000: waited 0, took 200\n");
    assert_true(context->any_failed);

    run(&fake, &failure); /* whoever waits again is told again */
    assert_string_equal(failure.message, "thrown by the output");
    failure_free(&failure);
    fake_close(&fake);
}

static bool throw_always(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)fake;
    (void)rdd;
    throw_text(failure, batch == TIME_S(1) ? "the first" : "a later one");
    return false;
}

static void test_the_first_error_is_the_one_that_is_thrown(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 3;
    open_queue(&fake, 3);
    fake.outputs[0] = throw_always;
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.message, "the first");
    failure_free(&failure);
    fake_close(&fake);
}

static int remembered(const Streaming *context)
{
    return graph_stream(&context->graph, 0)->n_made;
}

/* A batch whose last output failed is not cleared; the next one that does well clears
 * it, too. */
static void test_a_failed_last_output_puts_off_forgetting(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 4;
    Streaming *context = open_queue(&fake, 4);
    fake_output_of(context, 0, 1);
    fake.outputs[1] = throw_at_2000;
    assert_true(fake_start(context, NULL));
    static const int wanted[] = {1, 2, 1, 1};
    for (int i = 0; i < 4; i++) {
        Failure failure = {.rdd = RDD_NONE};
        streaming_await(context, TIME_MS(1500 + 1000 * i), &failure);
        assert_int_equal(remembered(context), wanted[i]);
        assert_int_equal(failure_is_set(&failure), i >= 1);
        failure_free(&failure);
    }
    fake_close(&fake);
}

/* The golden case fail-in-task: print of a mapped stream of two partitions, which tries
 * one partition after the other; and print of a count, which is a shuffle of the three
 * partitions of a union into two. */

static bool print_each(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)batch;
    int n = rdds_find(&fake->sim->rdds, rdd)->partitions;
    for (int i = 0; i < n; i++) {
        if (!fake_job(fake, rdd, i, i + 1, failure))
            return false;
    }
    return true;
}

static bool print_count(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    RddSet *rdds = &fake->sim->rdds;
    RddId both[] = {rdd, fake_collection(fake, 1)};
    RddId all = make_union(rdds, both, 2);
    RddId count = make_reduced(rdds, all, 2, 2);
    return print_each(fake, count, batch, failure);
}

static void fail_on_zero(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    const Rdd *rdd = rdds_find(work->rdds, work->rdd);
    if (rdd->kind == RDD_NARROW && rdd->batch == TIME_S(2) && spec->partition == 1)
        throw_text(&result->failure, "no zero please");
}

static void test_a_failed_task_has_sparks_numbers(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 4;
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    StreamId queue = fake_queue(context);
    StreamId mapped;
    CallSite site = {"map", {NULL, 0}};
    NarrowWork work = {.op = NARROW_MAP, .func = 9, .inverse = FUNC_NONE};
    assert_true(graph_add_narrow(&context->graph, &site, queue, &work, &mapped, NULL));
    for (int i = 0; i < 3; i++)
        graph_enqueue(&context->graph, queue, fake_collection(&fake, 2));
    fake_output_of(context, mapped, 0);
    fake_output_of(context, queue, 1);
    fake.outputs[0] = print_each;
    fake.outputs[1] = print_count;
    fake.task = fail_on_zero;
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.message,
        "Job aborted due to stage failure: Task 0 in stage 7.0 failed 1 times, most "
        "recent failure: Lost task 0.0 in stage 7.0 (TID 8) (localhost executor "
        "driver): java.lang.RuntimeException: no zero please");
    failure_free(&failure);
    assert_int_equal(context->n_completed, 4);
    fake_close(&fake);
}

/* The end of a run. */

static const char *end_of(const Fake *fake)
{
    return end_reason_name(fake->context->ended);
}

static void test_a_run_ends_when_the_queue_is_empty(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    open_queue(&fake, 3);
    fake.task_ms = 100;
    run_well(&fake);
    assert_string_equal(end_of(&fake), "dry");
    assert_int_equal(fake.context->n_completed, 3);
    assert_int_equal(sim_now(fake.sim), TIME_MS(3100));
    streaming_close_trace(fake.context);
    assert_int_equal(fake_count_lines(&fake,
                         "{\"at\":3100000,\"kind\":\"stopped\",\"reason\":\"dry\""),
        1);
    fake_close(&fake);
}

static void test_a_run_lasts_until_every_output_saw_the_last_data(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    Streaming *context = open_queue(&fake, 4);
    StreamId window;
    CallSite site = {"window", {NULL, 0}};
    assert_true(graph_add_window(&context->graph, &site, 0, TIME_S(3), TIME_S(3),
        &window, NULL));
    fake_output_of(context, window, 1);
    run_well(&fake);
    assert_int_equal(context->n_ticks, 6);
    fake_close(&fake);
}

static void test_a_run_without_data_is_one_batch(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    open_queue(&fake, 0);
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 0\n");
    fake_close(&fake);
}

/* A given number of batches is run whether or not there is data. */
static void test_a_run_of_so_many_batches(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 5;
    open_queue(&fake, 2);
    run_well(&fake);
    assert_string_equal(end_of(&fake), "batches");
    assert_int_equal(fake.context->n_completed, 5);
    fake_close(&fake);
}

/* The batch of the very last moment is still formed, and runs to its end. */
static void test_a_run_until_a_time(void **state)
{
    (void)state;
    static const struct {
        int64_t until;
        int64_t batches;
    } cases[] = {{2999, 2}, {3000, 3}, {3500, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        fake_open(&fake, "local[2]");
        fake.limits.until = TIME_MS(cases[i].until);
        open_queue(&fake, 1);
        fake.task_ms = 700;
        run_well(&fake);
        assert_string_equal(end_of(&fake), "until");
        assert_int_equal(fake.context->n_ticks, cases[i].batches);
        assert_int_equal(fake.context->n_completed, cases[i].batches);
        fake_close(&fake);
    }
}

static void test_a_source_without_end_ends_after_a_minute(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    open_queue(&fake, 1000);
    run_well(&fake);
    assert_string_equal(end_of(&fake), "limit");
    assert_int_equal(fake.context->n_ticks, 60);
    fake_close(&fake);
}

static bool interrupt_at_2000(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    fake->interrupted = batch == TIME_S(2);
    return fake_job(fake, rdd, 0, 1, failure);
}

static void test_an_interrupted_run_is_no_failure(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    open_queue(&fake, 5);
    fake.outputs[0] = interrupt_at_2000;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 0\n");
    streaming_close_trace(fake.context);
    assert_int_equal(fake_count_lines(&fake, "\"reason\":\"interrupted\""), 1);
    fake_close(&fake);
}

/* RDDs that no batch needs any more are freed as the run goes on. */
static void test_a_long_run_does_not_pile_up_rdds(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 2000;
    Streaming *context = open_queue(&fake, 0);
    StreamId window;
    CallSite site = {"window", {NULL, 0}};
    assert_true(graph_add_window(&context->graph, &site, 0, TIME_S(5), TIME_S(1),
        &window, NULL));
    fake_output_of(context, window, 1);
    fake.outputs[0] = print_count;
    run_well(&fake);
    assert_int_equal(context->n_completed, 2000);
    assert_true(fake.sim->rdds.next_id > 4000);
    assert_true(fake.sim->rdds.count < 1200);
    assert_true(blocks_count(fake.sim->blocks) < 1200);
    fake_close(&fake);
}

static void test_two_runs_side_by_side(void **state)
{
    (void)state;
    Fake fakes[2];
    for (int i = 0; i < 2; i++) {
        fake_open(&fakes[i], "local[2]");
        fakes[i].limits.batches = 3;
        open_queue(&fakes[i], 3);
        fakes[i].task_ms = 100 * (i + 1);
        assert_true(fake_start(fakes[i].context, NULL));
    }
    for (int ms = 500; ms <= 4000; ms += 500) {
        for (int i = 0; i < 2; i++) {
            Failure failure = {.rdd = RDD_NONE};
            streaming_await(fakes[i].context, TIME_MS(ms), &failure);
        }
    }
    assert_string_equal(fake_take_told(&fakes[0]),
        "batch 1000: waited 0, took 100\nbatch 2000: waited 0, took 100\n"
        "batch 3000: waited 0, took 100\n");
    assert_string_equal(fake_take_told(&fakes[1]),
        "batch 1000: waited 0, took 200\nbatch 2000: waited 0, took 200\n"
        "batch 3000: waited 0, took 200\n");
    fake_close(&fakes[0]);
    fake_close(&fakes[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slow_batches_pile_up),
        cmocka_unit_test(test_outputs_of_a_batch_run_one_after_the_other),
        cmocka_unit_test(test_a_batch_that_ends_at_a_tick_delays_nothing),
        cmocka_unit_test(test_the_first_tick_is_later_than_the_start),
        cmocka_unit_test(test_a_time_without_output_is_no_batch),
        cmocka_unit_test(test_an_error_is_reported_and_the_rest_runs),
        cmocka_unit_test(test_the_first_error_is_the_one_that_is_thrown),
        cmocka_unit_test(test_a_failed_last_output_puts_off_forgetting),
        cmocka_unit_test(test_a_failed_task_has_sparks_numbers),
        cmocka_unit_test(test_a_run_ends_when_the_queue_is_empty),
        cmocka_unit_test(test_a_run_lasts_until_every_output_saw_the_last_data),
        cmocka_unit_test(test_a_run_without_data_is_one_batch),
        cmocka_unit_test(test_a_run_of_so_many_batches),
        cmocka_unit_test(test_a_run_until_a_time),
        cmocka_unit_test(test_a_source_without_end_ends_after_a_minute),
        cmocka_unit_test(test_an_interrupted_run_is_no_failure),
        cmocka_unit_test(test_a_long_run_does_not_pile_up_rdds),
        cmocka_unit_test(test_two_runs_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
