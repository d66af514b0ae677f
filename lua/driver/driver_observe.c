/* lua/driver/driver_observe.c -- what people may want to hear of a run, handed on to
 * lua/sluice/report.lua. */
// SPDX-License-Identifier: MIT
#include "lua/driver/driver_observe.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>

#include "lua/base/value.h"
#include "lua/driver/bind.h"
#include "lua/driver/driver_files.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_parts.h"
#include "vm/store/record.h"

bool driver_push_reporter(Driver *driver, const char *function)
{
    lua_State *L = driver->L;
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.report");
    if (lua_pcall(L, 1, 1, 0) != LUA_OK)
        return false;
    lua_getfield(L, -1, function);
    lua_remove(L, -2);
    return true;
}

/* Reporting must not end a run: a fault in it is said, and that is all. */
void driver_call_reporter(Driver *driver, int n)
{
    lua_State *L = driver->L;
    if (lua_pcall(L, n, 0, 0) != LUA_OK) {
        fprintf(stderr, "sluice: error: %s [internal]\n", luaL_tolstring(L, -1, NULL));
        lua_pop(L, 2);
    }
}

static void receiver_changed(void *subject, const Receiver *receiver, const char *text)
{
    Driver *driver = subject;
    if (driver->wall == NULL && !driver->options->style.verbose)
        return;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "receiver"))
        return;
    lua_pushstring(L, receiver_name(receiver));
    lua_pushstring(L, receiver_state_name(receiver_state(receiver)));
    lua_pushinteger(L, receiver_tries(receiver));
    lua_pushinteger(L, driver->clock->now);
    lua_pushstring(L, text);
    driver_call_reporter(driver, 5);
}

static void receiver_noticed(void *subject, const Receiver *receiver,
    const SourceNotice *notice)
{
    static const char *const KINDS[] = {
        [NOTICE_RESTART] = "restart",
        [NOTICE_STOP] = "stop",
        [NOTICE_REPORT] = "report",
        [NOTICE_FAILED] = "failed",
        [NOTICE_STOP_FAILED] = "stop_failed",
        [NOTICE_STORED_FAILED] = "stored_failed",
        [NOTICE_STUCK] = "stuck",
        [NOTICE_LOST] = "lost",
    };
    Driver *driver = subject;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "receiver_noticed"))
        return;
    lua_createtable(L, 0, 8);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {{"kind", KINDS[notice->kind]}, {"text", notice->text},
        {"class", notice->error_class}, {"error", notice->error},
        {"file", notice->file}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        lua_pushstring(L, fields[i].text);
        lua_setfield(L, -2, fields[i].name);
    }
    if (notice->line > 0) {
        lua_pushinteger(L, notice->line);
        lua_setfield(L, -2, "line");
    }
    lua_pushinteger(L, receiver_input(receiver));
    lua_setfield(L, -2, "stream");
    driver_call_reporter(driver, 1);
}

static void output_failed(void *subject, SimTime batch, int output,
    const Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    driver->failed = true;
    if (!driver_push_reporter(driver, "output_failed"))
        return;
    lua_pushinteger(L, time_to_ms(batch));
    lua_pushinteger(L, output);
    driver_push_failure(L, failure);
    driver_call_reporter(driver, 3);
}

static void batch_completed(void *subject, SimTime batch, SimTime waited, SimTime took)
{
    Driver *driver = subject;
    if (!driver->options->style.verbose)
        return;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "batch_completed"))
        return;
    lua_pushinteger(L, batch);
    lua_pushinteger(L, waited);
    lua_pushinteger(L, took);
    lua_pushinteger(L, driver->clock->now);
    driver_call_reporter(driver, 4);
}

static void variable_changed(void *subject, FuncId func, const char *name)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "variable_changed"))
        return;
    driver_push_function(L, func);
    lua_pushstring(L, name);
    driver_call_reporter(driver, 2);
}

static void table_filled(void *subject, FuncId func, const char *path, double number)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "table_filled"))
        return;
    driver_push_function(L, func);
    lua_pushstring(L, path);
    lua_pushnil(L);
    if (!isnan(number)) {
        lua_pop(L, 1);
        lua_pushnumber(L, number);
    }
    driver_call_reporter(driver, 3);
}

static void push_records(lua_State *L, const Buffer *records)
{
    lua_newtable(L);
    const char *end = buffer_end(records);
    lua_Integer n = 0;
    for (const char *at = records->data; at < end; at = record_next(at)) {
        value_push(L, at);
        lua_rawseti(L, -2, ++n);
    }
}

static void values_met(void *subject, const Rdd *rdd, FuncId func,
    const Buffer *records)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    if (rdd->stream == STREAM_NONE || !driver_push_reporter(driver, "values_met"))
        return;
    driver_push_function(L, func);
    lua_pushinteger(L, rdd->stream);
    lua_pushinteger(L, time_to_ms(rdd->batch));
    push_records(L, records);
    push_records(L, records); /* a function may change what it is given */
    driver_call_reporter(driver, 5);
}

static void checkpoint_failed(void *subject, const char *text)
{
    Driver *driver = subject;
    if (!driver_push_reporter(driver, "checkpoint_failed"))
        return;
    lua_pushstring(driver->L, text);
    driver_call_reporter(driver, 1);
}

static void log_noticed(void *subject, LogNotice notice, StreamId stream,
    const char *text)
{
    static const char *const KINDS[] = {
        [LOG_WITHOUT_FOLDER] = "without_folder",
        [LOG_CHANGES_LEVEL] = "changes_level",
        [LOG_LOST_BLOCKS] = "lost_blocks",
        [LOG_FAILED] = "failed",
    };
    Driver *driver = subject;
    lua_State *L = driver->L;
    if (!driver_push_reporter(driver, "log_noticed"))
        return;
    lua_pushstring(L, KINDS[notice]);
    lua_pushinteger(L, stream);
    lua_pushstring(L, text);
    driver_call_reporter(driver, 3);
}

static void work_waits(void *subject)
{
    Driver *driver = subject;
    if (!driver_push_reporter(driver, "work_waits"))
        return;
    lua_pushinteger(driver->L, driver->clock->now);
    driver_call_reporter(driver, 1);
}

static void printed(void *subject, const char *text, size_t size)
{
    driver_print(subject, "executor", text, size);
}

static void stepped(void *subject)
{
    const Driver *driver = subject;
    const DriverWatcher *watcher = driver->options->watcher;
    watcher->stepped(watcher->subject, driver);
}

SimObserver driver_observer(Driver *driver)
{
    return (SimObserver){
        .subject = driver,
        .receiver_changed = receiver_changed,
        .receiver_noticed = receiver_noticed,
        .output_failed = output_failed,
        .batch_completed = batch_completed,
        .files_missing = driver_files_missing,
        .variable_changed = variable_changed,
        .table_filled = table_filled,
        .values_met = driver->options->explain ? values_met : NULL,
        .printed = printed,
        .checkpoint_failed = checkpoint_failed,
        .log_noticed = log_noticed,
        .work_waits = work_waits,
        .stepped = driver->options->watcher != NULL ? stepped : NULL,
    };
}
