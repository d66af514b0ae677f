/* tests/unit/test_path_enclosed.c -- in an enclosed process no path leads out of the
 * working folder. There is no way back, so it has a program of its own. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/base/path.h"

static void assert_path(const char *path, const char *wanted)
{
    Buffer name = {0};
    Err err;
    assert_true(path_append_absolute(&name, path, &err));
    assert_string_equal(buffer_text(&name), wanted);
    buffer_free(&name);
}

static void test_paths_stay_inside(void **state)
{
    (void)state;
    assert_path("a/b", "./a/b");
    assert_path("/etc/passwd", "./etc/passwd");
    assert_path("file:///etc/passwd", "./etc/passwd");
    assert_path("../../x", "./x");
    assert_path("a/../../../b", "./b");
    assert_path("a/..", ".");
    assert_path("/", ".");
}

static void test_what_is_no_path(void **state)
{
    (void)state;
    Buffer name = {0};
    Err err;
    assert_false(path_append_absolute(&name, "", &err));
    assert_false(path_append_absolute(&name, "hdfs://host/x", &err));
    buffer_free(&name);
}

static void test_matches_of_patterns(void **state)
{
    (void)state;
    assert_true(path_is_inside("./a/b"));
    assert_true(path_is_inside("./a..b/..."));
    assert_false(path_is_inside("./../b"));
    assert_false(path_is_inside("a/.."));
}

static int enclose(void **state)
{
    (void)state;
    assert_true(path_is_inside("./../b"));
    assert_false(path_is_enclosed());
    path_enclose();
    assert_true(path_is_enclosed());
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_stay_inside),
        cmocka_unit_test(test_what_is_no_path),
        cmocka_unit_test(test_matches_of_patterns),
    };
    return cmocka_run_group_tests(tests, enclose, NULL);
}
