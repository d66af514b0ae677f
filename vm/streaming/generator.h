/* vm/streaming/generator.h -- the ticks that form batches; used by vm/streaming only.
 * Spark: JobGenerator (semantics 4.1 to 4.3). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_GENERATOR_H
#define SLUICE_STREAMING_GENERATOR_H

#include "vm/streaming/streaming.h"

/* Sets the first tick. */
void generator_start(Streaming *context, SimTime first);

/* Forms n batches now, before the first tick; false if one cannot be formed. */
bool generator_run_again(Streaming *context, const SimTime *times, int n,
    Failure *failure);

void generator_stop(Streaming *context);

#endif
