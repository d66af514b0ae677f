/* tests/engine/test_allocation_keyed.c -- every allocation of Lua's fails once in tasks
 * that bring records together by key: joins, states, windows, sorting. */
// SPDX-License-Identifier: MIT
#include "tests/engine/sweep.h"

/* Function 0 of the program makes pairs of 1 to `count`, in one partition that a
 * cogroup can read where it is. */
static RddId add_pairs(Program *program, FuncId func, int count, Partitioner *hash)
{
    RddId pairs = program_map(program, program_numbers(program, 1, count), func);
    rdds_get(&program->rdds, pairs)->partitioner = partitioner_share(hash);
    return pairs;
}

static RddId add_cogroup(Program *program, const RddId *parents, int n,
    Partitioner *hash)
{
    CallSite site = made_by("cogroup");
    return rdds_add_cogrouped(&program->rdds, &site, parents, n, hash)->id;
}

/* Runs the map task of the only partition that a shuffle reads. */
static void write_shuffle(Program *program, const Shuffle *shuffle)
{
    StageWork work = program_work(program, shuffle->parent);
    work.shuffle = shuffle;
    Worker *worker = worker_new(&program->supply, 0);
    TaskResult result = {.read = 0};
    worker_run(worker, &work, &(TaskSpec){.partition = 0}, &result);
    assert_false(failure_is_set(&result.failure));
    program_put_shuffle(program, shuffle, 0, &result);
    task_result_free(&result);
    worker_delete(worker);
}

static void describe_join(Program *program, StageWork *work)
{
    Partitioner *hash = partitioner_new_hash(1);
    const RddId sides[] = {add_pairs(program, 0, 4, hash),
        add_pairs(program, 1, 3, hash)};
    RddId together = add_cogroup(program, sides, 2, hash);
    RddId same = make_narrow(&program->rdds, together, NARROW_SAME, FUNC_NONE);
    RddId joined = make_narrow(&program->rdds, same, NARROW_FULL_JOIN, FUNC_NONE);
    work->rdd = program_map(program, joined, 2);
    partitioner_release(hash);
}

static void test_a_join(void **state)
{
    (void)state;
    sweep("return function(x) return 'k' .. x % 3, {x} end,\n"
          "  function(x) return 'k' .. x % 2, Some('v' .. x) end,\n"
          "  function(k, both) return k, both._1:getOrElse(k) end",
        describe_join,
        "(k2,List(2)) (k0,List(3)) (k1,List(1)) (k1,List(1)) (k1,List(4)) "
        "(k1,List(4))",
        20);
}

static void describe_update(Program *program, StageWork *work)
{
    Partitioner *hash = partitioner_new_hash(1);
    const RddId sides[] = {add_pairs(program, 0, 4, hash),
        add_pairs(program, 1, 3, hash)};
    RddId together = add_cogroup(program, sides, 2, hash);
    RddId same = make_narrow(&program->rdds, together, NARROW_SAME, FUNC_NONE);
    work->rdd = make_narrow(&program->rdds, same, NARROW_UPDATE, 2);
    partitioner_release(hash);
}

static void test_an_update_of_states(void **state)
{
    (void)state;
    sweep("return function(x) return 'k' .. x % 3, {x} end,\n"
          "  function(x) return 'k' .. x, {x * 10} end,\n"
          "  function(values, before)\n"
          "    if #values == 0 then return None end\n"
          "    local sum = before and before[1] or 0\n"
          "    for _, v in ipairs(values) do sum = sum + v[1] end\n"
          "    return Some({sum})\n"
          "  end",
        describe_update, "(k2,List(22)) (k0,List(3)) (k1,List(15))", 20);
}

static void describe_update_list(Program *program, StageWork *work)
{
    describe_update(program, work);
    RddSet *set = &program->rdds;
    RddId same = parent_of(rdds_get(set, work->rdd), 0);
    work->rdd = make_narrow(set, same, NARROW_UPDATE_LIST, 2);
}

