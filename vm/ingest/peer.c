/* vm/ingest/peer.c -- somebody outside whom receivers connect to.
 *
 * Records lie on shelves: those of a peer that keeps on one of its own, where links
 * mark what they took; those of a socket's peer on one for each link, and before the
 * first connection on one of the peer's. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/peer.h"

#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

typedef struct Kept {
    int64_t number;
    char *text; /* NULL: it has gone */
    size_t size;
    const PeerLink *taken_by; /* NULL: nobody has it */
    int times;                /* it was taken */
} Kept;

typedef struct Shelf {
    Kept *items;
    int first; /* those before it have gone */
    int count;
    int capacity;
} Shelf;

struct PeerLink {
    Peer *peer;
    void (*changed)(void *subject);
    void *subject;
    bool is_open;
    bool is_untold; /* something changed, and its owner is still to hear of it */
    Shelf shelf;    /* of a socket's peer: what can be read */
    char *last;     /* the record that was read last, if the link owns it */
    int64_t held;   /* records of a peer that keeps */
    PeerLink *following;
};

struct Peer {
    char *name;
    const Clock *clock;
    Trace *trace;
    bool keeps;
    bool answers;
    bool refuses_acks;
    bool was_met; /* somebody was connected once */
    bool ended;
    int64_t sent;
    int64_t waiting; /* if it keeps: records that nobody holds */
    int64_t held;    /* and those that somebody does */
    Shelf shelf;
    PeerLink *links; /* in order of connecting */
};

const char *peer_act_name(PeerAct act)
{
    static const char *const names[] = {
#define ACT(constant, words) [constant] = words,
        PEER_ACTS(ACT)
#undef ACT
    };
    return names[act];
}

/* Shelves. */

static void shelf_free(Shelf *shelf)
{
    for (int i = shelf->first; i < shelf->count; i++)
        mem_free(shelf->items[i].text);
    mem_free(shelf->items);
    *shelf = (Shelf){0};
}

static void shelf_put(Shelf *shelf, int64_t number, const char *text, size_t size)
{
    if (shelf->first == shelf->count)
        shelf->first = shelf->count = 0;
    shelf->items = mem_grow(shelf->items, &shelf->capacity, shelf->count + 1,
        sizeof *shelf->items);
    Kept *kept = &shelf->items[shelf->count++];
    *kept = (Kept){.number = number, .text = mem_alloc(size + 1), .size = size};
    memcpy(kept->text, text, size);
    kept->text[size] = '\0';
}

/* Moves on over what has gone, and gives back the room before it. */
static void shelf_tidy(Shelf *shelf)
{
    while (shelf->first < shelf->count && shelf->items[shelf->first].text == NULL)
        shelf->first++;
    if (shelf->first < 64 || shelf->first < shelf->count / 2)
        return;
    shelf->count -= shelf->first;
    memmove(shelf->items, shelf->items + shelf->first,
        (size_t)shelf->count * sizeof *shelf->items);
    shelf->first = 0;
}

/* Whether a link holds a record; with NULL, whether nobody does. */
static bool is_held_by(const Kept *kept, const PeerLink *link)
{
    return kept->text != NULL && kept->taken_by == link;
}

/* Peers. */

Peer *peer_new(const char *name, const Clock *clock, Trace *trace)
{
    Peer *peer = mem_zero_alloc(sizeof *peer);
    peer->name = mem_copy_string(name);
    peer->clock = clock;
    peer->trace = trace;
    peer->keeps = strchr(name, ':') == NULL;
    peer->answers = true;
    return peer;
}

void peer_delete(Peer *peer)
{
    if (peer == NULL)
        return;
    CHECK(peer->links == NULL);
    shelf_free(&peer->shelf);
    mem_free(peer->name);
    mem_free(peer);
}

bool peer_was_met(const Peer *peer)
{
    return peer->was_met;
}

const char *peer_name(const Peer *peer)
{
    return peer->name;
}

bool peer_keeps(const Peer *peer)
{
    return peer->keeps;
}

