/* vm/store/text.c -- a record's text, as Scala's toString gives it. */
// SPDX-License-Identifier: MIT
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "vm/base/utf8.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

/* |value| = 0.DIGITS * 10^point, the last digit not 0 unless it is the only one. */
typedef struct Decimal {
    char digits[DBL_DECIMAL_DIG];
    int count;
    int point;
} Decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Rounds value, finite and > 0, to `count` digits. True if they read back as value. The
 * decimal point is passed over, because a locale may have given it another shape. */
static bool round_to(double value, int count, Decimal *decimal)
{
    char text[40];
    snprintf(text, sizeof text, "%.*e", count - 1, value);

    const char *at = text;
    for (decimal->count = 0; *at != 'e'; at++)
        if (is_digit(*at))
            decimal->digits[decimal->count++] = *at;
    decimal->point = (int)strtol(at + 1, NULL, 10) + 1;
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;

    return strtod(text, NULL) == value;
}

/* The fewest digits, at least two, that read back as value. Java 17 gives some very
 * large and very small numbers one digit more than needed; that is not imitated. */
static Decimal shortest(double value)
{
    /* A normal double that has a form of up to 15 digits shows it when rounded to 15
     * (zeros at the end are dropped); below DBL_MIN it has fewer. */
    int count = value < DBL_MIN ? 2 : DBL_DIG;
    Decimal decimal;
    while (!round_to(value, count, &decimal) && count < DBL_DECIMAL_DIG)
        count++;

    return decimal;
}

/* The digits from `from` up to `to`; zeros where the decimal has none. */
static void append_digits(Buffer *out, const Decimal *decimal, int from, int to)
{
    for (int i = from; i < to; i++) {
        bool inside = i >= 0 && i < decimal->count;
        buffer_append_byte(out, inside ? decimal->digits[i] : '0');
    }
}

/* At least one digit stands on each side of the point. */
static void append_decimal(Buffer *out, const Decimal *decimal, int point)
{
    int count = decimal->count;
    append_digits(out, decimal, point < 1 ? point - 1 : 0, point);
    buffer_append_byte(out, '.');
    append_digits(out, decimal, point, count > point ? count : point + 1);
}

static void append_finite(Buffer *out, double value)
{
    Decimal decimal = shortest(value);
    if (value >= 1e-3 && value < 1e7) {
        append_decimal(out, &decimal, decimal.point);
    } else {
        append_decimal(out, &decimal, 1);
        buffer_append_byte(out, 'E');
        buffer_append_int(out, decimal.point - 1);
    }
}

void text_append_double(Buffer *out, double value)
{
    if (isnan(value)) {
        buffer_append_string(out, "NaN");
        return;
    }

    if (signbit(value))
        buffer_append_byte(out, '-');
    value = fabs(value);
    if (isinf(value)) {
        buffer_append_string(out, "Infinity");
    } else if (value < 1e7 && value == (double)(int64_t)value) {
        buffer_append_int(out, (int64_t)value);
        buffer_append_string(out, ".0");
    } else {
        append_finite(out, value);
    }
}

static void append_list(Buffer *out, const char *name, const char *record)
{
    uint32_t count = record_list_count(record);
    const char *element = record_first(record);

    buffer_append_string(out, name);
    buffer_append_byte(out, '(');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_append_string(out, ", ");
        text_append_record(out, element);
        element = record_next(element);
    }
    buffer_append_byte(out, ')');
}

static void append_tuple(Buffer *out, const char *record)
{
    uint32_t count = record_list_count(record);
    const char *element = record_first(record);
    for (uint32_t i = 0; i < count; i++) {
        buffer_append_byte(out, i > 0 ? ',' : '(');
        text_append_record(out, element);
        element = record_next(element);
    }
    buffer_append_byte(out, ')');
}

static void append_pair(Buffer *out, const char *record)
{
    const char *first = record_first(record);

    buffer_append_byte(out, '(');
    text_append_record(out, first);
    buffer_append_byte(out, ',');
    text_append_record(out, record_next(first));
    buffer_append_byte(out, ')');
}

