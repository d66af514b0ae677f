/* tests/engine/test_worker.c -- tasks in a worker: what they see, change and say. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/program.h"

typedef struct World {
    Program program;
    Worker *worker;
} World;

static void open_limited(World *world, const char *text, size_t limit_bytes)
{
    assert_true(program_open(&world->program, text));
    world->worker = worker_new(&world->program.supply, limit_bytes);
    assert_non_null(world->worker);
}

static void open_world(World *world, const char *text)
{
    open_limited(world, text, 0);
}

static void close_world(World *world)
{
    worker_delete(world->worker);
    program_close(&world->program);
}

static void check_task(World *world, RddId rdd, int partition, const char *wanted)
{
    assert_string_equal(program_run(&world->program, world->worker, rdd, partition),
        wanted);
}

/* A program with one function for map, over 1, 2 | 3, 4; its two tasks. */
static void check_map(const char *text, const char *first, const char *second)
{
    World world;
    open_world(&world, text);
    RddId rdd = program_map(&world.program, program_numbers(&world.program, 2, 4), 0);
    check_task(&world, rdd, 0, first);
    check_task(&world, rdd, 1, second);
    close_world(&world);
}

/* What operators compute. */

static void test_a_chain_of_operators_is_one_loop(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) return x % 2 == 1 end,\n"
        "  function(x) return {x, pair('k', x)} end,\n"
        "  function(k, x) return x and k or -k end");
    Program *program = &world.program;
    RddId odd = rdds_add_narrow(&program->rdds, program_numbers(program, 1, 4),
        NARROW_FILTER, 0)
                    ->id;
    RddId flat = rdds_add_narrow(&program->rdds, odd, NARROW_FLAT_MAP, 1)->id;
    check_task(&world, odd, 0, "1 3");
    check_task(&world, flat, 0, "1 (k,1) 3 (k,3)");
    check_task(&world, program_map(program, flat, 2), 0, "-1 k -3 k");
    assert_int_equal(program->result.read, 4);
    assert_int_equal(program->result.written, 4);
    close_world(&world);
}

static void test_map_makes_values_and_pairs(void **state)
{
    (void)state;
    check_map("return function(x) return x * 2 end", "2 4", "6 8");
    check_map("return function(x) return x, 'v' end", "(1,v) (2,v)", "(3,v) (4,v)");
    check_map("return function(x) return pair(x, {x}) end", "(1,List(1)) (2,List(2))",
        "(3,List(3)) (4,List(4))");
    check_map("return function(x) return null end", "null null", "null null");
}

static void check_flat_map(const char *text, const char *wanted)
{
    World world;
    open_world(&world, text);
    RddSet *rdds = &world.program.rdds;
    RddId rdd = program_numbers(&world.program, 1, 2);
    check_task(&world, rdds_add_narrow(rdds, rdd, NARROW_FLAT_MAP, 0)->id, 0, wanted);
    close_world(&world);
}

static void test_flat_map_returns_or_emits(void **state)
{
    (void)state;
    check_flat_map("return function(x) return {x, x} end", "1 1 2 2");
    check_flat_map("return function(x) return {} end", "");
    check_flat_map("return function(x, emit) emit(x) emit('k', x) end",
        "1 (k,1) 2 (k,2)");
    check_flat_map("return function(x, emit) if x > 1 then emit(x) end end", "2");
    check_flat_map("return function(x, emit) emit(0) return {x} end", "0 1 0 2");
    check_flat_map("return function(x) return x > 1 and Some(x) or None end", "2");
    check_flat_map("return function(...) select(2, ...)(7) end", "7 7");
}

static void test_only_as_much_as_wanted_is_computed(void **state)
{
    (void)state;
    World world;
    open_world(&world, "return function(x) print(x) return x end");
    RddId rdd = program_map(&world.program, program_numbers(&world.program, 1, 9), 0);
    StageWork work = program_work(&world.program, rdd);
    TaskSpec spec = {.partition = 0};
    TaskResult result = {.read = 0};
    work.limit = 2;
    worker_run(world.worker, &work, &spec, &result);
    assert_int_equal(result.written, 2);
    assert_string_equal(buffer_text(&result.printed), "1\n2\n");
    task_result_free(&result);

    work.action = ACTION_COUNT;
    worker_run(world.worker, &work, &spec, &result);
    assert_int_equal(result.written, 9);
    assert_int_equal(result.data.size, 0);
    task_result_free(&result);
    close_world(&world);
}

