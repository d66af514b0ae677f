/* Host functions: streams whose records come from outside, other than sockets. */
// SPDX-License-Identifier: MIT
#include "lua/bind.h"
#include "lua/driver_tasks.h"

/* receiver_stream(context, spec, maker, level) -> stream; maker returns onStart, onStop
 */
static int receiver_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    ReceiverInput input = {0};
    luaL_argcheck(L, level_find(luaL_checkstring(L, 4), &input.level), 4,
        "no such storage level");

    Err err;
    StreamId id;
    Driver *driver = driver_of(L);
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    input.script = driver_keep_function(driver, L, 3);
    /* So there is something to launch, whatever the function captures later. */
    driver_ship(driver, input.script);
    if (!streaming_add_receiver(context, &spec, &input, &id, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, id);
    return 1;
}

const luaL_Reg bind_input_functions[] = {
    {"receiver_stream", receiver_stream},
    {NULL, NULL},
};
