/* lua/native/texts.c -- texts that functions make and look into. */
// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/native/steps.h"

char *native_take_room(NativeFrame *frame, size_t size)
{
    if (size > (size_t)(frame->room_size - frame->room_used))
        return NULL;
    char *room = frame->room + frame->room_used;
    frame->room_used += (int)size;
    return room;
}

enum { NUMBER_BYTES = 48 };

/* A number as Lua writes it: its length, 0 for what is no number. */
static int write_number(const Item *item, char text[NUMBER_BYTES])
{
    if (item->tag == RECORD_INT)
        return snprintf(text, NUMBER_BYTES, "%" PRId64, item->as.integer);
    if (item->tag != RECORD_DOUBLE)
        return 0;
    int size = snprintf(text, NUMBER_BYTES, LUA_NUMBER_FMT, item->as.number);
    if (text[strspn(text, "-0123456789")] == '\0') { /* looks like an integer */
        text[size++] = '.';
        text[size++] = '0';
    }
    return size;
}

bool native_to_string(NativeFrame *frame, const Item *value, Item *out)
{
    char text[NUMBER_BYTES];
    if (native_is_nil(value)) {
        item_set_text(out, "nil", 3);
        return true;
    }
    if (value->tag == RECORD_TRUE || value->tag == RECORD_FALSE) {
        bool is = value->tag == RECORD_TRUE;
        item_set_text(out, is ? "true" : "false", is ? 4 : 5);
        return true;
    }
    int size = write_number(value, text);
    char *room = size > 0 ? native_take_room(frame, (size_t)size) : NULL;
    if (room == NULL)
        return false;
    memcpy(room, text, (size_t)size);
    item_set_text(out, room, (size_t)size);
    return true;
}

/* One part of a text that is put together. */
static bool append_part(NativeFrame *frame, const Item *part)
{
    char number[NUMBER_BYTES];
    const char *text = number;
    size_t size = 0;
    if (part->tag == RECORD_STRING) {
        text = part->as.text;
        size = part->size;
    } else {
        size = (size_t)write_number(part, number);
        if (size == 0)
            return false;
    }
    char *room = native_take_room(frame, size);
    if (room != NULL && size > 0)
        memcpy(room, text, size);
    return room != NULL;
}

bool native_concat(NativeFrame *frame, const Item *const *parts, int n, Item *out)
{
    const char *text = frame->room + frame->room_used;
    for (int i = 0; i < n; i++) {
        if (!append_part(frame, parts[i]))
            return false;
    }
    item_set_text(out, text, (size_t)(frame->room + frame->room_used - text));
    return true;
}

/* Decimal numbers only, without blanks around them. strtod is what Lua asks, too. */
bool native_to_number(const Item *text, Item *out)
{
    enum { MOST_DIGITS = 18 };
    char copy[NUMBER_BYTES];
    if (native_is_number(text)) {
        native_copy(out, text);
        return true;
    }
    if (text->tag != RECORD_STRING || text->size == 0 || text->size >= sizeof copy)
        return false;
    memcpy(copy, text->as.text, text->size);
    copy[text->size] = '\0';
    size_t sign = copy[0] == '-';
    size_t digits = strspn(copy + sign, "0123456789");
    char *end;
    if (digits > 0 && digits <= MOST_DIGITS && sign + digits == text->size) {
        item_set_int(out, strtoll(copy, &end, 10));
        return true;
    }
    size_t plain = digits + strspn(copy + sign + digits, ".0123456789");
    if (digits == 0 || plain == digits || sign + plain != text->size)
        return false;
    item_set_double(out, strtod(copy, &end));
    return *end == '\0';
}

/* Methods. Each is given a text first. */

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

/* The pattern of the function that this text is; -1 for none. */
static int find_pattern(const Native *native, const Item *text)
{
    for (int i = 0; text->tag == RECORD_STRING && i < native->n_patterns; i++) {
        const Item *its = native->pattern_texts[i];
        if (its->size == text->size &&
            memcmp(its->as.text, text->as.text, text->size) == 0)
            return i;
    }
    return -1;
}

