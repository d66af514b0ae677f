/* tests/unit/test_parts.c -- which partitions a partition is made of, and what follows
 * from that: what is used, what is missing, what comes from elsewhere. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/make_rdd.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/parts.h"

typedef struct World {
    Clock clock;
    RddSet rdds;
    BlockManager *blocks;
    Buffer walked;
    RddId over; /* where a walk does not go on */
    RddId end;  /* and where it ends */
} World;

static int set_up(void **state)
{
    World *world = mem_zero_alloc(sizeof *world);
    clock_init_simulated(&world->clock, 0);
    rdds_init(&world->rdds, NULL, &world->clock);
    world->blocks = blocks_new();
    world->over = RDD_NONE;
    world->end = RDD_NONE;
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    rdds_free(&world->rdds);
    blocks_delete(world->blocks);
    buffer_free(&world->walked);
    mem_free(world);
    return 0;
}

/* Walking. */

static WalkStep note(void *subject, const Rdd *rdd, int partition)
{
    World *world = subject;
    buffer_printf(&world->walked, "%s%d:%d", world->walked.size > 0 ? " " : "", rdd->id,
        partition);
    if (rdd->id == world->end)
        return WALK_END;
    return rdd->id == world->over ? WALK_OVER : WALK_ON;
}

/* The walk from a partition is "RDD:PARTITION ..."; true if it was ended. */
static bool expect_walk(World *world, RddId rdd, int partition, const char *wanted)
{
    PartWalk walk = {.set = &world->rdds, .visit = note, .subject = world};
    buffer_clear(&world->walked);
    bool ended = part_walk(&walk, rdds_get(&world->rdds, rdd), partition);
    part_walk_free(&walk);
    assert_string_equal(buffer_text(&world->walked), wanted);
    return ended;
}

static void test_narrow_operators_keep_the_number(void **state)
{
    World *world = *state;
    RddId mapped = make_map(&world->rdds, make_source(&world->rdds, 3), 1);
    assert_false(
        expect_walk(world, make_map(&world->rdds, mapped, 1), 2, "2:2 1:2 0:2"));
}

static void test_a_union_counts_on(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId parents[] = {make_source(rdds, 2), make_source(rdds, 3)};
    RddId both = make_union(rdds, parents, 2);
    expect_walk(world, both, 1, "2:1 0:1");
    expect_walk(world, both, 2, "2:2 1:0");
    expect_walk(world, both, 4, "2:4 1:2");
}

static void test_a_product_has_two_parents(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    CallSite site = made_by("cartesian");
    RddId left = make_source(rdds, 2);
    Rdd *pairs = rdds_add_cartesian(rdds, &site, left, make_source(rdds, 3));
    expect_walk(world, pairs->id, 5, "2:5 0:1 1:2");
    expect_walk(world, pairs->id, 1, "2:1 0:0 1:1");
}

static void test_a_coalesced_partition_has_many(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    CallSite site = made_by("coalesce");
    Rdd *two = rdds_add_coalesced(rdds, &site, make_source(rdds, 5), 2);
    rdds_settle(rdds, two->id, world->blocks, 0);
    expect_walk(world, two->id, 1, "1:1 0:2 0:3 0:4");
}

/* A cogroup reads one side as it is, the other through a shuffle. */
static void test_a_walk_ends_at_a_shuffle(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId near = make_partitioned(rdds, make_source(rdds, 2), 4);
    RddId both = make_cogrouped(rdds, make_source(rdds, 3), near, 4);
    assert_non_null(shuffle_of(rdds, both, 0));
    assert_null(shuffle_of(rdds, both, 1));
    expect_walk(world, both, 3, "3:3 1:3");
}

static void test_what_two_ways_lead_to_is_visited_once(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId source = make_source(rdds, 2);
    RddId parents[] = {source, source};
    CallSite site = made_by("union");
    RddId twice = rdds_add_plain_union(rdds, &site, parents, 2)->id;
    CallSite zip = made_by("zip");
    NarrowWork work = {.op = NARROW_SAME, .func = FUNC_NONE, .inverse = FUNC_NONE};
    const RddId sides[] = {make_map(rdds, twice, 1), twice};
    RddId zipped = rdds_add_zipped(rdds, &zip, sides, 2, &work)->id;
    expect_walk(world, zipped, 3, "3:3 2:3 1:3 0:1");
}

