/* vm/ingest/feed.h -- a simulated peer: the lines of a file arrive at a port.
 * Spark: none; it stands for `nc -lk PORT`.
 *
 * A feed accepts every connection at once and sends its lines by an arrival process on
 * the simulated clock, counted from the time at which it was opened. Time runs whether
 * or not anybody is connected; a line that comes when nobody listens is kept until
 * somebody does, as a socket's peer would, and so is one whose turn has not come for a
 * rate limit: the line waits here, not in the receiver. DRY comes in the event of the
 * last line, after it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_FEED_H
#define SLUICE_INGEST_FEED_H

#include "vm/base/buffer.h"
#include "vm/ingest/arrivals.h"
#include "vm/ingest/source.h"

typedef struct FeedOptions {
    const char *host; /* borrowed for the call of feed_open */
    int port;
    ArrivalOptions arrivals;
    bool loop; /* from the first line again after the last */
} FeedOptions;

/* Opens a feed over text (lines end with \n, \r or \r\n; taken: the buffer is left
 * empty). A text without a line is a feed that is dry at once. Never fails. */
Source *feed_open(Queue *queue, const Clock *clock, Buffer *text,
    const FeedOptions *options);

#endif
