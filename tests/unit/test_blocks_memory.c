/* tests/unit/test_blocks_memory.c -- memory that is full, disk, and several copies. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "vm/store/blocks.h"

#include "folder.h"

/* Executors with room for 100 bytes each, and what the trace says of their blocks. */
typedef struct World {
    BlockManager *blocks;
    Trace trace;
    Clock clock;
    Buffer lines;
} World;

/* How many folders of runs are here, and the name of one. */
static int count_folders(Buffer *name)
{
    DIR *folder = opendir(".");
    assert_non_null(folder);
    int count = 0;
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        buffer_clear(name);
        buffer_append_string(name, entry->d_name);
        count++;
    }
    closedir(folder);
    return count;
}

static void check_no_folder(void)
{
    Buffer name = {0};
    assert_int_equal(count_folders(&name), 0);
    buffer_free(&name);
}

static void take_line(void *subject, const char *line, size_t size)
{
    buffer_append(subject, line, size);
}

static void add_executor(World *world, int executor, const char *host)
{
    BlockHome home = {.host = host, .memory = 100, .off_heap = 0};
    blocks_add_executor(world->blocks, executor, &home);
}

static void setup(World *world, int executors)
{
    static const char *const hosts[] = {"a", "a", "b", "b"};
    memset(world, 0, sizeof *world);
    world->blocks = blocks_new();
    clock_init_simulated(&world->clock, 0);
    trace_init(&world->trace, take_line, &world->lines);
    buffer_clear(&world->lines); /* without the version */
    blocks_set_trace(world->blocks, &world->trace, &world->clock);
    blocks_set_folder(world->blocks, ".");
    for (int i = 0; i < executors; i++)
        add_executor(world, i, hosts[i]);
}

static void teardown(World *world)
{
    blocks_check(world->blocks);
    blocks_delete(world->blocks);
    check_no_folder();
    trace_free(&world->trace);
    buffer_free(&world->lines);
}

static BlockId input(int64_t ms)
{
    return (BlockId){BLOCK_INPUT, 0, ms};
}

static BlockId kept(int rdd, int64_t partition)
{
    return (BlockId){BLOCK_RDD, rdd, partition};
}

static bool store(World *world, BlockId id, StorageLevel level, int size)
{
    Block block = {.id = id, .level = level, .records = 1};
    for (int i = 0; i < size; i++)
        buffer_append_byte(&block.data, (char)('a' + (i + id.second) % 26));
    Err err;
    bool stored = blocks_store(world->blocks, &block, &err);
    assert_true(stored || err.code == ERR_NONE);
    assert_null(block.data.data);
    blocks_check(world->blocks);
    return stored;
}

static void check_read(const World *world, BlockId id, int size)
{
    const Block *block = blocks_find(world->blocks, id);
    assert_non_null(block);
    Buffer scratch = {0};
    const Buffer *records;
    Err err;
    assert_true(blocks_read(world->blocks, block, &scratch, &records, &err));
    assert_int_equal(records->size, size);
    for (int i = 0; i < size; i++)
        assert_int_equal(records->data[i], 'a' + (i + id.second) % 26);
    buffer_free(&scratch);
}

/* All that the trace said since the last time, without what is the same in each line.
 */
static void check_trace(World *world, const char *expected)
{
    Buffer said = {0};
    char kind[32];
    char name[32];
    char place[16] = "";
    char why[32];
    int executor;
    char *line = strtok((char *)buffer_text(&world->lines), "\n");
    for (; line != NULL; line = strtok(NULL, "\n")) {
        int got = sscanf(line,
            "{\"at\":0,\"kind\":\"block-%31[^\"]\",\"block\":\"%31[^\"]\","
            "\"executor\":%d,\"place\":\"%15[^\"]",
            kind, name, &executor, place);
        assert_true(got >= 3);
        sscanf(strstr(line, "\"why\""), "\"why\":\"%31[^\"]", why);
        buffer_printf(&said, "%s %s %d%s%s %s\n", kind, name, executor,
            got == 4 ? " " : "", got == 4 ? place : "", why);
    }
    assert_string_equal(buffer_text(&said), expected);
    buffer_free(&said);
    buffer_clear(&world->lines);
}

static void test_the_oldest_leaves(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    assert_true(store(&world, input(1), LEVEL_MEMORY_ONLY, 40));
    assert_true(store(&world, input(2), LEVEL_MEMORY_ONLY, 40));
    blocks_touch(world.blocks, input(1), 0);
    assert_int_equal(blocks_used(world.blocks, 0), 80);
    assert_true(store(&world, input(3), LEVEL_MEMORY_ONLY, 60));
    assert_null(blocks_find(world.blocks, input(2)));
    check_read(&world, input(1), 40);
    check_read(&world, input(3), 60);
    assert_int_equal(blocks_used(world.blocks, 0), 100);
    check_trace(&world, "removed input-0-2 0 evicted\n");
    assert_true(blocks_remove(world.blocks, input(1)));
    assert_true(blocks_remove(world.blocks, input(3)));
    assert_int_equal(blocks_used(world.blocks, 0), 0);
    check_trace(&world,
        "removed input-0-1 0 cleaned\n"
        "removed input-0-3 0 cleaned\n");
    teardown(&world);
}

