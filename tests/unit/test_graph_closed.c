/* tests/unit/test_graph_closed.c -- nothing is added to a graph that has started or
 * stopped. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_graph.h"

static StorageLevel level_of(const FakeGraph *fake, StreamId id)
{
    return graph_stream(&fake->graph, id)->level;
}

static void check_err(const Err *err, ErrCode code, const char *message)
{
    assert_int_equal(err->code, code);
    assert_string_equal(err->message, message);
}

/* One of the things that add to a graph. */
enum { WAYS_TO_ADD = 10 };

static bool try_to_add(Graph *graph, int what, StreamId parent, Err *err)
{
    int id;
    StreamList one = {&parent, 1};
    NarrowWork work = {.op = NARROW_MAP, .func = 1, .inverse = FUNC_NONE};
    Aggregator reducing = make_reducing(1);
    InverseWindow inverse = {.length = TIME_S(2), .slide = TIME_S(1)};
    UpdateState update = {.op = NARROW_UPDATE, .initial = RDD_NONE};
    MapState state = {.initial = RDD_NONE};
    switch (what) {
    case 0:
        return graph_add_receiver(graph, &fake_site, 0, &id, err);
    case 1:
        return graph_add_queue(graph, &fake_site, true, &id, err);
    case 2:
        return graph_add_narrow(graph, &fake_site, parent, &work, &id, err);
    case 3:
        return graph_add_combined(graph, &fake_site, parent, &reducing, NULL, &id, err);
    case 4:
        return graph_add_window(graph, &fake_site, parent, TIME_S(2), TIME_S(1), &id,
            err);
    case 5:
        return graph_add_inverse_window(graph, &fake_site, parent, &inverse, &id, err);
    case 6:
        return graph_add_union(graph, &fake_site, one, &id, err) ||
            graph_add_transformed(graph, &fake_site, one, 1, &id, err);
    case 7:
        return graph_add_update(graph, &fake_site, parent, &update, &id, err) ||
            graph_add_map_state(graph, &fake_site, parent, &state, &id, err);
    case 8:
        return graph_add_generator(graph, &fake_site, 1, &id, err);
    default:
        return graph_add_output(graph, &fake_site, parent, 1, &id, err);
    }
}

static void check_closed(FakeGraph *fake, StreamId parent, const char *message)
{
    Graph *graph = &fake->graph;
    int streams = graph->n_streams;
    Err err;
    for (int what = 0; what < WAYS_TO_ADD; what++) {
        assert_false(try_to_add(graph, what, parent, &err));
        check_err(&err, ERR_STATE, message);
    }
    assert_false(graph_check_open(graph, &err));
    check_err(&err, ERR_STATE, message);
    assert_int_equal(graph->n_streams, streams);
    assert_int_equal(graph->n_outputs, 1);
    assert_int_equal(level_of(fake, parent), LEVEL_NONE);
}

/* Semantics 2.2. */
static void test_a_running_or_stopped_graph_is_closed(void **state)
{
    (void)state;
    FakeGraph fake;
    fake_graph_open(&fake);
    StreamId input = fake_receiver(&fake);
    fake_output(&fake, input);
    assert_true(graph_check_open(&fake.graph, NULL));
    graph_start(&fake.graph, 0, NULL, NULL);
    check_closed(&fake, input,
        "Adding new inputs, transformations, and output operations after starting a "
        "context is not supported");
    fake.graph.stopped = true;
    check_closed(&fake, input,
        "Adding new inputs, transformations, and output operations after stopping a "
        "context is not supported");
    fake_graph_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_running_or_stopped_graph_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
