// SPDX-License-Identifier: MIT
#include "lua/task/combine.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/base/value.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

enum { FIRST_SLOTS = 64 };

void combiner_free(Combiner *combiner)
{
    keytable_free(&combiner->keys);
    mem_free(combiner->values);
    mem_free(combiner->addresses);
    mem_free(combiner->slots);
    recent_free(&combiner->recent);
    buffer_free(&combiner->key);
    mem_free(combiner->order);
    memset(combiner, 0, sizeof *combiner);
}

static void clear_slots(Combiner *combiner)
{
    memset(combiner->slots, 0, (size_t)combiner->n_slots * sizeof *combiner->slots);
}

void combiner_begin(Combiner *combiner, lua_State *L, const CombinerWork *work)
{
    keytable_clear(&combiner->keys);
    if (combiner->n_slots == 0) {
        combiner->n_slots = FIRST_SLOTS;
        combiner->slots = mem_alloc(FIRST_SLOTS * sizeof *combiner->slots);
    }
    clear_slots(combiner);
    combiner->n_addresses = 0;
    combiner->n_held = 0;
    combiner->null_entry = -1;
    recent_begin(&combiner->recent);
    combiner->form = work->form;
    combiner->native = work->native;
    combiner->create = work->create;
    combiner->function = work->function;
    lua_newtable(L);
    combiner->strings = lua_gettop(L);
    lua_newtable(L);
    combiner->others = lua_gettop(L);
}

static void grow_slots(Combiner *combiner)
{
    combiner->n_slots *= 2;
    combiner->slots = mem_realloc(combiner->slots,
        (size_t)combiner->n_slots * sizeof *combiner->slots);
    clear_slots(combiner);
    for (int32_t entry = 0; entry < combiner->n_addresses; entry++) {
        if (combiner->addresses[entry] != NULL)
            *combiner_slot(combiner, combiner->addresses[entry]) = entry + 1;
    }
}

/* Entries that came as items have no address yet. */
static void reserve_address(Combiner *combiner, int entry)
{
    combiner->addresses = mem_grow(combiner->addresses, &combiner->addresses_capacity,
        entry + 1, sizeof *combiner->addresses);
    while (combiner->n_addresses <= entry)
        combiner->addresses[combiner->n_addresses++] = NULL;
}

/* Holds the string of an entry, so that its address stays its own. */
static void hold_string(Combiner *combiner, lua_State *L, int key, int entry)
{
    lua_pushvalue(L, key);
    lua_rawseti(L, combiner->strings, entry + 1);
    reserve_address(combiner, entry);
    if (2 * ++combiner->n_held > combiner->n_slots)
        grow_slots(combiner);
    combiner->addresses[entry] = lua_topointer(L, key);
    *combiner_slot(combiner, combiner->addresses[entry]) = entry + 1;
}

static void reserve_value(Combiner *combiner, int entry)
{
    if (entry >= combiner->values_capacity)
        combiner->values = mem_grow(combiner->values, &combiner->values_capacity,
            entry + 1, sizeof *combiner->values);
}

static int record_entry(Combiner *combiner, const char *key, size_t size, int32_t hash,
    bool *added)
{
    int entry = keytable_add(&combiner->keys, key, size, hash, added);
    if (*added)
        reserve_value(combiner, entry);
    return entry;
}

static int text_entry(Combiner *combiner, const char *text, size_t size, bool *added)
{
    buffer_clear(&combiner->key);
    record_append_string(&combiner->key, text, size);
    return record_entry(combiner, combiner->key.data, combiner->key.size,
        hash_string(text, size), added);
}

static int string_entry(Combiner *combiner, lua_State *L, int key, bool *added)
{
    int32_t known = *combiner_slot(combiner, lua_topointer(L, key));
    if (known != 0) {
        *added = false;
        return known - 1;
    }

    size_t size;
    const char *text = lua_tolstring(L, key, &size);
    int entry = text_entry(combiner, text, size, added);
    /* A long string may come again at another address. */
    if (entry >= combiner->n_addresses || combiner->addresses[entry] == NULL)
        hold_string(combiner, L, key, entry);
    return entry;
}

static int word_entry(Combiner *combiner, const Item *key, bool *added)
{
    Word word = word_read(key->as.text, key->size);
    int known = recent_find(&combiner->recent, &word);
    if (known >= 0) {
        *added = false;
        return known;
    }
    int entry = text_entry(combiner, key->as.text, key->size, added);
    recent_keep(&combiner->recent, &word, entry);
    return entry;
}

int combiner_item_entry(Combiner *combiner, const Item *key, bool *added)
{
    if (key->tag == RECORD_NULL && combiner->null_entry >= 0) {
        *added = false;
        return combiner->null_entry;
    }
    if (key->tag != RECORD_STRING) {
        buffer_clear(&combiner->key);
        item_append(key, &combiner->key);
        int entry = record_entry(combiner, combiner->key.data, combiner->key.size,
            hash_java(combiner->key.data), added);
        if (key->tag == RECORD_NULL)
            combiner->null_entry = entry;
        return entry;
    }
    if (key->size == 0 || key->size > WORD_LONGEST)
        return text_entry(combiner, key->as.text, key->size, added);
    return word_entry(combiner, key, added);
}

int combiner_entry(Combiner *combiner, lua_State *L, int key, bool *added,
    const char **problem)
{
    *problem = NULL;
    if (lua_type(L, key) == LUA_TSTRING)
        return string_entry(combiner, L, key, added);

    buffer_clear(&combiner->key);
    *problem = value_encode(L, key, &combiner->key);
    if (*problem != NULL)
        return -1;
    if (record_tag(combiner->key.data) == RECORD_LIST) {
        *problem = "a table";
        return -1;
    }
    return record_entry(combiner, combiner->key.data, combiner->key.size,
        hash_java(combiner->key.data), added);
}

