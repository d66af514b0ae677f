// SPDX-License-Identifier: MIT
#include "vm/store/checkpoint.h"

#include <string.h>
#include <unistd.h>

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

bool checkpoint_exists(const char *folder, int n)
{
    bool found = true;
    for (int i = 0; i < n && found; i++) {
        Buffer path = {0};
        append_path(&path, folder, i);
        found = access(buffer_text(&path), F_OK) == 0;
        buffer_free(&path);
    }
    return found;
}

void checkpoint_remove(const char *folder, int n)
{
    for (int i = 0; i < n; i++) {
        Buffer path = {0};
        append_path(&path, folder, i);
        unlink(buffer_text(&path));
        buffer_free(&path);
    }
    rmdir(folder);
    const char *slash = strrchr(folder, '/');
    if (slash == NULL)
        return;
    Buffer above = {0};
    buffer_append(&above, folder, (size_t)(slash - folder));
    rmdir(buffer_text(&above));
    buffer_free(&above);
}
