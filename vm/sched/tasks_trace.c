/* vm/sched/tasks_trace.c -- what the trace tells of tasks. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/json.h"
#include "vm/sched/jobs.h"
#include "vm/sched/locality.h"
#include "vm/sched/tasks.h"

void tasks_trace_started(const Launch *launch)
{
    const Sim *sim = launch->sim;
    const TaskSpec *spec = &launch->set->specs[launch->index];
    TRACE(sim->options.trace, sim_now(sim), TRACE_TASK_STARTED, trace_int(launch->task),
        trace_int(job_stage_id(launch->set->job, launch->set->stage)),
        trace_int(spec->index), trace_int(spec->partition), trace_int(launch->attempt),
        trace_int(launch->core.executor), trace_int(launch->core.core),
        trace_text(locality_name(launch->level)), trace_bool(launch->speculative));
}

/* [[stream,calls],[stream,calls]] */
static void append_calls(Buffer *out, const TaskResult *result)
{
    buffer_append_byte(out, '[');
    for (int i = 0; i < result->n_calls; i++) {
        buffer_append_string(out, i > 0 ? ",[" : "[");
        json_append_item(out, result->calls[i].stream);
        json_append_item(out, result->calls[i].calls);
        buffer_append_byte(out, ']');
    }
    buffer_append_byte(out, ']');
}

/* ["seen.gates","list"], or null */
static void append_filled(Buffer *out, const TaskResult *result)
{
    if (result->n_filled == 0) {
        buffer_append_string(out, "null");
        return;
    }
    for (int i = 0; i < result->n_filled; i++) {
        const char *path = result->filled[i].path;
        buffer_append_byte(out, i > 0 ? ',' : '[');
        json_append_string(out, path, strlen(path));
    }
    buffer_append_byte(out, ']');
}

void tasks_trace_ended(const Launch *launch)
{
    const TaskResult *result = &launch->result;
    const CostParts *parts = &launch->cost;
    const TaskSet *set = launch->set;
    bool stays = set->job->stages.items[set->stage].shuffle != NULL;
    Trace *trace = launch->sim->options.trace;
    if (!trace_is_on(trace))
        return;
    Buffer *calls = trace_take_json(trace);
    append_calls(calls, result);
    Buffer *filled = trace_take_json(trace);
    append_filled(filled, result);
    TRACE(trace, sim_now(launch->sim), TRACE_TASK_ENDED, trace_int(launch->task),
        trace_int(result->read), trace_int(result->written),
        trace_text(result->failure.message), trace_int(parts->fixed),
        trace_int(parts->records), trace_int(parts->shuffle), trace_json(calls),
        trace_int(parts->open), trace_int(parts->bytes), trace_int(parts->network),
        trace_int(parts->instructions), trace_int(parts->slept),
        trace_int(parts->noise), trace_int(stays ? 0 : (int64_t)result->data.size),
        trace_text(result->changed_name), trace_json(filled));
}
