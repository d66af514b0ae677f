/* lua/base/box.h -- limits around a program that nobody has read.
 * Spark: none.
 *
 * A box belongs to a process (cli/enclosed.c): all Lua states of its run count into it,
 * on any thread. Whoever goes beyond a limit ends the process at once, with `end`, so
 * that no pcall of the program's can swallow it. The box outlives the run. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_BOX_H
#define SLUICE_LUA_BOX_H

#include <lua.h>
#include <stdatomic.h>
#include <stddef.h>

typedef enum BoxLimit {
    BOX_TIME,
    BOX_MEMORY,
    BOX_OUTPUT,
    BOX_INSTRUCTIONS,
    BOX_LIMIT_COUNT
} BoxLimit;

typedef struct Box {
    size_t memory_bytes;            /* the ceiling of each Lua state */
    atomic_llong instructions_left; /* of Lua's virtual machine, in all states */
    atomic_llong printed_left;      /* bytes */
    atomic_bool is_late;            /* the time is over: set by a signal handler */
    /* What the run tells, while it goes on. */
    void (*trace)(struct Box *box, const char *line, size_t size);
    void (*said)(struct Box *box, const char *text, size_t size);
    void (*end)(struct Box *box, BoxLimit limit) __attribute__((noreturn));
} Box;

/* From now on what a thread of Lua executes is counted, and what threads made by it do.
 */
void box_watch(lua_State *L);

/* For the hook of a state in a box: it has executed so many instructions more. */
void box_count(lua_State *L, long long instructions);

/* Ends the process if the state was refused memory, and was given none since; for where
 * an error is handled, which may come of that. */
void box_check_memory(lua_State *L);

/* Bytes that the program printed. NULL is no box. */
void box_charge_printed(Box *box, size_t bytes);

#endif
