/* vm/ingest/strand.h -- the lines of a world, and how far each is; for
 * vm/ingest/world.c only.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_STRAND_H
#define SLUICE_INGEST_STRAND_H

#include "vm/ingest/topic_place.h"
#include "vm/ingest/world.h"

/* A line and how far it is. */
typedef struct Strand {
    WorldLine line;
    char *place;
    char *text;
    Peer *peer; /* NULL for a fault, and for a topic */
    TopicPlace topic;
    const char *next_line; /* of line.lines */
    SimTime due;
    SimTime origin;  /* arrivals count from here */
    int64_t happens; /* how often it has happened */
    int64_t seen;    /* of its condition */
    Arrivals arrivals;
    bool is_over;
} Strand;

/* Lines whose next time is known, the first to happen at items[0]: by time, then by
 * number. Of all zero, it is empty; it owns no line. */
typedef struct StrandHeap {
    Strand **items;
    int count;
    int capacity;
} StrandHeap;

void strand_heap_push(StrandHeap *heap, Strand *strand);
Strand *strand_heap_pop(StrandHeap *heap);  /* there must be one */
void strand_heap_restore(StrandHeap *heap); /* after times have changed */
void strand_heap_free(StrandHeap *heap);

#endif
