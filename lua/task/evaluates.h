/* lua/task/evaluates.h -- which functions operators evaluate (lua/native/native.h), and
 * which they call in Lua in any case: one list for those that do it and for the trace.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_EVALUATES_H
#define SLUICE_LUA_EVALUATES_H

#include "lua/native/native.h"
#include "vm/graph/rdd.h"

typedef enum Evaluates {
    EVALUATES_NOTHING, /* Lua is called */
    EVALUATES_RESULT,  /* what native_run gives */
    EVALUATES_RECORDS  /* what native_run_records gives, or the words of a split */
} Evaluates;

/* What a narrow operator does with its function, and with the inverse one. */
static inline Evaluates evaluates_narrow(NarrowOp op)
{
    switch (op) {
    case NARROW_MAP:
    case NARROW_FILTER:
    case NARROW_MAP_VALUES:
    case NARROW_UPDATE:
    case NARROW_INVERSE:
        return EVALUATES_RESULT;
    case NARROW_FLAT_MAP:
        return EVALUATES_RECORDS;
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

/* Whether a function that could be read is for such an operator. */
static inline bool evaluates_native(const Native *native, Evaluates evaluates)
{
    bool splits = native->form == NATIVE_SPLIT;
    return (evaluates == EVALUATES_RESULT && !splits) ||
        (evaluates == EVALUATES_RECORDS && (splits || native->makes));
}

#endif
