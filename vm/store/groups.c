// SPDX-License-Identifier: MIT
#include "vm/store/groups.h"

#include <string.h>

#include "vm/base/mem.h"

enum { LINK = sizeof(uint64_t) }; /* bytes before each value */

void groups_free(Groups *groups)
{
    keytable_free(&groups->keys);
    mem_free(groups->chains);
    buffer_free(&groups->values);
    mem_free(groups->order);
    memset(groups, 0, sizeof *groups);
}

void groups_begin(Groups *groups, int n_sides)
{
    keytable_clear(&groups->keys);
    buffer_clear(&groups->values);
    groups->n_sides = n_sides;
}

int groups_add_key(Groups *groups, const char *key, size_t size, int32_t hash)
{
    bool added;
    int entry = keytable_add(&groups->keys, key, size, hash, &added);
    if (!added)
        return entry;

    int sides = groups->n_sides;
    groups->chains = mem_grow(groups->chains, &groups->chains_capacity,
        (entry + 1) * sides, sizeof *groups->chains);
    memset(groups->chains + (size_t)entry * (size_t)sides, 0,
        (size_t)sides * sizeof *groups->chains);
    return entry;
}

static uint64_t read_link(const char *link)
{
    uint64_t next;
    memcpy(&next, link, sizeof next);
    return next;
}

Buffer *groups_begin_value(Groups *groups)
{
    static const char none[LINK] = {0};
    buffer_append(&groups->values, none, LINK);
    return &groups->values;
}

void groups_end_value(Groups *groups, int entry, int side, size_t start)
{
    Chain *chain =
        &groups->chains[(size_t)entry * (size_t)groups->n_sides + (size_t)side];
    uint64_t link = start + 1;
    if (chain->count++ == 0)
        chain->first = link;
    else
        memcpy(groups->values.data + chain->last - 1, &link, sizeof link);
    chain->last = link;
}

void groups_add_value(Groups *groups, int entry, int side, const char *value,
    size_t size)
{
    size_t start = groups_value_start(groups);
    buffer_append(groups_begin_value(groups), value, size);
    groups_end_value(groups, entry, side, start);
}

const int32_t *groups_order(Groups *groups)
{
    groups->order = mem_grow(groups->order, &groups->order_capacity,
        groups_count(groups), sizeof *groups->order);
    keytable_order(&groups->keys, groups->order);
    return groups->order;
}

/* Less than that is in a cache anyway. */
static bool is_large(const Groups *groups)
{
    enum { MANY_SLOTS = 1 << 14 };
    return groups->keys.index.n_slots >= MANY_SLOTS;
}

void groups_prefetch_adds(const Groups *groups, int side, const int32_t *hashes, int n)
{
    enum { MOST = 64 };
    int guesses[MOST];
    const Index *index = &groups->keys.index;
    if (!is_large(groups) || n > MOST)
        return;

    for (int i = 0; i < n; i++)
        index_prefetch(index, hashes[i]);
    for (int i = 0; i < n; i++) {
        guesses[i] = index_guess(index, hashes[i]);
        if (guesses[i] < 0)
            continue;
        __builtin_prefetch(&index->entries[guesses[i]]);
        __builtin_prefetch(groups_chain(groups, guesses[i], side));
    }
    for (int i = 0; i < n; i++) {
        if (guesses[i] < 0)
            continue;
        __builtin_prefetch(index_key(index, guesses[i]));
        uint64_t last = groups_chain(groups, guesses[i], side)->last;
        if (last > 0)
            __builtin_prefetch(groups->values.data + last - 1);
    }
}

static const char *value_at(const Groups *groups, uint64_t link)
{
    return link == 0 ? NULL : groups->values.data + link - 1 + LINK;
}

const char *groups_first(const Groups *groups, int entry, int side)
{
    return value_at(groups, groups_chain(groups, entry, side)->first);
}

void groups_prefetch_walk(const Groups *groups, const int32_t *order, int i)
{
    enum { FAR = 16, NEAR = 8, FEW_SIDES = 4 };
    int count = groups_count(groups);
    if (!is_large(groups) || i + FAR >= count)
        return;

    __builtin_prefetch(&groups->keys.index.entries[order[i + FAR]]);
    __builtin_prefetch(groups_chain(groups, order[i + FAR], 0));
    int near = order[i + NEAR];
    __builtin_prefetch(groups_key(groups, near));
    for (int side = 0; side < groups->n_sides && side < FEW_SIDES; side++) {
        uint64_t first = groups_chain(groups, near, side)->first;
        if (first > 0)
            __builtin_prefetch(groups->values.data + first - 1);
    }
}

const char *groups_next(const Groups *groups, const char *value)
{
    return value_at(groups, read_link(value - LINK));
}

void groups_append_list(const Groups *groups, int entry, int side, RecordTag tag,
    Buffer *out)
{
    size_t start = record_begin_list(out, tag);
    for (const char *at = groups_first(groups, entry, side); at != NULL;
         at = groups_next(groups, at))
        buffer_append(out, at, (size_t)(record_next(at) - at));
    record_end_list(out, start, groups_chain(groups, entry, side)->count);
}
