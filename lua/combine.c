// SPDX-License-Identifier: MIT
#include "lua/combine.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/value.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

enum { FIRST_CACHE = 256, LARGEST_CACHE = 1 << 16 };

void combiner_free(Combiner *combiner)
{
    keytable_free(&combiner->keys);
    mem_free(combiner->values);
    mem_free(combiner->cache);
    buffer_free(&combiner->key);
    mem_free(combiner->order);
    memset(combiner, 0, sizeof *combiner);
}

static void clear_cache(Combiner *combiner)
{
    memset(combiner->cache, 0, (size_t)combiner->cache_size * sizeof *combiner->cache);
}

static void resize_cache(Combiner *combiner, int size)
{
    combiner->cache_size = size;
    combiner->cache =
        mem_realloc(combiner->cache, (size_t)size * sizeof *combiner->cache);
    clear_cache(combiner);
}

void combiner_begin(Combiner *combiner, lua_State *L)
{
    keytable_clear(&combiner->keys);
    if (combiner->cache_size == 0)
        resize_cache(combiner, FIRST_CACHE);
    else
        clear_cache(combiner);
    combiner->function = lua_gettop(L);
    lua_newtable(L);
    combiner->strings = lua_gettop(L);
    lua_newtable(L);
    combiner->others = lua_gettop(L);
}

static KeyCacheSlot *cache_slot(const Combiner *combiner, const char *text)
{
    uintptr_t address = (uintptr_t)text;
    return &combiner->cache[(address >> 4 ^ address >> 12) &
        (uintptr_t)(combiner->cache_size - 1)];
}

/* True if the combiner itself holds the string at this address, so that the address
 * cannot come to mean another string. */
static bool holds_string(const Combiner *combiner, lua_State *L, int entry,
    const char *text)
{
    lua_rawgeti(L, combiner->strings, entry + 1);
    bool same = lua_tostring(L, -1) == text;
    lua_pop(L, 1);
    return same;
}

static int string_entry(Combiner *combiner, lua_State *L, int key, bool *added)
{
    size_t size;
    const char *text = lua_tolstring(L, key, &size);
    KeyCacheSlot *slot = cache_slot(combiner, text);
    if (slot->text == text) {
        *added = false;
        return slot->entry;
    }

    buffer_clear(&combiner->key);
    record_append_string(&combiner->key, text, size);
    int entry = keytable_add(&combiner->keys, combiner->key.data, combiner->key.size,
        hash_string(text, size), added);
    if (*added) {
        lua_pushvalue(L, key);
        lua_rawseti(L, combiner->strings, entry + 1);
        if (entry > combiner->cache_size && combiner->cache_size < LARGEST_CACHE) {
            resize_cache(combiner, combiner->cache_size * 2);
            slot = cache_slot(combiner, text);
        }
    }
    if (*added || holds_string(combiner, L, entry, text))
        *slot = (KeyCacheSlot){text, entry};
    return entry;
}

int combiner_record_entry(Combiner *combiner, const char *key, size_t size, bool *added)
{
    return keytable_add(&combiner->keys, key, size, hash_java(key), added);
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
    return combiner_record_entry(combiner, combiner->key.data, combiner->key.size,
        added);
}

void combiner_set(Combiner *combiner, lua_State *L, int entry)
{
    if (entry >= combiner->values_capacity)
        combiner->values = mem_grow(combiner->values, &combiner->values_capacity,
            entry + 1, sizeof *combiner->values);
    Accumulator *value = &combiner->values[entry];
    if (lua_isinteger(L, -1)) {
        value->kind = ACC_INTEGER;
        value->as.integer = lua_tointeger(L, -1);
        lua_pop(L, 1);
    } else if (lua_type(L, -1) == LUA_TNUMBER) {
        value->kind = ACC_FLOAT;
        value->as.number = lua_tonumber(L, -1);
        lua_pop(L, 1);
    } else {
        value->kind = ACC_OTHER;
        lua_rawseti(L, combiner->others, entry + 1);
    }
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

bool combiner_fold(Combiner *combiner, lua_State *L, int entry)
{
    lua_pushvalue(L, combiner->function);
    combiner_push_value(combiner, L, entry);
    lua_rotate(L, -3, 2); /* function, value so far, further value */
    lua_call(L, 2, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return false;
    }
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

const int32_t *combiner_map_order(Combiner *combiner, int n, int32_t *starts)
{
    reserve_order(combiner);
    keytable_map_order(&combiner->keys, n, combiner->order, starts);
    return combiner->order;
}
