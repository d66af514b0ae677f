/* vm/streaming/receivers.h -- the receivers of a context: made, placed, launched again.
 * Spark: ReceiverTracker (semantics 3.8, 3.9).
 *
 * The tracker gives each receiver its candidates (vm/streaming/placement.h), and takes
 * only one that starts on a candidate; any other one is refused and placed anew. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RECEIVERS_H
#define SLUICE_STREAMING_RECEIVERS_H

#include "vm/streaming/streaming.h"

/* Opens what each receiver reads from; all or none. NULL and err if nothing feeds an
 * address; *unfed is its stream. */
Source **receivers_open(Streaming *context, StreamId *unfed, Err *err);

/* Frees sources that no receiver was made for. */
void receivers_close(const Streaming *context, Source **sources);

/* Makes a receiver for each source (takes the list) and asks for cores. */
void receivers_start(Streaming *context, Source **sources);

/* A receiver has the core that it asked for. */
void receivers_launch(Streaming *context, Receiver *receiver, CoreId core);

/* An executor died: its receivers die with what they had in no block. */
void receivers_lose_executor(Sim *sim, int executor, const char *reason);

void receivers_free(Streaming *context);

/* CHECKs that the receivers that run are those that hold a core, on the executor that
 * the tracker has noted. */
void receivers_check(const Streaming *context);

#endif
