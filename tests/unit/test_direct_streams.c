/* tests/unit/test_direct_streams.c -- which messages a batch reads. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/store/text.h"
#include "vm/streaming/direct_streams.h"

static const char *const ORDERS[] = {"orders"};

static void append(Log *log, int partition, int n)
{
    LogMessage message = {.value = {"tea", 3}, .at = TIME_MS(1500)};
    for (int i = 0; i < n; i++)
        log_append(log, log_topic(log, "orders"), partition, &message);
}

/* An application with a log: `orders` has two partitions. */
static void open_with_log(Fake *fake)
{
    fake_open(fake, "local[1]");
    fake->limits.batches = 3;
    fake->log = log_new();
    log_grow(fake->log, log_topic(fake->log, "orders"), 2);
}

static void close_with_log(Fake *fake)
{
    fake_close(fake);
    log_delete(fake->log);
}

static StreamId add_stream(Fake *fake, OffsetReset reset)
{
    CallSite site = {"createDirectStream", {"program.lua", 3}};
    ConsumerSpec spec = {.choice = CHOOSE_TOPICS,
        .topics = ORDERS,
        .n_topics = 1,
        .group = "shop",
        .reset = reset};
    StreamId id = STREAM_NONE;
    Err err;
    assert_true(direct_streams_add(fake->context, &site, &spec, &id, &err));
    return id;
}

/* "0:[0,3) 1:[0,2)" of an RDD, and the messages that it has. */
static bool tell_ranges(Fake *fake, RddId id, SimTime batch, Failure *failure)
{
    (void)failure;
    const Rdd *rdd = rdds_get(&fake->sim->rdds, id);
    buffer_printf(&fake->told, "%d", (int)time_to_ms(batch));
    for (int i = 0; i < rdd->partitions; i++) {
        const OffsetRange *range = &rdd->ranges[i];
        int64_t count = 0;
        const Buffer *slice = &rdd->slices[i];
        for (const char *at = slice->data; at < slice->data + slice->size;
             at = record_next(at))
            count++;
        buffer_printf(&fake->told, " %d:[%lld,%lld)", range->partition,
            (long long)range->from, (long long)range->until);
        assert_int_equal(count, range->until - range->from);
    }
    buffer_append_byte(&fake->told, '\n');
    return true;
}

static void start(Fake *fake, StreamId stream)
{
    Err err;
    fake->outputs[0] = tell_ranges;
    fake_output_of(fake->context, stream, 0);
    assert_true(fake_start(fake->context, &err));
}

static void run(Fake *fake)
{
    Failure failure = {.rdd = RDD_NONE};
    streaming_await(fake->context, TIME_NEVER, &failure);
    failure_free(&failure);
}

static void expect_ranges(Fake *fake, const char *wanted)
{
    Buffer found = {0};
    const char *at = buffer_text(&fake->told);
    while (*at != '\0') {
        size_t size = strcspn(at, "\n") + 1;
        if (strncmp(at, "batch ", 6) != 0)
            buffer_append(&found, at, size);
        at += size;
    }
    assert_string_equal(buffer_text(&found), wanted);
    buffer_free(&found);
}

static void test_ranges_join(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    assert_true(fake_make_sim(&fake, &err));
    fake_make_context(&fake);
    append(fake.log, 0, 3);
    start(&fake, add_stream(&fake, RESET_EARLIEST));
    while (fake.clock.now < TIME_S(1) && sim_step(fake.sim))
        continue;
    append(fake.log, 1, 2);
    run(&fake);
    expect_ranges(&fake,
        "1000 0:[0,3) 1:[0,0)\n2000 0:[3,3) 1:[0,2)\n3000 0:[3,3) 1:[2,2)\n");
    assert_int_equal(fake_count_lines(&fake,
                         "\"kind\":\"offsets\",\"stream\":0,\"batch\":1000000,"
                         "\"ranges\":[{\"topic\":\"orders\",\"partition\":0,"
                         "\"from\":0,\"until\":3}"),
        1);
    close_with_log(&fake);
}

