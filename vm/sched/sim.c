// SPDX-License-Identifier: MIT
#include "vm/sched/sim.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/check.h"
#include "vm/base/file.h"
#include "vm/base/mem.h"
#include "vm/base/random.h"
#include "vm/sched/actions.h"
#include "vm/sched/invariants.h"
#include "vm/sched/jobs.h"
#include "vm/sched/storage.h"
#include "vm/sched/tasks.h"

const char *end_reason_name(EndReason reason)
{
    static const char *const names[] = {
        [END_NONE] = "end",
        [END_UNTIL] = "until",
        [END_BATCHES] = "batches",
        [END_DRY] = "dry",
        [END_LIMIT] = "limit",
        [END_KILLED] = "killed",
        [END_INTERRUPTED] = "interrupted",
        [END_STOP] = "stop",
    };
    return names[reason];
}

static void go_on_counting(Sim *sim, const SimCounts *before)
{
    sim->next_job = before->jobs;
    sim->next_stage = sim->first_stage = before->stages;
    sim->next_task = sim->first_task = before->tasks;
    sim->rdds.next_id = sim->rdds.first_id = before->rdds;
    sim->rdds.next_shuffle = before->shuffles;
    sim->next_origin = before->origins;
}

SimCounts sim_counts(const Sim *sim)
{
    return (SimCounts){.jobs = sim->next_job,
        .stages = sim->next_stage,
        .tasks = sim->next_task,
        .rdds = sim->rdds.next_id,
        .shuffles = sim->rdds.next_shuffle,
        .origins = sim->next_origin};
}

bool sim_new(const SimOptions *options, Sim **sim, Err *err)
{
    *sim = NULL;
    Sim *made = mem_zero_alloc(sizeof *made);
    made->options = *options;
    const char *master = conf_get(options->conf, "spark.master");
    if (!cost_init(&made->cost, options->conf, err) ||
        !pools_init(&made->pools, options->conf, err) ||
        !cluster_init(&made->cluster, master != NULL ? master : "local[2]",
            options->conf, err) ||
        !task_rules_read(&made->rules, options->conf, made->cluster.local, err)) {
        cluster_free(&made->cluster);
        mem_free(made);
        return false;
    }
    if (!trace_is_on(options->trace)) {
        made->rules.named_keys = STATE_NOTES_OFF;
        made->rules.follows = false;
    }
    conf_copy(&made->conf, options->conf);
    made->blocks = blocks_new();
    if (!storage_init(made, err)) {
        blocks_delete(made->blocks);
        conf_free(&made->conf);
        cluster_free(&made->cluster);
        mem_free(made);
        return false;
    }
    links_init(made);
    rdds_init(&made->rdds, options->trace, options->clock);
    made->scope = (OutputScope){-1, -1};
    made->local = &made->properties;
    if (options->before != NULL)
        go_on_counting(made, options->before);
    made->options.before = NULL;
    check_watch_clock(&options->clock->now);
    *sim = made;
    return true;
}

void sim_delete(Sim *sim)
{
    if (sim == NULL)
        return;
    queue_cancel(sim->options.queue, sim->locality_wait);
    queue_cancel(sim->options.queue, sim->speculation);
    if (sim->hooks.end != NULL)
        sim->hooks.end(sim->hooks.subject);
    sim->hooks = (SimHooks){0};
#ifdef SLUICE_INVARIANTS
    invariants_check_end(sim);
#endif
    links_free(sim);
    CHECK(sim->n_jobs == 0);
    mem_free(sim->jobs);
    cluster_free(&sim->cluster);
    rdds_free(&sim->rdds);
    blocks_delete(sim->blocks);
    pools_free(&sim->pools);
    conf_free(&sim->properties);
    conf_free(&sim->conf);
    mem_free(sim->checkpoint_folder);
    check_watch_clock(NULL);
    mem_free(sim);
}

bool sim_default_parallelism(const Sim *sim, int *n, Err *err)
{
    int64_t value;
    int64_t cores = cluster_total_cores(&sim->cluster);
    if (!conf_get_int(&sim->conf, "spark.default.parallelism", cores, &value, err))
        return false;
    if (value < 1 || value > INT32_MAX)
        return err_set(err, ERR_ARGUMENT,
            "spark.default.parallelism must be at least 1, got %lld", (long long)value);
    *n = (int)value;
    return true;
}

