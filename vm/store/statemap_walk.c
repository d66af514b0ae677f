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
    const int32_t *order; /* of listing, from when the walk is there */
    int64_t first_bit;
    int hidden; /* cells that are */
};

static void fill_levels(StateWalk *walk, const StateMap *map)
{
    walk->n_levels = map->level + 1;
    walk->levels = mem_alloc((size_t)walk->n_levels * sizeof *walk->levels);
    for (; map != NULL; map = map->parent)
        walk->levels[map->level] =
            (struct WalkLevel){.map = map, .first_bit = map->below_cells};
}

static void mark_hidden(StateWalk *walk, const StateTable *table)
{
    for (int i = 0; i < table->count; i++) {
        const StateCell *cell = &table->cells[i];
        if (cell->older == 0)
            continue;
        int64_t bit = cell->older - 1;
        walk->hidden[bit / 64] |= UINT64_C(1) << bit % 64;
    }
}

static int count_hidden(const StateWalk *walk, const struct WalkLevel *level)
{
    int64_t end = level->first_bit + level->map->table.count;
    int hidden = 0;
    for (int64_t bit = level->first_bit; bit < end;) {
        int64_t next = bit / 64 * 64 + 64;
        uint64_t bits = walk->hidden[bit / 64] >> bit % 64;
        if (next > end)
            bits &= (UINT64_C(1) << (end - bit)) - 1;
        hidden += __builtin_popcountll(bits);
        bit = next;
    }
    return hidden;
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
    for (int i = 0; i < walk->n_levels; i++)
        walk->levels[i].hidden = count_hidden(walk, &walk->levels[i]);
    if (!top->sealed) {
        walk->order = mem_alloc((size_t)top->count * sizeof *walk->order);
        statetable_order(top, NULL, NULL, walk->order);
    }
}

static bool is_hidden(const StateWalk *walk, int64_t bit)
{
    return walk->hidden[bit / 64] >> bit % 64 & 1;
}

/* Asks for the memory of cells that come soon, in an order that is not theirs. */
static void ask_ahead(const StateWalk *walk, const struct WalkLevel *level, int count)
{
    enum { AHEAD = 8 };
    const StateTable *table = &level->map->table;
    const int32_t *order = level->order;
    int far = walk->next + 2 * AHEAD;
    int near = walk->next + AHEAD;
    if (far < count && !is_hidden(walk, level->first_bit + order[far]))
        statetable_ask_cell(table, order[far]);
    if (near < count && !is_hidden(walk, level->first_bit + order[near]))
        statetable_ask_bytes(table, order[near]);
}

/* The next cell that no higher level hides: its level and number. */
static const struct WalkLevel *next_cell(StateWalk *walk, int *number)
{
    for (; walk->level < walk->n_levels; walk->level++, walk->next = 0) {
        struct WalkLevel *level = &walk->levels[walk->level];
        const StateTable *table = &level->map->table;
        bool is_top = walk->level == walk->n_levels - 1;
        int count = is_top ? walk->top_count : table->count;
        if (level->hidden == count)
            continue;
        if (level->order == NULL)
            level->order = is_top && walk->order != NULL
                ? walk->order
                : statetable_listing(table, &walk->room);
        while (walk->next < count) {
            ask_ahead(walk, level, count);
            *number = level->order[walk->next++];
            if (!is_hidden(walk, level->first_bit + *number))
                return level;
        }
    }
    return NULL;
}

bool statewalk_next(StateWalk *walk, StateEntry *entry)
{
    const struct WalkLevel *level;
    int number;
    while ((level = next_cell(walk, &number)) != NULL) {
        const StateTable *table = &level->map->table;
        const StateCell *cell = &table->cells[number];
        if (cell->size == 0 || cell->touched >= walk->before)
            continue;
        *entry = (StateEntry){.key = statetable_key(table, number),
            .state = statetable_state(table, number),
            .touched = cell->touched};
        return true;
    }
    return false;
}

/* Copies the cells of a level that are listed; fills numbers[] with their new ones, or
 * -1. */
static void copy_level(const StateWalk *walk, const struct WalkLevel *level,
    StateTable *into, int32_t *numbers)
{
    const StateTable *table = &level->map->table;
    for (int i = 0; i < table->count; i++) {
        bool listed =
            table->cells[i].size > 0 && !is_hidden(walk, level->first_bit + i);
        numbers[i] = listed ? into->count : -1;
        if (listed)
            statetable_add_cell(into, table, i);
    }
}

int32_t *statemap_copy_listed(const StateMap *map, StateTable *into)
{
    StateWalk walk;
    statewalk_init(&walk, map, TIME_NEVER);
    int32_t *order = mem_alloc((size_t)map->size * sizeof *order);
    int32_t *numbers = mem_alloc((size_t)statemap_cells(map) * sizeof *numbers);
    int32_t *next = order;
    for (int l = 0; l < walk.n_levels; l++) {
        const struct WalkLevel *level = &walk.levels[l];
        const StateTable *table = &level->map->table;
        if (level->hidden == table->count)
            continue;
        copy_level(&walk, level, into, numbers);
        const int32_t *listing = statetable_listing(table, &walk.room);
        for (int i = 0; i < table->count; i++) {
            int32_t number = numbers[listing[i]];
            if (number >= 0)
                *next++ = number;
        }
    }
    mem_free(numbers);
    statewalk_free(&walk);
    return order;
}

void statewalk_free(StateWalk *walk)
{
    mem_free(walk->levels);
    mem_free(walk->order);
    mem_free(walk->hidden);
    buffer_free(&walk->room);
    *walk = (StateWalk){0};
}
