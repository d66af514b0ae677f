/* Host functions: recovering a context from a folder of checkpoints. */
// SPDX-License-Identifier: MIT
#include "lua/base/owned.h"
#include "lua/driver/bind.h"

static const char METADATA[] = "sluice.metadata";

static int free_metadata(lua_State *L)
{
    metadata_free(luaL_checkudata(L, 1, METADATA));
    return 0;
}

static Metadata *push_metadata(lua_State *L)
{
    return owned_push(L, sizeof(Metadata), METADATA, free_metadata);
}

static void push_conf(lua_State *L, const Conf *conf)
{
    lua_createtable(L, 2 * conf->count, 0);
    for (int i = 0; i < conf->count; i++) {
        lua_pushstring(L, conf->entries[i].key);
        lua_rawseti(L, -2, 2 * i + 1);
        lua_pushstring(L, conf->entries[i].value);
        lua_rawseti(L, -2, 2 * i + 2);
    }
}

/* The context of this run that wrote the metadata, or -1. */
static int find_writer(const Driver *driver, const Metadata *metadata)
{
    for (int i = driver->n_contexts - 1; i >= 0; i--) {
        if (recovery_is_writer(driver->contexts[i], metadata))
            return i;
    }
    return -1;
}

/* checkpoint_read(folder) -> metadata, {key, value, ...}, the context of this run that
 * wrote it or nil; nothing if there is none; or nil, class, message, cause */
static int checkpoint_read(lua_State *L)
{
    const char *folder = bind_check_folder(L, 1);
    Metadata *metadata = push_metadata(L);

    bool found;
    Err cause;
    Err err;
    if (!metadata_read(folder, metadata, &found, &cause, &err)) {
        int pushed = bind_fail(L, &err);
        lua_pushstring(L, cause.message);
        return pushed + 1;
    }
    if (!found)
        return 0;
    push_conf(L, &metadata->conf);
    int writer = find_writer(driver_of(L), metadata);
    if (writer < 0)
        return 2;
    lua_pushinteger(L, writer);
    return 3;
}

/* context_copy(context) -> a context in the application that runs now */
static int context_copy(lua_State *L)
{
    const Streaming *from = bind_check_context(L, 1);
    Streaming *made;
    Err err;
    if (!recovery_copy(bind_check_sim(L), from, &made, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, driver_keep_context(driver_of(L), made));
    return 1;
}

/* context_recover(context, metadata, folder) -> true */
static int context_recover(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    const Metadata *metadata = luaL_checkudata(L, 2, METADATA);
    const char *folder = bind_check_folder(L, 3);
    luaL_argcheck(L, context->state == CONTEXT_INITIALIZED && !context->recovery.on, 1,
        "it was started");

    Err err;
    if (!recovery_apply(context, folder, metadata, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* mute(yes): what is printed goes nowhere */
static int mute(lua_State *L)
{
    driver_of(L)->muted = lua_toboolean(L, 1);
    return 0;
}

const luaL_Reg bind_recovery_functions[] = {
    {"checkpoint_read", checkpoint_read},
    {"context_copy", context_copy},
    {"context_recover", context_recover},
    {"mute", mute},
    {NULL, NULL},
};
