/* tests/unit/test_streaming.c -- the life of a StreamingContext (semantics 2). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

/* A context with one queue stream and one output; not started. */
static Streaming *open_context(Fake *fake)
{
    fake_open(fake, "local[2]");
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    fake_output_of(context, fake_queue(context), 0);
    return context;
}

static Streaming *open_running(Fake *fake)
{
    Streaming *context = open_context(fake);
    assert_true(fake_start(context, NULL));
    return context;
}

static void check_state(const Streaming *context, const char *wanted)
{
    assert_string_equal(context_state_name(context->state), wanted);
}

static void check_err(const Err *err, ErrCode code, const char *message)
{
    assert_int_equal(err->code, code);
    assert_string_equal(err->message, message);
}

static bool await(Streaming *context, SimTime deadline)
{
    Failure failure = {.rdd = RDD_NONE};
    bool stopped = streaming_await(context, deadline, &failure);
    assert_false(failure_is_set(&failure));
    return stopped;
}

/* Vectors "start and stop state check", "start multiple times", "stop multiple times".
 */
static void test_states_follow_start_and_stop(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake);
    check_state(context, "INITIALIZED");
    assert_null(sim_active_context(fake.sim));
    assert_true(fake_start(context, NULL));
    check_state(context, "ACTIVE");
    assert_ptr_equal(sim_active_context(fake.sim), context);
    assert_true(fake_start(context, NULL));
    check_state(context, "ACTIVE");
    assert_int_equal(queue_count(fake.queue), 2); /* one tick, one horizon */

    streaming_stop(context, true);
    check_state(context, "STOPPED");
    assert_true(fake.sim->stopped);
    streaming_stop(context, true);
    check_state(context, "STOPPED");
    assert_null(sim_active_context(fake.sim));
    assert_int_equal(queue_count(fake.queue), 0);
    fake_close(&fake);
}

/* Vectors "stop before start", "stop only streaming context" and "stop(stopSparkContext
 * = true) after stop(stopSparkContext=false)". */
static void test_the_application_may_outlive_its_context(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake);
    streaming_stop(context, false);
    check_state(context, "STOPPED");
    assert_false(fake.sim->stopped);

    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(&fake, fake_collection(&fake, 1), 0, 1, &failure));
    streaming_stop(context, true);
    assert_true(fake.sim->stopped);
    fake_close(&fake);
}

static void test_a_stopped_context_does_not_start_again(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    Streaming *context = open_running(&fake);
    streaming_stop(context, false);
    assert_false(fake_start(context, &err));
    check_err(&err, ERR_STATE, "StreamingContext has already been stopped");
    fake_close(&fake);
}

/* Vector "multiple streaming contexts". */
static void test_only_one_context_is_active(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    Streaming *first = open_running(&fake);
    Streaming *second = fake_make_context(&fake);
    fake_output_of(second, fake_queue(second), 0);
    assert_false(fake_start(second, &err));
    check_err(&err, ERR_STATE,
        "Only one StreamingContext may be started in this JVM. Currently running "
        "StreamingContext was started at program.lua:9");
    check_state(second, "INITIALIZED");
    check_state(first, "ACTIVE");

    streaming_stop(first, false);
    assert_true(fake_start(second, &err));
    assert_ptr_equal(sim_active_context(fake.sim), second);
    fake_close(&fake);
}

static void test_a_stopped_application_starts_no_context(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    Streaming *first = open_running(&fake);
    Streaming *second = fake_make_context(&fake);
    fake_output_of(second, fake_queue(second), 0);
    streaming_stop(first, true);
    assert_false(fake_start(second, &err));
    check_err(&err, ERR_STATE, "LiveListenerBus is stopped.");
    check_state(second, "STOPPED");
    fake_close(&fake);
}

