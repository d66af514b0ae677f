/* tests/vectors/modules.h -- cases that single modules of vm/ answer.
 * Spark: the unit tests of its internal classes.
 *
 * Each kind of case has a function that gets the case and reports what differs. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_VECTORS_MODULES_H
#define SLUICE_VECTORS_MODULES_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Says on standard output what differs, a line each; nothing if all is as it should be.
 */
void differs(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Reports unless both numbers are the same. */
void expect_number(const char *what, int64_t got, int64_t want);

void check_hash(const json_t *test);
void check_block_generator(const json_t *test);
void check_pid(const json_t *test);
void check_pid_errors(const json_t *test);
void check_rate_limiter(const json_t *test);
void check_input_info(const json_t *test);
void check_block_tracker(const json_t *test);
void check_block_rdd(const json_t *test);
void check_dynamic_allocation(const json_t *test);
void check_recurring_timer(const json_t *test);
void check_schedule_receivers(const json_t *test);
void check_reschedule_receiver(const json_t *test);
void check_kafka_rate(const json_t *test);

#endif
