/* vm/store/statemap_walk.c -- listing the states of a partition.
 *
 * A listing wants the cells that no higher level hides. Asking all higher tables about
 * each key would cost the length of the chain, so a cell remembers where its key was
 * before, and a walk begins by marking all such places. */
// SPDX-License-Identifier: MIT
#include "vm/base/mem.h"
#include "vm/store/statemap_parts.h"

/* A level of a walk, and which bit of `hidden` stands for its first cell. */
struct WalkLevel {
    const StateMap *map;
    int64_t first_bit;
};

static void fill_levels(StateWalk *walk, const StateMap *map)
{
    walk->n_levels = map->level + 1;
    walk->levels = mem_alloc((size_t)walk->n_levels * sizeof *walk->levels);
    for (; map != NULL; map = map->parent)
        walk->levels[map->level] = (struct WalkLevel){map, map->below_cells};
}

static void mark_hidden(StateWalk *walk, const StateTable *table)
{
    for (int i = 0; i < table->count; i++) {
        const StateCell *cell = &table->cells[i];
        if (cell->older_level < 0)
            continue;
        int64_t bit = walk->levels[cell->older_level].first_bit + cell->older_number;
        walk->hidden[bit / 64] |= UINT64_C(1) << bit % 64;
    }
}

void statewalk_init(StateWalk *walk, const StateMap *map, SimTime before)
{
    const StateTable *top = &map->table;
    *walk = (StateWalk){.before = before, .top_count = top->count};
    fill_levels(walk, map);

    size_t words = (size_t)statemap_cells(map) / 64 + 1;
    walk->hidden = mem_zero_alloc(words * sizeof *walk->hidden);
    for (int i = 1; i < walk->n_levels; i++)
        mark_hidden(walk, &walk->levels[i].map->table);
    if (!top->sealed) {
        walk->order = mem_alloc((size_t)top->count * sizeof *walk->order);
        statetable_order(top, walk->order);
    }
}

/* The next cell, whether it is listed or not: its level and number. */
static const struct WalkLevel *next_cell(StateWalk *walk, int *number)
{
    for (; walk->level < walk->n_levels; walk->level++, walk->next = 0) {
        const struct WalkLevel *level = &walk->levels[walk->level];
        bool is_top = walk->level == walk->n_levels - 1;
        if (walk->next < (is_top ? walk->top_count : level->map->table.count)) {
            *number = walk->next++;
            if (is_top && walk->order != NULL)
                *number = walk->order[*number];
            return level;
        }
    }
    return NULL;
}

static bool is_hidden(const StateWalk *walk, int64_t bit)
{
    return walk->hidden[bit / 64] >> bit % 64 & 1;
}

bool statewalk_next(StateWalk *walk, StateEntry *entry)
{
    const struct WalkLevel *level;
    int number;
    while ((level = next_cell(walk, &number)) != NULL) {
        const StateTable *table = &level->map->table;
        entry->state = statetable_state(table, number);
        entry->touched = table->cells[number].touched;
        if (entry->state != NULL && entry->touched < walk->before &&
            !is_hidden(walk, level->first_bit + number)) {
            entry->key = statetable_key(table, number);
            entry->home = table->cells[number].home;
            return true;
        }
    }
    return false;
}

void statewalk_free(StateWalk *walk)
{
    mem_free(walk->levels);
    mem_free(walk->order);
    mem_free(walk->hidden);
    *walk = (StateWalk){0};
}
