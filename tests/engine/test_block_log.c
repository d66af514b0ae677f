/* tests/engine/test_block_log.c -- where a task reads a block that is in a log. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/program.h"
#include "tests/unit/folder.h"

/* A log whose only record is 7, at byte 0, and one that is no record of ours behind. */
static void write_log(void)
{
    Buffer file = {0};
    Buffer record = {0};
    char frame[LOG_FRAME];
    record_append_int(&record, 7);
    log_frame_make(frame, record.data, record.size);
    buffer_append(&file, frame, LOG_FRAME);
    buffer_append(&file, record.data, record.size);
    log_frame_make(frame, "???", 3);
    buffer_append(&file, frame, LOG_FRAME);
    buffer_append(&file, "???", 3);
    folder_write("log-0-1000", file.data, file.size);
    buffer_free(&file);
    buffer_free(&record);
}

static void put_block(Program *program, BlockId id, int64_t number)
{
    Block block = {.id = id, .records = 1};
    record_append_int(&block.data, number);
    blocks_put(program->blocks, &block);
}

static void test_a_task_reads_memory_or_the_log(void **state)
{
    (void)state;
    enum { IN_BOTH, LOST, RECOVERED, TORN, NO_RECORD, COUNT };
    World world;
    assert_true(world_open(&world, "return tostring", 0));
    Program *program = &world.program;
    write_log();
    BlockId ids[COUNT];
    for (int i = 0; i < COUNT; i++)
        ids[i] = (BlockId){BLOCK_INPUT, 0, i};
    put_block(program, ids[IN_BOTH], 1);
    put_block(program, ids[RECOVERED], 2); /* another one that has its name now */
    LogSegment there = {.to = 1000, .length = 9};
    LogSegment segments[COUNT] = {there, there, there,
        {.to = 1000, .offset = 3, .length = 9},
        {.to = 1000, .offset = LOG_FRAME + 9, .length = 3}};
    bool only[COUNT] = {[RECOVERED] = true};
    CallSite site = {.op = "receiverStream"};
    RddId rdd = rdds_add_received(&program->rdds, &site,
        &(ReceivedBlocks){ids, COUNT, true, ".", segments, only})
                    ->id;
    Worker *worker = world.worker;
    assert_string_equal(program_run(program, worker, rdd, IN_BOTH), "1");
    assert_string_equal(program_run(program, worker, rdd, LOST), "7");
    assert_string_equal(program_run(program, worker, rdd, RECOVERED), "7");
    assert_string_equal(program_run(program, worker, rdd, TORN),
        "org.apache.spark.SparkException: Could not read data from write ahead log "
        "record FileBasedWriteAheadLogSegment(./log-0-1000,3,9) (the file is damaged "
        "there)");
    assert_string_equal(program_run(program, worker, rdd, NO_RECORD),
        "org.apache.spark.SparkException: what the log in . holds are no records");
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_task_reads_memory_or_the_log,
            folder_enter, folder_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
