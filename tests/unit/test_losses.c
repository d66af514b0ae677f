/* tests/unit/test_losses.c -- executors that are lost, and what is done again;
 * semantics 7.7. Texts are those of Spark 3.5.6, asked with local-cluster. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"

typedef struct Loss {
    Fake *fake;
    int executor;
} Loss;

static void open_sim(Fake *fake, const char *master)
{
    fake_open(fake, master);
    Err err;
    assert_true(fake_make_sim(fake, &err));
    fake->task_ms = 100;
}

static bool try_job(Fake *fake, RddId rdd, int to, Failure *failure)
{
    *failure = (Failure){.rdd = RDD_NONE};
    return fake_job(fake, rdd, 0, to, failure);
}

static void run_job(Fake *fake, RddId rdd, int to)
{
    Failure failure;
    assert_true(try_job(fake, rdd, to, &failure));
}

static void lose(void *subject, int64_t executor)
{
    sim_lose_executor(((Fake *)subject)->sim, (int)executor,
        "Command exited with code 137");
}

static void lose_node(void *subject, int64_t node)
{
    sim_lose_node(((Fake *)subject)->sim, (int)node, "worker lost");
}

static void add(void *subject, int64_t argument)
{
    (void)argument;
    sim_add_executor(((Fake *)subject)->sim);
}

static void at(Fake *fake, int64_t ms, EventFn *fn, int argument)
{
    queue_push(fake->queue, TIME_MS(ms), RANK_ARRIVAL, fn, fake, argument);
}

static void test_what_ran_there_runs_elsewhere(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,2,1024]");
    at(&fake, 50, lose, 1);
    run_job(&fake, fake_collection(&fake, 4), 4);
    /* Tasks 0 and 2 end at 100 ms, then 1 and 3 begin again. */
    assert_int_equal(sim_now(fake.sim), TIME_MS(200));
    assert_int_equal(fake_count_lines(&fake,
                         "\"failed\":\"ExecutorLostFailure (executor 1 exited caused "
                         "by one of the running tasks) Reason: Command exited with "
                         "code 137\""),
        2);
    assert_int_equal(fake_count_lines(&fake, "\"attempt\":1,\"executor\":0"), 2);
    assert_int_equal(fake.sim->cluster.n_free, 2);
    fake_close(&fake);
}

static void test_a_lost_executor_counts_as_a_failure(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    for (int i = 0; i < 4; i++) {
        at(&fake, 50 + 100 * i, lose, i);
        at(&fake, 60 + 100 * i, add, 0);
    }
    fake.task_ms = 10000;
    Failure failure;
    assert_false(try_job(&fake, fake_collection(&fake, 1), 1, &failure));
    assert_string_equal(failure.message,
        "Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most "
        "recent failure: Lost task 0.3 in stage 0.0 (TID 3) (node-3 executor 3): "
        "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) "
        "Reason: Command exited with code 137");
    failure_free(&failure);
    fake_close(&fake);
}

static void test_a_lost_node_counts_for_no_task(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    for (int i = 0; i < 6; i++) {
        at(&fake, 50 + 100 * i, lose_node, i);
        at(&fake, 60 + 100 * i, add, 0);
    }
    fake.task_ms = 550;
    run_job(&fake, fake_collection(&fake, 1), 1);
    assert_int_equal(fake_count_lines(&fake, "unrelated to the running tasks"), 6);
    fake_close(&fake);
}

/* Both executors of a node go with it. */
static void test_a_node_has_several_executors(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local-cluster[4,1,1024]");
    conf_set(&fake.conf, "sluice.cluster.nodes", "2");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task_ms = 100;
    at(&fake, 50, lose_node, 1);
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_int_equal(fake.sim->cluster.n_alive, 2);
    assert_int_equal(fake_count_lines(&fake, "\"executor\":1,\"host\":\"node-1\""), 1);
    assert_int_equal(fake_count_lines(&fake,
                         "\"host\":\"node-1\",\"cores\":1,"
                         "\"state\":\"lost\""),
        2);
    assert_int_equal(sim_now(fake.sim), TIME_MS(200));
    fake_close(&fake);
}

/* Shuffles. */

static void test_map_output_is_made_again_while_the_stage_runs(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 4), 1, 1);
    /* Tasks 0 and 1 end at 100 ms; 2 and 3 run when executor 1 takes 1 and 3 along. */
    at(&fake, 150, lose, 1);
    run_job(&fake, counts, 1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\""), 2);
    assert_int_equal(fake_count_lines(&fake, "\"index\":1,\"partition\":1"), 2);
    assert_int_equal(fake_count_lines(&fake, "\"index\":0,\"partition\":0"), 2);
    assert_int_equal(sim_now(fake.sim), TIME_MS(500));
    fake_close(&fake);
}

/* Executor 1 is lost after the map stage: the reduce task that starts later cannot
 * fetch; 200 ms after it says so, the map stage runs again, for two of four. */
