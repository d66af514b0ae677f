/* lua/base/native_calls.c -- functions of Lua's that are evaluated without it. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/native_steps.h"

static const Item nil_item = {.tag = (RecordTag)ITEM_NIL};

static const char *search(const Item *text, const Item *part)
{
    if (part->size == 0)
        return text->as.text;
    const char *at = text->as.text;
    const char *end = at + text->size;
    for (; (size_t)(end - at) >= part->size; at++) {
        at = memchr(at, part->as.text[0], (size_t)(end - at) - (part->size - 1));
        if (at == NULL || memcmp(at, part->as.text, part->size) == 0)
            return at;
    }
    return NULL;
}

static bool has_special(const Item *pattern)
{
    for (uint32_t i = 0; i < pattern->size; i++) {
        if (strchr("^$*+?.([%-", pattern->as.text[i]) != NULL)
            return true; /* a zero byte, too: it ends the list */
    }
    return false;
}

static bool call_find(NativeCall *call)
{
    const Item *const *given = call->given;
    bool from_first = call->n_given < 3 || given[2]->tag == (RecordTag)ITEM_NIL ||
        (given[2]->tag == RECORD_INT && given[2]->as.integer == 1);
    if (call->n_given < 2 || !from_first || given[0]->tag != RECORD_STRING ||
        given[1]->tag != RECORD_STRING)
        return false;
    bool plain = call->n_given >= 4 && native_is_true(given[3]);
    if (!plain && has_special(given[1]))
        return false;
    const char *found = search(given[0], given[1]);
    if (found == NULL) {
        call->results[0] = &nil_item;
        call->n_results = 1;
        return true;
    }
    int64_t first = found - given[0]->as.text + 1;
    item_set_int(&call->made[0], first);
    item_set_int(&call->made[1], first + given[1]->size - 1);
    call->results[0] = &call->made[0];
    call->results[1] = &call->made[1];
    call->n_results = 2;
    return true;
}

static bool call_length(NativeCall *call)
{
    if (call->n_given < 1 || call->given[0]->tag != RECORD_STRING)
        return false;
    item_set_int(&call->made[0], call->given[0]->size);
    call->results[0] = &call->made[0];
    call->n_results = 1;
    return true;
}

/* From and to, counted from 1, or from the end if negative. */
static bool call_sub(NativeCall *call)
{
    const Item *const *given = call->given;
    bool to_end = call->n_given < 3 || given[2]->tag == (RecordTag)ITEM_NIL;
    if (call->n_given < 2 || given[0]->tag != RECORD_STRING ||
        given[1]->tag != RECORD_INT || (!to_end && given[2]->tag != RECORD_INT))
        return false;
    int64_t size = given[0]->size;
    int64_t from = given[1]->as.integer;
    int64_t to = to_end ? -1 : given[2]->as.integer;
    if (from < 0)
        from = from < -size ? 1 : size + from + 1;
    else if (from == 0)
        from = 1;
    if (to < 0)
        to = to < -size ? 0 : size + to + 1;
    else if (to > size)
        to = size;
    if (from > to)
        item_set_text(&call->made[0], given[0]->as.text, 0);
    else
        item_set_text(&call->made[0], given[0]->as.text + from - 1,
            (size_t)(to - from + 1));
    call->results[0] = &call->made[0];
    call->n_results = 1;
    return true;
}

static bool call_extreme(NativeCall *call, bool largest)
{
    if (call->n_given < 1 || !native_is_number(call->given[0]))
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
    call->results[0] = found;
    call->n_results = 1;
    return true;
}

bool native_call(const Item *function, NativeCall *call)
{
    if (function->tag != (RecordTag)ITEM_BUILTIN)
        return false;
    switch ((NativeBuiltin)function->as.integer) {
    case BUILTIN_FIND:
        return call_find(call);
    case BUILTIN_LENGTH:
        return call_length(call);
    case BUILTIN_SUB:
        return call_sub(call);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        return call_extreme(call, function->as.integer == BUILTIN_MAX);
    default:
        return false;
    }
}
