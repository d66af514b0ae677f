/* Host functions: the run itself, where things stand, and what goes to whom. */
// SPDX-License-Identifier: MIT
#include <stdio.h>

#include "lua/base/display.h"
#include "lua/base/scripts.h"
#include "lua/driver/apart.h"
#include "lua/driver/bind.h"
#include "vm/base/check.h"
#include "vm/streaming/outputs.h"

/* print_text(text): standard output of the driver */
static int print_text(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    driver_print(driver_of(L), "driver", text, size);
    return 0;
}

/* print(...): the global of programs */
static int print(lua_State *L)
{
    int n = lua_gettop(L);
    luaL_Buffer line;
    luaL_buffinit(L, &line);
    for (int i = 1; i <= n; i++) {
        if (i > 1)
            luaL_addchar(&line, '\t');
        display_tolstring(L, i, NULL);
        luaL_addvalue(&line);
    }
    luaL_addchar(&line, '\n');
    luaL_pushresult(&line);
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    driver_print(driver_of(L), "driver", text, size);
    return 0;
}

/* say(text): standard error, after what was printed */
static int say(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    Driver *driver = driver_of(L);
    Box *box = driver->options->box;
    Buffer *said = driver->options->said;
    if (box != NULL) {
        box->said(box, text, size);
        return 0;
    }
    if (said != NULL) {
        buffer_append(said, text, size);
        return 0;
    }
    driver_tell_watcher(driver, stderr, text, size);
    fflush(stdout);
    fwrite(text, 1, size, stderr);
    return 0;
}

/* trace_text() -> the trace so far; nil if it is not kept in memory */
static int text_of_trace(lua_State *L)
{
    const Buffer *text = driver_of(L)->options->trace_text;
    if (text == NULL)
        return 0;
    lua_pushlstring(L, text->data != NULL ? text->data : "", text->size);
    return 1;
}

/* program_text() -> the text of the program, once it is read */
static int program_text(lua_State *L)
{
    const Buffer *text = &driver_of(L)->source;
    if (text->data == NULL)
        return 0;
    lua_pushlstring(L, text->data, text->size);
    return 1;
}

/* keep_source(text): what was typed so far, for the trace */
static int keep_source(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    Buffer *source = &driver_of(L)->source;
    buffer_clear(source);
    buffer_append(source, text, size);
    buffer_text(source);
    return 0;
}

/* now() -> microseconds */
static int now(lua_State *L)
{
    lua_pushinteger(L, driver_of(L)->clock->now);
    return 1;
}

/* sleep(ms): an output gives way meanwhile, elsewhere time runs on */
static int sleep(lua_State *L)
{
    Driver *driver = driver_of(L);
    lua_Integer ms = luaL_checkinteger(L, 1);
    luaL_argcheck(L, ms >= 0 && ms <= INT64_MAX / 4000, 1, "out of range");
    SimTime end = driver->clock->now + TIME_MS(ms);

    if (driver_can_wait(L)) {
        outputs_wake_at(outputs_current(driver->sim), end);
        return lua_yield(L, 0);
    }
    if (driver->sim != NULL)
        sim_sleep(driver->sim, end);
    /* Nothing happens before there is an application. */
    while (!driver->interrupted && driver->clock->now < end)
        driver->clock->advance(driver->clock, end);
    return driver->interrupted ? driver_unwind(L) : 0;
}

/* hand_back(text): to who runs this, with the flag hands_back */
static int hand_back(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    Buffer *handed = driver_of(L)->options->handed;
    CHECK(handed != NULL);
    buffer_append(handed, text, size);
    return 0;
}

static int is_traced(lua_State *L)
{
    lua_pushboolean(L, trace_is_on(&driver_of(L)->trace));
    return 1;
}

static int traced(lua_State *L)
{
    lua_pushinteger(L, driver_of(L)->trace.written);
    return 1;
}

static int set_exit_code(lua_State *L)
{
    driver_of(L)->exit_code = (int)luaL_checkinteger(L, 1);
    return 0;
}

/* mark_failed(): the run counts as failed (exit code 1) */
static int mark_failed(lua_State *L)
{
    driver_of(L)->failed = true;
    return 0;
}

