// SPDX-License-Identifier: MIT
#include "vm/sched/tasks.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/link_tasks.h"
#include "vm/sched/locality.h"
#include "vm/sched/places.h"
#include "vm/sched/speculation.h"
#include "vm/sched/storage.h"
#include "vm/sched/store_writes.h"

/* The line of sets. */

/* Spark's FIFO: by job, then by stage. */
static bool comes_before(const TaskSet *a, const TaskSet *b)
{
    if (a->job->id != b->job->id)
        return a->job->id < b->job->id;
    return a->stage < b->stage;
}

void tasks_enqueue(Sim *sim, TaskSet *set)
{
    if (set->queued || set->zombie)
        return;
    TaskSet **at = &sim->waiting_sets;
    while (*at != NULL && !comes_before(set, *at))
        at = &(*at)->following;
    set->following = *at;
    set->queued = true;
    *at = set;
}

static void leave_line(Sim *sim, TaskSet *set)
{
    if (!set->queued)
        return;
    TaskSet **at = &sim->waiting_sets;
    while (*at != set)
        at = &(*at)->following;
    *at = set->following;
    set->queued = false;
}

void tasks_submit(Sim *sim, TaskSet *set)
{
    if (!sim->cluster.local)
        locality_renew(sim, set);
    tasks_enqueue(sim, set);
    tasks_dispatch(sim);
}

void tasks_retry(Sim *sim, TaskSet *set, int index)
{
    if (set->zombie)
        return;
    task_set_return(set, index);
    tasks_enqueue(sim, set);
}

void tasks_retire(Sim *sim, TaskSet *set)
{
    set->zombie = true;
    leave_line(sim, set);
}

/* Running. */

static void add_running(Sim *sim, Launch *launch)
{
    launch->before = sim->last_running;
    launch->following = NULL;
    if (launch->before != NULL)
        launch->before->following = launch;
    else
        sim->running = launch;
    sim->last_running = launch;
}

/* The launch holds no core any more. */
static void leave_core(Launch *launch)
{
    Sim *sim = launch->sim;
    if (launch->before != NULL)
        launch->before->following = launch->following;
    else
        sim->running = launch->following;
    if (launch->following != NULL)
        launch->following->before = launch->before;
    else
        sim->last_running = launch->before;
    queue_cancel(sim->options.queue, launch->end);
    cluster_release(&sim->cluster, launch->core);
    launch->set->tasks[launch->index].running--;
    launch->set->job->spec.pool->running--;
}

static void delete_launch(Launch *launch)
{
    task_result_free(&launch->result);
    mem_free(launch);
}

static CostParts cost_of(const Sim *sim, const Launch *launch)
{
    const TaskSet *set = launch->set;
    const Stage *stage = &set->job->stages.items[set->stage];
    CostInput input = {
        .result = &launch->result,
        .shuffled = stage->shuffle != NULL,
        .remote_bytes = storage_remote_bytes(sim, stage->rdd,
            set->specs[launch->index].partition, launch->core.executor),
        .bandwidth = sim->cluster.bandwidth,
        .speed = sim->cluster.executors[launch->core.executor].speed,
        .stage = stage->id,
        .partition = set->specs[launch->index].partition,
        .attempt = launch->attempt,
    };
    return cost_of_task(&sim->cost, &input);
}

/* What a launch that is killed now has written outside stays there. */
static void write_so_far(const Launch *launch)
{
    Sim *sim = launch->sim;
    StoreWriter writer = {.batch = launch->set->job->scope.batch, .task = launch->task};
    store_apply_part(sim, writer, &launch->result, sim_now(sim) - launch->start,
        cost_total(&launch->cost));
}

/* The launch ends before its time, and what it computed is nothing. */
static void cut_short(Launch *launch, const char *reason)
{
    write_so_far(launch);
    task_result_free(&launch->result);
    launch->result.failure =
        (Failure){.message = mem_copy_string(reason), .rdd = RDD_NONE};
    launch->result.changed_func = FUNC_NONE;
    tasks_trace_ended(launch);
    leave_core(launch);
}

/* Spark: another attempt succeeded. */
static void kill_copies(Sim *sim, const TaskSet *set, int index)
{
    Launch *launch = sim->running;
    while (launch != NULL && set->tasks[index].running > 0) {
        Launch *following = launch->following;
        if (launch->set == set && launch->index == index) {
            cut_short(launch, "TaskKilled (another attempt succeeded)");
            delete_launch(launch);
        }
        launch = following;
    }
}

void tasks_end(void *subject, int64_t argument)
{
    (void)argument;
    Launch *launch = subject;
    Sim *sim = launch->sim;
    TaskSet *set = launch->set;
    if (link_tasks_hold(launch))
        return;
    tasks_trace_ended(launch);
    leave_core(launch);
    if (!failure_is_set(&launch->result.failure)) {
        Task *task = &set->tasks[launch->index];
        task->done = true;
        task->executor = launch->core.executor;
        kill_copies(sim, set, launch->index);
        speculation_note(sim, set, launch->index, sim_now(sim) - launch->start);
    }
    job_task_ended(launch, true);
    delete_launch(launch);
    tasks_dispatch(sim);
}

