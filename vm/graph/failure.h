/* vm/graph/failure.h -- why something of the learner's failed, in full.
 * Spark: the exception that a job or the generation of jobs ends with.
 *
 * An Err is enough where the engine finds a fault; a Failure can tell what a function
 * of the learner's threw: any class, the place, the record. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_FAILURE_H
#define SLUICE_GRAPH_FAILURE_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"
#include "vm/graph/ids.h"

/* Why something failed. Owns its texts (each may be NULL); all zero is "nothing
 * failed". */
typedef struct Failure {
    char *class_name; /* Java class, "java.lang.RuntimeException" */
    char *message;    /* as the thrower said it, perhaps with file:line in front */
    char *name;       /* name of the diagnostic: "task-failed", "nil-record" ... */
    char *detail;     /* a sentence for people, where message is Spark's */
    char *record;     /* the record it happened on, as text */
    char *origin;     /* where that record stood: "partition 0" ... */
    char *file;       /* where in the program it went wrong, NULL if unknown */
    int line;
    RddId rdd; /* whose function it was, RDD_NONE if unknown */
} Failure;

void failure_free(Failure *failure);
void failure_copy(Failure *to, const Failure *from); /* *to is overwritten */
bool failure_is_set(const Failure *failure);
/* Fills an empty failure from an error code, and returns false, so that it can stand in
 * a return. */
bool failure_set(Failure *failure, ErrCode code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same as an Err, whose text is cut if it is long; a class that no code has becomes
 * ERR_RUNTIME. Returns false. */
bool failure_to_err(const Failure *failure, Err *err);

/* "CLASS: MESSAGE", as a Java exception prints itself; without a class, the message. */
void failure_append_text(Buffer *out, const Failure *failure);

#endif
