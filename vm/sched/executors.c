// SPDX-License-Identifier: MIT
#include "vm/sched/executors.h"

#include "vm/sched/jobs.h"
#include "vm/sched/storage.h"
#include "vm/sched/tasks.h"

void executors_trace(const Sim *sim, int executor, const char *state, const char *text)
{
    TRACE(sim->options.trace, sim_now(sim), TRACE_EXECUTOR, trace_int(executor),
        trace_text(sim->cluster.executors[executor].host),
        trace_int(sim->cluster.cores), trace_text(state), trace_text(text),
        trace_int(sim->memory));
}

/* Its cores and what it has are gone. */
static void take_away(Sim *sim, int executor, const char *reason)
{
    cluster_lose(&sim->cluster, executor);
    blocks_lose_executor(sim->blocks, executor);
    sim->losses++;
    executors_trace(sim, executor, "lost", reason);
}

/* What needed them learns of it: stages, tasks, then what stands on the cluster:
 * receivers ask for other cores at once. */
static void tell(Sim *sim, int executor, const char *reason, bool counts)
{
    jobs_lose_executor(sim, executor);
    tasks_lose_executor(sim, executor, reason, counts);
    tasks_renew_places(sim);
    if (sim->hooks.executor_lost != NULL)
        sim->hooks.executor_lost(sim->hooks.subject, executor, reason);
}

void sim_lose_executor(Sim *sim, int executor, const char *reason)
{
    take_away(sim, executor, reason);
    tell(sim, executor, reason, true);
    tasks_dispatch(sim);
}

void sim_lose_node(Sim *sim, int node, const char *reason)
{
    const Executor *executors = sim->cluster.executors;
    int n = sim->cluster.n_executors;
    for (int i = 0; i < n; i++) {
        if (executors[i].alive && executors[i].node == node)
            take_away(sim, i, reason);
    }
    for (int i = 0; i < n; i++) {
        if (executors[i].node == node) /* nothing is told twice of one lost before */
            tell(sim, i, reason, false);
    }
    tasks_dispatch(sim);
}

int sim_add_executor(Sim *sim)
{
    int executor = cluster_add(&sim->cluster);
    storage_add_executor(sim, executor);
    executors_trace(sim, executor, "added", NULL);
    tasks_renew_places(sim);
    tasks_dispatch(sim);
    return executor;
}
