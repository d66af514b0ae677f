/* Host functions: partitioners by ranges of keys, which sample an RDD with jobs.
 * Spark: RangePartitioner. */
// SPDX-License-Identifier: MIT
#include "lua/base/owned.h"
#include "lua/driver/action_call.h"
#include "lua/driver/bind.h"
#include "vm/base/mem.h"
#include "vm/graph/lineage.h"
#include "vm/store/compare.h"
#include "vm/store/ranges.h"
#include "vm/store/record.h"

/* Stack of range_partitioner. */
enum { AT_SITE = 1, AT_RDD, AT_COUNT, AT_ASCENDING, AT_RANGES };

/* Frees what Ranges own, whatever Lua raises. */
static int free_ranges(lua_State *L)
{
    ranges_free(lua_touserdata(L, 1));
    return 0;
}

static Ranges *push_ranges(lua_State *L, int n, int inputs)
{
    Ranges *ranges = owned_push(L, sizeof *ranges, "sluice.ranges", free_ranges);
    ranges_init(ranges, n, inputs);
    return ranges;
}

static int give_partitioner(lua_State *L, Ranges *ranges)
{
    RangeBounds bounds = {0};
    const char *unlike[2];
    if (!ranges_find_bounds(ranges, &bounds, unlike))
        return luaL_error(L, "%s cannot compare a %s with a %s",
            bind_check_site(L, AT_SITE).op, record_kind(unlike[0]),
            record_kind(unlike[1]));
    bind_push_partitioner(L,
        partitioner_new_range(&bounds, lua_toboolean(L, AT_ASCENDING)));
    return 1;
}

static int add_samples(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    const Call *call = (const Call *)context;
    Ranges *ranges = lua_touserdata(L, AT_RANGES);
    for (int i = 0; i < call->n; i++)
        ranges_add_sample(ranges, call->results[i].data.data,
            call->results[i].data.size);
    return give_partitioner(L, ranges);
}

static JobSpec collect_spec(const CallSite *site, RddId rdd)
{
    return (JobSpec){.rdd = rdd,
        .name = site->op,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
}

/* Partitions that hold far more than others are sampled again. */
static int run_again(lua_State *L, Ranges *ranges)
{
    CallSite site = bind_check_site(L, AT_SITE);
    RddId rdd = bind_check_rdd(L, AT_RDD);
    RddSet *rdds = &driver_of(L)->sim->rdds;
    RddId keys = rdds_add_plain_narrow(rdds, &site, rdd, NARROW_KEYS, FUNC_NONE)->id;
    RddId pruned = rdds_add_plain_narrow(rdds, &site, keys, NARROW_SAME, FUNC_NONE)->id;
    NarrowWork work = {.op = NARROW_SAMPLE,
        .func = FUNC_NONE,
        .inverse = FUNC_NONE,
        .number = ranges_resample_seed(rdd),
        .fraction = ranges_fraction(ranges)};
    JobSpec spec = collect_spec(&site, RDD_NONE);
    Call *call = call_push(L, &spec);
    call_make_room(call, ranges_imbalanced(ranges));
    work.starts = mem_zero_alloc((size_t)ranges->inputs * sizeof *work.starts);
    int n = 0;
    for (int i = 0; i < ranges->inputs; i++) {
        if (!ranges_is_imbalanced(ranges, i))
            continue;
        work.starts[i] = n;
        call->partitions[n++] = i;
    }
    call->spec.rdd = rdds_add_narrow(rdds, &site, pruned, &work)->id;
    return call_run_list(L, call, n, add_samples);
}

static int add_sketches(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    const Call *call = (const Call *)context;
    Ranges *ranges = lua_touserdata(L, AT_RANGES);
    for (int i = 0; i < call->n; i++) {
        const char *count = record_first(call->results[i].data.data);
        const char *list = record_next(count);
        const char *first = record_first(list);
        ranges_add_sketch(ranges, record_int(count), first,
            (size_t)(record_next(list) - first));
    }
    return ranges_imbalanced(ranges) > 0 ? run_again(L, ranges)
                                         : give_partitioner(L, ranges);
}

/* range_partitioner(site, rdd, n, ascending) -> partitioner of at most n ranges of
 * keys, found with a job over a sample of them, or two */
static int range_partitioner(lua_State *L)
{
    CallSite site = bind_check_site(L, AT_SITE);
    RddId rdd = bind_check_rdd(L, AT_RDD);
    lua_Integer n = luaL_checkinteger(L, AT_COUNT);
    luaL_argcheck(L, n >= 0 && n <= INT32_MAX, AT_COUNT, "out of range");
    lua_settop(L, AT_ASCENDING);

    call_check_input(L, rdd);
    RddSet *rdds = &driver_of(L)->sim->rdds;
    int inputs = rdds_get(rdds, rdd)->partitions;
    if (n <= 1) {
        RangeBounds none = {0};
        bind_push_partitioner(L,
            partitioner_new_range(&none, lua_toboolean(L, AT_ASCENDING)));
        return 1;
    }
    /* A job even if there is nothing to look at. */
    const Ranges *ranges = push_ranges(L, (int)n, inputs);
    RddId keys = rdds_add_plain_narrow(rdds, &site, rdd, NARROW_KEYS, FUNC_NONE)->id;
    NarrowWork work = {.op = NARROW_SKETCH,
        .func = FUNC_NONE,
        .inverse = FUNC_NONE,
        .number = ranges_sample_size(ranges->n, inputs)};
    JobSpec spec = collect_spec(&site, rdds_add_narrow(rdds, &site, keys, &work)->id);
    return call_run(L, call_push(L, &spec), 0, inputs, add_sketches);
}

const luaL_Reg bind_ranges_functions[] = {
    {"range_partitioner", range_partitioner},
    {NULL, NULL},
};
