// SPDX-License-Identifier: MIT
#include "lua/base/words.h"

#include "lua/base/state.h"
#include "vm/base/mem.h"
#include "vm/base/word.h"

enum { SETS = 1 << 13, WAYS = 2, WORTH_BYTES = 4096 };

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

static unsigned set_of(const Word *word)
{
    return (unsigned)(word_mix(word) >> 40) & (SETS - 1);
}

void words_push(lua_State *L, int holder, const char *text, size_t size)
{
    WordCache *cache = state_context(L)->words;
    if (cache == NULL || size == 0 || size > WORD_LONGEST) {
        lua_pushlstring(L, text, size);
        return;
    }
    Word word = word_read(text, size);
    unsigned slot = set_of(&word) * WAYS;
    if (!word_is_same(&cache->words[slot], &word)) {
        slot++;
        if (!word_is_same(&cache->words[slot], &word)) {
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
