// SPDX-License-Identifier: MIT
#include "vm/sched/pools.h"

#include <string.h>
#include <strings.h>

#include "vm/base/mem.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

bool pools_init(Pools *pools, const Conf *conf, Err *err)
{
    *pools = (Pools){0};
    const char *mode = conf_get(conf, "spark.scheduler.mode");
    if (conf_get(conf, "spark.scheduler.allocation.file") != NULL)
        return err_set(err, ERR_UNSUPPORTED,
            "spark.scheduler.allocation.file is not read: every pool has weight 1 and "
            "minShare 0");
    if (mode != NULL && strcasecmp(mode, "NONE") == 0)
        return err_set(err, ERR_ARGUMENT,
            "Unsupported scheduling mode: NONE. Use FAIR or FIFO instead.");
    pools->fair = mode != NULL && strcasecmp(mode, "FAIR") == 0;
    if (mode != NULL && !pools->fair && strcasecmp(mode, "FIFO") != 0)
        return err_set(err, ERR_SPARK, "Unrecognized spark.scheduler.mode: %s", mode);
    return true;
}

void pools_free(Pools *pools)
{
    for (int i = 0; i < pools->count; i++) {
        mem_free(pools->items[i]->name);
        mem_free(pools->items[i]);
    }
    mem_free(pools->items);
    *pools = (Pools){0};
}

Pool *pools_get(Pools *pools, const char *name)
{
    if (name == NULL || !pools->fair)
        name = "default";
    for (int i = 0; i < pools->count; i++) {
        if (strcmp(pools->items[i]->name, name) == 0)
            return pools->items[i];
    }
    Pool *pool = mem_zero_alloc(sizeof *pool);
    pool->name = mem_copy_string(name);
    pool->weight = 1;
    pools->items =
        mem_grow(pools->items, &pools->capacity, pools->count + 1, sizeof(Pool *));
    pools->items[pools->count++] = pool;
    return pool;
}

/* Below its share a pool comes first, and the less of it it has, the earlier. */
bool pool_comes_before(const Pool *a, const Pool *b)
{
    bool a_needs = a->running < a->min_share;
    bool b_needs = b->running < b->min_share;
    if (a_needs != b_needs)
        return a_needs;
    /* Products in place of quotients: a share that is needed is not 0. */
    int64_t a_share = a_needs ? a->min_share : a->weight;
    int64_t b_share = b_needs ? b->min_share : b->weight;
    int64_t a_has = a->running * b_share;
    int64_t b_has = b->running * a_share;
    return a_has != b_has ? a_has < b_has : strcmp(a->name, b->name) < 0;
}

static bool set_comes_before(const TaskSet *a, const TaskSet *b)
{
    const Pool *pool_a = a->job->spec.pool;
    const Pool *pool_b = b->job->spec.pool;
    if (pool_a != pool_b)
        return pool_comes_before(pool_a, pool_b);
    if (a->job->id != b->job->id)
        return a->job->id < b->job->id;
    return a->stage < b->stage;
}

void pools_sort(const Pools *pools, TaskSet **sets)
{
    if (!pools->fair)
        return;
    TaskSet *sorted = NULL;
    while (*sets != NULL) {
        TaskSet *set = *sets;
        *sets = set->following;
        TaskSet **at = &sorted;
        while (*at != NULL && !set_comes_before(set, *at))
            at = &(*at)->following;
        set->following = *at;
        *at = set;
    }
    *sets = sorted;
}
