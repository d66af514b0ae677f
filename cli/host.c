/* cli/host.c -- the terminal, files and Graphviz, for the Lua of the command line.
 *
 * Memory of ours must not be held while Lua can raise (rule E4), so a buffer lives in a
 * userdata that frees it. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/host.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lualib.h>

#include "cli/enclosed.h"
#include "cli/folders.h"
#include "cli/graphviz.h"
#include "cli/keys.h"
#include "cli/line_editor.h"
#include "cli/paper.h"
#include "cli/run_world.h"
#include "cli/session.h"
#include "cli/together.h"
#include "lua/base/json.h"
#include "lua/base/owned.h"
#include "lua/base/scripts.h"
#include "vm/base/buffer.h"
#include "vm/base/file.h"

static int push_failure(lua_State *L, const Err *err)
{
    lua_pushnil(L);
    lua_pushstring(L, err->message);
    return 2;
}

/* Pushes the bytes of a buffer and frees them early, since pictures can be large. */
static int push_contents(lua_State *L, Buffer *buffer)
{
    lua_pushlstring(L, buffer->data ? buffer->data : "", buffer->size);
    buffer_free(buffer);
    return 1;
}

static int host_is_terminal(lua_State *L)
{
    int fd = (int)luaL_checkinteger(L, 1);

    lua_pushboolean(L, isatty(fd));
    return 1;
}

/* Columns of the terminal behind fd; nil if it does not say. */
static int host_columns(lua_State *L)
{
    int fd = (int)luaL_checkinteger(L, 1);

    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 0;
    lua_pushinteger(L, size.ws_col);
    return 1;
}

static int host_read_file(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    Buffer *contents = owned_push_buffer(L);

    Err err;
    if (!file_read(path, contents, &err))
        return push_failure(L, &err);

    return push_contents(L, contents);
}

static bool write_whole(const char *path, const char *text, size_t size, Err *err)
{
    FileWriter *file = file_create(path, err);
    if (!file)
        return false;

    file_write(file, text, size);
    return file_commit(file, err);
}

static int host_write_file(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    size_t size;
    const char *text = luaL_checklstring(L, 2, &size);

    Err err;
    if (!write_whole(path, text, size, &err))
        return push_failure(L, &err);

    lua_pushboolean(L, 1);
    return 1;
}

/* With all folders above it. */
static int host_make_folder(lua_State *L)
{
    Err err;
    if (!file_make_folder(luaL_checkstring(L, 1), &err))
        return push_failure(L, &err);
    lua_pushboolean(L, 1);
    return 1;
}

/* Seconds of real time since some moment. */
static int host_seconds(lua_State *L)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec / 1e9);
    return 1;
}

/* How many processors there are to run on. */
static int host_processors(lua_State *L)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    lua_pushinteger(L, n > 1 ? n : 1);
    return 1;
}

static int host_graphviz(lua_State *L)
{
    static const char *const formats[] = {"svg", "png", "pdf", NULL};
    size_t size;
    const char *dot = luaL_checklstring(L, 1, &size);
    const char *format = formats[luaL_checkoption(L, 2, NULL, formats)];
    Buffer *picture = owned_push_buffer(L);

    Err err;
    if (!graphviz_render(dot, size, format, picture, &err))
        return push_failure(L, &err);

    return push_contents(L, picture);
}

static int host_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"is_terminal", host_is_terminal},
        {"columns", host_columns},
        {"read_file", host_read_file},
        {"write_file", host_write_file},
        {"graphviz", host_graphviz},
        {"pdf", host_pdf},
        {"run", host_run},
        {"session", host_session},
        {"line_editor", host_line_editor},
        {"keys", host_keys},
        {"terminal_size", host_terminal_size},
        {"make_folder", host_make_folder},
        {"entries", host_entries},
        {"file_info", host_file_info},
        {"embedded", scripts_names},
        {"executable", host_executable},
        {"world_words", host_world_words},
        {"together", host_together},
        {"enclosed", host_enclosed},
        {"enclosed_begin", host_enclosed_begin},
        {"enclosed_end", host_enclosed_end},
        {"processors", host_processors},
        {"seconds", host_seconds},
        {NULL, NULL},
    };
    luaL_newlib(L, functions);
    return 1;
}

void host_prepare(lua_State *L)
{
    luaL_openlibs(L);
    scripts_open(L);
    luaL_requiref(L, "cli.host", host_open, 0);
    luaL_requiref(L, "sluice.json", json_open, 0);
    lua_pop(L, 2);
}
