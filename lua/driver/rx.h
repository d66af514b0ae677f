/* lua/driver/rx.h -- the object that a receiver's functions are given.
 * Spark: the methods of Receiver that a subclass calls (semantics 3.1).
 *
 * Used by lua/driver/receiver_script.c, which owns the struct and outlives the Lua
 * objects. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_RX_H
#define SLUICE_LUA_RX_H

#include "lua/task/task.h"
#include "vm/ingest/source.h"
#include "vm/ingest/world.h"

struct Wire;

typedef struct Rx {
    const SourceListener *listener;
    Queue *queue;
    const Clock *clock;
    int input;          /* Spark's stream id */
    bool is_started;    /* Spark: the receiver's state is Started, not Stopped */
    lua_State *thread;  /* the coroutine of onStart; NULL: there is none */
    EventId wake;       /* when it goes on; 0: it does not wait */
    bool is_over;       /* it is not to be resumed any more */
    struct Wire *wires; /* its connections: lua/driver/wire.c */
    const struct Wire *waits_for; /* the one that the coroutine reads from, or NULL */
    World *world;                 /* where they lead, or NULL */
    SimTime tried_at;             /* the moment of the last tries to connect */
    int tries;                    /* at that moment */
    /* It works and works at one moment: marks it as stuck and raises. */
    int (*on_stuck)(lua_State *L, void *subject, const char *what);
    EventFn *on_wake;
    lua_State *stopping; /* the coroutine of onStop while it runs, else NULL */
    EventId stop_wake;   /* the same of it */
    EventFn *on_stop_wake;
    bool may_stop_slowly; /* onStop may wait */
    void *subject;        /* of on_wake and on_stop_wake */
    Buffer held; /* the record that onStart waits to store; empty: it does not */
    Buffer held_metadata; /* of that record; empty: it has none */
    Buffer records;  /* scratch: what is being stored, since Lua may raise meanwhile */
    Buffer metadata; /* the same; empty: there is none */
    bool wants_metadata; /* the receiver has an onBlockStored */
} Rx;

/* Stores a record with its metadata; an empty one is none. False: it comes too late. */
bool rx_give(const Rx *rx, const Buffer *record, const Buffer *metadata);

/* True in the table of an error that Spark does not notice: it ends the thread, and the
 * receiver stays. */
#define RX_UNNOTICED "unnoticed"

/* Pushes a new object. */
void rx_push(lua_State *L, Rx *rx);

/* In its state Thread.sleep is rx:sleep. */
void rx_set_sleep(lua_State *L, Rx *rx);
/* Raises unless the coroutine that calls can wait; `who` is for the message. */
void rx_check_can_wait(lua_State *L, const Rx *rx, const char *who);

#endif