/* options() -> what the command line asked for */
static int options(lua_State *L)
{
    const Driver *driver = driver_of(L);
    const DriverOptions *wanted = driver->options;
    const struct {
        const char *name;
        bool value;
    } flags[] = {{"quiet", wanted->style.quiet}, {"verbose", wanted->style.verbose},
        {"strict", wanted->style.strict}, {"json", wanted->style.json},
        {"color", wanted->style.color}, {"ascii", wanted->style.ascii},
        {"wall", wanted->wall}, {"interrupted", driver->interrupted != 0},
        {"pipe_closed", driver->pipe_closed != 0}, {"failed", driver->failed},
        {"was_killed", driver->was_killed}, {"by_hand", wanted->by_hand},
        {"apart", wanted->apart}, {"describe", wanted->describe},
        {"explain", wanted->explain}, {"enclosed", wanted->box != NULL},
        {"hands_back", wanted->handed != NULL}};
    lua_createtable(L, 0, 25);
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        lua_pushboolean(L, flags[i].value);
        lua_setfield(L, -2, flags[i].name);
    }
    lua_pushstring(L, wanted->file);
    lua_setfield(L, -2, "file");
    lua_pushstring(L, wanted->world_file);
    lua_setfield(L, -2, "world");
    lua_pushstring(L, wanted->trace_path);
    lua_setfield(L, -2, "trace");
    lua_pushinteger(L, wanted->seed);
    lua_setfield(L, -2, "seed");
    if (wanted->style.width > 0) {
        lua_pushinteger(L, wanted->style.width);
        lua_setfield(L, -2, "width");
    }
    if (wanted->limits.until != TIME_NEVER) {
        lua_pushinteger(L, wanted->limits.until);
        lua_setfield(L, -2, "until");
    }
    lua_pushinteger(L, wanted->limits.batches);
    lua_setfield(L, -2, "batches");

    lua_newtable(L); /* options, conf */
    for (int i = 0; i < wanted->conf.count; i++) {
        lua_pushstring(L, wanted->conf.entries[i].key);
        lua_rawseti(L, -2, 2 * i + 1);
        lua_pushstring(L, wanted->conf.entries[i].value);
        lua_rawseti(L, -2, 2 * i + 2);
    }
    lua_setfield(L, -2, "conf");

    lua_newtable(L); /* options, feeds */
    for (int i = 0; i < wanted->n_feeds; i++) {
        const Feed *feed = &wanted->feeds[i];
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, feed->port);
        lua_setfield(L, -2, "port");
        lua_pushstring(L, feed->file);
        lua_setfield(L, -2, "file");
        lua_pushnumber(L, feed->arrivals.rate);
        lua_setfield(L, -2, "rate");
        lua_pushinteger(L, (lua_Integer)feed->text.size);
        lua_setfield(L, -2, "bytes");
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "feeds");
    return 1;
}

/* apart_folder() -> the folder for what this run writes, which is made now */
static int folder_apart(lua_State *L)
{
    Err err;
    const char *folder = apart_folder(driver_of(L), &err);
    if (folder == NULL)
        return luaL_error(L, "%s", err.message);
    lua_pushstring(L, folder);
    return 1;
}

/* idle_world() -> list of the lines of the world that are of no use: line, and place if
 * nobody has connected to it */
static int idle_world(lua_State *L)
{
    const World *world = driver_of(L)->world;
    const WorldLine *line;
    int at = 0;
    lua_Integer n = 0;
    lua_newtable(L);
    while (world != NULL && (line = world_next_idle(world, &at)) != NULL) {
        Peer *peer = line->place != NULL ? world_find(world, line->place) : NULL;
        lua_createtable(L, 0, 2);
        lua_pushinteger(L, line->number);
        lua_setfield(L, -2, "line");
        if (peer != NULL && !peer_was_met(peer)) {
            lua_pushstring(L, line->place);
            lua_setfield(L, -2, "place");
        }
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

const luaL_Reg bind_run_functions[] = {
    {"print", print},
    {"print_text", print_text},
    {"say", say},
    {"hand_back", hand_back},
    {"caller", scripts_caller},
    {"program_text", program_text},
    {"keep_source", keep_source},
    {"now", now},
    {"sleep", sleep},
    {"is_traced", is_traced},
    {"traced", traced},
    {"trace_text", text_of_trace},
    {"set_exit_code", set_exit_code},
    {"mark_failed", mark_failed},
    {"options", options},
    {"apart_folder", folder_apart},
    {"idle_world", idle_world},
    {NULL, NULL},
};
