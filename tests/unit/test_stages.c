/* tests/unit/test_stages.c -- cutting a job into stages (semantics 10.2). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/make_rdd.h"
#include "vm/sched/stages.h"

typedef struct World {
    RddSet rdds;
    BlockManager *blocks;
    StageList stages;
    int next_id;
} World;

static void open_world(World *world)
{
    *world = (World){.blocks = blocks_new()};
    rdds_init(&world->rdds, NULL, NULL);
}

static void close_world(World *world)
{
    stages_free(&world->stages);
    rdds_free(&world->rdds);
    blocks_delete(world->blocks);
}

static RddId add_source(World *world, int partitions)
{
    return make_source(&world->rdds, partitions);
}

static RddId add_map(World *world, RddId parent)
{
    return make_map(&world->rdds, parent, 1);
}

static RddId add_reduced(World *world, RddId parent, int n)
{
    return make_reduced(&world->rdds, parent, 2, n);
}

/* A new cut over all partitions. */
static const Stage *cut(World *world, RddId rdd)
{
    static const int all[] = {0, 1, 2, 3, 4, 5, 6, 7};
    stages_free(&world->stages);
    stages_cut(&world->stages, &world->rdds, world->blocks, rdd, all,
        rdds_find(&world->rdds, rdd)->partitions, &world->next_id);
    return world->stages.items;
}

static void write_shuffle(World *world, RddId shuffled, int map)
{
    Block block = {
        .id = {BLOCK_SHUFFLE, shuffle_of(&world->rdds, shuffled, 0)->id, map}};
    blocks_put(world->blocks, &block);
}

static void keep(World *world, RddId rdd, int partition)
{
    rdds_find(&world->rdds, rdd)->level = LEVEL_MEMORY_ONLY;
    Block block = {.id = {BLOCK_RDD, rdd, partition}};
    blocks_put(world->blocks, &block);
}

static void test_narrow_operators_are_one_stage(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    world.next_id = 7;
    RddId mapped = add_map(&world, add_map(&world, add_source(&world, 3)));
    const Stage *stages = cut(&world, mapped);
    assert_int_equal(world.stages.count, 1);
    assert_int_equal(stages[0].id, 7);
    assert_int_equal(stages[0].rdd, mapped);
    assert_null(stages[0].shuffle);
    assert_int_equal(stages[0].n_parents, 0);
    assert_int_equal(stages[0].n_partitions, 3);
    assert_true(stages[0].needed);
    assert_int_equal(world.next_id, 8);
    close_world(&world);
}

static void test_the_last_stage_computes_what_is_asked_for(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId source = add_source(&world, 5);
    stages_cut(&world.stages, &world.rdds, world.blocks, source, (const int[]){1, 3}, 2,
        &world.next_id);
    const Stage *last = &world.stages.items[0];
    assert_int_equal(last->n_partitions, 2);
    assert_int_equal(last->partitions[0], 1);
    assert_int_equal(last->partitions[1], 3);
    close_world(&world);
}

static void test_a_shuffle_is_a_cut_and_parents_come_first(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId ones = add_map(&world, add_source(&world, 3));
    RddId counts = add_reduced(&world, ones, 2);
    RddId result = add_map(&world, counts);
    const Stage *stages = cut(&world, result);
    assert_int_equal(world.stages.count, 2);
    assert_int_equal(stages[0].id, 0);
    assert_int_equal(stages[0].rdd, ones);
    assert_ptr_equal(stages[0].shuffle, shuffle_of(&world.rdds, counts, 0));
    assert_int_equal(stages[0].n_partitions, 3);
    assert_int_equal(stages[1].id, 1);
    assert_int_equal(stages[1].rdd, result);
    assert_int_equal(stages[1].n_parents, 1);
    assert_int_equal(stages[1].parents[0], 0);
    assert_int_equal(stages[1].n_partitions, 2);
    close_world(&world);
}

static void test_a_chain_of_shuffles_is_a_chain_of_stages(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId first = add_reduced(&world, add_source(&world, 4), 3);
    RddId second = add_reduced(&world, add_map(&world, first), 2);
    const Stage *stages = cut(&world, second);
    assert_int_equal(world.stages.count, 3);
    const int tasks[] = {4, 3, 2};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(stages[i].id, i);
        assert_int_equal(stages[i].n_partitions, tasks[i]);
        assert_int_equal(stages[i].n_parents, i > 0 ? 1 : 0);
        assert_true(stages[i].needed);
    }
    assert_int_equal(stages[2].parents[0], 1);
    close_world(&world);
}

