// SPDX-License-Identifier: MIT
#include "vm/sim/timer.h"

#include "vm/base/check.h"

static void on_tick(void *subject, int64_t tick);

static void wait_for(Timer *timer, SimTime tick)
{
    timer->event =
        queue_push(timer->queue, tick, timer->rank, on_tick, timer, (int64_t)tick);
}

/* The next tick is set before: whoever is called may stop the timer, or let time go on.
 */
static void on_tick(void *subject, int64_t tick)
{
    Timer *timer = subject;
    timer->last = tick;
    timer->event = 0;
    if (timer->left != 1)
        wait_for(timer, tick + timer->period);
    if (timer->left > 0)
        timer->left--;
    timer->fn(timer->subject, tick);
}

void timer_start(Timer *timer, SimTime first)
{
    CHECK(timer->event == 0);
    CHECK(timer->period > 0);
    timer->left = 0;
    wait_for(timer, first);
}

void timer_once(Timer *timer, SimTime at)
{
    timer_start(timer, at);
    timer->left = 1;
}

void timer_stop(Timer *timer)
{
    if (timer->event != 0)
        queue_cancel(timer->queue, timer->event);
    timer->event = 0;
}

void timer_finish(Timer *timer)
{
    enum { PENDING_AND_ONE_MORE = 2 };
    if (timer->event != 0)
        timer->left = PENDING_AND_ONE_MORE;
}
