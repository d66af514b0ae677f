/* Host functions: tables outside, on the driver. */
// SPDX-License-Identifier: MIT
#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "lua/driver/bind.h"
#include "vm/sched/store_writes.h"
#include "vm/streaming/outputs.h"

static void apply(Driver *driver, const TableWrite *write)
{
    StoreWriter writer = {.batch = driver->sim != NULL ? driver->sim->scope.batch : -1,
        .task = -1};
    StoreTarget target = {driver->tables,
        driver->world != NULL ? world_log(driver->world) : NULL, driver->clock,
        &driver->trace};
    store_apply(&target, writer, write);
}

static int opened(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    Driver *driver = driver_of(L);
    if (driver->interrupted)
        return driver_unwind(L);
    apply(driver, &(TableWrite){.op = TABLE_OPEN, .name = lua_tostring(L, 1)});
    return 0;
}

/* store_open(name): time passes, and an output gives way meanwhile */
static int store_open(lua_State *L)
{
    Driver *driver = driver_of(L);
    Sim *sim = driver->sim;
    luaL_checkstring(L, 1);

    SimTime end =
        driver->clock->now + (sim != NULL ? cost_of_opening(&sim->cost, 1) : 0);
    if (driver_can_wait(L)) {
        outputs_wake_at(outputs_current(sim), end);
        return lua_yieldk(L, 0, 0, opened);
    }
    if (sim != NULL)
        sim_sleep(sim, end);
    return opened(L, LUA_OK, 0);
}

/* store_close(name) */
static int store_close(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    apply(driver_of(L), &(TableWrite){.op = TABLE_CLOSE, .name = name});
    return 0;
}

/* Pushes a value as a record. */
static const char *push_record(lua_State *L, int index)
{
    Buffer *record = owned_push_buffer(L);
    const char *problem = value_encode(L, index, record);
    if (problem != NULL)
        luaL_error(L, "%s cannot be written into a store", problem);
    return record->data;
}

/* store_write("put" or "add", name, key, value) */
static int store_write(lua_State *L)
{
    TableWrite write = {.name = luaL_checkstring(L, 2)};
    luaL_argcheck(L, table_op_find(luaL_checkstring(L, 1), &write.op), 1, "no such op");
    write.key = push_record(L, 3);
    write.value = push_record(L, 4);

    apply(driver_of(L), &write);
    return 0;
}

/* producer_send(topic, key or null, value) -> false if there is no log */
static int producer_send(lua_State *L)
{
    bool has_log = driver_of(L)->world != NULL;
    TableWrite write = {.op = TABLE_SEND, .name = luaL_checkstring(L, 1)};
    write.key = push_record(L, 2);
    write.value = push_record(L, 3);

    if (has_log)
        apply(driver_of(L), &write);
    lua_pushboolean(L, has_log);
    return 1;
}

/* store_get(name, key) -> value or nil */
static int store_get(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const char *key = push_record(L, 2);

    const char *value = tables_get(driver_of(L)->tables, name, key);
    if (value == NULL)
        lua_pushnil(L);
    else
        value_push(L, value);
    return 1;
}

/* store_keys(name) -> list */
static int store_keys(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const Tables *tables = driver_of(L)->tables;
    int table = tables_find(tables, name);
    int n = table < 0 ? 0 : tables_rows(tables, table);
    lua_createtable(L, n, 0);
    const char **keys = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *keys, 0);
    if (n > 0)
        tables_keys(tables, table, keys);
    for (int i = 0; i < n; i++) {
        value_push(L, keys[i]);
        lua_rawseti(L, -3, i + 1);
    }
    lua_pop(L, 1);
    return 1;
}

/* store_own() -> nil: on the driver every write is in the table */
static int store_own(lua_State *L)
{
    lua_pushnil(L);
    return 1;
}

const luaL_Reg bind_store_functions[] = {
    {"store_open", store_open},
    {"store_close", store_close},
    {"store_write", store_write},
    {"producer_send", producer_send},
    {"store_get", store_get},
    {"store_keys", store_keys},
    {"store_own", store_own},
    {NULL, NULL},
};
