/* tests/unit/test_statemap.c -- the states of mapWithState, and the order of listings.
 *
 * Programs that real Spark 3.5 ran are played again: the expected numbers are what it
 * printed. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/statemap.h"
#include "vm/store/text.h"

/* A key or state record, and its text. */
typedef struct Value {
    Buffer bytes;
    Buffer text;
} Value;

static const char *int_record(Value *value, int number)
{
    buffer_clear(&value->bytes);
    record_append_int(&value->bytes, number);
    return value->bytes.data;
}

static StateKey null_key(Value *value)
{
    buffer_clear(&value->bytes);
    record_append_null(&value->bytes);
    return statetable_key_of(value->bytes.data);
}

static StateKey numbered_key(Value *value, int number)
{
    buffer_clear(&value->text);
    buffer_clear(&value->bytes);
    buffer_printf(&value->text, "k%d", number);
    record_append_string(&value->bytes, value->text.data, value->text.size);
    return statetable_key_of(value->bytes.data);
}

static void free_value(Value *value)
{
    buffer_free(&value->bytes);
    buffer_free(&value->text);
}

/* Each batch makes `records` keys "k0" ... (or null for the first `nulls` of them) by a
 * generator seeded with the batch number; one of five removes its key, the others set
 * its state. */
typedef struct Program {
    int keys;
    int nulls;
    int records;
    int initial;   /* keys k0, k3, k6 ... that have a state from the start */
    int timeout;   /* seconds, 0: none */
    int threshold; /* of compaction; 0: never, kept as bytes instead */
    int batches;
    /* After batches 5, 10 ...: a number made of the listings so far. */
    int32_t expected[9];
} Program;

static StateKey program_key(const Program *program, Value *value, int x)
{
    int number = x % program->keys;
    return number < program->nulls ? null_key(value) : numbered_key(value, number);
}

static void change_by_batch(const Program *program, int batch, StateMap *map)
{
    Value key = {0}, state = {0};
    uint64_t seed = 12345 + (uint64_t)batch;
    for (int j = 0; j < program->records; j++) {
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
        int x = (int)(seed >> 8);
        StateKey state_key = program_key(program, &key, x);
        if (x / program->keys % 5 == 0)
            statemap_remove(map, &state_key);
        else
            statemap_put(map, &state_key, int_record(&state, batch * 1000 + j),
                TIME_S(batch));
    }
    free_value(&key);
    free_value(&state);
}

static void append_word(Buffer *text, const StateEntry *entry)
{
    if (text->size > 0)
        buffer_append_byte(text, ' ');
    text_append_record(text, entry->key);
    buffer_append_byte(text, '=');
    text_append_record(text, entry->state);
}

/* As Spark prints it: keys and states with spaces between. */
static int list(const StateMap *map, SimTime before, Buffer *text)
{
    StateWalk walk;
    StateEntry entry;
    int count = 0;
    statewalk_init(&walk, map, before);
    for (; statewalk_next(&walk, &entry); count++)
        append_word(text, &entry);
    statewalk_free(&walk);
    return count;
}

/* Removes what was not touched for too long; returns the hash of the list of it. */
static int32_t time_out(const Program *program, int batch, StateMap *map)
{
    StateWalk walk;
    StateEntry entry;
    Buffer text = {0};
    statewalk_init(&walk, map, TIME_S(batch - program->timeout));
    while (statewalk_next(&walk, &entry)) {
        append_word(&text, &entry);
        StateKey key = statetable_key_of(entry.key);
        statemap_remove(map, &key);
    }
    statewalk_free(&walk);
    int32_t hash = hash_string(text.data, text.size);
    buffer_free(&text);
    return hash;
}

static StateMap *initial_map(const Program *program)
{
    Value key = {0}, state = {0};
    StateMap *map = statemap_new(NULL);
    for (int i = 0; i < program->initial; i++) {
        StateKey state_key = numbered_key(&key, i * 3);
        statemap_put(map, &state_key, int_record(&state, i), TIME_S(1));
    }
    statemap_seal(map);
    free_value(&key);
    free_value(&state);
    return map;
}

