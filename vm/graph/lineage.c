// SPDX-License-Identifier: MIT
#include "vm/graph/lineage.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"

static const char *const kind_types[] = {
#define KIND(name, text) [name] = text,
    RDD_KINDS(KIND)
#undef KIND
};

static const char *const narrow_types[] = {
#define NARROW(name, text, type, keeps) type,
    NARROW_OPS(NARROW)
#undef NARROW
};

static const bool narrow_keeps_partitioner[] = {
#define NARROW(name, text, type, keeps) keeps,
    NARROW_OPS(NARROW)
#undef NARROW
};

static Rdd *add(RddSet *set, RddKind kind, const CallSite *site, int partitions)
{
    Rdd *rdd = mem_zero_alloc(sizeof *rdd);
    rdd->id = set->next_id++;
    rdd->number = rdd->id - set->first_id;
    rdd->kind = kind;
    rdd->type = kind_types[kind];
    rdd->site = *site;
    rdd->stream = set->scope.stream;
    rdd->batch = set->scope.batch;
    rdd->cost = set->scope.cost;
    rdd->partitions = partitions;
    rdd->level = LEVEL_NONE;
    rdd->narrow.func = FUNC_NONE;
    rdd->narrow.inverse = FUNC_NONE;
    rdd->state.func = FUNC_NONE;
    rdd->aggregator =
        (Aggregator){.create = FUNC_NONE, .merge = FUNC_NONE, .join = FUNC_NONE};

    set->items =
        mem_grow(set->items, &set->capacity, set->count + 1, sizeof *set->items);
    set->items[set->count++] = rdd;
    return rdd;
}

static void append_block_list(Buffer *out, const Rdd *rdd)
{
    buffer_append_byte(out, '[');
    for (int i = 0; i < rdd->partitions; i++) {
        buffer_append_string(out, i > 0 ? ",\"" : "\"");
        block_id_append(out, rdd->blocks[i]);
        buffer_append_byte(out, '"');
    }
    buffer_append_byte(out, ']');
}

static void append_parent_list(Buffer *out, const Rdd *rdd)
{
    RddId *parents = mem_alloc((size_t)(rdd->n_deps + 1) * sizeof *parents);
    for (int i = 0; i < rdd->n_deps; i++)
        parents[i] = rdd->deps[i].parent;
    json_append_int_list(out, parents, rdd->n_deps);
    mem_free(parents);
}

/* One a parent; -1 where the dependency is narrow. */
static void append_shuffle_list(Buffer *out, const Rdd *rdd)
{
    int *shuffles = mem_alloc((size_t)(rdd->n_deps + 1) * sizeof *shuffles);
    for (int i = 0; i < rdd->n_deps; i++)
        shuffles[i] = rdd->deps[i].shuffle != NULL ? rdd->deps[i].shuffle->id : -1;
    json_append_int_list(out, shuffles, rdd->n_deps);
    mem_free(shuffles);
}

static bool is_wide(const Rdd *rdd)
{
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle != NULL)
            return true;
    }
    return false;
}

static int depth_below(const RddSet *set, const Rdd *rdd)
{
    int most = 0;
    for (int i = 0; i < rdd->n_deps; i++) {
        const Rdd *parent = rdds_find(set, rdd->deps[i].parent);
        if (parent != NULL && parent->depth > most)
            most = parent->depth;
    }
    return most + 1;
}

/* The end of every maker: the RDD has its parents. */
static Rdd *finish(const RddSet *set, Rdd *rdd)
{
    rdd->depth = depth_below(set, rdd);
    Trace *trace = set->trace;
    if (trace == NULL || !trace_is_on(trace))
        return rdd;

    Buffer *parents = trace_take_json(trace);
    Buffer *blocks = trace_take_json(trace);
    Buffer *shuffles = trace_take_json(trace);
    append_parent_list(parents, rdd);
    append_shuffle_list(shuffles, rdd);
    if (rdd->kind == RDD_BLOCKS)
        append_block_list(blocks, rdd);
    TRACE(trace, set->clock->now, TRACE_RDD, trace_int(rdd->id),
        trace_text(rdd->site.op), trace_int(rdd->stream), trace_int(rdd->batch),
        trace_int(rdd->partitions), trace_json(parents), trace_bool(is_wide(rdd)),
        trace_json(blocks), trace_text(rdd->type), trace_int(rdd->site.place.line),
        trace_json(shuffles));
    return rdd;
}

static void set_parents(Rdd *rdd, const RddId *parents, int n)
{
    rdd->n_deps = n;
    rdd->deps = mem_zero_alloc((size_t)(n > 0 ? n : 1) * sizeof *rdd->deps);
    for (int i = 0; i < n; i++)
        rdd->deps[i].parent = parents[i];
}