static void test_the_visitor_decides_how_far(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId left = make_map(rdds, make_source(rdds, 2), 1);
    RddId right = make_map(rdds, make_source(rdds, 2), 1);
    CallSite site = made_by("cartesian");
    RddId pairs = rdds_add_cartesian(rdds, &site, left, right)->id;
    world->over = left;
    assert_false(expect_walk(world, pairs, 0, "4:0 1:0 3:0 2:0"));
    world->end = left;
    assert_true(expect_walk(world, pairs, 0, "4:0 1:0"));
    world->end = pairs;
    assert_true(expect_walk(world, pairs, 0, "4:0"));
}

/* Its own kind does not count any more: it has one parent, partition by partition. */
static void test_a_checkpoint_is_the_only_parent(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId parents[] = {make_source(rdds, 2), make_source(rdds, 2)};
    RddId both = make_union(rdds, parents, 2);
    CallSite site = made_by("checkpoint");
    RddId files = rdds_add_checkpoint(rdds, &site, "none", 4, NULL)->id;
    rdd_set_checkpointed(rdds, rdds_get(rdds, both), files, 0);
    expect_walk(world, both, 3, "2:3 3:3");
}

/* Blocks. */

static void put(World *world, BlockId id, int executor, const char *text)
{
    Block block = {.id = id, .executor = executor, .level = LEVEL_MEMORY_ONLY};
    buffer_append_string(&block.data, text);
    assert_true(blocks_put(world->blocks, &block));
}

static BlockId received(int number)
{
    return (BlockId){BLOCK_INPUT, 0, number};
}

/* Which of two blocks leaves a full memory tells which was used first. */
static void test_touching_makes_blocks_new(void **state)
{
    World *world = *state;
    blocks_add_executor(world->blocks, 0, &(BlockHome){.host = "a", .memory = 8});
    BlockId ids[] = {received(1), received(2)};
    put(world, ids[0], 0, "111");
    put(world, ids[1], 0, "222");
    RddId rdd = make_map(&world->rdds, make_blocks(&world->rdds, ids, 2), 1);
    parts_touch(&world->rdds, world->blocks, rdds_get(&world->rdds, rdd), 0, 0);
    put(world, received(3), 0, "333");
    assert_non_null(blocks_find(world->blocks, ids[0]));
    assert_null(blocks_find(world->blocks, ids[1]));
}

/* A kept partition is read, and what it was made of is not. */
static void test_touching_stops_at_what_is_kept(void **state)
{
    World *world = *state;
    blocks_add_executor(world->blocks, 0, &(BlockHome){.host = "a", .memory = 8});
    BlockId ids[] = {received(1)};
    put(world, ids[0], 0, "111");
    RddId rdd = make_map(&world->rdds, make_blocks(&world->rdds, ids, 1), 1);
    rdds_get(&world->rdds, rdd)->level = LEVEL_MEMORY_ONLY;
    put(world, (BlockId){BLOCK_RDD, rdd, 0}, 0, "222");
    parts_touch(&world->rdds, world->blocks, rdds_get(&world->rdds, rdd), 0, 0);
    put(world, received(3), 0, "333");
    assert_null(blocks_find(world->blocks, ids[0]));
    assert_non_null(blocks_find(world->blocks, (BlockId){BLOCK_RDD, rdd, 0}));
}

static void test_removed_blocks_are_found(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    BlockId ids[] = {received(1)};
    RddId source = make_blocks(rdds, ids, 1);
    RddId mapped = make_map(rdds, source, 1);
    RddId reduced = make_reduced(rdds, mapped, 1, 2);
    assert_null(parts_find_removed(rdds, world->blocks, mapped));
    rdds_get(rdds, source)->blocks_removed = true;
    assert_ptr_equal(parts_find_removed(rdds, world->blocks, mapped),
        rdds_get(rdds, source));
    assert_null(parts_find_removed(rdds, world->blocks, reduced));
    rdds_get(rdds, mapped)->level = LEVEL_MEMORY_ONLY;
    put(world, (BlockId){BLOCK_RDD, mapped, 0}, 0, "kept");
    assert_null(parts_find_removed(rdds, world->blocks, mapped));
}

/* Bytes from elsewhere. */

static void expect_remote(World *world, RddId rdd, int partition, int executor,
    int64_t bytes)
{
    assert_int_equal(parts_remote_bytes(&world->rdds, world->blocks,
                         rdds_get(&world->rdds, rdd), partition, executor),
        bytes);
}

