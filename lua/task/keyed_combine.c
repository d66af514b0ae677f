/* lua/task/keyed_combine.c -- the values of each key, folded into one (Combiner).
 * Spark: Aggregator (semantics 5.9). */
// SPDX-License-Identifier: MIT
#include "lua/base/value.h"
#include "lua/task/task.h"

typedef struct CombinePipe {
    Pipe pipe;
    Combiner *combiner;
    FuncId met_func; /* with which values of different partitions are folded; or
                      * FUNC_NONE: they are not to be noted */
} CombinePipe;

/* A value of an entry meets that of another partition. */
static void note_meeting(Task *task, const CombinePipe *combine, int entry,
    const Item *value)
{
    enum { MOST_MEETINGS = 4 };
    TaskResult *result = task->result;
    RddId rdd = combine->pipe.rdd->id;
    if (result->n_met == MOST_MEETINGS || (result->n_met > 0 && result->met_rdd != rdd))
        return;
    size_t before = result->met.size;
    record_append_pair(&result->met);
    if (combiner_append_pair(combine->combiner, task->L, entry, &result->met) != NULL) {
        result->met.size = before;
        return;
    }
    item_append(value, &result->met);
    result->n_met++;
    result->met_rdd = rdd;
    result->met_func = combine->met_func;
}

static _Noreturn void fail_combined(Task *task, const Rdd *rdd)
{
    task_fail(task, rdd, "nil-record",
        "the function of %s returned nil; it makes one value of %s", rdd->site.op,
        "what it is given");
}

/* A function may have changed globals that the native one uses. */
static void check_native(Task *task, Combiner *combiner)
{
    if (combiner->native != NULL && combiner->native->globals != 0 &&
        !task_globals_hold(task, combiner->native->globals))
        combiner_forget_native(combiner);
}

/* The value on the top, at that stack index, is the further one of an entry, or its
 * first. */
static inline void add_value(Task *task, CombinePipe *combine, int top, int entry,
    bool added)
{
    const Rdd *rdd = combine->pipe.rdd;
    combine->pipe.calls++;
    task_note_call(task, rdd, top, 1);
    bool ok = added ? combiner_create(combine->combiner, task->L, entry)
                    : combiner_fold(combine->combiner, task->L, entry, top);
    if (!ok)
        fail_combined(task, rdd);
}

static const char *key_of(const Combiner *combiner, int entry)
{
    return index_key(&combiner->keys.index, entry);
}

static bool push_combine(Pipe *pipe, Task *task, int n)
{
    CombinePipe *combine = (CombinePipe *)pipe;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);

    bool added;
    const char *problem;
    check_native(task, combine->combiner);
    int top = lua_gettop(task->L);
    int entry = combiner_entry(combine->combiner, task->L, top - 1, &added, &problem);
    if (problem != NULL)
        keyed_fail_key(task, pipe->rdd, problem);
    if (task->follow.on)
        follow_add_top(task, combine->combiner, entry,
            key_of(combine->combiner, entry));
    add_value(task, combine, top, entry, added);
    return true;
}

static bool fold_known(Pipe *pipe, Task *task, int pair)
{
    CombinePipe *combine = (CombinePipe *)pipe;
    int entry = combiner_find(combine->combiner, task->L, pair);
    if (entry < 0 || lua_isnil(task->L, pair + 1) || task->follow.on)
        return false;
    check_native(task, combine->combiner);
    add_value(task, combine, pair + 1, entry, false);
    return true;
}

static bool take_combine(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    CombinePipe *combine = (CombinePipe *)pipe;
    Combiner *combiner = combine->combiner;
    keyed_check_items(task, pipe->rdd, first, second);

    bool added;
    check_native(task, combiner);
    int entry = combiner_item_entry(combiner, first, &added);
    if (task->follow.on)
        follow_add_item(task, combiner, entry, key_of(combiner, entry), second);
    if (!added && combine->met_func != FUNC_NONE)
        note_meeting(task, combine, entry, second);
    if (added ? combiner_create_item(combiner, second, entry)
              : combiner_fold_item(combiner, second, entry)) {
        pipe->calls++;
        return true;
    }
    int top = lua_gettop(task->L);
    task_push_item(task, second);
    add_value(task, combine, top + 1, entry, added);
    lua_settop(task->L, top);
    return true;
}

