/* vm/store/statemap.c -- the states of mapWithState in one partition. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/statemap_parts.h"

enum { SPARK_CAPACITY = 64 };

static StateMap *new_map(int64_t capacity)
{
    StateMap *map = mem_zero_alloc(sizeof *map);
    map->refs = 1;
    statetable_init(&map->table, capacity);
    return map;
}

/* Puts a map on top of a level, passing over empty ones: they list what the next one
 * lists. */
static void put_on_top(StateMap *map, StateMap *parent)
{
    while (parent != NULL && parent->table.count == 0)
        parent = parent->parent;
    if (parent == NULL)
        return;
    map->parent = parent;
    map->level = parent->level + 1;
    map->below_cells = statemap_cells(parent);
    map->below_bytes = parent->below_bytes + statemap_own_bytes(parent);
}

/* The same for a level that was made for this map alone. */
static void take_parent(StateMap *map, StateMap *parent)
{
    put_on_top(map, parent);
    map->has_parent_ref = map->parent == parent;
    if (!map->has_parent_ref)
        statemap_unref(parent);
}

/* An index of a level, if there is one, and all below it. `index` is one that is not
 * wanted any more, or NULL. */
static StateIndex *make_index(StateIndex *index, const StateMap *map)
{
    int n_levels = map != NULL ? map->level + 1 : 0;
    const StateTable **tables = mem_alloc((size_t)n_levels * sizeof *tables);
    index = stateindex_new(index, map != NULL ? map->size : 0);
    for (; map != NULL; map = map->parent)
        tables[map->level] = &map->table;
    for (int i = 0; i < n_levels; i++)
        stateindex_push_filled(index, tables[i]);
    mem_free(tables);
    return index;
}

/* Gives a new map the index of the map that it began from, if that stands for what is
 * below now. */
static void take_index(StateMap *map, StateMap *from, bool merged)
{
    StateIndex *index = from != NULL ? atomic_exchange(&from->index, NULL) : NULL;
    if (index == NULL || merged)
        index = make_index(index, map->parent);
    else
        stateindex_pop(index, map->parent != NULL ? map->level : 0);
    stateindex_push(index, &map->table);
    map->index = index;
}

/* Makes room for all that a map lists. */
static void reserve_for(StateMap *merged, const StateMap *map)
{
    size_t keys = 0;
    size_t states = 0;
    int cells = (int)map->size;
    for (; map != NULL; map = map->parent) {
        keys += map->table.keys.size;
        states += map->table.states.size;
    }
    statetable_reserve(&merged->table, cells, keys, states);
}

/* What a map lists, filled into one table in that order; with a capacity, as Spark
 * fills one. */
static StateMap *merge(const StateMap *map, int64_t capacity)
{
    StateMap *merged = new_map(capacity);
    reserve_for(merged, map);
    int32_t *order = statemap_copy_listed(map, &merged->table);
    if (capacity > 0) {
        int32_t *filling = order;
        order = mem_alloc((size_t)merged->table.count * sizeof *order);
        statetable_order(&merged->table, filling, NULL, order);
        mem_free(filling);
    }
    statetable_seal(&merged->table, order);
    merged->size = merged->table.count;
    return merged;
}

/* True if most cells are hidden or removed ones. Merging costs no more than the changes
 * that made them so. */
static bool is_worth_merging(const StateMap *map)
{
    enum { FEW = 256 };
    return statemap_cells(map) > map->size + map->size / 2 + FEW;
}

/* A batch often changes about as much as the one before. */
static void expect_as_much(StateMap *map, const StateTable *before)
{
    statetable_reserve(&map->table, before->count, before->keys.size,
        before->states.size);
}

StateMap *statemap_new(StateMap *parent)
{
    StateMap *map = new_map(SPARK_CAPACITY);
    bool merged = parent != NULL && is_worth_merging(parent);
    if (parent != NULL) {
        CHECK(parent->table.sealed);
        map->size = parent->size;
        map->below_size = parent->size;
        map->links = parent->links + 1;
        map->below_entries = parent->below_entries + parent->table.count;
        expect_as_much(map, &parent->table);
    }
    if (merged)
        take_parent(map, merge(parent, 0));
    else
        put_on_top(map, parent);
    take_index(map, parent, merged);

    return map;
}

/* For a map that holds all keys there are itself: what is below never shows again. */
static void drop_parent(StateMap *map)
{
    if (map->has_parent_ref)
        statemap_unref(map->parent);
    map->has_parent_ref = false;
    map->parent = NULL;
    map->level = 0;
    map->below_cells = 0;
    map->below_bytes = 0;
    for (int i = 0; i < map->table.count; i++)
        map->table.cells[i].older = 0;
    stateindex_delete(atomic_exchange(&map->index, NULL));
}

