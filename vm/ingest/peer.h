/* vm/ingest/peer.h -- somebody outside whom receivers connect to.
 * Spark: none; it stands for a program behind a socket, and for a message queue.
 *
 * A peer has a name and sends records. One called HOST:PORT is like a program behind a
 * socket: it waits for a slow reader, but not for an absent one. What came before the
 * first connection is kept for that; what comes later while nobody is connected is
 * lost; each of several who are connected gets everything. One with another name is
 * like a message queue: it keeps each record until it is acknowledged, gives it to one
 * reader only, and gives it again when the connection ends before.
 *
 * A link is one connection. Whoever owns it is told, by a call, when there is something
 * to read, when the peer hung up, and when nothing will come any more; the call may
 * read, leave and connect. Links must be gone before their peer. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_PEER_H
#define SLUICE_INGEST_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/sim/clock.h"
#include "vm/sim/trace.h"

typedef struct Peer Peer;
typedef struct PeerLink PeerLink;

/* What happens to a peer: ACT(constant, words of a world file). */
#define PEER_ACTS(ACT)                                                            \
    ACT(PEER_HANGUP, "hangup")         /* ends all connections; takes new ones */ \
    ACT(PEER_REFUSE, "refuse")         /* takes no new connection */              \
    ACT(PEER_ANSWER, "answer")         /* takes connections again */              \
    ACT(PEER_REFUSE_ACK, "refuse ack") /* acknowledgements do not arrive */       \
    ACT(PEER_ACCEPT_ACK, "accept ack") /* they do again */

typedef enum PeerAct {
#define ACT(constant, words) constant,
    PEER_ACTS(ACT)
#undef ACT
        PEER_ACT_COUNT
} PeerAct;

const char *peer_act_name(PeerAct act);

/* One record; the bytes are borrowed from the peer until it is called again. */
typedef struct PeerRecord {
    int64_t number; /* of its peer, from 1 */
    const char *text;
    size_t size;
} PeerRecord;

/* The clock and the trace are borrowed. */
Peer *peer_new(const char *name, const Clock *clock, Trace *trace);
void peer_delete(Peer *peer);

const char *peer_name(const Peer *peer);
bool peer_was_met(const Peer *peer); /* somebody has connected to it */
bool peer_keeps(const Peer *peer); /* like a message queue */

/* What the peer does. */
void peer_send(Peer *peer, const char *text, size_t size);
void peer_act(Peer *peer, PeerAct act);
void peer_end(Peer *peer); /* it sends nothing any more */

/* Connects; NULL if the peer refuses. `changed` may be called until peer_leave, and
 * never from within this call. */
PeerLink *peer_connect(Peer *peer, void (*changed)(void *subject), void *subject);

/* Ends the connection, whatever its state, and frees the link. Of a peer that keeps,
 * what was taken and not acknowledged is given again. NULL is left alone. */
void peer_leave(PeerLink *link);

/* Whether the peer has not hung up; what it sent before can still be read. */
bool link_is_open(const PeerLink *link);
/* Nothing will come that is not there. */
bool link_is_last(const PeerLink *link);
/* Nothing can be read, and nothing will come. */
bool link_is_dry(const PeerLink *link);
int64_t link_waiting(const PeerLink *link); /* records that can be read now */
bool link_read(PeerLink *link, PeerRecord *record);

/* Acknowledges all that was taken. False if the peer refuses: it keeps them, and a
 * later acknowledgement is for them as well. */
bool link_acknowledge(PeerLink *link);
/* The same, of those with these numbers only; numbers that it did not take are left
 * alone. */
bool link_acknowledge_these(PeerLink *link, const int64_t *numbers, int64_t count);

#endif
