/* vm/store/statemap.h -- the states of mapWithState in one partition.
 * Spark: StateMap, OpenHashMapBasedStateMap (semantics 5.6, and 5.9 rule 10).
 *
 * A map is what one batch has changed, on top of the map of the batch before: a chain.
 * The task of a batch makes a new map on top of its parent, changes it and seals it;
 * nothing changes a sealed map, so any number of threads may read it, and several tasks
 * may each build a map on top of it. A batch costs what it changes.
 *
 * Maps count their references, and the counts are for one thread, the one that hands
 * out tasks and takes their results. A task's thread calls statemap_new, the functions
 * that read and change, statemap_seal and statemap_compact, and while it does the
 * parent is kept by a reference of its caller. Before that may end, when all tasks have
 * been computed, the one thread calls statemap_publish, and from then on the map itself
 * keeps its parent. A map that is not wanted is given up by statemap_unref.
 *
 * All maps of a chain share one index of keys, which the newest of them has: a map that
 * is begun takes it over. Keys are found in maps that are not sealed.
 *
 * Spark's first batch works on top of a map already: that of the initial states, or an
 * empty one. What a learner can see, the order of listings, is Spark's to the key. What
 * is held below is not: links that hide each other are put together as they come to
 * outnumber the keys, which keeps memory in proportion to the keys. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_STATEMAP_H
#define SLUICE_STORE_STATEMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/sim/time.h"
#include "vm/store/stateindex.h"
#include "vm/store/statetable.h"

/* Links that a chain may have before it is compacted
 * (spark.streaming.sessionByKey.deltaChainThreshold). */
enum { STATEMAP_CHAIN_LINKS = 20 };

typedef struct StateMap StateMap;

/* A map to be changed, with one reference. The parent is sealed, or NULL; it is only
 * read. */
StateMap *statemap_new(StateMap *parent);
void statemap_seal(StateMap *map);    /* ends the changes; once */
void statemap_publish(StateMap *map); /* sealed; takes a reference to its parent */
StateMap *statemap_ref(StateMap *map);
void statemap_unref(StateMap *map); /* NULL is allowed */

/* Finds a key in a map that is not sealed. statetable_key_of makes the key; one serves
 * several calls. Valid until the map is changed. */
StatePlace statemap_find(const StateMap *map, const StateKey *key);

/* For many keys at once, see stateindex.h. */
void statemap_guess(const StateMap *map, const StateKey *keys, int n,
    StatePlace *guesses);
StatePlace statemap_find_guessed(const StateMap *map, const StateKey *key,
    const StatePlace *guess);

/* The state that is there, NULL if none is; *touched is when it was last set. Valid
 * until the map is changed. */
const char *statemap_state(StatePlace place, SimTime *touched);

/* Sets the state of a key that was found there, so that it need not be found again. The
 * state may be the one that was there, so that only the time changes. */
void statemap_put_at(StateMap *map, const StateKey *key, StatePlace place,
    const char *state, SimTime touched);
/* Leaves a mark even if the key has no state. */
void statemap_remove_at(StateMap *map, const StateKey *key, StatePlace place);

/* The same in one step. */
const char *statemap_get(const StateMap *map, const StateKey *key, SimTime *touched);
void statemap_put(StateMap *map, const StateKey *key, const char *state,
    SimTime touched);
void statemap_remove(StateMap *map, const StateKey *key);

/* What the map has set and removed itself: of a map that is not sealed all of that, in
 * the order of first changes. */
const StateTable *statemap_own(const StateMap *map);

/* The state that a key of these had before, NULL if none; the map is not sealed. */
const char *statemap_older(const StateMap *map, int number);

int64_t statemap_size(const StateMap *map);     /* keys that have a state */
int64_t statemap_links(const StateMap *map);    /* maps below, as Spark counts them */
size_t statemap_bytes(const StateMap *map);     /* of memory, with all that is below */
size_t statemap_own_bytes(const StateMap *map); /* of memory, without that */

/* What Spark does when it writes a checkpoint of a map with STATEMAP_CHAIN_LINKS links
 * or more, which is after the first job that used it: everything below the newest
 * changes becomes one table. Returns a sealed map that stands alone (it has nothing to
 * publish), to be used in place of the old one from the next job on. The map is sealed
 * and has links. */
StateMap *statemap_compact(const StateMap *map);

/* Appends a sealed map as one record (Spark: writeObject), and makes a map of one,
 * which is sealed and stands alone. What was read does not list as what was written:
 * all that is below becomes one table, and the newest changes are put into a smaller
 * one. NULL if the record is no map. */
void statemap_write(const StateMap *map, Buffer *out);
StateMap *statemap_read(const char *record);

/* One key of a listing. */
typedef struct StateEntry {
    const char *key;
    const char *state;
    SimTime touched;
} StateEntry;

/* Lists the keys that were last touched strictly before a time, in Spark's order: the
 * parent's without those that the map holds itself, then the map's own. Keys may be
 * removed from the map while it is walked, but none may be put. */
typedef struct StateWalk {
    struct WalkLevel *levels; /* from the bottom */
    int n_levels;
    int level;        /* where the walk is */
    int next;         /* what comes next there */
    int top_count;    /* cells of the top level when the walk began */
    int32_t *order;   /* of the top level, while it is not sealed; else NULL */
    Buffer room;      /* for the orders of others */
    uint64_t *hidden; /* a bit for each cell: a higher level holds its key */
    SimTime before;
} StateWalk;

/* All keys, if `before` is TIME_NEVER. */
void statewalk_init(StateWalk *walk, const StateMap *map, SimTime before);
bool statewalk_next(StateWalk *walk, StateEntry *entry); /* false at the end */
void statewalk_free(StateWalk *walk);

#endif