void statemap_seal(StateMap *map)
{
    statetable_seal(&map->table, NULL);
    if (map->parent != NULL && map->size == map->table.live)
        drop_parent(map);
}

void statemap_publish(StateMap *map)
{
    CHECK(map->table.sealed);
    if (map->parent != NULL && !map->has_parent_ref) {
        statemap_ref(map->parent);
        map->has_parent_ref = true;
    }
}

StateMap *statemap_ref(StateMap *map)
{
    map->refs++;
    return map;
}

void statemap_unref(StateMap *map)
{
    while (map != NULL && --map->refs == 0) {
        StateMap *parent = map->has_parent_ref ? map->parent : NULL;
        statetable_free(&map->table);
        stateindex_delete(map->index);
        mem_free(map);
        map = parent;
    }
}

void statemap_guess(const StateMap *map, const StateKey *keys, int n,
    StatePlace *guesses)
{
    stateindex_guess(map->index, keys, n, guesses);
}

StatePlace statemap_find_guessed(const StateMap *map, const StateKey *key,
    const StatePlace *guess)
{
    return stateindex_find_guessed(map->index, key, guess);
}

StatePlace statemap_find(const StateMap *map, const StateKey *key)
{
    CHECK(map->index != NULL);
    return stateindex_find(map->index, key);
}

const char *statemap_state(StatePlace place, SimTime *touched)
{
    if (place.table == NULL)
        return NULL;

    *touched = place.table->cells[place.number].touched;
    return statetable_state(place.table, place.number);
}

const char *statemap_get(const StateMap *map, const StateKey *key, SimTime *touched)
{
    return statemap_state(statemap_find(map, key), touched);
}

/* The cell of the key in the map's own table, `place` being where it was found. A new
 * one is a removed one, and counts as such in the size. */
static int hold_key(StateMap *map, const StateKey *key, StatePlace place)
{
    if (place.table == &map->table)
        return place.number;

    map->size -=
        place.table != NULL && statetable_state(place.table, place.number) != NULL;
    int number = statetable_add(&map->table, key);
    map->table.cells[number].older = place.older;
    stateindex_put(map->index, place, number);
    return number;
}

void statemap_put_at(StateMap *map, const StateKey *key, StatePlace place,
    const char *state, SimTime touched)
{
    int number = hold_key(map, key, place);
    map->size += statetable_state(&map->table, number) == NULL;
    statetable_set(&map->table, number, state, touched);
}

void statemap_remove_at(StateMap *map, const StateKey *key, StatePlace place)
{
    int number = hold_key(map, key, place);
    map->size -= statetable_state(&map->table, number) != NULL;
    statetable_remove(&map->table, number);
}

void statemap_put(StateMap *map, const StateKey *key, const char *state,
    SimTime touched)
{
    statemap_put_at(map, key, statemap_find(map, key), state, touched);
}

void statemap_remove(StateMap *map, const StateKey *key)
{
    statemap_remove_at(map, key, statemap_find(map, key));
}

const StateTable *statemap_own(const StateMap *map)
{
    return &map->table;
}

const char *statemap_older(const StateMap *map, int number)
{
    StatePlace place = stateindex_older(map->index, map->table.cells[number].older);
    return place.table != NULL ? statetable_state(place.table, place.number) : NULL;
}

int64_t statemap_size(const StateMap *map)
{
    return map->size;
}

int64_t statemap_links(const StateMap *map)
{
    return map->links;
}

size_t statemap_bytes(const StateMap *map)
{
    return statemap_own_bytes(map) + map->below_bytes + stateindex_bytes(map->size);
}

size_t statemap_own_bytes(const StateMap *map)
{
    return sizeof *map + statetable_bytes(&map->table);
}

/* Finds where the keys of the newest changes were before. */
static void find_older(StateMap *map)
{
    StateIndex *index = make_index(NULL, map->parent);
    for (int i = 0; i < map->table.count; i++) {
        StateKey key = statetable_key_of(statetable_key(&map->table, i));
        map->table.cells[i].older = stateindex_find(index, &key).older;
    }
    stateindex_push_filled(index, &map->table);
    map->index = index;
}

StateMap *statemap_compact(const StateMap *map)
{
    CHECK(map->table.sealed && map->links > 0);
    StateMap *compact = new_map(1);
    statetable_copy(&map->table, &compact->table);
    compact->size = map->size;
    compact->below_size = map->below_size;
    compact->links = 1;
    compact->below_entries = map->below_size;
    if (map->parent == NULL)
        return compact;
    /* Spark's guess, which counts a key once for each table that holds it. */
    int64_t capacity = map->below_entries + map->table.count;
    take_parent(compact, merge(map->parent, capacity));
    find_older(compact);
    return compact;
}

/* A map as a record: a list of Spark's guess how many keys there are, of the number of
 * keys below the newest changes, of the changes, and of the states below that may show.
 * A change is (key, (time, state)), or (key, null) for a state that was removed. */
