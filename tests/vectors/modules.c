/* tests/vectors/modules.c -- answers one case: modules FILE NUMBER, counted from 1.
 *
 * Prints a line for each difference. The exit code is 2 if there is no such case, or no
 * module for it. */
// SPDX-License-Identifier: MIT
#include "tests/vectors/modules.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Kind {
    const char *name;
    void (*check)(const json_t *test);
} Kind;

static const Kind KINDS[] = {
    {"hash", check_hash},
    {"block_generator", check_block_generator},
    {"pid", check_pid},
    {"pid_errors", check_pid_errors},
    {"rate_limiter", check_rate_limiter},
    {"input_info", check_input_info},
    {"block_tracker", check_block_tracker},
    {"block_rdd", check_block_rdd},
    {"dynamic_allocation", check_dynamic_allocation},
    {"recurring_timer", check_recurring_timer},
    {"schedule_receivers", check_schedule_receivers},
    {"reschedule_receiver", check_reschedule_receiver},
    {"kafka_rate", check_kafka_rate},
};

void differs(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

void expect_number(const char *what, int64_t got, int64_t want)
{
    if (got != want)
        differs("%s: got %" PRId64 ", want %" PRId64, what, got, want);
}

static bool check(const json_t *test)
{
    const char *kind = json_string_value(json_object_get(test, "kind"));
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (kind != NULL && strcmp(kind, KINDS[i].name) == 0) {
            KINDS[i].check(test);
            return true;
        }
    }
    fprintf(stderr, "modules: no module for cases of kind %s\n", kind ? kind : "?");
    return false;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: modules FILE NUMBER\n");
        return 2;
    }
    json_error_t error;
    json_t *tests = json_load_file(argv[1], JSON_DECODE_ANY, &error);
    if (tests == NULL) {
        fprintf(stderr, "%s:%d: %s\n", argv[1], error.line, error.text);
        return 2;
    }
    int number = atoi(argv[2]);
    const json_t *test = json_array_get(tests, (size_t)(number - 1));
    bool known = test != NULL && check(test);
    json_decref(tests);
    return known ? 0 : 2;
}
