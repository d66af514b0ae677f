/* cli/enclosing.c -- the parent of programs that nobody has read.
 *
 * One loop of libuv serves all children. Lua is called between two turns of it only,
 * since an error of Lua's may not leave through libuv. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <lauxlib.h>
#include <uv.h>

#include "cli/enclosed.h"
#include "cli/enclosed_answer.h"
#include "cli/signals.h"
#include "lua/base/owned.h"
#include "lua/base/plain.h"
#include "vm/base/mem.h"
#include "vm/base/temporary.h"

#define ENCLOSING_TYPE "cli.enclosing"

enum { PIECE = 1 << 16, MOST_SAID = 4096, LOOK_MS = 100, MOST_VARIABLES = 16 };

/* More than a child can want to tell: one that tells more is no child of ours. */
static const size_t MOST_ANSWER = (size_t)(LIMIT_TRACED + LIMIT_TRACED / 2);

/* How long a child may take in real time: others want the processors, too. */
#define REAL_TIME(seconds) ((seconds)*10 + 30)

enum { STDIN, STDOUT, STDERR, PIPES };

typedef struct Child {
    ChildEnd end; /* what became of it */
    struct Enclosing *all;
    Buffer request;
    char *folder;
    uv_process_t process;
    uv_pipe_t pipes[PIPES];
    uv_timer_t timer;
    uv_write_t write;
    int n_open; /* handles of the loop */
    bool is_running;
    bool is_told;
} Child;

/* Everything of one `enclosed`, boxed: if Lua raises, the children end first. */
typedef struct Enclosing {
    uv_loop_t loop;
    bool has_loop;
    uv_timer_t look; /* for signals */
    Child *children;
    int n;
    int next;      /* the child that is started next */
    int n_running; /* those that have an open handle */
    char piece[PIECE];
    char program[4096];
} Enclosing;

/* Handles. */

static void on_closed(uv_handle_t *handle)
{
    Child *child = handle->data;
    if (--child->n_open == 0)
        child->all->n_running--;
}

static void close_handle(uv_handle_t *handle)
{
    if (!uv_is_closing(handle))
        uv_close(handle, on_closed);
}

static void kill_child(Child *child, EndedBy by)
{
    if (!child->is_running)
        return;
    if (child->end.by == ENDED_BY_ITSELF)
        child->end.by = by;
    uv_process_kill(&child->process, SIGKILL);
}

static void on_exit_of(uv_process_t *process, int64_t code, int signal_number)
{
    Child *child = process->data;
    child->is_running = false;
    child->end.code = (int)code;
    child->end.signal = signal_number;
    close_handle((uv_handle_t *)process);
    close_handle((uv_handle_t *)&child->timer);
    close_handle((uv_handle_t *)&child->pipes[STDIN]);
}

static void on_timer(uv_timer_t *timer)
{
    kill_child(timer->data, ENDED_BY_CLOCK);
}

static void give_room(uv_handle_t *handle, size_t wanted, uv_buf_t *room)
{
    (void)wanted;
    Child *child = handle->data;
    *room = uv_buf_init(child->all->piece, PIECE);
}

static void on_read(uv_stream_t *pipe, ssize_t size, const uv_buf_t *piece)
{
    Child *child = pipe->data;
    bool is_answer = pipe == (uv_stream_t *)&child->pipes[STDOUT];
    Buffer *into = is_answer ? &child->end.frames : &child->end.errors;
    if (size < 0) {
        close_handle((uv_handle_t *)pipe);
        return;
    }
    if (!is_answer && into->size > MOST_SAID)
        return;
    buffer_append(into, piece->base, (size_t)size);
    if (into->size > MOST_ANSWER) {
        kill_child(child, ENDED_BY_FLOOD);
        close_handle((uv_handle_t *)pipe);
    }
}

static void on_written(uv_write_t *write, int status)
{
    (void)status; /* one that does not read it has ended */
    Child *child = write->data;
    close_handle((uv_handle_t *)&child->pipes[STDIN]);
}

/* Starting. */

static void open_handles(Child *child)
{
    uv_loop_t *loop = &child->all->loop;
    for (int i = 0; i < PIPES; i++) {
        uv_pipe_init(loop, &child->pipes[i], 0);
        child->pipes[i].data = child;
    }
    uv_timer_init(loop, &child->timer);
    child->timer.data = child->process.data = child->write.data = child;
    child->n_open = PIPES + 2;
    child->all->n_running++;
}

static char *below(const char *folder, const char *name)
{
    Buffer path = {0};
    buffer_printf(&path, "%s/%s", folder, name);
    char *made = mem_copy_string(buffer_text(&path));
    buffer_free(&path);
    return made;
}

