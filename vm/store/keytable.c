/* vm/store/keytable.c -- keys, and the order Spark gives them. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/keytable.h"
#include "vm/store/record.h"
#include "vm/store/replay.h"

void keytable_free(KeyTable *table)
{
    index_free(&table->index);
}

void keytable_clear(KeyTable *table)
{
    index_clear(&table->index);
}

int keytable_add(KeyTable *table, const char *key, size_t size, int32_t hash,
    bool *added)
{
    return index_add(&table->index, key, size, hash, added);
}

enum { SPARK_CAPACITY = 64, FEW = 32 };

/* Room for a number for each key; for few, as in small tasks, without an allocation. */
typedef struct Words {
    uint32_t few[FEW];
    uint32_t *more;
} Words;

static uint32_t *words_take(Words *words, int count)
{
    words->more = count <= FEW ? NULL : mem_alloc((size_t)count * sizeof *words->more);
    return count <= FEW ? words->few : words->more;
}

static void words_free(Words *words)
{
    mem_free(words->more);
}

/* The walk of Spark's AppendOnlyMap, in which the null key counts. */
static void replay_all(const uint32_t *homes, int count, int null_entry, int32_t *order)
{
    ReplayKeys keys = {.homes = homes,
        .stride = sizeof *homes,
        .count = count,
        .null_key = null_entry,
        .null_counts = true,
        .capacity = SPARK_CAPACITY};
    replay_order(&keys, NULL, order);
}

static int find_null(const KeyTable *table)
{
    const char null_key = (char)RECORD_NULL;
    return index_find(&table->index, &null_key, 1, hash_java(&null_key));
}

void keytable_order(const KeyTable *table, int32_t *order)
{
    int count = keytable_count(table);
    Words words;
    uint32_t *homes = words_take(&words, count);
    for (int i = 0; i < count; i++)
        homes[i] = hash_murmur_int(table->index.entries[i].hash);

    replay_all(homes, count, find_null(table), order);
    words_free(&words);
}

/* One stable pass of a radix sort: `from` into `to` by 8 bits of the entries' keys. */
static void sort_by_byte(const uint32_t *keys, int shift, int count,
    const int32_t *from, int32_t *to)
{
    int32_t starts[257] = {0};
    for (int i = 0; i < count; i++)
        starts[(keys[from[i]] >> shift & 0xFF) + 1]++;
    for (int i = 1; i < 257; i++)
        starts[i] += starts[i - 1];
    for (int i = 0; i < count; i++)
        to[starts[keys[from[i]] >> shift & 0xFF]++] = from[i];
}

/* For so few that a radix sort would mostly clear its counters. */
static void sort_few(const uint32_t *keys, int count, int32_t *order)
{
    for (int i = 1; i < count; i++) {
        int32_t moved = order[i];
        int at = i;
        for (; at > 0 && keys[order[at - 1]] > keys[moved]; at--)
            order[at] = order[at - 1];
        order[at] = moved;
    }
}

/* Sorts order by hash code as a signed number, stable. */
static void sort_by_hash(const KeyTable *table, int32_t *order, int32_t *spare)
{
    int count = keytable_count(table);
    Words words;
    uint32_t *keys = words_take(&words, count);
    /* With the sign flipped, unsigned order is signed order. */
    for (int i = 0; i < count; i++)
        keys[i] = (uint32_t)table->index.entries[i].hash ^ 0x80000000u;

    if (count <= FEW) {
        sort_few(keys, count, order);
        return;
    }
    for (int shift = 0; shift < 32; shift += 16) {
        sort_by_byte(keys, shift, count, order, spare);
        sort_by_byte(keys, shift + 8, count, spare, order);
    }
    words_free(&words);
}

/* Deals `from` out to the partitions, each in the order of `from`. */
static void sort_by_partition(const uint32_t *partitions, int count,
    const int32_t *from, int32_t *order, int32_t *starts)
{
    for (int i = 0; i < count; i++)
        order[starts[partitions[from[i]]]++] = from[i];
}

/* Where each partition starts. */
static void find_starts(const uint32_t *partitions, int count, int n, int32_t *starts)
{
    memset(starts, 0, ((size_t)n + 1) * sizeof *starts);
    for (int i = 0; i < count; i++)
        starts[partitions[i] + 1]++;
    for (int p = 0; p < n; p++)
        starts[p + 1] += starts[p];
}

/* Fills order with the walk of Spark's map-side table, whose keys are the tuples
 * (partition, key): none of them is null. */
static void walk_tuples(const KeyTable *table, const uint32_t *partitions,
    int32_t *order)
{
    int count = keytable_count(table);
    Words words;
    uint32_t *homes = words_take(&words, count);
    for (int i = 0; i < count; i++) {
        int32_t hash = hash_scala(index_key(&table->index, i));
        homes[i] = hash_murmur_int(hash_pair((int32_t)partitions[i], hash));
    }
    replay_all(homes, count, -1, order);
    words_free(&words);
}

void keytable_map_order(const KeyTable *table, const uint32_t *partitions, int n,
    int32_t *order, int32_t *starts)
{
    int count = keytable_count(table);
    Words words;
    int32_t *walk = (int32_t *)words_take(&words, count);

    find_starts(partitions, count, n, starts);
    walk_tuples(table, partitions, walk);
    sort_by_hash(table, walk, order);
    sort_by_partition(partitions, count, walk, order, starts);

    /* Filling a partition moved its start to the start of the next one. */
    memmove(starts + 1, starts, (size_t)n * sizeof *starts);
    starts[0] = 0;
    words_free(&words);
}

/* Buckets are walked in order, each in the order of insertion: growing splits a bucket
 * and keeps its order. (Java turns a bucket of 8 keys or more into a tree; that is not
 * modelled.) */
void keytable_hashmap_order(const KeyTable *table, int32_t *order)
{
    int count = keytable_count(table);
    uint32_t capacity = 16;
    while ((uint64_t)count * 4 > (uint64_t)capacity * 3)
        capacity *= 2;
    Words words;
    uint32_t *buckets = words_take(&words, count);
    int32_t *starts = mem_alloc(((size_t)capacity + 1) * sizeof *starts);
    int32_t *entries = mem_alloc((size_t)count * sizeof *entries);
    for (int i = 0; i < count; i++) {
        uint32_t hash = (uint32_t)table->index.entries[i].hash;
        buckets[i] = (hash ^ hash >> 16) & (capacity - 1);
        entries[i] = i;
    }
    find_starts(buckets, count, (int)capacity, starts);
    sort_by_partition(buckets, count, entries, order, starts);
    mem_free(entries);
    mem_free(starts);
    words_free(&words);
}