/* The keys are where they belong already: reducing again shuffles nothing. */
static void test_partitioned_alike_is_no_cut(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId first = add_reduced(&world, add_source(&world, 4), 2);
    cut(&world, add_reduced(&world, first, 2));
    assert_int_equal(world.stages.count, 2);
    close_world(&world);
}

static void test_a_shuffle_used_twice_is_one_stage(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId counts = add_reduced(&world, add_source(&world, 4), 2);
    RddId left = add_map(&world, counts);
    RddId right = add_map(&world, counts);
    RddId both = make_union(&world.rdds, (const RddId[]){left, right}, 2);
    const Stage *stages = cut(&world, both);
    assert_int_equal(world.stages.count, 2);
    assert_int_equal(stages[1].n_parents, 1);
    assert_int_equal(stages[1].n_partitions, 4);
    close_world(&world);
}

static void test_map_output_that_is_there_is_not_made_again(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId counts = add_reduced(&world, add_source(&world, 3), 2);
    write_shuffle(&world, counts, 0);
    write_shuffle(&world, counts, 2);
    const Stage *stages = cut(&world, counts);
    assert_true(stages[0].needed);
    assert_int_equal(stages[0].n_partitions, 1);
    assert_int_equal(stages[0].partitions[0], 1);

    /* A skipped stage takes a number all the same. */
    write_shuffle(&world, counts, 1);
    stages = cut(&world, counts);
    assert_int_equal(world.stages.count, 2);
    assert_false(stages[0].needed);
    assert_int_equal(stages[0].id, 2);
    assert_int_equal(stages[1].id, 3);
    assert_true(stages[1].needed);
    close_world(&world);
}

static void test_what_only_a_skipped_stage_needs_is_skipped(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId first = add_reduced(&world, add_source(&world, 2), 2);
    RddId second = add_reduced(&world, add_map(&world, first), 3);
    write_shuffle(&world, second, 0);
    write_shuffle(&world, second, 1);
    const Stage *stages = cut(&world, second);
    assert_int_equal(world.stages.count, 3);
    assert_false(stages[0].needed);
    assert_false(stages[1].needed);
    assert_true(stages[2].needed);
    close_world(&world);
}

/* A window of three batches whose first two were shuffled before. */
static void test_a_window_names_one_map_stage_a_batch(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId batches[3];
    for (int i = 0; i < 3; i++)
        batches[i] = add_reduced(&world, add_source(&world, 1), 2);
    write_shuffle(&world, batches[0], 0);
    write_shuffle(&world, batches[1], 0);
    RddId window = make_union(&world.rdds, batches, 3);
    const Stage *stages = cut(&world, add_reduced(&world, window, 2));
    assert_int_equal(world.stages.count, 4);
    assert_int_equal(stages[3].n_parents, 3);
    assert_int_equal(stages[3].n_partitions, 2);
    assert_false(stages[0].needed);
    assert_false(stages[1].needed);
    assert_true(stages[2].needed);
    close_world(&world);
}

static void test_nothing_is_computed_behind_kept_partitions(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId counts = add_reduced(&world, add_source(&world, 3), 2);
    RddId kept = add_map(&world, counts);
    RddId result = add_map(&world, kept);
    keep(&world, kept, 0);
    assert_true(cut(&world, result)[0].needed);

    keep(&world, kept, 1);
    const Stage *stages = cut(&world, result);
    assert_int_equal(world.stages.count, 2);
    assert_false(stages[0].needed);
    assert_true(stages[1].needed);
    close_world(&world);
}

/* No map task is missing where there are none. */
static void test_a_shuffle_of_no_partitions_has_nothing_to_run(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    const Stage *stages = cut(&world, add_reduced(&world, add_source(&world, 0), 2));
    assert_int_equal(world.stages.count, 2);
    assert_false(stages[0].needed);
    assert_int_equal(stages[1].n_partitions, 2);
    close_world(&world);
}

/* A cogroup has a map stage for each side that is not where it belongs. */
static void test_sides_of_a_cogroup_are_stages(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId left = add_source(&world, 3);
    RddId right = add_source(&world, 4);
    RddId there = make_partitioned(&world.rdds, add_source(&world, 1), 2);
    const Stage *stages = cut(&world, make_cogrouped(&world.rdds, left, right, 2));
    assert_int_equal(world.stages.count, 3);
    assert_int_equal(stages[0].rdd, left);
    assert_int_equal(stages[1].rdd, right);
    assert_int_equal(stages[2].n_parents, 2);

    /* What is partitioned alike belongs to the stage that reads it. */
    stages = cut(&world, make_cogrouped(&world.rdds, there, right, 2));
    assert_int_equal(world.stages.count, 3);
    assert_int_equal(stages[0].n_partitions, 1);
    assert_int_equal(stages[1].rdd, right);
    assert_int_equal(stages[2].n_parents, 2);
    assert_int_equal(stages[0].n_parents + stages[1].n_parents, 0);
    close_world(&world);
}

