// SPDX-License-Identifier: MIT
#include "vm/sched/cluster.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

enum { MAX_LOCAL_CORES = 4096 };

/* The number of threads in "[N]" or "[N,F]"; 0 if it is neither. */
static int parse_threads(const char *text)
{
    char *end;
    long threads = strtol(text, &end, 10);
    if (end == text || threads < 1 || threads > MAX_LOCAL_CORES)
        return 0;
    if (*end == ',') {
        const char *failures = end + 1;
        long count = strtol(failures, &end, 10);
        if (end == failures || count < 1)
            return 0;
    }
    return strcmp(end, "]") == 0 ? (int)threads : 0;
}

static bool parse_master(const char *master, const Conf *conf, int *cores, Err *err)
{
    int64_t all;
    if (!conf_get_int(conf, "sluice.cluster.cores", 4, &all, err))
        return false;
    if (all < 1 || all > MAX_LOCAL_CORES)
        return err_set(err, ERR_ARGUMENT,
            "sluice.cluster.cores must be from 1 to %d, got %lld", MAX_LOCAL_CORES,
            (long long)all);

    if (strcmp(master, "local") == 0)
        *cores = 1;
    else if (strcmp(master, "local[*]") == 0)
        *cores = (int)all;
    else if (strncmp(master, "local[", 6) == 0)
        *cores = parse_threads(master + 6);
    else
        *cores = 0;
    if (*cores > 0)
        return true;
    return err_set(err, ERR_SPARK,
        "Could not parse Master URL: '%s' (local, local[N] and local[*] are simulated, "
        "with N from 1 to %d)",
        master, MAX_LOCAL_CORES);
}

bool cluster_init(Cluster *cluster, const char *master, const Conf *conf, Err *err)
{
    int cores;
    if (!parse_master(master, conf, &cores, err))
        return false;

    cluster->executors = 1;
    cluster->cores = cores;
    cluster->n_free = cores;
    cluster->busy = mem_zero_alloc((size_t)cores * sizeof *cluster->busy);
    return true;
}

void cluster_free(Cluster *cluster)
{
    mem_free(cluster->busy);
    memset(cluster, 0, sizeof *cluster);
}

bool cluster_take(Cluster *cluster, CoreId *core)
{
    if (cluster->n_free == 0)
        return false;

    int total = cluster_total_cores(cluster);
    int first = 0;
    while (first < total && cluster->busy[first])
        first++;
    CHECK(first < total);
    cluster->busy[first] = true;
    cluster->n_free--;
    *core = (CoreId){first / cluster->cores, first % cluster->cores};
    return true;
}

void cluster_release(Cluster *cluster, CoreId core)
{
    int at = core.executor * cluster->cores + core.core;
    CHECK(cluster->busy[at]);
    cluster->busy[at] = false;
    cluster->n_free++;
}