static void test_a_failed_fetch_runs_the_map_stage_again(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 4), 1, 3);
    at(&fake, 250, lose, 1);
    run_job(&fake, counts, 3);
    static const struct {
        const char *text;
        int64_t ms;
    } steps[] = {
        {"\"stage\":0,\"job\":0,\"name\":\"parallelize\",\"rdd\":0,\"tasks\":4,"
         "\"attempt\":0",
            0},
        {"\"stage\":1,\"job\":0,\"name\":\"print\",\"rdd\":1,\"tasks\":3,\"attempt\":0",
            200},
        {"\"stage\":0,\"job\":0,\"name\":\"parallelize\",\"rdd\":0,\"tasks\":2,"
         "\"attempt\":1",
            600},
        /* One reduce task had begun before, and has its result. */
        {"\"stage\":1,\"job\":0,\"name\":\"print\",\"rdd\":1,\"tasks\":2,\"attempt\":1",
            800},
    };
    for (int i = 0; i < 4; i++) {
        const char *line = fake_line(&fake, "\"kind\":\"stage-started\"", i);
        assert_non_null(strstr(line, steps[i].text));
        assert_int_equal(strtol(line + strlen("{\"at\":"), NULL, 10),
            TIME_MS(steps[i].ms));
    }
    assert_int_equal(fake_count_lines(&fake,
                         "\"kind\":\"stage-completed\",\"stage\":1,\"failed\":true,"
                         "\"attempt\":0"),
        1);
    assert_int_equal(sim_now(fake.sim), TIME_MS(1000));
    assert_int_equal(fake.sim->cluster.n_free, 1);
    fake_close(&fake);
}

/* A stage that was skipped runs after all. */
static void test_a_skipped_stage_runs_if_its_output_is_lost(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 2), 1, 2);
    run_job(&fake, counts, 2);
    buffer_clear(&fake.lines);
    /* In the second job the map stage is skipped; its output is lost before the first
     * reduce tasks can be tried again. */
    at(&fake, 250, lose, 1);
    run_job(&fake, counts, 2);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\",\"stage\":2"),
        1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\",\"stage\":3"),
        2);
    fake_close(&fake);
}

/* Whatever the executor: the output is gone whenever a reduce task starts. */
static void lose_output(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)spec;
    if (work->shuffle == NULL && !result->lost_shuffle)
        fake_fail_fetch(result);
}

static void test_a_stage_that_never_can_fetch_ends_its_job(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    fake.task = lose_output;
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 2), 1, 2);
    Failure failure;
    assert_false(try_job(&fake, counts, 2, &failure));
    assert_string_equal(failure.message,
        "Job aborted due to stage failure: ResultStage 1 (print) has failed the maximum "
        "allowable number of times: 4. Most recent failure reason:\n"
        "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output "
        "location");
    failure_free(&failure);
    assert_int_equal(fake_count_lines(&fake, "\"failed\":true,\"attempt\":3"), 1);
    fake_close(&fake);
}

/* Waiting. */

static void test_work_waits_for_an_executor(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[1,1,1024]");
    at(&fake, 50, lose, 0);
    at(&fake, 5000, add, 0);
    run_job(&fake, fake_collection(&fake, 2), 2);
    assert_int_equal(sim_now(fake.sim), TIME_MS(5200));
    fake_close(&fake);
}

static void test_a_job_that_can_never_go_on_is_no_failure(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[1,1,1024]");
    at(&fake, 50, lose, 0);
    Failure failure;
    assert_false(try_job(&fake, fake_collection(&fake, 2), 2, &failure));
    assert_false(failure_is_set(&failure));
    assert_string_equal(fake_take_told(&fake), "tasks wait, and no executor is left\n");
    fake_close(&fake);
}

/* Values. */

static void print_blocks(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    const Rdd *rdd = rdds_get(work->rdds, work->rdd);
    bool there = blocks_find(work->blocks, rdd->blocks[spec->partition]) != NULL;
    buffer_printf(&result->printed, "%d %s\n", spec->partition,
        there ? "there" : "gone");
}

/* A task is computed again at its start if something was lost since the set was made.
 */
static void test_values_are_those_of_the_start(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    BlockId ids[4];
    for (int i = 0; i < 4; i++) {
        ids[i] = (BlockId){BLOCK_INPUT, 0, i};
        Block block = {.id = ids[i], .executor = i / 2, .level = LEVEL_MEMORY_ONLY};
        blocks_put(fake.sim->blocks, &block);
    }
    fake.task = print_blocks;
    at(&fake, 50, lose, 1);
    run_job(&fake, make_blocks(&fake.sim->rdds, ids, 4), 4);
    assert_string_equal(fake_take_told(&fake), "0 there\n1 there\n2 gone\n3 gone\n");
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_ran_there_runs_elsewhere),
        cmocka_unit_test(test_a_lost_executor_counts_as_a_failure),
        cmocka_unit_test(test_a_lost_node_counts_for_no_task),
        cmocka_unit_test(test_a_node_has_several_executors),
        cmocka_unit_test(test_map_output_is_made_again_while_the_stage_runs),
        cmocka_unit_test(test_a_failed_fetch_runs_the_map_stage_again),
        cmocka_unit_test(test_a_skipped_stage_runs_if_its_output_is_lost),
        cmocka_unit_test(test_a_stage_that_never_can_fetch_ends_its_job),
        cmocka_unit_test(test_work_waits_for_an_executor),
        cmocka_unit_test(test_a_job_that_can_never_go_on_is_no_failure),
        cmocka_unit_test(test_values_are_those_of_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
