/* tests/unit/test_short.c -- short runs of bytes, against memmove and memcmp. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/short.h"

enum { LONGEST = 40, AROUND = 3 };

/* Nothing around the run changes. */
static void test_copies_of_every_size(void **state)
{
    (void)state;
    char from[LONGEST], to[LONGEST + 2 * AROUND], expected[sizeof to];
    for (int i = 0; i < LONGEST; i++)
        from[i] = (char)(i + 1);
    for (size_t size = 0; size <= LONGEST; size++) {
        memset(to, '#', sizeof to);
        memset(expected, '#', sizeof expected);
        memcpy(expected + AROUND, from, size);
        short_copy(to + AROUND, from, size);
        assert_memory_equal(to, expected, sizeof to);
    }
}

static void test_copies_that_overlap(void **state)
{
    (void)state;
    for (size_t size = 0; size <= LONGEST; size++) {
        for (int distance = -AROUND; distance <= AROUND; distance++) {
            char moved[LONGEST + 2 * AROUND], expected[sizeof moved];
            for (size_t i = 0; i < sizeof moved; i++)
                moved[i] = expected[i] = (char)i;
            short_copy(moved + AROUND + distance, moved + AROUND, size);
            memmove(expected + AROUND + distance, expected + AROUND, size);
            assert_memory_equal(moved, expected, sizeof moved);
        }
    }
}

static void test_one_byte_makes_a_difference(void **state)
{
    (void)state;
    char a[LONGEST], b[LONGEST];
    memset(a, 'a', sizeof a);
    for (size_t size = 0; size <= LONGEST; size++) {
        memcpy(b, a, sizeof b);
        assert_true(short_same(a, b, size));
        for (size_t i = 0; i < LONGEST; i++) {
            b[i] = 'b';
            assert_int_equal(short_same(a, b, size), i >= size);
            b[i] = 'a';
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies_of_every_size),
        cmocka_unit_test(test_copies_that_overlap),
        cmocka_unit_test(test_one_byte_makes_a_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
