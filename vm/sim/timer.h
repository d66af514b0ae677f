/* vm/sim/timer.h -- ticks at a steady pace.
 * Spark: RecurringTimer (semantics 4.1).
 *
 * A tick is known by its time. One that is late still comes, and all that follow it: no
 * tick is left out. The timer is embedded in what it ticks for and must not move while
 * it runs. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_TIMER_H
#define SLUICE_SIM_TIMER_H

#include "vm/sim/queue.h"

typedef void TimerFn(void *subject, SimTime tick);

typedef struct Timer {
    Queue *queue; /* borrowed */
    SimTime period;
    Rank rank;
    TimerFn *fn;
    void *subject;
    SimTime last;  /* the last tick */
    EventId event; /* the tick that is waited for; 0: it does not run */
    int left;      /* ticks until it ends; 0: it does not end by itself */
} Timer;

/* The ticks are at `first`, `first` + period, and so on. Set queue, period, rank, fn
 * and subject before. */
void timer_start(Timer *timer, SimTime first);

/* One tick only. */
void timer_once(Timer *timer, SimTime at);

/* No further tick (Spark: stop with interrupt). */
void timer_stop(Timer *timer);

/* The tick that is waited for comes, and then one more (Spark: stop without). */
void timer_finish(Timer *timer);

static inline bool timer_is_running(const Timer *timer)
{
    return timer->event != 0;
}

/* The last tick of a timer at multiples of `period` that is finished now. */
static inline SimTime timer_end(SimTime now, SimTime period)
{
    return time_next_multiple(now, period) + period;
}

#endif
