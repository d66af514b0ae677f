/* vm/store/statetable.h -- the states that one batch has set, in Spark's order.
 * Spark: OpenHashMap of StateInfo, and the OpenHashSet inside it (semantics 5.9, rule
 * 10).
 *
 * A cell is a key with its state, or with the mark that its state was removed. Cells
 * stay where they were added; beside them a sealed table has the order in which Spark's
 * table lists them, with the null key first, from when somebody wants it first: most
 * tables are never listed. Finding keys is the work of an index, see
 * vm/store/stateindex.h. The table owns copies of keys and states.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_STATETABLE_H
#define SLUICE_STORE_STATETABLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/short.h"
#include "vm/sim/time.h"

/* A key record, borrowed, with what is computed from it once. */
typedef struct StateKey {
    const char *record;
    uint32_t size;
    uint32_t home; /* the hash whose low bits are the slot */
} StateKey;

/* Half a line of a cache: where a table has millions, that is what finding one costs.
 * A state as short as a number stands in the cell. The keys of a table, and its other
 * states, are less than 4 GB. */
enum { STATE_HERE = 11, STATE_APART = 255 };

typedef struct StateCell {
    SimTime touched; /* when the state was last set */
    uint32_t key;    /* where it is in `keys` */
    uint32_t home;
    uint32_t older; /* for the chain of tables: the id of the cell that the key had
                     * before, plus 1; 0: none */
    uint8_t size;   /* of the state here; 0: it was removed; STATE_APART: see `apart` */
    char state[STATE_HERE];
} StateCell;

/* What stands in a cell whose state does not. */
typedef struct StateApart {
    uint32_t at; /* in `states` */
    uint32_t size;
} StateApart;

typedef struct StateTable {
    StateCell *cells; /* by number */
    int count;
    int capacity;
    int live;               /* cells with a state */
    int null_cell;          /* number + 1 of the null key, 0: none; it has no slot */
    uint32_t n_slots;       /* that the table of Spark begins with */
    int32_t *_Atomic order; /* of listing, of a sealed table; NULL: not known yet */
    bool sealed;
    Buffer keys;
    Buffer states;
    size_t waste; /* bytes of `states` that belong to no cell */
} StateTable;

StateKey statetable_key_of(const char *record);

/* An empty table of Spark's initial capacity: the next power of two. */
void statetable_init(StateTable *table, int64_t capacity);
void statetable_free(StateTable *table);

/* Adds a key that is not there yet, as a removed one. */
int statetable_add(StateTable *table, const StateKey *key);
/* Makes room for so many more cells, keys and states of so many bytes. */
void statetable_reserve(StateTable *table, int cells, size_t keys, size_t states);
/* Adds a cell of a sealed table, as one whose key was nowhere before. */
void statetable_add_cell(StateTable *table, const StateTable *from, int number);
/* The state may be one of the table's own. */
void statetable_set(StateTable *table, int number, const char *state, SimTime touched);
void statetable_remove(StateTable *table, int number);

/* Fills order[0 .. count-1] with the numbers in the order of Spark's table, into which
 * they come as in `filling`, NULL: as they were added. For `room` see replay_order. */
void statetable_order(const StateTable *table, const int32_t *filling, Buffer *room,
    int32_t *order);

/* Ends the changes, and gives back what memory is not needed. The table owns the order
 * from now on; NULL: that of Spark's table, which was filled as this one was. */
void statetable_seal(StateTable *table, int32_t *order);

/* The numbers of the cells of a sealed table in the order of listing. Any number of
 * threads may ask. For `room` see replay_order. */
const int32_t *statetable_listing(const StateTable *table, Buffer *room);

/* A copy of a sealed table. */
void statetable_copy(const StateTable *table, StateTable *copy);

/* Of memory. A sealed table counts its order even before it is known: what a trace
 * tells does not depend on who listed what. */
size_t statetable_bytes(const StateTable *table);

static inline const char *statetable_key(const StateTable *table, int number)
{
    return table->keys.data + table->cells[number].key;
}

/* NULL if it was removed; valid until a state is set or a cell added. */
static inline const char *statetable_state(const StateTable *table, int number)
{
    const StateCell *cell = &table->cells[number];
    StateApart apart;
    if (cell->size != STATE_APART)
        return cell->size > 0 ? cell->state : NULL;
    memcpy(&apart, cell->state, sizeof apart);
    return table->states.data + apart.at;
}

/* Ask for memory that will be read soon: a cell; its key, and a state that is not in
 * the cell, once that has come. Each may begin in one line of a cache and end in the
 * next.
 */
static inline void statetable_ask_cell(const StateTable *table, int number)
{
    const StateCell *cell = &table->cells[number];
    __builtin_prefetch(cell);
    __builtin_prefetch((const char *)(cell + 1) - 1);
}

static inline void statetable_ask_bytes(const StateTable *table, int number)
{
    enum { SHORT = 15 };
    const StateCell *cell = &table->cells[number];
    __builtin_prefetch(table->keys.data + cell->key);
    __builtin_prefetch(table->keys.data + cell->key + SHORT);
    if (cell->size == STATE_APART)
        __builtin_prefetch(statetable_state(table, number));
}

/* Records end where they say, so equal beginnings of this length are equal keys. */
static inline bool statetable_has(const StateTable *table, int number,
    const StateKey *key)
{
    const StateCell *cell = &table->cells[number];
    return cell->home == key->home && table->keys.size - cell->key >= key->size &&
        short_same(table->keys.data + cell->key, key->record, key->size);
}

#endif
