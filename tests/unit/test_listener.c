/* tests/unit/test_listener.c -- what a listener is told, in which order, and when it
 * may act on it (semantics 11.2). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

#define TEN_LINES "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"

static int now_ms(const Fake *fake)
{
    return (int)time_to_ms(fake->clock.now);
}

static void note_time(Buffer *told, const char *name, SimTime time)
{
    if (time != TIME_NEVER)
        buffer_printf(told, " %s %d", name, (int)time_to_ms(time));
}

static void note_started(void *subject, const Streaming *context)
{
    (void)context;
    Fake *fake = subject;
    buffer_printf(&fake->told, "%d streaming-started\n", now_ms(fake));
}

static void note_batch(void *subject, const Streaming *context, const JobSet *set,
    BatchEvent event)
{
    (void)context;
    Fake *fake = subject;
    buffer_printf(&fake->told, "%d %s %d", now_ms(fake), batch_event_name(event),
        (int)time_to_ms(set->batch));
    note_time(&fake->told, "submitted", set->submitted_at);
    note_time(&fake->told, "started", set->started_at);
    note_time(&fake->told, "ended", set->ended_at);
    for (int i = 0; i < set->n_inputs; i++)
        buffer_printf(&fake->told, " input %d: %d", set->inputs[i].input,
            (int)set->inputs[i].records);
    buffer_append_byte(&fake->told, '\n');
}

static void note_output(void *subject, const Streaming *context, const JobSet *set,
    const JobOutput *output)
{
    (void)context;
    Fake *fake = subject;
    buffer_printf(&fake->told, "%d output %d of %d", now_ms(fake), output->output,
        (int)time_to_ms(set->batch));
    note_time(&fake->told, "started", output->started);
    note_time(&fake->told, "ended", output->ended);
    if (output->failure != NULL)
        buffer_printf(&fake->told, " failed: %s", output->failure);
    buffer_append_byte(&fake->told, '\n');
}

static void note_receiver(void *subject, const Streaming *context,
    const Receiver *receiver, const char *text)
{
    (void)context;
    (void)text;
    Fake *fake = subject;
    buffer_printf(&fake->told, "%d receiver %d %s\n", now_ms(fake),
        receiver_id(receiver), receiver_state_name(receiver_state(receiver)));
}

static void note_deliver(void *subject)
{
    Fake *fake = subject;
    assert_int_equal(fake->sim->scope.output, -1); /* whatever runs meanwhile */
    buffer_append_string(&fake->told, "-- delivered\n");
}

/* A Sim with a listener; the test makes its context. */
static void open_listener(Fake *fake, const char *master)
{
    fake_open(fake, master);
    fake->listener = (StreamingListener){.subject = fake,
        .started = note_started,
        .batch = note_batch,
        .output = note_output,
        .receiver = note_receiver,
        .deliver = note_deliver};
}

static Streaming *open_queue(Fake *fake, int n)
{
    open_listener(fake, "local[2]");
    assert_true(fake_make_sim(fake, NULL));
    fake->sim->options.observer = (SimObserver){0};
    Streaming *context = fake_make_context(fake);
    StreamId queue = fake_queue(context);
    for (int i = 0; i < n; i++)
        graph_enqueue(&context->graph, queue, fake_collection(fake, 1));
    fake_output_of(context, queue, 0);
    context->listened = true;
    return context;
}

static void run_until(Fake *fake, SimTime deadline)
{
    Failure failure = {.rdd = RDD_NONE};
    streaming_await(fake->context, deadline, &failure);
    failure_free(&failure);
}

/* Vectors "batch info reporting", "output operation reporting". */
static void test_a_batch_is_told_step_by_step(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_queue(&fake, 1);
    fake_output_of(context, 0, 1);
    fake.task_ms = 300;
    assert_true(fake_start(context, NULL));
    assert_string_equal(fake_take_told(&fake), "0 streaming-started\n-- delivered\n");
    run_until(&fake, TIME_S(2) - 1);
    assert_string_equal(fake_take_told(&fake),
        "1000 batch-submitted 1000 submitted 1000\n-- delivered\n"
        "1000 batch-started 1000 submitted 1000 started 1000\n"
        "1000 output 0 of 1000 started 1000\n-- delivered\n"
        "1300 output 0 of 1000 started 1000 ended 1300\n-- delivered\n"
        "1300 output 1 of 1000 started 1300\n-- delivered\n"
        "1600 output 1 of 1000 started 1300 ended 1600\n"
        "1600 batch-completed 1000 submitted 1000 started 1000 ended 1600\n"
        "-- delivered\n");
    fake_close(&fake);
}

static bool fail_one(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)fake;
    (void)rdd;
    (void)batch;
    failure->class_name = mem_copy_string("java.lang.RuntimeException");
    failure->message = mem_copy_string("This is a failed job");
    return false;
}

