/* tests/unit/test_inputs.c -- what input streams give: blocks, and queued RDDs
 * (semantics 3.7, 9.3). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

static StreamId open_queue(FakeGraph *fake, bool one_at_a_time)
{
    fake_graph_open(fake);
    StreamId queue = STREAM_NONE;
    graph_add_queue(&fake->graph, &fake_site, one_at_a_time, &queue, NULL);
    fake_output(fake, queue);
    graph_start(&fake->graph, 0, NULL, NULL);
    return queue;
}

static RddId add_rdd(FakeGraph *fake, int partitions)
{
    BlockId blocks[4] = {{BLOCK_INPUT, 0, 0}};
    return make_blocks(&fake->rdds, blocks, partitions);
}

static RddId enqueue(FakeGraph *fake, StreamId queue, int partitions)
{
    RddId rdd = add_rdd(fake, partitions);
    graph_enqueue(&fake->graph, queue, rdd);
    return rdd;
}

static void test_a_block_is_a_partition(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId first = fake_receiver(&fake);
    StreamId second = fake_receiver(&fake);
    fake_output(&fake, first);
    fake_output(&fake, second);
    graph_start(&fake.graph, 0, NULL, NULL);
    fake.blocks_a_batch = 3;
    const Rdd *rdd = fake_rdd(&fake, second, 2);
    assert_int_equal(rdd->partitions, 3);
    assert_int_equal(rdd->blocks[0].first, 1);
    assert_int_equal(rdd->blocks[0].second, 2);

    /* An empty batch is an RDD, too. */
    fake.blocks_a_batch = 0;
    rdd = fake_rdd(&fake, first, 2);
    assert_non_null(rdd);
    assert_int_equal(rdd->partitions, 0);
    fake_graph_close(&fake);
}

/* Vector "queue input stream - oneAtATime = true"; an RDD may be pushed while it runs.
 */
static void test_one_queued_rdd_a_batch(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId queue = open_queue(&fake, true);
    RddId rdds[5];
    rdds[0] = enqueue(&fake, queue, 1);
    rdds[1] = enqueue(&fake, queue, 1);
    assert_int_equal(fake_rdd(&fake, queue, 1)->id, rdds[0]);
    rdds[2] = enqueue(&fake, queue, 1);
    rdds[3] = enqueue(&fake, queue, 1);
    assert_int_equal(fake_rdd(&fake, queue, 2)->id, rdds[1]);
    rdds[4] = enqueue(&fake, queue, 1);
    assert_false(graph_is_dry(&fake.graph));
    for (int second = 3; second <= 5; second++)
        assert_int_equal(fake_rdd(&fake, queue, second)->id, rdds[second - 1]);
    assert_true(graph_is_dry(&fake.graph));
    assert_int_equal(fake_rdd(&fake, queue, 4)->id, rdds[3]);
    fake_graph_close(&fake);
}

/* Vector "queue input stream - oneAtATime = false". */
static void test_all_queued_rdds_in_one_batch(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId queue = open_queue(&fake, false);
    RddId first = enqueue(&fake, queue, 2);
    enqueue(&fake, queue, 0);
    RddId third = enqueue(&fake, queue, 1);
    const Rdd *rdd = fake_rdd(&fake, queue, 1);
    assert_int_equal(rdd->kind, RDD_UNION);
    assert_int_equal(rdd->partitions, 3);
    assert_int_equal(rdd->n_deps, 3);
    assert_int_equal(parent_of(rdd, 0), first);
    assert_int_equal(parent_of(rdd, 2), third);
    assert_true(graph_is_dry(&fake.graph));

    RddId fourth = enqueue(&fake, queue, 1);
    rdd = fake_rdd(&fake, queue, 2);
    assert_int_equal(rdd->n_deps, 1);
    assert_int_equal(parent_of(rdd, 0), fourth);
    fake_graph_close(&fake);
}

/* Never "no RDD": without a default it has no partitions. */
static void test_an_empty_queue_gives_an_empty_rdd(void **state)
{
    (void)state;
    for (int one_at_a_time = 0; one_at_a_time <= 1; one_at_a_time++) {
        FakeGraph fake;
        StreamId queue = open_queue(&fake, one_at_a_time);
        const Rdd *rdd = fake_rdd(&fake, queue, 1);
        assert_non_null(rdd);
        assert_int_equal(rdd->partitions, 0);
        assert_int_equal(rdd->stream, queue);
        fake_graph_close(&fake);
    }
}

static void test_an_empty_queue_gives_the_default(void **state)
{
    (void)state;
    for (int one_at_a_time = 0; one_at_a_time <= 1; one_at_a_time++) {
        FakeGraph fake;
        StreamId queue = open_queue(&fake, one_at_a_time);
        RddId standard = add_rdd(&fake, 1);
        graph_set_default_rdd(&fake.graph, queue, standard);
        enqueue(&fake, queue, 2);
        assert_int_not_equal(fake_rdd(&fake, queue, 1)->id, standard);
        assert_int_equal(fake_rdd(&fake, queue, 2)->id, standard);
        assert_int_equal(fake_rdd(&fake, queue, 3)->id, standard);
        fake_graph_close(&fake);
    }
}

/* A queue that no output uses is never asked, so it does not keep a run going. */
static void test_queues_without_output_do_not_count(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId used;
    StreamId unused;
    assert_true(graph_add_queue(&fake.graph, &fake_site, true, &used, NULL));
    assert_true(graph_add_queue(&fake.graph, &fake_site, true, &unused, NULL));
    fake_output(&fake, used);
    enqueue(&fake, used, 1);
    enqueue(&fake, unused, 1);
    graph_start(&fake.graph, 0, NULL, NULL);
    assert_false(graph_is_dry(&fake.graph));
    fake_rdd(&fake, used, 1);
    assert_true(graph_is_dry(&fake.graph));
    fake_graph_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_block_is_a_partition),
        cmocka_unit_test(test_one_queued_rdd_a_batch),
        cmocka_unit_test(test_all_queued_rdds_in_one_batch),
        cmocka_unit_test(test_an_empty_queue_gives_an_empty_rdd),
        cmocka_unit_test(test_an_empty_queue_gives_the_default),
        cmocka_unit_test(test_queues_without_output_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
