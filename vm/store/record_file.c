// SPDX-License-Identifier: MIT
#include "vm/store/record_file.h"

#include <string.h>

#include "vm/base/file.h"
#include "vm/store/record.h"

static const char HEADER[] = "sluice records 1\n";
enum { HEADER_SIZE = sizeof HEADER - 1 };

void record_file_append(Buffer *file, const char *records, size_t size)
{
    buffer_append(file, HEADER, HEADER_SIZE);
    if (size > 0)
        buffer_append(file, records, size);
}

static bool is_whole(const Buffer *file)
{
    return file->size >= HEADER_SIZE && memcmp(file->data, HEADER, HEADER_SIZE) == 0 &&
        record_validate(file->data + HEADER_SIZE, file->size - HEADER_SIZE);
}

bool record_file_read(const char *path, Buffer *records, Err *err)
{
    Buffer file = {0};
    bool ok = file_read(path, &file, err);
    if (ok && !is_whole(&file))
        ok = err_set(err, ERR_IO,
            "file:%s holds no records that sluice wrote, or is damaged", path);
    if (ok)
        buffer_append(records, file.data + HEADER_SIZE, file.size - HEADER_SIZE);
    buffer_free(&file);
    return ok;
}
