/* lua/base/native.h -- functions of the learner's that C knows how to compute.
 * Spark: none.
 *
 * A few functions are in nearly every program; where their arguments are of the
 * expected kind C computes them without calling Lua, else the function itself is
 * called. A function is recognised by its code, compared with the code that this Lua
 * makes of the same text. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_H
#define SLUICE_LUA_NATIVE_H

#include <lua.h>

/* NATIVE(constant, text of the function) */
#define NATIVE_FUNCTIONS(NATIVE)                                      \
    NATIVE(NATIVE_ADD, "function(a, b) return a + b end")             \
    NATIVE(NATIVE_SUBTRACT, "function(a, b) return a - b end")        \
    NATIVE(NATIVE_FIRST, "function(a) return a end")                  \
    NATIVE(NATIVE_PAIR_WITH_ONE, "function(word) return word, 1 end") \
    NATIVE(NATIVE_SPLIT, "function(line) return split(line) end")

typedef enum NativeOp {
    NATIVE_NONE,
#define NATIVE(name, text) name,
    NATIVE_FUNCTIONS(NATIVE)
#undef NATIVE
} NativeOp;

/* What the function at a stack index computes. NATIVE_SPLIT is said of `split` itself,
 * and of a function that calls the global `split`: whether that is still ours is for
 * the caller to see. May raise "not enough memory". */
NativeOp native_recognise(lua_State *L, int index);

#endif
