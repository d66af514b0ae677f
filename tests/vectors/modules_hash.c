/* tests/vectors/modules_hash.c -- cases of hash codes: vm/store/hash.h. */
// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "tests/vectors/modules.h"
#include "vm/base/buffer.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

/* Appends a value as a record; false if sluice has no such value: a tuple of three. */
static bool append(Buffer *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_NULL:
        record_append_null(out);
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        record_append_bool(out, json_is_true(value));
        return true;
    case JSON_INTEGER:
        record_append_int(out, json_integer_value(value));
        return true;
    case JSON_REAL:
        record_append_double(out, json_real_value(value));
        return true;
    case JSON_STRING:
        record_append_string(out, json_string_value(value), json_string_length(value));
        return true;
    case JSON_ARRAY:
        if (json_array_size(value) != 2)
            return false;
        record_append_pair(out);
        return append(out, json_array_get(value, 0)) &&
            append(out, json_array_get(value, 1));
    default:
        return false;
    }
}

static void check_one(const json_t *value, int64_t want, bool is_murmur)
{
    Buffer record = {0};
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    if (is_murmur) {
        int32_t number = (int32_t)json_integer_value(value);
        expect_number(text, (int32_t)hash_murmur_int(number), want);
    } else if (append(&record, value)) {
        expect_number(text, hash_java(record.data), want);
    } else {
        printf("# left out, for sluice has no such value: %s\n", text);
    }
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
