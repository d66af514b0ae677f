/* vm/streaming/input_info.h -- how many records input streams gave to each batch.
 * Spark: InputInfoTracker, StreamInputInfo.
 *
 * A stream reports once for a batch. What is older than anybody remembers is cleaned
 * up.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_INPUT_INFO_H
#define SLUICE_STREAMING_INPUT_INFO_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/err.h"
#include "vm/sim/time.h"

/* What an input stream says of a batch. */
typedef struct InputInfo {
    int input; /* Spark's id of the stream */
    int64_t records;
} InputInfo;

typedef struct BatchInputs {
    SimTime batch;
    InputInfo *items; /* in the order of reporting */
    int count;
    int capacity;
} BatchInputs;

typedef struct InputInfos {
    BatchInputs *batches; /* in the order of their first report */
    int count;
    int capacity;
} InputInfos;

void input_infos_free(InputInfos *infos); /* leaves an empty, valid one, as all zero is
                                           */

/* ERR_STATE, in Spark's words, if the stream has reported for the batch before. */
bool input_infos_report(InputInfos *infos, SimTime batch, InputInfo info, Err *err);

/* What was reported for a batch: borrowed until the next report or clean-up; NULL and 0
 * for nothing. */
const InputInfo *input_infos_get(const InputInfos *infos, SimTime batch, int *n);

/* Forgets batches before `threshold`. */
void input_infos_cleanup(InputInfos *infos, SimTime threshold);

#endif