/* The value on the top, which stays there, if it is a number. */
static inline bool set_number_of(Accumulator *value, lua_State *L)
{
    if (lua_isinteger(L, -1)) {
        value->kind = ACC_INTEGER;
        value->as.integer = lua_tointeger(L, -1);
        return true;
    }
    if (lua_type(L, -1) != LUA_TNUMBER)
        return false;
    value->kind = ACC_FLOAT;
    value->as.number = lua_tonumber(L, -1);
    return true;
}

void combiner_set(Combiner *combiner, lua_State *L, int entry)
{
    Accumulator *value = &combiner->values[entry];
    if (set_number_of(value, L)) {
        lua_pop(L, 1);
        return;
    }
    value->kind = ACC_OTHER;
    lua_rawseti(L, combiner->others, entry + 1);
}

void combiner_push_value(const Combiner *combiner, lua_State *L, int entry)
{
    const Accumulator *value = &combiner->values[entry];
    if (value->kind == ACC_INTEGER)
        lua_pushinteger(L, value->as.integer);
    else if (value->kind == ACC_FLOAT)
        lua_pushnumber(L, value->as.number);
    else
        lua_rawgeti(L, combiner->others, entry + 1);
}

/* Integers wrap around, as Lua's do. Everything but two integers is left to Lua. */
static bool add_integer(Accumulator *value, lua_Integer further)
{
    if (value->kind != ACC_INTEGER)
        return false;
    lua_Unsigned sum = (lua_Unsigned)value->as.integer + (lua_Unsigned)further;
    value->as.integer = (lua_Integer)sum;
    return true;
}

/* Numbers stay out of Lua. False for what is none. */
static bool set_number(Accumulator *value, const Item *item)
{
    if (item->tag == RECORD_INT)
        *value = (Accumulator){ACC_INTEGER, .as.integer = item->as.integer};
    else if (item->tag == RECORD_DOUBLE)
        *value = (Accumulator){ACC_FLOAT, .as.number = item->as.number};
    else
        return false;
    return true;
}

bool combiner_create_item(Combiner *combiner, const Item *item, int entry)
{
    return combiner->create == 0 && set_number(&combiner->values[entry], item);
}

static bool evaluate(const Combiner *combiner, Accumulator *value, const Item *further)
{
    NativeFrame frame;
    Item before;
    if (value->kind == ACC_OTHER)
        return false;
    if (value->kind == ACC_INTEGER)
        item_set_int(&before, value->as.integer);
    else
        item_set_double(&before, value->as.number);
    return native_run(combiner->native, &before, further, &frame) && frame.n > 0 &&
        set_number(value, frame.results[0]);
}

bool combiner_fold_item(Combiner *combiner, const Item *item, int entry)
{
    Accumulator *value = &combiner->values[entry];
    if (combiner->form == NATIVE_FIRST)
        return true;
    if (combiner->form == NATIVE_ADD && item->tag == RECORD_INT &&
        add_integer(value, item->as.integer))
        return true;
    return combiner->native != NULL && evaluate(combiner, value, item);
}

void combiner_forget_native(Combiner *combiner)
{
    combiner->form = NATIVE_ANY;
    combiner->native = NULL;
}

bool combiner_create(Combiner *combiner, lua_State *L, int entry)
{
    if (combiner->create != 0) {
        lua_pushvalue(L, combiner->create);
        lua_pushvalue(L, -2); /* a copy: a failure shows the value where it is */
        lua_call(L, 1, 1);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            return false;
        }
        lua_remove(L, -2);
    }
    combiner_set(combiner, L, entry);
    return true;
}

bool combiner_fold(Combiner *combiner, lua_State *L, int entry, int further)
{
    Item item;
    if ((combiner->form != NATIVE_ANY || combiner->native != NULL) &&
        native_item(L, further, &item) && combiner_fold_item(combiner, &item, entry))
        return true;
    lua_pushvalue(L, combiner->function);
    combiner_push_value(combiner, L, entry);
    lua_pushvalue(L, further); /* a copy: a failure shows it where it is */
    lua_call(L, 2, 1);
    if (set_number_of(&combiner->values[entry], L))
        return true;
    if (lua_isnil(L, -1))
        return false;
    combiner_set(combiner, L, entry);
    return true;
}

const char *combiner_append_pair(const Combiner *combiner, lua_State *L, int entry,
    Buffer *out)
{
    const IndexEntry *key = &combiner->keys.index.entries[entry];
    const Accumulator *value = &combiner->values[entry];
    record_append_pair(out);
    buffer_append(out, index_key(&combiner->keys.index, entry), key->size);
    if (value->kind == ACC_INTEGER) {
        record_append_int(out, value->as.integer);
        return NULL;
    }
    if (value->kind == ACC_FLOAT) {
        record_append_double(out, value->as.number);
        return NULL;
    }
    lua_rawgeti(L, combiner->others, entry + 1);
    const char *problem = value_encode(L, -1, out);
    lua_pop(L, 1);
    return problem;
}

static void reserve_order(Combiner *combiner)
{
    combiner->order = mem_grow(combiner->order, &combiner->order_capacity,
        keytable_count(&combiner->keys), sizeof *combiner->order);
}

const int32_t *combiner_order(Combiner *combiner)
{
    reserve_order(combiner);
    keytable_order(&combiner->keys, combiner->order);
    return combiner->order;
}

const int32_t *combiner_map_order(Combiner *combiner, const uint32_t *partitions, int n,
    int32_t *starts)
{
    reserve_order(combiner);
    keytable_map_order(&combiner->keys, partitions, n, combiner->order, starts);
    return combiner->order;
}
