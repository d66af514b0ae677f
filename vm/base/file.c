/* vm/base/file.c -- files that are written whole or not at all. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700 /* POSIX.1-2008 with realpath */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/base/file.h"
#include "vm/base/mem.h"

struct FileWriter {
    FILE *stream;
    char *path;      /* as the user wrote it, for messages */
    char *target;    /* where it goes: path with symbolic links resolved */
    char *temporary; /* NULL for a device or a pipe, which is written directly */
    int error;       /* errno of the first write that failed, or 0 */
};

static bool cannot_write(const char *path, int error, Err *err)
{
    return err_set(err, ERR_IO, "cannot write %s: %s", path, strerror(error));
}

static void writer_delete(FileWriter *file)
{
    mem_free(file->path);
    mem_free(file->target);
    mem_free(file->temporary);
    mem_free(file);
}

static char *resolved(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = mem_copy_string(real ? real : path);
    free(real);
    return copy;
}

/* Opens a new file beside the target. O_EXCL never follows or reuses what somebody else
 * left there; the process id keeps two runs apart. */
static int open_temporary(FileWriter *file, mode_t mode)
{
    Buffer name = {0};
    int fd = -1;
    errno = EEXIST;
    for (int i = 0; i < 100 && fd < 0 && errno == EEXIST; i++) {
        buffer_clear(&name);
        buffer_printf(&name, "%s.%ld-%d.tmp", file->target, (long)getpid(), i);
        fd = open(buffer_text(&name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    }
    if (fd >= 0)
        file->temporary = mem_copy_string(buffer_text(&name));
    int error = errno;
    buffer_free(&name);
    errno = error;
    return fd;
}

static int open_writer(FileWriter *file)
{
    struct stat old;
    bool exists = stat(file->path, &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (exists && !S_ISREG(old.st_mode))
        return open(file->path, O_WRONLY | O_CLOEXEC);

    file->target = resolved(file->path);
    int fd = open_temporary(file, 0666);
    /* A file that is replaced keeps its permissions, where we may set them. */
    if (fd >= 0 && exists && fchmod(fd, old.st_mode & 0777) != 0)
        errno = 0;
    return fd;
}

FileWriter *file_create(const char *path, Err *err)
{
    FileWriter *file = mem_zero_alloc(sizeof *file);
    file->path = mem_copy_string(path);

    int fd = open_writer(file);
    file->stream = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!file->stream) {
        cannot_write(path, errno, err);
        if (fd >= 0)
            close(fd);
        if (file->temporary)
            unlink(file->temporary);
        writer_delete(file);
        return NULL;
    }
    return file;
}

void file_write(FileWriter *file, const void *bytes, size_t size)
{
    if (file->error == 0 && size > 0 && fwrite(bytes, 1, size, file->stream) != size)
        file->error = errno;
}

/* Everything up to the rename; returns 0 or errno of what failed first. */
static int finish(FileWriter *file, bool sync)
{
    int error = file->error;
    if (error == 0 && fflush(file->stream) != 0)
        error = errno;
    if (error == 0 && sync && file->temporary && fsync(fileno(file->stream)) != 0)
        error = errno;
    if (fclose(file->stream) != 0 && error == 0)
        error = errno;
    if (error == 0 && file->temporary && rename(file->temporary, file->target) != 0)
        error = errno;

    return error;
}

static bool commit(FileWriter *file, bool sync, Err *err)
{
    int error = finish(file, sync);
    if (error != 0) {
        cannot_write(file->path, error, err);
        if (file->temporary)
            unlink(file->temporary);
    }
    writer_delete(file);
    return error == 0;
}

bool file_commit(FileWriter *file, Err *err)
{
    return commit(file, true, err);
}

bool file_make_folder(const char *path, Err *err)
{
    char *part = mem_copy_string(path);
    int error = 0;
    for (char *slash = part; slash != NULL && error == 0;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL)
            *slash = '\0';
        struct stat there;
        if (mkdir(part, 0777) != 0 &&
            !(errno == EEXIST && stat(part, &there) == 0 && S_ISDIR(there.st_mode)))
            error = errno == EEXIST ? ENOTDIR : errno;
        if (slash != NULL)
            *slash = '/';
    }
    mem_free(part);
    return error == 0 ||
        err_set(err, ERR_IO, "cannot make the folder %s: %s", path, strerror(error));
}

/* The folder that a file is in; false if it is that of the process. */
static bool folder_of(const char *path, Buffer *folder)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return false;
    buffer_append(folder, path, (size_t)(slash - path));
    return true;
}

bool file_put(const char *path, const void *bytes, size_t size, Err *err)
{
    Buffer folder = {0};
    bool ok = !folder_of(path, &folder) || access(buffer_text(&folder), F_OK) == 0 ||
        file_make_folder(buffer_text(&folder), err);
    buffer_free(&folder);
    FileWriter *file = ok ? file_create(path, err) : NULL;
    if (file == NULL)
        return false;
    file_write(file, bytes, size);
    return commit(file, false, err);
}

void file_discard(FileWriter *file)
{
    fclose(file->stream);
    if (file->temporary)
        unlink(file->temporary);
    writer_delete(file);
}

static int read_all(FILE *stream, Buffer *into)
{
    enum { PIECE = 1 << 16 };

    size_t got;
    do {
        got = fread(buffer_reserve(into, PIECE), 1, PIECE, stream);
        into->size += got;
    } while (got > 0);
    return ferror(stream) ? errno : 0;
}

bool file_read(const char *path, Buffer *into, Err *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *stream = is_stdin ? stdin : fopen(path, "rb");
    size_t before = into->size;
    int error = stream ? read_all(stream, into) : errno;
    if (stream && !is_stdin)
        fclose(stream);
    if (error == 0)
        return true;

    into->size = before;
    return err_set(err, ERR_IO, "cannot read %s: %s", path, strerror(error));
}
