/* tests/engine/test_cells.c -- small blocks keep their bytes, and are used again. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lua/base/cells.h"

static void check_filled(const unsigned char *block, size_t size, int byte)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(block[i], byte);
}

/* From nothing over every size to beyond the largest cell, and back. */
static void test_a_block_keeps_its_bytes_when_it_moves(void **state)
{
    (void)state;
    enum { MOST = 2 * CELL_STEP * CELL_SIZES };
    Cells cells = {0};
    unsigned char *block = NULL;
    for (size_t size = 1; size <= MOST; size++) {
        block = cells_resize(&cells, block, size - 1, size);
        block[size - 1] = 7;
        check_filled(block, size, 7);
    }
    for (size_t size = MOST; size > 1; size--) {
        block = cells_resize(&cells, block, size, size - 1);
        check_filled(block, size - 1, 7);
    }
    assert_null(cells_resize(&cells, block, 1, 0));
    cells_free(&cells);
}

static void test_blocks_do_not_overlap(void **state)
{
    (void)state;
    enum { BLOCKS = 5000 }; /* many pages */
    static unsigned char *blocks[BLOCKS];
    Cells cells = {0};
    for (int i = 0; i < BLOCKS; i++) {
        size_t size = (size_t)(i % 300 + 1);
        blocks[i] = cells_resize(&cells, NULL, 0, size);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], i % 251, size);
    }
    for (int i = 0; i < BLOCKS; i++) {
        size_t size = (size_t)(i % 300 + 1);
        check_filled(blocks[i], size, i % 251);
        cells_resize(&cells, blocks[i], size, 0);
    }
    cells_free(&cells);
}

#ifndef SLUICE_PLAIN_ALLOC
static void test_a_block_given_back_is_used_for_its_size(void **state)
{
    (void)state;
    Cells cells = {0};
    char *first = cells_resize(&cells, NULL, 0, 40);
    char *second = cells_resize(&cells, NULL, 0, 40);
    cells_resize(&cells, first, 40, 0);
    assert_ptr_not_equal(cells_resize(&cells, NULL, 0, 100), first);
    assert_ptr_equal(cells_resize(&cells, NULL, 0, 33), first);
    assert_ptr_equal(cells_resize(&cells, second, 40, 48), second);
    cells_free(&cells);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_block_keeps_its_bytes_when_it_moves),
        cmocka_unit_test(test_blocks_do_not_overlap),
#ifndef SLUICE_PLAIN_ALLOC
        cmocka_unit_test(test_a_block_given_back_is_used_for_its_size),
#endif
    };
    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
