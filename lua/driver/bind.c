// SPDX-License-Identifier: MIT
#include "lua/driver/bind.h"

#include <stdlib.h>

#include "lua/base/chance.h"
#include "lua/base/owned.h"
#include "lua/base/sandbox.h"
#include "lua/base/ship.h"
#include "lua/base/value.h"
#include "vm/base/path.h"

/* Its address is the key of the weak table of RDD handles. */
static const char HANDLES = 'h';

int bind_fail(lua_State *L, const Err *err)
{
    lua_pushnil(L);
    lua_pushstring(L, err_class(err->code));
    lua_pushstring(L, err->message);
    return 3;
}

_Noreturn void bind_raise(lua_State *L, ErrCode code, const char *message)
{
    bind_push_api(L, "sluice.errors", "new");
    lua_createtable(L, 0, 2);
    lua_pushstring(L, err_class(code));
    lua_setfield(L, -2, "class");
    lua_pushstring(L, message);
    lua_setfield(L, -2, "message");
    lua_call(L, 1, 1);
    lua_error(L);
    abort(); /* lua_error does not return */
}

Sim *bind_check_sim(lua_State *L)
{
    Sim *sim = driver_of(L)->sim;
    if (sim == NULL)
        luaL_error(L, "there is no application yet");
    return sim;
}

Streaming *bind_check_context(lua_State *L, int argument)
{
    const Driver *driver = driver_of(L);
    lua_Integer id = luaL_checkinteger(L, argument);
    luaL_argcheck(L, id >= 0 && id < driver->n_contexts, argument, "no such context");
    return driver->contexts[id];
}

int bind_context_number(lua_State *L, const Streaming *context)
{
    const Driver *driver = driver_of(L);
    int number = 0;
    while (driver->contexts[number] != context)
        number++;
    return number;
}

const char *bind_check_folder(lua_State *L, int argument)
{
    const char *folder = luaL_checkstring(L, argument);
    if (!path_is_enclosed())
        return folder;

    Buffer *inside = owned_push_buffer(L);
    Err err;
    if (!path_append_absolute(inside, folder, &err))
        bind_raise(L, err.code, err.message);
    return buffer_text(inside);
}

RddId bind_check_rdd(lua_State *L, int argument)
{
    const Sim *sim = bind_check_sim(L);
    lua_Integer id = luaL_checkinteger(L, argument);
    luaL_argcheck(L,
        id >= 0 && id < INT32_MAX && rdds_find(&sim->rdds, (RddId)id) != NULL, argument,
        "no such RDD");
    return (RddId)id;
}

static int keep_handles(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &HANDLES);
    return 0;
}

void bind_push_handles(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &HANDLES);
}

void bind_push_api(lua_State *L, const char *module, const char *field)
{
    lua_getglobal(L, "require");
    lua_pushstring(L, module);
    lua_call(L, 1, 1);
    lua_getfield(L, -1, field);
    lua_remove(L, -2);
}

int bind_add_place(lua_State *L)
{
    if (lua_islightuserdata(L, 1))
        return 1;
    bind_push_api(L, "sluice.errors", "with_place");
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int open_host(lua_State *L)
{
    static const luaL_Reg own_functions[] = {
        {"keep_handles", keep_handles},
        {"compare", value_compare},
        {"is_pair", value_test_pair},
        {"bytes", value_bytes},
        {NULL, NULL},
    };
    lua_newtable(L);
    luaL_setfuncs(L, bind_context_functions, 0);
    luaL_setfuncs(L, bind_listen_functions, 0);
    luaL_setfuncs(L, bind_stream_functions, 0);
    luaL_setfuncs(L, bind_input_functions, 0);
    luaL_setfuncs(L, bind_kafka_functions, 0);
    luaL_setfuncs(L, bind_rdd_functions, 0);
    luaL_setfuncs(L, bind_job_functions, 0);
    luaL_setfuncs(L, bind_ranges_functions, 0);
    luaL_setfuncs(L, bind_value_functions, 0);
    luaL_setfuncs(L, bind_recovery_functions, 0);
    luaL_setfuncs(L, bind_run_functions, 0);
    luaL_setfuncs(L, bind_store_functions, 0);
    luaL_setfuncs(L, chance_functions, 0);
    luaL_setfuncs(L, own_functions, 0);
    return 1;
}

/* What a task may use as well: it gets its own from the same module. */
static void share_with_tasks(lua_State *L)
{
    static const struct {
        const char *module;
        const char *field;
        const char *in_task; /* what it is there, if not the same */
    } shared[] = {
        {"sluice.duration", "class", NULL},
        {"sluice.duration", "Milliseconds", NULL},
        {"sluice.duration", "Seconds", NULL},
        {"sluice.duration", "Minutes", NULL},
        {"sluice.duration", "Duration", NULL},
        {"sluice.duration", "Durations", NULL},
        {"sluice.ordering", "compare", NULL},
        {"sluice.ordering", "key_of", NULL},
        {"sluice.ordering", "smallest", NULL},
        {"sluice.stats", "begin", NULL},
        {"sluice.stats", "add", NULL},
        {"sluice.stats", "merge", NULL},
        {"sluice.by_key", "reduce", NULL},
        {"sluice.by_key", "sampler", NULL},
        {"sluice.offsets", "partition_class", NULL},
        {"sluice.offsets", "range_class", NULL},
        {"sluice.offsets", "TopicPartition", NULL},
        {"sluice.offsets", "OffsetRange", NULL},
        {"sluice.rdd", "class", "sluice.rdd_in_task:class"},
        {"sluice.shared", "Accumulator", NULL},
        {"sluice.shared", "Broadcast", NULL},
        {"sluice.thread", "Thread", NULL},
        {"sluice.iterate", "over", NULL},
        {"sluice.producer", "KafkaProducer", NULL},
        {"sluice.store", "Store", NULL},
        {"sluice.wire", "Wire", NULL},
        {"sluice.task_context", "TaskContext", NULL},
        {"sluice.time", "class", NULL},
        {"sluice.time", "Time", NULL},
        {"sluice.time", "interval_class", NULL},
        {"sluice.time", "Interval", NULL},
    };
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++) {
        bind_push_api(L, shared[i].module, shared[i].field);
        const char *name = shared[i].in_task != NULL
            ? lua_pushstring(L, shared[i].in_task)
            : lua_pushfstring(L, "%s:%s", shared[i].module, shared[i].field);
        lua_insert(L, -2);
        ship_name(L, name);
        lua_pop(L, 1);
    }
}

void bind_open(lua_State *L)
{
    lua_gc(L, LUA_GCSTOP); /* what is loaded stays */
    luaL_requiref(L, "sluice.host", open_host, 0);
    lua_pop(L, 1);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.globals");
    lua_call(L, 1, 1); /* the words */
    /* Tasks have their own. */
    static const char *const both[] = {"print", "pairs", "next"};
    for (size_t i = 0; i < sizeof both / sizeof both[0]; i++) {
        lua_getglobal(L, both[i]);
        ship_name(L, both[i]);
    }
    share_with_tasks(L);
    if (driver_of(L)->options->box != NULL) {
        sandbox_open(L, false);
        sandbox_add(L);
    } else {
        lua_pop(L, 1);
    }
    lua_gc(L, LUA_GCRESTART);
}
