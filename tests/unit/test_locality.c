/* tests/unit/test_locality.c -- tasks run near what they read, and for how long they
 * wait for that; semantics 10.3. Levels are those of Spark 3.5.6, asked. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"

static void open_conf(Fake *fake, const char *master, const char *key,
    const char *value)
{
    fake_open(fake, master);
    if (key != NULL)
        conf_set(&fake->conf, key, value);
    Err err;
    assert_true(fake_make_sim(fake, &err));
    fake->task_ms = 1000;
}

static void run_job(Fake *fake, RddId rdd, int to)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, 0, to, &failure));
}

/* An RDD over n blocks that lie on the executors given. */
static RddId blocks_on(Fake *fake, const int *executors, int n)
{
    BlockId ids[16];
    for (int i = 0; i < n; i++) {
        ids[i] = (BlockId){BLOCK_INPUT, 0, i};
        Block block = {.id = ids[i],
            .executor = executors[i],
            .level = LEVEL_MEMORY_ONLY};
        blocks_put(fake->sim->blocks, &block);
    }
    return make_blocks(&fake->sim->rdds, ids, n);
}

typedef struct Start {
    int64_t ms;
    int index;
    int executor;
    const char *level;
} Start;

static void check_starts(Fake *fake, const Start *starts, int n)
{
    assert_int_equal(fake_count_lines(fake, "\"kind\":\"task-started\""), n);
    for (int i = 0; i < n; i++) {
        Buffer wanted = {0};
        buffer_printf(&wanted, "{\"at\":%d,", (int)(starts[i].ms * 1000));
        const char *line = fake_line(fake, "\"kind\":\"task-started\"", i);
        assert_memory_equal(line, buffer_text(&wanted), wanted.size);
        buffer_clear(&wanted);
        buffer_printf(&wanted, "\"index\":%d,", starts[i].index);
        assert_non_null(strstr(line, buffer_text(&wanted)));
        buffer_clear(&wanted);
        buffer_printf(&wanted, "\"executor\":%d,", starts[i].executor);
        assert_non_null(strstr(line, buffer_text(&wanted)));
        buffer_clear(&wanted);
        buffer_printf(&wanted, "\"locality\":\"%s\"", starts[i].level);
        assert_non_null(strstr(line, buffer_text(&wanted)));
        buffer_free(&wanted);
    }
}

static void test_tasks_without_a_wish_spread(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[3,2,1024]", NULL, NULL);
    run_job(&fake, fake_collection(&fake, 4), 4);
    check_starts(&fake,
        (const Start[]){{0, 0, 0, "PROCESS_LOCAL"}, {0, 1, 1, "PROCESS_LOCAL"},
            {0, 2, 2, "PROCESS_LOCAL"}, {0, 3, 0, "PROCESS_LOCAL"}},
        4);
    /* The next job goes on where that one stopped. */
    buffer_clear(&fake.lines);
    run_job(&fake, fake_collection(&fake, 2), 2);
    check_starts(&fake,
        (const Start[]){{1000, 0, 1, "PROCESS_LOCAL"}, {1000, 1, 2, "PROCESS_LOCAL"}},
        2);
    fake_close(&fake);
}

