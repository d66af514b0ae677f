/* lua/driver/driver_source.c -- the text of the program: read once, kept in the trace.
 */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/sandbox.h"
#include "lua/driver/driver_parts.h"

/* In the trace. A program that is longer is cut behind a whole line. */
enum { SHOWN_BYTES = 65536 };

static size_t shown_size(const Buffer *source)
{
    if (source->size <= SHOWN_BYTES)
        return source->size;
    size_t size = SHOWN_BYTES;
    while (size > 0 && source->data[size - 1] != '\n')
        size--;
    return size > 0 ? size : SHOWN_BYTES;
}

/* Where Lua begins to read: behind a byte order mark, and at the end of a first line
 * that is for the shell, so that lines keep their numbers. */
static const char *code_of(const char *text)
{
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    return *text == '#' ? text + strcspn(text, "\n") : text;
}

void driver_trace_source(Driver *driver, const char *name)
{
    const Buffer *source = &driver->source;
    TRACE(&driver->trace, driver->clock->now, TRACE_SOURCE, trace_text(name),
        trace_bytes(source->data, shown_size(source)), trace_int(source->size));
}

static bool read_once(Driver *driver, const char *name, Err *err)
{
    Buffer *source = &driver->source;
    if (source->data != NULL)
        return true;
    const DriverOptions *options = driver->options;
    if (options->text != NULL)
        buffer_append(source, options->text, options->text_size);
    else if (!file_read(options->file, source, err))
        return false;
    buffer_text(source);
    driver_trace_source(driver, name);
    return true;
}

bool driver_load_program(lua_State *L)
{
    Driver *driver = driver_of(L);
    const char *file = driver->options->file;
    bool standard_input = strcmp(file, "-") == 0;
    Err err;
    if (!read_once(driver, standard_input ? "stdin" : file, &err)) {
        lua_pushstring(L, err.message);
        return false;
    }

    const Buffer *source = &driver->source;
    const char *code = code_of(source->data);
    size_t size = source->size - (size_t)(code - source->data);
    lua_pushfstring(L, standard_input ? "=stdin" : "@%s", file);
    int status = luaL_loadbufferx(L, code, size, lua_tostring(L, -1), "t");
    lua_remove(L, -2);
    if (status == LUA_OK)
        sandbox_confine(L);
    return status == LUA_OK;
}
