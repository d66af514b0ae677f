/* lua/native/steps.h -- the steps of a function that C evaluates, made by make.c for
 * run.c, and what they do with values. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_STEPS_H
#define SLUICE_LUA_NATIVE_STEPS_H

#include "lua/base/builtins.h"
#include "lua/native/native.h"

typedef enum NativeKind {
    STEP_NONE, /* never reached */
    STEP_JUMP,
    STEP_MOVE, /* a = b */
    STEP_COPY, /* the same in a function with loops, of a register */
    STEP_NILS, /* a and `b` further ones = nil */
    STEP_ADD,  /* a = b op c */
    STEP_SUBTRACT,
    STEP_MULTIPLY,
    STEP_DIVIDE,
    STEP_WHOLE, /* // */
    STEP_REST,  /* % */
    STEP_POWER,
    STEP_BIT_AND,
    STEP_BIT_OR,
    STEP_BIT_XOR,
    STEP_SHIFT_LEFT,
    STEP_SHIFT_RIGHT,
    STEP_MINUS, /* a = op b */
    STEP_BIT_NOT,
    STEP_NOT,
    STEP_LENGTH,
    STEP_PART,   /* a = part c of b, a pair */
    STEP_INDEX,  /* a = b[c] */
    STEP_CONCAT, /* a = a .. a + 1 .. of `b` values */
    STEP_EQUAL,  /* jumps if (b op c) is what is wanted */
    STEP_LESS,
    STEP_LESS_EQUAL,
    STEP_TEST,     /* the same of b itself */
    STEP_TEST_SET, /* the same, and then a = b */
    STEP_METHOD,   /* a = the builtin c, a + 1 = b, a string or a state */
    /* Several steps in one, see lua/native/join.c. */
    STEP_ASK,      /* a = method c of the state b; `wanted` results, at most one */
    STEP_ASK_TEST, /* the same with one result, and jumps if that is what is wanted */
    STEP_UPDATE,   /* sets the state b to c */
    STEP_GIVE,     /* returns b and c */
    STEP_CALL, /* a ... = a called with `b` values behind it; `c` results, or OPEN */
    STEP_TAIL_CALL,  /* returns what that gives */
    STEP_RETURN,     /* `b` values from a on; OPEN: up to the last of an open call */
    STEP_LIST,       /* a = {} */
    STEP_FILL,       /* a[c + 1] ... = the `b` values behind a */
    STEP_SET,        /* a[b] = c */
    STEP_COUNT,      /* begins a loop over numbers; jumps behind it if there are none */
    STEP_COUNT_NEXT, /* a + 3 = the next number; jumps back if there is one */
    STEP_EACH,       /* begins a loop over what a gives, or matches */
    STEP_EACH_NEXT   /* a + 4 ... = the next `c` values; jumps back if there are any */
} NativeKind;

/* As many results, or arguments, as there are. */
enum { STEP_OPEN = 255 };

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

/* In a register: a function of Lua's, a method of a state, the state, the function that
 * emits, a list of the frame's, what ipairs gives, and a text in which the first or the
 * second pattern of the function is looked for. */
enum {
    ITEM_BUILTIN = ITEM_NIL + 1,
    ITEM_METHOD,
    ITEM_STATE,
    ITEM_EMIT,
    ITEM_LIST,
    ITEM_EACH,
    ITEM_MATCHES,
    ITEM_MATCHES_LAST = ITEM_MATCHES + NATIVE_PATTERNS - 1
};

extern const Item native_nil;

static inline bool native_is_number(const Item *item)
{
    return item->tag == RECORD_INT || item->tag == RECORD_DOUBLE;
}

/* What can be in a record. */
static inline bool native_is_value(const Item *item)
{
    return item->tag < RECORD_TAG_COUNT;
}

/* The record of a list, as groupByKey gives them. */
static inline bool native_is_list_record(const Item *item)
{
    return item->tag == RECORD_LIST || item->tag == RECORD_COMPACT_BUFFER ||
        item->tag == RECORD_ARRAY_BUFFER;
}

/* Field by field, as it was written: the processor waits for a larger load. */
static inline void native_copy(Item *to, const Item *from)
{
    to->tag = from->tag;
    to->size = from->size;
    to->as.integer = from->as.integer;
}

/* The steps on values (lua/native/values.c): out = a op b, out = -a, and whether a op b
 * holds. All return false where Lua has to do it. */
bool native_compute(NativeKind kind, const Item *a, const Item *b, Item *out);
bool native_negate(const Item *a, Item *out);
bool native_test(NativeKind kind, const Item *a, const Item *b, bool *is);

/* Texts that are made, in the room of the frame (lua/native/texts.c); false if that is
 * full, too. */
char *native_take_room(NativeFrame *frame, size_t size); /* NULL if there is none */
bool native_concat(NativeFrame *frame, const Item *const *parts, int n, Item *out);
bool native_to_string(NativeFrame *frame, const Item *value, Item *out);
bool native_to_number(const Item *text, Item *out);

/* Lists (lua/native/lists.c), which are made, filled at their end, and read. What is no
 * list is left to Lua. */
static inline NativeList *native_list(const NativeFrame *frame, const Item *item)
{
    return frame->lists[item->as.integer];
}
bool native_new_list(NativeFrame *frame, Item *out);
/* Room for more items behind those of a list; NULL if it is full. */
Item *native_grow(NativeList *list, int more);
static inline Item *native_reserve(NativeList *list, int more)
{
    return list->capacity - list->n >= more ? &list->items[list->n]
                                            : native_grow(list, more);
}
bool native_set(const NativeFrame *frame, const Item *list, const Item *key,
    const Item *value);
bool native_index(const NativeFrame *frame, const Item *list, const Item *key,
    Item *out);
bool native_length(const NativeFrame *frame, const Item *value, Item *out);
/* A list, as the record that it becomes, and a pair. */
bool native_list_record(NativeFrame *frame, const Item *list, Item *out);
bool native_pair(NativeFrame *frame, const Item *first, const Item *second, Item *out);

/* What a function of Lua's was given, and what it gave; in lua/native/calls.c. */
typedef struct NativeCall {
    const Native *native;
    NativeFrame *frame;
    const Item *const *given;
    int n_given;
    const Item *results[3];
    int n_results;
    Item *made; /* room for two */
} NativeCall;

/* The only result of a call. */
static inline void native_give(NativeCall *call, const Item *item)
{
    call->results[0] = item;
    call->n_results = 1;
}

/* What the function that emits does: a record is one value, or two that are a pair. */
bool native_emit(NativeRecords *records, const Item *const *given, int n);

/* False where Lua has to do it, also if it is no function. */
bool native_call(const Item *function, NativeCall *call);
/* The same of functions on texts, in lua/native/texts.c. */
bool native_call_text(Builtin builtin, NativeCall *call);
/* The same of a method of a state, with n values behind the state itself; *result is
 * left alone if it gives nothing. In lua/native/state.c. */
bool native_call_method(NativeMethod method, NativeState *state,
    const Item *const *given, int n, const Item **result);

#endif
