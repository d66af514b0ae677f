/* tests/unit/test_world.c -- when the lines of a world happen. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/ingest/world.h"

/* A world whose trace is kept as "<ms> <text or state>;", and faults as "<ms> !<n>;".
 */
typedef struct Stage {
    Queue *queue;
    Clock clock;
    Trace trace;
    World *world;
    Buffer seen;
} Stage;

/* The value of a text field of a line of JSON. */
static void append_field(Buffer *out, const char *line, const char *field)
{
    const char *at = strstr(line, field);
    if (at == NULL)
        return;
    at += strlen(field);
    buffer_append(out, at, (size_t)(strchr(at, '"') - at));
}

static void note(void *subject, const char *bytes, size_t size)
{
    Stage *stage = subject;
    Buffer line = {0};
    buffer_append(&line, bytes, size);
    const char *text = buffer_text(&line); /* what a trace gives has no end */
    if (strstr(text, "\"kind\"") != NULL) {
        buffer_printf(&stage->seen, "%g ", (double)stage->clock.now / 1000);
        append_field(&stage->seen, text, "\"text\":\"");
        append_field(&stage->seen, text, "\"state\":\"");
        buffer_append_byte(&stage->seen, ';');
    }
    buffer_free(&line);
}

static void on_fault(void *subject, const WorldLine *line)
{
    Stage *stage = subject;
    buffer_printf(&stage->seen, "%g !%d;", (double)stage->clock.now / 1000,
        line->fault);
}

static void open_stage(Stage *stage, const WorldLine *lines, int n)
{
    *stage = (Stage){.queue = queue_new()};
    clock_init_simulated(&stage->clock, 0);
    trace_init(&stage->trace, note, stage);
    stage->world = world_new(stage->queue, &stage->clock, &stage->trace);
    world_set_faults(stage->world, on_fault, stage);
    for (int i = 0; i < n; i++) {
        WorldLine line = lines[i];
        line.number = i + 1;
        if (line.to == 0)
            line.to = line.from;
        world_add(stage->world, &line);
    }
    world_begin(stage->world);
}

static void close_stage(Stage *stage)
{
    world_delete(stage->world);
    assert_int_equal(queue_count(stage->queue), 0);
    queue_delete(stage->queue);
    trace_free(&stage->trace);
    buffer_free(&stage->seen);
}

static void run_until(Stage *stage, SimTime end)
{
    while (queue_next_time(stage->queue) <= end) {
        stage->clock.advance(&stage->clock, queue_next_time(stage->queue));
        queue_fire(stage->queue);
    }
    stage->clock.advance(&stage->clock, end);
}

static void check_seen(Stage *stage, const char *wanted)
{
    assert_string_equal(buffer_text(&stage->seen), wanted);
    buffer_clear(&stage->seen);
}

#define AT_TIME .condition = WORLD_AT_TIME

static void test_times_and_numbers(void **state)
{
    (void)state;
    const WorldLine lines[] = {
        {AT_TIME, .kind = WORLD_RECORDS, .place = "a:1", .text = "r{n} of {n}",
            .from = TIME_MS(100), .to = TIME_MS(350), .every = TIME_MS(100)},
        {AT_TIME, .kind = WORLD_RECORDS, .place = "b:1", .text = "once",
            .from = TIME_MS(200)},
        {AT_TIME, .kind = WORLD_ACT, .place = "a:1", .act = PEER_HANGUP,
            .from = TIME_MS(200)},
    };
    Stage stage;
    open_stage(&stage, lines, 3);
    assert_int_equal(world_next_time(stage.world), TIME_MS(100));
    run_until(&stage, TIME_S(1));
    check_seen(&stage, "100 r1 of 1;200 r2 of 2;200 once;200 hangup;300 r3 of 3;");
    assert_int_equal(world_next_time(stage.world), TIME_NEVER);
    close_stage(&stage);
}

