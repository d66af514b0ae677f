/* tests/engine/test_pattern.c -- patterns find what Lua's find. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "lua/native/pattern.h"

static const char *const read_by_us[] = {"%S+", "%a+", "%w+", "[^ ]+", "[^,]+", "#%w+",
    "%d%d", "[%w_]+", "[%w_-]+", "[a-c]+", "[^a-c]", "[]]", "[^]]+", "[%]x]", "a.c",
    ".", ".+", "%.", "%%+", "(%a+)", "(#%w+)", "%u%l+", "x%s", "[%-%.]+", "[a-]+",
    "[%a-z]+", "%x%x%x", "%p+", "%c", "%g+", "[+-]%d", "[a-z0-9]+", "%D", "%W+", "\\+",
    "abcdefgh"};

static const char *const left_to_lua[] = {"", "%a*", "%a-", "%a?", "^%a", "%a$", "%b()",
    "%f[%a]%a+", "(%a+)(%d+)", "(%a)=%1", "()", "%", "[", "[a", "[^", "[]", "%1", "a+b",
    "a*", "(", ")", "a(b)", "[%", "abcdefghi", "%q", "[%q]"};

static const char *const texts[] = {"", " ", "to be or not to be", "a,b,,c",
    "#one #two3", "x1y22z333", "under_score-dash", "abcabc", "]x]", "a.c abc",
    "100%% sure", "Upper Low", "x \t\n x", "-.-", "caf\xC3\xA9 d\xC3\xA9j\xC3\xA0",
    "+1 -2", "\x01\x7f\x80\xff", "(in) brackets", "abcdefghijkl", "\\+\\"};

/* Each match behind the one before it, as Lua finds it, too. */
static void check_text(lua_State *L, const Pattern *pattern, const char *of,
    const char *text)
{
    size_t size = strlen(text);
    const char *at = text;
    for (;;) {
        const char *behind = NULL;
        const char *found = pattern_search(pattern, at, text + size, &behind);
        lua_settop(L, 0);
        lua_getglobal(L, "string");
        lua_getfield(L, -1, "find");
        lua_pushlstring(L, text, size);
        lua_pushstring(L, of);
        lua_pushinteger(L, at - text + 1);
        lua_call(L, 3, 2);
        bool same = found == NULL ? lua_isnil(L, -2)
                                  : lua_tointeger(L, -2) == found - text + 1 &&
                lua_tointeger(L, -1) == behind - text;
        if (!same)
            print_error("%s in %s\n", of, text);
        assert_true(same);
        if (found == NULL)
            return;
        at = behind;
    }
}

static void test_matches_are_luas(void **state)
{
    (void)state;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    for (size_t i = 0; i < sizeof read_by_us / sizeof read_by_us[0]; i++) {
        Pattern pattern;
        const char *of = read_by_us[i];
        assert_true(pattern_read(&pattern, of, strlen(of)));
        assert_int_equal(pattern.captures, of[0] == '(');
        for (size_t j = 0; j < sizeof texts / sizeof texts[0]; j++)
            check_text(L, &pattern, of, texts[j]);
    }
    lua_close(L);
}

static void test_others_are_not_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof left_to_lua / sizeof left_to_lua[0]; i++) {
        Pattern pattern;
        if (pattern_read(&pattern, left_to_lua[i], strlen(left_to_lua[i])))
            print_error("read: %s\n", left_to_lua[i]);
        assert_false(pattern_read(&pattern, left_to_lua[i], strlen(left_to_lua[i])));
    }
}

/* Any short text: what is read finds what Lua finds. */
static void test_random_patterns(void **state)
{
    (void)state;
    static const char letters[] = "ab%[]^-+.w Sd";
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    uint32_t seed = 7;
    int read = 0;
    for (int i = 0; i < 20000; i++) {
        char of[6] = {0};
        seed = seed * 1664525 + 1013904223;
        uint32_t bits = seed;
        int size = 1 + (int)(bits >> 29) % 5;
        for (int j = 0; j < size; j++) {
            seed = seed * 1664525 + 1013904223;
            of[j] = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        Pattern pattern;
        if (!pattern_read(&pattern, of, strlen(of)))
            continue;
        read++;
        check_text(L, &pattern, of, "ab w-a[S]+ %.bd 12^a");
    }
    assert_true(read > 1000);
    lua_close(L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches_are_luas),
        cmocka_unit_test(test_others_are_not_read),
        cmocka_unit_test(test_random_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
