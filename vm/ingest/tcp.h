/* vm/ingest/tcp.h -- a real socket, under the wall clock.
 * Spark: SocketReceiver: the receiver is the client.
 *
 * Connects to host:port, reads UTF-8 text, stores a record for each line. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_TCP_H
#define SLUICE_INGEST_TCP_H

#include "vm/ingest/source.h"
#include "vm/sim/wall.h"

/* Opens a source; nothing is connected before start. Events: CONNECTED; REFUSED with
 * the system's reason ("connection refused"); CLOSED; BROKEN. A line that has to wait
 * is an event of `queue`. */
Source *tcp_open(Wall *wall, Queue *queue, const char *host, int port);

#endif