static void test_what_may_be_on_disk_goes_there(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    assert_true(store(&world, input(1), LEVEL_MEMORY_AND_DISK_SER, 60));
    assert_true(store(&world, input(2), LEVEL_MEMORY_AND_DISK_SER, 60));
    check_trace(&world, "copy input-0-1 0 disk evicted\n");
    const Block *block = blocks_find(world.blocks, input(1));
    assert_int_equal(block_memory_bytes(block), 0);
    assert_int_equal(block_disk_bytes(block), 60);
    assert_null(block->data.data);
    check_read(&world, input(1), 60);
    assert_int_equal(blocks_used(world.blocks, 0), 60);

    /* Read by a task, it wants its place in memory back; it stays on disk as well. */
    blocks_touch(world.blocks, input(1), 0);
    check_trace(&world,
        "copy input-0-2 0 disk evicted\n"
        "copy input-0-1 0 both read\n");
    check_read(&world, input(1), 60);
    check_read(&world, input(2), 60);
    assert_int_equal(block_disk_bytes(blocks_find(world.blocks, input(1))), 60);
    teardown(&world);
}

static void test_no_partition_leaves_for_its_own_rdd(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    assert_true(store(&world, kept(1, 0), LEVEL_MEMORY_ONLY, 60));
    assert_false(store(&world, kept(1, 1), LEVEL_MEMORY_ONLY, 60));
    assert_true(store(&world, kept(1, 2), LEVEL_MEMORY_AND_DISK, 60));
    check_trace(&world, "copy rdd_1_2 0 disk stored\n");
    assert_non_null(blocks_find(world.blocks, kept(1, 0)));
    assert_null(blocks_find(world.blocks, kept(1, 1)));

    /* Of another RDD it leaves, but only if that is enough. */
    assert_true(store(&world, kept(2, 0), LEVEL_MEMORY_ONLY, 30));
    assert_false(store(&world, kept(2, 1), LEVEL_MEMORY_ONLY, 80));
    assert_non_null(blocks_find(world.blocks, kept(1, 0)));
    assert_true(store(&world, kept(2, 1), LEVEL_MEMORY_ONLY, 70));
    assert_null(blocks_find(world.blocks, kept(1, 0)));
    check_trace(&world, "removed rdd_1_0 0 evicted\n");
    teardown(&world);
}

static void test_too_large_for_memory(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    assert_true(store(&world, input(1), LEVEL_MEMORY_ONLY, 50));
    assert_false(store(&world, input(2), LEVEL_MEMORY_ONLY, 101));
    assert_non_null(blocks_find(world.blocks, input(1)));
    assert_true(store(&world, input(3), LEVEL_MEMORY_AND_DISK, 101));
    check_read(&world, input(3), 101);
    blocks_touch(world.blocks, input(3), 0);
    check_read(&world, input(3), 101);
    check_trace(&world, "copy input-0-3 0 disk stored\n");
    teardown(&world);
}

static void test_levels_on_disk_and_off_the_heap(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    assert_true(store(&world, input(1), LEVEL_DISK_ONLY, 10));
    blocks_touch(world.blocks, input(1), 0);
    assert_true(store(&world, input(2), LEVEL_OFF_HEAP, 10)); /* there is none */
    assert_true(store(&world, input(3), LEVEL_DISK_ONLY, 0));
    check_trace(&world,
        "copy input-0-1 0 disk stored\n"
        "copy input-0-2 0 disk stored\n"
        "copy input-0-3 0 disk stored\n");
    assert_int_equal(blocks_used(world.blocks, 0), 0);
    check_read(&world, input(1), 10);
    check_read(&world, input(2), 10);
    check_read(&world, input(3), 0);

    BlockHome home = {.host = "c", .memory = 100, .off_heap = 50};
    blocks_add_executor(world.blocks, 1, &home);
    Block block = {.id = input(4), .level = LEVEL_OFF_HEAP, .executor = 1};
    buffer_append_string(&block.data, "off the heap");
    assert_true(blocks_put(world.blocks, &block));
    assert_int_equal(blocks_used(world.blocks, 1), 12);
    assert_int_equal(block_memory_bytes(blocks_find(world.blocks, input(4))), 12);
    teardown(&world);
}

