/* tests/unit/test_state_streams.c -- which RDDs updateStateByKey and mapWithState make
 * of a batch (semantics 5.5, 5.6). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

/* A generator that gives an RDD of one partition, but for batch 3. */
static bool generate(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    (void)func;
    (void)rdds;
    (void)failure;
    FakeGraph *fake = subject;
    assert_int_equal(n, 0);
    *rdd = time == TIME_S(3) ? RDD_NONE : make_source(&fake->rdds, 1);
    return true;
}

static StreamId open_graph(FakeGraph *fake)
{
    fake_graph_open(fake);
    graph_set_checkpoint_folder(&fake->graph, "folder");
    fake->graph.driver = (GraphDriver){.subject = fake, .make_rdd = generate};
    StreamId id = STREAM_NONE;
    graph_add_generator(&fake->graph, &fake_site, 1, &id, NULL);
    return id;
}

/* States in two partitions. */
static StreamId add_update(FakeGraph *fake, StreamId parent, bool remembers,
    RddId initial)
{
    StreamId id = STREAM_NONE;
    Partitioner *hash = partitioner_new_hash(2);
    UpdateState work = {.op = NARROW_UPDATE,
        .func = 4,
        .partitioner = hash,
        .remembers = remembers,
        .initial = initial};
    graph_add_update(&fake->graph, &fake_site, parent, &work, &id, NULL);
    partitioner_release(hash);
    fake_output(fake, id);
    return id;
}

static StreamId add_map_state(FakeGraph *fake, StreamId parent, int timeout_s,
    RddId initial)
{
    StreamId id = STREAM_NONE;
    Partitioner *hash = partitioner_new_hash(2);
    MapState work = {.func = 4,
        .timeout = TIME_S(timeout_s),
        .partitioner = hash,
        .initial = initial};
    graph_add_map_state(&fake->graph, &fake_site, parent, &work, &id, NULL);
    partitioner_release(hash);
    fake_output(fake, id);
    return id;
}

static const Rdd *up(const FakeGraph *fake, const Rdd *rdd, int number)
{
    return rdds_get(&fake->rdds, parent_of(rdd, number));
}

static void test_the_first_batch_groups_its_values(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), true, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *first = fake_rdd(&fake, id, 1);
    assert_int_equal(first->narrow.op, NARROW_UPDATE);
    assert_int_equal(first->narrow.func, 4);
    assert_int_equal(keys_in(first), 2);
    assert_int_equal(first->level, LEVEL_MEMORY_ONLY_SER);
    const Rdd *grouped = up(&fake, first, 0);
    assert_int_equal(grouped->kind, RDD_SHUFFLED);
    assert_int_equal(grouped->aggregator.kind, AGGREGATE_GROUP);
    assert_false(grouped->aggregator.map_side);
    fake_graph_close(&fake);
}

/* The state is where it was; only the values of the batch are shuffled. */
static void test_further_batches_are_brought_to_the_state(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), true, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *first = fake_rdd(&fake, id, 1);
    const Rdd *second = fake_rdd(&fake, id, 2);
    const Rdd *same = up(&fake, second, 0);
    assert_int_equal(same->narrow.op, NARROW_SAME);
    const Rdd *both = up(&fake, same, 0);
    assert_int_equal(both->kind, RDD_COGROUPED);
    assert_int_equal(parent_of(both, 1), first->id);
    assert_non_null(both->deps[0].shuffle);
    assert_null(both->deps[1].shuffle);
    fake_graph_close(&fake);
}

/* Without rememberPartitioner the state is shuffled in every batch. */
static void test_a_state_may_forget_where_its_keys_are(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), false, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    assert_null(fake_rdd(&fake, id, 1)->partitioner);
    const Rdd *both = up(&fake, up(&fake, fake_rdd(&fake, id, 2), 0), 0);
    assert_non_null(both->deps[1].shuffle);
    fake_graph_close(&fake);
}

/* Without an RDD of the batch every state is seen with no values. */
static void test_a_time_without_values_updates_all_states(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), true, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *second = fake_rdd(&fake, id, 2);
    const Rdd *third = fake_rdd(&fake, id, 3);
    assert_int_equal(third->narrow.op, NARROW_UPDATE);
    assert_int_equal(parent_of(third, 0), second->id);
    fake_graph_close(&fake);
}

