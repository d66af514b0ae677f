/* tests/unit/test_several.c -- streams made of several streams, and those whose RDDs
 * the program makes (semantics 5.1, 5.4). */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

/* What the function of the program does: 1 unites what it gets, 2 gives nothing, 3
 * throws, 4 never comes back, since the run ends meanwhile. */
static bool make_rdd(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    FakeGraph *fake = subject;
    *rdd = RDD_NONE;
    if (func == 1)
        *rdd = make_union(&fake->rdds, rdds, n);
    else if (func == 3)
        return failure_set(failure, ERR_RUNTIME, "at %d", (int)time_to_ms(time));
    return func < 4;
}

static void open_graph(FakeGraph *fake)
{
    fake_graph_open(fake);
    fake->graph.driver = (GraphDriver){.subject = fake, .make_rdd = make_rdd};
}

static StreamId add_transformed(FakeGraph *fake, StreamList parents, FuncId func)
{
    StreamId id = STREAM_NONE;
    graph_add_transformed(&fake->graph, &fake_site, parents, func, &id, NULL);
    fake_output(fake, id);
    return id;
}

static StreamId add_generator(FakeGraph *fake, FuncId func)
{
    StreamId id = STREAM_NONE;
    graph_add_generator(&fake->graph, &fake_site, func, &id, NULL);
    fake_output(fake, id);
    return id;
}

/* The RDD of second 2 fails; with this text, or none. */
static void check_fails(FakeGraph *fake, StreamId id, const char *class_name,
    const char *message)
{
    RddId rdd;
    Failure failure = {.rdd = RDD_NONE};
    assert_false(stream_rdd(&fake->graph, graph_stream(&fake->graph, id), TIME_S(2),
        &rdd, &failure));
    assert_int_equal(failure_is_set(&failure), message != NULL);
    if (message != NULL) {
        assert_string_equal(failure.class_name, class_name);
        assert_string_equal(failure.message, message);
    }
    assert_false(fake_remembers(fake, id, 2));
    failure_free(&failure);
}

