/* vm/store/record.c -- records as bytes. */
// SPDX-License-Identifier: MIT
#include <math.h>

#include "vm/base/check.h"
#include "vm/store/record.h"

enum {
    STRING_HEAD = 1 + sizeof(uint32_t),  /* tag, length */
    LIST_HEAD = 1 + 2 * sizeof(uint32_t) /* tag, bytes, count */
};

static uint32_t read_u32(const char *from)
{
    uint32_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static void append_tag(Buffer *out, RecordTag tag)
{
    buffer_append_byte(out, (char)tag);
}

/* A tag and 8 bytes, with a single reservation: numbers are on the hot path. */
static void append_number(Buffer *out, RecordTag tag, const void *bytes)
{
    char *at = buffer_reserve(out, 1 + sizeof(int64_t));
    at[0] = (char)tag;
    memcpy(at + 1, bytes, sizeof(int64_t));
    out->size += 1 + sizeof(int64_t);
}

void record_append_null(Buffer *out)
{
    append_tag(out, RECORD_NULL);
}

void record_append_bool(Buffer *out, bool value)
{
    append_tag(out, value ? RECORD_TRUE : RECORD_FALSE);
}

void record_append_int(Buffer *out, int64_t value)
{
    append_number(out, RECORD_INT, &value);
}

/* The NaN that Java's doubleToLongBits gives for every NaN. */
static const uint64_t NAN_BITS = UINT64_C(0x7FF8000000000000);

double record_canonical(double value)
{
    if (isnan(value))
        memcpy(&value, &NAN_BITS, sizeof value);
    return value;
}

void record_append_double(Buffer *out, double value)
{
    double written = record_canonical(value);
    append_number(out, RECORD_DOUBLE, &written);
}

void record_append_string(Buffer *out, const char *text, size_t size)
{
    CHECK(size <= UINT32_MAX);
    uint32_t length = (uint32_t)size;
    char *at = buffer_reserve(out, STRING_HEAD + size);
    at[0] = (char)RECORD_STRING;
    memcpy(at + 1, &length, sizeof length);
    if (size > 0)
        memcpy(at + STRING_HEAD, text, size);
    out->size += STRING_HEAD + size;
}

void record_append_pair(Buffer *out)
{
    append_tag(out, RECORD_PAIR);
}

void record_append_some(Buffer *out)
{
    append_tag(out, RECORD_SOME);
}

void record_append_none(Buffer *out)
{
    append_tag(out, RECORD_NONE);
}

static bool is_list(RecordTag tag)
{
    return tag == RECORD_LIST || tag == RECORD_COMPACT_BUFFER ||
        tag == RECORD_ARRAY_BUFFER || tag == RECORD_TUPLE || tag == RECORD_MESSAGE;
}

size_t record_begin_list(Buffer *out, RecordTag tag)
{
    CHECK(is_list(tag));
    size_t start = out->size;
    char *at = buffer_reserve(out, LIST_HEAD);
    memset(at, 0, LIST_HEAD);
    at[0] = (char)tag;
    out->size += LIST_HEAD;
    return start;
}

void record_end_list(Buffer *out, size_t start, uint32_t count)
{
    size_t size = out->size - start - LIST_HEAD;
    CHECK(size <= UINT32_MAX);
    uint32_t head[2] = {(uint32_t)size, count};
    memcpy(out->data + start + 1, head, sizeof head);
}

const char *record_first_any(const char *record)
{
    return record + (is_list(record_tag(record)) ? LIST_HEAD : 1);
}

uint32_t record_list_count(const char *record)
{
    return read_u32(record + 1 + sizeof(uint32_t));
}

/* Whether record_next knows its end without a call. */
static bool is_plain(const char *record)
{
    RecordTag tag = record_tag(record);
    return tag == RECORD_INT || tag == RECORD_STRING || tag == RECORD_DOUBLE;
}

const char *record_next_any(const char *record)
{
    if (record_tag(record) == RECORD_PAIR && is_plain(record + 1)) {
        const char *value = record_next(record + 1);
        if (is_plain(value))
            return record_next(value);
    }
    /* Records still to be passed over: a pair adds its two, so nothing recurses. */
    for (size_t left = 1; left > 0; left--) {
        switch (record_tag(record)) {
        case RECORD_INT:
        case RECORD_DOUBLE:
            record += 1 + sizeof(int64_t);
            break;
        case RECORD_STRING:
            record += STRING_HEAD + (size_t)read_u32(record + 1);
            break;
        case RECORD_PAIR:
            record += 1;
            left += 2;
            break;
        case RECORD_SOME:
            record += 1;
            left += 1;
            break;
        case RECORD_LIST:
        case RECORD_COMPACT_BUFFER:
        case RECORD_ARRAY_BUFFER:
        case RECORD_TUPLE:
        case RECORD_MESSAGE:
            record += LIST_HEAD + (size_t)read_u32(record + 1);
            break;
        default:
            record += 1;
        }
    }
    return record;
}

/* Where the records inside of a record begin; NULL if it has none. */
static const char *enter(const char *record)
{
    RecordTag tag = record_tag(record);
    return tag == RECORD_PAIR || tag == RECORD_SOME || is_list(tag)
        ? record_first(record)
        : NULL;
}

const char *record_find_message(const char *record)
{
    /* Records lie one behind the other, so going into each visits all. */
    const char *end = record_next(record);
    while (record < end) {
        if (record_tag(record) == RECORD_MESSAGE)
            return record;
        const char *inside = enter(record);
        record = inside != NULL ? inside : record_next(record);
    }
    return NULL;
}

/* Foreign bytes: `at` moves forward, never beyond `end`. */
typedef struct Reader {
    const char *at;
    const char *end;
} Reader;

static bool take_bytes(Reader *reader, size_t size)
{
    if ((size_t)(reader->end - reader->at) < size)
        return false;

    reader->at += size;
    return true;
}

static bool take_u32(Reader *reader, uint32_t *value)
{
    const char *from = reader->at;
    if (!take_bytes(reader, sizeof *value))
        return false;

    *value = read_u32(from);
    return true;
}

/* A NaN other than the one would be a key that equals no other. */
static bool take_double(Reader *reader)
{
    const char *from = reader->at;
    if (!take_bytes(reader, sizeof(double)))
        return false;

    double value;
    memcpy(&value, from, sizeof value);
    return !isnan(value) || memcmp(from, &NAN_BITS, sizeof NAN_BITS) == 0;
}

static bool take_record(Reader *reader, int depth);

static bool take_list(Reader *reader, uint32_t least, uint32_t most, int depth)
{
    uint32_t size, count;
    if (!take_u32(reader, &size) || !take_u32(reader, &count) || count < least ||
        count > most)
        return false;

    Reader inside = {.at = reader->at};
    if (!take_bytes(reader, size))
        return false;
    inside.end = reader->at;
    for (uint32_t i = 0; i < count; i++)
        if (!take_record(&inside, depth + 1))
            return false;

    return inside.at == inside.end;
}

static bool take_record(Reader *reader, int depth)
{
    const char *tag = reader->at;
    uint32_t length;
    if (depth > RECORD_MAX_DEPTH || !take_bytes(reader, 1))
        return false;

    switch (record_tag(tag)) {
    case RECORD_NULL:
    case RECORD_FALSE:
    case RECORD_TRUE:
    case RECORD_NONE:
        return true;
    case RECORD_INT:
        return take_bytes(reader, sizeof(int64_t));
    case RECORD_DOUBLE:
        return take_double(reader);
    case RECORD_STRING:
        return take_u32(reader, &length) && take_bytes(reader, length);
    case RECORD_PAIR:
        return take_record(reader, depth + 1) && take_record(reader, depth + 1);
    case RECORD_SOME:
        return take_record(reader, depth + 1);
    case RECORD_LIST:
    case RECORD_COMPACT_BUFFER:
    case RECORD_ARRAY_BUFFER:
        return take_list(reader, 0, UINT32_MAX, depth);
    case RECORD_TUPLE:
        return take_list(reader, 3, UINT32_MAX, depth);
    case RECORD_MESSAGE:
        return take_list(reader, MESSAGE_PARTS, MESSAGE_PARTS, depth);
    default:
        return false;
    }
}

bool record_validate(const char *data, size_t size)
{
    if (size == 0)
        return true;

    Reader reader = {data, data + size};
    while (reader.at < reader.end)
        if (!take_record(&reader, 0))
            return false;

    return true;
}
