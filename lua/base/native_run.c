/* lua/base/native_run.c -- evaluating native functions, exactly as Lua does or not at
 * all. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "lua/base/native_steps.h"
#include "vm/base/check.h"

static const Item nil_item = {.tag = (RecordTag)ITEM_NIL};

/* Registers point at their values, so that nothing is copied. */
typedef struct Registers {
    const Item *at[NATIVE_REGISTERS + 1];
    const Item *items; /* of the function */
} Registers;

static inline const Item *source(const Registers *registers, int number)
{
    return number < NATIVE_REGISTERS ? registers->at[number]
                                     : &registers->items[number - NATIVE_REGISTERS];
}

static inline bool is_true(const Item *item)
{
    return item->tag != RECORD_FALSE && item->tag != (RecordTag)ITEM_NIL;
}

static inline bool is_number(const Item *item)
{
    return item->tag == RECORD_INT || item->tag == RECORD_DOUBLE;
}

static inline double as_double(const Item *item)
{
    return item->tag == RECORD_INT ? (double)item->as.integer : item->as.number;
}

/* Arithmetic. Integers wrap around; division by zero is an error of Lua's. */

static bool divide_whole(int64_t a, int64_t b, int64_t *out)
{
    if (b == 0)
        return false;
    if (b == -1) {
        *out = (int64_t)(0 - (uint64_t)a);
        return true;
    }
    *out = a / b - (a % b != 0 && (a ^ b) < 0);
    return true;
}

static bool take_rest(int64_t a, int64_t b, int64_t *out)
{
    if (b == 0)
        return false;
    int64_t rest = b == -1 ? 0 : a % b;
    *out = rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
    return true;
}

static bool compute_ints(NativeKind kind, int64_t a, int64_t b, Item *out)
{
    int64_t result = 0;
    bool done = true;
    switch (kind) {
    case STEP_ADD:
        result = (int64_t)((uint64_t)a + (uint64_t)b);
        break;
    case STEP_SUBTRACT:
        result = (int64_t)((uint64_t)a - (uint64_t)b);
        break;
    case STEP_MULTIPLY:
        result = (int64_t)((uint64_t)a * (uint64_t)b);
        break;
    case STEP_WHOLE:
        done = divide_whole(a, b, &result);
        break;
    default:
        done = take_rest(a, b, &result);
        break;
    }
    item_set_int(out, result);
    return done;
}

/* The rest and the whole part of a division of floats are left to Lua. */
static bool compute(NativeKind kind, const Item *a, const Item *b, Item *out)
{
    if (a->tag == RECORD_INT && b->tag == RECORD_INT && kind != STEP_DIVIDE)
        return compute_ints(kind, a->as.integer, b->as.integer, out);
    if (!is_number(a) || !is_number(b))
        return false;
    double left = as_double(a);
    double right = as_double(b);
    switch (kind) {
    case STEP_ADD:
        item_set_double(out, left + right);
        return true;
    case STEP_SUBTRACT:
        item_set_double(out, left - right);
        return true;
    case STEP_MULTIPLY:
        item_set_double(out, left * right);
        return true;
    case STEP_DIVIDE:
        item_set_double(out, left / right);
        return true;
    default:
        return false;
    }
}

static bool negate(const Item *a, Item *out)
{
    if (a->tag == RECORD_INT)
        item_set_int(out, (int64_t)(0 - (uint64_t)a->as.integer));
    else if (a->tag == RECORD_DOUBLE)
        item_set_double(out, -a->as.number);
    else
        return false;
    return true;
}

/* Comparing. Each says in *is whether it holds, and returns false if Lua has to say:
 * tables may have metamethods, and the order of strings goes by the locale. */

/* Whole numbers in this range are the same as floats. */
static bool fits_double(int64_t value)
{
    return value >= -(INT64_C(1) << 53) && value <= INT64_C(1) << 53;
}

static bool is_simple(const Item *item)
{
    return item->tag == (RecordTag)ITEM_NIL || item->tag == RECORD_STRING ||
        item->tag == RECORD_NULL || item->tag == RECORD_TRUE ||
        item->tag == RECORD_FALSE || is_number(item);
}

static bool equal_numbers(const Item *a, const Item *b, bool *is)
{
    if (a->tag == RECORD_INT && b->tag == RECORD_INT) {
        *is = a->as.integer == b->as.integer;
        return true;
    }
    *is = as_double(a) == as_double(b);
    return (a->tag != RECORD_INT || fits_double(a->as.integer)) &&
        (b->tag != RECORD_INT || fits_double(b->as.integer));
}

static bool equal(const Item *a, const Item *b, bool *is)
{
    if (!is_simple(a) || !is_simple(b))
        return false;
    if (is_number(a) && is_number(b))
        return equal_numbers(a, b, is);
    *is = a->tag == b->tag;
    if (*is && a->tag == RECORD_STRING)
        *is = a->size == b->size && memcmp(a->as.text, b->as.text, a->size) == 0;
    return true;
}