/* Semantics 2.2: if start fails, the context is stopped for good. */
static void test_a_failed_start_stops_the_context(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local[2]");
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    fake_queue(context);
    assert_false(fake_start(context, &err));
    check_err(&err, ERR_ARGUMENT,
        "requirement failed: No output operations registered, so nothing to execute");
    check_state(context, "STOPPED");
    assert_int_equal(fake_queue(context), STREAM_NONE);
    assert_int_equal(queue_count(fake.queue), 0);
    assert_false(fake_start(context, &err));
    check_err(&err, ERR_STATE, "StreamingContext has already been stopped");
    fake_close(&fake);
}

static void test_an_address_that_nothing_feeds_is_named(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    StreamId unfed;
    Streaming *context = open_context(&fake);
    StreamId socket = fake_socket(context);
    assert_false(streaming_start(context, (Place){"program.lua", 9}, &unfed, &err));
    assert_int_equal(unfed, socket);
    check_err(&err, ERR_ARGUMENT, "nothing feeds localhost:9999");
    check_state(context, "STOPPED");
    fake_close(&fake);
}

static void test_settings_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *value;
        ErrCode code;
    } cases[] = {{"spark.streaming.blockInterval", "0", ERR_ARGUMENT},
        {"spark.streaming.blockInterval", "1500us", ERR_ARGUMENT},
        {"spark.streaming.receiverRestartDelay", "-1", ERR_ARGUMENT},
        {"spark.streaming.gracefulStopTimeout", "-1s", ERR_ARGUMENT},
        {"spark.streaming.concurrentJobs", "two", ERR_ARGUMENT},
        {"spark.streaming.concurrentJobs", "0", ERR_ARGUMENT}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        Err err;
        fake_open(&fake, "local[2]");
        conf_set(&fake.conf, cases[i].key, cases[i].value);
        assert_true(fake_make_sim(&fake, NULL));
        assert_false(streaming_new(fake.sim, TIME_S(1), &fake.context, &err));
        assert_int_equal(err.code, cases[i].code);
        assert_non_null(strstr(err.message, cases[i].key));
        fake_close(&fake);
    }
}

/* awaitTerminationOrTimeout. */
static void test_waiting_ends_at_its_deadline(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_running(&fake);
    assert_false(await(context, TIME_MS(700)));
    assert_int_equal(sim_now(fake.sim), TIME_MS(700));
    assert_string_equal(fake_take_told(&fake), "");
    assert_false(await(context, TIME_MS(1000)));
    assert_int_equal(sim_now(fake.sim), TIME_MS(1000));
    assert_string_equal(fake_take_told(&fake), "batch 1000: waited 0, took 0\n");
    streaming_stop(context, false);
    assert_true(await(context, TIME_MS(5000)));
    assert_int_equal(sim_now(fake.sim), TIME_MS(1000));
    fake_close(&fake);
}

/* Spark 3.5.6: one who waits for a context that never ran waits in vain. */
static void test_a_context_that_never_ran_ends_no_waiting(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake);
    assert_false(await(context, TIME_MS(700)));
    assert_int_equal(sim_now(fake.sim), TIME_MS(700));
    assert_false(await(context, TIME_NEVER));
    assert_int_equal(sim_now(fake.sim), TIME_MS(700));
    streaming_stop(context, false);
    assert_false(await(context, TIME_MS(900)));
    assert_int_equal(sim_now(fake.sim), TIME_MS(900));
    fake_close(&fake);
}

static bool stop_here(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)rdd;
    (void)failure;
    if (batch == TIME_S(3))
        streaming_stop(fake->context, true);
    return true;
}

static void test_an_output_may_stop_the_context(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake);
    fake.outputs[0] = stop_here;
    StreamId queue = 0;
    for (int i = 0; i < 9; i++)
        graph_enqueue(&context->graph, queue, fake_collection(&fake, 1));
    assert_true(fake_start(context, NULL));
    assert_true(await(context, TIME_NEVER));
    assert_int_equal(sim_now(fake.sim), TIME_S(3));
    assert_int_equal(context->n_ticks, 3);
    assert_int_equal(context->ended, END_STOP);
    fake_close(&fake);
}

/* Receivers. */

