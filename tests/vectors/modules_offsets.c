/* tests/vectors/modules_offsets.c -- cases of direct streams: vm/ingest/offsets.h. */
// SPDX-License-Identifier: MIT
#include <inttypes.h>

#include "tests/vectors/modules.h"
#include "vm/ingest/offsets.h"

enum { MOST_PARTITIONS = 16 };

static int64_t number(const json_t *test, const char *name)
{
    return json_integer_value(json_object_get(test, name));
}

/* One number for all partitions, or one for each. */
static int64_t max_rate(const json_t *test, const char *partition)
{
    const json_t *rate = json_object_get(test, "max_rate_per_partition");
    return json_integer_value(
        json_is_object(rate) ? json_object_get(rate, partition) : rate);
}

/* The rate that the controller published, or the first one. */
static int64_t rate_of(const json_t *test)
{
    int64_t latest = number(test, "latest_rate");
    return latest > 0 ? latest : number(test, "initial_rate");
}

static void compare(const json_t *want, const int64_t *most, bool limited)
{
    const char *partition;
    json_t *value;
    int i = 0;
    if (json_is_null(want) == limited)
        differs("limited: got %d", limited);
    if (!limited)
        return;
    json_object_foreach((json_t *)want, partition, value)
        expect_number(partition, most[i++], json_integer_value(value));
}

void check_kafka_rate(const json_t *test)
{
    PartitionLag lags[MOST_PARTITIONS];
    int64_t most[MOST_PARTITIONS] = {0};
    const json_t *latest = json_object_get(test, "latest_offsets");
    const char *partition;
    json_t *value;
    int n = 0;
    json_object_foreach((json_t *)json_object_get(test, "current_offsets"), partition,
        value)
    {
        lags[n++] = (PartitionLag){
            .current = json_integer_value(value),
            .latest = json_integer_value(json_object_get(latest, partition)),
            .max_rate = max_rate(test, partition),
            .min_rate = number(test, "min_rate_per_partition"),
        };
    }
    bool limited =
        offsets_most(lags, n, rate_of(test), TIME_MS(number(test, "batch_ms")), most);
    compare(json_object_get(test, "expected_max_messages"), most, limited);
}