static void test_both_sides_may_be_one_rdd(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId counts = add_reduced(&world, add_source(&world, 3), 3);
    const Stage *stages = cut(&world, make_cogrouped(&world.rdds, counts, counts, 2));
    /* Two shuffles of it, one shuffle behind it. */
    assert_int_equal(world.stages.count, 4);
    assert_int_equal(stages[1].parents[0], 0);
    assert_int_equal(stages[2].parents[0], 0);
    assert_int_equal(stages[3].n_parents, 2);
    close_world(&world);
}

/* Each of the diamonds doubles the number of ways up: whoever walks them all does not
 * come to an end. */
static void test_thirty_diamonds_are_walked_once(void **state)
{
    (void)state;
    enum { DIAMONDS = 30 };
    World world;
    open_world(&world);
    RddId last = add_source(&world, 2);
    for (int i = 0; i < DIAMONDS; i++) {
        RddId left = add_map(&world, last);
        RddId right = add_map(&world, last);
        last = make_union(&world.rdds, (const RddId[]){left, right}, 2);
        last = make_partitioned(&world.rdds, last, 2);
    }
    const Stage *stages = cut(&world, last);
    assert_int_equal(world.stages.count, DIAMONDS + 1);
    for (int i = 0; i <= DIAMONDS; i++) {
        assert_true(stages[i].needed);
        assert_int_equal(stages[i].n_parents, i > 0 ? 1 : 0);
    }

    /* Shuffles on both ways, too. */
    for (int i = 0; i < DIAMONDS; i++)
        last = make_cogrouped(&world.rdds, add_map(&world, last), add_map(&world, last),
            2);
    cut(&world, last);
    assert_int_equal(world.stages.count, DIAMONDS + 1 + 2 * DIAMONDS);
    assert_null(rdds_find_missing(&world.rdds, last));
    Err err;
    assert_true(rdds_check_depth(&world.rdds, last, &err));
    close_world(&world);
}

static void test_a_checkpoint_ends_the_walk(void **state)
{
    (void)state;
    World world;
    open_world(&world);
    RddId counts = add_reduced(&world, add_source(&world, 3), 2);
    RddId above = add_reduced(&world, add_map(&world, counts), 3);
    CallSite site = made_by("reduceByKey");
    Rdd *rdd = rdds_get(&world.rdds, counts);
    RddId file =
        rdds_add_checkpoint(&world.rdds, &site, "folder", 2, rdd->partitioner)->id;
    write_shuffle(&world, counts, 1);
    rdd_set_checkpointed(&world.rdds, rdd, file, 5);
    rdds_drop_former(&world.rdds, world.blocks, 4); /* which may still use it */
    assert_true(blocks_count(world.blocks) > 0);
    rdds_drop_former(&world.rdds, world.blocks, 5);
    assert_int_equal(blocks_count(world.blocks), 0);
    const Stage *stages = cut(&world, above);
    assert_int_equal(world.stages.count, 2);
    assert_int_equal(stages[0].n_parents, 0);
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_narrow_operators_are_one_stage),
        cmocka_unit_test(test_the_last_stage_computes_what_is_asked_for),
        cmocka_unit_test(test_a_shuffle_is_a_cut_and_parents_come_first),
        cmocka_unit_test(test_a_chain_of_shuffles_is_a_chain_of_stages),
        cmocka_unit_test(test_partitioned_alike_is_no_cut),
        cmocka_unit_test(test_a_shuffle_used_twice_is_one_stage),
        cmocka_unit_test(test_map_output_that_is_there_is_not_made_again),
        cmocka_unit_test(test_what_only_a_skipped_stage_needs_is_skipped),
        cmocka_unit_test(test_a_window_names_one_map_stage_a_batch),
        cmocka_unit_test(test_nothing_is_computed_behind_kept_partitions),
        cmocka_unit_test(test_a_shuffle_of_no_partitions_has_nothing_to_run),
        cmocka_unit_test(test_sides_of_a_cogroup_are_stages),
        cmocka_unit_test(test_both_sides_may_be_one_rdd),
        cmocka_unit_test(test_thirty_diamonds_are_walked_once),
        cmocka_unit_test(test_a_checkpoint_ends_the_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
