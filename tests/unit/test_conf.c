/* tests/unit/test_conf.c -- settings and their typed reading. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/conf.h"

static void test_set_get_copy(void **state)
{
    (void)state;
    Conf conf = {0};
    assert_null(conf_get(&conf, "spark.master"));
    conf_set(&conf, "spark.master", "local[2]");
    conf_set(&conf, "spark.app.name", "words");
    conf_set(&conf, "spark.master", "local[4]");
    assert_string_equal(conf_get(&conf, "spark.master"), "local[4]");
    assert_int_equal(conf.count, 2);
    assert_string_equal(conf.entries[0].key, "spark.master");

    Conf copy = {0};
    conf_set(&copy, "old", "gone");
    conf_copy(&copy, &conf);
    conf_set(&conf, "spark.master", "yarn");
    assert_string_equal(conf_get(&copy, "spark.master"), "local[4]");
    assert_string_equal(conf_get(&copy, "spark.app.name"), "words");
    assert_null(conf_get(&copy, "old"));

    conf_free(&conf);
    assert_null(conf_get(&conf, "spark.master"));
    conf_free(&copy);
}

static void test_many_keys_keep_their_order(void **state)
{
    (void)state;
    Conf conf = {0};
    char key[] = "key.aa";
    for (int i = 0; i < 100; i++) {
        key[4] = (char)('a' + i / 10);
        key[5] = (char)('a' + i % 10);
        conf_set(&conf, key, key + 4);
    }
    assert_int_equal(conf.count, 100);
    assert_string_equal(conf.entries[99].value, "jj");
    assert_string_equal(conf_get(&conf, "key.ej"), "ej");
    conf_free(&conf);
}

static bool read_time(const char *value, int64_t *us, Err *err)
{
    Conf conf = {0};
    conf_set(&conf, "k", value);
    bool ok = conf_get_time_us(&conf, "k", -1, 1000, us, err);
    conf_free(&conf);
    return ok;
}

static void test_times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t us;
    } times[] = {
        {"50us", 50},
        {"200ms", 200000},
        {"2s", 2000000},
        {"1m", 60000000},
        {"3min", 180000000},
        {"1h", INT64_C(3600000000)},
        {"2d", INT64_C(172800000000)},
        {"200", 200000},
        {" 5S ", 5000000},
        {"-1s", -1000000},
        {"0", 0},
        {"9223372036854775807d", INT64_MAX},
        {"-9223372036854775808d", INT64_MIN},
    };

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        int64_t us = -2;
        assert_true(read_time(times[i].text, &us, NULL));
        assert_int_equal(us, times[i].us);
    }
}

static void test_times_that_are_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "s", "5 s", "1.5s", "5sec", "5s5", "--5s",
        "9223372036854775808s", "0x10"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int64_t us = -2;
        Err err = {ERR_NONE, ""};
        assert_false(read_time(texts[i], &us, &err));
        assert_int_equal(err.code, ERR_ARGUMENT);
        assert_int_equal(us, -2);
    }

    int64_t us;
    Err err;
    read_time("5sec", &us, &err);
    assert_string_equal(err.message,
        "Illegal value for config key k: Time must be specified as seconds (s), "
        "milliseconds (ms), microseconds (us), minutes (m or min), hour (h), or day "
        "(d). E.g. 50s, 100ms, or 250us.\nFailed to parse time string: 5sec");
}

static void test_absent_keys_give_the_default(void **state)
{
    (void)state;
    Conf conf = {0};
    int64_t number = 0;
    bool flag = false;
    assert_true(conf_get_time_us(&conf, "k", 200000, 1000, &number, NULL));
    assert_int_equal(number, 200000);
    assert_true(conf_get_int(&conf, "k", -3, &number, NULL));
    assert_int_equal(number, -3);
    assert_true(conf_get_bool(&conf, "k", true, &flag, NULL));
    assert_true(flag);
}

static void test_whole_numbers(void **state)
{
    (void)state;
    Conf conf = {0};
    int64_t number = 0;
    conf_set(&conf, "spark.default.parallelism", "8");
    assert_true(conf_get_int(&conf, "spark.default.parallelism", 1, &number, NULL));
    assert_int_equal(number, 8);
    conf_set(&conf, "spark.default.parallelism", " -9223372036854775808 ");
    assert_true(conf_get_int(&conf, "spark.default.parallelism", 1, &number, NULL));
    assert_int_equal(number, INT64_MIN);

    Err err;
    conf_set(&conf, "spark.default.parallelism", "abc");
    assert_false(conf_get_int(&conf, "spark.default.parallelism", 1, &number, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message,
        "spark.default.parallelism wants a whole number, got \"abc\"");
    conf_set(&conf, "spark.default.parallelism", "8s");
    assert_false(conf_get_int(&conf, "spark.default.parallelism", 1, &number, &err));
    conf_set(&conf, "spark.default.parallelism", "9223372036854775808");
    assert_false(conf_get_int(&conf, "spark.default.parallelism", 1, &number, &err));
    assert_int_equal(number, INT64_MIN);
    conf_free(&conf);
}

static void test_booleans(void **state)
{
    (void)state;
    Conf conf = {0};
    bool flag = false;
    conf_set(&conf, "wal", "True");
    assert_true(conf_get_bool(&conf, "wal", false, &flag, NULL));
    assert_true(flag);
    conf_set(&conf, "wal", "false");
    assert_true(conf_get_bool(&conf, "wal", true, &flag, NULL));
    assert_false(flag);

    Err err;
    conf_set(&conf, "wal", "yes");
    assert_false(conf_get_bool(&conf, "wal", true, &flag, &err));
    assert_string_equal(err.message, "wal wants true or false, got \"yes\"");
    conf_free(&conf);
}

static void test_unset(void **state)
{
    (void)state;
    Conf conf = {0};
    conf_set(&conf, "a", "1");
    conf_set(&conf, "b", "2");
    conf_set(&conf, "c", "3");
    conf_unset(&conf, "a");
    conf_unset(&conf, "never");
    assert_null(conf_get(&conf, "a"));
    assert_int_equal(conf.count, 2);
    assert_string_equal(conf.entries[0].key, "b");
    assert_string_equal(conf.entries[1].value, "3");
    conf_unset(&conf, "c");
    conf_set(&conf, "a", "4");
    assert_string_equal(conf.entries[1].value, "4");
    conf_free(&conf);
}

/* Measured on Spark 3.5.6: what is no size is a NumberFormatException. */
static void test_sizes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t bytes;
    } sizes[] = {{"7", 7 << 10}, {"7b", 7}, {"7k", 7 << 10}, {"7KB", 7 << 10},
        {" 2m ", 2 << 20}, {"1g", 1 << 30}, {"-1", -1024}, {"1t", INT64_C(1) << 40},
        {"1pb", INT64_C(1) << 50}, {"9000000000000000000g", INT64_MAX}};
    static const char *const none[] = {"", "1x", "1.5g", "k", "1bb", "1 k", "1kbb"};
    Conf conf = {0};
    int64_t bytes;
    Err err;
    assert_true(conf_get_bytes(&conf, "k", 1024, 5, &bytes, &err));
    assert_int_equal(bytes, 5);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        conf_set(&conf, "k", sizes[i].text);
        assert_true(conf_get_bytes(&conf, "k", 1024, 5, &bytes, &err));
        assert_int_equal(bytes, sizes[i].bytes);
    }
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        conf_set(&conf, "k", none[i]);
        assert_false(conf_get_bytes(&conf, "k", 1024, 5, &bytes, &err));
        assert_int_equal(err.code, ERR_NUMBER_FORMAT);
        assert_non_null(
            strstr(err.message, "k: Size must be specified as bytes (b), "));
    }
    conf_free(&conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_get_copy),
        cmocka_unit_test(test_unset),
        cmocka_unit_test(test_many_keys_keep_their_order),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_times_that_are_none),
        cmocka_unit_test(test_absent_keys_give_the_default),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
