/* lua/driver/driver_parts.h -- the driver as the scheduler and the workers see it; used
 * by lua/driver*.c only. Spark: the driver's side of SparkContext.runJob,
 * TaskSetManager's serializing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_PARTS_H
#define SLUICE_LUA_DRIVER_PARTS_H

#include "lua/driver/driver.h"

/* Opens what a program finds in its state, before its first line. */
void driver_prepare(lua_State *L);

/* The lives of a driver: its applications and its Lua state go, but not its queue; and
 * a state for the next one is made, or false and err. */
void driver_end_life(Driver *driver);
bool driver_begin_life(Driver *driver, Err *err);

/* Readies a driver whose state is there for functions and tasks; undoes it. In
 * lua/driver/driver_ship.c, as the two that follow. */
void driver_open_shipping(Driver *driver);
void driver_close_shipping(Driver *driver);

/* Sets the simulated clock to the start that the settings name; ERR_ARGUMENT if that is
 * no time. In lua/driver/driver_sim.c. */
bool driver_set_start(Driver *driver, const Conf *conf, Err *err);

/* Pushes the program as a function, or why there is none, and writes the first record
 * of the trace; a driver that lives again runs the text that was read then. Binary
 * chunks are not accepted. In lua/driver/driver_source.c. */
bool driver_load_program(lua_State *L);

/* Writes the text of the program into the trace. */
void driver_trace_source(Driver *driver, const char *name);

/* What workers are given functions, globals and broadcast variables by. */
WorkerSupply driver_supply(Driver *driver);

/* For a TaskRunner whose subject is the driver. */
void driver_run_tasks(void *subject, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n);

/* Tells the trace how an RDD, or the shuffle or the action behind the last one of a
 * stage, works with the functions that have just been shipped, if it does not say so
 * already. In lua/driver/driver_evaluated.c. */
void driver_tell_functions(Driver *driver, const Rdd *rdd);
void driver_tell_behind(Driver *driver, const StageWork *work);

/* The same, in lua/driver/driver_outputs.c. */
OutputStatus driver_run_output(void *subject, const OutputCall *call, void **function,
    Failure *failure);
OutputStatus driver_resume_output(void *subject, void **function, Failure *failure);
void driver_abandon_output(void *subject, void *function);

/* The same, in lua/driver/driver_calls.c. */
bool driver_make_rdd(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure);
bool driver_has_queued(void *subject, FuncId func);
void driver_accumulate(void *subject, const Buffer *updates);
void driver_let_go(void *subject);
bool driver_holds_rdd(void *subject, RddId rdd);
void driver_swept(void *subject);

/* The failure that an error value stands for. */
void driver_read_error(lua_State *L, int index, Failure *failure);

#endif
