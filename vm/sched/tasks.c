// SPDX-License-Identifier: MIT
#include "vm/sched/tasks.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/storage.h"
#include "vm/sched/store_writes.h"

void task_set_delete(TaskSet *set)
{
    for (int i = 0; i < set->n; i++)
        task_result_free(&set->results[i]);
    mem_free(set->results);
    mem_free(set->specs);
    mem_free(set);
}

void tasks_submit(Sim *sim, TaskSet *set)
{
    TaskSet **end = &sim->waiting_sets;
    while (*end != NULL)
        end = &(*end)->following;
    set->following = NULL;
    *end = set;
    tasks_dispatch(sim);
}

static CostParts cost_of(const Sim *sim, const Launch *launch)
{
    const TaskSet *set = launch->set;
    const TaskSpec *spec = &set->specs[launch->index];
    const Stage *stage = &set->job->stages.items[set->stage];
    CostInput input = {
        .result = &set->results[launch->index],
        .shuffled = stage->shuffle != NULL,
        .bandwidth = sim->cluster.bandwidth,
        .speed = sim->cluster.executors[launch->core.executor].speed,
        .stage = stage->id,
        .partition = spec->partition,
        .attempt = spec->attempt,
    };
    return cost_of_task(&sim->cost, &input);
}

static void trace_ended(const Sim *sim, const Launch *launch)
{
    if (!trace_is_on(sim->options.trace))
        return;
    const TaskResult *result = &launch->set->results[launch->index];
    const CostParts *parts = &launch->cost;
    Buffer calls = {0};
    buffer_append_byte(&calls, '[');
    for (int i = 0; i < result->n_calls; i++)
        buffer_printf(&calls, "%s[%d,%lld]", i > 0 ? "," : "", result->calls[i].stream,
            (long long)result->calls[i].calls);
    buffer_append_byte(&calls, ']');
    TRACE(sim->options.trace, sim_now(sim), TRACE_TASK_ENDED, trace_int(launch->task),
        trace_int(result->read), trace_int(result->written),
        trace_text(result->failure.message), trace_int(parts->fixed),
        trace_int(parts->records), trace_int(parts->shuffle), trace_json(&calls),
        trace_int(parts->open), trace_int(parts->bytes), trace_int(parts->network),
        trace_int(parts->instructions), trace_int(parts->slept),
        trace_int(parts->noise));
    buffer_free(&calls);
}

static void forget_launch(Sim *sim, Launch *launch)
{
    Launch **at = &sim->running;
    while (*at != launch)
        at = &(*at)->following;
    *at = launch->following;
    launch->set->job->spec.pool->running--;
    cluster_release(&sim->cluster, launch->core);
    mem_free(launch);
}

static void task_ends(void *subject, int64_t argument)
{
    (void)argument;
    Launch *launch = subject;
    Sim *sim = launch->sim;
    TaskSet *set = launch->set;
    int index = launch->index;
    int task = launch->task;
    int executor = launch->core.executor;

    trace_ended(sim, launch);
    forget_launch(sim, launch);
    job_task_ended(sim, set, index, task, executor);
    tasks_dispatch(sim);
}

static void launch_task(Sim *sim, TaskSet *set, int stage_id, CoreId core)
{
    Launch *launch = mem_zero_alloc(sizeof *launch);
    launch->sim = sim;
    launch->set = set;
    launch->index = set->next++;
    launch->task = sim->next_task++;
    launch->core = core;
    launch->following = sim->running;
    sim->running = launch;
    set->job->spec.pool->running++;

    const TaskSpec *spec = &set->specs[launch->index];
    storage_note_reads(sim, set->job->stages.items[set->stage].rdd, spec->partition,
        core.executor);
    launch->cost = cost_of(sim, launch);
    TRACE(sim->options.trace, sim_now(sim), TRACE_TASK_STARTED, trace_int(launch->task),
        trace_int(stage_id), trace_int(spec->index), trace_int(spec->partition),
        trace_int(spec->attempt), trace_int(core.executor), trace_int(core.core));
    launch->end = queue_push(sim->options.queue,
        sim_now(sim) + cost_total(&launch->cost), RANK_WORK, task_ends, launch, 0);
}

void tasks_dispatch(Sim *sim)
{
    receiver_cores_dispatch(sim);
    pools_sort(&sim->pools, &sim->waiting_sets);
    CoreId core;
    while (sim->waiting_sets != NULL && cluster_take(&sim->cluster, &core)) {
        TaskSet *set = sim->waiting_sets;
        CHECK(set->next < set->n);
        launch_task(sim, set, job_stage_id(set->job, set->stage), core);
        if (set->next == set->n)
            sim->waiting_sets = set->following;
    }
}

void tasks_cancel(Sim *sim, const Job *job)
{
    TaskSet **at = &sim->waiting_sets;
    while (*at != NULL) {
        if ((*at)->job == job)
            *at = (*at)->following;
        else
            at = &(*at)->following;
    }
    Launch *launch = sim->running;
    while (launch != NULL) {
        Launch *following = launch->following;
        if (launch->set->job == job) {
            queue_cancel(sim->options.queue, launch->end);
            forget_launch(sim, launch);
        }
        launch = following;
    }
}
