/* lua/native/values.c -- arithmetic and comparisons as Lua does them. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "lua/native/steps.h"

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

/* To the left, or by fewer than none to the right; what is shifted out is gone. */
static int64_t shift_left(int64_t value, int64_t by)
{
    enum { BITS = 64 };
    if (by <= -BITS || by >= BITS)
        return 0;
    return (int64_t)(by >= 0 ? (uint64_t)value << by : (uint64_t)value >> -by);
}

static int64_t shift_right(int64_t value, int64_t by)
{
    return by == INT64_MIN ? 0 : shift_left(value, -by);
}

static int64_t compute_bits(NativeKind kind, int64_t a, int64_t b)
{
    switch (kind) {
    case STEP_BIT_AND:
        return a & b;
    case STEP_BIT_OR:
        return a | b;
    case STEP_BIT_XOR:
        return a ^ b;
    case STEP_SHIFT_LEFT:
        return shift_left(a, b);
    default:
        return shift_right(a, b);
    }
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
    case STEP_REST:
        done = take_rest(a, b, &result);
        break;
    default:
        result = compute_bits(kind, a, b);
    }
    item_set_int(out, result);
    return done;
}

/* The rest and the whole part of a division of floats, and their bits, are left to Lua.
 */
bool native_compute(NativeKind kind, const Item *a, const Item *b, Item *out)
{
    bool of_floats = kind == STEP_DIVIDE || kind == STEP_POWER;
    if (a->tag == RECORD_INT && b->tag == RECORD_INT && !of_floats)
        return compute_ints(kind, a->as.integer, b->as.integer, out);
    if (!native_is_number(a) || !native_is_number(b))
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
    case STEP_POWER:
        item_set_double(out, right == 2 ? left * left : pow(left, right));
        return true;
    default:
        return false;
    }
}

bool native_negate(const Item *a, Item *out)
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
        item->tag == RECORD_FALSE || native_is_number(item);
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
    if (native_is_number(a) && native_is_number(b))
        return equal_numbers(a, b, is);
    *is = a->tag == b->tag;
    if (*is && a->tag == RECORD_STRING)
        *is = a->size == b->size && memcmp(a->as.text, b->as.text, a->size) == 0;
    return true;
}

static bool compare(NativeKind kind, const Item *a, const Item *b, bool *is)
{
    if (!native_is_number(a) || !native_is_number(b))
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

bool native_test(NativeKind kind, const Item *a, const Item *b, bool *is)
{
    return kind == STEP_EQUAL ? equal(a, b, is) : compare(kind, a, b, is);
}
