/* tests/unit/test_wal.c -- what a log keeps, whatever happens to its writer. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/base/file.h"
#include "vm/ingest/wal.h"

typedef struct World {
    Clock clock;
    Trace trace;
    Wal *log;
} World;

static const WalSettings SETTINGS = {.rolling_interval = TIME_S(60), .max_failures = 3};

static Wal *open_log(World *world, const WalSettings *settings)
{
    WalPlace place = {.root = "checkpoint",
        .name = "receivedData/0",
        .clock = &world->clock,
        .trace = &world->trace};
    Err err;
    Wal *log = wal_open(&place, settings, &err);
    assert_non_null(log);
    return log;
}

static void open_world(World *world, const WalSettings *settings)
{
    *world = (World){0};
    clock_init_simulated(&world->clock, TIME_MS(500));
    world->log = open_log(world, settings);
}

static void set_time(World *world, int64_t ms)
{
    world->clock.now = TIME_MS(ms);
}

static bool try_write(World *world, const char *text, LogSegment *segment, Err *err)
{
    Buffer record = {0};
    buffer_append_string(&record, text);
    bool ok = wal_write(world->log, "block", &record, segment, err);
    buffer_free(&record);
    return ok;
}

static LogSegment write_text(World *world, const char *text)
{
    LogSegment segment;
    Err err;
    assert_true(try_write(world, text, &segment, &err));
    return segment;
}

static void collect(void *subject, const char *record, size_t size)
{
    Buffer *texts = subject;
    if (texts->size > 0)
        buffer_append_byte(texts, ' ');
    buffer_append(texts, record, size);
}

static void expect_log(const Wal *log, const char *wanted)
{
    Buffer texts = {0};
    Err err;
    assert_true(wal_read(log, collect, &texts, &err));
    assert_string_equal(buffer_text(&texts), wanted);
    buffer_free(&texts);
}

static void expect_segment(const Wal *log, const LogSegment *segment,
    const char *wanted)
{
    Buffer text = {0};
    Err err;
    assert_true(log_segment_read(wal_folder(log), segment, &text, &err));
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
}

static void test_records_come_back(void **state)
{
    (void)state;
    World world;
    open_world(&world, &SETTINGS);
    assert_int_equal(wal_files(world.log), 0);
    LogSegment one = write_text(&world, "one");
    LogSegment none = write_text(&world, "");
    LogSegment two = write_text(&world, "two");
    assert_int_equal(one.from, 500);
    assert_int_equal(one.to, 60500);
    assert_int_equal(one.offset, 0);
    assert_int_equal(two.offset, 2 * LOG_FRAME + 3);
    expect_segment(world.log, &two, "two");
    expect_segment(world.log, &none, "");
    expect_segment(world.log, &one, "one");
    expect_log(world.log, "one  two");
    assert_int_equal(access("checkpoint/receivedData/0/log-500-60500", F_OK), 0);
    wal_close(world.log);
    wal_close(NULL);
}

/* A process was killed in the middle of a write: at any byte. */
static void test_a_torn_file_is_read_to_its_last_whole_record(void **state)
{
    (void)state;
    World world;
    open_world(&world, &SETTINGS);
    LogSegment last = {0};
    for (int i = 0; i < 5; i++)
        last = write_text(&world, "abcdefghij");
    wal_close(world.log);
    Buffer path = {0};
    Buffer whole = {0};
    Err err;
    log_segment_append_path(&path, "checkpoint/receivedData/0", &last);
    assert_true(file_read(buffer_text(&path), &whole, &err));
    assert_int_equal(whole.size, 5 * (LOG_FRAME + 10));

    for (size_t size = 0; size <= whole.size; size++) {
        folder_remove("checkpoint");
        assert_true(file_put(buffer_text(&path), whole.data, size, &err));
        world.log = open_log(&world, &SETTINGS);
        write_text(&world, "more");
        Buffer wanted = {0};
        for (size_t i = 0; i < size / (LOG_FRAME + 10); i++)
            buffer_append_string(&wanted, "abcdefghij ");
        buffer_append_string(&wanted, "more");
        expect_log(world.log, buffer_text(&wanted));
        buffer_free(&wanted);
        Buffer text = {0};
        bool is_there = log_segment_read(wal_folder(world.log), &last, &text, &err);
        assert_int_equal(is_there, size == whole.size);
        buffer_free(&text);
        wal_close(world.log);
    }
    buffer_free(&whole);
    buffer_free(&path);
}

