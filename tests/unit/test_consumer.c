/* tests/unit/test_consumer.c -- which partitions a consumer reads, and from where. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/ingest/consumer.h"

/* A log with 3 messages in orders-0, 2 in orders-1, and 1 in clicks-0. */
static Log *make_log(void)
{
    Log *log = log_new();
    LogMessage message = {.value = {"v", 1}};
    TopicId orders = log_topic(log, "orders");
    TopicId clicks = log_topic(log, "clicks");
    log_grow(log, orders, 2);
    log_grow(log, clicks, 1);
    for (int i = 0; i < 5; i++)
        log_append(log, orders, i % 2, &message);
    log_append(log, clicks, 0, &message);
    return log;
}

static ConsumerSpec subscribe(const char *const *topics, int n, OffsetReset reset)
{
    return (ConsumerSpec){.choice = CHOOSE_TOPICS,
        .topics = topics,
        .n_topics = n,
        .group = "shop",
        .reset = reset};
}

static Consumer *make(const ConsumerSpec *spec, Log *log)
{
    Consumer *consumer;
    Err err;
    assert_true(consumer_new(spec, log, &consumer, &err));
    return consumer;
}

/* "clicks-0@1 orders-0@3" */
static void expect_positions(Consumer *consumer, const char *wanted)
{
    Buffer text = {0};
    const Position *positions = consumer_positions(consumer);
    for (int i = 0; i < consumer_n_positions(consumer); i++)
        buffer_printf(&text, "%s%s-%d@%lld", i > 0 ? " " : "",
            log_topic_name(consumer_log(consumer), positions[i].topic),
            positions[i].partition, (long long)positions[i].offset);
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static const char *const BOTH[] = {"orders", "clicks"};

static void test_partitions_begin_where_the_reset_says(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    ConsumerSpec spec = subscribe(BOTH, 2, RESET_EARLIEST);
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "clicks-0@0 orders-0@0 orders-1@0");
    assert_false(consumer_has_all(consumer));
    consumer_delete(consumer);

    spec.reset = RESET_LATEST;
    consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "clicks-0@1 orders-0@3 orders-1@2");
    assert_true(consumer_has_all(consumer));
    consumer_delete(consumer);
    log_delete(log);
}

/* Given offsets come before what the group said, and that before the reset. */
static void test_given_offsets_and_committed_ones(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    TopicNumber given[] = {{"orders", 1, 1}};
    ConsumerSpec spec = subscribe(BOTH, 2, RESET_EARLIEST);
    spec.offsets = given;
    spec.n_offsets = 1;
    log_commit(log, "shop", log_find(log, "orders"), 0, 2);
    log_commit(log, "shop", log_find(log, "orders"), 1, 2);
    log_commit(log, "others", log_find(log, "clicks"), 0, 1);
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "clicks-0@0 orders-0@2 orders-1@1");
    consumer_delete(consumer);
    log_delete(log);
}

static void test_an_offset_that_is_not_there_is_reset(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    ConsumerSpec spec = subscribe(BOTH, 1, RESET_LATEST);
    log_commit(log, "shop", log_find(log, "orders"), 0, 10);
    log_commit(log, "shop", log_find(log, "orders"), 1, 2);
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "orders-0@3 orders-1@2");
    consumer_delete(consumer);

    spec.reset = RESET_NONE;
    consumer = make(&spec, log);
    assert_false(consumer_look(consumer, &err));
    assert_int_equal(err.code, ERR_OFFSET_OUT_OF_RANGE);
    assert_string_equal(err.message,
        "Offsets out of range with no configured reset policy for partitions: "
        "{orders-0=10}");
    consumer_delete(consumer);
    log_delete(log);
}

static void test_without_a_beginning_there_is_none(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    ConsumerSpec spec = subscribe(BOTH, 1, RESET_NONE);
    Consumer *consumer = make(&spec, log);
    assert_false(consumer_look(consumer, &err));
    assert_int_equal(err.code, ERR_NO_OFFSET);
    assert_string_equal(err.message,
        "Undefined offset with no reset policy for partitions: [orders-0]");
    consumer_delete(consumer);
    log_delete(log);
}

static void test_new_partitions_are_picked_up(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    LogMessage message = {.value = {"v", 1}};
    ConsumerSpec spec = subscribe(BOTH, 2, RESET_EARLIEST);
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    consumer_positions(consumer)[1].offset = 2;
    log_grow(log, log_find(log, "clicks"), 2);
    log_append(log, log_find(log, "clicks"), 1, &message);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "clicks-0@0 clicks-1@0 orders-0@2 orders-1@0");
    consumer_delete(consumer);
    log_delete(log);
}

