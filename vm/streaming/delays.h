/* vm/streaming/delays.h -- whether batches wait longer and longer, told by those
 * completed.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_DELAYS_H
#define SLUICE_STREAMING_DELAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/sim/time.h"

enum { DELAYS_KEPT = 6 };

/* Of all zero: no batch is completed. */
typedef struct Delays {
    int64_t n;                   /* batches completed */
    SimTime waited[DELAYS_KEPT]; /* of the last ones, the newest last */
    SimTime took;                /* processing time of the last one */
    SimTime last_batch;
    SimTime marks[2]; /* what batch 2^k waited: the last two of them */
} Delays;

/* A batch is completed. */
void delays_note(Delays *delays, SimTime batch, SimTime waited, SimTime took);

/* Whether the delay rose in five batches in a row up to the last, or is more than an
 * interval and more than in the first half. */
bool delays_grow(const Delays *delays, SimTime interval);

/* How much longer each of the last batches waited than the one before, on average. */
SimTime delays_step(const Delays *delays);

/* Whether each of them waited that much longer, to the microsecond. */
bool delays_are_even(const Delays *delays);

#endif
