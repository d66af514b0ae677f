/* vm/streaming/faults.h -- what can break while a run lasts, and be put right again.
 * Spark: none; it stands for machines, networks and people.
 *
 * FAULTS is the list, in the words of a world file: N is a whole number, F a factor,
 * BLOCK the name of a block, E an executor or `driver`. A fault happens at the moment
 * of its line, at RANK_ARRIVAL (vm/ingest/world.h). Those of the driver are the work of
 * whoever runs the program. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_FAULTS_H
#define SLUICE_STREAMING_FAULTS_H

#include "vm/ingest/world.h"
#include "vm/sched/sim.h"

/* FAULT(constant, words) */
#define FAULTS(FAULT)                                            \
    FAULT(FAULT_KILL_DRIVER, "kill driver")                      \
    FAULT(FAULT_START_DRIVER, "start driver")                    \
    FAULT(FAULT_KILL_EXECUTOR, "kill executor N")                \
    FAULT(FAULT_KILL_EXECUTOR_OF, "kill executor of receiver N") \
    FAULT(FAULT_START_EXECUTOR, "start executor")                \
    FAULT(FAULT_DROP_REPLICA, "drop replica BLOCK")              \
    FAULT(FAULT_DROP_REPLICA_ON, "drop replica BLOCK on N")      \
    FAULT(FAULT_SLOW_NODE, "slow node N by F")                   \
    FAULT(FAULT_CUT_LINK, "cut link E E")                        \
    FAULT(FAULT_HEAL_LINK, "heal link E E")

typedef enum FaultKind {
#define FAULT(constant, words) constant,
    FAULTS(FAULT)
#undef FAULT
        FAULT_COUNT
} FaultKind;

const char *fault_words(FaultKind kind);

/* Lets a fault happen; ERR_ARGUMENT if it has no target, such as an executor that is
 * not there. */
bool fault_apply(Sim *sim, const WorldLine *line, Err *err);

#endif
