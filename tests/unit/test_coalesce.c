/* tests/unit/test_coalesce.c -- which partitions a coalesced RDD puts together. The
 * groups are those of Spark 3.5. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"

static const CallSite SITE = {"coalesce", {NULL, 0}};

typedef struct World {
    Clock clock;
    RddSet rdds;
    BlockManager *blocks;
} World;

static int set_up(void **state)
{
    World *world = mem_zero_alloc(sizeof *world);
    clock_init_simulated(&world->clock, 0);
    rdds_init(&world->rdds, NULL, &world->clock);
    world->blocks = blocks_new();
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    rdds_free(&world->rdds);
    blocks_delete(world->blocks);
    mem_free(world);
    return 0;
}

static RddId add_source(World *world, int n)
{
    Buffer *slices = mem_zero_alloc((size_t)n * sizeof *slices);
    Rdd *rdd = rdds_add_collection(&world->rdds, &SITE, slices, n);
    mem_free(slices);
    rdd->level = LEVEL_MEMORY_ONLY;
    return rdd->id;
}

static void keep(World *world, RddId rdd, int from, int to, int job)
{
    for (int i = from; i < to; i++) {
        Block block = {.id = {BLOCK_RDD, rdd, i},
            .level = LEVEL_MEMORY_ONLY,
            .job = job};
        blocks_put(world->blocks, &block);
    }
}

/* "[0 1] [2 3]", if the groups are settled after the job. */
static void expect_groups(World *world, RddId parent, int n, int last_job,
    const char *wanted)
{
    Rdd *rdd = rdds_add_coalesced(&world->rdds, &SITE, parent, n);
    rdds_settle(&world->rdds, rdd->id, world->blocks, last_job);
    Buffer text = {0};
    for (int i = 0; i < rdd->partitions; i++) {
        int count;
        const int *parts = rdd_coalesced_parts(rdd, i, &count);
        buffer_append_string(&text, i > 0 ? " [" : "[");
        for (int j = 0; j < count; j++)
            buffer_printf(&text, "%s%d", j > 0 ? " " : "", parts[j]);
        buffer_append_byte(&text, ']');
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_neighbours_go_together(void **state)
{
    World *world = *state;
    RddId source = add_source(world, 10);
    expect_groups(world, source, 3, 0, "[0 1 2] [3 4 5] [6 7 8 9]");
    expect_groups(world, source, 10, 0, "[0] [1] [2] [3] [4] [5] [6] [7] [8] [9]");
    expect_groups(world, source, 99, 0, "[0] [1] [2] [3] [4] [5] [6] [7] [8] [9]");
    expect_groups(world, add_source(world, 1), 5, 0, "[0]");
}

static void test_kept_partitions_are_dealt(void **state)
{
    World *world = *state;
    RddId source = add_source(world, 10);
    keep(world, source, 0, 10, 3);
    expect_groups(world, source, 3, 3, "[0 1 2] [3 4 5] [6 7 8 9]");
    expect_groups(world, source, 3, 4, "[0 3 6 9] [1 4 7] [2 5 8]");
    expect_groups(world, source, 4, 4, "[0 3 8] [1 4 9] [2 5] [6 7]");
}

/* Through narrow operators, and of an RDD that is itself coalesced. */
static void test_places_are_inherited(void **state)
{
    World *world = *state;
    RddId source = add_source(world, 10);
    keep(world, source, 0, 10, 0);
    RddId same =
        rdds_add_plain_narrow(&world->rdds, &SITE, source, NARROW_SAME, FUNC_NONE)->id;
    expect_groups(world, same, 3, 1, "[0 3 6 9] [1 4 7] [2 5 8]");
    const RddId parents[] = {source, source};
    RddId both = rdds_add_plain_union(&world->rdds, &SITE, parents, 2)->id;
    RddId ten = rdds_add_coalesced(&world->rdds, &SITE, both, 10)->id;
    rdds_settle(&world->rdds, ten, world->blocks, 1);
    expect_groups(world, ten, 3, 1, "[0 3 6 9] [1 4 7] [2 5 8]");
}

/* What was settled stays so when places are known later. */
static void test_groups_are_settled_once(void **state)
{
    World *world = *state;
    RddId source = add_source(world, 4);
    Rdd *rdd = rdds_add_coalesced(&world->rdds, &SITE, source, 2);
    assert_int_equal(world->rdds.unsettled, 1);
    rdds_settle(&world->rdds, rdd->id, world->blocks, 0);
    assert_int_equal(world->rdds.unsettled, 0);
    keep(world, source, 0, 4, 0);
    rdds_settle(&world->rdds, rdd->id, world->blocks, 1);
    int count;
    assert_int_equal(rdd_coalesced_parts(rdd, 0, &count)[1], 1);
    assert_int_equal(count, 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_neighbours_go_together),
        TEST(test_kept_partitions_are_dealt),
        TEST(test_places_are_inherited),
        TEST(test_groups_are_settled_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
