/* vm/base/conf.h -- settings: texts under names, with typed reading.
 * Spark: SparkConf (the map; meaning of keys is known to those who read them).
 *
 * Conf owns copies of keys and values, keeps the order of first setting, and is small
 * (tens of entries). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_CONF_H
#define SLUICE_BASE_CONF_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/err.h"

typedef struct ConfEntry {
    char *key;
    char *value;
} ConfEntry;

typedef struct Conf {
    ConfEntry *entries;
    int count;
    int capacity;
} Conf;

void conf_free(Conf *conf); /* leaves an empty, valid conf; all zero is one, too */
void conf_set(Conf *conf, const char *key, const char *value);
void conf_unset(Conf *conf, const char *key);            /* nothing if it is not set */
const char *conf_get(const Conf *conf, const char *key); /* NULL if not set */
void conf_copy(Conf *to, const Conf *from);              /* replaces all of *to */

/* Typed reading. An absent key gives the default; a value that cannot be read is
 * ERR_ARGUMENT with Spark's wording of what was expected.
 * Times: Spark's time strings "200ms", "2s", "1m", "1h", "50us"; a bare number counts
 * in default_unit_us. The result is in microseconds. */
bool conf_get_time_us(const Conf *conf, const char *key, int64_t default_us,
    int64_t default_unit_us, int64_t *value_us, Err *err);
/* Spark's sizes "10k", "1g"; a bare number counts in default_unit bytes. The result is
 * in bytes; one that does not fit is the end of the range. */
bool conf_get_bytes(const Conf *conf, const char *key, int64_t default_unit,
    int64_t default_bytes, int64_t *bytes, Err *err);
bool conf_get_int(const Conf *conf, const char *key, int64_t default_value,
    int64_t *value, Err *err);
/* Java's decimal numbers, with a fraction or without: "1", "-0.25", "1e3". */
bool conf_get_number(const Conf *conf, const char *key, double default_value,
    double *value, Err *err);
bool conf_get_bool(const Conf *conf, const char *key, bool default_value, bool *value,
    Err *err);

#endif
