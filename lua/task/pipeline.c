/* lua/task/pipeline.c -- the fused loop of a task.
 *
 * Narrow operators are a chain of pipes on the C stack. A source gives each record to
 * the first pipe, as items if that can use them, else as values on the Lua stack; each
 * pipe calls the learner's function and hands the results, where they stand, to the
 * next. Nothing is buffered between operators and no table is made for a record. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdio.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"
#include "vm/store/checkpoint.h"
#include "vm/store/record.h"
#include "vm/store/text_input.h"

const Rdd *task_rdd(const Task *task, RddId id)
{
    return rdds_get(task->work->rdds, id);
}

bool pipeline_give_all(Task *task, const Rdd *rdd, int partition, const Buffer *data,
    Pipe *into)
{
    bool more = true;
    int64_t index = 0;
    const char *end = buffer_end(data);
    const char *at = data->data;
    while (at < end && more) {
        /* Where Lua is never called, no hook is either. */
        if (atomic_load_explicit(&task->worker->interrupted, memory_order_relaxed))
            luaL_error(task->L, "interrupted");
        task->source = at;
        task->result->read++;
        if (task->follow.on)
            follow_read(task, rdd, partition, index++, at);
        more = pipe_give_next(into, task, at, &at);
    }
    task->result->read_bytes += at - data->data;
    task->source = NULL;
    return more;
}

bool pipeline_give_kept(Task *task, const Rdd *rdd, int partition,
    const KeptRecords *records, Pipe *into)
{
    if (into->count == NULL || task->follow.on)
        return pipeline_give_all(task, rdd, partition, &records->data, into);
    into->count(into, records->count);
    task->result->read += records->count;
    task->result->read_bytes += (int64_t)records->data.size;
    return true;
}

/* Sources. */

static bool run_logged(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const BlockLog *log = rdd->log;
    Buffer *records = task_take_scratch(task);
    Err err;
    bool ok = log_segment_read(log->folder, &log->segments[partition], records, &err);
    if (ok && !record_validate(records->data, records->size))
        ok = err_set(&err, ERR_SPARK, "what the log in %s holds are no records",
            log->folder);
    if (!ok)
        task_fail_as(task, rdd, err_class(err.code), err.message);
    return pipeline_give_all(task, rdd, partition, records, into);
}

/* The records of a block; from disk they are read into memory of the task's. */
static const Buffer *block_records(Task *task, const Rdd *rdd, const Block *block)
{
    if (block_is_in_memory(block))
        return &block->data;
    const Buffer *records;
    Err err;
    if (!blocks_read(task->work->blocks, block, task_take_scratch(task), &records,
            &err))
        task_fail_as(task, rdd, err_class(err.code), err.message);
    return records;
}

static bool run_block(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    bool is_lost = rdd->log != NULL && rdd->log->only[partition];
    const Block *block =
        is_lost ? NULL : blocks_find(task->work->blocks, rdd->blocks[partition]);
    if (block == NULL && rdd->log != NULL)
        return run_logged(task, rdd, partition, into);
    if (block == NULL) {
        Buffer name = {0};
        char text[64];
        block_id_append(&name, rdd->blocks[partition]);
        snprintf(text, sizeof text, "%s", buffer_text(&name));
        buffer_free(&name);
        task_fail(task, rdd, "block-lost",
            "Could not compute split, block %s of RDD %d not found", text, rdd->number);
    }
    const Buffer *records = block_records(task, rdd, block);
    return pipeline_give_all(task, rdd, partition, records, into);
}

static bool run_text(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    Buffer *lines = task_take_scratch(task);
    int64_t count = 0;
    Err err;
    if (!text_splits_read(&rdd->splits, partition, lines, &count, &err))
        task_fail_as(task, rdd, err_class(err.code), err.message);
    return pipeline_give_all(task, rdd, partition, lines, into);
}

static bool run_checkpoint(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    Buffer *records = task_take_scratch(task);
    Err err;
    if (!checkpoint_read(rdd->folder, partition, records, &err))
        task_fail_as(task, rdd, err_class(err.code), err.message);
    return pipeline_give_all(task, rdd, partition, records, into);
}

static bool run_parent(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    return pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition, into);
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
    for (int i = 0; i < rdd->n_deps && more; i++)
        more = pipeline_run(task, task_rdd(task, rdd->deps[i].parent), partition, into);
    return more;
}

