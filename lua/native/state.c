/* lua/native/state.c -- the methods of a state, as evaluated functions call them.
 * Spark: State (semantics 5.6). What they refuse is left to lua/task/state_object.c. */
// SPDX-License-Identifier: MIT
#include "lua/native/steps.h"

static const Item booleans[] = {{.tag = RECORD_FALSE}, {.tag = RECORD_TRUE}};

static bool get(const NativeState *state, const Item **result)
{
    *result = state->value;
    return state->value != NULL;
}

/* Tables are left to Lua, which may find one that no state can be. */
static bool update(NativeState *state, const Item *value)
{
    if (state->removed || state->timing_out || value->tag > RECORD_STRING)
        return false;
    state->value = value;
    state->updated = true;
    return true;
}

static bool remove_state(NativeState *state)
{
    if (state->removed || state->timing_out)
        return false;
    state->value = NULL;
    state->updated = false;
    state->removed = true;
    return true;
}

bool native_call_method(NativeMethod method, NativeState *state,
    const Item *const *given, int n, const Item **result)
{
    switch (method) {
    case METHOD_EXISTS:
        *result = &booleans[state->value != NULL];
        return true;
    case METHOD_IS_TIMING_OUT:
        *result = &booleans[state->timing_out];
        return true;
    case METHOD_GET:
        return get(state, result);
    case METHOD_UPDATE:
        return n > 0 && update(state, given[0]);
    case METHOD_REMOVE:
        return remove_state(state);
    default:
        return false;
    }
}
