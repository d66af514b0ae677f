// SPDX-License-Identifier: MIT
#include "vm/sched/job_text.h"

#include <string.h>

#include "vm/base/json.h"

const char *job_stage_name(const Job *job, int position)
{
    return position == job->stages.count - 1
        ? job->spec.name
        : rdds_find(&job->sim->rdds, job->stages.items[position].rdd)->site.op;
}

static void append_stage(Buffer *out, const Job *job, int position)
{
    const Stage *stage = &job->stages.items[position];
    const char *name = job_stage_name(job, position);
    int tasks = stage->needed ? stage->n_partitions
                              : rdds_find(&job->sim->rdds, stage->rdd)->partitions;

    buffer_append_string(out, "{\"stage\":");
    json_append_int(out, stage->id);
    buffer_append_string(out, ",\"name\":");
    json_append_string(out, name, strlen(name));
    buffer_append_string(out, ",\"tasks\":");
    json_append_int(out, tasks);
    buffer_append_string(out, ",\"parents\":[");
    for (int i = 0; i < stage->n_parents; i++)
        json_append_item(out, job->stages.items[stage->parents[i]].id);
    buffer_append_string(out,
        stage->needed ? "],\"skipped\":false,\"rdd\":" : "],\"skipped\":true,\"rdd\":");
    json_append_int(out, stage->rdd);
    buffer_append_string(out, ",\"shuffle\":");
    json_append_int(out, stage->shuffle != NULL ? stage->shuffle->id : -1);
    buffer_append_byte(out, '}');
}

void job_trace_started(const Job *job)
{
    Sim *sim = job->sim;
    Trace *trace = sim->options.trace;
    if (!trace_is_on(trace))
        return;

    Buffer *stages = trace_take_json(trace);
    Buffer *partitions = trace_take_json(trace);
    buffer_append_byte(stages, '[');
    for (int i = 0; i < job->stages.count; i++) {
        if (i > 0)
            buffer_append_byte(stages, ',');
        append_stage(stages, job, i);
    }
    buffer_append_byte(stages, ']');
    json_append_int_list(partitions, job->spec.partitions, job->spec.n_partitions);
    TRACE(trace, sim_now(sim), TRACE_JOB_STARTED, trace_int(job->id),
        trace_int(job->scope.batch), trace_int(job->scope.output),
        trace_text(job->spec.name), trace_int(job->spec.rdd), trace_json(partitions),
        trace_json(stages));
}

/* Spark tells the loss of an executor and a failed fetch as what they are, and any
 * other failure as an exception. */
void job_append_failed_task(Buffer *text, const Launch *launch)
{
    const TaskSet *set = launch->set;
    const Sim *sim = launch->sim;
    int stage = job_stage_id(set->job, set->stage) - sim->first_stage;
    const Executor *executor = &sim->cluster.executors[launch->core.executor];
    buffer_printf(text,
        "Task %d in stage %d.%d failed %d times, most recent failure: Lost task %d.%d "
        "in stage %d.%d (TID %d) (%s executor %s): ",
        launch->index, stage, set->attempt, set->tasks[launch->index].failures,
        launch->index, launch->attempt, stage, set->attempt,
        launch->task - sim->first_task, executor->host, executor->id);
    failure_append_text(text, &launch->result.failure);
}

void job_append_unsent_result(Buffer *text, const Launch *launch)
{
    const TaskSet *set = launch->set;
    const Sim *sim = launch->sim;
    buffer_printf(text,
        "task %d.%d in stage %d.%d (TID %d) had a not serializable result: %s",
        launch->index, launch->attempt,
        job_stage_id(set->job, set->stage) - sim->first_stage, set->attempt,
        launch->task - sim->first_task, launch->result.failure.message);
}

void job_append_failed_stage(Buffer *text, const Job *job, int position,
    const Failure *cause)
{
    bool last = position == job->stages.count - 1;
    const Rdd *rdd = rdds_find(&job->sim->rdds, job->stages.items[position].rdd);
    buffer_printf(text, "%s %d (%s", last ? "ResultStage" : "ShuffleMapStage",
        job_stage_id(job, position) - job->sim->first_stage,
        job_stage_name(job, position));
    if (!last && rdd->site.place.file != NULL)
        buffer_printf(text, " at %s:%d", rdd->site.place.file, rdd->site.place.line);
    buffer_printf(text,
        ") has failed the maximum allowable number of times: %d. Most recent failure "
        "reason:\n",
        job->sim->rules.stage_attempts);
    failure_append_text(text, cause);
}