static bool run_coalesced(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Rdd *parent = task_rdd(task, rdd->deps[0].parent);
    int count;
    const int *parts = rdd_coalesced_parts(rdd, partition, &count);
    bool more = true;
    for (int i = 0; i < count && more; i++)
        more = pipeline_run(task, parent, parts[i], into);
    return more;
}

static bool compute(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    if (rdd->checkpointed) {
        task->follow.stands_for = rdd->id;
        return run_parent(task, rdd, partition, into);
    }
    switch (rdd->kind) {
    case RDD_BLOCKS:
        return run_block(task, rdd, partition, into);
    case RDD_COLLECTION:
    case RDD_MESSAGES:
        return pipeline_give_all(task, rdd, partition, &rdd->slices[partition], into);
    case RDD_TEXT:
        return run_text(task, rdd, partition, into);
    case RDD_CHECKPOINT:
        return run_checkpoint(task, rdd, partition, into);
    case RDD_NARROW:
        return narrow_run(task, rdd, partition, into);
    case RDD_UNION:
        return run_union(task, rdd, partition, into);
    case RDD_ALIGNED_UNION:
        return run_aligned_union(task, rdd, partition, into);
    case RDD_COALESCED:
        return run_coalesced(task, rdd, partition, into);
    case RDD_SHUFFLED:
    case RDD_COMBINED:
    case RDD_COGROUPED:
    case RDD_SUBTRACTED:
        return keyed_run(task, rdd, partition, into);
    case RDD_CARTESIAN:
    case RDD_ZIPPED:
        return whole_run(task, rdd, partition, into);
    case RDD_STATE:
    case RDD_STATE_INITIAL:
        return map_state_run(task, rdd, partition, into);
    case RDD_EMPTY:
        break;
    }
    CHECK(!"an RDD without partitions is not computed");
    return false;
}

static bool find_kept(Task *task, const Rdd *rdd, int partition, KeptRecords *records)
{
    BlockId id = {BLOCK_RDD, rdd->id, partition};
    const Block *block = blocks_find(task->work->blocks, id);
    if (block != NULL) {
        *records = (KeptRecords){*block_records(task, rdd, block), block->records};
        return true;
    }
    for (int i = 0; i < task->result->n_kept; i++) {
        const Kept *kept = &task->result->kept[i];
        if (kept->rdd == rdd->id && kept->partition == partition) {
            *records = (KeptRecords){kept->data, kept->records};
            return true;
        }
    }
    return false;
}

int task_keep(Task *task, const Rdd *rdd, int partition)
{
    TaskResult *result = task->result;
    result->kept = mem_grow(result->kept, &result->kept_capacity, result->n_kept + 1,
        sizeof *result->kept);
    result->kept[result->n_kept] = (Kept){.rdd = rdd->id, .partition = partition};
    return result->n_kept++;
}

/* Keeping computes the whole partition first, also if less is wanted (Spark:
 * BlockManager.getOrElseUpdate). */
static KeptRecords compute_and_keep(Task *task, const Rdd *rdd, int partition)
{
    int at = task_keep(task, rdd, partition);

    /* Computing may keep further partitions and move the array: collect on the side. */
    Buffer *data = task_take_scratch(task);
    CollectPipe pipe;
    collect_pipe_init(&pipe, task, data, -1);
    compute(task, rdd, partition, &pipe.pipe);
    if (task->follow.on)
        follow_all_left(task, &(FollowPlace){ORIGIN_KEPT, rdd, partition, NULL}, data,
            pipe.origins);
    Kept *kept = &task->result->kept[at];
    buffer_move(data, &kept->data);
    kept->records = pipe.records;
    return (KeptRecords){kept->data, kept->records};
}

bool pipeline_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    luaL_checkstack(task->L, 32, "too many operators in one chain");
    /* A state is kept as what it is, and not as records. */
    if (rdd->level == LEVEL_NONE || rdd->kind == RDD_STATE)
        return compute(task, rdd, partition, into);

    /* They are borrowed while later ones may be kept: bytes stay where they are. */
    KeptRecords records;
    if (!find_kept(task, rdd, partition, &records))
        records = compute_and_keep(task, rdd, partition);
    return pipeline_give_kept(task, rdd, partition, &records, into);
}
