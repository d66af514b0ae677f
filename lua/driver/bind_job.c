/* Host functions: the jobs that actions start. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "lua/driver/bind.h"
#include "vm/base/mem.h"
#include "vm/graph/lineage.h"
#include "vm/store/compare.h"
#include "vm/store/hash.h"
#include "vm/store/ranges.h"
#include "vm/store/record.h"
#include "vm/store/text.h"
#include "vm/store/text_output.h"

/* What an action has in hand while Lua may raise: freed by __gc, whatever happens. */
typedef struct Call {
    TaskResult *results;
    int n;
    int *partitions;
    Buffer text;
    TextOutput *output; /* NULL: none is open */
} Call;

static void clear_call(Call *call)
{
    for (int i = 0; call->results != NULL && i < call->n; i++)
        task_result_free(&call->results[i]);
    mem_free(call->results);
    mem_free(call->partitions);
    buffer_free(&call->text);
    if (call->output != NULL)
        text_output_discard(call->output);
    *call = (Call){0};
}

static int free_call(lua_State *L)
{
    clear_call(lua_touserdata(L, 1));
    return 0;
}

static Call *push_call(lua_State *L)
{
    return owned_push(L, sizeof(Call), "sluice.call", free_call);
}

/* An RDD of files that are not there has no partitions, and no job. */
static void check_input(lua_State *L, RddId id)
{
    RddSet *rdds = &driver_of(L)->sim->rdds;
    const Rdd *missing = rdds_find_missing(rdds, id);
    if (missing == NULL)
        return;
    bind_raise(L, missing->missing->code, missing->missing->message);
}

static void set_range(Call *call, int from, int to)
{
    call->n = to - from;
    call->partitions =
        mem_realloc(call->partitions, (size_t)(call->n + 1) * sizeof(int));
    for (int i = 0; i < call->n; i++)
        call->partitions[i] = from + i;
}

/* Runs a job over the partitions of a call, and unpins its function. Raises the job's
 * failure. The results are in *action until the next call. */
static void run_list(lua_State *L, Call *call, JobSpec *spec)
{
    Driver *driver = driver_of(L);
    size_t room = (size_t)(call->n > 0 ? call->n : 1);
    call->results = mem_zero_alloc(room * sizeof *call->results);
    spec->partitions = call->partitions;
    spec->n_partitions = call->n;

    check_input(L, spec->rdd);
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    bool ok = sim_run_job(driver->sim, spec, call->results, &failure, &ended);
    driver_unpin_function(driver, spec->action.func);
    if (ok)
        return;
    if (ended)
        driver_unwind(L);
    driver_push_failure(L, &failure);
    failure_free(&failure);
    lua_error(L);
}

static void free_results(Call *call)
{
    for (int i = 0; call->results != NULL && i < call->n; i++)
        task_result_free(&call->results[i]);
    mem_free(call->results);
    call->results = NULL;
}

/* The same over partitions [from, to). */
static void run(lua_State *L, Call *call, JobSpec *spec, int from, int to)
{
    free_results(call);
    set_range(call, from, to);
    run_list(L, call, spec);
}

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

/* collect(rdd, name [, i]) -> list of the records, or of those in partition i */
static int collect(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    int partitions = count_partitions(L, &spec);
    lua_Integer from = luaL_optinteger(L, 3, 0);
    lua_Integer to = lua_isnoneornil(L, 3) ? partitions : from + 1;
    luaL_argcheck(L, from >= 0 && to <= partitions, 3, "no such partition");
    Call *call = push_call(L);
    run(L, call, &spec, (int)from, (int)to);

    lua_newtable(L);
    lua_Integer count = 0;
    for (int i = 0; i < call->n; i++) {
        const Buffer *data = &call->results[i].data;
        const char *end = data->data + data->size;
        for (const char *at = data->data; at < end; at = record_next(at)) {
            value_push(L, at);
            lua_rawseti(L, -2, ++count);
        }
    }
    clear_call(call);
    return 1;
}

/* count(rdd, name) -> integer */
static int count(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COUNT);
    int partitions = count_partitions(L, &spec);
    Call *call = push_call(L);
    run(L, call, &spec, 0, partitions);

    int64_t records = 0;
    for (int i = 0; i < call->n; i++)
        records += call->results[i].written;
    lua_pushinteger(L, records);
    return 1;
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

/* Appends the records of a result to the list on the top, as values or texts, until it
 * has `wanted`. */
