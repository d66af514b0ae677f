/* tests/unit/test_placement.c -- on which executors receivers may run. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/streaming/placement.h"

static const Candidate EXECUTORS[] = {{0, "node-0"}, {1, "node-1"}, {2, "node-2"}};

/* "0 2 node-7": the candidates in order. */
static void assert_list(CandidateList *list, const char *wanted)
{
    Buffer text = {0};
    for (int i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_append_byte(&text, ' ');
        if (list->items[i].executor >= 0)
            buffer_printf(&text, "%d", list->items[i].executor);
        else
            buffer_append_string(&text, list->items[i].host);
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
    candidates_free(list);
}

static void test_receivers_are_spread(void **state)
{
    (void)state;
    const char *preferred[6] = {NULL};
    CandidateList lists[6] = {{0}};
    placement_schedule(EXECUTORS, 3, preferred, 6, lists);
    static const char *const wanted[] = {"0", "1", "2", "0", "1", "2"};
    for (int i = 0; i < 6; i++)
        assert_list(&lists[i], wanted[i]);
}

static void test_a_host_without_executor_is_kept(void **state)
{
    (void)state;
    const char *preferred[] = {"node-7", NULL, "node-0", NULL};
    CandidateList lists[4] = {{0}};
    placement_schedule(EXECUTORS, 3, preferred, 4, lists);
    static const char *const wanted[] = {"node-7", "1", "0", "2"};
    for (int i = 0; i < 4; i++)
        assert_list(&lists[i], wanted[i]);
}

static void test_idle_executors_are_for_whoever_has_least(void **state)
{
    (void)state;
    const char *preferred[] = {"node-7"};
    CandidateList lists[1] = {{0}};
    placement_schedule(EXECUTORS, 3, preferred, 1, lists);
    assert_list(&lists[0], "node-7 0 1 2");
}

static void test_a_receiver_that_runs_weighs_more_than_one_that_may_come(void **state)
{
    (void)state;
    Candidate both[] = {EXECUTORS[1], EXECUTORS[2]};
    TrackedReceiver tracked[] = {
        {.state = TRACK_ACTIVE, .running = 0},
        {.state = TRACK_SCHEDULED,
            .has_scheduled = true,
            .scheduled = {both, 2, 2},
            .running = -1},
        {.state = TRACK_INACTIVE, .running = 0},
    };
    CandidateList list = {0};
    placement_reschedule(EXECUTORS, 3, NULL, tracked, 3, &list);
    assert_list(&list, "1 2");

    tracked[2] = (TrackedReceiver){.state = TRACK_ACTIVE, .running = 2};
    placement_reschedule(EXECUTORS, 3, "node-0", tracked, 3, &list);
    assert_list(&list, "node-0 1");
}

static void test_an_executor_is_accepted_by_number_or_by_host(void **state)
{
    (void)state;
    CandidateList list = {0};
    assert_false(candidates_accept(&list, 0, "node-0"));
    candidates_append(&list, EXECUTORS[0]);
    candidates_append(&list, (Candidate){-1, "node-2"});
    assert_true(candidates_accept(&list, 0, "node-0"));
    assert_false(candidates_accept(&list, 1, "node-1"));
    assert_false(candidates_accept(&list, 3, "node-0"));
    assert_true(candidates_accept(&list, 5, "node-2"));
    candidates_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_receivers_are_spread),
        cmocka_unit_test(test_a_host_without_executor_is_kept),
        cmocka_unit_test(test_idle_executors_are_for_whoever_has_least),
        cmocka_unit_test(test_a_receiver_that_runs_weighs_more_than_one_that_may_come),
        cmocka_unit_test(test_an_executor_is_accepted_by_number_or_by_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
