// SPDX-License-Identifier: MIT
#include "vm/streaming/receiver_cores.h"

#include <string.h>

#include "vm/base/mem.h"
#include "vm/sched/tasks.h"
#include "vm/streaming/receivers.h"
#include "vm/streaming/side.h"

static void forget(Sim *sim, ReceiverCore *item)
{
    queue_cancel(sim->options.queue, item->alarm);
    candidates_free(&item->candidates);
    mem_free(item);
}

void receiver_cores_free(ReceiverCores *cores)
{
    for (int i = 0; i < cores->count; i++) {
        candidates_free(&cores->items[i]->candidates);
        mem_free(cores->items[i]);
    }
    mem_free(cores->items);
    *cores = (ReceiverCores){0};
}

/* The levels after that of the candidates themselves. */
static const LocalityLevel FARTHER[] = {LOCALITY_NODE, LOCALITY_ANY};

static bool is_local(const ReceiverCore *item, const Executor *executor, int number,
    LocalityLevel level)
{
    for (int i = 0; i < item->candidates.count; i++) {
        const Candidate *candidate = &item->candidates.items[i];
        if (candidate->executor == number ||
            (level == LOCALITY_NODE && strcmp(candidate->host, executor->host) == 0))
            return true;
    }
    return level == LOCALITY_ANY;
}

static bool has_living(const ReceiverCore *item, const Cluster *cluster,
    LocalityLevel level)
{
    for (int i = 0; i < cluster->n_executors; i++) {
        const Executor *executor = &cluster->executors[i];
        if (executor->alive && is_local(item, executor, i, level))
            return true;
    }
    return false;
}

/* When the executors of a level will do. */
static SimTime due(const ReceiverCore *item, const Cluster *cluster,
    LocalityLevel level)
{
    const SimTime *wait = item->context->sim->rules.locality_wait;
    SimTime time = item->since;
    if (level > LOCALITY_PROCESS && has_living(item, cluster, LOCALITY_PROCESS))
        time += wait[LOCALITY_PROCESS];
    if (level > LOCALITY_NODE && has_living(item, cluster, LOCALITY_NODE))
        time += wait[LOCALITY_NODE];
    return time;
}

/* The executor whose core the receiver takes now, or -1. Candidates are asked in their
 * own order, other executors by number; one that is lost has no free core. */
static int find_executor(const Sim *sim, const ReceiverCore *item)
{
    const Cluster *cluster = &sim->cluster;
    for (int i = 0; i < item->candidates.count; i++) {
        int executor = item->candidates.items[i].executor;
        if (executor >= 0 && cluster->executors[executor].n_free > 0)
            return executor;
    }
    for (int farther = 0; farther < 2; farther++) {
        LocalityLevel level = FARTHER[farther];
        if (due(item, cluster, level) > sim_now(sim))
            break;
        for (int i = 0; i < cluster->n_executors; i++) {
            const Executor *executor = &cluster->executors[i];
            if (executor->n_free > 0 && is_local(item, executor, i, level))
                return i;
        }
    }
    return -1;
}

static void look_again(void *subject, int64_t argument)
{
    (void)argument;
    ReceiverCore *item = subject;
    item->alarm = 0;
    tasks_dispatch(item->context->sim);
}

/* The next moment at which more executors will do. */
static void set_alarm(Sim *sim, ReceiverCore *item)
{
    queue_cancel(sim->options.queue, item->alarm);
    item->alarm = 0;
    for (int farther = 0; farther < 2; farther++) {
        SimTime at = due(item, &sim->cluster, FARTHER[farther]);
        if (at > sim_now(sim)) {
            item->alarm =
                queue_push(sim->options.queue, at, RANK_ARRIVAL, look_again, item, 0);
            return;
        }
    }
}

void receiver_cores_dispatch(Sim *sim)
{
    const ReceiverCores *cores = &side_of(sim)->receivers;
    for (int i = 0; i < cores->count; i++) {
        ReceiverCore *item = cores->items[i];
        if (item->holds || receiver_state(item->receiver) != RECEIVER_WAITING)
            continue;
        int executor = find_executor(sim, item);
        if (executor < 0) {
            set_alarm(sim, item);
            continue;
        }
        queue_cancel(sim->options.queue, item->alarm);
        item->alarm = 0;
        item->holds = true;
        item->core = cluster_take_at(&sim->cluster, executor);
        sim->next_task++;
        receivers_launch(item->context, item->receiver, item->core);
    }
}

void receiver_cores_ask(Streaming *context, Receiver *receiver,
    CandidateList *candidates)
{
    Sim *sim = context->sim;
    ReceiverCore *item = mem_zero_alloc(sizeof *item);
    item->context = context;
    item->receiver = receiver;
    item->candidates = *candidates;
    item->since = sim_now(sim);
    *candidates = (CandidateList){0};

    ReceiverCores *cores = &side_of(sim)->receivers;
    cores->items = mem_grow(cores->items, &cores->capacity, cores->count + 1,
        sizeof *cores->items);
    cores->items[cores->count++] = item;
    tasks_dispatch(sim);
}

static void remove_at(Sim *sim, int at)
{
    ReceiverCores *cores = &side_of(sim)->receivers;
    ReceiverCore *item = cores->items[at];
    if (item->holds)
        cluster_release(&sim->cluster, item->core);
    cores->count--;
    memmove(&cores->items[at], &cores->items[at + 1],
        (size_t)(cores->count - at) * sizeof(ReceiverCore *));
    forget(sim, item);
}

void receiver_cores_release(Sim *sim, const Receiver *receiver)
{
    const ReceiverCores *cores = &side_of(sim)->receivers;
    for (int i = 0; i < cores->count; i++) {
        if (cores->items[i]->receiver == receiver) {
            remove_at(sim, i);
            tasks_dispatch(sim);
            return;
        }
    }
}

void receiver_cores_release_all(Sim *sim)
{
    const ReceiverCores *cores = &side_of(sim)->receivers;
    while (cores->count > 0)
        remove_at(sim, cores->count - 1);
    tasks_dispatch(sim);
}

void receiver_cores_forget(const Streaming *context)
{
    Sim *sim = context->sim;
    const ReceiverCores *cores = &side_of(sim)->receivers;
    for (int i = cores->count - 1; i >= 0; i--) {
        if (cores->items[i]->context == context)
            remove_at(sim, i);
    }
}
