/* vm/ingest/world.c -- what is outside of a program, and what happens there, and when.
 *
 * Lines whose next time is known lie in a heap by time and number; one event in the
 * queue stands for the first of them. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/world.h"

#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

/* A line and how far it is. */
typedef struct Strand {
    WorldLine line;
    char *place;
    char *text;
    Peer *peer; /* NULL for a fault */
    SimTime due;
    SimTime origin;  /* arrivals count from here */
    int64_t happens; /* how often it has happened */
    int64_t seen;    /* of its condition */
    Arrivals arrivals;
    bool is_over;
} Strand;

typedef struct PeerEntry {
    Peer *peer;
    int lines; /* that may still make it do something */
} PeerEntry;

struct World {
    Queue *queue;
    const Clock *clock;
    Trace *trace;
    Strand **strands;
    int n_strands;
    int strands_capacity;
    Strand **heap;
    int n_heap;
    int heap_capacity;
    PeerEntry *peers;
    int n_peers;
    int peers_capacity;
    WorldFaultFn *fault;
    void *fault_subject;
    EventId event;
    bool has_begun;
    bool is_firing;
    SimTime zero;
    Buffer scratch; /* the text of a record */
};

const char *world_condition_name(WorldCondition condition)
{
    static const char *const names[] = {
#define CONDITION(constant, words) [constant] = words,
        WORLD_CONDITIONS(CONDITION)
#undef CONDITION
    };
    return names[condition];
}

/* The heap. */

static bool is_before(const Strand *a, const Strand *b)
{
    return a->due != b->due ? a->due < b->due : a->line.number < b->line.number;
}

static void swap(World *world, int i, int j)
{
    Strand *strand = world->heap[i];
    world->heap[i] = world->heap[j];
    world->heap[j] = strand;
}