/* The map, written and read again. */
static StateMap *make_again(StateMap *map)
{
    Buffer bytes = {0};
    statemap_write(map, &bytes);
    assert_true(record_validate(bytes.data, bytes.size));
    StateMap *again = statemap_read(bytes.data);
    assert_non_null(again);
    assert_int_equal(statemap_size(again), statemap_size(map));
    assert_int_equal(statemap_links(again), 1);
    statemap_unref(map);
    buffer_free(&bytes);
    return again;
}

/* One batch on top of *map, which becomes its result. Folds its listings into *sum. */
static void run_batch(const Program *program, int batch, StateMap **map, int32_t *sum)
{
    uint32_t hash = (uint32_t)*sum;
    Buffer text = {0};
    StateMap *next = statemap_new(*map);
    change_by_batch(program, batch, next);
    if (program->timeout > 0 && batch % 10 == 0)
        hash = hash * 31 + (uint32_t)time_out(program, batch, next);
    statemap_seal(next);
    if (program->threshold == 0)
        next = make_again(next);
    statemap_publish(next);
    statemap_unref(*map);

    assert_int_equal(list(next, TIME_NEVER, &text), statemap_size(next));
    hash = hash * 31 + (uint32_t)hash_string(text.data, text.size);
    *map = next;
    if (program->threshold > 0 && batch % 10 == 0 &&
        statemap_links(next) >= program->threshold) {
        *map = statemap_compact(next);
        statemap_unref(next);
    }
    *sum = (int32_t)hash;
    buffer_free(&text);
}

static void expect_program(Program program)
{
    StateMap *map = initial_map(&program);
    int32_t sum = 0;
    for (int batch = 1; batch <= program.batches; batch++) {
        run_batch(&program, batch, &map, &sum);
        if (batch % 5 == 0)
            assert_int_equal(sum, program.expected[batch / 5 - 1]);
    }
    statemap_unref(map);
}

static void test_listings_as_spark_makes_them(void **state)
{
    (void)state;
    expect_program((Program){.keys = 1000,
        .records = 300,
        .batches = 45,
        .threshold = 20,
        .expected = {441836241, -211053757, -496562212, 266486170, -1020489829,
            774966310, 1719349615, 1637894914, 1005091167}});
    expect_program((Program){.keys = 20,
        .records = 3,
        .batches = 45,
        .threshold = 20,
        .expected = {-99380641, 61423123, 1539166271, -202187749, -401156839,
            -1357758558, 613591497, 1304025330, -401942332}});
    expect_program((Program){.keys = 3000,
        .records = 700,
        .batches = 35,
        .threshold = 20,
        .expected = {-1647604798, 543800760, 694194011, -1984711898, -913391072,
            512605088, 806272253}});
}

static void test_listings_where_all_keys_are_set_in_each_batch(void **state)
{
    (void)state;
    expect_program((Program){.keys = 100,
        .records = 1000,
        .batches = 45,
        .threshold = 20,
        .expected = {-1652503980, -631145037, -689926168, -282655096, -1539436560,
            94205230, 1256215654, 742389033, 908557484}});
}

static void test_a_chain_that_is_compacted_earlier(void **state)
{
    (void)state;
    expect_program((Program){.keys = 1000,
        .records = 300,
        .batches = 45,
        .threshold = 5,
        .expected = {441836241, -211053757, 236012202, -376314282, 1847131601,
            781196566, 1858382739, -1595782464, -1898936365}});
}

static int32_t hash_listing(const StateMap *map)
{
    Buffer text = {0};
    list(map, TIME_NEVER, &text);
    int32_t hash = hash_string(text.data, text.size);
    buffer_free(&text);
    return hash;
}

/* The first job of a batch lists the chain, the second one what the checkpoint between
 * them has made of it. */
static void test_the_next_job_lists_the_compacted_map(void **state)
{
    (void)state;
    Program program = {.keys = 1000, .records = 300, .threshold = 5};
    StateMap *map = initial_map(&program);
    int32_t sum = 0;
    for (int batch = 1; batch <= 20; batch++) {
        run_batch(&program, batch, &map, &sum);
        if (batch == 10)
            assert_int_equal(hash_listing(map), 766185766);
    }
    assert_int_equal(hash_listing(map), 987414824);
    statemap_unref(map);
}

