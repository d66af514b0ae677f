/* tests/unit/test_invariants.c -- what must hold of an application does at each event,
 * and whatever is put out of order is noticed, by a text that names it. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/apart.h"
#include "tests/unit/fake_runner.h"
#include "vm/ingest/receiver_parts.h"
#include "vm/sched/executors.h"
#include "vm/sched/invariants.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

#define TEN_LINES "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"

/* Two executors of two cores. A receiver takes in ten records a second; each batch has
 * two outputs, which may run at the same time, of pairs that are reduced and kept. */
static Streaming *open_busy(Fake *fake)
{
    fake_open(fake, "local-cluster[2,2,1024]");
    conf_set(&fake->conf, "spark.streaming.concurrentJobs", "2");
    conf_set(&fake->conf, "spark.locality.wait", "0");
    fake->gives_way = true;
    fake->fed = TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES;
    fake->limits.batches = 6;
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    StreamId words = fake_socket(context);
    StreamId counts;
    CallSite site = made_by("reduceByKey");
    Aggregator reducing = make_reducing(1);
    Partitioner *hash = partitioner_new_hash(2);
    assert_true(graph_add_combined(&context->graph, &site, words, &reducing, hash,
        &counts, NULL));
    partitioner_release(hash);
    assert_true(graph_persist(&context->graph, counts, LEVEL_MEMORY_ONLY, NULL));
    fake_output_of(context, counts, 0);
    fake_output_of(context, counts, 1);
    return context;
}

static void keep_counts(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    if (rdds_get(&fake->sim->rdds, work->rdd)->level == LEVEL_NONE)
        return;
    result->kept = mem_grow(NULL, &result->kept_capacity, 1, sizeof *result->kept);
    result->kept[0] = (Kept){.rdd = work->rdd, .partition = spec->partition};
    buffer_append_string(&result->kept[0].data, "data");
    result->n_kept = 1;
}

/* Executors register while tasks cost nothing. */
static void start(Fake *fake)
{
    assert_true(fake_start(fake->context, NULL));
    fake->task = keep_counts;
    fake->task_ms = 300;
}

/* Tasks of batches 3 and 4 run and wait, batch 1 is forgotten, blocks wait. */
static int set_up(void **state)
{
    Fake *fake = mem_zero_alloc(sizeof *fake);
    Streaming *context = open_busy(fake);
    start(fake);
    while (sim_now(fake->sim) < context->graph.zero + TIME_MS(4350))
        assert_true(sim_step(fake->sim));
    *state = fake;
    return 0;
}

static int tear_down(void **state)
{
    Fake *fake = *state;
    streaming_stop(fake->context, true);
    fake_close(fake);
    mem_free(fake);
    return 0;
}

/* Putting things out of order. */

typedef struct Wrong {
    Ending *put; /* gets the Fake */
    const char *text;
} Wrong;

typedef struct Apart {
    Fake *fake;
    Ending *put;
} Apart;

static void put_and_check(void *subject)
{
    const Apart *apart = subject;
    apart->put(apart->fake);
    invariants_check_batch(apart->fake->context);
}

static void expect_texts(void **state, const Wrong *wrongs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Buffer said = {0};
        Apart apart = {*state, wrongs[i].put};
        int status = run_apart(put_and_check, &apart, &said);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT ||
            strstr(buffer_text(&said), wrongs[i].text) == NULL)
            fail_msg("wanted \"%s\", got \"%s\"", wrongs[i].text, buffer_text(&said));
        buffer_free(&said);
    }
}

#define EXPECT(state, wrongs) \
    expect_texts(state, wrongs, sizeof(wrongs) / sizeof(wrongs)[0])

#define WRONG(name) static void name(void *subject)
#define SIM (((Fake *)subject)->sim)
#define CONTEXT (((Fake *)subject)->context)

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
    SIM->receivers.items[0]->holds = false;
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

/* Blocks. */

static const BlockInfo *waiting_block(void *subject)
{
    const BlockInfo *blocks;
    assert_true(tracker_waiting(CONTEXT->tracker, &blocks) > 1);
    return blocks;
}

static Block *some_block(void *subject)
{
    return (Block *)blocks_find(SIM->blocks, waiting_block(subject)->id);
}

WRONG(name_a_block_anew)
{
    some_block(subject)->id.second++;
}

WRONG(have_no_copy)
{
    some_block(subject)->copies[0].block = NULL;
}

WRONG(be_nowhere)
{
    some_block(subject)->copies[0].in_memory = false;
}

WRONG(say_another_place)
{
    some_block(subject)->executor ^= 1;
}

WRONG(belong_to_another)
{
    some_block(subject)->copies[0].block = some_block(subject) + 1;
}

WRONG(lose_bytes)
{
    some_block(subject)->data.size--;
}

WRONG(charge_more)
{
    some_block(subject)->copies[0].bytes++;
}

