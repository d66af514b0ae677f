/* vm/streaming/rate_controller.h -- back-pressure: a finished batch tells an input
 * stream how fast it may read. Spark: RateController, ReceiverRateController
 * (semantics 8.1).
 *
 * An input stream that can be slowed down has a controller, if back-pressure is on: one
 * with a receiver has, and a stream that reads ranges asks its own for the latest rate.
 * Each stream's records are combined with the delays of the whole batch. Simplified: a
 * rate is there at the moment at which the batch ends; in Spark a message has to travel
 * first. At one instant batches end before records come, so a record of that instant
 * waits by the new rate.
 *
 * As in Spark a checkpoint keeps what the estimator has learned, and neither the latest
 * rate nor the limit of a receiver. The context owns its controllers. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RATE_CONTROLLER_H
#define SLUICE_STREAMING_RATE_CONTROLLER_H

#include "vm/sim/time.h"
#include "vm/streaming/rate_estimator.h"

typedef struct Streaming Streaming;
typedef struct JobSet JobSet;
typedef struct Metadata Metadata;

typedef struct RateController {
    int input; /* Spark's id of the stream */
    RateEstimator estimator;
    int64_t latest; /* whole records a second; -1: none was set yet */
} RateController;

/* Gives an input stream a controller, if back-pressure is on. ERR_ARGUMENT for settings
 * that Spark refuses, in its words. */
bool rate_controller_add(Streaming *context, int input, Err *err);

/* The latest rate of an input stream; -1 if there is none yet, or no controller. */
int64_t rate_controller_latest(const Streaming *context, int input);

/* A batch is completed: sets new rates, in the order of the streams, and forwards them
 * to the receivers that run. */
void rate_controllers_learn(Streaming *context, const JobSet *set);

/* For a context that is recovered: takes what the controllers of `from` have learned,
 * and the same by way of a checkpoint. */
void rate_controllers_copy(Streaming *context, const Streaming *from);
void rate_controllers_describe(const Streaming *context, Metadata *metadata);
void rate_controllers_restore(Streaming *context, const Metadata *metadata);

#endif
