/* vm/store/compare.h -- which of two records comes first.
 * Spark: the Ordering of the keys, which sortByKey, top, min and max ask for.
 *
 * Numbers are compared by value; a double as java.lang.Double.compare does it (-0.0
 * before 0.0, NaN last, equal to itself). Strings are compared by their UTF-16 units,
 * as java.lang.String does it. false is less than true, None less than Some. Pairs and
 * lists are compared element by element; a list is less than a longer one that begins
 * with it, and tuples of different lengths have no order. What is of different kind has
 * none, and neither has null. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_COMPARE_H
#define SLUICE_STORE_COMPARE_H

#include <stdbool.h>

#include "vm/store/record.h"

/* *order is -1, 0 or 1. False if the two have no order. Safe for sorting: where all of
 * some records have an order, it is a total one. */
bool record_compare(const char *a, const char *b, int *order);

/* Sorts order[0 .. count-1], which are numbers of keys; keys that are equal stay in
 * their order. False if two keys have no order: they are unlike[0] and unlike[1] then,
 * and `order` is left as it was. */
bool record_sort(const char *const *keys, int32_t *order, int count, bool descending,
    const char *unlike[2]);

/* For two records that have no order: the parts of them that cannot be compared, which
 * are the records themselves if nothing is inside them. */
void record_find_unlike(const char **a, const char **b);

/* What to call a record's kind: "null", "Boolean", "Option", "number", "String",
 * "pair", "list" or "tuple". */
const char *record_kind(const char *record);

#endif
