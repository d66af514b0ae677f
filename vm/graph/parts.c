// SPDX-License-Identifier: MIT
#include "vm/graph/parts.h"

#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"

void part_walk_free(PartWalk *walk)
{
    mem_free(walk->visited);
    walk->visited = NULL;
    walk->capacity = 0;
}

static bool is_visited(PartWalk *walk, const Rdd *rdd, int partition)
{
    if (rdd->n_deps < 2)
        return false;
    for (int i = 0; i < walk->count; i++) {
        const PartVisit *visit = &walk->visited[i];
        if (visit->rdd == rdd && visit->partition == partition)
            return true;
    }
    walk->visited = mem_grow(walk->visited, &walk->capacity, walk->count + 1,
        sizeof *walk->visited);
    walk->visited[walk->count++] = (PartVisit){rdd, partition};
    return false;
}

static bool go(PartWalk *walk, const Rdd *rdd, int partition);

static const Rdd *parent_of(const PartWalk *walk, const Rdd *rdd, int dep)
{
    return rdds_get(walk->set, rdd->deps[dep].parent);
}

static bool go_united(PartWalk *walk, const Rdd *rdd, int partition)
{
    RddId parent;
    int at;
    rdd_union_locate(walk->set, rdd, partition, &parent, &at);
    return go(walk, rdds_get(walk->set, parent), at);
}

static bool go_multiplied(PartWalk *walk, const Rdd *rdd, int partition)
{
    const Rdd *right = parent_of(walk, rdd, 1);
    return go(walk, parent_of(walk, rdd, 0), partition / right->partitions) ||
        go(walk, right, partition % right->partitions);
}

static bool go_coalesced(PartWalk *walk, const Rdd *rdd, int partition)
{
    int count;
    const int *parts = rdd_coalesced_parts(rdd, partition, &count);
    bool ended = false;
    for (int i = 0; i < count && !ended; i++)
        ended = go(walk, parent_of(walk, rdd, 0), parts[i]);
    return ended;
}

static bool go_same(PartWalk *walk, const Rdd *rdd, int partition)
{
    bool ended = false;
    for (int i = 0; i < rdd->n_deps && !ended; i++) {
        if (rdd->deps[i].shuffle == NULL)
            ended = go(walk, parent_of(walk, rdd, i), partition);
    }
    return ended;
}

static bool go_parents(PartWalk *walk, const Rdd *rdd, int partition)
{
    if (rdd->checkpointed)
        return go_same(walk, rdd, partition);
    switch (rdd->kind) {
    case RDD_UNION:
        return go_united(walk, rdd, partition);
    case RDD_CARTESIAN:
        return go_multiplied(walk, rdd, partition);
    case RDD_COALESCED:
        return go_coalesced(walk, rdd, partition);
    default:
        return go_same(walk, rdd, partition);
    }
}

static bool go(PartWalk *walk, const Rdd *rdd, int partition)
{
    if (is_visited(walk, rdd, partition))
        return false;
    WalkStep step = walk->visit(walk->subject, rdd, partition);
    return step == WALK_END || (step == WALK_ON && go_parents(walk, rdd, partition));
}

bool part_walk(PartWalk *walk, const Rdd *rdd, int partition)
{
    walk->count = 0;
    return go(walk, rdd, partition);
}

/* Touching. */

typedef struct Toucher {
    BlockManager *blocks;
    int executor;
} Toucher;

static WalkStep touch(void *subject, const Rdd *rdd, int partition)
{
    const Toucher *toucher = subject;
    if (rdd->kind == RDD_BLOCKS) {
        blocks_touch(toucher->blocks, rdd->blocks[partition], toucher->executor);
        return WALK_OVER;
    }
    if (!rdd_may_be_kept(rdd))
        return WALK_ON;
    BlockId id = {BLOCK_RDD, rdd->id, partition};
    return blocks_touch(toucher->blocks, id, toucher->executor) ? WALK_OVER : WALK_ON;
}

void parts_touch(const RddSet *set, BlockManager *blocks, const Rdd *rdd, int partition,
    int executor)
{
    Toucher toucher = {blocks, executor};
    PartWalk walk = {.set = set, .visit = touch, .subject = &toucher};
    part_walk(&walk, rdd, partition);
    part_walk_free(&walk);
}

/* Remote. */

typedef struct RemoteCount {
    const RddSet *set;
    const BlockManager *blocks;
    int executor;
    int64_t bytes;
} RemoteCount;

/* False if the block is not there. */
static bool count_block(RemoteCount *count, BlockId id)
{
    const Block *block = blocks_find(count->blocks, id);
    if (block == NULL)
        return false;
    if (block_is_at(block, count->executor))
        return true;
    count->bytes += block->size;
    if (block->state != NULL)
        count->bytes += (int64_t)statemap_bytes(block->state);
    return true;
}

static void count_outputs(RemoteCount *count, const Shuffle *shuffle, int partition)
{
    int maps = rdds_get(count->set, shuffle->parent)->partitions;
    for (int i = 0; i < maps; i++) {
        const Block *output =
            blocks_find(count->blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, i});
        if (output != NULL && !block_is_at(output, count->executor))
            count->bytes +=
                (int64_t)(output->offsets[partition + 1] - output->offsets[partition]);
    }
}

static WalkStep count_remote(void *subject, const Rdd *rdd, int partition)
{
    RemoteCount *count = subject;
    if (rdd->kind == RDD_BLOCKS) {
        count_block(count, rdd->blocks[partition]);
        return WALK_OVER;
    }
    if (rdd_may_be_kept(rdd) &&
        count_block(count, (BlockId){BLOCK_RDD, rdd->id, partition}))
        return WALK_OVER;
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle != NULL)
            count_outputs(count, rdd->deps[i].shuffle, partition);
    }
    return WALK_ON;
}

int64_t parts_remote_bytes(const RddSet *set, const BlockManager *blocks,
    const Rdd *rdd, int partition, int executor)
{
    RemoteCount count = {.set = set, .blocks = blocks, .executor = executor};
    PartWalk walk = {.set = set, .visit = count_remote, .subject = &count};
    part_walk(&walk, rdd, partition);
    part_walk_free(&walk);
    return count.bytes;
}

/* Removed. */

static bool is_all_kept(const BlockManager *blocks, const Rdd *rdd)
{
    if (!rdd_may_be_kept(rdd))
        return false;
    for (int i = 0; i < rdd->partitions; i++) {
        if (blocks_find(blocks, (BlockId){BLOCK_RDD, rdd->id, i}) == NULL)
            return false;
    }
    return true;
}

static const Rdd *find_removed(RddSet *set, const BlockManager *blocks, RddId id)
{
    Rdd *rdd = rdds_get(set, id);
    if (rdd_is_seen(set, rdd) || is_all_kept(blocks, rdd))
        return NULL;
    if (rdd->blocks_removed)
        return rdd;
    const Rdd *found = NULL;
    for (int i = 0; i < rdd->n_deps && found == NULL; i++) {
        if (rdd->deps[i].shuffle == NULL)
            found = find_removed(set, blocks, rdd->deps[i].parent);
    }
    return found;
}

const Rdd *parts_find_removed(RddSet *set, const BlockManager *blocks, RddId rdd)
{
    rdds_begin_walk(set);
    return find_removed(set, blocks, rdd);
}
