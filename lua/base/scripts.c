// SPDX-License-Identifier: MIT
#include "lua/base/scripts.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/base/embedded.h"
#ifdef SLUICE_SCRIPTS_DIR
#include "lua/base/owned.h"
#include "vm/base/file.h"
#endif

enum { MOST_NAME = 128 };

static int compare_name(const void *name, const void *script)
{
    return strcmp(name, ((const EmbeddedScript *)script)->name);
}

static const EmbeddedScript *find(const char *name)
{
    return bsearch(name, embedded_scripts, embedded_scripts_count,
        sizeof *embedded_scripts, compare_name);
}

#ifdef SLUICE_SCRIPTS_DIR
static int give_text(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    return 1;
}

/* The module of a file that is read as text. */
static int load_text(lua_State *L, const char *path)
{
    Buffer *text = owned_push_buffer(L);
    Err err;
    if (!file_read(path, text, &err)) {
        lua_pushstring(L, err.message);
        return LUA_ERRFILE;
    }
    lua_pushlstring(L, text->data ? text->data : "", text->size);
    buffer_free(text);
    lua_pushcclosure(L, give_text, 1);
    return LUA_OK;
}
#endif

static int load(lua_State *L, const EmbeddedScript *script)
{
#ifdef SLUICE_SCRIPTS_DIR
    lua_pushfstring(L, "%s/%s", SLUICE_SCRIPTS_DIR, script->path);
    const char *path = lua_tostring(L, -1);
    bool is_text = strchr(script->name, '/') != NULL;
    return is_text ? load_text(L, path) : luaL_loadfile(L, path);
#else
    lua_pushfstring(L, "@%s", script->path);
    return luaL_loadbufferx(L, (const char *)script->code, script->size,
        lua_tostring(L, -1), "b");
#endif
}

static int search(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const EmbeddedScript *script = find(name);
    if (script == NULL) {
        lua_pushfstring(L, "no part of sluice is called '%s'", name);
        return 1;
    }

    if (load(L, script) != LUA_OK)
        return lua_error(L);
    lua_pushstring(L, script->path);
    return 2;
}

void scripts_open(lua_State *L)
{
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "searchers");
    /* Behind the preload searcher, before those that read files. */
    for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
        lua_rawgeti(L, -1, i);
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushcfunction(L, search);
    lua_rawseti(L, -2, 2);
    lua_pop(L, 2);
}

/* The script of a file, by the module's name that the Makefile makes of its path. */
static bool is_path(const char *path)
{
    char name[MOST_NAME];
    const char *rest = strncmp(path, "lua/", 4) == 0 ? path + 4 : path;
    size_t size = strlen(rest);
    if (size >= sizeof name || size < 4 || strcmp(rest + size - 4, ".lua") != 0)
        return false;
    for (size_t i = 0; i < size; i++)
        name[i] = rest[i] == '/' ? '.' : rest[i];
    size -= 4;
    if (size > 5 && memcmp(name + size - 5, ".init", 5) == 0)
        size -= 5;
    name[size] = '\0';
    const EmbeddedScript *script = find(name);
    return script != NULL && strcmp(script->path, path) == 0;
}

bool scripts_is_ours(const char *chunk_name)
{
    if (chunk_name[0] != '@')
        return false;
#ifdef SLUICE_SCRIPTS_DIR
    size_t root = strlen(SLUICE_SCRIPTS_DIR);
    if (strncmp(chunk_name + 1, SLUICE_SCRIPTS_DIR, root) == 0)
        chunk_name += root + 1;
#endif
    return is_path(chunk_name + 1);
}

int scripts_names(lua_State *L)
{
    const char *start = luaL_checkstring(L, 1);
    lua_newtable(L);
    for (const EmbeddedScript *script = embedded_scripts; script->name != NULL;
         script++) {
        if (strncmp(script->name, start, strlen(start)) == 0) {
            lua_pushstring(L, script->name);
            lua_rawseti(L, -2, luaL_len(L, -2) + 1);
        }
    }
    return 1;
}

int scripts_caller(lua_State *L)
{
    lua_Debug frame;
    for (int level = 1; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0 && !scripts_is_ours(frame.source)) {
            /* "@FILE" is a file, "=stdin" standard input */
            bool marked = frame.source[0] == '@' || frame.source[0] == '=';
            lua_pushstring(L, frame.source + (marked ? 1 : 0));
            lua_pushinteger(L, frame.currentline);
            return 2;
        }
    }
    return 0;
}
