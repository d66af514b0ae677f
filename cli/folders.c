// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include <lauxlib.h>
#include <uv.h>

#include "lua/base/owned.h"

#define FOLDER_TYPE "cli.folder"

typedef struct Folder {
    DIR *list;
} Folder;

static int folder_collect(lua_State *L)
{
    Folder *folder = luaL_checkudata(L, 1, FOLDER_TYPE);
    if (folder->list != NULL)
        closedir(folder->list);
    folder->list = NULL;
    return 0;
}

int host_entries(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    Folder *folder = owned_push(L, sizeof *folder, FOLDER_TYPE, folder_collect);
    folder->list = opendir(path);
    if (folder->list == NULL) {
        lua_pushnil(L);
        lua_pushfstring(L, "cannot read %s: %s", path, strerror(errno));
        return 2;
    }

    lua_newtable(L);
    lua_Integer n = 0;
    for (struct dirent *entry; (entry = readdir(folder->list)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        lua_pushstring(L, entry->d_name);
        lua_rawseti(L, -2, ++n);
    }
    closedir(folder->list);
    folder->list = NULL;
    return 1;
}

int host_executable(lua_State *L)
{
    char path[4096];
    size_t size = sizeof path;
    if (uv_exepath(path, &size) != 0)
        lua_pushnil(L);
    else
        lua_pushlstring(L, path, size);
    return 1;
}

int host_file_info(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    struct stat info;
    if (stat(path, &info) != 0) {
        lua_pushnil(L);
        return 1;
    }
    struct stat itself;
    bool is_link = lstat(path, &itself) == 0 && S_ISLNK(itself.st_mode);
    lua_createtable(L, 0, 5);
    lua_pushboolean(L, S_ISDIR(info.st_mode));
    lua_setfield(L, -2, "folder");
    lua_pushboolean(L, S_ISREG(info.st_mode));
    lua_setfield(L, -2, "regular");
    lua_pushboolean(L, is_link);
    lua_setfield(L, -2, "link");
    lua_pushinteger(L, (lua_Integer)info.st_size);
    lua_setfield(L, -2, "size");
    lua_pushinteger(L,
        (lua_Integer)info.st_mtim.tv_sec * 1000000000 +
            (lua_Integer)info.st_mtim.tv_nsec);
    lua_setfield(L, -2, "modified");
    return 1;
}
