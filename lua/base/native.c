// SPDX-License-Identifier: MIT
#include "lua/base/native.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/base/native_steps.h"
#include "lua/base/split.h"

/* Making steps. */

typedef struct Maker {
    lua_State *L;
    int function; /* stack indices */
    int globals;
    const Bytecode *code;
    Native *native;
    int at; /* the instruction */
} Maker;

/* An item of the function's, as what a step works on; -1 if there is no room. */
static int add_item(Maker *maker, const Item *item)
{
    Native *native = maker->native;
    if (native->n_items == NATIVE_ITEMS)
        return -1;
    Item *added = &native->items[native->n_items];
    *added = *item;
    if (item->tag == RECORD_STRING) {
        if (item->size > (uint32_t)(NATIVE_TEXT - native->text_size))
            return -1;
        char *text = native->text + native->text_size;
        if (item->size > 0)
            memcpy(text, item->as.text, item->size);
        native->text_size += (int)item->size;
        added->as.text = text;
    }
    return NATIVE_REGISTERS + native->n_items++;
}

static int add_int(Maker *maker, int64_t value)
{
    Item item;
    item_set_int(&item, value);
    return add_item(maker, &item);
}

static int add_double(Maker *maker, double value)
{
    Item item;
    item_set_double(&item, value);
    return add_item(maker, &item);
}

static int add_tag(Maker *maker, RecordTag tag)
{
    Item item = {.tag = tag};
    return add_item(maker, &item);
}

static int add_constant(Maker *maker, int number)
{
    if (number >= maker->code->n_constants)
        return -1;
    return add_item(maker, &maker->code->constants[number]);
}

/* A captured value: the function does not change it, and nobody else has it. */
static int add_captured(Maker *maker, int number)
{
    Item item;
    int added = -1;
    if (lua_getupvalue(maker->L, maker->function, number + 1) == NULL)
        return -1;
    if (native_item(maker->L, -1, &item))
        added = add_item(maker, &item);
    lua_pop(maker->L, 1);
    return added;
}

static bool captures_globals(Maker *maker, int number)
{
    if (lua_getupvalue(maker->L, maker->function, number + 1) == NULL)
        return false;
    bool same = lua_rawequal(maker->L, -1, maker->globals);
    lua_pop(maker->L, 1);
    return same;
}

static bool is_text(const Maker *maker, int constant, const char *text)
{
    if (constant >= maker->code->n_constants)
        return false;
    const Item *item = &maker->code->constants[constant];
    return item->tag == RECORD_STRING && item->size == strlen(text) &&
        memcmp(item->as.text, text, item->size) == 0;
}

static int find_builtin(const Maker *maker, const char *library, int constant)
{
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        if (strcmp(native_builtins[i][0], library) == 0 &&
            is_text(maker, constant, native_builtins[i][1]))
            return i;
    }
    return -1;
}

static int add_builtin(Maker *maker, const char *library, int constant)
{
    int number = find_builtin(maker, library, constant);
    if (number < 0)
        return -1;
    Item item = {.tag = (RecordTag)ITEM_BUILTIN, .as.integer = number};
    return add_item(maker, &item);
}

static int add_method(Maker *maker, int constant)
{
    static const char *const methods[METHOD_COUNT] = {
#define METHOD(name, field) field,
        NATIVE_METHODS(METHOD)
#undef METHOD
    };
    for (int i = 0; i < METHOD_COUNT; i++) {
        Item item = {.tag = (RecordTag)ITEM_METHOD, .as.integer = i};
        if (is_text(maker, constant, methods[i]))
            return add_item(maker, &item);
    }
    return -1;
}

/* Each returns whether the instruction is one that can be evaluated. A source of -1 is
 * one that could not be had. */

static bool set_step(NativeStep *step, NativeKind kind, int a, int b, int c)
{
    step->kind = (unsigned char)kind;
    step->a = (unsigned char)a;
    step->b = (unsigned char)b;
    step->c = (unsigned char)c;
    return b >= 0 && c >= 0;
}

static bool make_binary(Maker *maker, NativeStep *step, NativeKind kind, int c)
{
    uint32_t word = maker->code->code[maker->at];
    step->next = (unsigned char)(maker->at + 2); /* behind that for metamethods */
    return set_step(step, kind, bytecode_a(word), bytecode_b(word), c);
}

