/* lua/base/native.h -- functions of the learner's that C evaluates.
 * Spark: none.
 *
 * Most functions of streaming programs are short: `word, 1`, `a + b`, `#line > 40`,
 * `line:find("error", 1, true)`. One that only computes with its arguments, and with
 * numbers, strings and booleans that it captured, changes nothing, so it does not
 * matter who computes it. Its code is read once, turned into steps, and evaluated over
 * items (vm/store/item.h), so that no Lua value is made. Where something is not as
 * expected, such as a string that is added, an evaluation stops without a result: then
 * Lua calls the function from its beginning, and raises the error if there is one. The
 * state of mapWithState is changed only behind an evaluation that came to its end.
 *
 * native.c makes the steps, native_run.c evaluates them; native_globals.c looks whether
 * the functions of Lua's that they call are what they were. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_H
#define SLUICE_LUA_NATIVE_H

#include <lua.h>
#include <stdbool.h>

#include "lua/base/bytecode.h"

/* Forms of which operators know more than what they evaluate to. */
typedef enum NativeForm {
    NATIVE_ANY,
    NATIVE_ADD,      /* function(a, b) return a + b end */
    NATIVE_SUBTRACT, /* function(a, b) return a - b end */
    NATIVE_FIRST,    /* function(a) return a end */
    NATIVE_KEYED,    /* function(word) return word, 1 end: `constant` is the 1 */
    NATIVE_SPLIT /* `split`, or function(line) return split(line, ",") end: `constant`
                  * is the comma, or NULL; it has no steps */
} NativeForm;

/* Globals that native functions may use. */
enum NativeGlobals { GLOBAL_SPLIT = 1, GLOBAL_MATH = 2 };

/* A function has one register less: the last is for the second result of a call. */
enum { NATIVE_REGISTERS = 17, NATIVE_ITEMS = 64, NATIVE_TEXT = 256 };

/* What a step works on is a register, or from NATIVE_REGISTERS on an item of the
 * function's. */
typedef struct NativeStep {
    _Alignas(8) unsigned char kind; /* NativeKind; found by a shift */
    unsigned char a;
    unsigned char b;
    unsigned char c;
    unsigned char wanted; /* of a test: what makes it jump */
    unsigned char next;   /* the step behind it */
    unsigned char jump;   /* or this one */
} NativeStep;

typedef struct Native {
    NativeForm form;
    const Item *constant;
    bool uses_strings; /* calls methods of strings */
    unsigned globals;  /* that it uses, of NativeGlobals */
    int n_parameters;
    int n_registers;
    NativeStep steps[BYTECODE_CODE];
    Item items[NATIVE_ITEMS];
    int n_items;
    char text[NATIVE_TEXT]; /* of the items; so it stays where it is */
    int text_size;
} Native;

/* Reads the Lua function at a stack index into *native; false if it is not one that can
 * be evaluated. `globals` is the stack index of the table that holds the globals. May
 * raise "not enough memory". */
bool native_read(Native *native, lua_State *L, int index, int globals);

/* Whether the methods of strings are Lua's own. */
bool native_strings_hold(lua_State *L);

/* Whether these globals, of the table at a stack index, are Lua's own, or our `split`.
 * A task fetches a global when it looks at it for the first time; an error then makes
 * it another. */
bool native_globals_hold(lua_State *L, int table, unsigned globals);

/* Remembers Lua's own functions, in a new state. */
void native_open(lua_State *L);

/* What an evaluation gave. The items may lie in the frame, the function or the
 * arguments. */
typedef struct NativeFrame {
    int n; /* how many results; only the first two are here */
    const Item *results[2];
    Item made[2 * BYTECODE_CODE]; /* two for each step */
} NativeFrame;

/* The state of a key, as the function of mapWithState has it (lua/task/state_object.h):
 * what it was, and after an evaluation what became of it. */
typedef struct NativeState {
    const Item *value; /* NULL: there is none */
    bool updated;
    bool removed;
    bool timing_out;
} NativeState;

/* Evaluates it for a record: the second item is NULL where a function gets one value.
 * False if Lua has to do it. A result may be ITEM_NIL. That its strings and globals are
 * Lua's own is for the caller to know. */
bool native_run(const Native *native, const Item *first, const Item *second,
    NativeFrame *frame);

/* The same with a key, a value, which may be ITEM_NIL, and a state. If it gives false,
 * what became of the state is not to be used. */
bool native_run_state(const Native *native, const Item *key, const Item *value,
    NativeState *state, NativeFrame *frame);

/* The value at a stack index as an item, borrowed while it is there; false if it is a
 * table or what no record can hold. */
bool native_item(lua_State *L, int index, Item *item);

#endif
