/* Data checkpoints: an RDD that is marked is written to files by the first job that
 * used it, in a second job, and its lineage ends there from then on (semantics 7.1). */
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
        rdd_set_checkpointed(&sim->rdds, rdd, made, sim->blocks);
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

static bool checkpoint_rdd(Sim *sim, Rdd *rdd, const char *name, Failure *failure,
    bool *ended)
{
    int n = rdd->partitions;
    TaskResult *results = mem_zero_alloc((size_t)(n + 1) * sizeof *results);
    int *partitions = mem_alloc((size_t)(n + 1) * sizeof *partitions);
    for (int i = 0; i < n; i++)
        partitions[i] = i;
    JobSpec spec = {.rdd = rdd->id,
        .partitions = partitions,
        .n_partitions = n,
        .name = name,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};

    *ended = false;
    bool ok = jobs_run(sim, &spec, results, failure, ended);
    ok = ok && write_files(sim, rdd, name, results, failure);
    if (ok)
        compact_states(sim, rdd);
    for (int i = 0; i < n; i++)
        task_result_free(&results[i]);
    mem_free(results);
    mem_free(partitions);
    return ok;
}

/* Marked ancestors first (semantics 7.1). */
bool checkpoints_write(Sim *sim, RddId id, const char *name, Failure *failure,
    bool *ended)
{
    Rdd *rdd = rdds_get(&sim->rdds, id);
    if (rdd->checkpoint_tried)
        return true;
    rdd->checkpoint_tried = true;
    for (int i = 0; i < rdd->n_deps; i++) {
        if (!checkpoints_write(sim, rdd->deps[i].parent, name, failure, ended))
            return false;
    }
    return !rdd->checkpoint_wanted || checkpoint_rdd(sim, rdd, name, failure, ended);
}