static void append_results(lua_State *L, Call *call, lua_Integer wanted, bool as_text)
{
    lua_Integer found = (lua_Integer)lua_rawlen(L, -1);
    for (int i = 0; i < call->n; i++) {
        const Buffer *data = &call->results[i].data;
        const char *end = data->data + data->size;
        for (const char *at = data->data; at < end && found < wanted;
             at = record_next(at)) {
            if (as_text) {
                buffer_clear(&call->text);
                text_append_record(&call->text, at);
                lua_pushlstring(L, buffer_text(&call->text), call->text.size);
            } else {
                value_push(L, at);
            }
            lua_rawseti(L, -2, ++found);
        }
    }
}

/* take(rdd, name, n, as_text) -> list of the first n records, or of their texts */
static int take(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    lua_Integer wanted = luaL_checkinteger(L, 3);
    bool as_text = lua_toboolean(L, 4);
    int partitions = count_partitions(L, &spec);

    Call *call = push_call(L);
    lua_newtable(L);
    int64_t scanned = 0;
    while (scanned < partitions) {
        lua_Integer found = (lua_Integer)lua_rawlen(L, -1);
        if (found >= wanted)
            break;
        int64_t end = scanned + partitions_to_try(scanned, found, wanted);
        if (end > partitions)
            end = partitions;
        spec.action.limit = wanted - found;
        run(L, call, &spec, (int)scanned, (int)end);
        append_results(L, call, wanted, as_text);
        scanned = end;
    }
    return 1;
}

/* foreach(rdd, name, f) */
static int foreach (lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_FOREACH);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    spec.action.func = driver_keep_function(driver_of(L), L, 3);
    Call *call = push_call(L);
    run(L, call, &spec, 0, count_partitions(L, &spec));
    clear_call(call);
    return 0;
}

/* partitions(rdd, name, f) -> list of what f made of each partition, without nothing */
static int partitions(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_PARTITION);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    spec.action.func = driver_keep_function(driver_of(L), L, 3);
    Call *call = push_call(L);
    run(L, call, &spec, 0, count_partitions(L, &spec));
    lua_newtable(L);
    append_results(L, call, LUA_MAXINTEGER, false);
    clear_call(call);
    return 1;
}

/* partition_counts(rdd, name) -> list of the records in each partition but the last */
static int partition_counts(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COUNT);
    int n = count_partitions(L, &spec);
    lua_newtable(L);
    if (n < 2)
        return 1;
    Call *call = push_call(L);
    lua_insert(L, -2);
    run(L, call, &spec, 0, n - 1);
    for (int i = 0; i < call->n; i++) {
        lua_pushinteger(L, call->results[i].written);
        lua_rawseti(L, -2, i + 1);
    }
    clear_call(call);
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
    const char *end = data->data + data->size;
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

/* lookup(rdd, name, key) -> list of the values of the key; nothing if the RDD has no
 * partitioner, which says where the key is */
static int lookup(lua_State *L)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    luaL_checkany(L, 3);
    const Rdd *rdd = rdds_get(&driver_of(L)->sim->rdds, spec.rdd);
    if (rdd->partitioner == NULL || rdd->partitioner->kind == PARTITIONER_CUSTOM)
        return 0;
    Buffer *key = owned_push_buffer(L);
    const char *problem = value_encode(L, 3, key);
    if (problem != NULL)
        return luaL_error(L, "%s cannot be a key", problem);
    int at = find_partition(L, rdd->partitioner, key);
    Call *call = push_call(L);
    run(L, call, &spec, at, at + 1);
    push_values_of(L, &call->results[0].data, key);
    return 1;
}

/* Frees what Ranges own, whatever Lua raises. */
static int free_ranges(lua_State *L)
{
    ranges_free(lua_touserdata(L, 1));
    return 0;
}

static Ranges *push_ranges(lua_State *L, int n, int inputs)
{
    Ranges *ranges = owned_push(L, sizeof *ranges, "sluice.ranges", free_ranges);
    ranges_init(ranges, n, inputs);
    return ranges;
}

