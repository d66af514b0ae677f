/* tests/unit/test_metadata.c -- the files that a context can be recovered from: what
 * is written is read again, and what is damaged, cut or foreign is an error that says
 * so. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/base/file.h"
#include "vm/streaming/metadata.h"
#include "vm/streaming/metadata_files.h"

static const char GOOD[] =
    "{\"checkpoint\":\"sluice streaming context\",\"version\":1,\"time\":5000000,"
    "\"zero\":0,\"interval\":1000000,\"remember\":0,\"pending\":[4000000,5000000],"
    "\"conf\":{\"spark.app.name\":\"a \\\"b\\\"\"},"
    "\"rates\":[{\"input\":0,\"time\":4750,\"rate\":3428.571428571429,"
    "\"error\":-1.0E-4}],"
    "\"streams\":["
    "{\"op\":\"generatorStream\",\"class\":\"GeneratorStream\",\"slide\":1000000,"
    "\"partitions\":0,\"since\":0,\"parents\":[],\"rdds\":[],\"files\":[],\"ranges\":[]},"
    "{\"op\":\"updateStateByKey\",\"class\":\"StateDStream\",\"slide\":1000000,"
    "\"partitions\":2,\"since\":3,\"parents\":[0],\"rdds\":[{\"time\":4000000,\"partitions\":2,"
    "\"hash\":-1,\"folder\":\"id/rdd-7\"}],"
    "\"files\":[{\"time\":4000000,\"path\":\"file:/a\"}],"
    "\"ranges\":[{\"time\":4000000,\"partition\":2,\"from\":40,\"until\":45,"
    "\"topic\":\"orders\"}]}],"
    "\"outputs\":[{\"stream\":1,\"op\":\"print\"}]}";

static void fill(Buffer *text, const char *bytes)
{
    buffer_clear(text);
    buffer_append_string(text, bytes);
}

/* The good text with one piece of it replaced. */
static void fill_changed(Buffer *text, const char *piece, const char *other)
{
    const char *at = strstr(GOOD, piece);
    assert_non_null(at);
    buffer_clear(text);
    buffer_append(text, GOOD, (size_t)(at - GOOD));
    buffer_append_string(text, other);
    buffer_append_string(text, at + strlen(piece));
}

static void expect_good(const Metadata *metadata)
{
    assert_int_equal(metadata->time, TIME_S(5));
    assert_int_equal(metadata->zero, 0);
    assert_int_equal(metadata->interval, TIME_S(1));
    assert_int_equal(metadata->n_pending, 2);
    assert_int_equal(metadata->pending[0], TIME_S(4));
    assert_string_equal(conf_get(&metadata->conf, "spark.app.name"), "a \"b\"");
    assert_int_equal(metadata->n_streams, 2);
    assert_string_equal(metadata->streams[1].op, "updateStateByKey");
    assert_int_equal(metadata->streams[1].parents[0], 0);
    assert_int_equal(metadata->streams[1].n_rdds, 1);
    assert_string_equal(metadata->streams[1].rdds[0].folder, "id/rdd-7");
    assert_int_equal(metadata->streams[1].rdds[0].hash, -1);
    assert_int_equal(metadata->streams[1].since, 3);
    assert_int_equal(metadata->streams[1].n_files, 1);
    assert_string_equal(metadata->streams[1].files[0].path, "file:/a");
    assert_int_equal(metadata->streams[1].n_ranges, 1);
    assert_string_equal(metadata->streams[1].ranges[0].topic, "orders");
    assert_int_equal(metadata->streams[1].ranges[0].from, 40);
    assert_int_equal(metadata->streams[1].ranges[0].until, 45);
    assert_int_equal(metadata->n_outputs, 1);
    assert_int_equal(metadata->outputs[0].stream, 1);
    assert_int_equal(metadata->n_rates, 1);
    assert_int_equal(metadata->rates[0].time_ms, 4750);
    assert_true(metadata->rates[0].rate == 3428.571428571429);
    assert_true(metadata->rates[0].error == -1e-4);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    Buffer text = {0};
    Buffer again = {0};
    Metadata first;
    Metadata second;
    Err err;
    fill(&text, GOOD);
    assert_true(metadata_parse(&text, &first, &err));
    expect_good(&first);
    metadata_append(&again, &first);
    assert_true(metadata_parse(&again, &second, &err));
    expect_good(&second);
    metadata_free(&first);
    metadata_free(&second);
    buffer_free(&text);
    buffer_free(&again);
}

static void test_a_text_that_was_cut(void **state)
{
    (void)state;
    Buffer text = {0};
    Metadata metadata;
    for (size_t size = 0; size + 1 < sizeof GOOD; size++) {
        Err err = {0};
        buffer_clear(&text);
        buffer_append(&text, GOOD, size);
        assert_false(metadata_parse(&text, &metadata, &err));
        assert_int_equal(err.code, ERR_SPARK);
        assert_int_equal(metadata.n_streams, 0);
    }
    buffer_free(&text);
}

