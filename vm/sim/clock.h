/* vm/sim/clock.h -- what the time is, and how it gets there.
 * Spark: util.Clock, SystemClock, ManualClock.
 *
 * One queue of events, two clocks that drive it: the simulated one jumps to the next
 * event, the wall clock (vm/sim/wall.h) waits for it and lets sockets work meanwhile.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_CLOCK_H
#define SLUICE_SIM_CLOCK_H

#include <stdbool.h>

#include "vm/sim/time.h"

typedef struct Clock Clock;

struct Clock {
    SimTime now;
    bool is_wall;
    /* Moves `now` towards `target` (TIME_NEVER: until something happens). Returns true
     * once target is reached, false if it came back earlier because something outside
     * happened and the queue has to be looked at again; then now <= target. */
    bool (*advance)(Clock *clock, SimTime target);
};

/* A clock that jumps; it starts at `start`. */
void clock_init_simulated(Clock *clock, SimTime start);

#endif
