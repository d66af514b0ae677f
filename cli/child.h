/* cli/child.h -- another program, to which a text goes and from which bytes come.
 * Spark: none.
 *
 * No shell is involved: input, output and complaints go through three pipes, as each
 * side is ready, so neither ever waits for the other. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_CHILD_H
#define SLUICE_CLI_CHILD_H

#include <stddef.h>

#include "vm/base/buffer.h"

typedef enum ChildEnd {
    CHILD_DONE,    /* it ended with 0 */
    CHILD_FAILED,  /* it did not, or could not be started; the complaint says why */
    CHILD_MISSING, /* there is no such program */
} ChildEnd;

typedef struct ChildTalk {
    const char *input; /* what the program still has to read; borrowed */
    size_t input_size;
    Buffer *output;   /* what it writes is appended here */
    Buffer complaint; /* what it writes on its standard error; the caller frees it */
} ChildTalk;

/* Runs a program, found by PATH, to its end. arguments ends with NULL. */
ChildEnd child_talk(char *const arguments[], ChildTalk *talk);

/* The first line of the complaint. */
const char *child_complaint(ChildTalk *talk);

#endif