static void test_no_state_and_no_values_are_no_rdd(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), true, RDD_NONE);
    assert_true(graph_start(&fake.graph, TIME_S(2), NULL, NULL));
    assert_null(fake_rdd(&fake, id, 3));
    fake_graph_close(&fake);
}

static void test_an_initial_state_is_that_of_the_zero_time(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId input = open_graph(&fake);
    RddId initial = make_source(&fake.rdds, 3);
    StreamId id = add_update(&fake, input, true, initial);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *both = up(&fake, up(&fake, fake_rdd(&fake, id, 1), 0), 0);
    assert_int_equal(parent_of(both, 1), initial);
    assert_non_null(both->deps[1].shuffle);
    fake_graph_close(&fake);
}

/* Spark asks for the state before the batch, so RDDs are numbered in this order. */
static void test_the_state_is_asked_for_first(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_update(&fake, open_graph(&fake), true, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *second = fake_rdd(&fake, id, 2);
    const Rdd *both = up(&fake, up(&fake, second, 0), 0);
    assert_true(parent_of(both, 1) < parent_of(both, 0));
    fake_graph_close(&fake);
}

/* mapWithState. */

static void test_mapping_begins_with_a_state_of_nothing(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_map_state(&fake, open_graph(&fake), 0, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *first = fake_rdd(&fake, id, 1);
    assert_int_equal(first->kind, RDD_STATE);
    assert_int_equal(first->partitions, 2);
    assert_int_equal(first->state.func, 4);
    assert_int_equal(first->state.time, TIME_S(1));
    assert_int_equal(first->state.threshold, TIME_NEVER);
    const Rdd *nothing = up(&fake, first, 0);
    assert_int_equal(nothing->kind, RDD_STATE);
    assert_int_equal(nothing->state.func, FUNC_NONE);
    assert_int_equal(up(&fake, nothing, 0)->kind, RDD_STATE_INITIAL);
    assert_int_equal(up(&fake, up(&fake, up(&fake, nothing, 0), 0), 0)->kind,
        RDD_EMPTY);
    assert_non_null(up(&fake, first, 1)->deps[0].shuffle);
    fake_graph_close(&fake);
}

static void test_each_state_is_made_of_the_one_before(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId input = open_graph(&fake);
    RddId initial = make_source(&fake.rdds, 1);
    StreamId id = add_map_state(&fake, input, 4, initial);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *first = fake_rdd(&fake, id, 1);
    const Rdd *second = fake_rdd(&fake, id, 2);
    assert_int_equal(parent_of(second, 0), first->id);
    assert_int_equal(second->state.threshold, TIME_S(-2));
    assert_true(second->state.times_out);
    const Rdd *from = up(&fake, up(&fake, up(&fake, up(&fake, first, 0), 0), 0), 0);
    assert_int_equal(from->id, initial);

    /* Without an RDD of the batch it is mapped with no pairs. */
    const Rdd *third = fake_rdd(&fake, id, 3);
    assert_int_equal(parent_of(third, 0), second->id);
    assert_int_equal(up(&fake, up(&fake, third, 1), 0)->kind, RDD_EMPTY);
    fake_graph_close(&fake);
}

/* Keys time out where the state is checkpointed: every ten slides (5.6). */
static void test_keys_time_out_at_checkpoints(void **state)
{
    (void)state;
    FakeGraph fake;
    StreamId id = add_map_state(&fake, open_graph(&fake), 4, RDD_NONE);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    for (int second = 1; second <= 20; second++) {
        const Rdd *rdd = fake_rdd(&fake, id, second);
        assert_int_equal(rdd->state.full_scan, second % 10 == 0);
        assert_int_equal(rdd->checkpoint_wanted, second % 10 == 0);
    }
    fake_graph_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_first_batch_groups_its_values),
        cmocka_unit_test(test_further_batches_are_brought_to_the_state),
        cmocka_unit_test(test_a_state_may_forget_where_its_keys_are),
        cmocka_unit_test(test_a_time_without_values_updates_all_states),
        cmocka_unit_test(test_no_state_and_no_values_are_no_rdd),
        cmocka_unit_test(test_an_initial_state_is_that_of_the_zero_time),
        cmocka_unit_test(test_the_state_is_asked_for_first),
        cmocka_unit_test(test_mapping_begins_with_a_state_of_nothing),
        cmocka_unit_test(test_each_state_is_made_of_the_one_before),
        cmocka_unit_test(test_keys_time_out_at_checkpoints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
