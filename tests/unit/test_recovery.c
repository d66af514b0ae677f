/* tests/unit/test_recovery.c -- which batches a recovered context runs again. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/streaming/streaming.h"

/* In seconds; lists end with 0. */
typedef struct Case {
    int interval;
    int time; /* of the checkpoint */
    int due[8];
    int first; /* batch of the timer */
    int wanted[8];
} Case;

static void expect_times(Case expected)
{
    SimTime due[8];
    SimTime *times;
    Streaming context = {.graph = {.interval = TIME_S(expected.interval)},
        .recovery = {.on = true, .time = TIME_S(expected.time), .due = due}};
    for (int i = 0; expected.due[i] > 0; i++)
        due[context.recovery.n_due++] = TIME_S(expected.due[i]);

    int n = recovery_times(&context, TIME_S(expected.first), &times);
    for (int i = 0; i < n; i++)
        assert_int_equal(times[i], TIME_S(expected.wanted[i]));
    assert_int_equal(expected.wanted[n], 0);
    mem_free(times);
}

/* The example of semantics 7.4: Spark's test "recovery with file input stream". */
static void test_pending_batches_and_those_of_the_pause(void **state)
{
    (void)state;
    expect_times((Case){2, 8, {8, 6}, 16, {6, 8, 10, 12, 14}});
}

static void test_the_batch_of_the_checkpoint_runs_again(void **state)
{
    (void)state;
    expect_times((Case){1, 3, {0}, 4, {3}});
}

/* The wall clock may have been set back. */
static void test_what_is_still_to_come_is_left_to_the_timer(void **state)
{
    (void)state;
    expect_times((Case){1, 7, {3, 5, 7}, 5, {3}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pending_batches_and_those_of_the_pause),
        cmocka_unit_test(test_the_batch_of_the_checkpoint_runs_again),
        cmocka_unit_test(test_what_is_still_to_come_is_left_to_the_timer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
