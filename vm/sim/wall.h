/* vm/sim/wall.h -- the clock that waits.
 * Spark: SystemClock.
 *
 * Time is microseconds since 1970, read once at the start and moved on by a monotonic
 * counter. While it waits, the loop of libuv runs, and with it sockets. A build without
 * libuv leaves this file and vm/ingest/tcp.c out.
 *
 * An event that is due late still sees its own time as `now`. Everything that sockets
 * bring during one advance happens at one moment: the real one, but always before the
 * target, because no pending event may come to lie in the past. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_WALL_H
#define SLUICE_SIM_WALL_H

#include "vm/base/err.h"
#include "vm/sim/clock.h"

typedef struct Wall Wall;
struct uv_loop_s;

Wall *wall_new(Err *err); /* NULL and err if the system refuses a loop */
/* Sources are freed before; runs the loop until their handles are closed. */
void wall_delete(Wall *wall);

Clock *wall_clock(Wall *wall);           /* borrowed */
struct uv_loop_s *wall_loop(Wall *wall); /* borrowed; for sources */

/* To be called first by each callback of the loop that tells anybody anything: brings
 * `now` up to date and makes advance come back to look at the queue. */
void wall_update(Wall *wall);

/* Makes a waiting advance return now (false). May be called from a signal handler. */
void wall_wake(Wall *wall);

#endif
