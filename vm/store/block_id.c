// SPDX-License-Identifier: MIT
#include "vm/store/block_id.h"

#include <inttypes.h>
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
    switch (id.kind) {
    case BLOCK_INPUT:
        buffer_printf(out, "input-%" PRId32 "-%" PRId64, id.first, id.second);
        break;
    case BLOCK_RDD:
        buffer_printf(out, "rdd_%" PRId32 "_%" PRId64, id.first, id.second);
        break;
    case BLOCK_SHUFFLE:
        buffer_printf(out, "shuffle_%" PRId32 "_%" PRId64, id.first, id.second);
        break;
    }
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
