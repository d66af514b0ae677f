/* vm/ingest/world.c -- what is outside of a program, and what happens there, and when.
 *
 * One event in the queue stands for the first of the lines whose next time is known. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/world.h"

#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/strand.h"

typedef struct PeerEntry {
    Peer *peer;
    int lines; /* that may still make it do something */
    bool is_open;
} PeerEntry;

struct World {
    Queue *queue;
    const Clock *clock;
    Trace *trace;
    Log *log;
    Strand **strands;
    int n_strands;
    int strands_capacity;
    StrandHeap heap; /* lines whose next time is known */
    PeerEntry *peers;
    int n_peers;
    int peers_capacity;
    WorldFaultFn *fault;
    void *fault_subject;
    EventId event;
    bool has_begun;
    bool is_firing;
    bool is_held;
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

/* Its lines are over. */
static bool is_exhausted(const Strand *strand)
{
    return strand->next_line != NULL && *strand->next_line == '\0';
}

/* Puts a line where its next time is, or ends it. */
static void schedule(World *world, Strand *strand, SimTime first)
{
    const WorldLine *line = &strand->line;
    if (is_exhausted(strand))
        strand->due = TIME_NEVER;
    else if (line->arrives && line->kind == WORLD_RECORDS)
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
        strand_heap_push(&world->heap, strand);
}

static void begin_strand(World *world, Strand *strand, SimTime at)
{
    if (strand->line.arrives && strand->line.kind == WORLD_RECORDS)
        begin_arrivals(strand, &strand->line.arrivals, at);
    schedule(world, strand, at);
}

/* Happening. */

/* Takes the next of its lines, whatever they end with. */
static void take_line(Strand *strand, Buffer *text)
{
    const char *line = strand->next_line;
    size_t size = strcspn(line, "\r\n");
    buffer_append(text, line, size);
    line += size;
    if (line[0] == '\r' && line[1] == '\n')
        line++;
    strand->next_line = *line != '\0' ? line + 1 : line;
    if (is_exhausted(strand) && strand->line.loop)
        strand->next_line = strand->line.lines;
}

/* The text of a record: {n} becomes its number. */
static void make_text(const Strand *strand, Buffer *text)
{
    const char *rest = strand->text;
    for (const char *mark; (mark = strstr(rest, "{n}")) != NULL; rest = mark + 3) {
        buffer_append(text, rest, (size_t)(mark - rest));
        buffer_printf(text, "%lld", (long long)strand->happens);
    }
    buffer_append_string(text, rest);
}

static void send(World *world, Strand *strand)
{
    Buffer *text = &world->scratch;
    buffer_clear(text);
    if (strand->next_line != NULL)
        take_line(strand, text);
    else
        make_text(strand, text);
    if (strand->topic.topic != TOPIC_NONE)
        topic_place_send(world->log, &strand->topic, buffer_text(text), text->size,
            world->clock, world->trace);
    else
        peer_send(strand->peer, buffer_text(text), text->size);
}

static void set_partitions(World *world, const Strand *strand)
{
    log_grow(world->log, strand->topic.topic, (int)strand->line.numbers[0]);
}

/* All lines of the place that bring records by arrivals go on as the new ones say. */
static void change_rate(World *world, const Strand *by)
{
    for (int i = 0; i < world->n_strands; i++) {
        Strand *strand = world->strands[i];
        if (strcmp(strand->place != NULL ? strand->place : "", by->place) != 0 ||
            strand->line.kind != WORLD_RECORDS || !strand->line.arrives ||
            strand->origin == TIME_NEVER)
            continue;
        begin_arrivals(strand, &by->line.arrivals, world->clock->now);
        strand->due = later(strand->origin, arrivals_due(&strand->arrivals));
    }
    strand_heap_restore(&world->heap);
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
    case WORLD_PARTITIONS:
        set_partitions(world, strand);
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
    while (!world->is_held && world->heap.count > 0 &&
        world->heap.items[0]->due <= world->clock->now) {
        Strand *strand = strand_heap_pop(&world->heap);
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
    if (world->is_firing || world->is_held)
        return;
    queue_cancel(world->queue, world->event);
    world->event = 0;
    if (world->has_begun && world->heap.count > 0) {
        SimTime due = world->heap.items[0]->due;
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
    world->log = log_new();
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
    strand_heap_free(&world->heap);
    mem_free(world->peers);
    buffer_free(&world->scratch);
    log_delete(world->log);
    mem_free(world);
}

static void set_place(World *world, Strand *strand, const char *place)
{
    strand->place = mem_copy_string(place);
    strand->topic = topic_place_find(world->log, place);
    if (strand->topic.topic != TOPIC_NONE)
        return;
    PeerEntry *entry = entry_of(world, place);
    strand->peer = entry->peer;
    entry->lines++;
}

void world_add(World *world, const WorldLine *line)
{
    Strand *strand = mem_zero_alloc(sizeof *strand);
    strand->line = *line;
    strand->origin = TIME_NEVER;
    strand->next_line = line->lines;
    strand->topic.topic = TOPIC_NONE;
    if (line->place != NULL)
        set_place(world, strand, line->place);
    if (line->text != NULL)
        strand->text = mem_copy_string(line->text);
    strand->line.place = strand->place;
    strand->line.text = strand->text;
    world->strands = mem_grow(world->strands, &world->strands_capacity,
        world->n_strands + 1, sizeof *world->strands);
    world->strands[world->n_strands++] = strand;
    if (!world->has_begun)
        return;
    CHECK(line->condition == WORLD_AT_TIME && strand->topic.topic == TOPIC_NONE);
    CHECK(world->zero + line->from >= world->clock->now);
    begin_strand(world, strand, world->zero + line->from);
    arm(world);
}

void world_set_faults(World *world, WorldFaultFn *fn, void *subject)
{
    world->fault = fn;
    world->fault_subject = subject;
}

static bool is_declared(const World *world, TopicId topic)
{
    for (int i = 0; i < world->n_strands; i++) {
        const Strand *strand = world->strands[i];
        if (strand->line.kind == WORLD_PARTITIONS && strand->topic.topic == topic)
            return true;
    }
    return false;
}

/* The partitions that topics begin with: as many as a line of time 0 says; where no
 * line says anything, those that messages go to. */
static void begin_topics(World *world)
{
    for (int i = 0; i < world->n_strands; i++) {
        const Strand *strand = world->strands[i];
        const WorldLine *line = &strand->line;
        if (strand->topic.topic == TOPIC_NONE)
            continue;
        if (line->kind == WORLD_PARTITIONS && line->condition == WORLD_AT_TIME &&
            line->from == 0)
            set_partitions(world, strand);
        else if (is_declared(world, strand->topic.topic))
            log_grow(world->log, strand->topic.topic, 1);
        else
            log_grow(world->log, strand->topic.topic,
                strand->topic.partition > 0 ? strand->topic.partition + 1 : 1);
    }
}

void world_begin(World *world)
{
    if (world->has_begun)
        return;
    world->has_begun = true;
    world->zero = world->clock->now;
    begin_topics(world);
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
    world->is_held = false;
    arm(world);
}

void world_hold(World *world)
{
    world->is_held = true;
}

Log *world_log(World *world)
{
    return world->log;
}

Peer *world_find(const World *world, const char *place)
{
    for (int i = 0; i < world->n_peers; i++) {
        if (strcmp(peer_name(world->peers[i].peer), place) == 0)
            return world->peers[i].peer;
    }
    return NULL;
}

Peer *world_open_peer(World *world, const char *place)
{
    PeerEntry *entry = entry_of(world, place);
    if (!entry->is_open)
        entry->lines++; /* one that never ends: more may be added */
    entry->is_open = true;
    return entry->peer;
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
    return world->heap.count > 0 ? world->heap.items[0]->due : TIME_NEVER;
}

SimTime world_next_fault(const World *world, int fault)
{
    SimTime next = TIME_NEVER;
    for (int i = 0; i < world->heap.count; i++) {
        const Strand *strand = world->heap.items[i];
        if (strand->line.kind == WORLD_FAULT && strand->line.fault == fault &&
            strand->due < next)
            next = strand->due;
    }
    return next;
}

bool world_only_sends(const World *world)
{
    for (int i = 0; i < world->heap.count; i++) {
        if (world->heap.items[i]->line.kind == WORLD_FAULT)
            return false;
    }
    return world->event != 0;
}

const WorldLine *world_next_idle(const World *world, int *index)
{
    while (*index < world->n_strands) {
        const Strand *strand = world->strands[(*index)++];
        const WorldLine *line = &strand->line;
        if ((strand->peer != NULL && !peer_was_met(strand->peer)) ||
            (line->condition != WORLD_AT_TIME && strand->seen < line->count))
            return line;
    }
    return NULL;
}
