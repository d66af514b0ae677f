/* vm/base/path.c -- names of local files. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/base/mem.h"
#include "vm/base/path.h"

/* Belongs to the process, as the working folder does. */
static bool enclosed;

void path_enclose(void)
{
    enclosed = true;
}

bool path_is_enclosed(void)
{
    return enclosed;
}

bool path_is_inside(const char *path)
{
    while (enclosed && *path != '\0') {
        size_t size = strcspn(path, "/");
        if (size == 2 && memcmp(path, "..", 2) == 0)
            return false;
        path += size;
        path += strspn(path, "/");
    }
    return true;
}

/* The length of "hdfs:" in "hdfs://host/x", 0 if a slash or the end comes first. */
static size_t scheme_size(const char *path)
{
    size_t size = 0;
    while (isalnum((unsigned char)path[size]) || strchr("+-.", path[size]) != NULL) {
        if (path[size] == '\0')
            return 0;
        size++;
    }
    return size > 0 && path[size] == ':' ? size + 1 : 0;
}

static void append_working_folder(Buffer *out)
{
    size_t room = 256;
    while (getcwd(buffer_reserve(out, room), room) == NULL && errno == ERANGE)
        room *= 2;
    out->size += strlen(out->data + out->size);
}

static void drop_last(Buffer *out, size_t root)
{
    while (out->size > root && out->data[out->size - 1] != '/')
        out->size--;
    if (out->size > root)
        out->size--;
}

/* Appends each part of path, resolving "." and ".." by name only, as Hadoop does. */
static void append_parts(Buffer *out, size_t root, const char *path)
{
    while (*path != '\0') {
        size_t size = strcspn(path, "/");
        if (size == 2 && memcmp(path, "..", 2) == 0) {
            drop_last(out, root);
        } else if (size > 0 && !(size == 1 && path[0] == '.')) {
            buffer_append_byte(out, '/');
            buffer_append(out, path, size);
        }
        path += size;
        path += strspn(path, "/");
    }
}

bool path_append_absolute(Buffer *out, const char *path, Err *err)
{
    if (*path == '\0')
        return err_set(err, ERR_ARGUMENT, "Can not create a Path from an empty string");
    size_t scheme = scheme_size(path);
    if (scheme > 0 && strncmp(path, "file:", scheme) != 0)
        return err_set(err, ERR_UNSUPPORTED,
            "%s names another file system: sluice knows local files only", path);
    path += scheme;

    if (enclosed)
        buffer_append_byte(out, '.');
    size_t root = out->size;
    if (*path != '/' && !enclosed) {
        Buffer here = {0};
        append_working_folder(&here);
        append_parts(out, root, buffer_text(&here));
        buffer_free(&here);
    }
    append_parts(out, root, path);
    if (out->size == root && !enclosed)
        buffer_append_byte(out, '/');
    return true;
}

int path_make_folders(const char *path)
{
    char *name = mem_copy_string(path);
    int error = 0;
    for (char *at = name; *at != '\0' && error == 0; at++) {
        bool is_end = at[1] == '\0';
        if (at == name || (*at != '/' && !is_end))
            continue;
        char kept = *at;
        if (!is_end)
            *at = '\0';
        if (mkdir(name, 0777) != 0 && errno != EEXIST)
            error = errno;
        *at = kept;
    }
    struct stat made;
    if (error == 0 && stat(name, &made) == 0 && !S_ISDIR(made.st_mode))
        error = ENOTDIR;
    mem_free(name);
    return error;
}
