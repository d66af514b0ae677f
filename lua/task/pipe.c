/* lua/task/pipe.c -- records as items become values. */
// SPDX-License-Identifier: MIT
#include "lua/task/pipe.h"

#include "lua/base/value.h"
#include "lua/base/words.h"
#include "lua/task/task.h"
#include "vm/base/word.h"

/* The table of words lies in the frame of the task once there is one. */
static void look_for_words(Task *task, size_t size)
{
    words_begin(task->L, size);
    task->has_words = !lua_isnil(task->L, -1);
    lua_replace(task->L, TASK_WORDS);
}

static void push_text(Task *task, const char *text, size_t size)
{
    if (size > WORD_LONGEST) {
        lua_pushlstring(task->L, text, size);
        return;
    }
    if (!task->has_words)
        look_for_words(task, size);
    words_push(task->L, TASK_WORDS, text, size);
}

void task_push_item(Task *task, const Item *item)
{
    lua_State *L = task->L;
    switch (item->tag) {
    case RECORD_NULL:
        lua_pushlightuserdata(L, NULL);
        return;
    case RECORD_FALSE:
    case RECORD_TRUE:
        lua_pushboolean(L, item->tag == RECORD_TRUE);
        return;
    case RECORD_INT:
        lua_pushinteger(L, item->as.integer);
        return;
    case RECORD_DOUBLE:
        lua_pushnumber(L, item->as.number);
        return;
    case RECORD_STRING:
        push_text(task, item->as.text, item->size);
        return;
    case RECORD_NONE: {
        const char none = (char)RECORD_NONE;
        value_push(L, &none);
        return;
    }
    default:
        value_push(L, item->as.record);
    }
}

int task_push_items(Task *task, const Item *first, const Item *second)
{
    task_push_item(task, first);
    if (second == NULL)
        return 1;
    task_push_item(task, second);
    return 2;
}

bool pipe_push_values(Pipe *pipe, Task *task, PipePush *push, const Item *first,
    const Item *second)
{
    int top = lua_gettop(task->L);
    bool more = push(pipe, task, task_push_items(task, first, second));
    lua_settop(task->L, top);
    return more;
}

bool pipe_give_keyed(Pipe *pipe, Task *task, const Item *key)
{
    if (pipe->keyed != NULL)
        return pipe->keyed(pipe, task, key);
    int top = lua_gettop(task->L) - 1;
    task_push_item(task, key);
    lua_insert(task->L, -2);
    bool more = pipe->push(pipe, task, 2);
    lua_settop(task->L, top);
    return more;
}

bool pipe_pass_value(Pipe *pipe, Task *task, const Item *item)
{
    if (item->tag == RECORD_PAIR)
        return pipe_give(pipe, task, item->as.record);
    return pipe_pass(pipe, task, item, NULL);
}

bool pipe_give_next(Pipe *pipe, Task *task, const char *record, const char **next)
{
    Item first;
    Item second;
    if (record_tag(record) != RECORD_PAIR) {
        item_read(&first, record, next);
        return pipe_pass(pipe, task, &first, NULL);
    }
    item_read_pair(&first, &second, record, next);
    return pipe_pass(pipe, task, &first, &second);
}

bool pipe_give(Pipe *pipe, Task *task, const char *record)
{
    const char *next;
    return pipe_give_next(pipe, task, record, &next);
}
