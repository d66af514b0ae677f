/* cli/signals.h -- Ctrl-C and a polite kill end a run, with whole files. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_SIGNALS_H
#define SLUICE_CLI_SIGNALS_H

#include "lua/driver/driver.h"

enum { SIGNALS_MOST = 64 }; /* drivers that run beside each other */

/* From now on the first signal interrupts that driver, and a second one leaves at once;
 * one driver at a time. */
void signals_watch(Driver *driver);

/* Signals end the process again, if it is that driver which they went to. */
void signals_forget(const Driver *driver);

/* From now on the first signal is only noted, and a second one leaves at once: for runs
 * of which none is watched. */
void signals_note(void);
bool signals_noted(void);

/* Signals do what they did before signals_note; one that was noted does so now. */
void signals_obey(void);

/* A driver that runs beside others, on any thread, is interrupted by signals_interrupt,
 * and at once if a signal was noted already. */
void signals_join(Driver *driver);
void signals_leave(const Driver *driver);
void signals_interrupt(void);

#endif
