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

/* Part of an output: the records that go to a partition. */
typedef struct FetchedPart {
    FollowPlace place;
    int map;
    int64_t index; /* of the next record */
    const char *at;
    const char *end;
} FetchedPart;

static const char *next_record(const char *record)
{
    return record_tag(record) == RECORD_PAIR ? record_next_pair(record)
                                             : record_next(record);
}

/* Takes the next records of a part, KEYED_RUN at most; returns how many. */
static int take_some(FetchedPart *part, const char **records)
{
    int n = 0;
    const char *at = part->at;
    for (; n < KEYED_RUN && at < part->end; at = next_record(at))
        records[n++] = at;
    part->at = at;
    return n;
}

static bool give_some(Task *task, FetchedPart *part, const KeyedReader *reader)
{
    const char *records[KEYED_RUN];
    int n = take_some(part, records);
    if (reader->ahead != NULL)
        reader->ahead(reader->subject, records, n);
    for (int i = 0; i < n; i++) {
        task->source = records[i];
        task->result->read++;
        if (task->follow.on)
            follow_fetched(task, &part->place, part->map, part->index++, records[i]);
        if (!reader->fn(task, reader->subject, records[i])) {
            part->at = record_next(records[i]);
            return false;
        }
    }
    return true;
}

int64_t keyed_fetch_size(const Task *task, const Shuffle *shuffle, int partition)
{
    int maps = task_rdd(task, shuffle->parent)->partitions;
    int64_t size = 0;
    for (int map = 0; map < maps; map++) {
        BlockId id = {BLOCK_SHUFFLE, shuffle->id, map};
        const Block *output = blocks_find(task->work->blocks, id);
        if (output != NULL)
            size +=
                (int64_t)(output->offsets[partition + 1] - output->offsets[partition]);
    }
    return size;
}

bool keyed_fetch_ahead(Task *task, const Shuffle *shuffle, int partition,
    const KeyedReader *reader)
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
        FetchedPart part = {.place = place,
            .map = map,
            .at = first,
            .end = output->data.data + output->offsets[partition + 1]};
        while (part.at < part.end && more)
            more = give_some(task, &part, reader);
        task->result->fetched_bytes += part.at - first;
    }
    task->source = NULL;
    return more;
}

bool keyed_fetch(Task *task, const Shuffle *shuffle, int partition, KeyedRecordFn *fn,
    void *subject)
{
    return keyed_fetch_ahead(task, shuffle, partition,
        &(KeyedReader){.fn = fn, .subject = subject});
}
