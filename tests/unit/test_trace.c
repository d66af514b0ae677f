/* tests/unit/test_trace.c -- what a line of the trace looks like. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/sim/trace.h"

typedef struct Lines {
    Buffer text;
    int calls;
} Lines;

static void take(void *subject, const char *line, size_t size)
{
    Lines *lines = subject;
    assert_int_equal(line[size - 1], '\n');
    buffer_append(&lines->text, line, size);
    lines->calls++;
}

static void test_version_line_comes_first(void **state)
{
    (void)state;
    Lines lines = {0};
    Trace trace;
    trace_init(&trace, take, &lines);
    assert_true(trace_is_on(&trace));
    assert_int_equal(trace.written, 0);
    assert_string_equal(buffer_text(&lines.text),
        "{\"sluice\":\"trace\",\"version\":1}\n");
    trace_free(&trace);
    buffer_free(&lines.text);
}

static void test_each_type_of_field(void **state)
{
    (void)state;
    Lines lines = {0};
    Trace trace;
    trace_init(&trace, take, &lines);
    buffer_clear(&lines.text);
    Buffer parents = {0};
    buffer_append_string(&parents, "[1,2]");
    TRACE(&trace, 1000000, TRACE_RDD, trace_int(-3), trace_text("map \"x\"\n"),
        trace_int(INT64_MAX), trace_int(1000), trace_int(0), trace_json(&parents),
        trace_bool(true), trace_json(&(Buffer){0}), trace_text("UnionRDD"),
        trace_int(7), trace_json(&parents));
    TRACE(&trace, 0, TRACE_STAGE_COMPLETED, trace_int(1), trace_bool(false),
        trace_int(0));
    assert_int_equal(trace.written, 2);
    assert_int_equal(lines.calls, 3);
    assert_string_equal(buffer_text(&lines.text),
        "{\"at\":1000000,\"kind\":\"rdd\",\"rdd\":-3,\"op\":\"map \\\"x\\\"\\n\","
        "\"stream\":9223372036854775807,\"batch\":1000,\"partitions\":0,"
        "\"parents\":[1,2],\"wide\":true,\"blocks\":null,\"type\":\"UnionRDD\","
        "\"line\":7,\"shuffles\":[1,2]}\n"
        "{\"at\":0,\"kind\":\"stage-completed\",\"stage\":1,\"failed\":false,"
        "\"attempt\":0}\n");
    buffer_free(&parents);
    trace_free(&trace);
    buffer_free(&lines.text);
}

static void test_null_and_bytes(void **state)
{
    (void)state;
    Lines lines = {0};
    Trace trace;
    trace_init(&trace, take, &lines);
    buffer_clear(&lines.text);
    TRACE(&trace, 5, TRACE_PRINTED, trace_text(NULL), trace_int(0), trace_int(-1),
        trace_bytes("abc", 2));
    assert_string_equal(buffer_text(&lines.text),
        "{\"at\":5,\"kind\":\"printed\",\"place\":null,\"batch\":0,\"output\":-1,"
        "\"text\":\"ab\"}\n");
    trace_free(&trace);
    buffer_free(&lines.text);
}

static int64_t count_call(int *calls)
{
    return ++*calls;
}

static void test_without_a_sink_values_are_not_computed(void **state)
{
    (void)state;
    int calls = 0;
    Trace trace;
    trace_init(&trace, NULL, NULL);
    assert_false(trace_is_on(&trace));
    TRACE(&trace, 0, TRACE_JOB_COMPLETED, trace_int(count_call(&calls)),
        trace_text(NULL));
    assert_int_equal(calls, 0);
    assert_int_equal(trace.written, 0);
    trace_free(&trace);
}

/* A reader finds a field by its name, so a name may occur once only, and the fields
 * that every line has may not be used again. */
static void check_fields(const char *kind, const char *fields)
{
    char seen[TRACE_MAX_FIELDS + 2][32];
    int count = 0;
    strcpy(seen[count++], "at");
    strcpy(seen[count++], "kind");
    for (const char *at = fields; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, ":");
        assert_true(
            length > 0 && length < sizeof seen[0] && count < TRACE_MAX_FIELDS + 2);
        memcpy(seen[count], at, length);
        seen[count][length] = '\0';
        for (int i = 0; i < count; i++)
            assert_string_not_equal(seen[i], seen[count]);
        assert_non_null(strchr("isbj", at[length + 1]));
        at += length + 2;
        count++;
    }
    assert_true(count > 2 && strlen(kind) > 0);
}

static void test_field_lists_are_well_formed(void **state)
{
    (void)state;
#define KIND(constant, name, fields) check_fields(name, fields);
    TRACE_KINDS(KIND)
#undef KIND
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version_line_comes_first),
        cmocka_unit_test(test_each_type_of_field),
        cmocka_unit_test(test_null_and_bytes),
        cmocka_unit_test(test_without_a_sink_values_are_not_computed),
        cmocka_unit_test(test_field_lists_are_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