/* A test, and the jump behind it. */
static bool make_test(Maker *maker, NativeStep *step, NativeKind kind, int b, int c)
{
    uint32_t word = maker->code->code[maker->at];
    if (maker->at + 1 >= maker->code->n_code)
        return false;
    uint32_t jump = maker->code->code[maker->at + 1];
    int to = maker->at + 2 + bytecode_jump(jump);
    if (bytecode_op(jump) != OP_JMP || to < maker->at + 2 || to >= maker->code->n_code)
        return false;
    step->wanted = bytecode_k(word);
    step->next = (unsigned char)(maker->at + 2);
    step->jump = (unsigned char)to;
    return set_step(step, kind, bytecode_a(word), b, c);
}

static bool make_jump(Maker *maker, NativeStep *step)
{
    int to = maker->at + 1 + bytecode_jump(maker->code->code[maker->at]);
    step->kind = STEP_JUMP;
    step->next = (unsigned char)to;
    return to > maker->at && to < maker->code->n_code;
}

/* math.max: two instructions, one behind the other, are one step. */
static bool make_global(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    if (maker->at + 1 >= maker->code->n_code)
        return false;
    uint32_t field = maker->code->code[maker->at + 1];
    int a = bytecode_a(word);
    if (!captures_globals(maker, bytecode_b(word)) ||
        !is_text(maker, bytecode_c(word), "math") ||
        bytecode_op(field) != OP_GETFIELD || bytecode_b(field) != a ||
        bytecode_a(field) != a)
        return false;
    maker->native->globals |= GLOBAL_MATH;
    step->next = (unsigned char)(maker->at + 2);
    return set_step(step, STEP_MOVE, a, add_builtin(maker, "math", bytecode_c(field)),
        0);
}

/* The parts of a pair. */
static bool make_field(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    int field = bytecode_c(word);
    int part = is_text(maker, field, "_1") ? 1 : is_text(maker, field, "_2") ? 2 : -1;
    return set_step(step, STEP_PART, bytecode_a(word), bytecode_b(word), part);
}

static bool make_method(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    int name = bytecode_c(word);
    int method = add_method(maker, name);
    if (method < 0) {
        maker->native->uses_strings = true;
        method = add_builtin(maker, "string", name);
    }
    return bytecode_k(word) &&
        set_step(step, STEP_METHOD, bytecode_a(word), bytecode_b(word), method);
}

static bool make_call(NativeStep *step, uint32_t word)
{
    enum { MOST_RESULTS = 2 };
    int given = bytecode_b(word) - 1;
    int wanted = bytecode_c(word) - 1;
    return given >= 0 && wanted <= MOST_RESULTS &&
        set_step(step, STEP_CALL, bytecode_a(word), given,
            wanted < 0 ? STEP_OPEN : wanted);
}

static bool make_comparison(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    switch (bytecode_op(word)) {
    case OP_EQ:
        return make_test(maker, step, STEP_EQUAL, a, b);
    case OP_LT:
        return make_test(maker, step, STEP_LESS, a, b);
    case OP_LE:
        return make_test(maker, step, STEP_LESS_EQUAL, a, b);
    case OP_EQK:
        return make_test(maker, step, STEP_EQUAL, a, add_constant(maker, b));
    case OP_EQI:
        return make_test(maker, step, STEP_EQUAL, a,
            add_int(maker, bytecode_signed(b)));
    case OP_LTI:
        return make_test(maker, step, STEP_LESS, a, add_int(maker, bytecode_signed(b)));
    case OP_LEI:
        return make_test(maker, step, STEP_LESS_EQUAL, a,
            add_int(maker, bytecode_signed(b)));
    case OP_GTI:
        return make_test(maker, step, STEP_LESS, add_int(maker, bytecode_signed(b)), a);
    case OP_GEI:
        return make_test(maker, step, STEP_LESS_EQUAL,
            add_int(maker, bytecode_signed(b)), a);
    case OP_TEST:
        return make_test(maker, step, STEP_TEST, a, 0);
    case OP_TESTSET:
        return make_test(maker, step, STEP_TEST_SET, b, 0);
    default:
        return false;
    }
}

