/* tests/unit/folder.h -- an empty folder of its own for a test; with _XOPEN_SOURCE 700.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_FOLDER_H
#define SLUICE_TESTS_UNIT_FOLDER_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/base/buffer.h"
#include "vm/base/mem.h"
#include "vm/base/path.h"

typedef struct Folder {
    char path[64];
    char before[4096];
} Folder;

static inline int folder_enter(void **state)
{
    Folder *folder = mem_zero_alloc(sizeof *folder);
    *state = folder;
    strcpy(folder->path, "/tmp/sluice-test.XXXXXX");
    if (getcwd(folder->before, sizeof folder->before) == NULL ||
        mkdtemp(folder->path) == NULL)
        return -1;
    return chdir(folder->path);
}

static inline void folder_remove(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        unlink(path);
        return;
    }
    Buffer name = {0};
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        buffer_clear(&name);
        buffer_printf(&name, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            folder_remove(buffer_text(&name));
    }
    buffer_free(&name);
    closedir(folder);
    rmdir(path);
}

static inline int folder_leave(void **state)
{
    Folder *folder = *state;
    int status = chdir(folder->before);
    folder_remove(folder->path);
    mem_free(folder);
    return status;
}

static inline void folder_write(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(text, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static inline void folder_write_text(const char *path, const char *text)
{
    folder_write(path, text, strlen(text));
}

/* The text with each @ replaced by the name of the folder that we are in. The caller
 * frees it. */
static inline char *folder_expand(const char *text)
{
    Buffer here = {0};
    Buffer expanded = {0};
    if (!path_append_absolute(&here, ".", NULL))
        abort();
    for (; *text != '\0'; text++) {
        if (*text == '@')
            buffer_append(&expanded, here.data, here.size);
        else
            buffer_append_byte(&expanded, *text);
    }
    char *copy = mem_copy_string(buffer_text(&expanded));
    buffer_free(&here);
    buffer_free(&expanded);
    return copy;
}

#endif
