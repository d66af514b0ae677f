// SPDX-License-Identifier: MIT
#include "lua/driver/apart.h"

#include "vm/base/mem.h"
#include "vm/base/temporary.h"

const char *apart_folder(Driver *driver, Err *err)
{
    if (driver->apart_folder == NULL)
        driver->apart_folder = temporary_new("sluice-apart", err);
    return driver->apart_folder;
}

void apart_close(Driver *driver)
{
    temporary_remove(driver->apart_folder);
    mem_free(driver->apart_folder);
    driver->apart_folder = NULL;
}
