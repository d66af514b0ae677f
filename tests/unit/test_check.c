/* tests/unit/test_check.c -- a failed check says where and when, and ends it all. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/apart.h"
#include "vm/base/check.h"

static void fail_without_clock(void *subject)
{
    (void)subject;
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void fail_at_a_time(void *subject)
{
    (void)subject;
    int64_t now_us = 1200000;
    check_watch_clock(&now_us);
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void fail_with_words(void *subject)
{
    int64_t now_us = 1200000;
    check_watch_clock(&now_us);
    CHECK_SAYS(subject != NULL, "executor %d has %s", 2, "no core");
}

static void fail_after_the_clock(void *subject)
{
    (void)subject;
    int64_t now_us = 1200000;
    check_watch_clock(&now_us);
    check_watch_clock(NULL);
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void expect_abort(Ending *ending, const char *expected)
{
    Buffer said = {0};
    int status = run_apart(ending, NULL, &said);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_string_equal(buffer_text(&said), expected);
    buffer_free(&said);
}

static void test_failed_check(void **state)
{
    (void)state;
    expect_abort(fail_without_clock,
        "sluice: internal error at vm/sim/queue.c:41: CHECK(x > 0)\n");
    expect_abort(fail_at_a_time,
        "sluice: internal error at vm/sim/queue.c:41 at 1.200000 s: CHECK(x > 0)\n");
    expect_abort(fail_after_the_clock,
        "sluice: internal error at vm/sim/queue.c:41: CHECK(x > 0)\n");
}

/* The line is that of the check above. */
static void test_failed_check_that_says_what(void **state)
{
    (void)state;
    Buffer said = {0};
    assert_true(WIFSIGNALED(run_apart(fail_with_words, NULL, &said)));
    assert_non_null(strstr(buffer_text(&said), "tests/unit/test_check.c:"));
    assert_non_null(
        strstr(buffer_text(&said), " at 1.200000 s: executor 2 has no core\n"));
    buffer_free(&said);
}

static void test_check_that_holds(void **state)
{
    (void)state;
    int evaluated = 0;
    CHECK(++evaluated == 1);
    assert_int_equal(evaluated, 1);
    CHECK_SAYS(evaluated == 1, "it is %d", ++evaluated);
    assert_int_equal(evaluated, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failed_check),
        cmocka_unit_test(test_failed_check_that_says_what),
        cmocka_unit_test(test_check_that_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
