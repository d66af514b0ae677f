// SPDX-License-Identifier: MIT
#include "lua/driver_tasks.h"

#include <lauxlib.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "lua/bind.h"
#include "lua/value.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/tcp.h"

struct DriverLocks {
    pthread_mutex_t globals; /* of the driver's Lua state, while tasks run */
};

/* Keys of the registry. */
static const char FUNCTIONS = 'f'; /* number + 1 -> function, and back */
static const char SHIPPING = 's';

static void push_functions(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
}

FuncId driver_keep_function(Driver *driver, lua_State *L, int index)
{
    index = lua_absindex(L, index);
    push_functions(L);
    lua_pushvalue(L, index);
    if (lua_rawget(L, -2) != LUA_TNIL) {
        FuncId known = (FuncId)lua_tointeger(L, -1) - 1;
        lua_pop(L, 2);
        return known;
    }
    lua_pop(L, 1);
    int number = driver->n_functions++;
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, number + 1);
    lua_pushvalue(L, index);
    lua_pushinteger(L, number + 1);
    lua_rawset(L, -3);
    lua_pop(L, 1);

    driver->shipped = mem_grow(driver->shipped, &driver->shipped_capacity, number + 1,
        sizeof *driver->shipped);
    driver->shipped[number] = (Shipped){0};
    return number;
}

/* Functions are shipped when a stage starts: what they captured is copied as it is now.
 */

static void ship(Driver *driver, FuncId func)
{
    lua_State *L = driver->L;
    Shipped *shipped = &driver->shipped[func];
    if (shipped->version > 0 && shipped->constant)
        return;

    Buffer *code = &driver->scratch;
    ShipReport report;
    buffer_clear(code);
    push_functions(L);
    lua_rawgeti(L, -1, func + 1);
    bool ok = ship_write(L, -1, code, &report);
    lua_pop(L, 2);
    /* It could be shipped when the stream was declared. If it captured something since
     * that cannot travel, tasks get what was shipped last. */
    bool same = shipped->version > 0 && shipped->code.size == code->size &&
        memcmp(shipped->code.data, code->data, code->size) == 0;
    if (!ok || same)
        return;
    buffer_clear(&shipped->code);
    buffer_append(&shipped->code, code->data, code->size);
    shipped->version++;
    shipped->needs_copy = report.needs_copy;
    shipped->constant = !report.captures;
}

static void ship_optional(Driver *driver, FuncId func)
{
    if (func != FUNC_NONE)
        ship(driver, func);
}

static void ship_aggregator(Driver *driver, const Aggregator *aggregator)
{
    ship_optional(driver, aggregator->create);
    ship_optional(driver, aggregator->merge);
    ship_optional(driver, aggregator->join);
}

/* All functions that a stage calls: up the lineage, as far as the shuffles it reads. */
static void ship_lineage(Driver *driver, RddId id)
{
    RddSet *rdds = &driver->sim->rdds;
    Rdd *rdd = rdds_get(rdds, id);
    if (rdd_is_seen(rdds, rdd))
        return;
    ship_optional(driver, rdd->narrow.func);
    ship_optional(driver, rdd->narrow.inverse);
    ship_optional(driver, rdd->state.func);
    ship_aggregator(driver, &rdd->aggregator);
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle == NULL)
            ship_lineage(driver, rdd->deps[i].parent);
    }
}

static void ship_shuffle(Driver *driver, const Shuffle *shuffle)
{
    ship_aggregator(driver, &shuffle->aggregator);
    if (shuffle->partitioner->kind == PARTITIONER_CUSTOM)
        ship(driver, shuffle->partitioner->func);
}

static void run_tasks(void *subject, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n)
{
    Driver *driver = subject;
    if (work->shuffle != NULL)
        ship_shuffle(driver, work->shuffle);
    ship_optional(driver, work->action.func);
    rdds_begin_walk(&driver->sim->rdds);
    ship_lineage(driver, work->rdd);
    runner_run(driver->runner, work, tasks, results, n);
}

