/* lua/task/state_call.c -- the function of mapWithState, called or evaluated. */
// SPDX-License-Identifier: MIT
#include "lua/task/state_call.h"

#include "lua/base/value.h"

/* Sets the state object to the state of a key. */
static void set_object(StatePipe *states, Task *task, const StateInput *input)
{
    StateObject *object = states->object;
    const char *state = input->state;
    task->worker->state_object = object;
    *object = (StateObject){.exists = state != NULL, .timing_out = input->timing_out};
    if (state == NULL)
        return;
    if (record_tag(state) == RECORD_INT) {
        object->as.integer = record_int(state);
        return;
    }
    value_push(task->L, state);
    state_object_set(task->L, object, states->index, lua_gettop(task->L));
    lua_pop(task->L, 1);
}

static void note_mapped(StatePipe *states, Task *task)
{
    states->n_mapped++;
    if (task->follow.on)
        follow_append(&task->follow, states->follow.mapped);
}

/* What the function returned, `got` values on the top, is mapped. Of a function with a
 * time it is an option: nil and None are nothing; a pair is one whatever its key. */
static void keep_mapped(StatePipe *states, Task *task, int got)
{
    lua_State *L = task->L;
    const Rdd *rdd = states->pipe.rdd;
    if (states->work->timed) {
        if (got == 0 || lua_isnil(L, -got) ||
            (got == 1 && lua_topointer(L, -1) == state_context(L)->none))
            return;
        if (got == 1 && value_meta(L, -1) == META_SOME) {
            lua_getfield(L, -1, "value");
            lua_remove(L, -2);
        }
    }
    int n = narrow_settle(task, rdd, got);
    const char *problem = n == 2 ? value_encode_pair(L, -2, -1, states->mapped)
                                 : value_encode(L, -1, states->mapped);
    if (problem != NULL)
        task_fail(task, rdd, "wrong-type", "%s cannot be a record", problem);
    note_mapped(states, task);
}

static bool is_value(const Item *item)
{
    return item->tag < RECORD_TAG_COUNT;
}

/* The same with what an evaluation gave; false if it is no record. */
static bool keep_evaluated(StatePipe *states, Task *task, const NativeFrame *frame)
{
    const Item *const *results = frame->results;
    if (frame->n < 1 || frame->n > 2 || !is_value(results[0]) ||
        (frame->n == 2 && !is_value(results[1])))
        return false;
    item_append_record(results[0], frame->n == 2 ? results[1] : NULL, states->mapped);
    note_mapped(states, task);
    return true;
}

/* Evaluates the function; false if Lua has to be called, and then nothing has happened.
 */
static bool evaluate(StatePipe *states, Task *task, const StateInput *input,
    StateOutcome *outcome)
{
    const Native *native = states->native;
    NativeFrame frame;
    NativeState state = {.timing_out = input->timing_out};
    Item before;
    const char *next;
    if (native == NULL || input->value == NULL || task->follow.on ||
        (native->globals != 0 && !task_globals_hold(task, native->globals)))
        return false;
    if (input->state != NULL) {
        item_read(&before, input->state, &next);
        state.value = &before;
    }
    if (!native_run_state(native, input->key, input->value, &state, &frame) ||
        !keep_evaluated(states, task, &frame))
        return false;
    states->pipe.calls++;
    *outcome = (StateOutcome){.updated = state.updated, .removed = state.removed};
    if (state.updated) {
        buffer_clear(states->state);
        item_append(state.value, states->state);
    }
    return true;
}

/* Of many keys each would take the place of another among the words of lately. */
static void push_key(const StatePipe *states, Task *task, const Item *key)
{
    enum { MANY_KEYS = 1 << 13 };
    if (key->tag == RECORD_STRING && statemap_size(states->map) > MANY_KEYS)
        lua_pushlstring(task->L, key->as.text, key->size);
    else
        task_push_item(task, key);
}

/* Calls the function with a key and the value (or nil) on the top, which it takes. */
static void call_function(StatePipe *states, Task *task, const Item *key)
{
    lua_State *L = task->L;
    int value = lua_gettop(L);
    states->pipe.calls++;
    task_note_keyed_call(task, states->pipe.rdd, key, value,
        lua_isnil(L, value) ? 0 : 1);
    lua_pushvalue(L, states->pipe.function);
    if (states->work->timed)
        task_push_time(L, states->work->time);
    push_key(states, task, key);
    lua_pushvalue(L, value);
    lua_pushvalue(L, states->index);
    lua_call(L, states->work->timed ? 4 : 3, LUA_MULTRET);
    keep_mapped(states, task, lua_gettop(L) - value);
    lua_settop(L, value - 1);
}

/* Writes the state that the function has set into the scratch of the pipe. */
static void encode_state(const StatePipe *states, Task *task)
{
    lua_State *L = task->L;
    buffer_clear(states->state);
    state_object_push(L, states->object, states->index);
    const char *problem = value_encode(L, -1, states->state);
    if (problem != NULL)
        task_fail(task, states->pipe.rdd, "wrong-type", "%s cannot be a state",
            problem);
    lua_pop(L, 1);
}

static void push_value(Task *task, const Item *value)
{
    if (is_value(value))
        task_push_item(task, value);
    else
        lua_pushnil(task->L);
}

StateOutcome state_call(StatePipe *states, Task *task, const StateInput *input)
{
    StateOutcome outcome;
    if (evaluate(states, task, input, &outcome))
        return outcome;
    if (input->value != NULL)
        push_value(task, input->value);
    if (task->follow.on)
        follow_state(task, &states->follow, input->record, input->state);
    set_object(states, task, input);
    call_function(states, task, input->key);
    const StateObject *object = states->object;
    if (object->updated)
        encode_state(states, task);
    return (StateOutcome){.updated = object->updated, .removed = object->removed};
}
