// SPDX-License-Identifier: MIT
#include "lua/base/box.h"

#include "lua/base/state.h"

enum { GRAIN = 1000 }; /* instructions between two looks */

void box_charge(Box *box, long long instructions)
{
    if (box->is_late)
        box->end(box, BOX_TIME);
    if (atomic_fetch_sub(&box->instructions_left, instructions) < instructions)
        box->end(box, BOX_INSTRUCTIONS);
}

static void count(lua_State *L, lua_Debug *at)
{
    (void)at;
    box_charge(state_context(L)->box, GRAIN);
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
