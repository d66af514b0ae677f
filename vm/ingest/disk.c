/* vm/ingest/disk.c -- folders of the disk, as file streams look at them. */
// SPDX-License-Identifier: MIT
#define _DEFAULT_SOURCE /* GLOB_BRACE */
#define _POSIX_C_SOURCE 200809L
#include "vm/ingest/disk.h"

#include <dirent.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#include "vm/base/path.h"

#ifndef GLOB_BRACE
#define GLOB_BRACE 0 /* this system has no {a,b} */
#endif

bool disk_check(void *subject, const char *folder, Err *err)
{
    (void)subject;
    Buffer path = {0};
    bool good = path_append_absolute(&path, folder, err);
    buffer_free(&path);
    return good;
}

bool disk_expects(void *subject, const char *folder)
{
    (void)subject;
    (void)folder;
    return true;
}

static void add_entry(FileListing *listing, const char *folder, const char *name)
{
    struct stat status;
    Buffer path = {0};
    buffer_printf(&path, "file:%s/%s", folder, name);
    const char *source = buffer_text(&path) + strlen("file:");
    if (stat(source, &status) == 0) {
        SimTime modified =
            TIME_S(status.st_mtim.tv_sec) + status.st_mtim.tv_nsec / 1000;
        file_listing_add(listing, path.data, source, modified);
    }
    buffer_free(&path);
}

static bool add_folder(FileListing *listing, const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            add_entry(listing, path, entry->d_name);
    }
    closedir(folder);
    return true;
}

bool disk_list(void *subject, const char *folder, FileListing *listing)
{
    (void)subject;
    Buffer path = {0};
    glob_t matches;
    bool found = false;
    if (path_append_absolute(&path, folder, NULL) &&
        glob(buffer_text(&path), GLOB_BRACE, NULL, &matches) == 0) {
        for (size_t i = 0; i < matches.gl_pathc; i++)
            found = add_folder(listing, matches.gl_pathv[i]) || found;
        globfree(&matches);
    }
    buffer_free(&path);
    file_listing_sort(listing);
    return found;
}
