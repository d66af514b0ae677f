/* tests/vectors/modules_hash.c -- cases of hash codes: vm/store/hash.h. */
// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "tests/vectors/modules.h"
#include "vm/base/buffer.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

static void append(Buffer *out, const json_t *value);

/* A tuple: a pair has a form of its own. */
static void append_tuple(Buffer *out, const json_t *items)
{
    size_t count = json_array_size(items);
    size_t start = 0;
    if (count == 2)
        record_append_pair(out);
    else
        start = record_begin_list(out, RECORD_TUPLE);
    for (size_t i = 0; i < count; i++)
        append(out, json_array_get(items, i));
    if (count != 2)
        record_end_list(out, start, (uint32_t)count);
}

/* Appends a value as a record. */
static void append(Buffer *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_ARRAY:
        append_tuple(out, value);
        break;
    case JSON_STRING:
        record_append_string(out, json_string_value(value), json_string_length(value));
        break;
    case JSON_INTEGER:
        record_append_int(out, json_integer_value(value));
        break;
    case JSON_REAL:
        record_append_double(out, json_real_value(value));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        record_append_bool(out, json_is_true(value));
        break;
    case JSON_NULL:
        record_append_null(out);
        break;
    case JSON_OBJECT:
        differs("an object has no hash code");
    }
}

static void check_one(const json_t *value, int64_t want, bool is_murmur)
{
    Buffer record = {0};
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    append(&record, value);
    expect_number(text,
        is_murmur ? (int32_t)hash_murmur_int((int32_t)json_integer_value(value))
                  : hash_java(record.data),
        want);
    free(text);
    buffer_free(&record);
}

/* The name of a case says which hash it is about. */
void check_hash(const json_t *test)
{
    const char *name = json_string_value(json_object_get(test, "name"));
    bool is_murmur = name != NULL && strncmp(name, "murmur3", 7) == 0;
    const json_t *cases = json_object_get(test, "cases");
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *pair = json_array_get(cases, i);
        check_one(json_array_get(pair, 0), json_integer_value(json_array_get(pair, 1)),
            is_murmur);
    }
}
