/* Host functions: the jobs that actions start. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "lua/driver/action_call.h"
#include "lua/driver/bind.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

/* An action is called as action(rdd, name, ...). */
static JobSpec check_job(lua_State *L, ActionKind kind)
{
    JobSpec spec = {.rdd = bind_check_rdd(L, 1),
        .name = driver_intern(driver_of(L), luaL_checkstring(L, 2)),
        .action = {.kind = kind, .limit = -1, .func = FUNC_NONE}};
    return spec;
}

static int count_partitions(lua_State *L, const JobSpec *spec)
{
    return rdds_get(&driver_of(L)->sim->rdds, spec->rdd)->partitions;
}

static int give_records(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    lua_newtable(L);
    lua_Integer count = 0;
    for (int i = 0; i < call->n; i++) {
        const Buffer *data = &call->results[i].data;
        const char *end = buffer_end(data);
        for (const char *at = data->data; at < end; at = record_next(at)) {
            value_push(L, at);
            lua_rawseti(L, -2, ++count);
        }
    }
    call_clear(call);
    return 1;
}

/* collect(rdd, name [, i]) -> list of the records, or of those in partition i */
static int collect(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    int partitions = count_partitions(L, &spec);
    lua_Integer from = luaL_optinteger(L, 3, 0);
    lua_Integer to = lua_isnoneornil(L, 3) ? partitions : from + 1;
    luaL_argcheck(L, from >= 0 && to <= partitions, 3, "no such partition");
    return call_run(L, call_push(L, &spec), (int)from, (int)to, give_records);
}

static int give_count(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    int64_t records = 0;
    for (int i = 0; i < call->n; i++)
        records += call->results[i].written;
    call_clear(call);
    lua_pushinteger(L, records);
    return 1;
}

/* count(rdd, name) -> integer */
static int count(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COUNT);
    int partitions = count_partitions(L, &spec);
    return call_run(L, call_push(L, &spec), 0, partitions, give_count);
}

/* How many partitions take scans next (Spark: RDD.take): 1, then four times as many as
 * were scanned while nothing was found, else by what is missing. */
static int64_t partitions_to_try(int64_t scanned, int64_t found, int64_t wanted)
{
    if (scanned == 0)
        return 1;
    if (found == 0)
        return scanned * 4;
    double missing = (double)(wanted - found);
    double guess = 1.5 * missing * (double)scanned / (double)found;
    int64_t next = (int64_t)guess;
    if ((double)next < guess)
        next++;
    if (next < 1)
        next = 1;
    return next < scanned * 4 ? next : scanned * 4;
}

/* Appends the records of the results to the list on the top, until it has `wanted`. */
static void append_results(lua_State *L, Call *call, lua_Integer wanted)
{
    for (int i = 0; i < call->n; i++) {
        const Buffer *data = &call->results[i].data;
        const char *end = buffer_end(data);
        for (const char *at = data->data; at < end && call->found < wanted;
             at = record_next(at)) {
            value_push(L, at);
            lua_rawseti(L, -2, ++call->found);
        }
    }
}

/* The same with the texts of all but the last that is wanted, a line each. */
static void append_texts(Call *call, lua_Integer wanted)
{
    for (int i = 0; i < call->n; i++) {
        const Buffer *data = &call->results[i].data;
        const char *end = buffer_end(data);
        for (const char *at = data->data; at < end && call->found < wanted;
             at = record_next(at)) {
            if (++call->found == wanted)
                return;
            text_append_record(&call->text, at);
            buffer_append_byte(&call->text, '\n');
        }
    }
}

/* Stack of take, from the arguments on. */
enum { AT_WANTED = 3, AT_AS_TEXT, AT_SCANNED, AT_CALL, AT_LIST };

static int give_taken(lua_State *L, Call *call)
{
    bool as_text = lua_toboolean(L, AT_AS_TEXT);
    if (as_text) {
        lua_pushlstring(L, buffer_text(&call->text), call->text.size);
        lua_pushboolean(L, call->found == lua_tointeger(L, AT_WANTED));
    }
    call_clear(call);
    return as_text ? 2 : 1;
}

static int take_more(lua_State *L, int status, lua_KContext context);

/* Scans further partitions, unless all were, or there are enough records. */
static int scan_next(lua_State *L, Call *call)
{
    int partitions = count_partitions(L, &call->spec);
    lua_Integer wanted = lua_tointeger(L, AT_WANTED);
    lua_Integer scanned = lua_tointeger(L, AT_SCANNED);
    if (scanned >= partitions || call->found >= wanted)
        return give_taken(L, call);
    int64_t end = scanned + partitions_to_try(scanned, call->found, wanted);
    if (end > partitions)
        end = partitions;
    call->spec.action.limit = wanted - call->found;
    lua_pushinteger(L, end);
    lua_replace(L, AT_SCANNED);
    return call_run(L, call, (int)scanned, (int)end, take_more);
}

static int take_more(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    lua_Integer wanted = lua_tointeger(L, AT_WANTED);
    if (lua_toboolean(L, AT_AS_TEXT))
        append_texts(call, wanted);
    else
        append_results(L, call, wanted);
    return scan_next(L, call);
}

/* take(rdd, name, n [, as_text]) -> list of the first n records; or the texts of the
 * first n - 1 of them, a line each, and whether there is one more */
static int take(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    luaL_checkinteger(L, AT_WANTED);
    lua_settop(L, AT_AS_TEXT);
    lua_pushinteger(L, 0);
    Call *call = call_push(L, &spec);
    if (!lua_toboolean(L, AT_AS_TEXT))
        lua_newtable(L);
    return scan_next(L, call);
}

static int give_nothing(lua_State *L, int status, lua_KContext context)
{
    (void)L;
    (void)status;
    call_clear((Call *)context);
    return 0;
}

