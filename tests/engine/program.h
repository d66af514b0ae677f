/* tests/engine/program.h -- a learner's functions in a driver's state, and tasks that
 * call them, without a scheduler.
 *
 * The text of a program returns its functions; they are numbered from 0 in that order
 * and shipped at once. Globals are supplied as the driver does it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_ENGINE_PROGRAM_H
#define SLUICE_TESTS_ENGINE_PROGRAM_H

#include <lauxlib.h>
#include <lua.h>
#include <pthread.h>
#include <string.h>

#include "lua/task/worker.h"
#include "tests/unit/make_rdd.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

enum { PROGRAM_FUNCTIONS = 4 };

typedef struct Program {
    StateContext context;
    lua_State *L;
    pthread_mutex_t lock; /* of L, while tasks run */
    Shipped shipped[PROGRAM_FUNCTIONS];
    int n;
    RddSet rdds;
    BlockManager *blocks;
    Buffer broadcast; /* the value of broadcast variable 1 */
    WorkerSupply supply;
    TaskResult result; /* of the last task */
    Buffer text;       /* of its records */
    bool plain;        /* Lua is called for every function */
} Program;

static inline const Shipped *program_function(void *subject, FuncId func)
{
    return &((Program *)subject)->shipped[func];
}

static inline bool program_global(void *subject, const char *name, Buffer *out,
    ShipReport *report)
{
    Program *program = subject;
    pthread_mutex_lock(&program->lock);
    lua_getglobal(program->L, name);
    bool ok = ship_write(program->L, -1, out, report);
    lua_pop(program->L, 1);
    pthread_mutex_unlock(&program->lock);
    return ok;
}

static inline const Buffer *program_broadcast(void *subject, int number,
    const char **why)
{
    Program *program = subject;
    *why = "destroyed";
    return number == 1 ? &program->broadcast : NULL;
}

/* Ships the functions that the text returns. False if something went wrong. */
static inline bool program_load(Program *program, const char *text)
{
    lua_State *L = program->L;
    lua_settop(L, 0);
    if (luaL_loadbufferx(L, text, strlen(text), "@program.lua", "t") != LUA_OK ||
        lua_pcall(L, 0, LUA_MULTRET, 0) != LUA_OK)
        return false;
    program->n = lua_gettop(L);
    bool ok = program->n <= PROGRAM_FUNCTIONS;
    for (int i = 0; i < program->n && ok; i++) {
        Shipped *shipped = &program->shipped[i];
        ShipReport report;
        buffer_clear(&shipped->code);
        ok = ship_write(L, i + 1, &shipped->code, &report);
        shipped->version++;
        shipped->needs_copy = report.needs_copy;
        shipped->constant = !report.captures;
    }
    return ok;
}

static inline bool program_open(Program *program, const char *text)
{
    *program = (Program){.blocks = blocks_new()};
    state_context_init(&program->context);
    program->L = state_new(&program->context);
    program->supply = (WorkerSupply){.subject = program,
        .function = program_function,
        .global = program_global,
        .broadcast = program_broadcast,
        .seed = 7};
    rdds_init(&program->rdds, NULL, NULL);
    pthread_mutex_init(&program->lock, NULL);
    return program->L != NULL && program_load(program, text);
}

static inline void program_close(Program *program)
{
    task_result_free(&program->result);
    buffer_free(&program->text);
    buffer_free(&program->broadcast);
    for (int i = 0; i < PROGRAM_FUNCTIONS; i++)
        buffer_free(&program->shipped[i].code);
    rdds_free(&program->rdds);
    blocks_delete(program->blocks);
    pthread_mutex_destroy(&program->lock);
    state_close(program->L, &program->context);
}

/* A program and a worker that runs its tasks. */
typedef struct World {
    Program program;
    Worker *worker;
} World;

/* limit_bytes is the ceiling of the worker, 0 for none. False if something went wrong.
 */
static inline bool world_open(World *world, const char *text, size_t limit_bytes)
{
    bool ok = program_open(&world->program, text);
    world->worker = ok ? worker_new(&world->program.supply, limit_bytes) : NULL;
    return world->worker != NULL;
}

static inline void world_close(World *world)
{
    worker_delete(world->worker);
    program_close(&world->program);
}

/* An RDD of the numbers 1 to count in n slices, cut as parallelize does. */
static inline RddId program_numbers(Program *program, int n, int count)
{
    Buffer slices[64] = {{0}};
    for (int slice = 0; slice < n; slice++) {
        for (int i = slice * count / n; i < (slice + 1) * count / n; i++)
            record_append_int(&slices[slice], i + 1);
    }
    CallSite site = made_by("parallelize");
    return rdds_add_collection(&program->rdds, &site, slices, n)->id;
}

static inline RddId program_map(Program *program, RddId parent, FuncId func)
{
    return make_map(&program->rdds, parent, func);
}

static inline StageWork program_work(const Program *program, RddId rdd)
{
    return (StageWork){.rdds = &program->rdds,
        .blocks = program->blocks,
        .stage = 3,
        .rdd = rdd,
        .shortcuts = !program->plain,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
}

/* Appends the records as Spark prints them, with blanks between. */
static inline void program_append_records(Buffer *out, const Buffer *data)
{
    const char *end = data->data + data->size;
    for (const char *at = data->data; at < end; at = record_next(at)) {
        if (out->size > 0)
            buffer_append_byte(out, ' ');
        text_append_record(out, at);
    }
}

/* Runs a task; its records as text, "1 2 (a,3)", or "CLASS: MESSAGE" if it failed. */
static inline const char *program_run(Program *program, Worker *worker, RddId rdd,
    int partition)
{
    StageWork work = program_work(program, rdd);
    TaskSpec spec = {.index = partition, .partition = partition};
    task_result_free(&program->result);
    worker_run(worker, &work, &spec, &program->result);
    buffer_clear(&program->text);
    if (failure_is_set(&program->result.failure))
        failure_append_text(&program->text, &program->result.failure);
    else
        program_append_records(&program->text, &program->result.data);
    return buffer_text(&program->text);
}

/* Stores the shuffle output of a map task. */
static inline void program_put_shuffle(Program *program, const Shuffle *shuffle,
    int map, TaskResult *result)
{
    Block block = {.id = {BLOCK_SHUFFLE, shuffle->id, map},
        .records = result->written,
        .offsets = result->offsets,
        .n_offsets = result->n_offsets};
    buffer_move(&result->data, &block.data);
    result->offsets = NULL;
    blocks_put(program->blocks, &block);
}

#endif
