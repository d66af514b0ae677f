/* tests/unit/test_graph.c -- times, memory and errors of a graph of DStreams. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

static SimTime slide_of(const FakeGraph *fake, StreamId id)
{
    return graph_stream(&fake->graph, id)->slide;
}

static SimTime remember_of(const FakeGraph *fake, StreamId id)
{
    return graph_stream(&fake->graph, id)->remember;
}

static StorageLevel level_of(const FakeGraph *fake, StreamId id)
{
    return graph_stream(&fake->graph, id)->level;
}

static void check_err(const Err *err, ErrCode code, const char *message)
{
    assert_int_equal(err->code, code);
    assert_string_equal(err->message, message);
}

static void test_slides_come_from_the_parent(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId mapped = fake_map(&fake, input);
    StreamId window = fake_window(&fake, mapped, 6, 2);
    StreamId after = fake_map(&fake, window);
    assert_int_equal(slide_of(&fake, input), TIME_S(1));
    assert_int_equal(slide_of(&fake, mapped), TIME_S(1));
    assert_int_equal(slide_of(&fake, window), TIME_S(2));
    assert_int_equal(slide_of(&fake, after), TIME_S(2));
    assert_int_equal(graph_stream(&fake.graph, after)->parents[0], window);
    assert_int_equal(graph_stream(&fake.graph, after)->site.place.line, 7);
    fake_graph_close(&fake);
}

/* Vector "test track the number of input stream". */
static void test_input_streams_are_numbered_in_order(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId ids[5] = {fake_receiver(&fake), fake_receiver(&fake)};
    StreamId mapped = fake_map(&fake, ids[0]);
    for (int i = 2; i < 5; i++)
        assert_true(graph_add_queue(&fake.graph, &fake_site, true, &ids[i], NULL));
    for (int i = 0; i < 5; i++)
        assert_int_equal(graph_stream(&fake.graph, ids[i])->input, i);
    assert_int_equal(graph_stream(&fake.graph, mapped)->input, -1);
    fake_graph_close(&fake);
}

/* Semantics 4.2: t > Z and (t - Z) mod S == 0. */
static void test_times_count_from_the_zero_time(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId window = fake_window(&fake, input, 4, 2);
    fake_output(&fake, window);
    const DStream *stream = graph_stream(&fake.graph, window);
    assert_false(stream_is_time_valid(&fake.graph, stream, TIME_S(2)));

    assert_true(graph_start(&fake.graph, TIME_S(5), NULL, NULL));
    static const struct {
        int second;
        bool input;
        bool window;
    } wanted[] = {{0, false, false}, {3, false, false}, {5, false, false},
        {6, true, false}, {7, true, true}, {8, true, false}, {9, true, true}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        SimTime time = TIME_S(wanted[i].second);
        assert_int_equal(stream_is_time_valid(&fake.graph, stream, time),
            wanted[i].window);
        assert_int_equal(stream_is_time_valid(&fake.graph,
                             graph_stream(&fake.graph, input), time),
            wanted[i].input);
    }
    assert_false(stream_is_time_valid(&fake.graph, stream, TIME_MS(7500)));
    fake_graph_close(&fake);
}

static void test_no_rdd_at_other_times(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId window = fake_window(&fake, fake_receiver(&fake), 2, 2);
    StreamId mapped = fake_map(&fake, window);
    fake_output(&fake, mapped);
    assert_null(fake_rdd(&fake, mapped, 2));
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_null(fake_rdd(&fake, mapped, 0));
    assert_null(fake_rdd(&fake, mapped, 1));
    assert_int_equal(fake.rdds.next_id, 0);
    assert_non_null(fake_rdd(&fake, mapped, 2));
    assert_null(fake_rdd(&fake, mapped, 3));
    fake_graph_close(&fake);
}

