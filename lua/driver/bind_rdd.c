/* Host functions: making RDDs of RDDs, and what there is to know about one. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "lua/driver/bind.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"

static RddSet *rdds_of(lua_State *L)
{
    return &bind_check_sim(L)->rdds;
}

static const Rdd *check_rdd(lua_State *L, int argument)
{
    return rdds_get(rdds_of(L), bind_check_rdd(L, argument));
}

static int push_rdd(lua_State *L, const Rdd *rdd)
{
    lua_pushinteger(L, rdd->id);
    return 1;
}

/* The slices of parallelize: [i * L / n, (i + 1) * L / n). */
typedef struct Slices {
    Buffer *items;
    int n;
} Slices;

static int free_slices(lua_State *L)
{
    Slices *slices = lua_touserdata(L, 1);
    for (int i = 0; i < slices->n; i++)
        buffer_free(&slices->items[i]);
    mem_free(slices->items);
    *slices = (Slices){0};
    return 0;
}

static Slices *push_slices(lua_State *L, int n)
{
    Slices *slices = owned_push(L, sizeof *slices, "sluice.slices", free_slices);
    slices->items = mem_zero_alloc((size_t)(n > 0 ? n : 1) * sizeof *slices->items);
    slices->n = n;
    return slices;
}

/* collection(site, list, n) -> rdd; or nil, what is wrong with an element. With n < 1
 * it cannot be computed. */
static int collection(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_Integer n = luaL_checkinteger(L, 3);
    lua_Integer length = luaL_len(L, 2);
    luaL_argcheck(L, n <= 1000000, 3, "out of range");
    if (n <= 0)
        return push_rdd(L, rdds_add_impossible(rdds_of(L), &site));

    Slices *slices = push_slices(L, (int)n);
    for (lua_Integer slice = 0; slice < n; slice++) {
        for (lua_Integer i = slice * length / n; i < (slice + 1) * length / n; i++) {
            lua_rawgeti(L, 2, i + 1);
            const char *problem = value_encode(L, -1, &slices->items[slice]);
            if (problem != NULL) {
                lua_pushnil(L);
                lua_pushfstring(L, "element %d of the list is %s", (int)i + 1, problem);
                return 2;
            }
            lua_pop(L, 1);
        }
    }
    return push_rdd(L, rdds_add_collection(rdds_of(L), &site, slices->items, (int)n));
}

/* empty_rdd(site) -> rdd */
static int empty_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    return push_rdd(L, rdds_add_empty(rdds_of(L), &site));
}

/* A path that is not there is an error of the job that wants it. */
static int push_files(lua_State *L, TextFormat format, int least)
{
    CallSite site = bind_check_site(L, 1);
    const char *paths = luaL_checkstring(L, 2);
    Err err;
    TextSplits splits = {.format = format};
    bool found = text_splits_find(&splits, paths, least, &err);
    return push_rdd(L, rdds_add_text(rdds_of(L), &site, &splits, found ? NULL : &err));
}

/* text_rdd(site, paths, min_partitions) -> rdd */
static int text_rdd(lua_State *L)
{
    lua_Integer least = luaL_checkinteger(L, 3);
    luaL_argcheck(L, least >= 0 && least <= 1000000, 3, "out of range");
    return push_files(L, TEXT_LINES, (int)least);
}

/* object_rdd(site, paths) -> rdd of what save_objects wrote */
static int object_rdd(lua_State *L)
{
    return push_files(L, TEXT_OBJECTS, 1);
}

/* narrow_rdd(site, parent, op, options) -> rdd */
static int narrow_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    NarrowWork work = bind_check_narrow(L, 3, 4);
    int partitions = rdds_get(rdds_of(L), parent)->partitions;
    if (work.op == NARROW_ZIP_INDEX) {
        lua_getfield(L, 4, "starts");
        luaL_checktype(L, -1, LUA_TTABLE);
        work.starts = mem_zero_alloc((size_t)partitions * sizeof *work.starts);
        for (int i = 0; i < partitions; i++) {
            lua_rawgeti(L, -1, i + 1);
            work.starts[i] = lua_tointeger(L, -1);
            lua_pop(L, 1);
        }
    }
    const Rdd *made = rdds_add_narrow(rdds_of(L), &site, parent, &work);
    driver_unpin_function(driver_of(L), work.func);
    return push_rdd(L, made);
}

