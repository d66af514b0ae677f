/* vm/store/text_input.h -- text files as partitions.
 * Spark: SparkContext.textFile; Hadoop's FileInputFormat and LineRecordReader.
 *
 * A file is cut into splits by its bytes; a split becomes a partition whose records are
 * the lines that start in it. Splits are found when an action wants the partitions of
 * an RDD, and read by its tasks. Simplified: local files, plain text. The files of a
 * folder come in the order of their names (Spark: as the file system lists them).
 *
 * A text_splits list owns the paths of its splits. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_TEXT_INPUT_H
#define SLUICE_STORE_TEXT_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

typedef struct TextSplit {
    char *path;   /* absolute */
    int64_t from; /* first byte */
    int64_t to;   /* the byte behind the last, > from */
} TextSplit;

typedef struct TextSplits {
    TextSplit *items;
    int count;
    int capacity;
} TextSplits;

void text_splits_free(TextSplits *splits); /* leaves an empty list; all zero is one */

/* Appends the splits of `paths`: files, folders (their files, but none below) and
 * patterns with * ? [] {}, separated by commas. Names that begin with "." or "_" are
 * left out, empty files have no split. Each file is cut into pieces of the size that
 * would give min_partitions in all, at most 32 MB; the last may be a tenth longer.
 *
 * Errors in Spark's words: ERR_INVALID_INPUT if there is nothing of that name,
 * ERR_ARGUMENT for an empty path or min_partitions < 0, ERR_IO for a folder inside a
 * folder; ERR_UNSUPPORTED for packed files and other file systems. The list is then as
 * before.
 *
 * With min_partitions 1 the splits are those of Spark's newAPIHadoopFile, which file
 * streams use. */
bool text_splits_find(TextSplits *splits, const char *paths, int min_partitions,
    Err *err);

/* Appends the lines that start behind `from`, up to and including one that starts at
 * `to` (at the start of a file also the first one), as records of strings, and adds
 * their number to *count. A line ends with \n, \r or \r\n. Bytes that are no UTF-8 are
 * replaced, a byte order mark is left out. ERR_FILE_NOT_FOUND, ERR_IO; nothing is
 * appended then. May be called from several threads. */
bool text_split_read(const TextSplit *split, Buffer *records, int64_t *count, Err *err);

#endif
