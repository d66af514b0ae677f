// SPDX-License-Identifier: MIT
#include "lua/base/words.h"

#include <stdint.h>
#include <string.h>

#include "lua/base/state.h"
#include "vm/base/mem.h"

enum { SETS = 1 << 13, WAYS = 2, LONGEST = 16, WORTH_BYTES = 4096 };

/* The bytes of a word of `size` <= 16 as two numbers; which two depends on the size, so
 * that no byte outside the word is read. */
typedef struct Word {
    uint64_t low;
    uint64_t high;
    uint64_t size; /* 0: free */
} Word;

struct WordCache {
    Word words[SETS * WAYS];
    unsigned turn; /* which way is given up next */
};

/* Its address is the key of the table that holds the strings: slot + 1 -> string. */
static const char HOLDER = 'w';

void words_delete(WordCache *cache)
{
    mem_free(cache);
}

void words_begin(lua_State *L, size_t text_bytes)
{
    StateContext *context = state_context(L);
    if (context->words == NULL) {
        context->split_bytes += text_bytes;
        if (context->split_bytes < WORTH_BYTES) {
            lua_pushnil(L);
            return;
        }
        lua_createtable(L, SETS * WAYS, 0);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &HOLDER);
        context->words = mem_zero_alloc(sizeof *context->words);
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, &HOLDER);
}

static uint64_t read_8(const char *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t read_4(const char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static Word read_word(const char *text, size_t size)
{
    if (size >= 8)
        return (Word){read_8(text), read_8(text + size - 8), size};
    if (size >= 4)
        return (Word){read_4(text), read_4(text + size - 4), size};
    return (Word){(unsigned char)text[0] | (uint64_t)(unsigned char)text[size / 2] << 8,
        (unsigned char)text[size - 1], size};
}

static unsigned set_of(const Word *word)
{
    uint64_t mixed = (word->low ^ (word->high << 7 | word->high >> 57)) + word->size;
    mixed *= UINT64_C(0x9E3779B97F4A7C15);
    return (unsigned)(mixed >> 40) & (SETS - 1);
}

static int is_same(const Word *a, const Word *b)
{
    return a->low == b->low && a->high == b->high && a->size == b->size;
}

void words_push(lua_State *L, int holder, const char *text, size_t size)
{
    WordCache *cache = state_context(L)->words;
    if (cache == NULL || size == 0 || size > LONGEST) {
        lua_pushlstring(L, text, size);
        return;
    }
    Word word = read_word(text, size);
    unsigned slot = set_of(&word) * WAYS;
    if (!is_same(&cache->words[slot], &word)) {
        slot++;
        if (!is_same(&cache->words[slot], &word)) {
            slot -= cache->turn++ & 1;
            lua_pushlstring(L, text, size);
            lua_pushvalue(L, -1);
            lua_rawseti(L, holder, (lua_Integer)slot + 1);
            cache->words[slot] = word;
            return;
        }
    }
    lua_rawgeti(L, holder, (lua_Integer)slot + 1);
}
