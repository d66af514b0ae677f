/* tests/unit/test_links.c -- links that are cut: what does not arrive, and what cannot
 * be read. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"
#include "vm/sched/links.h"

static void open_sim(Fake *fake, const char *master)
{
    fake_open(fake, master);
    conf_set(&fake->conf, "spark.network.timeout", "11s");
    conf_set(&fake->conf, "spark.locality.wait", "0");
    assert_true(fake_make_sim(fake, NULL));
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

static void cut_driver(void *subject, int64_t executor)
{
    assert_true(links_cut(((Fake *)subject)->sim, LINK_DRIVER, executor, NULL));
}

static void heal_driver(void *subject, int64_t executor)
{
    assert_true(links_heal(((Fake *)subject)->sim, executor, LINK_DRIVER, NULL));
}

/* The link of executors 0 and 1. */
static void cut_pair(void *subject, int64_t argument)
{
    (void)argument;
    assert_true(links_cut(((Fake *)subject)->sim, 1, 0, NULL));
}

static void heal_pair(void *subject, int64_t argument)
{
    (void)argument;
    assert_true(links_heal(((Fake *)subject)->sim, 0, 1, NULL));
}

static void lose(void *subject, int64_t executor)
{
    sim_lose_executor(((Fake *)subject)->sim, (int)executor, "killed");
}

static void at(Fake *fake, int64_t ms, EventFn *fn, int argument)
{
    queue_push(fake->queue, TIME_MS(ms), RANK_ARRIVAL, fn, fake, argument);
}

static void assert_at(const char *line, int64_t ms)
{
    assert_int_equal(strtol(line + strlen("{\"at\":"), NULL, 10), TIME_MS(ms));
}

/* With the driver. */

static void test_a_result_arrives_when_the_link_is_healed(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    at(&fake, 50, cut_driver, 1);
    at(&fake, 500, heal_driver, 1);
    run_job(&fake, fake_collection(&fake, 4), 4);
    assert_at(fake_line(&fake, "\"kind\":\"task-ended\",\"task\":1,", 0), 500);
    assert_int_equal(sim_now(fake.sim), TIME_MS(500));
    /* No task was started on it meanwhile. */
    assert_int_equal(fake_count_lines(&fake, "\"executor\":1,\"core\":0"), 1);
    assert_at(fake_line(&fake, "\"kind\":\"task-started\",\"task\":3,", 0), 200);
    assert_int_equal(fake.sim->cluster.n_free, 2);
    assert_int_equal(fake_count_lines(&fake,
                         "\"kind\":\"link\",\"a\":-1,\"b\":1,\"state\":\"healed\""),
        1);
    fake_close(&fake);
}

static void tell_partition(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    result->read = 300 - 100 * spec->partition;
    buffer_printf(&result->updates, "%d ", spec->partition);
}

static void test_results_arrive_in_the_order_of_their_ends(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[1,3,1024]");
    fake.task = tell_partition;
    at(&fake, 50, cut_driver, 0);
    at(&fake, 250, heal_driver, 0);
    run_job(&fake, fake_collection(&fake, 3), 3);
    assert_string_equal(fake_take_told(&fake), "2 1 0 ");
    assert_int_equal(sim_now(fake.sim), TIME_MS(300));
    fake_close(&fake);
}

static void test_without_a_heartbeat_an_executor_is_lost(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    at(&fake, 50, cut_driver, 1);
    run_job(&fake, fake_collection(&fake, 2), 2);
    assert_at(fake_line(&fake,
                  "\"failed\":\"ExecutorLostFailure (executor 1 exited caused by one "
                  "of the running tasks) Reason: Executor heartbeat timed out after "
                  "11000 ms\"",
                  0),
        11050);
    assert_int_equal(sim_now(fake.sim), TIME_MS(11150));
    heal_driver(&fake, 1);
    assert_int_equal(fake.sim->cluster.n_alive, 1);
    run_job(&fake, fake_collection(&fake, 2), 2);
    assert_int_equal(sim_now(fake.sim), TIME_MS(11350));
    fake_close(&fake);
}

static void test_an_executor_that_is_lost_cannot_time_out(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    at(&fake, 50, cut_driver, 1);
    at(&fake, 150, lose, 1);
    fake.task_ms = 20000;
    run_job(&fake, fake_collection(&fake, 1), 1);
    assert_int_equal(fake_count_lines(&fake, "\"state\":\"lost\""), 1);
    fake_close(&fake);
}

