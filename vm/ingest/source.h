/* vm/ingest/source.h -- something outside that records come from.
 * Spark: what a Receiver reads: a socket, a queue, a log.
 *
 * A source is an object of its own type whose first member is a Source. It runs on the
 * event queue (simulated) or on the loop of the wall clock, and hands lines and changes
 * of its state to its listener. Retrying is the supervisor's work
 * (vm/ingest/receiver.h), so a source that loses its peer says so once and waits to be
 * started again. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_SOURCE_H
#define SLUICE_INGEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/err.h"
#include "vm/sim/clock.h"
#include "vm/sim/queue.h"

typedef struct Source Source;

typedef enum SourceEvent {
    SOURCE_CONNECTED,
    SOURCE_REFUSED, /* could not connect; text says why */
    SOURCE_CLOSED,  /* the other side ended the connection */
    SOURCE_BROKEN,  /* reading failed; text says why */
    SOURCE_DRY      /* connected, but nothing more will ever come */
} SourceEvent;

typedef struct SourceListener {
    void *subject;
    /* One record; the bytes are borrowed for the call. */
    void (*store)(void *subject, const char *bytes, size_t size);
    void (*changed)(void *subject, SourceEvent event, const char *text);
} SourceListener;

typedef struct SourceOps {
    void (*start)(Source *source); /* connect; the outcome comes as an event */
    void (*stop)(Source *source);  /* close; nothing is stored afterwards */
    void (*free)(Source *source);  /* stop and release */
} SourceOps;

struct Source {
    const SourceOps *ops;
    SourceListener listener;
};

/* What opens the address of a socket stream: feeds, or real sockets. The maker sets
 * *source for host:port, or fails with ERR_ARGUMENT if nothing feeds that address. */
typedef struct SourceMaker {
    void *subject;
    bool (*open)(void *subject, const char *host, int port, Source **source, Err *err);
} SourceMaker;

#endif
