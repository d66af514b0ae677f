/* tests/unit/test_cost.c -- the cost model: settings, parts of a task, chance. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vm/sched/cost.h"

/* A model with the settings "NAME=VALUE", without sluice.cost., up to NULL; jobs and
 * tasks cost nothing unless they say so. */
static CostModel model(const char *const *pairs)
{
    Conf conf = {0};
    conf_set(&conf, "sluice.cost.job", "0");
    conf_set(&conf, "sluice.cost.task", "0");
    for (; *pairs != NULL; pairs += 2)
        conf_set(&conf, pairs[0], pairs[1]);
    CostModel cost;
    Err err;
    assert_true(cost_init(&cost, &conf, &err));
    conf_free(&conf);
    return cost;
}

#define MODEL(...) model((const char *const[]){__VA_ARGS__, NULL})

static CostInput input_of(const TaskResult *result)
{
    return (CostInput){.result = result, .speed = 1};
}

static void test_defaults_cost_a_job_and_a_task(void **state)
{
    (void)state;
    Conf conf = {0};
    CostModel cost;
    Err err;
    assert_true(cost_init(&cost, &conf, &err));
    TaskResult result = {.read = 1000000, .combined = 1000, .fetched_bytes = 1 << 30};
    CostInput input = input_of(&result);
    CostParts parts = cost_of_task(&cost, &input);
    assert_int_equal(cost_of_job(&cost), TIME_MS(10));
    assert_int_equal(parts.fixed, TIME_MS(5));
    assert_int_equal(cost_total(&parts), TIME_MS(5));
}

static void test_each_part_is_what_its_setting_says(void **state)
{
    (void)state;
    CostModel cost = MODEL("sluice.cost.task", "3ms", "sluice.cost.record", "2us",
        "sluice.cost.call", "0.5us", "sluice.cost.combine", "150ns", "sluice.cost.byte",
        "2.5ns", "sluice.cost.shuffle", "1m", "sluice.cost.instruction", "10ns",
        "sluice.cost", "instructions");
    OpCalls calls[] = {{.calls = 1, .given = 100, .cost = COST_UNSET},
        {.calls = 7, .given = 7, .cost = 1200}};
    TaskResult result = {.read = 10,
        .calls = calls,
        .n_calls = 2,
        .combined = 1000,
        .read_bytes = 1000,
        .fetched_bytes = 1 << 20,
        .instructions = 12345,
        .slept = 77};
    result.data.size = 1000;
    CostInput input = input_of(&result);
    input.remote_bytes = 512;
    input.bandwidth = 1024;
    CostParts parts = cost_of_task(&cost, &input);
    assert_int_equal(parts.fixed, 3000);
    assert_int_equal(parts.records, 20 + 50 + 150 + 7 * 1200);
    assert_int_equal(parts.bytes, 5); /* a result counts, too */
    assert_int_equal(parts.shuffle, TIME_S(1));
    assert_int_equal(parts.network, TIME_MS(500));
    assert_int_equal(parts.instructions, 123);
    assert_int_equal(parts.slept, 77);
    assert_int_equal(parts.noise, 0);

    input.shuffled = true;
    parts = cost_of_task(&cost, &input);
    assert_int_equal(parts.bytes, 2);
    assert_int_equal(parts.shuffle, TIME_S(1) + 1000 * INT64_C(1000000) / (1 << 20));
}

/* A task waits no shorter on a fast executor, and the network is as fast. */
static void test_speed_divides_what_is_computed(void **state)
{
    (void)state;
    CostModel cost = MODEL("sluice.cost.task", "9ms");
    TaskResult result = {.slept = 500};
    CostInput input = input_of(&result);
    input.remote_bytes = 1;
    input.bandwidth = 1000;
    input.speed = 0.5;
    CostParts parts = cost_of_task(&cost, &input);
    assert_int_equal(parts.fixed, TIME_MS(18));
    assert_int_equal(parts.network, TIME_MS(1));
    assert_int_equal(parts.slept, 500);
    input.speed = 4;
    input.remote_bytes = 0;
    parts = cost_of_task(&cost, &input);
    assert_int_equal(parts.fixed, 2250);

    /* A factor near 0 on a slow executor: not less than nothing. */
    cost = MODEL("sluice.cost.task", "1us", "sluice.cost.record", "1us",
        "sluice.cost.noise", "1");
    result.read = 1;
    for (input.partition = 0; input.partition < 100; input.partition++) {
        parts = cost_of_task(&cost, &input);
        assert_true(cost_total(&parts) >= 0);
    }
}

static SimTime noise_of(const CostModel *cost, int partition, int attempt)
{
    TaskResult result = {0};
    CostInput input = input_of(&result);
    input.partition = partition;
    input.attempt = attempt;
    return cost_of_task(cost, &input).noise;
}

/* The logarithm of the factor is normal: of a thousand tasks 68 % are within one
 * standard deviation, 95 % within two, and their mean is what it is without noise. */
static void test_noise_is_a_bell_and_keeps_the_mean(void **state)
{
    (void)state;
    CostModel cost =
        MODEL("sluice.cost.task", "1s", "sluice.cost.noise", "0.1", "sluice.seed", "5");
    int64_t sum = 0;
    int within_one = 0;
    int within_two = 0;
    for (int i = 0; i < 1000; i++) {
        int64_t ms = noise_of(&cost, i, 0) / 1000;
        sum += ms;
        within_one += ms > -99 && ms < 100; /* e^-0.105 and e^0.095 */
        within_two += ms > -186 && ms < 216;
    }
    assert_in_range(sum / 1000 + 10, 0, 20);
    assert_in_range(within_one, 640, 720);
    assert_in_range(within_two, 935, 970);
}

