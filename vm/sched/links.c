// SPDX-License-Identifier: MIT
#include "vm/sched/links.h"

#include <stdio.h>

#include "vm/base/mem.h"
#include "vm/sched/executors.h"
#include "vm/sched/link_tasks.h"
#include "vm/sched/tasks.h"

static bool is_reached(const void *subject, int a, int b)
{
    return !links_are_cut(subject, a, b);
}

void links_init(Sim *sim)
{
    blocks_set_reach(sim->blocks, is_reached, sim);
}

void links_free(Sim *sim)
{
    for (int i = 0; i < sim->links.count; i++)
        queue_cancel(sim->options.queue, sim->links.items[i].timeout);
    mem_free(sim->links.items);
    sim->links = (Links){0};
}

/* The pairs. */

static CutLink *find(const Sim *sim, int a, int b)
{
    int low = a < b ? a : b;
    int high = a < b ? b : a;
    for (int i = 0; i < sim->links.count; i++) {
        CutLink *link = &sim->links.items[i];
        if (link->a == low && link->b == high)
            return link;
    }
    return NULL;
}

bool links_are_cut(const Sim *sim, int a, int b)
{
    return find(sim, a, b) != NULL;
}

bool links_has_cut(const Sim *sim, int executor)
{
    for (int i = 0; i < sim->links.count; i++) {
        const CutLink *link = &sim->links.items[i];
        if (link->a != LINK_DRIVER && (link->a == executor || link->b == executor))
            return true;
    }
    return false;
}

static CutLink *add(Sim *sim, int a, int b)
{
    Links *links = &sim->links;
    links->items = mem_grow(links->items, &links->capacity, links->count + 1,
        sizeof *links->items);
    CutLink *link = &links->items[links->count++];
    *link = (CutLink){.a = a < b ? a : b, .b = a < b ? b : a};
    return link;
}

static void trace_link(const Sim *sim, const CutLink *link, const char *state)
{
    TRACE(sim->options.trace, sim_now(sim), TRACE_LINK, trace_int(link->a),
        trace_int(link->b), trace_text(state));
}

static bool is_end(const Sim *sim, int64_t end)
{
    return end == LINK_DRIVER || (end >= 0 && end < sim->cluster.n_executors);
}

static bool check_ends(const Sim *sim, int64_t a, int64_t b, Err *err)
{
    if (sim->cluster.local)
        return err_set(err, ERR_ARGUMENT,
            "the only executor is in the driver's process, and has no link; "
            "local-cluster[N,C,M] has N of their own");
    if (a == b)
        return err_set(err, ERR_ARGUMENT, "a link has two ends that differ");
    if (!is_end(sim, a) || !is_end(sim, b))
        return err_set(err, ERR_ARGUMENT, "there is no executor %lld",
            (long long)(is_end(sim, a) ? b : a));
    return true;
}

/* With the driver. */

static void set_reached(Sim *sim, int executor, bool reached)
{
    cluster_set_reached(&sim->cluster, executor, reached);
    if (sim->hooks.reach_changed != NULL)
        sim->hooks.reach_changed(sim->hooks.subject, executor, reached);
}

/* No heartbeat came for so long. */
static void time_out(void *subject, int64_t executor)
{
    Sim *sim = subject;
    char reason[64];
    snprintf(reason, sizeof reason, "Executor heartbeat timed out after %lld ms",
        (long long)time_to_ms(sim->rules.network_timeout));
    if (sim->cluster.executors[executor].alive)
        sim_lose_executor(sim, (int)executor, reason);
}

bool links_cut(Sim *sim, int64_t a, int64_t b, Err *err)
{
    if (!check_ends(sim, a, b, err))
        return false;
    if (links_are_cut(sim, (int)a, (int)b))
        return true;
    CutLink *link = add(sim, (int)a, (int)b);
    trace_link(sim, link, "cut");
    if (link->a != LINK_DRIVER || !sim->cluster.executors[link->b].alive)
        return true;
    set_reached(sim, link->b, false);
    link->timeout =
        queue_push(sim->options.queue, sim_now(sim) + sim->rules.network_timeout,
            RANK_ARRIVAL, time_out, sim, link->b);
    return true;
}

bool links_heal(Sim *sim, int64_t a, int64_t b, Err *err)
{
    if (!check_ends(sim, a, b, err))
        return false;
    CutLink *link = find(sim, (int)a, (int)b);
    if (link == NULL)
        return true;
    CutLink healed = *link;
    *link = sim->links.items[--sim->links.count];
    queue_cancel(sim->options.queue, healed.timeout);
    trace_link(sim, &healed, "healed");
    if (healed.a != LINK_DRIVER || !sim->cluster.executors[healed.b].alive)
        return true;
    set_reached(sim, healed.b, true);
    link_tasks_release(sim, healed.b);
    tasks_dispatch(sim);
    return true;
}
