/* vm/ingest/wal.h -- a write-ahead log: what is written survives its writer.
 * Spark: FileBasedWriteAheadLog, WriteAheadLogUtils (semantics 7.5, 12).
 *
 * A log is a folder of files log-FROM-TO, times in ms. One is written, and a new one
 * begun at `to`; a file whose `to` is before the threshold of a clean-up is deleted.
 * A writer never appends to a file that it found: the new file's name sorts behind
 * all others, even if the clock went back, so that records are read in the order in
 * which they were written. After a failed write the rest of a file is not used, either.
 *
 * When wal_write returns, the system has the record: a process that is killed loses
 * nothing. A machine that loses its power may lose the last seconds, as with Spark on a
 * local disk; an fsync for each record would prevent that, at the price of a disk
 * access a block.
 *
 * The caller owns a log; clock and trace are borrowed. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_WAL_H
#define SLUICE_INGEST_WAL_H

#include <stdbool.h>

#include "vm/base/conf.h"
#include "vm/sim/clock.h"
#include "vm/sim/trace.h"
#include "vm/store/log_record.h"

/* What goes on with logs that people may want to hear of. */
typedef enum LogNotice {
    LOG_WITHOUT_FOLDER, /* receivers are to write a log, but have nowhere to */
    LOG_CHANGES_LEVEL,  /* their blocks are kept at another level than was asked for */
    LOG_LOST_BLOCKS,    /* blocks of a batch that are in no log, and nowhere else */
    LOG_FAILED          /* an allocation could not be written */
} LogNotice;

typedef struct WalSettings {
    SimTime rolling_interval; /* > 0 */
    int max_failures;         /* tries of one write, at least 1 */
    bool close_after_write;
} WalSettings;

/* Reads spark.streaming.WHOSE.writeAheadLog.*, of "driver" or "receiver".
 * ERR_ARGUMENT. */
bool wal_read_settings(const Conf *conf, const char *whose, WalSettings *settings,
    Err *err);

typedef struct WalPlace {
    const char *root; /* the checkpoint folder; both copied */
    const char *name; /* below it; files are shown as NAME/log-FROM-TO */
    const Clock *clock;
    Trace *trace;
} WalPlace;

typedef struct Wal Wal;

/* Opens a log and makes its folder; NULL and ERR_IO. */
Wal *wal_open(const WalPlace *place, const WalSettings *settings, Err *err);
void wal_close(Wal *wal); /* NULL is allowed */

const char *wal_folder(const Wal *wal);

/* Adds a record; `what` it is, for the trace: "block", "allocation" .... Fills
 * *segment unless it is NULL. ERR_IO once it has failed max_failures times. */
bool wal_write(Wal *wal, const char *what, const Buffer *record, LogSegment *segment,
    Err *err);

/* Calls `visit` with each whole record, oldest first. ERR_IO if a file cannot be read.
 */
typedef void WalVisitFn(void *subject, const char *record, size_t size);
bool wal_read(const Wal *wal, WalVisitFn *visit, void *subject, Err *err);

/* Deletes the files that end before a time, except the one that is written. */
void wal_clean(Wal *wal, SimTime before);

int wal_files(const Wal *wal);

/* For tests: the next tries to write stop after so many bytes and fail. */
void wal_fail_writes(Wal *wal, int tries, size_t after);

#endif
