/* lua/base/native_run.c -- evaluating native functions, exactly as Lua does or not at
 * all. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "lua/base/native_steps.h"
#include "vm/base/check.h"

static const Item nil_item = {.tag = (RecordTag)ITEM_NIL};

/* Registers point at their values, so that nothing is copied; behind them are the items
 * of the function. */
typedef struct Registers {
    const Item *at[NATIVE_REGISTERS + NATIVE_ITEMS];
    int top;            /* behind the results of an open call */
    NativeState *state; /* that it was given, or NULL */
} Registers;

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

static bool step_truth(const NativeStep *step, Registers *registers)
{
    const Item *b = registers->at[step->b];
    bool jumps = native_is_true(b) == (bool)step->wanted;
    if (jumps && step->kind == STEP_TEST_SET)
        registers->at[step->a] = b;
    return jumps;
}

static bool step_method(const NativeStep *step, Registers *registers)
{
    const Item *object = registers->at[step->b];
    const Item *method = registers->at[step->c];
    RecordTag owner =
        method->tag == (RecordTag)ITEM_METHOD ? (RecordTag)ITEM_STATE : RECORD_STRING;
    if (object->tag != owner)
        return false;
    registers->at[step->a] = method;
    registers->at[step->a + 1] = object;
    return true;
}

/* Asks a state; false if Lua has to do it. */
static bool ask(const NativeStep *step, const Registers *registers, const Item **result)
{
    *result = &nil_item;
    return registers->at[step->b]->tag == (RecordTag)ITEM_STATE &&
        native_call_method((NativeMethod)step->c, registers->state, NULL, 0, result);
}

static bool step_ask(const NativeStep *step, Registers *registers)
{
    const Item *result;
    if (!ask(step, registers, &result))
        return false;
    if (step->wanted > 0)
        registers->at[step->a] = result;
    return true;
}

static bool step_ask_test(const NativeStep *step, Registers *registers, bool *jumps)
{
    const Item *result;
    if (!ask(step, registers, &result))
        return false;
    registers->at[step->a] = result;
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
    *result = NULL;
    return step->b > 0 && given[0]->tag == (RecordTag)ITEM_STATE &&
        native_call_method(method, registers->state, given + 1, step->b - 1, result);
}

static bool step_call_method(const NativeStep *step, Registers *registers)
{
    const Item *result;
    if (!call_method(step, registers, &result))
        return false;
    bool gives = result != NULL;
    registers->at[step->a] = gives ? result : &nil_item;
    registers->at[step->a + 1] = &nil_item;
    registers->top = step->a + (step->c == STEP_OPEN ? gives : step->c);
    return true;
}

/* Calls what a step says; what it gives is in *call. */
static bool make_call(const NativeStep *step, Registers *registers, Item *made,
    NativeCall *call)
{
    call->given = &registers->at[step->a + 1];
    call->n_given = step->b;
    call->made = made;
    if (!is_method(registers->at[step->a]))
        return native_call(registers->at[step->a], call);
    bool called = call_method(step, registers, &call->results[0]);
    call->n_results = call->results[0] != NULL;
    return called;
}

static bool step_call(const NativeStep *step, Registers *registers, Item *made)
{
    NativeCall call;
    if (is_method(registers->at[step->a]))
        return step_call_method(step, registers);
    if (!make_call(step, registers, made, &call))
        return false;
    int wanted = step->c == STEP_OPEN ? call.n_results : step->c;
    registers->top = step->a + wanted;
    for (int i = 0; i < wanted; i++)
        registers->at[step->a + i] = i < call.n_results ? call.results[i] : &nil_item;
    return true;
}

static bool end_call(const NativeStep *step, Registers *registers, Item *made,
    NativeFrame *frame)
{
    NativeCall call;
    if (!make_call(step, registers, made, &call))
        return false;
    frame->n = call.n_results;
    for (int i = 0; i < call.n_results; i++)
        frame->results[i] = call.results[i];
    return true;
}