/* Map side and reduce side of a shuffle; small integers go where their value says. */
static void test_values_of_equal_keys_are_folded(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) return x % 3, tostring(x) end,\n"
        "  function(a, b) return a .. b end");
    Program *program = &world.program;
    RddId keyed = program_map(program, program_numbers(program, 2, 8), 0);
    RddId folded = rdds_add_reduced(&program->rdds, "reduceByKey", keyed, 1, 2)->id;
    for (int map = 0; map < 2; map++) {
        StageWork work = program_work(program, keyed);
        TaskSpec spec = {.partition = map};
        TaskResult result = {.read = 0};
        work.writes_for = folded;
        worker_run(world.worker, &work, &spec, &result);
        assert_int_equal(result.n_offsets, 3);
        assert_int_equal(result.written, 3);
        program_put_shuffle(program, folded, map, &result);
        task_result_free(&result);
    }
    check_task(&world, folded, 0, "(0,36) (2,258)");
    check_task(&world, folded, 1, "(1,147)");
    close_world(&world);
}

static void test_a_partition_that_is_kept_is_computed_whole(void **state)
{
    (void)state;
    World world;
    open_world(&world, "return function(x) print(x) return x end");
    Program *program = &world.program;
    RddId rdd = program_map(program, program_numbers(program, 1, 3), 0);
    rdds_find(&program->rdds, rdd)->level = LEVEL_MEMORY_ONLY;
    StageWork work = program_work(program, rdd);
    TaskSpec spec = {.partition = 0};
    TaskResult result = {.read = 0};
    work.limit = 1;
    worker_run(world.worker, &work, &spec, &result);
    assert_int_equal(result.written, 1);
    assert_string_equal(buffer_text(&result.printed), "1\n2\n3\n");
    assert_int_equal(result.n_kept, 1);
    assert_int_equal(result.kept[0].records, 3);

    Block block = {.id = {BLOCK_RDD, rdd, 0}};
    buffer_move(&result.kept[0].data, &block.data);
    blocks_put(program->blocks, &block);
    task_result_free(&result);
    check_task(&world, rdd, 0, "1 2 3");
    assert_int_equal(program->result.printed.size, 0);
    close_world(&world);
}

/* What tasks see and change. */

static void test_a_task_has_globals_of_its_own(void **state)
{
    (void)state;
    check_map(
        "function twice(x) return 2 * x end return function(x) return twice(x) end",
        "2 4", "6 8");
    check_map("n = 10 return function(x) n = n + 1 return n end", "11 12", "11 12");
    check_map("t = {0} return function(x) t[1] = t[1] + x return t[1] end", "1 3",
        "3 7");
    check_map("return function(x) made = (made or 0) + 1 return made end", "1 2",
        "1 2");
    check_map("return function(x) return tostring(absent) end", "nil nil", "nil nil");
}

static void test_captured_variables_are_set_back(void **state)
{
    (void)state;
    check_map("local n = 0 return function(x) n = n + x return n end", "1 3", "3 7");
    check_map("local t = {0} return function(x) t[1] = t[1] + x return t[1] end", "1 3",
        "3 7");
    check_map(
        "local last = null return function(x) local b = last last = x return b end",
        "null 1", "null 3");
    check_map("local n = 0 local function add(x) n = n + x return n end\n"
              "return function(x) return add(x) end",
        "1 3", "3 7");
}

static void test_a_captured_none_is_set_back(void **state)
{
    (void)state;
    check_map(
        "local last = None return function(x) local b = last last = x return b end",
        "None 1", "None 3");
}

static void test_a_changed_variable_is_named(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "local total, other = 0, 5\n"
        "return function(x) total = total + x return x + other end,\n"
        "  function(x) return x + other end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 2);
    check_task(&world, program_map(program, numbers, 0), 0, "6 7");
    assert_int_equal(program->result.changed_func, 0);
    assert_string_equal(program->result.changed_name, "total");
    check_task(&world, program_map(program, numbers, 1), 0, "6 7");
    assert_int_equal(program->result.changed_func, FUNC_NONE);
    assert_null(program->result.changed_name);
    close_world(&world);
}

/* NaN differs from itself, but nobody changed it. */
static void test_a_captured_nan_is_not_changed(void **state)
{
    (void)state;
    World world;
    open_world(&world, "local nan = 0/0 return function(x) return nan end");
    Program *program = &world.program;
    check_task(&world, program_map(program, program_numbers(program, 1, 1), 0), 0,
        "NaN");
    assert_null(program->result.changed_name);
    close_world(&world);
}

