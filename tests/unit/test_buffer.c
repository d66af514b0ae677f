/* tests/unit/test_buffer.c -- buffers, errors, JSON strings and UTF-8. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/base/utf8.h"

static void test_appending(void **state)
{
    (void)state;
    Buffer buffer = {0};
    assert_string_equal(buffer_text(&buffer), "");

    buffer_append(&buffer, NULL, 0);
    buffer_append_string(&buffer, "the ");
    buffer_append_byte(&buffer, 'r');
    buffer_append(&buffer, "iver", 3);
    buffer_printf(&buffer, " %d %s", 42, "x");
    assert_string_equal(buffer_text(&buffer), "the rive 42 x");
    assert_int_equal(buffer.size, 13);

    buffer_clear(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_free(&buffer);
    assert_null(buffer.data);
}

static void test_integers(void **state)
{
    (void)state;
    Buffer buffer = {0};
    const int64_t numbers[] = {0, 7, 9, 10, 99, 100, 101, 999, 12345, -1, -10, -100,
        INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        buffer_append_int(&buffer, numbers[i]);
        buffer_append_byte(&buffer, ' ');
    }
    assert_string_equal(buffer_text(&buffer),
        "0 7 9 10 99 100 101 999 12345 -1 -10 -100 "
        "9223372036854775807 -9223372036854775808 ");
    buffer_free(&buffer);
}

/* Each length once meets the end of the memory that is there. */
static void test_printf_of_any_length(void **state)
{
    (void)state;
    for (int length = 0; length < 300; length++) {
        Buffer buffer = {0};
        buffer_append_byte(&buffer, '<');
        buffer_printf(&buffer, "%*s", length, "");
        buffer_append_byte(&buffer, '>');
        assert_int_equal(buffer.size, length + 2);
        assert_int_equal(strlen(buffer_text(&buffer)), length + 2);
        assert_int_equal(buffer.data[length + 1], '>');
        buffer_free(&buffer);
    }
}

static void test_growing_keeps_the_bytes(void **state)
{
    (void)state;
    Buffer buffer = {0};
    for (int i = 0; i < 100000; i++)
        buffer_append_byte(&buffer, (char)(i % 251));
    buffer_trim(&buffer);
    assert_int_equal(buffer.size, 100000);
    assert_int_equal(buffer.capacity, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal((unsigned char)buffer.data[i], i % 251);

    Buffer other = {0};
    buffer_append_byte(&other, 'x');
    buffer_clear(&other);
    buffer_move(&buffer, &other);
    assert_int_equal(other.size, 100000);
    assert_null(buffer.data);
    buffer_append_byte(&other, 'y');
    assert_int_equal(other.data[100000], 'y');
    buffer_free(&other);
    buffer_trim(&other);
    assert_null(other.data);
}

static void test_array_grows_by_doubling(void **state)
{
    (void)state;
    int capacity = 0;
    int *items = mem_grow(NULL, &capacity, 1, sizeof *items);
    assert_int_equal(capacity, 8);
    for (int i = 0; i < 8; i++)
        items[i] = i;
    items = mem_grow(items, &capacity, 9, sizeof *items);
    assert_int_equal(capacity, 16);
    assert_int_equal(items[7], 7);
    items = mem_grow(items, &capacity, 16, sizeof *items);
    assert_int_equal(capacity, 16);
    items = mem_grow(items, &capacity, 100, sizeof *items);
    assert_int_equal(capacity, 128);
    mem_free(items);
}

static void test_error_names_its_class(void **state)
{
    (void)state;
    Err err = {ERR_NONE, ""};
    assert_false(err_set(&err, ERR_IO, "cannot open %s", "words.txt"));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.message, "cannot open words.txt");
    assert_string_equal(err_class(err.code), "java.io.IOException");
    assert_string_equal(err_class(ERR_SPARK_UNSUPPORTED),
        "org.apache.spark.SparkUnsupportedOperationException");
    assert_string_equal(err_class(ERR_NONE), "");

    err_set(&err, ERR_SPARK, "batch 3: %s", err.message);
    assert_string_equal(err.message, "batch 3: cannot open words.txt");
    assert_false(err_set(NULL, ERR_IO, "nobody listens"));
}

static void test_long_error_is_cut_between_characters(void **state)
{
    (void)state;
    char text[2 * ERR_MESSAGE_SIZE];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[sizeof text - 2] = '\0';

    /* 1023 bytes fit: 511 characters of two bytes and half of one. */
    Err err;
    err_set(&err, ERR_RUNTIME, "%s", text);
    assert_int_equal(strlen(err.message), 1022);
    err_set(&err, ERR_RUNTIME, "!%s", text);
    assert_int_equal(strlen(err.message), 1023);
    err_set(&err, ERR_RUNTIME, "%01500d", 7);
    assert_int_equal(strlen(err.message), 1023);
}

