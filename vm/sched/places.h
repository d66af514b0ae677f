/* vm/sched/places.h -- where a task would find what it reads; used by vm/sched only.
 * Spark: DAGScheduler.getPreferredLocs, RDD.preferredLocations.
 *
 * A kept partition or a received block is on executors; the output of a shuffle, if a
 * fifth or more of what the task reads is on one, makes its node preferred. The walk
 * goes through narrow dependencies and ends at the first place found. Simplified: of an
 * RDD with several parents the first that lies anywhere decides. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_PLACES_H
#define SLUICE_SCHED_PLACES_H

#include "vm/sched/sim.h"

enum { MOST_PLACES = 5 };

typedef struct Places {
    int executors[MOST_PLACES]; /* that live */
    int n_executors;
    int nodes[MOST_PLACES]; /* of executors that live, besides those */
    int n_nodes;
} Places;

/* Looks for the places of several partitions. Nothing may be stored or lost between the
 * first and the last: the outputs of a shuffle are looked up once for all of them. */
typedef struct PlaceFinder {
    const Sim *sim;
    const Shuffle *shuffle; /* whose outputs these are, or NULL */
    const Block **outputs;  /* by map; NULL: it is nowhere */
    int maps;
    uint64_t *bytes; /* by executor, scratch: zero */
    int *holders;    /* scratch */
} PlaceFinder;

void place_finder_init(PlaceFinder *finder, const Sim *sim);
void place_finder_free(PlaceFinder *finder);

/* The places of a partition of an RDD; none of either if it lies nowhere. */
void places_find(PlaceFinder *finder, RddId rdd, int partition, Places *places);

#endif
