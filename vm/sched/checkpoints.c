// SPDX-License-Identifier: MIT
#include "vm/sched/checkpoints.h"

#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/store/checkpoint.h"

static void trace_checkpoint(const Sim *sim, const Rdd *rdd, const TaskResult *results)
{
    int64_t bytes = 0;
    for (int i = 0; i < rdd->partitions; i++)
        bytes += (int64_t)results[i].data.size;
    TRACE(sim->options.trace, sim_now(sim), TRACE_CHECKPOINT, trace_int(rdd->id),
        trace_int(rdd->stream), trace_int(rdd->batch), trace_int(rdd->partitions),
        trace_int(bytes));
}

static bool write_files(Sim *sim, Rdd *rdd, const char *name, const TaskResult *results,
    Failure *failure)
{
    Buffer folder = {0};
    Err err;
    buffer_printf(&folder, "%s/rdd-%d", sim->checkpoint_folder, rdd->number);
    bool ok = true;
    for (int i = 0; i < rdd->partitions && ok; i++)
        ok = checkpoint_write(buffer_text(&folder), i, &results[i].data, &err);
    if (ok) {
        CallSite site = {name, rdd->site.place};
        RddId made = rdds_add_checkpoint(&sim->rdds, &site, buffer_text(&folder),
            rdd->partitions, rdd->partitioner)
                         ->id;
        rdd_set_checkpointed(&sim->rdds, rdd, made, sim->next_job);
        jobs_drop_former(sim);
        trace_checkpoint(sim, rdd, results);
    } else {
        failure_set(failure, err.code, "%s", err.message);
    }
    buffer_free(&folder);
    return ok;
}

/* Spark: OpenHashMapBasedStateMap puts its chain together while it is written. */
static void compact_states(const Sim *sim, const Rdd *rdd)
{
    for (int i = 0; rdd->kind == RDD_STATE && i < rdd->partitions; i++)
        blocks_compact_state(sim->blocks, (BlockId){BLOCK_RDD, rdd->id, i});
}

/* Marked ancestors first (semantics 7.1). */
static void find_marked(CheckpointList *list, RddId id)
{
    Rdd *rdd = rdds_get(&list->sim->rdds, id);
    if (rdd->checkpoint_tried)
        return;
    rdd->checkpoint_tried = true;
    for (int i = 0; i < rdd->n_deps; i++)
        find_marked(list, rdd->deps[i].parent);
    if (!rdd->checkpoint_wanted)
        return;
    list->rdds = mem_grow(list->rdds, &list->capacity, list->n + 1, sizeof *list->rdds);
    list->rdds[list->n++] = id;
}

void checkpoints_init(CheckpointList *list, Sim *sim, RddId rdd, const char *name)
{
    *list = (CheckpointList){.sim = sim, .name = name};
    find_marked(list, rdd);
}

static void free_job(CheckpointList *list)
{
    for (int i = 0; i < list->spec.n_partitions; i++)
        task_result_free(&list->results[i]);
    mem_free(list->results);
    mem_free(list->partitions);
    list->results = NULL;
    list->partitions = NULL;
    list->spec = (JobSpec){.rdd = RDD_NONE};
}

void checkpoints_free(CheckpointList *list)
{
    free_job(list);
    mem_free(list->rdds);
    *list = (CheckpointList){0};
}

const JobSpec *checkpoints_next(CheckpointList *list)
{
    if (list->next == list->n)
        return NULL;
    const Rdd *rdd = rdds_get(&list->sim->rdds, list->rdds[list->next++]);
    int n = rdd->partitions;
    list->results = mem_zero_alloc((size_t)(n + 1) * sizeof *list->results);
    list->partitions = mem_alloc((size_t)(n + 1) * sizeof *list->partitions);
    for (int i = 0; i < n; i++)
        list->partitions[i] = i;
    list->spec = (JobSpec){.rdd = rdd->id,
        .partitions = list->partitions,
        .n_partitions = n,
        .name = list->name,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    return &list->spec;
}

bool checkpoints_write(CheckpointList *list, Failure *failure)
{
    Rdd *rdd = rdds_get(&list->sim->rdds, list->spec.rdd);
    bool ok = write_files(list->sim, rdd, list->name, list->results, failure);
    if (ok)
        compact_states(list->sim, rdd);
    free_job(list);
    return ok;
}
