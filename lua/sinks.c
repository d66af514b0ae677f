/* lua/sinks.c -- where the records of a task end: result, count or shuffle output. */
// SPDX-License-Identifier: MIT
#include "lua/task.h"
#include "lua/value.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

static bool push_collect(Pipe *pipe, Task *task, int n)
{
    CollectPipe *collect = (CollectPipe *)pipe;
    lua_State *L = task->L;
    const char *problem = n == 2 ? value_encode_pair(L, -2, -1, collect->into)
                                 : value_encode(L, -1, collect->into);
    if (problem != NULL)
        task_fail(task, task->active, "wrong-type", "%s cannot be a record", problem);
    collect->records++;
    return collect->limit < 0 || collect->records < collect->limit;
}

void collect_pipe_init(CollectPipe *pipe, Buffer *into, int64_t limit)
{
    *pipe = (CollectPipe){.pipe = {.push = push_collect}, .into = into, .limit = limit};
}

typedef struct CountPipe {
    Pipe pipe;
    int64_t records;
} CountPipe;

static bool push_count(Pipe *pipe, Task *task, int n)
{
    (void)task;
    (void)n;
    ((CountPipe *)pipe)->records++;
    return true;
}

static void run_collect(Task *task, const Rdd *rdd)
{
    const StageWork *work = task->work;
    CollectPipe pipe;
    collect_pipe_init(&pipe, &task->result->data, work->limit);
    if (work->limit != 0)
        pipeline_run(task, rdd, task->spec->partition, &pipe.pipe);
    task->result->written = pipe.records;
}

static void run_count(Task *task, const Rdd *rdd)
{
    CountPipe pipe = {.pipe = {.push = push_count}};
    pipeline_run(task, rdd, task->spec->partition, &pipe.pipe);
    task->result->written = pipe.records;
}

/* The map side of a shuffle: one record a key, grouped by the partition it goes to. */
static void run_shuffle_write(Task *task, const Rdd *shuffled)
{
    TaskResult *result = task->result;
    int n = shuffled->partitions;
    Combiner *combiner = pipeline_combine(task, shuffled, task->spec->partition);
    Buffer *scratch = task_take_scratch(task);
    int32_t *starts =
        (int32_t *)(void *)buffer_reserve(scratch, ((size_t)n + 1) * sizeof *starts);
    const int32_t *order = combiner_map_order(combiner, n, starts);

    result->offsets = mem_alloc(((size_t)n + 1) * sizeof *result->offsets);
    result->n_offsets = n + 1;
    for (int partition = 0; partition < n; partition++) {
        result->offsets[partition] = result->data.size;
        for (int32_t i = starts[partition]; i < starts[partition + 1]; i++) {
            const char *problem =
                combiner_append_pair(combiner, task->L, order[i], &result->data);
            if (problem != NULL)
                task_fail(task, shuffled, "wrong-type",
                    "the function of %s returned %s, which cannot be a record",
                    shuffled->op, problem);
        }
    }
    result->offsets[n] = result->data.size;
    result->written = keytable_count(&combiner->keys);
}

void sink_run(Task *task)
{
    const StageWork *work = task->work;
    if (work->writes_for != RDD_NONE)
        run_shuffle_write(task, task_rdd(task, work->writes_for));
    else if (work->action == ACTION_COUNT)
        run_count(task, task_rdd(task, work->rdd));
    else
        run_collect(task, task_rdd(task, work->rdd));
}
