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

static const char *value_at(const Groups *groups, uint64_t link)
{
    return link == 0 ? NULL : groups->values.data + link - 1 + LINK;
}

const char *groups_first(const Groups *groups, int entry, int side)
{
    return value_at(groups, groups_chain(groups, entry, side)->first);
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
