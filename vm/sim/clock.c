/* vm/sim/clock.c -- the clock that jumps. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/sim/clock.h"

/* Nothing outside can happen to a simulation, so it is never worth waiting for, and an
 * event in the past is a mistake of whoever pushed it. */
static bool jump(Clock *clock, SimTime target)
{
    CHECK(target != TIME_NEVER);
    CHECK(target >= clock->now);
    clock->now = target;
    return true;
}

void clock_init_simulated(Clock *clock, SimTime start)
{
    *clock = (Clock){.now = start, .is_wall = false, .advance = jump};
}
