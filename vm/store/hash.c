/* vm/store/hash.c -- the hash codes that decide partitions and order. */
// SPDX-License-Identifier: MIT
#include <stdbool.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/murmur.h"
#include "vm/base/utf8.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

/* All arithmetic is on uint32_t, which wraps as Java's int does. */

static uint32_t hash_units(uint32_t hash, const char *text, size_t size)
{
    while (size > 0) {
        uint32_t code;
        size_t taken = utf8_decode(text, size, &code);
        text += taken;
        size -= taken;
        if (code >= 0x10000) {
            hash = hash * 31 + (0xD800 + ((code - 0x10000) >> 10));
            code = 0xDC00 + (code & 0x3FF);
        }
        hash = hash * 31 + code;
    }
    return hash;
}

static uint32_t read_four(const unsigned char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Four characters in one step: three of the products do not wait for the hash, which
 * comes in already multiplied. */
static uint32_t add_four(uint32_t hash, const unsigned char *at)
{
    return hash + at[0] * (31u * 31 * 31) + at[1] * (31u * 31) + at[2] * 31u + at[3];
}

int32_t hash_string(const char *text, size_t size)
{
    enum { FOUR = 31 * 31 * 31 * 31 };
    const uint32_t high_bits = 0x80808080u;
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + size;
    uint32_t hash = 0;

    for (; end - at >= 4 && !(read_four(at) & high_bits); at += 4)
        hash = add_four(hash * FOUR, at);
    for (; at < end && *at < 0x80; at++)
        hash = hash * 31 + *at;
    return (int32_t)(at == end
            ? hash
            : hash_units(hash, (const char *)at, (size_t)(end - at)));
}

uint32_t hash_murmur_int(int32_t value)
{
    return murmur_finish(murmur_mix(0, (uint32_t)value), sizeof value);
}

static const uint32_t CASE_CLASS_SEED = 0xCAFEBABE;

int32_t hash_pair(int32_t first, int32_t second)
{
    uint32_t hash = murmur_mix(CASE_CLASS_SEED, (uint32_t)first);
    return (int32_t)murmur_finish(murmur_mix(hash, (uint32_t)second), 2);
}

static int32_t hash_some(int32_t value)
{
    return (int32_t)murmur_finish(murmur_mix(CASE_CLASS_SEED, (uint32_t)value), 1);
}

static int32_t hash_tuple(const char *record)
{
    uint32_t count = record_list_count(record);
    uint32_t hash = CASE_CLASS_SEED;
    const char *element = record_first(record);
    for (uint32_t i = 0; i < count; i++) {
        hash = murmur_mix(hash, (uint32_t)hash_scala(element));
        element = record_next(element);
    }
    return (int32_t)murmur_finish(hash, count);
}

/* Any Scala Seq: List, CompactBuffer and ArrayBuffer with the same elements agree. */
static int32_t hash_list(const char *record)
{
    uint32_t count = record_list_count(record);
    uint32_t hash = (uint32_t)hash_string("Seq", 3);
    const char *element = record_first(record);
    for (uint32_t i = 0; i < count; i++) {
        hash = murmur_mix(hash, (uint32_t)hash_scala(element));
        element = record_next(element);
    }
    return (int32_t)murmur_finish(hash, count);
}

/* Java's Long.hashCode and Double.hashCode. */
static int32_t hash_64_bits(const void *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (int32_t)(uint32_t)(word ^ word >> 32);
}

/* An integer that fits is an Int, which is its own hash code. */
static int32_t hash_int(int64_t value)
{
    return value == (int32_t)value ? (int32_t)value : hash_64_bits(&value);
}

/* Java's (long) of a double, for one that is not NaN. */
static int64_t to_long(double value)
{
    if (value >= 0x1p63)
        return INT64_MAX;

    return value < -0x1p63 ? INT64_MIN : (int64_t)value;
}

/* Equal numbers agree: a whole double hashes as Int or Long, one that a Float holds
 * as that Float, any other by its bits. */
static int32_t hash_number(double value)
{
    if (value != value)
        return hash_64_bits(&value);

    int64_t whole = to_long(value);
    if ((double)whole == value)
        return hash_int(whole);

    /* Outside the range of Float the conversion is not defined, except for infinity. */
    bool in_range = (value >= -0x1.FFFFFEp127 && value <= 0x1.FFFFFEp127);
    float single = in_range || value - value != 0 ? (float)value : 0.0f;
    if ((double)single != value)
        return hash_64_bits(&value);

    int32_t bits;
    memcpy(&bits, &single, sizeof bits);
    return bits;
}

int32_t hash_java(const char *record)
{
    uint32_t size;

    if (record_tag(record) == RECORD_STRING) { /* nearly always */
        const char *text = record_string(record, &size);
        return hash_string(text, size);
    }
    switch (record_tag(record)) {
    case RECORD_NULL:
        return 0;
    case RECORD_FALSE:
        return 1237;
    case RECORD_TRUE:
        return 1231;
    case RECORD_NONE:
        return hash_string("None", 4);
    case RECORD_INT:
        return hash_int(record_int(record));
    case RECORD_DOUBLE:
        return hash_64_bits(record + 1);
    case RECORD_PAIR: {
        const char *first = record_first(record);
        return hash_pair(hash_scala(first), hash_scala(record_next(first)));
    }
    case RECORD_SOME:
        return hash_some(hash_scala(record_first(record)));
    case RECORD_TUPLE:
        return hash_tuple(record);
    default:
        return hash_list(record);
    }
}

int32_t hash_scala(const char *record)
{
    if (record_tag(record) == RECORD_DOUBLE)
        return hash_number(record_double(record));

    return hash_java(record);
}

int hash_partition(const char *key, int32_t key_hash, int n)
{
    CHECK(n >= 1);
    if (record_tag(key) == RECORD_NULL)
        return 0;

    int partition = key_hash % n;
    return partition < 0 ? partition + n : partition;
}