static void trace_state(const Peer *peer, const char *state)
{
    TRACE(peer->trace, peer->clock->now, TRACE_PEER, trace_text(peer->name),
        trace_text(state));
}

static void tell_later(Peer *peer)
{
    for (PeerLink *link = peer->links; link != NULL; link = link->following)
        link->is_untold = true;
}

/* Whoever is told may leave, and others may connect: so the list is walked anew. */
static void tell(Peer *peer)
{
    PeerLink *link = peer->links;
    while (link != NULL) {
        if (!link->is_untold) {
            link = link->following;
            continue;
        }
        link->is_untold = false;
        link->changed(link->subject);
        link = peer->links;
    }
}

/* Where a socket's peer leaves a record; false if there is nobody. */
static bool send_to_links(Peer *peer, const char *text, size_t size)
{
    bool found = false;
    for (PeerLink *link = peer->links; link != NULL; link = link->following) {
        if (!link->is_open)
            continue;
        shelf_put(&link->shelf, peer->sent, text, size);
        found = true;
    }
    return found;
}

void peer_send(Peer *peer, const char *text, size_t size)
{
    peer->sent++;
    peer->waiting += peer->keeps;
    bool lost = false;
    if (peer->keeps || !peer->was_met)
        shelf_put(&peer->shelf, peer->sent, text, size);
    else
        lost = !send_to_links(peer, text, size);
    TRACE(peer->trace, peer->clock->now, TRACE_ARRIVED, trace_text(peer->name),
        trace_int(peer->sent), trace_bytes(text, size), trace_bool(lost));
    tell_later(peer);
    tell(peer);
}

/* What a link holds can be taken again. */
static void give_back(Peer *peer, PeerLink *link)
{
    for (int i = peer->shelf.first; link->held > 0 && i < peer->shelf.count; i++) {
        Kept *kept = &peer->shelf.items[i];
        if (!is_held_by(kept, link))
            continue;
        kept->taken_by = NULL;
        peer->waiting++;
        peer->held--;
        link->held--;
    }
}

static void hang_up(Peer *peer)
{
    for (PeerLink *link = peer->links; link != NULL; link = link->following) {
        link->is_open = false;
        give_back(peer, link);
    }
}

void peer_act(Peer *peer, PeerAct act)
{
    trace_state(peer, peer_act_name(act));
    switch (act) {
    case PEER_HANGUP:
        hang_up(peer);
        break;
    case PEER_REFUSE:
    case PEER_ANSWER:
        peer->answers = act == PEER_ANSWER;
        break;
    case PEER_REFUSE_ACK:
    case PEER_ACCEPT_ACK:
        peer->refuses_acks = act == PEER_REFUSE_ACK;
        break;
    case PEER_ACT_COUNT:
        CHECK(false);
    }
    tell_later(peer);
    tell(peer);
}

void peer_end(Peer *peer)
{
    peer->ended = true;
    tell_later(peer);
    tell(peer);
}

/* Links. */

PeerLink *peer_connect(Peer *peer, void (*changed)(void *subject), void *subject)
{
    trace_state(peer, peer->answers ? "connected" : "refused");
    if (!peer->answers)
        return NULL;
    PeerLink *link = mem_zero_alloc(sizeof *link);
    link->peer = peer;
    link->changed = changed;
    link->subject = subject;
    link->is_open = true;
    if (!peer->keeps && !peer->was_met) {
        link->shelf = peer->shelf;
        peer->shelf = (Shelf){0};
    }
    peer->was_met = true;
    PeerLink **end = &peer->links;
    while (*end != NULL)
        end = &(*end)->following;
    *end = link;
    return link;
}

void peer_leave(PeerLink *link)
{
    if (link == NULL)
        return;
    Peer *peer = link->peer;
    PeerLink **at = &peer->links;
    while (*at != link)
        at = &(*at)->following;
    *at = link->following;
    trace_state(peer, "left");
    give_back(peer, link);
    shelf_free(&link->shelf);
    mem_free(link->last);
    mem_free(link);
    if (peer->keeps) {
        tell_later(peer);
        tell(peer);
    }
}