/* A task that takes its world apart does so for itself only. */
static void test_nothing_a_task_changes_is_seen_by_another(void **state)
{
    (void)state;
    static const char *const vandals[] = {
        "string.upper = nil",
        "math = nil",
        "local s = string s.upper = function() return 'X' end",
        "for name in pairs(math) do math[name] = nil end",
        "pcall(setmetatable, _G, {__index = function() return nil end})",
        "_G.string = nil",
        "_ENV = {}",
        "_ENV = {string = {}}",
        "_ENV = nil",
        "_ENV = 5",
        "pcall(function() getmetatable(_G).__index = function() return nil end end)",
        "pcall(function() getmetatable('').__index = {} end)",
        "load('string.upper = nil')()",
        "load('tostring = nil')()",
    };
    for (size_t i = 0; i < sizeof vandals / sizeof vandals[0]; i++) {
        World world;
        Buffer text = {0};
        buffer_printf(&text,
            "return function(x) %s return x end,\n"
            "  function(x) return string.upper('a') .. ('b'):upper() .. math.abs(-x)\n"
            "    .. tostring(load('return tostring(5)')()) end",
            vandals[i]);
        open_world(&world, buffer_text(&text));
        Program *program = &world.program;
        RddId numbers = program_numbers(program, 1, 1);
        check_task(&world, program_map(program, numbers, 0), 0, "1");
        check_task(&world, program_map(program, numbers, 1), 0, "AB15");
        buffer_free(&text);
        close_world(&world);
    }
}

static void test_a_global_that_stays_on_the_driver_is_named(void **state)
{
    (void)state;
    World world;
    open_world(&world, "log = io.stdout return function(x) log:write(x) return x end");
    Program *program = &world.program;
    RddId rdd = program_map(program, program_numbers(program, 1, 1), 0);
    check_task(&world, rdd, 0,
        "java.lang.RuntimeException: program.lua:1: global 'log' is a file, which stays "
        "on the driver; a task cannot use it");
    close_world(&world);
}

static void test_a_program_shipped_again_is_loaded_again(void **state)
{
    (void)state;
    World world;
    open_world(&world, "local n = 1 return function(x) return x + n end");
    Program *program = &world.program;
    RddId rdd = program_map(program, program_numbers(program, 1, 2), 0);
    check_task(&world, rdd, 0, "2 3");
    assert_true(
        program_load(program, "local n = 5 return function(x) return x + n end"));
    check_task(&world, rdd, 0, "6 7");
    close_world(&world);
}

/* Random numbers. */

static void check_random(const char *text)
{
    World one;
    World other;
    open_world(&one, text);
    open_world(&other, text);
    RddId rdd = program_map(&one.program, program_numbers(&one.program, 2, 4), 0);
    RddId same = program_map(&other.program, program_numbers(&other.program, 2, 4), 0);
    check_task(&other, same, 1, program_run(&one.program, one.worker, rdd, 1));
    Buffer first = {0};
    buffer_append_string(&first, program_run(&one.program, one.worker, rdd, 0));
    assert_string_not_equal(program_run(&one.program, one.worker, rdd, 1),
        buffer_text(&first));
    check_task(&other, same, 0, buffer_text(&first));
    check_task(&other, same, 0, buffer_text(&first));
    buffer_free(&first);
    close_world(&one);
    close_world(&other);
}

/* They depend on seed, stage, partition and attempt, and on nothing else. */
static void test_random_numbers_are_the_tasks_own(void **state)
{
    (void)state;
    check_random("return function(x) return math.random(1000000000) end");
}

static void test_random_numbers_of_a_captured_function_too(void **state)
{
    (void)state;
    check_random("local random = math.random\n"
                 "return function(x) return random(1000000000) end");
    check_random("local math = math\n"
                 "return function(x) return math.random(1000000000) end");
}

/* Failures. */

/* Runs the only task of map over 1, 2, 3 and leaves its failure in the program. */
static const Failure *fail_map(World *world, const char *text, const char *message)
{
    open_world(world, text);
    Program *program = &world->program;
    RddId rdd = program_map(program, program_numbers(program, 1, 3), 0);
    program_run(program, world->worker, rdd, 0);
    const Failure *failure = &program->result.failure;
    assert_true(failure_is_set(failure));
    assert_string_equal(failure->message, message);
    assert_int_equal(failure->rdd, rdd);
    return failure;
}

