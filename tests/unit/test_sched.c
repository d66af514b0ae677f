/* tests/unit/test_sched.c -- jobs, stages and tasks on the cores of a cluster. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"

static void open_sim(Fake *fake, const char *master)
{
    fake_open(fake, master);
    Err err;
    assert_true(fake_make_sim(fake, &err));
    fake->task_ms = 100;
}

static void run_job(Fake *fake, RddId rdd, int from, int to)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, from, to, &failure));
    assert_false(failure_is_set(&failure));
}

/* Runs a job that fails, and compares its text. */
static void check_fails(Fake *fake, RddId rdd, int from, int to, const char *message)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(fake, rdd, from, to, &failure));
    assert_string_equal(failure.class_name, "org.apache.spark.SparkException");
    assert_string_equal(failure.message, message);
    failure_free(&failure);
}

static RddId add_reduced(Fake *fake, RddId parent, int n)
{
    return make_reduced(&fake->sim->rdds, parent, 1, n);
}

static void fail_task(TaskResult *result, const char *message)
{
    result->failure.class_name = mem_copy_string("java.lang.RuntimeException");
    result->failure.message = mem_copy_string(message);
}

static void check_now(const Fake *fake, int64_t ms)
{
    assert_int_equal(sim_now(fake->sim), TIME_MS(ms));
}

static void test_a_task_costs_a_fixed_part_and_its_records(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local[2]");
    conf_set(&fake.conf, "sluice.cost.job", "10ms");
    conf_set(&fake.conf, "sluice.cost.task", "5ms");
    conf_set(&fake.conf, "sluice.cost.record", "2us");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task_ms = 1000;
    run_job(&fake, fake_collection(&fake, 2), 0, 2);
    check_now(&fake, 10 + 5 + 2);
    fake_close(&fake);
}

/* Two tasks on two executors; the slow one decides. */
static void test_a_slow_executor_takes_longer(void **state)
{
    (void)state;
    Fake fake;
    fake_open(&fake, "local-cluster[2,1,1024]");
    conf_set(&fake.conf, "sluice.cluster.speeds", "1,0.25");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task_ms = 100;
    SimTime before = sim_now(fake.sim);
    run_job(&fake, fake_collection(&fake, 2), 0, 2);
    assert_int_equal(sim_now(fake.sim) - before, TIME_MS(400));
    fake_close(&fake);
}

static void test_tasks_wait_for_a_core(void **state)
{
    (void)state;
    static const struct {
        const char *master;
        int64_t ms;
    } cases[] = {{"local", 500}, {"local[2]", 300}, {"local[4]", 200},
        {"local[8]", 100}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        open_sim(&fake, cases[i].master);
        run_job(&fake, fake_collection(&fake, 5), 0, 5);
        check_now(&fake, cases[i].ms);
        fake_close(&fake);
    }
}

static void test_a_stage_waits_for_those_it_reads(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[4]");
    RddId left = add_reduced(&fake, fake_collection(&fake, 2), 2);
    RddId right = add_reduced(&fake, fake_collection(&fake, 2), 3);
    RddId both = make_union(&fake.sim->rdds, (const RddId[]){left, right}, 2);
    /* Both map stages at once, on four cores; then five tasks in two rounds. */
    run_job(&fake, both, 0, 5);
    check_now(&fake, 100 + 200);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\""), 3);

    /* The map output is there: only the last stage runs. */
    run_job(&fake, both, 0, 5);
    check_now(&fake, 300 + 200);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\""), 4);
    assert_int_equal(fake_count_lines(&fake, "\"stage\":5,\"job\":1"), 1);
    fake_close(&fake);
}

