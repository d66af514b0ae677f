/* tests/unit/test_rdd.c -- RDDs: partitions, partitioners, lineage, and when they go.
 */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/make_rdd.h"

static RddId add_blocks(RddSet *set, int count)
{
    BlockId blocks[8];
    for (int i = 0; i < count; i++)
        blocks[i] = (BlockId){BLOCK_INPUT, 0, 200 * i};
    return make_blocks(set, blocks, count);
}

static RddId add_reduced(RddSet *set, RddId parent, int n)
{
    return make_reduced(set, parent, 5, n);
}

static void check_parents(const Rdd *rdd, const RddId *wanted, int n)
{
    assert_int_equal(rdd->n_deps, n);
    for (int i = 0; i < n; i++)
        assert_int_equal(parent_of(rdd, i), wanted[i]);
}

static void test_narrow_operators_have_sparks_names(void **state)
{
    (void)state;
    static const char *const names[] = {"map", "flatMap", "filter"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        NarrowOp op;
        assert_true(narrow_find(names[i], &op));
        assert_string_equal(narrow_name(op), names[i]);
    }
    NarrowOp op;
    assert_false(narrow_find("reduce", &op));
    assert_false(narrow_find("", &op));
}

static void test_received_blocks_are_partitions(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    const Rdd *rdd = rdds_find(&set, add_blocks(&set, 3));
    assert_int_equal(rdd->kind, RDD_BLOCKS);
    assert_int_equal(rdd->partitions, 3);
    assert_int_equal(rdd->blocks[2].second, 400);
    assert_null(rdd->partitioner);
    assert_int_equal(rdd->n_deps, 0);
    assert_int_equal(rdd->stream, STREAM_NONE);
    assert_string_equal(rdd->site.op, "socketTextStream");

    assert_int_equal(rdds_find(&set, add_blocks(&set, 0))->partitions, 0);
    rdds_free(&set);
    assert_null(rdds_find(&set, 0));
}

static void test_a_collection_takes_its_slices(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    Buffer slices[2] = {{0}, {0}};
    buffer_append_string(&slices[0], "abc");
    CallSite site = made_by("parallelize");
    const Rdd *rdd = rdds_add_collection(&set, &site, slices, 2);
    assert_int_equal(rdd->kind, RDD_COLLECTION);
    assert_int_equal(rdd->partitions, 2);
    assert_int_equal(rdd->slices[0].size, 3);
    assert_int_equal(rdd->slices[1].size, 0);
    assert_null(slices[0].data);

    assert_int_equal(rdds_add_collection(&set, &site, NULL, 0)->partitions, 0);
    rdds_free(&set);
}

/* map may change keys, so it forgets how they are partitioned; filter cannot. */
static void test_only_filter_keeps_the_partitioner(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    RddId reduced = add_reduced(&set, add_blocks(&set, 4), 3);
    const Rdd *filter = rdds_get(&set, make_narrow(&set, reduced, NARROW_FILTER, 7));
    const Rdd *map = rdds_get(&set, make_map(&set, reduced, 8));
    const Rdd *flat = rdds_get(&set, make_narrow(&set, reduced, NARROW_FLAT_MAP, 9));
    assert_int_equal(keys_in(filter), 3);
    assert_null(map->partitioner);
    assert_null(flat->partitioner);
    assert_int_equal(map->partitions, 3);
    assert_int_equal(map->narrow.func, 8);
    assert_string_equal(flat->site.op, "flatMap");
    check_parents(filter, (const RddId[]){reduced}, 1);
    rdds_free(&set);
}

static void test_reducing_shuffles_unless_partitioned_alike(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    RddId source = add_blocks(&set, 5);
    const Rdd *first = rdds_get(&set, make_reduced(&set, source, 1, 2));
    assert_int_equal(first->kind, RDD_SHUFFLED);
    assert_int_equal(first->partitions, 2);
    assert_int_equal(keys_in(first), 2);
    assert_int_equal(first->deps[0].shuffle->id, 0);

    const Rdd *again = rdds_get(&set, make_reduced(&set, first->id, 2, 2));
    assert_int_equal(again->kind, RDD_COMBINED);
    assert_null(again->deps[0].shuffle);
    assert_int_equal(keys_in(again), 2);
    assert_int_equal(again->aggregator.merge, 2);

    const Rdd *wider = rdds_get(&set, make_reduced(&set, first->id, 3, 4));
    assert_int_equal(wider->kind, RDD_SHUFFLED);
    assert_int_equal(wider->deps[0].shuffle->id, 1);
    assert_int_equal(wider->partitions, 4);
    rdds_free(&set);
}