static void test_a_time_is_computed_once_for_all_outputs(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId left = fake_map(&fake, input);
    StreamId right = fake_map(&fake, input);
    fake_output(&fake, left);
    fake_output(&fake, right);
    graph_start(&fake.graph, 0, NULL, NULL);
    const Rdd *first = fake_rdd(&fake, left, 1);
    const Rdd *second = fake_rdd(&fake, right, 1);
    assert_int_equal(parent_of(first, 0), parent_of(second, 0));
    assert_ptr_equal(fake_rdd(&fake, left, 1), first);
    assert_int_equal(fake.rdds.next_id, 3);
    assert_int_equal(first->stream, left);
    assert_int_equal(first->batch, TIME_S(1));
    assert_int_equal(rdds_find(&fake.rdds, parent_of(first, 0))->stream, input);
    fake_graph_close(&fake);
}

static void test_each_operator_makes_its_rdd(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId filter;
    Graph *graph = &fake.graph;
    NarrowWork work = {.op = NARROW_FILTER, .func = 11, .inverse = FUNC_NONE};
    assert_true(graph_add_narrow(graph, &fake_site, input, &work, &filter, NULL));
    StreamId reduced = fake_reduced(&fake, filter, 12, 3);
    fake_output(&fake, reduced);
    graph_start(graph, 0, NULL, NULL);
    const Rdd *rdd = fake_rdd(&fake, reduced, 4);
    assert_int_equal(rdd->kind, RDD_SHUFFLED);
    assert_int_equal(rdd->partitions, 3);
    assert_int_equal(rdd->aggregator.merge, 12);
    const Rdd *parent = rdds_find(&fake.rdds, parent_of(rdd, 0));
    assert_int_equal(parent->kind, RDD_NARROW);
    assert_int_equal(parent->narrow.op, NARROW_FILTER);
    assert_int_equal(parent->narrow.func, 11);
    const Rdd *source = rdds_find(&fake.rdds, parent_of(parent, 0));
    assert_int_equal(source->kind, RDD_BLOCKS);
    assert_int_equal(source->blocks[0].second, 4);
    fake_graph_close(&fake);
}

/* Vector "slice": the RDDs of times from a to b, both included. */
static void test_times_before_the_first_batch_hold_nothing(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    fake_output(&fake, input);
    graph_start(&fake.graph, 0, NULL, NULL);
    static const struct {
        int from;
        int to;
        int first;
        int count;
    } slices[] = {{0, 1, 1, 1}, {0, 2, 1, 2}, {1, 2, 1, 2}, {2, 4, 2, 3}};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++) {
        int count = 0;
        for (int second = slices[i].from; second <= slices[i].to; second++) {
            const Rdd *rdd = fake_rdd(&fake, input, second);
            if (rdd != NULL)
                assert_int_equal(rdd->blocks[0].second, slices[i].first + count++);
        }
        assert_int_equal(count, slices[i].count);
    }
    fake_graph_close(&fake);
}

/* Semantics 4.6. */
static void test_streams_remember_their_slide_by_default(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId mapped = fake_map(&fake, input);
    StreamId window = fake_window(&fake, mapped, 6, 2);
    StreamId after = fake_map(&fake, window);
    StreamId unused = fake_map(&fake, input);
    fake_output(&fake, after);
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_int_equal(remember_of(&fake, after), TIME_S(2));
    assert_int_equal(remember_of(&fake, window), TIME_S(2));
    assert_int_equal(remember_of(&fake, mapped), TIME_S(8));
    assert_int_equal(remember_of(&fake, input), TIME_S(8));
    assert_int_equal(remember_of(&fake, unused), 0);
    fake_graph_close(&fake);
}

static void test_the_longest_memory_wins(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    fake_output(&fake, fake_window(&fake, input, 5, 1));
    fake_output(&fake, fake_window(&fake, input, 3, 1));
    fake_output(&fake, input);
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_int_equal(remember_of(&fake, input), TIME_S(6));
    fake_graph_close(&fake);
}

/* Vector "rdd cleanup - map and window": ten batches, of which those at 2, 4, ... have
 * a job and are cleared after it. */