static void run_sketch(lua_State *L, const CallSite *site, RddId rdd, Ranges *ranges)
{
    RddSet *rdds = &driver_of(L)->sim->rdds;
    RddId keys = rdds_add_plain_narrow(rdds, site, rdd, NARROW_KEYS, FUNC_NONE)->id;
    NarrowWork work = {.op = NARROW_SKETCH,
        .func = FUNC_NONE,
        .inverse = FUNC_NONE,
        .number = ranges_sample_size(ranges->n, ranges->inputs)};
    JobSpec spec = {.rdd = rdds_add_narrow(rdds, site, keys, &work)->id,
        .name = site->op,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    Call *call = push_call(L);
    run(L, call, &spec, 0, ranges->inputs);
    for (int i = 0; i < call->n; i++) {
        const char *count = record_first(call->results[i].data.data);
        const char *list = record_next(count);
        const char *first = record_first(list);
        ranges_add_sketch(ranges, record_int(count), first,
            (size_t)(record_next(list) - first));
    }
    lua_pop(L, 1);
}

/* Partitions that hold far more than others are sampled again. */
static void run_again(lua_State *L, const CallSite *site, RddId rdd, Ranges *ranges)
{
    RddSet *rdds = &driver_of(L)->sim->rdds;
    Call *call = push_call(L);
    set_range(call, 0, ranges_imbalanced(ranges));
    RddId keys = rdds_add_plain_narrow(rdds, site, rdd, NARROW_KEYS, FUNC_NONE)->id;
    RddId pruned = rdds_add_plain_narrow(rdds, site, keys, NARROW_SAME, FUNC_NONE)->id;
    NarrowWork work = {.op = NARROW_SAMPLE,
        .func = FUNC_NONE,
        .inverse = FUNC_NONE,
        .number = ranges_resample_seed(rdd),
        .fraction = ranges_fraction(ranges)};
    work.starts = mem_zero_alloc((size_t)ranges->inputs * sizeof *work.starts);
    int n = 0;
    for (int i = 0; i < ranges->inputs; i++) {
        if (!ranges_is_imbalanced(ranges, i))
            continue;
        work.starts[i] = n;
        call->partitions[n++] = i;
    }
    JobSpec spec = {.rdd = rdds_add_narrow(rdds, site, pruned, &work)->id,
        .name = site->op,
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    run_list(L, call, &spec);
    for (int i = 0; i < call->n; i++)
        ranges_add_sample(ranges, call->results[i].data.data,
            call->results[i].data.size);
    lua_pop(L, 1);
}

/* range_partitioner(site, rdd, n, ascending) -> partitioner of at most n ranges of
 * keys, found with a job over a sample of them, or two */
static int range_partitioner(lua_State *L)
{
    CallSite site = bind_check_site(L, 1);
    RddId rdd = bind_check_rdd(L, 2);
    lua_Integer n = luaL_checkinteger(L, 3);
    bool ascending = lua_toboolean(L, 4);
    luaL_argcheck(L, n >= 0 && n <= INT32_MAX, 3, "out of range");

    RangeBounds bounds = {0};
    check_input(L, rdd);
    int inputs = rdds_get(&driver_of(L)->sim->rdds, rdd)->partitions;
    if (n > 1) { /* a job even if there is nothing to look at */
        const char *unlike[2];
        Ranges *ranges = push_ranges(L, (int)n, inputs);
        run_sketch(L, &site, rdd, ranges);
        if (ranges_imbalanced(ranges) > 0)
            run_again(L, &site, rdd, ranges);
        if (!ranges_find_bounds(ranges, &bounds, unlike))
            return luaL_error(L, "%s cannot compare a %s with a %s", site.op,
                record_kind(unlike[0]), record_kind(unlike[1]));
    }
    bind_push_partitioner(L, partitioner_new_range(&bounds, ascending));
    return 1;
}

/* check_input(rdd): raises if it cannot be computed */
static int check_input_of(lua_State *L)
{
    check_input(L, bind_check_rdd(L, 1));
    return 0;
}

typedef bool WritePart(const TextOutput *output, int index, const char *data,
    size_t size, Err *err);

/* An output of a stream may write again what is there: its batch may run twice. */
static int save(lua_State *L, WritePart *write)
{
    JobSpec spec = check_job(L, ACTION_COLLECT);
    const char *path = luaL_checkstring(L, 3);
    bool overwrite = driver_of(L)->sim->scope.output >= 0;
    check_input(L, spec.rdd);

    Err err;
    int n = count_partitions(L, &spec);
    Call *call = push_call(L);
    call->output = text_output_new(path, overwrite, &err);
    if (call->output == NULL)
        return bind_fail(L, &err);
    run(L, call, &spec, 0, n);
    bool ok = true;
    for (int i = 0; i < n && ok; i++)
        ok = write(call->output, i, call->results[i].data.data,
            call->results[i].data.size, &err);
    if (ok) {
        ok = text_output_commit(call->output, n, &err);
        call->output = NULL;
    }
    clear_call(call);
    if (!ok)
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* save_text(rdd, name, path) -> true; save_objects(rdd, name, path) -> true */
static int save_text(lua_State *L)
{
    return save(L, text_output_write);
}

static int save_objects(lua_State *L)
{
    return save(L, text_output_write_objects);
}

const luaL_Reg bind_job_functions[] = {
    {"collect", collect},
    {"count", count},
    {"take", take},
    {"foreach", foreach},
    {"partitions", partitions},
    {"partition_counts", partition_counts},
    {"lookup", lookup},
    {"range_partitioner", range_partitioner},
    {"check_input", check_input_of},
    {"save_text", save_text},
    {"save_objects", save_objects},
    {NULL, NULL},
};
