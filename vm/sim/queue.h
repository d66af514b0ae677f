/* vm/sim/queue.h -- the pending events of one simulation.
 * Spark: none; this is what makes time pass.
 *
 * Order: earlier time first, then lower rank, then the order of pushing, so a run is
 * the same every time. Ranks name what happens first when things fall on one instant.
 * The queue owns its events until it hands one out; subjects are borrowed. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_QUEUE_H
#define SLUICE_SIM_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/sim/time.h"

/* A core that becomes free at a tick serves the batch of that tick; the block cut at a
 * tick is registered after it (semantics 3.6); a record that arrives at the instant of
 * a cut belongs to the next block (3.3). */
typedef enum Rank {
    RANK_WORK,    /* tasks and jobs end */
    RANK_TICK,    /* a batch is formed */
    RANK_CUT,     /* a block is cut and registered */
    RANK_ARRIVAL, /* records arrive, connections change */
    RANK_LAST
} Rank;

typedef struct Queue Queue;
typedef uint64_t EventId; /* 0 is none */
typedef void EventFn(void *subject, int64_t argument);

Queue *queue_new(void);
void queue_delete(Queue *queue);

/* Adds an event and returns its id, which stays valid until it fires or is cancelled.
 */
EventId queue_push(Queue *queue, SimTime at, Rank rank, EventFn *fn, void *subject,
    int64_t argument);

/* Forgets an event; one that has fired or was cancelled, or 0, is left alone. */
void queue_cancel(Queue *queue, EventId id);

/* The time of the first event, TIME_NEVER if there is none. */
SimTime queue_next_time(const Queue *queue);

/* Takes the first event out and calls it. The queue must not be empty. */
void queue_fire(Queue *queue);

/* Whether an event has neither fired nor been cancelled. */
bool queue_has(const Queue *queue, EventId id);

/* How many events have fired. */
int64_t queue_fired(const Queue *queue);

int queue_count(const Queue *queue);

#endif
