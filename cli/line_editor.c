// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/line_editor.h"

#include <histedit.h>
#include <lauxlib.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lua/base/owned.h"
#include "vm/base/mem.h"

#define EDITOR_TYPE "cli.line_editor"

enum { HISTORY_LINES = 1000 };

typedef struct Editor {
    EditLine *edit;
    History *history;
    lua_State *L; /* of the call of read that is going on */
    char *file;   /* of the history, or NULL */
    char *prompt;
    bool cancelled;
} Editor;

static Editor *editor_of(EditLine *edit)
{
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}

static const char *prompt_of(EditLine *edit)
{
    return editor_of(edit)->prompt;
}

static void insert(EditLine *edit, const char *text)
{
    if (text != NULL && *text != '\0')
        el_insertstr(edit, text);
}

/* Tab: what to insert and what to show is the business of Lua. */
static unsigned char complete(EditLine *edit, int key)
{
    (void)key;
    lua_State *L = editor_of(edit)->L;
    const LineInfo *line = el_line(edit);
    int top = lua_gettop(L);
    lua_getiuservalue(L, 1, 1);
    lua_pushlstring(L, line->buffer, (size_t)(line->cursor - line->buffer));
    if (lua_pcall(L, 1, 2, 0) != LUA_OK) {
        lua_settop(L, top);
        return CC_REFRESH_BEEP;
    }
    const char *inserted = lua_tostring(L, -2);
    const char *shown = lua_tostring(L, -1);
    if (shown != NULL)
        printf("\n%s\n", shown);
    insert(edit, inserted);
    unsigned char result = shown != NULL ? CC_REDISPLAY
        : inserted != NULL               ? CC_REFRESH
                                         : CC_REFRESH_BEEP;
    lua_settop(L, top);
    return result;
}

/* Ctrl-C: the line that is being typed is gone. */
static unsigned char cancel(EditLine *edit, int key)
{
    (void)key;
    editor_of(edit)->cancelled = true;
    fputs("^C\n", stdout);
    return CC_NEWLINE;
}

static int editor_collect(lua_State *L)
{
    Editor *editor = luaL_checkudata(L, 1, EDITOR_TYPE);
    if (editor->edit != NULL)
        el_end(editor->edit);
    if (editor->history != NULL)
        history_end(editor->history);
    mem_free(editor->file);
    mem_free(editor->prompt);
    memset(editor, 0, sizeof *editor);
    return 0;
}

static Editor *check_editor(lua_State *L)
{
    Editor *editor = luaL_checkudata(L, 1, EDITOR_TYPE);
    luaL_argcheck(L, editor->edit != NULL, 1, "closed");
    return editor;
}

static int editor_read(lua_State *L)
{
    Editor *editor = check_editor(L);
    mem_free(editor->prompt);
    editor->prompt = mem_copy_string(luaL_checkstring(L, 2));
    editor->L = L;
    editor->cancelled = false;
    int size;
    const char *line = el_gets(editor->edit, &size);
    editor->L = NULL;
    lua_pushnil(L);
    if (editor->cancelled) {
        lua_pushliteral(L, "cancelled");
        return 2;
    }
    if (line == NULL || size <= 0)
        return 1;
    size_t length = (size_t)size;
    if (line[length - 1] == '\n')
        length--;
    lua_pushlstring(L, line, length);
    return 1;
}

static int editor_remember(lua_State *L)
{
    Editor *editor = check_editor(L);
    HistEvent event;
    history(editor->history, &event, H_ENTER, luaL_checkstring(L, 2));
    return 0;
}

/* Returns whether the history could be kept. */
static int editor_close(lua_State *L)
{
    Editor *editor = check_editor(L);
    bool saved = true;
    if (editor->file != NULL) {
        HistEvent event;
        lua_pushfstring(L, "%s.new", editor->file);
        const char *fresh = lua_tostring(L, -1);
        saved = history(editor->history, &event, H_SAVE, fresh) >= 0 &&
            rename(fresh, editor->file) == 0;
    }
    lua_pushboolean(L, saved);
    editor_collect(L);
    return 1;
}

static void set_up(Editor *editor)
{
    EditLine *edit = editor->edit;
    el_set(edit, EL_CLIENTDATA, editor);
    el_set(edit, EL_PROMPT, prompt_of);
    el_set(edit, EL_EDITOR, "emacs");
    el_set(edit, EL_HIST, history, editor->history);
    el_set(edit, EL_ADDFN, "sluice-complete", "complete a name", complete);
    el_set(edit, EL_BIND, "\t", "sluice-complete", NULL);
    el_set(edit, EL_ADDFN, "sluice-cancel", "forget the line", cancel);
    el_set(edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(edit, EL_BIND, "^C", "sluice-cancel", NULL);
    el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(edit, EL_BIND, "^W", "ed-delete-prev-word", NULL);
    el_set(edit, EL_BIND, "\033[1;5C", "em-next-word", NULL);
    el_set(edit, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
    el_set(edit, EL_SIGNAL, 1); /* the terminal is as it was when it is resized */
}

int host_line_editor(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"read", editor_read},
        {"remember", editor_remember},
        {"close", editor_close},
        {NULL, NULL},
    };
    luaL_checktype(L, 1, LUA_TTABLE);
    setlocale(LC_CTYPE, ""); /* for letters of several bytes, and for nothing else */
    Editor *editor = owned_push(L, sizeof(Editor), EDITOR_TYPE, editor_collect);
    luaL_getmetatable(L, EDITOR_TYPE);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
    lua_getfield(L, 1, "complete");
    lua_setiuservalue(L, -2, 1);

    editor->history = history_init();
    editor->edit = el_init("sluice", stdin, stdout, stderr);
    if (editor->history == NULL || editor->edit == NULL)
        return 0;
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, HISTORY_LINES);
    history(editor->history, &event, H_SETUNIQUE, 1);
    set_up(editor);
    lua_getfield(L, 1, "history");
    if (lua_isstring(L, -1)) {
        editor->file = mem_copy_string(lua_tostring(L, -1));
        history(editor->history, &event, H_LOAD, editor->file);
    }
    lua_pop(L, 1);
    return 1;
}
