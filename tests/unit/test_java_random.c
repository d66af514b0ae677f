/* tests/unit/test_java_random.c -- the random numbers of the JVM and of Spark.
 *
 * The expected numbers are what Java 17 and Spark 3.5 gave. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/java_random.h"

/* What is drawn one after the other from a fresh generator. */
typedef struct Draws {
    bool is_xorshift;
    int64_t seed;
    int32_t ints[3];
    int32_t below[8]; /* the bounds below */
    int64_t longs[2];
    double doubles[3];
    int64_t digest; /* of many more */
} Draws;

static const int32_t bounds[8] = {1, 2, 10, 64, 1000, 1 << 30, (1 << 30) + 1,
    INT32_MAX};

static const Draws expected[] = {
    {false, 0, {-1155484576, -723955400, 1033096058},
        {0, 1, 3, 35, 761, 641609359, 715581077, 542832677},
        {INT64_C(7105486291024734541), INT64_C(-279624296851435688)},
        {0x1.c2243602f4588p-1, 0x1.e1eb699686687p-1, 0x1.198d88501c926p-2},
        INT64_C(-261821497287491283)},
    {true, 0, {520798028, 1576938828, 437779267},
        {0, 1, 1, 42, 909, 258842281, 637487988, 1897236437},
        {INT64_C(-6493136516951982593), INT64_C(8633274604174208666)},
        {0x1.a71db8af75a22p-1, 0x1.6b8e63c07d6bep-1, 0x1.11d5043c763ep-3},
        INT64_C(-4161636144621284449)},
    {false, 1, {-1155869325, 431529176, 1761283695},
        {0, 0, 4, 21, 606, 1039119989, 13136569, 327998473},
        {INT64_C(-669528114487223426), INT64_C(-1109287713991315740)},
        {0x1.e4f6bb749a067p-1, 0x1.dfc93b3e58e11p-1, 0x1.96b4dee9f9788p-2},
        INT64_C(-7367561574606815240)},
    {true, 1, {512468703, -837558680, 2053489943},
        {0, 0, 0, 8, 119, 498414885, 767270207, 1524496656},
        {INT64_C(-8211329908589374498), INT64_C(-6904802788211161370)},
        {0x1.60e996630f9ccp-3, 0x1.ba2d7526bad81p-1, 0x1.740c7f1a4507p-4},
        INT64_C(1163597108909530468)},
    {false, -1, {1155099827, 1887904451, 52699159},
        {0, 1, 8, 26, 478, 887088882, 121412731, 1730951808},
        {INT64_C(5714200691875627035), INT64_C(1284368708471768012)},
        {0x1.6154685c890acp-1, 0x1.ce23bcc797401p-1, 0x1.768ada4cb381ep-1},
        INT64_C(1446047040540456305)},
    {true, -1, {20335744, 2141775558, -1723279260},
        {0, 1, 9, 9, 463, 878436322, 191814817, 729320805},
        {INT64_C(6459303765544462120), INT64_C(-8663304337839218376)},
        {0x1.4241d0866b96p-2, 0x1.434691d27275fp-1, 0x1.3b267636c374p-3},
        INT64_C(8559251596857892753)},
    {false, 42, {-1170105035, 234785527, -1360544799},
        {0, 0, 5, 17, 918, 714627759, 196118093, 1939977182},
        {INT64_C(8324226458996739737), INT64_C(7040072382879853816)},
        {0x1.617f7c3b59p-1, 0x1.8630aee4362p-1, 0x1.ff1143f5ac887p-1},
        INT64_C(4525495458751778814)},
    {true, 42, {444206279, 1508163723, -1911958253},
        {0, 0, 4, 60, 963, 760688595, 294046472, 1275010981},
        {INT64_C(-6416481872795689897), INT64_C(-7660060629647953650)},
        {0x1.98d9c2e5e1efep-2, 0x1.0e76759cb2ffp-1, 0x1.08c947ab7b392p-1},
        INT64_C(-8700649927376658757)},
    {false, INT64_C(123456789012345), {-1421006947, -2071311287, -583755257},
        {0, 1, 8, 5, 989, 874216239, 849765284, 1838689823},
        {INT64_C(-7078137174767016247), INT64_C(1262366210337596929)},
        {0x1.57ec055650602p-1, 0x1.d96ad557cdaf8p-3, 0x1.c8f13231bfb1p-3},
        INT64_C(8106985589443652536)},
    {true, INT64_C(123456789012345), {-301464975, 344630173, -2136800312},
        {0, 0, 2, 31, 658, 10401980, 31800956, 2050814029},
        {INT64_C(-7076239739876689419), INT64_C(-8280356739164848821)},
        {0x1.99fc31758583p-3, 0x1.da1122dd13448p-4, 0x1.1b29fa2a47aap-3},
        INT64_C(-745671395990225637)},
    {true, INT64_MIN, {-323407706, 2099386851, 1046686459},
        {0, 1, 7, 12, 620, 236025225, 141607317, 1097843742},
        {INT64_C(-4879075188054017550), INT64_C(2991247765861633473)},
        {0x1.f1df30e174b8dp-1, 0x1.84d109f5208bcp-1, 0x1.caf82433f2282p-2},
        INT64_C(-701903640156223624)},
    {true, INT64_MAX, {-1598723810, 642066133, 1201766355},
        {0, 1, 9, 24, 635, 485332394, 73840175, 334591719},
        {INT64_C(8781502945080902039), INT64_C(-7829677635258872091)},
        {0x1.037d9fa4ca42cp-3, 0x1.6907de1eb8d69p-1, 0x1.98c724cc224b8p-1},
        INT64_C(-1542672059541058240)},
};

