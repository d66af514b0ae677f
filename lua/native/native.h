/* lua/native/native.h -- functions of the learner's that C evaluates.
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
 * read.c knows the forms, make.c makes the steps, run.c evaluates them; what they do
 * with values is in values.c, texts.c, lists.c and calls.c. That the functions of Lua's
 * that they call are what they were is asked of lua/base/builtins.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_NATIVE_H
#define SLUICE_LUA_NATIVE_H

#include <lua.h>
#include <stdbool.h>

#include "lua/native/bytecode.h"
#include "lua/native/pattern.h"

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

/* A function has one register less: the last is for the second result of a call. */
enum {
    NATIVE_REGISTERS = 25,
    NATIVE_ITEMS = 64,
    NATIVE_TEXT = 256,
    NATIVE_PATTERNS = 2,
    NATIVE_LOOPS = 4
};

/* What a step works on is a register, or from NATIVE_REGISTERS on an item of the
 * function's. */
typedef struct NativeStep {
    _Alignas(8) unsigned char kind; /* NativeKind; found by a shift */
    unsigned char a;
    unsigned char b;
    unsigned char c;
    unsigned char wanted; /* of a test: what makes it jump; of a loop: its number */
    unsigned char next;   /* the step behind it */
    unsigned char jump;   /* or this one */
} NativeStep;

typedef struct Native {
    NativeForm form;
    const Item *constant;
    unsigned strings; /* methods of strings that it calls: a set of builtins */
    unsigned globals; /* the same of globals */
    bool loops;       /* some steps come several times */
    bool makes;       /* texts or lists, which need room */
    int n_parameters;
    int n_registers;
    int n_loops;
    NativeStep steps[BYTECODE_CODE];
    Item items[NATIVE_ITEMS];
    int n_items;
    char text[NATIVE_TEXT]; /* of the items; so it stays where it is */
    int text_size;
    Pattern patterns[NATIVE_PATTERNS];
    const Item *pattern_texts[NATIVE_PATTERNS];
    int n_patterns;
} Native;

/* Reads the Lua function at a stack index into *native; false if it is not one that can
 * be evaluated. `globals` is the stack index of the table that holds the globals. May
 * raise "not enough memory". */
bool native_read(Native *native, lua_State *L, int index, int globals);

static inline bool native_is_nil(const Item *item)
{
    return item->tag == (RecordTag)ITEM_NIL;
}

static inline bool native_is_true(const Item *item)
{
    return item->tag != RECORD_FALSE && !native_is_nil(item);
}

/* A list that a function makes or is given. */
typedef struct NativeList {
    Item *items;
    int n;
    int capacity;
    bool grows; /* its memory is its own; else it takes no more than there is room for
                 */
} NativeList;

/* What an evaluation for flatMap gives, and the room for it. All zero is an empty one.
 */
typedef struct NativeRecords {
    NativeList lists[2]; /* that the function made */
    NativeList emitted;  /* two items a record; the second is ITEM_NIL if it has one */
    const NativeList *returned; /* one of the lists, or NULL */
    char *room;
} NativeRecords;

void native_records_free(NativeRecords *records);

/* Makes an item the last of a list; false if there is no room. */
bool native_append(NativeList *list, const Item *value);

enum {
    NATIVE_FIELDS = 32,
    NATIVE_ROOM = 512,
    NATIVE_RECORDS_ROOM = 1 << 14,
    NATIVE_LISTS = 3
};

/* What an evaluation gave. The items may lie in the frame, the function or the
 * arguments. */
typedef struct NativeFrame {
    int n; /* how many results; only the first two are here */
    const Item *results[2];
    Item made[2 * BYTECODE_CODE]; /* two for each step */
    /* The rest is in use only where the function makes texts or lists. */
    NativeRecords *records;          /* NULL: it is not for flatMap */
    NativeList *lists[NATIVE_LISTS]; /* two that it makes, and one that it was given */
    int n_lists;
    NativeList own[2];
    Item fields[2][NATIVE_FIELDS];
    char *room;
    int room_used;
    int room_size;
    char chars[NATIVE_ROOM];
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
 * what they were is for the caller to know. */
bool native_run(const Native *native, const Item *first, const Item *second,
    NativeFrame *frame);

/* The same for flatMap: an emitting function is one more argument. */
bool native_run_records(const Native *native, const Item *first, const Item *second,
    NativeRecords *records, NativeFrame *frame);

/* The same with a list and a further item, which may be ITEM_NIL. */
bool native_run_list(const Native *native, NativeList *list, const Item *further,
    NativeFrame *frame);

/* The same with a key, a value, which may be ITEM_NIL, and a state. If it gives false,
 * what became of the state is not to be used. */
bool native_run_state(const Native *native, const Item *key, const Item *value,
    NativeState *state, NativeFrame *frame);

/* The value at a stack index as an item, borrowed while it is there; false if it is a
 * table or what no record can hold. */
bool native_item(lua_State *L, int index, Item *item);

#endif
