/* vm/ingest/peer_source.h -- a socket stream's source that connects to a peer.
 * Spark: the socket of a SocketReceiver. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_PEER_SOURCE_H
#define SLUICE_INGEST_PEER_SOURCE_H

#include "vm/ingest/peer.h"
#include "vm/ingest/source.h"

/* All are borrowed and outlive the source. */
Source *peer_source_new(Peer *peer, Queue *queue, const Clock *clock);

#endif
