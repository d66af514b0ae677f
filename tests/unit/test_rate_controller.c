/* tests/unit/test_rate_controller.c -- completed batches set rates. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/streaming/metadata.h"

/* A context with one socket stream, and batches of one second. */
static Streaming *open_context(Fake *fake, const char *pressure)
{
    Err err;
    fake_open(fake, "local[2]");
    conf_set(&fake->conf, "spark.streaming.backpressure.enabled", pressure);
    conf_set(&fake->conf, "spark.streaming.receiver.maxRate", "3000");
    assert_true(fake_make_sim(fake, &err));
    Streaming *context = fake_make_context(fake);
    fake_socket(context);
    return context;
}

/* A batch of the first input stream that took so long; times in milliseconds. */
static void complete(Streaming *context, int64_t end, int64_t records, int64_t took,
    int64_t waited)
{
    InputInfo input = {.input = 0, .records = records};
    JobSet set = {
        .batch = TIME_MS(end - took - waited),
        .inputs = &input,
        .n_inputs = 1,
        .submitted_at = TIME_MS(end - took - waited),
        .started_at = TIME_MS(end - took),
        .ended_at = TIME_MS(end),
    };
    rate_controllers_learn(context, &set);
}

static void test_without_back_pressure_there_is_none(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake, "false");
    complete(context, 1800, 5000, 800, 0);
    complete(context, 3250, 5000, 1250, 0);
    assert_int_equal(rate_controller_latest(context, 0), -1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"rate\""), 0);
    fake_close(&fake);
}

/* Spark's clock counts milliseconds: example A. */
static void test_each_batch_sets_a_rate(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake, "true");
    complete(context, 1800, 5000, 800, 0);
    assert_int_equal(rate_controller_latest(context, 0), -1);
    complete(context, 3250, 5000, 1250, 0);
    assert_int_equal(rate_controller_latest(context, 0), 4000);
    complete(context, 4750, 4000, 1000, 500);
    assert_int_equal(rate_controller_latest(context, 0), 3600);
    assert_int_equal(rate_controller_latest(context, 1), -1);
    assert_int_equal(fake_count_lines(&fake,
                         "\"kind\":\"rate\",\"stream\":0,\"receiver\":-1,\"rate\":3600,"
                         "\"limit\":-1,\"batch\":3250000,\"elements\":4000,"
                         "\"processing\":1000000,\"scheduling\":500000}"),
        1);
    fake_close(&fake);
}

/* The queue feeds no rates: only the stream with a receiver has a controller. */
static void test_other_inputs_have_none(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local[2]");
    conf_set(&fake.conf, "spark.streaming.backpressure.enabled", "true");
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    fake_queue(context);
    fake_socket(context);
    assert_int_equal(context->n_rates, 1);
    assert_int_equal(context->rates[0].input, 1);
    fake_close(&fake);
}

static void test_settings_are_checked_with_the_stream(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local[2]");
    conf_set(&fake.conf, "spark.streaming.backpressure.rateEstimator", "magic");
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    assert_true(rate_controller_add(context, 0, &err));
    conf_set(&fake.sim->conf, "spark.streaming.backpressure.enabled", "true");
    assert_false(rate_controller_add(context, 0, &err));
    assert_string_equal(err.message, "Unknown rate estimator: magic");
    assert_int_equal(err.code, ERR_ARGUMENT);
    fake_close(&fake);
}

/* Lines come at 10 a second, and a batch of them takes two seconds. The first one is
 * the base; then each batch lets the receiver know, at the moment at which it ends. */
static void test_a_rate_reaches_the_receiver(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    conf_set(&fake.conf, "spark.streaming.backpressure.enabled", "true");
    conf_set(&fake.conf, "spark.streaming.backpressure.pid.minRate", "1");
    Buffer lines = {0};
    for (int i = 0; i < 100; i++)
        buffer_append_string(&lines, "line\n");
    fake.fed = buffer_text(&lines);
    fake.task_ms = 2000;
    fake.limits.batches = 8;
    Err err;
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_socket(context), 0);
    assert_true(fake_start(context, &err));
    streaming_await(context, TIME_NEVER, &failure);
    /* 5 a second, less a fifth of that for the second it waited. */
    assert_int_equal(fake_count_lines(&fake,
                         "{\"at\":5000000,\"kind\":\"rate\",\"stream\":0,"
                         "\"receiver\":0,\"rate\":4,\"limit\":4,\"batch\":2000000,"
                         "\"elements\":10,\"processing\":2000000,"
                         "\"scheduling\":1000000}"),
        1);
    /* By 8 s 80 lines came. After 5 s: those of a second that were saved, two seconds
     * of 4, one of 3, and the one that is always given out in advance. */
    int64_t received = receiver_received(context->receivers[0]);
    assert_int_equal(received, 50 + 4 + 2 * 4 + 3 + 1);
    assert_int_equal(fake_count_lines(&fake, "\"batch\":8000000,\"records\":14}"), 1);
    failure_free(&failure);
    fake_close(&fake);
    buffer_free(&lines);
}

static void test_a_checkpoint_keeps_what_was_learned(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake, "true");
    complete(context, 1800, 5000, 800, 0);
    complete(context, 3250, 5000, 1250, 0);

    Metadata metadata = {.n_streams = 1};
    rate_controllers_describe(context, &metadata);
    assert_int_equal(metadata.n_rates, 1);
    Streaming *other = fake_make_context(&fake);
    fake_socket(other);
    rate_controllers_restore(other, &metadata);
    assert_int_equal(rate_controller_latest(other, 0), -1);
    complete(other, 4750, 4000, 1000, 500);
    assert_int_equal(rate_controller_latest(other, 0), 3600);
    mem_free(metadata.rates);

    Streaming *copy = fake_make_context(&fake);
    rate_controllers_copy(copy, context);
    assert_int_equal(rate_controller_latest(copy, 0), -1);
    complete(copy, 4750, 4000, 1000, 500);
    assert_int_equal(rate_controller_latest(copy, 0), 3600);
    fake_close(&fake);
}

static void test_a_checkpoint_before_the_first_batch(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = open_context(&fake, "true");
    Metadata metadata = {.n_streams = 1};
    rate_controllers_describe(context, &metadata);
    assert_int_equal(metadata.n_rates, 0);
    mem_free(metadata.rates);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_back_pressure_there_is_none),
        cmocka_unit_test(test_each_batch_sets_a_rate),
        cmocka_unit_test(test_other_inputs_have_none),
        cmocka_unit_test(test_settings_are_checked_with_the_stream),
        cmocka_unit_test(test_a_rate_reaches_the_receiver),
        cmocka_unit_test(test_a_checkpoint_keeps_what_was_learned),
        cmocka_unit_test(test_a_checkpoint_before_the_first_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
