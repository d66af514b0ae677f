// SPDX-License-Identifier: MIT
#include "vm/sched/locality.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/places.h"

enum { BITS = 64 };

/* A task and an executor it would run on. */
typedef struct Wish {
    int executor;
    int task;
} Wish;

/* The wishes of one level, by executor, with a bit for each executor that is wished
 * for. A bit may stay when no task waits any more; then it is found to be wrong. */
typedef struct Wishes {
    Wish *items;
    int count;
    int capacity;
    uint64_t *wanted;
    int words;
} Wishes;

struct TaskLocality {
    Wishes near[2];              /* LOCALITY_PROCESS, LOCALITY_NODE */
    unsigned char *kinds;        /* by task: which levels it counts for, as bits */
    int waiting[LOCALITY_COUNT]; /* tasks that wait, by level */
    LocalityLevel level;         /* allowed now */
    SimTime since;               /* when the wait began */
    bool refused;                /* a core, since the wait began */
};

const char *locality_name(LocalityLevel level)
{
    static const char *const names[] = {
        [LOCALITY_PROCESS] = "PROCESS_LOCAL",
        [LOCALITY_NODE] = "NODE_LOCAL",
        [LOCALITY_NO_PREF] = "NO_PREF",
        [LOCALITY_ANY] = "ANY",
    };
    return names[level];
}

/* Making. */

static void add_wish(TaskLocality *locality, LocalityLevel level, int executor,
    int task)
{
    Wishes *wishes = &locality->near[level];
    wishes->items = mem_grow(wishes->items, &wishes->capacity, wishes->count + 1,
        sizeof *wishes->items);
    wishes->items[wishes->count++] = (Wish){executor, task};
    locality->kinds[task] |= (unsigned char)(1u << level);
}

/* By node, the executors that live there. */
static void add_node(TaskLocality *locality, const Cluster *cluster, int node, int task)
{
    int step = cluster->n_nodes > 0 ? cluster->n_nodes : cluster->n_executors;
    for (int i = node; i < cluster->n_executors; i += step) {
        if (cluster->executors[i].alive)
            add_wish(locality, LOCALITY_NODE, i, task);
    }
}

static void add_places(TaskLocality *locality, const Cluster *cluster,
    const Places *places, int task)
{
    for (int i = 0; i < places->n_executors; i++) {
        int executor = places->executors[i];
        add_wish(locality, LOCALITY_PROCESS, executor, task);
        add_node(locality, cluster, cluster->executors[executor].node, task);
    }
    for (int i = 0; i < places->n_nodes; i++)
        add_node(locality, cluster, places->nodes[i], task);
    if (locality->kinds[task] == 0)
        locality->kinds[task] = 1u << LOCALITY_NO_PREF;
    locality->kinds[task] |= 1u << LOCALITY_ANY;
}

static int compare_wishes(const void *a, const void *b)
{
    const Wish *left = a;
    const Wish *right = b;
    if (left->executor != right->executor)
        return left->executor < right->executor ? -1 : 1;
    return (left->task > right->task) - (left->task < right->task);
}

static void settle(Wishes *wishes, int n_executors)
{
    wishes->words = (n_executors + BITS - 1) / BITS;
    wishes->wanted = mem_zero_alloc((size_t)wishes->words * sizeof *wishes->wanted);
    if (wishes->count > 0)
        qsort(wishes->items, (size_t)wishes->count, sizeof *wishes->items,
            compare_wishes);
    for (int i = 0; i < wishes->count; i++) {
        int executor = wishes->items[i].executor;
        wishes->wanted[executor / BITS] |= UINT64_C(1) << executor % BITS;
    }
}

TaskLocality *locality_new(Sim *sim, TaskSet *set)
{
    RddId rdd = set->job->stages.items[set->stage].rdd;
    TaskLocality *locality = mem_zero_alloc(sizeof *locality);
    locality->kinds = mem_zero_alloc((size_t)set->n);
    locality->since = sim_now(sim);
    PlaceFinder finder;
    place_finder_init(&finder, sim);
    for (int i = 0; i < set->n; i++) {
        Places places;
        places_find(&finder, rdd, set->specs[i].partition, &places);
        add_places(locality, &sim->cluster, &places, i);
        if (set->tasks[i].waits)
            locality_note(locality, i, 1);
    }
    place_finder_free(&finder);
    if (locality->near[LOCALITY_NODE].count == 0) {
        locality_delete(locality);
        return NULL;
    }
    settle(&locality->near[LOCALITY_PROCESS], sim->cluster.n_executors);
    settle(&locality->near[LOCALITY_NODE], sim->cluster.n_executors);
    return locality;
}