static bool compare(NativeKind kind, const Item *a, const Item *b, bool *is)
{
    if (!is_number(a) || !is_number(b))
        return false;
    if (a->tag == RECORD_INT && b->tag == RECORD_INT) {
        *is = kind == STEP_LESS ? a->as.integer < b->as.integer
                                : a->as.integer <= b->as.integer;
        return true;
    }
    double left = as_double(a);
    double right = as_double(b);
    *is = kind == STEP_LESS ? left < right : left <= right;
    return (a->tag != RECORD_INT || fits_double(a->as.integer)) &&
        (b->tag != RECORD_INT || fits_double(b->as.integer));
}

static bool test(NativeKind kind, const Item *a, const Item *b, bool *is)
{
    return kind == STEP_EQUAL ? equal(a, b, is) : compare(kind, a, b, is);
}

/* Lua's own functions. */

/* What one was given, and what it gave. */
typedef struct Call {
    const Item *const *given;
    int n_given;
    const Item *results[2];
    int n_results;
    Item *made; /* room for two */
} Call;

static const char *search(const Item *text, const Item *part)
{
    if (part->size == 0)
        return text->as.text;
    const char *at = text->as.text;
    const char *end = at + text->size;
    for (; (size_t)(end - at) >= part->size; at++) {
        at = memchr(at, part->as.text[0], (size_t)(end - at) - (part->size - 1));
        if (at == NULL || memcmp(at, part->as.text, part->size) == 0)
            return at;
    }
    return NULL;
}

static bool has_special(const Item *pattern)
{
    for (uint32_t i = 0; i < pattern->size; i++) {
        if (strchr("^$*+?.([%-", pattern->as.text[i]) != NULL)
            return true; /* a zero byte, too: it ends the list */
    }
    return false;
}

static bool call_find(Call *call)
{
    const Item *const *given = call->given;
    bool from_first = call->n_given < 3 || given[2]->tag == (RecordTag)ITEM_NIL ||
        (given[2]->tag == RECORD_INT && given[2]->as.integer == 1);
    if (call->n_given < 2 || !from_first || given[0]->tag != RECORD_STRING ||
        given[1]->tag != RECORD_STRING)
        return false;
    bool plain = call->n_given >= 4 && is_true(given[3]);
    if (!plain && has_special(given[1]))
        return false;
    const char *found = search(given[0], given[1]);
    if (found == NULL) {
        call->results[0] = &nil_item;
        call->n_results = 1;
        return true;
    }
    int64_t first = found - given[0]->as.text + 1;
    item_set_int(&call->made[0], first);
    item_set_int(&call->made[1], first + given[1]->size - 1);
    call->results[0] = &call->made[0];
    call->results[1] = &call->made[1];
    call->n_results = 2;
    return true;
}

static bool call_length(Call *call)
{
    if (call->n_given < 1 || call->given[0]->tag != RECORD_STRING)
        return false;
    item_set_int(&call->made[0], call->given[0]->size);
    call->results[0] = &call->made[0];
    call->n_results = 1;
    return true;
}

/* From and to, counted from 1, or from the end if negative. */
static bool call_sub(Call *call)
{
    const Item *const *given = call->given;
    bool to_end = call->n_given < 3 || given[2]->tag == (RecordTag)ITEM_NIL;
    if (call->n_given < 2 || given[0]->tag != RECORD_STRING ||
        given[1]->tag != RECORD_INT || (!to_end && given[2]->tag != RECORD_INT))
        return false;
    int64_t size = given[0]->size;
    int64_t from = given[1]->as.integer;
    int64_t to = to_end ? -1 : given[2]->as.integer;
    if (from < 0)
        from = from < -size ? 1 : size + from + 1;
    else if (from == 0)
        from = 1;
    if (to < 0)
        to = to < -size ? 0 : size + to + 1;
    else if (to > size)
        to = size;
    if (from > to)
        item_set_text(&call->made[0], given[0]->as.text, 0);
    else
        item_set_text(&call->made[0], given[0]->as.text + from - 1,
            (size_t)(to - from + 1));
    call->results[0] = &call->made[0];
    call->n_results = 1;
    return true;
}

static bool call_extreme(Call *call, bool largest)
{
    if (call->n_given < 1 || !is_number(call->given[0]))
        return false;
    const Item *found = call->given[0];
    for (int i = 1; i < call->n_given; i++) {
        const Item *next = call->given[i];
        bool is;
        if (!compare(STEP_LESS, largest ? found : next, largest ? next : found, &is))
            return false;
        if (is)
            found = next;
    }
    call->results[0] = found;
    call->n_results = 1;
    return true;
}

