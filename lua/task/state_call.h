/* lua/task/state_call.h -- the function of mapWithState, called or evaluated for a key:
 * what map_state.c and state_call.c share. Spark: MapWithStateRDDRecord
 * (semantics 5.6).
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_STATE_CALL_H
#define SLUICE_LUA_STATE_CALL_H

#include "lua/task/state_object.h"
#include "lua/task/task.h"
#include "lua/task/task_notes.h"

/* A partition at work. */
typedef struct StatePipe {
    Pipe pipe; /* takes the pairs of the batch */
    StateMap *map;
    const StateWork *work;
    Buffer *mapped;
    Buffer *pushed; /* scratch: a key that came as a value */
    Buffer *key;    /* scratch: a key as a record */
    Buffer *state;  /* scratch */
    KeyNotes notes;
    int64_t n_mapped;
    const Native *native;     /* how C evaluates the function, or NULL */
    int index;                /* of the state object in the stack */
    StateObject *object;      /* itself */
    StateKey keys[KEYED_RUN]; /* of the n_keys records that come next, from next_key on
                               */
    StatePlace guesses[KEYED_RUN]; /* of where these are */
    int n_keys;
    int next_key;
    FollowStates follow;
} StatePipe;

typedef struct StateInput {
    const char *record; /* of the key */
    const Item *key;    /* the same as an item */
    const Item *value;  /* ITEM_NIL: none came; NULL: it is on the top of the stack */
    const char *state;  /* NULL: there is none */
    bool timing_out;
} StateInput;

/* What became of a state; a new one is a record in the scratch of the pipe. */
typedef struct StateOutcome {
    bool updated;
    bool removed;
} StateOutcome;

/* Calls the function, or evaluates it, and keeps what it returned; takes a value that
 * is on the stack. */
StateOutcome state_call(StatePipe *states, Task *task, const StateInput *input);

#endif
