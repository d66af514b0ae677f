/* lua/native/join.c -- steps that stand together often become one step.
 *
 * Only the first of them changes: it leads behind the last one. The others stay, for
 * those who jump there. */
// SPDX-License-Identifier: MIT
#include "lua/native/steps.h"

/* Not for a step that returns: there may be none behind it. */
static const NativeStep *behind(const Native *native, const NativeStep *step)
{
    return &native->steps[step->next];
}

/* The method of a state that a step looks up, or METHOD_COUNT. */
static NativeMethod method_of(const Native *native, const NativeStep *step)
{
    if (step->kind != STEP_METHOD)
        return METHOD_COUNT;
    const Item *method = &native->items[step->c - NATIVE_REGISTERS];
    return method->tag == (RecordTag)ITEM_METHOD ? (NativeMethod)method->as.integer
                                                 : METHOD_COUNT;
}

/* state:exists(), and a test of what that gives. */
static bool join_ask(const Native *native, NativeStep *step)
{
    NativeMethod method = method_of(native, step);
    if (method == METHOD_COUNT)
        return false;
    const NativeStep *call = behind(native, step);
    if (call->kind != STEP_CALL || call->a != step->a || call->b != 1 || call->c > 1)
        return false;
    step->kind = STEP_ASK;
    step->c = (unsigned char)method;
    step->next = call->next;
    step->wanted = call->c;
    const NativeStep *test = behind(native, step);
    if (call->c == 0 || (test->kind != STEP_TEST && test->kind != STEP_TEST_SET) ||
        test->a != step->a || test->b != step->a)
        return true;
    step->kind = STEP_ASK_TEST;
    step->next = test->next;
    step->jump = test->jump;
    step->wanted = test->wanted;
    return true;
}

/* state:update(x) */
static bool join_update(const Native *native, NativeStep *step)
{
    if (method_of(native, step) != METHOD_UPDATE)
        return false;
    const NativeStep *move = behind(native, step);
    if (move->kind != STEP_MOVE)
        return false;
    const NativeStep *call = behind(native, move);
    if (move->a != step->a + 2 || move->b == step->a || move->b == step->a + 1 ||
        call->kind != STEP_CALL || call->a != step->a || call->b != 2 || call->c != 0)
        return false;
    step->kind = STEP_UPDATE;
    step->c = move->b;
    step->next = call->next;
    return true;
}

/* return x, y */
static bool join_give(const Native *native, NativeStep *step)
{
    if (step->kind != STEP_MOVE)
        return false;
    const NativeStep *second = behind(native, step);
    if (second->kind != STEP_MOVE)
        return false;
    const NativeStep *end = behind(native, second);
    if (second->a != step->a + 1 || second->b == step->a || end->kind != STEP_RETURN ||
        end->a != step->a || end->b != 2)
        return false;
    step->kind = STEP_GIVE;
    step->c = second->b;
    return true;
}

void native_join(Native *native, int n_steps)
{
    for (int i = 0; i < n_steps; i++) {
        NativeStep *step = &native->steps[i];
        if (!join_ask(native, step) && !join_update(native, step))
            join_give(native, step);
    }
}
