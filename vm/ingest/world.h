/* vm/ingest/world.h -- what is outside of a program, and what happens there, and when.
 * Spark: none; it stands for everything that Spark talks to, and for bad luck.
 *
 * A world is a list of lines, those of a world file: each says when, and what: a peer
 * (vm/ingest/peer.h) sends a record or does something, or a fault happens, which the
 * world hands to whoever knows what can break (vm/streaming/faults.h). Times count from
 * world_begin. Lines of one moment happen in the order of the lines, at RANK_ARRIVAL,
 * so after tasks that end, ticks and cuts of that moment.
 *
 * The world outlives the application: when the driver dies, world_move takes it to the
 * queue of the next one. It owns its log, whose topics are the places "kafka:TOPIC"
 * (vm/ingest/topic_place.h), and its peers; links to them must be gone before it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_WORLD_H
#define SLUICE_INGEST_WORLD_H

#include "vm/ingest/arrivals.h"
#include "vm/ingest/log.h"
#include "vm/ingest/peer.h"
#include "vm/sim/queue.h"

typedef struct World World;

/* What a line can wait for: CONDITION(constant, words). T is the time of a batch, N a
 * receiver, K how many. */
#define WORLD_CONDITIONS(CONDITION)                    \
    CONDITION(WORLD_BATCH_FORMED, "batch T is formed") \
    CONDITION(WORLD_BATCH_STARTED, "batch T starts")   \
    CONDITION(WORLD_BATCH_COMPLETED, "batch T ends")   \
    CONDITION(WORLD_BLOCKS_STORED, "receiver N stores K blocks")

typedef enum WorldCondition {
#define CONDITION(constant, words) constant,
    WORLD_CONDITIONS(CONDITION)
#undef CONDITION
        WORLD_CONDITION_COUNT,
    WORLD_AT_TIME /* a line waits for a time */
} WorldCondition;

const char *world_condition_name(WorldCondition condition);

typedef enum WorldKind {
    WORLD_RECORDS, /* a peer sends */
    WORLD_ACT,     /* a peer does something */
    WORLD_RATE,    /* records of a peer come at another rate from now on */
    WORLD_FAULT,
    WORLD_PARTITIONS /* a topic has so many partitions from now on: numbers[0] */
} WorldKind;

enum { WORLD_NUMBERS = 2 };

typedef struct WorldLine {
    int number; /* in its file, for messages */
    WorldKind kind;
    WorldCondition condition;
    int64_t subject; /* of the condition: the batch, or the receiver */
    int64_t count;   /* how many times */
    SimTime from;    /* the first time; after a condition: how long after */
    SimTime to;      /* the last, if it happens again; TIME_NEVER: no end */
    SimTime every;   /* 0: once, or by arrivals */
    bool arrives;    /* again and again, by `arrivals`; for WORLD_RATE, the new ones */
    ArrivalOptions arrivals;
    const char *place; /* NULL for a fault; copied, as text is */
    PeerAct act;
    const char *lines; /* records are these lines, one after the other; not copied */
    bool loop;         /* and then from the first on */
    const char *text;  /* of a record, {n} is its number; or the target of a fault */
    int fault;         /* a number that the handler of faults knows */
    int64_t numbers[WORLD_NUMBERS]; /* of the fault */
    double factor;
} WorldLine;

/* All are borrowed. */
World *world_new(Queue *queue, const Clock *clock, Trace *trace);
void world_delete(World *world); /* NULL is left alone */

/* Adds a line. Once time has begun, it must be one that waits for a time, now or later,
 * and of no topic; it comes after all others of its moment. */
void world_add(World *world, const WorldLine *line);

/* Whoever makes faults happen; the line is borrowed. */
typedef void WorldFaultFn(void *subject, const WorldLine *line);
void world_set_faults(World *world, WorldFaultFn *fn, void *subject);

/* Its time begins now. A second call is left alone. */
void world_begin(World *world);

/* From now on its events are in another queue; they are gone from the old one. */
void world_move(World *world, Queue *queue);

Log *world_log(World *world);

/* The peer of that name, or NULL. */
Peer *world_find(const World *world, const char *place);
/* The same; it is made if there is none, and never ends: lines may be added. */
Peer *world_open_peer(World *world, const char *place);
int world_n_peers(const World *world);
Peer *world_peer(const World *world, int index); /* in the order of the lines */

/* Something happened that lines may wait for; nothing to do without a world. */
void world_note(World *world, WorldCondition condition, int64_t subject);

/* When the next line happens whose time is known; TIME_NEVER: there is none. */
SimTime world_next_time(const World *world);
/* When that fault happens next, if its time is known; else TIME_NEVER. */
SimTime world_next_fault(const World *world, int fault);

/* Nothing more happens until world_move: whom it would happen to is about to die. */
void world_hold(World *world);

/* Whether an event of it is pending, and all that has a time is what peers do. */
bool world_only_sends(const World *world);

/* The next line, from *index on, that is of no use: of a peer to whom nobody has ever
 * connected, or with a condition that has not come true. NULL: there is none. */
const WorldLine *world_next_idle(const World *world, int *index);

#endif
