/* tests/unit/test_temporary.c -- folders for a while. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/base/file.h"
#include "vm/base/mem.h"
#include "vm/base/temporary.h"

static void put(const char *folder, const char *name, size_t size)
{
    Buffer path = {0};
    Buffer text = {0};
    memset(buffer_reserve(&text, size), 'x', size);
    buffer_printf(&path, "%s/%s", folder, name);
    Err err;
    assert_true(file_put(buffer_text(&path), text.data, size, &err));
    buffer_free(&path);
    buffer_free(&text);
}

static void test_two_have_two_names(void **state)
{
    (void)state;
    Err err;
    char *a = temporary_new("sluice-test", &err);
    char *b = temporary_new("sluice-test", &err);
    assert_non_null(a);
    assert_non_null(b);
    assert_string_not_equal(a, b);
    assert_non_null(strstr(a, "/sluice-test-"));
    temporary_remove(a);
    temporary_remove(b);
    mem_free(a);
    mem_free(b);
}

static void test_removed_with_all_in_it(void **state)
{
    (void)state;
    Err err;
    char *folder = temporary_new("sluice-test", &err);
    put(folder, "a", 1);
    put(folder, "b/c/d", 1);
    temporary_remove(folder);
    struct stat status;
    assert_int_equal(stat(folder, &status), -1);
    temporary_remove(folder);
    temporary_remove(NULL);
    mem_free(folder);
}

/* What a link leads to is not removed, and not counted. */
static void test_links_are_not_followed(void **state)
{
    (void)state;
    Err err;
    char *outside = temporary_new("sluice-test", &err);
    char *folder = temporary_new("sluice-test", &err);
    put(outside, "kept", 1 << 20);
    Buffer link = {0};
    buffer_printf(&link, "%s/link", folder);
    assert_int_equal(symlink(outside, buffer_text(&link)), 0);
    assert_true(temporary_size(folder) < 1 << 20);
    temporary_remove(folder);
    assert_true(temporary_size(outside) >= 1 << 20);
    temporary_remove(outside);
    buffer_free(&link);
    mem_free(outside);
    mem_free(folder);
}

static void test_size(void **state)
{
    (void)state;
    Err err;
    char *folder = temporary_new("sluice-test", &err);
    assert_int_equal(temporary_size(folder), 0);
    put(folder, "a", 100000);
    put(folder, "b/c", 200000);
    assert_int_equal(temporary_size(folder), 300000 + (1 << 14)); /* the folder b */
    temporary_remove(folder);
    assert_int_equal(temporary_size(folder), 0);
    mem_free(folder);
}

static void test_no_place(void **state)
{
    (void)state;
    Err err;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_null(temporary_new("sluice-test", &err));
    assert_non_null(strstr(err.message, "/nowhere/at/all/sluice-test-"));
    unsetenv("TMPDIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_have_two_names),
        cmocka_unit_test(test_removed_with_all_in_it),
        cmocka_unit_test(test_links_are_not_followed),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
