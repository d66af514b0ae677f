/* vm/streaming/outputs.h -- outputs that run.
 * Spark: JobScheduler.JobHandler and the threads of its pool (semantics 4.3).
 *
 * The function of an output runs until it waits, for an action or for a moment of time.
 * Then it gives way: the runner keeps it as it stands, and it is resumed when what it
 * waits for is there. So several can be under way, as on Spark's threads, but only one
 * runs at a time, and a run is the same every time. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_OUTPUTS_H
#define SLUICE_STREAMING_OUTPUTS_H

#include "vm/sched/actions.h"
#include "vm/streaming/streaming.h"

struct OutputRun {
    Streaming *context;
    JobSet *set;
    JobOutput *output;
    Conf properties;   /* local ones; they begin as those at the start */
    ActionRun *action; /* that it waits for, or NULL */
    EventId alarm;     /* when it is to be woken, or 0 */
    void *function;    /* what the runner keeps while it waits; else NULL */
    OutputRun *following;
};

/* Starts the next output of a batch; batches_end_output is called when it has ended. */
void outputs_start(Streaming *context, JobSet *set);

/* The output whose function runs now, or NULL. */
OutputRun *outputs_current(const Sim *sim);

/* The output that runs now waits for an action: it has to give way, unless that is done
 * at once, and is resumed when it is done. */
ActionRun *outputs_start_action(OutputRun *run, const JobSpec *spec,
    TaskResult *results);

/* The output that runs now wants to be resumed at a time; it has to give way then. */
void outputs_wake_at(OutputRun *run, SimTime time);

/* Some output waits. */
bool outputs_are_waiting(const Streaming *context);

/* Outputs that wait will not go on: their functions end where they are, and their
 * batches stay unfinished. */
void outputs_abandon(Streaming *context);

#endif
