/* vm/store/text_input.c -- text files as partitions.
 *
 * Rules measured on Spark 3.5.6: a line belongs to the split in which the byte before
 * its first one lies, so a line that starts exactly where a split ends is read by that
 * split, and the next one passes over it. */
// SPDX-License-Identifier: MIT
#define _DEFAULT_SOURCE /* GLOB_BRACE */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "vm/base/line_end.h"
#include "vm/base/mem.h"
#include "vm/base/path.h"
#include "vm/base/utf8.h"
#include "vm/store/record.h"
#include "vm/store/record_file.h"
#include "vm/store/text_input.h"

#ifndef GLOB_BRACE
#define GLOB_BRACE 0 /* this system has no {a,b} */
#endif

#define BLOCK_SIZE ((int64_t)32 << 20) /* Hadoop: fs.local.block.size */

static void free_items(TextSplits *splits, int from)
{
    for (int i = from; i < splits->count; i++)
        mem_free(splits->items[i].path);
    splits->count = from;
}

void text_splits_free(TextSplits *splits)
{
    free_items(splits, 0);
    mem_free(splits->items);
    *splits = (TextSplits){0};
}

/* Takes path. */
static void add_split(TextSplits *splits, char *path, int64_t from, int64_t to)
{
    splits->items = mem_grow(splits->items, &splits->capacity, splits->count + 1,
        sizeof *splits->items);
    splits->items[splits->count++] = (TextSplit){path, from, to};
}

/* Finding the files. Each is added as one split from 0 to its size, which is cut later,
 * when the size of all is known. */

static bool is_hidden(const char *name)
{
    return name[0] == '.' || name[0] == '_';
}

static bool is_packed(const char *path)
{
    static const char *const ENDINGS[] = {".gz", ".bz2", ".deflate", ".lz4", ".snappy",
        ".zst"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        if (strcmp(dot, ENDINGS[i]) == 0)
            return true;
    }
    return false;
}

static bool add_file(TextSplits *files, const char *path, int64_t size, Err *err)
{
    if (is_packed(path))
        return err_set(err, ERR_UNSUPPORTED,
            "file:%s is packed: sluice reads plain text only; unpack it first", path);
    if (size > 0)
        add_split(files, mem_copy_string(path), 0, size);
    return true;
}

static int skip_hidden(const struct dirent *entry)
{
    return !is_hidden(entry->d_name);
}

/* By bytes: alphasort would ask the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool add_child(TextSplits *files, const char *path, Err *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return true; /* it went away just now */
    if (S_ISDIR(status.st_mode))
        return err_set(err, ERR_IO,
            "Path: %s is a directory, which is not supported by the record reader when "
            "`mapreduce.input.fileinputformat.input.dir.recursive` is false.",
            path);
    return add_file(files, path, status.st_size, err);
}

static bool add_folder(TextSplits *files, const char *path, Err *err)
{
    struct dirent **entries;
    int count = scandir(path, &entries, skip_hidden, by_name);
    if (count < 0)
        return err_set(err, ERR_IO, "cannot read file:%s: %s", path, strerror(errno));

    bool good = true;
    Buffer child = {0};
    for (int i = 0; i < count; i++) {
        buffer_clear(&child);
        buffer_printf(&child, "%s/%s", path, entries[i]->d_name);
        free(entries[i]);
        good = good && add_child(files, buffer_text(&child), err);
    }
    buffer_free(&child);
    free(entries);
    return good;
}

/* What a user named, or a pattern matched. */
static bool add_named(TextSplits *files, const char *path, bool *found, Err *err)
{
    struct stat status;
    const char *slash = strrchr(path, '/');
    if (is_hidden(slash != NULL ? slash + 1 : path) || stat(path, &status) != 0)
        return true;

    *found = true;
    return S_ISDIR(status.st_mode) ? add_folder(files, path, err)
                                   : add_file(files, path, status.st_size, err);
}

static bool add_matches(TextSplits *files, const char *pattern, bool *found, Err *err)
{
    glob_t matches;
    bool good = true;
    if (glob(pattern, GLOB_BRACE, NULL, &matches) == 0) {
        for (size_t i = 0; i < matches.gl_pathc && good; i++) {
            const char *match = matches.gl_pathv[i];
            good = !path_is_inside(match) || add_named(files, match, found, err);
        }
    }
    globfree(&matches);
    return good;
}

