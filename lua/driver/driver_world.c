// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "lua/driver/driver_world.h"

#include <string.h>
#include <unistd.h>

#include "lua/driver/bind.h"
#include "lua/driver/driver_observe.h"
#include "lua/driver/driver_parts.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/temporary.h"
#include "vm/ingest/peer_source.h"
#include "vm/streaming/faults.h"

static void trace_driver(Driver *driver, const char *state)
{
    TRACE(&driver->trace, driver->clock->now, TRACE_DRIVER, trace_text(state));
}

/* A fault that has no target is a mistake in the world: it is said, and the run goes
 * on. */
static void tell_failed(Driver *driver, const WorldLine *line, const char *message)
{
    driver->failed = true;
    if (driver->L == NULL || !driver_push_reporter(driver, "fault_failed"))
        return;
    lua_State *L = driver->L;
    lua_pushinteger(L, line->number);
    lua_pushstring(L, message);
    lua_pushinteger(L, driver->clock->now);
    driver_call_reporter(driver, 3);
}

static void kill_driver(Driver *driver)
{
    Streaming *active = driver->sim != NULL ? sim_active_context(driver->sim) : NULL;
    if (active != NULL && active->ended == END_NONE)
        active->ended = END_KILLED;
    trace_driver(driver, "killed");
    driver_kill(driver);
    if (driver_is_killed(driver))
        world_hold(driver->world);
}

static void on_fault(void *subject, const WorldLine *line)
{
    Driver *driver = subject;
    Err err;
    if (line->fault == FAULT_START_DRIVER) {
        if (!driver_is_killed(driver)) {
            tell_failed(driver, line, "the driver runs already");
            return;
        }
        trace_driver(driver, "started");
        driver->was_killed = true;
        driver->interrupted = 0;
    } else if (driver_is_killed(driver)) {
        return; /* what dies with the driver cannot die again */
    } else if (line->fault == FAULT_KILL_DRIVER) {
        kill_driver(driver);
    } else if (driver->sim == NULL || driver->sim->stopped) {
        tell_failed(driver, line, "no application runs");
    } else if (!fault_apply(driver->sim, line, &err)) {
        tell_failed(driver, line, err.message);
    }
}

void driver_world_open(Driver *driver)
{
    const DriverOptions *options = driver->options;
    driver->world = world_new(driver->queue, driver->clock, &driver->trace);
    for (int i = 0; i < options->n_world; i++)
        world_add(driver->world, &options->world[i]);
    world_set_faults(driver->world, on_fault, driver);
}

/* Texts of files. */

static void append_text_path(const Driver *driver, int i, Buffer *path)
{
    buffer_printf(path, "%s/%d", driver->world_folder, i);
}

void driver_world_close(Driver *driver)
{
    world_delete(driver->world);
    if (driver->world_folder == NULL)
        return;
    Buffer path = {0};
    for (int i = 0; i < driver->options->n_files; i++) {
        buffer_clear(&path);
        append_text_path(driver, i, &path);
        unlink(buffer_text(&path));
    }
    buffer_free(&path);
    rmdir(driver->world_folder);
    mem_free(driver->world_folder);
}

static bool make_folder(Driver *driver, Err *err)
{
    if (driver->world_folder != NULL)
        return true;
    driver->world_folder = temporary_new("sluice-world", err);
    return driver->world_folder != NULL;
}

/* The text that a file of the world has is a real file while the run lasts. */
static bool write_text(Driver *driver, int i, Buffer *path, Err *err)
{
    const char *text = driver->options->files[i].text;
    if (!make_folder(driver, err))
        return false;
    append_text_path(driver, i, path);
    FileWriter *file = file_create(buffer_text(path), err);
    if (file == NULL)
        return false;
    file_write(file, text, strlen(text));
    if (strlen(text) > 0 && text[strlen(text) - 1] != '\n')
        file_write(file, "\n", 1);
    return file_commit(file, err);
}

static bool add_file(Driver *driver, int i, SimTime zero, Err *err)
{
    const FutureFile *file = &driver->options->files[i];
    Buffer path = {0};
    bool ok = file->text == NULL || write_text(driver, i, &path, err);
    AppearingFile added = {.folder = file->folder,
        .name = file->name,
        .source = file->text != NULL ? buffer_text(&path) : file->file,
        .at = zero + file->at};
    ok = ok && appearing_add(driver->appearing, &added, err);
    buffer_free(&path);
    return ok;
}

bool driver_world_begin(Driver *driver, Err *err)
{
    if (driver->world == NULL || driver->sim != NULL || driver->has_before)
        return true;
    world_begin(driver->world);
    for (int i = 0; i < driver->options->n_files; i++) {
        if (driver->options->files[i].name != NULL &&
            !add_file(driver, i, driver->clock->now, err))
            return false;
    }
    return true;
}

Source *driver_world_source(Driver *driver, const char *host, int port)
{
    if (driver->world == NULL)
        return NULL;
    Buffer place = {0};
    buffer_printf(&place, "%s:%d", host, port);
    Peer *peer = driver->options->by_hand
        ? world_open_peer(driver->world, buffer_text(&place))
        : world_find(driver->world, buffer_text(&place));
    buffer_free(&place);
    return peer != NULL ? peer_source_new(peer, driver->queue, driver->clock) : NULL;
}

/* Lives of the driver. */

/* Everything of the application that still waits in the old queue goes with it. */
static void renew_queue(Driver *driver)
{
    Queue *queue = queue_new();
    world_move(driver->world, queue);
    driver->fired += queue_fired(driver->queue);
    queue_delete(driver->queue);
    driver->queue = queue;
}

void driver_world_outlives(Driver *driver)
{
    CHECK(driver_is_killed(driver));
    driver_end_life(driver);
    renew_queue(driver);
}

bool driver_world_step(Driver *driver)
{
    if (queue_count(driver->queue) == 0)
        return false;
    driver->clock->advance(driver->clock, queue_next_time(driver->queue));
    queue_fire(driver->queue);
    return true;
}

bool driver_world_restarts(Driver *driver)
{
    if (!driver_is_killed(driver))
        return false;
    SimTime start = world_next_fault(driver->world, FAULT_START_DRIVER);
    if (start == TIME_NEVER || start > driver->options->limits.until)
        return false;
    driver_world_outlives(driver);
    while (driver_is_killed(driver) && driver_world_step(driver))
        continue;
    return driver->interrupted == 0;
}
