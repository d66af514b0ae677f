/* lua/base/chance.h -- Spark's random numbers for Lua, on the driver and in tasks.
 * Spark: java.util.Random, XORShiftRandom, StratifiedSamplingUtils. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_CHANCE_H
#define SLUICE_LUA_CHANCE_H

#include <lauxlib.h>

/* Functions for the module sluice.host:
 *   java_random(seed) -> f; f() gives an Int, f(n) a whole number from 0 to n - 1
 *   uniform(seed) -> f; f() gives a float in [0, 1)
 *   poisson(mean, seed) -> f; f() gives a whole number of that mean, which is > 0 */
extern const luaL_Reg chance_functions[];

#endif
