// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "vm/store/block_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/file.h"
#include "vm/base/mem.h"

void block_files_set_place(BlockFiles *files, const char *below)
{
    mem_free(files->below);
    files->below = mem_copy_string(below);
}

static const char *place(const BlockFiles *files)
{
    const char *temporary = getenv("TMPDIR");
    if (files->below != NULL)
        return files->below;
    return temporary != NULL && temporary[0] != '\0' ? temporary : "/tmp";
}

static bool make_folder(BlockFiles *files, Err *err)
{
    if (files->folder != NULL)
        return true;
    if (!file_make_folder(place(files), err))
        return false;
    Buffer path = {0};
    buffer_printf(&path, "%s/sluice-XXXXXX", place(files));
    files->folder = mem_copy_string(buffer_text(&path));
    buffer_free(&path);
    if (mkdtemp(files->folder) != NULL)
        return true;

    mem_free(files->folder);
    files->folder = NULL;
    return err_set(err, ERR_IO, "cannot make a folder in %s: %s", place(files),
        strerror(errno));
}

static Buffer path_of(const BlockFiles *files, BlockId id, int executor)
{
    Buffer path = {0};
    buffer_printf(&path, "%s/blockmgr-%d/", files->folder, executor);
    block_id_append(&path, id);
    buffer_text(&path);
    return path;
}

bool block_files_write(BlockFiles *files, BlockId id, int executor, const Buffer *data,
    Err *err)
{
    if (!make_folder(files, err))
        return false;
    if (files->executors <= executor)
        files->executors = executor + 1;
    Buffer path = path_of(files, id, executor);
    bool ok = file_put(path.data, data->data, data->size, err);
    buffer_free(&path);
    return ok;
}

bool block_files_read(const BlockFiles *files, BlockId id, int executor, Buffer *into,
    Err *err)
{
    Buffer path = path_of(files, id, executor);
    bool ok = file_read(path.data, into, err);
    buffer_free(&path);
    return ok;
}

void block_files_remove(const BlockFiles *files, BlockId id, int executor)
{
    Buffer path = path_of(files, id, executor);
    unlink(path.data);
    buffer_free(&path);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    Buffer file = {0};
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        buffer_clear(&file);
        buffer_printf(&file, "%s/%s", path, entry->d_name);
        unlink(buffer_text(&file)); /* of "." and ".." it removes nothing */
    }
    buffer_free(&file);
    closedir(folder);
    rmdir(path);
}

void block_files_free(BlockFiles *files)
{
    Buffer path = {0};
    for (int i = 0; i < files->executors; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/blockmgr-%d", files->folder, i);
        remove_folder(buffer_text(&path));
    }
    buffer_free(&path);
    if (files->folder != NULL)
        rmdir(files->folder);
    mem_free(files->folder);
    mem_free(files->below);
    memset(files, 0, sizeof *files);
}