/* foreach(rdd, name, f) */
static int foreach (lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_FOREACH);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    spec.action.func = driver_keep_function(driver_of(L), L, 3);
    return call_run(L, call_push(L, &spec), 0, count_partitions(L, &spec),
        give_nothing);
}

static int give_made(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    lua_newtable(L);
    append_results(L, call, LUA_MAXINTEGER);
    call_clear(call);
    return 1;
}

/* partitions(rdd, name, f) -> list of what f made of each partition, without nothing */
static int partitions(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_PARTITION);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    spec.action.func = driver_keep_function(driver_of(L), L, 3);
    return call_run(L, call_push(L, &spec), 0, count_partitions(L, &spec), give_made);
}

static int give_counts(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    lua_createtable(L, call->n, 0);
    for (int i = 0; i < call->n; i++) {
        lua_pushinteger(L, call->results[i].written);
        lua_rawseti(L, -2, i + 1);
    }
    call_clear(call);
    return 1;
}

/* partition_counts(rdd, name) -> list of the records in each partition but the last */
static int partition_counts(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COUNT);
    int n = count_partitions(L, &spec);
    if (n >= 2)
        return call_run(L, call_push(L, &spec), 0, n - 1, give_counts);
    lua_newtable(L);
    return 1;
}

/* Where a partitioner puts the key. */
static int find_partition(lua_State *L, const Partitioner *partitioner,
    const Buffer *key)
{
    if (partitioner->n == 0)
        bind_raise(L, ERR_ARITHMETIC, "/ by zero");
    int at = partitioner_find(partitioner, key->data, hash_java(key->data));
    if (at < 0)
        bind_raise(L, ERR_RUNTIME, "the key cannot be compared with those of the RDD");
    return at;
}

/* Pushes the list of the values that records have under a key. A partitioner promises
 * pairs, but a function that was said to keep it may have made anything. */
static void push_values_of(lua_State *L, const Buffer *data, const Buffer *key)
{
    lua_newtable(L);
    lua_Integer found = 0;
    const char *end = buffer_end(data);
    for (const char *record = data->data; record < end; record = record_next(record)) {
        if (record_tag(record) != RECORD_PAIR)
            bind_raise(L, ERR_RUNTIME, "lookup wants pairs, and the RDD has others");
        const char *other = record_first(record);
        const char *value = record_next(other);
        if ((size_t)(value - other) != key->size ||
            memcmp(other, key->data, key->size) != 0)
            continue;
        value_push(L, value);
        lua_rawseti(L, -2, ++found);
    }
}

/* rdd, name, key, the key as bytes -> the values of that key */
static int give_values(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    Call *call = (Call *)context;
    push_values_of(L, &call->results[0].data, lua_touserdata(L, 4));
    call_clear(call);
    return 1;
}

/* lookup(rdd, name, key) -> list of the values of the key; nothing if the RDD has no
 * partitioner, which says where the key is */
static int lookup(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    const Rdd *rdd = rdds_get(&driver_of(L)->sim->rdds, spec.rdd);
    if (rdd->partitioner == NULL || rdd->partitioner->kind == PARTITIONER_CUSTOM)
        return 0;
    Buffer *key = owned_push_buffer(L);
    const char *problem = value_encode(L, 3, key);
    if (problem != NULL)
        return luaL_error(L, "%s cannot be a key", problem);
    int at = find_partition(L, rdd->partitioner, key);
    return call_run(L, call_push(L, &spec), at, at + 1, give_values);
}

/* check_input(rdd): raises if it cannot be computed */
static int check_input_of(lua_State *L)
{
    call_check_input(L, bind_check_rdd(L, 1));
    return 0;
}

typedef bool WritePart(const TextOutput *output, int index, const char *data,
    size_t size, Err *err);

/* A Call with a folder that is to hold the results of a job, and the job. */
static int save(lua_State *L, lua_KFunction write)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    const char *path = luaL_checkstring(L, 3);
    /* An output of a stream may write what is there: its batch may run twice. */
    bool overwrite = driver_of(L)->sim->scope.output >= 0;
    call_check_input(L, spec.rdd);

    Err err;
    Call *call = call_push(L, &spec);
    call->output = text_output_new(path, overwrite, &err);
    if (call->output == NULL)
        return bind_fail(L, &err);
    return call_run(L, call, 0, count_partitions(L, &spec), write);
}

static int write_parts(lua_State *L, Call *call, WritePart *write)
{
    Err err;
    bool ok = true;
    for (int i = 0; i < call->n && ok; i++)
        ok = write(call->output, i, call->results[i].data.data,
            call->results[i].data.size, &err);
    if (ok) {
        ok = text_output_commit(call->output, call->n, &err);
        call->output = NULL;
    }
    call_clear(call);
    if (!ok)
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

static int write_text(lua_State *L, int status, lua_KContext call)
{
    (void)status;
    return write_parts(L, (Call *)call, text_output_write);
}

static int write_objects(lua_State *L, int status, lua_KContext call)
{
    (void)status;
    return write_parts(L, (Call *)call, text_output_write_objects);
}

/* save_text(rdd, name, path) -> true; save_objects(rdd, name, path) -> true */
static int save_text(lua_State *L)
{
    return save(L, write_text);
}

static int save_objects(lua_State *L)
{
    return save(L, write_objects);
}

const luaL_Reg bind_job_functions[] = {
    {"collect", collect},
    {"count", count},
    {"take", take},
    {"foreach", foreach},
    {"partitions", partitions},
    {"partition_counts", partition_counts},
    {"lookup", lookup},
    {"check_input", check_input_of},
    {"save_text", save_text},
    {"save_objects", save_objects},
    {NULL, NULL},
};
