/* tests/unit/test_check.c -- a failed check says where and when, and ends it all. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"

typedef void Ending(void);

/* Runs the function in a process of its own; returns how it ended, and what it wrote
 * on standard error. */
static int run_apart(Ending *ending, Buffer *said)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        ending();
        _exit(0);
    }

    close(ends[1]);
    ssize_t got;
    while ((got = read(ends[0], buffer_reserve(said, 256), 256)) > 0)
        said->size += (size_t)got;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void fail_without_clock(void)
{
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void fail_at_a_time(void)
{
    int64_t now_us = 1200000;
    check_watch_clock(&now_us);
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void fail_after_the_clock(void)
{
    int64_t now_us = 1200000;
    check_watch_clock(&now_us);
    check_watch_clock(NULL);
    check_failed("vm/sim/queue.c", 41, "x > 0");
}

static void expect_abort(Ending *ending, const char *expected)
{
    Buffer said = {0};
    int status = run_apart(ending, &said);
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

static void test_check_that_holds(void **state)
{
    (void)state;
    int evaluated = 0;
    CHECK(++evaluated == 1);
    assert_int_equal(evaluated, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failed_check),
        cmocka_unit_test(test_check_that_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
