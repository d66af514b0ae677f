/* tests/fuzz/fuzz_typed.c -- any bytes as what somebody types.
 *
 * Behind a first byte `c` it is a command line, its words with bytes of 0 between them;
 * else it is a session of the REPL. What is wrong in them is told, and nothing more: no
 * error of Lua's gets here, no check fails. tests/fuzz/typed.lua does the work; a line
 * that takes long is interrupted, as by Ctrl-C. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "cli/host.h"
#include "lua/base/state.h"

enum { PATIENCE_SECONDS = 2 };

/* While a session works it takes the signal; else there is nothing to interrupt. */
static void on_alarm(int signal_number)
{
    (void)signal_number;
    struct sigaction now;
    if (sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler != SIG_DFL)
        raise(SIGINT);
}

static int arm(lua_State *L)
{
    (void)L;
    alarm(PATIENCE_SECONDS);
    return 0;
}

static int add_traceback(lua_State *L)
{
    luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
    return 1;
}

static void call(lua_State *L, int n, int results)
{
    int handler = lua_gettop(L) - n;
    lua_pushcfunction(L, add_traceback);
    lua_insert(L, handler);
    if (lua_pcall(L, n, results, handler) != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        abort();
    }
    lua_remove(L, handler);
}

static int open_modules(lua_State *L)
{
    host_prepare(L);
    return 0;
}

/* A state with the function of tests/fuzz/typed.lua on its stack; it lives as long as
 * the program. */
static lua_State *open_state(void)
{
    static StateContext context;
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    state_context_init(&context);
    lua_State *L = state_new_bare(&context);
    if (L == NULL)
        abort();
    lua_pushcfunction(L, open_modules);
    call(L, 0, 0);
    if (luaL_loadfile(L, "tests/fuzz/typed.lua") != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        abort();
    }
    lua_pushcfunction(L, arm);
    call(L, 1, 1);
    return L;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lua_State *L;
    if (L == NULL)
        L = open_state();
    lua_pushvalue(L, 1);
    lua_pushlstring(L, (const char *)data, size);
    call(L, 1, 0);
    alarm(0);
    return 0;
}
