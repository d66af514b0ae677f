/* What has to hold of cores and tasks between two events. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

/* By executor and core: whether somebody holds it. */
typedef struct Holders {
    const Cluster *cluster;
    bool *held;
} Holders;

static void hold(void *visitor, CoreId core, const char *who, int number)
{
    const Holders *holders = visitor;
    const Cluster *cluster = holders->cluster;
    CHECK_SAYS(core.executor >= 0 && core.executor < cluster->n_executors &&
            core.core >= 0 && core.core < cluster->cores,
        "%s %d holds core %d of executor %d, which is none", who, number, core.core,
        core.executor);
    CHECK_SAYS(cluster->executors[core.executor].alive,
        "%s %d is on executor %d, which is lost", who, number, core.executor);
    CHECK_SAYS(!cluster_is_free(cluster, core),
        "%s %d holds core %d of executor %d, which is free", who, number, core.core,
        core.executor);
    bool *held = &holders->held[core.executor * cluster->cores + core.core];
    CHECK_SAYS(!*held, "%s %d holds core %d of executor %d, as another one does", who,
        number, core.core, core.executor);
    *held = true;
}

static void check_held(const Holders *holders)
{
    const Cluster *cluster = holders->cluster;
    for (int i = 0; i < cluster->n_executors * cluster->cores; i++) {
        CoreId core = {i / cluster->cores, i % cluster->cores};
        CHECK_SAYS(holders->held[i] || cluster_is_free(cluster, core) ||
                !cluster->executors[core.executor].alive,
            "nobody holds core %d of executor %d, and it is not free", core.core,
            core.executor);
    }
}

static void check_cores(const Sim *sim)
{
    const Cluster *cluster = &sim->cluster;
    size_t n = (size_t)cluster->n_executors * (size_t)cluster->cores;
    Holders holders = {cluster, mem_zero_alloc(n)};
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following)
        hold(&holders, launch->core, "task", launch->task);
    if (sim->hooks.visit_cores != NULL)
        sim->hooks.visit_cores(sim->hooks.subject, hold, &holders);
    check_held(&holders);
    mem_free(holders.held);
}

static void check_launches(const Sim *sim)
{
    const Launch *before = NULL;
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following) {
        CHECK_SAYS(launch->before == before &&
                (before == NULL || before->task < launch->task),
            "task %d does not stand behind the one before it", launch->task);
        bool held =
            launch->held > 0 && links_are_cut(sim, launch->core.executor, LINK_DRIVER);
        CHECK_SAYS(held || queue_has(sim->options.queue, launch->end),
            "task %d runs, and no event ends it", launch->task);
        before = launch;
    }
    CHECK_SAYS(sim->last_running == before, "task %d is not the last one that runs",
        sim->last_running != NULL ? sim->last_running->task : -1);
}

static void check_pools(const Sim *sim)
{
    for (int i = 0; i < sim->pools.count; i++) {
        const Pool *pool = sim->pools.items[i];
        int running = 0;
        for (const Launch *launch = sim->running; launch != NULL;
             launch = launch->following)
            running += launch->set->job->spec.pool == pool;
        CHECK_SAYS(running == pool->running, "%d tasks of pool %s run, counted as %d",
            running, pool->name, pool->running);
    }
}

/* Sets of tasks. */

static int count_copies(const Sim *sim, const TaskSet *set, int index)
{
    int n = 0;
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following)
        n += launch->set == set && launch->index == index;
    return n;
}

static void check_task(const Sim *sim, const TaskSet *set, int index)
{
    const Task *task = &set->tasks[index];
    int stage = job_stage_id(set->job, set->stage);
    int copies = task->running > 0 ? count_copies(sim, set, index) : 0;
    CHECK_SAYS(copies == task->running,
        "%d copies of task %d of stage %d run, counted as %d", copies, index, stage,
        task->running);
    CHECK_SAYS(!task->waits || (task->running == 0 && !task->done),
        "task %d of stage %d waits for a core, and %s", index, stage,
        task->done ? "is done" : "runs");
    CHECK_SAYS(!task->done || task->running == 0,
        "task %d of stage %d is done, and a copy of it runs", index, stage);
    CHECK_SAYS(task->failures <= task->attempts && task->running <= task->attempts,
        "task %d of stage %d has %d attempts, of which %d run and %d failed", index,
        stage, task->attempts, task->running, task->failures);
}

static bool is_in_line(const Sim *sim, const TaskSet *set)
{
    const TaskSet *at = sim->waiting_sets;
    while (at != NULL && at != set)
        at = at->following;
    return at != NULL;
}

static int check_set(const Sim *sim, const TaskSet *set)
{
    int stage = job_stage_id(set->job, set->stage);
    int n_waiting = 0;
    int n_slow = 0;
    int running = 0;
    for (int i = 0; i < set->n; i++) {
        check_task(sim, set, i);
        n_waiting += set->tasks[i].waits;
        n_slow += set->tasks[i].slow;
        running += set->tasks[i].running;
    }
    CHECK_SAYS(n_waiting == set->n_waiting && n_slow == set->n_slow,
        "%d tasks of stage %d wait and %d are slow, counted as %d and %d", n_waiting,
        stage, n_slow, set->n_waiting, set->n_slow);
    CHECK_SAYS(set->queued == is_in_line(sim, set),
        "the tasks of stage %d are %s the line for cores", stage,
        set->queued ? "not in" : "in");
    CHECK_SAYS(!set->zombie || !set->queued,
        "stage %d starts no more tasks, and stands in the line for cores", stage);
    CHECK_SAYS(set->queued || set->zombie || set->job->done || n_waiting == 0,
        "%d tasks of stage %d wait, and are not in the line for cores", n_waiting,
        stage);
    return running;
}

/* Each launch is of a set of a job that there is, because all of them are counted. */
static void check_sets(const Sim *sim)
{
    int running = 0;
    int queued = 0;
    for (int i = 0; i < sim->n_jobs; i++) {
        const Job *job = sim->jobs[i];
        for (int j = 0; j < job->stages.count; j++) {
            for (const TaskSet *set = job->sets[j]; set != NULL; set = set->older) {
                running += check_set(sim, set);
                queued += set->queued;
            }
        }
    }
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following)
        running--;
    for (const TaskSet *set = sim->waiting_sets; set != NULL; set = set->following)
        queued--;
    CHECK_SAYS(running == 0, "%d tasks run that are of no job", -running);
    CHECK_SAYS(queued == 0, "%d stages are in the line for cores and of no job",
        -queued);
}

void tasks_check(const Sim *sim)
{
    check_cores(sim);
    check_launches(sim);
    check_pools(sim);
    check_sets(sim);
}

void tasks_check_idle(const Sim *sim)
{
    tasks_check(sim);
    CHECK_SAYS(sim->running == NULL, "task %d runs still", sim->running->task);
    CHECK_SAYS(sim->waiting_sets == NULL, "stage %d waits for cores still",
        job_stage_id(sim->waiting_sets->job, sim->waiting_sets->stage));
}
