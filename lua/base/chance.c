// SPDX-License-Identifier: MIT
#include "lua/base/chance.h"

#include "vm/base/java_random.h"
#include "vm/store/sampling.h"

static int next_java(lua_State *L)
{
    JavaRandom *random = lua_touserdata(L, lua_upvalueindex(1));
    if (lua_isnoneornil(L, 1)) {
        lua_pushinteger(L, java_random_next_int(random));
        return 1;
    }
    lua_Integer n = luaL_checkinteger(L, 1);
    luaL_argcheck(L, n >= 1 && n <= INT32_MAX, 1, "out of range");
    lua_pushinteger(L, java_random_next_int_below(random, (int32_t)n));
    return 1;
}

static int java_random(lua_State *L)
{
    lua_Integer seed = luaL_checkinteger(L, 1);
    JavaRandom *random = lua_newuserdatauv(L, sizeof *random, 0);
    java_random_init(random, seed);
    lua_pushcclosure(L, next_java, 1);
    return 1;
}

static int next_uniform(lua_State *L)
{
    JavaRandom *random = lua_touserdata(L, lua_upvalueindex(1));
    lua_pushnumber(L, java_random_next_double(random));
    return 1;
}

static int uniform(lua_State *L)
{
    lua_Integer seed = luaL_checkinteger(L, 1);
    JavaRandom *random = lua_newuserdatauv(L, sizeof *random, 0);
    java_random_init_xorshift(random, seed);
    lua_pushcclosure(L, next_uniform, 1);
    return 1;
}

static int next_poisson(lua_State *L)
{
    lua_pushinteger(L, sampler_next(lua_touserdata(L, lua_upvalueindex(1))));
    return 1;
}

static int poisson(lua_State *L)
{
    lua_Number mean = luaL_checknumber(L, 1);
    lua_Integer seed = luaL_checkinteger(L, 2);
    luaL_argcheck(L, mean > 0, 1, "out of range");
    Sampler *sampler = lua_newuserdatauv(L, sizeof *sampler, 0);
    sampler_init_poisson(sampler, mean, seed);
    lua_pushcclosure(L, next_poisson, 1);
    return 1;
}

const luaL_Reg chance_functions[] = {
    {"java_random", java_random},
    {"uniform", uniform},
    {"poisson", poisson},
    {NULL, NULL},
};
