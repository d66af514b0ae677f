// SPDX-License-Identifier: MIT
#include "vm/sched/cluster.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/master.h"

enum { BITS = 64, MAX_NODES = 4096 };

/* Settings. */

static bool read_nodes(Cluster *cluster, const Conf *conf, Err *err)
{
    int64_t nodes;
    if (!conf_get_int(conf, "sluice.cluster.nodes", 0, &nodes, err))
        return false;
    if (nodes < 0 || nodes > MAX_NODES)
        return err_set(err, ERR_ARGUMENT,
            "sluice.cluster.nodes must be from 1 to %d, or 0 for a node for each "
            "executor, got %" PRId64,
            MAX_NODES, nodes);
    cluster->n_nodes = (int)nodes;
    return true;
}

static bool read_bandwidth(Cluster *cluster, const Conf *conf, Err *err)
{
    if (!conf_get_int(conf, "sluice.cluster.bandwidth", 0, &cluster->bandwidth, err))
        return false;
    return cluster->bandwidth >= 0 ||
        err_set(err, ERR_ARGUMENT,
            "sluice.cluster.bandwidth must be bytes a second, or 0 for no limit, got "
            "%" PRId64,
            cluster->bandwidth);
}

/* "1,1,0.5": one after the other. */
static bool read_speeds(Cluster *cluster, const Conf *conf, Err *err)
{
    const char *text = conf_get(conf, "sluice.cluster.speeds");
    int capacity = 0;
    for (const char *at = text; at != NULL;) {
        char *end;
        double speed = strtod(at, &end);
        end += strspn(end, " ");
        if (end == at || (*end != ',' && *end != '\0') || !isfinite(speed) ||
            speed <= 0)
            return err_set(err, ERR_ARGUMENT,
                "sluice.cluster.speeds must be numbers above 0 with commas between "
                "them, such as 1,1,0.5, got '%s'",
                text);
        cluster->speeds = mem_grow(cluster->speeds, &capacity, cluster->n_speeds + 1,
            sizeof *cluster->speeds);
        cluster->speeds[cluster->n_speeds++] = speed;
        at = *end == ',' ? end + 1 : NULL;
    }
    return true;
}

bool cluster_init(Cluster *cluster, const char *master, const Conf *conf, Err *err)
{
    Master said = {0};
    *cluster = (Cluster){0};
    if (!master_read(&said, master, conf, err) || !read_nodes(cluster, conf, err) ||
        !read_bandwidth(cluster, conf, err) || !read_speeds(cluster, conf, err)) {
        cluster_free(cluster);
        return false;
    }
    cluster->local = said.local;
    cluster->cores = said.cores;
    cluster->task_failures = said.failures;
    cluster->memory = (int64_t)said.memory_mb << 20;
    for (int i = 0; i < said.executors; i++)
        cluster_add(cluster);
    return true;
}

void cluster_free(Cluster *cluster)
{
    for (int i = 0; i < cluster->n_executors; i++) {
        mem_free(cluster->executors[i].id);
        mem_free(cluster->executors[i].host);
        mem_free(cluster->executors[i].free);
    }
    mem_free(cluster->executors);
    mem_free(cluster->speeds);
    mem_free(cluster->factors);
    mem_free(cluster->free);
    memset(cluster, 0, sizeof *cluster);
}

/* Executors. */

static char *name_of(const char *before, int number)
{
    Buffer name = {0};
    buffer_printf(&name, "%s%d", before, number);
    char *copy = mem_copy_string(buffer_text(&name));
    buffer_free(&name);
    return copy;
}

static void set_bit(uint64_t *bits, int number)
{
    bits[number / BITS] |= UINT64_C(1) << number % BITS;
}

static void clear_bit(uint64_t *bits, int number)
{
    bits[number / BITS] &= ~(UINT64_C(1) << number % BITS);
}

static double speed_of(const Cluster *cluster, int executor, int node)
{
    double speed = 1;
    if (cluster->n_speeds > 0) {
        int last = cluster->n_speeds - 1;
        speed = cluster->speeds[executor < last ? executor : last];
    }
    bool is_slow = node < cluster->n_factors && cluster->factors[node] > 0;
    return is_slow ? speed / cluster->factors[node] : speed;
}

static uint64_t *all_free(int cores)
{
    uint64_t *bits = mem_zero_alloc((size_t)(cores + BITS - 1) / BITS * sizeof *bits);
    for (int i = 0; i < cores; i++)
        set_bit(bits, i);
    return bits;
}

static void note_free(Cluster *cluster, int executor)
{
    int words = executor / BITS + 1;
    cluster->free =
        mem_grow(cluster->free, &cluster->free_capacity, words, sizeof *cluster->free);
    while (cluster->free_words < words)
        cluster->free[cluster->free_words++] = 0;
    set_bit(cluster->free, executor);
}

int cluster_add(Cluster *cluster)
{
    int number = cluster->n_executors;
    int node = cluster->n_nodes > 0 ? number % cluster->n_nodes : number;
    cluster->executors = mem_grow(cluster->executors, &cluster->executors_capacity,
        number + 1, sizeof *cluster->executors);
    cluster->executors[cluster->n_executors++] = (Executor){
        .id = cluster->local ? mem_copy_string("driver") : name_of("", number),
        .host = cluster->local ? mem_copy_string("localhost") : name_of("node-", node),
        .node = node,
        .alive = true,
        .speed = speed_of(cluster, number, node),
        .free = all_free(cluster->cores),
        .n_free = cluster->cores,
    };
    note_free(cluster, number);
    cluster->n_free += cluster->cores;
    cluster->n_alive++;
    return number;
}

