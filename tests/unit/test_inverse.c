/* tests/unit/test_inverse.c -- windows that are made of the window before (semantics
 * 6.4). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

static StreamId add_window(FakeGraph *fake, StreamId parent, int length_s, int slide_s,
    FuncId filter)
{
    StreamId id = STREAM_NONE;
    InverseWindow work = {.length = TIME_S(length_s),
        .slide = TIME_S(slide_s),
        .reduce = 1,
        .inverse = 2,
        .parallelism = 5,
        .filter = filter};
    assert_true(
        graph_add_inverse_window(&fake->graph, &fake_site, parent, &work, &id, NULL));
    fake_output(fake, id);
    return id;
}

/* A window over batches that are reduced into three partitions; started. */
static StreamId open_window(FakeGraph *fake, int length_s, int slide_s, FuncId filter)
{
    fake_graph_open(fake);
    graph_set_checkpoint_folder(&fake->graph, "folder");
    StreamId reduced = fake_reduced(fake, fake_receiver(fake), 1, 3);
    StreamId id = add_window(fake, reduced, length_s, slide_s, filter);
    assert_true(graph_start(&fake->graph, 0, NULL, NULL));
    return id;
}

/* "[3] -1,2 +5,6": the window before (the batch that it ends at, or 0), the batches
 * that left and those that entered. */
static void check_sides(FakeGraph *fake, StreamId id, int second, const char *wanted)
{
    const Rdd *rdd = fake_rdd(fake, id, second);
    assert_non_null(rdd);
    const Rdd *merged = rdd->narrow.op == NARROW_FILTER
        ? rdds_get(&fake->rdds, parent_of(rdd, 0))
        : rdd;
    assert_int_equal(merged->narrow.op, NARROW_INVERSE);
    const Rdd *together = rdds_get(&fake->rdds, parent_of(merged, 0));
    assert_int_equal(together->kind, RDD_COGROUPED);
    const Rdd *before = rdds_get(&fake->rdds, parent_of(together, 0));
    bool is_window = before->kind == RDD_NARROW;
    Buffer text = {0};
    buffer_printf(&text, "[%d]", is_window ? (int)(before->batch / TIME_S(1)) : 0);
    for (int i = 1; i < together->n_deps; i++) {
        const Rdd *batch = rdds_get(&fake->rdds, parent_of(together, i));
        int leaving = (int)merged->narrow.number;
        buffer_append_string(&text,
            i == 1 && leaving > 0  ? " -"
                : i == leaving + 1 ? " +"
                                   : ",");
        buffer_printf(&text, "%d", (int)(batch->batch / TIME_S(1)));
        assert_null(together->deps[i].shuffle);
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_one_batch_leaves_and_one_enters(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 3, 1, FUNC_NONE);
    static const char *const wanted[] = {"[0] +1", "[1] +2", "[2] +3", "[3] -1 +4",
        "[4] -2 +5"};
    for (int second = 1; second <= 5; second++)
        check_sides(&fake, id, second, wanted[second - 1]);
    fake_graph_close(&fake);
}

static void test_several_batches_leave_and_enter(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 4, 2, FUNC_NONE);
    assert_null(fake_rdd(&fake, id, 1));
    check_sides(&fake, id, 2, "[0] +1,2");
    check_sides(&fake, id, 4, "[2] +3,4");
    check_sides(&fake, id, 6, "[4] -1,2 +5,6");
    fake_graph_close(&fake);
}

static void test_a_window_that_turns_over_whole(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 2, 2, FUNC_NONE);
    check_sides(&fake, id, 2, "[0] +1,2");
    check_sides(&fake, id, 4, "[2] -1,2 +3,4");
    fake_graph_close(&fake);
}

/* Before the first window there is an empty one, which has no partitioner and is
 * shuffled; the first window is not. */
static void test_the_first_window_has_an_empty_one_before_it(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 3, 1, FUNC_NONE);
    const Rdd *first = fake_rdd(&fake, id, 1);
    assert_int_equal(keys_in(first), 3);
    assert_int_equal(first->level, LEVEL_MEMORY_ONLY_SER);
    const Rdd *together = rdds_get(&fake.rdds, parent_of(first, 0));
    const Rdd *nothing = rdds_get(&fake.rdds, parent_of(together, 0));
    assert_int_equal(nothing->kind, RDD_COLLECTION);
    assert_int_equal(nothing->partitions, 5); /* the default parallelism */
    assert_non_null(together->deps[0].shuffle);

    together = rdds_get(&fake.rdds, parent_of(fake_rdd(&fake, id, 2), 0));
    assert_null(together->deps[0].shuffle);
    fake_graph_close(&fake);
}

static void test_a_filter_is_a_step_of_its_own(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 2, 1, 9);
    const Rdd *rdd = fake_rdd(&fake, id, 2);
    assert_int_equal(rdd->narrow.op, NARROW_FILTER);
    assert_int_equal(rdd->narrow.func, 9);
    assert_int_equal(keys_in(rdd), 3);
    const Rdd *merged = rdds_get(&fake.rdds, parent_of(rdd, 0));
    assert_int_equal(merged->narrow.func, 1);
    assert_int_equal(merged->narrow.inverse, 2);
    check_sides(&fake, id, 2, "[1] +2");
    fake_graph_close(&fake);
}

/* The window is kept and checkpointed; what it is made of is kept as long as a window
 * and what the window has to remember. */
static void test_memory_and_checkpoints(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = open_window(&fake, 3, 1, FUNC_NONE);
    const DStream *window = graph_stream(&fake.graph, id);
    const DStream *reduced = graph_stream(&fake.graph, window->parents[0]);
    assert_int_equal(window->checkpoint, TIME_S(10));
    assert_int_equal(window->remember, TIME_S(20));
    assert_int_equal(reduced->remember, TIME_S(23));
    assert_int_equal(reduced->level, LEVEL_MEMORY_ONLY_SER);
    assert_string_equal(stream_class_name(window), "ReducedWindowedDStream");
    fake_graph_close(&fake);
}

static void check_refused(int length_s, int slide_s, const char *message)
{
    FakeGraph fake;
    Err err;
    StreamId id;
    fake_graph_open(&fake);
    StreamId parent = fake_window(&fake, fake_receiver(&fake), 2, 2);
    int streams = fake.graph.n_streams;
    InverseWindow work = {.length = TIME_S(length_s), .slide = TIME_S(slide_s)};
    assert_false(graph_check_inverse(&fake.graph, parent, &work, &err));
    assert_string_equal(err.message, message);
    assert_false(
        graph_add_inverse_window(&fake.graph, &fake_site, parent, &work, &id, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message, message);
    assert_int_equal(fake.graph.n_streams, streams);
    fake_graph_close(&fake);
}

static void test_lengths_and_slides_are_multiples(void **state)
{
    (void)state;
    check_refused(3, 2,
        "requirement failed: The window duration of ReducedWindowedDStream (3000 ms) "
        "must be multiple of the slide duration of parent DStream (2000 ms)");
    check_refused(4, 3,
        "requirement failed: The slide duration of ReducedWindowedDStream (3000 ms) "
        "must be multiple of the slide duration of parent DStream (2000 ms)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_batch_leaves_and_one_enters),
        cmocka_unit_test(test_several_batches_leave_and_enter),
        cmocka_unit_test(test_a_window_that_turns_over_whole),
        cmocka_unit_test(test_the_first_window_has_an_empty_one_before_it),
        cmocka_unit_test(test_a_filter_is_a_step_of_its_own),
        cmocka_unit_test(test_memory_and_checkpoints),
        cmocka_unit_test(test_lengths_and_slides_are_multiples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
