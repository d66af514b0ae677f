/* lua/native/run.c -- evaluating the steps of a function, exactly as Lua does or not at
 * all. */
// SPDX-License-Identifier: MIT
#include "lua/native/loops.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

const Item native_nil = {.tag = (RecordTag)ITEM_NIL};

/* Running. */

/* Whether a test jumps; false if Lua has to do it. */
static bool step_test(const NativeStep *step, Registers *registers, bool *jumps)
{
    bool is;
    if (!native_test(step->kind, registers->at[step->b], registers->at[step->c], &is))
        return false;
    *jumps = is == (bool)step->wanted;
    return true;
}

static bool step_truth(const NativeStep *step, Registers *registers, Item *made)
{
    const Item *b = registers->at[step->b];
    bool jumps = native_is_true(b) == (bool)step->wanted;
    if (jumps && step->kind == STEP_TEST_SET)
        registers_keep(registers, step->a, b, made);
    return jumps;
}

static bool step_method(const NativeStep *step, Registers *registers, Item *made)
{
    const Item *object = registers->at[step->b];
    const Item *method = registers->at[step->c];
    RecordTag owner =
        method->tag == (RecordTag)ITEM_METHOD ? (RecordTag)ITEM_STATE : RECORD_STRING;
    if (object->tag != owner)
        return false;
    registers_keep(registers, step->a + 1, object, &made[1]);
    registers->at[step->a] = method;
    return true;
}

/* Asks a state; false if Lua has to do it. */
static bool ask(const NativeStep *step, const Registers *registers, const Item **result)
{
    *result = &native_nil;
    return registers->at[step->b]->tag == (RecordTag)ITEM_STATE &&
        native_call_method((NativeMethod)step->c, registers->state, NULL, 0, result);
}

static bool step_ask(const NativeStep *step, Registers *registers, Item *made)
{
    const Item *result;
    if (!ask(step, registers, &result))
        return false;
    if (step->wanted > 0)
        registers_keep(registers, step->a, result, made);
    return true;
}

static bool step_ask_test(const NativeStep *step, Registers *registers, Item *made,
    bool *jumps)
{
    const Item *result;
    if (!ask(step, registers, &result))
        return false;
    registers_keep(registers, step->a, result, made);
    *jumps = native_is_true(result) == (bool)step->wanted;
    return true;
}

static bool step_update(const NativeStep *step, Registers *registers)
{
    const Item *none;
    return registers->at[step->b]->tag == (RecordTag)ITEM_STATE &&
        native_call_method(METHOD_UPDATE, registers->state, &registers->at[step->c], 1,
            &none);
}

/* How many values stand behind a function that is called. */
static inline int count_given(const NativeStep *step, const Registers *registers)
{
    return step->b == STEP_OPEN ? registers->top - (step->a + 1) : step->b;
}

static inline bool is_method(const Item *function)
{
    return function->tag == (RecordTag)ITEM_METHOD;
}

/* Calls a method of a state; *result is NULL if it gives nothing. */
static inline bool call_method(const NativeStep *step, Registers *registers,
    const Item **result)
{
    const Item *const *given = &registers->at[step->a + 1];
    NativeMethod method = (NativeMethod)registers->at[step->a]->as.integer;
    int n = count_given(step, registers);
    *result = NULL;
    return n > 0 && given[0]->tag == (RecordTag)ITEM_STATE &&
        native_call_method(method, registers->state, given + 1, n - 1, result);
}

static bool step_call_method(const NativeStep *step, Registers *registers, Item *made)
{
    const Item *result;
    if (!call_method(step, registers, &result))
        return false;
    bool gives = result != NULL;
    registers_keep(registers, step->a, gives ? result : &native_nil, made);
    registers->at[step->a + 1] = &native_nil;
    registers->top = step->a + (step->c == STEP_OPEN ? gives : step->c);
    return true;
}

