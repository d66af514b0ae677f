// SPDX-License-Identifier: MIT
#include "vm/sched/faults.h"

#include "vm/base/check.h"
#include "vm/sched/executors.h"
#include "vm/sched/streaming.h"

typedef struct FaultType {
    const char *words;
    bool simulated;
} FaultType;

static const FaultType TYPES[] = {
#define FAULT(constant, words, simulated) [constant] = {words, simulated},
    FAULTS(FAULT)
#undef FAULT
};

const char *fault_words(FaultKind kind)
{
    return TYPES[kind].words;
}

bool fault_is_simulated(FaultKind kind)
{
    return TYPES[kind].simulated;
}

static bool lives(const Sim *sim, int64_t executor)
{
    return executor >= 0 && executor < sim->cluster.n_executors &&
        sim->cluster.executors[executor].alive;
}

static bool kill_executor(Sim *sim, int64_t executor, Err *err)
{
    if (sim->cluster.local)
        return err_set(err, ERR_ARGUMENT,
            "the only executor is in the driver's process; local-cluster[N,C,M] has "
            "N of their own");
    if (!lives(sim, executor))
        return err_set(err, ERR_ARGUMENT, "there is no executor %lld",
            (long long)executor);
    sim_lose_executor(sim, (int)executor, "killed");
    return true;
}

static bool kill_executor_of(Sim *sim, int64_t receiver, Err *err)
{
    const Streaming *context = sim_active_context(sim);
    int n = context != NULL ? context->n_receivers : 0;
    if (receiver < 0 || receiver >= n)
        return err_set(err, ERR_ARGUMENT, "there is no receiver %lld",
            (long long)receiver);
    int executor = receiver_executor(context->receivers[receiver]);
    if (executor < 0)
        return err_set(err, ERR_ARGUMENT, "receiver %lld is on no executor",
            (long long)receiver);
    return kill_executor(sim, executor, err);
}

bool fault_apply(Sim *sim, const WorldLine *line, Err *err)
{
    FaultKind kind = (FaultKind)line->fault;
    CHECK(kind < FAULT_COUNT);
    switch (kind) {
    case FAULT_KILL_EXECUTOR:
        return kill_executor(sim, line->numbers[0], err);
    case FAULT_KILL_EXECUTOR_OF:
        return kill_executor_of(sim, line->numbers[0], err);
    case FAULT_START_EXECUTOR:
        if (sim->cluster.local)
            return err_set(err, ERR_ARGUMENT,
                "a local master has one executor and gets no other");
        sim_add_executor(sim);
        return true;
    default:
        return err_set(err, ERR_ARGUMENT, "`%s` is not simulated yet",
            fault_words(kind));
    }
}