static void push(World *world, Strand *strand)
{
    world->heap = mem_grow(world->heap, &world->heap_capacity, world->n_heap + 1,
        sizeof *world->heap);
    int i = world->n_heap++;
    world->heap[i] = strand;
    while (i > 0 && is_before(world->heap[i], world->heap[(i - 1) / 2])) {
        swap(world, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

static void sink(World *world, int i)
{
    for (;;) {
        int first = i;
        for (int child = 2 * i + 1; child <= 2 * i + 2; child++) {
            if (child < world->n_heap &&
                is_before(world->heap[child], world->heap[first]))
                first = child;
        }
        if (first == i)
            return;
        swap(world, i, first);
        i = first;
    }
}

static Strand *pop(World *world)
{
    Strand *strand = world->heap[0];
    world->heap[0] = world->heap[--world->n_heap];
    sink(world, 0);
    return strand;
}

/* Lines. */

static PeerEntry *entry_of(World *world, const char *place)
{
    for (int i = 0; i < world->n_peers; i++) {
        if (strcmp(peer_name(world->peers[i].peer), place) == 0)
            return &world->peers[i];
    }
    world->peers = mem_grow(world->peers, &world->peers_capacity, world->n_peers + 1,
        sizeof *world->peers);
    PeerEntry *entry = &world->peers[world->n_peers++];
    *entry = (PeerEntry){.peer = peer_new(place, world->clock, world->trace)};
    return entry;
}

static void end_strand(World *world, Strand *strand)
{
    strand->is_over = true;
    if (strand->peer == NULL)
        return;
    PeerEntry *entry = entry_of(world, peer_name(strand->peer));
    if (--entry->lines == 0)
        peer_end(strand->peer);
}

/* Arrivals of a line are random in their own way: its place and number are the purpose.
 */
static void begin_arrivals(Strand *strand, const ArrivalOptions *options,
    SimTime origin)
{
    Buffer purpose = {0};
    buffer_printf(&purpose, "world:%s:%d", strand->place, strand->line.number);
    arrivals_init(&strand->arrivals, options, buffer_text(&purpose));
    buffer_free(&purpose);
    strand->origin = origin;
}

static SimTime later(SimTime time, SimTime by)
{
    return by == TIME_NEVER ? TIME_NEVER : time + by;
}

/* Puts a line where its next time is, or ends it. */
static void schedule(World *world, Strand *strand, SimTime first)
{
    const WorldLine *line = &strand->line;
    if (line->arrives && line->kind == WORLD_RECORDS)
        strand->due = later(strand->origin, arrivals_due(&strand->arrivals));
    else if (strand->happens == 0)
        strand->due = first;
    else
        strand->due = line->every > 0 ? strand->due + line->every : TIME_NEVER;

    bool again = line->every > 0 || line->arrives;
    SimTime last = line->to == TIME_NEVER ? TIME_NEVER : world->zero + line->to;
    if (strand->due == TIME_NEVER || (again && strand->due > last))
        end_strand(world, strand);
    else
        push(world, strand);
}

static void begin_strand(World *world, Strand *strand, SimTime at)
{
    if (strand->line.arrives && strand->line.kind == WORLD_RECORDS)
        begin_arrivals(strand, &strand->line.arrivals, at);
    schedule(world, strand, at);
}

/* Happening. */

/* The text of a record: {n} becomes its number. */
static void send(World *world, Strand *strand)
{
    Buffer *text = &world->scratch;
    buffer_clear(text);
    const char *rest = strand->text;
    for (const char *mark; (mark = strstr(rest, "{n}")) != NULL; rest = mark + 3) {
        buffer_append(text, rest, (size_t)(mark - rest));
        buffer_printf(text, "%lld", (long long)strand->happens);
    }
    buffer_append_string(text, rest);
    peer_send(strand->peer, buffer_text(text), text->size);
}

/* All lines of the place that bring records by arrivals go on as the new ones say. */
static void change_rate(World *world, const Strand *by)
{
    for (int i = 0; i < world->n_strands; i++) {
        Strand *strand = world->strands[i];
        if (strand->peer != by->peer || strand->line.kind != WORLD_RECORDS ||
            !strand->line.arrives || strand->origin == TIME_NEVER)
            continue;
        begin_arrivals(strand, &by->line.arrivals, world->clock->now);
        strand->due = later(strand->origin, arrivals_due(&strand->arrivals));
    }
    for (int i = world->n_heap / 2 - 1; i >= 0; i--)
        sink(world, i);
}

static void happen(World *world, Strand *strand)
{
    strand->happens++;
    switch (strand->line.kind) {
    case WORLD_RECORDS:
        send(world, strand);
        break;
    case WORLD_ACT:
        peer_act(strand->peer, strand->line.act);
        break;
    case WORLD_RATE:
        change_rate(world, strand);
        break;
    case WORLD_FAULT:
        if (world->fault != NULL)
            world->fault(world->fault_subject, &strand->line);
        break;
    }
}

static void arm(World *world);

static void fire(void *subject, int64_t argument)
{
    World *world = subject;
    (void)argument;
    world->event = 0;
    world->is_firing = true;
    while (world->n_heap > 0 && world->heap[0]->due <= world->clock->now) {
        Strand *strand = pop(world);
        happen(world, strand);
        if (strand->line.arrives && strand->line.kind == WORLD_RECORDS)
            arrivals_advance(&strand->arrivals);
        schedule(world, strand, TIME_NEVER);
    }
    world->is_firing = false;
    arm(world);
}

static void arm(World *world)
{
    if (world->is_firing)
        return;
    queue_cancel(world->queue, world->event);
    world->event = 0;
    if (world->has_begun && world->n_heap > 0) {
        SimTime due = world->heap[0]->due;
        SimTime now = world->clock->now;
        world->event = queue_push(world->queue, due > now ? due : now, RANK_ARRIVAL,
            fire, world, 0);
    }
}

/* From outside. */

World *world_new(Queue *queue, const Clock *clock, Trace *trace)
{
    World *world = mem_zero_alloc(sizeof *world);
    world->queue = queue;
    world->clock = clock;
    world->trace = trace;
    return world;
}

void world_delete(World *world)
{
    if (world == NULL)
        return;
    queue_cancel(world->queue, world->event);
    for (int i = 0; i < world->n_strands; i++) {
        mem_free(world->strands[i]->place);
        mem_free(world->strands[i]->text);
        mem_free(world->strands[i]);
    }
    for (int i = 0; i < world->n_peers; i++)
        peer_delete(world->peers[i].peer);
    mem_free(world->strands);
    mem_free(world->heap);
    mem_free(world->peers);
    buffer_free(&world->scratch);
    mem_free(world);
}

void world_add(World *world, const WorldLine *line)
{
    CHECK(!world->has_begun);
    Strand *strand = mem_zero_alloc(sizeof *strand);
    strand->line = *line;
    strand->origin = TIME_NEVER;
    if (line->place != NULL) {
        strand->place = mem_copy_string(line->place);
        PeerEntry *entry = entry_of(world, line->place);
        strand->peer = entry->peer;
        entry->lines++;
    }
    if (line->text != NULL)
        strand->text = mem_copy_string(line->text);
    strand->line.place = strand->place;
    strand->line.text = strand->text;
    world->strands = mem_grow(world->strands, &world->strands_capacity,
        world->n_strands + 1, sizeof *world->strands);
    world->strands[world->n_strands++] = strand;
}

void world_set_faults(World *world, WorldFaultFn *fn, void *subject)
{
    world->fault = fn;
    world->fault_subject = subject;
}

void world_begin(World *world)
{
    if (world->has_begun)
        return;
    world->has_begun = true;
    world->zero = world->clock->now;
    for (int i = 0; i < world->n_strands; i++) {
        Strand *strand = world->strands[i];
        if (strand->line.condition == WORLD_AT_TIME)
            begin_strand(world, strand, world->zero + strand->line.from);
    }
    arm(world);
}

void world_move(World *world, Queue *queue)
{
    queue_cancel(world->queue, world->event);
    world->event = 0;
    world->queue = queue;
    arm(world);
}

Peer *world_find(const World *world, const char *place)
{
    for (int i = 0; i < world->n_peers; i++) {
        if (strcmp(peer_name(world->peers[i].peer), place) == 0)
            return world->peers[i].peer;
    }
    return NULL;
}

int world_n_peers(const World *world)
{
    return world->n_peers;
}

Peer *world_peer(const World *world, int index)
{
    return world->peers[index].peer;
}

void world_note(World *world, WorldCondition condition, int64_t subject)
{
    for (int i = 0; world != NULL && i < world->n_strands; i++) {
        Strand *strand = world->strands[i];
        const WorldLine *line = &strand->line;
        if (line->condition != condition || line->subject != subject ||
            strand->is_over || ++strand->seen != line->count)
            continue;
        begin_strand(world, strand, world->clock->now + line->from);
        arm(world);
    }
}

SimTime world_next_time(const World *world)
{
    return world->n_heap > 0 ? world->heap[0]->due : TIME_NEVER;
}

SimTime world_next_fault(const World *world, int fault)
{
    SimTime next = TIME_NEVER;
    for (int i = 0; i < world->n_heap; i++) {
        const Strand *strand = world->heap[i];
        if (strand->line.kind == WORLD_FAULT && strand->line.fault == fault &&
            strand->due < next)
            next = strand->due;
    }
    return next;
}
