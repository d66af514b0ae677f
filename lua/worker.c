// SPDX-License-Identifier: MIT
#include "lua/worker.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lua/task.h"
#include "lua/value.h"
#include "vm/base/check.h"
#include "vm/base/err.h"
#include "vm/base/mem.h"
#include "vm/base/random.h"

enum { FAILURE_TEXT = 512 };

typedef struct Worker {
    WorkerSupply supply;
    StateContext state;
    lua_State *L;
    Task *task;     /* the one that runs, or NULL */
    Loaded *loaded; /* by function */
    int loaded_capacity;
    int *used; /* functions that the task uses */
    int n_used;
    int used_capacity;
    Combiner **combiners;
    int n_combiners;
    int combiners_taken;
    Buffer **scratches;
    int n_scratches;
    int scratches_taken;
} Worker;

/* Keys of the registry. */
static const char FUNCTIONS = 'f'; /* function number + 1 -> function */
static const char CELLS = 'c';  /* function number + 1 -> list: function, number, value
                                 */
static const char ANCHOR = 'a'; /* a function whose upvalue 1 is the environment */
static const char ENVIRONMENT_META = 'e';
static const char FAILED = 'x'; /* its address is the error value of task_fail */

StateContext *worker_state(Worker *worker)
{
    return &worker->state;
}

/* What belongs to a task and is used again by the next. */

Combiner *task_take_combiner(Task *task)
{
    Worker *worker = task->worker;
    if (worker->combiners_taken == worker->n_combiners) {
        size_t more = (size_t)worker->n_combiners + 1;
        worker->combiners =
            mem_realloc(worker->combiners, more * sizeof *worker->combiners);
        worker->combiners[worker->n_combiners++] = mem_zero_alloc(sizeof(Combiner));
    }
    return worker->combiners[worker->combiners_taken++];
}

Buffer *task_take_scratch(Task *task)
{
    Worker *worker = task->worker;
    if (worker->scratches_taken == worker->n_scratches) {
        size_t more = (size_t)worker->n_scratches + 1;
        worker->scratches =
            mem_realloc(worker->scratches, more * sizeof *worker->scratches);
        worker->scratches[worker->n_scratches++] = mem_zero_alloc(sizeof(Buffer));
    }
    Buffer *scratch = worker->scratches[worker->scratches_taken++];
    buffer_clear(scratch);
    return scratch;
}

/* Failures. */

static void append_arguments(Task *task, Buffer *out)
{
    lua_State *L = task->L;
    for (int i = 0; i < task->n_arguments; i++) {
        if (i > 0)
            buffer_append_string(out, ", ");
        value_append_source(L, task->arguments + i, out);
    }
}

static void describe_origin(Task *task)
{
    lua_State *L = task->L;
    Buffer origin = {0};
    if (task->source != NULL) {
        value_push(L, task->source);
        Buffer source = {0};
        value_append_source(L, -1, &source);
        lua_pop(L, 1);
        const char *record = task->result->failure.record;
        if (record == NULL || strcmp(buffer_text(&source), record) != 0)
            buffer_printf(&origin, "from %s, ", buffer_text(&source));
        buffer_free(&source);
    }
    buffer_printf(&origin, "partition %d", task->spec->partition);
    task->result->failure.origin = mem_copy_string(buffer_text(&origin));
    buffer_free(&origin);
}

static void describe_record(Task *task)
{
    if (task->active == NULL || task->n_arguments == 0)
        return;
    Buffer record = {0};
    append_arguments(task, &record);
    task->result->failure.record = mem_copy_string(buffer_text(&record));
    buffer_free(&record);
    describe_origin(task);
}

static void set_failure(Task *task, const Rdd *rdd, const char *name,
    const char *message)
{
    Failure *failure = &task->result->failure;
    failure->class_name = mem_copy_string(err_class(ERR_RUNTIME));
    failure->name = mem_copy_string(name);
    failure->message = mem_copy_string(message);
    failure->rdd = rdd != NULL ? rdd->id : RDD_NONE;
}

_Noreturn void task_fail(Task *task, const Rdd *rdd, const char *name,
    const char *format, ...)
{
    char message[FAILURE_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);

    set_failure(task, rdd, name, message);
    describe_record(task);
    lua_pushlightuserdata(task->L, (void *)(uintptr_t)&FAILED);
    lua_error(task->L);
    CHECK(!"lua_error returned");
    for (;;)
        continue;
}