static const Shipped *supply_function(void *subject, FuncId func)
{
    return &((Driver *)subject)->shipped[func];
}

typedef struct GlobalRequest {
    const char *name;
    Buffer *out;
    ShipReport *report;
    bool ok;
} GlobalRequest;

static int ship_global(lua_State *L)
{
    GlobalRequest *request = lua_touserdata(L, 1);
    lua_pushglobaltable(L);
    lua_pushstring(L, request->name);
    lua_rawget(L, -2);
    request->ok = ship_write(L, -1, request->out, request->report);
    return 0;
}

static const Buffer *supply_broadcast(void *subject, int number)
{
    const Driver *driver = subject;
    const Buffer *bytes = &driver->broadcasts[number - 1];
    return bytes->size > 0 ? bytes : NULL;
}

/* Called by tasks, on any thread; the thread of the driver itself is in run_tasks. */
static bool supply_global(void *subject, const char *name, Buffer *out,
    ShipReport *report)
{
    Driver *driver = subject;
    lua_State *L = driver->shipping;
    GlobalRequest request = {.name = name, .out = out, .report = report};
    *report = (ShipReport){0};
    pthread_mutex_lock(&driver->locks->globals);
    lua_pushcfunction(L, ship_global);
    lua_pushlightuserdata(L, &request);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        snprintf(report->what, sizeof report->what, "a value that could not be copied");
        request.ok = false;
    }
    lua_settop(L, 0);
    pthread_mutex_unlock(&driver->locks->globals);
    return request.ok;
}

/* Outputs: the function of foreachRDD, called with the RDD and the time in ms. */

static const char *text_field(lua_State *L, int index, const char *field)
{
    return lua_getfield(L, index, field) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
}

static char *copy_field(lua_State *L, int index, const char *field)
{
    const char *text = text_field(L, index, field);
    char *copy = text != NULL ? mem_copy_string(text) : NULL;
    lua_pop(L, 1);
    return copy;
}

static void read_error_table(lua_State *L, int index, Failure *failure)
{
    failure->class_name = copy_field(L, index, "class");
    failure->message = copy_field(L, index, "message");
    failure->name = copy_field(L, index, "name");
    failure->detail = copy_field(L, index, "detail");
    failure->record = copy_field(L, index, "record");
    failure->origin = copy_field(L, index, "origin");
    failure->file = copy_field(L, index, "file");
    lua_getfield(L, index, "line");
    failure->line = (int)lua_tointeger(L, -1);
    lua_getfield(L, index, "rdd");
    failure->rdd = lua_isinteger(L, -1) ? (RddId)lua_tointeger(L, -1) : RDD_NONE;
    lua_pop(L, 2);
}

static void read_error(lua_State *L, int index, Failure *failure)
{
    *failure = (Failure){.rdd = RDD_NONE};
    if (lua_istable(L, index))
        read_error_table(L, index, failure);
    if (failure->message == NULL) {
        failure->message = mem_copy_string(luaL_tolstring(L, index, NULL));
        lua_pop(L, 1);
    }
    if (failure->class_name == NULL)
        failure->class_name = mem_copy_string(err_class(ERR_RUNTIME));
    if (failure->name == NULL)
        failure->name = mem_copy_string("program-failed");
}

void driver_push_failure(lua_State *L, const Failure *failure)
{
    bind_push_api(L, "sluice.errors", "new");
    lua_createtable(L, 0, 9);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {{"class", failure->class_name}, {"message", failure->message},
        {"name", failure->name}, {"detail", failure->detail},
        {"record", failure->record}, {"origin", failure->origin},
        {"file", failure->file}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].text == NULL)
            continue;
        lua_pushstring(L, fields[i].text);
        lua_setfield(L, -2, fields[i].name);
    }
    if (failure->line > 0) {
        lua_pushinteger(L, failure->line);
        lua_setfield(L, -2, "line");
    }
    if (failure->rdd != RDD_NONE) {
        lua_pushinteger(L, failure->rdd);
        lua_setfield(L, -2, "rdd");
    }
    lua_call(L, 1, 1);
}

