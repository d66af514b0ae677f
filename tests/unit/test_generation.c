/* tests/unit/test_generation.c -- batches whose RDDs a function of the program makes,
 * which may fail, take time, or never end (semantics 4.3). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

/* A context with a generator that calls `make`, and an output on it. */
static Streaming *open_generator(Fake *fake, FakeMakeFn *make, int64_t batches)
{
    fake_open(fake, "local[2]");
    fake->limits.batches = batches;
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    StreamId id = STREAM_NONE;
    CallSite site = made_by("generatorStream");
    assert_true(graph_add_generator(&context->graph, &site, 1, &id, NULL));
    fake->makes[1] = make;
    fake_output_of(context, id, 0);
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

static bool make_one(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure)
{
    (void)rdds;
    (void)n;
    (void)time;
    (void)failure;
    *rdd = fake_collection(fake, 1);
    return true;
}

static void test_a_generator_makes_a_batch_at_each_tick(void **state)
{
    (void)state;
    Fake fake;
    open_generator(&fake, make_one, 2);
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 0\nbatch 2000: waited 0, took 0\n");
    fake_close(&fake);
}

static void test_no_rdd_is_no_batch(void **state)
{
    (void)state;
    Fake fake;
    open_generator(&fake, NULL, 3);
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake), "");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"batch\""), 3);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"jobs-submitted\""), 0);
    fake_close(&fake);
}

static bool throw_at_2000(Fake *fake, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    if (time == TIME_S(2))
        return failure_set(failure, ERR_RUNTIME, "no batch");
    return make_one(fake, rdds, n, time, rdd, failure);
}

/* The batch has no jobs, the error is reported, and the next batch comes. */
static void test_a_batch_that_cannot_be_generated_is_reported(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_generator(&fake, throw_at_2000, 3);
    fake_output_of(context, fake_queue(context), 2);
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.class_name, "java.lang.RuntimeException");
    assert_string_equal(failure.message, "no batch");
    failure_free(&failure);
    assert_string_equal(fake_take_told(&fake),
        "batch 1000: waited 0, took 0\n"
        "output -1 of 2000 failed: java.lang.RuntimeException: no batch\n"
        "batch 3000: waited 0, took 0\n");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"jobs-submitted\""), 2);
    assert_int_equal(context->n_completed, 2);
    fake_close(&fake);
}

/* Runs a job of 1.5 s: the tick of the next batch comes meanwhile. (So long take other
 * tasks that start while it runs.) */
static bool make_slowly(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure)
{
    (void)rdds;
    (void)n;
    buffer_printf(&fake->told, "%d begins at %d\n", (int)time_to_ms(time),
        (int)time_to_ms(sim_now(fake->sim)));
    fake->task_ms = 1500;
    *rdd = fake_collection(fake, 1);
    bool ok = fake_job(fake, *rdd, 0, 1, failure);
    fake->task_ms = 0;
    return ok;
}

static void test_a_tick_waits_while_a_batch_is_generated(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_generator(&fake, make_slowly, 3);
    run_well(&fake);
    assert_string_equal(fake_take_told(&fake),
        "1000 begins at 1000\n"
        "2000 begins at 2500\n"
        "batch 1000: waited 0, took 1500\n"
        "3000 begins at 4000\n"
        "batch 2000: waited 0, took 1500\n"
        "batch 3000: waited 0, took 0\n");
    assert_int_equal(context->n_ticks, 3);
    assert_int_equal(context->n_completed, 3);
    fake_close(&fake);
}

static bool interrupt_at_2000(Fake *fake, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    fake->interrupted = time == TIME_S(2);
    return make_slowly(fake, rdds, n, time, rdd, failure);
}

/* The run ends in the middle of a generation: no failure, and no batch any more. */
static void test_a_generation_that_is_interrupted_is_no_failure(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_generator(&fake, interrupt_at_2000, 4);
    run_well(&fake);
    assert_true(context->over);
    assert_false(context->any_failed);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"jobs-submitted\""), 1);
    fake_close(&fake);
}

static bool fail_slowly(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure)
{
    if (!make_slowly(fake, rdds, n, time, rdd, failure))
        return false;
    return time != TIME_S(1) || failure_set(failure, ERR_RUNTIME, "late");
}

static void test_a_tick_that_waited_is_formed_after_a_failure(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_generator(&fake, fail_slowly, 2);
    Failure failure;
    run(&fake, &failure);
    assert_string_equal(failure.message, "late");
    failure_free(&failure);
    assert_string_equal(fake_take_told(&fake),
        "1000 begins at 1000\n"
        "output -1 of 1000 failed: java.lang.RuntimeException: late\n"
        "2000 begins at 2500\n"
        "batch 2000: waited 0, took 0\n");
    assert_int_equal(context->n_completed, 1);
    fake_close(&fake);
}

static bool stop_at_2000(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure)
{
    if (time == TIME_S(2))
        streaming_stop(fake->context, false);
    return make_one(fake, rdds, n, time, rdd, failure);
}

/* A function that stops its context while a batch is generated. */
static void test_a_context_that_stops_meanwhile_runs_no_further_batch(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_generator(&fake, stop_at_2000, 5);
    assert_true(fake_start(context, NULL));
    Failure failure = {.rdd = RDD_NONE};
    assert_true(streaming_await(context, TIME_NEVER, &failure));
    assert_false(failure_is_set(&failure));
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 0\n");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"jobs-submitted\""), 1);
    assert_int_equal(queue_count(fake.queue), 0);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_generator_makes_a_batch_at_each_tick),
        cmocka_unit_test(test_no_rdd_is_no_batch),
        cmocka_unit_test(test_a_batch_that_cannot_be_generated_is_reported),
        cmocka_unit_test(test_a_tick_waits_while_a_batch_is_generated),
        cmocka_unit_test(test_a_generation_that_is_interrupted_is_no_failure),
        cmocka_unit_test(test_a_tick_that_waited_is_formed_after_a_failure),
        cmocka_unit_test(test_a_context_that_stops_meanwhile_runs_no_further_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