static int64_t digest(JavaRandom *random)
{
    uint64_t hash = 0;
    for (int i = 1; i <= 20000; i++) {
        int32_t bound = i % 3 == 0 ? i : (int32_t)((1u << 30) + (uint32_t)i * 50000);
        int64_t below = java_random_next_int_below(random, bound);
        int64_t part = (int64_t)(java_random_next_double(random) * 1e9);
        int64_t whole = java_random_next_long(random);
        int64_t last = java_random_next_int(random);
        hash = hash * 31 + (uint64_t)below + (uint64_t)part + (uint64_t)whole +
            (uint64_t)last;
    }
    return (int64_t)hash;
}

static void expect_draws(const Draws *draws)
{
    JavaRandom random;
    if (draws->is_xorshift)
        java_random_init_xorshift(&random, draws->seed);
    else
        java_random_init(&random, draws->seed);

    for (int i = 0; i < 3; i++)
        assert_int_equal(java_random_next_int(&random), draws->ints[i]);
    for (int i = 0; i < 8; i++)
        assert_int_equal(java_random_next_int_below(&random, bounds[i]),
            draws->below[i]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(java_random_next_long(&random), draws->longs[i]);
    for (int i = 0; i < 3; i++)
        assert_true(java_random_next_double(&random) == draws->doubles[i]);
    assert_int_equal(digest(&random), draws->digest);
}

static void test_draws(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        expect_draws(&expected[i]);
}

/* It uses 48 bits of the seed only. */
static void test_java_forgets_the_highest_bits_of_a_seed(void **state)
{
    (void)state;
    JavaRandom a, b;
    java_random_init(&a, 0);
    java_random_init(&b, INT64_MIN);
    assert_int_equal(java_random_next_long(&a), java_random_next_long(&b));
    java_random_init_xorshift(&a, 0);
    java_random_init_xorshift(&b, INT64_MIN);
    assert_int_not_equal(java_random_next_long(&a), java_random_next_long(&b));
}

static void test_byteswap32(void **state)
{
    (void)state;
    static const int32_t pairs[][2] = {{0, 0}, {1, -1875198074}, {-1, -1634874707},
        {2, 1590473228}, {65536, -1196556367}, {INT32_MAX, -1169641171},
        {INT32_MIN, 465233536}, {12345, 1239384864}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(java_byteswap32(pairs[i][0]), pairs[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draws),
        cmocka_unit_test(test_java_forgets_the_highest_bits_of_a_seed),
        cmocka_unit_test(test_byteswap32),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
