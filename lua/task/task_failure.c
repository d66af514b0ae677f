/* lua/task/task_failure.c -- why a task failed, with the record and the place.
 * Spark: TaskEndReason, ExceptionFailure. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/base/scripts.h"
#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/base/err.h"
#include "vm/base/mem.h"

enum { FAILURE_TEXT = 512 };

/* Its address is the error value of task_fail. */
static const char FAILED = 'x';

/* In the frame of the message handler, where TASK_WORDS is something else. */
static void push_key(Task *task)
{
    const Item *key = &task->key;
    if (key->tag == RECORD_STRING)
        lua_pushlstring(task->L, key->as.text, key->size);
    else
        task_push_item(task, key);
}

static void append_arguments(Task *task, Buffer *out)
{
    lua_State *L = task->L;
    if (task->has_key) {
        push_key(task);
        value_append_source(L, -1, out);
        lua_pop(L, 1);
    }
    for (int i = 0; i < task->n_arguments; i++) {
        if (out->size > 0)
            buffer_append_string(out, ", ");
        value_append_source(L, task->arguments + i, out);
    }
}

/* Lua may raise while a value is turned into text, so the buffers are the worker's. */

static void describe_origin(Task *task)
{
    lua_State *L = task->L;
    Buffer *origin = task_take_scratch(task);
    if (task->source != NULL) {
        value_push(L, task->source);
        Buffer *source = task_take_scratch(task);
        value_append_source(L, -1, source);
        lua_pop(L, 1);
        const char *record = task->result->failure.record;
        if (record == NULL || strcmp(buffer_text(source), record) != 0)
            buffer_printf(origin, "from %s, ", buffer_text(source));
    }
    buffer_printf(origin, "partition %d", task->spec->partition);
    task->result->failure.origin = mem_copy_string(buffer_text(origin));
}

static void describe_record(Task *task)
{
    if (task->n_arguments == 0 && !task->has_key)
        return;
    Buffer *record = task_take_scratch(task);
    append_arguments(task, record);
    task->result->failure.record = mem_copy_string(buffer_text(record));
    describe_origin(task);
}

/* A block that is not there is an error of Spark's own. */
static const char *class_of(const char *name)
{
    return err_class(strcmp(name, "block-lost") == 0 ? ERR_SPARK : ERR_RUNTIME);
}

void task_set_failure(Task *task, const Rdd *rdd, const char *name, const char *message)
{
    Failure *failure = &task->result->failure;
    failure->class_name = mem_copy_string(class_of(name));
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

    task_set_failure(task, rdd, name, message);
    describe_record(task);
    lua_pushlightuserdata(task->L, (void *)(uintptr_t)&FAILED);
    lua_error(task->L);
    CHECK(!"lua_error returned");
    for (;;)
        continue;
}

static _Noreturn void fail_named(Task *task, const Rdd *rdd, const char *name,
    const char *class_name, const char *message)
{
    task_set_failure(task, rdd, name, message);
    mem_free(task->result->failure.class_name);
    task->result->failure.class_name = mem_copy_string(class_name);
    describe_record(task);
    lua_pushlightuserdata(task->L, (void *)(uintptr_t)&FAILED);
    lua_error(task->L);
    abort();
}

_Noreturn void task_fail_as(Task *task, const Rdd *rdd, const char *class_name,
    const char *message)
{
    fail_named(task, rdd, "task-failed", class_name, message);
}

_Noreturn void task_fail_unsent(Task *task, const Rdd *rdd, const char *class_name,
    const char *message)
{
    fail_named(task, rdd, "record-not-serializable", class_name, message);
}

/* How many frames there are. Each look goes all the way down, so they are few. */
static int count_frames(lua_State *L)
{
    lua_Debug frame;
    int low = 0; /* a level that is there */
    int high = 1;
    while (lua_getstack(L, high, &frame)) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (lua_getstack(L, middle, &frame))
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Takes the arguments of the failing function out of the frame of the task, which is
 * the outermost one and still there while the message handler runs. */
static void fetch_arguments(Task *task)
{
    lua_State *L = task->L;
    lua_Debug frame;
    lua_getstack(L, count_frames(L) - 1, &frame);
    lua_getinfo(L, "f", &frame);
    bool found = lua_tocfunction(L, -1) == task_body;
    lua_pop(L, 1);

    int first = lua_gettop(L) + 1;
    int n = 0;
    while (found && n < task->n_arguments &&
        lua_getlocal(L, &frame, task->arguments + n) != NULL)
        n++;
    task->arguments = first;
    task->n_arguments = n;
}

/* Where in the learner's program the error was raised: the innermost Lua function. */
static void locate(Task *task)
{
    Failure *failure = &task->result->failure;
    lua_Debug frame;
    for (int level = 1; lua_getstack(task->L, level, &frame); level++) {
        lua_getinfo(task->L, "Sl", &frame);
        if (frame.currentline > 0 && frame.source[0] == '@' &&
            !scripts_is_ours(frame.source)) {
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
    if (message == NULL && lua_istable(L, index) &&
        luaL_getmetafield(L, index, "__tostring") == LUA_TNIL)
        message = "an error value that is a table without a message";
    if (message == NULL)
        message = luaL_tolstring(L, index, NULL);
    task_set_failure(task, task->active, "task-failed", message);
    if (class_name != NULL) {
        mem_free(task->result->failure.class_name);
        task->result->failure.class_name = mem_copy_string(class_name);
    }
}

int task_handle_error(lua_State *L)
{
    Task *task = ((Worker *)state_context(L)->owner)->task;
    box_check_memory(L);
    /* An error while the first one is described must not hide it. */
    if (failure_is_set(&task->result->failure) || !lua_checkstack(L, 20))
        return 1;

    keep_error(task, 1);
    locate(task);
    fetch_arguments(task);
    describe_record(task);
    lua_settop(L, 1);
    return 1;
}
