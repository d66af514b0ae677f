// SPDX-License-Identifier: MIT
#include "vm/streaming/faults.h"

#include "vm/base/check.h"
#include "vm/sched/executors.h"
#include "vm/sched/tasks.h"
#include "vm/streaming/streaming.h"

const char *fault_words(FaultKind kind)
{
    static const char *const words_of[] = {
#define FAULT(constant, words) [constant] = words,
        FAULTS(FAULT)
#undef FAULT
    };
    return words_of[kind];
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

/* The block that a line names; NULL and err if it has no replicas. */
static const Block *find_block(const Sim *sim, const char *name, Err *err)
{
    BlockId id;
    const Block *block = NULL;
    if (!block_id_parse(name, &id)) {
        err_set(err, ERR_ARGUMENT,
            "%s is no name of a block; input-0-1000 and rdd_3_0 are", name);
    } else if (id.kind == BLOCK_SHUFFLE) {
        err_set(err, ERR_ARGUMENT, "%s is output of a shuffle, which has no replicas",
            name);
    } else if ((block = blocks_find(sim->blocks, id)) == NULL) {
        err_set(err, ERR_ARGUMENT, "there is no block %s", name);
    }
    return block;
}

/* `executor` -1: that of the first copy. What was computed for tasks without a core may
 * have read the copy. */
static bool drop_replica(Sim *sim, const char *name, int64_t executor, Err *err)
{
    const Block *block = find_block(sim, name, err);
    if (block == NULL)
        return false;
    if (executor < 0)
        executor = block->executor;
    if (!blocks_drop_copy(sim->blocks, block->id, (int)executor))
        return err_set(err, ERR_ARGUMENT, "executor %lld has no copy of block %s",
            (long long)executor, name);
    sim->losses++;
    tasks_renew_places(sim);
    return true;
}

static bool slow_node(Sim *sim, int64_t node, double factor, Err *err)
{
    bool found = false;
    for (int i = 0; i < sim->cluster.n_executors; i++)
        found = found || sim->cluster.executors[i].node == node;
    if (!found)
        return err_set(err, ERR_ARGUMENT, "there is no node %lld", (long long)node);
    cluster_slow_node(&sim->cluster, (int)node, factor);
    return true;
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
    case FAULT_DROP_REPLICA:
        return drop_replica(sim, line->text, -1, err);
    case FAULT_DROP_REPLICA_ON:
        return drop_replica(sim, line->text, line->numbers[0], err);
    case FAULT_SLOW_NODE:
        return slow_node(sim, line->numbers[0], line->factor, err);
    case FAULT_CUT_LINK:
        return links_cut(sim, line->numbers[0], line->numbers[1], err);
    case FAULT_HEAL_LINK:
        return links_heal(sim, line->numbers[0], line->numbers[1], err);
    default:
        CHECK(false);
        return false;
    }
}
