/* tests/unit/test_store_writes.c -- how much of a killed task's writes has happened. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/sched/store_writes.h"
#include "vm/store/record.h"

enum { WRITES = 10 };

/* A task that opens one connection, which takes 20 ms, and adds 1 ten times. */
static void make_result(TaskResult *result)
{
    Buffer key = {0}, one = {0};
    record_append_string(&key, "tea", 3);
    record_append_int(&one, 1);
    result->opened = 1;
    for (int i = 0; i < WRITES; i++) {
        table_write_append(&result->writes,
            &(TableWrite){TABLE_ADD, "totals", key.data, one.data});
        result->n_writes++;
    }
    buffer_free(&key);
    buffer_free(&one);
}

static int64_t count(const Tables *tables)
{
    Buffer key = {0};
    record_append_string(&key, "tea", 3);
    const char *value = tables_get(tables, "totals", key.data);
    int64_t n = value == NULL ? 0 : record_int(value);
    buffer_free(&key);
    return n;
}

/* What is written by a task of 120 ms that is killed after `elapsed`. */
static int64_t written_after(SimTime elapsed)
{
    Clock clock;
    Trace trace;
    clock_init_simulated(&clock, 0);
    trace_init(&trace, NULL, NULL);
    Sim sim = {.options = {.clock = &clock, .trace = &trace, .tables = tables_new()},
        .cost = {.open = TIME_MS(20) * 1000000}};
    TaskResult result = {0};
    make_result(&result);
    assert_int_equal(cost_of_opening(&sim.cost, result.opened), TIME_MS(20));
    store_apply_part(&sim, (StoreWriter){-1, 0}, &result, elapsed, TIME_MS(120));
    int64_t n = count(sim.options.tables);
    store_apply_all(&sim, (StoreWriter){-1, 0}, &result);
    assert_int_equal(count(sim.options.tables), n + WRITES);
    task_result_free(&result);
    tables_delete(sim.options.tables);
    trace_free(&trace);
    return n;
}

static void test_writes_are_spread_behind_the_opening(void **state)
{
    (void)state;
    assert_int_equal(written_after(0), 0);
    assert_int_equal(written_after(TIME_MS(20)), 0);
    assert_int_equal(written_after(TIME_MS(29)), 0);
    assert_int_equal(written_after(TIME_MS(30)), 1);
    assert_int_equal(written_after(TIME_MS(75)), 5);
    assert_int_equal(written_after(TIME_MS(119)), 9);
    assert_int_equal(written_after(TIME_MS(120)), WRITES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_are_spread_behind_the_opening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
