/* lua/task/task_functions.c -- the functions of a task and the globals they see.
 * Spark: what a task deserialises: the closures of its stage. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/display.h"
#include "lua/base/sandbox.h"
#include "lua/task/captured.h"
#include "lua/task/task.h"
#include "vm/base/mem.h"

/* Keys of the registry. */
static const char CELLS = 'c';  /* function number + 1 -> list: number of a variable,
                                 * value, ... */
static const char TABLES = 't'; /* function number + 1 -> what lua/task/captured.h
                                 * remembers of its tables */
static const char ANCHOR = 'a'; /* a function; its upvalue 1 is the environment */

/* The environment of tasks: empty at first; a global is fetched from the driver when it
 * is touched, and is a copy. */

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

    task_read_shipped(L, bytes);
    if (lua_isnil(L, -1) && worker->state.box != NULL)
        sandbox_check_absent(L, name);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
}

void task_read_shipped(lua_State *L, const Buffer *bytes)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ANCHOR);
    ship_read(L, bytes, lua_gettop(L));
    lua_remove(L, -2);
}

/* Whether the table on the top is an environment as new. */
static bool is_unused(lua_State *L)
{
    if (!lua_istable(L, -1) || !lua_getmetatable(L, -1))
        return false;
    bool unused = lua_rawequal(L, -1, lua_upvalueindex(TASK_ENVIRONMENT_META));
    lua_pop(L, 1);
    lua_pushnil(L);
    if (lua_next(L, -2) == 0)
        return unused;
    lua_pop(L, 2);
    return false;
}

/* What the task before left untouched serves again. */
static void renew_environment(lua_State *L)
{
    lua_getupvalue(L, TASK_ANCHOR, 1);
    bool serves = is_unused(L);
    lua_pop(L, 1);
    if (serves)
        return;
    lua_newtable(L);
    lua_pushvalue(L, lua_upvalueindex(TASK_ENVIRONMENT_META));
    lua_setmetatable(L, -2);
    lua_setupvalue(L, TASK_ANCHOR, 1);
}

void task_push_environment(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ANCHOR);
    lua_getupvalue(L, -1, 1);
    lua_remove(L, -2);
}

/* Each task draws its own random numbers, whoever runs it. */
static void seed_random(Task *task)
{
    lua_State *L = task->L;
    uint64_t place =
        (uint64_t)task->work->stage << 32 | (uint32_t)task->spec->partition;
    lua_pushvalue(L, lua_upvalueindex(TASK_RANDOMSEED));
    lua_pushinteger(L,
        (lua_Integer)(task->worker->supply.seed ^
            place * UINT64_C(0x9E3779B97F4A7C15)));
    lua_pushinteger(L, task->spec->attempt);
    lua_call(L, 2, 0);
}

/* Functions. One that captured no table is loaded once; before each task its captured
 * variables are set back to what was shipped. */

