/* tests/unit/test_text_input.c -- the splits of files, and the lines of a split: as
 * Spark 3.5.6 cut and read the same files. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/base/random.h"
#include "vm/store/record.h"
#include "vm/store/text.h"
#include "vm/store/text_input.h"

/* "[a|b] [] [c]": the lines of each split. */
static void show(Buffer *out, const TextSplits *splits)
{
    Buffer records = {0};
    for (int i = 0; i < splits->count; i++) {
        int64_t count = 0;
        buffer_clear(&records);
        assert_true(text_splits_read(splits, i, &records, &count, NULL));
        buffer_append_string(out, i == 0 ? "[" : " [");
        const char *record = records.data;
        for (int64_t n = 0; n < count; n++) {
            uint32_t size;
            const char *line = record_string(record, &size);
            if (n > 0)
                buffer_append_byte(out, '|');
            buffer_append(out, line, size);
            record = record_next(record);
        }
        assert_ptr_equal(record, records.data + records.size);
        buffer_append_byte(out, ']');
    }
    buffer_free(&records);
}

static void expect(const char *paths, int min_partitions, const char *wanted)
{
    TextSplits splits = {0};
    Err err;
    if (!text_splits_find(&splits, paths, min_partitions, &err))
        fail_msg("%s: %s", paths, err.message);
    Buffer found = {0};
    show(&found, &splits);
    assert_string_equal(buffer_text(&found), wanted);
    buffer_free(&found);
    text_splits_free(&splits);
}

static void expect_error(const char *paths, int min_partitions, ErrCode code,
    const char *wanted)
{
    TextSplits splits = {0};
    Err err = {0};
    assert_false(text_splits_find(&splits, paths, min_partitions, &err));
    assert_int_equal(err.code, code);
    char *text = folder_expand(wanted);
    assert_string_equal(err.message, text);
    assert_int_equal(splits.count, 0);
    mem_free(text);
    text_splits_free(&splits);
}

static void test_splits_by_bytes(void **state)
{
    (void)state;
    folder_write_text("f", "0123456789");
    expect("f", 2, "[0123456789] []");
    expect("f", 5, "[0123456789] [] [] [] []");

    folder_write_text("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    expect("f", 0, "[1|2|3|4|5|6|7|8|9]");
    expect("f", 1, "[1|2|3|4|5|6|7|8|9]");
    expect("f", 2, "[1|2|3|4|5] [6|7|8|9]");
    expect("f", 3, "[1|2|3|4] [5|6|7] [8|9]");
    expect("f", 4, "[1|2|3] [4|5] [6|7] [8|9] []");
    expect("f", 5, "[1|2] [3|4] [5] [6|7] [8] [9]");
    expect("f", 9, "[1|2] [3] [4] [5] [6] [7] [8] [9] []");
    expect("f", 100, "[1] [2] [] [3] [] [4] [] [5] [] [6] [] [7] [] [8] [] [9] [] []");
}

static void test_ends_of_lines(void **state)
{
    (void)state;
    folder_write_text("f", "ab\r\ncd\r\nef\rgh\n\nij");
    expect("f", 1, "[ab|cd|ef|gh||ij]");
    expect("f", 2, "[ab|cd|ef] [gh||ij] []");
    expect("f", 3, "[ab|cd] [ef] [gh||ij] []");
    expect("f", 4, "[ab|cd] [ef] [gh] [|ij] []");
    expect("f", 6, "[ab] [cd] [] [ef] [] [gh] [] [ij] []");
}

/* However a text is cut, each line is in one split, and they are in order. */
static void test_every_line_once(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 7, "text");
    for (int round = 0; round < 60; round++) {
        char text[80];
        size_t size = 1 + (size_t)(random_unit(&random) * 79);
        for (size_t i = 0; i < size; i++)
            text[i] = "ab\n\r"[(int)(random_unit(&random) * 4)];
        folder_write("f", text, size);

        Buffer whole = {0};
        TextSplits splits = {0};
        assert_true(text_splits_find(&splits, "f", 1, NULL));
        int64_t lines = 0;
        assert_true(text_splits_read(&splits, 0, &whole, &lines, NULL));
        text_splits_free(&splits);

        for (int n = 2; n < 20; n++) {
            Buffer pieces = {0};
            int64_t count = 0;
            assert_true(text_splits_find(&splits, "f", n, NULL));
            for (int i = 0; i < splits.count; i++)
                assert_true(text_splits_read(&splits, i, &pieces, &count, NULL));
            assert_int_equal(count, lines);
            assert_int_equal(pieces.size, whole.size);
            assert_memory_equal(pieces.data, whole.data, whole.size);
            buffer_free(&pieces);
            text_splits_free(&splits);
        }
        buffer_free(&whole);
    }
}

