/* vm/sched/origins.h -- where the records that a task made come from, for the trace.
 * Spark: none; there one can only guess it from the program.
 *
 * With sluice.provenance a task notes, as nodes of a graph, each record that it read,
 * what it brought together by key, and each record that left it: the result of an
 * action, an output of a shuffle, a partition that is kept. A node says of which nodes
 * of the task it was made; what was read is found again in the task that made it, by
 * its place. What a task noted belongs to its result and is written when the task has
 * ended well. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_ORIGINS_H
#define SLUICE_SCHED_ORIGINS_H

#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/graph/rdd.h"
#include "vm/sim/trace.h"

#define ORIGIN_KINDS(KIND)                                                          \
    /* a record of a partition: of a block, a list, a file, or one that was kept */ \
    KIND(ORIGIN_READ, "read")                                                       \
    /* a record that a map task wrote for a shuffle */                              \
    KIND(ORIGIN_FETCHED, "fetched")                                                 \
    /* the values of a key */                                                       \
    KIND(ORIGIN_KEY, "key")                                                         \
    /* all records of a partition, which a function saw at once */                  \
    KIND(ORIGIN_WHOLE, "whole")                                                     \
    /* a record of each of two sides */                                             \
    KIND(ORIGIN_PAIR, "pair")                                                       \
    /* made of nothing that was read */                                             \
    KIND(ORIGIN_LOST, "lost")                                                       \
    /* what left the task */                                                        \
    KIND(ORIGIN_WROTE, "wrote")                                                     \
    KIND(ORIGIN_KEPT, "kept")                                                       \
    KIND(ORIGIN_GAVE, "gave")

typedef enum OriginKind {
#define KIND(name, text) name,
    ORIGIN_KINDS(KIND)
#undef KIND
} OriginKind;

enum { ORIGIN_NONE = -1 };

typedef struct Origin {
    OriginKind kind;
    RddId rdd;
    int partition; /* of the RDD */
    int shuffle;   /* FETCHED, WROTE; else -1 */
    int map;       /* the same: the partition that the map task computed */
    int64_t index; /* of the record in its partition; -1 for those that are none */
    /* Filled by origins_add: */
    size_t text; /* where key and text lie, as records */
    int first;   /* of its links, or ORIGIN_NONE */
    int last;
} Origin;

/* A node is made of another one, which brought it a value. */
typedef struct OriginLink {
    int node;
    int next;
    size_t text; /* of the value, as a record */
} OriginLink;

typedef struct Origins {
    Origin *nodes;
    int count;
    int capacity;
    OriginLink *links;
    int n_links;
    int links_capacity;
    Buffer texts;
} Origins;

Origins *origins_new(void);
void origins_delete(Origins *origins);

/* Adds a node, and returns its number. `record` is what it stands for: of ORIGIN_KEY
 * the key; or NULL. */
int origins_add(Origins *origins, const Origin *origin, const char *record);

/* A node is made of another; `value` is the record of what that brought, or NULL. */
void origins_link(Origins *origins, int node, int from, const char *value);

/* Another node of the same kind, place and key; what a link says once more. */
int origins_add_picked(Origins *origins, int node);
void origins_link_again(Origins *origins, int node, int link);

/* Writes the nodes into the trace, numbered from `first` on; `job` computed them. */
void origins_write(const Origins *origins, Trace *trace, SimTime now, int64_t first,
    int job);

#endif
