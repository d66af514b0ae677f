/* vm/store/statetable.h -- the states that one batch has set, in Spark's order.
 * Spark: OpenHashMap of StateInfo, and the OpenHashSet inside it (semantics 5.9, rule
 * 10).
 *
 * A cell is a key with its state, or with the mark that its state was removed. While it
 * is filled, the table is Spark's, slot for slot; sealing puts the cells into the order
 * of the slots, with the null key first. The table owns copies of keys and states. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_STATETABLE_H
#define SLUICE_STORE_STATETABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/sim/time.h"

/* A key record, borrowed, with what is computed from it once. */
typedef struct StateKey {
    const char *record;
    uint32_t size;
    uint32_t home; /* the hash whose low bits are the slot */
} StateKey;

/* Half a line of a cache: where a table has millions, that is what finding one costs.
 * The keys of a table, and its states, are less than 4 GB. */
typedef struct StateCell {
    SimTime touched; /* when the state was last set */
    uint32_t key;    /* where it is in `keys` */
    uint32_t state;  /* where it is in `states` */
    uint32_t home;
    uint32_t room;        /* bytes kept for the state; 0: it was removed */
    int32_t older_level;  /* for the chain of tables: where the key was before; */
    int32_t older_number; /* level -1: nowhere */
} StateCell;

typedef struct StateTable {
    StateCell *cells; /* by number, in the order of adding until the table is sealed */
    int count;
    int capacity;
    int live;        /* cells with a state */
    int null_cell;   /* number + 1 of the null key, 0: none; it has no slot */
    uint32_t *slots; /* number + 1 and a part of the home; 0 is free; NULL: no keys */
    uint32_t n_slots;
    bool sealed;
    Buffer keys;
    Buffer states;
    size_t waste; /* bytes of `states` that belong to no cell */
} StateTable;

StateKey statetable_key_of(const char *record);

/* An empty table of Spark's initial capacity: the next power of two. */
void statetable_init(StateTable *table, int64_t capacity);
void statetable_free(StateTable *table);

int statetable_find(const StateTable *table, const StateKey *key); /* -1: not there */
/* Asks for the memory that finding each of n keys, at most STATETABLE_RUN, will read: a
 * processor waits long for what no cache holds, and as long for many as for one. */
enum { STATETABLE_RUN = 32 };
void statetable_prefetch(const StateTable *table, const StateKey *keys, int n);
/* Adds a key that is not there yet, as a removed one. */
int statetable_add(StateTable *table, const StateKey *key);
/* The same for a table that is sealed before anything is looked for: it has no slots
 * till then. */
int statetable_append(StateTable *table, const StateKey *key);
/* The state may be one of the table's own. */
void statetable_set(StateTable *table, int number, const char *state, SimTime touched);
void statetable_remove(StateTable *table, int number);

/* Fills order[0 .. count-1] with the numbers in Spark's order. */
void statetable_order(const StateTable *table, int32_t *order);

/* Ends the changes: puts the cells into Spark's order, or leaves them in the order of
 * adding, and gives back what memory is not needed. */
void statetable_seal(StateTable *table, bool spark_order);

/* A copy of a sealed table. */
void statetable_copy(const StateTable *table, StateTable *copy);

size_t statetable_bytes(const StateTable *table); /* that it has allocated */

static inline const char *statetable_key(const StateTable *table, int number)
{
    return table->keys.data + table->cells[number].key;
}

/* NULL if it was removed; valid until a state is set. */
static inline const char *statetable_state(const StateTable *table, int number)
{
    const StateCell *cell = &table->cells[number];
    return cell->room > 0 ? table->states.data + cell->state : NULL;
}

#endif