/* A list of RDDs, as a userdata that is left on the stack. */
static RddId *check_list(lua_State *L, int argument, int *n)
{
    luaL_checktype(L, argument, LUA_TTABLE);
    lua_Integer length = luaL_len(L, argument);
    RddId *list = lua_newuserdatauv(L, (size_t)(length + 1) * sizeof *list, 0);
    for (lua_Integer i = 0; i < length; i++) {
        lua_rawgeti(L, argument, i + 1);
        list[i] = bind_check_rdd(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    *n = (int)length;
    return list;
}

/* union_rdd(site, rdds) -> rdd */
static int union_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    int n;
    const RddId *parents = check_list(L, 2, &n);
    return push_rdd(L, rdds_add_union(rdds_of(L), &site, parents, n));
}

/* coalesced_rdd(site, parent, n) -> rdd */
static int coalesced_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    lua_Integer n = luaL_checkinteger(L, 3);
    luaL_argcheck(L, n >= 1 && n <= INT32_MAX, 3, "out of range");
    return push_rdd(L, rdds_add_coalesced(rdds_of(L), &site, parent, (int)n));
}

/* combined_rdd(site, parent, aggregator, partitioner) -> rdd */
static int combined_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    Aggregator aggregator = bind_check_aggregator(L, 3);
    Partitioner *partitioner = bind_check_partitioner(L, 4);
    const Rdd *made =
        rdds_add_combined(rdds_of(L), &site, parent, &aggregator, partitioner);
    driver_unpin_function(driver_of(L), aggregator.create);
    driver_unpin_function(driver_of(L), aggregator.merge);
    driver_unpin_function(driver_of(L), aggregator.join);
    return push_rdd(L, made);
}

/* partitioned_rdd(site, parent, partitioner) -> rdd, perhaps the parent itself */
static int partitioned_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    Partitioner *partitioner = bind_check_partitioner(L, 3);
    return push_rdd(L, rdds_add_partitioned(rdds_of(L), &site, parent, partitioner));
}

/* shuffled_rdd(site, parent, partitioner) -> rdd, through a shuffle in any case */
static int shuffled_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    Partitioner *partitioner = bind_check_partitioner(L, 3);
    return push_rdd(L,
        rdds_add_sorted(rdds_of(L), &site, parent, partitioner, ORDER_NONE));
}

/* sorted_rdd(site, parent, partitioner, ascending) -> rdd */
static int sorted_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId parent = bind_check_rdd(L, 2);
    Partitioner *partitioner = bind_check_partitioner(L, 3);
    KeyOrder order = lua_toboolean(L, 4) ? ORDER_ASCENDING : ORDER_DESCENDING;
    return push_rdd(L, rdds_add_sorted(rdds_of(L), &site, parent, partitioner, order));
}

/* cogrouped_rdd(site, rdds, partitioner) -> rdd */
static int cogrouped_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    Partitioner *partitioner = bind_check_partitioner(L, 3);
    int n;
    const RddId *parents = check_list(L, 2, &n);
    return push_rdd(L, rdds_add_cogrouped(rdds_of(L), &site, parents, n, partitioner));
}

/* subtracted_rdd(site, left, right, partitioner) -> rdd */
static int subtracted_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId left = bind_check_rdd(L, 2);
    RddId right = bind_check_rdd(L, 3);
    Partitioner *partitioner = bind_check_partitioner(L, 4);
    return push_rdd(L,
        rdds_add_subtracted(rdds_of(L), &site, left, right, partitioner));
}

