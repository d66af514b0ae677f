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
#include <stdint.h>

#include "vm/base/buffer.h"
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

/* What the functions of a scripted receiver ask of their supervisor, or did wrong. */
typedef enum SourceNoticeKind {
    NOTICE_RESTART,       /* Receiver.restart: stop, wait, start the same once more */
    NOTICE_STOP,          /* Receiver.stop */
    NOTICE_REPORT,        /* Receiver.reportError */
    NOTICE_FAILED,        /* it threw: treated as a stop */
    NOTICE_STOP_FAILED,   /* what it does when stopped threw */
    NOTICE_STORED_FAILED, /* what it does when a block was stored threw */
    NOTICE_STUCK,         /* it ran and ran while no time passed: it never runs again */
    NOTICE_LOST           /* it threw in a thread of its own: Spark does not notice */
} SourceNoticeKind;

typedef struct SourceNotice {
    SourceNoticeKind kind;
    const char *text;        /* of the program; NULL for what went wrong */
    const char *error_class; /* Java class, with error; NULL: none */
    const char *error;       /* the text of an error, NULL if there is none */
    SimTime delay;           /* NOTICE_RESTART: -1 for the setting */
    const char *file;        /* where in the program, NULL if unknown */
    int line;
} SourceNotice;

/* Spark's text for a record that comes too late. */
#define SOURCE_REFUSES                                                    \
    "Cannot add data as BlockGenerator has not been started or has been " \
    "stopped"

typedef struct SourceListener {
    void *subject;
    /* One record, a string; the bytes are borrowed for the call, here and below. */
    void (*store)(void *subject, const char *bytes, size_t size);
    void (*changed)(void *subject, SourceEvent event, const char *text);
    /* For scripted receivers. One record of any kind, with metadata (a record, for
     * SourceOps.stored) or NULL; `count` records that become a block at once, which is
     * stored, and in the log if there is one, when it returns. False: the block
     * generator takes no more, or *err: ERR_SPARK or ERR_IO. */
    bool (*record)(void *subject, const char *record, size_t size,
        const Buffer *metadata);
    bool (*block)(void *subject, const char *records, size_t size, int64_t count,
        Err *err);
    void (*notice)(void *subject, const SourceNotice *notice);
    /* NULL where records never wait. To be called once for each record, before store
     * and record: when it may come, now or later; the source keeps it until then.
     * TIME_NEVER: the limit is refused (RATE_REFUSAL), and the record cannot come. */
    SimTime (*permit)(void *subject);
} SourceListener;

/* renew and halt are NULL where there is nothing to do, stop_slowly and is_stopping
 * where stopping takes no time, kill where it is the same as stop, waiting where nobody
 * knows, stored where no record has metadata. */
typedef struct SourceOps {
    void (*start)(Source *source); /* connect; the outcome comes as an event */
    void (*stop)(Source *source);  /* close; a script may still say its last words */
    /* A stop that may take time; until is_stopping is false, it stores as before. */
    void (*stop_slowly)(Source *source);
    bool (*is_stopping)(const Source *source);
    void (*halt)(Source *source);  /* after stop: nothing is stored from now on */
    void (*renew)(Source *source); /* before a start: as it was before the first one */
    void (*kill)(Source *source);  /* its executor died: no last words, nothing kept */
    void (*free)(Source *source);  /* release, whatever it was doing */
    /* A block is stored, in the log if there is one, and known to the driver: the
     * metadata of its records in their order, `count` records that are borrowed.
     * False: this failed, and the source has said so; no block is stored after it. */
    bool (*stored)(Source *source, const char *metadata, int64_t count);
    int64_t (*waiting)(Source *source); /* records that came before now and wait */
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
    /* The receiver of function number `script`, which whoever fills this knows; `input`
     * is its stream. */
    Source *(*open_script)(void *subject, int script, int input);
} SourceMaker;

#endif
