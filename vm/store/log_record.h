/* vm/store/log_record.h -- records in the files of a log, which may end anywhere.
 * Spark: FileBasedWriteAheadLogReader, FileBasedWriteAheadLogSegment (semantics 7.5).
 *
 * A file is frames, one after the other: the length of a record and a CRC-32 of length
 * and record, 4 bytes each with the lowest first, then the record. A writer that dies
 * leaves a frame that is cut, and the frames before it are whole; bytes behind a frame
 * that is not whole are never read. Spark has no checksum. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_LOG_RECORD_H
#define SLUICE_STORE_LOG_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

enum { LOG_FRAME = 8 }; /* bytes in front of a record */

/* Where a record is: in the file log-FROM-TO of a folder, from the frame at `offset`.
 * All zero is nowhere. */
typedef struct LogSegment {
    int64_t from; /* ms */
    int64_t to;   /* > 0 */
    int64_t offset;
    int64_t length; /* of the record, without its frame */
} LogSegment;

static inline bool log_segment_is_set(const LogSegment *segment)
{
    return segment->to > 0;
}

/* Appends "FOLDER/log-FROM-TO". */
void log_segment_append_path(Buffer *out, const char *folder,
    const LogSegment *segment);

/* Writes the frame of a record. A record has at most 2^30 bytes. */
void log_frame_make(char frame[LOG_FRAME], const char *record, size_t size);

/* The record whose frame is at *at, which moves behind it; false at the end, or where
 * no whole frame is. */
bool log_frame_next(const char *data, size_t size, size_t *at, const char **record,
    size_t *length);

/* Appends the record of a segment. ERR_SPARK, in Spark's words and with the reason, if
 * the file is gone or does not hold it; nothing is appended then. May be called from
 * several threads. */
bool log_segment_read(const char *folder, const LogSegment *segment, Buffer *into,
    Err *err);

#endif