static void test_old_rdds_are_forgotten(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId mapped = fake_map(&fake, fake_receiver(&fake));
    StreamId inner = fake_window(&fake, mapped, 2, 1);
    StreamId outer = fake_window(&fake, inner, 4, 2);
    fake_output(&fake, outer);
    assert_true(graph_remember(&fake.graph, TIME_S(3), NULL));
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_int_equal(remember_of(&fake, outer), TIME_S(3));
    assert_int_equal(remember_of(&fake, inner), TIME_S(7));
    assert_int_equal(remember_of(&fake, mapped), TIME_S(9));

    for (int second = 2; second <= 10; second += 2) {
        assert_non_null(fake_rdd(&fake, outer, second));
        graph_clear(&fake.graph, TIME_S(second));
    }
    for (int second = 1; second <= 10; second++) {
        assert_int_equal(fake_remembers(&fake, outer, second),
            second == 8 || second == 10);
        assert_int_equal(fake_remembers(&fake, inner, second), second >= 4);
        assert_int_equal(fake_remembers(&fake, mapped, second), second >= 2);
    }
    fake_graph_close(&fake);
}

static void put(FakeGraph *fake, BlockKind kind, int first, int64_t second)
{
    Block block = {.id = {kind, first, second}};
    blocks_put(fake->blocks, &block);
}

static void test_forgetting_removes_received_and_kept_blocks(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId mapped = fake_map(&fake, input);
    fake_output(&fake, mapped);
    assert_true(graph_persist(&fake.graph, mapped, LEVEL_MEMORY_ONLY, NULL));
    graph_start(&fake.graph, 0, NULL, NULL);
    for (int second = 1; second <= 2; second++) {
        put(&fake, BLOCK_INPUT, 0, second);
        put(&fake, BLOCK_RDD, fake_rdd(&fake, mapped, second)->id, 0);
    }
    assert_int_equal(fake_rdd(&fake, mapped, 1)->level, LEVEL_MEMORY_ONLY);

    /* With R = B the data of batch 1 goes when batch 2 is done. */
    graph_clear(&fake.graph, TIME_S(1));
    assert_int_equal(blocks_count(fake.blocks), 4);
    RddId last = fake_rdd(&fake, mapped, 2)->id;
    graph_clear(&fake.graph, TIME_S(2));
    assert_int_equal(blocks_count(fake.blocks), 2);
    assert_non_null(blocks_find(fake.blocks, (BlockId){BLOCK_INPUT, 0, 2}));
    assert_non_null(blocks_find(fake.blocks, (BlockId){BLOCK_RDD, last, 0}));
    assert_false(fake_remembers(&fake, input, 1));
    assert_true(fake_remembers(&fake, input, 2));
    fake_graph_close(&fake);
}

static void mark_graph(void *subject, RddSet *rdds)
{
    graph_mark_rdds(subject, rdds);
}

/* What the graph marks survives a sweep, and nothing else does. */
static void test_the_graph_holds_what_it_remembers_or_has_queued(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    for (int i = 0; i < 1200; i++)
        make_blocks(&fake.rdds, NULL, 0);
    StreamId mapped = fake_map(&fake, fake_receiver(&fake));
    StreamId queue;
    assert_true(graph_add_queue(&fake.graph, &fake_site, true, &queue, NULL));
    RddId waiting = make_blocks(&fake.rdds, NULL, 0);
    RddId standard = make_blocks(&fake.rdds, NULL, 0);
    graph_enqueue(&fake.graph, queue, waiting);
    graph_set_default_rdd(&fake.graph, queue, standard);
    fake_output(&fake, mapped);
    graph_start(&fake.graph, 0, NULL, NULL);
    RddId made = fake_rdd(&fake, mapped, 1)->id;

    rdds_sweep(&fake.rdds, fake.blocks, mark_graph, &fake.graph);
    assert_non_null(rdds_find(&fake.rdds, waiting));
    assert_non_null(rdds_find(&fake.rdds, standard));
    assert_non_null(rdds_find(&fake.rdds, made));
    assert_null(rdds_find(&fake.rdds, 1199));
    assert_null(rdds_find(&fake.rdds, 0));
    assert_int_equal(fake.rdds.count, 4); /* and the parent of `made` */
    fake_graph_close(&fake);
}

