/* vm/streaming/receiver_cores.h -- receivers wait for cores and hold them; used by
 * vm/streaming only.
 * Spark: TaskSetManager, for the only task of a receiver's job (semantics 3.8, 3.9).
 *
 * A receiver waits for a core of its candidates. After spark.locality.wait any executor
 * on their hosts will do, after another any executor at all: the driver then refuses
 * the receiver (vm/streaming/receivers.h). A wait for candidates that are all gone is
 * left out. Receivers get cores before tasks, in the order of asking. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RECEIVER_CORES_H
#define SLUICE_STREAMING_RECEIVER_CORES_H

#include "vm/ingest/receiver.h"
#include "vm/sched/cluster.h"
#include "vm/streaming/placement.h"

typedef struct Sim Sim;
typedef struct Streaming Streaming;

/* A receiver that wants a core, or has one. */
typedef struct ReceiverCore {
    Streaming *context;
    Receiver *receiver;
    CandidateList candidates;
    SimTime since; /* when it asked */
    EventId alarm; /* then more cores will do; 0: none, or it has one */
    bool holds;
    CoreId core;
} ReceiverCore;

typedef struct ReceiverCores {
    ReceiverCore **items; /* in the order of asking */
    int count;
    int capacity;
} ReceiverCores;

void receiver_cores_free(ReceiverCores *cores);

/* A receiver asks for a core of one of its candidates, of any if there is none; takes
 * the list. receivers_launch is called once it has one. */
void receiver_cores_ask(Streaming *context, Receiver *receiver,
    CandidateList *candidates);

/* Gives free cores to those that wait. */
void receiver_cores_dispatch(Sim *sim);

/* A receiver does not want its core any more, or all do not. */
void receiver_cores_release(Sim *sim, const Receiver *receiver);
void receiver_cores_release_all(Sim *sim);

/* The receivers of a context go away; nobody is offered their cores. */
void receiver_cores_forget(const Streaming *context);

#endif
