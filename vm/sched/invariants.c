// SPDX-License-Identifier: MIT
#include "vm/sched/invariants.h"

#include "vm/base/check.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

void invariants_check_sim(const Sim *sim)
{
    cluster_check(&sim->cluster);
    tasks_check(sim);
    jobs_check(sim);
    blocks_check(sim->blocks);
    rdds_check(&sim->rdds, sim->blocks);
}

void invariants_check_end(const Sim *sim)
{
    invariants_check_sim(sim);
    tasks_check_idle(sim);
    CHECK_SAYS(sim->n_jobs == 0, "%d jobs are there still", sim->n_jobs);
    CHECK_SAYS(sim->actions == NULL, "an action waits still");
    for (int i = 0; i < sim->pools.count; i++)
        CHECK_SAYS(sim->pools.items[i]->running == 0, "pool %s has tasks still",
            sim->pools.items[i]->name);
    blocks_check_end(sim->blocks);
}
