/* tests/unit/test_checkpoints.c -- data checkpoints of RDDs, written by a second job
 * (semantics 7.1). */
// SPDX-License-Identifier: MIT
#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/invariants.h"
#include "vm/store/checkpoint.h"
#include "vm/store/record.h"

/* Each partition has its number; noted is which RDD was computed. */
static void give_number(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    buffer_printf(&fake->told, "%s%d:%d ", work->shuffle != NULL ? "map " : "",
        work->rdd, spec->partition);
    if (work->shuffle == NULL)
        record_append_int(&result->data, spec->partition);
}

static void open_cores(Fake *fake, const char *master)
{
    Err err;
    fake_open(fake, master);
    assert_true(fake_make_sim(fake, &err));
    assert_true(sim_set_checkpoint_folder(fake->sim, "checkpoints", &err));
    fake->task = give_number;
}

static void open_sim(Fake *fake)
{
    open_cores(fake, "local[2]");
}

static Rdd *rdd_of(const Fake *fake, RddId id)
{
    return rdds_get(&fake->sim->rdds, id);
}

static void run(Fake *fake, RddId rdd, int partitions, const char *computed)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, 0, partitions, &failure));
    assert_string_equal(fake_take_told(fake), computed);
}

static void check_file(const Fake *fake, RddId rdd, int partition)
{
    Buffer folder = {0};
    Buffer found = {0};
    buffer_printf(&folder, "%s/rdd-%d", fake->sim->checkpoint_folder, rdd);
    assert_true(checkpoint_read(buffer_text(&folder), partition, &found, NULL));
    assert_int_equal(record_int(found.data), partition);
    buffer_free(&folder);
    buffer_free(&found);
}

static void test_a_marked_rdd_is_written_by_a_second_job(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId source = fake_collection(&fake, 2);
    RddId mapped = make_map(&fake.sim->rdds, source, 1);
    rdd_of(&fake, mapped)->checkpoint_wanted = true;
    /* The first job asked for one partition, the second computes all. */
    run(&fake, mapped, 1, "1:0 1:0 1:1 ");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"job-started\""), 2);
    assert_int_equal(fake_count_lines(&fake,
                         "\"kind\":\"checkpoint\",\"rdd\":1,\"stream\":-1,\"batch\":-1,"
                         "\"partitions\":2,\"bytes\":18}"),
        1);
    check_file(&fake, mapped, 0);
    check_file(&fake, mapped, 1);

    /* Its lineage ends at the files, and it is not written again. */
    const Rdd *rdd = rdd_of(&fake, mapped);
    assert_true(rdd->checkpointed);
    assert_false(rdd->checkpoint_wanted);
    assert_int_equal(rdd->n_deps, 1);
    assert_int_equal(rdd_of(&fake, parent_of(rdd, 0))->kind, RDD_CHECKPOINT);
    run(&fake, mapped, 2, "1:0 1:1 ");
    fake_close(&fake);
}

static void test_a_job_above_it_writes_it_too(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId marked = make_map(&fake.sim->rdds, fake_collection(&fake, 2), 1);
    RddId above = make_map(&fake.sim->rdds, marked, 2);
    rdd_of(&fake, marked)->checkpoint_wanted = true;
    run(&fake, above, 2, "2:0 2:1 1:0 1:1 ");
    assert_true(rdd_of(&fake, marked)->checkpointed);
    assert_false(rdd_of(&fake, above)->checkpointed);
    fake_close(&fake);
}

static void test_marked_ancestors_come_first(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId first = make_map(&fake.sim->rdds, fake_collection(&fake, 1), 1);
    RddId second = make_map(&fake.sim->rdds, first, 2);
    rdd_of(&fake, first)->checkpoint_wanted = true;
    rdd_of(&fake, second)->checkpoint_wanted = true;
    run(&fake, second, 1, "2:0 1:0 2:0 ");
    assert_true(rdd_of(&fake, first)->checkpointed);
    assert_true(rdd_of(&fake, second)->checkpointed);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"job-started\""), 3);
    fake_close(&fake);
}

/* Spark looks once (doCheckpointCalled): what is marked later than the first job on it
 * is never written. */
static void test_a_mark_after_the_first_job_is_too_late(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId mapped = make_map(&fake.sim->rdds, fake_collection(&fake, 1), 1);
    run(&fake, mapped, 1, "1:0 ");
    rdd_of(&fake, mapped)->checkpoint_wanted = true;
    run(&fake, mapped, 1, "1:0 ");
    assert_false(rdd_of(&fake, mapped)->checkpointed);
    fake_close(&fake);
}

/* The shuffle behind it is over: its output is dropped, and the map stage is no part of
 * further jobs. */
static void test_the_shuffle_behind_it_is_dropped(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId reduced = make_reduced(&fake.sim->rdds, fake_collection(&fake, 3), 1, 2);
    rdd_of(&fake, reduced)->checkpoint_wanted = true;
    run(&fake, reduced, 2, "map 0:0 map 0:1 map 0:2 1:0 1:1 1:0 1:1 ");
    assert_int_equal(blocks_count(fake.sim->blocks), 0);
    assert_int_equal(keys_in(rdd_of(&fake, reduced)), 2);
    buffer_clear(&fake.lines);
    run(&fake, reduced, 2, "1:0 1:1 ");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\""), 1);
    assert_int_equal(fake_count_lines(&fake, "\"skipped\":true"), 0);
    fake_close(&fake);
}