/* Where a text or a pattern comes first in a text: false if that is not known here. */
static bool find_first(const NativeCall *call, const char **found, const char **behind)
{
    const Item *text = call->given[0];
    const Item *part = call->given[1];
    bool plain = call->n_given >= 4 && native_is_true(call->given[3]);
    if (plain || !has_special(part)) {
        *found = search(text, part);
        *behind = *found != NULL ? *found + part->size : NULL;
        return true;
    }
    int number = find_pattern(call->native, part);
    if (number < 0 || call->native->patterns[number].captures)
        return false;
    *found = pattern_search(&call->native->patterns[number], text->as.text,
        text->as.text + text->size, behind);
    return true;
}

static bool call_find(NativeCall *call)
{
    const Item *const *given = call->given;
    const char *found;
    const char *behind;
    bool from_first = call->n_given < 3 || native_is_nil(given[2]) ||
        (given[2]->tag == RECORD_INT && given[2]->as.integer == 1);
    if (call->n_given < 2 || !from_first || given[1]->tag != RECORD_STRING ||
        !find_first(call, &found, &behind))
        return false;
    native_give(call, &native_nil);
    if (found == NULL)
        return true;
    item_set_int(&call->made[0], found - given[0]->as.text + 1);
    item_set_int(&call->made[1], behind - given[0]->as.text);
    call->results[0] = &call->made[0];
    call->results[1] = &call->made[1];
    call->n_results = 2;
    return true;
}

static bool call_match(NativeCall *call)
{
    const Item *text = call->given[0];
    const char *behind;
    int number = call->n_given == 2 ? find_pattern(call->native, call->given[1]) : -1;
    if (number < 0)
        return false;
    const char *found = pattern_search(&call->native->patterns[number], text->as.text,
        text->as.text + text->size, &behind);
    native_give(call, found != NULL ? &call->made[0] : &native_nil);
    if (found != NULL)
        item_set_text(&call->made[0], found, (size_t)(behind - found));
    return true;
}

/* What is to be matched; the loop around it does it. */
static bool call_gmatch(NativeCall *call)
{
    int number = call->n_given == 2 ? find_pattern(call->native, call->given[1]) : -1;
    if (number < 0)
        return false;
    native_copy(&call->made[0], call->given[0]);
    call->made[0].tag = (RecordTag)(ITEM_MATCHES + number);
    native_give(call, &call->made[0]);
    return true;
}

/* From and to, counted from 1, or from the end if negative. */
static bool call_sub(NativeCall *call)
{
    const Item *const *given = call->given;
    bool to_end = call->n_given < 3 || native_is_nil(given[2]);
    if (call->n_given < 2 || given[1]->tag != RECORD_INT ||
        (!to_end && given[2]->tag != RECORD_INT))
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
    native_give(call, &call->made[0]);
    return true;
}

/* The byte at one place. */
static bool call_byte(NativeCall *call)
{
    const Item *text = call->given[0];
    int64_t at = 1;
    if (call->n_given > 2 || (call->n_given == 2 && call->given[1]->tag != RECORD_INT))
        return false;
    if (call->n_given == 2)
        at = call->given[1]->as.integer;
    if (at < 0)
        at += (int64_t)text->size + 1;
    if (at < 1 || at > text->size)
        return false; /* gives nothing at all */
    item_set_int(&call->made[0], (unsigned char)text->as.text[at - 1]);
    native_give(call, &call->made[0]);
    return true;
}

static bool call_case(NativeCall *call, int (*change)(int byte))
{
    const Item *text = call->given[0];
    char *room = native_take_room(call->frame, text->size);
    if (room == NULL)
        return false;
    for (uint32_t i = 0; i < text->size; i++)
        room[i] = (char)change((unsigned char)text->as.text[i]);
    item_set_text(&call->made[0], room, text->size);
    native_give(call, &call->made[0]);
    return true;
}

bool native_call_text(Builtin builtin, NativeCall *call)
{
    if (call->given[0]->tag != RECORD_STRING)
        return false;
    switch (builtin) {
    case BUILTIN_FIND:
        return call_find(call);
    case BUILTIN_MATCH:
        return call_match(call);
    case BUILTIN_GMATCH:
        return call_gmatch(call);
    case BUILTIN_LENGTH:
        item_set_int(&call->made[0], call->given[0]->size);
        native_give(call, &call->made[0]);
        return true;
    case BUILTIN_SUB:
        return call_sub(call);
    case BUILTIN_BYTE:
        return call_byte(call);
    case BUILTIN_LOWER:
        return call_case(call, tolower);
    case BUILTIN_UPPER:
        return call_case(call, toupper);
    default:
        return false;
    }
}
