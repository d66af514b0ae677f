/* vm/sched/hooks.h -- what a cluster tells, and asks of, the layer that stands on it.
 * Spark: none; there receivers are jobs, and the rest goes over the network.
 *
 * A cluster knows jobs and tasks. Whoever stands on it can hold cores and RDDs that are
 * of no job, and has to learn what becomes of executors: the streaming contexts of an
 * application do (vm/streaming/side.h). So vm/sched includes nothing of theirs. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_HOOKS_H
#define SLUICE_SCHED_HOOKS_H

#include <stdbool.h>

#include "vm/graph/rdd.h"
#include "vm/sched/cluster.h"

/* Somebody holds a core: `who` it is, and its number. */
typedef void CoreVisitFn(void *visitor, CoreId core, const char *who, int number);

/* Each may be NULL. */
typedef struct SimHooks {
    void *subject;
    /* Cores may be free; what is taken now is not offered to tasks. */
    void (*offer_cores)(void *subject);
    /* Visits the cores that are held. */
    void (*visit_cores)(void *subject, CoreVisitFn *visit, void *visitor);
    /* The driver reaches an executor again, or does not reach it any more. */
    void (*reach_changed)(void *subject, int executor, bool reached);
    /* An executor and its cores are gone; tasks know it already. */
    void (*executor_lost)(void *subject, int executor, const char *reason);
    /* An event has fired, and the next one has not. */
    void (*event_fired)(void *subject);
    /* Marks RDDs that must not be freed. */
    void (*mark_rdds)(void *subject, RddSet *rdds);
    /* The application ends: frees the subject. */
    void (*end)(void *subject);
} SimHooks;

#endif
