/* lua/native/make.c -- the steps of a function: values, arithmetic, jumps. */
// SPDX-License-Identifier: MIT
#include "lua/native/make.h"

#include <string.h>

#include "lua/base/state.h"

int maker_add(Maker *maker, const Item *item)
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

int maker_add_int(Maker *maker, int64_t value)
{
    Item item;
    item_set_int(&item, value);
    return maker_add(maker, &item);
}

int maker_add_double(Maker *maker, double value)
{
    Item item;
    item_set_double(&item, value);
    return maker_add(maker, &item);
}

int maker_add_tag(Maker *maker, RecordTag tag)
{
    Item item = {.tag = tag};
    return maker_add(maker, &item);
}

int maker_add_constant(Maker *maker, int number)
{
    if (number >= maker->code->n_constants)
        return -1;
    return maker_add(maker, &maker->code->constants[number]);
}

/* A function of Lua's that was captured is what it is, whatever becomes of globals. */
static bool read_builtin(lua_State *L, Item *item)
{
    lua_CFunction function = lua_tocfunction(L, -1);
    for (int i = 0; function != NULL && i < BUILTIN_COUNT; i++) {
        if (state_context(L)->builtins[i] == function) {
            *item = (Item){.tag = (RecordTag)ITEM_BUILTIN, .as.integer = i};
            return true;
        }
    }
    return false;
}

/* A captured value: the function does not change it, and nobody else has it. */
int maker_add_captured(Maker *maker, int number)
{
    Item item;
    int added = -1;
    if (lua_getupvalue(maker->L, maker->function, number + 1) == NULL)
        return -1;
    if (native_item(maker->L, -1, &item) || read_builtin(maker->L, &item))
        added = maker_add(maker, &item);
    lua_pop(maker->L, 1);
    return added;
}

bool maker_captures_globals(Maker *maker, int number)
{
    if (lua_getupvalue(maker->L, maker->function, number + 1) == NULL)
        return false;
    bool same = lua_rawequal(maker->L, -1, maker->globals);
    lua_pop(maker->L, 1);
    return same;
}

bool maker_is_text(const Maker *maker, int constant, const char *text)
{
    if (constant >= maker->code->n_constants)
        return false;
    const Item *item = &maker->code->constants[constant];
    return item->tag == RECORD_STRING && item->size == strlen(text) &&
        memcmp(item->as.text, text, item->size) == 0;
}

/* Making a step. A source of -1 is one that could not be had. */

bool maker_set(NativeStep *step, NativeKind kind, int a, int b, int c)
{
    step->kind = (unsigned char)kind;
    step->a = (unsigned char)a;
    step->b = (unsigned char)b;
    step->c = (unsigned char)c;
    return b >= 0 && c >= 0;
}

static bool make_jump(Maker *maker, NativeStep *step)
{
    int to = maker->at + 1 + bytecode_jump(maker->code->code[maker->at]);
    step->kind = STEP_JUMP;
    step->next = (unsigned char)to;
    return to > maker->at && to < maker->code->n_code;
}

static bool make_concat(Maker *maker, NativeStep *step, uint32_t word)
{
    maker->native->makes = true;
    return maker_set(step, STEP_CONCAT, bytecode_a(word), bytecode_b(word), 0);
}

/* What an instruction with two operands computes, and whether the second one is a
 * register, a constant, or a number in the instruction. */
typedef struct Binary {
    Opcode op;
    NativeKind kind;
    enum { OF_REGISTERS, OF_CONSTANT, OF_NUMBER, OF_NUMBER_FIRST } of;
} Binary;

static const Binary binaries[] = {
    {OP_ADD, STEP_ADD, OF_REGISTERS},
    {OP_SUB, STEP_SUBTRACT, OF_REGISTERS},
    {OP_MUL, STEP_MULTIPLY, OF_REGISTERS},
    {OP_MOD, STEP_REST, OF_REGISTERS},
    {OP_POW, STEP_POWER, OF_REGISTERS},
    {OP_DIV, STEP_DIVIDE, OF_REGISTERS},
    {OP_IDIV, STEP_WHOLE, OF_REGISTERS},
    {OP_BAND, STEP_BIT_AND, OF_REGISTERS},
    {OP_BOR, STEP_BIT_OR, OF_REGISTERS},
    {OP_BXOR, STEP_BIT_XOR, OF_REGISTERS},
    {OP_SHL, STEP_SHIFT_LEFT, OF_REGISTERS},
    {OP_SHR, STEP_SHIFT_RIGHT, OF_REGISTERS},
    {OP_ADDK, STEP_ADD, OF_CONSTANT},
    {OP_SUBK, STEP_SUBTRACT, OF_CONSTANT},
    {OP_MULK, STEP_MULTIPLY, OF_CONSTANT},
    {OP_MODK, STEP_REST, OF_CONSTANT},
    {OP_POWK, STEP_POWER, OF_CONSTANT},
    {OP_DIVK, STEP_DIVIDE, OF_CONSTANT},
    {OP_IDIVK, STEP_WHOLE, OF_CONSTANT},
    {OP_BANDK, STEP_BIT_AND, OF_CONSTANT},
    {OP_BORK, STEP_BIT_OR, OF_CONSTANT},
    {OP_BXORK, STEP_BIT_XOR, OF_CONSTANT},
    {OP_ADDI, STEP_ADD, OF_NUMBER},
    {OP_SHRI, STEP_SHIFT_RIGHT, OF_NUMBER},
    {OP_SHLI, STEP_SHIFT_LEFT, OF_NUMBER_FIRST},
};

static const Binary *find_binary(Opcode op)
{
    for (size_t i = 0; i < sizeof binaries / sizeof binaries[0]; i++) {
        if (binaries[i].op == op)
            return &binaries[i];
    }
    return NULL;
}

