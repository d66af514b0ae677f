/* vm/base/conf.c -- settings and their typed reading. */
// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/conf.h"
#include "vm/base/mem.h"

void conf_free(Conf *conf)
{
    for (int i = 0; i < conf->count; i++) {
        mem_free(conf->entries[i].key);
        mem_free(conf->entries[i].value);
    }
    mem_free(conf->entries);
    *conf = (Conf){0};
}

static ConfEntry *conf_find(const Conf *conf, const char *key)
{
    for (int i = 0; i < conf->count; i++)
        if (strcmp(conf->entries[i].key, key) == 0)
            return &conf->entries[i];

    return NULL;
}

void conf_set(Conf *conf, const char *key, const char *value)
{
    char *copy = mem_copy_string(value);
    ConfEntry *entry = conf_find(conf, key);
    if (entry) {
        mem_free(entry->value);
        entry->value = copy;
        return;
    }

    conf->entries = mem_grow(conf->entries, &conf->capacity, conf->count + 1,
        sizeof *conf->entries);
    conf->entries[conf->count++] = (ConfEntry){mem_copy_string(key), copy};
}

void conf_unset(Conf *conf, const char *key)
{
    ConfEntry *entry = conf_find(conf, key);
    if (entry == NULL)
        return;
    mem_free(entry->key);
    mem_free(entry->value);
    size_t behind = (size_t)(&conf->entries[--conf->count] - entry);
    memmove(entry, entry + 1, behind * sizeof *entry);
}

const char *conf_get(const Conf *conf, const char *key)
{
    const ConfEntry *entry = conf_find(conf, key);
    return entry ? entry->value : NULL;
}

void conf_copy(Conf *to, const Conf *from)
{
    if (to == from)
        return;

    conf_free(to);
    for (int i = 0; i < from->count; i++)
        conf_set(to, from->entries[i].key, from->entries[i].value);
}

/* A part of a value; words are compared without regard to case, as Spark does. */
typedef struct Span {
    const char *text;
    size_t size;
} Span;

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static Span trimmed(const char *text)
{
    size_t size = strlen(text);
    while (size > 0 && is_space(text[size - 1]))
        size--;
    for (; size > 0 && is_space(*text); size--)
        text++;

    return (Span){text, size};
}

static bool span_is(Span span, const char *lower_case)
{
    if (strlen(lower_case) != span.size)
        return false;
    for (size_t i = 0; i < span.size; i++)
        if (tolower((unsigned char)span.text[i]) != lower_case[i])
            return false;

    return true;
}

/* Takes a number, with or without a sign, off the front of *span. */
static bool take_int(Span *span, int64_t *value)
{
    const char *at = span->text;
    const char *end = at + span->size;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;

    /* Counted downwards, because the smallest number has no positive twin. */
    int64_t number = 0;
    const char *digits = at;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        int digit = *at - '0';
        if (number < (INT64_MIN + digit) / 10)
            return false;
        number = number * 10 - digit;
    }
    if (at == digits || (!negative && number == INT64_MIN))
        return false;

    *value = negative ? number : -number;
    *span = (Span){at, (size_t)(end - at)};
    return true;
}

/* The length of a unit in microseconds; 0 if there is no such unit. */
static int64_t unit_us(Span unit)
{
    static const struct {
        const char *name;
        int64_t us;
    } units[] = {
        {"us", 1},
        {"ms", 1000},
        {"s", 1000000},
        {"m", 60 * INT64_C(1000000)},
        {"min", 60 * INT64_C(1000000)},
        {"h", 3600 * INT64_C(1000000)},
        {"d", 86400 * INT64_C(1000000)},
    };

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (span_is(unit, units[i].name))
            return units[i].us;

    return 0;
}

/* A product that does not fit is the end of the range, as with Java's TimeUnit. */
static int64_t times_limited(int64_t number, int64_t unit)
{
    if (number > INT64_MAX / unit)
        return INT64_MAX;
    if (number < INT64_MIN / unit)
        return INT64_MIN;

    return number * unit;
}

