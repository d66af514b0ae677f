/* vm/sched/receivers.h -- the receivers of a context: made, placed, launched again.
 * Spark: ReceiverTracker, ReceiverSchedulingPolicy (semantics 3.8, 3.9).
 *
 * Simplified: with one executor there is no choice of place. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_RECEIVERS_H
#define SLUICE_SCHED_RECEIVERS_H

#include "vm/sched/streaming.h"

/* Opens what each receiver reads from; all or none. NULL and err if nothing feeds an
 * address; *unfed is its stream. */
Source **receivers_open(Streaming *context, StreamId *unfed, Err *err);

void receivers_discard(const Streaming *context, Source **sources); /* unused ones */

/* Makes a receiver for each source (takes the list) and asks for cores. */
void receivers_start(Streaming *context, Source **sources);

#endif
