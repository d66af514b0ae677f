/* lua/task/map_state.c -- mapWithState: the state of a partition, record by record.
 * Spark: MapWithStateRDD (semantics 5.6). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/state_call.h"
#include "vm/base/check.h"

static void append_bytes(Buffer *out, const char *record)
{
    buffer_append(out, record, (size_t)(record_next(record) - record));
}

/* What came for a key. */
typedef struct StatePair {
    const StateKey *key;
    StatePlace place;  /* of its state */
    const Item *item;  /* the key again */
    const Item *value; /* NULL: it is on the top of the stack, and is taken */
} StatePair;

/* Works with a key and a value, and stores what became of the state. */
static void update_state(StatePipe *states, Task *task, const StatePair *pair)
{
    StateMap *map = states->map;
    SimTime now = states->work->time;
    SimTime touched;
    const char *before = statemap_state(pair->place, &touched);
    StateInput input = {pair->key->record, pair->item, pair->value, before, false};
    StateOutcome outcome = state_call(states, task, &input);
    if (outcome.removed)
        statemap_remove_at(map, pair->key, pair->place);
    else if (outcome.updated)
        statemap_put_at(map, pair->key, pair->place, states->state->data, now);
    else if (before != NULL && states->work->times_out)
        statemap_put_at(map, pair->key, pair->place, before, now);
}

static void update_item(StatePipe *states, Task *task, const Item *item,
    const Item *value)
{
    buffer_clear(states->key);
    item_append(item, states->key);
    StateKey key = statetable_key_of(states->key->data);
    StatePair pair = {&key, statemap_find(states->map, &key), item, value};
    update_state(states, task, &pair);
}

static bool update_keyed(Pipe *pipe, Task *task, const Item *item)
{
    update_item((StatePipe *)pipe, task, item, NULL);
    return true;
}

static bool take_pair(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    if (second == NULL) {
        task_push_item(task, first);
        keyed_fail_record(task, pipe->rdd);
    }
    update_item((StatePipe *)pipe, task, first, second);
    return true;
}

static bool push_pair(Pipe *pipe, Task *task, int n)
{
    const StatePipe *states = (StatePipe *)pipe;
    lua_State *L = task->L;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    Buffer *record = states->pushed;
    buffer_clear(record);
    const char *problem = value_encode(L, -2, record);
    if (problem != NULL)
        keyed_fail_key(task, pipe->rdd, problem);
    const char *next;
    Item key;
    item_read(&key, record->data, &next);
    return update_keyed(pipe, task, &key);
}

/* A pair that see_ahead was told of, unless another record has no key. */
static bool fetch_pair(Task *task, void *subject, const char *record)
{
    StatePipe *states = subject;
    if (states->next_key == states->n_keys)
        return pipe_give(&states->pipe, task, record);

    int i = states->next_key++;
    const StateKey *key = &states->keys[i];
    const char *next;
    Item item, value;
    item_read(&item, key->record, &next);
    item_read(&value, key->record + key->size, &next);
    StatePlace place = statemap_find_guessed(states->map, key, &states->guesses[i]);
    update_state(states, task, &(StatePair){key, place, &item, &value});
    return true;
}

/* Many keys are looked up together. */
static void see_ahead(void *subject, const char *const *records, int n)
{
    StatePipe *states = subject;
    states->n_keys = states->next_key = 0;
    for (int i = 0; i < n; i++) {
        if (record_tag(records[i]) != RECORD_PAIR)
            return;
        states->keys[i] = statetable_key_of(record_first(records[i]));
    }
    statemap_guess(states->map, states->keys, n, states->guesses);
    states->n_keys = n;
}

/* Appends the pairs that were last touched before a time: a walk holds memory, so it is
 * over before any function is called, which may raise. */
static void append_pairs(const StateMap *map, SimTime before, Buffer *pairs)
{
    StateWalk walk;
    StateEntry entry;
    statewalk_init(&walk, map, before);
    while (statewalk_next(&walk, &entry)) {
        record_append_pair(pairs);
        append_bytes(pairs, entry.key);
        append_bytes(pairs, entry.state);
    }
    statewalk_free(&walk);
}