/* Calls what a step says; what it gives is in *call. */
static bool make_call(const NativeStep *step, Registers *registers, Item *made,
    NativeCall *call)
{
    call->native = registers->native;
    call->frame = registers->frame;
    call->given = &registers->at[step->a + 1];
    call->n_given = count_given(step, registers);
    call->made = made;
    if (!is_method(registers->at[step->a]))
        return native_call(registers->at[step->a], call);
    bool called = call_method(step, registers, &call->results[0]);
    call->n_results = call->results[0] != NULL;
    return called;
}

/* It gives nothing; that somebody asks for it is left to Lua. */
static bool step_emit(const NativeStep *step, const Registers *registers)
{
    int n = count_given(step, registers);
    return step->c == 0 &&
        native_emit(registers->frame->records, &registers->at[step->a + 1], n);
}

/* Only the first two results of a call can be where they may change in a loop. */
static bool step_call(const NativeStep *step, Registers *registers, Item *made)
{
    NativeCall call;
    if (is_method(registers->at[step->a]))
        return step_call_method(step, registers, made);
    if (registers->at[step->a]->tag == (RecordTag)ITEM_EMIT)
        return step_emit(step, registers);
    if (!make_call(step, registers, made, &call))
        return false;
    int wanted = step->c == STEP_OPEN ? call.n_results : step->c;
    registers->top = step->a + wanted;
    for (int i = 0; i < wanted; i++) {
        const Item *result = i < call.n_results ? call.results[i] : &native_nil;
        if (i < 2)
            registers_keep(registers, step->a + i, result, &made[i]);
        else
            registers->at[step->a + i] = result;
    }
    return true;
}

/* A list becomes a record, but for flatMap. */
static bool give_result(NativeFrame *frame, int i, const Item *result, Item *made)
{
    frame->results[i] = result;
    if (result->tag != (RecordTag)ITEM_LIST || frame->records != NULL)
        return result->tag <= (RecordTag)ITEM_NIL ||
            result->tag == (RecordTag)ITEM_LIST;
    frame->results[i] = made;
    return native_list_record(frame, result, made);
}

/* Ends the evaluation with n results, of which the first two are kept. */
static bool give_results(NativeFrame *frame, const Item *const *results, int n,
    Item *made)
{
    frame->n = n;
    for (int i = 0; i < n && i < 2; i++) {
        if (!give_result(frame, i, results[i], &made[i]))
            return false;
    }
    return true;
}

static bool end_call(const NativeStep *step, Registers *registers, Item *made)
{
    NativeCall call;
    return make_call(step, registers, made, &call) &&
        give_results(registers->frame, call.results, call.n_results, made);
}

static bool end_return(const NativeStep *step, const Registers *registers, Item *made)
{
    int n = step->b == STEP_OPEN ? registers->top - step->a : step->b;
    return give_results(registers->frame, &registers->at[step->a], n, made);
}

static bool end_give(const NativeStep *step, const Registers *registers, Item *made)
{
    const Item *const results[] = {registers->at[step->b], registers->at[step->c]};
    return give_results(registers->frame, results, 2, made);
}

static bool read_part(const Item *pair, int part, Item *made)
{
    const char *next;
    if (pair->tag != RECORD_PAIR)
        return false;
    item_read(made, pair->as.record + 1, &next);
    if (part == 2)
        item_read(made, next, &next);
    return true;
}

/* A step that computes a value. */
static bool step_value(const NativeStep *step, Registers *registers, Item *made)
{
    const Item *b = registers->at[step->b];
    NativeKind kind = step->kind;
    const Item *c = registers->at[step->c]; /* of a pair: not looked at */
    registers->at[step->a] = made;
    switch (kind) {
    case STEP_MINUS:
        return native_negate(b, made);
    case STEP_BIT_NOT:
        item_set_int(made, ~b->as.integer);
        return b->tag == RECORD_INT;
    case STEP_NOT:
        made->tag = native_is_true(b) ? RECORD_FALSE : RECORD_TRUE;
        return true;
    case STEP_LENGTH:
        return native_length(registers->frame, b, made);
    case STEP_PART:
        return read_part(b, step->c, made);
    case STEP_INDEX:
        return native_index(registers->frame, b, c, made);
    default:
        return native_compute(kind, b, c, made);
    }
}

