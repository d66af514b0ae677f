// SPDX-License-Identifier: MIT
#include "cli/run_world.h"

#include <string.h>

#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "vm/base/mem.h"
#include "vm/store/text.h"
#include "vm/streaming/faults.h"

/* The fields of the table on the top of the stack. */

static int64_t integer(lua_State *L, const char *name, int64_t absent)
{
    lua_getfield(L, -1, name);
    int64_t value = lua_isnil(L, -1) ? absent : (int64_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return value;
}

static bool flag(lua_State *L, const char *name)
{
    lua_getfield(L, -1, name);
    bool value = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return value;
}

static double number(lua_State *L, const char *name)
{
    lua_getfield(L, -1, name);
    double value = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return value;
}

static const char *text(lua_State *L, const char *name)
{
    lua_getfield(L, -1, name);
    const char *value = lua_tostring(L, -1);
    lua_pop(L, 1);
    return value;
}

static const char *process_name(int process)
{
    static const char *const names[] = {
#define PROCESS(constant, name) [constant] = name,
        ARRIVAL_PROCESSES(PROCESS)
#undef PROCESS
    };
    return names[process];
}

static const char *fault_name(int fault)
{
    return fault_words((FaultKind)fault);
}

static const char *act_name(int act)
{
    return peer_act_name((PeerAct)act);
}

static const char *condition_name(int condition)
{
    return world_condition_name((WorldCondition)condition);
}

static int find(const char *wanted, const char *(*name)(int), int count, int absent)
{
    for (int i = 0; wanted != NULL && i < count; i++) {
        if (strcmp(name(i), wanted) == 0)
            return i;
    }
    return absent;
}

static void read_arrivals(lua_State *L, WorldLine *line, int64_t seed)
{
    lua_getfield(L, -1, "arrivals");
    line->arrives = lua_istable(L, -1);
    if (line->arrives) {
        ArrivalOptions *arrivals = &line->arrivals;
        arrivals->rate = number(L, "rate");
        arrivals->deviation = number(L, "deviation");
        arrivals->low = number(L, "low");
        arrivals->period = integer(L, "period", 0);
        arrivals->seed = (uint64_t)integer(L, "seed", seed);
        const char *process = text(L, "process");
        if (process != NULL)
            arrivals_find(process, &arrivals->process);
    }
    lua_pop(L, 1);
}

static void read_fault(lua_State *L, WorldLine *line)
{
    line->fault = find(text(L, "fault"), fault_name, FAULT_COUNT, FAULT_COUNT);
    line->factor = number(L, "factor");
    lua_getfield(L, -1, "numbers");
    for (int i = 0; lua_istable(L, -1) && i < WORLD_NUMBERS; i++) {
        lua_rawgeti(L, -1, i + 1);
        line->numbers[i] = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static bool read_kind(const char *name, WorldKind *kind)
{
    static const char *const names[] = {
        [WORLD_RECORDS] = "records",
        [WORLD_ACT] = "act",
        [WORLD_RATE] = "rate",
        [WORLD_FAULT] = "fault",
        [WORLD_PARTITIONS] = "partitions",
    };
    for (size_t i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            *kind = (WorldKind)i;
            return true;
        }
    }
    return false;
}

/* False: it is a file, which others read. */
static bool read_line(lua_State *L, WorldLine *line, int64_t seed)
{
    *line = (WorldLine){.number = (int)integer(L, "line", 0)};
    if (!read_kind(text(L, "kind"), &line->kind))
        return false;
    line->condition = (WorldCondition)find(text(L, "condition"), condition_name,
        WORLD_CONDITION_COUNT, WORLD_AT_TIME);
    line->subject = integer(L, "subject", 0);
    line->count = integer(L, "count", 1);
    line->from = integer(L, "from", 0);
    line->to = integer(L, "to", line->from);
    line->every = integer(L, "every", 0);
    line->place = text(L, "place");
    line->text = text(L, "text");
    line->lines = text(L, "lines");
    line->loop = flag(L, "loop");
    line->act = (PeerAct)find(text(L, "act"), act_name, PEER_ACT_COUNT, PEER_HANGUP);
    read_arrivals(L, line, seed);
    read_fault(L, line);
    return true;
}

WorldLine *run_read_world(lua_State *L, int *n, int64_t seed)
{
    lua_getfield(L, 1, "world");
    int count = lua_istable(L, -1) ? (int)luaL_len(L, -1) : 0;
    WorldLine *lines = mem_zero_alloc(((size_t)count + 1) * sizeof *lines);
    *n = 0;
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, -1, i + 1);
        *n += read_line(L, &lines[*n], seed);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return lines;
}

static void push_text(lua_State *L, Buffer *scratch, const char *record)
{
    buffer_clear(scratch);
    text_append_record(scratch, record);
    lua_pushlstring(L, buffer_text(scratch), scratch->size);
}

/* Numbers, booleans and texts as they are, all else as text. */
static void push_value(lua_State *L, Buffer *scratch, const char *record)
{
    switch (record_tag(record)) {
    case RECORD_FALSE:
    case RECORD_TRUE:
    case RECORD_INT:
    case RECORD_DOUBLE:
        value_push(L, record);
        break;
    default:
        push_text(L, scratch, record);
    }
}

/* Pushes {key, value, key as text, value as text}. */
static void push_row(lua_State *L, Buffer *scratch, const char *key, const char *value)
{
    lua_createtable(L, 4, 0);
    push_value(L, scratch, key);
    lua_rawseti(L, -2, 1);
    push_value(L, scratch, value);
    lua_rawseti(L, -2, 2);
    push_text(L, scratch, key);
    lua_rawseti(L, -2, 3);
    push_text(L, scratch, value);
    lua_rawseti(L, -2, 4);
}

static void push_rows(lua_State *L, const Tables *tables, int table)
{
    int n = tables_rows(tables, table);
    lua_createtable(L, n, 0);
    Buffer *scratch = owned_push_buffer(L);
    const char **keys = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *keys, 0);
    tables_keys(tables, table, keys);
    for (int i = 0; i < n; i++) { /* rows, scratch, keys */
        push_row(L, scratch, keys[i],
            tables_get(tables, tables_name(tables, table), keys[i]));
        lua_rawseti(L, -4, i + 1);
    }
    lua_pop(L, 2);
}

void run_push_stores(lua_State *L, const Tables *tables)
{
    int n = tables_count(tables);
    lua_createtable(L, n, 0);
    for (int i = 0; i < n; i++) {
        lua_createtable(L, 0, 2);
        lua_pushstring(L, tables_name(tables, i));
        lua_setfield(L, -2, "name");
        push_rows(L, tables, i);
        lua_setfield(L, -2, "rows");
        lua_rawseti(L, -2, i + 1);
    }
}

/* Pushes a list of names. */
static void push_names(lua_State *L, const char *(*name)(int), int count)
{
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, name(i));
        lua_rawseti(L, -2, i + 1);
    }
}

int host_world_words(lua_State *L)
{
    enum { PROCESSES = ARRIVALS_DAY + 1 };
    lua_createtable(L, 0, 4);
    push_names(L, fault_name, FAULT_COUNT);
    lua_setfield(L, -2, "faults");
    push_names(L, act_name, PEER_ACT_COUNT);
    lua_setfield(L, -2, "acts");
    push_names(L, condition_name, WORLD_CONDITION_COUNT);
    lua_setfield(L, -2, "conditions");
    push_names(L, process_name, PROCESSES);
    lua_setfield(L, -2, "processes");
    return 1;
}
