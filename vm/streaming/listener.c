// SPDX-License-Identifier: MIT
#include "vm/streaming/listener.h"

#include "vm/streaming/side.h"

const char *batch_event_name(BatchEvent event)
{
    static const char *const names[] = {
        [BATCH_SUBMITTED] = "batch-submitted",
        [BATCH_STARTED] = "batch-started",
        [BATCH_COMPLETED] = "batch-completed",
    };
    return names[event];
}

/* The listener of a context; NULL if nobody listens to it. Spark's bus ends with the
 * application. */
static const StreamingListener *listener_of(Streaming *context)
{
    if (!context->listened || context->sim->stopped)
        return NULL;
    StreamingSide *side = side_of(context->sim);
    side->told = true;
    return &side->listener;
}

void listener_started(Streaming *context)
{
    const StreamingListener *listener = listener_of(context);
    if (listener != NULL && listener->started != NULL)
        listener->started(listener->subject, context);
}

void listener_batch(Streaming *context, const JobSet *set, BatchEvent event)
{
    const StreamingListener *listener = listener_of(context);
    if (listener != NULL && listener->batch != NULL)
        listener->batch(listener->subject, context, set, event);
}

void listener_output(Streaming *context, const JobSet *set, const JobOutput *output)
{
    const StreamingListener *listener = listener_of(context);
    if (listener != NULL && listener->output != NULL)
        listener->output(listener->subject, context, set, output);
}

void listener_receiver(Streaming *context, const Receiver *receiver, const char *text)
{
    const StreamingListener *listener = listener_of(context);
    if (listener != NULL && listener->receiver != NULL)
        listener->receiver(listener->subject, context, receiver, text);
}

void listener_notice(Streaming *context, const Receiver *receiver,
    const SourceNotice *notice)
{
    const StreamingListener *listener = listener_of(context);
    if (listener != NULL && listener->notice != NULL)
        listener->notice(listener->subject, context, receiver, notice);
}

void listener_deliver(Sim *sim)
{
    StreamingSide *side = side_of(sim);
    const StreamingListener *listener = &side->listener;
    if (!side->told)
        return;
    side->told = false;
    if (listener->deliver == NULL)
        return;
    /* What a listener does is no part of an output that waits meanwhile. */
    OutputScope outer = sim->scope;
    Conf *local = sim->local;
    sim->scope = (OutputScope){-1, -1};
    sim->local = &side->listener_properties;
    listener->deliver(listener->subject);
    sim->scope = outer;
    sim->local = local;
}