enum { FORM_PARTS = 4, FORM_MOST_KEYS = 1 << 28 };

static void append_record(Buffer *out, const char *record)
{
    buffer_append(out, record, (size_t)(record_next(record) - record));
}

static void append_change(Buffer *out, const char *key, const char *state,
    SimTime touched)
{
    record_append_pair(out);
    append_record(out, key);
    if (state == NULL) {
        record_append_null(out);
        return;
    }
    record_append_pair(out);
    record_append_int(out, touched);
    append_record(out, state);
}

static void append_table(Buffer *out, const StateTable *table)
{
    const int32_t *order = statetable_listing(table, NULL);
    size_t start = record_begin_list(out, RECORD_LIST);
    for (int i = 0; i < table->count; i++) {
        int number = order[i];
        append_change(out, statetable_key(table, number),
            statetable_state(table, number), table->cells[number].touched);
    }
    record_end_list(out, start, (uint32_t)table->count);
}

static void append_below(Buffer *out, const StateMap *parent)
{
    size_t start = record_begin_list(out, RECORD_LIST);
    uint32_t count = 0;
    if (parent != NULL) {
        StateWalk walk;
        StateEntry entry;
        statewalk_init(&walk, parent, TIME_NEVER);
        for (; statewalk_next(&walk, &entry); count++)
            append_change(out, entry.key, entry.state, entry.touched);
        statewalk_free(&walk);
    }
    record_end_list(out, start, count);
}

void statemap_write(const StateMap *map, Buffer *out)
{
    CHECK(map->table.sealed);
    size_t start = record_begin_list(out, RECORD_LIST);
    record_append_int(out, map->below_entries + map->table.count);
    record_append_int(out, map->below_size);
    append_table(out, &map->table);
    append_below(out, map->parent);
    record_end_list(out, start, FORM_PARTS);
}

/* Adds a change to a table, the only level of an index; false if the record is none. */
static bool read_change(StateTable *table, StateIndex *index, const char *record)
{
    if (record_tag(record) != RECORD_PAIR)
        return false;
    StateKey key = statetable_key_of(record_first(record));
    StatePlace place = stateindex_find(index, &key);
    if (place.table != NULL)
        return false;
    int number = statetable_add(table, &key);
    stateindex_put(index, place, number);
    const char *state = key.record + key.size;
    if (record_tag(state) == RECORD_NULL)
        return true;
    if (record_tag(state) != RECORD_PAIR ||
        record_tag(record_first(state)) != RECORD_INT)
        return false;
    const char *touched = record_first(state);
    statetable_set(table, number, record_next(touched), record_int(touched));
    return true;
}

/* Makes a map of a list of changes, in their order. */
static StateMap *read_table(const char *list, int64_t capacity)
{
    if (record_tag(list) != RECORD_LIST)
        return NULL;
    StateMap *map = new_map(capacity);
    StateIndex *index = stateindex_new(NULL, 0);
    stateindex_push(index, &map->table);
    const char *end = record_next(list);
    const char *at = record_first(list);
    while (at < end && read_change(&map->table, index, at))
        at = record_next(at);
    stateindex_delete(index);
    if (at < end) {
        statemap_unref(map);
        return NULL;
    }
    statetable_seal(&map->table, NULL);
    map->size = map->table.live;
    return map;
}

static bool read_count(const char *record, int64_t *count)
{
    if (record_tag(record) != RECORD_INT)
        return false;
    *count = record_int(record);
    return *count >= 0 && *count <= FORM_MOST_KEYS;
}

static void put_read_below(StateMap *map, StateMap *below)
{
    take_parent(map, below);
    find_older(map);
    for (int i = 0; i < map->table.count; i++)
        map->size -= map->table.cells[i].older > 0;
    map->size += below->size;
}

StateMap *statemap_read(const char *record)
{
    int64_t guess;
    int64_t below_size;
    if (record_tag(record) != RECORD_LIST || record_list_count(record) != FORM_PARTS)
        return NULL;
    const char *guess_at = record_first(record);
    const char *size_at = record_next(guess_at);
    const char *changes = record_next(size_at);
    if (!read_count(guess_at, &guess) || !read_count(size_at, &below_size))
        return NULL;

    StateMap *map = NULL;
    if (record_tag(changes) == RECORD_LIST)
        map = read_table(changes, record_list_count(changes));
    StateMap *below = read_table(record_next(changes),
        guess > SPARK_CAPACITY ? guess : SPARK_CAPACITY);
    if (map == NULL || below == NULL) {
        statemap_unref(map);
        statemap_unref(below);
        return NULL;
    }
    map->links = 1;
    map->below_size = below_size;
    map->below_entries = below_size;
    if (below->table.count > 0)
        put_read_below(map, below);
    else
        statemap_unref(below);
    return map;
}
