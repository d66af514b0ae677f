// SPDX-License-Identifier: MIT
#include "vm/streaming/side.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/streaming/batches.h"
#include "vm/streaming/receivers.h"

StreamingSide *side_of(const Sim *sim)
{
    CHECK(sim->hooks.subject != NULL);
    return sim->hooks.subject;
}

void side_add(StreamingSide *side, Streaming *context)
{
    side->contexts = mem_grow(side->contexts, &side->contexts_capacity,
        side->n_contexts + 1, sizeof *side->contexts);
    side->contexts[side->n_contexts++] = context;
}

Streaming *sim_active_context(const Sim *sim)
{
    const StreamingSide *side = side_of(sim);
    for (int i = 0; i < side->n_contexts; i++) {
        if (side->contexts[i]->state == CONTEXT_ACTIVE)
            return side->contexts[i];
    }
    return NULL;
}

/* The hooks. */

static void offer_cores(void *subject)
{
    const StreamingSide *side = subject;
    receiver_cores_dispatch(side->sim);
}

static void visit_cores(void *subject, CoreVisitFn *visit, void *visitor)
{
    const StreamingSide *side = subject;
    for (int i = 0; i < side->receivers.count; i++) {
        const ReceiverCore *item = side->receivers.items[i];
        if (item->holds)
            visit(visitor, item->core, "receiver", receiver_id(item->receiver));
    }
}

static void reach_changed(void *subject, int executor, bool reached)
{
    const StreamingSide *side = subject;
    for (int i = 0; i < side->n_contexts; i++)
        tracker_set_reached(side->contexts[i]->tracker, executor, reached);
}

/* What is under way from it to the driver never arrives. */
static void executor_lost(void *subject, int executor, const char *reason)
{
    const StreamingSide *side = subject;
    receivers_lose_executor(side->sim, executor, reason);
    for (int i = 0; i < side->n_contexts; i++)
        tracker_lose_executor(side->contexts[i]->tracker, executor, side->sim->blocks);
}

static void event_fired(void *subject)
{
    const StreamingSide *side = subject;
    listener_deliver(side->sim);
}

static void mark_rdds(void *subject, RddSet *rdds)
{
    const StreamingSide *side = subject;
    for (int i = 0; i < side->n_contexts; i++) {
        graph_mark_rdds(&side->contexts[i]->graph, rdds);
        batches_mark(side->contexts[i], rdds);
    }
}

static void end(void *subject)
{
    StreamingSide *side = subject;
    for (int i = 0; i < side->n_contexts; i++)
        streaming_delete(side->contexts[i]);
    mem_free(side->contexts);
    receiver_cores_free(&side->receivers);
    conf_free(&side->listener_properties);
    mem_free(side);
}

void streaming_attach(Sim *sim, const StreamingListener *listener)
{
    CHECK(sim->hooks.subject == NULL);
    StreamingSide *side = mem_zero_alloc(sizeof *side);
    side->sim = sim;
    if (listener != NULL)
        side->listener = *listener;
    sim->hooks = (SimHooks){.subject = side,
        .offer_cores = offer_cores,
        .visit_cores = visit_cores,
        .reach_changed = reach_changed,
        .executor_lost = executor_lost,
        .event_fired = event_fired,
        .mark_rdds = mark_rdds,
        .end = end};
}
