/* lua/native/make_tests.c -- steps that compare, and jump. */
// SPDX-License-Identifier: MIT
#include "lua/native/make.h"

/* A test, and the jump behind it. */
static bool add_test(Maker *maker, NativeStep *step, NativeKind kind, int b, int c)
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
    return maker_set(step, kind, bytecode_a(word), b, c);
}

/* With a number that stands in the instruction. */
static bool add_number_test(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int number = maker_add_int(maker, bytecode_signed(bytecode_b(word)));
    switch (bytecode_op(word)) {
    case OP_EQI:
        return add_test(maker, step, STEP_EQUAL, a, number);
    case OP_LTI:
        return add_test(maker, step, STEP_LESS, a, number);
    case OP_LEI:
        return add_test(maker, step, STEP_LESS_EQUAL, a, number);
    case OP_GTI:
        return add_test(maker, step, STEP_LESS, number, a);
    case OP_GEI:
        return add_test(maker, step, STEP_LESS_EQUAL, number, a);
    default:
        return false;
    }
}

bool make_test(Maker *maker, NativeStep *step, uint32_t word)
{
    int a = bytecode_a(word);
    int b = bytecode_b(word);
    switch (bytecode_op(word)) {
    case OP_EQ:
        return add_test(maker, step, STEP_EQUAL, a, b);
    case OP_LT:
        return add_test(maker, step, STEP_LESS, a, b);
    case OP_LE:
        return add_test(maker, step, STEP_LESS_EQUAL, a, b);
    case OP_EQK:
        return add_test(maker, step, STEP_EQUAL, a, maker_add_constant(maker, b));
    case OP_TEST:
        return add_test(maker, step, STEP_TEST, a, 0);
    case OP_TESTSET:
        return add_test(maker, step, STEP_TEST_SET, b, 0);
    default:
        return add_number_test(maker, step, word);
    }
}