/* The golden case fail-in-task counts stages and tasks in this way. */
static void test_numbers_go_on_from_job_to_job(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    RddId source = fake_collection(&fake, 3);
    RddId counts = add_reduced(&fake, source, 2);
    run_job(&fake, counts, 0, 1); /* stages 0 and 1, tasks 0 to 3 */
    run_job(&fake, counts, 1, 2); /* 2 is skipped, 3 has task 4 */
    run_job(&fake, source, 0, 3); /* 4, tasks 5 to 7 */
    assert_int_equal(fake_count_lines(&fake, "\"task\":3,\"stage\":1,\"index\":0"), 1);
    assert_int_equal(fake_count_lines(&fake,
                         "\"task\":4,\"stage\":3,\"index\":0,\"partition\":1"),
        1);
    assert_int_equal(fake_count_lines(&fake, "\"task\":7,\"stage\":4,\"index\":2"), 1);
    assert_int_equal(fake_count_lines(&fake, "\"job\":2,\"batch\":-1"), 1);
    fake_close(&fake);
}

static void test_a_job_over_nothing_is_done_at_once(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    run_job(&fake, fake_collection(&fake, 0), 0, 0);
    check_now(&fake, 0);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"job-completed\""), 1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 0);
    fake_close(&fake);
}

/* Spark: DAGScheduler.submitJob returns before any stage is made. The number of the
 * next stage stands in the text of its failure. */
static void test_a_job_over_nothing_has_no_stage(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    run_job(&fake, fake_collection(&fake, 0), 0, 0);
    run_job(&fake, fake_collection(&fake, 1), 0, 1);
    assert_int_equal(fake_count_lines(&fake, "\"stage\":0,\"job\":1"), 1);
    fake_close(&fake);
}

/* Failures. */

static void fail_partition_1(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    if (spec->partition == 1)
        fail_task(result, "no zero please");
}

/* Semantics 4.3.6. The task is named by its place in the stage, not by its partition.
 */
static void test_a_failed_task_ends_its_job_in_sparks_words(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    RddId rdd = fake_collection(&fake, 2);
    fake.task = fail_partition_1;
    run_job(&fake, rdd, 0, 1);
    check_fails(&fake, rdd, 1, 2,
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most "
        "recent failure: Lost task 0.0 in stage 1.0 (TID 1) (localhost executor "
        "driver): java.lang.RuntimeException: no zero please");
    check_fails(&fake, rdd, 0, 2,
        "Job aborted due to stage failure: Task 1 in stage 2.0 failed 1 times, most "
        "recent failure: Lost task 1.0 in stage 2.0 (TID 3) (localhost executor "
        "driver): java.lang.RuntimeException: no zero please");
    fake.task = NULL;
    run_job(&fake, rdd, 0, 2);
    check_now(&fake, 400);
    fake_close(&fake);
}

static void test_a_failure_in_a_map_stage_ends_the_job(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    RddId counts = add_reduced(&fake, fake_collection(&fake, 3), 2);
    fake.task = fail_partition_1;
    check_fails(&fake, counts, 0, 1,
        "Job aborted due to stage failure: Task 1 in stage 0.0 failed 1 times, most "
        "recent failure: Lost task 1.0 in stage 0.0 (TID 1) (localhost executor "
        "driver): java.lang.RuntimeException: no zero please");

    /* Task 0 had written its output by then; the other two are made now. */
    fake.task = NULL;
    buffer_clear(&fake.lines);
    run_job(&fake, counts, 0, 1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 3);
    fake_close(&fake);
}

static void fail_all(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    result->read = spec->index == 0 ? 300 : 100;
    fail_task(result, spec->index == 0 ? "late" : "early");
}

static void test_the_first_failure_counts_and_the_rest_is_killed(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    RddId rdd = fake_collection(&fake, 4);
    fake.task = fail_all;
    check_fails(&fake, rdd, 0, 4,
        "Job aborted due to stage failure: Task 1 in stage 0.0 failed 1 times, most "
        "recent failure: Lost task 1.0 in stage 0.0 (TID 1) (localhost executor "
        "driver): java.lang.RuntimeException: early");
    check_now(&fake, 100);
    assert_int_equal(queue_count(fake.queue), 0);
    assert_int_equal(fake.sim->cluster.n_free, 2);
    fake_close(&fake);
}

static void say_and_fail(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    buffer_printf(&result->printed, "at %d\n", spec->partition);
    if (spec->partition == 2)
        fail_task(result, "stop");
}

