/* vm/store/text_output.c -- a folder of files, one for each partition. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/base/mem.h"
#include "vm/base/path.h"
#include "vm/store/record.h"
#include "vm/store/record_file.h"
#include "vm/store/text.h"
#include "vm/store/text_output.h"

struct TextOutput {
    char *target;    /* absolute */
    char *temporary; /* the folder that the parts are written into */
    bool replaces;   /* the target was there */
};

static bool cannot_write(const char *path, int error, Err *err)
{
    return err_set(err, ERR_IO, "cannot write file:%s: %s", path, strerror(error));
}

static void output_delete(TextOutput *output)
{
    mem_free(output->target);
    mem_free(output->temporary);
    mem_free(output);
}

/* "FOLDER/part-00003"; index -1 is _SUCCESS. */
static const char *part_path(Buffer *out, const char *folder, int index)
{
    buffer_clear(out);
    if (index < 0)
        buffer_printf(out, "%s/_SUCCESS", folder);
    else
        buffer_printf(out, "%s/part-%05d", folder, index);
    return buffer_text(out);
}

/* Opening. */

/* The nearest thing above path that exists: goes to *above. */
static void find_above(Buffer *above, const char *path, struct stat *status)
{
    buffer_append_string(above, path);
    do {
        while (above->size > 1 && above->data[--above->size] != '/')
            continue;
        if (above->size == 0)
            buffer_append_byte(above, '/');
    } while (stat(buffer_text(above), status) != 0 && above->size > 1);
}

static bool check_parent(const char *path, Err *err)
{
    struct stat status;
    Buffer above = {0};
    find_above(&above, path, &status);
    bool good = S_ISDIR(status.st_mode) ||
        err_set(err, ERR_PARENT_NOT_DIRECTORY,
            "Parent path is not a directory: file:%s", buffer_text(&above));
    buffer_free(&above);
    return good;
}

static bool check_target(TextOutput *output, bool overwrite, Err *err)
{
    struct stat status;
    output->replaces = stat(output->target, &status) == 0;
    if (!output->replaces)
        return check_parent(output->target, err);
    if (!overwrite)
        return err_set(err, ERR_FILE_EXISTS, "Output directory file:%s already exists",
            output->target);
    return S_ISDIR(status.st_mode) ||
        err_set(err, ERR_PARENT_NOT_DIRECTORY,
            "Parent path is not a directory: file:%s", output->target);
}

static int make_parent(const char *target)
{
    char *parent = mem_copy_string(target);
    char *slash = strrchr(parent, '/');
    *slash = '\0';
    int error = *parent == '\0' ? 0 : path_make_folders(parent);
    mem_free(parent);
    return error;
}

/* The process id keeps two runs apart, mkdir never reuses what somebody else left. */
static bool make_temporary(TextOutput *output, Err *err)
{
    int error = make_parent(output->target);
    Buffer name = {0};
    for (int i = 0; error == 0 && output->temporary == NULL; i++) {
        buffer_clear(&name);
        buffer_printf(&name, "%s.%ld-%d.tmp", output->target, (long)getpid(), i);
        if (mkdir(buffer_text(&name), 0777) == 0)
            output->temporary = mem_copy_string(buffer_text(&name));
        else if (errno != EEXIST || i == 100)
            error = errno;
    }
    buffer_free(&name);
    return error == 0 || cannot_write(output->target, error, err);
}

TextOutput *text_output_new(const char *path, bool overwrite, Err *err)
{
    Buffer absolute = {0};
    TextOutput *output = NULL;
    if (path_append_absolute(&absolute, path, err)) {
        output = mem_zero_alloc(sizeof *output);
        output->target = mem_copy_string(buffer_text(&absolute));
        if (!check_target(output, overwrite, err) || !make_temporary(output, err)) {
            output_delete(output);
            output = NULL;
        }
    }
    buffer_free(&absolute);
    return output;
}

/* Writing. */

typedef struct Span {
    const char *data;
    size_t size;
} Span;

static int write_records(FILE *stream, const char *data, size_t size)
{
    enum { PIECE = 1 << 16 };
    if (size == 0)
        return 0;
    Buffer text = {0};
    const char *end = data + size;
    int error = 0;
    for (const char *record = data; record < end && error == 0;) {
        text_append_record(&text, record);
        buffer_append_byte(&text, '\n');
        record = record_next(record);
        if (text.size < PIECE && record < end)
            continue;
        if (fwrite(text.data, 1, text.size, stream) != text.size)
            error = errno;
        buffer_clear(&text);
    }
    buffer_free(&text);
    return error;
}

static int write_objects(FILE *stream, const char *data, size_t size)
{
    Buffer file = {0};
    record_file_append(&file, data, size);
    int error = fwrite(file.data, 1, file.size, stream) == file.size ? 0 : errno;
    buffer_free(&file);
    return error;
}

typedef int WritePart(FILE *stream, const char *data, size_t size);

static int write_file(const char *path, WritePart *write, const char *data, size_t size)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        return errno;

    int error = write(stream, data, size);
    if (fclose(stream) != 0 && error == 0)
        error = errno;
    return error;
}

static bool write_part(const TextOutput *output, int index, WritePart *write,
    const Span *records, Err *err)
{
    Buffer path = {0};
    int error = write_file(part_path(&path, output->temporary, index), write,
        records->data, records->size);
    buffer_free(&path);
    return error == 0 || cannot_write(output->target, error, err);
}

bool text_output_write(const TextOutput *output, int index, const char *data,
    size_t size, Err *err)
{
    return write_part(output, index, write_records, &(Span){data, size}, err);
}

bool text_output_write_objects(const TextOutput *output, int index, const char *data,
    size_t size, Err *err)
{
    return write_part(output, index, write_objects, &(Span){data, size}, err);
}

/* Ending. */

static int remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno;

    Buffer name = {0};
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        buffer_clear(&name);
        buffer_printf(&name, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(buffer_text(&name));
    }
    buffer_free(&name);
    closedir(folder);
    return rmdir(path) == 0 ? 0 : errno;
}

static int move_part(const TextOutput *output, int index)
{
    Buffer from = {0};
    Buffer to = {0};
    int moved = rename(part_path(&from, output->temporary, index),
        part_path(&to, output->target, index));
    int error = moved == 0 ? 0 : errno;
    buffer_free(&from);
    buffer_free(&to);
    return error;
}

/* _SUCCESS goes away first and comes back last, so that it never stands beside a
 * mixture of old and new parts. */
static int replace_parts(const TextOutput *output, int parts)
{
    Buffer success = {0};
    const char *path = part_path(&success, output->target, -1);
    int error = unlink(path) == 0 || errno == ENOENT ? 0 : errno;
    buffer_free(&success);
    for (int i = 0; i < parts && error == 0; i++)
        error = move_part(output, i);
    return error == 0 ? move_part(output, -1) : error;
}

static int commit(const TextOutput *output, int parts)
{
    Buffer success = {0};
    const char *path = part_path(&success, output->temporary, -1);
    int error = write_file(path, write_records, NULL, 0);
    buffer_free(&success);
    if (error == 0 && output->replaces)
        error = replace_parts(output, parts);
    else if (error == 0 && rename(output->temporary, output->target) != 0)
        error = errno;
    if (error != 0 || output->replaces)
        remove_folder(output->temporary);
    return error;
}

bool text_output_commit(TextOutput *output, int parts, Err *err)
{
    int error = commit(output, parts);
    if (error != 0)
        cannot_write(output->target, error, err);
    output_delete(output);
    return error == 0;
}

void text_output_discard(TextOutput *output)
{
    remove_folder(output->temporary);
    output_delete(output);
}
