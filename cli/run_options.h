/* cli/run_options.h -- what a run is made from: the table that cli/run.lua fills. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_RUN_OPTIONS_H
#define SLUICE_CLI_RUN_OPTIONS_H

#include <lua.h>

#include "lua/driver/driver.h"

/* The options of a driver, and what they borrow. Of all zero, it is empty. */
typedef struct RunOptions {
    DriverOptions driver;
    Buffer trace;   /* where its trace is kept, if it is */
    Buffer said;    /* and what sluice says */
    Buffer handed;  /* and what others are to say */
    Buffer answers; /* and the program's */
    WorldLine *world;
    bool alone; /* no other run goes on beside it: signals are for it */
} RunOptions;

/* Reads the table at index 1. Its texts stay in use as long as the options do. False
 * and err if a file is not to be had. */
bool run_options_read(lua_State *L, RunOptions *options, Err *err);
void run_options_free(RunOptions *options);

#endif
