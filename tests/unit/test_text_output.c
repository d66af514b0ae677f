/* tests/unit/test_text_output.c -- a folder of parts, whole or not at all. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/base/file.h"
#include "vm/store/record.h"
#include "vm/store/text_input.h"
#include "vm/store/text_output.h"

/* Part `index` gets the numbers from `first` on, `count` of them. */
static void write_part(const TextOutput *output, int index, int first, int count)
{
    Buffer records = {0};
    for (int i = 0; i < count; i++) {
        record_append_pair(&records);
        record_append_int(&records, first + i);
        record_append_double(&records, 0.5);
    }
    assert_true(text_output_write(output, index, records.data, records.size, NULL));
    buffer_free(&records);
}

static void expect_file(const char *path, const char *text)
{
    Buffer found = {0};
    assert_true(file_read(path, &found, NULL));
    assert_string_equal(buffer_text(&found), text);
    buffer_free(&found);
}

static int count_files(const char *path)
{
    DIR *folder = opendir(path);
    assert_non_null(folder);
    int count = 0;
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static TextOutput *open_output(const char *path, bool overwrite)
{
    Err err;
    TextOutput *output = text_output_new(path, overwrite, &err);
    if (output == NULL)
        fail_msg("%s", err.message);
    return output;
}

static void expect_error(const char *path, bool overwrite, ErrCode code,
    const char *text)
{
    Err err = {0};
    assert_null(text_output_new(path, overwrite, &err));
    assert_int_equal(err.code, code);
    char *wanted = folder_expand(text);
    assert_string_equal(err.message, wanted);
    mem_free(wanted);
}

static void test_parts(void **state)
{
    (void)state;
    TextOutput *output = open_output("a/b/out/", false);
    write_part(output, 1, 7, 2);
    write_part(output, 0, 0, 0);
    assert_int_equal(access("a/b/out", F_OK), -1);
    assert_true(text_output_commit(output, 2, NULL));
    expect_file("a/b/out/part-00000", "");
    expect_file("a/b/out/part-00001", "(7,0.5)\n(8,0.5)\n");
    expect_file("a/b/out/_SUCCESS", "");
    assert_int_equal(count_files("a/b/out"), 3);
    assert_int_equal(count_files("a/b"), 1);
}

/* The bytes of a whole part come back; of a shorter one nothing does. */
static void test_objects_come_back(void **state)
{
    (void)state;
    Buffer records = {0};
    record_append_pair(&records);
    record_append_string(&records, "a\n", 2);
    record_append_int(&records, 7);
    record_append_null(&records);
    TextOutput *output = open_output("out", false);
    assert_true(text_output_write_objects(output, 0, records.data, records.size, NULL));
    assert_true(text_output_write_objects(output, 1, NULL, 0, NULL));
    assert_true(text_output_commit(output, 2, NULL));

    TextSplits splits = {.format = TEXT_OBJECTS};
    Buffer found = {0};
    int64_t count = 0;
    assert_true(text_splits_find(&splits, "out", 1, NULL));
    assert_int_equal(splits.count, 2);
    assert_true(text_splits_read(&splits, 1, &found, &count, NULL));
    assert_int_equal(found.size + (size_t)count, 0);
    assert_true(text_splits_read(&splits, 0, &found, &count, NULL));
    assert_int_equal(count, 2);
    assert_int_equal(found.size, records.size);
    assert_memory_equal(found.data, records.data, records.size);

    Err err;
    assert_int_equal(truncate("out/part-00000", splits.items[0].to - 3), 0);
    assert_false(text_splits_read(&splits, 0, &found, &count, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(count, 2);
    assert_int_equal(found.size, records.size);
    text_splits_free(&splits);
    buffer_free(&found);
    buffer_free(&records);
}

static void test_nothing_but_success(void **state)
{
    (void)state;
    assert_true(text_output_commit(open_output("out", false), 0, NULL));
    assert_int_equal(count_files("out"), 1);
    expect_file("out/_SUCCESS", "");
}

static void test_discard_leaves_nothing(void **state)
{
    (void)state;
    TextOutput *output = open_output("out", false);
    write_part(output, 0, 1, 1);
    text_output_discard(output);
    assert_int_equal(count_files("."), 0);
}

/* As in Spark: files of an older, longer output stay. */
static void test_overwrite_by_name(void **state)
{
    (void)state;
    TextOutput *output = open_output("out", true);
    write_part(output, 0, 1, 1);
    write_part(output, 1, 2, 1);
    assert_true(text_output_commit(output, 2, NULL));

    output = open_output("out", true);
    write_part(output, 0, 9, 1);
    expect_file("out/part-00000", "(1,0.5)\n");
    assert_true(text_output_commit(output, 1, NULL));
    expect_file("out/part-00000", "(9,0.5)\n");
    expect_file("out/part-00001", "(2,0.5)\n");
    expect_file("out/_SUCCESS", "");
    assert_int_equal(count_files("."), 1);

    output = open_output("out", true);
    write_part(output, 0, 5, 1);
    text_output_discard(output);
    expect_file("out/part-00000", "(9,0.5)\n");
    assert_int_equal(count_files("."), 1);
}

static void test_places_that_cannot_be_written(void **state)
{
    (void)state;
    mkdir("there", 0777);
    folder_write_text("file", "x");
    expect_error("there", false, ERR_FILE_EXISTS,
        "Output directory file:@/there already exists");
    expect_error("file", false, ERR_FILE_EXISTS,
        "Output directory file:@/file already exists");
    expect_error("file", true, ERR_PARENT_NOT_DIRECTORY,
        "Parent path is not a directory: file:@/file");
    expect_error("file/a/b", false, ERR_PARENT_NOT_DIRECTORY,
        "Parent path is not a directory: file:@/file");
    expect_error("", false, ERR_ARGUMENT, "Can not create a Path from an empty string");
    assert_int_equal(count_files("."), 2);
}

static void test_a_commit_that_fails(void **state)
{
    (void)state;
    TextOutput *output = open_output("out", false);
    write_part(output, 0, 1, 1);
    mkdir("out", 0777);
    folder_write_text("out/other", "x");
    Err err;
    assert_false(text_output_commit(output, 1, &err));
    assert_int_equal(err.code, ERR_IO);
    expect_file("out/other", "x");
    assert_int_equal(count_files("."), 1);
}

static void test_much_text(void **state)
{
    (void)state;
    TextOutput *output = open_output("out", false);
    write_part(output, 0, 100000, 100000);
    assert_true(text_output_commit(output, 1, NULL));
    Buffer found = {0};
    assert_true(file_read("out/part-00000", &found, NULL));
    assert_int_equal(found.size, 100000 * strlen("(100000,0.5)\n"));
    buffer_free(&found);
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_parts),
        TEST(test_objects_come_back),
        TEST(test_nothing_but_success),
        TEST(test_discard_leaves_nothing),
        TEST(test_overwrite_by_name),
        TEST(test_places_that_cannot_be_written),
        TEST(test_a_commit_that_fails),
        TEST(test_much_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