static void test_conditions(void **state)
{
    (void)state;
    const WorldLine lines[] = {
        {.condition = WORLD_BLOCKS_STORED,
            .subject = 1,
            .count = 2,
            .kind = WORLD_FAULT,
            .fault = 7},
        {.condition = WORLD_BATCH_STARTED,
            .subject = TIME_S(3),
            .count = 1,
            .kind = WORLD_RECORDS,
            .place = "a",
            .text = "later",
            .from = TIME_MS(20)},
    };
    Stage stage;
    open_stage(&stage, lines, 2);
    assert_int_equal(world_next_time(stage.world), TIME_NEVER);
    world_note(stage.world, WORLD_BLOCKS_STORED, 1);
    world_note(stage.world, WORLD_BLOCKS_STORED, 0);
    run_until(&stage, TIME_S(1));
    check_seen(&stage, "");
    world_note(stage.world, WORLD_BLOCKS_STORED, 1);
    world_note(stage.world, WORLD_BLOCKS_STORED, 1);
    run_until(&stage, TIME_S(2));
    check_seen(&stage, "1000 !7;");
    world_note(stage.world, WORLD_BATCH_STARTED, TIME_S(3));
    world_note(stage.world, WORLD_BATCH_STARTED, TIME_S(3));
    run_until(&stage, TIME_S(5));
    check_seen(&stage, "2020 later;");
    world_note(NULL, WORLD_BATCH_STARTED, TIME_S(3));
    close_stage(&stage);
}

static void test_rate_changes(void **state)
{
    (void)state;
    const WorldLine lines[] = {
        {AT_TIME, .kind = WORLD_RECORDS, .place = "a", .text = "{n}", .to = TIME_S(2),
            .arrives = true, .arrivals = {.rate = 2}},
        {AT_TIME, .kind = WORLD_RATE, .place = "a", .from = TIME_S(1), .arrives = true,
            .arrivals = {.rate = 4}},
    };
    Stage stage;
    open_stage(&stage, lines, 2);
    run_until(&stage, TIME_S(3));
    check_seen(&stage, "250 1;750 2;1125 3;1375 4;1625 5;1875 6;");
    close_stage(&stage);
}

static void test_moves_to_another_queue(void **state)
{
    (void)state;
    const WorldLine lines[] = {
        {AT_TIME, .kind = WORLD_FAULT, .fault = 1, .from = TIME_S(1)},
        {AT_TIME, .kind = WORLD_FAULT, .fault = 2, .from = TIME_S(3)},
    };
    Stage stage;
    open_stage(&stage, lines, 2);
    run_until(&stage, TIME_S(2));
    assert_int_equal(world_next_fault(stage.world, 2), TIME_S(3));
    assert_int_equal(world_next_fault(stage.world, 1), TIME_NEVER);
    Queue *old = stage.queue;
    stage.queue = queue_new();
    world_move(stage.world, stage.queue);
    assert_int_equal(queue_count(old), 0);
    queue_delete(old);
    run_until(&stage, TIME_S(4));
    check_seen(&stage, "1000 !1;3000 !2;");
    close_stage(&stage);
}

static void nothing(void *subject)
{
    (void)subject;
}

static void test_a_peer_is_dry_after_its_last_line(void **state)
{
    (void)state;
    const WorldLine lines[] = {
        {AT_TIME, .kind = WORLD_RECORDS, .place = "a:1", .text = "x",
            .from = TIME_MS(1)},
        {AT_TIME, .kind = WORLD_ACT, .place = "a:1", .act = PEER_ANSWER,
            .from = TIME_MS(2)},
    };
    Stage stage;
    open_stage(&stage, lines, 2);
    PeerLink *link = peer_connect(world_find(stage.world, "a:1"), nothing, NULL);
    run_until(&stage, TIME_MS(1));
    PeerRecord record;
    assert_true(link_read(link, &record));
    assert_false(link_is_dry(link));
    run_until(&stage, TIME_MS(2));
    assert_true(link_is_dry(link));
    assert_null(world_find(stage.world, "a:2"));
    peer_leave(link);
    close_stage(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times_and_numbers),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_rate_changes),
        cmocka_unit_test(test_moves_to_another_queue),
        cmocka_unit_test(test_a_peer_is_dry_after_its_last_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
