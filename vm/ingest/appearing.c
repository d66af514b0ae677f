/* vm/ingest/appearing.c -- files that appear in folders at simulated times. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "vm/ingest/appearing.h"

#include <fnmatch.h>
#include <string.h>

#include "vm/base/mem.h"
#include "vm/base/path.h"

typedef struct Item {
    char *folder; /* absolute */
    char *name;
    char *source; /* absolute */
    SimTime at;
} Item;

struct Appearing {
    const Clock *clock;
    Item *items;
    int count;
    int capacity;
};

Appearing *appearing_new(const Clock *clock)
{
    Appearing *files = mem_zero_alloc(sizeof *files);
    files->clock = clock;
    return files;
}

void appearing_delete(Appearing *files)
{
    if (files == NULL)
        return;
    for (int i = 0; i < files->count; i++) {
        mem_free(files->items[i].folder);
        mem_free(files->items[i].name);
        mem_free(files->items[i].source);
    }
    mem_free(files->items);
    mem_free(files);
}

/* NULL and err if it is no name. The caller frees it. */
static char *absolute(const char *path, Err *err)
{
    Buffer name = {0};
    char *copy = path_append_absolute(&name, path, err)
        ? mem_copy_string(buffer_text(&name))
        : NULL;
    buffer_free(&name);
    return copy;
}

/* What is read is ours to name, and may be outside of what the program sees. */
static char *source_of(const char *path, Err *err)
{
    bool is_named = path_is_enclosed() && path[0] == '/';
    return is_named ? mem_copy_string(path) : absolute(path, err);
}

bool appearing_add(Appearing *files, const AppearingFile *file, Err *err)
{
    char *into = absolute(file->folder, err);
    char *from = into != NULL ? source_of(file->source, err) : NULL;
    if (from == NULL) {
        mem_free(into);
        return false;
    }
    files->items = mem_grow(files->items, &files->capacity, files->count + 1,
        sizeof *files->items);
    const char *name = file->name != NULL ? file->name : strrchr(from, '/') + 1;
    files->items[files->count++] = (Item){into, mem_copy_string(name), from, file->at};
    return true;
}

static bool is_in(const Item *file, const char *pattern)
{
    return fnmatch(pattern, file->folder, FNM_PATHNAME) == 0;
}

bool appearing_check(void *subject, const char *folder, Err *err)
{
    const Appearing *files = subject;
    char *pattern = absolute(folder, err);
    if (pattern == NULL)
        return false;
    bool found = false;
    for (int i = 0; i < files->count && !found; i++)
        found = is_in(&files->items[i], pattern);
    mem_free(pattern);
    return found || err_set(err, ERR_ARGUMENT, "nothing brings files into %s", folder);
}

/* A file that appears a second time under its name replaces the first. */
static void add_or_replace(FileListing *listing, const char *path, const Item *file)
{
    int i = 0;
    while (i < listing->count && strcmp(listing->items[i].path, path) != 0)
        i++;
    if (i == listing->count) {
        file_listing_add(listing, path, file->source, file->at);
    } else if (listing->items[i].modified <= file->at) {
        mem_free(listing->items[i].source);
        listing->items[i].source = mem_copy_string(file->source);
        listing->items[i].modified = file->at;
    }
}

bool appearing_list(void *subject, const char *folder, FileListing *listing)
{
    const Appearing *files = subject;
    char *pattern = absolute(folder, NULL);
    if (pattern == NULL)
        return false;
    Buffer path = {0};
    for (int i = 0; i < files->count; i++) {
        const Item *file = &files->items[i];
        if (file->at > files->clock->now || !is_in(file, pattern))
            continue;
        buffer_clear(&path);
        buffer_printf(&path, "file:%s/%s", file->folder, file->name);
        add_or_replace(listing, buffer_text(&path), file);
    }
    buffer_free(&path);
    mem_free(pattern);
    file_listing_sort(listing);
    return true;
}

bool appearing_expects(void *subject, const char *folder)
{
    const Appearing *files = subject;
    char *pattern = absolute(folder, NULL);
    bool expects = false;
    for (int i = 0; pattern != NULL && i < files->count && !expects; i++) {
        const Item *file = &files->items[i];
        expects = file->at > files->clock->now && is_in(file, pattern);
    }
    mem_free(pattern);
    return expects;
}
