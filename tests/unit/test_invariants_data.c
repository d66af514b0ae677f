/* tests/unit/test_invariants_data.c -- what is put out of order with blocks, RDDs,
 * streams, received records and batches is noticed, by a text that names it. */
// SPDX-License-Identifier: MIT
#include "tests/unit/busy.h"
#include "vm/ingest/receiver_parts.h"
#include "vm/streaming/outputs.h"

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

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, busy_set_up, busy_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_blocks),
        TEST(test_rdds_and_streams),
        TEST(test_received_blocks),
        TEST(test_batches),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