static void test_a_failure_has_a_text_a_record_and_a_place(void **state)
{
    (void)state;
    World world;
    const Failure *failure = fail_map(&world,
        "return function(x)\n"
        "  if x == 2 then error('no two please') end\n"
        "  return x\n"
        "end",
        "program.lua:2: no two please");
    assert_string_equal(failure->class_name, "java.lang.RuntimeException");
    assert_string_equal(failure->name, "task-failed");
    assert_string_equal(failure->file, "program.lua");
    assert_int_equal(failure->line, 2);
    assert_string_equal(failure->record, "2");
    assert_string_equal(failure->origin, "partition 0");
    close_world(&world);
}

static void test_a_failure_without_a_place_is_as_it_was_thrown(void **state)
{
    (void)state;
    World world;
    fail_map(&world, "return function(x) error('no zero please', 0) end",
        "no zero please");
    close_world(&world);
    fail_map(&world, "return function(x) error() end", "nil");
    close_world(&world);
    fail_map(&world, "return function(x) error(42, 0) end", "42");
    close_world(&world);
}

static void test_a_failure_may_be_a_table_with_a_class(void **state)
{
    (void)state;
    World world;
    const Failure *failure = fail_map(&world,
        "return function(x) error({class = 'java.lang.ArithmeticException',\n"
        "  message = '/ by zero'}) end",
        "/ by zero");
    assert_string_equal(failure->class_name, "java.lang.ArithmeticException");
    close_world(&world);
}

static void test_a_failure_names_the_function_and_the_source(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) return 'k' .. x, x * 10 end,\n"
        "  function(k, v)\n"
        "    return k + v\n"
        "  end");
    Program *program = &world.program;
    RddId first = program_map(program, program_numbers(program, 2, 4), 0);
    RddId second = program_map(program, first, 1);
    program_run(program, world.worker, second, 1);
    const Failure *failure = &program->result.failure;
    assert_int_equal(failure->rdd, second);
    assert_int_equal(failure->line, 3);
    assert_string_equal(failure->record, "\"k3\", 30");
    assert_string_equal(failure->origin, "from 3, partition 1");
    close_world(&world);
}

static void test_what_is_no_record_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message;
        const char *name;
    } cases[] = {
        {"return function(x) end",
            "the function of map returned nil; map makes one record of each record",
            "nil-record"},
        {"return function(x) return 1, 2, 3 end",
            "the function of map returned 3 values; a record is one value, or two for a "
            "pair",
            "wrong-type"},
        {"return function(x) return 1, nil end",
            "the function of map returned a pair whose value is nil; null stands for no "
            "value",
            "nil-record"},
        {"return function(x) return print end", "a function cannot be a record",
            "wrong-type"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        World world;
        const Failure *failure = fail_map(&world, cases[i].text, cases[i].message);
        assert_string_equal(failure->name, cases[i].name);
        assert_string_equal(failure->record, "1");
        close_world(&world);
    }
}

/* A record in the making may be an object whose text fails in its turn. */
static void test_a_record_without_a_text_hides_no_failure(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x)\n"
        "    return setmetatable({}, {__tostring = function() error('no text') end})\n"
        "  end,\n"
        "  function(x) error('the failure', 0) end,\n"
        "  function(x) return x + 1 end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 1);
    RddId objects = program_map(program, numbers, 0);
    check_task(&world, program_map(program, objects, 1), 0,
        "java.lang.RuntimeException: the failure");
    check_task(&world, program_map(program, numbers, 2), 0, "2");
    close_world(&world);
}

static void test_a_block_that_is_gone_is_named(void **state)
{
    (void)state;
    World world;
    open_world(&world, "return function(x) return x end");
    Program *program = &world.program;
    BlockId block = {BLOCK_INPUT, 0, 1000};
    RddId rdd = rdds_add_blocks(&program->rdds, "socketTextStream", &block, 1)->id;
    check_task(&world, rdd, 0,
        "java.lang.RuntimeException: Could not compute split, block input-0-1000 of RDD "
        "0 not found");
    close_world(&world);
}

static void test_a_failed_task_leaves_a_good_worker(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "local n = 0\n"
        "return function(x) n = n + 1 leak = true if x == 2 then error('x', 0) end\n"
        "  return n end,\n"
        "  function(x) return x, tostring(leak) end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 2, 3);
    RddId failing = program_map(program, numbers, 0);
    for (int i = 0; i < 3; i++) {
        check_task(&world, failing, 1, "java.lang.RuntimeException: x");
        check_task(&world, program_map(program, numbers, 1), 0, "(1,nil)");
    }
    close_world(&world);
}

