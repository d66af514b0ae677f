/* tests/engine/test_shared.c -- accumulators and broadcast variables in whole programs,
 * on any number of workers (semantics 10.9). */
// SPDX-License-Identifier: MIT
#include "tests/unit/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua/driver/driver.h"
#include "vm/base/file.h"

/* The program says what it found with note(...), a line each. */
static const char BEGINNING[] =
    "local file = io.open('found', 'w')\n"
    "local function note(...)\n"
    "  local texts = table.pack(...)\n"
    "  for i = 1, texts.n do texts[i] = tostring(texts[i]) end\n"
    "  file:write(table.concat(texts, ' '), '\\n')\n"
    "end\n"
    "local sc = SparkContext(SparkConf():setMaster('local[4]'):setAppName('test'))\n"
    "local function numbers(n)\n"
    "  local list = {}\n"
    "  for i = 1, n do list[i] = i end\n"
    "  return list\n"
    "end\n";

static void run_program(const char *text, int workers, Buffer *found)
{
    Buffer program = {0};
    buffer_append_string(&program, BEGINNING);
    buffer_append_string(&program, text);
    buffer_append_string(&program, "\nfile:close()\n");
    folder_write_text("program.lua", buffer_text(&program));
    buffer_free(&program);

    DriverOptions options = {.file = "program.lua",
        .limits = {.until = TIME_NEVER},
        .seed = 1,
        .workers = workers,
        .style = {.quiet = true}};
    Err err;
    Driver *driver = driver_new(&options, &err);
    assert_non_null(driver);
    assert_int_equal(driver_run(driver), 0);
    driver_delete(driver);
    buffer_clear(found);
    assert_true(file_read("found", found, NULL));
}

static void check(const char *text, const char *wanted)
{
    static const int workers[] = {0, 2, 4};
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        Buffer found = {0};
        run_program(text, workers[i], &found);
        assert_string_equal(buffer_text(&found), wanted);
        buffer_free(&found);
    }
}

static void test_tasks_add_up(void **state)
{
    (void)state;
    check("local sum, mean = sc:longAccumulator('sum'), sc:doubleAccumulator()\n"
          "sc:parallelize(numbers(100), 7):foreach(function(x)\n"
          "  sum:add(x) mean:add(x / 2)\n"
          "end)\n"
          "note(sum:value(), sum:count(), sum:avg())\n"
          "note(mean:value(), mean:count(), mean:isZero())\n"
          "sum:reset() note(sum:value(), sum:isZero())",
        "5050 100 50.5\n2525.0 100 false\n0 true\n");
}

/* A transformation that is computed twice counts twice; kept, it counts once. */
static void test_recomputation_counts_again(void **state)
{
    (void)state;
    check("local seen = sc:longAccumulator('seen')\n"
          "local rdd = sc:parallelize(numbers(10), 4)\n"
          "  :map(function(x) seen:add(1) return x end)\n"
          "note(seen:value()) rdd:count() note(seen:value())\n"
          "rdd:count() note(seen:value())\n"
          "rdd:cache() rdd:count() rdd:count() note(seen:value())\n"
          "rdd:unpersist() rdd:count() note(seen:value())",
        "0\n10\n20\n30\n40\n");
}

/* The map side of a shuffle runs once, however often what it wrote is read. */
static void test_a_shuffle_that_is_there_counts_once(void **state)
{
    (void)state;
    check("local seen = sc:longAccumulator('seen')\n"
          "local counts = sc:parallelize(numbers(10), 4)\n"
          "  :map(function(x) seen:add(1) return x % 3, 1 end)\n"
          "  :reduceByKey(function(a, b) return a + b end, 2)\n"
          "counts:count() counts:collect() note(seen:value())",
        "10\n");
}

/* Three tasks end well, the fourth fails behind its first record. */
static void test_what_a_failed_task_added_is_lost(void **state)
{
    (void)state;
    check("local seen = sc:longAccumulator('seen')\n"
          "local ok = pcall(function()\n"
          "  sc:parallelize(numbers(8), 4):foreach(function(x)\n"
          "    seen:add(1)\n"
          "    if x == 8 then error('no', 0) end\n"
          "  end)\n"
          "end)\n"
          "note(ok, seen:value())",
        "false 6\n");
}

/* In the order in which tasks end in simulated time, which workers know nothing of. */
static void test_a_collection_has_the_order_of_the_tasks(void **state)
{
    (void)state;
    check("local seen = sc:collectionAccumulator('seen')\n"
          "local function burn(n) for i = 1, n do n = n ~ i end end\n"
          "sc:parallelize(numbers(12), 6):foreach(function(x)\n"
          "  burn(x < 5 and 20000 or 10)\n"
          "  seen:add(x)\n"
          "end)\n"
          "note(table.unpack(seen:value()))",
        "1 2 3 4 5 6 7 8 9 10 11 12\n");
}

/* A task sees its own sum only, and cannot change that of the driver otherwise. */
static void test_a_task_sees_what_it_added_itself(void **state)
{
    (void)state;
    check("local seen = sc:longAccumulator('seen')\n"
          "seen:add(1000)\n"
          "local list = sc:parallelize(numbers(4), 2)\n"
          "  :map(function(x) seen:add(x) return seen:value() end):collect()\n"
          "note(table.unpack(list)) note(seen:value())",
        "1 3 3 7\n1010\n");
}

static void test_every_task_has_a_copy_of_a_broadcast_value(void **state)
{
    (void)state;
    check("local b = sc:broadcast({10, name = 'ten'})\n"
          "local list = sc:parallelize(numbers(4), 2):map(function(x)\n"
          "  local v = b:value()\n"
          "  v[1] = v[1] + x\n"
          "  return v.name .. v[1]\n"
          "end):collect()\n"
          "note(table.unpack(list)) note(b:value()[1])",
        "ten11 ten13 ten13 ten17\n10\n");
}

static void test_a_destroyed_value_fails_the_job(void **state)
{
    (void)state;
    check("local b = sc:broadcast({1})\n"
          "b:destroy()\n"
          "local ok, err = pcall(function()\n"
          "  sc:parallelize(numbers(2), 1):map(function(x) return b:value() end)\n"
          "    :collect()\n"
          "end)\n"
          "note(ok, err.class, err.message)\n"
          "note(pcall(b.value, b))",
        "false org.apache.spark.SparkException Task not serializable\n"
        "false org.apache.spark.SparkException: [INTERNAL_ERROR_BROADCAST] Attempted to use Broadcast(0) after it was "
        "destroyed (destroy at program.lua:14) \n");
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_tasks_add_up),
        IN_FOLDER(test_recomputation_counts_again),
        IN_FOLDER(test_a_shuffle_that_is_there_counts_once),
        IN_FOLDER(test_what_a_failed_task_added_is_lost),
        IN_FOLDER(test_a_collection_has_the_order_of_the_tasks),
        IN_FOLDER(test_a_task_sees_what_it_added_itself),
        IN_FOLDER(test_every_task_has_a_copy_of_a_broadcast_value),
        IN_FOLDER(test_a_destroyed_value_fails_the_job),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
