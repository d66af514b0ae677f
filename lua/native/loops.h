/* lua/native/loops.h -- the registers of an evaluation, and loops. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_LOOPS_H
#define SLUICE_LUA_NATIVE_LOOPS_H

#include "lua/native/steps.h"

/* A loop on its way. */
typedef struct Loop {
    const Item *over; /* a list or its record; NULL: numbers or matches */
    const char *at;   /* the next record, or where matches are looked for */
    const char *end;
    const Pattern *pattern; /* NULL: no matches */
    int64_t number;         /* the last one; of a list, how many items came */
    int64_t step;
    uint64_t left; /* numbers */
} Loop;

/* Registers point at their values; behind them are the items of the function. Without a
 * loop nothing is copied. In a loop a step that comes again writes where it has written
 * before; so each value lies with the step that put it into its register, and nobody
 * else points there. */
typedef struct Registers {
    const Item *at[NATIVE_REGISTERS + NATIVE_ITEMS];
    const Native *native;
    int top;            /* behind the results of an open call */
    int turns;          /* of all loops */
    NativeState *state; /* that it was given, or NULL */
    NativeFrame *frame;
    Loop loops[NATIVE_LOOPS];
} Registers;

/* Puts a value into a register; `made` is the step's. */
static inline void registers_keep(Registers *registers, int a, const Item *value,
    Item *made)
{
    if (registers->native->loops && value != made) {
        native_copy(made, value);
        value = made;
    }
    registers->at[a] = value;
}

/* A step that begins a loop or goes on with it, and may jump. */
bool loops_step(const NativeStep *step, Registers *registers, Item *made, bool *jumps);

#endif
