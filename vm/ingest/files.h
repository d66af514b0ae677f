/* vm/ingest/files.h -- which files of a folder belong to which batch.
 * Spark: FileInputDStream (semantics 9.4).
 *
 * A FileInput remembers which files it gave to which batch; a listing of the folder
 * says what is there. Batch T gets the files that were changed after the threshold and
 * up to T, and were not given to a batch that is remembered. The threshold is T minus
 * the remember window, but not before `since`. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_FILES_H
#define SLUICE_INGEST_FILES_H

#include <stdbool.h>

#include "vm/base/err.h"
#include "vm/sim/time.h"

/* An entry of a folder. Owned by its list. */
typedef struct FoundFile {
    char *path;       /* "file:/folder/name", as Spark names it */
    char *source;     /* what is read: of a simulated file another one */
    SimTime modified; /* whole milliseconds, as Spark sees it */
} FoundFile;

typedef struct FileListing {
    FoundFile *items;
    int count;
    int capacity;
} FileListing;

void file_listing_free(FileListing *listing); /* leaves an empty one; all zero is one */
/* Both texts are copied. */
void file_listing_add(FileListing *listing, const char *path, const char *source,
    SimTime modified);
void file_listing_sort(FileListing *listing); /* by the bytes of the paths */

/* What files are seen through: a disk, or files that appear at simulated times. */
typedef struct FileSystem {
    void *subject;
    /* Fails, before the start, if nothing can ever bring files into a folder. */
    bool (*check)(void *subject, const char *folder, Err *err);
    /* Appends what is now in the folders that a name or pattern means, in the order of
     * the names. False: there is no such folder. */
    bool (*list)(void *subject, const char *folder, FileListing *listing);
    /* True if files may still appear that are not there now. */
    bool (*expects)(void *subject, const char *folder);
    /* Whether the program's filter takes a path; false in *ok if it threw, which has
     * then been said. */
    bool (*accepts)(void *subject, int filter, const char *path, bool *ok);
} FileSystem;

enum { FILTER_NONE = -1 }; /* Spark's: the name does not begin with a dot */

typedef struct FileInput FileInput;

/* since: when the stream was made, or 0 to take older files as well. The remember
 * window is `least` (60 s in Spark), rounded up to whole batches. */
FileInput *file_input_new(const char *folder, SimTime since, SimTime interval,
    SimTime least);
void file_input_delete(FileInput *input);
void file_input_set_filter(FileInput *input, int filter);

const char *file_input_folder(const FileInput *input);
SimTime file_input_window(const FileInput *input);

/* A file that was given to a batch. */
typedef struct GivenFile {
    SimTime batch;
    char *path;
} GivenFile;

/* A file that no batch will get as it is. */
typedef struct IgnoredFile {
    char *path;
    bool hidden; /* its name begins with a dot; else it is older than the stream */
} IgnoredFile;

/* Those that were seen so far, the first hundred, in that order. */
int file_input_ignored(const FileInput *input, const IgnoredFile **files);

/* For recovery. Another input that looks for the same files and has given none; since
 * when files count; those that were given to the batches that are remembered, borrowed,
 * oldest first. A batch that files are given to before it is chosen for gets them
 * again, and no others. */
FileInput *file_input_copy(const FileInput *input);
SimTime file_input_since(const FileInput *input);
void file_input_set_since(FileInput *input, SimTime since);
int file_input_given(const FileInput *input, const GivenFile **files);
void file_input_give(FileInput *input, SimTime batch, const char *path);

/* Chooses the files of batch T from a listing, which keeps only those, and remembers
 * them. If the filter throws, there are none. Batches before `forget` are forgotten
 * first: their files count as new again once they are touched. */
void file_input_select(FileInput *input, SimTime batch, SimTime forget,
    const FileSystem *system, FileListing *listing);

#endif