static int task_body(lua_State *L);

/* Takes the arguments of the failing function out of the frame of the task, which is
 * still there while the message handler runs. */
static void fetch_arguments(Task *task)
{
    lua_State *L = task->L;
    lua_Debug frame;
    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "f", &frame);
        bool found = lua_tocfunction(L, -1) == task_body;
        lua_pop(L, 1);
        if (!found)
            continue;
        int first = lua_gettop(L) + 1;
        int n = 0;
        while (n < task->n_arguments &&
            lua_getlocal(L, &frame, task->arguments + n) != NULL)
            n++;
        task->arguments = first;
        task->n_arguments = n;
        return;
    }
    task->n_arguments = 0;
}

/* Where in the learner's program the error was raised: the innermost Lua function. */
static void locate(Task *task)
{
    Failure *failure = &task->result->failure;
    lua_Debug frame;
    for (int level = 1; lua_getstack(task->L, level, &frame); level++) {
        lua_getinfo(task->L, "Sl", &frame);
        if (frame.currentline > 0 && frame.source[0] == '@') {
            failure->file = mem_copy_string(frame.source + 1);
            failure->line = frame.currentline;
            return;
        }
    }
}

static const char *field_text(lua_State *L, int index, const char *field)
{
    return lua_getfield(L, index, field) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
}

/* An error value is a text, or a table with class and message (golden/README). */
static void keep_error(Task *task, int index)
{
    lua_State *L = task->L;
    const char *class_name = NULL;
    const char *message = NULL;
    if (lua_istable(L, index)) {
        class_name = field_text(L, index, "class");
        message = field_text(L, index, "message");
    }
    if (message == NULL)
        message = luaL_tolstring(L, index, NULL);
    set_failure(task, task->active, "task-failed", message);
    if (class_name != NULL) {
        mem_free(task->result->failure.class_name);
        task->result->failure.class_name = mem_copy_string(class_name);
    }
}

static int handle_error(lua_State *L)
{
    Task *task = ((Worker *)state_context(L)->owner)->task;
    if (lua_touserdata(L, 1) == &FAILED)
        return 1;

    luaL_checkstack(L, 20, NULL);
    keep_error(task, 1);
    locate(task);
    fetch_arguments(task);
    describe_record(task);
    lua_settop(L, 1);
    return 1;
}

/* The environment of tasks: empty at first; a global is fetched from the driver when it
 * is touched, and is a copy. */

static void seed_math(Task *task)
{
    lua_State *L = task->L;
    char purpose[64];
    snprintf(purpose, sizeof purpose, "task:%d:%d:%d", task->work->stage,
        task->spec->partition, task->spec->attempt);
    Random random;
    random_init(&random, task->worker->supply.seed, purpose);
    lua_getglobal(L, "math");
    lua_getfield(L, -1, "randomseed");
    lua_pushinteger(L, (lua_Integer)random_bits(&random));
    lua_pushinteger(L, (lua_Integer)random_bits(&random));
    lua_call(L, 2, 0);
    lua_pop(L, 1);
}

static int fetch_global(lua_State *L)
{
    Worker *worker = state_context(L)->owner;
    if (lua_type(L, 2) != LUA_TSTRING)
        return 0;
    const char *name = lua_tostring(L, 2);
    ShipReport report;
    Buffer *bytes = task_take_scratch(worker->task);
    if (!worker->supply.global(worker->supply.subject, name, bytes, &report))
        return luaL_error(L,
            "global '%s' is %s, which stays on the driver; a task cannot use it", name,
            report.what);

    if (strcmp(name, "math") == 0)
        seed_math(worker->task);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ANCHOR);
    ship_read(L, bytes, lua_gettop(L));
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
}

static void renew_environment(lua_State *L)
{
    lua_getupvalue(L, TASK_ANCHOR, 1);
    lua_pushnil(L);
    bool touched = lua_next(L, -2);
    lua_settop(L, TASK_BASE);
    if (!touched)
        return;
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ENVIRONMENT_META);
    lua_setmetatable(L, -2);
    lua_setupvalue(L, TASK_ANCHOR, 1);
}

