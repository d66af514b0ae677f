// SPDX-License-Identifier: MIT
#include "vm/sched/link_tasks.h"

#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/store_writes.h"

/* Reading. */

bool link_tasks_is_apart(const Launch *launch)
{
    return links_has_cut(launch->sim, launch->core.executor);
}

/* The output is there, but not to be had. */
static void tell_unreached(Launch *launch)
{
    Failure *failure = &launch->result.failure;
    Buffer text = {0};
    buffer_printf(&text, "Failed to connect to %s",
        launch->sim->cluster.executors[launch->unreached].host);
    mem_free(failure->class_name);
    mem_free(failure->message);
    mem_free(failure->record); /* it has nothing to do with any record */
    mem_free(failure->origin);
    failure->record = NULL;
    failure->origin = NULL;
    failure->class_name =
        mem_copy_string("org.apache.spark.shuffle.FetchFailedException");
    failure->message = mem_copy_string(buffer_text(&text));
    buffer_free(&text);
}

void link_tasks_compute(Launch *launch)
{
    TaskSet *set = launch->set;
    BlockManager *blocks = launch->sim->blocks;
    BlockView view = {.executor = launch->core.executor};
    TaskSpec spec = set->specs[launch->index];
    TaskResult result = {0};
    spec.attempt = launch->attempt;
    blocks_set_view(blocks, &view);
    job_compute(set->job, set->stage, &spec, &result, 1);
    blocks_set_view(blocks, NULL);
    launch->result = result;
    launch->has_missed = view.missed != NULL;
    if (!result.lost_shuffle || view.missed == NULL ||
        view.missed->id.kind != BLOCK_SHUFFLE)
        return;
    launch->unreached = view.missed->executor;
    tell_unreached(launch);
}

SimTime link_tasks_waited(const Launch *launch)
{
    return launch->has_missed ? launch->sim->rules.fetch_wait : 0;
}

void link_tasks_forget_output(const Launch *launch)
{
    Sim *sim = launch->sim;
    if (launch->unreached < 0)
        return;
    blocks_forget_shuffles(sim->blocks, launch->unreached);
    sim->losses++;
    jobs_lose_executor(sim, launch->unreached);
    tasks_renew_places(sim);
}

/* Ending. */

bool link_tasks_hold(Launch *launch)
{
    Sim *sim = launch->sim;
    if (!links_are_cut(sim, launch->core.executor, LINK_DRIVER))
        return false;
    StoreWriter writer = {.batch = launch->set->job->scope.batch, .task = launch->task};
    store_apply_all(sim, writer, &launch->result);
    launch->result.n_writes = 0;
    launch->held = ++sim->links.n_held;
    launch->end = 0;
    return true;
}

static Launch *first_held(const Sim *sim, int executor)
{
    Launch *first = NULL;
    for (Launch *launch = sim->running; launch != NULL; launch = launch->following) {
        if (launch->core.executor == executor && launch->held > 0 &&
            (first == NULL || launch->held < first->held))
            first = launch;
    }
    return first;
}

void link_tasks_release(Sim *sim, int executor)
{
    Launch *launch;
    while ((launch = first_held(sim, executor)) != NULL) {
        launch->held = 0;
        launch->end = queue_push(sim->options.queue, sim_now(sim), RANK_WORK, tasks_end,
            launch, 0);
    }
}
