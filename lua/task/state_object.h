/* lua/task/state_object.h -- the state of a key, as the function of mapWithState has
 * it. Spark: State, StateImpl (semantics 5.6).
 *
 * A task makes one object and sets it anew for each key. A number stays out of Lua;
 * another state is user value 1 of the object. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_STATE_OBJECT_H
#define SLUICE_LUA_STATE_OBJECT_H

#include <lua.h>
#include <stdbool.h>

typedef enum StateKind { STATE_INTEGER, STATE_FLOAT, STATE_OTHER } StateKind;

typedef struct StateObject {
    bool exists;
    bool updated;
    bool removed;
    bool timing_out;
    StateKind kind;
    union {
        lua_Integer integer;
        lua_Number number;
    } as;
} StateObject;

/* Readies a new state of Lua for the objects; pushes one. */
void state_object_open(lua_State *L);
StateObject *state_object_new(lua_State *L);

/* Whether the methods of a state are ours: a program may have set others. */
bool state_object_holds(lua_State *L);

/* Makes the value at a stack index that of the object, which is at another; pushes it.
 */
void state_object_set(lua_State *L, StateObject *state, int object, int value);
void state_object_push(lua_State *L, const StateObject *state, int object);

#endif