static const char TEN_LINES[] = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";

static Streaming *open_socket(Fake *fake, const char *master, const char *lines)
{
    fake_open(fake, master);
    fake->fed = lines;
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    fake_output_of(context, fake_socket(context), 0);
    return context;
}

static bool tell_partitions(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    int n = rdds_find(&fake->sim->rdds, rdd)->partitions;
    buffer_printf(&fake->told, "%d has %d blocks\n", (int)time_to_ms(batch), n);
    return fake_job(fake, rdd, 0, n, failure);
}

/* Lines come at 50 ms, 150 ms ... Blocks are cut each 200 ms, and the one that is cut
 * at a tick belongs to the next batch (semantics 3.6). */
static void test_blocks_become_partitions_of_batches(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_socket(&fake, "local[2]", TEN_LINES);
    fake.outputs[0] = tell_partitions;
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_NEVER));
    assert_string_equal(fake_take_told(&fake),
        "1000 has 4 blocks\nbatch 1000: waited 0, took 0\n"
        "2000 has 1 blocks\nbatch 2000: waited 0, took 0\n");
    assert_int_equal(context->in_batches, 10);
    assert_int_equal(streaming_received(context), 10);
    assert_int_equal(context->ended, END_DRY);
    fake_close(&fake);
}

/* Semantics 2.1: the only core is the receiver's for ever. */
static void test_a_receiver_leaves_no_core_of_one(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_socket(&fake, "local[1]", TEN_LINES);
    fake.outputs[0] = tell_partitions;
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_NEVER));
    assert_string_equal(fake_take_told(&fake), "1000 has 4 blocks\n");
    assert_int_equal(context->n_completed, 0);
    assert_int_equal(context->in_batches, 10);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 0);
    fake_close(&fake);
}

static void test_each_receiver_holds_a_core(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_socket(&fake, "local[3]", TEN_LINES);
    fake_output_of(context, fake_socket(context), 0);
    fake.task_ms = 100;
    fake.outputs[0] = tell_partitions;
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_MS(1900)));
    /* Two outputs of four tasks each, one core: receivers have taken the others. */
    assert_string_equal(fake_take_told(&fake),
        "1000 has 4 blocks\n1000 has 4 blocks\nbatch 1000: waited 0, took 800\n");
    assert_int_equal(fake_count_lines(&fake, "\"executor\":0,\"core\":2,"), 8);
    fake_close(&fake);
}

/* A receiver is a job of one task and takes a number of each (semantics 3.8). */
static void test_receivers_take_numbers(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_socket(&fake, "local[2]", TEN_LINES);
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_MS(1500)));
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"job-started\",\"job\":1,"), 1);
    assert_int_equal(fake_count_lines(&fake, "\"task\":1,\"stage\":1,"), 1);
    fake_close(&fake);
}

/* Spark 3.5.6: the context goes on, and its jobs fail. */
static void test_jobs_fail_once_the_application_is_stopped(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake);
    for (int i = 0; i < 5; i++)
        graph_enqueue(&context->graph, 0, fake_collection(&fake, 1));
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_MS(1500)));
    fake.sim->stopped = true;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(streaming_await(context, TIME_MS(2500), &failure));
    assert_string_equal(failure.class_name, "java.lang.IllegalStateException");
    assert_string_equal(failure.message, "SparkContext has been shutdown");
    failure_free(&failure);
    check_state(context, "ACTIVE");
    fake_close(&fake);
}

/* Semantics 2.4: without grace, what is in no batch is lost. */
static void test_stop_loses_what_is_in_no_batch(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_socket(&fake, "local[2]", TEN_LINES);
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_MS(600)));
    assert_int_equal(streaming_received(context), 6);
    assert_true(streaming_has_unbatched(context));
    streaming_stop(context, false);
    assert_int_equal(context->in_batches, 0);
    assert_int_equal(context->n_completed, 0);
    assert_int_equal(fake.sim->cluster.n_free, 2);
    fake_close(&fake);
}

