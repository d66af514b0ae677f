/* tests/unit/test_attempts.c -- tasks that fail are tried again; semantics 7.7, 10.9.
 *
 * Texts and numbers of attempts are those of Spark 3.5.6, asked with local[2,3] and
 * local-cluster. */
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

static void run_job(Fake *fake, RddId rdd, int to)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_true(fake_job(fake, rdd, 0, to, &failure));
    assert_false(failure_is_set(&failure));
}

static void check_fails(Fake *fake, RddId rdd, int to, const char *message)
{
    Failure failure = {.rdd = RDD_NONE};
    assert_false(fake_job(fake, rdd, 0, to, &failure));
    assert_string_equal(failure.message, message);
    failure_free(&failure);
}

static void fail_task(TaskResult *result, const char *message)
{
    result->failure.class_name = mem_copy_string("java.lang.RuntimeException");
    result->failure.message = mem_copy_string(message);
}

static void fail_twice(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    buffer_printf(&result->updates, "%d.%d ", spec->partition, spec->attempt);
    if (spec->partition == 1 && spec->attempt < 2)
        fail_task(result, "no");
}

static void fail_always(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    if (spec->partition == 1)
        fail_task(result, "always");
}

static void test_a_failed_task_is_tried_again_at_once(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[1,3]");
    fake.task = fail_twice;
    run_job(&fake, fake_collection(&fake, 3), 3);
    /* One core: task 1 goes before task 2 each time. */
    static const char *const starts[] = {"\"index\":0,\"partition\":0,\"attempt\":0",
        "\"index\":1,\"partition\":1,\"attempt\":0",
        "\"index\":1,\"partition\":1,\"attempt\":1",
        "\"index\":1,\"partition\":1,\"attempt\":2",
        "\"index\":2,\"partition\":2,\"attempt\":0"};
    for (int i = 0; i < 5; i++)
        assert_non_null(
            strstr(fake_line(&fake, "\"kind\":\"task-started\"", i), starts[i]));
    assert_int_equal(sim_now(fake.sim), TIME_MS(500));
    fake_close(&fake);
}

/* Asked: an accumulator counts what successful attempts added, in maps, too. */
static void test_only_the_attempt_that_succeeds_counts(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2,3]");
    fake.task = fail_twice;
    run_job(&fake, fake_collection(&fake, 2), 2);
    assert_string_equal(fake_take_told(&fake), "0.0 1.2 ");
    fake_close(&fake);
}

/* Asked: the first task, its first attempts and the numbers of its last one. */
static void test_a_job_fails_in_sparks_words(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local[2,3]");
    fake.task = fail_always;
    RddId rdd = fake_collection(&fake, 2);
    check_fails(&fake, rdd, 2,
        "Job aborted due to stage failure: Task 1 in stage 0.0 failed 3 times, most "
        "recent failure: Lost task 1.2 in stage 0.0 (TID 3) (localhost executor "
        "driver): java.lang.RuntimeException: always");
    fake_close(&fake);
}

static void test_a_cluster_tries_four_times_or_as_often_as_it_is_told(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    fake.task = fail_always;
    check_fails(&fake, fake_collection(&fake, 2), 2,
        "Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most "
        "recent failure: Lost task 1.3 in stage 0.0 (TID 4) (node-0 executor 0): "
        "java.lang.RuntimeException: always");
    fake_close(&fake);

    fake_open(&fake, "local-cluster[2,1,1024]");
    conf_set(&fake.conf, "spark.task.maxFailures", "1");
    assert_true(fake_make_sim(&fake, NULL));
    fake.task = fail_always;
    check_fails(&fake, fake_collection(&fake, 2), 2,
        "Job aborted due to stage failure: Task 1 in stage 0.0 failed 1 times, most "
        "recent failure: Lost task 1.0 in stage 0.0 (TID 1) (node-1 executor 1): "
        "java.lang.RuntimeException: always");
    fake_close(&fake);
}

static void refuse_to_ship(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    (void)fake;
    (void)work;
    (void)spec;
    fail_task(result, "Task not serializable: a file");
    result->failure.name = mem_copy_string("task-serialization");
}

/* What cannot be sent to an executor cannot be sent to another one either. */
static void test_what_cannot_be_sent_is_not_tried_again(void **state)
{
    (void)state;
    Fake fake;
    open_sim(&fake, "local-cluster[2,1,1024]");
    fake.task = refuse_to_ship;
    check_fails(&fake, fake_collection(&fake, 1), 1,
        "Job aborted due to stage failure: Task not serializable: a file");
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 1);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_failed_task_is_tried_again_at_once),
        cmocka_unit_test(test_only_the_attempt_that_succeeds_counts),
        cmocka_unit_test(test_a_job_fails_in_sparks_words),
        cmocka_unit_test(test_a_cluster_tries_four_times_or_as_often_as_it_is_told),
        cmocka_unit_test(test_what_cannot_be_sent_is_not_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
