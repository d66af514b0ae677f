// SPDX-License-Identifier: MIT
#include "vm/store/checkpoint.h"

#include "vm/base/file.h"
#include "vm/store/record_file.h"

static void append_path(Buffer *path, const char *folder, int partition)
{
    buffer_printf(path, "%s/part-%05d", folder, partition);
}

bool checkpoint_write(const char *folder, int partition, const Buffer *records,
    Err *err)
{
    Buffer path = {0};
    Buffer file = {0};
    append_path(&path, folder, partition);
    record_file_append(&file, records->data, records->size);
    bool ok = file_put(buffer_text(&path), file.data, file.size, err);
    buffer_free(&path);
    buffer_free(&file);
    return ok;
}

bool checkpoint_read(const char *folder, int partition, Buffer *records, Err *err)
{
    Buffer path = {0};
    append_path(&path, folder, partition);
    bool ok = record_file_read(buffer_text(&path), records, err);
    buffer_free(&path);
    return ok;
}