/* Launching. */

/* In local mode nobody asks where a task would be near; the trace tells it all the
 * same. */
static LocalityLevel level_in_local_mode(Sim *sim, const TaskSet *set, int index)
{
    if (!trace_is_on(sim->options.trace))
        return LOCALITY_PROCESS;
    Places places;
    PlaceFinder finder;
    place_finder_init(&finder, sim);
    places_find(&finder, set->job->stages.items[set->stage].rdd,
        set->specs[index].partition, &places);
    place_finder_free(&finder);
    return places.n_executors == 0 && places.n_nodes > 0 ? LOCALITY_NODE
                                                         : LOCALITY_PROCESS;
}

void tasks_launch(Sim *sim, TaskSet *set, int index, CoreId core, LocalityLevel level)
{
    Task *task = &set->tasks[index];
    Launch *launch = mem_zero_alloc(sizeof *launch);
    *launch = (Launch){
        .sim = sim,
        .set = set,
        .index = index,
        .task = sim->next_task++,
        .attempt = task->attempts++,
        .level = sim->cluster.local ? level_in_local_mode(sim, set, index) : level,
        .speculative = task->running > 0,
        .core = core,
        .start = sim_now(sim),
        .result = {.failure = {.rdd = RDD_NONE}, .changed_func = FUNC_NONE},
        .unreached = -1,
    };
    task->running++;
    set->job->spec.pool->running++;
    add_running(sim, launch);
}

static bool is_computed(const Launch *launch)
{
    return launch->attempt == 0 && launch->set->losses == launch->sim->losses;
}

static bool is_computed_together(const Launch *launch)
{
    return !is_computed(launch) && !link_tasks_is_apart(launch);
}

/* Computes what was not computed with the set. */
static void compute_launched(TaskSet *set, Launch *first)
{
    int n = 0;
    for (const Launch *launch = first; launch != NULL; launch = launch->following)
        n += is_computed_together(launch);
    if (n == 0)
        return;
    TaskSpec *specs = mem_zero_alloc((size_t)n * sizeof *specs);
    TaskResult *results = mem_zero_alloc((size_t)n * sizeof *results);
    n = 0;
    for (const Launch *launch = first; launch != NULL; launch = launch->following) {
        if (!is_computed_together(launch))
            continue;
        specs[n] = set->specs[launch->index];
        specs[n++].attempt = launch->attempt;
    }
    job_compute(set->job, set->stage, specs, results, n);
    n = 0;
    for (Launch *launch = first; launch != NULL; launch = launch->following) {
        if (is_computed_together(launch))
            launch->result = results[n++];
    }
    mem_free(specs);
    mem_free(results);
}

/* Lets what was placed begin: all launches from `first` on, which are of one set. */
static void begin_launched(Sim *sim, TaskSet *set, Launch *first)
{
    compute_launched(set, first);
    for (Launch *launch = first; launch != NULL; launch = launch->following) {
        if (link_tasks_is_apart(launch)) {
            link_tasks_compute(launch);
        } else if (is_computed(launch)) {
            launch->result = set->results[launch->index];
            memset(&set->results[launch->index], 0, sizeof launch->result);
        }
        storage_note_reads(sim, set->job->stages.items[set->stage].rdd,
            set->specs[launch->index].partition, launch->core.executor);
        launch->cost = cost_of(sim, launch);
        launch->cost.network += link_tasks_waited(launch);
        tasks_trace_started(launch);
        launch->end = queue_push(sim->options.queue,
            sim_now(sim) + cost_total(&launch->cost), RANK_WORK, tasks_end, launch, 0);
    }
    if (first != NULL)
        speculation_arm(sim);
}

/* Offers. */

static void place_anywhere(Sim *sim, TaskSet *set)
{
    CoreId core;
    while (set->n_waiting > 0 && cluster_take(&sim->cluster, &core))
        tasks_launch(sim, set, task_set_take_next(set), core, LOCALITY_PROCESS);
}

/* Offers each free executor one core, in turn, for tasks of a level or nearer; returns
 * the nearest level of those that were launched. */
static LocalityLevel offer_once(Sim *sim, TaskSet *set, LocalityLevel most)
{
    LocalityLevel nearest = LOCALITY_COUNT;
    int turn = sim->cluster.turn < sim->cluster.n_executors ? sim->cluster.turn : 0;
    for (int round = 0; round < 2; round++) {
        int from = round == 0 ? turn : 0;
        int executor;
        while (set->n_waiting > 0 &&
            (executor = locality_find(sim, set, most, from)) >= 0 &&
            (round == 0 || executor < turn)) {
            from = executor + 1;
            LocalityLevel level;
            int index = locality_take(set, executor, most, &level);
            if (index < 0)
                continue;
            tasks_launch(sim, set, index, cluster_take_at(&sim->cluster, executor),
                level);
            nearest = level < nearest ? level : nearest;
        }
    }
    return nearest;
}

