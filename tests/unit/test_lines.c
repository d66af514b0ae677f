/* tests/unit/test_lines.c -- cutting bytes into lines. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/lines.h"

/* Lines are noted as "<line>". */
static void note(void *subject, const char *line, size_t size)
{
    Buffer *seen = subject;
    buffer_append_byte(seen, '<');
    buffer_append(seen, line, size);
    buffer_append_byte(seen, '>');
}

/* Gives text in pieces of `step` bytes, then ends it. */
static void take_in_steps(const char *text, size_t size, size_t step, Buffer *seen)
{
    Lines lines = {0};
    for (size_t at = 0; at < size; at += step)
        lines_take(&lines, text + at, size - at < step ? size - at : step, note, seen);
    lines_end(&lines, note, seen);
    lines_free(&lines);
}

static void check(const char *text, const char *wanted)
{
    size_t size = strlen(text);
    for (size_t step = 1; step <= size + 1; step++) {
        Buffer seen = {0};
        take_in_steps(text, size, step, &seen);
        assert_string_equal(buffer_text(&seen), wanted);
        buffer_free(&seen);
    }
}

static void test_ends_of_lines(void **state)
{
    (void)state;
    check("", "");
    check("a\nb\n", "<a><b>");
    check("a\rb\r", "<a><b>");
    check("a\r\nb\r\n", "<a><b>");
    check("the river\nrises", "<the river><rises>");
    check("\n", "<>");
    check("\r\n\r\n", "<><>");
    check("\n\r", "<><>");
    check("\r\r\n\n", "<><><>");
    check("a\n\nb", "<a><><b>");
}

static void test_nothing_is_held_back(void **state)
{
    (void)state;
    Lines lines = {0};
    Buffer seen = {0};
    lines_take(&lines, "one\r", 4, note, &seen);
    assert_string_equal(buffer_text(&seen), "<one>");
    lines_take(&lines, "\ntw", 3, note, &seen);
    assert_string_equal(buffer_text(&seen), "<one>");
    lines_take(&lines, "o\n", 2, note, &seen);
    assert_string_equal(buffer_text(&seen), "<one><two>");
    lines_free(&lines);
    buffer_free(&seen);
}

/* After the end the object serves the next stream: a \n there is an empty line. */
static void test_end_starts_afresh(void **state)
{
    (void)state;
    Lines lines = {0};
    Buffer seen = {0};
    lines_take(&lines, "x\r", 2, note, &seen);
    lines_end(&lines, note, &seen);
    lines_take(&lines, "\ny", 2, note, &seen);
    lines_end(&lines, note, &seen);
    lines_end(&lines, note, &seen);
    assert_string_equal(buffer_text(&seen), "<x><><y>");
    lines_free(&lines);
    buffer_free(&seen);
}

static void test_any_byte_may_stand_in_a_line(void **state)
{
    (void)state;
    char text[258];
    size_t size = 0;
    for (int byte = 0; byte < 256; byte++) {
        if (byte != '\n' && byte != '\r')
            text[size++] = (char)byte;
    }
    text[size] = '\n';
    for (size_t step = 7; step < 600; step *= 9) {
        Buffer seen = {0};
        take_in_steps(text, size + 1, step, &seen);
        assert_int_equal(seen.size, size + 2);
        assert_memory_equal(seen.data + 1, text, size);
        buffer_free(&seen);
    }
}

/* Bytes are looked at eight at a time: the end may be any of them. */
static void test_lines_of_any_length(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    for (int size = 0; size <= 26; size++) {
        char text[64];
        char wanted[64];
        for (const char *end = "\n\r"; *end != '\0'; end++) {
            snprintf(text, sizeof text, "%.*s%crest", size, letters, *end);
            snprintf(wanted, sizeof wanted, "<%.*s><rest>", size, letters);
            check(text, wanted);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends_of_lines),
        cmocka_unit_test(test_nothing_is_held_back),
        cmocka_unit_test(test_end_starts_afresh),
        cmocka_unit_test(test_any_byte_may_stand_in_a_line),
        cmocka_unit_test(test_lines_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
