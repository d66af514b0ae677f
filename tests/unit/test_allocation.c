/* tests/unit/test_allocation.c -- executors come and go with the load. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

#define DYNAMIC "spark.streaming.dynamicAllocation."

/* What is said of two settings, or "on"; NULL takes one away. */
static void assert_read(const char *key, const char *value, const char *key_2,
    const char *value_2, const char *wanted)
{
    Conf conf = {0};
    ExecutorAllocation allocation;
    Err err;
    conf_set(&conf, DYNAMIC "enabled", "true");
    conf_set(&conf, key, value);
    if (key_2 != NULL)
        conf_set(&conf, key_2, value_2);
    bool ok = allocation_read(&allocation, &conf, false, 2, &err);
    assert_string_equal(ok && allocation.on ? "on" : err.message, wanted);
    conf_free(&conf);
}

/* The texts are those of Spark 3.5.6. */
static void test_settings_that_cannot_be_used_are_refused(void **state)
{
    (void)state;
    assert_read(DYNAMIC "scalingInterval", "0", NULL, NULL,
        "'0' in spark.streaming.dynamicAllocation.scalingInterval is invalid. The "
        "scaling interval of streaming dynamic allocation must be positive.");
    assert_read(DYNAMIC "scalingInterval", "900ms", NULL, NULL,
        "'0' in spark.streaming.dynamicAllocation.scalingInterval is invalid. The "
        "scaling interval of streaming dynamic allocation must be positive.");
    assert_read(DYNAMIC "scalingUpRatio", "0", NULL, NULL,
        "'0.0' in spark.streaming.dynamicAllocation.scalingUpRatio is invalid. The "
        "scaling up ratio of streaming dynamic allocation must be positive.");
    assert_read(DYNAMIC "scalingUpRatio", "many", NULL, NULL,
        "spark.streaming.dynamicAllocation.scalingUpRatio should be double, but was "
        "many");
    assert_read(DYNAMIC "scalingDownRatio", "0.9", NULL, NULL,
        "requirement failed: Config spark.streaming.dynamicAllocation.scalingUpRatio "
        "must be more than config spark.streaming.dynamicAllocation.scalingDownRatio");
    assert_read(DYNAMIC "minExecutors", "0", NULL, NULL,
        "'0' in spark.streaming.dynamicAllocation.minExecutors is invalid. The min "
        "executor number of streaming dynamic allocation must be positive.");
    assert_read(DYNAMIC "minExecutors", "3", DYNAMIC "maxExecutors", "2",
        "requirement failed: Config spark.streaming.dynamicAllocation.maxExecutors must "
        "be more than config spark.streaming.dynamicAllocation.minExecutors");
    assert_read("sluice.cluster.start", "-1s", NULL, NULL,
        "sluice.cluster.start must not be negative");
    assert_read("spark.dynamicAllocation.enabled", "true", NULL, NULL,
        "Dynamic Allocation cannot be enabled for both streaming and core at the same "
        "time. Please disable core Dynamic Allocation by setting "
        "spark.dynamicAllocation.enabled to false to use Dynamic Allocation in "
        "streaming.");
}

static void test_settings_that_can_be_used(void **state)
{
    (void)state;
    assert_read(DYNAMIC "scalingInterval", "10s", NULL, NULL, "on");
    assert_read(DYNAMIC "minExecutors", "4", NULL, NULL, "on");
    assert_read(DYNAMIC "minExecutors", "4", DYNAMIC "maxExecutors", "4", "on");
}

static void test_local_mode_has_none_of_it(void **state)
{
    (void)state;
    Conf conf = {0};
    ExecutorAllocation allocation;
    Err err;
    conf_set(&conf, DYNAMIC "enabled", "true");
    conf_set(&conf, DYNAMIC "scalingInterval", "0");
    assert_true(allocation_read(&allocation, &conf, true, 2, &err));
    assert_false(allocation.on);
    conf_free(&conf);
}

/* A job of four tasks a batch, without receivers. */
static bool run_four_tasks(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)rdd;
    (void)batch;
    return fake_job(fake, fake_collection(fake, 4), 0, 4, failure);
}

static bool make_any(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure)
{
    (void)rdds;
    (void)n;
    (void)time;
    (void)failure;
    *rdd = fake_collection(fake, 1);
    return true;
}