static void test_blocks_are_registered_when_the_link_is_healed(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    BlockInfo block = {.id = {BLOCK_INPUT, 0, 1000}, .records = 3};
    assert_true(tracker_send(tracker, 1, &block));
    tracker_set_reached(tracker, 1, false);
    block.id.second = 1200;
    assert_true(tracker_send(tracker, 1, &block));
    block.id.second = 1400;
    assert_true(tracker_send(tracker, 0, &block));
    assert_int_equal(tracker_waiting_records(tracker), 6);
    assert_int_equal(tracker_under_way(tracker, NULL), 3);
    tracker_set_reached(tracker, 1, true);
    assert_int_equal(tracker_under_way(tracker, NULL), 0);
    const BlockInfo *waiting;
    assert_int_equal(tracker_waiting(tracker, &waiting), 3);
    assert_int_equal(waiting[1].id.second, 1400);
    assert_int_equal(waiting[2].id.second, 1200);
    tracker_delete(tracker);
}

static void test_blocks_under_way_are_lost_with_their_executor(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    BlockManager *blocks = blocks_new();
    BlockInfo info = {.id = {BLOCK_INPUT, 0, 1000}, .records = 3};
    Block block = {.id = info.id, .executor = 1, .level = LEVEL_MEMORY_ONLY};
    blocks_put(blocks, &block);
    tracker_set_reached(tracker, 1, false);
    assert_true(tracker_send(tracker, 1, &info));
    tracker_lose_executor(tracker, 1, blocks);
    assert_int_equal(blocks_count(blocks), 0);
    int64_t lost;
    assert_int_equal(tracker_under_way(tracker, &lost), 0);
    assert_int_equal(lost, 3);
    assert_int_equal(tracker_waiting_records(tracker), 0);
    tracker_set_reached(tracker, 1, true);
    assert_int_equal(tracker_waiting_records(tracker), 0);
    blocks_delete(blocks);
    tracker_delete(tracker);
}

/* Between executors. */

/* Both reduce tasks miss what the other executor made. All of it is made again; by then
 * the link is whole. */
static void test_a_fetch_fails_and_the_map_stage_runs_again(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 2), 1, 2);
    at(&fake, 50, cut_pair, 0);
    at(&fake, 10000, heal_pair, 0);
    run_job(&fake, counts, 2);
    const char *failed = "\"failed\":\"Failed to connect to node-1\"";
    assert_at(fake_line(&fake, failed, 0), 15200); /* three tries, 5 s apart */
    assert_int_equal(fake_count_lines(&fake, failed), 1);
    assert_int_equal(fake_count_lines(&fake, "Failed to connect to node-0"), 1);
    const char *again = fake_line(&fake, "\"kind\":\"stage-started\",\"stage\":0,", 1);
    assert_at(again, 15400);
    assert_non_null(strstr(again, "\"tasks\":2,\"attempt\":1"));
    assert_int_equal(sim_now(fake.sim), TIME_MS(15600));
    fake_close(&fake);
}

static void test_four_failed_fetches_end_the_job(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 4), 1, 2);
    cut_pair(&fake, 0);
    Failure failure;
    assert_false(try_job(&fake, counts, 2, &failure));
    assert_non_null(strstr(failure.message,
        "has failed the maximum allowable number of times: 4. Most recent failure "
        "reason:\norg.apache.spark.shuffle.FetchFailedException: Failed to connect to "
        "node-"));
    failure_free(&failure);
    fake_close(&fake);
}

static BlockId put_block(Fake *fake, int number, int executor, StorageLevel level)
{
    BlockId id = {BLOCK_INPUT, 0, number};
    Block block = {.id = id, .executor = executor, .level = level};
    blocks_put(fake->sim->blocks, &block);
    return id;
}

static void look_for_block(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    const Rdd *rdd = rdds_get(work->rdds, work->rdd);
    bool there = blocks_find(work->blocks, rdd->blocks[spec->partition]) != NULL;
    buffer_printf(&fake->told, "%s ", there ? "there" : "missed");
    if (!there)
        failure_set(&result->failure, ERR_RUNTIME, "not found");
}

/* Two blocks on one executor with one core: the second task runs on the other one,
 * misses its block after 15 s, and is tried again where the block is. */