static bool run_output(void *subject, FuncId func, RddId rdd, SimTime batch,
    Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    lua_pushcfunction(L, bind_add_place);
    push_functions(L);
    lua_rawgeti(L, -1, func + 1);
    lua_remove(L, -2);
    lua_pushinteger(L, rdd);
    lua_pushinteger(L, time_to_ms(batch));
    int status = lua_pcall(L, 2, 0, top + 1);
    bool unwinds = status != LUA_OK && lua_islightuserdata(L, -1);
    if (status != LUA_OK && !unwinds)
        read_error(L, lua_gettop(L), failure);
    lua_settop(L, top);
    return status == LUA_OK;
}

/* transform and its like: the function of the API gets the numbers of n RDDs and the
 * time in ms, and returns the number of an RDD, or nothing. */
static bool make_rdd(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many functions wait for jobs");
    lua_pushcfunction(L, bind_add_place);
    push_functions(L);
    lua_rawgeti(L, -1, func + 1);
    lua_remove(L, -2);
    lua_createtable(L, n, 0);
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, rdds[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushinteger(L, time_to_ms(time));
    int status = lua_pcall(L, 2, 1, top + 1);
    bool unwinds = status != LUA_OK && lua_islightuserdata(L, -1);
    *rdd = RDD_NONE;
    if (status == LUA_OK && lua_isinteger(L, -1))
        *rdd = (RddId)lua_tointeger(L, -1);
    if (status != LUA_OK && !unwinds)
        read_error(L, lua_gettop(L), failure);
    lua_settop(L, top);
    return status == LUA_OK;
}

/* The sums of a task, to the module sluice.shared. */
static void accumulate(void *subject, const Buffer *updates)
{
    lua_State *L = ((Driver *)subject)->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    const char *end = updates->data + updates->size;
    for (const char *at = updates->data; at < end; at = record_next(at)) {
        bind_push_api(L, "sluice.shared", "merge");
        value_push_arguments(L, at);
        lua_call(L, 2, 0);
    }
    lua_settop(L, top);
}

/* Handles of RDDs sit in a weak table of lua/sluice/rdd.lua. */
static bool holds_rdd(void *subject, RddId rdd)
{
    lua_State *L = ((Driver *)subject)->L;
    bind_push_handles(L);
    bool held = lua_istable(L, -1) && lua_rawgeti(L, -1, rdd + 1) != LUA_TNIL;
    lua_pop(L, held || lua_gettop(L) > 1 ? 2 : 1);
    return held;
}

/* Observers: handed on to lua/sluice/report.lua. */

static bool push_reporter(lua_State *L, const char *function)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.report");
    if (lua_pcall(L, 1, 1, 0) != LUA_OK)
        return false;
    lua_getfield(L, -1, function);
    lua_remove(L, -2);
    return true;
}

/* Reporting must not end a run: a fault in it is said, and that is all. */
static void call_reporter(lua_State *L, int n)
{
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
    if (!push_reporter(L, "receiver"))
        return;
    lua_pushstring(L, receiver_name(receiver));
    lua_pushstring(L, receiver_state_name(receiver_state(receiver)));
    lua_pushinteger(L, receiver_tries(receiver));
    lua_pushinteger(L, driver->clock->now);
    lua_pushstring(L, text);
    call_reporter(L, 5);
}

static void output_failed(void *subject, SimTime batch, int output,
    const Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    driver->failed = true;
    if (!push_reporter(L, "output_failed"))
        return;
    lua_pushinteger(L, time_to_ms(batch));
    lua_pushinteger(L, output);
    driver_push_failure(L, failure);
    call_reporter(L, 3);
}

static void batch_completed(void *subject, SimTime batch, SimTime waited, SimTime took)
{
    Driver *driver = subject;
    if (!driver->options->style.verbose)
        return;
    lua_State *L = driver->L;
    if (!push_reporter(L, "batch_completed"))
        return;
    lua_pushinteger(L, batch);
    lua_pushinteger(L, waited);
    lua_pushinteger(L, took);
    lua_pushinteger(L, driver->clock->now);
    call_reporter(L, 4);
}

