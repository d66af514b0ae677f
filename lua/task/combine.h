/* lua/task/combine.h -- values of equal keys, folded into one by the learner's
 * function. Spark: Aggregator, the combining halves of a shuffle (semantics 5.3, 5.9).
 *
 * Keys live in a KeyTable, which knows Spark's order. A value that is a number stays
 * out of Lua; others wait in a Lua table. A key that came before is found without
 * hashing its text: a Lua string by its address, which is its own as long as somebody
 * holds it, and a short text by its bytes. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_COMBINE_H
#define SLUICE_LUA_COMBINE_H

#include <lua.h>
#include <stdbool.h>

#include "lua/native/native.h"
#include "vm/store/item.h"
#include "vm/store/keytable.h"
#include "vm/store/recent.h"

typedef enum AccumulatorKind { ACC_INTEGER, ACC_FLOAT, ACC_OTHER } AccumulatorKind;

typedef struct Accumulator {
    AccumulatorKind kind;
    union {
        lua_Integer integer;
        lua_Number number;
    } as;
} Accumulator;

typedef struct Combiner {
    KeyTable keys;
    Accumulator *values; /* by entry */
    int values_capacity;
    const void **addresses; /* by entry: of the Lua string of its key, or NULL */
    int addresses_capacity;
    int n_addresses; /* entries for which there is one, NULL or not */
    int32_t *slots;  /* by address: entry + 1, 0 is free */
    int n_slots;     /* power of two, or 0 */
    int n_held;      /* slots in use */
    Recent recent;
    int null_entry; /* of the key null, under which a reduce folds all; or -1 */
    Buffer key;     /* scratch: the record of a key */
    int32_t *order; /* scratch: entries in Spark's order */
    int order_capacity;
    NativeForm form;      /* of what is folded with */
    const Native *native; /* how C evaluates `function`, or NULL */
    int create;   /* stack index of create(v), or 0: a value stands for itself */
    int function; /* stack index of f(a, b), or 0 if it is native */
    int strings;  /* stack index of a table: entry + 1 -> the Lua string of its key */
    int others;   /* stack index of a table: entry + 1 -> a value that is no number */
} Combiner;

void combiner_free(Combiner *combiner); /* leaves an empty, valid one; all zero is one
                                         */

/* Makes it empty and ready. The functions, at these stack indices (0: none), and the
 * two tables that it pushes stay on the stack while it is in use. */
typedef struct CombinerWork {
    int create;
    int function;
    NativeForm form;
    const Native *native; /* NULL: Lua is called, unless the form says all */
} CombinerWork;
void combiner_begin(Combiner *combiner, lua_State *L, const CombinerWork *work);

/* The entry of the key at a stack index; new ones are added. NULL in *problem, or what
 * cannot be a key. */
int combiner_entry(Combiner *combiner, lua_State *L, int key, bool *added,
    const char **problem);

/* The slot of an address, or the free one where it belongs. */
static inline int32_t *combiner_slot(const Combiner *combiner, const void *address)
{
    uint64_t mixed = (uint64_t)(uintptr_t)address * UINT64_C(0x9E3779B97F4A7C15);
    unsigned mask = (unsigned)combiner->n_slots - 1;
    unsigned at = (unsigned)(mixed >> 32) & mask;
    while (combiner->slots[at] != 0 &&
        combiner->addresses[combiner->slots[at] - 1] != address)
        at = (at + 1) & mask;
    return &combiner->slots[at];
}

/* The entry of the key at a stack index, if that is a string which is found by its
 * address; else -1. */
static inline int combiner_find(const Combiner *combiner, lua_State *L, int key)
{
    const void *address = lua_topointer(L, key);
    return address != NULL ? *combiner_slot(combiner, address) - 1 : -1;
}

/* The same as combiner_entry for an item that can be a key. */
int combiner_item_entry(Combiner *combiner, const Item *key, bool *added);

/* Makes what `create` gives for the value on the top, which it takes, the value of a
 * new entry. False if it gave nil; then the value is still there. */
bool combiner_create(Combiner *combiner, lua_State *L, int entry);

/* Makes the value on the top, which it takes, the value of an entry. */
void combiner_set(Combiner *combiner, lua_State *L, int entry);

/* value = f(value, the further one at a stack index). False if f returned nil; then the
 * entry is unchanged. May leave values on the stack. */
bool combiner_fold(Combiner *combiner, lua_State *L, int entry, int further);

/* The same two for an item, where they need no Lua: value = item; value = f(value,
 * item). False if they do; then nothing is changed. */
bool combiner_create_item(Combiner *combiner, const Item *item, int entry);
bool combiner_fold_item(Combiner *combiner, const Item *item, int entry);

/* From now on Lua is called to fold. */
void combiner_forget_native(Combiner *combiner);

/* Pushes the value of an entry. */
void combiner_push_value(const Combiner *combiner, lua_State *L, int entry);

/* Appends the record of the pair (key, value). NULL, or what no record can hold. */
const char *combiner_append_pair(const Combiner *combiner, lua_State *L, int entry,
    Buffer *out);

/* The entries in Spark's order: borrowed until the next call. */
const int32_t *combiner_order(Combiner *combiner);
/* The entries as the map side writes them, where partitions[entry] says to which of n
 * partitions; see keytable_map_order. */
const int32_t *combiner_map_order(Combiner *combiner, const uint32_t *partitions, int n,
    int32_t *starts);

#endif