static void test_an_update_of_a_list_of_states(void **state)
{
    (void)state;
    sweep("return function(x) return 'k' .. x % 2, x end,\n"
          "  function(x) return 'k' .. x, 'old' .. x end,\n"
          "  function(list)\n"
          "    local out = {}\n"
          "    for i, t in ipairs(list) do\n"
          "      out[i] = pair(t._1, {#t._2, t._3 or 'none'})\n"
          "    end\n"
          "    return out\n"
          "  end",
        describe_update_list,
        "(k3,List(0, old3)) (k2,List(0, old2)) (k0,List(2, none)) (k1,List(2, old1))",
        20);
}

/* The window before, what left and what entered. */
static void describe_inverse(Program *program, StageWork *work)
{
    Partitioner *hash = partitioner_new_hash(1);
    const RddId sides[] = {add_pairs(program, 0, 5, hash),
        add_pairs(program, 0, 2, hash), add_pairs(program, 1, 6, hash)};
    CallSite site = made_by("reduceByKeyAndWindow");
    NarrowWork inverse = {.op = NARROW_INVERSE, .func = 2, .inverse = 3, .number = 1};
    work->rdd = rdds_add_narrow(&program->rdds, &site,
        add_cogroup(program, sides, 3, hash), &inverse)
                    ->id;
    partitioner_release(hash);
}

static void test_a_window_with_an_inverse(void **state)
{
    (void)state;
    sweep("return function(x) return 'k' .. x, {x} end,\n"
          "  function(x) return 'k' .. x, {x * 10} end,\n"
          "  function(a, b) return {a[1] + b[1]} end,\n"
          "  function(a, b) return {a[1] - b[1]} end",
        describe_inverse,
        "(k6,List(60)) (k5,List(55)) (k3,List(33)) (k2,List(20)) (k1,List(10)) "
        "(k4,List(44))",
        20);
}

static RddId add_sorted(Program *program)
{
    CallSite site = made_by("sortByKey");
    Partitioner *hash = partitioner_new_hash(1);
    RddId pairs = program_map(program, program_numbers(program, 1, 6), 0);
    RddId sorted =
        rdds_add_sorted(&program->rdds, &site, pairs, hash, ORDER_DESCENDING)->id;
    partitioner_release(hash);
    return sorted;
}

static void describe_scatter(Program *program, StageWork *work)
{
    work->shuffle = shuffle_of(&program->rdds, add_sorted(program), 0);
    work->rdd = work->shuffle->parent;
}

static void describe_sort(Program *program, StageWork *work)
{
    RddId sorted = add_sorted(program);
    write_shuffle(program, shuffle_of(&program->rdds, sorted, 0));
    work->rdd = program_map(program, sorted, 1);
}

static const char SORTING[] = "return function(x) return 'k' .. x * 7 % 10, {x} end,\n"
                              "  function(k, v) return k .. v[1] end";

static void test_sorting_by_key(void **state)
{
    (void)state;
    sweep(SORTING, describe_scatter,
        "(k7,List(1)) (k4,List(2)) (k1,List(3)) (k8,List(4)) (k5,List(5)) "
        "(k2,List(6))",
        10);
    sweep(SORTING, describe_sort, "k84 k71 k55 k42 k26 k13", 10);
}

/* Keys as tables fail the task, in their own words. */
static void describe_sketch(Program *program, StageWork *work)
{
    CallSite site = made_by("sortByKey");
    RddId pairs = program_map(program, program_numbers(program, 1, 6), 0);
    RddId keys = make_narrow(&program->rdds, pairs, NARROW_KEYS, FUNC_NONE);
    NarrowWork sketch = {.op = NARROW_SKETCH,
        .func = FUNC_NONE,
        .inverse = FUNC_NONE,
        .number = 20};
    work->rdd = rdds_add_narrow(&program->rdds, &site, keys, &sketch)->id;
}