static bool make_arithmetic(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    int c = bytecode_c(word);
    switch (bytecode_op(word)) {
    case OP_ADDI:
        return make_binary(maker, step, STEP_ADD, add_int(maker, bytecode_signed(c)));
    case OP_ADDK:
        return make_binary(maker, step, STEP_ADD, add_constant(maker, c));
    case OP_SUBK:
        return make_binary(maker, step, STEP_SUBTRACT, add_constant(maker, c));
    case OP_MULK:
        return make_binary(maker, step, STEP_MULTIPLY, add_constant(maker, c));
    case OP_MODK:
        return make_binary(maker, step, STEP_REST, add_constant(maker, c));
    case OP_DIVK:
        return make_binary(maker, step, STEP_DIVIDE, add_constant(maker, c));
    case OP_IDIVK:
        return make_binary(maker, step, STEP_WHOLE, add_constant(maker, c));
    case OP_ADD:
        return make_binary(maker, step, STEP_ADD, c);
    case OP_SUB:
        return make_binary(maker, step, STEP_SUBTRACT, c);
    case OP_MUL:
        return make_binary(maker, step, STEP_MULTIPLY, c);
    case OP_MOD:
        return make_binary(maker, step, STEP_REST, c);
    case OP_DIV:
        return make_binary(maker, step, STEP_DIVIDE, c);
    case OP_IDIV:
        return make_binary(maker, step, STEP_WHOLE, c);
    case OP_UNM:
        return set_step(step, STEP_MINUS, a, b, 0);
    case OP_NOT:
        return set_step(step, STEP_NOT, a, b, 0);
    case OP_LEN:
        return set_step(step, STEP_LENGTH, a, b, 0);
    default:
        return make_comparison(maker, step, word);
    }
}

static bool make_step(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    step->next = (unsigned char)(maker->at + 1);
    switch (bytecode_op(word)) {
    case OP_MOVE:
        return set_step(step, STEP_MOVE, a, b, 0);
    case OP_LOADI:
        return set_step(step, STEP_MOVE, a, add_int(maker, bytecode_sbx(word)), 0);
    case OP_LOADF:
        return set_step(step, STEP_MOVE, a, add_double(maker, bytecode_sbx(word)), 0);
    case OP_LOADK:
        return set_step(step, STEP_MOVE, a, add_constant(maker, bytecode_bx(word)), 0);
    case OP_LFALSESKIP:
        step->next++;
        return set_step(step, STEP_MOVE, a, add_tag(maker, RECORD_FALSE), 0);
    case OP_LOADFALSE:
        return set_step(step, STEP_MOVE, a, add_tag(maker, RECORD_FALSE), 0);
    case OP_LOADTRUE:
        return set_step(step, STEP_MOVE, a, add_tag(maker, RECORD_TRUE), 0);
    case OP_LOADNIL:
        return set_step(step, STEP_NILS, a, b, 0);
    case OP_GETUPVAL:
        return set_step(step, STEP_MOVE, a, add_captured(maker, b), 0);
    case OP_GETTABUP:
        return make_global(maker, step);
    case OP_GETFIELD:
        return make_field(maker, step);
    case OP_SELF:
        return make_method(maker, step);
    case OP_CALL:
        return make_call(step, word);
    case OP_TAILCALL:
        return set_step(step, STEP_TAIL_CALL, a, b - 1, 0);
    case OP_RETURN:
        return set_step(step, STEP_RETURN, a, b == 0 ? STEP_OPEN : b - 1, 0);
    case OP_RETURN0:
        return set_step(step, STEP_RETURN, a, 0, 0);
    case OP_RETURN1:
        return set_step(step, STEP_RETURN, a, 1, 0);
    case OP_JMP:
        return make_jump(maker, step);
    default:
        return make_arithmetic(maker, step, word);
    }
}

/* What is never reached, or in the step that came before. */
static bool is_part(Opcode op, Opcode before)
{
    switch (op) {
    case OP_MMBIN:
    case OP_MMBINI:
    case OP_MMBINK:
        return true;
    case OP_GETFIELD:
        return before == OP_GETTABUP;
    case OP_RETURN:
        return before == OP_TAILCALL;
    default:
        return false;
    }
}

static bool make_steps(Maker *maker)
{
    const Bytecode *code = maker->code;
    for (maker->at = 0; maker->at < code->n_code; maker->at++) {
        NativeStep *step = &maker->native->steps[maker->at];
        uint32_t word = code->code[maker->at];
        Opcode before =
            maker->at > 0 ? bytecode_op(code->code[maker->at - 1]) : OP_RETURN0;
        *step = (NativeStep){.kind = STEP_NONE};
        if (!is_part(bytecode_op(word), before) && !make_step(maker, step, word))
            return false;
    }
    return true;
}