bool sim_is_interrupted(const Sim *sim)
{
    return sim->options.interrupted != NULL && *sim->options.interrupted != 0;
}

bool sim_step(Sim *sim)
{
    if (sim_is_interrupted(sim))
        return false;
    SimTime next = queue_next_time(sim->options.queue);
    if (next == TIME_NEVER)
        return false;

    Clock *clock = sim->options.clock;
    if (clock->advance(clock, next))
        queue_fire(sim->options.queue);
    if (sim->hooks.event_fired != NULL)
        sim->hooks.event_fired(sim->hooks.subject);
    if (sim->n_ready > 0)
        actions_go_on(sim);
    const SimObserver *observer = &sim->options.observer;
    if (observer->stepped != NULL)
        observer->stepped(observer->subject);
    return true;
}

static void wake(void *subject, int64_t argument)
{
    (void)argument;
    *(bool *)subject = true;
}

void sim_sleep(Sim *sim, SimTime time)
{
    bool woken = false;
    EventId alarm = queue_push(sim->options.queue, time, RANK_LAST, wake, &woken, 0);
    while (!woken && sim_step(sim))
        continue;
    queue_cancel(sim->options.queue, alarm);
}

void sim_advance(Sim *sim, SimTime time)
{
    Clock *clock = sim->options.clock;
    if (clock->is_wall)
        return;
    while (queue_next_time(sim->options.queue) <= time && sim_step(sim))
        continue;
    if (clock->now < time)
        clock->advance(clock, time);
}

bool sim_set_checkpoint_folder(Sim *sim, const char *folder, Err *err)
{
    if (!file_make_folder(folder, err))
        return false;
    Random random;
    const char *seed = conf_get(&sim->conf, "sluice.seed");
    random_init(&random, seed != NULL ? strtoull(seed, NULL, 10) : 0, "checkpoint");
    Buffer path = {0};
    do {
        uint64_t high = random_bits(&random);
        uint64_t low = random_bits(&random);
        buffer_clear(&path);
        buffer_printf(&path, "%s/%08x-%04x-%04x-%04x-%012llx", folder,
            (unsigned)(high >> 32), (unsigned)(high >> 16 & 0xFFFF),
            (unsigned)(high & 0xFFFF), (unsigned)(low >> 48),
            (unsigned long long)(low & 0xFFFFFFFFFFFF));
    } while (access(buffer_text(&path), F_OK) == 0); /* of a run before this one */
    mem_free(sim->checkpoint_folder);
    sim->checkpoint_folder = mem_copy_string(buffer_text(&path));
    buffer_free(&path);
    return true;
}

/* Letting go takes a look at all that the program has, so it is only done if the
 * program has an RDD that nobody else needs, which is rare where outputs only print. */
static void mark_held(const Sim *sim, RddSet *rdds)
{
    const TaskRunner *runner = &sim->options.runner;
    bool let_go = runner->let_go == NULL || !rdds_are_many(rdds, sim->blocks);
    for (int i = 0; runner->holds_rdd != NULL && i < rdds->count; i++) {
        Rdd *rdd = rdds->items[i];
        if (rdd->marked || !runner->holds_rdd(runner->subject, rdd->id))
            continue;
        if (!let_go)
            runner->let_go(runner->subject);
        rdd->marked = let_go || runner->holds_rdd(runner->subject, rdd->id);
        let_go = true;
    }
}

static void mark_roots(void *subject, RddSet *rdds)
{
    const Sim *sim = subject;
    if (sim->hooks.mark_rdds != NULL)
        sim->hooks.mark_rdds(sim->hooks.subject, rdds);
    for (int i = 0; i < sim->n_jobs; i++)
        rdd_mark(rdds, sim->jobs[i]->spec.rdd);
    actions_mark(sim, rdds);

    mark_held(sim, rdds);
}

void sim_sweep(Sim *sim)
{
    const TaskRunner *runner = &sim->options.runner;
    bool swept = rdds_sweep(&sim->rdds, sim->blocks, mark_roots, sim);
    if (swept && runner->swept != NULL)
        runner->swept(runner->subject);
}