static Shuffle *set_shuffle(RddSet *set, Rdd *rdd, int dep, Partitioner *partitioner)
{
    Shuffle *shuffle = mem_zero_alloc(sizeof *shuffle);
    shuffle->id = set->next_shuffle++;
    shuffle->parent = rdd->deps[dep].parent;
    shuffle->reader = rdd->id;
    shuffle->partitioner = partitioner_share(partitioner);
    shuffle->aggregator = rdd->aggregator;
    rdd->deps[dep].shuffle = shuffle;
    return shuffle;
}

Rdd *rdds_add_blocks(RddSet *set, const CallSite *site, const BlockId *blocks,
    int count)
{
    Rdd *rdd = add(set, RDD_BLOCKS, site, count);
    if (count > 0)
        rdd->blocks = mem_copy(blocks, (size_t)count * sizeof *blocks);
    return finish(set, rdd);
}

static void *copy_list(const void *items, int count, size_t size)
{
    return count > 0 ? mem_copy(items, (size_t)count * size) : NULL;
}

Rdd *rdds_add_received(RddSet *set, const CallSite *site, const ReceivedBlocks *blocks)
{
    if (!blocks->is_logged)
        return rdds_add_blocks(set, site, blocks->ids, blocks->count);
    int count = blocks->count;
    Rdd *rdd = add(set, RDD_BLOCKS, site, count);
    rdd->type = "WriteAheadLogBackedBlockRDD";
    rdd->blocks = copy_list(blocks->ids, count, sizeof *blocks->ids);
    rdd->log = mem_zero_alloc(sizeof *rdd->log);
    rdd->log->folder = mem_copy_string(count > 0 ? blocks->folder : "");
    rdd->log->segments = copy_list(blocks->segments, count, sizeof *blocks->segments);
    rdd->log->only = copy_list(blocks->only_logged, count, sizeof *blocks->only_logged);
    return finish(set, rdd);
}

Rdd *rdds_add_collection(RddSet *set, const CallSite *site, Buffer *slices, int n)
{
    Rdd *rdd = add(set, RDD_COLLECTION, site, n);
    rdd->slices = mem_zero_alloc((size_t)(n > 0 ? n : 1) * sizeof *rdd->slices);
    for (int i = 0; i < n; i++)
        buffer_move(&slices[i], &rdd->slices[i]);
    return finish(set, rdd);
}

Rdd *rdds_add_messages(RddSet *set, const CallSite *site, RangeData *data)
{
    Rdd *rdd = add(set, RDD_MESSAGES, site, data->n);
    rdd->slices = data->slices;
    rdd->ranges = data->ranges;
    *data = (RangeData){0};
    set->has_messages = true;
    return finish(set, rdd);
}

static void set_missing(Rdd *rdd, ErrCode code, const char *text)
{
    rdd->missing = mem_zero_alloc(sizeof *rdd->missing);
    err_set(rdd->missing, code, "%s", text);
}

Rdd *rdds_add_impossible(RddSet *set, const CallSite *site)
{
    Rdd *rdd = add(set, RDD_COLLECTION, site, 0);
    set_missing(rdd, ERR_ARGUMENT, "Positive number of partitions required");
    return finish(set, rdd);
}

Rdd *rdds_add_empty(RddSet *set, const CallSite *site)
{
    return finish(set, add(set, RDD_EMPTY, site, 0));
}

Rdd *rdds_add_text(RddSet *set, const CallSite *site, TextSplits *splits,
    const Err *missing)
{
    Rdd *rdd = add(set, RDD_TEXT, site, splits->count);
    rdd->splits = *splits;
    *splits = (TextSplits){0};
    if (missing != NULL)
        rdd->missing = mem_copy(missing, sizeof *missing);
    return finish(set, rdd);
}

Rdd *rdds_add_narrow(RddSet *set, const CallSite *site, RddId parent,
    const NarrowWork *work)
{
    const Rdd *from = rdds_get(set, parent);
    Rdd *rdd = add(set, RDD_NARROW, site, from->partitions);
    rdd->type = narrow_types[work->op];
    rdd->narrow = *work;
    if (narrow_keeps_partitioner[work->op] || work->keeps)
        rdd->partitioner = partitioner_share(from->partitioner);
    set_parents(rdd, &parent, 1);
    return finish(set, rdd);
}

Rdd *rdds_add_plain_union(RddSet *set, const CallSite *site, const RddId *parents,
    int n)
{
    int partitions = 0;
    for (int i = 0; i < n; i++)
        partitions += rdds_get(set, parents[i])->partitions;

    Rdd *rdd = add(set, RDD_UNION, site, partitions);
    set_parents(rdd, parents, n);
    return finish(set, rdd);
}