static void test_received_blocks_come_from_elsewhere(void **state)
{
    World *world = *state;
    BlockId ids[] = {received(1), received(2)};
    put(world, ids[0], 0, "12345");
    RddId rdd = make_map(&world->rdds, make_blocks(&world->rdds, ids, 2), 1);
    expect_remote(world, rdd, 0, 0, 0);
    expect_remote(world, rdd, 0, 1, 5);
    expect_remote(world, rdd, 1, 1, 0); /* it is nowhere */
}

/* Any copy will do; and behind a kept partition nothing is read. */
static void test_a_copy_on_the_executor_is_enough(void **state)
{
    World *world = *state;
    for (int i = 0; i < 3; i++)
        blocks_add_executor(world->blocks, i,
            &(BlockHome){.host = "a", .memory = 1000});
    BlockId ids[] = {received(1)};
    put(world, ids[0], 2, "12345");
    RddId rdd = make_map(&world->rdds, make_blocks(&world->rdds, ids, 1), 1);
    rdds_get(&world->rdds, rdd)->level = LEVEL_MEMORY_ONLY_2;
    Block kept = {.id = {BLOCK_RDD, rdd, 0},
        .executor = 0,
        .level = LEVEL_MEMORY_ONLY_2};
    buffer_append_string(&kept.data, "123");
    assert_true(blocks_put(world->blocks, &kept));
    assert_true(blocks_is_at(world->blocks, (BlockId){BLOCK_RDD, rdd, 0}, 1));
    RddId next = make_map(&world->rdds, rdd, 1);
    expect_remote(world, next, 0, 0, 0);
    expect_remote(world, next, 0, 1, 0);
    expect_remote(world, next, 0, 2, 3);
}

/* Map task i of 2 ran on executor i and has 10 + i bytes for partition 0, 20 + i for
 * partition 1. */
static void put_outputs(World *world, const Shuffle *shuffle)
{
    for (int i = 0; i < 2; i++) {
        Block output = {.id = {BLOCK_SHUFFLE, shuffle->id, i}, .executor = i};
        output.n_offsets = 3;
        output.offsets = mem_zero_alloc(3 * sizeof *output.offsets);
        output.offsets[1] = 10 + (uint64_t)i;
        output.offsets[2] = output.offsets[1] + 20 + (uint64_t)i;
        for (uint64_t j = 0; j < output.offsets[2]; j++)
            buffer_append_byte(&output.data, 'x');
        assert_true(blocks_put(world->blocks, &output));
    }
}

static void test_shuffle_output_comes_from_elsewhere(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId reduced = make_reduced(rdds, make_source(rdds, 2), 1, 2);
    put_outputs(world, shuffle_of(rdds, reduced, 0));
    RddId mapped = make_map(rdds, reduced, 1);
    expect_remote(world, mapped, 0, 0, 11);
    expect_remote(world, mapped, 0, 1, 10);
    expect_remote(world, mapped, 1, 0, 21);
    expect_remote(world, mapped, 1, 7, 41);
}

/* One side through a shuffle, the other narrow: both count. */
static void test_both_sides_count(void **state)
{
    World *world = *state;
    RddSet *rdds = &world->rdds;
    RddId near = make_partitioned(rdds, make_source(rdds, 2), 2);
    RddId both = make_cogrouped(rdds, make_source(rdds, 2), near, 2);
    put_outputs(world, shuffle_of(rdds, near, 0));
    expect_remote(world, both, 0, 0, 11);
    put_outputs(world, shuffle_of(rdds, both, 0));
    expect_remote(world, both, 0, 0, 22);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_narrow_operators_keep_the_number),
        TEST(test_a_union_counts_on),
        TEST(test_a_product_has_two_parents),
        TEST(test_a_coalesced_partition_has_many),
        TEST(test_a_walk_ends_at_a_shuffle),
        TEST(test_what_two_ways_lead_to_is_visited_once),
        TEST(test_the_visitor_decides_how_far),
        TEST(test_a_checkpoint_is_the_only_parent),
        TEST(test_touching_makes_blocks_new),
        TEST(test_touching_stops_at_what_is_kept),
        TEST(test_removed_blocks_are_found),
        TEST(test_received_blocks_come_from_elsewhere),
        TEST(test_a_copy_on_the_executor_is_enough),
        TEST(test_shuffle_output_comes_from_elsewhere),
        TEST(test_both_sides_count),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
