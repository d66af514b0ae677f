/* vm/store/text_output.h -- a folder of files, one for each partition: of text, or of
 * records as they are.
 * Spark: saveAsTextFile, saveAsObjectFile; Hadoop's TextOutputFormat and
 * FileOutputCommitter.
 *
 * Parts are written into a folder of another name beside the target; the commit puts
 * them in place, with the empty file _SUCCESS. Where nothing was, that is one rename:
 * the target is there whole or not at all. Simplified: local files, no checksums. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_TEXT_OUTPUT_H
#define SLUICE_STORE_TEXT_OUTPUT_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

typedef struct TextOutput TextOutput;

/* Checks the target as Spark does before the job, makes the folders above it, and opens
 * it. NULL and err: ERR_FILE_EXISTS if the target is there, unless `overwrite` (which
 * the streaming scheduler sets: its batches may run twice); ERR_PARENT_NOT_DIRECTORY if
 * a file is in the way; ERR_ARGUMENT for an empty path; ERR_UNSUPPORTED for other file
 * systems; ERR_IO. */
TextOutput *text_output_new(const char *path, bool overwrite, Err *err);

/* Writes part-NNNNN of partition `index`: the text of each record of [data, data +
 * size) and a \n; or the records as they are (vm/store/record_file.h). Different parts
 * may be written from several threads. */
bool text_output_write(const TextOutput *output, int index, const char *data,
    size_t size, Err *err);
bool text_output_write_objects(const TextOutput *output, int index, const char *data,
    size_t size, Err *err);

/* Both end the output. Commit puts parts 0 to `parts` - 1 in place, which must have
 * been written; where the target was there, each replaces the file of its name, and
 * other files stay (as in Spark). Discard leaves the target as it was. */
bool text_output_commit(TextOutput *output, int parts, Err *err);
void text_output_discard(TextOutput *output);

#endif
