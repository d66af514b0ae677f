// SPDX-License-Identifier: MIT
#include "lua/task/worker.h"

#include <lauxlib.h>

#include "lua/base/display.h"
#include "lua/base/sandbox.h"
#include "lua/base/scripts.h"
#include "lua/task/state_object.h"
#include "lua/task/task.h"
#include "vm/base/mem.h"

StateContext *worker_state(Worker *worker)
{
    return &worker->state;
}

/* What belongs to a task and is used again by the next. */

static void *take(Reserve *reserve, size_t size)
{
    if (reserve->taken == reserve->n) {
        size_t more = (size_t)reserve->n + 1;
        reserve->items = mem_realloc(reserve->items, more * sizeof *reserve->items);
        reserve->items[reserve->n++] = mem_zero_alloc(size);
    }
    return reserve->items[reserve->taken++];
}

Combiner *task_take_combiner(Task *task)
{
    return take(&task->worker->combiners, sizeof(Combiner));
}

Groups *task_take_groups(Task *task)
{
    return take(&task->worker->groups, sizeof(Groups));
}

NativeRecords *task_take_records(Task *task)
{
    return take(&task->worker->records, sizeof(NativeRecords));
}

Buffer *task_take_scratch(Task *task)
{
    Buffer *scratch = take(&task->worker->scratches, sizeof(Buffer));
    buffer_clear(scratch);
    return scratch;
}

static void free_combiner(void *item)
{
    combiner_free(item);
}

static void free_groups(void *item)
{
    groups_free(item);
}

static void free_records(void *item)
{
    native_records_free(item);
}

static void free_scratch(void *item)
{
    buffer_free(item);
}

static void free_reserve(Reserve *reserve, void (*free_item)(void *item))
{
    for (int i = 0; i < reserve->n; i++) {
        free_item(reserve->items[i]);
        mem_free(reserve->items[i]);
    }
    mem_free(reserve->items);
}

/* Running. */

int task_body(lua_State *L)
{
    Task *task = lua_touserdata(L, TASK_SELF);
    task_begin_functions(task);
    task_begin_shared(task);

    sink_run(task);
    task_check_travel(task);
    lua_settop(L, TASK_BASE);
    task_end_shared(task);
    task_note_changes(task);
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
    worker->combiners.taken = 0;
    worker->groups.taken = 0;
    worker->records.taken = 0;
    worker->scratches.taken = 0;
    worker->state_object = NULL;

    follow_begin(&task);
    task_begin_count(&task);
    lua_pushvalue(L, FRAME_BODY);
    lua_pushlightuserdata(L, &task);
    lua_pushvalue(L, FRAME_FUNCTIONS);
    lua_pushvalue(L, FRAME_ANCHOR);
    lua_pushnil(L); /* TASK_WORDS */
    int status = lua_pcall(L, TASK_ARGUMENTS, 0, FRAME_HANDLER);
    /* Without memory, or in trouble of its own, the handler could say nothing. */
    if (status != LUA_OK && !failure_is_set(&result->failure))
        task_set_failure(&task, task.active, "task-failed",
            lua_isstring(L, -1) ? lua_tostring(L, -1) : "not enough memory");
    lua_settop(L, FRAME_ANCHOR);
    result->instructions = worker->instructions;
    worker->task = NULL;
}

static int print_in_task(lua_State *L)
{
    Worker *worker = state_context(L)->owner;
    Buffer *out = &worker->task->result->printed;
    size_t before = out->size;
    int n = lua_gettop(L);
    for (int i = 1; i <= n; i++) {
        size_t size;
        const char *text = display_tolstring(L, i, &size);
        if (i > 1)
            buffer_append_byte(out, '\t');
        buffer_append(out, text, size);
        lua_pop(L, 1);
    }
    buffer_append_byte(out, '\n');
    box_charge_printed(state_context(L)->box, out->size - before);
    return 0;
}

/* load(chunk [, name [, mode [, env]]]): text only, and the globals are the task's. */
static int load_in_task(lua_State *L)
{
    bool has_environment = !lua_isnone(L, 4);
    lua_settop(L, 4);
    if (!has_environment) {
        task_push_environment(L);
        lua_replace(L, 4);
    }
    return sandbox_load(L);
}

/* What modules of ours find in a task under the name of the host functions. */
static int open_host(lua_State *L)
{
    static const luaL_Reg functions[] = {{"caller", scripts_caller}, {NULL, NULL}};
    luaL_newlib(L, functions);
    return 1;
}

static int set_up(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_pushcfunction(L, open_host);
    lua_setfield(L, -2, "sluice.host");
    lua_pop(L, 1);

    /* Tasks make much garbage and hold little: collecting later costs some memory. */
    lua_gc(L, LUA_GCINC, 400, 0, 0);
    task_open_functions(L);
    task_open_shared(L);
    state_object_open(L);
    lua_register(L, "print", print_in_task);
    lua_getglobal(L, "load");
    lua_pushcclosure(L, load_in_task, 1);
    lua_setglobal(L, "load");
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.ordered");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "pairs");
    lua_setglobal(L, "pairs");
    lua_getfield(L, -1, "next");
    lua_setglobal(L, "next");
    lua_pop(L, 1);

    /* A task may not reach the real string library through a string. */
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    if (state_context(L)->box != NULL) {
        sandbox_open(L, true);
        box_watch(L);
    }
    task_push_frame(L);
    return FRAME_ANCHOR;
}

Worker *worker_new(const WorkerSupply *supply, size_t limit_bytes)
{
    Worker *worker = mem_zero_alloc(sizeof *worker);
    worker->supply = *supply;
    state_context_init(&worker->state);
    worker->state.limit_bytes = limit_bytes;
    worker->state.owner = worker;
    state_enter_box(&worker->state, supply->box);
    worker->L = state_new(&worker->state);
    if (worker->L != NULL) {
        lua_pushcfunction(worker->L, set_up);
        if (lua_pcall(worker->L, 0, FRAME_ANCHOR, 0) == LUA_OK)
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
    free_reserve(&worker->combiners, free_combiner);
    free_reserve(&worker->groups, free_groups);
    free_reserve(&worker->records, free_records);
    free_reserve(&worker->scratches, free_scratch);
    for (int i = 0; i < worker->loaded_capacity; i++)
        mem_free(worker->loaded[i].native);
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
    worker->interrupted = true;
    lua_sethook(worker->L, stop_here,
        LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}