static void test_a_union_has_the_rdds_of_all_parents(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId parents[] = {fake_receiver(&fake), fake_receiver(&fake),
        fake_receiver(&fake)};
    StreamId id = STREAM_NONE;
    assert_true(
        graph_add_union(&fake.graph, &fake_site, (StreamList){parents, 3}, &id, NULL));
    fake_output(&fake, id);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *rdd = fake_rdd(&fake, id, 1);
    assert_int_equal(rdd->kind, RDD_UNION);
    assert_int_equal(rdd->partitions, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(parent_of(rdd, i), fake_rdd(&fake, parents[i], 1)->id);
    assert_string_equal(stream_class_name(graph_stream(&fake.graph, id)),
        "UnionDStream");
    fake_graph_close(&fake);
}

static void test_a_function_makes_an_rdd_of_all_parents(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId parents[] = {fake_receiver(&fake), fake_receiver(&fake)};
    StreamId id = add_transformed(&fake, (StreamList){parents, 2}, 1);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *rdd = fake_rdd(&fake, id, 2);
    assert_int_equal(rdd->n_deps, 2);
    assert_int_equal(parent_of(rdd, 1), fake_rdd(&fake, parents[1], 2)->id);
    assert_int_equal(rdd->stream, id);
    assert_ptr_equal(fake_rdd(&fake, id, 2), rdd); /* made once */
    fake_graph_close(&fake);
}

static void test_a_function_must_give_an_rdd(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId id = add_transformed(&fake, (StreamList){&input, 1}, 2);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    check_fails(&fake, id, "org.apache.spark.SparkException",
        "Transform function must not return null. Return SparkContext.emptyRDD() instead "
        "to represent no element as the result of transformation.");
    fake_graph_close(&fake);
}

static void test_what_a_function_throws_is_handed_on(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId id = fake_map(&fake, add_transformed(&fake, (StreamList){&input, 1}, 3));
    fake_output(&fake, id);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    check_fails(&fake, id, "java.lang.RuntimeException", "at 2000");
    fake_graph_close(&fake);
}

static void test_a_run_that_ended_meanwhile_is_no_failure(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId id = add_transformed(&fake, (StreamList){&input, 1}, 4);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    check_fails(&fake, id, NULL, NULL);
    fake_graph_close(&fake);
}

/* A parent without an RDD, such as a generator that gives none. */
static void test_a_parent_without_an_rdd_is_a_failure(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId parents[] = {fake_receiver(&fake), add_generator(&fake, 2)};
    StreamId together = STREAM_NONE;
    graph_add_union(&fake.graph, &fake_site, (StreamList){parents, 2}, &together, NULL);
    fake_output(&fake, together);
    StreamId transformed = add_transformed(&fake, (StreamList){parents, 2}, 1);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    check_fails(&fake, together, "org.apache.spark.SparkException",
        "Could not generate RDD from a parent for unifying at time 2000 ms");
    check_fails(&fake, transformed, "org.apache.spark.SparkException",
        "Couldn't generate RDD from parent at time 2000 ms");
    fake_graph_close(&fake);
}

static void test_a_generator_makes_its_rdds(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId some = add_generator(&fake, 1);
    StreamId none = add_generator(&fake, 2);
    StreamId after = fake_map(&fake, none);
    StreamId failing = add_generator(&fake, 3);
    fake_output(&fake, after);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    assert_int_equal(fake_rdd(&fake, some, 1)->stream, some);
    assert_true(fake_remembers(&fake, some, 1));
    assert_null(fake_rdd(&fake, none, 1));
    assert_null(fake_rdd(&fake, after, 1));
    check_fails(&fake, failing, "java.lang.RuntimeException", "at 2000");
    assert_int_equal(graph_stream(&fake.graph, some)->input, 0);
    assert_int_equal(graph_stream(&fake.graph, failing)->input, 2);
    fake_graph_close(&fake);
}

/* Semantics 5.7: compute makes it anew and remembers nothing. */
static void test_an_rdd_can_be_made_anew(void **state)
{
    (void)state;
    FakeGraph fake;
    open_graph(&fake);
    StreamId id = fake_map(&fake, fake_receiver(&fake));
    fake_output(&fake, id);
    assert_true(graph_start(&fake.graph, 0, NULL, NULL));
    const Rdd *first = fake_rdd(&fake, id, 1);
    DStream *stream = graph_stream(&fake.graph, id);
    RddId again;
    Failure failure = {.rdd = RDD_NONE};
    assert_true(stream_compute(&fake.graph, stream, TIME_S(1), &again, &failure));
    assert_int_not_equal(again, first->id);
    assert_int_equal(parent_of(rdds_get(&fake.rdds, again), 0), parent_of(first, 0));
    assert_ptr_equal(fake_rdd(&fake, id, 1), first);
    fake_graph_close(&fake);
}

static void test_parents_have_the_same_slide(void **state)
{
    (void)state;
    FakeGraph fake;
    Err err;
    StreamId id;
    open_graph(&fake);
    StreamId input = fake_receiver(&fake);
    StreamId parents[] = {input, fake_window(&fake, input, 2, 2)};
    StreamList list = {parents, 2};
    static const char message[] =
        "requirement failed: Some of the DStreams have different slide durations";
    assert_false(graph_add_union(&fake.graph, &fake_site, list, &id, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message, message);
    assert_false(graph_add_transformed(&fake.graph, &fake_site, list, 1, &id, &err));
    assert_string_equal(err.message, message);
    assert_int_equal(fake.graph.n_streams, 2);
    fake_graph_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_union_has_the_rdds_of_all_parents),
        cmocka_unit_test(test_a_function_makes_an_rdd_of_all_parents),
        cmocka_unit_test(test_a_function_must_give_an_rdd),
        cmocka_unit_test(test_what_a_function_throws_is_handed_on),
        cmocka_unit_test(test_a_run_that_ended_meanwhile_is_no_failure),
        cmocka_unit_test(test_a_parent_without_an_rdd_is_a_failure),
        cmocka_unit_test(test_a_generator_makes_its_rdds),
        cmocka_unit_test(test_an_rdd_can_be_made_anew),
        cmocka_unit_test(test_parents_have_the_same_slide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
