/* lua/native/make.h -- from the code of a function to its steps. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_MAKE_H
#define SLUICE_LUA_NATIVE_MAKE_H

#include "lua/native/steps.h"

typedef struct Maker {
    lua_State *L;
    int function; /* stack indices */
    int globals;
    const Bytecode *code;
    Native *native;
    int at; /* the instruction */
} Maker;

/* Items of the function's, as what a step works on: -1 if there is no room, or, for the
 * last two, if the constant is not there, or the captured value is none that steps can
 * have. */
int maker_add(Maker *maker, const Item *item);
int maker_add_int(Maker *maker, int64_t value);
int maker_add_double(Maker *maker, double value);
int maker_add_tag(Maker *maker, RecordTag tag);
int maker_add_constant(Maker *maker, int number);
int maker_add_captured(Maker *maker, int number);

/* Whether a constant is this text; whether a captured variable is the globals. */
bool maker_is_text(const Maker *maker, int constant, const char *text);
bool maker_captures_globals(Maker *maker, int number);

/* Makes the steps; false if there is an instruction that cannot be evaluated. */
bool maker_steps(Maker *maker);

/* In lua/native/make_calls.c, make_lists.c and make_tests.c. Each returns whether the
 * instruction is one that can be evaluated. */
bool maker_set(NativeStep *step, NativeKind kind, int a, int b, int c);
bool make_global(Maker *maker, NativeStep *step);
bool make_field(Maker *maker, NativeStep *step);
bool make_method(Maker *maker, NativeStep *step);
bool make_call(NativeStep *step, uint32_t word);
bool make_list_step(Maker *maker, NativeStep *step, uint32_t word);
bool make_loop(Maker *maker, NativeStep *step, uint32_t word);
bool make_test(Maker *maker, NativeStep *step, uint32_t word);

#endif