/* Forms. */

/* The global `split`, called with the argument and perhaps a text that is not empty. */
static bool read_split(Maker *maker)
{
    const Bytecode *code = maker->code;
    const uint32_t *word = code->code;
    int a = bytecode_a(word[0]);
    if (code->n_code < 4 || code->n_parameters != 1 ||
        bytecode_op(word[0]) != OP_GETTABUP ||
        !is_text(maker, bytecode_c(word[0]), "split") ||
        !captures_globals(maker, bytecode_b(word[0])) ||
        bytecode_op(word[1]) != OP_MOVE || bytecode_b(word[1]) != 0 ||
        bytecode_a(word[1]) != a + 1)
        return false;
    int separator = -1;
    if (bytecode_op(word[2]) == OP_LOADK && bytecode_a(word[2]) == a + 2)
        separator = add_constant(maker, bytecode_bx(word[2]));
    uint32_t call = word[separator < 0 ? 2 : 3];
    if (bytecode_op(call) != OP_TAILCALL || bytecode_a(call) != a ||
        bytecode_b(call) != (separator < 0 ? 2 : 3))
        return false;
    if (separator >= 0)
        maker->native->constant = &maker->native->items[separator - NATIVE_REGISTERS];
    const Item *text = maker->native->constant;
    return text == NULL || (text->tag == RECORD_STRING && text->size > 0);
}

/* Steps that set two registers, one behind the other, and return them. */
static bool is_keyed(const Native *native)
{
    const NativeStep *step = native->steps;
    return native->n_parameters > 0 && step[0].kind == STEP_MOVE && step[0].b == 0 &&
        step[1].kind == STEP_MOVE && step[1].b >= NATIVE_REGISTERS &&
        step[1].a == step[0].a + 1 && step[2].kind == STEP_RETURN &&
        step[2].a == step[0].a && step[2].b == 2 &&
        native->items[step[1].b - NATIVE_REGISTERS].tag < RECORD_TAG_COUNT;
}

static NativeForm find_form(const Native *native)
{
    const NativeStep *first = &native->steps[0];
    const NativeStep *then = &native->steps[first->next];
    if (is_keyed(native))
        return NATIVE_KEYED;
    bool returns = then->kind == STEP_RETURN && then->b == 1 && then->a == first->a;
    if (first->kind == STEP_RETURN && first->b == 1 && first->a == 0 &&
        native->n_parameters > 0)
        return NATIVE_FIRST;
    if (native->n_parameters != 2 || !returns || first->b != 0 || first->c != 1)
        return NATIVE_ANY;
    if (first->kind == STEP_ADD)
        return NATIVE_ADD;
    return first->kind == STEP_SUBTRACT ? NATIVE_SUBTRACT : NATIVE_ANY;
}

static bool knows_code(lua_State *L)
{
    StateContext *context = state_context(L);
    if (context->code == CODE_UNSEEN)
        context->code = bytecode_is_known(L) ? CODE_KNOWN : CODE_UNKNOWN;
    return context->code == CODE_KNOWN;
}

bool native_read(Native *native, lua_State *L, int index, int globals)
{
    Bytecode code;
    index = lua_absindex(L, index);
    memset(native, 0, sizeof *native);
    if (lua_tocfunction(L, index) == split_function) {
        native->form = NATIVE_SPLIT;
        return true;
    }
    if (lua_iscfunction(L, index) || !knows_code(L) || !bytecode_read(L, index, &code))
        return false;
    Maker maker = {.L = L,
        .function = index,
        .globals = lua_absindex(L, globals),
        .code = &code,
        .native = native};
    if (read_split(&maker)) {
        native->form = NATIVE_SPLIT;
        native->globals = GLOBAL_SPLIT;
        return true;
    }
    native->constant = NULL;
    native->n_parameters = code.n_parameters;
    native->n_registers = code.n_registers;
    if (code.n_registers >= NATIVE_REGISTERS || !make_steps(&maker))
        return false;
    native->form = find_form(native);
    if (native->form == NATIVE_KEYED)
        native->constant = &native->items[native->steps[1].b - NATIVE_REGISTERS];
    native_join(native, code.n_code);
    return true;
}
