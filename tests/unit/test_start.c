/* tests/unit/test_start.c -- what a start settles and what it refuses (semantics 4.6,
 * 7.2, 7.3). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

static int open_graph(void **state)
{
    static FakeGraph fake;
    fake_graph_open(&fake);
    graph_set_checkpoint_folder(&fake.graph, "folder");
    *state = &fake;
    return 0;
}

static int close_graph(void **state)
{
    fake_graph_close(*state);
    return 0;
}

static const DStream *stream_of(const FakeGraph *fake, StreamId id)
{
    return graph_stream(&fake->graph, id);
}

static StreamId add_update(FakeGraph *fake, StreamId parent)
{
    StreamId id = STREAM_NONE;
    Partitioner *hash = partitioner_new_hash(2);
    UpdateState work = {.op = NARROW_UPDATE,
        .func = 1,
        .partitioner = hash,
        .initial = RDD_NONE};
    graph_add_update(&fake->graph, &fake_site, parent, &work, &id, NULL);
    partitioner_release(hash);
    return id;
}

static StreamId add_map_state(FakeGraph *fake, StreamId parent)
{
    StreamId id = STREAM_NONE;
    Partitioner *hash = partitioner_new_hash(2);
    MapState work = {.func = 1, .partitioner = hash, .initial = RDD_NONE};
    graph_add_map_state(&fake->graph, &fake_site, parent, &work, &id, NULL);
    partitioner_release(hash);
    return id;
}

static void start(FakeGraph *fake)
{
    Err err = {.code = ERR_NONE};
    assert_true(graph_start(&fake->graph, 0, NULL, &err));
}

static void check_refused(FakeGraph *fake, const char *message)
{
    Err err;
    StreamId fault = -7;
    assert_false(graph_start(&fake->graph, 0, &fault, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message, message);
    assert_int_not_equal(fault, -7);
    assert_false(fake->graph.started);
}

/* Semantics 7.2: every 10 s, in whole slides; mapWithState every 10 slides. */
static void test_streams_with_state_checkpoint_unasked(void **state)
{
    static const struct {
        int slide_s;
        int interval_s;
    } cases[] = {{1, 10}, {3, 12}, {4, 12}, {10, 10}, {15, 15}};
    FakeGraph *fake = *state;
    StreamId streams[5];
    StreamId mapped[5];
    for (int i = 0; i < 5; i++) {
        StreamId window =
            fake_window(fake, fake_receiver(fake), cases[i].slide_s, cases[i].slide_s);
        streams[i] = add_update(fake, window);
        mapped[i] = add_map_state(fake, window);
        fake_output(fake, streams[i]);
        fake_output(fake, mapped[i]);
    }
    start(fake);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(stream_of(fake, streams[i])->checkpoint,
            TIME_S(cases[i].interval_s));
        assert_int_equal(stream_of(fake, mapped[i])->checkpoint,
            TIME_S(10 * cases[i].slide_s));
    }
}

/* A checkpointed stream remembers twice its interval; what it is made from, as long. */
static void test_checkpointing_takes_a_longer_memory(void **state)
{
    FakeGraph *fake = *state;
    StreamId input = fake_receiver(fake);
    StreamId updated = add_update(fake, input);
    StreamId after = fake_map(fake, updated);
    assert_true(graph_checkpoint(&fake->graph, updated, TIME_S(3), NULL));
    fake_output(fake, after);
    start(fake);
    assert_int_equal(stream_of(fake, updated)->checkpoint, TIME_S(3));
    assert_int_equal(stream_of(fake, updated)->remember, TIME_S(6));
    assert_int_equal(stream_of(fake, input)->remember, TIME_S(6));
    assert_int_equal(stream_of(fake, after)->remember, TIME_S(1));
    assert_int_equal(stream_of(fake, after)->checkpoint, 0);
}

static void test_what_the_program_wants_is_the_least(void **state)
{
    FakeGraph *fake = *state;
    StreamId input = fake_receiver(fake);
    StreamId window = fake_window(fake, input, 4, 2);
    fake_output(fake, window);
    assert_true(graph_remember(&fake->graph, TIME_S(5), NULL));
    start(fake);
    assert_int_equal(stream_of(fake, window)->remember, TIME_S(5));
    assert_int_equal(stream_of(fake, input)->remember, TIME_S(9));
}

static void test_streams_without_output_are_left_alone(void **state)
{
    FakeGraph *fake = *state;
    StreamId input = fake_receiver(fake);
    StreamId unused = add_update(fake, input);
    graph_set_checkpoint_folder(&fake->graph, NULL);
    fake_output(fake, input);
    start(fake);
    assert_false(stream_of(fake, unused)->initialized);
    assert_int_equal(stream_of(fake, unused)->checkpoint, 0);
    assert_int_equal(stream_of(fake, unused)->remember, 0);
}

/* Errors, in the order in which Spark looks. */

static void test_a_checkpoint_needs_a_folder(void **state)
{
    FakeGraph *fake = *state;
    graph_set_checkpoint_folder(&fake->graph, NULL);
    fake_output(fake, fake_map(fake, add_update(fake, fake_receiver(fake))));
    check_refused(fake,
        "requirement failed: The checkpoint directory has not been set. Please set it by "
        "StreamingContext.checkpoint().");
}

