/* The way of the program's functions and variables to the workers.
 * Spark: the ClosureCleaner's call in RDD and DStream; serialized tasks. */
// SPDX-License-Identifier: MIT
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "lua/base/sandbox.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_parts.h"
#include "vm/base/mem.h"

struct DriverLocks {
    pthread_mutex_t globals; /* of the driver's Lua state, while tasks run */
};

/* Key of the registry. */
static const char SHIPPING = 's';

/* Functions are shipped when a stage starts: what they captured is copied as it is now.
 */

void driver_ship(Driver *driver, FuncId func)
{
    lua_State *L = driver->L;
    Shipped *shipped = &driver->shipped[func];
    if (shipped->version > 0 && shipped->constant)
        return;

    Buffer *code = &driver->scratch;
    ShipReport report;
    buffer_clear(code);
    driver_push_function(L, func);
    bool ok = ship_write(L, -1, code, &report);
    lua_pop(L, 1);
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

static void ship(void *subject, FuncId func)
{
    driver_ship(subject, func);
}

/* All functions that a stage calls: up the lineage, as far as the shuffles it reads. */
static void ship_lineage(Driver *driver, RddId id)
{
    RddSet *rdds = &driver->sim->rdds;
    Rdd *rdd = rdds_get(rdds, id);
    if (rdd_is_seen(rdds, rdd))
        return;
    rdd_visit_functions(rdd, ship, driver);
    if (trace_is_on(&driver->trace))
        driver_tell_functions(driver, rdd);
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle == NULL)
            ship_lineage(driver, rdd->deps[i].parent);
    }
}

static void ship_shuffle(Driver *driver, const Shuffle *shuffle)
{
    aggregator_visit_functions(&shuffle->aggregator, ship, driver);
    if (shuffle->partitioner->kind == PARTITIONER_CUSTOM)
        driver_ship(driver, shuffle->partitioner->func);
}

void driver_run_tasks(void *subject, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n)
{
    Driver *driver = subject;
    if (work->shuffle != NULL)
        ship_shuffle(driver, work->shuffle);
    if (work->action.func != FUNC_NONE)
        driver_ship(driver, work->action.func);
    rdds_begin_walk(&driver->sim->rdds);
    ship_lineage(driver, work->rdd);
    if (trace_is_on(&driver->trace))
        driver_tell_behind(driver, work);
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
    sandbox_push_globals(L);
    lua_pushstring(L, request->name);
    lua_rawget(L, -2);
    request->ok = ship_write(L, -1, request->out, request->report);
    return 0;
}

static const Buffer *supply_broadcast(void *subject, int number, const char **why)
{
    const Broadcast *broadcast = &((Driver *)subject)->broadcasts[number - 1];
    *why = broadcast->destroyed;
    return broadcast->destroyed == NULL ? &broadcast->value : NULL;
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

WorkerSupply driver_supply(Driver *driver)
{
    return (WorkerSupply){.subject = driver,
        .function = supply_function,
        .global = supply_global,
        .broadcast = supply_broadcast,
        .has_log = !driver->options->wall,
        .tables = driver->tables,
        .box = driver->options->box,
        .seed = (uint64_t)driver->options->seed};
}

void driver_open_shipping(Driver *driver)
{
    lua_State *L = driver->L;
    driver_functions_open(L);
    driver->shipping = lua_newthread(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &SHIPPING);

    driver->locks = mem_zero_alloc(sizeof *driver->locks);
    pthread_mutex_init(&driver->locks->globals, NULL);
    WorkerSupply supply = driver_supply(driver);
    driver->runner = runner_new(&supply, driver->options->workers, 0);
}

void driver_close_shipping(Driver *driver)
{
    runner_delete(driver->runner);
    driver->runner = NULL;
    driver_functions_close(driver);
    for (int i = 0; i < driver->n_broadcasts; i++) {
        buffer_free(&driver->broadcasts[i].value);
        mem_free(driver->broadcasts[i].destroyed);
    }
    mem_free(driver->broadcasts);
    driver->broadcasts = NULL;
    driver->n_broadcasts = driver->broadcasts_capacity = 0;
    if (driver->locks != NULL)
        pthread_mutex_destroy(&driver->locks->globals);
    mem_free(driver->locks);
    driver->locks = NULL;
}
