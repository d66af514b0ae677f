// SPDX-License-Identifier: MIT
#include "vm/sched/places.h"

#include "vm/base/mem.h"
#include "vm/graph/parts.h"

typedef struct Search {
    PlaceFinder *finder;
    Places *places;
} Search;

void place_finder_init(PlaceFinder *finder, const Sim *sim)
{
    *finder = (PlaceFinder){.sim = sim};
}

void place_finder_free(PlaceFinder *finder)
{
    mem_free(finder->outputs);
    mem_free(finder->bytes);
    mem_free(finder->holders);
}

static bool lives(const Sim *sim, int executor)
{
    return executor >= 0 && executor < sim->cluster.n_executors &&
        sim->cluster.executors[executor].alive;
}

static bool find_block(const Search *search, BlockId id)
{
    const Sim *sim = search->finder->sim;
    const Block *block = blocks_find(sim->blocks, id);
    Places *places = search->places;
    for (int i = 0; block != NULL && i < BLOCK_MAX_COPIES; i++) {
        const BlockCopy *copy = &block->copies[i];
        if (copy->block != NULL && lives(sim, copy->executor))
            places->executors[places->n_executors++] = copy->executor;
    }
    return places->n_executors > 0;
}

static void add_node(Places *places, int node)
{
    for (int i = 0; i < places->n_nodes; i++) {
        if (places->nodes[i] == node)
            return;
    }
    places->nodes[places->n_nodes++] = node;
}

static void look_up_outputs(PlaceFinder *finder, const Shuffle *shuffle, int maps)
{
    const Sim *sim = finder->sim;
    size_t executors = (size_t)sim->cluster.n_executors;
    if (finder->bytes == NULL) {
        finder->bytes = mem_zero_alloc(executors * sizeof *finder->bytes);
        finder->holders = mem_alloc(executors * sizeof *finder->holders);
    }
    finder->outputs =
        mem_realloc(finder->outputs, (size_t)maps * sizeof *finder->outputs);
    for (int i = 0; i < maps; i++) {
        const Block *output =
            blocks_find(sim->blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, i});
        finder->outputs[i] =
            output != NULL && lives(sim, output->executor) ? output : NULL;
    }
    finder->shuffle = shuffle;
    finder->maps = maps;
}

/* Adds up what the partition reads by who has it, in the order of the map tasks;
 * returns how many executors have something. */
static int add_up(PlaceFinder *finder, int partition, uint64_t *total)
{
    int count = 0;
    for (int i = 0; i < finder->maps; i++) {
        const Block *output = finder->outputs[i];
        uint64_t bytes = output == NULL
            ? 0
            : output->offsets[partition + 1] - output->offsets[partition];
        if (bytes == 0)
            continue;
        if (finder->bytes[output->executor] == 0)
            finder->holders[count++] = output->executor;
        finder->bytes[output->executor] += bytes;
        *total += bytes;
    }
    return count;
}

static bool find_shuffled(const Search *search, const Shuffle *shuffle, int partition)
{
    enum { TOO_MANY = 1000, LEAST_SHARE = 5 };
    PlaceFinder *finder = search->finder;
    const Sim *sim = finder->sim;
    int maps = rdds_get(&sim->rdds, shuffle->parent)->partitions;
    if (maps >= TOO_MANY || shuffle->partitioner->n >= TOO_MANY)
        return false;
    if (finder->shuffle != shuffle)
        look_up_outputs(finder, shuffle, maps);
    uint64_t total = 0;
    int count = add_up(finder, partition, &total);
    for (int i = 0; i < count; i++) {
        int executor = finder->holders[i];
        if (finder->bytes[executor] * LEAST_SHARE >= total)
            add_node(search->places, sim->cluster.executors[executor].node);
        finder->bytes[executor] = 0;
    }
    return search->places->n_nodes > 0;
}

static WalkStep look_at(void *subject, const Rdd *rdd, int partition)
{
    const Search *search = subject;
    if (rdd->level != LEVEL_NONE &&
        find_block(search, (BlockId){BLOCK_RDD, rdd->id, partition}))
        return WALK_END;
    if (rdd->checkpointed) /* its files lie nowhere in particular */
        return WALK_OVER;
    if (rdd->kind == RDD_BLOCKS)
        return find_block(search, rdd->blocks[partition]) ? WALK_END : WALK_OVER;
    if (rdd->kind == RDD_SHUFFLED)
        return find_shuffled(search, rdd->deps[0].shuffle, partition) ? WALK_END
                                                                      : WALK_OVER;
    return WALK_ON;
}

void places_find(PlaceFinder *finder, RddId rdd, int partition, Places *places)
{
    const RddSet *rdds = &finder->sim->rdds;
    Search search = {finder, places};
    PartWalk walk = {.set = rdds, .visit = look_at, .subject = &search};
    *places = (Places){.n_executors = 0};
    const Rdd *last = rdds_get(rdds, rdd);
    if (partition < last->partitions)
        part_walk(&walk, last, partition);
    part_walk_free(&walk);
}
