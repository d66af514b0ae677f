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
    STEP_TEST,     /* the same of b itself */
    STEP_TEST_SET, /* the same, and then a = b */
    STEP_METHOD,   /* a = the builtin c, a + 1 = b, a string or a state */
    /* Several steps in one, see lua/base/native_join.c. */
    STEP_ASK,      /* a = method c of the state b; `wanted` results, at most one */
    STEP_ASK_TEST, /* the same with one result, and jumps if that is what is wanted */
    STEP_UPDATE,   /* sets the state b to c */
    STEP_GIVE,     /* returns b and c */
    STEP_CALL, /* a ... = a called with `b` values behind it; `c` results, or OPEN */
    STEP_TAIL_CALL, /* returns what that gives */
    STEP_RETURN     /* `b` values from a on; OPEN: up to the last of an open call */
} NativeKind;

/* As many results as there are. */
enum { STEP_OPEN = 255 };

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

/* The library of each, and its field. */
extern const char *const native_builtins[BUILTIN_COUNT][2];

_Static_assert((int)BUILTIN_COUNT == (int)STATE_BUILTINS,
    "the state has room for them");

/* Methods of a state. */
#define NATIVE_METHODS(METHOD)      \
    METHOD(METHOD_EXISTS, "exists") \
    METHOD(METHOD_GET, "get")       \
    METHOD(METHOD_UPDATE, "update") \
    METHOD(METHOD_REMOVE, "remove") \
    METHOD(METHOD_IS_TIMING_OUT, "isTimingOut")

typedef enum NativeMethod {
#define METHOD(name, field) name,
    NATIVE_METHODS(METHOD)
#undef METHOD
        METHOD_COUNT
} NativeMethod;

/* Joins steps of a function that has so many. */
void native_join(Native *native, int n_steps);

/* In a register: a function of Lua's, a method of a state, the state. */
enum { ITEM_BUILTIN = ITEM_NIL + 1, ITEM_METHOD, ITEM_STATE };

static inline bool native_is_true(const Item *item)
{
    return item->tag != RECORD_FALSE && item->tag != (RecordTag)ITEM_NIL;
}

static inline bool native_is_number(const Item *item)
{
    return item->tag == RECORD_INT || item->tag == RECORD_DOUBLE;
}

/* The steps on values (lua/base/native_values.c): out = a op b, out = -a, and whether a
 * op b holds. All return false where Lua has to do it. */
bool native_compute(NativeKind kind, const Item *a, const Item *b, Item *out);
bool native_negate(const Item *a, Item *out);
bool native_test(NativeKind kind, const Item *a, const Item *b, bool *is);

/* What a function of Lua's was given, and what it gave; in lua/base/native_calls.c. */
typedef struct NativeCall {
    const Item *const *given;
    int n_given;
    const Item *results[2];
    int n_results;
    Item *made; /* room for two */
} NativeCall;

/* False where Lua has to do it, also if it is no function. */
bool native_call(const Item *function, NativeCall *call);
/* The same of a method of a state, with n values behind the state itself; *result is
 * left alone if it gives nothing. In lua/base/native_state.c. */
bool native_call_method(NativeMethod method, NativeState *state,
    const Item *const *given, int n, const Item **result);

#endif