/* The partitioner that all n RDDs share, or NULL. */
static Partitioner *shared_partitioner(const RddSet *set, const RddId *parents, int n)
{
    Partitioner *shared = n > 0 ? rdds_get(set, parents[0])->partitioner : NULL;
    for (int i = 1; i < n && shared != NULL; i++) {
        if (!partitioner_equal(rdds_get(set, parents[i])->partitioner, shared))
            shared = NULL;
    }
    return shared;
}

Rdd *rdds_add_union(RddSet *set, const CallSite *site, const RddId *parents, int n)
{
    RddId *kept = mem_alloc((size_t)(n > 0 ? n : 1) * sizeof *kept);
    int n_kept = 0;
    for (int i = 0; i < n; i++) {
        if (rdds_get(set, parents[i])->partitions > 0)
            kept[n_kept++] = parents[i];
    }

    Rdd *rdd;
    Partitioner *partitioner = shared_partitioner(set, kept, n_kept);
    if (partitioner != NULL) {
        rdd = add(set, RDD_ALIGNED_UNION, site, partitioner->n);
        rdd->partitioner = partitioner_share(partitioner);
        set_parents(rdd, kept, n_kept);
        finish(set, rdd);
    } else {
        rdd = rdds_add_plain_union(set, site, kept, n_kept);
    }
    mem_free(kept);
    return rdd;
}

Rdd *rdds_add_coalesced(RddSet *set, const CallSite *site, RddId parent, int n)
{
    CHECK(n >= 1);
    int before = rdds_get(set, parent)->partitions;
    Rdd *rdd = add(set, RDD_COALESCED, site, n < before ? n : before);
    set->unsettled++;
    set_parents(rdd, &parent, 1);
    return finish(set, rdd);
}

Rdd *rdds_add_combined(RddSet *set, const CallSite *site, RddId parent,
    const Aggregator *aggregator, Partitioner *partitioner)
{
    bool alike = partitioner_equal(rdds_get(set, parent)->partitioner, partitioner);
    Rdd *rdd = add(set, alike ? RDD_COMBINED : RDD_SHUFFLED, site, partitioner->n);
    rdd->partitioner = partitioner_share(partitioner);
    rdd->aggregator = *aggregator;
    set_parents(rdd, &parent, 1);
    if (!alike)
        set_shuffle(set, rdd, 0, partitioner);
    return finish(set, rdd);
}

Rdd *rdds_add_sorted(RddSet *set, const CallSite *site, RddId parent,
    Partitioner *partitioner, KeyOrder order)
{
    Rdd *rdd = add(set, RDD_SHUFFLED, site, partitioner->n);
    rdd->partitioner = partitioner_share(partitioner);
    set_parents(rdd, &parent, 1);
    set_shuffle(set, rdd, 0, partitioner)->order = order;
    return finish(set, rdd);
}

Rdd *rdds_add_partitioned(RddSet *set, const CallSite *site, RddId parent,
    Partitioner *partitioner)
{
    Rdd *from = rdds_get(set, parent);
    if (partitioner_equal(from->partitioner, partitioner))
        return from;
    return rdds_add_sorted(set, site, parent, partitioner, ORDER_NONE);
}

static Rdd *add_keyed(RddSet *set, RddKind kind, const CallSite *site,
    const RddId *parents, int n)
{
    Rdd *rdd = add(set, kind, site, 0);
    set_parents(rdd, parents, n);
    return rdd;
}

/* A parent that is partitioned alike is read where it is, any other through a shuffle.
 */
static Rdd *bring_together(RddSet *set, Rdd *rdd, Partitioner *partitioner)
{
    rdd->partitions = partitioner->n;
    rdd->partitioner = partitioner_share(partitioner);
    for (int i = 0; i < rdd->n_deps; i++) {
        const Rdd *parent = rdds_get(set, rdd->deps[i].parent);
        if (!partitioner_equal(parent->partitioner, partitioner))
            set_shuffle(set, rdd, i, partitioner);
    }
    return finish(set, rdd);
}

Rdd *rdds_add_cogrouped(RddSet *set, const CallSite *site, const RddId *parents, int n,
    Partitioner *partitioner)
{
    return bring_together(set, add_keyed(set, RDD_COGROUPED, site, parents, n),
        partitioner);
}

Rdd *rdds_add_subtracted(RddSet *set, const CallSite *site, RddId left, RddId right,
    Partitioner *partitioner)
{
    const RddId parents[] = {left, right};
    return bring_together(set, add_keyed(set, RDD_SUBTRACTED, site, parents, 2),
        partitioner);
}