static void path_of(const char *file, Buffer *path)
{
    assert_int_equal(count_folders(path), 1);
    buffer_printf(path, "/blockmgr-0/%s", file);
    buffer_text(path);
}

static void test_files(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    check_no_folder(); /* none before one is needed */
    assert_true(store(&world, input(1), LEVEL_DISK_ONLY, 10));
    Buffer path = {0};
    path_of("input-0-1", &path);
    struct stat status;
    assert_int_equal(stat(path.data, &status), 0);
    assert_int_equal(status.st_size, 10);

    /* Cut, or gone: an error for who reads, and for nobody else. */
    Buffer scratch = {0};
    const Buffer *records;
    Err err;
    const Block *block = blocks_find(world.blocks, input(1));
    assert_int_equal(truncate(path.data, 4), 0);
    assert_false(blocks_read(world.blocks, block, &scratch, &records, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.message,
        "the file of block input-0-1 is damaged: it has 4 bytes, not 10");
    assert_int_equal(unlink(path.data), 0);
    assert_false(blocks_read(world.blocks, block, &scratch, &records, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "cannot read "));
    blocks_touch(world.blocks, input(1), 0);
    assert_true(blocks_remove(world.blocks, input(1)));

    assert_true(store(&world, input(2), LEVEL_DISK_ONLY, 10));
    path_of("input-0-2", &path);
    assert_true(blocks_remove(world.blocks, input(2)));
    assert_int_equal(access(path.data, F_OK), -1);
    buffer_free(&scratch);
    buffer_free(&path);
    teardown(&world);
}

static void test_a_disk_that_cannot_be_written(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    blocks_set_folder(world.blocks, "/dev/null/blocks");
    assert_true(store(&world, input(1), LEVEL_MEMORY_AND_DISK, 60));
    Block block = {.id = input(2), .level = LEVEL_MEMORY_ONLY};
    buffer_reserve(&block.data, 60);
    memset(block.data.data, 'x', 60);
    block.data.size = 60;
    Err err;
    assert_false(blocks_store(world.blocks, &block, &err)); /* the other cannot leave */
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "/dev/null/blocks"));
    check_read(&world, input(1), 60);
    check_trace(&world, "");
    teardown(&world);
}

static void check_copies(const World *world, BlockId id, const char *executors)
{
    Buffer found = {0};
    for (int i = 0; i < 4; i++)
        if (blocks_is_at(world->blocks, id, i))
            buffer_append_int(&found, i);
    assert_string_equal(buffer_text(&found), executors);
    buffer_free(&found);
}

static void test_replicas_go_to_the_next_host(void **state)
{
    (void)state;
    World world;
    setup(&world, 4);
    assert_true(store(&world, input(1), LEVEL_MEMORY_ONLY_2, 30));
    check_copies(&world, input(1), "02");
    assert_true(store(&world, input(2), LEVEL_DISK_ONLY_3, 30));
    check_copies(&world, input(2), "023");
    check_trace(&world,
        "copy input-0-1 2 memory replicated\n"
        "copy input-0-2 0 disk stored\n"
        "copy input-0-2 2 disk replicated\n"
        "copy input-0-2 3 disk replicated\n");
    blocks_lose_executor(world.blocks, 2);
    blocks_lose_executor(world.blocks, 3);
    check_trace(&world,
        "removed input-0-1 2 lost\n"
        "removed input-0-2 2 lost\n"
        "removed input-0-2 3 lost\n");
    /* Nobody on another host lives: the same host has to do. */
    assert_true(store(&world, input(3), LEVEL_MEMORY_ONLY_2, 30));
    check_copies(&world, input(3), "01");
    check_read(&world, input(2), 30);
    teardown(&world);
}

static void test_a_peer_that_is_full_is_passed(void **state)
{
    (void)state;
    World world;
    setup(&world, 3);
    Block block = {.id = kept(7, 0), .level = LEVEL_MEMORY_ONLY, .executor = 2};
    for (int i = 0; i < 90; i++)
        buffer_append_byte(&block.data, 'x');
    assert_true(blocks_put(world.blocks, &block));
    assert_true(store(&world, kept(7, 1), LEVEL_MEMORY_ONLY_2, 30));
    check_copies(&world, kept(7, 1), "01");
    teardown(&world);
}

