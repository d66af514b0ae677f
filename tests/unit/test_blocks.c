/* tests/unit/test_blocks.c -- keeping blocks, finding them, naming them. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/store/blocks.h"

static BlockId input(int32_t stream, int64_t ms)
{
    return (BlockId){.kind = BLOCK_INPUT, .first = stream, .second = ms};
}

static void put(BlockManager *blocks, BlockId id, const char *data, int64_t records)
{
    Block block = {.id = id, .records = records, .level = LEVEL_MEMORY_ONLY};
    buffer_append_string(&block.data, data);
    blocks_put(blocks, &block);
    assert_null(block.data.data);
    assert_null(block.offsets);
}

static void test_put_find_remove(void **state)
{
    (void)state;
    BlockManager *blocks = blocks_new();
    assert_null(blocks_find(blocks, input(0, 0)));
    assert_false(blocks_remove(blocks, input(0, 0)));
    put(blocks, input(0, 200), "hello", 1);
    const Block *block = blocks_find(blocks, input(0, 200));
    assert_non_null(block);
    assert_int_equal(block->records, 1);
    assert_int_equal(block->level, LEVEL_MEMORY_ONLY);
    assert_memory_equal(block->data.data, "hello", 5);
    assert_null(blocks_find(blocks, input(1, 200)));
    assert_null(blocks_find(blocks, (BlockId){BLOCK_RDD, 0, 200}));
    assert_int_equal(blocks_count(blocks), 1);
    assert_int_equal(blocks_bytes(blocks), 5);
    assert_true(blocks_remove(blocks, input(0, 200)));
    assert_null(blocks_find(blocks, input(0, 200)));
    assert_int_equal(blocks_count(blocks), 0);
    assert_int_equal(blocks_bytes(blocks), 0);
    blocks_delete(blocks);
    blocks_delete(NULL);
}

static void test_cleared_it_can_be_used_again(void **state)
{
    (void)state;
    BlockManager *blocks = blocks_new();
    blocks_clear(blocks);
    for (int i = 0; i < 100; i++)
        put(blocks, input(i, 200), "hello", 1);
    blocks_clear(blocks);
    assert_int_equal(blocks_count(blocks), 0);
    assert_int_equal(blocks_bytes(blocks), 0);
    assert_null(blocks_find(blocks, input(3, 200)));
    put(blocks, input(3, 200), "again", 1);
    assert_non_null(blocks_find(blocks, input(3, 200)));
    blocks_delete(blocks);
}

static void test_a_later_block_replaces_an_older_one(void **state)
{
    (void)state;
    BlockManager *blocks = blocks_new();
    put(blocks, input(0, 0), "older data", 2);
    put(blocks, input(0, 0), "new", 1);
    assert_int_equal(blocks_count(blocks), 1);
    assert_int_equal(blocks_bytes(blocks), 3);
    assert_int_equal(blocks_find(blocks, input(0, 0))->records, 1);
    blocks_delete(blocks);
}

static void test_shuffle_block_keeps_its_offsets(void **state)
{
    (void)state;
    BlockManager *blocks = blocks_new();
    const uint64_t offsets[] = {0, 2, 5};
    Block block = {.id = {BLOCK_SHUFFLE, 3, 1}, .n_offsets = 3};
    block.offsets = mem_copy(offsets, sizeof offsets);
    buffer_append_string(&block.data, "aabbb");
    blocks_put(blocks, &block);
    assert_null(block.offsets);
    assert_int_equal(block.n_offsets, 0);
    const Block *kept = blocks_find(blocks, (BlockId){BLOCK_SHUFFLE, 3, 1});
    assert_int_equal(kept->n_offsets, 3);
    assert_int_equal(kept->offsets[2], 5);
    blocks_delete(blocks);
}

/* Removing every third of many blocks closes holes in the table; the others must stay
 * findable, and where they are. */
static void test_many_blocks(void **state)
{
    (void)state;
    enum { COUNT = 3000 };
    static const Block *kept[COUNT];
    BlockManager *blocks = blocks_new();
    for (int i = 0; i < COUNT; i++) {
        put(blocks, input(i % 2, 200 * i), "x", i);
        kept[i] = blocks_find(blocks, input(i % 2, 200 * i));
    }
    for (int i = 0; i < COUNT; i += 3)
        assert_true(blocks_remove(blocks, input(i % 2, 200 * i)));
    assert_int_equal(blocks_count(blocks), COUNT - COUNT / 3);
    for (int i = 0; i < COUNT; i++) {
        const Block *block = blocks_find(blocks, input(i % 2, 200 * i));
        if (i % 3 == 0) {
            assert_null(block);
        } else {
            assert_ptr_equal(block, kept[i]);
            assert_int_equal(block->records, i);
        }
    }
    blocks_delete(blocks);
}

static void check_name(BlockId id, const char *name)
{
    Buffer text = {0};
    block_id_append(&text, id);
    assert_string_equal(buffer_text(&text), name);
    buffer_free(&text);
}

static void test_names_are_sparks(void **state)
{
    (void)state;
    check_name(input(0, 1000), "input-0-1000");
    check_name(input(2, 1700000000200), "input-2-1700000000200");
    check_name((BlockId){BLOCK_RDD, 3, 1}, "rdd_3_1");
    check_name((BlockId){BLOCK_SHUFFLE, 0, 2}, "shuffle_0_2");
}

static void test_levels_by_name(void **state)
{
    (void)state;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        StorageLevel level = LEVEL_COUNT;
        assert_true(level_find(level_name((StorageLevel)i), &level));
        assert_int_equal(level, i);
    }
    StorageLevel level;
    assert_true(level_find("MEMORY_AND_DISK_SER_2", &level));
    assert_int_equal(level, LEVEL_MEMORY_AND_DISK_SER_2);
    assert_false(level_find("MEMORY", &level));
    assert_false(level_find("", &level));
}

static void test_names_are_read_as_they_are_written(void **state)
{
    (void)state;
    static const BlockId ids[] = {{BLOCK_INPUT, 0, 1000}, {BLOCK_RDD, 12, 3},
        {BLOCK_SHUFFLE, 4, 0}, {BLOCK_INPUT, 2, 1700000000000}};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        Buffer name = {0};
        BlockId id;
        block_id_append(&name, ids[i]);
        assert_true(block_id_parse(buffer_text(&name), &id));
        assert_true(block_id_is_same(id, ids[i]));
        buffer_free(&name);
    }
    static const char *const wrong[] = {"", "input-0", "input-0-01", "input-0-1x",
        "rdd-1-2", "rdd_1_", "rdd_12345678901_2", "RDD_1_2"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        BlockId id;
        assert_false(block_id_parse(wrong[i], &id));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_read_as_they_are_written),
        cmocka_unit_test(test_put_find_remove),
        cmocka_unit_test(test_cleared_it_can_be_used_again),
        cmocka_unit_test(test_a_later_block_replaces_an_older_one),
        cmocka_unit_test(test_shuffle_block_keeps_its_offsets),
        cmocka_unit_test(test_many_blocks),
        cmocka_unit_test(test_names_are_sparks),
        cmocka_unit_test(test_levels_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