static void variable_changed(void *subject, FuncId func, const char *name)
{
    lua_State *L = ((Driver *)subject)->L;
    if (!push_reporter(L, "variable_changed"))
        return;
    push_functions(L);
    lua_rawgeti(L, -1, func + 1);
    lua_remove(L, -2);
    lua_pushstring(L, name);
    call_reporter(L, 2);
}

static void checkpoint_failed(void *subject, const char *text)
{
    lua_State *L = ((Driver *)subject)->L;
    if (!push_reporter(L, "checkpoint_failed"))
        return;
    lua_pushstring(L, text);
    call_reporter(L, 1);
}

static void printed(void *subject, const char *text, size_t size)
{
    driver_print(subject, "executor", text, size);
}

/* Sources. */

static bool open_source(void *subject, const char *host, int port, Source **source,
    Err *err)
{
    Driver *driver = subject;
    if (driver->wall != NULL) {
        *source = tcp_open(driver->wall, host, port);
        return true;
    }
    for (int i = 0; i < driver->options->n_feeds; i++) {
        const Feed *feed = &driver->options->feeds[i];
        if (feed->port != port)
            continue;
        Buffer text = {0};
        buffer_append(&text, feed->text.data, feed->text.size);
        FeedOptions options = {.host = host,
            .port = port,
            .rate = feed->rate,
            .process = feed->process,
            .seed = feed->seed,
            .loop = feed->loop};
        *source = feed_open(driver->queue, driver->clock, &text, &options);
        return true;
    }
    return err_set(err, ERR_ARGUMENT, "nothing feeds %s:%d", host, port);
}

bool driver_open_sim(Driver *driver, const Conf *conf, Err *err)
{
    if (driver->sim != NULL && !driver->sim->stopped)
        return err_set(err, ERR_SPARK,
            "Only one SparkContext should be running in this JVM (see SPARK-2243).");
    SimOptions options = {
        .conf = conf,
        .clock = driver->clock,
        .queue = driver->queue,
        .trace = &driver->trace,
        .runner = {.subject = driver,
            .run_tasks = run_tasks,
            .run_output = run_output,
            .make_rdd = make_rdd,
            .accumulate = accumulate,
            .holds_rdd = holds_rdd},
        .observer = {driver, receiver_changed, output_failed, batch_completed,
            variable_changed, printed, checkpoint_failed},
        .sources = {driver, open_source},
        .limits = driver->options->limits,
        .interrupted = &driver->interrupted,
        .before = driver->sim,
    };
    Sim *sim;
    if (!sim_new(&options, &sim, err))
        return false;
    if (driver->sim != NULL) {
        size_t more = (size_t)driver->n_former + 1;
        driver->former = mem_realloc(driver->former, more * sizeof(Sim *));
        driver->former[driver->n_former++] = driver->sim;
    }
    driver->sim = sim;
    return true;
}

void driver_tasks_open(Driver *driver)
{
    lua_State *L = driver->L;
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &FUNCTIONS);
    driver->shipping = lua_newthread(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &SHIPPING);

    driver->locks = mem_zero_alloc(sizeof *driver->locks);
    pthread_mutex_init(&driver->locks->globals, NULL);
    WorkerSupply supply = {driver, supply_function, supply_global,
        supply_broadcast, (uint64_t)driver->options->seed};
    driver->runner = runner_new(&supply, driver->options->workers, 0);
}

void driver_tasks_close(Driver *driver)
{
    runner_delete(driver->runner);
    driver->runner = NULL;
    for (int i = 0; i < driver->n_functions; i++)
        buffer_free(&driver->shipped[i].code);
    mem_free(driver->shipped);
    for (int i = 0; i < driver->n_broadcasts; i++)
        buffer_free(&driver->broadcasts[i]);
    mem_free(driver->broadcasts);
    if (driver->locks != NULL)
        pthread_mutex_destroy(&driver->locks->globals);
    mem_free(driver->locks);
}
