// SPDX-License-Identifier: MIT
#include "vm/store/block_id.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/check.h"

int block_id_compare(BlockId a, BlockId b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    return (a.second > b.second) - (a.second < b.second);
}

void block_id_append(Buffer *out, BlockId id)
{
    bool is_input = id.kind == BLOCK_INPUT;
    buffer_append_string(out,
        is_input                   ? "input-"
            : id.kind == BLOCK_RDD ? "rdd_"
                                   : "shuffle_");
    buffer_append_int(out, id.first);
    buffer_append_byte(out, is_input ? '-' : '_');
    buffer_append_int(out, id.second);
}

/* Numbers can be written in several ways, names in one. */
static bool is_name_of(const char *name, BlockId id)
{
    Buffer text = {0};
    block_id_append(&text, id);
    bool same = strcmp(buffer_text(&text), name) == 0;
    buffer_free(&text);
    return same;
}

bool block_id_parse(const char *name, BlockId *id)
{
    BlockId read = {0};
    int32_t *first = &read.first;
    int64_t *second = &read.second;
    if (sscanf(name, "input-%9" SCNd32 "-%18" SCNd64, first, second) == 2)
        read.kind = BLOCK_INPUT;
    else if (sscanf(name, "rdd_%9" SCNd32 "_%18" SCNd64, first, second) == 2)
        read.kind = BLOCK_RDD;
    else if (sscanf(name, "shuffle_%9" SCNd32 "_%18" SCNd64, first, second) == 2)
        read.kind = BLOCK_SHUFFLE;
    else
        return false;
    if (!is_name_of(name, read))
        return false;
    *id = read;
    return true;
}

BlockName block_id_name(BlockId id)
{
    BlockName name;
    Buffer text = {0};
    block_id_append(&text, id);
    CHECK(text.size < sizeof name.text);
    memcpy(name.text, buffer_text(&text), text.size + 1);
    buffer_free(&text);
    return name;
}
