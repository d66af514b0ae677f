// SPDX-License-Identifier: MIT
#include "lua/driver/driver_functions.h"

#include <lauxlib.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

/* Key of the registry: number + 1 -> function, and back. */
static const char FUNCTIONS = 'f';

void driver_functions_open(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
}

void driver_functions_close(Driver *driver)
{
    for (int i = 0; i < driver->n_functions; i++)
        buffer_free(&driver->shipped[i].code);
    mem_free(driver->shipped);
    mem_free(driver->holds);
    mem_free(driver->spare);
    driver->shipped = NULL;
    driver->holds = NULL;
    driver->spare = NULL;
    driver->n_functions = driver->shipped_capacity = driver->holds_capacity = 0;
    driver->n_spare = driver->spare_capacity = 0;
}

void driver_push_function(lua_State *L, FuncId func)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    lua_rawgeti(L, -1, func + 1);
    lua_remove(L, -2);
}

static FuncId take_number(Driver *driver)
{
    if (driver->n_spare > 0)
        return driver->spare[--driver->n_spare];
    int number = driver->n_functions++;
    driver->shipped = mem_grow(driver->shipped, &driver->shipped_capacity, number + 1,
        sizeof *driver->shipped);
    driver->shipped[number] = (Shipped){0};
    driver->holds = mem_grow(driver->holds, &driver->holds_capacity, number + 1,
        sizeof *driver->holds);
    driver->holds[number] = (FunctionHold){0};
    return number;
}

FuncId driver_keep_function(Driver *driver, lua_State *L, int index)
{
    index = lua_absindex(L, index);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    int functions = lua_gettop(L);
    lua_pushvalue(L, index);
    FuncId func;
    if (lua_rawget(L, functions) != LUA_TNIL) {
        func = (FuncId)lua_tointeger(L, -1) - 1;
    } else {
        func = take_number(driver);
        lua_pushvalue(L, index);
        lua_rawseti(L, functions, func + 1);
        lua_pushvalue(L, index);
        lua_pushinteger(L, func + 1);
        lua_rawset(L, functions);
    }
    driver->holds[func].pins++;
    driver->holds[func].free = false;
    lua_settop(L, functions - 1);
    return func;
}

void driver_unpin_function(Driver *driver, FuncId func)
{
    if (func == FUNC_NONE)
        return;
    CHECK(driver->holds[func].pins > 0);
    driver->holds[func].pins--;
}

/* Letting go. */

static void mark(void *subject, FuncId func)
{
    ((Driver *)subject)->holds[func].marked = true;
}

static void mark_rdd(Driver *driver, const Rdd *rdd)
{
    rdd_visit_functions(rdd, mark, driver);
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle != NULL)
            aggregator_visit_functions(&rdd->deps[i].shuffle->aggregator, mark, driver);
    }
}

/* What workers have loaded stays with them until the number is another function's: its
 * version goes on from here, so they notice. */
static void let_go(Driver *driver, FuncId func)
{
    lua_State *L = driver->L;
    Shipped *shipped = &driver->shipped[func];
    buffer_free(&shipped->code);
    shipped->constant = false;
    shipped->needs_copy = false;
    driver->holds[func] = (FunctionHold){.free = true};
    driver->spare = mem_grow(driver->spare, &driver->spare_capacity,
        driver->n_spare + 1, sizeof *driver->spare);
    driver->spare[driver->n_spare++] = func;

    lua_rawgetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    lua_rawgeti(L, -1, func + 1);
    lua_pushnil(L);
    lua_rawset(L, -3);
    lua_pushnil(L);
    lua_rawseti(L, -2, func + 1);
    lua_pop(L, 1);
}

void driver_sweep_functions(Driver *driver)
{
    for (int i = 0; i < driver->n_functions; i++)
        driver->holds[i].marked = false;
    const RddSet *rdds = &driver->sim->rdds;
    for (int i = 0; i < rdds->count; i++)
        mark_rdd(driver, rdds->items[i]);
    for (FuncId func = 0; func < driver->n_functions; func++) {
        const FunctionHold *hold = &driver->holds[func];
        if (hold->pins == 0 && !hold->marked && !hold->free)
            let_go(driver, func);
    }
}
