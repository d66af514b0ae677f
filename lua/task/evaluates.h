/* lua/task/evaluates.h -- which functions operators evaluate (lua/base/native.h), and
 * which they call in Lua in any case: one list for those that do it and for the trace.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_EVALUATES_H
#define SLUICE_LUA_EVALUATES_H

#include "lua/base/native.h"
#include "vm/graph/rdd.h"

typedef enum Evaluates {
    EVALUATES_NOTHING, /* Lua is called */
    EVALUATES_SPLIT,   /* NATIVE_SPLIT only */
    EVALUATES_RESULT   /* what native_run gives */
} Evaluates;

/* What a narrow operator does with its function, and with the inverse one. */
static inline Evaluates evaluates_narrow(NarrowOp op)
{
    switch (op) {
    case NARROW_MAP:
    case NARROW_FILTER:
    case NARROW_INVERSE:
        return EVALUATES_RESULT;
    case NARROW_FLAT_MAP:
        return EVALUATES_SPLIT;
    default:
        return EVALUATES_NOTHING;
    }
}

/* What folds the values of a key does with `merge` and `join` of its aggregator. */
static inline Evaluates evaluates_fold(void)
{
    return EVALUATES_RESULT;
}

/* mapWithState; what a function with a time returns is an option, a table. */
static inline Evaluates evaluates_state(const StateWork *work)
{
    return work->timed ? EVALUATES_NOTHING : EVALUATES_RESULT;
}

/* How a function that could be read can be evaluated. */
static inline Evaluates evaluates_native(const Native *native)
{
    return native->form == NATIVE_SPLIT ? EVALUATES_SPLIT : EVALUATES_RESULT;
}

#endif
