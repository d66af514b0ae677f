/* tests/unit/test_storage.c -- memory by settings, and what tasks do to blocks. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"

static void check_capacity(const char *master, const char *key, const char *value,
    int64_t bytes)
{
    Fake fake;
    fake_open(&fake, master);
    if (key != NULL)
        conf_set(&fake.conf, key, value);
    assert_true(fake_make_sim(&fake, NULL));
    assert_int_equal(blocks_capacity(fake.sim->blocks, 0), bytes);
    fake_close(&fake);
}

static void test_memory_is_that_of_spark(void **state)
{
    (void)state;
    static const char CLUSTER[] = "local-cluster[2,1,2048]";
    /* (1024 MB - 300 MB) * 0.6 */
    check_capacity("local[2]", NULL, NULL, 455501414);
    check_capacity("local[2]", "spark.driver.memory", "2g", 1099746508);
    check_capacity("local[2]", "spark.executor.memory", "2g", 455501414);
    check_capacity(CLUSTER, NULL, NULL, 455501414);
    check_capacity(CLUSTER, "spark.executor.memory", "2g", 1099746508);
}

static void check_refused(const char *master, const char *key, const char *value,
    const char *message)
{
    Fake fake;
    fake_open(&fake, master);
    conf_set(&fake.conf, key, value);
    Err err;
    assert_false(fake_make_sim(&fake, &err));
    assert_string_equal(err.message, message);
    fake_close(&fake);
}

/* Texts measured on Spark 3.5.6. */
static void test_memory_that_cannot_be(void **state)
{
    (void)state;
    check_refused("local[2]", "spark.executor.memory", "100m",
        "[INVALID_EXECUTOR_MEMORY] Executor memory 104857600 must be at least "
        "471859200. Please increase executor memory using the --executor-memory option "
        "or \"spark.executor.memory\" in Spark configuration.");
    check_refused("local[2]", "spark.driver.memory", "400000000b",
        "[INVALID_DRIVER_MEMORY] System memory 400000000 must be at least 471859200. "
        "Please increase heap size using the --driver-memory option or "
        "\"spark.driver.memory\" in Spark configuration.");
    check_refused("local-cluster[2,1,512]", "spark.app.name", "small",
        "Asked to launch cluster with 512 MiB/worker but requested 1024 MiB/executor");
    check_refused("local[2]", "spark.memory.fraction", "1.5",
        "spark.memory.fraction should be between 0 and 1 (was '1.5').");
    check_refused("local[2]", "spark.memory.fraction", "0",
        "requirement failed: onHeapExecutionMemory must be > 0");
    check_refused("local[2]", "spark.memory.offHeap.size", "-1",
        "'-1' in spark.memory.offHeap.size is invalid. The off-heap memory size must not "
        "be negative");
    check_refused("local[2]", "sluice.cluster.memory", "-1k",
        "sluice.cluster.memory must not be negative");
}

/* Keeps 40 bytes of each partition of RDDs that have a level. */
static void keep_forty(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    if (rdds_find(&fake->sim->rdds, work->rdd)->level == LEVEL_NONE)
        return;
    result->kept = mem_grow(NULL, &result->kept_capacity, 1, sizeof *result->kept);
    result->kept[0] = (Kept){.rdd = work->rdd, .partition = spec->partition};
    memset(buffer_reserve(&result->kept[0].data, 40), 'x', 40);
    result->kept[0].data.size = 40;
    result->n_kept = 1;
}

static void open_small(Fake *fake, const char *master, const char *folder)
{
    fake_open(fake, master);
    conf_set(&fake->conf, "sluice.cluster.memory", "100");
    conf_set(&fake->conf, "spark.local.dir", folder);
    assert_true(fake_make_sim(fake, NULL));
    fake->task_ms = 100;
    fake->task = keep_forty;
}

static RddId add_kept(Fake *fake, int partitions, StorageLevel level)
{
    Rdd *rdd = rdds_get(&fake->sim->rdds, fake_collection(fake, partitions));
    rdd->level = level;
    return rdd->id;
}

static bool is_kept(const Fake *fake, RddId rdd, int partition)
{
    return blocks_find(fake->sim->blocks, (BlockId){BLOCK_RDD, rdd, partition}) != NULL;
}

static void run_job(Fake *fake, RddId rdd, int to)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, 0, to, &failure));
    blocks_check(fake->sim->blocks);
}

