/* vm/store/record.h -- records as bytes.
 * Spark: what a serializer does; partitions, blocks and shuffle files are made of
 * these.
 *
 * A record is a tag byte and its payload, numbers in the machine's own byte order. A
 * partition is records one after the other, without anything between. Encodings are
 * canonical: two records are equal in Spark's sense (Java equals) exactly if their
 * bytes are, because an integer is Int or Long by its size and a float is always
 * Double.
 *
 *   NULL FALSE TRUE NONE              tag
 *   INT                               tag, int64   (Int if it fits 32 bits, else Long)
 *   DOUBLE                            tag, 8 bytes (every NaN is the same NaN)
 *   STRING                            tag, uint32 length, bytes (UTF-8)
 *   PAIR                              tag, key record, value record
 *   SOME                              tag, record
 *   LIST COMPACT_BUFFER ARRAY_BUFFER  tag, uint32 bytes, uint32 count, records
 *   TUPLE                             the same, 3 records or more
 *   MESSAGE                           the same, 6 records: of a topic, which, its
 *                                     partition, offset and time in ms, key, value
 *
 * Which container a list prints as is its tag. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_RECORD_H
#define SLUICE_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "vm/base/buffer.h"

#define RECORD_TAGS(TAG)                        \
    TAG(RECORD_NULL, "null")                    \
    TAG(RECORD_FALSE, "Boolean")                \
    TAG(RECORD_TRUE, "Boolean")                 \
    TAG(RECORD_NONE, "None")                    \
    TAG(RECORD_INT, "Int or Long")              \
    TAG(RECORD_DOUBLE, "Double")                \
    TAG(RECORD_STRING, "String")                \
    TAG(RECORD_PAIR, "pair")                    \
    TAG(RECORD_SOME, "Some")                    \
    TAG(RECORD_LIST, "List")                    \
    TAG(RECORD_COMPACT_BUFFER, "CompactBuffer") \
    TAG(RECORD_ARRAY_BUFFER, "ArrayBuffer")     \
    TAG(RECORD_TUPLE, "tuple")                  \
    TAG(RECORD_MESSAGE, "ConsumerRecord")

typedef enum RecordTag {
#define TAG(name, text) name,
    RECORD_TAGS(TAG)
#undef TAG
        RECORD_TAG_COUNT
} RecordTag;

enum { RECORD_MAX_DEPTH = 200 }; /* of records inside records */

/* The parts of a MESSAGE. */
enum {
    MESSAGE_TOPIC,
    MESSAGE_PARTITION,
    MESSAGE_OFFSET,
    MESSAGE_TIME,
    MESSAGE_KEY,
    MESSAGE_VALUE,
    MESSAGE_PARTS
};

void record_append_null(Buffer *out);
void record_append_bool(Buffer *out, bool value);
void record_append_int(Buffer *out, int64_t value);
void record_append_double(Buffer *out, double value);
double record_canonical(double value); /* as it is written: one NaN stands for all */
void record_append_string(Buffer *out, const char *text, size_t size);
/* Followed by the key record and the value record; by one record; nothing. */
void record_append_pair(Buffer *out);
void record_append_some(Buffer *out);
void record_append_none(Buffer *out);
/* Opens a list; returns what record_end_list wants once its records are appended. */
size_t record_begin_list(Buffer *out, RecordTag tag);
void record_end_list(Buffer *out, size_t start, uint32_t count);

static inline RecordTag record_tag(const char *record)
{
    return (RecordTag)(unsigned char)record[0];
}

static inline int64_t record_int(const char *record)
{
    int64_t value;
    memcpy(&value, record + 1, sizeof value);
    return value;
}

static inline double record_double(const char *record)
{
    double value;
    memcpy(&value, record + 1, sizeof value);
    return value;
}

/* The bytes of a STRING; *size is their number. */
static inline const char *record_string(const char *record, uint32_t *size)
{
    memcpy(size, record + 1, sizeof *size);
    return record + 1 + sizeof *size;
}

/* The first record inside a PAIR, SOME or list; the number of records of a list. */
const char *record_first_any(const char *record);
uint32_t record_list_count(const char *record);

static inline const char *record_first(const char *record)
{
    return record_tag(record) == RECORD_PAIR ? record + 1 : record_first_any(record);
}

/* The byte behind this record: where the next one starts. Numbers and strings are
 * nearly all there are, so they are passed over without a call. */
const char *record_next_any(const char *record);

static inline const char *record_next(const char *record)
{
    RecordTag tag = record_tag(record);
    if (tag == RECORD_INT || tag == RECORD_DOUBLE)
        return record + 1 + sizeof(int64_t);
    if (tag != RECORD_STRING)
        return record_next_any(record);
    uint32_t size;
    memcpy(&size, record + 1, sizeof size);
    return record + 1 + sizeof size + size;
}

/* The same of a record that is a PAIR. */
static inline const char *record_next_pair(const char *record)
{
    return record_next(record_next(record + 1));
}

/* The first MESSAGE in a record or inside of it; NULL if there is none. */
const char *record_find_message(const char *record);

/* True if [data, data + size) is whole records and nothing else, nested at most
 * RECORD_MAX_DEPTH deep: for bytes that come from outside. */
bool record_validate(const char *data, size_t size);

#endif