static void test_an_rdd_without_partitions_is_checkpointed_too(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    RddId empty = make_map(&fake.sim->rdds, fake_collection(&fake, 0), 1);
    rdd_of(&fake, empty)->checkpoint_wanted = true;
    run(&fake, empty, 0, "");
    assert_true(rdd_of(&fake, empty)->checkpointed);
    fake_close(&fake);
}

static void fail_second_job(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)spec;
    if (work->stage == 0)
        return;
    buffer_append_string(&fake->told, "failed ");
    failure_set(&result->failure, ERR_RUNTIME, "no");
}

static void test_a_second_job_that_fails_fails_the_action(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    fake.task = fail_second_job;
    RddId mapped = make_map(&fake.sim->rdds, fake_collection(&fake, 1), 1);
    rdd_of(&fake, mapped)->checkpoint_wanted = true;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(&fake, mapped, 0, 1, &failure));
    assert_string_equal(failure.class_name, "org.apache.spark.SparkException");
    failure_free(&failure);
    assert_false(rdd_of(&fake, mapped)->checkpointed);
    assert_int_equal(rdd_of(&fake, parent_of(rdd_of(&fake, mapped), 0))->kind,
        RDD_COLLECTION);
    fake_close(&fake);
}

static void test_files_that_cannot_be_written_fail_the_action(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake);
    folder_remove("checkpoints");
    folder_write_text("checkpoints", "in the way");
    RddId mapped = make_map(&fake.sim->rdds, fake_collection(&fake, 1), 1);
    rdd_of(&fake, mapped)->checkpoint_wanted = true;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(&fake, mapped, 0, 1, &failure));
    assert_string_equal(failure.class_name, "java.io.IOException");
    assert_non_null(strstr(failure.message, "checkpoints"));
    failure_free(&failure);
    assert_false(rdd_of(&fake, mapped)->checkpointed);
    fake_close(&fake);
}

/* The name of the folder comes from the seed, so a run is the same every time. */
static void test_the_folder_is_named_by_the_seed(void **state)
{
    (void)state;
    static const char *const seeds[] = {"1", "1", "2"};
    char *folders[3];
    for (int i = 0; i < 3; i++) {
        Fake fake;
        fake_open(&fake, "local[2]");
        conf_set(&fake.conf, "sluice.seed", seeds[i]);
        assert_true(fake_make_sim(&fake, NULL));
        assert_true(sim_set_checkpoint_folder(fake.sim, "checkpoints", NULL));
        folders[i] = mem_copy_string(fake.sim->checkpoint_folder);
        fake_close(&fake);
    }
    assert_string_equal(folders[0], folders[1]);
    assert_string_not_equal(folders[0], folders[2]);
    assert_int_equal(strlen(folders[0]), strlen("checkpoints/") + 36);
    for (int i = 0; i < 3; i++)
        mem_free(folders[i]);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

/* Map tasks of the second job take 1 s, all others 100 ms. */
static void slow_second_job(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    result->read = work->shuffle != NULL && work->stage > 1 ? 1000 : 100;
    result->written = spec->partition;
}

static ActionRun *begin(Fake *fake, RddId rdd, TaskResult *results)
{
    static const int both[] = {0, 1};
    JobSpec spec = {.rdd = rdd,
        .partitions = both,
        .n_partitions = 2,
        .name = "collect",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    return action_start(fake->sim, &spec, results, NULL);
}

static void end(ActionRun *run, TaskResult *results)
{
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    assert_true(action_end(run, &failure, &ended));
    assert_int_equal(results[1].written, 1);
    task_result_free(&results[0]);
    task_result_free(&results[1]);
}

/* The first of two jobs over one RDD has written its checkpoint while the second still
 * makes the output that the RDD was read from. */
static void test_a_checkpoint_does_not_disturb_a_job_that_runs(void **state)
{
    (void)state;
    Fake fake;
    open_cores(&fake, "local[3]");
    fake.task = slow_second_job;
    RddSet *rdds = &fake.sim->rdds;
    RddId counts = make_reduced(rdds, fake_collection(&fake, 2), 1, 2);
    rdd_of(&fake, counts)->checkpoint_wanted = true;
    TaskResult results[2][2] = {0};
    ActionRun *first = begin(&fake, counts, results[0]);
    ActionRun *second = begin(&fake, counts, results[1]);
    while (!action_is_done(first) && sim_step(fake.sim))
        invariants_check_sim(fake.sim);
    assert_true(rdd_of(&fake, counts)->checkpointed);
    assert_false(action_is_done(second));
    end(first, results[0]);
    while (!action_is_done(second) && sim_step(fake.sim))
        invariants_check_sim(fake.sim);
    end(second, results[1]);
    invariants_check_sim(fake.sim);
    assert_int_equal(blocks_count(fake.sim->blocks), 0);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_a_marked_rdd_is_written_by_a_second_job),
        IN_FOLDER(test_a_job_above_it_writes_it_too),
        IN_FOLDER(test_marked_ancestors_come_first),
        IN_FOLDER(test_a_mark_after_the_first_job_is_too_late),
        IN_FOLDER(test_the_shuffle_behind_it_is_dropped),
        IN_FOLDER(test_an_rdd_without_partitions_is_checkpointed_too),
        IN_FOLDER(test_a_second_job_that_fails_fails_the_action),
        IN_FOLDER(test_files_that_cannot_be_written_fail_the_action),
        IN_FOLDER(test_a_checkpoint_does_not_disturb_a_job_that_runs),
        IN_FOLDER(test_the_folder_is_named_by_the_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
