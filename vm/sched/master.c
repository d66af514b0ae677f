// SPDX-License-Identifier: MIT
#include "vm/sched/master.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CORES = 4096, LEAST_MEMORY_MB = 1 };

/* Reads "A]", "A,B]" and so on into numbers from 1 to MAX_CORES; returns how many there
 * are, 0 if it is anything else. Spark allows blanks around the numbers. */
static int parse_numbers(const char *text, int *numbers, int most)
{
    int n = 0;
    while (n < most) {
        char *end;
        text += strspn(text, " ");
        long number = strtol(text, &end, 10);
        if (end == text || number < 1 || number > INT32_MAX)
            return 0;
        numbers[n++] = (int)number;
        text = end + strspn(end, " ");
        if (*text != ',')
            break;
        text++;
    }
    return strcmp(text, "]") == 0 ? n : 0;
}

static bool parse_local(const char *text, Master *master)
{
    int numbers[2];
    int n = parse_numbers(text, numbers, 2);
    *master = (Master){.local = true, .executors = 1};
    if (n > 0)
        master->cores = numbers[0];
    if (n > 1)
        master->failures = numbers[1];
    return n > 0 && master->cores <= MAX_CORES;
}

static bool parse_local_cluster(const char *text, Master *master)
{
    int numbers[3];
    if (parse_numbers(text, numbers, 3) != 3)
        return false;
    *master =
        (Master){.executors = numbers[0], .cores = numbers[1], .memory_mb = numbers[2]};
    return master->executors <= MASTER_MOST_EXECUTORS && master->cores <= MAX_CORES &&
        master->memory_mb >= LEAST_MEMORY_MB;
}

static bool parse_master(const char *text, int all_cores, Master *master)
{
    static const char LOCAL[] = "local[";
    static const char LOCAL_CLUSTER[] = "local-cluster[";
    *master = (Master){.local = true, .executors = 1, .cores = 1};
    if (strcmp(text, "local") == 0)
        return true;
    if (strcmp(text, "local[*]") == 0) {
        master->cores = all_cores;
        return true;
    }
    if (strncmp(text, LOCAL, sizeof LOCAL - 1) == 0)
        return parse_local(text + sizeof LOCAL - 1, master);
    return strncmp(text, LOCAL_CLUSTER, sizeof LOCAL_CLUSTER - 1) == 0 &&
        parse_local_cluster(text + sizeof LOCAL_CLUSTER - 1, master);
}

static bool read_cores(const char *text, const Conf *conf, Master *master, Err *err)
{
    int64_t all;
    if (!conf_get_int(conf, "sluice.cluster.cores", 4, &all, err))
        return false;
    if (all < 1 || all > MAX_CORES)
        return err_set(err, ERR_ARGUMENT,
            "sluice.cluster.cores must be from 1 to %d, got %" PRId64, MAX_CORES, all);
    if (parse_master(text, (int)all, master))
        return true;
    return err_set(err, ERR_SPARK,
        "Could not parse Master URL: '%s' (local, local[N], local[*], local[N,F] and "
        "local-cluster[EXECUTORS,CORES,MB] are simulated, with at most %d cores each)",
        text, MAX_CORES);
}

static bool read_failures(const Conf *conf, Master *master, Err *err)
{
    /* Spark: a local master does not look at the setting. */
    int64_t value = master->failures > 0 ? master->failures : 1;
    if (!master->local && !conf_get_int(conf, "spark.task.maxFailures", 4, &value, err))
        return false;
    if (value < 1 || value > INT32_MAX)
        return err_set(err, ERR_ARGUMENT,
            "spark.task.maxFailures must be at least 1, got %" PRId64, value);
    master->failures = (int)value;
    return true;
}

bool master_read(Master *master, const char *text, const Conf *conf, Err *err)
{
    return read_cores(text, conf, master, err) && read_failures(conf, master, err);
}
