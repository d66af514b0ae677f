/* lua/native/read.c -- which functions are evaluated, and the forms that are known. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/split.h"
#include "lua/base/state.h"
#include "lua/native/make.h"

/* The global `split`, called with the argument and perhaps a text that is not empty. */
static bool read_split(Maker *maker)
{
    const Bytecode *code = maker->code;
    const uint32_t *word = code->code;
    int a = bytecode_a(word[0]);
    if (code->n_code < 4 || code->n_parameters != 1 ||
        bytecode_op(word[0]) != OP_GETTABUP ||
        !maker_is_text(maker, bytecode_c(word[0]), "split") ||
        !maker_captures_globals(maker, bytecode_b(word[0])) ||
        bytecode_op(word[1]) != OP_MOVE || bytecode_b(word[1]) != 0 ||
        bytecode_a(word[1]) != a + 1)
        return false;
    int separator = -1;
    if (bytecode_op(word[2]) == OP_LOADK && bytecode_a(word[2]) == a + 2)
        separator = maker_add_constant(maker, bytecode_bx(word[2]));
    uint32_t call = word[separator < 0 ? 2 : 3];
    if (bytecode_op(call) != OP_TAILCALL || bytecode_a(call) != a ||
        bytecode_b(call) != (separator < 0 ? 2 : 3))
        return false;
    if (separator >= 0)
        maker->native->constant = &maker->native->items[separator - NATIVE_REGISTERS];
    const Item *text = maker->native->constant;
    return text == NULL || (text->tag == RECORD_STRING && text->size > 0);
}

/* What the function returns if it only moves values: its argument, and one of its
 * items, which is kept. */
static bool is_keyed(Native *native)
{
    int from[NATIVE_REGISTERS]; /* whence a register has its value */
    const NativeStep *step = native->steps;
    for (int i = 0; i < NATIVE_REGISTERS; i++)
        from[i] = i;
    for (; step->kind == STEP_MOVE; step = &native->steps[step->next])
        from[step->a] = step->b < NATIVE_REGISTERS ? from[step->b] : step->b;
    if (native->n_parameters == 0 || step->kind != STEP_RETURN || step->b != 2 ||
        from[step->a] != 0 || from[step->a + 1] < NATIVE_REGISTERS)
        return false;
    native->constant = &native->items[from[step->a + 1] - NATIVE_REGISTERS];
    return native->constant->tag < RECORD_TAG_COUNT;
}

static NativeForm find_form(Native *native)
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

/* A state points at what it is updated with, and in a loop that may change. */
static bool has_state_in_loop(const Native *native)
{
    for (int i = 0; native->loops && i < native->n_items; i++) {
        if (native->items[i].tag == (RecordTag)ITEM_METHOD)
            return true;
    }
    return false;
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
        native->globals = builtin_bit(BUILTIN_SPLIT);
        return true;
    }
    native->constant = NULL;
    native->n_parameters = code.n_parameters;
    native->n_registers = code.n_registers;
    if (code.n_registers >= NATIVE_REGISTERS || !maker_steps(&maker) ||
        has_state_in_loop(native))
        return false;
    native->form = find_form(native);
    native_join(native, code.n_code);
    return true;
}
