// SPDX-License-Identifier: MIT
#include "vm/graph/rdd.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

static const char *const narrow_names[] = {
#define NARROW(name, text, type, keeps) text,
    NARROW_OPS(NARROW)
#undef NARROW
};

bool narrow_find(const char *name, NarrowOp *op)
{
    for (int i = 0; i < NARROW_COUNT; i++) {
        if (strcmp(narrow_names[i], name) == 0) {
            *op = (NarrowOp)i;
            return true;
        }
    }
    return false;
}

const char *narrow_name(NarrowOp op)
{
    return narrow_names[op];
}

static void free_deps(Dependency *deps, int n)
{
    for (int i = 0; i < n; i++) {
        Shuffle *shuffle = deps[i].shuffle;
        if (shuffle == NULL)
            continue;
        partitioner_release(shuffle->partitioner);
        mem_free(shuffle);
    }
    mem_free(deps);
}

static void free_log(BlockLog *log)
{
    if (log == NULL)
        return;
    mem_free(log->folder);
    mem_free(log->segments);
    mem_free(log->only);
    mem_free(log);
}

static void rdd_delete(Rdd *rdd)
{
    free_log(rdd->log);
    for (int i = 0; rdd->slices != NULL && i < rdd->partitions; i++)
        buffer_free(&rdd->slices[i]);
    text_splits_free(&rdd->splits);
    free_deps(rdd->deps, rdd->n_deps);
    free_deps(rdd->former, rdd->n_former);
    partitioner_release(rdd->partitioner);
    mem_free(rdd->slices);
    mem_free(rdd->ranges);
    mem_free(rdd->missing);
    mem_free(rdd->folder);
    mem_free(rdd->parts);
    mem_free(rdd->part_starts);
    mem_free(rdd->blocks);
    mem_free(rdd->narrow.starts);
    mem_free(rdd);
}

void rdds_init(RddSet *set, Trace *trace, const Clock *clock)
{
    memset(set, 0, sizeof *set);
    set->scope = (RddScope){STREAM_NONE, -1, COST_UNSET};
    set->trace = trace;
    set->clock = clock;
}

void rdds_free(RddSet *set)
{
    for (int i = 0; i < set->count; i++)
        rdd_delete(set->items[i]);
    mem_free(set->items);
    memset(set, 0, sizeof *set);
}