static void test_a_block_is_read_where_it_is(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    fake.task = look_for_block;
    BlockId ids[2];
    for (int i = 0; i < 2; i++)
        ids[i] = put_block(&fake, i, 1, LEVEL_MEMORY_ONLY);
    cut_pair(&fake, 0);
    run_job(&fake, make_blocks(&fake.sim->rdds, ids, 2), 2);
    assert_non_null(strstr(buffer_text(&fake.told), "missed"));
    assert_int_equal(fake_count_lines(&fake, "\"failed\":\"not found\""), 1);
    assert_at(fake_line(&fake, "\"failed\":\"not found\"", 0), 15100);
    assert_int_equal(sim_now(fake.sim), TIME_MS(15200));
    fake_close(&fake);
}

static void test_another_copy_is_read(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[3,1,1024]");
    BlockId id = put_block(&fake, 0, 1, LEVEL_MEMORY_ONLY_2);
    cut_pair(&fake, 0);
    BlockView view = {.executor = 0};
    blocks_set_view(fake.sim->blocks, &view);
    assert_non_null(blocks_find(fake.sim->blocks, id));
    assert_null(view.missed);
    blocks_drop_copy(fake.sim->blocks, id, 2);
    assert_null(blocks_find(fake.sim->blocks, id));
    assert_true(block_id_is_same(view.missed->id, id));
    blocks_set_view(fake.sim->blocks, NULL);
    assert_non_null(blocks_find(fake.sim->blocks, id));
    fake_close(&fake);
}

static void test_no_copy_goes_over_a_cut_link(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[3,1,1024]");
    cut_pair(&fake, 0);
    BlockId two = put_block(&fake, 0, 0, LEVEL_MEMORY_ONLY_2);
    assert_false(blocks_is_at(fake.sim->blocks, two, 1));
    assert_true(blocks_is_at(fake.sim->blocks, two, 2));
    heal_pair(&fake, 0);
    two = put_block(&fake, 1, 0, LEVEL_MEMORY_ONLY_2);
    assert_true(blocks_is_at(fake.sim->blocks, two, 1));
    fake_close(&fake);
}

/* Ends. */

static void assert_refused(Fake *fake, int64_t a, int64_t b, const char *text)
{
    Err err;
    assert_false(links_cut(fake->sim, a, b, &err));
    assert_non_null(strstr(err.message, text));
    assert_false(links_heal(fake->sim, a, b, &err));
}

static void test_a_link_has_two_ends(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    assert_refused(&fake, 0, 2, "there is no executor 2");
    assert_refused(&fake, 3, LINK_DRIVER, "there is no executor 3");
    assert_refused(&fake, 1, 1, "two ends");
    cut_pair(&fake, 0);
    cut_pair(&fake, 0);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"link\""), 1);
    fake_close(&fake);
    open_sim(&fake, "local[2]");
    assert_refused(&fake, 0, LINK_DRIVER, "local-cluster[N,C,M]");
    fake_close(&fake);
}

static void test_a_heartbeat_comes_before_the_timeout(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local-cluster[2,1,1024]");
    conf_set(&fake.conf, "spark.network.timeout", "10s");
    assert_false(fake_make_sim(&fake, &err));
    assert_string_equal(err.message,
        "requirement failed: The value of spark.network.timeout=10000ms must be "
        "greater than the value of spark.executor.heartbeatInterval=10000ms.");
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_result_arrives_when_the_link_is_healed),
        cmocka_unit_test(test_results_arrive_in_the_order_of_their_ends),
        cmocka_unit_test(test_without_a_heartbeat_an_executor_is_lost),
        cmocka_unit_test(test_an_executor_that_is_lost_cannot_time_out),
        cmocka_unit_test(test_blocks_are_registered_when_the_link_is_healed),
        cmocka_unit_test(test_blocks_under_way_are_lost_with_their_executor),
        cmocka_unit_test(test_a_fetch_fails_and_the_map_stage_runs_again),
        cmocka_unit_test(test_four_failed_fetches_end_the_job),
        cmocka_unit_test(test_a_block_is_read_where_it_is),
        cmocka_unit_test(test_another_copy_is_read),
        cmocka_unit_test(test_no_copy_goes_over_a_cut_link),
        cmocka_unit_test(test_a_link_has_two_ends),
        cmocka_unit_test(test_a_heartbeat_comes_before_the_timeout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