/* What the program has, and what sluice puts away for it. */
static bool make_folders(Child *child, char **inside, char **beside, Err *err)
{
    child->folder = temporary_new("sluice-box", err);
    if (child->folder == NULL)
        return false;
    *inside = below(child->folder, "inside");
    *beside = below(child->folder, "beside");
    return (mkdir(*inside, 0700) == 0 && mkdir(*beside, 0700) == 0) ||
        err_set(err, ERR_IO, "cannot make a folder in %s", child->folder);
}

/* Of the environment a child gets what its libraries may need to be found. */
static int set_variables(char **variables, const char *beside)
{
    static const char *const kept[] = {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
        "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"};
    int n = 0;
    Buffer variable = {0};
    buffer_printf(&variable, "TMPDIR=%s", beside);
    variables[n++] = mem_copy_string(buffer_text(&variable));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        const char *value = getenv(kept[i]);
        if (value == NULL)
            continue;
        buffer_clear(&variable);
        buffer_printf(&variable, "%s=%s", kept[i], value);
        variables[n++] = mem_copy_string(buffer_text(&variable));
    }
    buffer_free(&variable);
    variables[n] = NULL;
    return n;
}

static int spawn(Child *child, const char *inside, const char *beside)
{
    char *variables[MOST_VARIABLES];
    int n = set_variables(variables, beside);
    char command[] = "enclosed";
    char *words[] = {child->all->program, command, NULL};
    uv_stdio_container_t stdio[PIPES];
    for (int i = 0; i < PIPES; i++) {
        int way = i == STDIN ? UV_READABLE_PIPE : UV_WRITABLE_PIPE;
        stdio[i].flags = (uv_stdio_flags)(UV_CREATE_PIPE | way);
        stdio[i].data.stream = (uv_stream_t *)&child->pipes[i];
    }
    uv_process_options_t options = {.file = child->all->program,
        .args = words,
        .env = variables,
        .cwd = inside,
        .flags = UV_PROCESS_DETACHED, /* Ctrl-C is for the parent */
        .stdio_count = PIPES,
        .stdio = stdio,
        .exit_cb = on_exit_of};
    int error = uv_spawn(&child->all->loop, &child->process, &options);
    for (int i = 0; i < n; i++)
        mem_free(variables[i]);
    return error;
}

static void talk(Child *child)
{
    uv_buf_t bytes = uv_buf_init(child->request.data, (unsigned)child->request.size);
    uv_timer_start(&child->timer, on_timer,
        (uint64_t)(REAL_TIME(child->end.limits.seconds) * 1000), 0);
    uv_read_start((uv_stream_t *)&child->pipes[STDOUT], give_room, on_read);
    uv_read_start((uv_stream_t *)&child->pipes[STDERR], give_room, on_read);
    if (uv_write(&child->write, (uv_stream_t *)&child->pipes[STDIN], &bytes, 1,
            on_written) != 0)
        close_handle((uv_handle_t *)&child->pipes[STDIN]);
}

/* After uv_spawn there is a handle of the process, also if there is no process. */
static bool start_process(Child *child, const char *inside, const char *beside)
{
    open_handles(child);
    int error = spawn(child, inside, beside);
    child->is_running = error == 0;
    if (error == 0) {
        talk(child);
        return true;
    }
    buffer_printf(&child->end.errors, "cannot start %s: %s", child->all->program,
        uv_strerror(error));
    close_handle((uv_handle_t *)&child->process);
    close_handle((uv_handle_t *)&child->timer);
    for (int i = 0; i < PIPES; i++)
        close_handle((uv_handle_t *)&child->pipes[i]);
    return false;
}

static void start(Child *child)
{
    Err err = {0};
    char *inside = NULL;
    char *beside = NULL;
    bool ok = make_folders(child, &inside, &beside, &err);
    if (!ok)
        buffer_append_string(&child->end.errors, err.message);
    if (!ok || !start_process(child, inside, beside))
        child->end.by = ENDED_BEFORE;
    mem_free(inside);
    mem_free(beside);
}

/* All of them. */

static void start_some(Enclosing *self, int most)
{
    while (self->n_running < most && self->next < self->n)
        start(&self->children[self->next++]);
}

/* The loop turns, so that a signal is seen; and the system has no limit for all files
 * of a process together. */
static void on_look(uv_timer_t *timer)
{
    Enclosing *self = timer->data;
    for (int i = 0; i < self->next; i++) {
        Child *child = &self->children[i];
        if (child->is_running && temporary_size(child->folder) > LIMIT_FILES)
            kill_child(child, ENDED_BY_FILES);
    }
}

