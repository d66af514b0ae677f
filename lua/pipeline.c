/* lua/pipeline.c -- the fused loop of a task.
 *
 * Narrow operators are a chain of pipes on the C stack. A source pushes each record's
 * values onto the Lua stack and calls the first pipe; each pipe calls the learner's
 * function and hands the results, where they stand, to the next. Nothing is buffered
 * between operators and no table is made for a record. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdio.h>

#include "lua/task.h"
#include "lua/value.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"

const Rdd *task_rdd(const Task *task, RddId id)
{
    const Rdd *rdd = rdds_find(task->work->rdds, id);
    CHECK(rdd != NULL);
    return rdd;
}

/* Sources. */

static bool push_records(Task *task, const Buffer *data, Pipe *into)
{
    int top = lua_gettop(task->L);
    bool more = true;
    const char *end = data->data + data->size;
    for (const char *at = data->data; at < end && more; at = record_next(at)) {
        task->source = at;
        task->result->read++;
        int n = value_push_arguments(task->L, at);
        more = into->push(into, task, n);
        lua_settop(task->L, top);
    }
    task->source = NULL;
    return more;
}

static bool run_block(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Block *block = blocks_find(task->work->blocks, rdd->blocks[partition]);
    if (block == NULL) {
        Buffer name = {0};
        char text[64];
        block_id_append(&name, rdd->blocks[partition]);
        snprintf(text, sizeof text, "%s", buffer_text(&name));
        buffer_free(&name);
        task_fail(task, rdd, "block-lost",
            "Could not compute split, block %s of RDD %d not found", text, rdd->id);
    }
    return push_records(task, &block->data, into);
}

static bool push_combined(Task *task, Combiner *combiner, Pipe *into)
{
    lua_State *L = task->L;
    const int32_t *order = combiner_order(combiner);
    int count = keytable_count(&combiner->keys);
    int top = lua_gettop(L);
    bool more = true;
    for (int i = 0; i < count && more; i++) {
        value_push(L, index_key(&combiner->keys.index, order[i]));
        combiner_push_value(combiner, L, order[i]);
        more = into->push(into, task, 2);
        lua_settop(L, top);
    }
    return more;
}

static void fold(Task *task, const Rdd *rdd, Combiner *combiner, int entry)
{
    task->active = rdd;
    task->arguments = lua_gettop(task->L);
    task->n_arguments = 1;
    if (!combiner_fold(combiner, task->L, entry))
        task_fail(task, rdd, "nil-record",
            "the function of %s returned nil; it makes one value of two", rdd->op);
}

/* The reduce side: map outputs one after the other, each in its own order. */
static void fetch(Task *task, const Rdd *rdd, int partition, Combiner *combiner)
{
    lua_State *L = task->L;
    int maps = task_rdd(task, rdd->parents[0])->partitions;
    for (int map = 0; map < maps; map++) {
        BlockId id = {BLOCK_SHUFFLE, rdd->shuffle, map};
        const Block *output = blocks_find(task->work->blocks, id);
        CHECK(output != NULL);
        const char *at = output->data.data + output->offsets[partition];
        const char *end = output->data.data + output->offsets[partition + 1];
        while (at < end) {
            const char *key = record_first(at);
            const char *value = record_next(key);
            bool added;
            int entry =
                combiner_record_entry(combiner, key, (size_t)(value - key), &added);
            task->source = at;
            task->result->read++;
            value_push(L, value);
            if (added)
                combiner_set(combiner, L, entry);
            else
                fold(task, rdd, combiner, entry);
            at = record_next(value);
        }
    }
    task->source = NULL;
}

static bool run_shuffled(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    Combiner *combiner = task_take_combiner(task);
    NativeOp native = task_push_function(task, rdd->func);
    combiner_begin(combiner, task->L, native);
    fetch(task, rdd, partition, combiner);
    bool more = push_combined(task, combiner, into);
    lua_settop(task->L, top);
    return more;
}

typedef struct CombinePipe {
    Pipe pipe;
    Combiner *combiner;
} CombinePipe;

/* A table is refused as a key as Scala refuses an array. */
static _Noreturn void fail_key(Task *task, const Rdd *rdd, const char *problem)
{
    task->arguments = lua_gettop(task->L) - 1;
    task->n_arguments = 2;
    if (lua_istable(task->L, task->arguments))
        task_fail(task, rdd, "key-table",
            "HashPartitioner cannot partition array keys.");
    task_fail(task, rdd, "wrong-type", "%s cannot be a key of %s", problem, rdd->op);
}

