// SPDX-License-Identifier: MIT
#include "lua/base/box.h"

#include "lua/base/state.h"

enum { GRAIN = 1000 }; /* instructions between two looks */

void box_check_memory(lua_State *L)
{
    const StateContext *context = state_context(L);
    if (context->box != NULL && context->refused_bytes > 0)
        context->box->end(context->box, BOX_MEMORY);
}

void box_count(lua_State *L, long long instructions)
{
    Box *box = state_context(L)->box;
    box_check_memory(L);
    if (box->is_late)
        box->end(box, BOX_TIME);
    if (atomic_fetch_sub(&box->instructions_left, instructions) < instructions)
        box->end(box, BOX_INSTRUCTIONS);
}

static void count(lua_State *L, lua_Debug *at)
{
    (void)at;
    box_count(L, GRAIN);
}

void box_watch(lua_State *L)
{
    lua_sethook(L, count, LUA_MASKCOUNT, GRAIN);
}

void box_charge_printed(Box *box, size_t bytes)
{
    if (box == NULL)
        return;
    long long size = (long long)bytes;
    if (atomic_fetch_sub(&box->printed_left, size) < size)
        box->end(box, BOX_OUTPUT);
}
