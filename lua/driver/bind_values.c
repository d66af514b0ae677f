/* Host functions: partitioners and shared variables; and the arguments that several
 * files of bindings take. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/owned.h"
#include "lua/base/ship.h"
#include "lua/driver/bind.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"
#include "vm/store/sampling.h"

CallSite bind_check_site(lua_State *L, int argument)
{
    luaL_checktype(L, argument, LUA_TTABLE);
    Driver *driver = driver_of(L);
    CallSite site = {0};
    lua_getfield(L, argument, "op");
    site.op = driver_intern(driver, luaL_checkstring(L, -1));
    if (lua_getfield(L, argument, "file") == LUA_TSTRING)
        site.place.file = driver_intern(driver, lua_tostring(L, -1));
    lua_getfield(L, argument, "line");
    site.place.line = (int)lua_tointeger(L, -1);
    lua_pop(L, 3);
    return site;
}

FuncId bind_field_function(lua_State *L, int argument, const char *field)
{
    FuncId func = FUNC_NONE;
    if (lua_getfield(L, argument, field) == LUA_TFUNCTION) {
        func = driver_keep_function(driver_of(L), L, -1);
        driver_ship(driver_of(L), func);
    }
    lua_pop(L, 1);
    return func;
}

static lua_Integer field_integer(lua_State *L, int argument, const char *field)
{
    lua_getfield(L, argument, field);
    lua_Integer value = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return value;
}

static lua_Number field_number(lua_State *L, int argument, const char *field)
{
    lua_getfield(L, argument, field);
    lua_Number value = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return value;
}

bool bind_field_boolean(lua_State *L, int argument, const char *field)
{
    lua_getfield(L, argument, field);
    bool value = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return value;
}

/* Options (at 0: there are none): f, keeps, number, fraction, replaced, low, high; an
 * operator takes those it needs. */
NarrowWork bind_check_narrow(lua_State *L, int op, int options)
{
    NarrowWork work = {.func = FUNC_NONE, .inverse = FUNC_NONE};
    luaL_argcheck(L, narrow_find(luaL_checkstring(L, op), &work.op), op,
        "no such operator");
    if (options == 0 || lua_isnoneornil(L, options))
        return work;
    luaL_checktype(L, options, LUA_TTABLE);
    work.func = bind_field_function(L, options, "f");
    work.keeps = bind_field_boolean(L, options, "keeps");
    work.number = field_integer(L, options, "number");
    work.fraction = field_number(L, options, "fraction");
    work.replaced = bind_field_boolean(L, options, "replaced");
    work.low = field_number(L, options, "low");
    work.high = field_number(L, options, "high");
    return work;
}

static AggregatorKind check_kind(lua_State *L, int argument)
{
    static const char *const kinds[] = {"none", "reduce", "combine", "first", "sum",
        "group", "concat", NULL};
    lua_getfield(L, argument, "kind");
    int kind = luaL_checkoption(L, -1, NULL, kinds);
    lua_pop(L, 1);
    return (AggregatorKind)kind;
}

/* {kind =, map_side =, create =, merge =, join =, array =}: `array` is true for lists
 * that print as ArrayBuffer, else they print as CompactBuffer. */
Aggregator bind_check_aggregator(lua_State *L, int argument)
{
    luaL_checktype(L, argument, LUA_TTABLE);
    return (Aggregator){
        .kind = check_kind(L, argument),
        .map_side = bind_field_boolean(L, argument, "map_side"),
        .create = bind_field_function(L, argument, "create"),
        .merge = bind_field_function(L, argument, "merge"),
        .join = bind_field_function(L, argument, "join"),
        .list = bind_field_boolean(L, argument, "array") ? RECORD_ARRAY_BUFFER
                                                         : RECORD_COMPACT_BUFFER,
    };
}

/* Partitioners. */

static const char PARTITIONER[] = "sluice.partitioner";

static int free_partitioner(lua_State *L)
{
    Partitioner **box = lua_touserdata(L, 1);
    partitioner_release(*box);
    *box = NULL;
    return 0;
}