/* All that may start with tasks of a level at the most. Spark does not ask how long was
 * waited when it comes to tasks without a wish, and takes nearer ones along. */
static LocalityLevel place_level(Sim *sim, TaskSet *set, LocalityLevel level)
{
    LocalityLevel nearest = LOCALITY_COUNT;
    while (locality_has(set->locality, level)) {
        LocalityLevel most = level;
        LocalityLevel allowed =
            locality_allowed(set->locality, &sim->rules, sim_now(sim));
        if (level != LOCALITY_NO_PREF && allowed < level)
            most = allowed;
        LocalityLevel launched = offer_once(sim, set, most);
        if (launched == LOCALITY_COUNT)
            break;
        nearest = launched < nearest ? launched : nearest;
    }
    return nearest;
}

static void place_near(Sim *sim, TaskSet *set)
{
    LocalityLevel nearest = LOCALITY_COUNT;
    for (LocalityLevel level = LOCALITY_PROCESS; level < LOCALITY_COUNT; level++) {
        LocalityLevel launched = place_level(sim, set, level);
        nearest = launched < nearest ? launched : nearest;
    }
    bool refused = set->n_waiting > 0 && sim->cluster.n_free > 0;
    locality_offered(set->locality, refused, nearest, sim_now(sim));
}

static void place(Sim *sim, TaskSet *set)
{
    Launch *last = sim->last_running;
    if (set->locality != NULL)
        place_near(sim, set);
    else
        place_anywhere(sim, set);
    speculation_place(sim, set);
    begin_launched(sim, set, last != NULL ? last->following : sim->running);
}

static void wait_is_over(void *subject, int64_t argument)
{
    (void)argument;
    Sim *sim = subject;
    sim->locality_wait = 0;
    tasks_dispatch(sim);
}

/* Cores that are refused are offered again when a wait ends. */
static void wait_for_levels(Sim *sim)
{
    SimTime first = TIME_NEVER;
    for (const TaskSet *set = sim->waiting_sets; set != NULL && sim->cluster.n_free > 0;
         set = set->following) {
        if (set->locality == NULL || set->n_waiting == 0)
            continue;
        SimTime end = locality_wait_end(set->locality, &sim->rules);
        first = end < first ? end : first;
    }
    queue_cancel(sim->options.queue, sim->locality_wait);
    sim->locality_wait = first == TIME_NEVER
        ? 0
        : queue_push(sim->options.queue, first, RANK_WORK, wait_is_over, sim, 0);
}

static void tell_waiting(Sim *sim)
{
    const SimObserver *observer = &sim->options.observer;
    bool waits = sim->waiting_sets != NULL && sim->cluster.n_alive == 0;
    if (waits && !sim->told_waiting && observer->work_waits != NULL)
        observer->work_waits(observer->subject);
    sim->told_waiting = waits;
}

void tasks_dispatch(Sim *sim)
{
    if (sim_is_interrupted(sim))
        return; /* a dead driver starts no task, whatever its end sets free */
    if (sim->hooks.offer_cores != NULL)
        sim->hooks.offer_cores(sim->hooks.subject);
    pools_sort(&sim->pools, &sim->waiting_sets);
    TaskSet *set = sim->waiting_sets;
    while (set != NULL && sim->cluster.n_free > 0) {
        TaskSet *following = set->following;
        place(sim, set);
        if (set->n_waiting == 0 && set->n_slow == 0)
            leave_line(sim, set);
        set = following;
    }
    if (sim->waiting_sets != NULL || sim->locality_wait != 0)
        wait_for_levels(sim);
    tell_waiting(sim);
}

/* Ends. */

void tasks_cancel(Sim *sim, const Job *job)
{
    TaskSet *set = sim->waiting_sets;
    while (set != NULL) {
        TaskSet *following = set->following;
        if (set->job == job)
            leave_line(sim, set);
        set = following;
    }
    Launch *launch = sim->running;
    while (launch != NULL) {
        Launch *following = launch->following;
        if (launch->set->job == job) {
            write_so_far(launch);
            leave_core(launch);
            delete_launch(launch);
        }
        launch = following;
    }
}

static Launch *find_on(const Sim *sim, int executor)
{
    Launch *launch = sim->running;
    while (launch != NULL && launch->core.executor != executor)
        launch = launch->following;
    return launch;
}

void tasks_lose_executor(Sim *sim, int executor, const char *reason, bool counts)
{
    Buffer text = {0};
    buffer_printf(&text, "ExecutorLostFailure (executor %s exited %s) Reason: %s",
        sim->cluster.executors[executor].id,
        counts ? "caused by one of the running tasks"
               : "unrelated to the running tasks",
        reason);
    Launch *launch;
    while ((launch = find_on(sim, executor)) != NULL) {
        cut_short(launch, buffer_text(&text));
        job_task_ended(launch, counts);
        delete_launch(launch);
    }
    buffer_free(&text);
}

void tasks_renew_places(Sim *sim)
{
    if (sim->cluster.local)
        return;
    for (TaskSet *set = sim->waiting_sets; set != NULL; set = set->following)
        locality_renew(sim, set);
}
