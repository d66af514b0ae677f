/* lua/base/native_steps.h -- what native.c makes and native_run.c evaluates. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_STEPS_H
#define SLUICE_LUA_NATIVE_STEPS_H

#include "lua/base/native.h"
#include "lua/base/state.h"

typedef enum NativeKind {
    STEP_NONE, /* never reached */
    STEP_JUMP,
    STEP_MOVE, /* a = b */
    STEP_NILS, /* a and `b` further ones = nil */
    STEP_ADD,  /* a = b op c */
    STEP_SUBTRACT,
    STEP_MULTIPLY,
    STEP_DIVIDE,
    STEP_WHOLE, /* // */
    STEP_REST,  /* % */
    STEP_MINUS, /* a = op b */
    STEP_NOT,
    STEP_LENGTH,
    STEP_PART,  /* a = part c of b, a pair */
    STEP_EQUAL, /* jumps if (b op c) is what is wanted */
    STEP_LESS,
    STEP_LESS_EQUAL,
    STEP_TEST,      /* the same of b itself */
    STEP_TEST_SET,  /* the same, and then a = b */
    STEP_METHOD,    /* a = the builtin c, a + 1 = b, a string */
    STEP_CALL,      /* a ... = a called with `b` values behind it; `c` results */
    STEP_TAIL_CALL, /* returns what that gives */
    STEP_RETURN     /* `b` values from a on */
} NativeKind;

/* Functions of Lua's that are evaluated, too: where they are found. */
#define NATIVE_BUILTINS(BUILTIN)             \
    BUILTIN(BUILTIN_FIND, "string", "find")  \
    BUILTIN(BUILTIN_LENGTH, "string", "len") \
    BUILTIN(BUILTIN_SUB, "string", "sub")    \
    BUILTIN(BUILTIN_MAX, "math", "max")      \
    BUILTIN(BUILTIN_MIN, "math", "min")

typedef enum NativeBuiltin {
#define BUILTIN(name, library, field) name,
    NATIVE_BUILTINS(BUILTIN)
#undef BUILTIN
        BUILTIN_COUNT
} NativeBuiltin;

_Static_assert((int)BUILTIN_COUNT == (int)STATE_BUILTINS,
    "the state has room for them");

/* In a register, a function of Lua's. */
enum { ITEM_BUILTIN = ITEM_NIL + 1 };

#endif