WRONG(stay_on_a_lost_executor)
{
    Block *block = some_block(subject);
    int executor = block->copies[0].executor;
    block->copies[0].executor = executor ^ 1;
    blocks_lose_executor(SIM->blocks, executor);
    block->copies[0].executor = executor;
    block->executor = executor;
}

static void test_blocks(void **state)
{
    static const Wrong wrongs[] = {
        {name_a_block_anew, " is not found by its id"},
        {have_no_copy, " has no copy"},
        {be_nowhere, " is neither in memory nor on disk"},
        {say_another_place, " is not on executor "},
        {belong_to_another, " is one of another block"},
        {lose_bytes, " bytes in memory, not "},
        {charge_more, ", and its copies take "},
        {stay_on_a_lost_executor, ", which is lost"},
    };
    EXPECT(state, wrongs);
}

/* RDDs and streams. */

static void put_block(void *subject, BlockKind kind, int first, int second)
{
    Block block = {.id = {kind, first, second}, .level = LEVEL_MEMORY_ONLY};
    assert_true(blocks_put(SIM->blocks, &block));
}

static Rdd *last_rdd(void *subject)
{
    return SIM->rdds.items[SIM->rdds.count - 1];
}

WRONG(keep_output_of_nobody)
{
    put_block(subject, BLOCK_SHUFFLE, 9999, 0);
}

WRONG(keep_output_of_no_partition)
{
    put_block(subject, BLOCK_SHUFFLE, 0, 9999);
}

WRONG(keep_a_part_of_nothing)
{
    put_block(subject, BLOCK_RDD, 9999, 0);
}

WRONG(keep_a_part_too_many)
{
    put_block(subject, BLOCK_RDD, last_rdd(subject)->id, 9999);
}

WRONG(keep_what_has_no_level)
{
    last_rdd(subject)->level = LEVEL_NONE;
    put_block(subject, BLOCK_RDD, last_rdd(subject)->id, 0);
}

WRONG(lose_a_parent)
{
    last_rdd(subject)->deps[0].parent = 9999;
}

WRONG(read_another_output)
{
    last_rdd(subject)->deps[0].shuffle->parent--;
}

static DStream *counts_of(void *subject)
{
    DStream *stream = graph_stream(&CONTEXT->graph, 1);
    assert_true(stream->n_made > 1);
    return stream;
}

WRONG(remember_what_is_gone)
{
    counts_of(subject)->made[0].rdd = 9999;
}

WRONG(remember_twice)
{
    counts_of(subject)->made[1].time = counts_of(subject)->made[0].time;
}

WRONG(remember_too_long)
{
    counts_of(subject)->made[0].time = TIME_MS(0);
}

static void test_rdds_and_streams(void **state)
{
    static const Wrong wrongs[] = {
        {keep_output_of_nobody, "shuffle_9999_0 is there, and nobody reads it"},
        {keep_output_of_no_partition, "shuffle_0_9999 is there, and nobody reads it"},
        {keep_a_part_of_nothing, "rdd_9999_0 is kept, and its RDD is gone"},
        {keep_a_part_too_many, "and its RDD has no level or no such partition"},
        {keep_what_has_no_level, "and its RDD has no level or no such partition"},
        {lose_a_parent, " is made of RDD 9999, which is gone"},
        {read_another_output, " has the output of RDD "},
        {remember_what_is_gone, "stream 1 remembers RDD 9999 of batch "},
        {remember_twice, "stream 1 remembers two RDDs of batch "},
        {remember_too_long, "stream 1 remembers batch 0 ms for longer than 1000 ms"},
    };
    EXPECT(state, wrongs);
}

/* Received blocks. */

WRONG(be_in_two_places)
{
    BlockInfo *blocks = (BlockInfo *)waiting_block(subject);
    blocks[1].number = blocks[0].number;
}

WRONG(have_no_number)
{
    ((BlockInfo *)waiting_block(subject))->number = 9999;
}

WRONG(have_more_records)
{
    ((BlockInfo *)waiting_block(subject))->records++;
}

WRONG(be_in_a_batch_too)
{
    const BlockInfo *blocks;
    assert_true(tracker_blocks(CONTEXT->tracker, TIME_MS(4000), -1, &blocks) > 0);
    ((BlockInfo *)blocks)->number = waiting_block(subject)->number;
}

WRONG(lose_a_record)
{
    CONTEXT->in_batches--;
}

WRONG(be_in_no_log)
{
    CONTEXT->received.has_log = true;
}

WRONG(come_back)
{
    const Rdd *old = NULL;
    for (int i = 0; i < SIM->rdds.count && old == NULL; i++) {
        if (SIM->rdds.items[i]->blocks_removed)
            old = SIM->rdds.items[i];
    }
    assert_non_null(old);
    put_block(subject, BLOCK_INPUT, old->blocks[0].first, (int)old->blocks[0].second);
}

