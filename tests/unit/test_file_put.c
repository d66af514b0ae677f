/* tests/unit/test_file_put.c -- whole files at once, and the folders on the way. */
// SPDX-License-Identifier: MIT
#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/file.h"

static void check_file(const char *path, const char *wanted)
{
    Buffer found = {0};
    assert_true(file_read(path, &found, NULL));
    assert_string_equal(buffer_text(&found), wanted);
    buffer_free(&found);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* How many names a folder has besides . and .. */
static int count_names(const char *path)
{
    DIR *folder = opendir(path);
    assert_non_null(folder);
    int count = -2;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

static void test_folders_are_made_on_the_way(void **state)
{
    (void)state;
    assert_true(file_make_folder("a/b/c", NULL));
    assert_true(is_folder("a/b/c"));
    assert_true(file_make_folder("a/b/c", NULL));
    assert_true(file_make_folder("a/b/", NULL));
    assert_true(file_make_folder(".", NULL));
    assert_true(file_make_folder("/", NULL));
}

static void test_an_absolute_folder_is_made(void **state)
{
    (void)state;
    char *path = folder_expand("@/x/y");
    assert_true(file_make_folder(path, NULL));
    assert_true(is_folder("x/y"));
    mem_free(path);
}

static void test_a_file_in_the_way_is_named(void **state)
{
    (void)state;
    Err err;
    folder_write_text("file", "kept");
    assert_false(file_make_folder("file", &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "file"));
    assert_false(file_make_folder("file/below", &err));
    assert_non_null(strstr(err.message, "file/below"));
    check_file("file", "kept");
}

static void test_a_file_is_put_with_its_folders(void **state)
{
    (void)state;
    assert_true(file_put("one", "1", 1, NULL));
    assert_true(file_put("a/b/two", "22", 2, NULL));
    assert_true(file_put("a/b/two", "again", 5, NULL));
    assert_true(file_put("a/none", NULL, 0, NULL));
    check_file("one", "1");
    check_file("a/b/two", "again");
    check_file("a/none", "");
    /* Nothing temporary is left. */
    assert_int_equal(count_names("a/b"), 1);
    assert_int_equal(count_names("a"), 2);
}

static void test_a_file_that_cannot_be_put_leaves_nothing(void **state)
{
    (void)state;
    Err err;
    folder_write_text("file", "kept");
    assert_false(file_put("file/below", "x", 1, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_true(file_make_folder("folder", NULL));
    assert_false(file_put("folder", "x", 1, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "folder"));
    check_file("file", "kept");
    assert_int_equal(count_names("."), 2);
    assert_int_equal(count_names("folder"), 0);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_folders_are_made_on_the_way),
        IN_FOLDER(test_an_absolute_folder_is_made),
        IN_FOLDER(test_a_file_in_the_way_is_named),
        IN_FOLDER(test_a_file_is_put_with_its_folders),
        IN_FOLDER(test_a_file_that_cannot_be_put_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