/* Any byte may be wrong: then the text is read or refused, and nothing breaks. */
static void test_a_text_with_a_wrong_byte(void **state)
{
    (void)state;
    Buffer text = {0};
    for (size_t at = 0; at + 1 < sizeof GOOD; at++) {
        for (const char *byte = "0]}\"x\xFF"; *byte != '\0'; byte++) {
            Metadata metadata;
            Err err;
            fill(&text, GOOD);
            text.data[at] = *byte;
            if (metadata_parse(&text, &metadata, &err))
                metadata_free(&metadata);
        }
    }
    buffer_free(&text);
}

static void test_what_cannot_be(void **state)
{
    (void)state;
    static const char *const changes[][3] = {
        {"sluice streaming context", "other", "it is no checkpoint of sluice"},
        {"\"version\":1", "\"version\":2", "its version is not 1"},
        {"\"time\":5000000", "\"time\":5500000", "`time` is not that of a batch"},
        {"\"interval\":1000000", "\"interval\":0",
            "`interval` is no whole number in its range"},
        {"[4000000,", "[4000001,", "a pending batch has no time of a batch"},
        {"\"a \\\"b\\\"\"", "7", "the setting spark.app.name is no text"},
        {"\"parents\":[0]", "\"parents\":[1]", "stream 1 has no such parent"},
        {"\"input\":0", "\"input\":2", "`input` is no whole number in its range"},
        {"-1.0E-4", "null", "`error` is no number"},
        {"\"rdds\":[]", "\"rdds\":0", "`rdds` is no list"},
        {"\"until\":45", "\"until\":39", "`until` is no whole number in its range"},
        {"\"topic\":\"orders\"", "\"topic\":1", "`topic` is no text"},
        {"id/rdd-7", "/etc", "a data checkpoint lies outside of the folder"},
        {"id/rdd-7", "id/../../rdd-7", "a data checkpoint lies outside of the folder"},
        {"\"stream\":1", "\"stream\":2", "`stream` is no whole number in its range"},
        {"GeneratorStream", "QueueInputDStream",
            "queueStream doesn't support checkpointing. Please don't use queueStream "
            "when checkpointing is enabled."},
    };
    Buffer text = {0};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        Metadata metadata;
        Err err;
        fill_changed(&text, changes[i][0], changes[i][1]);
        assert_false(metadata_parse(&text, &metadata, &err));
        assert_string_equal(err.message, changes[i][2]);
    }
    buffer_free(&text);
}

static void put(const char *path, const char *bytes)
{
    Err err;
    assert_true(file_put(path, bytes, strlen(bytes), &err));
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void test_the_newest_that_can_be_read(void **state)
{
    (void)state;
    Metadata metadata;
    bool found;
    Err cause;
    Err err;
    assert_true(metadata_read("none", &metadata, &found, &cause, &err));
    assert_false(found);

    put("d/checkpoint-5000.bk", GOOD);
    put("d/checkpoint-5000", "{");
    put("d/checkpoint-900", GOOD);
    put("d/checkpoint-9000.tmp", "no name of ours");
    put("d/checkpoint-", "nor this");
    assert_true(metadata_read("d", &metadata, &found, &cause, &err));
    assert_true(found);
    expect_good(&metadata);
    assert_int_equal(metadata.name, TIME_S(5));
    metadata_free(&metadata);

    put("e/checkpoint-1000", "");
    put("e/checkpoint-2000", "[]");
    assert_false(metadata_read("e", &metadata, &found, &cause, &err));
    assert_true(found);
    assert_int_equal(err.code, ERR_SPARK);
    assert_string_equal(err.message, "Failed to read checkpoint from directory e");
    assert_string_equal(cause.message,
        "e/checkpoint-2000: it is no checkpoint of sluice");
}

static void test_ten_files_stay(void **state)
{
    (void)state;
    Buffer text = {0};
    Err err;
    fill(&text, "1");
    for (int batch = 1; batch <= 7; batch++) {
        assert_true(metadata_files_put("k", TIME_S(batch), &text, &err));
        assert_true(metadata_files_put("k", TIME_S(batch), &text, &err));
    }
    MetadataFiles files;
    metadata_files_list("k", &files);
    assert_int_equal(files.count, 10);
    assert_int_equal(files.items[0].ms, 3000);
    assert_true(files.items[0].is_backup);
    assert_int_equal(files.items[9].ms, 7000);
    assert_false(files.items[9].is_backup);
    metadata_files_free(&files);
    assert_false(is_there("k/checkpoint-2000"));
    assert_true(is_there("k/checkpoint-3000.bk"));

    put("file", "");
    assert_false(metadata_files_put("file", TIME_S(1), &text, &err));
    assert_int_equal(err.code, ERR_IO);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_a_text_that_was_cut),
        cmocka_unit_test(test_a_text_with_a_wrong_byte),
        cmocka_unit_test(test_what_cannot_be),
        cmocka_unit_test_setup_teardown(test_the_newest_that_can_be_read, folder_enter,
            folder_leave),
        cmocka_unit_test_setup_teardown(test_ten_files_stay, folder_enter,
            folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
