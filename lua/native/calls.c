/* lua/native/calls.c -- functions of Lua's that are evaluated without it. */
// SPDX-License-Identifier: MIT
#include <math.h>

#include "lua/base/split.h"
#include "lua/native/steps.h"

static bool call_extreme(NativeCall *call, bool largest)
{
    if (!native_is_number(call->given[0]))
        return false;
    const Item *found = call->given[0];
    for (int i = 1; i < call->n_given; i++) {
        const Item *next = call->given[i];
        bool is;
        if (!native_test(STEP_LESS, largest ? found : next, largest ? next : found,
                &is))
            return false;
        if (is)
            found = next;
    }
    native_give(call, found);
    return true;
}

static bool call_absolute(NativeCall *call)
{
    const Item *number = call->given[0];
    if (!native_is_number(number))
        return false;
    if (number->tag == RECORD_DOUBLE)
        item_set_double(&call->made[0], fabs(number->as.number));
    else if (number->as.integer >= 0)
        item_set_int(&call->made[0], number->as.integer);
    else
        item_set_int(&call->made[0], (int64_t)(0 - (uint64_t)number->as.integer));
    native_give(call, &call->made[0]);
    return true;
}

/* An integer, if it is in their range. */
static bool call_rounded(NativeCall *call, double (*round)(double number))
{
    const double limit = 9223372036854775808.0; /* 2^63 */
    const Item *number = call->given[0];
    if (!native_is_number(number))
        return false;
    native_give(call, &call->made[0]);
    if (number->tag == RECORD_INT) {
        native_copy(&call->made[0], number);
        return true;
    }
    double rounded = round(number->as.number);
    if (rounded >= -limit && rounded < limit)
        item_set_int(&call->made[0], (int64_t)rounded);
    else
        item_set_double(&call->made[0], rounded);
    return true;
}

static bool call_root(NativeCall *call)
{
    const Item *number = call->given[0];
    if (!native_is_number(number))
        return false;
    item_set_double(&call->made[0],
        sqrt(number->tag == RECORD_INT ? (double)number->as.integer
                                       : number->as.number));
    native_give(call, &call->made[0]);
    return true;
}

/* With a place it moves what is behind: that is left to Lua. */
static bool call_insert(NativeCall *call)
{
    if (call->n_given != 2 || call->given[0]->tag != (RecordTag)ITEM_LIST ||
        !native_is_value(call->given[1]))
        return false;
    call->n_results = 0;
    return native_append(native_list(call->frame, call->given[0]), call->given[1]);
}

static bool call_ipairs(NativeCall *call)
{
    static const Item each = {.tag = (RecordTag)ITEM_EACH};
    static const Item zero = {.tag = RECORD_INT};
    call->results[0] = &each;
    call->results[1] = call->given[0];
    call->results[2] = &zero;
    call->n_results = 3;
    return true;
}

static bool call_split(NativeCall *call)
{
    const Item *text = call->given[0];
    const Item *separator = call->n_given > 1 ? call->given[1] : &native_nil;
    bool by_space = native_is_nil(separator);
    const char *piece;
    size_t size;
    Splitter splitter;
    if (call->n_given > 2 || text->tag != RECORD_STRING ||
        (!by_space && (separator->tag != RECORD_STRING || separator->size == 0)) ||
        !native_new_list(call->frame, &call->made[0]))
        return false;
    split_begin(&splitter, text->as.text, text->size,
        by_space ? " " : separator->as.text, by_space ? 1 : separator->size);
    NativeList *list = native_list(call->frame, &call->made[0]);
    while (split_next(&splitter, &piece, &size)) {
        Item word;
        item_set_text(&word, piece, size);
        if (!native_append(list, &word))
            return false;
    }
    native_give(call, &call->made[0]);
    return true;
}

bool native_emit(NativeRecords *records, const Item *const *given, int n)
{
    if (n < 1 || n > 2 || !native_is_value(given[0]) ||
        (n == 2 && !native_is_value(given[1])))
        return false;
    Item *items = native_reserve(&records->emitted, 2);
    native_copy(&items[0], given[0]);
    if (n == 2)
        native_copy(&items[1], given[1]);
    else
        items[1].tag = (RecordTag)ITEM_NIL;
    records->emitted.n += 2;
    return true;
}

/* All of them want something. */
static bool call_builtin(Builtin builtin, NativeCall *call)
{
    if (call->n_given < 1)
        return false;
    switch (builtin) {
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        return call_extreme(call, builtin == BUILTIN_MAX);
    case BUILTIN_ABSOLUTE:
        return call_absolute(call);
    case BUILTIN_FLOOR:
        return call_rounded(call, floor);
    case BUILTIN_CEILING:
        return call_rounded(call, ceil);
    case BUILTIN_ROOT:
        return call_root(call);
    case BUILTIN_INSERT:
        return call_insert(call);
    case BUILTIN_IPAIRS:
        return call_ipairs(call);
    case BUILTIN_SPLIT:
        return call_split(call);
    case BUILTIN_TO_NUMBER:
        native_give(call, &call->made[0]);
        return call->n_given == 1 && native_to_number(call->given[0], &call->made[0]);
    case BUILTIN_TO_STRING:
        native_give(call, &call->made[0]);
        return native_to_string(call->frame, call->given[0], &call->made[0]);
    case BUILTIN_PAIR:
        native_give(call, &call->made[0]);
        return call->n_given == 2 &&
            native_pair(call->frame, call->given[0], call->given[1], &call->made[0]);
    default:
        return native_call_text(builtin, call);
    }
}

bool native_call(const Item *function, NativeCall *call)
{
    return function->tag == (RecordTag)ITEM_BUILTIN &&
        call_builtin((Builtin)function->as.integer, call);
}
