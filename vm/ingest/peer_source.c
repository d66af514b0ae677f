// SPDX-License-Identifier: MIT
#include "vm/ingest/peer_source.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/rate_limiter.h"

typedef struct PeerSource {
    Source base;
    Peer *peer;
    Queue *queue;
    const Clock *clock;
    PeerLink *link; /* NULL: not connected */
    EventId event;  /* of connecting; 0: none */
    bool is_started;
    bool is_dry;       /* the listener was told */
    bool is_permitted; /* the next record has waited for its turn */
} PeerSource;

static void tell(PeerSource *self, SourceEvent event, const char *text)
{
    self->base.listener.changed(self->base.listener.subject, event, text);
}

static void go_on(void *subject, int64_t argument);

/* Whether the next record may be handed out now; if not, it is known when. A receiver
 * that cannot store what it has read loses it and its peer. */
static bool may_read(PeerSource *self)
{
    const SourceListener *listener = &self->base.listener;
    if (self->is_permitted || listener->permit == NULL) {
        self->is_permitted = false;
        return true;
    }
    SimTime at = listener->permit(listener->subject);
    if (at <= self->clock->now)
        return true;
    PeerRecord lost;
    self->is_permitted = at != TIME_NEVER;
    if (self->is_permitted)
        self->event = queue_push(self->queue, at, RANK_ARRIVAL, go_on, self, 0);
    else if (link_read(self->link, &lost))
        tell(self, SOURCE_BROKEN, RATE_REFUSAL);
    return false;
}

/* Any call of the listener may stop the source, and even start it again: then the link
 * is another one or none. */
static void read_all(void *subject)
{
    PeerSource *self = subject;
    PeerLink *link = self->link;
    PeerRecord record;
    if (self->event != 0)
        return; /* it waits for the turn of a record */
    while (self->link == link && link != NULL && link_waiting(link) > 0) {
        if (!may_read(self))
            return;
        link_read(link, &record);
        self->base.listener.store(self->base.listener.subject, record.text,
            record.size);
    }
    if (link == NULL || self->link != link)
        return;
    if (!link_is_open(link)) {
        tell(self, SOURCE_CLOSED, "closed by the other side");
    } else if (link_is_dry(link) && !self->is_dry) {
        self->is_dry = true;
        tell(self, SOURCE_DRY, NULL);
    }
}

static void go_on(void *subject, int64_t argument)
{
    PeerSource *self = subject;
    (void)argument;
    self->event = 0;
    read_all(self);
}

static void connect(void *subject, int64_t argument)
{
    PeerSource *self = subject;
    (void)argument;
    self->event = 0;
    self->is_dry = false;
    self->link = peer_connect(self->peer, read_all, self);
    if (self->link == NULL) {
        tell(self, SOURCE_REFUSED, "connection refused");
        return;
    }
    tell(self, SOURCE_CONNECTED, NULL);
    read_all(self);
}

static void start(Source *source)
{
    PeerSource *self = (PeerSource *)source;
    CHECK(!self->is_started);
    self->is_started = true;
    self->event =
        queue_push(self->queue, self->clock->now, RANK_ARRIVAL, connect, self, 0);
}

static void stop(Source *source)
{
    PeerSource *self = (PeerSource *)source;
    queue_cancel(self->queue, self->event);
    self->event = 0;
    self->is_started = false;
    self->is_permitted = false;
    PeerLink *link = self->link;
    self->link = NULL;
    peer_leave(link);
}

static void free_source(Source *source)
{
    stop(source);
    mem_free(source);
}

static int64_t waiting(Source *source)
{
    const PeerSource *self = (PeerSource *)source;
    return self->link != NULL ? link_waiting(self->link) : 0;
}

Source *peer_source_new(Peer *peer, Queue *queue, const Clock *clock)
{
    static const SourceOps ops = {.start = start,
        .stop = stop,
        .free = free_source,
        .waiting = waiting};
    PeerSource *self = mem_zero_alloc(sizeof *self);
    self->base.ops = &ops;
    self->peer = peer;
    self->queue = queue;
    self->clock = clock;
    return &self->base;
}