static void test_print_is_kept_with_the_task(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) print(x, 'a', nil, pair(1, 2)) return x end,\n"
        "  function(x) print('before') error('x', 0) end");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 2);
    check_task(&world, program_map(program, numbers, 0), 0, "1 2");
    assert_string_equal(buffer_text(&program->result.printed),
        "1\ta\tnil\t(1,2)\n2\ta\tnil\t(1,2)\n");
    program_run(program, world.worker, program_map(program, numbers, 1), 0);
    assert_string_equal(buffer_text(&program->result.printed), "before\n");
    close_world(&world);
}

/* The ceiling. */

static void test_too_much_memory_is_a_failure(void **state)
{
    (void)state;
    static const char *const hungry[] = {
        "return function(x) return #string.rep('x', 1 << 30) end, tostring",
        "return function(x) local t = {} for i = 1, 1e8 do t[i] = i end end, tostring",
        "return function(x) local s = 'x' while true do s = s .. s end end, tostring",
        "return function(x) local t while true do t = {t} end end, tostring",
    };
    for (size_t i = 0; i < sizeof hungry / sizeof hungry[0]; i++) {
        World world;
        open_limited(&world, hungry[i], 8 << 20);
        Program *program = &world.program;
        RddId numbers = program_numbers(program, 1, 1);
        RddId rdd = program_map(program, numbers, 0);
        for (int again = 0; again < 2; again++) {
            check_task(&world, rdd, 0, "java.lang.RuntimeException: not enough memory");
            assert_int_equal(program->result.failure.rdd, rdd);
            check_task(&world, program_map(program, numbers, 1), 0, "1");
        }
        assert_true(worker_state(world.worker)->used_bytes <= 8 << 20);
        close_world(&world);
    }
}

static void test_a_function_without_end_runs_out_of_stack(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "local function down(x) return 1 + down(x) end\n"
        "return function(x) return down(x) end, tostring");
    Program *program = &world.program;
    RddId numbers = program_numbers(program, 1, 1);
    const char *text =
        program_run(program, world.worker, program_map(program, numbers, 0), 0);
    assert_non_null(strstr(text, "stack overflow"));
    check_task(&world, program_map(program, numbers, 1), 0, "1");
    close_world(&world);
}

static void test_an_interrupted_task_fails(void **state)
{
    (void)state;
    World world;
    open_world(&world,
        "return function(x) while true do pcall(function() while true do end end) end end");
    Program *program = &world.program;
    RddId rdd = program_map(program, program_numbers(program, 1, 1), 0);
    worker_interrupt(world.worker);
    const char *text = program_run(program, world.worker, rdd, 0);
    assert_non_null(strstr(text, "interrupted"));
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_chain_of_operators_is_one_loop),
        cmocka_unit_test(test_map_makes_values_and_pairs),
        cmocka_unit_test(test_flat_map_returns_or_emits),
        cmocka_unit_test(test_only_as_much_as_wanted_is_computed),
        cmocka_unit_test(test_values_of_equal_keys_are_folded),
        cmocka_unit_test(test_a_partition_that_is_kept_is_computed_whole),
        cmocka_unit_test(test_a_task_has_globals_of_its_own),
        cmocka_unit_test(test_captured_variables_are_set_back),
        cmocka_unit_test(test_a_captured_none_is_set_back),
        cmocka_unit_test(test_a_changed_variable_is_named),
        cmocka_unit_test(test_a_captured_nan_is_not_changed),
        cmocka_unit_test(test_nothing_a_task_changes_is_seen_by_another),
        cmocka_unit_test(test_a_global_that_stays_on_the_driver_is_named),
        cmocka_unit_test(test_a_program_shipped_again_is_loaded_again),
        cmocka_unit_test(test_random_numbers_are_the_tasks_own),
        cmocka_unit_test(test_random_numbers_of_a_captured_function_too),
        cmocka_unit_test(test_a_failure_has_a_text_a_record_and_a_place),
        cmocka_unit_test(test_a_failure_without_a_place_is_as_it_was_thrown),
        cmocka_unit_test(test_a_failure_may_be_a_table_with_a_class),
        cmocka_unit_test(test_a_failure_names_the_function_and_the_source),
        cmocka_unit_test(test_what_is_no_record_is_said),
        cmocka_unit_test(test_a_record_without_a_text_hides_no_failure),
        cmocka_unit_test(test_a_block_that_is_gone_is_named),
        cmocka_unit_test(test_a_failed_task_leaves_a_good_worker),
        cmocka_unit_test(test_print_is_kept_with_the_task),
        cmocka_unit_test(test_too_much_memory_is_a_failure),
        cmocka_unit_test(test_a_function_without_end_runs_out_of_stack),
        cmocka_unit_test(test_an_interrupted_task_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
