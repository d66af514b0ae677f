/* tests/engine/test_worker.c -- tasks in a worker: what they see, change and say. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/program.h"

static void open_world(World *world, const char *text)
{
    assert_true(world_open(world, text, 0));
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
    world_close(&world);
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
    RddId odd =
        make_narrow(&program->rdds, program_numbers(program, 1, 4), NARROW_FILTER, 0);
    RddId flat = make_narrow(&program->rdds, odd, NARROW_FLAT_MAP, 1);
    check_task(&world, odd, 0, "1 3");
    check_task(&world, flat, 0, "1 (k,1) 3 (k,3)");
    check_task(&world, program_map(program, flat, 2), 0, "-1 k -3 k");
    assert_int_equal(program->result.read, 4);
    assert_int_equal(program->result.written, 4);
    world_close(&world);
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
    check_task(&world, make_narrow(rdds, rdd, NARROW_FLAT_MAP, 0), 0, wanted);
    world_close(&world);
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
    work.action.limit = 2;
    worker_run(world.worker, &work, &spec, &result);
    assert_int_equal(result.written, 2);
    assert_string_equal(buffer_text(&result.printed), "1\n2\n");
    task_result_free(&result);

    work.action.kind = ACTION_COUNT;
    worker_run(world.worker, &work, &spec, &result);
    assert_int_equal(result.written, 9);
    assert_int_equal(result.data.size, 0);
    task_result_free(&result);
    world_close(&world);
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
    RddId folded = make_reduced(&program->rdds, keyed, 1, 2);
    for (int map = 0; map < 2; map++) {
        StageWork work = program_work(program, keyed);
        TaskSpec spec = {.partition = map};
        TaskResult result = {.read = 0};
        work.shuffle = shuffle_of(&program->rdds, folded, 0);
        worker_run(world.worker, &work, &spec, &result);
        assert_int_equal(result.n_offsets, 3);
        assert_int_equal(result.written, 3);
        program_put_shuffle(program, work.shuffle, map, &result);
        task_result_free(&result);
    }
    check_task(&world, folded, 0, "(0,36) (2,258)");
    check_task(&world, folded, 1, "(1,147)");
    world_close(&world);
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
    work.action.limit = 1;
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
    world_close(&world);
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
    world_close(&world);
}

/* What a task puts into its copy of a captured table is told apart from what it changes
 * there; of several fields the one with the smallest key. */
static void test_a_filled_table_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        const char *changed;
        const char *filled;
        double number;
    } cases[] = {
        {"t[x % 3] = (t[x % 3] or 0) + 1", NULL, "t[0]", 3},
        {"t['the ' .. x] = x t.z = 5", NULL, "t[\"the 1\"]", 1},
        {"t.b = x t.a = 2 * x", NULL, "t.a", 20},
        {"t.old = t.old + 1 t.new = 1", "t.old", "t.new", 1},
        {"t.old = 0/0", "t.old", NULL, 0},
        {"t.word = 'a' t[2.5] = true", NULL, NULL, 0},
        {"t.old = 7", NULL, NULL, 0},
        {"t.x = x t.x = nil", NULL, NULL, 0},
        {"list[#list + 1] = x", NULL, "list", NAN},
        {"list[#list + 1] = 'w' list.n = x", NULL, "list.n", 10},
        {"list[1] = 'w'", NULL, NULL, 0},
        {"t[string.rep('a', 50)] = x", NULL,
            "t[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\"]", 10},
        {"object.n = object.n + 1 object.m = 1", NULL, NULL, 0},
        {"many.m1 = x many.added = x", NULL, NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        snprintf(text, sizeof text,
            "local t, list, nan, many = {old = 7}, {'v'}, {v = 0/0}, {}\n"
            "local object = setmetatable({n = 1}, {__index = {}})\n"
            "for i = 1, 300 do many['m' .. i] = i end\n"
            "return function(x) local _ = t, list, nan, many, object %s return 0 end",
            cases[i].body);
        World world;
        open_world(&world, text);
        Program *program = &world.program;
        RddId mapped = program_map(program, program_numbers(program, 1, 10), 0);
        check_task(&world, mapped, 0, "0 0 0 0 0 0 0 0 0 0");
        const TaskResult *result = &program->result;
        if (cases[i].changed == NULL)
            assert_null(result->changed_name);
        else
            assert_string_equal(result->changed_name, cases[i].changed);
        assert_int_equal(result->n_filled, cases[i].filled != NULL);
        if (cases[i].filled != NULL) {
            const Filled *filled = &result->filled[0];
            assert_string_equal(filled->path, cases[i].filled);
            assert_int_equal(filled->func, 0);
            assert_true(filled->number == cases[i].number ||
                (isnan(filled->number) && isnan(cases[i].number)));
        }
        world_close(&world);
    }
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
    world_close(&world);
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
        world_close(&world);
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
        "java.lang.RuntimeException: program.lua:1: global 'log' is a file, which "
        "stays on the driver; a task cannot use it");
    world_close(&world);
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
    world_close(&world);
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
    world_close(&one);
    world_close(&other);
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
    world_close(&world);
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
        cmocka_unit_test(test_a_filled_table_is_named),
        cmocka_unit_test(test_a_captured_nan_is_not_changed),
        cmocka_unit_test(test_nothing_a_task_changes_is_seen_by_another),
        cmocka_unit_test(test_a_global_that_stays_on_the_driver_is_named),
        cmocka_unit_test(test_a_program_shipped_again_is_loaded_again),
        cmocka_unit_test(test_random_numbers_are_the_tasks_own),
        cmocka_unit_test(test_random_numbers_of_a_captured_function_too),
        cmocka_unit_test(test_print_is_kept_with_the_task),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