/* cartesian_rdd(site, left, right) -> rdd */
static int cartesian_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId left = bind_check_rdd(L, 2);
    RddId right = bind_check_rdd(L, 3);
    return push_rdd(L, rdds_add_cartesian(rdds_of(L), &site, left, right));
}

/* zipped_rdd(site, rdds [, options]) -> rdd: of 2 to 4 RDDs, record by record; or, with
 * options.f, what it makes of the list of each partition; options.keeps */
static int zipped_rdd(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    lua_settop(L, 3);
    lua_pushliteral(L, "same");
    NarrowWork work = bind_check_narrow(L, 4, 3);
    int n;
    const RddId *parents = check_list(L, 2, &n);
    luaL_argcheck(L, n >= 2 && n <= 4, 2, "2 to 4 RDDs");
    return push_rdd(L, rdds_add_zipped(rdds_of(L), &site, parents, n, &work));
}

/* What there is to know. */

/* rdd_partitions(rdd) -> how many. From now on it is settled what they are made of. */
static int rdd_partitions(lua_State *L)
{
    const Rdd *rdd = check_rdd(L, 1);
    const Sim *sim = bind_check_sim(L);
    rdds_settle(rdds_of(L), rdd->id, sim->blocks, sim->next_job - 1);
    lua_pushinteger(L, rdd->partitions);
    return 1;
}

/* rdd_stream(rdd) -> number of the stream that made it, or nothing */
static int rdd_stream(lua_State *L)
{
    const Rdd *rdd = rdds_find(rdds_of(L), (RddId)luaL_checkinteger(L, 1));
    if (rdd == NULL || rdd->stream == STREAM_NONE)
        return 0;
    lua_pushinteger(L, rdd->stream);
    return 1;
}

/* rdd_partitioner(rdd) -> partitioner, or nothing */
static int rdd_partitioner(lua_State *L)
{
    const Rdd *rdd = check_rdd(L, 1);
    if (rdd->partitioner == NULL)
        return 0;
    bind_push_partitioner(L, partitioner_share(rdd->partitioner));
    return 1;
}

/* rdd_level(rdd) -> name of its storage level */
static int rdd_level(lua_State *L)
{
    lua_pushstring(L, level_name(check_rdd(L, 1)->level));
    return 1;
}

/* set_rdd_level(rdd, level) -> true. Spark: a level cannot be changed. */
static int set_rdd_level(lua_State *L)
{
    Rdd *rdd = rdds_get(rdds_of(L), bind_check_rdd(L, 1));
    StorageLevel level;
    luaL_argcheck(L, level_find(luaL_checkstring(L, 2), &level), 2,
        "no such storage level");

    Err err;
    if (rdd->level != LEVEL_NONE && rdd->level != level) {
        err_set(&err, ERR_SPARK_UNSUPPORTED,
            "Cannot change storage level of an RDD after it was already assigned a "
            "level");
        return bind_fail(L, &err);
    }
    rdd->level = level;
    lua_pushboolean(L, true);
    return 1;
}

/* unpersist_rdd(rdd) */
static int unpersist_rdd(lua_State *L)
{
    Sim *sim = bind_check_sim(L);
    Rdd *rdd = rdds_get(&sim->rdds, bind_check_rdd(L, 1));
    rdd_drop_kept(rdd, sim->blocks);
    rdd->level = LEVEL_NONE;
    return 0;
}

/* checkpoint_rdd(rdd): the next job that uses it writes it to files */
static int checkpoint_rdd(lua_State *L)
{
    Rdd *rdd = rdds_get(rdds_of(L), bind_check_rdd(L, 1));
    if (!rdd->checkpointed)
        rdd->checkpoint_wanted = true;
    return 0;
}

/* rdd_checkpoint(rdd) -> folder of its files, or nothing */
static int rdd_checkpoint(lua_State *L)
{
    const Rdd *rdd = check_rdd(L, 1);
    if (!rdd->checkpointed)
        return 0;
    lua_pushstring(L, rdds_get(rdds_of(L), rdd->deps[0].parent)->folder);
    return 1;
}

