/* vm/ingest/files.c -- which files of a folder belong to which batch. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/files.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/mem.h"

struct FileInput {
    char *folder;
    SimTime since;
    SimTime window;
    int filter;
    GivenFile *given; /* oldest first */
    int n_given;
    int given_capacity;
    IgnoredFile *ignored; /* each once */
    int n_ignored;
    int ignored_capacity;
};

/* Listings. */

static void free_file(FoundFile *file)
{
    mem_free(file->path);
    mem_free(file->source);
}

void file_listing_free(FileListing *listing)
{
    for (int i = 0; i < listing->count; i++)
        free_file(&listing->items[i]);
    mem_free(listing->items);
    *listing = (FileListing){0};
}

void file_listing_add(FileListing *listing, const char *path, const char *source,
    SimTime modified)
{
    listing->items = mem_grow(listing->items, &listing->capacity, listing->count + 1,
        sizeof *listing->items);
    listing->items[listing->count++] = (FoundFile){
        .path = mem_copy_string(path),
        .source = mem_copy_string(source),
        .modified = TIME_MS(time_to_ms(modified)),
    };
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const FoundFile *)a)->path, ((const FoundFile *)b)->path);
}

void file_listing_sort(FileListing *listing)
{
    if (listing->count > 1)
        qsort(listing->items, (size_t)listing->count, sizeof *listing->items, by_path);
}

/* Inputs. */

FileInput *file_input_new(const char *folder, SimTime since, SimTime interval,
    SimTime least)
{
    FileInput *input = mem_zero_alloc(sizeof *input);
    input->folder = mem_copy_string(folder);
    input->since = since;
    input->window = (least + interval - 1) / interval * interval;
    input->filter = FILTER_NONE;
    return input;
}

void file_input_delete(FileInput *input)
{
    if (input == NULL)
        return;
    for (int i = 0; i < input->n_given; i++)
        mem_free(input->given[i].path);
    mem_free(input->given);
    for (int i = 0; i < input->n_ignored; i++)
        mem_free(input->ignored[i].path);
    mem_free(input->ignored);
    mem_free(input->folder);
    mem_free(input);
}

void file_input_set_filter(FileInput *input, int filter)
{
    input->filter = filter;
}

const char *file_input_folder(const FileInput *input)
{
    return input->folder;
}

SimTime file_input_window(const FileInput *input)
{
    return input->window;
}

FileInput *file_input_copy(const FileInput *input)
{
    FileInput *copy = mem_zero_alloc(sizeof *copy);
    copy->folder = mem_copy_string(input->folder);
    copy->since = input->since;
    copy->window = input->window;
    copy->filter = input->filter;
    return copy;
}

SimTime file_input_since(const FileInput *input)
{
    return input->since;
}

void file_input_set_since(FileInput *input, SimTime since)
{
    input->since = since;
}

int file_input_given(const FileInput *input, const GivenFile **files)
{
    *files = input->given;
    return input->n_given;
}

static void forget_before(FileInput *input, SimTime time)
{
    int old = 0;
    while (old < input->n_given && input->given[old].batch < time)
        mem_free(input->given[old++].path);
    if (old == 0)
        return;
    input->n_given -= old;
    memmove(input->given, input->given + old,
        (size_t)input->n_given * sizeof *input->given);
}

static bool was_given(const FileInput *input, const char *path)
{
    for (int i = 0; i < input->n_given; i++) {
        if (strcmp(input->given[i].path, path) == 0)
            return true;
    }
    return false;
}

void file_input_give(FileInput *input, SimTime batch, const char *path)
{
    input->given = mem_grow(input->given, &input->given_capacity, input->n_given + 1,
        sizeof *input->given);
    input->given[input->n_given++] = (GivenFile){batch, mem_copy_string(path)};
}

int file_input_ignored(const FileInput *input, const IgnoredFile **files)
{
    *files = input->ignored;
    return input->n_ignored;
}

static void note_ignored(FileInput *input, const char *path, bool hidden)
{
    enum { MOST_IGNORED = 100 };
    for (int i = 0; i < input->n_ignored; i++) {
        if (strcmp(input->ignored[i].path, path) == 0)
            return;
    }
    if (input->n_ignored == MOST_IGNORED)
        return;
    input->ignored = mem_grow(input->ignored, &input->ignored_capacity,
        input->n_ignored + 1, sizeof *input->ignored);
    input->ignored[input->n_ignored++] = (IgnoredFile){mem_copy_string(path), hidden};
}

static bool passes_filter(const FileInput *input, const FileSystem *system,
    const char *path, bool *ok)
{
    if (input->filter != FILTER_NONE)
        return system->accepts(system->subject, input->filter, path, ok);
    const char *slash = strrchr(path, '/');
    return (slash != NULL ? slash[1] : path[0]) != '.';
}

/* Spark asks the filter first, and about every file. */
static bool is_new(const FileInput *input, SimTime batch, const FoundFile *file)
{
    SimTime threshold = batch - input->window;
    if (threshold < input->since)
        threshold = input->since;
    return file->modified > threshold && file->modified <= batch &&
        !was_given(input, file->path);
}

/* A batch that runs again gets the files that it had. */
static bool had_files(const FileInput *input, SimTime batch)
{
    for (int i = 0; i < input->n_given; i++) {
        if (input->given[i].batch == batch)
            return true;
    }
    return false;
}

static bool had_file(const FileInput *input, SimTime batch, const char *path)
{
    for (int i = 0; i < input->n_given; i++) {
        if (input->given[i].batch == batch && strcmp(input->given[i].path, path) == 0)
            return true;
    }
    return false;
}

void file_input_select(FileInput *input, SimTime batch, SimTime forget,
    const FileSystem *system, FileListing *listing)
{
    forget_before(input, forget);
    bool again = had_files(input, batch);
    bool ok = true;
    int kept = 0;
    for (int i = 0; i < listing->count; i++) {
        FoundFile *file = &listing->items[i];
        bool chosen = again ? had_file(input, batch, file->path)
                            : ok && passes_filter(input, system, file->path, &ok) &&
                is_new(input, batch, file);
        bool hidden = input->filter == FILTER_NONE &&
            !passes_filter(input, system, file->path, &ok);
        if (hidden || file->modified <= input->since)
            note_ignored(input, file->path, hidden);
        if (ok && chosen) {
            FoundFile swapped = listing->items[kept];
            listing->items[kept++] = *file;
            *file = swapped;
        }
    }
    if (!ok)
        kept = 0;
    for (int i = kept; i < listing->count; i++)
        free_file(&listing->items[i]);
    listing->count = kept;
    for (int i = 0; i < kept && !again; i++)
        file_input_give(input, batch, listing->items[i].path);
}