void locality_delete(TaskLocality *locality)
{
    if (locality == NULL)
        return;
    for (int i = 0; i < 2; i++) {
        mem_free(locality->near[i].items);
        mem_free(locality->near[i].wanted);
    }
    mem_free(locality->kinds);
    mem_free(locality);
}

void locality_renew(Sim *sim, TaskSet *set)
{
    locality_delete(set->locality);
    set->locality = locality_new(sim, set);
}

/* Taking. */

void locality_note(TaskLocality *locality, int index, int change)
{
    for (int level = 0; level < LOCALITY_COUNT; level++) {
        if ((locality->kinds[index] >> level & 1) != 0)
            locality->waiting[level] += change;
    }
    if (change < 0)
        return;
    for (int i = 0; i < 2; i++) {
        Wishes *wishes = &locality->near[i];
        for (int j = 0; wishes->wanted != NULL && j < wishes->count; j++) {
            int executor = wishes->items[j].executor;
            if (wishes->items[j].task == index)
                wishes->wanted[executor / BITS] |= UINT64_C(1) << executor % BITS;
        }
    }
}

bool locality_has(const TaskLocality *locality, LocalityLevel level)
{
    return locality->waiting[level] > 0;
}

LocalityLevel locality_allowed(TaskLocality *locality, const TaskRules *rules,
    SimTime now)
{
    while (locality->level < LOCALITY_ANY) {
        if (locality->waiting[locality->level] == 0)
            locality->since = now;
        else if (now - locality->since >= rules->locality_wait[locality->level])
            locality->since += rules->locality_wait[locality->level];
        else
            break;
        locality->level++;
    }
    return locality->level;
}

static int first_wish(const Wishes *wishes, int executor)
{
    int low = 0;
    int high = wishes->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (wishes->items[middle].executor < executor)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int take_wished(TaskSet *set, LocalityLevel level, int executor)
{
    Wishes *wishes = &set->locality->near[level];
    for (int i = first_wish(wishes, executor);
         i < wishes->count && wishes->items[i].executor == executor; i++) {
        int task = wishes->items[i].task;
        if (set->tasks[task].waits) {
            task_set_take(set, task);
            return task;
        }
    }
    if (executor / BITS < wishes->words)
        wishes->wanted[executor / BITS] &= ~(UINT64_C(1) << executor % BITS);
    return -1;
}

/* The lowest task without a wish. They are few among others, or all. */
static int take_without_wish(TaskSet *set)
{
    if (set->locality->waiting[LOCALITY_NO_PREF] == 0)
        return -1;
    for (int i = 0; i < set->n; i++) {
        if (set->tasks[i].waits &&
            (set->locality->kinds[i] >> LOCALITY_NO_PREF & 1) != 0) {
            task_set_take(set, i);
            return i;
        }
    }
    return -1;
}

int locality_take(TaskSet *set, int executor, LocalityLevel most, LocalityLevel *level)
{
    int index = -1;
    for (*level = LOCALITY_PROCESS; *level <= LOCALITY_NODE && *level <= most;
         (*level)++) {
        index = take_wished(set, *level, executor);
        if (index >= 0)
            return index;
    }
    if (most >= LOCALITY_NO_PREF && (index = take_without_wish(set)) >= 0) {
        *level = LOCALITY_PROCESS; /* as Spark tells it */
        return index;
    }
    *level = LOCALITY_ANY;
    return most == LOCALITY_ANY ? task_set_take_next(set) : -1;
}

int locality_find(const Sim *sim, TaskSet *set, LocalityLevel level, int from)
{
    if (level > LOCALITY_NODE)
        return cluster_find_free(&sim->cluster, from, NULL, 0);
    const Wishes *wishes = &set->locality->near[level];
    return cluster_find_free(&sim->cluster, from, wishes->wanted, wishes->words);
}

void locality_offered(TaskLocality *locality, bool refused, LocalityLevel nearest,
    SimTime now)
{
    if (refused) {
        locality->refused = true;
        return;
    }
    if (nearest == LOCALITY_COUNT || locality->refused)
        return;
    locality->since = now;
    locality->level = nearest;
}

SimTime locality_wait_end(const TaskLocality *locality, const TaskRules *rules)
{
    if (locality->level == LOCALITY_ANY)
        return TIME_NEVER;
    return locality->since + rules->locality_wait[locality->level];
}
