/* vm/sched/registration.h -- a job that waits until executors have registered.
 * Spark: ReceiverTracker.runDummySparkJob (semantics 3.9).
 *
 * Before a cluster places receivers it counts 50 numbers: so the executors are known by
 * then. It takes time, and a number for each RDD, job, stage and task, as any other
 * job. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_REGISTRATION_H
#define SLUICE_SCHED_REGISTRATION_H

#include "vm/sched/sim.h"

/* Runs it; `place` is the learner's call of start. False if it failed. */
bool registration_run(Sim *sim, Place place, Err *err);

#endif
