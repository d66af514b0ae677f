/* tests/unit/test_speculation.c -- a second copy of tasks that take long. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"

static void open_sim(Fake *fake, const char *master)
{
    fake_open(fake, master);
    conf_set(&fake->conf, "spark.speculation", "true");
    conf_set(&fake->conf, "sluice.cluster.speeds", "1,1,0.1,1");
    Err err;
    assert_true(fake_make_sim(fake, &err));
    fake->task_ms = 1000;
}

static void run_job(Fake *fake, RddId rdd, int to)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, 0, to, &failure));
}

/* Spark 3.5.6: after 75 % of the tasks, slow is 1.5 times the median; it looks every
 * 100 ms. Three of four end at 1 s, so at 1.6 s the fourth has run for more than
 * 1.5 s, and its copy needs a second on the next executor. */
static void test_a_slow_task_has_a_copy(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[4,1,1024]");
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_int_equal(sim_now(fake.sim), TIME_MS(2600));
    assert_string_equal(fake_line(&fake, "\"speculative\":true", 0),
        "{\"at\":1600000,\"kind\":\"task-started\",\"task\":4,\"stage\":0,\"index\":2,"
        "\"partition\":2,\"attempt\":1,\"executor\":0,\"core\":0,\"locality\":\"ANY\","
        "\"speculative\":true}");
    /* The first copy is killed, and its core is free. */
    const char *line = fake_line(&fake, "TaskKilled (another attempt succeeded)", 0);
    assert_non_null(
        strstr(line, "{\"at\":2600000,\"kind\":\"task-ended\",\"task\":2,"));
    assert_int_equal(fake.sim->cluster.n_free, 4);
    fake_close(&fake);
}

static void test_the_first_copy_may_win(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[4,1,1024]");
    cluster_slow_node(&fake.sim->cluster, 2, 0.2); /* half as fast as others */
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_int_equal(sim_now(fake.sim), TIME_MS(2000));
    const char *line = fake_line(&fake, "TaskKilled (another attempt succeeded)", 0);
    assert_non_null(
        strstr(line, "{\"at\":2000000,\"kind\":\"task-ended\",\"task\":4,"));
    fake_close(&fake);
}

/* Local mode has no speculation, and neither has a stage of one task. */
static void test_not_everything_is_speculated(void **state)
{
    (void)state;
    static const struct {
        const char *master;
        int tasks;
    } cases[] = {{"local[4]", 4}, {"local-cluster[4,1,1024]", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        open_sim(&fake, cases[i].master);
        cluster_slow_node(&fake.sim->cluster, 0, 2);
        run_job(&fake, fake_collection(&fake, cases[i].tasks), cases[i].tasks);
        assert_int_equal(sim_now(fake.sim), TIME_MS(2000));
        assert_int_equal(fake_count_lines(&fake, "\"speculative\":true"), 0);
        fake_close(&fake);
    }
}

/* On the node of the slow task there is no use in a copy. */
static void test_a_copy_runs_on_another_node(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local-cluster[4,1,1024]");
    conf_set(&fake.conf, "spark.speculation", "true");
    conf_set(&fake.conf, "spark.speculation.quantile", "0.5");
    conf_set(&fake.conf, "sluice.cluster.nodes", "2");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task_ms = 1000;
    /* Executors 0 and 2 are on node 0. */
    cluster_slow_node(&fake.sim->cluster, 0, 4);
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_int_equal(fake_count_lines(&fake, "\"speculative\":true"), 2);
    assert_int_equal(fake_count_lines(&fake, "\"attempt\":1,\"executor\":1"), 1);
    assert_int_equal(fake_count_lines(&fake, "\"attempt\":1,\"executor\":3"), 1);
    assert_int_equal(sim_now(fake.sim), TIME_MS(2600));
    fake_close(&fake);
}

static void lose(void *subject, int64_t executor)
{
    sim_lose_executor(((Fake *)subject)->sim, (int)executor, "gone");
}

/* While its copy runs, a task that is lost is not tried a third time. */
static void test_a_copy_outlives_the_first(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[4,1,1024]");
    queue_push(fake.queue, TIME_MS(2000), RANK_ARRIVAL, lose, &fake, 2);
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_int_equal(sim_now(fake.sim), TIME_MS(2600));
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 5);
    fake_close(&fake);
}

static void test_settings_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *value;
    } cases[] = {{"spark.speculation", "perhaps"}, {"spark.speculation.interval", "0"},
        {"spark.speculation.quantile", "half"}, {"spark.speculation.multiplier", "0"},
        {"spark.stage.maxConsecutiveAttempts", "0"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        Err err;
        fake_open(&fake, "local-cluster[4,1,1024]");
        conf_set(&fake.conf, cases[i].key, cases[i].value);
        assert_false(fake_make_sim(&fake, &err));
        assert_int_equal(err.code, ERR_ARGUMENT);
        assert_non_null(strstr(err.message, cases[i].key));
        fake_close(&fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_slow_task_has_a_copy),
        cmocka_unit_test(test_the_first_copy_may_win),
        cmocka_unit_test(test_not_everything_is_speculated),
        cmocka_unit_test(test_a_copy_runs_on_another_node),
        cmocka_unit_test(test_a_copy_outlives_the_first),
        cmocka_unit_test(test_settings_that_cannot_be_used_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
