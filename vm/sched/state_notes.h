/* vm/sched/state_notes.h -- what a task did to the keys of a state, for the trace.
 * Spark: none; there a state is seen only by printing it.
 *
 * A task that computes a partition of a state (updateStateByKey, mapWithState,
 * reduceByKeyAndWindow with an inverse function) notes each key that came, changed or
 * went. All are counted, the first ones are named, as many as sluice.trace.keys says.
 * Without a trace there are no notes. What a task noted belongs to its result and is
 * written when the task has ended well. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_STATE_NOTES_H
#define SLUICE_SCHED_STATE_NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/graph/rdd.h"
#include "vm/sim/trace.h"

#define STATE_FATES(FATE)         \
    FATE(FATE_INITIAL, "initial") \
    FATE(FATE_NEW, "new")         \
    FATE(FATE_CHANGED, "changed") \
    FATE(FATE_SAME, "same")       \
    FATE(FATE_REMOVED, "removed") \
    FATE(FATE_TIMED_OUT, "timed-out")

typedef enum StateFate {
#define FATE(name, text) name,
    STATE_FATES(FATE)
#undef FATE
        FATE_COUNT /* nothing came, nothing changed: not worth a note */
} StateFate;

enum { STATE_NOTES_OFF = -1, STATE_NOTES_DEFAULT = 100 };

/* What became of one key. Records are borrowed. */
typedef struct StateChange {
    StateFate fate;
    const char *key;
    const char *state;     /* NULL: it has none any more */
    int64_t values;        /* that came, -1 if that is not known */
    const Buffer *left;    /* JSON: parts of a window that are taken away; or NULL */
    const Buffer *entered; /* the same, added */
} StateChange;

/* The notes on one partition. */
typedef struct StateNotes {
    RddId rdd;
    int partition;
    int64_t keys;  /* that have a state now */
    int64_t links; /* maps that the state is chained from */
    int64_t bytes; /* -1 if that is not known */
    int64_t fates[FATE_COUNT];
    int64_t given; /* keys to which values came, -1 if that is not known */
    int64_t named;
    int64_t limit;
    Buffer names;     /* records: fate, values, and four texts for each key */
    Buffer key;       /* room for a key of whoever notes */
    StateFate last;   /* of the key that was noted last */
    size_t last_name; /* where it begins in `names`, or SIZE_MAX */
} StateNotes;

/* Notes on a partition of an RDD, `limit` keys of which are named. */
StateNotes *state_notes_new(RddId rdd, int partition, int64_t limit);
void state_notes_delete(StateNotes *notes);

/* Notes what became of a key. */
void state_notes_add(StateNotes *notes, const StateChange *change);
/* The key that was noted last, and had a state, was not kept after all. */
void state_notes_drop_last(StateNotes *notes, const char *key);

/* Writes the notes into the trace. */
void state_notes_write(StateNotes *notes, const Rdd *rdd, Trace *trace, SimTime now);

/* Writes those of a task, in the order in which they were begun. */
void state_notes_write_all(StateNotes *const *notes, int count, const RddSet *rdds,
    Trace *trace, SimTime now);

#endif