static bool fetch_combine(Task *task, void *subject, const char *record)
{
    const char *next;
    Item key;
    Item value;
    item_read_pair(&key, &value, record, &next);
    return take_combine(subject, task, &key, &value);
}

/* Pushes the functions of an aggregator and readies a combiner with them. The reduce
 * side of a shuffle whose map side has combined adds up partial results. */
static void begin_combiner(Task *task, Combiner *combiner, const Aggregator *aggregator,
    bool partial)
{
    lua_State *L = task->L;
    CombinerWork work = {0};
    FuncId fold = partial && aggregator->kind == AGGREGATE_COMBINE ? aggregator->join
                                                                   : aggregator->merge;
    if (!partial && aggregator->create != FUNC_NONE) {
        task_push_function(task, aggregator->create);
        work.create = lua_gettop(L);
    }
    if (aggregator->kind == AGGREGATE_SUM || aggregator->kind == AGGREGATE_FIRST) {
        work.form = aggregator->kind == AGGREGATE_SUM ? NATIVE_ADD : NATIVE_FIRST;
    } else {
        work.native = task_push_evaluated(task, fold, evaluates_fold());
        work.function = lua_gettop(L);
        if (work.native != NULL)
            work.form = work.native->form;
    }
    combiner_begin(combiner, L, &work);
}

Combiner *keyed_combine(Task *task, const Rdd *owner, const Rdd *parent, int partition)
{
    Combiner *combiner = task_take_combiner(task);
    CombinePipe pipe = {.pipe = {.push = push_combine,
                            .take = take_combine,
                            .known = fold_known,
                            .rdd = owner},
        .combiner = combiner,
        .met_func = FUNC_NONE};
    begin_combiner(task, combiner, &owner->aggregator, false);
    if (task->follow.on)
        follow_gather(task, combiner, owner, partition);
    pipeline_run(task, parent, partition, &pipe.pipe);
    keyed_note_combined(task, &pipe.pipe);
    return combiner;
}

/* Where the map side has combined, the values of a key that meet are from different
 * partitions. */
static FuncId met_func(const Task *task, const Aggregator *aggregator)
{
    bool has_function =
        aggregator->kind != AGGREGATE_SUM && aggregator->kind != AGGREGATE_FIRST;
    if (!task->work->notes_meetings || !aggregator->map_side || !has_function)
        return FUNC_NONE;
    return aggregator->kind == AGGREGATE_COMBINE ? aggregator->join : aggregator->merge;
}

static Combiner *fetch_combined(Task *task, const Rdd *rdd, int partition)
{
    Combiner *combiner = task_take_combiner(task);
    CombinePipe pipe = {.pipe = {.rdd = rdd},
        .combiner = combiner,
        .met_func = met_func(task, &rdd->aggregator)};
    begin_combiner(task, combiner, &rdd->aggregator, rdd->aggregator.map_side);
    if (task->follow.on)
        follow_gather(task, combiner, rdd, partition);
    keyed_fetch(task, rdd->deps[0].shuffle, partition, fetch_combine, &pipe);
    keyed_note_combined(task, &pipe.pipe);
    return combiner;
}

static bool push_combined(Task *task, Combiner *combiner, Pipe *into)
{
    lua_State *L = task->L;
    const int32_t *order = combiner_order(combiner);
    int count = keytable_count(&combiner->keys);
    int top = lua_gettop(L);
    bool more = true;
    for (int i = 0; i < count && more; i++) {
        const char *next;
        Item key;
        item_read(&key, key_of(combiner, order[i]), &next);
        if (task->follow.on)
            follow_entry(task, combiner, order[i]);
        combiner_push_value(combiner, L, order[i]);
        more = pipe_give_keyed(into, task, &key);
        lua_settop(L, top);
    }
    return more;
}

bool keyed_run_combined(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    Combiner *combiner = rdd->kind == RDD_SHUFFLED
        ? fetch_combined(task, rdd, partition)
        : keyed_combine(task, rdd, task_rdd(task, rdd->deps[0].parent), partition);
    return push_combined(task, combiner, into);
}
