/* lua/task/fetch.c -- the records of a shuffle that go to a partition.
 * Spark: BlockStoreShuffleReader, ShuffleBlockFetcherIterator (semantics 5.9, rule 5).
 */
// SPDX-License-Identifier: MIT
#include <stdio.h>

#include "lua/task/task.h"

/* The output went with its executor: the map stage has to run again. */
static _Noreturn void fail_fetch(Task *task, const Shuffle *shuffle, int partition)
{
    char text[96];
    snprintf(text, sizeof text,
        "Missing an output location for shuffle %d partition %d", shuffle->id,
        partition);
    task->result->lost_shuffle = true;
    task_fail_as(task, task_rdd(task, shuffle->reader),
        "org.apache.spark.shuffle.MetadataFetchFailedException", text);
}

/* Tells of the records that begin at `at`; returns where those begin that it did not
 * tell of. */
static const char *look_ahead(KeyedAheadFn *ahead, void *subject, const char *at,
    const char *end)
{
    const char *records[KEYED_RUN];
    int n = 0;
    for (; n < KEYED_RUN && at < end; at = record_next(at))
        records[n++] = at;
    ahead(subject, records, n);
    return at;
}

bool keyed_fetch_ahead(Task *task, const Shuffle *shuffle, int partition,
    KeyedRecordFn *fn, KeyedAheadFn *ahead, void *subject)
{
    int maps = task_rdd(task, shuffle->parent)->partitions;
    FollowPlace place = {ORIGIN_FETCHED, task_rdd(task, shuffle->reader), partition,
        shuffle};
    bool more = true;
    for (int map = 0; map < maps && more; map++) {
        BlockId id = {BLOCK_SHUFFLE, shuffle->id, map};
        const Block *output = blocks_find(task->work->blocks, id);
        if (output == NULL)
            fail_fetch(task, shuffle, partition);
        const char *first = output->data.data + output->offsets[partition];
        const char *at = first;
        const char *end = output->data.data + output->offsets[partition + 1];
        const char *unseen = at;
        int64_t index = 0;
        for (; at < end && more; at = record_next(at)) {
            if (ahead != NULL && at == unseen)
                unseen = look_ahead(ahead, subject, at, end);
            task->source = at;
            task->result->read++;
            if (task->follow.on)
                follow_fetched(task, &place, map, index++, at);
            more = fn(task, subject, at);
        }
        task->result->fetched_bytes += at - first;
    }
    task->source = NULL;
    return more;
}

bool keyed_fetch(Task *task, const Shuffle *shuffle, int partition, KeyedRecordFn *fn,
    void *subject)
{
    return keyed_fetch_ahead(task, shuffle, partition, fn, NULL, subject);
}