static void test_tasks_go_where_their_blocks_are(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[3,2,1024]", NULL, NULL);
    run_job(&fake, blocks_on(&fake, (const int[]){2, 2, 1}, 3), 3);
    check_starts(&fake,
        (const Start[]){{0, 2, 1, "PROCESS_LOCAL"}, {0, 0, 2, "PROCESS_LOCAL"},
            {0, 1, 2, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);
}

/* The block is found through narrow dependencies, unions and coalesced partitions. */
static void test_wishes_go_through_narrow_dependencies(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[3,2,1024]", NULL, NULL);
    RddSet *rdds = &fake.sim->rdds;
    RddId blocks = blocks_on(&fake, (const int[]){2, 1}, 2);
    RddId both =
        make_union(rdds, (const RddId[]){fake_collection(&fake, 1), blocks}, 2);
    run_job(&fake, make_map(rdds, both, 1), 3);
    check_starts(&fake,
        (const Start[]){{0, 2, 1, "PROCESS_LOCAL"}, {0, 1, 2, "PROCESS_LOCAL"},
            {0, 0, 0, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);
}

/* Three blocks on one executor of one core: the third would wait for 2 s there, and
 * locality.wait allows it elsewhere after 1.5 s. Until then cores stay free. */
static void test_a_far_core_is_refused_for_a_while(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[2,1,1024]", "spark.locality.wait", "1500ms");
    run_job(&fake, blocks_on(&fake, (const int[]){1, 1, 1}, 3), 3);
    check_starts(&fake,
        (const Start[]){{0, 0, 1, "PROCESS_LOCAL"}, {1000, 1, 1, "PROCESS_LOCAL"},
            {2000, 2, 1, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);

    /* The levels are waited for one after the other: process, then node. */
    open_conf(&fake, "local-cluster[2,1,1024]", "spark.locality.wait", "400ms");
    run_job(&fake, blocks_on(&fake, (const int[]){1, 1, 1}, 3), 3);
    check_starts(&fake,
        (const Start[]){{0, 0, 1, "PROCESS_LOCAL"}, {800, 1, 0, "ANY"},
            {1000, 2, 1, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);

    open_conf(&fake, "local-cluster[2,1,1024]", "spark.locality.wait", "0");
    run_job(&fake, blocks_on(&fake, (const int[]){1, 1, 1}, 3), 3);
    check_starts(&fake,
        (const Start[]){{0, 0, 1, "PROCESS_LOCAL"}, {0, 1, 0, "ANY"},
            {1000, 2, 1, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);
}

static void test_beside_the_block_is_nearer_than_elsewhere(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local-cluster[4,1,1024]");
    conf_set(&fake.conf, "sluice.cluster.nodes", "2");
    conf_set(&fake.conf, "spark.locality.wait.process", "300ms");
    conf_set(&fake.conf, "spark.locality.wait.node", "500ms");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task_ms = 5000;
    run_job(&fake, blocks_on(&fake, (const int[]){1, 1, 1}, 3), 3);
    check_starts(&fake,
        (const Start[]){{0, 0, 1, "PROCESS_LOCAL"}, {300, 1, 3, "NODE_LOCAL"},
            {800, 2, 0, "ANY"}},
        3);
    fake_close(&fake);
}

/* Map tasks write ten bytes for each reduce task, the one on executor 1 a hundred. */
static void write_bytes(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    for (int i = 1; work->shuffle != NULL && i < result->n_offsets; i++)
        result->offsets[i] = result->offsets[i - 1] + (spec->partition == 1 ? 100 : 10);
    for (int i = 0; work->shuffle != NULL && i < 200; i++)
        buffer_append_byte(&result->data, 'x');
}

/* Asked: reduce tasks are NODE_LOCAL where a fifth of their input is. */
static void test_reduce_tasks_go_where_most_of_their_input_is(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[3,2,1024]", NULL, NULL);
    fake.task = write_bytes;
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 3), 1, 2);
    run_job(&fake, counts, 2);
    check_starts(&fake,
        (const Start[]){{0, 0, 0, "PROCESS_LOCAL"}, {0, 1, 1, "PROCESS_LOCAL"},
            {0, 2, 2, "PROCESS_LOCAL"}, {1000, 0, 1, "NODE_LOCAL"},
            {1000, 1, 1, "NODE_LOCAL"}},
        5);
    fake_close(&fake);
}

static void test_local_mode_tells_the_level_too(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local[2]", NULL, NULL);
    fake.task = write_bytes;
    RddId counts = make_reduced(&fake.sim->rdds, fake_collection(&fake, 2), 1, 1);
    run_job(&fake, counts, 1);
    check_starts(&fake,
        (const Start[]){{0, 0, 0, "PROCESS_LOCAL"}, {0, 1, 0, "PROCESS_LOCAL"},
            {1000, 0, 0, "NODE_LOCAL"}},
        3);
    fake_close(&fake);
}

/* "cost_network" of the n-th task that ended. */
static int network_of(Fake *fake, int n)
{
    const char *at =
        strstr(fake_line(fake, "\"kind\":\"task-ended\"", n), "\"cost_network\":");
    assert_non_null(at);
    return (int)strtol(at + strlen("\"cost_network\":"), NULL, 10);
}

/* Three map tasks on executors 0 to 2 write 10, 100 and 10 bytes for each of two reduce
 * tasks, which run on executor 1: 20 bytes come from elsewhere. */
static void test_bytes_from_elsewhere_take_time(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[3,2,1024]", "sluice.cluster.bandwidth", "20000");
    fake.task = write_bytes;
    run_job(&fake, make_reduced(&fake.sim->rdds, fake_collection(&fake, 3), 1, 2), 2);
    for (int i = 0; i < 5; i++)
        assert_int_equal(network_of(&fake, i), i < 3 ? 0 : 1000);
    fake_close(&fake);

    open_conf(&fake, "local-cluster[3,2,1024]", NULL, NULL);
    fake.task = write_bytes;
    run_job(&fake, make_reduced(&fake.sim->rdds, fake_collection(&fake, 3), 1, 2), 2);
    assert_int_equal(network_of(&fake, 4), 0);
    fake_close(&fake);
}

static void lose(void *subject, int64_t executor)
{
    sim_lose_executor(((Fake *)subject)->sim, (int)executor, "gone");
}

/* Where the block was nobody is any more, so there is nothing to wait for. */
static void test_a_loss_ends_the_wait(void **state)
{
    (void)state;
    Fake fake;
    open_conf(&fake, "local-cluster[2,1,1024]", NULL, NULL);
    RddId rdd = blocks_on(&fake, (const int[]){1, 1}, 2);
    queue_push(fake.queue, TIME_MS(500), RANK_ARRIVAL, lose, &fake, 1);
    run_job(&fake, rdd, 2);
    check_starts(&fake,
        (const Start[]){{0, 0, 1, "PROCESS_LOCAL"}, {500, 0, 0, "PROCESS_LOCAL"},
            {1500, 1, 0, "PROCESS_LOCAL"}},
        3);
    fake_close(&fake);
}

static void test_waits_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const char *const keys[] = {"spark.locality.wait",
        "spark.locality.wait.node", "spark.locality.wait.process"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        Fake fake;
        Err err;
        fake_open(&fake, "local-cluster[2,1,1024]");
        conf_set(&fake.conf, keys[i], "-1s");
        assert_false(fake_make_sim(&fake, &err));
        assert_int_equal(err.code, ERR_ARGUMENT);
        assert_non_null(strstr(err.message, keys[i]));
        fake_close(&fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tasks_without_a_wish_spread),
        cmocka_unit_test(test_tasks_go_where_their_blocks_are),
        cmocka_unit_test(test_wishes_go_through_narrow_dependencies),
        cmocka_unit_test(test_a_far_core_is_refused_for_a_while),
        cmocka_unit_test(test_beside_the_block_is_nearer_than_elsewhere),
        cmocka_unit_test(test_reduce_tasks_go_where_most_of_their_input_is),
        cmocka_unit_test(test_bytes_from_elsewhere_take_time),
        cmocka_unit_test(test_local_mode_tells_the_level_too),
        cmocka_unit_test(test_a_loss_ends_the_wait),
        cmocka_unit_test(test_waits_that_cannot_be_used_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
