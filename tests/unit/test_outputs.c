/* tests/unit/test_outputs.c -- outputs that run at the same time (semantics 4.3), and
 * what becomes of them when a context stops or a run ends. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

/* A context whose batches have n outputs, of which so many may run at once. */
static Streaming *open_concurrent(Fake *fake, const char *at_once, int n)
{
    fake->gives_way = true;
    conf_set(&fake->conf, "spark.streaming.concurrentJobs", at_once);
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    StreamId queue = fake_queue(context);
    for (int i = 0; i < 9; i++)
        graph_enqueue(&context->graph, queue, fake_collection(fake, 2));
    for (int i = 0; i < n; i++)
        fake_output_of(context, queue, i);
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

/* Puts down "start 1000/0 at 1000" and "end ..." for each output, from the trace. */
static void tell_outputs(Fake *fake)
{
    const char *at = buffer_text(&fake->lines);
    while ((at = strstr(at, "\"kind\":\"output-")) != NULL) {
        const char *line = at;
        while (line > buffer_text(&fake->lines) && line[-1] != '\n')
            line--;
        long long now = atoll(strstr(line, "\"at\":") + 5);
        long long batch = atoll(strstr(at, "\"batch\":") + 8);
        int output = atoi(strstr(at, "\"output\":") + 9);
        bool starts = strncmp(at + 15, "started", 7) == 0;
        buffer_printf(&fake->told, "%s %lld/%d at %lld\n", starts ? "start" : "end",
            batch / 1000, output, now / 1000);
        at++;
    }
}

static void test_outputs_of_a_batch_run_at_the_same_time(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 1;
    open_concurrent(&fake, "2", 3);
    fake.task_ms = 400;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 800\n");
    tell_outputs(&fake);
    assert_string_equal(fake_take_told(&fake),
        "start 1000/0 at 1000\n"
        "start 1000/1 at 1000\n"
        "end 1000/0 at 1400\n"
        "end 1000/1 at 1400\n"
        "start 1000/2 at 1400\n"
        "end 1000/2 at 1800\n");
    fake_close(&fake);
}

/* The next batch need not wait, and one that started later may end first. */
static void test_batches_overlap(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 3;
    open_concurrent(&fake, "2", 1);
    fake.task_ms = 1500;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 1500\n"
        "batch 2000: waited 0, took 1500\n"
        "batch 3000: waited 0, took 1500\n");
    fake_close(&fake);
}

/* Places are given out in the order of batches, then of outputs. */
static void test_outputs_wait_in_order(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 2;
    open_concurrent(&fake, "2", 3);
    fake.task_ms = 900;
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 1800\n"
        "batch 2000: waited 0, took 1800\n");
    tell_outputs(&fake);
    assert_string_equal(fake_take_told(&fake),
        "start 1000/0 at 1000\n"
        "start 1000/1 at 1000\n"
        "end 1000/0 at 1900\n"
        "end 1000/1 at 1900\n"
        "start 1000/2 at 1900\n"
        "start 2000/0 at 2000\n"
        "end 1000/2 at 2800\n"
        "start 2000/1 at 2800\n"
        "end 2000/0 at 2900\n"
        "start 2000/2 at 2900\n"
        "end 2000/1 at 3700\n"
        "end 2000/2 at 3800\n");
    fake_close(&fake);
}

static bool throw_batch(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)fake;
    (void)rdd;
    failure->class_name = mem_copy_string("java.lang.RuntimeException");
    failure->message =
        mem_copy_string(batch == TIME_S(1) ? "the first" : "a later one");
    return false;
}

static void test_one_of_two_outputs_fails(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 2;
    open_concurrent(&fake, "2", 2);
    fake.outputs[1] = throw_batch;
    fake.task_ms = 300;
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.message, "the first");
    failure_free(&failure);
    assert_string_equal(fake_take_told(&fake),
        "output 1 of 1000 failed: java.lang.RuntimeException: the first\n"
        "batch 1000: waited 0, took 300\n"
        "output 1 of 2000 failed: java.lang.RuntimeException: a later one\n"
        "batch 2000: waited 0, took 300\n");
    fake_close(&fake);
}

/* [measured 3.5.6] Outputs may go on for 2 s, those that wait for a place, too. */
static void test_stop_leaves_outputs_two_seconds(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    fake.limits.batches = 9;
    Streaming *context = open_concurrent(&fake, "1", 3);
    fake.task_ms = 900;
    assert_true(fake_start(context, NULL));
    Failure failure = {.rdd = RDD_NONE};
    assert_false(streaming_await(context, TIME_MS(1500), &failure));
    streaming_stop(context, false);
    assert_int_equal(sim_now(fake.sim), TIME_MS(3500));
    assert_string_equal(fake_take_told(&fake), "abandoned\n");
    tell_outputs(&fake);
    assert_string_equal(fake_take_told(&fake),
        "start 1000/0 at 1000\n"
        "end 1000/0 at 1900\n"
        "start 1000/1 at 1900\n"
        "end 1000/1 at 2800\n"
        "start 1000/2 at 2800\n");
    fake_close(&fake);
}

static void test_a_stop_does_not_wait_without_need(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    Streaming *context = open_concurrent(&fake, "4", 2);
    fake.task_ms = 300;
    assert_true(fake_start(context, NULL));
    Failure failure = {.rdd = RDD_NONE};
    streaming_await(context, TIME_MS(1200), &failure);
    streaming_stop(context, false);
    assert_int_equal(sim_now(fake.sim), TIME_MS(1300));
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 300\n");
    fake_close(&fake);
}

/* A run that is over leaves nobody behind. */
static void test_outputs_that_wait_at_the_end_are_abandoned(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[4]");
    Streaming *context = open_concurrent(&fake, "2", 3);
    fake.task_ms = 900;
    assert_true(fake_start(context, NULL));
    Failure failure = {.rdd = RDD_NONE};
    streaming_await(context, TIME_MS(1500), &failure);
    fake.interrupted = 1;
    run(&fake, &failure);
    assert_string_equal(fake_take_told(&fake), "abandoned\nabandoned\n");
    assert_true(context->over);
    assert_int_equal(context->n_active, 0);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outputs_of_a_batch_run_at_the_same_time),
        cmocka_unit_test(test_batches_overlap),
        cmocka_unit_test(test_outputs_wait_in_order),
        cmocka_unit_test(test_one_of_two_outputs_fails),
        cmocka_unit_test(test_stop_leaves_outputs_two_seconds),
        cmocka_unit_test(test_a_stop_does_not_wait_without_need),
        cmocka_unit_test(test_outputs_that_wait_at_the_end_are_abandoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
