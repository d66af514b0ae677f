/* tests/vectors/modules_inputs.c -- cases of what input streams report of a batch:
 * vm/streaming/input_info.h. */
// SPDX-License-Identifier: MIT
#include <stdio.h>

#include "tests/vectors/modules.h"
#include "vm/streaming/input_info.h"

static int64_t number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void report(InputInfos *infos, const json_t *event)
{
    InputInfo info = {(int)number(event, "stream"), number(event, "records")};
    Err err;
    if (!input_infos_report(infos, TIME_MS(number(event, "batch")), info, &err))
        differs("report: %s", err.message);
}

/* Streams are the keys of an object. */
static void check_infos(const InputInfos *infos, int64_t batch, const json_t *expected)
{
    int n;
    const InputInfo *found = input_infos_get(infos, TIME_MS(batch), &n);
    expect_number("streams that reported", n, (int64_t)json_object_size(expected));
    for (int i = 0; i < n; i++) {
        char key[16];
        snprintf(key, sizeof key, "%d", found[i].input);
        expect_number(key, found[i].records, number(expected, key));
    }
}

void check_input_info(const json_t *test)
{
    InputInfos infos = {0};
    size_t i;
    const json_t *event;
    json_array_foreach(json_object_get(test, "events"), i, event)
    {
        if (json_object_get(event, "report") != NULL)
            report(&infos, json_object_get(event, "report"));
        else if (json_object_get(event, "get") != NULL)
            check_infos(&infos, number(event, "get"),
                json_object_get(event, "expected"));
        else
            input_infos_cleanup(&infos, TIME_MS(number(event, "cleanup_before")));
    }
    input_infos_free(&infos);
}
