/* tests/unit/test_lineage.c -- what each maker of RDDs gives: partitions, partitioner,
 * dependencies, numbers. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/make_rdd.h"
#include "vm/graph/coalesce.h"

static int open_set(void **state)
{
    static RddSet set;
    rdds_init(&set, NULL, NULL);
    *state = &set;
    return 0;
}

static int close_set(void **state)
{
    rdds_free(*state);
    return 0;
}

/* Kind, partitions, partitioner (-1 for none) and whether it reads a shuffle. */
static void check(const Rdd *rdd, RddKind kind, int partitions, int keys, bool wide)
{
    assert_int_equal(rdd->kind, kind);
    assert_int_equal(rdd->partitions, partitions);
    assert_int_equal(keys_in(rdd), keys);
    bool found = false;
    for (int i = 0; i < rdd->n_deps; i++)
        found = found || rdd->deps[i].shuffle != NULL;
    assert_int_equal(found, wide);
}

static void test_numbers_follow_the_order_of_making(void **state)
{
    RddSet *set = *state;
    RddId source = make_source(set, 3);
    RddId mapped = make_map(set, source, 7);
    RddId reduced = make_reduced(set, mapped, 1, 2);
    assert_int_equal(source, 0);
    assert_int_equal(mapped, 1);
    assert_int_equal(reduced, 2);
    assert_int_equal(shuffle_of(set, reduced, 0)->id, 0);
    assert_int_equal(shuffle_of(set, make_cogrouped(set, source, mapped, 2), 1)->id, 2);
    assert_int_equal(set->next_id, 4);
    assert_int_equal(set->next_shuffle, 3);
}

static void test_an_rdd_knows_its_scope_and_its_place(void **state)
{
    RddSet *set = *state;
    assert_int_equal(rdds_get(set, make_source(set, 1))->stream, STREAM_NONE);
    set->scope = (RddScope){4, TIME_S(2), COST_UNSET};
    const Rdd *rdd = rdds_get(set, make_source(set, 1));
    assert_int_equal(rdd->stream, 4);
    assert_int_equal(rdd->batch, TIME_S(2));
    assert_string_equal(rdd->site.op, "parallelize");
    assert_string_equal(rdd->site.place.file, "program.lua");
    assert_int_equal(rdd->site.place.line, 7);
}

