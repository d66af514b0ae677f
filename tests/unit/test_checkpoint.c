/* tests/unit/test_checkpoint.c -- the files of data checkpoints. */
// SPDX-License-Identifier: MIT
#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/file.h"
#include "vm/store/checkpoint.h"
#include "vm/store/record.h"

static void make_records(Buffer *records)
{
    record_append_pair(records);
    record_append_string(records, "key", 3);
    record_append_int(records, 7);
    record_append_null(records);
}

static void check_refused(const char *text, size_t size, const char *says)
{
    Buffer found = {0};
    Err err;
    buffer_append_string(&found, "before");
    folder_write("part-00000", text, size);
    assert_false(checkpoint_read(".", 0, &found, &err));
    assert_int_equal(err.code, ERR_SPARK);
    assert_string_equal(err.message, says);
    assert_string_equal(buffer_text(&found), "before");
    buffer_free(&found);
}

static void test_what_was_written_is_read(void **state)
{
    (void)state;
    Buffer records = {0};
    Buffer found = {0};
    make_records(&records);
    assert_true(checkpoint_write("deep/rdd-3", 12, &records, NULL));
    assert_int_equal(access("deep/rdd-3/part-00012", F_OK), 0);
    buffer_append_string(&found, "before");
    assert_true(checkpoint_read("deep/rdd-3", 12, &found, NULL));
    assert_int_equal(found.size, 6 + records.size);
    assert_memory_equal(found.data + 6, records.data, records.size);
    buffer_free(&records);
    buffer_free(&found);
}

static void test_an_empty_partition_is_a_file(void **state)
{
    (void)state;
    Buffer none = {0};
    Buffer found = {0};
    assert_true(checkpoint_write(".", 0, &none, NULL));
    assert_true(checkpoint_read(".", 0, &found, NULL));
    assert_int_equal(found.size, 0);
    buffer_free(&found);
}

static void test_writing_again_replaces_the_file(void **state)
{
    (void)state;
    Buffer records = {0};
    Buffer found = {0};
    make_records(&records);
    assert_true(checkpoint_write(".", 0, &records, NULL));
    buffer_clear(&records);
    record_append_bool(&records, true);
    assert_true(checkpoint_write(".", 0, &records, NULL));
    assert_true(checkpoint_read(".", 0, &found, NULL));
    assert_int_equal(found.size, 1);
    buffer_free(&records);
    buffer_free(&found);
}

static void test_a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    Buffer found = {0};
    Err err;
    assert_false(checkpoint_read("nowhere", 4, &found, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "nowhere/part-00004"));
    assert_int_equal(found.size, 0);
}

static void test_a_folder_that_cannot_be_made_is_named(void **state)
{
    (void)state;
    Buffer none = {0};
    Err err;
    folder_write_text("file", "");
    assert_false(checkpoint_write("file/rdd-1", 0, &none, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "file"));
}

static const char DAMAGED[] = "./part-00000 is no data checkpoint, or is damaged";

static void test_other_files_are_no_checkpoints(void **state)
{
    (void)state;
    check_refused("", 0, DAMAGED);
    check_refused("sluice checkpoint 1", 19, DAMAGED);
    check_refused("sluice checkpoint 2\n", 20, DAMAGED);
    check_refused("{\"sluice\":\"trace\",\"version\":1}\n", 31, DAMAGED);
}

/* Wherever a file is cut, it is refused or it is a file of fewer records. */
static void test_a_file_that_was_cut_is_refused(void **state)
{
    (void)state;
    enum { HEADER = 20 };
    Buffer records = {0};
    Buffer file = {0};
    make_records(&records);
    assert_true(checkpoint_write("whole", 0, &records, NULL));
    assert_true(file_read("whole/part-00000", &file, NULL));
    assert_int_equal(file.size, HEADER + records.size);
    for (size_t size = 0; size < file.size - 1; size++) {
        if (size != HEADER)
            check_refused(file.data, size, DAMAGED);
    }
    buffer_free(&records);
    buffer_free(&file);
}

static void test_bytes_that_are_no_records_are_refused(void **state)
{
    (void)state;
    Buffer file = {0};
    buffer_append_string(&file, "sluice checkpoint 1\n");
    record_append_null(&file);
    buffer_append_byte(&file, (char)RECORD_TAG_COUNT);
    check_refused(file.data, file.size, DAMAGED);
    file.data[file.size - 1] = (char)RECORD_LIST;
    check_refused(file.data, file.size, DAMAGED);
    buffer_free(&file);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_what_was_written_is_read),
        IN_FOLDER(test_an_empty_partition_is_a_file),
        IN_FOLDER(test_writing_again_replaces_the_file),
        IN_FOLDER(test_a_file_that_is_not_there_is_named),
        IN_FOLDER(test_a_folder_that_cannot_be_made_is_named),
        IN_FOLDER(test_other_files_are_no_checkpoints),
        IN_FOLDER(test_a_file_that_was_cut_is_refused),
        IN_FOLDER(test_bytes_that_are_no_records_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