static void expect_json(const char *text, size_t size, const char *expected)
{
    Buffer out = {0};
    json_append_string(&out, text, size);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void test_json_strings(void **state)
{
    (void)state;
    expect_json("", 0, "\"\"");
    expect_json("plain", 5, "\"plain\"");
    expect_json("a\"b\\c", 5, "\"a\\\"b\\\\c\"");
    expect_json("\n\r\t", 3, "\"\\n\\r\\t\"");
    expect_json("\0\x01\x1F\x7F", 4, "\"\\u0000\\u0001\\u001f\x7F\"");
    expect_json("na\xC3\xAFve\n", 7, "\"na\xC3\xAFve\\n\"");
    expect_json("a\xFFz", 3, "\"a\xEF\xBF\xBDz\"");
}

/* Each byte at each place of a text that is looked at eight bytes at a time. */
static void test_json_escapes_at_any_place(void **state)
{
    (void)state;
    enum { SIZE = 18 };
    for (int byte = 1; byte < 0x80; byte++) {
        for (size_t at = 0; at < SIZE; at++) {
            char text[SIZE + 1] = "abcdefghijklmnopqr";
            text[at] = (char)byte;
            Buffer expected = {0};
            buffer_printf(&expected, "\"%.*s", (int)at, text);
            if (byte == '"' || byte == '\\')
                buffer_printf(&expected, "\\%c", byte);
            else if (byte == '\n' || byte == '\r' || byte == '\t')
                buffer_printf(&expected, "\\%c",
                    byte == '\n'       ? 'n'
                        : byte == '\r' ? 'r'
                                       : 't');
            else
                buffer_printf(&expected, byte < 0x20 ? "\\u%04x" : "%c", byte);
            buffer_printf(&expected, "%s\"", text + at + 1);
            expect_json(text, SIZE, buffer_text(&expected));
            buffer_free(&expected);
        }
    }
}

/* The bytes, and how many U+FFFD Java makes of them. */
static void test_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int replaced;
    } cases[] = {
        {"\x80", 1},
        {"\xC0\x80", 2},
        {"\xC3", 1},
        {"\xC3\xC3", 2},
        {"\xE2\x82", 1},
        {"\xE0\x80\x80", 3},
        {"\xED\xA0\x80", 1},
        {"\xF0\x9F\x98", 1},
        {"\xF0\x80\x80\x80", 4},
        {"\xF4\x90\x80\x80", 4},
        {"\xF5", 1},
        {"\xFF\xFE", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer out = {0};
        char text[16];
        snprintf(text, sizeof text, "<%s>", cases[i].bytes);
        utf8_append_valid(&out, text, strlen(text));

        char expected[32] = "<";
        for (int n = 0; n < cases[i].replaced; n++)
            strcat(expected, "\xEF\xBF\xBD");
        strcat(expected, ">");
        assert_string_equal(buffer_text(&out), expected);
        buffer_free(&out);
    }
}

static void test_utf8_characters(void **state)
{
    (void)state;
    static const char text[] = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF";
    static const uint32_t codes[] = {'a', 0xE9, 0x65E5, 0x1F600, 0x10FFFF};
    size_t at = 0;
    for (int i = 0; i < 5; i++) {
        uint32_t code;
        at += utf8_decode(text + at, sizeof text - 1 - at, &code);
        assert_int_equal(code, codes[i]);
    }
    assert_int_equal(at, sizeof text - 1);

    Buffer out = {0};
    utf8_append_valid(&out, text, sizeof text - 1);
    assert_string_equal(buffer_text(&out), text);
    buffer_free(&out);
}

/* A byte that is not ASCII is found wherever it stands. */
static void test_ascii(void **state)
{
    (void)state;
    enum { SIZE = 20 };
    for (size_t size = 0; size <= SIZE; size++) {
        char text[SIZE + 1];
        memset(text, '\x7F', sizeof text);
        text[size] = '\x80'; /* behind the text: not looked at */
        assert_true(utf8_is_ascii(text, size));
        for (size_t at = 0; at < size; at++) {
            text[at] = '\x80';
            assert_false(utf8_is_ascii(text, size));
            text[at] = '\x7F';
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appending),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_printf_of_any_length),
        cmocka_unit_test(test_growing_keeps_the_bytes),
        cmocka_unit_test(test_array_grows_by_doubling),
        cmocka_unit_test(test_error_names_its_class),
        cmocka_unit_test(test_long_error_is_cut_between_characters),
        cmocka_unit_test(test_json_strings),
        cmocka_unit_test(test_json_escapes_at_any_place),
        cmocka_unit_test(test_bytes_that_are_no_utf8),
        cmocka_unit_test(test_utf8_characters),
        cmocka_unit_test(test_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
