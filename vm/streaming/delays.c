// SPDX-License-Identifier: MIT
#include "vm/streaming/delays.h"

#include <string.h>

void delays_note(Delays *delays, SimTime batch, SimTime waited, SimTime took)
{
    memmove(delays->waited, delays->waited + 1, sizeof delays->waited - sizeof waited);
    delays->waited[DELAYS_KEPT - 1] = waited;
    delays->n++;
    delays->took = took;
    delays->last_batch = batch;
    if ((delays->n & (delays->n - 1)) == 0) {
        delays->marks[0] = delays->marks[1];
        delays->marks[1] = waited;
    }
}

bool delays_grow(const Delays *delays, SimTime interval)
{
    if (delays->n < DELAYS_KEPT)
        return false;
    bool rises = true;
    for (int i = 1; i < DELAYS_KEPT; i++)
        rises = rises && delays->waited[i] > delays->waited[i - 1];
    SimTime last = delays->waited[DELAYS_KEPT - 1];
    return rises || (last > interval && last > delays->marks[0]);
}

SimTime delays_step(const Delays *delays)
{
    return (delays->waited[DELAYS_KEPT - 1] - delays->waited[0]) / (DELAYS_KEPT - 1);
}

bool delays_are_even(const Delays *delays)
{
    SimTime step = delays_step(delays);
    for (int i = 1; i < DELAYS_KEPT; i++) {
        if (delays->waited[i] - delays->waited[i - 1] != step)
            return false;
    }
    return true;
}
