// SPDX-License-Identifier: MIT
#include "vm/streaming/metadata_files.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/mem.h"

static const char PREFIX[] = "checkpoint-";
enum { PREFIX_SIZE = sizeof PREFIX - 1, KEPT = 10, MOST_DIGITS = 15 };

/* False if the name is that of something else. */
static bool read_name(const char *name, MetadataFile *file)
{
    if (strncmp(name, PREFIX, PREFIX_SIZE) != 0)
        return false;
    const char *digits = name + PREFIX_SIZE;
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > MOST_DIGITS)
        return false;
    file->ms = strtoll(digits, NULL, 10);
    file->is_backup = strcmp(digits + n, ".bk") == 0;
    return file->is_backup || digits[n] == '\0';
}

static int compare(const void *left, const void *right)
{
    const MetadataFile *a = left;
    const MetadataFile *b = right;
    if (a->ms != b->ms)
        return a->ms < b->ms ? -1 : 1;
    return (int)b->is_backup - (int)a->is_backup;
}

void metadata_files_list(const char *folder, MetadataFiles *files)
{
    *files = (MetadataFiles){0};
    DIR *list = opendir(folder);
    if (list == NULL)
        return;
    for (const struct dirent *entry = readdir(list); entry != NULL;
         entry = readdir(list)) {
        MetadataFile file;
        if (!read_name(entry->d_name, &file))
            continue;
        files->items = mem_grow(files->items, &files->capacity, files->count + 1,
            sizeof *files->items);
        files->items[files->count++] = file;
    }
    closedir(list);
    if (files->count > 0)
        qsort(files->items, (size_t)files->count, sizeof *files->items, compare);
}

void metadata_files_free(MetadataFiles *files)
{
    mem_free(files->items);
    *files = (MetadataFiles){0};
}

void metadata_files_path(Buffer *path, const char *folder, const MetadataFile *file)
{
    buffer_printf(path, "%s/%s%" PRId64 "%s", folder, PREFIX, file->ms,
        file->is_backup ? ".bk" : "");
}

static void remove_old(const char *folder)
{
    MetadataFiles files;
    metadata_files_list(folder, &files);
    for (int i = 0; i < files.count - KEPT; i++) {
        Buffer path = {0};
        metadata_files_path(&path, folder, &files.items[i]);
        unlink(buffer_text(&path));
        buffer_free(&path);
    }
    metadata_files_free(&files);
}

bool metadata_files_put(const char *folder, SimTime name, const Buffer *text, Err *err)
{
    MetadataFile file = {.ms = time_to_ms(name)};
    MetadataFile old = {.ms = file.ms, .is_backup = true};
    Buffer path = {0};
    Buffer backup = {0};
    metadata_files_path(&path, folder, &file);
    metadata_files_path(&backup, folder, &old);
    bool ok = true;
    /* A process that dies between the two leaves the backup, which can be read. */
    if (rename(buffer_text(&path), buffer_text(&backup)) != 0 && errno != ENOENT)
        ok = err_set(err, ERR_IO, "cannot write %s: %s", buffer_text(&backup),
            strerror(errno));
    ok = ok && file_put(buffer_text(&path), text->data, text->size, err);
    if (ok)
        remove_old(folder);
    buffer_free(&path);
    buffer_free(&backup);
    return ok;
}