static void test_a_sketch_of_keys(void **state)
{
    (void)state;
    sweep(SORTING, describe_sketch, "(6,List(k7, k4, k1, k8, k5, k2))", 10);
}

static void describe_subtract(Program *program, StageWork *work)
{
    CallSite site = made_by("subtractByKey");
    Partitioner *hash = partitioner_new_hash(1);
    RddId left = program_map(program, program_numbers(program, 1, 5), 0);
    work->rdd = rdds_add_subtracted(&program->rdds, &site, left,
        add_pairs(program, 1, 3, hash), hash)
                    ->id;
    write_shuffle(program, shuffle_of(&program->rdds, work->rdd, 0));
    partitioner_release(hash);
}

static void test_subtracting_by_key(void **state)
{
    (void)state;
    sweep("return function(x) return 'k' .. x, {x} end,\n"
          "  function(x) return 'k' .. x * 2, {x} end",
        describe_subtract, "(k1,List(1)) (k3,List(3)) (k5,List(5))", 10);
}

/* mapWithState: keys of the initial state that time out, keys that are removed, keys
 * that are updated. */
static void describe_map_state(Program *program, StageWork *work)
{
    RddSet *set = &program->rdds;
    CallSite site = made_by("mapWithState");
    Partitioner *hash = partitioner_new_hash(1);
    RddId initial =
        rdds_add_initial_state(set, &site, add_pairs(program, 0, 4, hash), TIME_S(1))
            ->id;
    StateWork mapping = {.func = 2,
        .time = TIME_S(9),
        .threshold = TIME_S(5),
        .times_out = true,
        .full_scan = true};
    RddId states =
        rdds_add_state(set, &site, initial, add_pairs(program, 1, 3, hash), &mapping)
            ->id;
    rdds_get(set, states)->level = LEVEL_MEMORY_ONLY;
    work->rdd = make_narrow(set, states, NARROW_STATE_MAPPED, FUNC_NONE);
    partitioner_release(hash);
}

static const char MAPPING[] =
    "return function(x) return 'k' .. x, {x} end,\n"
    "  function(x) return 'k' .. x + 2, x end,\n"
    "  function(key, value, state)\n"
    "    if state:isTimingOut() then return key, {'ended', state:get()[1]} end\n"
    "    local before = state:getOption():getOrElse({0})\n"
    "    if value == 1 then state:remove() return key, {'gone'} end\n"
    "    state:update({before[1] + value})\n"
    "    return key, state:get()\n"
    "  end";

static void test_mapping_with_state(void **state)
{
    (void)state;
    sweep(MAPPING, describe_map_state,
        "(k3,List(gone)) (k4,List(6)) (k5,List(3)) (k2,List(ended, 2)) "
        "(k1,List(ended, 1))",
        20);
}

static void describe_state_pairs(Program *program, StageWork *work)
{
    describe_map_state(program, work);
    RddSet *set = &program->rdds;
    RddId states = parent_of(rdds_get(set, work->rdd), 0);
    work->rdd = program_map(program,
        make_narrow(set, states, NARROW_STATE_PAIRS, FUNC_NONE), 3);
}

static void test_the_states_that_are_left(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_append_string(&text, MAPPING);
    buffer_append_string(&text, ", function(k, v) return {k, v} end");
    sweep(buffer_text(&text), describe_state_pairs,
        "List(k5, List(3)) List(k4, List(6))", 20);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_join),
        cmocka_unit_test(test_an_update_of_states),
        cmocka_unit_test(test_an_update_of_a_list_of_states),
        cmocka_unit_test(test_a_window_with_an_inverse),
        cmocka_unit_test(test_sorting_by_key),
        cmocka_unit_test(test_a_sketch_of_keys),
        cmocka_unit_test(test_subtracting_by_key),
        cmocka_unit_test(test_mapping_with_state),
        cmocka_unit_test(test_the_states_that_are_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
