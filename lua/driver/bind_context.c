/* Host functions: the application and its streaming contexts. */
// SPDX-License-Identifier: MIT
#include "lua/driver/bind.h"
#include "lua/driver/driver_parts.h"
#include "vm/base/mem.h"
#include "vm/store/text.h"

/* application({key, value, key, value, ...}) -> true */
static int application(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    Driver *driver = driver_of(L);
    lua_Integer n = luaL_len(L, 1);

    Conf conf = {0};
    for (lua_Integer i = 1; i + 1 <= n; i += 2) {
        lua_rawgeti(L, 1, i);
        lua_rawgeti(L, 1, i + 1);
        const char *key = lua_tostring(L, -2);
        const char *value = lua_tostring(L, -1);
        if (key != NULL && value != NULL)
            conf_set(&conf, key, value);
        lua_pop(L, 2);
    }
    Err err;
    bool ok = driver_open_sim(driver, &conf, &err);
    conf_free(&conf);
    if (!ok)
        return bind_fail(L, &err);

    lua_pushboolean(L, true);
    return 1;
}

/* Spark's listener bus would wait for itself. */
static bool check_no_listener(const Driver *driver, const char *what, Err *err)
{
    if (!driver->in_listener)
        return true;
    return err_set(err, ERR_SPARK, "Cannot stop %s within listener bus thread.", what);
}

/* application_stop() -> true */
static int application_stop(lua_State *L)
{
    Sim *sim = bind_check_sim(L);
    Err err;
    if (!check_no_listener(driver_of(L), "SparkContext", &err))
        return bind_fail(L, &err);

    sim->stopped = true;
    lua_pushboolean(L, true);
    return 1;
}

static int application_is_stopped(lua_State *L)
{
    const Sim *sim = driver_of(L)->sim;
    lua_pushboolean(L, sim != NULL && sim->stopped);
    return 1;
}

/* set_local_property(key, value or nil) */
static int set_local_property(lua_State *L)
{
    const Sim *sim = bind_check_sim(L);
    const char *key = luaL_checkstring(L, 1);
    const char *value = luaL_optstring(L, 2, NULL);
    if (value != NULL)
        conf_set(sim->local, key, value);
    else
        conf_unset(sim->local, key);
    return 0;
}

/* local_property(key) -> text, or nil */
static int local_property(lua_State *L)
{
    lua_pushstring(L, conf_get(bind_check_sim(L)->local, luaL_checkstring(L, 1)));
    return 1;
}