WRONG(remember_blocks_too_long)
{
    CONTEXT->cleared = TIME_S(9);
    for (int i = 0; i < CONTEXT->graph.n_streams; i++)
        CONTEXT->graph.streams[i]->n_made = 0;
}

WRONG(note_a_loss)
{
    CONTEXT->losses = mem_zero_alloc(sizeof *CONTEXT->losses);
    CONTEXT->losses[0].records = 5;
    CONTEXT->n_losses = 1;
}

WRONG(drop_a_record)
{
    CONTEXT->receivers[0]->generator.buffered--;
}

WRONG(leave_its_core)
{
    receiver_lose(CONTEXT->receivers[0], "gone", 0);
}

WRONG(run_elsewhere)
{
    CONTEXT->tracked[0].running ^= 1;
}

static void test_received_blocks(void **state)
{
    static const Wrong wrongs[] = {
        {be_in_two_places, " is twice among the blocks that wait and those of batches"},
        {be_in_a_batch_too, " is twice among the blocks that wait and those of "},
        {have_no_number, " has number 9999, and "},
        {have_more_records, " records wait, counted as "},
        {lose_a_record, " records are in blocks, "},
        {be_in_no_log, " is in no log, though its receiver writes one"},
        {come_back, " is there still, and its batch 1000 ms is forgotten"},
        {remember_blocks_too_long, "the tracker remembers the blocks of batch "},
        {note_a_loss, "0 records were lost with executors, noted as 5"},
        {drop_a_record, " are in its buffer, in blocks or lost"},
        {leave_its_core, "receiver 0 is on executor -1, and holds a core of "},
        {run_elsewhere, "receiver 0 is noted on executor "},
    };
    EXPECT(state, wrongs);
}

/* Batches. */

WRONG(count_an_output_twice)
{
    CONTEXT->sets->left++;
}

WRONG(start_an_output_twice)
{
    CONTEXT->sets->next--;
}

WRONG(end_before_the_start)
{
    CONTEXT->sets->outputs[0].ended = 0;
}

WRONG(forget_the_start)
{
    CONTEXT->sets->started_at = TIME_NEVER;
}

WRONG(stand_in_the_wrong_order)
{
    CONTEXT->sets->batch = TIME_S(9);
}

WRONG(count_a_run_twice)
{
    CONTEXT->n_active++;
}

WRONG(run_too_many)
{
    CONTEXT->concurrent_outputs = 1;
}

WRONG(forget_a_batch)
{
    CONTEXT->sets = CONTEXT->sets->following;
}

static JobOutput *running_output(void *subject)
{
    assert_non_null(CONTEXT->running);
    return CONTEXT->running->output;
}

WRONG(run_what_has_ended)
{
    running_output(subject)->ended = SIM->options.clock->now;
    CONTEXT->running->set->left--;
}

WRONG(forget_a_run)
{
    CONTEXT->running = CONTEXT->running->following;
    CONTEXT->n_active--;
}

static void test_batches(void **state)
{
    static const Wrong wrongs[] = {
        {count_an_output_twice, " have not ended, counted as 2"},
        {start_an_output_twice, " has started, and the next one is number 1"},
        {end_before_the_start, " ended before it started"},
        {forget_the_start, " has started, or has not: "},
        {stand_in_the_wrong_order, "batch 9000 ms stands before batch 4000 ms"},
        {count_a_run_twice, "2 outputs run, counted as 3"},
        {run_too_many, "2 outputs run, and 1 may"},
        {forget_a_batch, "an output of a forgotten batch runs"},
        {run_what_has_ended, " runs, and has ended"},
        {forget_a_run, "2 outputs are under way, and 1 run"},
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
    Streaming *context = open_busy(&fake);
    start(&fake);
    int events = 0;
    while (sim_step(fake.sim)) {
        invariants_check_batch(context);
        if (++events == 60)
            sim_lose_executor(fake.sim, 1, "gone");
        if (events == 90)
            sim_add_executor(fake.sim);
    }
    assert_true(events > 100);
    assert_int_equal(context->n_completed, 6);
    streaming_stop(context, true);
    invariants_check_batch(context);
    assert_true(blocks_count(fake.sim->blocks) > 0);
    invariants_check_end(fake.sim);
    assert_int_equal(blocks_count(fake.sim->blocks), 0);
    assert_int_equal(blocks_used(fake.sim->blocks, 0), 0);
    fake_close(&fake);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_cores),
        TEST(test_tasks),
        TEST(test_jobs),
        TEST(test_blocks),
        TEST(test_rdds_and_streams),
        TEST(test_received_blocks),
        TEST(test_batches),
        TEST(test_what_runs_at_the_end),
        cmocka_unit_test(test_all_of_it_holds_at_each_event),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