/* RDD_NARROW_OPS says of each operator whether it keeps the partitioner. */
static void test_narrow_operators_keep_the_partitioner_or_not(void **state)
{
    RddSet *set = *state;
    RddId reduced = make_reduced(set, make_source(set, 4), 1, 3);
    static const struct {
        NarrowOp op;
        bool keeps;
    } cases[] = {{NARROW_MAP, false}, {NARROW_FLAT_MAP, false}, {NARROW_FILTER, true},
        {NARROW_MAP_VALUES, true}, {NARROW_FLAT_MAP_VALUES, true},
        {NARROW_MAP_PARTITIONS, false}, {NARROW_GLOM, false}, {NARROW_KEYS, false},
        {NARROW_SAMPLE, false}, {NARROW_JOIN, true}, {NARROW_FULL_JOIN, true},
        {NARROW_SAME, true}, {NARROW_UPDATE, false}, {NARROW_INVERSE, true},
        {NARROW_STATE_MAPPED, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Rdd *rdd = rdds_get(set, make_narrow(set, reduced, cases[i].op, 9));
        check(rdd, RDD_NARROW, 3, cases[i].keeps ? 3 : -1, false);
        assert_int_equal(rdd->narrow.op, cases[i].op);
        assert_int_equal(rdd->narrow.func, 9);
        assert_int_equal(parent_of(rdd, 0), reduced);
    }
}

/* mapPartitions(f, preservesPartitioning). */
static void test_an_operator_may_be_told_to_keep_it(void **state)
{
    RddSet *set = *state;
    RddId reduced = make_reduced(set, make_source(set, 4), 1, 3);
    CallSite site = made_by("mapPartitions");
    NarrowWork work = {.op = NARROW_MAP_PARTITIONS, .func = 2, .keeps = true};
    check(rdds_add_narrow(set, &site, reduced, &work), RDD_NARROW, 3, 3, false);
}

static void test_spark_classes(void **state)
{
    RddSet *set = *state;
    RddId source = make_source(set, 2);
    assert_string_equal(rdds_get(set, source)->type, "ParallelCollectionRDD");
    assert_string_equal(rdds_get(set, make_map(set, source, 1))->type,
        "MapPartitionsRDD");
    assert_string_equal(rdds_get(set,
                            make_narrow(set, source, NARROW_SAMPLE, FUNC_NONE))
                            ->type,
        "PartitionwiseSampledRDD");
    assert_string_equal(rdds_get(set,
                            make_narrow(set, source, NARROW_ZIP_INDEX, FUNC_NONE))
                            ->type,
        "ZippedWithIndexRDD");
    RddId reduced = make_reduced(set, source, 1, 2);
    assert_string_equal(rdds_get(set, reduced)->type, "ShuffledRDD");
    assert_string_equal(rdds_get(set, make_reduced(set, reduced, 1, 2))->type,
        "MapPartitionsRDD");
}

static void test_an_empty_rdd_has_nothing(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("emptyRDD");
    const Rdd *rdd = rdds_add_empty(set, &site);
    check(rdd, RDD_EMPTY, 0, -1, false);
    assert_int_equal(rdd->n_deps, 0);
}

static void test_text_has_a_partition_for_each_split(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("textFile");
    TextSplits none = {0};
    Err missing;
    err_set(&missing, ERR_INVALID_INPUT, "Input path does not exist: x");
    RddId text = rdds_add_text(set, &site, &none, &missing)->id;
    check(rdds_get(set, text), RDD_TEXT, 0, -1, false);

    /* Whatever is made of it cannot be computed either. */
    RddId source = make_source(set, 1);
    RddId above = make_map(set, make_cogrouped(set, source, text, 2), 1);
    const Rdd *found = rdds_find_missing(set, above);
    assert_int_equal(found->id, text);
    assert_string_equal(found->missing->message, "Input path does not exist: x");
    assert_null(rdds_find_missing(set, source));
}

static void test_partition_by_shuffles_unless_partitioned_so(void **state)
{
    RddSet *set = *state;
    RddId source = make_source(set, 4);
    RddId two = make_partitioned(set, source, 2);
    check(rdds_get(set, two), RDD_SHUFFLED, 2, 2, true);
    assert_int_equal(shuffle_of(set, two, 0)->aggregator.kind, AGGREGATE_NONE);
    assert_int_equal(make_partitioned(set, two, 2), two);
    RddId three = make_partitioned(set, two, 3);
    check(rdds_get(set, three), RDD_SHUFFLED, 3, 3, true);
    assert_int_equal(shuffle_of(set, three, 0)->parent, two);
    assert_int_equal(shuffle_of(set, three, 0)->reader, three);
}

static void test_sorting_always_shuffles(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("sortByKey");
    Partitioner *hash = partitioner_new_hash(2);
    RddId two = make_partitioned(set, make_source(set, 4), 2);
    const Rdd *sorted = rdds_add_sorted(set, &site, two, hash, ORDER_DESCENDING);
    check(sorted, RDD_SHUFFLED, 2, 2, true);
    assert_int_equal(sorted->deps[0].shuffle->order, ORDER_DESCENDING);
    partitioner_release(hash);
}

static void test_combining_is_narrow_where_keys_are_together(void **state)
{
    RddSet *set = *state;
    RddId two = make_partitioned(set, make_source(set, 4), 2);
    const Rdd *reduced = rdds_get(set, make_reduced(set, two, 5, 2));
    check(reduced, RDD_COMBINED, 2, 2, false);
    assert_int_equal(reduced->aggregator.merge, 5);
    check(rdds_get(set, make_reduced(set, two, 5, 3)), RDD_SHUFFLED, 3, 3, true);
}

/* A cogroup reads where it is what is partitioned alike, and shuffles the rest. */
static void test_a_cogroup_shuffles_side_by_side(void **state)
{
    RddSet *set = *state;
    RddId source = make_source(set, 4);
    RddId two = make_partitioned(set, source, 2);
    RddId both = make_cogrouped(set, two, source, 2);
    check(rdds_get(set, both), RDD_COGROUPED, 2, 2, true);
    assert_null(shuffle_of(set, both, 0));
    assert_int_equal(shuffle_of(set, both, 1)->parent, source);
    check(rdds_get(set, make_cogrouped(set, two, two, 2)), RDD_COGROUPED, 2, 2, false);

    RddId apart = make_cogrouped(set, two, source, 3);
    assert_non_null(shuffle_of(set, apart, 0));
    assert_non_null(shuffle_of(set, apart, 1));
    assert_int_not_equal(shuffle_of(set, apart, 0)->id, shuffle_of(set, apart, 1)->id);
}

static void test_subtracting_shuffles_side_by_side(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("subtractByKey");
    RddId source = make_source(set, 4);
    RddId two = make_partitioned(set, source, 2);
    Partitioner *hash = partitioner_new_hash(2);
    const Rdd *left = rdds_add_subtracted(set, &site, source, two, hash);
    check(left, RDD_SUBTRACTED, 2, 2, true);
    assert_non_null(left->deps[0].shuffle);
    assert_null(left->deps[1].shuffle);
    partitioner_release(hash);
}

static void test_a_cartesian_has_every_pair_of_partitions(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("cartesian");
    RddId two = make_partitioned(set, make_source(set, 4), 2);
    const Rdd *rdd = rdds_add_cartesian(set, &site, two, make_source(set, 3));
    check(rdd, RDD_CARTESIAN, 6, -1, false);
    check(rdds_add_cartesian(set, &site, two, make_source(set, 0)), RDD_CARTESIAN, 0,
        -1, false);
}

static void test_zipping_wants_as_many_partitions(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("zip");
    RddId two = make_source(set, 2);
    NarrowWork pairs = {.func = FUNC_NONE, .inverse = FUNC_NONE};
    RddId sides[] = {two, make_source(set, 2)};
    const Rdd *rdd = rdds_add_zipped(set, &site, sides, 2, &pairs);
    check(rdd, RDD_ZIPPED, 2, -1, false);
    assert_null(rdds_find_missing(set, rdd->id));

    sides[1] = make_source(set, 3);
    rdd = rdds_add_zipped(set, &site, sides, 2, &pairs);
    assert_int_equal(rdd->partitions, 0);
    assert_int_equal(rdds_find_missing(set, rdd->id)->id, rdd->id);
    assert_int_equal(rdd->missing->code, ERR_ARGUMENT);
    assert_string_equal(rdd->missing->message,
        "Can't zip RDDs with unequal numbers of partitions: List(2, 3)");
}

static void test_states_stay_where_their_keys_are(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("mapWithState");
    RddId pairs = make_partitioned(set, make_source(set, 1), 3);
    RddId data = make_partitioned(set, make_source(set, 1), 3);
    RddId initial = rdds_add_initial_state(set, &site, pairs, TIME_S(1))->id;
    check(rdds_get(set, initial), RDD_STATE_INITIAL, 3, 3, false);
    StateWork work = {.func = 4, .time = TIME_S(2), .threshold = TIME_NEVER};
    const Rdd *next = rdds_add_state(set, &site, initial, data, &work);
    check(next, RDD_STATE, 3, 3, false);
    assert_int_equal(next->state.func, 4);
    assert_int_equal(parent_of(next, 0), initial);
    assert_int_equal(parent_of(next, 1), data);
}

static void test_a_checkpoint_has_no_parent(void **state)
{
    RddSet *set = *state;
    CallSite site = made_by("map");
    Partitioner *hash = partitioner_new_hash(3);
    const Rdd *rdd = rdds_add_checkpoint(set, &site, "folder/rdd-1", 3, hash);
    partitioner_release(hash);
    check(rdd, RDD_CHECKPOINT, 3, 3, false);
    assert_string_equal(rdd->folder, "folder/rdd-1");
    assert_int_equal(rdd->n_deps, 0);
}

/* Neighbours together, the sizes as even as can be. */
static void test_coalescing_joins_neighbours(void **state)
{
    RddSet *set = *state;
    BlockManager *blocks = blocks_new();
    CallSite site = made_by("coalesce");
    static const struct {
        int before, wanted, after;
        int ends[4];
    } cases[] = {{6, 3, 3, {2, 4, 6}}, {5, 3, 3, {1, 3, 5}}, {7, 2, 2, {3, 7}},
        {3, 5, 3, {1, 2, 3}}, {4, 1, 1, {4}}, {0, 2, 0, {0}}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Rdd *rdd = rdds_add_coalesced(set, &site,
            make_partitioned(set, make_source(set, 1), cases[i].before),
            cases[i].wanted);
        check(rdd, RDD_COALESCED, cases[i].after, -1, false);
        rdds_settle(set, rdd->id, blocks, 0);
        int from = 0;
        for (int p = 0; p < rdd->partitions; p++) {
            int count;
            const int *parts = rdd_coalesced_parts(rdd, p, &count);
            assert_int_equal(parts[0], from);
            from += count;
            assert_int_equal(parts[count - 1], from - 1);
            assert_int_equal(from, cases[i].ends[p]);
        }
    }
    blocks_delete(blocks);
}

/* Semantics 10.6. */
typedef struct Given {
    int partitions;
    int keys; /* -1: no partitioner */
} Given;

static void check_default(RddSet *set, const Given *given, int n, int parallelism,
    int wanted)
{
    RddId parents[3];
    for (int i = 0; i < n; i++) {
        RddId source = make_source(set, given[i].partitions);
        parents[i] =
            given[i].keys < 0 ? source : make_partitioned(set, source, given[i].keys);
    }
    Partitioner *found = rdds_default_partitioner(set, parents, n, parallelism);
    assert_int_equal(found->kind, PARTITIONER_HASH);
    assert_int_equal(found->n, wanted);
    partitioner_release(found);
}

static void test_the_default_partitioner(void **state)
{
    RddSet *set = *state;
    /* Nobody has one: the setting, or the most partitions. */
    check_default(set, (Given[]){{4, -1}, {6, -1}}, 2, 0, 6);
    check_default(set, (Given[]){{4, -1}, {6, -1}}, 2, 3, 3);
    /* The largest that has one, while it is within a factor of ten. */
    check_default(set, (Given[]){{4, 2}, {4, 5}}, 2, 0, 5);
    check_default(set, (Given[]){{4, 5}, {49, -1}}, 2, 0, 5);
    check_default(set, (Given[]){{4, 5}, {50, -1}}, 2, 0, 50);
    /* Or if it is no smaller than the usual number. */
    check_default(set, (Given[]){{4, 5}, {50, -1}}, 2, 5, 5);
    check_default(set, (Given[]){{4, 5}, {50, -1}}, 2, 6, 6);
    check_default(set, (Given[]){{4, 3}}, 1, 8, 3);
    check_default(set, (Given[]){{0, -1}}, 1, 0, 0);
    check_default(set, (Given[]){{4, 0}, {2, -1}}, 2, 0, 2);
}

static void test_the_default_partitioner_is_the_parents_own(void **state)
{
    RddSet *set = *state;
    RddId parent = make_partitioned(set, make_source(set, 4), 2);
    Partitioner *own = rdds_get(set, parent)->partitioner;
    int references = own->references;
    assert_ptr_equal(rdds_default_partitioner(set, &parent, 1, 0), own);
    assert_int_equal(own->references, references + 1);
    partitioner_release(own);
}

/* A lineage may be longer than a C stack. */
static void test_a_long_lineage_is_refused_but_not_lost(void **state)
{
    enum { MOST = 4000 };
    RddSet *set = *state;
    RddId last = make_source(set, 1);
    for (int i = 1; i < MOST; i++)
        last = make_map(set, last, 1);
    Err err;
    assert_true(rdds_check_depth(set, last, &err));
    RddId longer = make_map(set, last, 1);
    assert_false(rdds_check_depth(set, longer, &err));
    assert_int_equal(err.code, ERR_STACK_OVERFLOW);
    assert_true(rdds_check_depth(set, last, &err));

    for (int i = 0; i < 100000; i++)
        longer = make_map(set, longer, 1);
    assert_null(rdds_find_missing(set, longer));

    /* Once it is read from a checkpoint it is short again. */
    CallSite site = made_by("map");
    RddId file = rdds_add_checkpoint(set, &site, "folder", 1, NULL)->id;
    rdd_set_checkpointed(set, rdds_get(set, longer), file, 0);
    assert_true(rdds_check_depth(set, make_map(set, longer, 1), &err));
}

#define OF_A_SET(test) cmocka_unit_test_setup_teardown(test, open_set, close_set)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_A_SET(test_numbers_follow_the_order_of_making),
        OF_A_SET(test_an_rdd_knows_its_scope_and_its_place),
        OF_A_SET(test_narrow_operators_keep_the_partitioner_or_not),
        OF_A_SET(test_an_operator_may_be_told_to_keep_it),
        OF_A_SET(test_spark_classes),
        OF_A_SET(test_an_empty_rdd_has_nothing),
        OF_A_SET(test_text_has_a_partition_for_each_split),
        OF_A_SET(test_partition_by_shuffles_unless_partitioned_so),
        OF_A_SET(test_sorting_always_shuffles),
        OF_A_SET(test_combining_is_narrow_where_keys_are_together),
        OF_A_SET(test_a_cogroup_shuffles_side_by_side),
        OF_A_SET(test_subtracting_shuffles_side_by_side),
        OF_A_SET(test_a_cartesian_has_every_pair_of_partitions),
        OF_A_SET(test_zipping_wants_as_many_partitions),
        OF_A_SET(test_states_stay_where_their_keys_are),
        OF_A_SET(test_a_checkpoint_has_no_parent),
        OF_A_SET(test_coalescing_joins_neighbours),
        OF_A_SET(test_the_default_partitioner),
        OF_A_SET(test_the_default_partitioner_is_the_parents_own),
        OF_A_SET(test_a_long_lineage_is_refused_but_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
