/* tests/unit/test_queue.c -- the order of events, and cancelling them. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/random.h"
#include "vm/sim/queue.h"

enum { MAX_EVENTS = 2000 };

typedef struct Log {
    Queue *queue;
    int64_t fired[MAX_EVENTS];
    int count;
} Log;

static void note(void *subject, int64_t argument)
{
    Log *log = subject;
    log->fired[log->count++] = argument;
}

static void fire_all(Log *log)
{
    while (queue_count(log->queue) > 0)
        queue_fire(log->queue);
}

static void test_empty(void **state)
{
    (void)state;
    Queue *queue = queue_new();
    assert_int_equal(queue_count(queue), 0);
    assert_int_equal(queue_next_time(queue), TIME_NEVER);
    queue_cancel(queue, 0);
    queue_cancel(queue, 12345);
    queue_delete(queue);
    queue_delete(NULL);
}

static void test_time_then_rank_then_order_of_pushing(void **state)
{
    (void)state;
    Log log = {.queue = queue_new()};
    queue_push(log.queue, 20, RANK_WORK, note, &log, 6);
    queue_push(log.queue, 10, RANK_ARRIVAL, note, &log, 4);
    queue_push(log.queue, 10, RANK_CUT, note, &log, 3);
    queue_push(log.queue, 10, RANK_WORK, note, &log, 0);
    queue_push(log.queue, 10, RANK_TICK, note, &log, 2);
    queue_push(log.queue, 10, RANK_WORK, note, &log, 1);
    queue_push(log.queue, 10, RANK_ARRIVAL, note, &log, 5);
    assert_int_equal(queue_next_time(log.queue), 10);
    fire_all(&log);
    assert_int_equal(log.count, 7);
    for (int i = 0; i < log.count; i++)
        assert_int_equal(log.fired[i], i);
    queue_delete(log.queue);
}

static void test_cancelled_event_is_gone(void **state)
{
    (void)state;
    Log log = {.queue = queue_new()};
    EventId first = queue_push(log.queue, 1, RANK_WORK, note, &log, 1);
    queue_push(log.queue, 2, RANK_WORK, note, &log, 2);
    queue_cancel(log.queue, first);
    assert_int_equal(queue_count(log.queue), 1);
    assert_int_equal(queue_next_time(log.queue), 2);
    queue_cancel(log.queue, first);
    assert_int_equal(queue_count(log.queue), 1);
    fire_all(&log);
    assert_int_equal(log.count, 1);
    assert_int_equal(log.fired[0], 2);
    queue_delete(log.queue);
}

/* The slot of a fired event is used again; its old id must not reach the new event. */
static void test_old_id_does_not_cancel_a_new_event(void **state)
{
    (void)state;
    Log log = {.queue = queue_new()};
    EventId old = queue_push(log.queue, 1, RANK_WORK, note, &log, 1);
    queue_fire(log.queue);
    EventId new = queue_push(log.queue, 2, RANK_WORK, note, &log, 2);
    assert_true(new > old);
    queue_cancel(log.queue, old);
    assert_int_equal(queue_count(log.queue), 1);
    queue_delete(log.queue);
}

static void push_two_more(void *subject, int64_t argument)
{
    Log *log = subject;
    note(log, argument);
    queue_push(log->queue, 5, RANK_TICK, note, log, argument + 1);
    queue_push(log->queue, 5, RANK_WORK, note, log, argument + 2);
}

static void test_an_event_may_push_at_its_own_time(void **state)
{
    (void)state;
    Log log = {.queue = queue_new()};
    queue_push(log.queue, 5, RANK_ARRIVAL, push_two_more, &log, 10);
    queue_push(log.queue, 5, RANK_ARRIVAL, note, &log, 20);
    fire_all(&log);
    assert_int_equal(log.count, 4);
    assert_int_equal(log.fired[0], 10);
    assert_int_equal(log.fired[1], 12);
    assert_int_equal(log.fired[2], 11);
    assert_int_equal(log.fired[3], 20);
    queue_delete(log.queue);
}

typedef struct Wanted {
    SimTime at;
    Rank rank;
    EventId id;
    bool cancelled;
} Wanted;

static bool is_before(const Wanted *a, const Wanted *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
}

/* Half of the events are cancelled, in no order, which moves items up and down. */
static void test_random_events_come_in_order(void **state)
{
    (void)state;
    static Wanted events[MAX_EVENTS];
    static Log log;
    log = (Log){.queue = queue_new()};
    Random random;
    random_init(&random, 1, "test");
    for (int i = 0; i < MAX_EVENTS; i++) {
        Wanted *event = &events[i];
        event->at = (SimTime)(random_bits(&random) % 100);
        event->rank = (Rank)(random_bits(&random) % RANK_LAST);
        event->id = queue_push(log.queue, event->at, event->rank, note, &log, i);
        Wanted *victim = &events[random_bits(&random) % (uint64_t)(i + 1)];
        if (i % 2 == 0) {
            queue_cancel(log.queue, victim->id);
            victim->cancelled = true;
        }
    }
    int alive = queue_count(log.queue);
    fire_all(&log);
    assert_int_equal(log.count, alive);
    for (int i = 0; i < log.count; i++) {
        assert_false(events[log.fired[i]].cancelled);
        if (i > 0)
            assert_true(is_before(&events[log.fired[i - 1]], &events[log.fired[i]]));
    }
    for (int i = 0; i < MAX_EVENTS; i++)
        alive -= !events[i].cancelled;
    assert_int_equal(alive, 0);
    queue_delete(log.queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_time_then_rank_then_order_of_pushing),
        cmocka_unit_test(test_cancelled_event_is_gone),
        cmocka_unit_test(test_old_id_does_not_cancel_a_new_event),
        cmocka_unit_test(test_an_event_may_push_at_its_own_time),
        cmocka_unit_test(test_random_events_come_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
