/* Host functions: RDDs and the jobs that actions start. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/bind.h"
#include "lua/value.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

/* What an action has in hand while Lua may raise: freed by __gc, whatever happens. */
typedef struct Action {
    TaskResult *results;
    int n;
    int *partitions;
    Buffer text;
} Action;

static void clear_action(Action *action)
{
    for (int i = 0; i < action->n; i++)
        task_result_free(&action->results[i]);
    mem_free(action->results);
    mem_free(action->partitions);
    buffer_free(&action->text);
    *action = (Action){0};
}

static int free_action(lua_State *L)
{
    clear_action(lua_touserdata(L, 1));
    return 0;
}

static Action *push_action(lua_State *L)
{
    Action *action = lua_newuserdatauv(L, sizeof *action, 0);
    *action = (Action){0};
    if (luaL_newmetatable(L, "sluice.action")) {
        lua_pushcfunction(L, free_action);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return action;
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
    Slices *slices = lua_newuserdatauv(L, sizeof *slices, 0);
    *slices = (Slices){0};
    if (luaL_newmetatable(L, "sluice.slices")) {
        lua_pushcfunction(L, free_slices);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    slices->items = mem_zero_alloc((size_t)(n > 0 ? n : 1) * sizeof *slices->items);
    slices->n = n;
    return slices;
}

/* parallelize(list, n, op) -> rdd; or nil, what is wrong with an element */
static int parallelize(lua_State *L)
{
    Sim *sim = bind_check_sim(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer n = luaL_checkinteger(L, 2);
    const char *op = driver_intern(driver_of(L), luaL_checkstring(L, 3));
    lua_Integer length = luaL_len(L, 1);
    luaL_argcheck(L, n >= 0 && n <= 1000000, 2, "out of range");

    Slices *slices = push_slices(L, (int)n);
    for (lua_Integer slice = 0; slice < n; slice++) {
        for (lua_Integer i = slice * length / n; i < (slice + 1) * length / n; i++) {
            lua_rawgeti(L, 1, i + 1);
            const char *problem = value_encode(L, -1, &slices->items[slice]);
            if (problem != NULL) {
                lua_pushnil(L);
                lua_pushfstring(L, "element %d of the list is %s", (int)i + 1, problem);
                return 2;
            }
            lua_pop(L, 1);
        }
    }
    lua_pushinteger(L, sim_add_collection(sim, op, slices->items, (int)n));
    return 1;
}

static int rdd_partitions(lua_State *L)
{
    RddId id = bind_check_rdd(L, 1);
    lua_pushinteger(L, rdds_find(&driver_of(L)->sim->rdds, id)->partitions);
    return 1;
}

/* Runs a job over partitions [from, to). Raises the job's failure. The results are in
 * *action until the next call. */
static void run(lua_State *L, Action *action, JobSpec *spec, int from, int to)
{
    Driver *driver = driver_of(L);
    for (int i = 0; i < action->n; i++)
        task_result_free(&action->results[i]);
    action->n = to - from;
    size_t room = (size_t)(action->n > 0 ? action->n : 1);
    action->results = mem_realloc(action->results, room * sizeof *action->results);
    memset(action->results, 0, room * sizeof *action->results);
    action->partitions = mem_realloc(action->partitions, room * sizeof(int));
    for (int i = 0; i < action->n; i++)
        action->partitions[i] = from + i;
    spec->partitions = action->partitions;
    spec->n_partitions = action->n;

    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    if (sim_run_job(driver->sim, spec, action->results, &failure, &ended))
        return;
    if (ended)
        driver_unwind(L);
    driver_push_failure(L, &failure);
    failure_free(&failure);
    lua_error(L);
}

static JobSpec check_action(lua_State *L, ActionKind kind)
{
    JobSpec spec = {.rdd = bind_check_rdd(L, 1), .action = kind, .limit = -1};
    return spec;
}

/* collect(rdd, name) -> list */
static int collect(lua_State *L)
{
    JobSpec spec = check_action(L, ACTION_COLLECT);
    spec.name = driver_intern(driver_of(L), luaL_checkstring(L, 2));
    int partitions = rdds_find(&driver_of(L)->sim->rdds, spec.rdd)->partitions;
    Action *action = push_action(L);
    run(L, action, &spec, 0, partitions);

    lua_newtable(L);
    lua_Integer count = 0;
    for (int i = 0; i < action->n; i++) {
        const Buffer *data = &action->results[i].data;
        const char *end = data->data + data->size;
        for (const char *at = data->data; at < end; at = record_next(at)) {
            value_push(L, at);
            lua_rawseti(L, -2, ++count);
        }
    }
    clear_action(action);
    return 1;
}

/* count(rdd, name) -> integer */
static int count(lua_State *L)
{
    JobSpec spec = check_action(L, ACTION_COUNT);
    spec.name = driver_intern(driver_of(L), luaL_checkstring(L, 2));
    int partitions = rdds_find(&driver_of(L)->sim->rdds, spec.rdd)->partitions;
    Action *action = push_action(L);
    run(L, action, &spec, 0, partitions);

    int64_t records = 0;
    for (int i = 0; i < action->n; i++)
        records += action->results[i].written;
    lua_pushinteger(L, records);
    return 1;
}

/* How many partitions take scans next (Spark: RDD.take): 1, then four times as many as
 * were scanned while nothing was found, else by what is missing. */
static int64_t partitions_to_try(int64_t scanned, int64_t found, int64_t wanted)
{
    if (scanned == 0)
        return 1;
    if (found == 0)
        return scanned * 4;
    double missing = (double)(wanted - found);
    double guess = 1.5 * missing * (double)scanned / (double)found;
    int64_t next = (int64_t)guess;
    if ((double)next < guess)
        next++;
    if (next < 1)
        next = 1;
    return next < scanned * 4 ? next : scanned * 4;
}

/* Appends the records of a result to the list on the top, as values or texts, until it
 * has `wanted`. */
static void append_results(lua_State *L, Action *action, lua_Integer wanted,
    bool as_text)
{
    lua_Integer found = (lua_Integer)lua_rawlen(L, -1);
    for (int i = 0; i < action->n; i++) {
        const Buffer *data = &action->results[i].data;
        const char *end = data->data + data->size;
        for (const char *at = data->data; at < end && found < wanted;
             at = record_next(at)) {
            if (as_text) {
                buffer_clear(&action->text);
                text_append_record(&action->text, at);
                lua_pushlstring(L, buffer_text(&action->text), action->text.size);
            } else {
                value_push(L, at);
            }
            lua_rawseti(L, -2, ++found);
        }
    }
}

/* take(rdd, n, name, as_text) -> list of the first n records, or of their texts */
static int take(lua_State *L)
{
    JobSpec spec = check_action(L, ACTION_COLLECT);
    lua_Integer wanted = luaL_checkinteger(L, 2);
    spec.name = driver_intern(driver_of(L), luaL_checkstring(L, 3));
    bool as_text = lua_toboolean(L, 4);
    int partitions = rdds_find(&driver_of(L)->sim->rdds, spec.rdd)->partitions;

    Action *action = push_action(L);
    lua_newtable(L);
    int64_t scanned = 0;
    while (scanned < partitions) {
        lua_Integer found = (lua_Integer)lua_rawlen(L, -1);
        if (found >= wanted)
            break;
        int64_t end = scanned + partitions_to_try(scanned, found, wanted);
        if (end > partitions)
            end = partitions;
        spec.limit = wanted - found;
        run(L, action, &spec, (int)scanned, (int)end);
        append_results(L, action, wanted, as_text);
        scanned = end;
    }
    return 1;
}

/* rdd_stream(rdd) -> context's stream id that made it, or nil */
static int rdd_stream(lua_State *L)
{
    const Sim *sim = bind_check_sim(L);
    const Rdd *rdd = rdds_find(&sim->rdds, (RddId)luaL_checkinteger(L, 1));
    if (rdd == NULL || rdd->stream == STREAM_NONE)
        return 0;
    lua_pushinteger(L, rdd->stream);
    return 1;
}

const luaL_Reg bind_rdd_functions[] = {
    {"parallelize", parallelize},
    {"rdd_partitions", rdd_partitions},
    {"rdd_stream", rdd_stream},
    {"collect", collect},
    {"count", count},
    {"take", take},
    {NULL, NULL},
};
