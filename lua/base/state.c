// SPDX-License-Identifier: MIT
#include "lua/base/state.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>

#include "lua/base/display.h"
#include "lua/base/scripts.h"
#include "lua/base/ship.h"
#include "lua/base/value.h"
#include "lua/base/words.h"

/* Lua collects its garbage and asks once more, mostly; if it does not, it raises an
 * error. box_check_memory sees that nothing was granted since. */
static void *refuse(StateContext *context, size_t size)
{
    Box *box = context->box;
    if (box != NULL && context->refused_bytes == size)
        box->end(box, BOX_MEMORY);
    context->refused_bytes = size;
    return NULL;
}

/* When block is NULL, Lua passes a type tag as old_size. */
static void *allocate(void *subject, void *block, size_t old_size, size_t new_size)
{
    StateContext *context = subject;
    if (block == NULL)
        old_size = 0;
    if (new_size == 0) {
        context->used_bytes -= old_size;
        return cells_resize(&context->cells, block, old_size, 0);
    }
    if (new_size > old_size) {
        size_t wanted = context->used_bytes + (new_size - old_size);
        if (context->limit_bytes != 0 && wanted > context->limit_bytes)
            return refuse(context, new_size);
        if (context->fail_after == 0)
            return NULL;
        if (context->fail_after > 0)
            context->fail_after--;
    }

    void *moved = cells_resize(&context->cells, block, old_size, new_size);
    if (moved == NULL)
        return refuse(context, new_size);
    if (new_size > old_size && new_size >= context->refused_bytes)
        context->refused_bytes = 0;
    context->used_bytes += new_size - old_size;
    return moved;
}

void state_context_init(StateContext *context)
{
    *context = (StateContext){.fail_after = -1};
}

void state_enter_box(StateContext *context, Box *box)
{
    context->box = box;
    if (box != NULL)
        context->limit_bytes = box->memory_bytes;
}

/* While a state is filled there is nothing to collect. */
static int set_up(lua_State *L)
{
    lua_gc(L, LUA_GCSTOP);
    luaL_openlibs(L);
    value_open(L);
    display_open(L);
    ship_open(L);
    scripts_open(L);
    builtins_open(L);
    lua_gc(L, LUA_GCRESTART);
    return 0;
}

lua_State *state_new_bare(StateContext *context)
{
    lua_State *L = lua_newstate(allocate, context);
    if (L == NULL)
        cells_free(&context->cells);
    else
        *(StateContext **)lua_getextraspace(L) = context;
    return L;
}

lua_State *state_new(StateContext *context)
{
    lua_State *L = state_new_bare(context);
    if (L == NULL)
        return NULL;

    lua_pushcfunction(L, set_up);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
        state_close(L, context);
        return NULL;
    }
    return L;
}

void state_close(lua_State *L, StateContext *context)
{
    if (L != NULL)
        lua_close(L);
    cells_free(&context->cells);
    words_delete(context->words);
    context->words = NULL;
}