/* Keys that were not touched for too long end: the function sees them once more. */
static void time_out(StatePipe *states, Task *task)
{
    static const Item nothing = {.tag = (RecordTag)ITEM_NIL};
    Buffer *pairs = task_take_scratch(task);
    append_pairs(states->map, states->work->threshold, pairs);
    const char *end = buffer_end(pairs);
    for (const char *at = pairs->data; at < end; at = record_next(at)) {
        const char *record = record_first(at);
        StateKey key = statetable_key_of(record);
        task->follow.origin = ORIGIN_NONE; /* nothing came */
        const char *state;
        Item item;
        item_read(&item, record, &state);
        StateInput input = {record, &item, &nothing, state, true};
        state_call(states, task, &input);
        statemap_remove(states->map, &key);
        key_notes_timed_out(&states->notes, record);
    }
}

/* What is mapped is often as large as what comes. */
static void expect_mapped(const StatePipe *states, int64_t size)
{
    enum { LARGE = 1 << 16 };
    if (size >= LARGE)
        buffer_reserve(states->mapped, (size_t)size);
}

static void fetch_pairs(StatePipe *states, Task *task, const Shuffle *shuffle,
    int partition)
{
    expect_mapped(states, keyed_fetch_size(task, shuffle, partition));
    keyed_fetch_ahead(task, shuffle, partition,
        &(KeyedReader){fetch_pair, see_ahead, states});
}

/* Nearly always the pairs come straight from a shuffle. */
static void run_pairs(StatePipe *states, Task *task, int partition)
{
    const Rdd *pairs = task_rdd(task, states->pipe.rdd->deps[1].parent);
    if (pairs->kind == RDD_SHUFFLED && pairs->aggregator.kind == AGGREGATE_NONE &&
        pairs->deps[0].shuffle->order == ORDER_NONE && pairs->level == LEVEL_NONE &&
        !pairs->checkpointed)
        fetch_pairs(states, task, pairs->deps[0].shuffle, partition);
    else
        pipeline_run(task, pairs, partition, &states->pipe);
}

static void run_function(StatePipe *states, Task *task, int partition)
{
    lua_State *L = task->L;
    if (states->work->func == FUNC_NONE)
        return;
    const Native *native =
        task_push_evaluated(task, states->work->func, evaluates_state(states->work));
    states->native = state_object_holds(L) ? native : NULL;
    states->pipe.function = lua_gettop(L);
    states->object = state_object_new(L);
    states->index = lua_gettop(L);
    states->key = task_take_scratch(task);
    states->pushed = task_take_scratch(task);
    states->state = task_take_scratch(task);
    if (task->follow.on)
        follow_states(task, &states->follow, states->pipe.rdd);
    run_pairs(states, task, partition);
    key_notes_changes(&states->notes, states->map, false);
    if (states->work->full_scan && states->work->threshold != TIME_NEVER)
        time_out(states, task);
    if (task->follow.on)
        follow_states_kept(task, &states->follow, states->map, states->mapped);
    task->has_key = false;
    task->worker->state_object = NULL;
    narrow_note_calls(task, &states->pipe);
}

/* The initial state: the pairs of the parent. */
static bool push_initial(Pipe *pipe, Task *task, int n)
{
    StatePipe *states = (StatePipe *)pipe;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    buffer_clear(states->key);
    buffer_clear(states->state);
    const char *problem = value_encode(task->L, -2, states->key);
    if (problem == NULL)
        problem = value_encode(task->L, -1, states->state);
    if (problem != NULL)
        keyed_fail_key(task, pipe->rdd, problem);
    StateKey key = statetable_key_of(states->key->data);
    statemap_put(states->map, &key, states->state->data, states->work->time);
    FollowPlace place = {ORIGIN_KEPT, pipe->rdd, states->follow.partition, NULL};
    if (task->follow.on)
        follow_top_left(task, &place, -1, n);
    return true;
}

static void read_initial(StatePipe *states, Task *task, int partition)
{
    states->pipe.push = push_initial;
    states->pipe.take = NULL;
    states->pipe.keyed = NULL;
    states->key = task_take_scratch(task);
    states->state = task_take_scratch(task);
    pipeline_run(task, task_rdd(task, states->pipe.rdd->deps[0].parent), partition,
        &states->pipe);
    key_notes_changes(&states->notes, states->map, true);
}

/* A state that was written to a checkpoint: one record, see map_state_run. */
static StateMap *read_checkpoint(StatePipe *states, Task *task, const Rdd *file,
    int partition)
{
    Buffer *bytes = task_take_scratch(task);
    CollectPipe pipe;
    collect_pipe_init(&pipe, task, bytes, -1);
    pipeline_run(task, file, partition, &pipe.pipe);
    const char *mapped = NULL;
    StateMap *map = NULL;
    if (pipe.records == 1 && record_tag(bytes->data) == RECORD_PAIR) {
        mapped = record_next(record_first(bytes->data));
        if (record_tag(mapped) == RECORD_LIST)
            map = statemap_read(record_first(bytes->data));
    }
    if (map == NULL)
        task_fail_as(task, states->pipe.rdd, err_class(ERR_SPARK),
            "a data checkpoint holds no states");
    const char *end = record_next(mapped);
    const char *first = record_first(mapped);
    buffer_append(states->mapped, first, (size_t)(end - first));
    states->n_mapped = record_list_count(mapped);
    return map;
}