static void append_some(Buffer *out, const char *record)
{
    buffer_append_string(out, "Some(");
    text_append_record(out, record_first(record));
    buffer_append_byte(out, ')');
}

static void append_string(Buffer *out, const char *record)
{
    uint32_t size;
    const char *text = record_string(record, &size);
    utf8_append_valid(out, text, size);
}

/* Kafka counts bytes; a missing key or value has -1. */
static void append_size(Buffer *out, const char *record)
{
    uint32_t size = 0;
    if (record_tag(record) == RECORD_STRING)
        record_string(record, &size);
    buffer_append_int(out, record_tag(record) == RECORD_NULL ? -1 : (int64_t)size);
}

/* Java's ConsumerRecord.toString. */
static void append_message(Buffer *out, const char *record)
{
    const char *parts[MESSAGE_PARTS];
    parts[0] = record_first(record);
    for (int i = 1; i < MESSAGE_PARTS; i++)
        parts[i] = record_next(parts[i - 1]);

    buffer_append_string(out, "ConsumerRecord(topic = ");
    text_append_record(out, parts[MESSAGE_TOPIC]);
    buffer_append_string(out, ", partition = ");
    text_append_record(out, parts[MESSAGE_PARTITION]);
    buffer_append_string(out, ", leaderEpoch = 0, offset = ");
    text_append_record(out, parts[MESSAGE_OFFSET]);
    buffer_append_string(out, ", CreateTime = ");
    text_append_record(out, parts[MESSAGE_TIME]);
    buffer_append_string(out, ", serialized key size = ");
    append_size(out, parts[MESSAGE_KEY]);
    buffer_append_string(out, ", serialized value size = ");
    append_size(out, parts[MESSAGE_VALUE]);
    buffer_append_string(out,
        ", headers = RecordHeaders(headers = [], isReadOnly = false), key = ");
    text_append_record(out, parts[MESSAGE_KEY]);
    buffer_append_string(out, ", value = ");
    text_append_record(out, parts[MESSAGE_VALUE]);
    buffer_append_byte(out, ')');
}

void text_append_record(Buffer *out, const char *record)
{
    static const char *const words[RECORD_TAG_COUNT] = {
        [RECORD_NULL] = "null",
        [RECORD_FALSE] = "false",
        [RECORD_TRUE] = "true",
        [RECORD_NONE] = "None",
        [RECORD_LIST] = "List",
        [RECORD_COMPACT_BUFFER] = "CompactBuffer",
        [RECORD_ARRAY_BUFFER] = "ArrayBuffer",
    };

    RecordTag tag = record_tag(record);
    switch (tag) {
    case RECORD_INT:
        buffer_append_int(out, record_int(record));
        break;
    case RECORD_DOUBLE:
        text_append_double(out, record_double(record));
        break;
    case RECORD_STRING:
        append_string(out, record);
        break;
    case RECORD_PAIR:
        append_pair(out, record);
        break;
    case RECORD_SOME:
        append_some(out, record);
        break;
    case RECORD_LIST:
    case RECORD_COMPACT_BUFFER:
    case RECORD_ARRAY_BUFFER:
        append_list(out, words[tag], record);
        break;
    case RECORD_TUPLE:
        append_tuple(out, record);
        break;
    case RECORD_MESSAGE:
        append_message(out, record);
        break;
    default:
        buffer_append_string(out, words[tag]);
    }
}

void text_append_shown(Buffer *out, const char *record)
{
    enum { SHOWN_BYTES = 200 };
    if (record == NULL) {
        record_append_null(out);
        return;
    }
    Buffer text = {0};
    text_append_record(&text, record);
    size_t shown = utf8_cut(text.data, text.size, SHOWN_BYTES);
    record_append_string(out, shown > 0 ? text.data : "", shown);
    buffer_free(&text);
}
