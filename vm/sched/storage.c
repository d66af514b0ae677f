// SPDX-License-Identifier: MIT
#include "vm/sched/storage.h"

#include <inttypes.h>
#include <string.h>

#include "vm/base/mem.h"
#include "vm/base/path.h"
#include "vm/graph/parts.h"

#define MIB (INT64_C(1) << 20)
#define RESERVED (300 * MIB)
#define LEAST_MEMORY (RESERVED * 3 / 2)
#define DEFAULT_MEMORY (1024 * MIB)

/* Spark checks the memory of an executor in local mode, too, if it is set. */
static bool read_heap(const Sim *sim, int64_t *heap, Err *err)
{
    int64_t executor;
    int64_t driver;
    if (!conf_get_bytes(&sim->conf, "spark.executor.memory", MIB, DEFAULT_MEMORY,
            &executor, err) ||
        !conf_get_bytes(&sim->conf, "spark.driver.memory", MIB, DEFAULT_MEMORY, &driver,
            err))
        return false;
    if (driver < LEAST_MEMORY)
        return err_set(err, ERR_SPARK_ARGUMENT,
            "[INVALID_DRIVER_MEMORY] System memory %" PRId64
            " must be at least %" PRId64
            ". Please increase heap size using the --driver-memory option or "
            "\"spark.driver.memory\" in Spark configuration.",
            driver, LEAST_MEMORY);
    if (executor < LEAST_MEMORY)
        return err_set(err, ERR_SPARK_ARGUMENT,
            "[INVALID_EXECUTOR_MEMORY] Executor memory %" PRId64
            " must be at least %" PRId64
            ". Please increase executor memory using the --executor-memory option or "
            "\"spark.executor.memory\" in Spark configuration.",
            executor, LEAST_MEMORY);
    if (!sim->cluster.local && sim->cluster.memory < executor)
        return err_set(err, ERR_SPARK,
            "Asked to launch cluster with %" PRId64 " MiB/worker but requested %" PRId64
            " MiB/executor",
            sim->cluster.memory / MIB, executor / MIB);
    *heap = sim->cluster.local ? driver : executor;
    return true;
}

static bool read_memory(Sim *sim, Err *err)
{
    int64_t heap = DEFAULT_MEMORY;
    double fraction;
    if (!read_heap(sim, &heap, err) ||
        !conf_get_number(&sim->conf, "spark.memory.fraction", 0.6, &fraction, err))
        return false;
    if (fraction < 0 || fraction > 1)
        return err_set(err, ERR_ARGUMENT,
            "spark.memory.fraction should be between 0 and 1 (was '%s').",
            conf_get(&sim->conf, "spark.memory.fraction"));
    if (fraction == 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: onHeapExecutionMemory must be > 0");
    int64_t usual = (int64_t)((double)(heap - RESERVED) * fraction);
    if (!conf_get_bytes(&sim->conf, "sluice.cluster.memory", 1, usual, &sim->memory,
            err) ||
        !conf_get_bytes(&sim->conf, "spark.memory.offHeap.size", 1, 0, &sim->off_heap,
            err))
        return false;
    if (sim->memory < 0)
        return err_set(err, ERR_ARGUMENT, "sluice.cluster.memory must not be negative");
    if (sim->off_heap < 0)
        return err_set(err, ERR_ARGUMENT,
            "'%s' in spark.memory.offHeap.size is invalid. The off-heap memory size must "
            "not be negative",
            conf_get(&sim->conf, "spark.memory.offHeap.size"));
    return true;
}

/* Of a list of folders, the first. */
static void set_folder(Sim *sim)
{
    const char *folders = conf_get(&sim->conf, "spark.local.dir");
    if (folders == NULL || folders[0] == '\0')
        return;
    Buffer first = {0};
    buffer_append(&first, folders, strcspn(folders, ","));
    Buffer inside = {0};
    if (!path_is_enclosed())
        blocks_set_folder(sim->blocks, buffer_text(&first));
    else if (path_append_absolute(&inside, buffer_text(&first), NULL))
        blocks_set_folder(sim->blocks, buffer_text(&inside));
    buffer_free(&inside);
    buffer_free(&first);
}

bool storage_init(Sim *sim, Err *err)
{
    bool proactive;
    if (!read_memory(sim, err) ||
        !conf_get_bool(&sim->conf, "spark.storage.replication.proactive", true,
            &proactive, err))
        return false;
    blocks_set_trace(sim->blocks, sim->options.trace, sim->options.clock);
    blocks_set_proactive(sim->blocks, proactive);
    set_folder(sim);
    for (int i = 0; i < sim->cluster.n_executors; i++)
        storage_add_executor(sim, i);
    return true;
}

void storage_add_executor(Sim *sim, int executor)
{
    BlockHome home = {.host = sim->cluster.executors[executor].host,
        .memory = sim->memory,
        .off_heap = sim->off_heap};
    blocks_add_executor(sim->blocks, executor, &home);
}

void storage_note_reads(Sim *sim, RddId rdd, int partition, int executor)
{
    const Rdd *whole = rdds_get(&sim->rdds, rdd);
    if (partition < whole->partitions) /* tests ask RDDs for more than they have */
        parts_touch(&sim->rdds, sim->blocks, whole, partition, executor);
}

int64_t storage_remote_bytes(const Sim *sim, RddId rdd, int partition, int executor)
{
    const Rdd *whole = rdds_get(&sim->rdds, rdd);
    if (sim->cluster.bandwidth == 0 || partition >= whole->partitions)
        return 0;
    return parts_remote_bytes(&sim->rdds, sim->blocks, whole, partition, executor);
}

bool storage_keep(Sim *sim, Block *block, int partition, Err *err)
{
    int64_t bytes = (int64_t)block->data.size;
    if (!blocks_store(sim->blocks, block, err))
        return err->code == ERR_NONE;
    if (!trace_is_on(sim->options.trace))
        return true;
    Buffer name = {0};
    block_id_append(&name, block->id);
    TRACE(sim->options.trace, sim_now(sim), TRACE_CACHED,
        trace_bytes(name.data, name.size), trace_int(block->id.first),
        trace_int(partition), trace_int(block->records), trace_int(bytes),
        trace_int(block->executor), trace_text(level_name(block->level)));
    buffer_free(&name);
    return true;
}
