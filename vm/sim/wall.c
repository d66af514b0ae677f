/* vm/sim/wall.c -- the clock that waits. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <time.h>

#include <uv.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sim/wall.h"

struct Wall {
    Clock clock; /* first: a Clock of this kind is a Wall */
    uv_loop_t loop;
    uv_timer_t timer;
    uv_async_t wake;
    SimTime start;     /* since 1970 */
    uint64_t start_ns; /* of the monotonic counter, at the same moment */
    SimTime target;    /* of the advance that runs */
    bool has_happened; /* a callback called wall_update during it */
};

static SimTime real_now(const Wall *wall)
{
    return wall->start + (SimTime)((uv_hrtime() - wall->start_ns) / 1000);
}

void wall_update(Wall *wall)
{
    if (wall->has_happened)
        return;
    wall->has_happened = true;
    SimTime at = real_now(wall);
    if (at >= wall->target)
        at = wall->target - 1;
    if (at > wall->clock.now)
        wall->clock.now = at;
}

static void on_timer(uv_timer_t *timer)
{
    (void)timer; /* It only had to end the wait. */
}

static void on_wake(uv_async_t *wake)
{
    wall_update(wake->data);
}

/* Lets the loop work: until the target or until something happens, or without waiting
 * if the target is reached. The timer counts whole milliseconds of its own clock and
 * may fire a little early. */
static void run_loop(Wall *wall)
{
    SimTime left = wall->target - real_now(wall);
    uv_timer_stop(&wall->timer);
    if (left > 0 && wall->target != TIME_NEVER) {
        uv_update_time(&wall->loop);
        uv_timer_start(&wall->timer, on_timer, ((uint64_t)left + 999) / 1000, 0);
    }
    uv_run(&wall->loop, left > 0 ? UV_RUN_ONCE : UV_RUN_NOWAIT);
}

/* Sockets get their turn only if there is a moment left before the target: a peer that
 * never stops sending cannot hold back an event that is due. */
static bool wait_until(Clock *clock, SimTime target)
{
    Wall *wall = (Wall *)clock;
    wall->target = target;
    wall->has_happened = false;
    while (clock->now < target - 1 || real_now(wall) < target) {
        run_loop(wall);
        if (wall->has_happened)
            return false;
        if (real_now(wall) >= target)
            break;
    }
    if (target > clock->now)
        clock->now = target;
    return true;
}

Wall *wall_new(Err *err)
{
    struct timespec since_1970;
    if (clock_gettime(CLOCK_REALTIME, &since_1970) != 0) {
        err_set(err, ERR_IO, "cannot read the clock");
        return NULL;
    }

    Wall *wall = mem_zero_alloc(sizeof *wall);
    int status = uv_loop_init(&wall->loop);
    if (status == 0) {
        status = uv_async_init(&wall->loop, &wall->wake, on_wake);
        if (status != 0)
            uv_loop_close(&wall->loop);
    }
    if (status != 0) {
        mem_free(wall);
        err_set(err, ERR_IO, "cannot wait for real time (%s)", uv_strerror(status));
        return NULL;
    }

    wall->wake.data = wall;
    uv_timer_init(&wall->loop, &wall->timer);
    wall->start_ns = uv_hrtime();
    wall->start = TIME_S(since_1970.tv_sec) + since_1970.tv_nsec / 1000;
    wall->clock = (Clock){.now = wall->start, .is_wall = true, .advance = wait_until};
    return wall;
}

void wall_delete(Wall *wall)
{
    if (wall == NULL)
        return;
    uv_close((uv_handle_t *)&wall->timer, NULL);
    uv_close((uv_handle_t *)&wall->wake, NULL);
    uv_run(&wall->loop, UV_RUN_DEFAULT);
    CHECK(uv_loop_close(&wall->loop) == 0);
    mem_free(wall);
}

Clock *wall_clock(Wall *wall)
{
    return &wall->clock;
}

struct uv_loop_s *wall_loop(Wall *wall)
{
    return &wall->loop;
}

void wall_wake(Wall *wall)
{
    uv_async_send(&wall->wake);
}