static void remember_cells(Worker *worker, FuncId func, int function)
{
    lua_State *L = worker->L;
    lua_newtable(L);
    lua_Integer n = 0;
    for (int i = 1; lua_getupvalue(L, function, i) != NULL; i++) {
        if (lua_upvalueid(L, function, i) == lua_upvalueid(L, TASK_ANCHOR, 1)) {
            lua_pop(L, 1); /* the environment */
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

static void remember_tables(Worker *worker, FuncId func, int function)
{
    lua_State *L = worker->L;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &TABLES);
    captured_remember(L, function, TASK_ANCHOR);
    worker->loaded[func].has_tables = !lua_isnil(L, -1);
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

static void read_native(lua_State *L, Loaded *loaded)
{
    if (loaded->native == NULL)
        loaded->native = mem_alloc(sizeof *loaded->native);
    loaded->is_native = native_read(loaded->native, L, lua_gettop(L), TASK_GLOBALS);
    if (!loaded->is_native) {
        mem_free(loaded->native);
        loaded->native = NULL;
    }
}

static void load_function(Task *task, FuncId func, const Shipped *shipped)
{
    Worker *worker = task->worker;
    lua_State *L = worker->L;
    ship_read(L, &shipped->code, TASK_ANCHOR);
    remember_cells(worker, func, lua_gettop(L));
    worker->loaded[func].has_tables = false;
    if (shipped->needs_copy)
        remember_tables(worker, func, lua_gettop(L));
    lua_pushvalue(L, -1);
    lua_rawseti(L, TASK_FUNCTIONS, func + 1);
    worker->loaded[func].version = shipped->version;
    /* To read the code takes instructions, which must not be counted. What has a copy
     * for each task would have to be read for each. */
    if (task->work->shortcuts && !shipped->needs_copy)
        read_native(L, &worker->loaded[func]);
    else
        worker->loaded[func].is_native = false;
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

/* NULL if Lua has to be called. */
static const Native *native_of(Task *task, FuncId func)
{
    const Loaded *loaded = &task->worker->loaded[func];
    if (!loaded->is_native || !task->work->shortcuts ||
        (loaded->native->strings != 0 &&
            !builtins_strings_hold(task->L, loaded->native->strings))) {
        task->has_own = true;
        return NULL;
    }
    return loaded->native;
}

/* Only a function that is not native can have changed them since the last look. */
bool task_globals_hold(Task *task, unsigned globals)
{
    if (task->has_own)
        return builtins_globals_hold(task->L, TASK_GLOBALS, globals);
    unsigned missing = globals & ~task->globals;
    if (missing != 0 && builtins_globals_hold(task->L, TASK_GLOBALS, missing))
        task->globals |= missing;
    return (globals & ~task->globals) == 0;
}

static const Native *push_function(Task *task, FuncId func)
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
        return native_of(task, func);
    }
    lua_rawgeti(L, TASK_FUNCTIONS, func + 1);
    if (fresh && worker->loaded[func].has_cells)
        reset_cells(L, func, lua_gettop(L));
    return native_of(task, func);
}

void task_push_function(Task *task, FuncId func)
{
    push_function(task, func);
}

const Native *task_push_evaluated(Task *task, FuncId func, Evaluates evaluates)
{
    const Native *native = push_function(task, func);
    return native != NULL && evaluates_native(native, evaluates) ? native : NULL;
}

/* Whether the two values on the top are one; NaN is itself here. */
static bool is_same(lua_State *L)
{
    return lua_rawequal(L, -1, -2) ||
        (!lua_rawequal(L, -1, -1) && !lua_rawequal(L, -2, -2));
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
        if (!is_same(L)) {
            result->changed_func = func;
            result->changed_name = mem_copy_string(name);
        }
        lua_settop(L, cells);
    }
    lua_settop(L, function - 1);
}

static void look_into_tables(Task *task, FuncId func)
{
    lua_State *L = task->L;
    lua_rawgeti(L, TASK_FUNCTIONS, func + 1);
    int function = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &TABLES);
    lua_rawgeti(L, -1, func + 1);
    captured_compare(L, function, func, task->result);
    lua_settop(L, function - 1);
}

void task_note_changes(Task *task)
{
    Worker *worker = task->worker;
    for (int i = 0; i < worker->n_used; i++) {
        FuncId func = worker->used[i];
        if (worker->loaded[func].has_cells)
            look_for_changes(task, func);
        if (worker->loaded[func].has_tables)
            look_into_tables(task, func);
    }
}

/* Opening. */

static void push_environment_meta(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, fetch_global);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
}

void task_open_functions(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &CELLS);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &TABLES);
    if (luaL_loadstring(L, "return _ENV") != LUA_OK)
        lua_error(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &ANCHOR);
}

void task_push_call(lua_State *L, lua_CFunction body, void *self)
{
    for (int i = 1; i <= TASK_UPVALUES; i++)
        lua_getupvalue(L, FRAME_BODY, i);
    lua_pushcclosure(L, body, TASK_UPVALUES);
    lua_pushlightuserdata(L, self);
    lua_pushvalue(L, FRAME_FUNCTIONS);
    lua_pushvalue(L, FRAME_ANCHOR);
    lua_pushnil(L); /* TASK_WORDS */
}

void task_push_frame(lua_State *L)
{
    lua_pushcfunction(L, task_handle_error);
    push_environment_meta(L);
    lua_getglobal(L, "math");
    lua_getfield(L, -1, "randomseed");
    lua_remove(L, -2);
    lua_pushcclosure(L, task_body, TASK_UPVALUES);
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &ANCHOR);
}

void task_begin_functions(Task *task)
{
    lua_State *L = task->L;
    task->worker->n_used = 0;
    renew_environment(L);
    task_push_environment(L);
    seed_random(task);
    display_restart(L);
}
