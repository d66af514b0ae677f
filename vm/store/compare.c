/* vm/store/compare.c -- which of two records comes first. */
// SPDX-License-Identifier: MIT
#include <math.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/utf8.h"
#include "vm/store/compare.h"

/* Records of one kind have an order, unless it is the first or the last. */
typedef enum Kind {
    KIND_NULL,
    KIND_BOOLEAN,
    KIND_OPTION,
    KIND_NUMBER,
    KIND_STRING,
    KIND_PAIR,
    KIND_LIST,
    KIND_TUPLE,
    KIND_MESSAGE, /* has no order, either */
    KIND_COUNT
} Kind;

static Kind kind_of(RecordTag tag)
{
    static const unsigned char kinds[RECORD_TAG_COUNT] = {
        [RECORD_NULL] = KIND_NULL,
        [RECORD_FALSE] = KIND_BOOLEAN,
        [RECORD_TRUE] = KIND_BOOLEAN,
        [RECORD_NONE] = KIND_OPTION,
        [RECORD_INT] = KIND_NUMBER,
        [RECORD_DOUBLE] = KIND_NUMBER,
        [RECORD_STRING] = KIND_STRING,
        [RECORD_PAIR] = KIND_PAIR,
        [RECORD_SOME] = KIND_OPTION,
        [RECORD_LIST] = KIND_LIST,
        [RECORD_COMPACT_BUFFER] = KIND_LIST,
        [RECORD_ARRAY_BUFFER] = KIND_LIST,
        [RECORD_TUPLE] = KIND_TUPLE,
        [RECORD_MESSAGE] = KIND_MESSAGE,
    };
    return (Kind)kinds[tag];
}

const char *record_kind(const char *record)
{
    static const char *const names[KIND_COUNT] = {"null", "Boolean", "Option", "number",
        "String", "pair", "list", "tuple", "ConsumerRecord"};
    return names[kind_of(record_tag(record))];
}

/* a and b are any numbers that C compares rightly. */
#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_doubles(double a, double b)
{
    if (a < b || a > b)
        return ORDER(a, b);
    if (isnan(a) || isnan(b))
        return (isnan(a) != 0) - (isnan(b) != 0);

    return (signbit(a) == 0) - (signbit(b) == 0);
}

/* Exact, where turning the integer into a double would round it. An integer 0 is the
 * double 0.0, so that -0.0 is less than both. */
static int compare_int_double(int64_t a, double b)
{
    if (isnan(b) || b >= 0x1p63)
        return -1;
    if (b < -0x1p63)
        return 1;

    int64_t whole = (int64_t)b; /* towards 0 */
    if (a != whole)
        return ORDER(a, whole);

    return compare_doubles(whole == 0 ? 0.0 : (double)whole, b);
}

static int compare_numbers(const char *a, const char *b)
{
    bool a_is_int = record_tag(a) == RECORD_INT;
    bool b_is_int = record_tag(b) == RECORD_INT;
    if (a_is_int && b_is_int)
        return ORDER(record_int(a), record_int(b));
    if (a_is_int)
        return compare_int_double(record_int(a), record_double(b));
    if (b_is_int)
        return -compare_int_double(record_int(b), record_double(a));

    return compare_doubles(record_double(a), record_double(b));
}