static bool bad_time(const char *key, const char *value, Err *err)
{
    return err_set(err, ERR_ARGUMENT,
        "Illegal value for config key %s: Time must be specified as seconds (s), "
        "milliseconds (ms), microseconds (us), minutes (m or min), hour (h), or day "
        "(d). E.g. 50s, 100ms, or 250us.\nFailed to parse time string: %s",
        key, value);
}

bool conf_get_time_us(const Conf *conf, const char *key, int64_t default_us,
    int64_t default_unit_us, int64_t *value_us, Err *err)
{
    const char *value = conf_get(conf, key);
    if (!value) {
        *value_us = default_us;
        return true;
    }

    Span rest = trimmed(value);
    int64_t number;
    if (!take_int(&rest, &number))
        return bad_time(key, value, err);
    int64_t unit = rest.size > 0 ? unit_us(rest) : default_unit_us;
    if (unit == 0)
        return bad_time(key, value, err);

    *value_us = times_limited(number, unit);
    return true;
}

/* The bytes of a unit; 0 if there is no such unit. */
static int64_t unit_bytes(Span unit)
{
    static const char letters[] = "bkmgtp";
    if (unit.size == 0 || unit.size > 2 ||
        (unit.size == 2 && tolower((unsigned char)unit.text[1]) != 'b'))
        return 0;
    const char *at = strchr(letters, tolower((unsigned char)unit.text[0]));
    if (at == NULL || *at == '\0' || (unit.size == 2 && at == letters))
        return 0;
    return INT64_C(1) << 10 * (at - letters);
}

bool conf_get_bytes(const Conf *conf, const char *key, int64_t default_unit,
    int64_t default_bytes, int64_t *bytes, Err *err)
{
    *bytes = default_bytes;
    const char *text = conf_get(conf, key);
    if (!text)
        return true;

    Span rest = trimmed(text);
    int64_t number;
    bool is_number = take_int(&rest, &number);
    int64_t unit = rest.size > 0 ? unit_bytes(rest) : default_unit;
    if (!is_number || unit == 0)
        return err_set(err, ERR_NUMBER_FORMAT,
            "%s: Size must be specified as bytes (b), kibibytes (k), mebibytes (m), "
            "gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m.\n"
            "Failed to parse byte string: %s",
            key, text);
    *bytes = times_limited(number, unit);
    return true;
}

bool conf_get_int(const Conf *conf, const char *key, int64_t default_value,
    int64_t *value, Err *err)
{
    const char *text = conf_get(conf, key);
    if (!text) {
        *value = default_value;
        return true;
    }

    Span rest = trimmed(text);
    int64_t number;
    if (!take_int(&rest, &number) || rest.size > 0)
        return err_set(err, ERR_ARGUMENT, "%s wants a whole number, got \"%s\"", key,
            text);

    *value = number;
    return true;
}

/* Beside digits, strtod takes more than Java does. */
static bool take_number(Span span, double *value)
{
    if (span.size > 0 && strchr("dDfF", span.text[span.size - 1]) != NULL)
        span.size--;
    if (span.size == 0 || strspn(span.text, "0123456789+-.eE") < span.size)
        return false;
    char *end;
    *value = strtod(span.text, &end);
    return end == span.text + span.size;
}

bool conf_get_number(const Conf *conf, const char *key, double default_value,
    double *value, Err *err)
{
    const char *text = conf_get(conf, key);
    *value = default_value;
    if (!text || take_number(trimmed(text), value))
        return true;
    return err_set(err, ERR_ARGUMENT, "%s should be double, but was %s", key, text);
}

bool conf_get_bool(const Conf *conf, const char *key, bool default_value, bool *value,
    Err *err)
{
    const char *text = conf_get(conf, key);
    if (!text) {
        *value = default_value;
        return true;
    }

    Span word = trimmed(text);
    bool yes = span_is(word, "true");
    if (!yes && !span_is(word, "false"))
        return err_set(err, ERR_ARGUMENT, "%s wants true or false, got \"%s\"", key,
            text);

    *value = yes;
    return true;
}