/* Semantics 5.4: SparkContext.union leaves out RDDs without partitions. */
static void test_union_adds_partitions_and_leaves_out_empty_rdds(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    CallSite site = made_by("union");
    RddId three = add_blocks(&set, 3);
    RddId none = add_blocks(&set, 0);
    RddId two = add_blocks(&set, 2);
    const Rdd *made =
        rdds_get(&set, make_union(&set, (const RddId[]){three, none, two}, 3));
    assert_int_equal(made->kind, RDD_UNION);
    assert_int_equal(made->partitions, 5);
    assert_null(made->partitioner);
    check_parents(made, (const RddId[]){three, two}, 2);

    const Rdd *plain =
        rdds_add_plain_union(&set, &site, (const RddId[]){three, none, two}, 3);
    assert_int_equal(plain->partitions, 5);
    check_parents(plain, (const RddId[]){three, none, two}, 3);

    assert_int_equal(rdds_get(&set, make_union(&set, &none, 1))->partitions, 0);
    assert_int_equal(rdds_get(&set, make_union(&set, NULL, 0))->partitions, 0);
    rdds_free(&set);
}

static void test_union_of_equally_partitioned_rdds_is_aligned(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    CallSite site = made_by("union");
    RddId source = add_blocks(&set, 3);
    RddId empty = add_blocks(&set, 0);
    RddId first = add_reduced(&set, source, 2);
    RddId second = add_reduced(&set, empty, 2);
    RddId other = add_reduced(&set, source, 3);

    /* A reduced RDD of nothing has its partitions and counts. */
    const Rdd *aligned =
        rdds_get(&set, make_union(&set, (const RddId[]){first, empty, second}, 3));
    assert_int_equal(aligned->kind, RDD_ALIGNED_UNION);
    assert_int_equal(aligned->partitions, 2);
    assert_int_equal(keys_in(aligned), 2);
    check_parents(aligned, (const RddId[]){first, second}, 2);

    const Rdd *one = rdds_get(&set, make_union(&set, &first, 1));
    assert_int_equal(one->kind, RDD_ALIGNED_UNION);

    const Rdd *mixed =
        rdds_get(&set, make_union(&set, (const RddId[]){first, other}, 2));
    assert_int_equal(mixed->kind, RDD_UNION);
    assert_int_equal(mixed->partitions, 5);
    assert_null(mixed->partitioner);
    const Rdd *partly =
        rdds_get(&set, make_union(&set, (const RddId[]){first, source}, 2));
    assert_int_equal(partly->kind, RDD_UNION);

    const Rdd *plain =
        rdds_add_plain_union(&set, &site, (const RddId[]){first, second}, 2);
    assert_int_equal(plain->kind, RDD_UNION);
    assert_int_equal(plain->partitions, 4);
    rdds_free(&set);
}

static void test_union_partitions_stand_one_parent_after_the_other(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    CallSite site = made_by("union");
    RddId two = add_blocks(&set, 2);
    RddId none = add_blocks(&set, 0);
    RddId one = add_blocks(&set, 1);
    const Rdd *made =
        rdds_add_plain_union(&set, &site, (const RddId[]){none, two, none, one}, 4);
    const struct {
        RddId parent;
        int partition;
    } wanted[] = {{two, 0}, {two, 1}, {one, 0}};
    for (int i = 0; i < 3; i++) {
        RddId parent;
        int partition;
        rdd_union_locate(&set, made, i, &parent, &partition);
        assert_int_equal(parent, wanted[i].parent);
        assert_int_equal(partition, wanted[i].partition);
    }
    rdds_free(&set);
}

/* Sweeping. */

typedef struct Roots {
    RddId ids[4];
    int n;
} Roots;

static void mark_roots(void *subject, RddSet *set)
{
    const Roots *roots = subject;
    for (int i = 0; i < roots->n; i++)
        rdd_mark(set, roots->ids[i]);
}

static void put(BlockManager *blocks, BlockKind kind, int first, int second)
{
    Block block = {.id = {kind, first, second}};
    buffer_append_string(&block.data, "data");
    blocks_put(blocks, &block);
}

static bool is_there(const BlockManager *blocks, BlockKind kind, int first, int second)
{
    return blocks_find(blocks, (BlockId){kind, first, second}) != NULL;
}

static void fill(RddSet *set, int n)
{
    while (n-- > 0)
        add_blocks(set, 1);
}