static void test_lines_longer_than_a_piece(void **state)
{
    (void)state;
    Buffer text = {0};
    for (int i = 0; i < 200000; i++)
        buffer_append_byte(&text, "x\n"[i == 70000 || i == 65535]);
    folder_write("f", text.data, text.size);

    TextSplits splits = {0};
    Buffer records = {0};
    int64_t count = 0;
    assert_true(text_splits_find(&splits, "f", 1, NULL));
    assert_true(text_splits_read(&splits, 0, &records, &count, NULL));
    assert_int_equal(count, 3);
    uint32_t size;
    const char *record = records.data;
    record_string(record, &size);
    assert_int_equal(size, 65535);
    record = record_next(record);
    record_string(record, &size);
    assert_int_equal(size, 70000 - 65536);
    record = record_next(record);
    record_string(record, &size);
    assert_int_equal(size, 200000 - 70001);
    buffer_free(&records);
    buffer_free(&text);
    text_splits_free(&splits);
}

static void test_text_that_is_not_plain(void **state)
{
    (void)state;
    folder_write_text("f",
        "\xEF\xBB\xBF"
        "a\nb\xC3\n\xFF\xE2\x82\n");
    expect("f", 1, "[a|b\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD]");
    expect_error("x.gz", 1, ERR_INVALID_INPUT,
        "Input path does not exist: file:@/x.gz");
    folder_write_text("x.gz", "abc");
    expect_error("x.gz", 1, ERR_UNSUPPORTED,
        "file:@/x.gz is packed: sluice reads plain text only; unpack it first");
}

static void test_folders(void **state)
{
    (void)state;
    mkdir("d", 0777);
    folder_write_text("d/x1", "one\ntwo\n");
    folder_write_text("d/x2", "");
    folder_write_text("d/x3", "three\n");
    folder_write_text("d/x10", "ten\neleven\ntwelve\nthirteen");
    folder_write_text("d/_hidden", "hidden\n");
    folder_write_text("d/.dot", "dot\n");
    expect("d", 1, "[one|two] [ten|eleven|twelve|thirteen] [three]");
    expect("d/", 2, "[one|two] [ten|eleven|twelve|thirteen] [] [three]");
    expect("d", 4, "[one|two] [ten|eleven] [twelve|thirteen] [] [three]");
    expect("d/x2", 2, "");
    expect("d/x?", 2, "[one|two] [] [three]");
    expect("d/x{3,1}", 1, "[three] [one|two]");
    expect("d/x[13]", 1, "[one|two] [three]");
    expect("d/x[^1]", 1, "[three]");
    expect("d/x3,d/x1", 1, "[three] [one|two]");
    expect("file:d/x3", 1, "[three]");

    folder_write_text("flat", "flat\n");
    expect("[d]*,f*", 1, "[one|two] [ten|eleven|twelve|thirteen] [three] [flat]");
    mkdir("d/sub", 0777);
    expect_error("d", 1, ERR_IO,
        "Path: @/d/sub is a directory, which is not supported by the record reader "
        "when `mapreduce.input.fileinputformat.input.dir.recursive` is false.");
}

static void test_pieces_are_at_most_a_block(void **state)
{
    (void)state;
    folder_write_text("f", "");
    assert_int_equal(truncate("f", 73400320), 0);
    TextSplits splits = {0};
    assert_true(text_splits_find(&splits, "f", 1, NULL));
    assert_int_equal(splits.count, 3);
    assert_int_equal(splits.items[1].from, 32 << 20);
    text_splits_free(&splits);
    assert_true(text_splits_find(&splits, "f", 5, NULL));
    assert_int_equal(splits.count, 5);
    text_splits_free(&splits);

    assert_int_equal(truncate("f", 36000000), 0); /* 1.07 of a block */
    assert_true(text_splits_find(&splits, "f", 1, NULL));
    assert_int_equal(splits.count, 1);
    text_splits_free(&splits);
}

/* What file streams read: positions count bytes of the file, ends of lines and a byte
 * order mark included. */
