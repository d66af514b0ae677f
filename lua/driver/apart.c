// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include "lua/driver/apart.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/mem.h"

enum { OPEN_FOLDERS = 16 }; /* at one time, while they are removed */

const char *apart_folder(Driver *driver, Err *err)
{
    if (driver->apart_folder != NULL)
        return driver->apart_folder;
    const char *parent = getenv("TMPDIR");
    Buffer name = {0};
    buffer_printf(&name, "%s/sluice-apart-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(name.data) != NULL)
        driver->apart_folder = mem_copy_string(buffer_text(&name));
    else
        err_set(err, ERR_IO, "cannot make a folder %s: %s", buffer_text(&name),
            strerror(errno));
    buffer_free(&name);
    return driver->apart_folder;
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

void apart_close(Driver *driver)
{
    if (driver->apart_folder != NULL)
        nftw(driver->apart_folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    mem_free(driver->apart_folder);
    driver->apart_folder = NULL;
}
