/* tests/fuzz/fuzz_record.c -- any bytes that record_validate accepts can be used. */
// SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdint.h>

#include "vm/base/check.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    if (!record_validate(bytes, size))
        return 0;

    Buffer text = {0};
    size_t at = 0;
    while (at < size) {
        const char *record = bytes + at;
        int32_t hash = hash_java(record);
        (void)hash_scala(record);
        int partition = hash_partition(record, hash, 7);
        CHECK(partition >= 0 && partition < 7);
        text_append_record(&text, record);
        at = (size_t)(record_next(record) - bytes);
    }
    CHECK(at == size);
    buffer_free(&text);
    return 0;
}