/* Vector "window - persistence level". */
static void test_a_window_is_kept_through_its_parent(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId window = fake_window(&fake, input, 2, 1);
    assert_int_equal(level_of(&fake, window), LEVEL_NONE);
    assert_int_equal(level_of(&fake, input), LEVEL_MEMORY_ONLY_SER);
    assert_true(graph_persist(&fake.graph, window, LEVEL_MEMORY_ONLY, NULL));
    assert_int_equal(level_of(&fake, window), LEVEL_NONE);
    assert_int_equal(level_of(&fake, input), LEVEL_MEMORY_ONLY);
    fake_graph_close(&fake);
}

/* Semantics 6.1: a windowed stream itself is never persisted, so the level goes on to
 * what the inner window is made from. */
static void test_a_window_of_a_window_keeps_the_source(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId inner = fake_window(&fake, input, 2, 1);
    StreamId outer = fake_window(&fake, inner, 4, 2);
    assert_int_equal(level_of(&fake, inner), LEVEL_NONE);
    assert_int_equal(level_of(&fake, input), LEVEL_MEMORY_ONLY_SER);
    assert_true(graph_persist(&fake.graph, outer, LEVEL_MEMORY_AND_DISK, NULL));
    assert_int_equal(level_of(&fake, outer), LEVEL_NONE);
    assert_int_equal(level_of(&fake, inner), LEVEL_NONE);
    assert_int_equal(level_of(&fake, input), LEVEL_MEMORY_AND_DISK);
    fake_graph_close(&fake);
}

static void test_persist_is_refused_after_the_start(void **state)
{
    (void)state;
    FakeGraph fake;
    Err err;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    fake_output(&fake, input);
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_false(graph_persist(&fake.graph, input, LEVEL_MEMORY_ONLY, &err));
    check_err(&err, ERR_UNSUPPORTED,
        "Cannot change storage level of a DStream after streaming context has started");
    assert_int_equal(level_of(&fake, input), LEVEL_NONE);
    fake_graph_close(&fake);
}

static void test_a_start_without_output_is_refused(void **state)
{
    (void)state;
    FakeGraph fake;
    Err err;
    fake_graph_open(&fake);
    fake_receiver(&fake);
    assert_false(graph_start(&fake.graph, 0, NULL, &err));
    check_err(&err, ERR_ARGUMENT,
        "requirement failed: No output operations registered, so nothing to execute");
    assert_false(fake.graph.started);
    fake_graph_close(&fake);
}

static void test_remember_can_be_said_once(void **state)
{
    (void)state;
    FakeGraph fake;
    Err err;
    fake_graph_open(&fake);
    assert_true(graph_remember(&fake.graph, TIME_S(3), &err));
    assert_false(graph_remember(&fake.graph, TIME_S(4), &err));
    check_err(&err, ERR_ARGUMENT,
        "requirement failed: Remember duration already set as 3000 ms. Cannot set it "
        "again.");
    assert_int_equal(fake.graph.remember, TIME_S(3));
    fake_graph_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slides_come_from_the_parent),
        cmocka_unit_test(test_input_streams_are_numbered_in_order),
        cmocka_unit_test(test_times_count_from_the_zero_time),
        cmocka_unit_test(test_no_rdd_at_other_times),
        cmocka_unit_test(test_a_time_is_computed_once_for_all_outputs),
        cmocka_unit_test(test_each_operator_makes_its_rdd),
        cmocka_unit_test(test_times_before_the_first_batch_hold_nothing),
        cmocka_unit_test(test_streams_remember_their_slide_by_default),
        cmocka_unit_test(test_the_longest_memory_wins),
        cmocka_unit_test(test_old_rdds_are_forgotten),
        cmocka_unit_test(test_forgetting_removes_received_and_kept_blocks),
        cmocka_unit_test(test_the_graph_holds_what_it_remembers_or_has_queued),
        cmocka_unit_test(test_a_window_is_kept_through_its_parent),
        cmocka_unit_test(test_a_window_of_a_window_keeps_the_source),
        cmocka_unit_test(test_persist_is_refused_after_the_start),
        cmocka_unit_test(test_a_start_without_output_is_refused),
        cmocka_unit_test(test_remember_can_be_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
