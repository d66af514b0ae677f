/* tests/unit/test_pools.c -- pools: which of them gets the next core, and what tasks of
 * several jobs make of it. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/tasks.h"

static void test_the_order_of_pools(void **state)
{
    (void)state;
    static const struct {
        int running[2];
        int min_share[2];
        int weight[2];
        bool second_first;
    } cases[] = {
        {{0, 0}, {0, 0}, {1, 1}, false}, /* by name */
        {{1, 0}, {0, 0}, {1, 1}, true}, {{2, 2}, {0, 0}, {1, 1}, false},
        {{2, 1}, {0, 0}, {3, 1}, false}, /* 2/3 against 1 */
        {{3, 1}, {0, 0}, {3, 1}, false}, /* as much of it: by name */
        {{4, 1}, {0, 0}, {3, 1}, true}, {{0, 1}, {0, 2}, {1, 1}, true},   /* below its
                                                                             share */
        {{1, 9}, {2, 0}, {1, 9}, false}, {{1, 3}, {2, 4}, {9, 1}, false}, /* both below:
                                                                             half of it
                                                                             against
                                                                             three */
        {{1, 1}, {2, 4}, {1, 1}, true}, {{2, 4}, {2, 4}, {1, 1}, false},  /* both have
                                                                             it: by
                                                                             weight */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Pool a = {(char[]){"a"}, cases[i].weight[0], cases[i].min_share[0],
            cases[i].running[0]};
        Pool b = {(char[]){"b"}, cases[i].weight[1], cases[i].min_share[1],
            cases[i].running[1]};
        assert_int_equal(pool_comes_before(&b, &a), cases[i].second_first);
        assert_int_equal(pool_comes_before(&a, &b), !cases[i].second_first);
    }
}

static void test_settings(void **state)
{
    (void)state;
    static const struct {
        const char *mode;
        bool ok;
        bool fair;
        const char *message;
    } cases[] = {
        {"FIFO", true, false, NULL},
        {"FAIR", true, true, NULL},
        {"fair", true, true, NULL},
        {"LIFO", false, false, "Unrecognized spark.scheduler.mode: LIFO"},
        {"NONE", false, false,
            "Unsupported scheduling mode: NONE. Use FAIR or FIFO instead."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Conf conf = {0};
        conf_set(&conf, "spark.scheduler.mode", cases[i].mode);
        Pools pools;
        Err err;
        assert_int_equal(pools_init(&pools, &conf, &err), cases[i].ok);
        if (cases[i].ok)
            assert_int_equal(pools.fair, cases[i].fair);
        else
            assert_string_equal(err.message, cases[i].message);
        pools_free(&pools);
        conf_set(&conf, "spark.scheduler.allocation.file", "pools.xml");
        conf_set(&conf, "spark.scheduler.mode", "FAIR");
        assert_false(pools_init(&pools, &conf, &err));
        assert_int_equal(err.code, ERR_UNSUPPORTED);
        conf_free(&conf);
    }
}

static void test_fifo_has_one_pool(void **state)
{
    (void)state;
    Conf conf = {0};
    Pools pools;
    assert_true(pools_init(&pools, &conf, NULL));
    assert_ptr_equal(pools_get(&pools, "a"), pools_get(&pools, NULL));
    pools_free(&pools);
    conf_set(&conf, "spark.scheduler.mode", "FAIR");
    assert_true(pools_init(&pools, &conf, NULL));
    assert_ptr_equal(pools_get(&pools, "a"), pools_get(&pools, "a"));
    assert_ptr_not_equal(pools_get(&pools, "a"), pools_get(&pools, NULL));
    assert_string_equal(pools_get(&pools, NULL)->name, "default");
    pools_free(&pools);
    conf_free(&conf);
}

/* A job over n partitions, in a pool. */
typedef struct PoolJob {
    TaskResult results[8];
    ActionRun *action;
} PoolJob;

static void start_job(Fake *fake, PoolJob *job, const char *in_pool, int n)
{
    static const int partitions[] = {0, 1, 2, 3, 4, 5, 6, 7};
    *job = (PoolJob){0};
    JobSpec spec = {.rdd = fake_collection(fake, n),
        .partitions = partitions,
        .n_partitions = n,
        .name = in_pool,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    conf_set(fake->sim->local, "spark.scheduler.pool", in_pool);
    job->action = action_start(fake->sim, &spec, job->results, NULL);
}

static void end_job(PoolJob *job, int n)
{
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    assert_true(action_end(job->action, &failure, &ended));
    for (int i = 0; i < n; i++)
        task_result_free(&job->results[i]);
}

/* The jobs of the tasks in the order of their starts: stages are numbered like jobs. */
static const char *starts(Fake *fake)
{
    const char *at = buffer_text(&fake->lines);
    while ((at = strstr(at, "\"kind\":\"task-started\"")) != NULL) {
        buffer_append_byte(&fake->told,
            (char)('0' + atoi(strstr(at, "\"stage\":") + 8)));
        at++;
    }
    return fake_take_told(fake);
}

static const char *run_two_jobs(Fake *fake, const char *mode, const char *second)
{
    fake_open(fake, "local[2]");
    conf_set(&fake->conf, "spark.scheduler.mode", mode);
    fake->task_ms = 100;
    assert_true(fake_make_sim(fake, NULL));
    PoolJob jobs[2];
    start_job(fake, &jobs[0], "a", 6);
    start_job(fake, &jobs[1], second, 4);
    while (sim_step(fake->sim))
        continue;
    end_job(&jobs[0], 6);
    end_job(&jobs[1], 4);
    for (int i = 0; i < fake->sim->pools.count; i++)
        assert_int_equal(fake->sim->pools.items[i]->running, 0);
    return starts(fake);
}

static void test_jobs_share_cores(void **state)
{
    (void)state;
    static const struct {
        const char *mode;
        const char *second;
        const char *starts;
    } cases[] = {
        {"FIFO", "b", "0000001111"},
        {"FAIR", "a", "0000001111"}, /* one pool: the first job first */
        {"FAIR", "b", "0010101010"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        assert_string_equal(run_two_jobs(&fake, cases[i].mode, cases[i].second),
            cases[i].starts);
        fake_close(&fake);
    }
}

/* An output begins with what was set before the start, and what it sets is its own. */
static bool tell_properties(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)rdd;
    (void)failure;
    const char *value = conf_get(fake->sim->local, "x");
    buffer_printf(&fake->told, "%d: %s\n", (int)time_to_ms(batch),
        value != NULL ? value : "none");
    conf_set(fake->sim->local, "x", "an output's");
    return true;
}

static void test_properties_of_outputs(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    fake.limits.batches = 2;
    assert_true(fake_make_sim(&fake, NULL));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, fake_queue(context), 0);
    fake.outputs[0] = tell_properties;
    conf_set(fake.sim->local, "x", "before");
    assert_true(fake_start(context, NULL));
    conf_set(fake.sim->local, "x", "after");
    Failure failure = {.rdd = RDD_NONE};
    streaming_await(context, TIME_NEVER, &failure);
    assert_string_equal(fake_take_told(&fake),
        "1000: before\nbatch 1000: waited 0, took 0\n"
        "2000: before\nbatch 2000: waited 0, took 0\n");
    assert_string_equal(conf_get(fake.sim->local, "x"), "after");
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_order_of_pools),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_fifo_has_one_pool),
        cmocka_unit_test(test_jobs_share_cores),
        cmocka_unit_test(test_properties_of_outputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
