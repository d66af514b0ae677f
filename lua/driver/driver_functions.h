/* lua/driver/driver_functions.h -- the functions of the program that the machine knows
 * by number: of streams, outputs, RDDs and actions. Spark: closures, which live as long
 * as the objects that hold them.
 *
 * A function of a stream is pinned for ever, as streams are. One of an RDD or an action
 * is pinned until that is made or over; then it lives as long as some RDD has its
 * number, and its number is used again. So a closure that is made anew in every batch,
 * by transform or foreachRDD, goes with the RDDs of that batch. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_FUNCTIONS_H
#define SLUICE_LUA_DRIVER_FUNCTIONS_H

#include "lua/driver/driver.h"

void driver_functions_open(lua_State *L);
void driver_functions_close(Driver *driver);

/* Pushes the function of a number. */
void driver_push_function(lua_State *L, FuncId func);

/* Lets go of every function that is not pinned and that no RDD has. */
void driver_sweep_functions(Driver *driver);

#endif
