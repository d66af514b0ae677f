// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include "vm/base/temporary.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