static void test_noise_is_drawn_for_a_place(void **state)
{
    (void)state;
    CostModel cost = MODEL("sluice.cost.task", "1s", "sluice.cost.noise", "0.1");
    CostModel other =
        MODEL("sluice.cost.task", "1s", "sluice.cost.noise", "0.1", "sluice.seed", "2");
    assert_int_equal(noise_of(&cost, 3, 0), noise_of(&cost, 3, 0));
    assert_int_not_equal(noise_of(&cost, 3, 0), noise_of(&cost, 4, 0));
    assert_int_not_equal(noise_of(&cost, 3, 0), noise_of(&cost, 3, 1));
    assert_int_not_equal(noise_of(&cost, 3, 0), noise_of(&other, 3, 0));
}

static void test_a_share_of_tasks_are_stragglers(void **state)
{
    (void)state;
    CostModel cost = MODEL("sluice.cost.task", "1s", "sluice.cost.stragglers", "0.05",
        "sluice.cost.slowdown", "2.5");
    int stragglers = 0;
    for (int i = 0; i < 1000; i++) {
        SimTime more = noise_of(&cost, i, 0);
        assert_true(more == 0 || more == TIME_MS(1500));
        stragglers += more != 0;
    }
    assert_in_range(stragglers, 30, 70);
}

static void test_the_measured_profile_gives_other_defaults(void **state)
{
    (void)state;
    Conf conf = {0};
    CostModel cost;
    Err err;
    conf_set(&conf, "sluice.cost.profile", "measured");
    conf_set(&conf, "sluice.cost.task", "7ms");
    assert_true(cost_init(&cost, &conf, &err));
    int n;
    const CostSetting *settings = cost_settings(&n);
    assert_string_equal(settings[0].name, "sluice.cost.job");
    assert_int_equal(cost_of_job(&cost), strtol(settings[0].measured, NULL, 10) * 1000);
    TaskResult result = {0};
    CostInput input = input_of(&result);
    assert_int_equal(cost_of_task(&cost, &input).fixed, 7000);
    conf_free(&conf);
}

/* What is too much is the most that there is, and no overflow. */
static void test_sums_stay_in_range(void **state)
{
    (void)state;
    CostModel cost = MODEL("sluice.cost.record", "4000000s", "sluice.cost.shuffle", "1",
        "sluice.cost.noise", "1", "sluice.cost.stragglers", "1", "sluice.cost.slowdown",
        "1000");
    TaskResult result = {.read = INT64_MAX, .fetched_bytes = INT64_MAX};
    CostInput input = input_of(&result);
    input.speed = 0.000001;
    CostParts parts = cost_of_task(&cost, &input);
    assert_true(parts.records > 0 && parts.shuffle > 0);
    assert_true(cost_total(&parts) > 0 && cost_total(&parts) < INT64_MAX / 1000);
}

static void test_settings_that_cannot_be_used_are_named(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"sluice.cost.job", "soon", "sluice.cost.job wants a time such as 10ms"},
        {"sluice.cost.record", "-1", "sluice.cost.record must not be negative"},
        {"sluice.cost.call", "1.", "wants a time"},
        {"sluice.cost.call", "0.0000001s", "wants a time"},
        {"sluice.cost.call", "1234567890s", "wants a time"},
        {"sluice.cost.call", ".5us", "wants a time"},
        {"sluice.cost.shuffle", "100mb/s", "wants bytes a second such as 125m"},
        {"sluice.cost.noise", "1.5", "sluice.cost.noise must be from 0 to 1"},
        {"sluice.cost.noise", "10%", "wants a number such as 0.1"},
        {"sluice.cost.stragglers", "2", "must be from 0 to 1"},
        {"sluice.cost.slowdown", "0.5", "must be from 1 to 1000"},
        {"sluice.cost", "all", "sluice.cost is records or instructions, got \"all\""},
        {"sluice.cost.profile", "x", "sluice.cost.profile is simple or measured"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Conf conf = {0};
        CostModel cost;
        Err err;
        conf_set(&conf, cases[i][0], cases[i][1]);
        assert_false(cost_init(&cost, &conf, &err));
        assert_int_equal(err.code, ERR_ARGUMENT);
        if (strstr(err.message, cases[i][2]) == NULL)
            fail_msg("%s=%s: %s", cases[i][0], cases[i][1], err.message);
        conf_free(&conf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults_cost_a_job_and_a_task),
        cmocka_unit_test(test_each_part_is_what_its_setting_says),
        cmocka_unit_test(test_speed_divides_what_is_computed),
        cmocka_unit_test(test_noise_is_a_bell_and_keeps_the_mean),
        cmocka_unit_test(test_noise_is_drawn_for_a_place),
        cmocka_unit_test(test_a_share_of_tasks_are_stragglers),
        cmocka_unit_test(test_the_measured_profile_gives_other_defaults),
        cmocka_unit_test(test_sums_stay_in_range),
        cmocka_unit_test(test_settings_that_cannot_be_used_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
