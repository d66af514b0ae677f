/* lua/driver/session.h -- a program that is typed line by line, and whose clock is
 * moved by hand: what the REPL stands on. Spark: spark-shell, whose clock cannot be
 * moved.
 *
 * A session is a driver with options of its own kind (DriverOptions.by_hand): what is
 * printed goes into the trace only, what sluice says into a buffer, any socket can be
 * fed, and nothing ends the run but an end by stop. What is typed is the business of
 * lua/sluice/session.lua, which session_call calls in the driver's state. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SESSION_H
#define SLUICE_LUA_SESSION_H

#include "lua/driver/driver.h"

/* Readies a new driver for session_call; false and err if that fails. */
bool session_open(Driver *driver, Err *err);

typedef enum SessionStatus {
    SESSION_OK,
    SESSION_INTERRUPTED, /* the session is of no use any more, or dead */
    SESSION_BROKEN       /* a fault of ours; the only result is its text */
} SessionStatus;

/* Calls a function of sluice.session with the n values on top of L, which is another
 * state; they are popped. Pushes what it returns and sets *n to how many that are. What
 * crosses is nil, booleans, numbers and texts. */
SessionStatus session_call(Driver *driver, lua_State *L, const char *function, int *n);

/* How far a move goes; it ends at whatever comes first. */
typedef struct SessionMove {
    SimTime until;  /* events after it stay; the clock then stands there */
    int64_t events; /* until so many have fired since the beginning; -1: any number */
    int kind;       /* a TraceKind, or -1: until `times` records of it were written */
    int64_t times;
} SessionMove;

/* What ended a move. */
typedef enum SessionEnd {
    MOVE_ARRIVED, /* at `until` */
    MOVE_SEEN,    /* so many events, or records of that kind */
    MOVE_DRY,     /* no event is left */
    MOVE_REVIVED, /* a driver that was dead lives, and nothing has been typed there */
    MOVE_INTERRUPTED
} SessionEnd;

/* Moves the clock. */
SessionEnd session_move(Driver *driver, const SessionMove *move);

/* The driver was killed by a fault; session_call is of no use, and time passes outside
 * until another fault starts it again. */
bool session_is_dead(const Driver *driver);

/* How many events have fired since the beginning. */
int64_t session_events(const Driver *driver);

#endif
