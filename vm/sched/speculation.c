// SPDX-License-Identifier: MIT
#include "vm/sched/speculation.h"

#include <stdlib.h>

#include "vm/base/mem.h"

static int compare_times(const void *a, const void *b)
{
    SimTime left = *(const SimTime *)a;
    SimTime right = *(const SimTime *)b;
    return (left > right) - (left < right);
}

/* Spark's median: of an even number, the mean of the two in the middle. */
static double median_of(TaskSet *set)
{
    qsort(set->durations, (size_t)set->n_durations, sizeof *set->durations,
        compare_times);
    int middle = set->n_durations / 2;
    if (set->n_durations % 2 == 1)
        return (double)set->durations[middle];
    return ((double)set->durations[middle - 1] + (double)set->durations[middle]) / 2;
}

/* After how long a task of the set is slow; TIME_NEVER while too few have ended. */
static SimTime threshold_of(const TaskRules *rules, TaskSet *set)
{
    int least = (int)(rules->speculation_quantile * set->n);
    if (set->zombie || set->n < 2 || set->n_durations < (least > 1 ? least : 1))
        return TIME_NEVER;
    double threshold = rules->speculation_multiplier * median_of(set);
    return threshold > (double)rules->speculation_least ? (SimTime)threshold
                                                        : rules->speculation_least;
}

static void look(void *subject, int64_t argument)
{
    (void)argument;
    Sim *sim = subject;
    const TaskSet *last = NULL;
    SimTime threshold = TIME_NEVER;
    sim->speculation = 0;
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following) {
        TaskSet *set = launch->set;
        Task *task = &set->tasks[launch->index];
        if (set != last)
            threshold = threshold_of(&sim->rules, set);
        last = set;
        if (threshold == TIME_NEVER || sim_now(sim) - launch->start <= threshold ||
            task->done || task->slow || task->running != 1)
            continue;
        task->slow = true;
        set->n_slow++;
        tasks_enqueue(sim, set);
    }
    tasks_dispatch(sim);
    speculation_arm(sim);
}

void speculation_arm(Sim *sim)
{
    if (!sim->rules.speculates || sim->speculation != 0 || sim->running == NULL)
        return;
    SimTime interval = sim->rules.speculation_interval;
    SimTime next = (sim_now(sim) / interval + 1) * interval;
    sim->speculation = queue_push(sim->options.queue, next, RANK_WORK, look, sim, 0);
}

void speculation_note(const Sim *sim, TaskSet *set, int index, SimTime took)
{
    Task *task = &set->tasks[index];
    if (task->slow) {
        task->slow = false;
        set->n_slow--;
    }
    if (!sim->rules.speculates)
        return;
    if (set->durations == NULL)
        set->durations = mem_zero_alloc((size_t)set->n * sizeof *set->durations);
    if (set->n_durations < set->n)
        set->durations[set->n_durations++] = took;
}

static int node_of(const Sim *sim, const TaskSet *set, int index)
{
    for (const Launch *launch = sim->running; launch != NULL;
         launch = launch->following) {
        if (launch->set == set && launch->index == index)
            return sim->cluster.executors[launch->core.executor].node;
    }
    return -1;
}

/* The next executor with a free core that is not on a node; -1 if there is none. */
static int find_elsewhere(const Cluster *cluster, int node)
{
    int turn = cluster->turn < cluster->n_executors ? cluster->turn : 0;
    for (int round = 0; round < 2; round++) {
        int from = round == 0 ? turn : 0;
        int executor;
        while ((executor = cluster_find_free(cluster, from, NULL, 0)) >= 0) {
            if (cluster->executors[executor].node != node)
                return executor;
            from = executor + 1;
        }
    }
    return -1;
}

void speculation_place(Sim *sim, TaskSet *set)
{
    for (int i = 0; i < set->n && set->n_slow > 0 && sim->cluster.n_free > 0; i++) {
        Task *task = &set->tasks[i];
        if (!task->slow)
            continue;
        int executor = find_elsewhere(&sim->cluster, node_of(sim, set, i));
        if (executor < 0)
            continue;
        task->slow = false;
        set->n_slow--;
        tasks_launch(sim, set, i, cluster_take_at(&sim->cluster, executor),
            LOCALITY_ANY);
    }
}
