/* vm/streaming/listener.h -- what a streaming context tells those who listen to it.
 * Spark: StreamingListener, StreamingListenerBus (semantics 11.2).
 *
 * What happens is told when it happens, and whoever is told makes a note of it:
 * nobody's program may run then. The notes are handed on when `deliver` is called, at
 * moments at which a program may do what it likes: between two events of the
 * simulation, and before and after an output. So the order is the same in every run,
 * and a listener that waits for a job holds up other listeners and nothing else. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_LISTENER_H
#define SLUICE_STREAMING_LISTENER_H

#include "vm/ingest/receiver.h"

typedef struct Sim Sim;
typedef struct Streaming Streaming;
typedef struct JobSet JobSet;
typedef struct JobOutput JobOutput;

typedef enum BatchEvent { BATCH_SUBMITTED, BATCH_STARTED, BATCH_COMPLETED } BatchEvent;

/* "batch-submitted" and so on. */
const char *batch_event_name(BatchEvent event);

/* Each may be NULL. Everything is borrowed for the call. */
typedef struct StreamingListener {
    void *subject;
    void (*started)(void *subject, const Streaming *context);
    void (*batch)(void *subject, const Streaming *context, const JobSet *set,
        BatchEvent event);
    /* An output of a batch has started, or ended. */
    void (*output)(void *subject, const Streaming *context, const JobSet *set,
        const JobOutput *output);
    /* A receiver changed its state; `text` says why, or is NULL. */
    void (*receiver)(void *subject, const Streaming *context, const Receiver *receiver,
        const char *text);
    /* A receiver of the program's own asked for something, or failed. */
    void (*notice)(void *subject, const Streaming *context, const Receiver *receiver,
        const SourceNotice *notice);
    void (*deliver)(void *subject);
} StreamingListener;

/* Tell the sim's listener, if somebody listens to the context. */
void listener_started(Streaming *context);
void listener_batch(Streaming *context, const JobSet *set, BatchEvent event);
void listener_output(Streaming *context, const JobSet *set, const JobOutput *output);
void listener_receiver(Streaming *context, const Receiver *receiver, const char *text);
void listener_notice(Streaming *context, const Receiver *receiver,
    const SourceNotice *notice);

/* Has what was told handed on, if there is anything. */
void listener_deliver(Sim *sim);

#endif