static void test_what_tasks_print_is_seen_in_order(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    fake.task = say_and_fail;
    run_job(&fake, fake_collection(&fake, 2), 0, 2);
    assert_string_equal(fake_take_told(&fake), "at 0\nat 1\n");
    fake_close(&fake);
}

/* Printing is how a learner looks for the record that fails. */
static void test_what_a_failed_task_printed_is_seen(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[4]");
    fake.task = say_and_fail;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(&fake, fake_collection(&fake, 3), 0, 3, &failure));
    failure_free(&failure);
    assert_string_equal(fake_take_told(&fake), "at 0\nat 1\nat 2\n");
    fake_close(&fake);
}

static void change_a_variable(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    (void)spec;
    result->changed_func = 7;
    result->changed_name = mem_copy_string("total");
    task_result_add_filled(result, 8, "seen.gate", 2);
    task_result_add_filled(result, 9, "list", 0.5);
}

static void test_a_changed_variable_is_told(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    fake.task = change_a_variable;
    run_job(&fake, fake_collection(&fake, 1), 0, 1);
    assert_string_equal(fake_take_told(&fake),
        "function 7 changed total\nfunction 8 filled seen.gate: 2\n"
        "function 9 filled list: 0.5\n");
    fake_close(&fake);
}

/* Keeps the partition that a task of the RDD with a level computes. */
static void keep_partition(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    if (rdds_find(&fake->sim->rdds, work->rdd)->level == LEVEL_NONE)
        return;
    result->kept = mem_grow(NULL, &result->kept_capacity, 1, sizeof *result->kept);
    result->kept[0] = (Kept){.rdd = work->rdd, .partition = spec->partition};
    buffer_append_string(&result->kept[0].data, "data");
    result->n_kept = 1;
}

static void test_kept_partitions_spare_the_stages_behind_them(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    fake.task = keep_partition;
    RddId counts = add_reduced(&fake, fake_collection(&fake, 2), 2);
    Rdd *kept = rdds_get(&fake.sim->rdds, make_map(&fake.sim->rdds, counts, 1));
    kept->level = LEVEL_MEMORY_ONLY;
    run_job(&fake, kept->id, 0, 2);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"cached\""), 2);
    assert_int_equal(fake_count_lines(&fake, "\"level\":\"MEMORY_ONLY\""), 2);
    assert_non_null(blocks_find(fake.sim->blocks, (BlockId){BLOCK_RDD, kept->id, 1}));

    blocks_remove(fake.sim->blocks, (BlockId){BLOCK_SHUFFLE, 0, 0});
    buffer_clear(&fake.lines);
    run_job(&fake, kept->id, 0, 2);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"stage-started\""), 1);
    fake_close(&fake);
}

/* Ends. */

static void interrupt(void *subject, int64_t argument)
{
    (void)argument;
    ((Fake *)subject)->interrupted = 1;
}

static void test_an_interrupted_job_is_no_failure(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    RddId rdd = fake_collection(&fake, 1);
    queue_push(fake.queue, TIME_MS(50), RANK_LAST, interrupt, &fake, 0);
    JobSpec spec = {.rdd = rdd,
        .partitions = (const int[]){0},
        .n_partitions = 1,
        .name = "count",
        .action = {.kind = ACTION_COUNT, .limit = -1, .func = FUNC_NONE}};
    TaskResult result = {.read = 0};
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    assert_false(sim_run_job(fake.sim, &spec, &result, &failure, &ended));
    assert_true(ended);
    assert_false(failure_is_set(&failure));
    assert_true(sim_is_interrupted(fake.sim));
    assert_false(sim_step(fake.sim));
    assert_int_equal(queue_count(fake.queue), 0);
    fake_close(&fake);
}

static void test_nothing_happens_without_events(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2]");
    assert_false(sim_step(fake.sim));
    check_now(&fake, 0);
    fake_close(&fake);
}

/* Settings. */

