/* tests/unit/test_invariants.c -- what must hold of an application does at each event,
 * and what is put out of order with cores, tasks and jobs is noticed, by a text that
 * names it. test_invariants_data.c has the rest. */
// SPDX-License-Identifier: MIT
#include "tests/unit/busy.h"
#include "vm/sched/executors.h"
#include "vm/sched/invariants.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"
#include "vm/streaming/side.h"

/* Cores. */

WRONG(count_a_core_twice)
{
    SIM->cluster.n_free++;
}

WRONG(count_a_core_of_one_twice)
{
    SIM->cluster.executors[1].n_free++;
}

WRONG(count_an_executor_twice)
{
    SIM->cluster.n_alive++;
}

WRONG(ask_nobody)
{
    SIM->cluster.free[0] ^= 1;
}

WRONG(free_a_core_in_use)
{
    cluster_release(&SIM->cluster, SIM->running->core);
}

WRONG(take_a_core_for_nobody)
{
    cluster_release(&SIM->cluster, SIM->running->core);
    SIM->running->core = SIM->running->following->core;
}

WRONG(forget_who_has_a_core)
{
    side_of(SIM)->receivers.items[0]->holds = false;
}

WRONG(lose_an_executor_in_silence)
{
    cluster_lose(&SIM->cluster, SIM->running->core.executor);
}

static void test_cores(void **state)
{
    static const Wrong wrongs[] = {
        {count_a_core_twice, "0 cores are free, counted as 1"},
        {count_a_core_of_one_twice, "executor 1 has 0 free cores, counted as 1"},
        {count_an_executor_twice, "2 executors live, counted as 3"},
        {ask_nobody, "executor 0 has 0 free cores and is asked for one"},
        {free_a_core_in_use, ", which is free"},
        {take_a_core_for_nobody, ", as another one does"},
        {forget_who_has_a_core, "nobody holds core "},
        {lose_an_executor_in_silence, ", which is lost"},
    };
    EXPECT(state, wrongs);
}

/* Tasks. */

static TaskSet *waiting_set(void *subject)
{
    TaskSet *set = SIM->waiting_sets;
    assert_non_null(set);
    return set;
}

WRONG(forget_the_end)
{
    queue_cancel(SIM->options.queue, SIM->running->end);
}

WRONG(break_the_line_of_tasks)
{
    SIM->running->following->before = NULL;
}

WRONG(forget_the_last_task)
{
    SIM->last_running = SIM->running;
}

WRONG(count_a_task_of_a_pool_twice)
{
    SIM->running->set->job->spec.pool->running++;
}

WRONG(count_a_copy_twice)
{
    SIM->running->set->tasks[SIM->running->index].running++;
}

WRONG(wait_and_run)
{
    task_set_return(SIM->running->set, SIM->running->index);
}

WRONG(be_done_and_run)
{
    SIM->running->set->tasks[SIM->running->index].done = true;
}

WRONG(fail_more_often_than_tried)
{
    SIM->running->set->tasks[SIM->running->index].failures = 9;
}

WRONG(count_a_waiting_task_twice)
{
    waiting_set(subject)->n_waiting++;
}

WRONG(count_a_slow_task_twice)
{
    waiting_set(subject)->n_slow++;
}

WRONG(stand_in_no_line)
{
    waiting_set(subject)->queued = false;
}

WRONG(leave_the_line)
{
    TaskSet *set = waiting_set(subject);
    SIM->waiting_sets = set->following;
    set->queued = false;
}

WRONG(retire_and_stand_in_line)
{
    waiting_set(subject)->zombie = true;
}

WRONG(forget_a_job)
{
    SIM->n_jobs = 0;
}