static void test_a_changed_byte_is_found(void **state)
{
    (void)state;
    World world;
    open_world(&world, &SETTINGS);
    LogSegment segment = write_text(&world, "abcdefghij");
    Buffer path = {0};
    Buffer whole = {0};
    Err err;
    log_segment_append_path(&path, wal_folder(world.log), &segment);
    assert_true(file_read(buffer_text(&path), &whole, &err));
    for (size_t i = 0; i < whole.size; i++) {
        whole.data[i] ^= 1;
        assert_true(file_put(buffer_text(&path), whole.data, whole.size, &err));
        expect_log(world.log, "");
        Buffer text = {0};
        assert_false(log_segment_read(wal_folder(world.log), &segment, &text, &err));
        assert_int_equal(err.code, ERR_SPARK);
        assert_string_equal(err.message,
            "Could not read data from write ahead log record "
            "FileBasedWriteAheadLogSegment(checkpoint/receivedData/0/log-500-60500,0,"
            "10) (the file is damaged there)");
        assert_int_equal(text.size, 0);
        whole.data[i] ^= 1;
    }
    /* Zeros, as a file system may leave behind a crash of the machine. */
    memset(whole.data, 0, whole.size);
    assert_true(file_put(buffer_text(&path), whole.data, whole.size, &err));
    expect_log(world.log, "");
    wal_close(world.log);
    buffer_free(&whole);
    buffer_free(&path);
}

static void test_files_roll_and_are_cleaned(void **state)
{
    (void)state;
    World world;
    WalSettings settings = {.rolling_interval = TIME_S(1), .max_failures = 1};
    open_world(&world, &settings);
    write_text(&world, "a");
    set_time(&world, 1500);
    write_text(&world, "b"); /* its last moment */
    assert_int_equal(wal_files(world.log), 1);
    set_time(&world, 1501);
    write_text(&world, "c");
    set_time(&world, 3000);
    write_text(&world, "d");
    assert_int_equal(wal_files(world.log), 3);
    expect_log(world.log, "a b c d");

    wal_clean(world.log, TIME_MS(1500));
    assert_int_equal(wal_files(world.log), 3);
    wal_clean(world.log, TIME_MS(1501));
    expect_log(world.log, "c d");
    assert_int_equal(access("checkpoint/receivedData/0/log-500-1500", F_OK), -1);
    wal_clean(world.log, TIME_S(1000)); /* but for the one that is written */
    expect_log(world.log, "d");
    write_text(&world, "e");
    expect_log(world.log, "d e");
    wal_close(world.log);

    world.log = open_log(&world, &settings); /* nobody writes that one any more */
    wal_clean(world.log, TIME_S(1000));
    assert_int_equal(wal_files(world.log), 0);
    wal_close(world.log);
}

static void test_a_found_file_is_not_continued(void **state)
{
    (void)state;
    World world;
    open_world(&world, &SETTINGS);
    write_text(&world, "a");
    wal_close(world.log);
    set_time(&world, 0); /* a simulation that starts anew */
    world.log = open_log(&world, &SETTINGS);
    LogSegment b = write_text(&world, "b");
    assert_int_equal(b.from, 501);
    assert_int_equal(b.to, 60500);
    LogSegment c = write_text(&world, "c");
    assert_int_equal(c.from, 501);
    expect_log(world.log, "a b c");
    wal_close(world.log);
}

static void test_a_file_may_be_closed_after_each_write(void **state)
{
    (void)state;
    World world;
    WalSettings settings = SETTINGS;
    settings.close_after_write = true;
    open_world(&world, &settings);
    LogSegment a = write_text(&world, "a");
    LogSegment b = write_text(&world, "b");
    assert_int_equal(a.from, b.from);
    expect_segment(world.log, &b, "b");
    expect_log(world.log, "a b");
    wal_close(world.log);
}