void cluster_lose(Cluster *cluster, int executor)
{
    Executor *lost = &cluster->executors[executor];
    CHECK(lost->alive);
    lost->alive = false;
    clear_bit(cluster->free, executor);
    cluster->n_free -= lost->n_free;
    lost->n_free = 0;
    cluster->n_alive--;
}

static int count_free(const Cluster *cluster, int executor)
{
    int n = 0;
    for (int i = 0; i < cluster->cores; i++)
        n += cluster_is_free(cluster, (CoreId){executor, i});
    return n;
}

void cluster_set_reached(Cluster *cluster, int number, bool reached)
{
    Executor *executor = &cluster->executors[number];
    CHECK(executor->alive && executor->cut_off == reached);
    int n_free = reached ? count_free(cluster, number) : 0;
    executor->cut_off = !reached;
    cluster->n_free += n_free - executor->n_free;
    executor->n_free = n_free;
    if (n_free > 0)
        set_bit(cluster->free, number);
    else
        clear_bit(cluster->free, number);
}

void cluster_slow_node(Cluster *cluster, int node, double factor)
{
    CHECK(factor > 0);
    cluster->factors = mem_grow(cluster->factors, &cluster->factors_capacity, node + 1,
        sizeof *cluster->factors);
    while (cluster->n_factors <= node)
        cluster->factors[cluster->n_factors++] = 0;
    cluster->factors[node] = factor;
    for (int i = 0; i < cluster->n_executors; i++) {
        if (cluster->executors[i].node == node)
            cluster->executors[i].speed = speed_of(cluster, i, node);
    }
}

/* Cores. */

static int lowest_bit(uint64_t bits)
{
    return __builtin_ctzll(bits);
}

int cluster_find_free(const Cluster *cluster, int from, const uint64_t *wanted,
    int words)
{
    int first = from / BITS;
    int n = wanted == NULL || words > cluster->free_words ? cluster->free_words : words;
    for (int i = first; i < n; i++) {
        uint64_t bits = cluster->free[i];
        if (wanted != NULL)
            bits &= wanted[i];
        if (i == first)
            bits &= ~UINT64_C(0) << from % BITS;
        if (bits != 0)
            return i * BITS + lowest_bit(bits);
    }
    return -1;
}

CoreId cluster_take_at(Cluster *cluster, int number)
{
    Executor *executor = &cluster->executors[number];
    CHECK(executor->alive && executor->n_free > 0);
    int word = 0;
    while (executor->free[word] == 0)
        word++;
    CoreId core = {number, word * BITS + lowest_bit(executor->free[word])};
    clear_bit(executor->free, core.core);
    cluster->n_free--;
    if (--executor->n_free == 0)
        clear_bit(cluster->free, number);
    cluster->turn = number + 1;
    return core;
}

bool cluster_take(Cluster *cluster, CoreId *core)
{
    if (cluster->n_free == 0)
        return false;
    int executor = cluster_find_free(cluster, cluster->turn, NULL, 0);
    if (executor < 0)
        executor = cluster_find_free(cluster, 0, NULL, 0);
    *core = cluster_take_at(cluster, executor);
    return true;
}

void cluster_release(Cluster *cluster, CoreId core)
{
    Executor *executor = &cluster->executors[core.executor];
    CHECK((executor->free[core.core / BITS] >> core.core % BITS & 1) == 0);
    set_bit(executor->free, core.core);
    if (!executor->alive || executor->cut_off)
        return;
    set_bit(cluster->free, core.executor);
    executor->n_free++;
    cluster->n_free++;
}

int cluster_total_cores(const Cluster *cluster)
{
    return cluster->n_alive * cluster->cores;
}

bool cluster_is_free(const Cluster *cluster, CoreId core)
{
    const Executor *executor = &cluster->executors[core.executor];
    return executor->alive &&
        (executor->free[core.core / BITS] >> core.core % BITS & 1) != 0;
}

static void check_executor(const Cluster *cluster, int number)
{
    const Executor *executor = &cluster->executors[number];
    int n_free = executor->cut_off ? 0 : count_free(cluster, number);
    CHECK_SAYS(executor->n_free == n_free,
        "executor %d has %d free cores, counted as %d", number, n_free,
        executor->n_free);
    bool offered = (cluster->free[number / BITS] >> number % BITS & 1) != 0;
    CHECK_SAYS(offered == (n_free > 0), "executor %d has %d free cores and is %s",
        number, n_free, offered ? "asked for one" : "not asked");
}

void cluster_check(const Cluster *cluster)
{
    int n_alive = 0;
    int n_free = 0;
    for (int i = 0; i < cluster->n_executors; i++) {
        check_executor(cluster, i);
        n_alive += cluster->executors[i].alive;
        n_free += cluster->executors[i].n_free;
    }
    CHECK_SAYS(n_alive == cluster->n_alive, "%d executors live, counted as %d", n_alive,
        cluster->n_alive);
    CHECK_SAYS(n_free == cluster->n_free, "%d cores are free, counted as %d", n_free,
        cluster->n_free);
}
