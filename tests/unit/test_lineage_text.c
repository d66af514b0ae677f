/* tests/unit/test_lineage_text.c -- toString and toDebugString of RDDs. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/make_rdd.h"

typedef struct World {
    RddSet rdds;
    BlockManager *blocks;
} World;

static int open_world(void **state)
{
    static World world;
    rdds_init(&world.rdds, NULL, NULL);
    world.blocks = blocks_new();
    *state = &world;
    return 0;
}

static int close_world(void **state)
{
    World *world = *state;
    rdds_free(&world->rdds);
    blocks_delete(world->blocks);
    return 0;
}

static void check_text(World *world, RddId rdd, const char *wanted)
{
    Buffer text = {0};
    rdd_append_text(&text, rdds_get(&world->rdds, rdd));
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void check_lineage(World *world, RddId rdd, const char *wanted)
{
    Buffer text = {0};
    rdd_append_lineage(&text, &world->rdds, rdds_get(&world->rdds, rdd), world->blocks);
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_the_text_of_an_rdd(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId source = make_source(set, 2);
    check_text(world, source,
        "ParallelCollectionRDD[0] at parallelize at program.lua:7");
    rdds_get(set, source)->name = "numbers";
    check_text(world, source,
        "numbers ParallelCollectionRDD[0] at parallelize at program.lua:7");
    CallSite nowhere = {"emptyRDD", {NULL, 0}};
    check_text(world, rdds_add_empty(set, &nowhere)->id,
        "EmptyRDD[1] at emptyRDD at <unknown>:0");
}

static void test_narrow_parents_stand_below_each_other(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId source = make_source(set, 2);
    check_lineage(world, make_narrow(set, make_map(set, source, 1), NARROW_FILTER, 2),
        "(2) MapPartitionsRDD[2] at filter at program.lua:7 []\n"
        " |  MapPartitionsRDD[1] at map at program.lua:7 []\n"
        " |  ParallelCollectionRDD[0] at parallelize at program.lua:7 []");
}

static void test_a_shuffle_begins_a_new_indent(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId mapped = make_map(set, make_source(set, 3), 1);
    check_lineage(world, make_map(set, make_reduced(set, mapped, 2, 2), 3),
        "(2) MapPartitionsRDD[3] at map at program.lua:7 []\n"
        " |  ShuffledRDD[2] at reduceByKey at program.lua:7 []\n"
        " +-(3) MapPartitionsRDD[1] at map at program.lua:7 []\n"
        "    |  ParallelCollectionRDD[0] at parallelize at program.lua:7 []");
}

/* The bar stands below the middle of the number of partitions. */
static void test_a_wide_number_moves_the_bar(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId wide = make_source(set, 12);
    check_lineage(world, make_map(set, wide, 1),
        "(12) MapPartitionsRDD[1] at map at program.lua:7 []\n"
        " |   ParallelCollectionRDD[0] at parallelize at program.lua:7 []");
}

static void test_sides_of_a_cogroup(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId left = make_source(set, 1);
    RddId right = make_map(set, make_source(set, 3), 1);
    check_lineage(world, make_cogrouped(set, left, right, 2),
        "(2) CoGroupedRDD[3] at cogroup at program.lua:7 []\n"
        " +-(1) ParallelCollectionRDD[0] at parallelize at program.lua:7 []\n"
        " +-(3) MapPartitionsRDD[2] at map at program.lua:7 []\n"
        "    |  ParallelCollectionRDD[1] at parallelize at program.lua:7 []");
}

static void test_a_side_that_is_not_the_last_keeps_its_bar(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId left = make_map(set, make_source(set, 1), 1);
    RddId right = make_source(set, 3);
    check_lineage(world, make_cogrouped(set, left, right, 2),
        "(2) CoGroupedRDD[3] at cogroup at program.lua:7 []\n"
        " +-(1) MapPartitionsRDD[1] at map at program.lua:7 []\n"
        " |  |  ParallelCollectionRDD[0] at parallelize at program.lua:7 []\n"
        " +-(3) ParallelCollectionRDD[2] at parallelize at program.lua:7 []");
}

static void test_what_is_kept_is_said(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId mapped = make_map(set, make_source(set, 2), 1);
    rdds_get(set, mapped)->level = LEVEL_MEMORY_ONLY;
    check_lineage(world, mapped,
        "(2) MapPartitionsRDD[1] at map at program.lua:7 [Memory Deserialized 1x "
        "Replicated]\n"
        " |  ParallelCollectionRDD[0] at parallelize at program.lua:7 [Memory "
        "Deserialized 1x Replicated]");

    Block block = {.id = {BLOCK_RDD, mapped, 1}};
    buffer_append_string(&block.data, "0123456789");
    blocks_put(world->blocks, &block);
    check_lineage(world, make_map(set, mapped, 2),
        "(2) MapPartitionsRDD[2] at map at program.lua:7 []\n"
        " |  MapPartitionsRDD[1] at map at program.lua:7 []\n"
        " |      CachedPartitions: 1; MemorySize: 10.0 B; DiskSize: 0.0 B\n"
        " |  ParallelCollectionRDD[0] at parallelize at program.lua:7 []");
}

static void test_a_checkpoint_ends_a_lineage(void **state)
{
    World *world = *state;
    RddSet *set = &world->rdds;
    RddId reduced = make_reduced(set, make_source(set, 3), 1, 2);
    Rdd *rdd = rdds_get(set, reduced);
    RddId file =
        rdds_add_checkpoint(set, &rdd->site, "folder", 2, rdd->partitioner)->id;
    rdd_set_checkpointed(set, rdd, file, 0);
    check_lineage(world, reduced,
        "(2) ShuffledRDD[1] at reduceByKey at program.lua:7 []\n"
        " |  ReliableCheckpointRDD[2] at reduceByKey at program.lua:7 []");
}

#define OF_A_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_A_WORLD(test_the_text_of_an_rdd),
        OF_A_WORLD(test_narrow_parents_stand_below_each_other),
        OF_A_WORLD(test_a_shuffle_begins_a_new_indent),
        OF_A_WORLD(test_a_wide_number_moves_the_bar),
        OF_A_WORLD(test_sides_of_a_cogroup),
        OF_A_WORLD(test_a_side_that_is_not_the_last_keeps_its_bar),
        OF_A_WORLD(test_what_is_kept_is_said),
        OF_A_WORLD(test_a_checkpoint_ends_a_lineage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
