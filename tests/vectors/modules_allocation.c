/* tests/vectors/modules_allocation.c -- cases of dynamic allocation:
 * vm/streaming/allocation.h. */
// SPDX-License-Identifier: MIT
#include <inttypes.h>
#include <stdio.h>

#include "tests/vectors/modules.h"
#include "vm/streaming/allocation.h"

static void set_bound(Conf *conf, const char *key, const json_t *value)
{
    char text[32];
    if (!json_is_integer(value))
        return;
    snprintf(text, sizeof text, "%" PRId64, (int64_t)json_integer_value(value));
    conf_set(conf, key, text);
}

void check_dynamic_allocation(const json_t *test)
{
    Conf conf = {0};
    conf_set(&conf, "spark.streaming.dynamicAllocation.enabled", "true");
    set_bound(&conf, "spark.streaming.dynamicAllocation.minExecutors",
        json_object_get(test, "min_executors"));
    set_bound(&conf, "spark.streaming.dynamicAllocation.maxExecutors",
        json_object_get(test, "max_executors"));
    ExecutorAllocation allocation;
    Err err;
    int n_receivers = (int)json_integer_value(json_object_get(test, "num_receivers"));
    if (!allocation_read(&allocation, &conf, false, n_receivers, &err))
        differs("%s", err.message);

    const json_t *cases = json_object_get(test, "cases");
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *one = json_array_get(cases, i);
        int executors = (int)json_integer_value(json_object_get(one, "executors"));
        int more = (int)json_integer_value(json_object_get(one, "new"));
        expect_number("executors", allocation_target(&allocation, executors, more),
            json_integer_value(json_object_get(one, "expected_total")));
    }
    conf_free(&conf);
}
