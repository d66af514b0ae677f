/* vm/ingest/tracker_log.h -- what a block tracker writes to its log.
 * Spark: ReceivedBlockTrackerLogEvent (semantics 3.6). Used by vm/ingest/tracker.c, and
 * by tests.
 *
 * A record is the kind of the event, its time, and its blocks. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_TRACKER_LOG_H
#define SLUICE_INGEST_TRACKER_LOG_H

#include "vm/ingest/tracker.h"

typedef enum TrackerEventKind {
    /* A context that was not recovered begins: what is before is not its own. */
    TRACKER_BEGIN,
    TRACKER_ADD,      /* one block */
    TRACKER_ALLOCATE, /* a batch takes blocks */
    TRACKER_CLEAR,    /* batches before a time are forgotten */
    TRACKER_RELEASE,  /* a context that takes over begins: see TRACKER_TAKES_OVER */
    TRACKER_KINDS
} TrackerEventKind;

typedef struct TrackerEvent {
    TrackerEventKind kind;
    SimTime time;
    const BlockInfo *blocks; /* borrowed */
    int count;
} TrackerEvent;

void tracker_event_append(Buffer *out, const TrackerEvent *event);

/* Reads an event; its blocks, which all come from a time before, are put into *blocks,
 * which the caller frees with mem_free. False if it is none. */
bool tracker_event_read(const char *record, size_t size, TrackerEvent *event,
    BlockInfo **blocks);

#endif