static void test_tasks(void **state)
{
    static const Wrong wrongs[] = {
        {forget_the_end, " runs, and no event ends it"},
        {break_the_line_of_tasks, " does not stand behind the one before it"},
        {forget_the_last_task, " is not the last one that runs"},
        {count_a_task_of_a_pool_twice, "3 tasks of pool default run, counted as 4"},
        {count_a_copy_twice, " run, counted as 2"},
        {wait_and_run, " waits for a core, and runs"},
        {be_done_and_run, " is done, and a copy of it runs"},
        {fail_more_often_than_tried, " of which 1 run and 9 failed"},
        {count_a_waiting_task_twice, "and 0 are slow, counted as 4 and 0"},
        {count_a_slow_task_twice, "and 0 are slow, counted as 3 and 1"},
        {stand_in_no_line, " are in the line for cores"},
        {leave_the_line, " wait, and are not in the line for cores"},
        {retire_and_stand_in_line, " starts no more tasks, and stands in the line"},
        {forget_a_job, "3 tasks run that are of no job"},
    };
    EXPECT(state, wrongs);
}

/* Jobs. */

static Stage *running_stage(void *subject)
{
    const TaskSet *set = SIM->running->set;
    return &set->job->stages.items[set->stage];
}

WRONG(count_a_partition_twice)
{
    running_stage(subject)->left++;
}

/* As if a task had ended, and nobody had been told. */
WRONG(drop_a_waiting_task)
{
    task_set_take_next(waiting_set(subject));
}

WRONG(run_without_tasks)
{
    SIM->running->set->zombie = true;
    TaskSet *set = waiting_set(subject);
    SIM->waiting_sets = set->following;
    set->queued = false;
    set->zombie = true;
}

WRONG(fail_for_ever)
{
    running_stage(subject)->state = STAGE_FAILED;
}

WRONG(forget_what_runs)
{
    running_stage(subject)->state = STAGE_WAITING;
}

WRONG(compute_what_is_gone)
{
    running_stage(subject)->rdd = 9999;
}

WRONG(write_for_nobody)
{
    static const Shuffle nobodys;
    for (int i = 0; i < SIM->n_jobs; i++)
        SIM->jobs[i]->stages.items[0].shuffle = &nobodys;
}

static void test_jobs(void **state)
{
    static const Wrong wrongs[] = {
        {count_a_partition_twice, " partitions, counted as "},
        {drop_a_waiting_task, " and no task of it waits or runs"},
        {run_without_tasks, " runs, and has no tasks that may start"},
        {fail_for_ever, " failed, and no event submits it again"},
        {forget_what_runs, " waits, and nothing of it runs or will"},
        {compute_what_is_gone, " computes RDD 9999, which is gone"},
        {write_for_nobody, " writes a shuffle that is gone"},
    };
    EXPECT(state, wrongs);
}

/* The end. */

static void check_end(void *subject)
{
    invariants_check_end(SIM);
}

static void drop_jobs_and_check_end(void *subject)
{
    while (SIM->n_jobs > 0)
        jobs_drop(SIM->jobs[0]);
    invariants_check_end(SIM);
}

static void expect_at_end(Fake *fake, Ending *ending, const char *text)
{
    Buffer said = {0};
    int status = run_apart(ending, fake, &said);
    assert_true(WIFSIGNALED(status));
    assert_non_null(strstr(buffer_text(&said), text));
    buffer_free(&said);
}

static void test_what_runs_at_the_end(void **state)
{
    expect_at_end(*state, check_end, " runs still");
    expect_at_end(*state, drop_jobs_and_check_end, "an action waits still");
}

/* Holding. */

static void test_all_of_it_holds_at_each_event(void **state)
{
    (void)state;
    Fake fake;
    Streaming *context = busy_open(&fake);
    busy_start(&fake);
    int events = 0;
    while (sim_step(fake.sim)) {
        streaming_check(context);
        if (++events == 60)
            sim_lose_executor(fake.sim, 1, "gone");
        if (events == 90)
            sim_add_executor(fake.sim);
    }
    assert_true(events > 100);
    assert_int_equal(context->n_completed, 6);
    streaming_stop(context, true);
    streaming_check(context);
    assert_true(blocks_count(fake.sim->blocks) > 0);
    invariants_check_end(fake.sim);
    assert_int_equal(blocks_count(fake.sim->blocks), 0);
    assert_int_equal(blocks_used(fake.sim->blocks, 0), 0);
    fake_close(&fake);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, busy_set_up, busy_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_cores),
        TEST(test_tasks),
        TEST(test_jobs),
        TEST(test_what_runs_at_the_end),
        cmocka_unit_test(test_all_of_it_holds_at_each_event),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