static bool call_builtin(const Item *function, Call *call)
{
    if (function->tag != (RecordTag)ITEM_BUILTIN)
        return false;
    switch ((NativeBuiltin)function->as.integer) {
    case BUILTIN_FIND:
        return call_find(call);
    case BUILTIN_LENGTH:
        return call_length(call);
    case BUILTIN_SUB:
        return call_sub(call);
    case BUILTIN_MAX:
    case BUILTIN_MIN:
        return call_extreme(call, function->as.integer == BUILTIN_MAX);
    default:
        return false;
    }
}

/* Running. */

static bool step_test(const NativeStep *step, Registers *registers, int *at)
{
    const Item *b = source(registers, step->b);
    bool is;
    if (step->kind >= STEP_TEST)
        is = is_true(b);
    else if (!test(step->kind, b, source(registers, step->c), &is))
        return false;
    bool jumps = is == (bool)step->wanted;
    if (jumps && step->kind == STEP_TEST_SET)
        registers->at[step->a] = b;
    *at = jumps ? step->jump : step->next;
    return true;
}

static bool step_method(const NativeStep *step, Registers *registers)
{
    const Item *text = registers->at[step->b];
    if (text->tag != RECORD_STRING)
        return false;
    registers->at[step->a] = source(registers, step->c);
    registers->at[step->a + 1] = text;
    return true;
}

static bool step_call(const NativeStep *step, Registers *registers, Item *made)
{
    Call call = {.given = &registers->at[step->a + 1],
        .n_given = step->b,
        .made = made};
    if (!call_builtin(registers->at[step->a], &call))
        return false;
    for (int i = 0; i < step->c; i++)
        registers->at[step->a + i] = i < call.n_results ? call.results[i] : &nil_item;
    return true;
}

static bool end_call(const NativeStep *step, Registers *registers, Item *made,
    NativeFrame *frame)
{
    Call call = {.given = &registers->at[step->a + 1],
        .n_given = step->b,
        .made = made};
    if (!call_builtin(registers->at[step->a], &call))
        return false;
    frame->n = call.n_results;
    frame->results[0] = call.results[0];
    frame->results[1] = call.results[1];
    return true;
}

static bool end_return(const NativeStep *step, const Registers *registers,
    NativeFrame *frame)
{
    frame->n = step->b;
    for (int i = 0; i < step->b && i < 2; i++) {
        frame->results[i] = registers->at[step->a + i];
        if (frame->results[i]->tag == (RecordTag)ITEM_BUILTIN)
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
    const Item *b = source(registers, step->b);
    NativeKind kind = step->kind;
    /* Parts of pairs are numbered, other second operands are values. */
    const Item *c = kind == STEP_PART ? NULL : source(registers, step->c);
    registers->at[step->a] = made;
    switch (kind) {
    case STEP_MINUS:
        return negate(b, made);
    case STEP_NOT:
        made->tag = is_true(b) ? RECORD_FALSE : RECORD_TRUE;
        return true;
    case STEP_LENGTH:
        item_set_int(made, b->size);
        return b->tag == RECORD_STRING;
    case STEP_PART:
        return read_part(b, step->c, made);
    default:
        return compute(kind, b, c, made);
    }
}

static bool run_steps(const Native *native, Registers *registers, NativeFrame *frame)
{
    for (int at = 0;;) {
        const NativeStep *step = &native->steps[at];
        Item *made = &frame->made[2 * at];
        at = step->next;
        switch ((NativeKind)step->kind) {
        case STEP_NONE:
            CHECK(!"a step that is never reached");
            return false;
        case STEP_JUMP:
            break;
        case STEP_MOVE:
            registers->at[step->a] = source(registers, step->b);
            break;
        case STEP_NILS:
            for (int i = 0; i <= step->b; i++)
                registers->at[step->a + i] = &nil_item;
            break;
        case STEP_EQUAL:
        case STEP_LESS:
        case STEP_LESS_EQUAL:
        case STEP_TEST:
        case STEP_TEST_SET:
            if (!step_test(step, registers, &at))
                return false;
            break;
        case STEP_METHOD:
            if (!step_method(step, registers))
                return false;
            break;
        case STEP_CALL:
            if (!step_call(step, registers, made))
                return false;
            break;
        case STEP_TAIL_CALL:
            return end_call(step, registers, made, frame);
        case STEP_RETURN:
            return end_return(step, registers, frame);
        default:
            if (!step_value(step, registers, made))
                return false;
        }
    }
}

bool native_run(const Native *native, const Item *first, const Item *second,
    NativeFrame *frame)
{
    if (native->form == NATIVE_SPLIT)
        return false;
    Registers registers;
    registers.items = native->items;
    registers.at[0] = native->n_parameters > 0 ? first : &nil_item;
    registers.at[1] = second != NULL && native->n_parameters > 1 ? second : &nil_item;
    for (int i = 2; i < native->n_registers; i++)
        registers.at[i] = &nil_item;
    return run_steps(native, &registers, frame);
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