static void free_child(Child *child)
{
    temporary_remove(child->folder);
    mem_free(child->folder);
    child->folder = NULL;
    buffer_free(&child->request);
    buffer_free(&child->end.frames);
    buffer_free(&child->end.errors);
}

static void end_children(Enclosing *self)
{
    self->next = self->n;
    for (int i = 0; i < self->n; i++)
        kill_child(&self->children[i], ENDED_BEFORE);
    while (self->n_running > 0)
        uv_run(&self->loop, UV_RUN_ONCE);
}

static int enclosing_collect(lua_State *L)
{
    Enclosing *self = luaL_checkudata(L, 1, ENCLOSING_TYPE);
    if (!self->has_loop)
        return 0;
    end_children(self);
    uv_close((uv_handle_t *)&self->look, NULL);
    uv_run(&self->loop, UV_RUN_DEFAULT);
    uv_loop_close(&self->loop);
    for (int i = 0; i < self->n; i++)
        free_child(&self->children[i]);
    mem_free(self->children);
    self->children = NULL;
    self->has_loop = false;
    signals_obey();
    return 0;
}

/* Requests of the list at index 1 as bytes, made ready by cli/enclosed.lua. */
static void read_requests(lua_State *L, Enclosing *self)
{
    char folder[4096];
    size_t size = sizeof folder;
    if (uv_cwd(folder, &size) != 0)
        luaL_error(L, "the working folder is gone");
    self->children = mem_zero_alloc(((size_t)luaL_len(L, 1) + 1) * sizeof(Child));
    self->n = (int)luaL_len(L, 1);
    for (int i = 0; i < self->n; i++) {
        Child *child = &self->children[i];
        child->all = self;
        lua_getglobal(L, "require");
        lua_pushliteral(L, "cli.enclosed");
        lua_call(L, 1, 1);
        lua_getfield(L, -1, "prepare");
        lua_rawgeti(L, 1, i + 1);
        lua_pushlstring(L, folder, size);
        lua_call(L, 2, 1); /* module, request */
        child->end.limits = limits_read(L, lua_gettop(L));
        if (!plain_write(L, -1, UINT32_MAX / 2, &child->request))
            luaL_error(L, "request %d is not plain", i + 1);
        lua_pop(L, 2);
    }
}

/* Puts the answers that are there into the table at index 4, and tells of them. */
static void take_answers(lua_State *L, Enclosing *self, int *told)
{
    for (int i = 0; i < self->next; i++) {
        Child *child = &self->children[i];
        if (child->is_told || child->n_open > 0)
            continue;
        child->is_told = true;
        answer_push(L, &child->end);
        lua_rawseti(L, 4, i + 1);
        free_child(child);
        if (lua_isnil(L, 3))
            continue;
        lua_pushvalue(L, 3);
        lua_pushinteger(L, ++*told);
        lua_pushinteger(L, self->n);
        lua_pushinteger(L, i + 1);
        lua_call(L, 3, 0);
    }
}

/* Not every signal that is obeyed ends us: the caller may have a way of its own. */
static void interrupt(lua_State *L, Enclosing *self)
{
    end_children(self);
    for (int i = 0; i < self->n; i++) {
        Child *child = &self->children[i];
        if (child->is_told)
            continue;
        child->end.by = ENDED_BEFORE;
        buffer_clear(&child->end.errors);
        buffer_append_string(&child->end.errors, "an interrupt ended the program");
        answer_push(L, &child->end);
        lua_rawseti(L, 4, i + 1);
    }
}

int host_enclosed(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    int most = (int)luaL_checkinteger(L, 2);
    lua_settop(L, 3);
    lua_newtable(L);
    Enclosing *self = owned_push(L, sizeof *self, ENCLOSING_TYPE, enclosing_collect);
    size_t size = sizeof self->program;
    if (uv_exepath(self->program, &size) != 0)
        return luaL_error(L, "nobody says where the program sluice is");

    uv_loop_init(&self->loop);
    uv_timer_init(&self->loop, &self->look);
    self->look.data = self;
    self->has_loop = true;
    signals_note();
    read_requests(L, self);
    uv_timer_start(&self->look, on_look, LOOK_MS, LOOK_MS);
    int told = 0;
    while ((self->next < self->n || self->n_running > 0) && !signals_noted()) {
        start_some(self, most > 1 ? most : 1);
        if (self->n_running > 0)
            uv_run(&self->loop, UV_RUN_ONCE);
        take_answers(L, self, &told);
    }
    if (signals_noted())
        interrupt(L, self);
    lua_pushcfunction(L, enclosing_collect); /* which obeys the signal */
    lua_pushvalue(L, -2);
    lua_call(L, 1, 0);
    lua_settop(L, 4);
    return 1;
}