static bool end_give(const NativeStep *step, const Registers *registers,
    NativeFrame *frame)
{
    const Item *first = registers->at[step->b];
    const Item *second = registers->at[step->c];
    frame->n = 2;
    frame->results[0] = first;
    frame->results[1] = second;
    return first->tag < (RecordTag)ITEM_BUILTIN &&
        second->tag < (RecordTag)ITEM_BUILTIN;
}

static bool end_return(const NativeStep *step, const Registers *registers,
    NativeFrame *frame)
{
    frame->n = step->b == STEP_OPEN ? registers->top - step->a : step->b;
    for (int i = 0; i < frame->n && i < 2; i++) {
        frame->results[i] = registers->at[step->a + i];
        if (frame->results[i]->tag >= (RecordTag)ITEM_BUILTIN)
            return false;
    }
    return true;
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
    case STEP_NOT:
        made->tag = native_is_true(b) ? RECORD_FALSE : RECORD_TRUE;
        return true;
    case STEP_LENGTH:
        item_set_int(made, b->size);
        return b->tag == RECORD_STRING;
    case STEP_PART:
        return read_part(b, step->c, made);
    default:
        return native_compute(kind, b, c, made);
    }
}

static bool run_steps(const Native *native, Registers *registers, NativeFrame *frame)
{
    const NativeStep *step = native->steps;
    const NativeStep *steps = native->steps;
    for (bool jumps = false;; step = &steps[jumps ? step->jump : step->next]) {
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
        case STEP_NILS:
            for (int i = 0; i <= step->b; i++)
                registers->at[step->a + i] = &nil_item;
            break;
        case STEP_EQUAL:
        case STEP_LESS:
        case STEP_LESS_EQUAL:
            if (!step_test(step, registers, &jumps))
                return false;
            break;
        case STEP_TEST:
        case STEP_TEST_SET:
            jumps = step_truth(step, registers);
            break;
        case STEP_METHOD:
            if (!step_method(step, registers))
                return false;
            break;
        case STEP_ASK:
            if (!step_ask(step, registers))
                return false;
            break;
        case STEP_ASK_TEST:
            if (!step_ask_test(step, registers, &jumps))
                return false;
            break;
        case STEP_UPDATE:
            if (!step_update(step, registers))
                return false;
            break;
        case STEP_CALL:
            if (!step_call(step, registers, &frame->made[2 * (step - steps)]))
                return false;
            break;
        case STEP_TAIL_CALL:
            return end_call(step, registers, &frame->made[2 * (step - steps)], frame);
        case STEP_GIVE:
            return end_give(step, registers, frame);
        case STEP_RETURN:
            return end_return(step, registers, frame);
        default:
            if (!step_value(step, registers, &frame->made[2 * (step - steps)]))
                return false;
        }
    }
}

/* Evaluates a function with n arguments, of which it may take fewer. */
static bool run(const Native *native, const Item *const *given, int n,
    NativeState *state, NativeFrame *frame)
{
    if (native->form == NATIVE_SPLIT)
        return false;
    Registers registers;
    registers.state = state;
    if (n > native->n_parameters)
        n = native->n_parameters;
    for (int i = 0; i < n; i++)
        registers.at[i] = given[i];
    for (int i = n; i < native->n_registers; i++)
        registers.at[i] = &nil_item;
    for (int i = 0; i < native->n_items; i++)
        registers.at[NATIVE_REGISTERS + i] = &native->items[i];
    return run_steps(native, &registers, frame);
}

bool native_run(const Native *native, const Item *first, const Item *second,
    NativeFrame *frame)
{
    const Item *const given[] = {first, second};
    return run(native, given, second != NULL ? 2 : 1, NULL, frame);
}

bool native_run_state(const Native *native, const Item *key, const Item *value,
    NativeState *state, NativeFrame *frame)
{
    static const Item state_item = {.tag = (RecordTag)ITEM_STATE};
    const Item *const given[] = {key, value, &state_item};
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