static void test_a_pattern_is_about_whole_names(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    const char *expression[] = {"o.*|click"};
    ConsumerSpec spec = subscribe(expression, 1, RESET_EARLIEST);
    spec.choice = CHOOSE_PATTERN;
    Consumer *consumer = make(&spec, log);
    assert_null(consumer_find_missing(consumer));
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "orders-0@0 orders-1@0");

    log_grow(log, log_topic(log, "old"), 1);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "old-0@0 orders-0@0 orders-1@0");
    consumer_delete(consumer);

    expression[0] = "nothing";
    consumer = make(&spec, log);
    assert_string_equal(consumer_find_missing(consumer), "nothing");
    consumer_delete(consumer);

    expression[0] = "(";
    assert_false(consumer_new(&spec, log, &consumer, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    log_delete(log);
}

static void test_assigned_partitions(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    TopicNumber wanted[] = {{"orders", 1, 0}, {"orders", 7, 0}};
    ConsumerSpec spec = subscribe(NULL, 0, RESET_EARLIEST);
    spec.choice = CHOOSE_PARTITIONS;
    spec.partitions = wanted;
    spec.n_partitions = 1;
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    expect_positions(consumer, "orders-1@0");
    consumer_delete(consumer);

    spec.n_partitions = 2;
    consumer = make(&spec, log);
    assert_null(consumer_find_missing(consumer));
    assert_false(consumer_look(consumer, &err));
    assert_string_equal(err.message,
        "Timeout of 60000ms expired before the position for partition orders-7 could "
        "be determined");
    consumer_delete(consumer);
    log_delete(log);
}

static void test_missing_topics_are_named(void **state)
{
    (void)state;
    Log *log = make_log();
    const char *const topics[] = {"orders", "sales"};
    ConsumerSpec spec = subscribe(topics, 2, RESET_LATEST);
    Consumer *consumer = make(&spec, log);
    assert_string_equal(consumer_find_missing(consumer), "sales");
    consumer_delete(consumer);
    consumer = make(&spec, NULL);
    assert_string_equal(consumer_find_missing(consumer), "orders");
    consumer_delete(consumer);
    log_delete(log);
}

/* What the last look saw, also if no batch has it yet. */
static void test_auto_commit(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    TopicId orders = log_find(log, "orders");
    ConsumerSpec spec = subscribe(BOTH, 1, RESET_EARLIEST);
    spec.commits_every = TIME_S(5);
    Consumer *consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    consumer_auto_commit(consumer, TIME_S(1), false);
    consumer_auto_commit(consumer, TIME_S(5), false);
    assert_int_equal(log_committed(log, "shop", orders, 0), -1);
    consumer_auto_commit(consumer, TIME_S(6), false);
    assert_int_equal(log_committed(log, "shop", orders, 0), 3);
    consumer_delete(consumer);

    spec.group = "careful";
    spec.commits_every = 0;
    consumer = make(&spec, log);
    assert_true(consumer_look(consumer, &err));
    consumer_auto_commit(consumer, TIME_S(60), true);
    assert_int_equal(log_committed(log, "careful", orders, 0), -1);
    consumer_delete(consumer);
    log_delete(log);
}

static void test_a_closing_consumer_commits(void **state)
{
    (void)state;
    Log *log = make_log();
    Err err;
    ConsumerSpec spec = subscribe(BOTH, 1, RESET_EARLIEST);
    spec.commits_every = TIME_S(5);
    Consumer *consumer = make(&spec, log);
    Consumer *copy = consumer_copy(consumer);
    assert_true(consumer_look(consumer, &err));
    consumer_auto_commit(consumer, TIME_S(1), true);
    assert_int_equal(log_committed(log, "shop", log_find(log, "orders"), 1), 2);
    assert_true(consumer_look(copy, &err));
    expect_positions(copy, "orders-0@3 orders-1@2");
    consumer_delete(consumer);
    consumer_delete(copy);
    log_delete(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partitions_begin_where_the_reset_says),
        cmocka_unit_test(test_given_offsets_and_committed_ones),
        cmocka_unit_test(test_an_offset_that_is_not_there_is_reset),
        cmocka_unit_test(test_without_a_beginning_there_is_none),
        cmocka_unit_test(test_new_partitions_are_picked_up),
        cmocka_unit_test(test_a_pattern_is_about_whole_names),
        cmocka_unit_test(test_assigned_partitions),
        cmocka_unit_test(test_missing_topics_are_named),
        cmocka_unit_test(test_auto_commit),
        cmocka_unit_test(test_a_closing_consumer_commits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
