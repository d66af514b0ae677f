// SPDX-License-Identifier: MIT
#include "vm/sched/actions.h"

#include "vm/base/mem.h"
#include "vm/sched/checkpoints.h"
#include "vm/sched/jobs.h"

struct ActionRun {
    Sim *sim;
    JobSpec spec;
    OutputScope scope; /* that of its jobs */
    TaskResult *results;
    ActionWaiter waiter;
    Job *job;              /* that runs now, or NULL */
    CheckpointList writes; /* once its own job is done */
    bool is_writing;
    bool is_ready; /* its job is done, and it has not gone on */
    bool is_done;
    Failure failure;
    ActionRun *following;
};

static void begin_job(ActionRun *run, const JobSpec *spec)
{
    Sim *sim = run->sim;
    OutputScope outer = sim->scope;
    sim->scope = run->scope;
    JobSpec with_pool = *spec;
    with_pool.pool = run->spec.pool;
    run->job = jobs_start(sim, &with_pool, run, &run->failure);
    sim->scope = outer;
    run->is_done = run->job == NULL;
}

/* The next data checkpoint, if there is one. */
static void write_next(ActionRun *run)
{
    const JobSpec *spec = checkpoints_next(&run->writes);
    if (spec == NULL)
        run->is_done = true;
    else
        begin_job(run, spec);
}

/* Its own job is done: what is there to be written is known now. */
static bool finish_first(ActionRun *run, Job *job)
{
    if (!jobs_finish(job, run->results, &run->failure))
        return false;
    checkpoints_init(&run->writes, run->sim, run->spec.rdd, run->spec.name);
    run->is_writing = true;
    return true;
}

static void go_on(ActionRun *run)
{
    Job *job = run->job;
    run->job = NULL;
    run->is_ready = false;
    bool ok = run->is_writing ? jobs_finish(job, run->writes.results, &run->failure) &&
            checkpoints_write(&run->writes, &run->failure)
                              : finish_first(run, job);
    if (ok)
        write_next(run);
    else
        run->is_done = true;
    if (run->is_done && run->waiter.resume != NULL)
        run->waiter.resume(run->waiter.subject); /* which may free it */
}

ActionRun *action_start(Sim *sim, const JobSpec *spec, TaskResult *results,
    const ActionWaiter *waiter)
{
    ActionRun *run = mem_zero_alloc(sizeof *run);
    run->sim = sim;
    run->spec = *spec;
    run->spec.pool =
        pools_get(&sim->pools, conf_get(sim->local, "spark.scheduler.pool"));
    run->scope = sim->scope;
    run->results = results;
    run->failure.rdd = RDD_NONE;
    run->following = sim->actions;
    sim->actions = run;
    begin_job(run, spec);
    if (waiter != NULL)
        run->waiter = *waiter;
    return run;
}

bool action_is_done(const ActionRun *run)
{
    return run->is_done;
}

bool action_end(ActionRun *run, Failure *failure, bool *ended)
{
    Sim *sim = run->sim;
    *ended = !run->is_done;
    bool ok = run->is_done && !failure_is_set(&run->failure);
    if (run->is_done && !ok)
        *failure = run->failure;
    else
        failure_free(&run->failure);
    if (run->job != NULL)
        jobs_drop(run->job);
    if (run->is_ready)
        sim->n_ready--;
    checkpoints_free(&run->writes);

    ActionRun **at = &sim->actions;
    while (*at != run)
        at = &(*at)->following;
    *at = run->following;
    mem_free(run);
    return ok;
}

void actions_job_done(ActionRun *run)
{
    run->is_ready = true;
    run->sim->n_ready++;
}

/* The oldest: the newest stand in front. */
static ActionRun *find_ready(const Sim *sim)
{
    ActionRun *found = NULL;
    for (ActionRun *run = sim->actions; run != NULL; run = run->following) {
        if (run->is_ready)
            found = run;
    }
    return found;
}

void actions_go_on(Sim *sim)
{
    while (sim->n_ready > 0) {
        sim->n_ready--;
        ActionRun *run = find_ready(sim);
        if (run != NULL)
            go_on(run);
    }
}

void actions_mark(const Sim *sim, RddSet *rdds)
{
    for (const ActionRun *run = sim->actions; run != NULL; run = run->following)
        rdd_mark(rdds, run->spec.rdd);
}

bool sim_run_job(Sim *sim, const JobSpec *spec, TaskResult *results, Failure *failure,
    bool *ended)
{
    ActionRun *run = action_start(sim, spec, results, NULL);
    while (!run->is_done && sim_step(sim))
        continue;
    return action_end(run, failure, ended);
}
