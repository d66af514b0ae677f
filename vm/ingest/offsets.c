// SPDX-License-Identifier: MIT
#include "vm/ingest/offsets.h"

static int64_t lag_of(const PartitionLag *partition)
{
    int64_t lag = partition->latest - partition->current;
    return lag > 0 ? lag : 0;
}

/* Messages a second of one partition. */
static double share_of(const PartitionLag *partition, int64_t total, int64_t rate)
{
    if (rate <= 0)
        return (double)partition->max_rate;
    double share = (double)lag_of(partition) / (double)total * (double)rate;
    if (partition->max_rate > 0 && share > (double)partition->max_rate)
        return (double)partition->max_rate;
    return share;
}

bool offsets_most(const PartitionLag *lags, int n, int64_t rate, SimTime interval,
    int64_t *most)
{
    int64_t total = 0;
    for (int i = 0; i < n; i++)
        total += lag_of(&lags[i]);
    /* Without a lag Spark divides by 0, and what comes out limits nothing. */
    if (rate > 0 && total == 0)
        return false;
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += share_of(&lags[i], total, rate);
    if (!(sum > 0))
        return false;

    double seconds = (double)time_to_ms(interval) / 1000;
    for (int i = 0; i < n; i++) {
        most[i] = (int64_t)(seconds * share_of(&lags[i], total, rate));
        if (most[i] < lags[i].min_rate)
            most[i] = lags[i].min_rate;
    }
    return true;
}