static bool add_path(TextSplits *files, const char *path, Err *err)
{
    Buffer absolute = {0};
    bool found = false;
    bool is_pattern = strpbrk(path, "*?[{") != NULL;
    bool good = path_append_absolute(&absolute, path, err);
    const char *name = buffer_text(&absolute);
    if (good && is_pattern)
        good = add_matches(files, name, &found, err);
    else if (good)
        good = add_named(files, name, &found, err);
    if (good && !found)
        good = err_set(err, ERR_INVALID_INPUT,
            is_pattern ? "Input Pattern file:%s matches 0 files"
                       : "Input path does not exist: file:%s",
            name);
    buffer_free(&absolute);
    return good;
}

/* The length of the first of several paths: a comma inside {} does not end it. */
static size_t first_path_size(const char *paths)
{
    int depth = 0;
    size_t size = 0;
    while (paths[size] != '\0' && (depth > 0 || paths[size] != ',')) {
        depth += paths[size] == '{';
        depth -= paths[size] == '}' && depth > 0;
        size++;
    }
    return size;
}

static bool find_files(TextSplits *files, const char *paths, Err *err)
{
    Buffer path = {0};
    bool good = true;
    bool more = true;
    while (good && more) {
        size_t size = first_path_size(paths);
        buffer_clear(&path);
        buffer_append(&path, paths, size);
        good = add_path(files, buffer_text(&path), err);
        more = paths[size] == ',';
        paths += size + more;
    }
    buffer_free(&path);
    return good;
}

/* Hadoop: a last piece of up to 1.1 times the size is not cut once more. */
static void cut_file(TextSplits *splits, const TextSplit *file, int64_t piece)
{
    int64_t from = 0;
    while ((double)(file->to - from) / (double)piece > 1.1) {
        add_split(splits, mem_copy_string(file->path), from, from + piece);
        from += piece;
    }
    add_split(splits, mem_copy_string(file->path), from, file->to);
}

static int64_t total_size(const TextSplits *files)
{
    int64_t total = 0;
    for (int i = 0; i < files->count; i++)
        total += files->items[i].to;
    return total;
}

bool text_splits_find(TextSplits *splits, const char *paths, int min_partitions,
    Err *err)
{
    if (min_partitions < 0)
        return err_set(err, ERR_ARGUMENT, "Illegal Capacity: %d", min_partitions);

    TextSplits files = {0};
    bool good = find_files(&files, paths, err);
    int64_t goal = total_size(&files) / (min_partitions == 0 ? 1 : min_partitions);
    int64_t piece = goal < 1 ? 1 : goal > BLOCK_SIZE ? BLOCK_SIZE : goal;
    if (splits->format == TEXT_OBJECTS)
        piece = INT64_MAX;
    for (int i = 0; i < files.count && good; i++)
        cut_file(splits, &files.items[i], piece);
    text_splits_free(&files);
    return good;
}

bool text_splits_of_file(TextSplits *splits, const char *path, Err *err)
{
    TextSplits files = {0};
    bool found = false;
    bool good = add_named(&files, path, &found, err);
    if (good && !found)
        good = err_set(err, ERR_NEW_INVALID_INPUT, "Input path does not exist: file:%s",
            path);
    int64_t piece = BLOCK_SIZE;
    if (splits->format == TEXT_BINARY)
        piece = piece < splits->record_bytes ? splits->record_bytes
                                             : piece - piece % splits->record_bytes;
    for (int i = 0; i < files.count && good; i++)
        cut_file(splits, &files.items[i], piece);
    text_splits_free(&files);
    return good;
}

/* Reading. */

typedef struct Reader {
    FILE *stream;
    Buffer text;      /* a part of the file */
    size_t at;        /* in text: the next line */
    int64_t position; /* of that line in the file */
    bool ended;       /* nothing more can be read */
    TextFormat format;
    Buffer valid; /* scratch: a line as UTF-8 */
} Reader;

/* Reads on, and forgets the lines that are done. False at the end of the file. */
static bool fill(Reader *reader)
{
    enum { PIECE = 1 << 16 };
    if (reader->ended)
        return false;

    Buffer *text = &reader->text;
    if (reader->at > 0 && text->size > 0)
        memmove(text->data, text->data + reader->at, text->size - reader->at);
    text->size -= reader->at;
    reader->at = 0;
    size_t got = fread(buffer_reserve(text, PIECE), 1, PIECE, reader->stream);
    text->size += got;
    reader->ended = got == 0;
    return !reader->ended;
}

/* How many bytes the next line has, without its end. */
static size_t line_size(Reader *reader)
{
    size_t size = 0;
    do {
        const char *line = reader->text.data + reader->at;
        const char *limit = reader->text.data + reader->text.size;
        const char *end = line_end_find(line + size, limit);
        size = (size_t)(end - line);
        if (end < limit)
            return size;
    } while (fill(reader));
    return size;
}

