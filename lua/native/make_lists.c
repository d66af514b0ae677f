/* lua/native/make_lists.c -- steps on lists, and loops. */
// SPDX-License-Identifier: MIT
#include "lua/native/make.h"

static bool make_new_list(Maker *maker, NativeStep *step, uint32_t word)
{
    enum { HASH_SIZE_AND_INSTRUCTION = 2 };
    maker->native->makes = true;
    step->next = (unsigned char)(maker->at + HASH_SIZE_AND_INSTRUCTION);
    return bytecode_b(word) == 0 && /* no fields */
        maker_set(step, STEP_LIST, bytecode_a(word), 0, 0);
}

/* What is set is a register or a constant. */
static bool make_set(Maker *maker, NativeStep *step, uint32_t word, int key)
{
    int value = bytecode_c(word);
    if (bytecode_k(word))
        value = maker_add_constant(maker, value);
    return maker_set(step, STEP_SET, bytecode_a(word), key, value);
}

bool make_list_step(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    int c = bytecode_c(word);
    switch (bytecode_op(word)) {
    case OP_NEWTABLE:
        return make_new_list(maker, step, word);
    case OP_SETLIST:
        return b > 0 && !bytecode_k(word) && maker_set(step, STEP_FILL, a, b, c);
    case OP_SETTABLE:
        return make_set(maker, step, word, b);
    case OP_SETI:
        return make_set(maker, step, word, maker_add_int(maker, b));
    case OP_GETTABLE:
        return maker_set(step, STEP_INDEX, a, b, c);
    case OP_GETI:
        return maker_set(step, STEP_INDEX, a, b, maker_add_int(maker, c));
    default:
        return false;
    }
}

/* Loops. A loop has a number, which its end has to know, too. */

static int add_loop(Maker *maker, int end)
{
    Native *native = maker->native;
    if (native->n_loops == NATIVE_LOOPS || end >= maker->code->n_code)
        return -1;
    native->loops = true;
    native->steps[end].wanted = (unsigned char)native->n_loops;
    return native->n_loops++;
}

static bool make_count(Maker *maker, NativeStep *step, uint32_t word)
{
    int end = maker->at + 1 + bytecode_bx(word);
    step->jump = (unsigned char)(end + 1);
    return maker_set(step, STEP_COUNT, bytecode_a(word), add_loop(maker, end), 0);
}

static bool make_count_next(Maker *maker, NativeStep *step, uint32_t word)
{
    step->jump = (unsigned char)(maker->at + 1 - bytecode_bx(word));
    return maker_set(step, STEP_COUNT_NEXT, bytecode_a(word), step->wanted, 0);
}

static bool make_each(Maker *maker, NativeStep *step, uint32_t word)
{
    int end = maker->at + 1 + bytecode_bx(word);
    step->next = (unsigned char)end;
    return maker_set(step, STEP_EACH, bytecode_a(word), add_loop(maker, end), 0);
}

/* The call of what gives the next values, and the test behind it. */
static bool make_each_next(Maker *maker, NativeStep *step, uint32_t word)
{
    enum { MOST_VALUES = 2 };
    if (maker->at + 1 >= maker->code->n_code)
        return false;
    uint32_t test = maker->code->code[maker->at + 1];
    step->next = (unsigned char)(maker->at + 2);
    step->jump = (unsigned char)(maker->at + 2 - bytecode_bx(test));
    return bytecode_op(test) == OP_TFORLOOP && bytecode_c(word) <= MOST_VALUES &&
        maker_set(step, STEP_EACH_NEXT, bytecode_a(word), step->wanted,
            bytecode_c(word));
}

bool make_loop(Maker *maker, NativeStep *step, uint32_t word)
{
    switch (bytecode_op(word)) {
    case OP_FORPREP:
        return make_count(maker, step, word);
    case OP_FORLOOP:
        return make_count_next(maker, step, word);
    case OP_TFORPREP:
        return make_each(maker, step, word);
    case OP_TFORCALL:
        return make_each_next(maker, step, word);
    default:
        return false;
    }
}
