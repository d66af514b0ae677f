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

/* What the records of a split are. */
typedef enum TextFormat {
    TEXT_LINES,          /* strings */
    TEXT_NUMBERED_LINES, /* pairs of the position of a line in its file, and the line */
    TEXT_BINARY          /* strings of record_bytes bytes */
} TextFormat;

/* The format is said before the splits are found; all zero is lines. */
typedef struct TextSplits {
    TextSplit *items;
    int count;
    int capacity;
    TextFormat format;
    int record_bytes;
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
 * before. */
bool text_splits_find(TextSplits *splits, const char *paths, int min_partitions,
    Err *err);

/* The same for one file of a file stream, or for a folder that it takes for a file, in
 * pieces of 32 MB (Spark: newAPIHadoopFile); no record is cut in two.
 * ERR_NEW_INVALID_INPUT if it is not there or hidden. */
bool text_splits_of_file(TextSplits *splits, const char *path, Err *err);

/* Appends the records of a split and adds their number to *count. Of lines these are
 * the ones that start behind `from`, up to and including one that starts at `to` (at
 * the start of a file also the first one). A line ends with \n, \r or \r\n. Bytes that
 * are no UTF-8 are replaced, a byte order mark is left out.
 *
 * ERR_FILE_NOT_FOUND; ERR_IO; ERR_EOF if a binary file ends in the middle of a record.
 * Nothing is appended then. May be called from several threads. */
bool text_splits_read(const TextSplits *splits, int index, Buffer *records,
    int64_t *count, Err *err);

#endif