static void test_sweep_frees_what_nobody_can_reach(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    BlockManager *blocks = blocks_new();
    RddId source = add_blocks(&set, 2);
    RddId mapped = make_map(&set, source, 1);
    RddId held = add_reduced(&set, mapped, 2);
    RddId lost = add_reduced(&set, mapped, 3);
    RddId kept = make_map(&set, source, 2);
    rdds_find(&set, kept)->level = LEVEL_MEMORY_ONLY;
    put(blocks, BLOCK_SHUFFLE, shuffle_of(&set, held, 0)->id, 1);
    put(blocks, BLOCK_SHUFFLE, shuffle_of(&set, lost, 0)->id, 0);
    put(blocks, BLOCK_SHUFFLE, shuffle_of(&set, lost, 0)->id, 1);
    put(blocks, BLOCK_RDD, kept, 1);
    fill(&set, 1195);

    Roots roots = {{held}, 1};
    rdds_sweep(&set, blocks, mark_roots, &roots);
    assert_int_equal(set.count, 3);
    assert_non_null(rdds_find(&set, source));
    assert_non_null(rdds_find(&set, mapped));
    assert_non_null(rdds_find(&set, held));
    assert_null(rdds_find(&set, lost));
    assert_null(rdds_find(&set, kept));
    assert_int_equal(blocks_count(blocks), 1);
    assert_true(is_there(blocks, BLOCK_SHUFFLE, 0, 1));

    /* Numbers are never given twice. */
    assert_int_equal(add_blocks(&set, 1), 1200);
    assert_int_equal(shuffle_of(&set, add_reduced(&set, mapped, 2), 0)->id, 2);
    rdds_free(&set);
    blocks_delete(blocks);
}

static void test_sweep_waits_until_it_is_worth_while(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    CallSite site = made_by("union");
    BlockManager *blocks = blocks_new();
    Roots roots = {.n = 0};
    fill(&set, 20);
    rdds_sweep(&set, blocks, mark_roots, &roots);
    assert_int_equal(set.count, 20);

    RddId last = rdds_add_plain_union(&set, &site, NULL, 0)->id;
    fill(&set, 1979);
    RddId all[600];
    for (int i = 0; i < 600; i++)
        all[i] = last + 1 + i;
    roots = (Roots){{rdds_add_plain_union(&set, &site, all, 600)->id}, 1};
    rdds_sweep(&set, blocks, mark_roots, &roots);
    assert_int_equal(set.count, 601);

    fill(&set, 600);
    rdds_sweep(&set, blocks, mark_roots, &roots);
    assert_int_equal(set.count, 1201);
    fill(&set, 1);
    rdds_sweep(&set, blocks, mark_roots, &roots);
    assert_int_equal(set.count, 601);
    rdds_free(&set);
    blocks_delete(blocks);
}

static void test_unpersist_drops_kept_partitions_only(void **state)
{
    (void)state;
    RddSet set;
    rdds_init(&set, NULL, NULL);
    BlockManager *blocks = blocks_new();
    RddId source = add_blocks(&set, 3);
    Rdd *kept = rdds_get(&set, make_map(&set, source, 1));
    kept->level = LEVEL_MEMORY_ONLY_SER;
    put(blocks, BLOCK_RDD, kept->id, 0);
    put(blocks, BLOCK_RDD, kept->id, 2);
    put(blocks, BLOCK_RDD, kept->id + 1, 0);
    put(blocks, BLOCK_INPUT, 0, 0);
    rdd_drop_kept(kept, blocks);
    assert_int_equal(blocks_count(blocks), 2);
    assert_false(is_there(blocks, BLOCK_RDD, kept->id, 0));
    assert_false(is_there(blocks, BLOCK_RDD, kept->id, 2));
    rdds_free(&set);
    blocks_delete(blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_narrow_operators_have_sparks_names),
        cmocka_unit_test(test_received_blocks_are_partitions),
        cmocka_unit_test(test_a_collection_takes_its_slices),
        cmocka_unit_test(test_only_filter_keeps_the_partitioner),
        cmocka_unit_test(test_reducing_shuffles_unless_partitioned_alike),
        cmocka_unit_test(test_union_adds_partitions_and_leaves_out_empty_rdds),
        cmocka_unit_test(test_union_of_equally_partitioned_rdds_is_aligned),
        cmocka_unit_test(test_union_partitions_stand_one_parent_after_the_other),
        cmocka_unit_test(test_sweep_frees_what_nobody_can_reach),
        cmocka_unit_test(test_sweep_waits_until_it_is_worth_while),
        cmocka_unit_test(test_unpersist_drops_kept_partitions_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