static void test_an_interval_below_the_slide_is_refused(void **state)
{
    FakeGraph *fake = *state;
    StreamId window = fake_window(fake, fake_receiver(fake), 4, 4);
    StreamId mapped = fake_map(fake, window);
    assert_true(graph_checkpoint(&fake->graph, mapped, TIME_S(2), NULL));
    fake_output(fake, mapped);
    check_refused(fake,
        "requirement failed: The checkpoint interval for MappedDStream has been set to "
        "2000 ms which is lower than its slide time (4000 ms). Please set it to at least "
        "4000 ms.");
}

static void test_an_interval_is_a_multiple_of_the_slide(void **state)
{
    FakeGraph *fake = *state;
    StreamId updated = add_update(fake, fake_receiver(fake));
    assert_true(graph_checkpoint(&fake->graph, updated, TIME_MS(2500), NULL));
    fake_output(fake, updated);
    check_refused(fake,
        "requirement failed: The checkpoint interval for StateDStream has been set to  "
        "2500 ms which not a multiple of its slide time (1000 ms). Please set it to a "
        "multiple of 1000 ms.");
}

static void test_what_is_checkpointed_is_kept(void **state)
{
    FakeGraph *fake = *state;
    StreamId mapped = fake_map(fake, fake_receiver(fake));
    assert_true(graph_checkpoint(&fake->graph, mapped, TIME_S(2), NULL));
    assert_int_equal(stream_of(fake, mapped)->level, LEVEL_MEMORY_ONLY_SER);
    assert_true(graph_persist(&fake->graph, mapped, LEVEL_NONE, NULL));
    fake_output(fake, mapped);
    check_refused(fake,
        "requirement failed: MappedDStream has been marked for checkpointing but the "
        "storage level has not been set to enable persisting. Please use "
        "DStream.persist() to set the storage level to use memory for better "
        "checkpointing performance.");
}

/* Only what is reached is looked at, and parents after their children. */
static void test_parents_are_looked_at_too(void **state)
{
    FakeGraph *fake = *state;
    StreamId first = fake_map(fake, fake_receiver(fake));
    StreamId second = fake_map(fake, first);
    assert_true(graph_checkpoint(&fake->graph, first, TIME_MS(1500), NULL));
    assert_true(graph_checkpoint(&fake->graph, second, TIME_MS(2500), NULL));
    fake_output(fake, second);
    Err err;
    assert_false(graph_start(&fake->graph, 0, NULL, &err));
    assert_non_null(strstr(err.message, "2500 ms"));

    assert_true(graph_checkpoint(&fake->graph, second, TIME_S(2), NULL));
    assert_false(graph_start(&fake->graph, 0, NULL, &err));
    assert_non_null(strstr(err.message, "1500 ms"));
}

static void test_intervals_are_fixed_by_the_start(void **state)
{
    FakeGraph *fake = *state;
    Err err;
    StreamId mapped = fake_map(fake, fake_receiver(fake));
    fake_output(fake, mapped);
    start(fake);
    assert_false(graph_checkpoint(&fake->graph, mapped, TIME_S(2), &err));
    assert_int_equal(err.code, ERR_UNSUPPORTED);
    assert_string_equal(err.message,
        "Cannot change checkpoint interval of a DStream after streaming context has "
        "started");
    assert_int_equal(stream_of(fake, mapped)->checkpoint, 0);
}

/* Each RDD at a multiple of the interval is marked, and no other. */
static void test_rdds_are_marked_at_the_interval(void **state)
{
    FakeGraph *fake = *state;
    StreamId mapped = fake_map(fake, fake_receiver(fake));
    assert_true(graph_checkpoint(&fake->graph, mapped, TIME_S(3), NULL));
    fake_output(fake, mapped);
    assert_true(graph_start(&fake->graph, TIME_S(2), NULL, NULL));
    for (int second = 3; second <= 11; second++) {
        const Rdd *rdd = fake_rdd(fake, mapped, second);
        assert_int_equal(rdd->checkpoint_wanted, (second - 2) % 3 == 0);
        assert_int_equal(rdd->level, LEVEL_MEMORY_ONLY_SER);
    }
}

#define OF_A_GRAPH(test) cmocka_unit_test_setup_teardown(test, open_graph, close_graph)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_A_GRAPH(test_streams_with_state_checkpoint_unasked),
        OF_A_GRAPH(test_checkpointing_takes_a_longer_memory),
        OF_A_GRAPH(test_what_the_program_wants_is_the_least),
        OF_A_GRAPH(test_streams_without_output_are_left_alone),
        OF_A_GRAPH(test_a_checkpoint_needs_a_folder),
        OF_A_GRAPH(test_an_interval_below_the_slide_is_refused),
        OF_A_GRAPH(test_an_interval_is_a_multiple_of_the_slide),
        OF_A_GRAPH(test_what_is_checkpointed_is_kept),
        OF_A_GRAPH(test_parents_are_looked_at_too),
        OF_A_GRAPH(test_intervals_are_fixed_by_the_start),
        OF_A_GRAPH(test_rdds_are_marked_at_the_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