static void test_a_copy_survives_its_executor(void **state)
{
    (void)state;
    World world;
    setup(&world, 3);
    assert_true(store(&world, input(1), LEVEL_MEMORY_ONLY_2, 30));
    assert_true(store(&world, input(2), LEVEL_MEMORY_ONLY, 30));
    assert_true(store(&world, kept(1, 0), LEVEL_MEMORY_ONLY_2, 30));
    buffer_clear(&world.lines);
    blocks_lose_executor(world.blocks, 0);
    check_read(&world, input(1), 30);
    assert_int_equal(blocks_find(world.blocks, input(1))->executor, 2);
    assert_null(blocks_find(world.blocks, input(2)));
    /* Only a kept partition is copied again. */
    check_copies(&world, input(1), "2");
    check_copies(&world, kept(1, 0), "12");
    check_trace(&world,
        "removed input-0-1 0 lost\n"
        "removed input-0-2 0 lost\n"
        "removed rdd_1_0 0 lost\n"
        "copy rdd_1_0 1 memory replicated\n");

    blocks_set_proactive(world.blocks, false);
    blocks_lose_executor(world.blocks, 2);
    assert_null(blocks_find(world.blocks, input(1)));
    check_copies(&world, kept(1, 0), "1");

    /* Nothing is stored where nobody lives any more. */
    assert_false(store(&world, input(4), LEVEL_MEMORY_AND_DISK, 10));
    teardown(&world);
}

static void test_a_copy_is_dropped(void **state)
{
    (void)state;
    World world;
    setup(&world, 3);
    assert_true(store(&world, input(1), LEVEL_MEMORY_AND_DISK_SER_2, 30));
    assert_false(blocks_drop_copy(world.blocks, input(1), 1));
    assert_false(blocks_drop_copy(world.blocks, input(9), 0));
    assert_true(blocks_drop_copy(world.blocks, input(1), 2));
    check_copies(&world, input(1), "0");
    assert_true(blocks_drop_copy(world.blocks, input(1), 0));
    assert_null(blocks_find(world.blocks, input(1)));
    check_trace(&world,
        "copy input-0-1 2 memory replicated\n"
        "removed input-0-1 2 lost\n"
        "removed input-0-1 0 lost\n");
    teardown(&world);
}

static void test_shuffle_output_is_in_no_account(void **state)
{
    (void)state;
    World world;
    setup(&world, 1);
    Block block = {.id = {BLOCK_SHUFFLE, 0, 0}};
    for (int i = 0; i < 500; i++)
        buffer_append_byte(&block.data, 'x');
    assert_true(blocks_put(world.blocks, &block));
    assert_int_equal(blocks_used(world.blocks, 0), 0);
    assert_true(store(&world, input(1), LEVEL_MEMORY_ONLY, 100));
    assert_non_null(blocks_find(world.blocks, (BlockId){BLOCK_SHUFFLE, 0, 0}));
    blocks_touch(world.blocks, (BlockId){BLOCK_SHUFFLE, 0, 0}, 0);
    blocks_lose_executor(world.blocks, 0);
    assert_int_equal(blocks_count(world.blocks), 0);
    check_trace(&world, "removed input-0-1 0 lost\n");
    teardown(&world);
}

/* Many blocks of all levels under little memory: whatever happens, what is there can
 * be read, and accounts agree (store checks them). */
static void test_many_of_all_levels(void **state)
{
    (void)state;
    World world;
    setup(&world, 4);
    enum { ROUNDS = 600, IDS = 40 };
    unsigned random = 7;
    for (int round = 0; round < ROUNDS; round++) {
        random = random * 1103515245u + 12345u;
        unsigned draw = random >> 8;
        BlockId id = draw % 2 == 0 ? input(draw / 2 % IDS) : kept(draw % 5, draw % IDS);
        StorageLevel level = (StorageLevel)(1 + draw % (LEVEL_COUNT - 1));
        if (draw % 7 == 0)
            blocks_remove(world.blocks, id);
        else if (draw % 7 < 3)
            blocks_touch(world.blocks, id, (int)(draw % 4));
        else
            store(&world, id, level, 10 + (int)(id.second % 50));
        if (round == ROUNDS / 2)
            blocks_lose_executor(world.blocks, 3);
        for (int i = 0; i < IDS; i++)
            if (blocks_find(world.blocks, input(i)) != NULL)
                check_read(&world, input(i), 10 + i % 50);
    }
    for (int executor = 0; executor < 4; executor++)
        assert_true(blocks_used(world.blocks, executor) <= 100);
    teardown(&world);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_oldest_leaves),
        TEST(test_what_may_be_on_disk_goes_there),
        TEST(test_no_partition_leaves_for_its_own_rdd),
        TEST(test_too_large_for_memory),
        TEST(test_levels_on_disk_and_off_the_heap),
        TEST(test_files),
        TEST(test_a_disk_that_cannot_be_written),
        TEST(test_replicas_go_to_the_next_host),
        TEST(test_a_peer_that_is_full_is_passed),
        TEST(test_a_copy_survives_its_executor),
        TEST(test_a_copy_is_dropped),
        TEST(test_shuffle_output_is_in_no_account),
        TEST(test_many_of_all_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