static bool push_combine(Pipe *pipe, Task *task, int n)
{
    Combiner *combiner = ((CombinePipe *)pipe)->combiner;
    lua_State *L = task->L;
    if (n != 2) {
        task->arguments = lua_gettop(L);
        task->n_arguments = 1;
        task_fail(task, pipe->rdd, "table-not-pair", "%s wants pairs", pipe->rdd->op);
    }

    bool added;
    const char *problem;
    int entry = combiner_entry(combiner, L, lua_gettop(L) - 1, &added, &problem);
    if (problem != NULL)
        fail_key(task, pipe->rdd, problem);
    if (added)
        combiner_set(combiner, L, entry);
    else
        fold(task, pipe->rdd, combiner, entry);
    return true;
}

Combiner *pipeline_combine(Task *task, const Rdd *rdd, int partition)
{
    Combiner *combiner = task_take_combiner(task);
    CombinePipe pipe = {.pipe = {.push = push_combine, .rdd = rdd},
        .combiner = combiner};
    NativeOp native = task_push_function(task, rdd->func);
    combiner_begin(combiner, task->L, native);
    pipeline_run(task, task_rdd(task, rdd->parents[0]), partition, &pipe.pipe);
    return combiner;
}

static bool run_combined(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    Combiner *combiner = pipeline_combine(task, rdd, partition);
    bool more = push_combined(task, combiner, into);
    lua_settop(task->L, top);
    return more;
}

static bool run_union(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    RddId parent;
    int at;
    rdd_union_locate(task->work->rdds, rdd, partition, &parent, &at);
    return pipeline_run(task, task_rdd(task, parent), at, into);
}

static bool run_aligned_union(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    bool more = true;
    for (int i = 0; i < rdd->n_parents && more; i++)
        more = pipeline_run(task, task_rdd(task, rdd->parents[i]), partition, into);
    return more;
}

static bool compute(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    switch (rdd->kind) {
    case RDD_BLOCKS:
        return run_block(task, rdd, partition, into);
    case RDD_COLLECTION:
        return push_records(task, &rdd->slices[partition], into);
    case RDD_NARROW:
        return pipeline_narrow(task, rdd, partition, into);
    case RDD_UNION:
        return run_union(task, rdd, partition, into);
    case RDD_ALIGNED_UNION:
        return run_aligned_union(task, rdd, partition, into);
    case RDD_SHUFFLED:
        return run_shuffled(task, rdd, partition, into);
    case RDD_COMBINED:
        return run_combined(task, rdd, partition, into);
    }
    CHECK(!"an RDD of no kind");
    return false;
}

static const Buffer *find_kept(const Task *task, const Rdd *rdd, int partition)
{
    BlockId id = {BLOCK_RDD, rdd->id, partition};
    const Block *block = blocks_find(task->work->blocks, id);
    if (block != NULL)
        return &block->data;
    for (int i = 0; i < task->result->n_kept; i++) {
        const Kept *kept = &task->result->kept[i];
        if (kept->rdd == rdd->id && kept->partition == partition)
            return &kept->data;
    }
    return NULL;
}

/* Keeping computes the whole partition first, also if less is wanted (Spark:
 * BlockManager.getOrElseUpdate). */
static const Buffer *compute_and_keep(Task *task, const Rdd *rdd, int partition)
{
    Kept made = {.rdd = rdd->id, .partition = partition};
    TaskResult *result = task->result;
    int at = result->n_kept;
    result->kept =
        mem_grow(result->kept, &result->kept_capacity, at + 1, sizeof *result->kept);
    result->kept[result->n_kept++] = made;

    /* Computing may keep further partitions and move the array: collect on the side. */
    Buffer *data = task_take_scratch(task);
    CollectPipe pipe;
    collect_pipe_init(&pipe, data, -1);
    compute(task, rdd, partition, &pipe.pipe);
    buffer_move(data, &result->kept[at].data);
    result->kept[at].records = pipe.records;
    return &result->kept[at].data;
}

bool pipeline_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    luaL_checkstack(task->L, 24, "too many operators in one chain");
    if (rdd->level == LEVEL_NONE)
        return compute(task, rdd, partition, into);

    const Buffer *kept = find_kept(task, rdd, partition);
    if (kept == NULL)
        kept = compute_and_keep(task, rdd, partition);
    /* The records are borrowed while later ones may be kept: the struct may move in its
     * array, its bytes stay where they are. */
    Buffer records = *kept;
    return push_records(task, &records, into);
}