static bool make_binary(Maker *maker, NativeStep *step, const Binary *binary)
{
    uint32_t word = maker->code->code[maker->at];
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    int c = bytecode_c(word);
    step->next = (unsigned char)(maker->at + 2); /* behind that for metamethods */
    switch (binary->of) {
    case OF_CONSTANT:
        return maker_set(step, binary->kind, a, b, maker_add_constant(maker, c));
    case OF_NUMBER:
        return maker_set(step, binary->kind, a, b,
            maker_add_int(maker, bytecode_signed(c)));
    case OF_NUMBER_FIRST:
        return maker_set(step, binary->kind, a,
            maker_add_int(maker, bytecode_signed(c)), b);
    default:
        return maker_set(step, binary->kind, a, b, c);
    }
}

static bool make_unary(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    switch (bytecode_op(word)) {
    case OP_UNM:
        return maker_set(step, STEP_MINUS, a, b, 0);
    case OP_BNOT:
        return maker_set(step, STEP_BIT_NOT, a, b, 0);
    case OP_NOT:
        return maker_set(step, STEP_NOT, a, b, 0);
    case OP_LEN:
        return maker_set(step, STEP_LENGTH, a, b, 0);
    case OP_CONCAT:
        return make_concat(maker, step, word);
    default:
        return make_test(maker, step, word);
    }
}

/* A value that stands in the instruction, or in the function. */
static bool make_value(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    switch (bytecode_op(word)) {
    case OP_MOVE:
        return maker_set(step, STEP_MOVE, a, bytecode_b(word), 0);
    case OP_LOADI:
        return maker_set(step, STEP_MOVE, a, maker_add_int(maker, bytecode_sbx(word)),
            0);
    case OP_LOADF:
        return maker_set(step, STEP_MOVE, a,
            maker_add_double(maker, bytecode_sbx(word)), 0);
    case OP_LOADK:
        return maker_set(step, STEP_MOVE, a,
            maker_add_constant(maker, bytecode_bx(word)), 0);
    case OP_LFALSESKIP:
        step->next++;
        return maker_set(step, STEP_MOVE, a, maker_add_tag(maker, RECORD_FALSE), 0);
    case OP_LOADFALSE:
        return maker_set(step, STEP_MOVE, a, maker_add_tag(maker, RECORD_FALSE), 0);
    case OP_LOADTRUE:
        return maker_set(step, STEP_MOVE, a, maker_add_tag(maker, RECORD_TRUE), 0);
    case OP_LOADNIL:
        return maker_set(step, STEP_NILS, a, bytecode_b(word), 0);
    case OP_GETUPVAL:
        return maker_set(step, STEP_MOVE, a,
            maker_add_captured(maker, bytecode_b(word)), 0);
    default:
        return make_unary(maker, step, word);
    }
}

static bool make_step(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    const Binary *binary = find_binary(bytecode_op(word));
    step->next = (unsigned char)(maker->at + 1);
    if (binary != NULL)
        return make_binary(maker, step, binary);
    switch (bytecode_op(word)) {
    case OP_GETTABUP:
        return make_global(maker, step);
    case OP_GETFIELD:
        return make_field(maker, step);
    case OP_SELF:
        return make_method(maker, step);
    case OP_CALL:
        return make_call(step, word);
    case OP_TAILCALL:
        return maker_set(step, STEP_TAIL_CALL, a, b == 0 ? STEP_OPEN : b - 1, 0);
    case OP_RETURN:
        return maker_set(step, STEP_RETURN, a, b == 0 ? STEP_OPEN : b - 1, 0);
    case OP_RETURN0:
        return maker_set(step, STEP_RETURN, a, 0, 0);
    case OP_RETURN1:
        return maker_set(step, STEP_RETURN, a, 1, 0);
    case OP_JMP:
        return make_jump(maker, step);
    case OP_CLOSE: /* nothing that is captured, and nothing to be closed */
        step->kind = STEP_JUMP;
        return true;
    default:
        return make_list_step(maker, step, word) || make_loop(maker, step, word) ||
            make_value(maker, step, word);
    }
}

/* What is never reached, or in the step that came before. */
static bool is_part(const Maker *maker, Opcode op, Opcode before)
{
    switch (op) {
    case OP_MMBIN:
    case OP_MMBINI:
    case OP_MMBINK:
    case OP_EXTRAARG:
    case OP_TFORLOOP:
        return true;
    case OP_GETFIELD:
        return before == OP_GETTABUP &&
            maker->native->steps[maker->at - 1].next == maker->at + 1;
    case OP_RETURN:
        return before == OP_TAILCALL;
    default:
        return false;
    }
}

/* What stands in a register may change when a loop comes again. */
static void make_copies(Native *native, int n_steps)
{
    for (int i = 0; i < n_steps && native->loops; i++) {
        NativeStep *step = &native->steps[i];
        if (step->kind == STEP_MOVE && step->b < NATIVE_REGISTERS)
            step->kind = STEP_COPY;
    }
}

bool maker_steps(Maker *maker)
{
    const Bytecode *code = maker->code;
    for (maker->at = 0; maker->at < code->n_code; maker->at++) {
        NativeStep *step = &maker->native->steps[maker->at];
        uint32_t word = code->code[maker->at];
        Opcode before =
            maker->at > 0 ? bytecode_op(code->code[maker->at - 1]) : OP_RETURN0;
        unsigned char number = step->wanted; /* of a loop that ends here */
        *step = (NativeStep){.kind = STEP_NONE, .wanted = number};
        if (!is_part(maker, bytecode_op(word), before) && !make_step(maker, step, word))
            return false;
    }
    make_copies(maker->native, code->n_code);
    return true;
}
