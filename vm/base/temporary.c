// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include "vm/base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "vm/base/buffer.h"

enum { OPEN_FOLDERS = 16 }; /* at one time, while they are removed */

char *temporary_new(const char *prefix, Err *err)
{
    const char *parent = getenv("TMPDIR");
    Buffer name = {0};
    buffer_printf(&name, "%s/%s-XXXXXX",
        parent != NULL && parent[0] != '\0' ? parent : "/tmp", prefix);
    char *path = mem_copy_string(buffer_text(&name));
    buffer_free(&name);
    if (mkdtemp(path) != NULL)
        return path;

    err_set(err, ERR_IO, "cannot make a folder %s: %s", path, strerror(errno));
    mem_free(path);
    return NULL;
}

enum { LEAST = 1 << 14, DEEPEST = 64 };

/* Of the folder that is open as `fd`, which is closed. */
static int64_t size_of_folder(int fd, int depth)
{
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (folder == NULL)
        return 0;
    int64_t sum = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        struct stat status;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
            fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        sum += status.st_size > LEAST ? status.st_size : LEAST;
        if (S_ISDIR(status.st_mode) && depth < DEEPEST)
            sum += size_of_folder(openat(fd, name,
                                      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
                depth + 1);
    }
    closedir(folder);
    return sum;
}

int64_t temporary_size(const char *path)
{
    return size_of_folder(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0);
}

static int remove_one(const char *path, const struct stat *status, int kind,
    struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

void temporary_remove(const char *path)
{
    if (path != NULL)
        nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