static void test_messages_are_records(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    append(fake.log, 1, 1);
    StreamId stream = add_stream(&fake, RESET_EARLIEST);
    start(&fake, stream);
    RddId id;
    Failure failure = {.rdd = RDD_NONE};
    assert_true(stream_rdd(&context->graph, graph_stream(&context->graph, stream),
        TIME_S(1), &id, &failure));
    const Rdd *rdd = rdds_get(&fake.sim->rdds, id);
    assert_string_equal(rdd->type, "KafkaRDD");
    assert_int_equal(rdd->partitions, 2);
    assert_int_equal(rdd->slices[0].size, 0);
    assert_true(record_validate(rdd->slices[1].data, rdd->slices[1].size));
    Buffer text = {0};
    text_append_record(&text, rdd->slices[1].data);
    assert_non_null(strstr(buffer_text(&text), "partition = 1, "));
    assert_non_null(strstr(buffer_text(&text), "offset = 0, CreateTime = 1500, "));
    assert_non_null(strstr(buffer_text(&text), "key = null, value = tea)"));
    assert_true(fake.sim->rdds.has_messages);
    buffer_free(&text);
    close_with_log(&fake);
}

/* Nothing is received: the stream has no block and takes no core. */
static void test_there_is_no_receiver(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    append(fake.log, 0, 3);
    start(&fake, add_stream(&fake, RESET_EARLIEST));
    run(&fake);
    assert_int_equal(context->n_receivers, 0);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"block\""), 0);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"receiver\""), 0);
    close_with_log(&fake);
}

static void test_a_rate_for_each_partition(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    conf_set(&fake.conf, "spark.streaming.kafka.maxRatePerPartition", "4");
    assert_true(fake_make_sim(&fake, &err));
    fake_make_context(&fake);
    append(fake.log, 0, 10);
    append(fake.log, 1, 2);
    start(&fake, add_stream(&fake, RESET_EARLIEST));
    run(&fake);
    expect_ranges(&fake,
        "1000 0:[0,4) 1:[0,2)\n2000 0:[4,8) 1:[2,2)\n3000 0:[8,10) 1:[2,2)\n");
    close_with_log(&fake);
}

/* A batch of n messages takes long, and the next one is given fewer. */
static void test_back_pressure(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    fake.limits.batches = 7;
    fake.task_ms = 2000;
    conf_set(&fake.conf, "spark.streaming.backpressure.enabled", "true");
    conf_set(&fake.conf, "spark.streaming.backpressure.initialRate", "1000");
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    append(fake.log, 0, 9000);
    append(fake.log, 1, 1000);
    StreamId stream = add_stream(&fake, RESET_EARLIEST);
    assert_int_equal(context->n_rates, 1);
    fake_output_of(context, stream, 0);
    assert_true(fake_start(context, &err));
    run(&fake);
    assert_int_equal(fake_count_lines(&fake,
                         "\"batch\":1000000,\"ranges\":[{\"topic\":\"orders\","
                         "\"partition\":0,\"from\":0,\"until\":900},{\"topic\":"
                         "\"orders\",\"partition\":1,\"from\":0,\"until\":100}]"),
        1);
    /* What the batches that ended have learned holds for the last one. */
    assert_int_not_equal(rate_controller_latest(context, 0), -1);
    assert_in_range(context->direct[0].records, 1, 999);
    assert_true(fake_count_lines(&fake, "\"kind\":\"rate\"") > 0);
    close_with_log(&fake);
}

static void test_commits_are_sent_with_the_next_batch(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    StreamId stream = add_stream(&fake, RESET_EARLIEST);
    TopicId orders = log_find(fake.log, "orders");
    append(fake.log, 0, 9);
    start(&fake, stream);
    OffsetRange ranges[] = {{"orders", 0, 2, 5}, {"orders", 0, 0, 2},
        {"orders", 9, 0, 1}, {"nothing", 0, 0, 1}};
    direct_streams_commit(context, stream, ranges, 4);
    assert_int_equal(log_committed(fake.log, "shop", orders, 0), -1);
    run(&fake);
    assert_int_equal(log_committed(fake.log, "shop", orders, 0), 5);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"committed\""), 1);
    close_with_log(&fake);
}

