/* vm/sched/storage.h -- the memory and the disks of executors.
 * Spark: SparkEnv, UnifiedMemoryManager, StorageMemoryPool.
 *
 * Settings are read, and executors told to the block manager, here. Of an executor's
 * memory (spark.executor.memory; of the driver's in local mode, spark.driver.memory)
 * blocks have what Spark gives them while tasks need none: what is left of 300 MB that
 * are reserved, times spark.memory.fraction. sluice.cluster.memory says it outright. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_STORAGE_H
#define SLUICE_SCHED_STORAGE_H

#include "vm/sched/sim.h"

/* Reads the settings, and tells the block manager of the executors that are there. */
bool storage_init(Sim *sim, Err *err);

/* The same for one that joins. */
void storage_add_executor(Sim *sim, int executor);

/* A task on that executor begins to read what its partition is made of. */
void storage_note_reads(Sim *sim, RddId rdd, int partition, int executor);

/* Bytes of that which it gets from other executors; 0 where that takes no time. */
int64_t storage_remote_bytes(const Sim *sim, RddId rdd, int partition, int executor);

/* Keeps a partition that a task computed, unless there is no room for it. ERR_IO. */
bool storage_keep(Sim *sim, Block *block, int partition, Err *err);

#endif