/* The bytes with which both texts begin, as far as they are equal and ASCII. */
static size_t common_ascii(const char *a, const char *b, size_t size)
{
    size_t at = 0;
    for (; size - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t words[2];
        memcpy(&words[0], a + at, sizeof words[0]);
        memcpy(&words[1], b + at, sizeof words[1]);
        if (words[0] != words[1] || words[0] & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < size && a[at] == b[at] && !(a[at] & 0x80))
        at++;

    return at;
}

/* A number that orders characters as their UTF-16 units do: those of two units begin
 * with a surrogate, and so come before U+E000. */
static uint32_t utf16_rank(uint32_t code)
{
    return code >= 0xE000 && code <= 0xFFFF ? code + 0x110000 : code;
}

static int compare_strings(const char *a, const char *b)
{
    uint32_t a_left, b_left;
    a = record_string(a, &a_left);
    b = record_string(b, &b_left);
    size_t same = common_ascii(a, b, a_left < b_left ? a_left : b_left);
    a += same;
    b += same;
    a_left -= (uint32_t)same;
    b_left -= (uint32_t)same;

    while (a_left > 0 && b_left > 0) {
        uint32_t a_code, b_code;
        size_t a_taken = utf8_decode(a, a_left, &a_code);
        size_t b_taken = utf8_decode(b, b_left, &b_code);
        if (a_code != b_code)
            return ORDER(utf16_rank(a_code), utf16_rank(b_code));
        a += a_taken;
        b += b_taken;
        a_left -= (uint32_t)a_taken;
        b_left -= (uint32_t)b_taken;
    }
    return (a_left > 0) - (b_left > 0);
}

/* Where two records are being read. What compare_inside finds equal, it passes over; at
 * two parts that have no order it stops. */
typedef struct Cursors {
    const char *a;
    const char *b;
} Cursors;

static bool compare_here(Cursors *at, int *order);

/* As many records as both have, then the numbers of them. */
static bool compare_inside(Cursors *at, uint32_t a_count, uint32_t b_count, int *order)
{
    uint32_t common = a_count < b_count ? a_count : b_count;
    at->a = record_first(at->a);
    at->b = record_first(at->b);
    for (uint32_t i = 0; i < common; i++)
        if (!compare_here(at, order) || *order != 0)
            return *order != 0;

    *order = ORDER(a_count, b_count);
    return true;
}

static bool compare_lists(Cursors *at, int *order)
{
    return compare_inside(at, record_list_count(at->a), record_list_count(at->b),
        order);
}

static bool compare_options(Cursors *at, int *order)
{
    return compare_inside(at, record_tag(at->a) == RECORD_SOME,
        record_tag(at->b) == RECORD_SOME, order);
}

static bool compare_here(Cursors *at, int *order)
{
    *order = 0;
    RecordTag a_tag = record_tag(at->a);
    RecordTag b_tag = record_tag(at->b);
    Kind kind = kind_of(a_tag);
    if (kind != kind_of(b_tag))
        return false;

    switch (kind) {
    case KIND_BOOLEAN:
        *order = ORDER(a_tag, b_tag);
        break;
    case KIND_NUMBER:
        *order = compare_numbers(at->a, at->b);
        break;
    case KIND_STRING:
        *order = compare_strings(at->a, at->b);
        break;
    case KIND_PAIR:
        return compare_inside(at, 2, 2, order);
    case KIND_OPTION:
        return compare_options(at, order);
    case KIND_LIST:
        return compare_lists(at, order);
    case KIND_TUPLE: /* those of other lengths are of other classes */
        return record_list_count(at->a) == record_list_count(at->b) &&
            compare_lists(at, order);
    default:
        return false;
    }
    at->a = record_next(at->a);
    at->b = record_next(at->b);
    return true;
}

bool record_compare(const char *a, const char *b, int *order)
{
    Cursors at = {a, b};
    return compare_here(&at, order);
}

void record_find_unlike(const char **a, const char **b)
{
    Cursors at = {*a, *b};
    int order;
    CHECK(!compare_here(&at, &order));
    *a = at.a;
    *b = at.b;
}

typedef struct Sort {
    const char *const *keys;
    int sign; /* -1 turns the order around */
    const char **unlike;
} Sort;

/* True in *right_first if the right one is less. */
static bool is_right_first(const Sort *sort, int32_t left, int32_t right,
    bool *right_first)
{
    int order;
    if (!record_compare(sort->keys[left], sort->keys[right], &order)) {
        sort->unlike[0] = sort->keys[left];
        sort->unlike[1] = sort->keys[right];
        return false;
    }
    *right_first = order * sort->sign > 0;
    return true;
}

/* Merges the sorted runs from[0 .. middle-1] and from[middle .. count-1]. */
static bool merge_runs(const Sort *sort, const int32_t *from, int middle, int count,
    int32_t *to)
{
    int left = 0;
    int right = middle;
    while (left < middle && right < count) {
        bool right_first;
        if (!is_right_first(sort, from[left], from[right], &right_first))
            return false;
        *to++ = right_first ? from[right++] : from[left++];
    }
    while (left < middle)
        *to++ = from[left++];
    while (right < count)
        *to++ = from[right++];
    return true;
}

static int smaller(int a, int64_t b)
{
    return b < a ? (int)b : a;
}

/* One pass: runs of `run` numbers become runs of twice as many. */
static bool merge_pass(const Sort *sort, const int32_t *from, int count, int64_t run,
    int32_t *to)
{
    for (int64_t start = 0; start < count; start += 2 * run) {
        int middle = smaller(count, start + run);
        int end = smaller(count, start + 2 * run);
        if (!merge_runs(sort, from + start, middle - (int)start, end - (int)start,
                to + start))
            return false;
    }
    return true;
}

bool record_sort(const char *const *keys, int32_t *order, int count, bool descending,
    const char *unlike[2])
{
    Sort sort = {keys, descending ? -1 : 1, unlike};
    size_t size = (size_t)count * sizeof *order;
    int32_t *from = mem_copy(order, size);
    int32_t *to = mem_alloc(size);
    bool done = true;

    for (int64_t run = 1; run < count && done; run *= 2) {
        done = merge_pass(&sort, from, count, run, to);
        int32_t *swap = from;
        from = to;
        to = swap;
    }
    if (done && count > 0)
        memcpy(order, from, size);
    mem_free(from);
    mem_free(to);
    return done;
}