/* Functions. One that captured no table is loaded once; before each task its captured
 * variables are set back to what was shipped. */

static void remember_cells(Worker *worker, FuncId func, int function)
{
    lua_State *L = worker->L;
    lua_newtable(L);
    lua_Integer n = 0;
    for (int i = 1; lua_getupvalue(L, function, i) != NULL; i++) {
        if (lua_istable(L, -1)) { /* the environment */
            lua_pop(L, 1);
            continue;
        }
        lua_rawseti(L, -2, n + 2);
        lua_pushinteger(L, i);
        lua_rawseti(L, -2, n + 1);
        n += 2;
    }
    worker->loaded[func].has_cells = n > 0;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &CELLS);
    lua_insert(L, -2);
    lua_rawseti(L, -2, func + 1);
    lua_pop(L, 1);
}

static void reset_cells(lua_State *L, FuncId func, int function)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &CELLS);
    lua_rawgeti(L, -1, func + 1);
    int cells = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, cells, i) == LUA_TNUMBER; i += 2) {
        int number = (int)lua_tointeger(L, -1);
        lua_rawgeti(L, cells, i + 1);
        lua_setupvalue(L, function, number);
        lua_pop(L, 1);
    }
    lua_settop(L, cells - 2);
}

static void load_function(Task *task, FuncId func, const Shipped *shipped)
{
    Worker *worker = task->worker;
    lua_State *L = worker->L;
    ship_read(L, &shipped->code, TASK_ANCHOR);
    if (!shipped->needs_copy)
        remember_cells(worker, func, lua_gettop(L));
    lua_pushvalue(L, -1);
    lua_rawseti(L, TASK_FUNCTIONS, func + 1);
    worker->loaded[func].version = shipped->version;
    worker->loaded[func].native = native_recognise(L, lua_gettop(L));
}

static void note_used(Worker *worker, FuncId func)
{
    worker->used = mem_grow(worker->used, &worker->used_capacity, worker->n_used + 1,
        sizeof *worker->used);
    worker->used[worker->n_used++] = func;
}

static bool is_used(const Worker *worker, FuncId func)
{
    for (int i = 0; i < worker->n_used; i++) {
        if (worker->used[i] == func)
            return true;
    }
    return false;
}

static void reserve_loaded(Worker *worker, FuncId func)
{
    int before = worker->loaded_capacity;
    if (func < before)
        return;
    worker->loaded =
        mem_grow(worker->loaded, &worker->loaded_capacity, func + 1, sizeof(Loaded));
    memset(worker->loaded + before, 0,
        (size_t)(worker->loaded_capacity - before) * sizeof(Loaded));
}

NativeOp task_push_function(Task *task, FuncId func)
{
    Worker *worker = task->worker;
    lua_State *L = task->L;
    const Shipped *shipped = worker->supply.function(worker->supply.subject, func);
    reserve_loaded(worker, func);
    bool fresh = !is_used(worker, func);
    if (fresh)
        note_used(worker, func);
    if (worker->loaded[func].version != shipped->version ||
        (fresh && shipped->needs_copy)) {
        load_function(task, func, shipped);
        return worker->loaded[func].native;
    }
    lua_rawgeti(L, TASK_FUNCTIONS, func + 1);
    if (fresh && worker->loaded[func].has_cells)
        reset_cells(L, func, lua_gettop(L));
    return worker->loaded[func].native;
}

/* Whether the task changed a captured variable of a function; keeps the first. */
static void look_for_changes(Task *task, FuncId func)
{
    lua_State *L = task->L;
    TaskResult *result = task->result;
    lua_rawgeti(L, TASK_FUNCTIONS, func + 1);
    int function = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &CELLS);
    lua_rawgeti(L, -1, func + 1);
    int cells = lua_gettop(L);
    for (lua_Integer i = 1;
         result->changed_name == NULL && lua_rawgeti(L, cells, i) == LUA_TNUMBER;
         i += 2) {
        const char *name = lua_getupvalue(L, function, (int)lua_tointeger(L, -1));
        lua_rawgeti(L, cells, i + 1);
        if (!lua_rawequal(L, -1, -2)) {
            result->changed_func = func;
            result->changed_name = mem_copy_string(name);
        }
        lua_settop(L, cells);
    }
    lua_settop(L, function - 1);
}

