/* lua/native/make_calls.c -- steps that call functions of Lua's, and find them. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/native/make.h"

static bool is_in(const char *library, const char *wanted)
{
    return library == NULL || wanted == NULL ? library == wanted
                                             : strcmp(library, wanted) == 0;
}

/* A builtin, by its field; those without a library have NULL for one. */
static int find_builtin(const Maker *maker, const char *library, int constant)
{
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        if (is_in(builtin_names[i][0], library) &&
            maker_is_text(maker, constant, builtin_names[i][1]))
            return i;
    }
    return -1;
}

static int add_builtin(Maker *maker, const char *library, int constant, unsigned *set)
{
    int number = find_builtin(maker, library, constant);
    if (number < 0)
        return -1;
    Item item = {.tag = (RecordTag)ITEM_BUILTIN, .as.integer = number};
    *set |= builtin_bit((Builtin)number);
    maker->native->makes = true; /* most do */
    return maker_add(maker, &item);
}

/* The library that a global is, or NULL. */
static const char *find_library(const Maker *maker, int constant)
{
    static const char *const libraries[] = {"math", "table"};
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
        if (maker_is_text(maker, constant, libraries[i]))
            return libraries[i];
    }
    return NULL;
}

/* math.max: two instructions, one behind the other, are one step. */
static bool make_library_global(Maker *maker, NativeStep *step, const char *library)
{
    const Bytecode *code = maker->code;
    int a = bytecode_a(code->code[maker->at]);
    if (maker->at + 1 >= code->n_code)
        return false;
    uint32_t field = code->code[maker->at + 1];
    if (bytecode_op(field) != OP_GETFIELD || bytecode_b(field) != a ||
        bytecode_a(field) != a)
        return false;
    step->next = (unsigned char)(maker->at + 2);
    return maker_set(step, STEP_MOVE, a,
        add_builtin(maker, library, bytecode_c(field), &maker->native->globals), 0);
}

bool make_global(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    int name = bytecode_c(word);
    if (!maker_captures_globals(maker, bytecode_b(word)))
        return false;
    const char *library = find_library(maker, name);
    if (library != NULL)
        return make_library_global(maker, step, library);
    return maker_set(step, STEP_MOVE, bytecode_a(word),
        add_builtin(maker, NULL, name, &maker->native->globals), 0);
}

/* The parts of a pair. */
bool make_field(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    int field = bytecode_c(word);
    int part = maker_is_text(maker, field, "_1") ? 1
        : maker_is_text(maker, field, "_2")      ? 2
                                                 : -1;
    return maker_set(step, STEP_PART, bytecode_a(word), bytecode_b(word), part);
}

static int add_state_method(Maker *maker, int constant)
{
    static const char *const methods[METHOD_COUNT] = {
#define METHOD(name, field) field,
        NATIVE_METHODS(METHOD)
#undef METHOD
    };
    for (int i = 0; i < METHOD_COUNT; i++) {
        Item item = {.tag = (RecordTag)ITEM_METHOD, .as.integer = i};
        if (maker_is_text(maker, constant, methods[i]))
            return maker_add(maker, &item);
    }
    return -1;
}

/* The text that the next instruction loads as what a method is given; NULL if none. */
static const Item *find_given(Maker *maker, int object)
{
    const Bytecode *code = maker->code;
    if (maker->at + 1 >= code->n_code)
        return NULL;
    uint32_t load = code->code[maker->at + 1];
    int number = -1;
    if (bytecode_a(load) != object + 1)
        return NULL;
    if (bytecode_op(load) == OP_LOADK)
        number = maker_add_constant(maker, bytecode_bx(load));
    else if (bytecode_op(load) == OP_GETUPVAL)
        number = maker_add_captured(maker, bytecode_b(load));
    if (number < 0)
        return NULL;
    const Item *item = &maker->native->items[number - NATIVE_REGISTERS];
    return item->tag == RECORD_STRING ? item : NULL;
}

/* False if there is none that can be read, or no room. */
static bool read_pattern(Maker *maker, int object)
{
    Native *native = maker->native;
    if (native->n_patterns == NATIVE_PATTERNS)
        return false;
    const Item *text = find_given(maker, object);
    if (text == NULL ||
        !pattern_read(&native->patterns[native->n_patterns], text->as.text, text->size))
        return false;
    native->pattern_texts[native->n_patterns++] = text;
    return true;
}

bool make_method(Maker *maker, NativeStep *step)
{
    uint32_t word = maker->code->code[maker->at];
    int a = bytecode_a(word);
    int name = bytecode_c(word);
    int method = add_state_method(maker, name);
    if (method < 0)
        method = add_builtin(maker, "string", name, &maker->native->strings);
    if (method < 0 || !bytecode_k(word))
        return false;
    const Item *item = &maker->native->items[method - NATIVE_REGISTERS];
    bool matches = item->tag == (RecordTag)ITEM_BUILTIN &&
        (item->as.integer == BUILTIN_GMATCH || item->as.integer == BUILTIN_MATCH);
    bool finds =
        item->tag == (RecordTag)ITEM_BUILTIN && item->as.integer == BUILTIN_FIND;
    if ((matches || finds) && !read_pattern(maker, a + 1) && matches)
        return false;
    return maker_set(step, STEP_METHOD, a, bytecode_b(word), method);
}

bool make_call(NativeStep *step, uint32_t word)
{
    enum { MOST_RESULTS = 4 }; /* what a loop wants */
    int given = bytecode_b(word);
    int wanted = bytecode_c(word) - 1;
    return wanted <= MOST_RESULTS &&
        maker_set(step, STEP_CALL, bytecode_a(word), given == 0 ? STEP_OPEN : given - 1,
            wanted < 0 ? STEP_OPEN : wanted);
}
