/* tests/unit/test_log.c -- topics, partitions and offsets. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/log.h"
#include "vm/ingest/offsets.h"

static LogBytes bytes(const char *text)
{
    return (LogBytes){text, text != NULL ? strlen(text) : 0};
}

static int append(Log *log, TopicId topic, const char *key, const char *value)
{
    LogMessage message = {bytes(key), bytes(value), TIME_MS(5)};
    return log_append(log, topic, LOG_ANY_PARTITION, &message);
}

static void test_a_topic_is_known_by_its_name(void **state)
{
    (void)state;
    Log *log = log_new();
    assert_int_equal(log_find(log, "orders"), TOPIC_NONE);
    TopicId orders = log_topic(log, "orders");
    TopicId clicks = log_topic(log, "clicks");
    assert_int_not_equal(orders, clicks);
    assert_int_equal(log_topic(log, "orders"), orders);
    assert_int_equal(log_topics(log), 2);
    assert_string_equal(log_topic_name(log, clicks), "clicks");
    assert_int_equal(log_partitions(log, orders), 0);
    log_delete(log);
}

static void test_messages_stay_under_their_offsets(void **state)
{
    (void)state;
    Log *log = log_new();
    TopicId topic = log_topic(log, "t");
    log_grow(log, topic, 1);
    assert_int_equal(append(log, topic, "k", "first"), 0);
    assert_int_equal(append(log, topic, NULL, ""), 0);
    assert_int_equal(append(log, topic, "", NULL), 0);
    for (int i = 0; i < 1000; i++)
        append(log, topic, "key", "more");
    assert_int_equal(log_latest(log, topic, 0), 1003);

    LogMessage message = log_read(log, topic, 0, 0);
    assert_memory_equal(message.key.data, "k", 1);
    assert_int_equal(message.value.size, 5);
    assert_memory_equal(message.value.data, "first", 5);
    assert_int_equal(message.at, TIME_MS(5));
    message = log_read(log, topic, 0, 1);
    assert_null(message.key.data);
    assert_non_null(message.value.data);
    assert_int_equal(message.value.size, 0);
    message = log_read(log, topic, 0, 2);
    assert_non_null(message.key.data);
    assert_null(message.value.data);
    message = log_read(log, topic, 0, 1002);
    assert_memory_equal(message.value.data, "more", 4);
    log_delete(log);
}

/* Values of Kafka's Utils.murmur2, which its own tests have. */
static void test_keys_hash_as_in_kafka(void **state)
{
    (void)state;
    assert_int_equal((int32_t)log_hash(bytes("21")), -973932308);
    assert_int_equal((int32_t)log_hash(bytes("foobar")), -790332482);
    assert_int_equal((int32_t)log_hash(bytes("a-little-bit-long-string")), -985981536);
    assert_int_equal((int32_t)log_hash(bytes("a-little-bit-longer-string")),
        -1486304829);
    assert_int_equal((int32_t)log_hash(bytes("abc")), 479470107);
}

static void test_a_key_has_one_partition_and_no_key_takes_turns(void **state)
{
    (void)state;
    Log *log = log_new();
    TopicId topic = log_topic(log, "t");
    log_grow(log, topic, 3);
    int first = append(log, topic, "abc", "1");
    assert_int_equal(first, 479470107 % 3);
    assert_int_equal(append(log, topic, "abc", "2"), first);
    for (int i = 0; i < 7; i++)
        assert_int_equal(append(log, topic, NULL, "x"), i % 3);
    log_grow(log, topic, 2);
    assert_int_equal(log_partitions(log, topic), 3);
    log_grow(log, topic, 4);
    assert_int_equal(log_latest(log, topic, 3), 0);
    assert_int_equal(log_latest(log, topic, first), first == 0 ? 5 : 4);
    log_delete(log);
}

static void test_a_group_is_asked_how_far_it_came(void **state)
{
    (void)state;
    Log *log = log_new();
    TopicId topic = log_topic(log, "t");
    log_grow(log, topic, 2);
    assert_int_equal(log_committed(log, "shop", topic, 1), -1);
    log_commit(log, "shop", topic, 1, 7);
    log_commit(log, "shop", topic, 0, 3);
    log_commit(log, "bank", topic, 1, 1);
    log_commit(log, "shop", topic, 1, 9);
    assert_int_equal(log_committed(log, "shop", topic, 1), 9);
    assert_int_equal(log_committed(log, "shop", topic, 0), 3);
    assert_int_equal(log_committed(log, "bank", topic, 1), 1);
    log_delete(log);
}

/* Semantics 8.4: lags of 900 and 100, 500 a second, 2 s. */
static void test_a_rate_is_shared_by_lag(void **state)
{
    (void)state;
    PartitionLag lags[2] = {{0, 900, 0, 1}, {0, 100, 0, 1}};
    int64_t most[2];
    assert_true(offsets_most(lags, 2, 500, TIME_S(2), most));
    assert_int_equal(most[0], 900);
    assert_int_equal(most[1], 100);
    assert_false(offsets_most(lags, 2, 0, TIME_S(2), most));
}

static void test_a_batch_never_reads_beyond_the_end(void **state)
{
    (void)state;
    PartitionLag lag = {.current = 10, .latest = 15};
    assert_int_equal(offsets_until(&lag, 3), 13);
    assert_int_equal(offsets_until(&lag, 100), 15);
    assert_int_equal(offsets_until(&lag, INT64_MAX), 15);
    assert_int_equal(offsets_until(&lag, 0), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_topic_is_known_by_its_name),
        cmocka_unit_test(test_messages_stay_under_their_offsets),
        cmocka_unit_test(test_keys_hash_as_in_kafka),
        cmocka_unit_test(test_a_key_has_one_partition_and_no_key_takes_turns),
        cmocka_unit_test(test_a_group_is_asked_how_far_it_came),
        cmocka_unit_test(test_a_rate_is_shared_by_lag),
        cmocka_unit_test(test_a_batch_never_reads_beyond_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
