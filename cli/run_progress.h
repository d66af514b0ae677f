/* cli/run_progress.h -- how far a run has got, told while it goes on.
 *
 * What is shown, and how often, is cli/progress.lua's; here are the facts. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_RUN_PROGRESS_H
#define SLUICE_CLI_RUN_PROGRESS_H

#include <lua.h>

#include "lua/driver/driver.h"

typedef struct RunProgress {
    lua_State *L; /* has the table with the functions `show` and `hide`, there: */
    int table;
    double due;     /* real seconds; nothing is shown before */
    bool shown;     /* a line stands on the terminal */
    bool is_shared; /* what the program prints stands there, too */
    bool mid_line;  /* what was written there last has not ended its line */
    DriverWatcher watcher;
} RunProgress;

/* Makes a watcher for a driver with these options. The table on the top of the stack
 * stays there while the run goes on. */
void run_progress_init(RunProgress *progress, lua_State *L, DriverOptions *options);

/* The line goes. */
void run_progress_end(RunProgress *progress);

#endif