static void test_default_parallelism_is_the_number_of_cores(void **state)
{
    (void)state;
    Fake fake;
    int n;
    open_sim(&fake, "local[3]");
    assert_true(sim_default_parallelism(fake.sim, &n, NULL));
    assert_int_equal(n, 3);
    fake_close(&fake);

    fake_open(&fake, "local[3]");
    conf_set(&fake.conf, "spark.default.parallelism", "7");
    assert_true(fake_make_sim(&fake, NULL));
    assert_true(sim_default_parallelism(fake.sim, &n, NULL));
    assert_int_equal(n, 7);
    fake_close(&fake);

    fake_open(&fake, "local[3]");
    conf_set(&fake.conf, "spark.default.parallelism", "0");
    assert_true(fake_make_sim(&fake, NULL));
    Err err;
    assert_false(sim_default_parallelism(fake.sim, &n, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    fake_close(&fake);
}

static void test_settings_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *value;
        ErrCode code;
        const char *says;
    } cases[] = {
        {"spark.master", "yarn", ERR_SPARK, "Could not parse Master URL: 'yarn'"},
        {"sluice.cost.task", "soon", ERR_ARGUMENT, "sluice.cost.task"},
        {"sluice.cost.record", "-1", ERR_ARGUMENT, "negative"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Fake fake;
        Err err;
        fake_open(&fake, "local[2]");
        conf_set(&fake.conf, cases[i].key, cases[i].value);
        assert_false(fake_make_sim(&fake, &err));
        assert_null(fake.sim);
        assert_int_equal(err.code, cases[i].code);
        assert_non_null(strstr(err.message, cases[i].says));
        fake_close(&fake);
    }
}

/* No state is shared: what one does the other does not see. */
static void test_two_applications_live_side_by_side(void **state)
{
    (void)state;
    Fake one;
    Fake other;
    open_sim(&one, "local[1]");
    open_sim(&other, "local[4]");
    RddId of_one = fake_collection(&one, 4);
    RddId of_other = fake_collection(&other, 4);
    assert_int_equal(of_one, of_other);
    run_job(&one, of_one, 0, 4);
    run_job(&other, of_other, 0, 4);
    run_job(&other, of_other, 0, 4);
    run_job(&one, of_one, 0, 4);
    check_now(&one, 800);
    check_now(&other, 200);
    assert_int_equal(fake_count_lines(&one, "\"task\":7,\"stage\":1"), 1);
    assert_int_equal(fake_count_lines(&other, "\"task\":7,\"stage\":1"), 1);
    fake_close(&one);
    run_job(&other, of_other, 0, 4);
    check_now(&other, 300);
    fake_close(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_task_costs_a_fixed_part_and_its_records),
        cmocka_unit_test(test_a_slow_executor_takes_longer),
        cmocka_unit_test(test_tasks_wait_for_a_core),
        cmocka_unit_test(test_a_stage_waits_for_those_it_reads),
        cmocka_unit_test(test_numbers_go_on_from_job_to_job),
        cmocka_unit_test(test_a_job_over_nothing_is_done_at_once),
        cmocka_unit_test(test_a_job_over_nothing_has_no_stage),
        cmocka_unit_test(test_a_failed_task_ends_its_job_in_sparks_words),
        cmocka_unit_test(test_a_failure_in_a_map_stage_ends_the_job),
        cmocka_unit_test(test_the_first_failure_counts_and_the_rest_is_killed),
        cmocka_unit_test(test_what_tasks_print_is_seen_in_order),
        cmocka_unit_test(test_what_a_failed_task_printed_is_seen),
        cmocka_unit_test(test_a_changed_variable_is_told),
        cmocka_unit_test(test_kept_partitions_spare_the_stages_behind_them),
        cmocka_unit_test(test_an_interrupted_job_is_no_failure),
        cmocka_unit_test(test_nothing_happens_without_events),
        cmocka_unit_test(test_default_parallelism_is_the_number_of_cores),
        cmocka_unit_test(test_settings_that_cannot_be_used_are_named),
        cmocka_unit_test(test_two_applications_live_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
