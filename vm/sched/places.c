// SPDX-License-Identifier: MIT
#include "vm/sched/places.h"

#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"

typedef struct Visit {
    const Rdd *rdd;
    int partition;
} Visit;

typedef struct Walk {
    Sim *sim;
    Places *places;
    Visit *visited; /* RDDs with several parents, which a walk may meet again */
    int count;
    int capacity;
} Walk;

static bool is_visited(Walk *walk, const Rdd *rdd, int partition)
{
    if (rdd->n_deps < 2)
        return false;
    for (int i = 0; i < walk->count; i++) {
        if (walk->visited[i].rdd == rdd && walk->visited[i].partition == partition)
            return true;
    }
    walk->visited = mem_grow(walk->visited, &walk->capacity, walk->count + 1,
        sizeof *walk->visited);
    walk->visited[walk->count++] = (Visit){rdd, partition};
    return false;
}

static bool lives(const Walk *walk, int executor)
{
    return executor >= 0 && executor < walk->sim->cluster.n_executors &&
        walk->sim->cluster.executors[executor].alive;
}

static bool find_block(const Walk *walk, BlockId id)
{
    const Block *block = blocks_find(walk->sim->blocks, id);
    Places *places = walk->places;
    for (int i = 0; block != NULL && i < BLOCK_MAX_COPIES; i++) {
        const BlockCopy *copy = &block->copies[i];
        if (copy->block != NULL && lives(walk, copy->executor))
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

static bool find_shuffled(const Walk *walk, const Shuffle *shuffle, int partition)
{
    enum { TOO_MANY = 1000, LEAST_SHARE = 5 };
    const Sim *sim = walk->sim;
    int maps = rdds_get(&sim->rdds, shuffle->parent)->partitions;
    if (maps >= TOO_MANY || shuffle->partitioner->n >= TOO_MANY)
        return false;
    Shares shares = {0};
    for (int i = 0; i < maps; i++) {
        const Block *output =
            blocks_find(sim->blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, i});
        if (output != NULL && lives(walk, output->executor) &&
            output->offsets[partition + 1] > output->offsets[partition])
            add_share(&shares, output->executor,
                output->offsets[partition + 1] - output->offsets[partition]);
    }
    for (int i = 0; i < shares.count; i++) {
        if (shares.items[i].bytes * LEAST_SHARE >= shares.total)
            add_node(walk->places,
                sim->cluster.executors[shares.items[i].executor].node);
    }
    mem_free(shares.items);
    return walk->places->n_nodes > 0;
}

static bool find_places(Walk *walk, const Rdd *rdd, int partition);

static bool find_in_parent(Walk *walk, RddId parent, int partition)
{
    return find_places(walk, rdds_get(&walk->sim->rdds, parent), partition);
}

static bool find_in_union(Walk *walk, const Rdd *rdd, int partition)
{
    RddId parent;
    int at;
    rdd_union_locate(&walk->sim->rdds, rdd, partition, &parent, &at);
    return find_in_parent(walk, parent, at);
}

static bool find_in_product(Walk *walk, const Rdd *rdd, int partition)
{
    RddId right = rdd->deps[1].parent;
    int n = rdds_get(&walk->sim->rdds, right)->partitions;
    return find_in_parent(walk, rdd->deps[0].parent, partition / n) ||
        find_in_parent(walk, right, partition % n);
}

static bool find_in_coalesced(Walk *walk, const Rdd *rdd, int partition)
{
    int count;
    const int *parts = rdd_coalesced_parts(rdd, partition, &count);
    bool found = false;
    for (int i = 0; i < count && !found; i++)
        found = find_in_parent(walk, rdd->deps[0].parent, parts[i]);
    return found;
}

static bool find_in_parents(Walk *walk, const Rdd *rdd, int partition)
{
    if (rdd->kind == RDD_UNION)
        return find_in_union(walk, rdd, partition);
    if (rdd->kind == RDD_CARTESIAN)
        return find_in_product(walk, rdd, partition);
    if (rdd->kind == RDD_COALESCED)
        return find_in_coalesced(walk, rdd, partition);
    bool found = false;
    for (int i = 0; i < rdd->n_deps && !found; i++) {
        if (rdd->deps[i].shuffle == NULL)
            found = find_in_parent(walk, rdd->deps[i].parent, partition);
    }
    return found;
}

static bool find_places(Walk *walk, const Rdd *rdd, int partition)
{
    if (is_visited(walk, rdd, partition))
        return false;
    if (rdd->level != LEVEL_NONE &&
        find_block(walk, (BlockId){BLOCK_RDD, rdd->id, partition}))
        return true;
    if (rdd->checkpointed) /* its files lie nowhere in particular */
        return false;
    if (rdd->kind == RDD_BLOCKS)
        return find_block(walk, rdd->blocks[partition]);
    if (rdd->kind == RDD_SHUFFLED)
        return find_shuffled(walk, rdd->deps[0].shuffle, partition);
    return find_in_parents(walk, rdd, partition);
}

void places_find(Sim *sim, RddId rdd, int partition, Places *places)
{
    Walk walk = {.sim = sim, .places = places};
    *places = (Places){.n_executors = 0};
    const Rdd *last = rdds_get(&sim->rdds, rdd);
    if (partition < last->partitions)
        find_places(&walk, last, partition);
    mem_free(walk.visited);
}