void bind_push_partitioner(lua_State *L, Partitioner *partitioner)
{
    Partitioner **box = lua_newuserdatauv(L, sizeof(Partitioner *), 0);
    *box = partitioner;
    if (luaL_newmetatable(L, PARTITIONER)) {
        lua_pushcfunction(L, free_partitioner);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
}

Partitioner *bind_check_partitioner(lua_State *L, int argument)
{
    Partitioner **box = luaL_checkudata(L, argument, PARTITIONER);
    return *box;
}

static int check_count(lua_State *L, int argument)
{
    lua_Integer n = luaL_checkinteger(L, argument);
    luaL_argcheck(L, n >= 0 && n <= INT32_MAX, argument, "out of range");
    return (int)n;
}

/* hash_partitioner(n) -> partitioner */
static int hash_partitioner(lua_State *L)
{
    bind_push_partitioner(L, partitioner_new_hash(check_count(L, 1)));
    return 1;
}

/* custom_partitioner(n, f) -> partitioner; f(key) gives a number from 0 to n - 1 */
static int custom_partitioner(lua_State *L)
{
    int n = check_count(L, 1);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    FuncId func = driver_keep_function(driver_of(L), L, 2);
    bind_push_partitioner(L, partitioner_new_custom(func, n));
    return 1;
}

/* default_partitioner(rdds) -> partitioner that operators of RDDs take unasked */
static int default_partitioner(lua_State *L)
{
    Sim *sim = bind_check_sim(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    RddId rdds[8];
    lua_Integer n = luaL_len(L, 1);
    luaL_argcheck(L, n >= 1 && n <= 8, 1, "1 to 8 RDDs");
    for (lua_Integer i = 0; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        rdds[i] = bind_check_rdd(L, lua_gettop(L));
        /* As in Spark, the RDD is used now. */
        rdds_settle(&sim->rdds, rdds[i], sim->blocks, sim->next_job - 1);
        lua_pop(L, 1);
    }
    int parallelism = 0;
    Err err;
    if (conf_get(&sim->conf, "spark.default.parallelism") != NULL &&
        !sim_default_parallelism(sim, &parallelism, &err))
        return bind_fail(L, &err);
    bind_push_partitioner(L,
        rdds_default_partitioner(&sim->rdds, rdds, (int)n, parallelism));
    return 1;
}

/* partitioner_summary(partitioner) -> partitions; "hash", "range" or "custom"; its hash
 * code in Java */
static int partitioner_summary(lua_State *L)
{
    static const char *const kinds[] = {"hash", "range", "custom"};
    const Partitioner *partitioner = bind_check_partitioner(L, 1);
    lua_pushinteger(L, partitioner->n);
    lua_pushstring(L, kinds[partitioner->kind]);
    lua_pushinteger(L, partitioner_hash(partitioner));
    return 3;
}

/* partitioners_equal(a, b) -> boolean */
static int partitioners_equal(lua_State *L)
{
    lua_pushboolean(L,
        partitioner_equal(bind_check_partitioner(L, 1), bind_check_partitioner(L, 2)));
    return 1;
}

/* check_fraction(replace, fraction) -> true: of RDD.sample */
static int check_fraction(lua_State *L)
{
    Err err;
    if (!sampling_check(lua_toboolean(L, 1), luaL_checknumber(L, 2), &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* check_weights(list) -> true: of RDD.randomSplit */
static int check_weights(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    int n = (int)luaL_len(L, 1);
    double *weights = lua_newuserdatauv(L, (size_t)(n + 1) * sizeof *weights, 0);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        weights[i] = luaL_checknumber(L, -1);
        lua_pop(L, 1);
    }

    Err err;
    if (!sampling_check_weights(weights, n, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* sample_fraction(wanted, count, replace) -> fraction that takeSample draws with */
static int sample_fraction(lua_State *L)
{
    lua_Integer wanted = luaL_checkinteger(L, 1);
    lua_Integer count = luaL_checkinteger(L, 2);
    lua_pushnumber(L, sampling_fraction(wanted, count, lua_toboolean(L, 3)));
    return 1;
}

/* set_checkpoint_folder(path) -> true: data checkpoints go into a folder of their own
 * below it; has_checkpoint_folder() -> that folder, or nothing */
static int set_checkpoint_folder(lua_State *L)
{
    Err err;
    if (!sim_set_checkpoint_folder(bind_check_sim(L), bind_check_folder(L, 1), &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

static int has_checkpoint_folder(lua_State *L)
{
    const Sim *sim = bind_check_sim(L);
    if (sim->checkpoint_folder == NULL)
        return 0;
    lua_pushstring(L, sim->checkpoint_folder);
    return 1;
}

/* Shared variables. */

/* Its address is the key of the driver's sums of accumulators. */
static const char SUMS = 's';

static int in_task(lua_State *L)
{
    lua_pushboolean(L, false);
    return 1;
}

/* sums() -> table: number of an accumulator -> sum */
static int sums(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &SUMS) != LUA_TNIL)
        return 1;
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &SUMS);
    return 1;
}

/* broadcast(value) -> number; or nil, what cannot travel */
static int broadcast(lua_State *L)
{
    luaL_checkany(L, 1);
    Driver *driver = driver_of(L);
    Buffer *bytes = owned_push_buffer(L);
    ShipReport report;
    if (!ship_write(L, 1, bytes, &report)) {
        lua_pushnil(L);
        lua_pushstring(L, report.what);
        return 2;
    }
    driver->broadcasts = mem_grow(driver->broadcasts, &driver->broadcasts_capacity,
        driver->n_broadcasts + 1, sizeof *driver->broadcasts);
    Broadcast *kept = &driver->broadcasts[driver->n_broadcasts++];
    *kept = (Broadcast){0};
    buffer_move(bytes, &kept->value);
    lua_pushinteger(L, driver->n_broadcasts);
    return 1;
}

/* destroy_broadcast(number, text): what Spark says of jobs that use it then */
static int destroy_broadcast(lua_State *L)
{
    Driver *driver = driver_of(L);
    lua_Integer number = luaL_checkinteger(L, 1);
    luaL_argcheck(L, number >= 1 && number <= driver->n_broadcasts, 1, "no such value");
    Broadcast *broadcast = &driver->broadcasts[number - 1];
    buffer_free(&broadcast->value);
    mem_free(broadcast->destroyed);
    broadcast->destroyed = mem_copy_string(luaL_checkstring(L, 2));
    return 0;
}

const luaL_Reg bind_value_functions[] = {
    {"hash_partitioner", hash_partitioner},
    {"custom_partitioner", custom_partitioner},
    {"default_partitioner", default_partitioner},
    {"partitioner_summary", partitioner_summary},
    {"partitioners_equal", partitioners_equal},
    {"check_fraction", check_fraction},
    {"check_weights", check_weights},
    {"sample_fraction", sample_fraction},
    {"set_checkpoint_folder", set_checkpoint_folder},
    {"has_checkpoint_folder", has_checkpoint_folder},
    {"in_task", in_task},
    {"sums", sums},
    {"broadcast", broadcast},
    {"destroy_broadcast", destroy_broadcast},
    {NULL, NULL},
};
