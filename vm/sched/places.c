// SPDX-License-Identifier: MIT
#include "vm/sched/places.h"

#include "vm/base/mem.h"
#include "vm/graph/parts.h"

typedef struct Finder {
    const Sim *sim;
    Places *places;
} Finder;

static bool lives(const Finder *finder, int executor)
{
    return executor >= 0 && executor < finder->sim->cluster.n_executors &&
        finder->sim->cluster.executors[executor].alive;
}

static bool find_block(const Finder *finder, BlockId id)
{
    const Block *block = blocks_find(finder->sim->blocks, id);
    Places *places = finder->places;
    for (int i = 0; block != NULL && i < BLOCK_MAX_COPIES; i++) {
        const BlockCopy *copy = &block->copies[i];
        if (copy->block != NULL && lives(finder, copy->executor))
            places->executors[places->n_executors++] = copy->executor;
    }
    return places->n_executors > 0;
}

/* How much of what a reduce task reads an executor has. */
typedef struct Share {
    int executor;
    uint64_t bytes;
} Share;

typedef struct Shares {
    Share *items;
    int count;
    int capacity;
    uint64_t total;
} Shares;

static void add_share(Shares *shares, int executor, uint64_t bytes)
{
    shares->total += bytes;
    for (int i = 0; i < shares->count; i++) {
        if (shares->items[i].executor == executor) {
            shares->items[i].bytes += bytes;
            return;
        }
    }
    shares->items = mem_grow(shares->items, &shares->capacity, shares->count + 1,
        sizeof *shares->items);
    shares->items[shares->count++] = (Share){executor, bytes};
}

static void add_node(Places *places, int node)
{
    for (int i = 0; i < places->n_nodes; i++) {
        if (places->nodes[i] == node)
            return;
    }
    places->nodes[places->n_nodes++] = node;
}

static bool find_shuffled(const Finder *finder, const Shuffle *shuffle, int partition)
{
    enum { TOO_MANY = 1000, LEAST_SHARE = 5 };
    const Sim *sim = finder->sim;
    int maps = rdds_get(&sim->rdds, shuffle->parent)->partitions;
    if (maps >= TOO_MANY || shuffle->partitioner->n >= TOO_MANY)
        return false;
    Shares shares = {0};
    for (int i = 0; i < maps; i++) {
        const Block *output =
            blocks_find(sim->blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, i});
        if (output != NULL && lives(finder, output->executor) &&
            output->offsets[partition + 1] > output->offsets[partition])
            add_share(&shares, output->executor,
                output->offsets[partition + 1] - output->offsets[partition]);
    }
    for (int i = 0; i < shares.count; i++) {
        if (shares.items[i].bytes * LEAST_SHARE >= shares.total)
            add_node(finder->places,
                sim->cluster.executors[shares.items[i].executor].node);
    }
    mem_free(shares.items);
    return finder->places->n_nodes > 0;
}

static WalkStep look_at(void *subject, const Rdd *rdd, int partition)
{
    const Finder *finder = subject;
    if (rdd->level != LEVEL_NONE &&
        find_block(finder, (BlockId){BLOCK_RDD, rdd->id, partition}))
        return WALK_END;
    if (rdd->checkpointed) /* its files lie nowhere in particular */
        return WALK_OVER;
    if (rdd->kind == RDD_BLOCKS)
        return find_block(finder, rdd->blocks[partition]) ? WALK_END : WALK_OVER;
    if (rdd->kind == RDD_SHUFFLED)
        return find_shuffled(finder, rdd->deps[0].shuffle, partition) ? WALK_END
                                                                      : WALK_OVER;
    return WALK_ON;
}

void places_find(const Sim *sim, RddId rdd, int partition, Places *places)
{
    Finder finder = {sim, places};
    PartWalk walk = {.set = &sim->rdds, .visit = look_at, .subject = &finder};
    *places = (Places){.n_executors = 0};
    const Rdd *last = rdds_get(&sim->rdds, rdd);
    if (partition < last->partitions)
        part_walk(&walk, last, partition);
    part_walk_free(&walk);
}
