/* vm/streaming/placement.h -- on which executors a receiver may run.
 * Spark: ReceiverSchedulingPolicy (semantics 3.9).
 *
 * Pure functions. Where Spark takes the first entry of a hash map, the first executor
 * in the order given wins here, so a run is the same every time. Names of hosts are
 * borrowed. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_PLACEMENT_H
#define SLUICE_STREAMING_PLACEMENT_H

#include <stdbool.h>

/* An executor, or just a host, for any executor that may be there one day. */
typedef struct Candidate {
    int executor; /* -1: the host only */
    const char *host;
} Candidate;

typedef struct CandidateList {
    Candidate *items;
    int count;
    int capacity;
} CandidateList;

void candidates_append(CandidateList *list, Candidate candidate);
void candidates_free(CandidateList *list); /* leaves an empty list */

/* Whether an executor on a host is one of the candidates. */
bool candidates_accept(const CandidateList *list, int executor, const char *host);

/* What the driver knows of a receiver. */
typedef enum ReceiverTracking {
    TRACK_INACTIVE,
    TRACK_SCHEDULED, /* has candidates, and does not run yet */
    TRACK_ACTIVE     /* runs */
} ReceiverTracking;

typedef struct TrackedReceiver {
    ReceiverTracking state;
    bool has_scheduled; /* false: nothing was decided, `scheduled` is just empty */
    CandidateList scheduled;
    int running; /* ACTIVE: its executor */
} TrackedReceiver;

/* The candidates of n receivers at once; preferred[i] is a host or NULL. Appends to
 * lists[i], which are empty. The executors are those that live. */
void placement_schedule(const Candidate *executors, int n_executors,
    const char *const *preferred, int n, CandidateList *lists);

/* The candidates of one receiver, `preferred` or NULL, while n receivers, itself among
 * them, are as `tracked` says. Appends to *list, which is empty. */
void placement_reschedule(const Candidate *executors, int n_executors,
    const char *preferred, const TrackedReceiver *tracked, int n, CandidateList *list);

#endif
