/* vm/store/block_id.h -- the names of blocks.
 * Spark: BlockId. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCK_ID_H
#define SLUICE_STORE_BLOCK_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"

typedef enum BlockKind {
    BLOCK_INPUT,  /* what a receiver took in: first = stream, second = ms */
    BLOCK_RDD,    /* a kept partition: first = RDD, second = partition */
    BLOCK_SHUFFLE /* the output of a map task: first = shuffle, second = map partition
                   */
} BlockKind;

typedef struct BlockId {
    BlockKind kind;
    int32_t first;
    int64_t second;
} BlockId;

static inline bool block_id_is_same(BlockId a, BlockId b)
{
    return a.kind == b.kind && a.first == b.first && a.second == b.second;
}

/* < 0, 0 or > 0: by kind, then by its numbers. */
int block_id_compare(BlockId a, BlockId b);

/* Spark's name of a block: "input-0-1000", "rdd_3_1", "shuffle_0_2". */
void block_id_append(Buffer *out, BlockId id);

/* Reads such a name; false if it is none. */
bool block_id_parse(const char *name, BlockId *id);

/* The same, for a text that is used at once: block_id_name(id).text. */
typedef struct BlockName {
    char text[48];
} BlockName;
BlockName block_id_name(BlockId id);

#endif
