/* vm/graph/ids.h -- numbers and places by which the layers name things.
 * Spark: RDD.id, DStream ids, CallSite. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_IDS_H
#define SLUICE_GRAPH_IDS_H

#include <stdint.h>

typedef int32_t RddId;    /* from 0; RDD_NONE is none */
typedef int32_t StreamId; /* from 0; STREAM_NONE is none */
typedef int32_t FuncId;   /* a function of the learner's, known to lua/ only */

enum { RDD_NONE = -1, STREAM_NONE = -1, FUNC_NONE = -1 };

/* Where in the learner's program something was made. `file` is borrowed (interned). */
typedef struct Place {
    const char *file; /* NULL if unknown */
    int line;
} Place;

/* The operator of the API that made something, and where it was called. The texts are
 * borrowed for ever (static or interned). */
typedef struct CallSite {
    const char *op;
    Place place;
} CallSite;

#endif
