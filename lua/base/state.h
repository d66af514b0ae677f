/* lua/base/state.h -- Lua states of ours: the driver's and the workers'.
 * Spark: the JVMs of driver and executors.
 *
 * Every state has a StateContext, found through lua_getextraspace without a look-up.
 * Its allocator counts, and refuses beyond a ceiling; Lua then raises "not enough
 * memory", which the learner sees as an error. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_STATE_H
#define SLUICE_LUA_STATE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "lua/base/box.h"
#include "lua/base/builtins.h"
#include "lua/base/cells.h"

/* Values that are Lua tables with a metatable of ours (lua/base/value.h). */
typedef enum ValueMeta {
    META_PAIR,
    META_SOME,
    META_TUPLE,          /* fields _1, _2, _3 ... */
    META_COMPACT_BUFFER, /* a list that prints as CompactBuffer */
    META_ARRAY_BUFFER,
    META_MESSAGE,    /* ConsumerRecord: its parts are at 1, 2, 3 ... */
    VALUE_META_COUNT /* none of these */
} ValueMeta;

typedef struct StateContext {
    Cells cells;
    size_t used_bytes;
    size_t limit_bytes; /* 0: no ceiling */
    long fail_after;    /* tests: refuse the allocation after so many; -1: never */
    const void *metas[VALUE_META_COUNT]; /* identities of the metatables of values */
    const void *none;                    /* and of None */
    void *owner;                         /* Driver or Worker */
    struct WordCache *words;             /* see lua/base/words.h; NULL until it pays */
    size_t split_bytes; /* text split so far, while there is no cache */
    lua_CFunction builtins[BUILTIN_COUNT]; /* as they were when it was new */
    enum { CODE_UNSEEN, CODE_KNOWN, CODE_UNKNOWN } code; /* see bytecode_is_known */
    Box *box;             /* around a program that nobody has read, or NULL */
    size_t refused_bytes; /* of an allocation, and none so large was granted since */
} StateContext;

static inline StateContext *state_context(lua_State *L)
{
    return *(StateContext **)lua_getextraspace(L);
}

/* A state without anything in it, for the program itself: the terminal and its views.
 */
lua_State *state_new_bare(StateContext *context);

/* A state with the standard libraries, the value types and the embedded scripts. The
 * context is borrowed and outlives it; it is initialised here but for limit_bytes and
 * owner. NULL if there is no memory for a state. */
lua_State *state_new(StateContext *context);

/* An empty context. */
void state_context_init(StateContext *context);

/* What the state does, which is still to be made, counts into the box; NULL: none. */
void state_enter_box(StateContext *context, Box *box);

/* Closes the state (NULL is allowed) and frees what its context owns. */
void state_close(lua_State *L, StateContext *context);

#endif
