/* vm/sched/links.h -- links between executors, and with the driver, that are cut.
 * Spark: HeartbeatReceiver; it stands for the network.
 *
 * Of an executor that the driver does not reach nothing arrives: results of tasks wait
 * there and hold their cores (vm/sched/link_tasks.h), blocks of receivers are not
 * registered (vm/ingest/tracker.h), and it is given no task. When the link is healed,
 * all of that arrives; after spark.network.timeout the executor is lost.
 *
 * Executors that do not reach each other do not read each other's blocks, and send each
 * other no copies. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_LINKS_H
#define SLUICE_SCHED_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/err.h"
#include "vm/sim/queue.h"

typedef struct Sim Sim;

enum { LINK_DRIVER = -1 }; /* the driver, where executors are numbers */

typedef struct CutLink {
    int a; /* the lower number */
    int b;
    EventId timeout; /* of one with the driver */
} CutLink;

typedef struct Links {
    CutLink *items; /* in no order */
    int count;
    int capacity;
    int64_t n_held; /* results of tasks that did not arrive at once, so far */
} Links;

/* Tells the blocks of the application about its links. */
void links_init(Sim *sim);
void links_free(Sim *sim);

/* Cuts or heals the link of two ends, each an executor or LINK_DRIVER; nothing happens
 * if it is so already. ERR_ARGUMENT if an end is not there. */
bool links_cut(Sim *sim, int64_t a, int64_t b, Err *err);
bool links_heal(Sim *sim, int64_t a, int64_t b, Err *err);

bool links_are_cut(const Sim *sim, int a, int b);

/* Whether some other executor is not reached by an executor. */
bool links_has_cut(const Sim *sim, int executor);

#endif
