/* lua/base/builtins.h -- functions of Lua's, and ours beside them, for which C stands
 * in as long as they are what they were. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_BUILTINS_H
#define SLUICE_LUA_BUILTINS_H

#include <lua.h>
#include <stdbool.h>

/* BUILTIN(constant, library, field): where each is found. Those of strings are methods;
 * those without a library are globals. */
#define BUILTINS(BUILTIN)                        \
    BUILTIN(BUILTIN_FIND, "string", "find")      \
    BUILTIN(BUILTIN_MATCH, "string", "match")    \
    BUILTIN(BUILTIN_GMATCH, "string", "gmatch")  \
    BUILTIN(BUILTIN_LENGTH, "string", "len")     \
    BUILTIN(BUILTIN_SUB, "string", "sub")        \
    BUILTIN(BUILTIN_BYTE, "string", "byte")      \
    BUILTIN(BUILTIN_LOWER, "string", "lower")    \
    BUILTIN(BUILTIN_UPPER, "string", "upper")    \
    BUILTIN(BUILTIN_MAX, "math", "max")          \
    BUILTIN(BUILTIN_MIN, "math", "min")          \
    BUILTIN(BUILTIN_ABSOLUTE, "math", "abs")     \
    BUILTIN(BUILTIN_FLOOR, "math", "floor")      \
    BUILTIN(BUILTIN_CEILING, "math", "ceil")     \
    BUILTIN(BUILTIN_ROOT, "math", "sqrt")        \
    BUILTIN(BUILTIN_INSERT, "table", "insert")   \
    BUILTIN(BUILTIN_IPAIRS, NULL, "ipairs")      \
    BUILTIN(BUILTIN_TO_NUMBER, NULL, "tonumber") \
    BUILTIN(BUILTIN_TO_STRING, NULL, "tostring") \
    BUILTIN(BUILTIN_PAIR, NULL, "pair")          \
    BUILTIN(BUILTIN_SPLIT, NULL, "split")

typedef enum Builtin {
#define BUILTIN(name, library, field) name,
    BUILTINS(BUILTIN)
#undef BUILTIN
        BUILTIN_COUNT
} Builtin;

/* The library of each, or NULL, and its field. */
extern const char *const builtin_names[BUILTIN_COUNT][2];

/* A set of builtins has a bit for each. */
static inline unsigned builtin_bit(Builtin builtin)
{
    return 1U << builtin;
}

/* Remembers all of them, in a new state. */
void builtins_open(lua_State *L);

/* Whether the methods of strings in the set are what they were. */
bool builtins_strings_hold(lua_State *L, unsigned set);

/* The same of others, as they are found from the table of globals at a stack index. A
 * task fetches a global when it looks at it for the first time; an error then makes it
 * another. */
bool builtins_globals_hold(lua_State *L, int table, unsigned set);

#endif