static bool fill_list(const NativeStep *step, const Registers *registers)
{
    NativeList *list = native_list(registers->frame, registers->at[step->a]);
    for (int i = 1; i <= step->b; i++) {
        const Item *value = registers->at[step->a + i];
        if (list->n != step->c + i - 1 || !native_is_value(value) ||
            !native_append(list, value))
            return false;
    }
    return true;
}

/* A step that makes something in the frame. */
static bool step_make(const NativeStep *step, Registers *registers, Item *made)
{
    NativeFrame *frame = registers->frame;
    const Item *const *first = &registers->at[step->a];
    bool done;
    switch (step->kind) {
    case STEP_CONCAT:
        done = native_concat(frame, first, step->b, made);
        registers->at[step->a] = made;
        return done;
    case STEP_LIST:
        registers->at[step->a] = made;
        return native_new_list(frame, made);
    case STEP_FILL:
        return fill_list(step, registers);
    default:
        return native_set(frame, *first, registers->at[step->b],
            registers->at[step->c]);
    }
}

static bool run_steps(Registers *registers)
{
    NativeFrame *frame = registers->frame;
    const NativeStep *const steps = registers->native->steps;
    const NativeStep *step = steps;
    for (bool jumps = false;; step = &steps[jumps ? step->jump : step->next]) {
        Item *made = &frame->made[2 * (step - steps)];
        bool done = true;
        jumps = false;
        switch ((NativeKind)step->kind) {
        case STEP_NONE:
            CHECK(!"a step that is never reached");
            return false;
        case STEP_JUMP:
            break;
        case STEP_MOVE:
            registers->at[step->a] = registers->at[step->b];
            break;
        case STEP_COPY:
            native_copy(made, registers->at[step->b]);
            registers->at[step->a] = made;
            break;
        case STEP_NILS:
            for (int i = 0; i <= step->b; i++)
                registers->at[step->a + i] = &native_nil;
            break;
        case STEP_EQUAL:
        case STEP_LESS:
        case STEP_LESS_EQUAL:
            done = step_test(step, registers, &jumps);
            break;
        case STEP_TEST:
        case STEP_TEST_SET:
            jumps = step_truth(step, registers, made);
            break;
        case STEP_METHOD:
            done = step_method(step, registers, made);
            break;
        case STEP_ASK:
            done = step_ask(step, registers, made);
            break;
        case STEP_ASK_TEST:
            done = step_ask_test(step, registers, made, &jumps);
            break;
        case STEP_UPDATE:
            done = step_update(step, registers);
            break;
        case STEP_CALL:
            done = step_call(step, registers, made);
            break;
        case STEP_TAIL_CALL:
            return end_call(step, registers, made);
        case STEP_GIVE:
            return end_give(step, registers, made);
        case STEP_RETURN:
            return end_return(step, registers, made);
        case STEP_CONCAT:
        case STEP_LIST:
        case STEP_FILL:
        case STEP_SET:
            done = step_make(step, registers, made);
            break;
        case STEP_COUNT:
        case STEP_COUNT_NEXT:
        case STEP_EACH:
        case STEP_EACH_NEXT:
            done = loops_step(step, registers, made, &jumps);
            break;
        default:
            done = step_value(step, registers, made);
        }
        if (!done)
            return false;
    }
}

/* Room for texts and lists: of the frame's own, or of who wants records. */
static void begin_room(NativeFrame *frame)
{
    NativeRecords *records = frame->records;
    frame->n_lists = 0;
    frame->room_used = 0;
    frame->room = records != NULL ? records->room : frame->chars;
    frame->room_size = records != NULL ? NATIVE_RECORDS_ROOM : NATIVE_ROOM;
    for (int i = 0; i < 2; i++) {
        frame->own[i] =
            (NativeList){.items = frame->fields[i], .capacity = NATIVE_FIELDS};
        frame->lists[i] = records != NULL ? &records->lists[i] : &frame->own[i];
    }
}

