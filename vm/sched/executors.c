// SPDX-License-Identifier: MIT
#include "vm/sched/executors.h"

#include "vm/sched/receivers.h"
#include "vm/sched/storage.h"
#include "vm/sched/tasks.h"

void executors_trace(const Sim *sim, int executor, const char *state, const char *text)
{
    TRACE(sim->options.trace, sim_now(sim), TRACE_EXECUTOR, trace_int(executor),
        trace_text(sim->cluster.executors[executor].host),
        trace_int(sim->cluster.cores), trace_text(state), trace_text(text));
}

void sim_lose_executor(Sim *sim, int executor, const char *reason)
{
    cluster_lose(&sim->cluster, executor);
    blocks_lose_executor(sim->blocks, executor);
    executors_trace(sim, executor, "lost", reason);
    receivers_lose_executor(sim, executor, reason);
    tasks_dispatch(sim);
}

int sim_add_executor(Sim *sim)
{
    int executor = cluster_add(&sim->cluster);
    storage_add_executor(sim, executor);
    executors_trace(sim, executor, "added", NULL);
    tasks_dispatch(sim);
    return executor;
}
