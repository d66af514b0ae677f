// SPDX-License-Identifier: MIT
#include "vm/sched/job_output.h"

#include "vm/base/mem.h"
#include "vm/sched/storage.h"

void job_publish_states(const TaskResult *result)
{
    for (int i = 0; i < result->n_kept && !failure_is_set(&result->failure); i++) {
        if (result->kept[i].state != NULL)
            statemap_publish(result->kept[i].state);
    }
}

static bool keep_partition(const Job *job, Kept *kept, int executor, Err *err)
{
    Sim *sim = job->sim;
    const Rdd *rdd = rdds_find(&sim->rdds, kept->rdd);
    Block block = {.id = {BLOCK_RDD, kept->rdd, kept->partition},
        .records = kept->records,
        .level = rdd->level,
        .executor = executor,
        .job = job->id};
    buffer_move(&kept->data, &block.data);
    block.state = kept->state;
    kept->state = NULL;
    return storage_keep(sim, &block, kept->partition, err);
}

static bool keep_partitions(const Job *job, TaskResult *result, int executor)
{
    Err err;
    for (int i = 0; i < result->n_kept; i++) {
        if (!keep_partition(job, &result->kept[i], executor, &err))
            return failure_set(&result->failure, err.code, "%s", err.message);
    }
    mem_free(result->kept); /* nothing is in them any more */
    result->kept = NULL;
    result->n_kept = result->kept_capacity = 0;
    return true;
}

static void write_origins(const Job *job, const Origins *origins)
{
    Sim *sim = job->sim;
    if (origins == NULL)
        return;
    origins_write(origins, sim->options.trace, sim_now(sim), sim->next_origin, job->id);
    sim->next_origin += origins->count;
}

static void tell_changes(const SimObserver *observer, const TaskResult *result)
{
    if (result->changed_func != FUNC_NONE && result->changed_name != NULL &&
        observer->variable_changed != NULL)
        observer->variable_changed(observer->subject, result->changed_func,
            result->changed_name);
    for (int i = 0; i < result->n_filled && observer->table_filled != NULL; i++) {
        const Filled *filled = &result->filled[i];
        observer->table_filled(observer->subject, filled->func, filled->path,
            filled->number);
    }
}

bool job_commit(const Job *job, const Stage *stage, const TaskSpec *spec,
    TaskResult *result, int executor)
{
    Sim *sim = job->sim;
    const SimObserver *observer = &sim->options.observer;
    tell_changes(observer, result);
    if (result->n_met > 0 && observer->values_met != NULL)
        observer->values_met(observer->subject, rdds_get(&sim->rdds, result->met_rdd),
            result->met_func, &result->met);
    state_notes_write_all(result->notes, result->n_notes, &sim->rdds,
        sim->options.trace, sim_now(sim));
    write_origins(job, result->origins);
    if (!keep_partitions(job, result, executor))
        return false;
    if (result->updates.size > 0) {
        const TaskRunner *runner = &sim->options.runner;
        runner->accumulate(runner->subject, &result->updates);
    }

    if (stage->shuffle == NULL)
        return true;
    Block output = {.id = {BLOCK_SHUFFLE, stage->shuffle->id, spec->partition},
        .records = result->written,
        .executor = executor,
        .offsets = result->offsets,
        .n_offsets = result->n_offsets};
    buffer_move(&result->data, &output.data);
    result->offsets = NULL;
    return blocks_put(sim->blocks, &output);
}