/* Evaluates a function with n arguments, of which it may take fewer. */
static bool run(const Native *native, const Item *const *given, int n,
    NativeState *state, NativeFrame *frame)
{
    if (native->form == NATIVE_SPLIT)
        return false;
    Registers registers;
    registers.native = native;
    registers.state = state;
    registers.frame = frame;
    if (native->makes)
        begin_room(frame);
    if (native->loops)
        registers.turns = 0;
    if (n > native->n_parameters)
        n = native->n_parameters;
    for (int i = 0; i < n; i++)
        registers.at[i] = given[i];
    for (int i = n; i < native->n_registers; i++)
        registers.at[i] = &native_nil;
    for (int i = 0; i < native->n_items; i++)
        registers.at[NATIVE_REGISTERS + i] = &native->items[i];
    return run_steps(&registers);
}

bool native_run(const Native *native, const Item *first, const Item *second,
    NativeFrame *frame)
{
    const Item *const given[] = {first, second};
    frame->records = NULL;
    return run(native, given, second != NULL ? 2 : 1, NULL, frame);
}

void native_records_free(NativeRecords *records)
{
    mem_free(records->lists[0].items);
    mem_free(records->lists[1].items);
    mem_free(records->emitted.items);
    mem_free(records->room);
    *records = (NativeRecords){0};
}

static void begin_records(NativeRecords *records)
{
    if (records->room == NULL)
        records->room = mem_alloc(NATIVE_RECORDS_ROOM);
    records->lists[0].grows = true;
    records->lists[1].grows = true;
    records->emitted.grows = true;
    records->emitted.n = 0;
    records->returned = NULL;
}

bool native_run_records(const Native *native, const Item *first, const Item *second,
    NativeRecords *records, NativeFrame *frame)
{
    static const Item emit = {.tag = (RecordTag)ITEM_EMIT};
    const Item *const given[] = {first, second != NULL ? second : &emit, &emit};
    int n = second != NULL ? 3 : 2;
    begin_records(records);
    frame->records = records;
    if (!run(native, given, n, NULL, frame))
        return false;
    const Item *result = frame->n > 0 ? frame->results[0] : &native_nil;
    if (result->tag == (RecordTag)ITEM_LIST)
        records->returned = native_list(frame, result);
    bool emits = native->n_parameters >= n;
    return records->returned != NULL || (emits && native_is_nil(result));
}

bool native_run_list(const Native *native, NativeList *list, const Item *further,
    NativeFrame *frame)
{
    enum { GIVEN = NATIVE_LISTS - 1 };
    static const Item list_item = {.tag = (RecordTag)ITEM_LIST, .as.integer = GIVEN};
    const Item *const given[] = {&list_item, further};
    frame->records = NULL;
    frame->lists[GIVEN] = list;
    if (!native->makes)
        begin_room(frame); /* it may give that list */
    return run(native, given, 2, NULL, frame);
}

bool native_run_state(const Native *native, const Item *key, const Item *value,
    NativeState *state, NativeFrame *frame)
{
    static const Item state_item = {.tag = (RecordTag)ITEM_STATE};
    const Item *const given[] = {key, value, &state_item};
    frame->records = NULL;
    return run(native, given, 3, state, frame);
}

bool native_item(lua_State *L, int index, Item *item)
{
    size_t size;
    const char *text;
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        item->tag = (RecordTag)ITEM_NIL;
        return true;
    case LUA_TBOOLEAN:
        item->tag = lua_toboolean(L, index) ? RECORD_TRUE : RECORD_FALSE;
        return true;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            item_set_int(item, lua_tointeger(L, index));
        else
            item_set_double(item, lua_tonumber(L, index));
        return true;
    case LUA_TSTRING:
        text = lua_tolstring(L, index, &size);
        item_set_text(item, text, size);
        return size <= UINT32_MAX;
    case LUA_TLIGHTUSERDATA:
        item->tag = RECORD_NULL;
        return lua_touserdata(L, index) == NULL;
    default:
        return false;
    }
}
