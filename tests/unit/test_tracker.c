/* tests/unit/test_tracker.c -- which batch gets which blocks. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/ingest/tracker.h"

static void add(Tracker *tracker, int stream, int64_t ms, int64_t records)
{
    BlockInfo block = {
        .id = {BLOCK_INPUT, stream, ms},
        .records = records,
        .from = TIME_MS(ms),
    };
    tracker_add(tracker, &block);
}

static void check_blocks(const Tracker *tracker, SimTime batch, int stream,
    const int64_t *wanted, int count)
{
    const BlockInfo *blocks;
    assert_int_equal(tracker_blocks(tracker, batch, stream, &blocks), count);
    for (int i = 0; i < count; i++)
        assert_int_equal(blocks[i].id.second, wanted[i]);
}

static int waiting(const Tracker *tracker)
{
    const BlockInfo *blocks;
    return tracker_waiting(tracker, &blocks);
}

/* Vector "block allocation to batch should not loose blocks from received queue", as
 * far as it goes without a write-ahead log. */
static void test_a_batch_takes_all_that_waits(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    for (int i = 1; i <= 5; i++)
        add(tracker, 1, i, 10);
    assert_int_equal(waiting(tracker), 5);
    assert_int_equal(tracker_waiting_records(tracker), 50);
    check_blocks(tracker, 2, 1, NULL, 0);

    assert_true(tracker_allocate(tracker, 2, NULL));
    assert_int_equal(waiting(tracker), 0);
    assert_int_equal(tracker_waiting_records(tracker), 0);
    check_blocks(tracker, 2, 1, (const int64_t[]){1, 2, 3, 4, 5}, 5);
    check_blocks(tracker, 1, 1, NULL, 0);
    check_blocks(tracker, 3, 1, NULL, 0);
    tracker_delete(tracker);
    tracker_delete(NULL);
}

static void test_streams_are_kept_apart(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    add(tracker, 4, 200, 1);
    add(tracker, 0, 200, 2);
    add(tracker, 4, 0, 3);
    add(tracker, 2, 400, 4);
    add(tracker, 0, 600, 5);
    const BlockInfo *blocks;
    assert_int_equal(tracker_waiting(tracker, &blocks), 5);
    assert_int_equal(blocks[0].id.first, 4);
    assert_int_equal(blocks[4].records, 5);

    assert_true(tracker_allocate(tracker, 1000, NULL));
    check_blocks(tracker, 1000, 4, (const int64_t[]){200, 0}, 2);
    check_blocks(tracker, 1000, 0, (const int64_t[]){200, 600}, 2);
    check_blocks(tracker, 1000, 2, (const int64_t[]){400}, 1);
    check_blocks(tracker, 1000, 1, NULL, 0);
    check_blocks(tracker, 1000, 7, NULL, 0);
    check_blocks(tracker, 1000, -1, (const int64_t[]){200, 600, 400, 200, 0}, 5);
    tracker_delete(tracker);
}

static void test_an_earlier_or_equal_batch_is_ignored(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    assert_true(tracker_allocate(tracker, 0, NULL));
    assert_true(tracker_allocate(tracker, 2000, NULL));
    add(tracker, 0, 100, 1);
    assert_false(tracker_allocate(tracker, 2000, NULL));
    assert_false(tracker_allocate(tracker, 1000, NULL));
    assert_int_equal(waiting(tracker), 1);
    check_blocks(tracker, 2000, 0, NULL, 0);
    assert_true(tracker_allocate(tracker, 3000, NULL));
    check_blocks(tracker, 3000, 0, (const int64_t[]){100}, 1);
    tracker_delete(tracker);
}

/* Vector "recovery and cleanup with write ahead logs", without crashes. */
static void test_clear_forgets_earlier_batches(void **state)
{
    (void)state;
    Tracker *tracker = tracker_new();
    add(tracker, 1, 1, 1);
    tracker_allocate(tracker, 2000, NULL);
    add(tracker, 1, 2, 1);
    add(tracker, 1, 3, 1);
    tracker_allocate(tracker, 4000, NULL);
    add(tracker, 1, 4, 1);
    check_blocks(tracker, 2000, 1, (const int64_t[]){1}, 1);

    tracker_clear(tracker, 4000);
    check_blocks(tracker, 2000, 1, NULL, 0);
    check_blocks(tracker, 4000, 1, (const int64_t[]){2, 3}, 2);
    tracker_clear(tracker, 4000);
    check_blocks(tracker, 4000, 1, (const int64_t[]){2, 3}, 2);
    assert_int_equal(waiting(tracker), 1);
    tracker_delete(tracker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_batch_takes_all_that_waits),
        cmocka_unit_test(test_streams_are_kept_apart),
        cmocka_unit_test(test_an_earlier_or_equal_batch_is_ignored),
        cmocka_unit_test(test_clear_forgets_earlier_batches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
