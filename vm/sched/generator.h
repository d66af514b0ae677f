/* vm/sched/generator.h -- the ticks that form batches; used by vm/sched only.
 * Spark: JobGenerator (semantics 4.1 to 4.3). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_GENERATOR_H
#define SLUICE_SCHED_GENERATOR_H

#include "vm/sched/streaming.h"

/* Sets the first tick: the next multiple of the interval strictly after now. */
void generator_start(Streaming *context);
void generator_stop(Streaming *context);

#endif