static void start(Fake *fake, const char *master, const char *most)
{
    Err err;
    fake_open(fake, master);
    conf_set(&fake->conf, DYNAMIC "enabled", "true");
    conf_set(&fake->conf, DYNAMIC "scalingInterval", "10s");
    if (most != NULL)
        conf_set(&fake->conf, DYNAMIC "maxExecutors", most);
    fake->limits.until = TIME_S(100);
    fake->outputs[0] = run_four_tasks;
    fake->makes[0] = make_any;
    assert_true(fake_make_sim(fake, &err));
    Streaming *context = fake_make_context(fake);
    CallSite site = {"transform", {"program.lua", 3}};
    StreamId queue = fake_queue(context);
    StreamId stream;
    graph_add_transformed(&context->graph, &site, (StreamList){&queue, 1}, 0, &stream,
        NULL);
    fake_output_of(context, stream, 0);
    assert_true(fake_start(context, &err));
}

static int living(const Fake *fake)
{
    return cluster_total_cores(&fake->sim->cluster) / fake->sim->cluster.cores;
}

/* 4 tasks of 450 ms one after the other: 1.8 s in batches of 1 s, so two more. */
static void test_load_brings_executors_after_their_start(void **state)
{
    (void)state;
    Fake fake;
    start(&fake, "local-cluster[1,1,1024]", NULL);
    fake.task_ms = 450;
    sim_advance(fake.sim, TIME_S(16));
    assert_int_equal(living(&fake), 3);
    assert_int_equal(fake_count_lines(&fake, "\"at\":15000000,\"kind\":\"executor\""),
        2);
    assert_int_equal(fake_count_lines(&fake,
                         "\"executor\":2,\"host\":\"node-2\",\"cores\":1,"
                         "\"state\":\"added\""),
        1);
    fake_close(&fake);
}

static void test_there_are_no_more_than_the_most(void **state)
{
    (void)state;
    Fake fake;
    start(&fake, "local-cluster[1,1,1024]", "2");
    fake.task_ms = 900;
    sim_advance(fake.sim, TIME_S(60));
    assert_int_equal(living(&fake), 2);
    fake_close(&fake);
}

static void test_without_load_they_go_one_at_a_time(void **state)
{
    (void)state;
    Fake fake;
    start(&fake, "local-cluster[3,1,1024]", NULL);
    fake.task_ms = 1;
    sim_advance(fake.sim, TIME_MS(10001));
    assert_int_equal(living(&fake), 2);
    assert_int_equal(fake_count_lines(&fake, "\"Executor killed by driver.\""), 1);
    sim_advance(fake.sim, TIME_S(60));
    assert_int_equal(living(&fake), 1);
    fake_close(&fake);
}

static void test_a_ratio_between_both_changes_nothing(void **state)
{
    (void)state;
    Fake fake;
    start(&fake, "local-cluster[2,1,1024]", NULL);
    fake.task_ms = 250;
    sim_advance(fake.sim, TIME_S(60));
    assert_int_equal(living(&fake), 2);
    fake_close(&fake);
}

static void test_who_was_asked_for_does_not_come_after_the_end(void **state)
{
    (void)state;
    Fake fake;
    start(&fake, "local-cluster[1,1,1024]", NULL);
    fake.task_ms = 450;
    sim_advance(fake.sim, TIME_S(12));
    assert_int_equal(fake.context->allocation.n_joining, 2);
    streaming_stop(fake.context, false);
    sim_advance(fake.sim, TIME_S(60));
    assert_int_equal(living(&fake), 1);
    fake_close(&fake);
}

static void test_an_executor_with_a_receiver_stays(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local-cluster[4,2,1024]");
    conf_set(&fake.conf, DYNAMIC "enabled", "true");
    conf_set(&fake.conf, DYNAMIC "scalingInterval", "2s");
    conf_set(&fake.conf, DYNAMIC "minExecutors", "1");
    fake.limits.until = TIME_S(60);
    fake.fed = "1\n2\n3\n";
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_socket(context), 0);
    fake_output_of(context, fake_socket(context), 0);
    assert_true(fake_start(context, &err));
    sim_advance(fake.sim, TIME_S(30));
    assert_int_equal(living(&fake), 2);
    for (int i = 0; i < 2; i++) {
        int executor = receiver_executor(context->receivers[i]);
        assert_int_equal(executor, i);
        assert_true(fake.sim->cluster.executors[executor].alive);
    }
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_that_cannot_be_used_are_refused),
        cmocka_unit_test(test_settings_that_can_be_used),
        cmocka_unit_test(test_local_mode_has_none_of_it),
        cmocka_unit_test(test_load_brings_executors_after_their_start),
        cmocka_unit_test(test_there_are_no_more_than_the_most),
        cmocka_unit_test(test_without_load_they_go_one_at_a_time),
        cmocka_unit_test(test_a_ratio_between_both_changes_nothing),
        cmocka_unit_test(test_who_was_asked_for_does_not_come_after_the_end),
        cmocka_unit_test(test_an_executor_with_a_receiver_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