static void test_tasks_touch_what_they_read(void **state)
{
    (void)state;
    Fake fake;
    open_small(&fake, "local[2]", "/tmp");
    RddId first = add_kept(&fake, 1, LEVEL_MEMORY_ONLY);
    RddId second = add_kept(&fake, 1, LEVEL_MEMORY_ONLY);
    RddId third = add_kept(&fake, 1, LEVEL_MEMORY_ONLY);
    RddId mapped = make_map(&fake.sim->rdds, first, 1);
    run_job(&fake, first, 1);
    run_job(&fake, second, 1);
    run_job(&fake, mapped, 1); /* reads the first */
    run_job(&fake, third, 1);
    assert_true(is_kept(&fake, first, 0));
    assert_false(is_kept(&fake, second, 0));
    assert_true(is_kept(&fake, third, 0));
    assert_int_equal(fake_count_lines(&fake, "\"why\":\"evicted\""), 1);
    fake_close(&fake);
}

static void test_what_does_not_fit_is_computed_again(void **state)
{
    (void)state;
    Fake fake;
    open_small(&fake, "local[2]", "/tmp");
    RddId rdd = add_kept(&fake, 3, LEVEL_MEMORY_ONLY);
    run_job(&fake, rdd, 3);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"cached\""), 2);
    assert_false(is_kept(&fake, rdd, 2));
    assert_int_equal(blocks_used(fake.sim->blocks, 0), 80);

    rdd_drop_kept(rdds_get(&fake.sim->rdds, rdd), fake.sim->blocks);
    assert_int_equal(blocks_used(fake.sim->blocks, 0), 0);
    assert_int_equal(fake_count_lines(&fake, "\"why\":\"cleaned\""), 2);
    fake_close(&fake);
}

static void test_a_file_that_cannot_be_written_fails_the_job(void **state)
{
    (void)state;
    Fake fake;
    open_small(&fake, "local[2]", "/dev/null/blocks,/tmp");
    Failure failure = {.rdd = RDD_NONE};
    RddId rdd = add_kept(&fake, 1, LEVEL_DISK_ONLY);
    assert_false(fake_job(&fake, rdd, 0, 1, &failure));
    assert_non_null(strstr(failure.message, "java.io.IOException: "));
    assert_non_null(strstr(failure.message, "/dev/null/blocks"));
    assert_int_equal(blocks_count(fake.sim->blocks), 0);
    failure_free(&failure);
    fake_close(&fake);
}

static void test_executors_come_and_go_with_their_memory(void **state)
{
    (void)state;
    Fake fake;
    open_small(&fake, "local-cluster[2,1,1024]", "/tmp");
    RddId rdd = add_kept(&fake, 1, LEVEL_MEMORY_ONLY_2);
    run_job(&fake, rdd, 1);
    assert_int_equal(blocks_used(fake.sim->blocks, 1), 40);
    assert_int_equal(sim_add_executor(fake.sim), 2);
    assert_int_equal(blocks_capacity(fake.sim->blocks, 2), 100);
    sim_lose_executor(fake.sim, 0, "killed");
    assert_true(is_kept(&fake, rdd, 0));
    assert_int_equal(blocks_used(fake.sim->blocks, 2), 40); /* made again */
    blocks_check(fake.sim->blocks);
    fake_close(&fake);
}

static void test_blocks_that_went_with_their_batch(void **state)
{
    (void)state;
    Fake fake;
    open_small(&fake, "local[2]", "/tmp");
    BlockId id = {BLOCK_INPUT, 0, 200};
    Rdd *rdd = rdds_get(&fake.sim->rdds, make_blocks(&fake.sim->rdds, &id, 1));
    RddId mapped = make_map(&fake.sim->rdds, rdd->id, 1);
    run_job(&fake, mapped, 1);
    rdd->blocks_removed = true;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(&fake, mapped, 0, 1, &failure));
    Buffer text = {0};
    rdd_append_text(&text, rdd);
    Buffer expected = {0};
    buffer_printf(&expected,
        "Job aborted due to stage failure: Task creation failed: "
        "org.apache.spark.SparkException: Attempted to use %s after its blocks have "
        "been removed!",
        buffer_text(&text));
    assert_string_equal(failure.message, buffer_text(&expected));
    assert_string_equal(failure.name, "block-lost");
    assert_int_equal(failure.rdd, rdd->id);
    buffer_free(&text);
    buffer_free(&expected);
    failure_free(&failure);

    /* What is kept of it can still be used. */
    rdds_get(&fake.sim->rdds, mapped)->level = LEVEL_MEMORY_ONLY;
    Block block = {.id = {BLOCK_RDD, mapped, 0}, .level = LEVEL_MEMORY_ONLY};
    blocks_put(fake.sim->blocks, &block);
    run_job(&fake, mapped, 1);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_that_of_spark),
        cmocka_unit_test(test_memory_that_cannot_be),
        cmocka_unit_test(test_tasks_touch_what_they_read),
        cmocka_unit_test(test_what_does_not_fit_is_computed_again),
        cmocka_unit_test(test_a_file_that_cannot_be_written_fails_the_job),
        cmocka_unit_test(test_executors_come_and_go_with_their_memory),
        cmocka_unit_test(test_blocks_that_went_with_their_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