static void test_initial_states(void **state)
{
    (void)state;
    expect_program((Program){.keys = 1000,
        .records = 200,
        .batches = 45,
        .threshold = 20,
        .initial = 500,
        .expected = {-223605578, 1533445519, 1082007570, -1094634196, 1590558858,
            2024883530, 366479216, 1993376928, 1262994416}});
}

static void test_a_null_key(void **state)
{
    (void)state;
    expect_program((Program){.keys = 100,
        .nulls = 10,
        .records = 50,
        .batches = 45,
        .threshold = 20,
        .expected = {-452320550, 1434187641, 1575957854, -4934940, 600541239,
            -1771806017, 545465987, -266161712, 1911570845}});
}

static void test_time_outs(void **state)
{
    (void)state;
    expect_program((Program){.keys = 1000,
        .records = 100,
        .batches = 45,
        .threshold = 20,
        .timeout = 6,
        .expected = {524363564, 120376912, 1951969241, 1227210293, 1582801520,
            881250968, 33846311, -1929431902, 687379843}});
}

static void test_states_that_are_kept_as_bytes(void **state)
{
    (void)state;
    expect_program((Program){.keys = 1000,
        .records = 300,
        .batches = 45,
        .expected = {291897655, -1027797443, 1119442038, -427575318, 1970603831,
            22157010, -922113629, 205632398, 2052035719}});
    expect_program((Program){.keys = 20,
        .records = 3,
        .batches = 45,
        .expected = {-1321706285, -818814819, 1777192129, -1808740695, -240278781,
            408995568, -902971811, -1186716864, 519728112}});
    expect_program((Program){.keys = 100,
        .records = 1000,
        .batches = 45,
        .expected = {230247044, -966371701, -1800684848, -487907680, -191793192,
            366955590, -561329906, 1672227201, 402343636}});
}

/* A list of what `parts` says: 'i' 0, 'n' -1, 'l' no changes, 'k' a change of key 7,
 * 'd' two of them, 's' a string. */
static StateMap *read_parts(const char *parts)
{
    Buffer bytes = {0};
    size_t start = record_begin_list(&bytes, RECORD_LIST);
    for (const char *part = parts; *part != '\0'; part++) {
        if (*part == 'i' || *part == 'n') {
            record_append_int(&bytes, *part == 'i' ? 0 : -1);
        } else if (*part == 's') {
            record_append_string(&bytes, "no", 2);
        } else {
            uint32_t count = *part == 'l' ? 0 : *part == 'k' ? 1 : 2;
            size_t list = record_begin_list(&bytes, RECORD_LIST);
            for (uint32_t i = 0; i < count; i++) {
                record_append_pair(&bytes);
                record_append_int(&bytes, 7);
                record_append_null(&bytes);
            }
            record_end_list(&bytes, list, count);
        }
    }
    record_end_list(&bytes, start, (uint32_t)strlen(parts));
    StateMap *map = statemap_read(bytes.data);
    buffer_free(&bytes);
    return map;
}

static void test_records_that_are_no_map(void **state)
{
    (void)state;
    StateMap *map = read_parts("iikl");
    assert_non_null(map);
    assert_int_equal(statemap_size(map), 0);
    statemap_unref(map);
    static const char *const others[] = {"", "iil", "iilll", "nill", "inll", "sill",
        "iisl", "iils", "iidl", "iild", "llll"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_null(read_parts(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listings_as_spark_makes_them),
        cmocka_unit_test(test_listings_where_all_keys_are_set_in_each_batch),
        cmocka_unit_test(test_a_chain_that_is_compacted_earlier),
        cmocka_unit_test(test_the_next_job_lists_the_compacted_map),
        cmocka_unit_test(test_initial_states),
        cmocka_unit_test(test_a_null_key),
        cmocka_unit_test(test_time_outs),
        cmocka_unit_test(test_states_that_are_kept_as_bytes),
        cmocka_unit_test(test_records_that_are_no_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
