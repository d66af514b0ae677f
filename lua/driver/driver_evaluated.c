/* Which functions are evaluated, and which are called in Lua, as the trace tells it: as
 * they were shipped, whether or not this run evaluates any.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/scripts.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_parts.h"

/* As a worker reads it when it loads it; what has a copy for each task is not read. */
static void read_function(Driver *driver, FuncId func)
{
    const Shipped *shipped = &driver->shipped[func];
    FunctionHold *hold = &driver->holds[func];
    if (hold->read == shipped->version)
        return;
    lua_State *L = driver->L;
    Native native;
    hold->read = shipped->version;
    hold->fits = 0;
    hold->splits = false;
    lua_pushglobaltable(L);
    driver_push_function(L, func);
    if (!shipped->needs_copy && native_read(&native, L, -1, -2)) {
        hold->splits = native.form == NATIVE_SPLIT;
        for (int i = EVALUATES_RESULT; i <= EVALUATES_RECORDS; i++)
            hold->fits |= (unsigned)evaluates_native(&native, (Evaluates)i) << i;
    }
    lua_pop(L, 2);
}

typedef enum How { CALLED, COMPUTED, SPLIT } How;

static const char *const how_texts[] = {"called", "computed", "split"};

/* Ours are not the program's; those of C stand in no file. */
static void write_record(Driver *driver, const Rdd *rdd, FuncId func, How how)
{
    lua_State *L = driver->L;
    lua_Debug info;
    driver_push_function(L, func);
    lua_getinfo(L, ">S", &info);
    if (scripts_is_ours(info.source))
        return;
    bool has_line = info.linedefined > 0;
    TRACE(&driver->trace, driver->clock->now, TRACE_FUNCTION, trace_int(rdd->id),
        trace_int(rdd->stream), trace_text(how_texts[how]),
        trace_text(has_line ? info.source + 1 : NULL),
        trace_int(has_line ? info.linedefined : -1));
}

static void tell(Driver *driver, const Rdd *rdd, FuncId func, Evaluates evaluates)
{
    if (func == FUNC_NONE)
        return;
    FunctionHold *hold = &driver->holds[func];
    read_function(driver, func);
    How how = !(hold->fits >> evaluates & 1) ? CALLED : hold->splits ? SPLIT : COMPUTED;
    if ((hold->told >> how & 1) != 0)
        return;
    hold->told |= 1U << how;
    write_record(driver, rdd, func, how);
}

static void tell_aggregator(Driver *driver, const Rdd *rdd,
    const Aggregator *aggregator)
{
    tell(driver, rdd, aggregator->create, EVALUATES_NOTHING);
    tell(driver, rdd, aggregator->merge, evaluates_fold());
    tell(driver, rdd, aggregator->join, evaluates_fold());
}

void driver_tell_functions(Driver *driver, const Rdd *rdd)
{
    Evaluates narrow = evaluates_narrow(rdd->narrow.op);
    tell(driver, rdd, rdd->narrow.func, narrow);
    tell(driver, rdd, rdd->narrow.inverse, narrow);
    tell(driver, rdd, rdd->state.func, evaluates_state(&rdd->state));
    tell_aggregator(driver, rdd, &rdd->aggregator);
}

void driver_tell_behind(Driver *driver, const StageWork *work)
{
    const RddSet *rdds = &driver->sim->rdds;
    const Rdd *last = rdds_get(rdds, work->rdd);
    tell(driver, last, work->action.func, EVALUATES_NOTHING);
    if (work->shuffle == NULL)
        return;
    const Rdd *reader = rdds_find(rdds, work->shuffle->reader);
    if (work->shuffle->partitioner->kind == PARTITIONER_CUSTOM)
        tell(driver, reader != NULL ? reader : last, work->shuffle->partitioner->func,
            EVALUATES_NOTHING);
    tell_aggregator(driver, reader != NULL ? reader : last, &work->shuffle->aggregator);
}
