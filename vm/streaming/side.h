/* vm/streaming/side.h -- the streaming side of an application; used by vm/streaming
 * only. Spark: what StreamingContext keeps outside of itself.
 *
 * What the streaming contexts of one application share. The cluster below knows it by
 * SimHooks (vm/sched/hooks.h) only. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_SIDE_H
#define SLUICE_STREAMING_SIDE_H

#include "vm/streaming/listener.h"
#include "vm/streaming/receiver_cores.h"
#include "vm/streaming/streaming.h"

typedef struct StreamingSide {
    Sim *sim;
    Streaming **contexts;
    int n_contexts;
    int contexts_capacity;
    ReceiverCores receivers;
    OutputRun *output; /* the function of the program that runs now is its; or NULL */
    StreamingListener listener;
    Conf listener_properties; /* local ones: listeners are a thread of their own */
    bool told;                /* the listener, and it has not handed it on yet */
} StreamingSide;

/* That of an application which was made able to stream. */
StreamingSide *side_of(const Sim *sim);

void side_add(StreamingSide *side, Streaming *context); /* takes it */

#endif