/* rdd_name(rdd) -> name, or nothing; set_rdd_name(rdd, name) */
static int rdd_name(lua_State *L)
{
    const Rdd *rdd = check_rdd(L, 1);
    if (rdd->name == NULL)
        return 0;
    lua_pushstring(L, rdd->name);
    return 1;
}

static int set_rdd_name(lua_State *L)
{
    Rdd *rdd = rdds_get(rdds_of(L), bind_check_rdd(L, 1));
    rdd->name = driver_intern(driver_of(L), luaL_checkstring(L, 2));
    return 0;
}

/* rdd_cost(rdd, us) -> whether it calls a function, so that each record which that gets
 * costs so much from now on */
static int rdd_cost(lua_State *L)
{
    Rdd *rdd = rdds_get(rdds_of(L), bind_check_rdd(L, 1));
    lua_Integer us = luaL_checkinteger(L, 2);

    bool charged = rdd_has_function(rdd);
    if (charged)
        rdd->cost = us;

    lua_pushboolean(L, charged);
    return 1;
}

/* rdd_op(rdd) -> the operator that made it */
static int rdd_op(lua_State *L)
{
    lua_pushstring(L, check_rdd(L, 1)->site.op);
    return 1;
}

/* rdd_id(rdd) -> the number that Spark gives it in its application */
static int rdd_id(lua_State *L)
{
    lua_pushinteger(L, check_rdd(L, 1)->number);
    return 1;
}

/* Pushes a text that `append` makes. */
static int rdd_text(lua_State *L)
{
    Buffer *text = owned_push_buffer(L);
    rdd_append_text(text, check_rdd(L, 1));
    lua_pushlstring(L, buffer_text(text), text->size);
    return 1;
}

static int rdd_lineage(lua_State *L)
{
    const Sim *sim = bind_check_sim(L);
    const Rdd *rdd = check_rdd(L, 1);

    Err err;
    if (!rdds_check_depth(&sim->rdds, rdd->id, &err))
        bind_raise(L, err.code, err.message);
    Buffer *text = owned_push_buffer(L);
    rdd_append_lineage(text, &sim->rdds, rdd, sim->blocks);
    lua_pushlstring(L, buffer_text(text), text->size);
    return 1;
}

const luaL_Reg bind_rdd_functions[] = {
    {"collection", collection},
    {"empty_rdd", empty_rdd},
    {"text_rdd", text_rdd},
    {"object_rdd", object_rdd},
    {"narrow_rdd", narrow_rdd},
    {"union_rdd", union_rdd},
    {"coalesced_rdd", coalesced_rdd},
    {"combined_rdd", combined_rdd},
    {"partitioned_rdd", partitioned_rdd},
    {"shuffled_rdd", shuffled_rdd},
    {"sorted_rdd", sorted_rdd},
    {"cogrouped_rdd", cogrouped_rdd},
    {"subtracted_rdd", subtracted_rdd},
    {"cartesian_rdd", cartesian_rdd},
    {"zipped_rdd", zipped_rdd},
    {"rdd_partitions", rdd_partitions},
    {"rdd_stream", rdd_stream},
    {"rdd_partitioner", rdd_partitioner},
    {"rdd_level", rdd_level},
    {"set_rdd_level", set_rdd_level},
    {"unpersist_rdd", unpersist_rdd},
    {"checkpoint_rdd", checkpoint_rdd},
    {"rdd_checkpoint", rdd_checkpoint},
    {"rdd_cost", rdd_cost},
    {"rdd_op", rdd_op},
    {"rdd_id", rdd_id},
    {"rdd_name", rdd_name},
    {"set_rdd_name", set_rdd_name},
    {"rdd_text", rdd_text},
    {"rdd_lineage", rdd_lineage},
    {NULL, NULL},
};
