/* tests/unit/test_file.c -- files appear whole or not at all. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "vm/base/file.h"
#include "vm/base/mem.h"

/* Each test runs in an empty folder of its own. */
typedef struct Folder {
    char path[64];
    char before[4096];
} Folder;

static int enter_folder(void **state)
{
    Folder *folder = mem_zero_alloc(sizeof *folder);
    *state = folder;
    strcpy(folder->path, "/tmp/sluice-test-file.XXXXXX");
    if (!getcwd(folder->before, sizeof folder->before) || !mkdtemp(folder->path))
        return -1;

    return chdir(folder->path);
}

/* Fails, and with it the test, if anything is left in the folder. */
static int leave_folder(void **state)
{
    Folder *folder = *state;
    int status = chdir(folder->before);
    if (status == 0)
        status = rmdir(folder->path);
    mem_free(folder);
    return status;
}

static int count_files(void)
{
    DIR *here = opendir(".");
    assert_non_null(here);
    int count = 0;
    const struct dirent *entry;
    while ((entry = readdir(here)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(here);
    return count;
}

static void write_file(const char *path, const char *text)
{
    FileWriter *file = file_create(path, NULL);
    assert_non_null(file);
    file_write(file, text, strlen(text));
    assert_true(file_commit(file, NULL));
}

static void expect_file(const char *path, const char *text)
{
    Buffer found = {0};
    assert_true(file_read(path, &found, NULL));
    assert_string_equal(buffer_text(&found), text);
    buffer_free(&found);
}

static void test_commit_replaces(void **state)
{
    (void)state;
    write_file("out.txt", "first\n");
    chmod("out.txt", 0600);

    FileWriter *file = file_create("out.txt", NULL);
    assert_non_null(file);
    file_write(file, "second\n", 7);
    file_write(file, "third\n", 6);
    expect_file("out.txt", "first\n");
    assert_true(file_commit(file, NULL));
    expect_file("out.txt", "second\nthird\n");
    assert_int_equal(count_files(), 1);

    struct stat info;
    assert_int_equal(stat("out.txt", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    unlink("out.txt");
}

static void test_discard_leaves_the_old_file(void **state)
{
    (void)state;
    write_file("out.txt", "old");
    FileWriter *file = file_create("out.txt", NULL);
    file_write(file, "new", 3);
    file_discard(file);
    expect_file("out.txt", "old");
    assert_int_equal(count_files(), 1);
    unlink("out.txt");
}

static void test_symbolic_link_stays(void **state)
{
    (void)state;
    write_file("real.txt", "old");
    assert_int_equal(symlink("real.txt", "link.txt"), 0);
    write_file("link.txt", "new");
    expect_file("real.txt", "new");

    struct stat info;
    assert_int_equal(lstat("link.txt", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    unlink("link.txt");
    unlink("real.txt");
}

static void test_device_is_written_directly(void **state)
{
    (void)state;
    write_file("/dev/null", "gone");
    struct stat info;
    assert_int_equal(stat("/dev/null", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
}

static void test_full_disk_is_reported(void **state)
{
    (void)state;
    struct stat info;
    if (stat("/dev/full", &info) != 0)
        return;

    Err err = {ERR_NONE, ""};
    FileWriter *file = file_create("/dev/full", &err);
    assert_non_null(file);
    file_write(file, "text", 4);
    assert_false(file_commit(file, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.message, "cannot write /dev/full: No space left on device");
}

static void test_places_that_cannot_be_written(void **state)
{
    (void)state;
    Err err;
    assert_null(file_create("no/such/folder.txt", &err));
    assert_string_equal(err.message,
        "cannot write no/such/folder.txt: No such file or directory");
    assert_null(file_create(".", &err));
    assert_string_equal(err.message, "cannot write .: Is a directory");
}

static void test_what_cannot_be_read(void **state)
{
    (void)state;
    Err err;
    Buffer into = {0};
    buffer_append_string(&into, "kept");
    assert_false(file_read("words.txt", &into, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.message,
        "cannot read words.txt: No such file or directory");
    assert_false(file_read(".", &into, &err));
    assert_string_equal(err.message, "cannot read .: Is a directory");
    assert_string_equal(buffer_text(&into), "kept");
    buffer_free(&into);
}

static void test_large_file_comes_back(void **state)
{
    (void)state;
    enum { LINES = 50000 };

    Buffer text = {0};
    for (int i = 0; i < LINES; i++)
        buffer_printf(&text, "line %d\n", i);
    FileWriter *file = file_create("large.txt", NULL);
    file_write(file, text.data, text.size);
    assert_true(file_commit(file, NULL));

    Buffer found = {0};
    assert_true(file_read("large.txt", &found, NULL));
    assert_int_equal(found.size, text.size);
    assert_memory_equal(found.data, text.data, text.size);
    buffer_free(&found);
    buffer_free(&text);
    unlink("large.txt");
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_commit_replaces),
        TEST(test_discard_leaves_the_old_file),
        TEST(test_symbolic_link_stays),
        TEST(test_device_is_written_directly),
        TEST(test_full_disk_is_reported),
        TEST(test_places_that_cannot_be_written),
        TEST(test_what_cannot_be_read),
        TEST(test_large_file_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