/* A write that fails half-way leaves a torn record; the next goes to another file. */
static void test_failed_writes_are_tried_again(void **state)
{
    (void)state;
    for (size_t after = 0; after < LOG_FRAME + 6; after++) {
        World world;
        folder_remove("checkpoint");
        open_world(&world, &SETTINGS);
        write_text(&world, "before");
        wal_fail_writes(world.log, 2, after);
        LogSegment segment = write_text(&world, "broken");
        expect_segment(world.log, &segment, "broken");
        wal_fail_writes(world.log, 3, after);
        Err err;
        assert_false(try_write(&world, "unlucky", NULL, &err));
        assert_int_equal(err.code, ERR_IO);
        assert_string_equal(err.message,
            "cannot write to the log in checkpoint/receivedData/0: No space left on "
            "device");
        write_text(&world, "behind");
        expect_log(world.log, "before broken behind");
        wal_close(world.log);
    }
}

static void test_other_files_are_left_alone(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"log-1", "log-1-", "log--2", "log-1-2.crc",
        "log-1-2x", "xlog-1-2", "log-1-0", "log-1-99999999999999999999"};
    World world;
    Err err;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char path[100];
        snprintf(path, sizeof path, "checkpoint/receivedData/0/%s", NAMES[i]);
        assert_true(file_put(path, "x", 1, &err));
    }
    open_world(&world, &SETTINGS);
    assert_int_equal(wal_files(world.log), 0);
    wal_clean(world.log, TIME_NEVER);
    assert_int_equal(access("checkpoint/receivedData/0/log-1-", F_OK), 0);
    wal_close(world.log);
}

static void test_what_cannot_be_done(void **state)
{
    (void)state;
    World world = {0};
    Err err;
    assert_true(file_put("checkpoint", "x", 1, &err));
    WalPlace place = {.root = "checkpoint",
        .name = "log",
        .clock = &world.clock,
        .trace = &world.trace};
    assert_null(wal_open(&place, &SETTINGS, &err));
    assert_int_equal(err.code, ERR_IO);

    LogSegment segment = {.from = 1, .to = 2, .length = 3};
    Buffer text = {0};
    assert_false(log_segment_read("nowhere", &segment, &text, &err));
    assert_non_null(strstr(err.message, "nowhere/log-1-2,0,3) (No such file"));
    segment.length = -1;
    assert_true(file_put("nowhere/log-1-2", "x", 1, &err));
    assert_false(log_segment_read("nowhere", &segment, &text, &err));
}

static void expect_refused(const char *key, const char *value)
{
    Conf conf = {0};
    WalSettings settings;
    Err err;
    conf_set(&conf, key, value);
    assert_false(wal_read_settings(&conf, "receiver", &settings, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    conf_free(&conf);
}

static void test_settings(void **state)
{
    (void)state;
    Conf conf = {0};
    WalSettings settings;
    Err err;
    assert_true(wal_read_settings(&conf, "driver", &settings, &err));
    assert_int_equal(settings.rolling_interval, TIME_S(60));
    assert_int_equal(settings.max_failures, 3);
    assert_false(settings.close_after_write);
    conf_set(&conf, "spark.streaming.driver.writeAheadLog.rollingIntervalSecs", "7");
    conf_set(&conf, "spark.streaming.driver.writeAheadLog.maxFailures", "1");
    conf_set(&conf, "spark.streaming.driver.writeAheadLog.closeFileAfterWrite", "true");
    assert_true(wal_read_settings(&conf, "driver", &settings, &err));
    assert_int_equal(settings.rolling_interval, TIME_S(7));
    assert_int_equal(settings.max_failures, 1);
    assert_true(settings.close_after_write);
    assert_true(wal_read_settings(&conf, "receiver", &settings, &err));
    assert_int_equal(settings.max_failures, 3);
    conf_free(&conf);
    expect_refused("spark.streaming.receiver.writeAheadLog.rollingIntervalSecs", "0");
    expect_refused("spark.streaming.receiver.writeAheadLog.maxFailures", "0");
    expect_refused("spark.streaming.receiver.writeAheadLog.closeFileAfterWrite", "no");
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_records_come_back),
        TEST(test_a_torn_file_is_read_to_its_last_whole_record),
        TEST(test_a_changed_byte_is_found),
        TEST(test_files_roll_and_are_cleaned),
        TEST(test_a_found_file_is_not_continued),
        TEST(test_a_file_may_be_closed_after_each_write),
        TEST(test_failed_writes_are_tried_again),
        TEST(test_other_files_are_left_alone),
        TEST(test_what_cannot_be_done),
        TEST(test_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
