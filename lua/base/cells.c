// SPDX-License-Identifier: MIT
#include "lua/base/cells.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef SLUICE_PLAIN_ALLOC
enum { LARGEST_CELL = 0 };
#else
enum { LARGEST_CELL = CELL_STEP * CELL_SIZES };
#endif

enum { PAGE_BYTES = 32 * 1024 };

/* While nobody uses it. */
typedef struct Cell {
    struct Cell *next;
} Cell;

typedef struct Page {
    struct Page *next;
    _Alignas(max_align_t) char bytes[];
} Page;

_Static_assert(CELL_STEP % _Alignof(max_align_t) == 0, "a cell holds any object");

static bool is_cell(size_t size)
{
    return size <= LARGEST_CELL;
}

/* How many steps a cell has, less one. */
static size_t size_class(size_t size)
{
    return (size - 1) / CELL_STEP;
}

static bool add_page(Cells *cells)
{
    Page *page = malloc(sizeof *page + PAGE_BYTES);
    if (page == NULL)
        return false;
    page->next = cells->pages;
    cells->pages = page;
    cells->rest = page->bytes;
    cells->rest_bytes = PAGE_BYTES;
    return true;
}

static void *cut(Cells *cells, size_t size)
{
    if (cells->rest_bytes < size && !add_page(cells))
        return NULL;
    void *cell = cells->rest;
    cells->rest += size;
    cells->rest_bytes -= size;
    return cell;
}

static void *take(Cells *cells, size_t size)
{
    if (!is_cell(size))
        return malloc(size);
    size_t class = size_class(size);
    Cell *cell = cells->unused[class];
    if (cell == NULL)
        return cut(cells, (class + 1) * CELL_STEP);
    cells->unused[class] = cell->next;
    return cell;
}

static void give_back(Cells *cells, void *block, size_t size)
{
    if (!is_cell(size)) {
        free(block);
        return;
    }
    Cell *cell = block;
    Cell **unused = &cells->unused[size_class(size)];
    cell->next = *unused;
    *unused = cell;
}

static void *move(Cells *cells, void *block, size_t old_size, size_t new_size)
{
    if (!is_cell(old_size) && !is_cell(new_size))
        return realloc(block, new_size);
    if (is_cell(old_size) && is_cell(new_size) &&
        size_class(old_size) == size_class(new_size))
        return block;
    void *moved = take(cells, new_size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    give_back(cells, block, old_size);
    return moved;
}

void *cells_resize(Cells *cells, void *block, size_t old_size, size_t new_size)
{
    if (old_size == 0)
        return new_size > 0 ? take(cells, new_size) : NULL;
    if (new_size > 0)
        return move(cells, block, old_size, new_size);
    give_back(cells, block, old_size);
    return NULL;
}

void cells_free(Cells *cells)
{
    while (cells->pages != NULL) {
        Page *page = cells->pages;
        cells->pages = page->next;
        free(page);
    }
    *cells = (Cells){0};
}