static void test_a_topic_has_to_be_there(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    StreamId fault;
    fake_open(&fake, "local[1]");
    assert_true(fake_make_sim(&fake, &err));
    fake_make_context(&fake);
    StreamId stream = add_stream(&fake, RESET_EARLIEST);
    fake_output_of(fake.context, stream, 0);
    assert_false(
        streaming_start(fake.context, (Place){"program.lua", 9}, &fault, &err));
    assert_int_equal(fault, stream);
    assert_string_equal(err.message, "nothing feeds the topic orders");
    fake_close(&fake);
}

static void test_the_wall_clock_has_no_log(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    StreamId id;
    CallSite site = {"createDirectStream", {"program.lua", 3}};
    ConsumerSpec spec = {.topics = ORDERS, .n_topics = 1, .group = "shop"};
    open_with_log(&fake);
    fake.clock.is_wall = true;
    assert_true(fake_make_sim(&fake, &err));
    fake_make_context(&fake);
    assert_false(direct_streams_add(fake.context, &site, &spec, &id, &err));
    assert_int_equal(err.code, ERR_UNSUPPORTED);
    close_with_log(&fake);
}

/* Ranges of batches, and positions, as a checkpoint has them. */
static void test_a_checkpoint_keeps_ranges(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    open_with_log(&fake);
    assert_true(fake_make_sim(&fake, &err));
    Streaming *first = fake_make_context(&fake);
    append(fake.log, 0, 3);
    StreamId stream = add_stream(&fake, RESET_EARLIEST);
    start(&fake, stream);
    RddId id;
    Failure failure = {.rdd = RDD_NONE};
    assert_true(stream_rdd(&first->graph, graph_stream(&first->graph, stream),
        TIME_S(1), &id, &failure));
    SavedStream saved = {0};
    Metadata metadata = {.streams = &saved, .n_streams = 1};
    direct_streams_describe(first, &metadata);
    assert_int_equal(saved.n_ranges, 4);

    append(fake.log, 0, 5);
    Streaming *second = fake_make_context(&fake);
    direct_streams_copy(second, first);
    graph_copy(&first->graph, &second->graph);
    assert_true(direct_streams_restore(second, &metadata, &err));
    const DStream *restored = graph_stream(&second->graph, stream);
    assert_int_equal(restored->n_made, 1);
    const Rdd *rdd = rdds_get(&fake.sim->rdds, restored->made[0].rdd);
    assert_int_equal(rdd->batch, TIME_S(1));
    assert_int_equal(rdd->ranges[0].until, 3);
    Position *positions = consumer_positions(second->direct[0].consumer);
    assert_int_equal(positions[0].offset, 3);
    assert_int_equal(positions[0].seen, 8);
    assert_int_equal(direct_streams_records(second, restored, TIME_S(1)), -1);

    /* A log that has less than was read is another one. */
    saved.ranges[0].until = 9;
    Streaming *third = fake_make_context(&fake);
    direct_streams_copy(third, first);
    graph_copy(&first->graph, &third->graph);
    assert_false(direct_streams_restore(third, &metadata, &err));
    assert_int_equal(err.code, ERR_SPARK);
    for (int i = 0; i < saved.n_ranges; i++)
        mem_free(saved.ranges[i].topic);
    mem_free(saved.ranges);
    close_with_log(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges_join),
        cmocka_unit_test(test_messages_are_records),
        cmocka_unit_test(test_there_is_no_receiver),
        cmocka_unit_test(test_a_rate_for_each_partition),
        cmocka_unit_test(test_back_pressure),
        cmocka_unit_test(test_commits_are_sent_with_the_next_batch),
        cmocka_unit_test(test_a_topic_has_to_be_there),
        cmocka_unit_test(test_the_wall_clock_has_no_log),
        cmocka_unit_test(test_a_checkpoint_keeps_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