/* Vector "stop gracefully": everything received has been processed. */
static void test_a_graceful_stop_processes_all_that_was_received(void **state)
{
    (void)state;
    static const int64_t stops[] = {0, 40, 600, 1000, 1001, 1900};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
        Fake fake;
        Streaming *context = open_socket(&fake, "local[2]", TEN_LINES);
        fake.task_ms = 700;
        fake.outputs[0] = tell_partitions;
        assert_true(fake_start(context, NULL));
        assert_false(await(context, TIME_MS(stops[i])));
        int64_t received = streaming_received(context);
        streaming_stop_gracefully(context, true);
        check_state(context, "STOPPED");
        assert_int_equal(streaming_received(context), received);
        assert_int_equal(context->in_batches, received);
        assert_false(streaming_has_unbatched(context));
        assert_null(context->sets);
        assert_true(context->n_completed >= 2);
        assert_true(fake.sim->stopped);
        assert_int_equal(fake.sim->cluster.n_free, 2);
        fake_close(&fake);
    }
}

/* Semantics 2.4, step 2: patience ends before the next tick. */
static void test_a_graceful_stop_has_its_limit(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    conf_set(&fake.conf, "spark.streaming.gracefulStopTimeout", "100ms");
    fake.fed = TEN_LINES;
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_socket(context), 0);
    fake.outputs[0] = tell_partitions;
    assert_true(fake_start(context, NULL));
    assert_false(await(context, TIME_MS(600)));
    streaming_stop_gracefully(context, false);
    assert_int_equal(sim_now(fake.sim), TIME_S(2));
    assert_int_equal(context->n_ticks, 2);
    fake_close(&fake);
}

/* Semantics 2.4, step 3: the pending tick and one more. */
static void test_a_graceful_stop_lets_two_more_ticks_pass(void **state)
{
    (void)state;
    static const int64_t starts[] = {0, 60000};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        Fake fake;
        Streaming *context = open_context(&fake);
        clock_init_simulated(&fake.clock, TIME_MS(starts[i]));
        for (int j = 0; j < 3; j++)
            graph_enqueue(&context->graph, 0, fake_collection(&fake, 1));
        assert_true(fake_start(context, NULL));
        fake.task_ms = 1500;
        assert_false(await(context, TIME_MS(starts[i] + 500)));
        streaming_stop_gracefully(context, false);
        assert_int_equal(context->n_ticks, 2);
        assert_int_equal(context->n_completed, 2);
        assert_false(fake.sim->stopped);
        fake_close(&fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states_follow_start_and_stop),
        cmocka_unit_test(test_the_application_may_outlive_its_context),
        cmocka_unit_test(test_a_stopped_context_does_not_start_again),
        cmocka_unit_test(test_only_one_context_is_active),
        cmocka_unit_test(test_a_stopped_application_starts_no_context),
        cmocka_unit_test(test_a_failed_start_stops_the_context),
        cmocka_unit_test(test_an_address_that_nothing_feeds_is_named),
        cmocka_unit_test(test_settings_that_cannot_be_used_are_named),
        cmocka_unit_test(test_waiting_ends_at_its_deadline),
        cmocka_unit_test(test_a_context_that_never_ran_ends_no_waiting),
        cmocka_unit_test(test_an_output_may_stop_the_context),
        cmocka_unit_test(test_jobs_fail_once_the_application_is_stopped),
        cmocka_unit_test(test_blocks_become_partitions_of_batches),
        cmocka_unit_test(test_a_receiver_leaves_no_core_of_one),
        cmocka_unit_test(test_each_receiver_holds_a_core),
        cmocka_unit_test(test_receivers_take_numbers),
        cmocka_unit_test(test_stop_loses_what_is_in_no_batch),
        cmocka_unit_test(test_a_graceful_stop_processes_all_that_was_received),
        cmocka_unit_test(test_a_graceful_stop_has_its_limit),
        cmocka_unit_test(test_a_graceful_stop_lets_two_more_ticks_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