/* default_parallelism() -> n */
static int default_parallelism(lua_State *L)
{
    int n;
    Err err;
    if (!sim_default_parallelism(bind_check_sim(L), &n, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, n);
    return 1;
}

/* context(interval) -> context */
static int context(lua_State *L)
{
    Sim *sim = bind_check_sim(L);
    lua_Integer interval = luaL_checkinteger(L, 1);
    luaL_argcheck(L, interval > 0 && interval <= INT64_MAX / 1000, 1, "out of range");

    Streaming *made;
    Err err;
    if (!streaming_new(sim, TIME_MS(interval), &made, &err))
        return bind_fail(L, &err);

    lua_pushinteger(L, driver_keep_context(driver_of(L), made));
    return 1;
}

static int context_state(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    lua_pushstring(L, context_state_name(self->state));
    return 1;
}

/* Where the program is only read, its first start is its end. */
static bool start(Driver *driver, Streaming *context, Place place, StreamId *fault,
    Err *err)
{
    if (!driver->options->describe)
        return streaming_start(context, place, fault, err);
    bool ok = streaming_describe(context, fault, err);
    if (ok)
        driver_leave(driver);
    return ok;
}

/* context_start(context, file, line) -> true; on failure a fourth result: the stream
 * at fault, if one is */
static int context_start(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    Driver *driver = driver_of(L);
    const char *file = luaL_optstring(L, 2, NULL);
    Place place = {
        .file = file != NULL ? driver_intern(driver, file) : NULL,
        .line = (int)luaL_optinteger(L, 3, 0),
    };

    if (driver->options->by_hand)
        driver_trace_source(driver, driver->options->file);
    StreamId fault;
    Err err;
    if (!start(driver, self, place, &fault, &err)) {
        if (driver->interrupted)
            return driver_unwind(L);
        int pushed = bind_fail(L, &err);
        if (fault == STREAM_NONE)
            return pushed;
        lua_pushinteger(L, fault);
        return pushed + 1;
    }
    if (driver->interrupted)
        return driver_unwind(L);
    lua_pushboolean(L, true);
    return 1;
}

/* context_await(context [, ms]) -> stopped, error or nil */
static int context_await(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    Driver *driver = driver_of(L);
    SimTime deadline = TIME_NEVER;
    if (!lua_isnoneornil(L, 2)) {
        lua_Integer length = luaL_checkinteger(L, 2);
        luaL_argcheck(L, length >= 0 && length <= INT64_MAX / 4000, 2, "out of range");
        deadline = sim_now(self->sim) + TIME_MS(length);
    }

    Failure failure = {.rdd = RDD_NONE};
    bool stopped = streaming_await(self, deadline, &failure);
    if (driver->interrupted) {
        failure_free(&failure);
        return driver_unwind(L);
    }
    lua_pushboolean(L, stopped);
    if (!failure_is_set(&failure))
        return 1;
    driver_push_failure(L, &failure);
    failure_free(&failure);
    return 2;
}

/* context_stop(context, stop_application, gracefully) -> true */
static int context_stop(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    bool stop_sim = lua_toboolean(L, 2);
    Err err;
    if (!check_no_listener(driver_of(L), "StreamingContext", &err))
        return bind_fail(L, &err);

    if (lua_toboolean(L, 3))
        streaming_stop_gracefully(self, stop_sim);
    else
        streaming_stop(self, stop_sim);
    lua_pushboolean(L, true);
    return 1;
}

/* context_remember(context, ms) -> true */
static int context_remember(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    lua_Integer length = luaL_checkinteger(L, 2);
    luaL_argcheck(L, length > 0 && length <= INT64_MAX / 1000, 2, "out of range");

    Err err;
    if (!graph_remember(&self->graph, TIME_MS(length), &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* context_checkpoint(context, folder or nil) -> true. RDDs checkpoint there, too. */
static int context_checkpoint(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    const char *folder = lua_isnoneornil(L, 2) ? NULL : bind_check_folder(L, 2);

    Err err;
    bool is_made = folder != NULL && !driver_of(L)->options->describe;
    if (is_made && !sim_set_checkpoint_folder(self->sim, folder, &err))
        return bind_fail(L, &err);
    graph_set_checkpoint_folder(&self->graph, folder);
    lua_pushboolean(L, true);
    return 1;
}

/* context_summary(context) -> a table of what the run came to */
static int context_summary(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    const Sim *sim = self->sim;
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {
        {"ticks", self->n_ticks},
        {"completed", self->n_completed},
        {"received", streaming_received(self)},
        {"in_batches", self->in_batches},
        {"interval", self->graph.interval},
        {"zero", self->graph.zero},
        {"now", sim_now(sim)},
        {"cores", cluster_total_cores(&sim->cluster)},
        {"receivers", self->n_inputs},
        {"free_cores", sim->cluster.n_free},
        {"restart_delay", self->restart_delay},
        {"block_interval", self->block_interval},
        {"waited", self->delays.waited[DELAYS_KEPT - 1]},
        {"took", self->delays.took},
        {"last_batch", self->delays.last_batch},
        {"delay_step", delays_step(&self->delays)},
    };
    lua_createtable(L, 0, 22);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        lua_pushinteger(L, numbers[i].value);
        lua_setfield(L, -2, numbers[i].name);
    }
    lua_pushboolean(L, self->graph.started);
    lua_setfield(L, -2, "started");
    lua_pushboolean(L, delays_grow(&self->delays, self->graph.interval));
    lua_setfield(L, -2, "delay_grows");
    lua_pushboolean(L, delays_are_even(&self->delays));
    lua_setfield(L, -2, "delay_is_even");
    lua_pushstring(L, context_state_name(self->state));
    lua_setfield(L, -2, "state");
    lua_pushstring(L, end_reason_name(self->ended));
    lua_setfield(L, -2, "ended");

    lua_newtable(L); /* summary, waiting */
    lua_Integer n = 0;
    for (const JobSet *set = self->sets; set != NULL; set = set->following) {
        lua_pushinteger(L, set->batch);
        lua_rawseti(L, -2, ++n);
    }
    lua_setfield(L, -2, "waiting");
    return 1;
}

static void set_integer(lua_State *L, const char *name, lua_Integer value)
{
    lua_pushinteger(L, value);
    lua_setfield(L, -2, name);
}

/* receiver_losses(context) -> a list: executor, records that it had in no block when it
 * died */
static int receiver_losses(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    lua_createtable(L, self->n_losses, 0);
    for (int i = 0; i < self->n_losses; i++) {
        lua_createtable(L, 0, 2);
        set_integer(L, "executor", self->losses[i].executor);
        set_integer(L, "records", self->losses[i].records);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* refused_receivers(context) -> a list of those that the driver refuses: receiver, its
 * stream, how often, and the host that it prefers or nil */
static int refused_receivers(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    lua_newtable(L);
    lua_Integer n = 0;
    for (int i = 0; i < self->n_receivers; i++) {
        int times = receiver_refusals(self->receivers[i]);
        if (times == 0)
            continue;
        lua_createtable(L, 0, 4);
        set_integer(L, "receiver", i);
        set_integer(L, "stream", self->inputs[i].stream);
        set_integer(L, "times", times);
        lua_pushstring(L, self->inputs[i].preferred);
        lua_setfield(L, -2, "host");
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

/* receiver_tries(context) -> a list: for each receiver its stream, and how often it
 * tried to connect */
static int receiver_tries_of(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    lua_newtable(L);
    for (int i = 0; i < self->n_receivers; i++) {
        lua_createtable(L, 0, 2);
        set_integer(L, "stream", self->inputs[i].stream);
        set_integer(L, "tries", receiver_tries(self->receivers[i]));
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* ignored_files(context) -> a list of files that no batch gets: stream, path, and
 * whether its name hides it */
static int ignored_files(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    lua_newtable(L);
    lua_Integer n = 0;
    for (int i = 0; i < self->n_files; i++) {
        const IgnoredFile *files;
        int count = file_input_ignored(self->files[i].input, &files);
        for (int j = 0; j < count; j++) {
            lua_createtable(L, 0, 3);
            set_integer(L, "stream", self->files[i].stream);
            lua_pushstring(L, files[j].path);
            lua_setfield(L, -2, "path");
            lua_pushboolean(L, files[j].hidden);
            lua_setfield(L, -2, "hidden");
            lua_rawseti(L, -2, ++n);
        }
    }
    return 1;
}

/* Appends the first record of a block, if it is there and has one. */
static void append_first(const BlockManager *blocks, BlockId id, Buffer *text)
{
    const Block *block = blocks_find(blocks, id);
    Buffer scratch = {0};
    const Buffer *records;
    Err err;
    if (block != NULL && blocks_read(blocks, block, &scratch, &records, &err) &&
        records->size > 0)
        text_append_record(text, records->data);
    buffer_free(&scratch);
}

/* Returns the number of records in blocks that are in no batch and in no log, and
 * appends the first. */
static int64_t count_waiting(const Streaming *context, Buffer *text)
{
    const BlockInfo *waiting;
    int count = tracker_waiting(context->tracker, &waiting);
    int64_t records = 0;
    for (int i = 0; i < count; i++) {
        if (log_segment_is_set(&waiting[i].segment))
            continue;
        records += waiting[i].records;
        if (text->size == 0)
            append_first(context->sim->blocks, waiting[i].id, text);
    }
    return records;
}

/* lost_records(context) -> number of records in no batch, and the text of the first;
 * those in a log are not lost */
static int lost_records(lua_State *L)
{
    const Streaming *self = bind_check_context(L, 1);
    Buffer text = {0};
    int64_t lost = count_waiting(self, &text);
    for (int i = 0; i < self->n_receivers; i++)
        lost += receiver_buffered(self->receivers[i], text.size == 0 ? &text : NULL);
    lua_pushinteger(L, lost);
    if (text.size > 0)
        lua_pushlstring(L, text.data, text.size);
    else
        lua_pushnil(L);
    buffer_free(&text);
    return 2;
}

static int contexts(lua_State *L)
{
    lua_pushinteger(L, driver_of(L)->n_contexts);
    return 1;
}

const luaL_Reg bind_context_functions[] = {
    {"application", application},
    {"application_stop", application_stop},
    {"application_is_stopped", application_is_stopped},
    {"set_local_property", set_local_property},
    {"local_property", local_property},
    {"default_parallelism", default_parallelism},
    {"context", context},
    {"context_state", context_state},
    {"context_start", context_start},
    {"context_await", context_await},
    {"context_stop", context_stop},
    {"context_remember", context_remember},
    {"context_checkpoint", context_checkpoint},
    {"context_summary", context_summary},
    {"lost_records", lost_records},
    {"receiver_losses", receiver_losses},
    {"refused_receivers", refused_receivers},
    {"receiver_tries", receiver_tries_of},
    {"ignored_files", ignored_files},
    {"contexts", contexts},
    {NULL, NULL},
};
