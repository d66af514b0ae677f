// SPDX-License-Identifier: MIT
#include "vm/streaming/placement.h"

#include <string.h>

#include "vm/base/mem.h"

void candidates_append(CandidateList *list, Candidate candidate)
{
    list->items =
        mem_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = candidate;
}

void candidates_free(CandidateList *list)
{
    mem_free(list->items);
    *list = (CandidateList){0};
}

bool candidates_accept(const CandidateList *list, int executor, const char *host)
{
    for (int i = 0; i < list->count; i++) {
        const Candidate *candidate = &list->items[i];
        if (candidate->executor == executor ||
            (candidate->executor < 0 && strcmp(candidate->host, host) == 0))
            return true;
    }
    return false;
}

/* The executor with the fewest receivers, of those on a host or of all (NULL); -1 if
 * the host has none. */
static int least_loaded(const Candidate *executors, const int *load, int n,
    const char *host)
{
    int least = -1;
    for (int i = 0; i < n; i++) {
        if (host != NULL && strcmp(executors[i].host, host) != 0)
            continue;
        if (least < 0 || load[i] < load[least])
            least = i;
    }
    return least;
}

static CandidateList *shortest(CandidateList *lists, int n)
{
    CandidateList *found = &lists[0];
    for (int i = 1; i < n; i++) {
        if (lists[i].count < found->count)
            found = &lists[i];
    }
    return found;
}

void placement_schedule(const Candidate *executors, int n_executors,
    const char *const *preferred, int n, CandidateList *lists)
{
    if (n == 0 || n_executors == 0)
        return;
    int *load = mem_zero_alloc((size_t)n_executors * sizeof *load);
    for (int i = 0; i < n; i++) {
        if (preferred[i] == NULL)
            continue;
        int at = least_loaded(executors, load, n_executors, preferred[i]);
        candidates_append(&lists[i],
            at >= 0 ? executors[at] : (Candidate){-1, preferred[i]});
        if (at >= 0)
            load[at]++;
    }
    for (int i = 0; i < n; i++) {
        if (lists[i].count > 0)
            continue;
        int at = least_loaded(executors, load, n_executors, NULL);
        candidates_append(&lists[i], executors[at]);
        load[at]++;
    }
    for (int i = 0; i < n_executors; i++) {
        if (load[i] == 0)
            candidates_append(shortest(lists, n), executors[i]);
    }
    mem_free(load);
}

/* An executor that has receivers, or may get them. */
typedef struct Weight {
    Candidate executor;
    double receivers;
} Weight;

typedef struct WeightList {
    Weight *items;
    int count;
    int capacity;
} WeightList;

static void add_weight(WeightList *list, Candidate executor, double receivers)
{
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].executor.executor == executor.executor) {
            list->items[i].receivers += receivers;
            return;
        }
    }
    list->items =
        mem_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (Weight){executor, receivers};
}

/* A receiver that does not run yet is spread over its candidates. */
static void weigh(WeightList *weights, const TrackedReceiver *receiver)
{
    const CandidateList *scheduled = &receiver->scheduled;
    if (receiver->state == TRACK_ACTIVE)
        add_weight(weights, (Candidate){.executor = receiver->running}, 1.0);
    if (receiver->state != TRACK_SCHEDULED)
        return;
    for (int i = 0; i < scheduled->count; i++) {
        if (scheduled->items[i].executor >= 0)
            add_weight(weights, scheduled->items[i], 1.0 / scheduled->count);
    }
}

/* 0 for one that is idle, so that idle ones, if there are any, are the lightest. */
static double weight_of(const WeightList *weights, int executor)
{
    for (int i = 0; i < weights->count; i++) {
        if (weights->items[i].executor.executor == executor)
            return weights->items[i].receivers;
    }
    return 0;
}

void placement_reschedule(const Candidate *executors, int n_executors,
    const char *preferred, const TrackedReceiver *tracked, int n, CandidateList *list)
{
    if (n_executors == 0)
        return;
    if (preferred != NULL)
        candidates_append(list, (Candidate){-1, preferred});

    WeightList weights = {0};
    for (int i = 0; i < n; i++)
        weigh(&weights, &tracked[i]);
    double least = weight_of(&weights, executors[0].executor);
    for (int i = 1; i < n_executors; i++) {
        double weight = weight_of(&weights, executors[i].executor);
        least = weight < least ? weight : least;
    }
    for (int i = 0; i < n_executors; i++) {
        if (weight_of(&weights, executors[i].executor) == least)
            candidates_append(list, executors[i]);
    }
    mem_free(weights.items);
}
