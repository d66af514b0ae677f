/* What has to hold of a streaming context between two events. */
// SPDX-License-Identifier: MIT
#include "vm/sched/invariants.h"
#include "vm/streaming/batches.h"
#include "vm/streaming/receivers.h"
#include "vm/streaming/streaming.h"

void streaming_check(const Streaming *context)
{
    invariants_check_sim(context->sim);
    graph_check(&context->graph, context->cleared);
    tracker_check(context->tracker);
    receivers_check(context);
    received_check(context);
    batches_check(context);
}