Rdd *rdds_add_cartesian(RddSet *set, const CallSite *site, RddId left, RddId right)
{
    const RddId parents[] = {left, right};
    Rdd *rdd = add_keyed(set, RDD_CARTESIAN, site, parents, 2);
    rdd->partitions =
        rdds_get(set, left)->partitions * rdds_get(set, right)->partitions;
    return finish(set, rdd);
}

static void check_same_number(const RddSet *set, Rdd *rdd)
{
    bool same = true;
    Buffer text = {0};
    buffer_append_string(&text,
        "Can't zip RDDs with unequal numbers of partitions: List(");
    for (int i = 0; i < rdd->n_deps; i++) {
        int partitions = rdds_get(set, rdd->deps[i].parent)->partitions;
        same = same && partitions == rdd->partitions;
        buffer_printf(&text, "%s%d", i > 0 ? ", " : "", partitions);
    }
    buffer_append_byte(&text, ')');
    if (!same) {
        rdd->partitions = 0;
        set_missing(rdd, ERR_ARGUMENT, buffer_text(&text));
    }
    buffer_free(&text);
}

Rdd *rdds_add_zipped(RddSet *set, const CallSite *site, const RddId *parents, int n,
    const NarrowWork *work)
{
    static const char *const types[] = {"ZippedPartitionsRDD2", "ZippedPartitionsRDD3",
        "ZippedPartitionsRDD4"};
    CHECK(n >= 2 && n <= 4);
    const Rdd *first = rdds_get(set, parents[0]);
    Rdd *rdd = add_keyed(set, RDD_ZIPPED, site, parents, n);
    rdd->type = types[n - 2];
    rdd->narrow = *work;
    rdd->partitions = first->partitions;
    if (work->keeps)
        rdd->partitioner = partitioner_share(first->partitioner);
    check_same_number(set, rdd);
    return finish(set, rdd);
}

Rdd *rdds_add_initial_state(RddSet *set, const CallSite *site, RddId parent,
    SimTime time)
{
    const Rdd *from = rdds_get(set, parent);
    Rdd *rdd = add(set, RDD_STATE_INITIAL, site, from->partitions);
    rdd->partitioner = partitioner_share(from->partitioner);
    rdd->state.time = time;
    set_parents(rdd, &parent, 1);
    return finish(set, rdd);
}

Rdd *rdds_add_state(RddSet *set, const CallSite *site, RddId previous, RddId data,
    const StateWork *work)
{
    const RddId parents[] = {previous, data};
    const Rdd *from = rdds_get(set, previous);
    Rdd *rdd = add_keyed(set, RDD_STATE, site, parents, 2);
    rdd->partitions = from->partitions;
    rdd->partitioner = partitioner_share(from->partitioner);
    rdd->state = *work;
    return finish(set, rdd);
}

Rdd *rdds_add_checkpoint(RddSet *set, const CallSite *site, const char *folder, int n,
    Partitioner *partitioner)
{
    Rdd *rdd = add(set, RDD_CHECKPOINT, site, n);
    rdd->folder = mem_copy_string(folder);
    rdd->partitioner = partitioner_share(partitioner);
    return finish(set, rdd);
}

/* Of the RDDs that have a partitioner, the first of those with most partitions. */
static const Rdd *largest_partitioned(const RddSet *set, const RddId *parents, int n)
{
    const Rdd *largest = NULL;
    for (int i = 0; i < n; i++) {
        const Rdd *rdd = rdds_get(set, parents[i]);
        if (rdd->partitioner != NULL && rdd->partitioner->n > 0 &&
            (largest == NULL || rdd->partitions > largest->partitions))
            largest = rdd;
    }
    return largest;
}

Partitioner *rdds_default_partitioner(const RddSet *set, const RddId *parents, int n,
    int parallelism)
{
    int most = 0;
    for (int i = 0; i < n; i++) {
        int partitions = rdds_get(set, parents[i])->partitions;
        most = partitions > most ? partitions : most;
    }
    int usual = parallelism > 0 ? parallelism : most;

    /* "Within a factor of ten" is a difference of logarithms below 1 in Spark. */
    const Rdd *largest = largest_partitioned(set, parents, n);
    if (largest != NULL &&
        (most < 10 * (int64_t)largest->partitions || usual <= largest->partitions))
        return partitioner_share(largest->partitioner);
    return partitioner_new_hash(usual);
}

void rdd_union_locate(const RddSet *set, const Rdd *rdd, int index, RddId *parent,
    int *partition)
{
    CHECK(rdd->kind == RDD_UNION);
    for (int i = 0; i < rdd->n_deps; i++) {
        int partitions = rdds_get(set, rdd->deps[i].parent)->partitions;
        if (index < partitions) {
            *parent = rdd->deps[i].parent;
            *partition = index;
            return;
        }
        index -= partitions;
    }
    CHECK(!"partition of a union out of range");
}
