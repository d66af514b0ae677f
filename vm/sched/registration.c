// SPDX-License-Identifier: MIT
#include "vm/sched/registration.h"

#include "vm/base/mem.h"
#include "vm/graph/lineage.h"

enum { NUMBERS = 50, KEYS = 20 };

static Rdd *make_numbers(RddSet *rdds, const CallSite *site)
{
    Buffer slices[NUMBERS] = {{0}};
    for (int i = 0; i < NUMBERS; i++)
        record_append_int(&slices[i], i + 1);
    return rdds_add_collection(rdds, site, slices, NUMBERS);
}

static Rdd *make_counts(RddSet *rdds, const CallSite *site)
{
    const Rdd *numbers = make_numbers(rdds, site);
    const Rdd *pairs =
        rdds_add_plain_narrow(rdds, site, numbers->id, NARROW_WITH_ONE, FUNC_NONE);
    Aggregator sum = {.kind = AGGREGATE_SUM,
        .map_side = true,
        .create = FUNC_NONE,
        .merge = FUNC_NONE,
        .join = FUNC_NONE};
    Partitioner *partitioner = partitioner_new_hash(KEYS);
    Rdd *counts = rdds_add_combined(rdds, site, pairs->id, &sum, partitioner);
    partitioner_release(partitioner);
    return counts;
}

bool registration_run(Sim *sim, Place place, Err *err)
{
    CallSite site = {"start", place};
    int partitions[KEYS];
    for (int i = 0; i < KEYS; i++)
        partitions[i] = i;
    JobSpec spec = {.rdd = make_counts(&sim->rdds, &site)->id,
        .partitions = partitions,
        .n_partitions = KEYS,
        .name = "start",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    TaskResult *results = mem_zero_alloc(KEYS * sizeof *results);
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    bool ok = sim_run_job(sim, &spec, results, &failure, &ended) || ended;
    if (!ok)
        err_set(err, ERR_SPARK, "%s", failure.message);
    else if (sim_is_interrupted(sim))
        ok = err_set(err, ERR_STATE, "the driver died while it started");
    for (int i = 0; i < KEYS; i++)
        task_result_free(&results[i]);
    mem_free(results);
    failure_free(&failure);
    return ok;
}
