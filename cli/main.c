/* cli/main.c -- starts Lua and hands the command line to cli/main.lua. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "cli/host.h"
#include "lua/base/state.h"

enum { EXIT_CLOSED_PIPE = 141 };

static int add_traceback(lua_State *L)
{
    const char *message = luaL_tolstring(L, 1, NULL);
    luaL_traceback(L, L, message, 1);
    return 1;
}

/* Takes argc and argv; returns the exit code of cli.main. */
static int run_main(lua_State *L)
{
    int count = (int)lua_tointeger(L, 1);
    char **words = lua_touserdata(L, 2);

    lua_gc(L, LUA_GCSTOP); /* what is loaded stays */
    host_prepare(L);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "cli.main");
    lua_call(L, 1, 1);
    lua_gc(L, LUA_GCRESTART);
    lua_getfield(L, -1, "main");
    lua_createtable(L, count > 0 ? count - 1 : 0, 0); /* ... module main words */
    for (int i = 1; i < count; i++) {
        lua_pushstring(L, words[i]);
        lua_rawseti(L, -2, i);
    }
    lua_call(L, 1, 1);
    return 1;
}

/* An error that gets here is a fault of sluice, never of a user. */
static int run_protected(lua_State *L, int count, char **words)
{
    lua_pushcfunction(L, add_traceback);
    lua_pushcfunction(L, run_main);
    lua_pushinteger(L, count);
    lua_pushlightuserdata(L, words); /* traceback main count words */
    if (lua_pcall(L, 2, 1, 1) == LUA_OK)
        return (int)lua_tointeger(L, -1);

    const char *message = lua_tostring(L, -1);
    fprintf(stderr, "sluice: error: a fault in sluice itself [internal]\n%s\n",
        message ? message : "(no message)");
    return EXIT_FAILURE;
}

static bool reader_is_gone(int fd)
{
    struct pollfd end = {.fd = fd, .events = POLLOUT};
    return poll(&end, 1, 0) > 0 && (end.revents & POLLERR) != 0;
}

/* A pipe that nobody reads any more ends a run without a word, as in other programs. */
static int finish_output(int code)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed)
        return code;
    if (errno == EPIPE || reader_is_gone(STDOUT_FILENO))
        return EXIT_CLOSED_PIPE;

    fprintf(stderr, "sluice: error: cannot write to standard output: %s\n",
        errno != 0 ? strerror(errno) : "some of it was lost");
    return EXIT_FAILURE;
}

/* What a large batch needed goes back to the system: left to itself, glibc keeps blocks
 * of a size once it was freed. */
static void give_back_large_blocks(void)
{
#ifdef __GLIBC__
    enum { LARGE = 1 << 20 };
    mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}

int main(int argc, char **argv)
{
    give_back_large_blocks();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write, not a death */
    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new_bare(&context);
    if (!L) {
        fputs("sluice: error: not enough memory to start\n", stderr);
        return EXIT_FAILURE;
    }

    int code = run_protected(L, argc, argv);
    state_close(L, &context);
    return finish_output(code);
}
