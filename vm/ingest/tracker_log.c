// SPDX-License-Identifier: MIT
#include "vm/ingest/tracker_log.h"

#include <string.h>

#include "vm/base/mem.h"

enum { INT = 8, HEAD = 2 * INT, BLOCK = 9 * INT };

static void append_int(Buffer *out, int64_t value)
{
    buffer_append(out, &value, INT);
}

static int64_t read_int(const char **at)
{
    int64_t value;
    memcpy(&value, *at, INT);
    *at += INT;
    return value;
}

static void append_block(Buffer *out, const BlockInfo *block)
{
    append_int(out, block->id.first);
    append_int(out, block->id.second);
    append_int(out, block->records);
    append_int(out, block->from);
    append_int(out, block->number);
    append_int(out, block->segment.from);
    append_int(out, block->segment.to);
    append_int(out, block->segment.offset);
    append_int(out, block->segment.length);
}

void tracker_event_append(Buffer *out, const TrackerEvent *event)
{
    append_int(out, event->kind);
    append_int(out, event->time);
    for (int i = 0; i < event->count; i++)
        append_block(out, &event->blocks[i]);
}

static bool read_block(const char *at, BlockInfo *block)
{
    int64_t stream = read_int(&at);
    *block = (BlockInfo){.is_recovered = true};
    block->id = (BlockId){BLOCK_INPUT, (int32_t)stream, read_int(&at)};
    block->records = read_int(&at);
    block->from = read_int(&at);
    block->number = read_int(&at);
    block->segment.from = read_int(&at);
    block->segment.to = read_int(&at);
    block->segment.offset = read_int(&at);
    block->segment.length = read_int(&at);
    return stream >= 0 && stream <= INT32_MAX && block->records >= 0 &&
        block->records <= INT32_MAX && block->number >= 0 &&
        block->number < INT64_MAX / 2;
}

bool tracker_event_read(const char *record, size_t size, TrackerEvent *event,
    BlockInfo **blocks)
{
    *blocks = NULL;
    if (size < HEAD || (size - HEAD) % BLOCK != 0 || (size - HEAD) / BLOCK > INT32_MAX)
        return false;
    const char *at = record;
    int64_t kind = read_int(&at);
    if (kind < 0 || kind >= TRACKER_KINDS)
        return false;
    *event = (TrackerEvent){.kind = (TrackerEventKind)kind,
        .time = read_int(&at),
        .count = (int)((size - HEAD) / BLOCK)};
    if (event->kind == TRACKER_ADD && event->count != 1)
        return false;
    BlockInfo *list = mem_alloc((size_t)(event->count + 1) * sizeof *list);
    bool ok = true;
    for (int i = 0; i < event->count && ok; i++)
        ok = read_block(at + (size_t)i * BLOCK, &list[i]);
    if (!ok) {
        mem_free(list);
        return false;
    }
    event->blocks = *blocks = list;
    return true;
}
