/* vm/streaming/file_streams.h -- the file streams of a context.
 * Spark: FileInputDStream, as its StreamingContext sees it (semantics 9.4). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_FILE_STREAMS_H
#define SLUICE_STREAMING_FILE_STREAMS_H

#include "vm/streaming/streaming.h"

/* What a file stream looks for. */
typedef struct FileStreamSpec {
    const char *folder; /* copied */
    bool new_files_only;
    int filter; /* the program's, or FILTER_NONE */
    TextFormat format;
    int record_bytes;
} FileStreamSpec;

bool file_streams_add(Streaming *context, const CallSite *site,
    const FileStreamSpec *files, StreamId *stream, Err *err);

/* Before the start: fails if nothing can ever bring files to a stream, *unfed. */
bool file_streams_check(const Streaming *context, StreamId *unfed, Err *err);

/* True if no stream will get another file. */
bool file_streams_are_dry(const Streaming *context);

/* The FileLookup of the context's graph. */
FileLookup file_streams_lookup(Streaming *context);

void file_streams_free(Streaming *context);

#endif