/* Vector "onBatchCompleted with failed batch and multiple failed jobs". */
static void test_a_failed_output_says_why(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_queue(&fake, 1);
    fake_output_of(context, 0, 1);
    fake.outputs[0] = fail_one;
    assert_true(fake_start(context, NULL));
    run_until(&fake, TIME_S(1));
    assert_non_null(strstr(fake_take_told(&fake),
        "1000 output 0 of 1000 started 1000 ended 1000 failed: "
        "java.lang.RuntimeException: This is a failed job\n"
        "-- delivered\n"
        "1000 output 1 of 1000 started 1000\n-- delivered\n"
        "1000 output 1 of 1000 started 1000 ended 1000\n"
        "1000 batch-completed 1000 submitted 1000 started 1000 ended 1000\n"));
    fake_close(&fake);
}

/* A batch that waits is told of when it is formed, and started when it starts. */
static void test_a_waiting_batch_is_submitted_first(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_queue(&fake, 9);
    fake.task_ms = 1500;
    assert_true(fake_start(context, NULL));
    run_until(&fake, TIME_MS(2500));
    assert_non_null(strstr(fake_take_told(&fake),
        "2000 batch-submitted 2000 submitted 2000\n-- delivered\n"
        "2500 output 0 of 1000 started 1000 ended 2500\n"
        "2500 batch-completed 1000 submitted 1000 started 1000 ended 2500\n"
        "-- delivered\n"
        "2500 batch-started 2000 submitted 2000 started 2500\n"));
    fake_close(&fake);
}

/* Semantics 4.3.2. */
static void test_a_time_without_jobs_is_not_told(void **state)
{
    (void)state;
    Fake fake;
    open_listener(&fake, "local[2]");
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    StreamId window;
    CallSite site = {"window", {NULL, 0}};
    assert_true(graph_add_window(&context->graph, &site, fake_queue(context), TIME_S(2),
        TIME_S(2), &window, NULL));
    fake_output_of(context, window, 0);
    context->listened = true;
    assert_true(fake_start(context, NULL));
    fake_take_told(&fake);
    run_until(&fake, TIME_MS(1500));
    assert_string_equal(fake_take_told(&fake), "");
    run_until(&fake, TIME_S(2));
    assert_non_null(
        strstr(fake_take_told(&fake), "2000 batch-submitted 2000 submitted 2000\n"));
    fake_close(&fake);
}

/* Queues count nothing, receivers what their blocks hold; Spark numbers input streams
 * alone. */
static void test_receivers_count_their_records(void **state)
{
    (void)state;
    Fake fake;
    open_listener(&fake, "local[3]");
    fake.fed = TEN_LINES;
    assert_true(fake_make_sim(&fake, NULL));
    fake.sim->options.observer = (SimObserver){0};
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_queue(context), 0);
    fake_output_of(context, fake_socket(context), 0);
    fake_socket(context); /* nobody asks for it, so it says nothing */
    context->listened = true;
    assert_true(fake_start(context, NULL));
    assert_string_equal(fake_take_told(&fake),
        "0 streaming-started\n"
        "0 receiver 0 started\n0 receiver 1 started\n-- delivered\n");
    run_until(&fake, TIME_S(1));
    assert_non_null(strstr(fake_take_told(&fake),
        "1000 batch-submitted 1000 submitted 1000 input 1: 8\n"));
    fake_close(&fake);
}

static void test_a_stop_is_the_last_that_is_told(void **state)
{
    (void)state;
    Fake fake;
    open_listener(&fake, "local[2]");
    fake.fed = TEN_LINES;
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_socket(context), 0);
    context->listened = true;
    assert_true(fake_start(context, NULL));
    run_until(&fake, TIME_MS(500));
    fake_take_told(&fake);
    streaming_stop(context, false);
    assert_string_equal(fake_take_told(&fake),
        "500 receiver 0 stopped\n-- delivered\n");
    assert_false(context->listened);
    fake_close(&fake);
}

static void test_nobody_listens_unless_asked_to(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_queue(&fake, 1);
    context->listened = false;
    assert_true(fake_start(context, NULL));
    run_until(&fake, TIME_S(1));
    assert_string_equal(fake_take_told(&fake), "");
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_batch_is_told_step_by_step),
        cmocka_unit_test(test_a_failed_output_says_why),
        cmocka_unit_test(test_a_waiting_batch_is_submitted_first),
        cmocka_unit_test(test_a_time_without_jobs_is_not_told),
        cmocka_unit_test(test_receivers_count_their_records),
        cmocka_unit_test(test_a_stop_is_the_last_that_is_told),
        cmocka_unit_test(test_nobody_listens_unless_asked_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