static void note_changes(Task *task)
{
    Worker *worker = task->worker;
    for (int i = 0; i < worker->n_used; i++) {
        FuncId func = worker->used[i];
        const Shipped *shipped = worker->supply.function(worker->supply.subject, func);
        if (!shipped->needs_copy && worker->loaded[func].has_cells)
            look_for_changes(task, func);
    }
}

/* Running. */

static int task_body(lua_State *L)
{
    Task *task = lua_touserdata(L, TASK_SELF);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ANCHOR);
    renew_environment(L);

    sink_run(task);
    lua_settop(L, TASK_BASE);
    note_changes(task);
    return 0;
}

void worker_run(Worker *worker, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    lua_State *L = worker->L;
    Task task = {.worker = worker,
        .L = L,
        .work = work,
        .spec = spec,
        .result = result};
    result->failure.rdd = RDD_NONE;
    result->changed_func = FUNC_NONE;
    worker->task = &task;
    worker->n_used = 0;
    worker->combiners_taken = 0;
    worker->scratches_taken = 0;

    lua_pushcfunction(L, handle_error);
    lua_pushcfunction(L, task_body);
    lua_pushlightuserdata(L, &task);
    int status = lua_pcall(L, 1, 0, 1);
    /* Without memory, or in trouble of its own, the handler could say nothing. */
    if (status != LUA_OK && !failure_is_set(&result->failure))
        set_failure(&task, task.active, "task-failed",
            lua_isstring(L, -1) ? lua_tostring(L, -1) : "not enough memory");
    lua_settop(L, 0);
    worker->task = NULL;
}

static int print_in_task(lua_State *L)
{
    Worker *worker = state_context(L)->owner;
    Buffer *out = &worker->task->result->printed;
    int n = lua_gettop(L);
    for (int i = 1; i <= n; i++) {
        size_t size;
        const char *text = luaL_tolstring(L, i, &size);
        if (i > 1)
            buffer_append_byte(out, '\t');
        buffer_append(out, text, size);
        lua_pop(L, 1);
    }
    buffer_append_byte(out, '\n');
    return 0;
}

static int set_up(lua_State *L)
{
    /* Tasks make much garbage and hold little: collecting later costs some memory. */
    lua_gc(L, LUA_GCINC, 400, 0, 0);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &CELLS);
    lua_newtable(L);
    lua_pushcfunction(L, fetch_global);
    lua_setfield(L, -2, "__index");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &ENVIRONMENT_META);
    lua_register(L, "print", print_in_task);

    if (luaL_loadstring(L, "return _ENV") != LUA_OK)
        return lua_error(L);
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ENVIRONMENT_META);
    lua_setmetatable(L, -2);
    lua_setupvalue(L, -2, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &ANCHOR);

    /* A task may not reach the real string library through a string. */
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    return 0;
}

Worker *worker_new(const WorkerSupply *supply, size_t limit_bytes)
{
    Worker *worker = mem_zero_alloc(sizeof *worker);
    worker->supply = *supply;
    state_context_init(&worker->state);
    worker->state.limit_bytes = limit_bytes;
    worker->state.owner = worker;
    worker->L = state_new(&worker->state);
    if (worker->L != NULL) {
        lua_pushcfunction(worker->L, set_up);
        if (lua_pcall(worker->L, 0, 0, 0) == LUA_OK)
            return worker;
    }
    worker_delete(worker);
    return NULL;
}

void worker_delete(Worker *worker)
{
    if (worker == NULL)
        return;
    state_close(worker->L, &worker->state);
    for (int i = 0; i < worker->n_combiners; i++) {
        combiner_free(worker->combiners[i]);
        mem_free(worker->combiners[i]);
    }
    for (int i = 0; i < worker->n_scratches; i++) {
        buffer_free(worker->scratches[i]);
        mem_free(worker->scratches[i]);
    }
    mem_free(worker->combiners);
    mem_free(worker->scratches);
    mem_free(worker->loaded);
    mem_free(worker->used);
    mem_free(worker);
}

static void stop_here(lua_State *L, lua_Debug *at)
{
    (void)at;
    luaL_error(L, "interrupted"); /* the hook stays, so that pcall cannot swallow it */
}

void worker_interrupt(Worker *worker)
{
    lua_sethook(worker->L, stop_here,
        LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}
