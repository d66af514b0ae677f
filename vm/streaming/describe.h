/* vm/streaming/describe.h -- the first records of a trace: the program as it was
 * described; used by vm/streaming only. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_DESCRIBE_H
#define SLUICE_STREAMING_DESCRIBE_H

#include "vm/streaming/streaming.h"

/* Writes run, stream, output and executor records. Settings sluice.program and
 * sluice.seed, spark.app.name and spark.master say what Conf knows of the run. */
void describe_run(const Streaming *context);

#endif