/* Spark: a state that is kept as bytes is made of them again, also for this task. */
static StateMap *make_again(StateMap *map, Buffer *bytes)
{
    statemap_write(map, bytes);
    statemap_unref(map);
    return statemap_read(bytes->data);
}

/* The RDD of the files that hold a state; NULL if it is not read from files. */
static const Rdd *find_file(const Task *task, const Rdd *rdd)
{
    if (rdd->kind == RDD_CHECKPOINT)
        return rdd;
    return rdd->checkpointed ? task_rdd(task, rdd->deps[0].parent) : NULL;
}

static StatePart compute_part(Task *task, const Rdd *rdd, int partition)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    bool initial = rdd->kind == RDD_STATE_INITIAL;
    const Rdd *file = find_file(task, rdd);
    StateMap *before = NULL;
    if (!initial && file == NULL)
        before =
            map_state_part(task, task_rdd(task, rdd->deps[0].parent), partition).map;

    /* It is the result's from the start, so that nothing is lost if Lua raises. */
    int at = task_keep(task, rdd, partition);
    StatePipe states = {.pipe = {.push = push_pair,
                            .take = take_pair,
                            .keyed = update_keyed,
                            .rdd = rdd},
        .work = &rdd->state,
        .follow = {.partition = partition},
        .mapped = task_take_scratch(task)};
    if (file != NULL)
        states.map = read_checkpoint(&states, task, file, partition);
    else
        states.map = statemap_new(before);
    task->result->kept[at].state = states.map;
    if (file == NULL || file == rdd)
        key_notes_begin(&states.notes, task, rdd, partition);
    if (file == rdd)
        key_notes_restored(&states.notes, states.map);
    if (initial)
        read_initial(&states, task, partition);
    else if (file == NULL)
        run_function(&states, task, partition);
    if (file == NULL)
        statemap_seal(states.map);
    lua_settop(L, top);

    Kept *kept = &task->result->kept[at];
    if (level_is_serialized(rdd->level))
        kept->state = make_again(kept->state, task_take_scratch(task));
    key_notes_kept(&states.notes, kept->state);
    if (states.mapped->size < states.mapped->capacity / 2)
        buffer_trim(states.mapped);
    buffer_move(states.mapped, &kept->data);
    kept->records = states.n_mapped;
    return (StatePart){kept->state, {kept->data, kept->records}};
}

StatePart map_state_part(Task *task, const Rdd *rdd, int partition)
{
    BlockId id = {BLOCK_RDD, rdd->id, partition};
    const Block *block = blocks_find(task->work->blocks, id);
    if (block != NULL && block->state != NULL)
        return (StatePart){block->state, {block->data, block->records}};
    for (int i = 0; i < task->result->n_kept; i++) {
        const Kept *kept = &task->result->kept[i];
        if (kept->rdd == rdd->id && kept->partition == partition)
            return (StatePart){kept->state, {kept->data, kept->records}};
    }
    luaL_checkstack(task->L, 32, "too many states in one chain");
    return compute_part(task, rdd, partition);
}

/* The whole partition as one record, which only checkpoints see: a pair of the state
 * and of the list of what was mapped. */
bool map_state_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    StatePart part = map_state_part(task, rdd, partition);
    Buffer *record = task_take_scratch(task);
    record_append_pair(record);
    statemap_write(part.map, record);

    const KeptRecords *mapped = &part.mapped;
    size_t start = record_begin_list(record, RECORD_LIST);
    buffer_append(record, mapped->data.data, mapped->data.size);
    record_end_list(record, start, (uint32_t)mapped->count);
    return pipe_give(into, task, record->data);
}

bool map_state_narrow(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Rdd *parent = task_rdd(task, rdd->deps[0].parent);
    StatePart part = map_state_part(task, parent, partition);
    if (rdd->narrow.op == NARROW_STATE_PAIRS) {
        Buffer *pairs = task_take_scratch(task);
        append_pairs(part.map, TIME_NEVER, pairs);
        return follow_give_states(task, parent, partition, pairs, into);
    }
    return pipeline_give_kept(task, parent, partition, &part.mapped, into);
}
