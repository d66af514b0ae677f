/* lua/base/ship.h -- values and functions as bytes, from the driver to a worker.
 * Spark: ClosureCleaner, JavaSerializer for tasks (semantics 10.8).
 *
 * A function travels as its code and a copy of what it captured. Shared tables and
 * shared captured variables stay shared within one shipment, cycles survive. Library
 * functions travel by name; the driver's globals table becomes the worker's
 * environment. Whatever lives on the driver only (streams, contexts, files, coroutines)
 * is refused. The bytes are only ever read by ship_read in the same process. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SHIP_H
#define SLUICE_LUA_SHIP_H

#include <lua.h>
#include <stdbool.h>

#include "vm/base/buffer.h"

typedef struct ShipReport {
    bool needs_copy;   /* it captured tables, or functions that captured something:
                        * each task needs a copy of its own */
    bool captures;     /* it captured anything but the globals */
    char variable[64]; /* what could not be shipped: the captured variable or field */
    char what[64];     /* and what it is: "a file", "a DStream" */
} ShipReport;

/* Remembers the standard functions by name; before the program can change them. */
void ship_open(lua_State *L);

/* Makes the value on the top, which it takes, travel under a name: of a global that
 * every worker has, or "MODULE:FIELD" of a module of ours that a worker can require. An
 * object whose metatable has a name goes with its fields. */
void ship_name(lua_State *L, const char *name);

/* Appends the value at index. False and report->variable, ->what if it cannot travel.
 * May raise "not enough memory". */
bool ship_write(lua_State *L, int index, Buffer *out, ShipReport *report);

/* Pushes what ship_write wrote. Captured globals tables become upvalue 1 of the
 * function at stack index `anchor` (shared with it, so setting it there sets it
 * everywhere). */
void ship_read(lua_State *L, const Buffer *bytes, int anchor);

/* Makes a table of the driver one that never travels; `what` names it ("a DStream"). */
extern const char *const SHIP_REFUSED_FIELD;

#endif
