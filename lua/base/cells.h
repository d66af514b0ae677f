/* lua/base/cells.h -- memory for the small objects of one Lua state.
 * Spark: none.
 *
 * A Lua state makes and drops small objects all the time, and says how large a block is
 * when it gives it back. So a block needs no header, and the next object of its size
 * takes its place. Cells are cut from pages, which go when the state is closed; what is
 * larger than a cell comes from malloc. One thread at a time uses a state, so there are
 * no locks.
 *
 * Where SLUICE_PLAIN_ALLOC is defined all comes from malloc, so that a sanitizer sees
 * each block. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_CELLS_H
#define SLUICE_LUA_CELLS_H

#include <stddef.h>

enum { CELL_STEP = 16, CELL_SIZES = 64 };

/* All zero is empty. */
typedef struct Cells {
    struct Cell *unused[CELL_SIZES]; /* those of 16 bytes, of 32, ... */
    struct Page *pages;
    char *rest; /* of the newest page */
    size_t rest_bytes;
} Cells;

/* As realloc; a size of 0 is no block, and frees. NULL if there is no memory. */
void *cells_resize(Cells *cells, void *block, size_t old_size, size_t new_size);

/* Frees the pages; larger blocks must have been given back. */
void cells_free(Cells *cells);

#endif