/* Moves behind a line of that size and its end. */
static void pass_line(Reader *reader, size_t size)
{
    size_t taken = size;
    bool is_return = false;
    if (reader->at + size < reader->text.size) {
        is_return = reader->text.data[reader->at + size] == '\r';
        taken++;
    }
    reader->at += taken;
    reader->position += (int64_t)taken;
    if (!is_return)
        return;
    if ((reader->at < reader->text.size || fill(reader)) &&
        reader->text.data[reader->at] == '\n') {
        reader->at++;
        reader->position++;
    }
}

static void append_line(Reader *reader, size_t size, Buffer *records)
{
    static const char MARK[] = {'\xEF', '\xBB', '\xBF'};
    const char *line = reader->text.data + reader->at;
    if (reader->position == 0 && size >= sizeof MARK &&
        memcmp(line, MARK, sizeof MARK) == 0) {
        line += sizeof MARK;
        size -= sizeof MARK;
    }
    if (reader->format == TEXT_NUMBERED_LINES) {
        record_append_pair(records);
        record_append_int(records, reader->position);
    }
    buffer_clear(&reader->valid);
    utf8_append_valid(&reader->valid, line, size);
    record_append_string(records, reader->valid.data, reader->valid.size);
}

static bool has_line(Reader *reader)
{
    return reader->at < reader->text.size || fill(reader);
}

static int64_t read_lines(Reader *reader, int64_t to, Buffer *records)
{
    int64_t count = 0;
    if (reader->position > 0 && has_line(reader))
        pass_line(reader, line_size(reader));
    while (reader->position <= to && has_line(reader)) {
        size_t size = line_size(reader);
        append_line(reader, size, records);
        pass_line(reader, size);
        count++;
    }
    return count;
}

static bool cannot_read(const TextSplit *split, int error, Err *err)
{
    return err_set(err, ERR_IO, "cannot read file:%s: %s", split->path,
        strerror(error));
}

/* The file, at the start of the split; NULL and err if it cannot be read. */
static FILE *open_split(const TextSplit *split, Err *err)
{
    FILE *stream = fopen(split->path, "rb");
    if (stream == NULL && errno == ENOENT) {
        err_set(err, ERR_FILE_NOT_FOUND, "File file:%s does not exist", split->path);
    } else if (stream == NULL) {
        err_set(err, ERR_FILE_NOT_FOUND, "%s (%s)", split->path, strerror(errno));
    } else if (fseeko(stream, split->from, SEEK_SET) != 0) {
        cannot_read(split, errno, err);
        fclose(stream);
        stream = NULL;
    }
    return stream;
}

static bool read_text(FILE *stream, const TextSplit *split, TextFormat format,
    Buffer *records, int64_t *count)
{
    Reader reader = {.stream = stream, .position = split->from, .format = format};
    *count += read_lines(&reader, split->to, records);
    buffer_free(&reader.text);
    buffer_free(&reader.valid);
    return !ferror(stream);
}

static bool read_binary(FILE *stream, const TextSplit *split, size_t size,
    Buffer *records, Err *err)
{
    Buffer record = {0};
    bool good = true;
    for (int64_t at = split->from; at < split->to && good; at += (int64_t)size) {
        buffer_clear(&record);
        size_t got = fread(buffer_reserve(&record, size), 1, size, stream);
        if (ferror(stream))
            good = cannot_read(split, errno, err);
        else if (got < size)
            good = err_set(err, ERR_EOF,
                "file:%s ends in the middle of a record of %zu bytes", split->path,
                size);
        else
            record_append_string(records, record.data, size);
    }
    buffer_free(&record);
    return good;
}

static bool read_objects(const char *path, Buffer *records, int64_t *count, Err *err)
{
    size_t before = records->size;
    if (!record_file_read(path, records, err))
        return false;
    const char *end = buffer_end(records);
    for (const char *at = records->data + before; at < end; at = record_next(at))
        (*count)++;
    return true;
}

bool text_splits_read(const TextSplits *splits, int index, Buffer *records,
    int64_t *count, Err *err)
{
    const TextSplit *split = &splits->items[index];
    if (splits->format == TEXT_OBJECTS)
        return read_objects(split->path, records, count, err);
    FILE *stream = open_split(split, err);
    if (stream == NULL)
        return false;

    size_t before = records->size;
    int64_t read = 0;
    bool good;
    if (splits->format == TEXT_BINARY) {
        good = read_binary(stream, split, (size_t)splits->record_bytes, records, err);
        read = (split->to - split->from) / splits->record_bytes;
    } else {
        good = read_text(stream, split, splits->format, records, &read) ||
            cannot_read(split, errno, err);
    }
    fclose(stream);
    if (good)
        *count += read;
    else
        records->size = before;
    return good;
}
