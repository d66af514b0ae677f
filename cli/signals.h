/* cli/signals.h -- Ctrl-C and a polite kill end a run, with whole files. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_SIGNALS_H
#define SLUICE_CLI_SIGNALS_H

#include "lua/driver/driver.h"

/* From now on the first signal interrupts that driver, and a second one leaves at once;
 * one driver at a time. */
void signals_watch(Driver *driver);

/* Signals end the process again, if it is that driver which they went to. */
void signals_forget(const Driver *driver);

#endif