static void test_numbered_lines(void **state)
{
    (void)state;
    folder_write_text("f",
        "\xEF\xBB\xBF"
        "one\r\ntwo\n\nthree");
    TextSplits splits = {.format = TEXT_NUMBERED_LINES};
    Buffer records = {0};
    int64_t count = 0;
    assert_true(text_splits_of_file(&splits, "f", NULL));
    assert_int_equal(splits.count, 1);
    assert_true(text_splits_read(&splits, 0, &records, &count, NULL));
    assert_int_equal(count, 4);
    Buffer text = {0};
    for (const char *at = records.data; at < records.data + records.size;
         at = record_next(at))
        text_append_record(&text, at);
    assert_string_equal(buffer_text(&text), "(0,one)(8,two)(12,)(13,three)");
    buffer_free(&text);
    buffer_free(&records);
    text_splits_free(&splits);

    Err err;
    assert_false(text_splits_of_file(&splits, "_f", &err));
    assert_int_equal(err.code, ERR_NEW_INVALID_INPUT);
    assert_string_equal(err.message, "Input path does not exist: file:_f");
}

static void test_records_of_a_fixed_length(void **state)
{
    (void)state;
    folder_write("f", "\1\2\3\0\5\6", 6);
    TextSplits splits = {.format = TEXT_BINARY, .record_bytes = 2};
    Buffer records = {0};
    int64_t count = 0;
    Err err;
    assert_true(text_splits_of_file(&splits, "f", NULL));
    assert_true(text_splits_read(&splits, 0, &records, &count, NULL));
    assert_int_equal(count, 3);
    uint32_t size;
    const char *second = record_string(record_next(records.data), &size);
    assert_int_equal(size, 2);
    assert_memory_equal(second, "\3\0", 2);

    size_t before = records.size;
    splits.record_bytes = 4;
    assert_false(text_splits_read(&splits, 0, &records, &count, &err));
    assert_int_equal(err.code, ERR_EOF);
    assert_int_equal(records.size, before);
    assert_int_equal(count, 3);
    buffer_free(&records);
    text_splits_free(&splits);

    assert_int_equal(truncate("f", 73400320), 0);
    splits = (TextSplits){.format = TEXT_BINARY, .record_bytes = 3};
    assert_true(text_splits_of_file(&splits, "f", NULL));
    assert_int_equal(splits.count, 3);
    assert_int_equal(splits.items[1].from % 3, 0);
    text_splits_free(&splits);
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    folder_write_text("_hidden", "x\n");
    expect_error("none", 2, ERR_INVALID_INPUT,
        "Input path does not exist: file:@/none");
    expect_error("_hidden", 2, ERR_INVALID_INPUT,
        "Input path does not exist: file:@/_hidden");
    expect_error("a/../b//c/./d/", 2, ERR_INVALID_INPUT,
        "Input path does not exist: file:@/b/c/d");
    expect_error("no*", 2, ERR_INVALID_INPUT,
        "Input Pattern file:@/no* matches 0 files");
    expect_error("/..", -1, ERR_ARGUMENT, "Illegal Capacity: -1");
    expect_error("", 1, ERR_ARGUMENT, "Can not create a Path from an empty string");
    expect_error("hdfs://host/x", 1, ERR_UNSUPPORTED,
        "hdfs://host/x names another file system: sluice knows local files only");
}

static void test_a_file_that_changed(void **state)
{
    (void)state;
    folder_write_text("f", "1\n2\n3\n4\n");
    TextSplits splits = {0};
    assert_true(text_splits_find(&splits, "f", 2, NULL));
    folder_write_text("f", "1\n");
    Buffer found = {0};
    show(&found, &splits);
    assert_string_equal(buffer_text(&found), "[1] []");
    buffer_free(&found);

    unlink("f");
    Buffer records = {0};
    int64_t count = 0;
    Err err;
    assert_false(text_splits_read(&splits, 0, &records, &count, &err));
    assert_int_equal(err.code, ERR_FILE_NOT_FOUND);
    mkdir("f", 0777);
    assert_false(text_splits_read(&splits, 0, &records, &count, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(records.size + (size_t)count, 0);
    buffer_free(&records);
    text_splits_free(&splits);
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_splits_by_bytes),
        TEST(test_ends_of_lines),
        TEST(test_every_line_once),
        TEST(test_lines_longer_than_a_piece),
        TEST(test_text_that_is_not_plain),
        TEST(test_folders),
        TEST(test_pieces_are_at_most_a_block),
        TEST(test_numbered_lines),
        TEST(test_records_of_a_fixed_length),
        TEST(test_what_is_not_there),
        TEST(test_a_file_that_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