/* Ids only grow and sweeping keeps the order, so the array is sorted. */
Rdd *rdds_find(const RddSet *set, RddId id)
{
    int low = 0;
    int high = set->count - 1;
    /* Since the last sweep none is missing, and most that are asked for are young. */
    int64_t place = high < 0 ? -1 : high - ((int64_t)set->items[high]->id - id);
    if (place >= 0 && place <= high && set->items[place]->id == id)
        return set->items[place];
    while (low <= high) {
        int middle = low + (high - low) / 2;
        RddId at = set->items[middle]->id;
        if (at == id)
            return set->items[middle];
        if (at < id)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return NULL;
}

Rdd *rdds_get(const RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    CHECK(rdd != NULL);
    return rdd;
}

void rdds_begin_walk(RddSet *set)
{
    set->walk++;
}

bool rdd_is_seen(const RddSet *set, Rdd *rdd)
{
    bool seen = rdd->seen == set->walk;
    rdd->seen = set->walk;
    return seen;
}

/* RDDs that a walk has yet to look at. A lineage can be longer than the C stack, so the
 * walk is no recursion. */
typedef struct Ahead {
    RddId *items;
    int count;
    int capacity;
} Ahead;

static void push_ahead(Ahead *ahead, RddId id)
{
    ahead->items = mem_grow(ahead->items, &ahead->capacity, ahead->count + 1,
        sizeof *ahead->items);
    ahead->items[ahead->count++] = id;
}

const Rdd *rdds_find_missing(RddSet *set, RddId id)
{
    const Rdd *missing = NULL;
    Ahead ahead = {0};
    rdds_begin_walk(set);
    push_ahead(&ahead, id);
    while (ahead.count > 0 && missing == NULL) {
        Rdd *rdd = rdds_get(set, ahead.items[--ahead.count]);
        if (rdd_is_seen(set, rdd))
            continue;
        if (rdd->missing != NULL)
            missing = rdd;
        for (int i = rdd->n_deps - 1; i >= 0; i--)
            push_ahead(&ahead, rdd->deps[i].parent);
    }
    mem_free(ahead.items);
    return missing;
}

/* Where an RDD stands in the set; it is there. */
static int position(const RddSet *set, RddId id)
{
    int low = 0;
    int high = set->count - 1;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (set->items[middle]->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest way up a lineage. Parents stand before their children, but for an
 * RDD_CHECKPOINT, which has none. */
static int find_depth(const RddSet *set, RddId id)
{
    int last = position(set, id);
    int *depths = mem_alloc(((size_t)last + 1) * sizeof *depths);
    for (int i = 0; i <= last; i++) {
        const Rdd *rdd = set->items[i];
        int most = 0;
        for (int j = 0; j < rdd->n_deps; j++) {
            RddId parent = rdd->deps[j].parent;
            int depth = parent < rdd->id ? depths[position(set, parent)] : 1;
            most = depth > most ? depth : most;
        }
        depths[i] = most + 1;
    }
    int depth = depths[last];
    mem_free(depths);
    return depth;
}

/* A task computes an RDD inside the one that is made of it: the C stack of a thread has
 * room for so many. (That of Spark has less.) */
bool rdds_check_depth(const RddSet *set, RddId id, Err *err)
{
    enum { MOST_DEPTH = 4000 };
    /* What was noted is too much once an ancestor has been checkpointed. */
    if (rdds_get(set, id)->depth <= MOST_DEPTH || find_depth(set, id) <= MOST_DEPTH)
        return true;
    return err_set(err, ERR_STACK_OVERFLOW,
        "RDD %d is made of more than %d RDDs, one after the other; checkpoint() cuts a "
        "lineage",
        id, MOST_DEPTH);
}

static void visit_optional(FuncId func, VisitFunctionFn *visit, void *subject)
{
    if (func != FUNC_NONE)
        visit(subject, func);
}

void aggregator_visit_functions(const Aggregator *aggregator, VisitFunctionFn *visit,
    void *subject)
{
    visit_optional(aggregator->create, visit, subject);
    visit_optional(aggregator->merge, visit, subject);
    visit_optional(aggregator->join, visit, subject);
}

void rdd_visit_functions(const Rdd *rdd, VisitFunctionFn *visit, void *subject)
{
    visit_optional(rdd->narrow.func, visit, subject);
    visit_optional(rdd->narrow.inverse, visit, subject);
    visit_optional(rdd->state.func, visit, subject);
    aggregator_visit_functions(&rdd->aggregator, visit, subject);
}

bool rdd_has_function(const Rdd *rdd)
{
    const Aggregator *aggregator = &rdd->aggregator;
    return rdd->narrow.func != FUNC_NONE || rdd->state.func != FUNC_NONE ||
        aggregator->create != FUNC_NONE || aggregator->merge != FUNC_NONE;
}

void rdd_mark(RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    if (rdd != NULL)
        rdd->marked = true;
}

/* Children stand behind their parents, so one walk from the end marks all ancestors; an
 * RDD_CHECKPOINT, the exception, has none. */
static void mark_ancestors(RddSet *set)
{
    for (int i = set->count - 1; i >= 0; i--) {
        const Rdd *rdd = set->items[i];
        for (int j = 0; rdd->marked && j < rdd->n_deps; j++)
            rdd_mark(set, rdd->deps[j].parent);
        for (int j = 0; rdd->marked && j < rdd->n_former; j++)
            rdd_mark(set, rdd->former[j].parent);
    }
}

bool rdd_may_be_kept(const Rdd *rdd)
{
    return rdd->level != LEVEL_NONE || rdd->kind == RDD_STATE ||
        rdd->kind == RDD_STATE_INITIAL || rdd->kind == RDD_CHECKPOINT;
}

void rdd_drop_kept(const Rdd *rdd, BlockManager *blocks)
{
    if (!rdd_may_be_kept(rdd))
        return;
    for (int i = 0; i < rdd->partitions; i++)
        blocks_remove(blocks, (BlockId){BLOCK_RDD, rdd->id, i});
}

static void drop_shuffles(const RddSet *set, const Dependency *deps, int n,
    BlockManager *blocks)
{
    for (int i = 0; i < n; i++) {
        const Shuffle *shuffle = deps[i].shuffle;
        if (shuffle == NULL)
            continue;
        int maps = rdds_get(set, shuffle->parent)->partitions;
        for (int map = 0; map < maps; map++)
            blocks_remove(blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, map});
    }
}

void rdd_set_checkpointed(RddSet *set, Rdd *rdd, RddId checkpoint, int next_job)
{
    CHECK(rdd->former == NULL);
    rdd->former = rdd->deps;
    rdd->n_former = rdd->n_deps;
    rdd->former_job = next_job;
    set->n_former += rdd->former != NULL;
    rdd->deps = mem_zero_alloc(sizeof *rdd->deps);
    rdd->deps[0].parent = checkpoint;
    rdd->n_deps = 1;
    rdd->depth = 2;
    rdd->checkpoint_wanted = false;
    rdd->checkpointed = true;
}

void rdds_drop_former(RddSet *set, BlockManager *blocks, int job)
{
    for (int i = 0; i < set->count && set->n_former > 0; i++) {
        Rdd *rdd = set->items[i];
        if (rdd->former == NULL || rdd->former_job > job)
            continue;
        drop_shuffles(set, rdd->former, rdd->n_former, blocks);
        free_deps(rdd->former, rdd->n_former);
        rdd->former = NULL;
        rdd->n_former = 0;
        set->n_former--;
    }
}

static bool is_unsettled(const Rdd *rdd)
{
    return rdd->kind == RDD_COALESCED && rdd->parts == NULL;
}

/* Often, because what is small stays in a cache of the processor; for so many RDDs. */
enum { LEAST_COUNT = 256, MANY = 3 * LEAST_COUNT, LEAST_BYTES = 8 << 20 };

bool rdds_are_many(const RddSet *set, const BlockManager *blocks)
{
    return set->count >= MANY || blocks_bytes(blocks) >= LEAST_BYTES;
}

static bool is_worth_while(const RddSet *set, const BlockManager *blocks)
{
    int64_t bytes = blocks_bytes(blocks);
    return (set->count >= LEAST_COUNT && set->count >= 2 * set->swept_count) ||
        (bytes >= LEAST_BYTES && bytes >= 2 * set->swept_bytes);
}

bool rdds_sweep(RddSet *set, BlockManager *blocks, MarkRootsFn *mark_roots,
    void *subject)
{
    if (!is_worth_while(set, blocks))
        return false;

    for (int i = 0; i < set->count; i++)
        set->items[i]->marked = false;
    mark_roots(subject, set);
    mark_ancestors(set);

    /* The data goes while every parent is still there. */
    for (int i = 0; i < set->count; i++) {
        if (set->items[i]->marked)
            continue;
        const Rdd *rdd = set->items[i];
        rdd_drop_kept(rdd, blocks);
        drop_shuffles(set, rdd->deps, rdd->n_deps, blocks);
        drop_shuffles(set, rdd->former, rdd->n_former, blocks);
    }
    int left = 0;
    for (int i = 0; i < set->count; i++) {
        if (set->items[i]->marked) {
            set->items[left++] = set->items[i];
            continue;
        }
        set->unsettled -= is_unsettled(set->items[i]);
        set->n_former -= set->items[i]->former != NULL;
        rdd_delete(set->items[i]);
    }
    set->count = left;
    set->swept_count = left;
    set->swept_bytes = blocks_bytes(blocks);
    return true;
}

/* Checking. */

static bool has_shuffle(const Dependency *deps, int n, const Shuffle *shuffle)
{
    int i = 0;
    while (i < n && deps[i].shuffle != shuffle)
        i++;
    return i < n;
}

bool rdds_have_shuffle(const RddSet *set, const Shuffle *shuffle)
{
    for (int i = 0; i < set->count; i++) {
        const Rdd *rdd = set->items[i];
        if (has_shuffle(rdd->deps, rdd->n_deps, shuffle) ||
            has_shuffle(rdd->former, rdd->n_former, shuffle))
            return true;
    }
    return false;
}

/* The number of map tasks of each shuffle, -1 for one that nobody reads any more. */
typedef struct Owners {
    const RddSet *set;
    int *maps;
} Owners;

static void check_deps(const Owners *owners, const Rdd *rdd, const Dependency *deps,
    int n)
{
    for (int i = 0; i < n; i++) {
        const Rdd *parent = rdds_find(owners->set, deps[i].parent);
        const Shuffle *shuffle = deps[i].shuffle;
        CHECK_SAYS(parent != NULL, "RDD %d is made of RDD %d, which is gone", rdd->id,
            deps[i].parent);
        if (shuffle == NULL)
            continue;
        CHECK_SAYS(shuffle->parent == parent->id,
            "shuffle %d has the output of RDD %d, not of RDD %d", shuffle->id,
            shuffle->parent, parent->id);
        owners->maps[shuffle->id] = parent->partitions;
    }
}

static void check_owner(void *subject, const Block *block)
{
    const Owners *owners = subject;
    if (block->id.kind == BLOCK_SHUFFLE)
        CHECK_SAYS(block->id.first < owners->set->next_shuffle &&
                block->id.second < owners->maps[block->id.first],
            "%s is there, and nobody reads it", block_id_name(block->id).text);
    if (block->id.kind != BLOCK_RDD)
        return;
    const Rdd *rdd = rdds_find(owners->set, block->id.first);
    CHECK_SAYS(rdd != NULL, "%s is kept, and its RDD is gone",
        block_id_name(block->id).text);
    CHECK_SAYS(rdd_may_be_kept(rdd) && block->id.second < rdd->partitions,
        "%s is kept, and its RDD has no level or no such partition",
        block_id_name(block->id).text);
}

void rdds_check(const RddSet *set, const BlockManager *blocks)
{
    Owners owners = {set, mem_alloc(((size_t)set->next_shuffle + 1) * sizeof(int))};
    for (int i = 0; i < set->next_shuffle; i++)
        owners.maps[i] = -1;
    for (int i = 0; i < set->count; i++) {
        const Rdd *rdd = set->items[i];
        check_deps(&owners, rdd, rdd->deps, rdd->n_deps);
        check_deps(&owners, rdd, rdd->former, rdd->n_former);
    }
    blocks_visit(blocks, check_owner, &owners);
    mem_free(owners.maps);
}
