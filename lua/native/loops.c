// SPDX-License-Identifier: MIT
#include "lua/native/loops.h"

/* Lua can be stopped in a loop, and this cannot: so no loop is long. */
enum { MOST_TURNS = 1 << 20 };

/* Over numbers. */

static bool begin_count(const NativeStep *step, Registers *registers, Item *made,
    bool *jumps)
{
    Loop *loop = &registers->loops[step->b];
    const Item *const *given = &registers->at[step->a];
    for (int i = 0; i < 3; i++) {
        if (given[i]->tag != RECORD_INT)
            return false;
    }
    int64_t first = given[0]->as.integer;
    int64_t last = given[1]->as.integer;
    loop->step = given[2]->as.integer;
    loop->number = first;
    if (loop->step == 0)
        return false; /* an error */
    if (loop->step > 0 ? first > last : first < last) {
        *jumps = true;
        return true;
    }
    if (loop->step > 0)
        loop->left = ((uint64_t)last - (uint64_t)first) / (uint64_t)loop->step;
    else
        loop->left =
            ((uint64_t)first - (uint64_t)last) / ((uint64_t) - (loop->step + 1) + 1);
    item_set_int(made, first);
    registers->at[step->a + 3] = made;
    return true;
}

static bool next_count(const NativeStep *step, Registers *registers, Item *made,
    bool *jumps)
{
    Loop *loop = &registers->loops[step->b];
    if (loop->left == 0)
        return true;
    loop->left--;
    loop->number = (int64_t)((uint64_t)loop->number + (uint64_t)loop->step);
    item_set_int(made, loop->number);
    registers->at[step->a + 3] = made;
    *jumps = true;
    return ++registers->turns < MOST_TURNS;
}

/* Over what ipairs and gmatch give. */

static bool begin_list(Loop *loop, const Item *const *given)
{
    loop->over = given[1];
    loop->number = 0;
    if (given[2]->tag != RECORD_INT || given[2]->as.integer != 0)
        return false;
    if (given[1]->tag == (RecordTag)ITEM_LIST)
        return true;
    if (!native_is_list_record(given[1]))
        return false;
    loop->left = record_list_count(given[1]->as.record);
    loop->at = record_first(given[1]->as.record);
    return true;
}

static bool begin_each(const NativeStep *step, Registers *registers)
{
    const Item *const *given = &registers->at[step->a];
    Loop *loop = &registers->loops[step->b];
    loop->over = NULL;
    if (given[0]->tag == (RecordTag)ITEM_EACH)
        return begin_list(loop, given);
    if (given[0]->tag < (RecordTag)ITEM_MATCHES ||
        given[0]->tag > (RecordTag)ITEM_MATCHES_LAST)
        return false;
    loop->pattern = &registers->native->patterns[given[0]->tag - ITEM_MATCHES];
    loop->at = given[0]->as.text;
    loop->end = loop->at + given[0]->size;
    return true;
}

/* The next value of a list; false if there is none. */
static bool next_of_list(Loop *loop, const Registers *registers, Item *made)
{
    int64_t number = loop->number++;
    if (loop->over->tag == (RecordTag)ITEM_LIST) {
        const NativeList *list = native_list(registers->frame, loop->over);
        if (number >= list->n)
            return false;
        native_copy(&made[1], &list->items[number]);
    } else {
        if ((uint64_t)number >= loop->left)
            return false;
        item_read(&made[1], loop->at, &loop->at);
    }
    item_set_int(&made[0], loop->number);
    return true;
}

static bool next_match(Loop *loop, Item *made)
{
    const char *behind;
    const char *found = pattern_search(loop->pattern, loop->at, loop->end, &behind);
    if (found == NULL)
        return false;
    item_set_text(&made[0], found, (size_t)(behind - found));
    loop->at = behind;
    return true;
}

static bool next_each(const NativeStep *step, Registers *registers, Item *made,
    bool *jumps)
{
    Loop *loop = &registers->loops[step->b];
    bool is_list = loop->over != NULL;
    if (!(is_list ? next_of_list(loop, registers, made) : next_match(loop, made)))
        return true;
    registers->at[step->a + 4] = &made[0];
    if (step->c > 1)
        registers->at[step->a + 5] = is_list ? &made[1] : &native_nil;
    *jumps = true;
    return ++registers->turns < MOST_TURNS;
}

bool loops_step(const NativeStep *step, Registers *registers, Item *made, bool *jumps)
{
    switch (step->kind) {
    case STEP_COUNT:
        return begin_count(step, registers, made, jumps);
    case STEP_COUNT_NEXT:
        return next_count(step, registers, made, jumps);
    case STEP_EACH:
        return begin_each(step, registers);
    default:
        return next_each(step, registers, made, jumps);
    }
}
