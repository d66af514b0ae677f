// SPDX-License-Identifier: MIT
#include "cli/paper.h"

#include <lauxlib.h>

#include "cli/child.h"
#include "lua/base/owned.h"
#include "vm/base/file.h"
#include "vm/base/mem.h"
#include "vm/base/temporary.h"

enum { WORDS = 5 }; /* of the command, before the pages */

static bool write_page(lua_State *L, int n, const char *path, Err *err)
{
    size_t size;
    lua_rawgeti(L, 1, n);
    const char *text = lua_tolstring(L, -1, &size);
    bool written = file_put(path, text, size, err);
    lua_pop(L, 1);
    return written;
}

static bool print(char *const arguments[], Buffer *pdf, Err *err)
{
    ChildTalk talk = {.input = "", .output = pdf};
    ChildEnd end = child_talk(arguments, &talk);
    if (end == CHILD_MISSING)
        err_set(err, ERR_IO,
            "librsvg is not installed: there is no program rsvg-convert. It is in the "
            "package librsvg2-bin; -o FILE.html needs no librsvg");
    else if (end == CHILD_FAILED)
        err_set(err, ERR_IO, "librsvg could not print these pages: %s",
            child_complaint(&talk));
    buffer_free(&talk.complaint);
    return end == CHILD_DONE;
}

/* Writes the pages into a folder and prints them. */
static bool print_pages(lua_State *L, int count, const char *folder, Buffer *pdf,
    Err *err)
{
    char env[] = "env", epoch[] = "SOURCE_DATE_EPOCH=0", program[] = "rsvg-convert",
         option[] = "-f", format[] = "pdf";
    char **arguments = mem_alloc((size_t)(WORDS + count + 1) * sizeof *arguments);
    char *const words[WORDS] = {env, epoch, program, option, format};
    for (int i = 0; i < WORDS; i++)
        arguments[i] = words[i];

    bool written = true;
    int made = 0;
    for (; written && made < count; made++) {
        Buffer path = {0};
        buffer_printf(&path, "%s/%d.svg", folder, made + 1);
        arguments[WORDS + made] = mem_copy_string(buffer_text(&path));
        buffer_free(&path);
        written = write_page(L, made + 1, arguments[WORDS + made], err);
    }
    arguments[WORDS + made] = NULL;

    bool printed = written && print(arguments, pdf, err);
    for (int i = 0; i < made; i++)
        mem_free(arguments[WORDS + i]);
    mem_free(arguments);
    return printed;
}

int host_pdf(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    int count = (int)lua_rawlen(L, 1);
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, 1, i);
        luaL_checktype(L, -1, LUA_TSTRING);
        lua_pop(L, 1);
    }
    Buffer *pdf = owned_push_buffer(L);

    Err err;
    char *folder = temporary_new("sluice-pages", &err);
    bool printed = folder && print_pages(L, count, folder, pdf, &err);
    temporary_remove(folder);
    mem_free(folder);
    if (!printed) {
        lua_pushnil(L);
        lua_pushstring(L, err.message);
        return 2;
    }

    lua_pushlstring(L, pdf->data, pdf->size);
    buffer_free(pdf);
    return 1;
}
