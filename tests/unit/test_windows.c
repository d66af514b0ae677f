/* tests/unit/test_windows.c -- which batches a window covers (semantics 6.1, 6.2, 6.5).
 */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

/* The numbers of the batches in a window, "{1,2}", or "-" if it has no RDD. */
static void check_window(FakeGraph *fake, StreamId window, int second,
    const char *wanted)
{
    const Rdd *rdd = fake_rdd(fake, window, second);
    Buffer text = {0};
    buffer_append_string(&text, rdd == NULL ? "-" : "{");
    for (int i = 0; rdd != NULL && i < rdd->n_deps; i++) {
        const Rdd *batch = rdds_find(&fake->rdds, parent_of(rdd, i));
        buffer_printf(&text, "%s%d", i > 0 ? "," : "", (int)batch->blocks[0].second);
    }
    if (rdd != NULL)
        buffer_append_byte(&text, '}');
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

typedef struct Case {
    int length_s;
    int slide_s;
    const char *batches[6]; /* at 1 s, 2 s, ... */
} Case;

/* The table of semantics 6.5. */
static void test_windows_cover_sparks_batches(void **state)
{
    (void)state;
    static const Case cases[] = {
        {2, 1, {"{1}", "{1,2}", "{2,3}", "{3,4}", "{4,5}", "{5,6}"}},
        {2, 2, {"-", "{1,2}", "-", "{3,4}", "-", "{5,6}"}},
        {4, 2, {"-", "{1,2}", "-", "{1,2,3,4}", "-", "{3,4,5,6}"}},
        {2, 3, {"-", "-", "{2,3}", "-", "-", "{5,6}"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FakeGraph fake;
        fake_graph_open(&fake);
        StreamId input = fake_receiver(&fake);
        StreamId window =
            fake_window(&fake, input, cases[i].length_s, cases[i].slide_s);
        fake_output(&fake, window);
        graph_start(&fake.graph, 0, NULL, NULL);
        for (int second = 1; second <= 6; second++)
            check_window(&fake, window, second, cases[i].batches[second - 1]);
        fake_graph_close(&fake);
    }
}

static void test_windows_count_from_the_zero_time(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId window = fake_window(&fake, fake_receiver(&fake), 3, 2);
    fake_output(&fake, window);
    graph_start(&fake.graph, TIME_S(7), NULL, NULL);
    check_window(&fake, window, 8, "-");
    check_window(&fake, window, 9, "{8,9}");
    check_window(&fake, window, 11, "{9,10,11}");
    fake_graph_close(&fake);
}

static void test_a_window_of_windows_slides_over_windows(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId inner = fake_window(&fake, fake_receiver(&fake), 2, 2);
    StreamId outer = fake_window(&fake, inner, 4, 4);
    fake_output(&fake, outer);
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_null(fake_rdd(&fake, outer, 2));
    const Rdd *rdd = fake_rdd(&fake, outer, 4);
    assert_int_equal(rdd->n_deps, 2);
    assert_int_equal(rdd->partitions, 4);
    assert_int_equal(parent_of(rdd, 0), fake_rdd(&fake, inner, 2)->id);
    assert_int_equal(parent_of(rdd, 1), fake_rdd(&fake, inner, 4)->id);
    fake_graph_close(&fake);
}

static void test_partitions_of_a_window_add_up(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId window = fake_window(&fake, input, 3, 1);
    fake_output(&fake, window);
    graph_start(&fake.graph, 0, NULL, NULL);
    fake.blocks_a_batch = 2;
    fake_rdd(&fake, input, 1);
    fake.blocks_a_batch = 0;
    fake_rdd(&fake, input, 2);
    fake.blocks_a_batch = 5;
    const Rdd *rdd = fake_rdd(&fake, window, 3);
    assert_int_equal(rdd->kind, RDD_UNION);
    assert_int_equal(rdd->partitions, 7);
    assert_int_equal(rdd->n_deps, 2);
    fake_graph_close(&fake);
}

/* At a valid time there is always an RDD, perhaps with no partitions. */
static void test_a_window_over_nothing_is_an_rdd(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId window = fake_window(&fake, fake_receiver(&fake), 3, 1);
    fake_output(&fake, window);
    graph_start(&fake.graph, 0, NULL, NULL);
    fake.blocks_a_batch = 0;
    const Rdd *rdd = fake_rdd(&fake, window, 2);
    assert_non_null(rdd);
    assert_int_equal(rdd->partitions, 0);
    fake_graph_close(&fake);
}

/* Semantics 6.3: reduceByKeyAndWindow shuffles once a batch and not after the window.
 */
static void test_a_window_over_reduced_batches_keeps_their_partitions(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId reduced = fake_reduced(&fake, fake_receiver(&fake), 1, 3);
    StreamId window = fake_window(&fake, reduced, 3, 2);
    StreamId total = fake_reduced(&fake, window, 1, 3);
    fake_output(&fake, total);
    graph_start(&fake.graph, 0, NULL, NULL);
    const Rdd *rdd = fake_rdd(&fake, total, 4);
    assert_int_equal(rdd->kind, RDD_COMBINED);
    assert_int_equal(rdd->partitions, 3);
    const Rdd *all = rdds_find(&fake.rdds, parent_of(rdd, 0));
    assert_int_equal(all->kind, RDD_ALIGNED_UNION);
    assert_int_equal(all->partitions, 3);
    assert_int_equal(all->n_deps, 3);
    assert_int_equal(fake.rdds.next_shuffle, 3);
    fake_graph_close(&fake);
}

static RddId enqueue(FakeGraph *fake, StreamId queue)
{
    BlockId block = {BLOCK_INPUT, 0, 0};
    RddId rdd = make_blocks(&fake->rdds, &block, 1);
    graph_enqueue(&fake->graph, queue, rdd);
    return rdd;
}

/* Semantics 6.2: window(2 s, 3 s) over a queue 1, 2, 3, 4 is 1, 2 at 3 s and 3, 4 at
 * 6 s, since the queue is asked only for times inside a window. */
static void test_a_queue_behind_a_window_is_pulled_late(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId queue;
    assert_true(graph_add_queue(&fake.graph, &fake_site, true, &queue, NULL));
    RddId first = enqueue(&fake, queue);
    for (int i = 0; i < 3; i++)
        enqueue(&fake, queue);
    StreamId window = fake_window(&fake, queue, 2, 3);
    fake_output(&fake, window);
    graph_start(&fake.graph, 0, NULL, NULL);
    for (int second = 1; second <= 6; second++) {
        const Rdd *rdd = fake_rdd(&fake, window, second);
        assert_int_equal(rdd != NULL, second % 3 == 0);
        if (rdd != NULL) {
            RddId oldest = first + (second == 3 ? 0 : 2);
            assert_int_equal(rdd->n_deps, 2);
            assert_int_equal(parent_of(rdd, 0), oldest);
            assert_int_equal(parent_of(rdd, 1), oldest + 1);
        }
    }
    assert_false(fake_remembers(&fake, queue, 1));
    assert_false(fake_remembers(&fake, queue, 4));
    fake_graph_close(&fake);
}

static void test_another_output_asks_the_queue_at_each_tick(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId queue;
    assert_true(graph_add_queue(&fake.graph, &fake_site, true, &queue, NULL));
    RddId first = enqueue(&fake, queue);
    for (int i = 0; i < 2; i++)
        enqueue(&fake, queue);
    StreamId window = fake_window(&fake, queue, 2, 3);
    fake_output(&fake, window);
    fake_output(&fake, queue);
    graph_start(&fake.graph, 0, NULL, NULL);
    for (int second = 1; second <= 3; second++) {
        fake_rdd(&fake, window, second);
        assert_int_equal(fake_rdd(&fake, queue, second)->id, first + second - 1);
    }
    const Rdd *rdd = fake_rdd(&fake, window, 3);
    assert_int_equal(parent_of(rdd, 0), first + 1);
    assert_int_equal(parent_of(rdd, 1), first + 2);
    fake_graph_close(&fake);
}

static void check_refused(SimTime length, SimTime slide, const char *message)
{
    FakeGraph fake;
    Err err;
    StreamId id;
    fake_graph_open(&fake);
    StreamId parent = fake_window(&fake, fake_receiver(&fake), 2, 2);
    assert_false(
        graph_add_window(&fake.graph, &fake_site, parent, length, slide, &id, &err));
    assert_int_equal(err.code, ERR_EXCEPTION);
    assert_string_equal(err.message, message);
    assert_int_equal(fake.graph.n_streams, 2);
    assert_int_equal(graph_stream(&fake.graph, parent)->level, LEVEL_NONE);
    fake_graph_close(&fake);
}

static void test_lengths_and_slides_are_multiples_of_the_parents_slide(void **state)
{
    (void)state;
    check_refused(TIME_S(3), TIME_S(2),
        "The window duration of windowed DStream (3000 ms) must be a multiple of the "
        "slide duration of parent DStream (2000 ms)");
    check_refused(TIME_S(4), TIME_MS(2500),
        "The slide duration of windowed DStream (2500 ms) must be a multiple of the "
        "slide duration of parent DStream (2000 ms)");
    check_refused(TIME_S(1), TIME_S(1),
        "The window duration of windowed DStream (1000 ms) must be a multiple of the "
        "slide duration of parent DStream (2000 ms)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_windows_cover_sparks_batches),
        cmocka_unit_test(test_windows_count_from_the_zero_time),
        cmocka_unit_test(test_a_window_of_windows_slides_over_windows),
        cmocka_unit_test(test_partitions_of_a_window_add_up),
        cmocka_unit_test(test_a_window_over_nothing_is_an_rdd),
        cmocka_unit_test(test_a_window_over_reduced_batches_keeps_their_partitions),
        cmocka_unit_test(test_a_queue_behind_a_window_is_pulled_late),
        cmocka_unit_test(test_another_output_asks_the_queue_at_each_tick),
        cmocka_unit_test(test_lengths_and_slides_are_multiples_of_the_parents_slide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