bool link_is_open(const PeerLink *link)
{
    return link->is_open;
}

bool link_is_last(const PeerLink *link)
{
    return link->is_open && link->peer->ended && link->peer->held == link->held;
}

bool link_is_dry(const PeerLink *link)
{
    return link_is_last(link) && link_waiting(link) == 0;
}

int64_t link_waiting(const PeerLink *link)
{
    if (link->peer->keeps)
        return link->is_open ? link->peer->waiting : 0;
    return link->shelf.count - link->shelf.first;
}

static bool take_kept(PeerLink *link, PeerRecord *record)
{
    Peer *peer = link->peer;
    if (link_waiting(link) == 0)
        return false;
    int i = peer->shelf.first;
    while (!is_held_by(&peer->shelf.items[i], NULL))
        i++;
    Kept *kept = &peer->shelf.items[i];
    kept->taken_by = link;
    kept->times++;
    peer->waiting--;
    peer->held++;
    link->held++;
    *record = (PeerRecord){kept->number, kept->text, kept->size};
    TRACE(peer->trace, peer->clock->now, TRACE_TAKEN, trace_text(peer->name),
        trace_int(kept->number), trace_int(kept->times));
    return true;
}

bool link_read(PeerLink *link, PeerRecord *record)
{
    if (link->peer->keeps)
        return take_kept(link, record);
    Shelf *shelf = &link->shelf;
    if (shelf->first == shelf->count)
        return false;
    Kept *kept = &shelf->items[shelf->first];
    *record = (PeerRecord){kept->number, kept->text, kept->size};
    mem_free(link->last);
    link->last = kept->text;
    kept->text = NULL;
    shelf_tidy(shelf);
    return true;
}

/* Acknowledgements. */

typedef struct Thanks {
    PeerLink *link;
    bool accepted;
    Buffer numbers; /* "[1,2" */
} Thanks;

static Thanks begin_thanks(PeerLink *link)
{
    Thanks thanks = {.link = link, .accepted = !link->peer->refuses_acks};
    buffer_append_byte(&thanks.numbers, '[');
    return thanks;
}

static void thank_for(Thanks *thanks, Kept *kept)
{
    if (!is_held_by(kept, thanks->link))
        return;
    buffer_printf(&thanks->numbers, "%s%lld", thanks->numbers.size > 1 ? "," : "",
        (long long)kept->number);
    if (!thanks->accepted)
        return;
    mem_free(kept->text);
    kept->text = NULL;
    thanks->link->held--;
    thanks->link->peer->held--;
}

static bool end_thanks(Thanks *thanks)
{
    Peer *peer = thanks->link->peer;
    buffer_append_byte(&thanks->numbers, ']');
    TRACE(peer->trace, peer->clock->now, TRACE_ACK, trace_text(peer->name),
        trace_bool(thanks->accepted), trace_json(&thanks->numbers));
    buffer_free(&thanks->numbers);
    shelf_tidy(&peer->shelf);
    return thanks->accepted;
}

bool link_acknowledge(PeerLink *link)
{
    Shelf *shelf = &link->peer->shelf;
    Thanks thanks = begin_thanks(link);
    for (int i = shelf->first; i < shelf->count; i++)
        thank_for(&thanks, &shelf->items[i]);
    return end_thanks(&thanks);
}

/* Numbers rise on a shelf. */
static Kept *find_kept(const Shelf *shelf, int64_t number)
{
    int low = shelf->first;
    int high = shelf->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (shelf->items[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < shelf->count && shelf->items[low].number == number;
    return is_found ? &shelf->items[low] : NULL;
}

bool link_acknowledge_these(PeerLink *link, const int64_t *numbers, int64_t count)
{
    Thanks thanks = begin_thanks(link);
    for (int64_t i = 0; i < count; i++) {
        Kept *kept = find_kept(&link->peer->shelf, numbers[i]);
        if (kept != NULL)
            thank_for(&thanks, kept);
    }
    return end_thanks(&thanks);
}
