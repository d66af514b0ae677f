/* cli/enclosed_answer.h -- what a child told, and how it ended, as an answer.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_ENCLOSED_ANSWER_H
#define SLUICE_CLI_ENCLOSED_ANSWER_H

#include <lua.h>

#include "cli/enclosed.h"
#include "vm/base/buffer.h"

/* Who ended a child. */
typedef enum EndedBy {
    ENDED_BY_ITSELF,
    ENDED_BY_CLOCK, /* real time */
    ENDED_BY_FLOOD, /* it told more than a child has to tell */
    ENDED_BY_FILES, /* what it wrote took more of the disk than it may */
    ENDED_BEFORE    /* it never was; why is in `errors` */
} EndedBy;

typedef struct ChildEnd {
    EndedBy by;
    int code;
    int signal; /* 0: none */
    Limits limits;
    Buffer frames; /* all that it wrote; perhaps not whole, perhaps no frames */
    Buffer errors; /* the beginning of what it wrote to standard error */
} ChildEnd;

/* Pushes the answer, as cli/enclosed.h says. */
void answer_push(lua_State *L, ChildEnd *end);

#endif
