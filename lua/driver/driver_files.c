/* lua/driver/driver_files.c -- what the file streams of a run see. */
// SPDX-License-Identifier: MIT
#include "lua/driver/driver_files.h"

#include <lauxlib.h>

#include "lua/driver/bind.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_observe.h"
#include "lua/driver/driver_parts.h"
#include "vm/ingest/disk.h"

bool driver_files_open(Driver *driver, Err *err)
{
    driver->appearing = appearing_new(driver->clock);
    for (int i = 0; i < driver->options->n_files; i++) {
        const FutureFile *file = &driver->options->files[i];
        AppearingFile added = {.folder = file->folder,
            .source = file->file,
            .at = file->at};
        if (file->name == NULL && !appearing_add(driver->appearing, &added, err))
            return false;
    }
    return true;
}

static bool check(void *subject, const char *folder, Err *err)
{
    const Driver *driver = subject;
    return driver->wall != NULL ? disk_check(NULL, folder, err)
                                : appearing_check(driver->appearing, folder, err);
}

static bool list(void *subject, const char *folder, FileListing *listing)
{
    const Driver *driver = subject;
    return driver->wall != NULL ? disk_list(NULL, folder, listing)
                                : appearing_list(driver->appearing, folder, listing);
}

static bool expects(void *subject, const char *folder)
{
    const Driver *driver = subject;
    return driver->wall != NULL ? disk_expects(NULL, folder)
                                : appearing_expects(driver->appearing, folder);
}

/* Calls the program's filter; an error in it is said, and the batch has no files. */
static bool accepts(void *subject, int filter, const char *path, bool *ok)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    lua_pushcfunction(L, bind_add_place);
    driver_push_function(L, filter);
    lua_pushstring(L, path);
    int status = lua_pcall(L, 1, 1, top + 1);
    bool accepted = status == LUA_OK && lua_toboolean(L, -1);
    *ok = status == LUA_OK;
    if (status != LUA_OK && !lua_islightuserdata(L, -1) &&
        driver_push_reporter(driver, "filter_failed")) {
        lua_pushvalue(L, -2);
        driver_call_reporter(driver, 1);
    }
    lua_settop(L, top);
    return accepted;
}

FileSystem driver_file_system(Driver *driver)
{
    return (FileSystem){driver, check, list, expects, accepts};
}

void driver_files_missing(void *subject, StreamId stream, const char *path)
{
    Driver *driver = subject;
    if (!driver_push_reporter(driver, "files_missing"))
        return;
    lua_pushinteger(driver->L, stream);
    lua_pushstring(driver->L, path);
    driver_call_reporter(driver, 2);
}
