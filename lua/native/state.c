/* lua/native/state.c -- the methods of a state, as evaluated functions call them.
 * Spark: State (semantics 5.6). What they refuse is left to lua/task/state_object.c. */
// SPDX-License-Identifier: MIT
#include "lua/native/steps.h"

static void give_bool(NativeCall *call, bool value)
{
    call->made[0].tag = value ? RECORD_TRUE : RECORD_FALSE;
    native_give(call, &call->made[0]);
}

static bool get(NativeCall *call)
{
    if (call->state->value == NULL)
        return false;
    native_give(call, call->state->value);
    return true;
}

/* Tables are left to Lua, which may find one that no state can be. */
static bool update(NativeCall *call)
{
    NativeState *state = call->state;
    if (state->removed || state->timing_out || call->n_given < 2 ||
        call->given[1]->tag > RECORD_STRING)
        return false;
    state->value = call->given[1];
    state->updated = true;
    call->n_results = 0;
    return true;
}

static bool remove_state(NativeCall *call)
{
    NativeState *state = call->state;
    if (state->removed || state->timing_out)
        return false;
    state->value = NULL;
    state->updated = false;
    state->removed = true;
    call->n_results = 0;
    return true;
}

bool native_call_method(NativeMethod method, NativeCall *call)
{
    if (call->n_given < 1 || call->given[0]->tag != (RecordTag)ITEM_STATE)
        return false;
    switch (method) {
    case METHOD_EXISTS:
        give_bool(call, call->state->value != NULL);
        return true;
    case METHOD_IS_TIMING_OUT:
        give_bool(call, call->state->timing_out);
        return true;
    case METHOD_GET:
        return get(call);
    case METHOD_UPDATE:
        return update(call);
    case METHOD_REMOVE:
        return remove_state(call);
    default:
        return false;
    }
}
