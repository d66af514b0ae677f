/* tests/unit/test_well.c -- the generator WELL19937c, as in commons-math3. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/well.h"

/* What commons-math3 drew for a seed: the first numbers, and one made of more of them
 * than the generator has words. */
typedef struct Draws {
    int64_t seed;
    double first[3];
    double many;
} Draws;

static const Draws expected[] = {
    {0, {0x1.7c8a2bfc771fep-1, 0x1.2f02919b49038p-1, 0x1.6e6df1379c01cp-2},
        0x1.779519b2fa21ap-2},
    {1, {0x1.2a18402dfa35p-4, 0x1.5708cce90bbc8p-2, 0x1.ed59a3eb9962cp-1},
        0x1.de8a833dd1384p-1},
    {-1, {0x1.ea9367d031438p-3, 0x1.92e75b522c8ep-2, 0x1.344c7254f1e78p-3},
        0x1.995ff214c8f54p-2},
    {42, {0x1.270c185ae20ap-2, 0x1.71d9c2e9d48c2p-1, 0x1.a6c7776b932a6p-1},
        0x1.7b2a62cd531a8p-2},
    {INT64_C(123456789012345),
        {0x1.03c0fded3fdb2p-1, 0x1.b7f5d0bc7662ap-1, 0x1.2770141aa367p-3},
        0x1.a9b99e5335c5p-1},
    {INT64_MIN, {0x1.314a5c330eb9cp-1, 0x1.d9f9eb1eb69f8p-2, 0x1.6027225f11564p-2},
        0x1.2e26fb6ef7296p-1},
};

static void test_draws(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        Well well;
        well_init(&well, expected[i].seed);
        for (int j = 0; j < 3; j++)
            assert_true(well_next_double(&well) == expected[i].first[j]);
        double many = 0;
        for (int j = 0; j < 20000; j++)
            many = many / 3 + well_next_double(&well);
        assert_true(many == expected[i].many);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
