/* tests/unit/busy.h -- an application in the middle of its work, for tests that put
 * something out of order and expect a CHECK that names it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_BUSY_H
#define SLUICE_TESTS_UNIT_BUSY_H

#include "tests/unit/apart.h"
#include "tests/unit/fake_runner.h"

#define TEN_LINES "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"

/* Two executors of two cores. A receiver takes in ten records a second; each batch has
 * two outputs, which may run at the same time, of pairs that are reduced and kept. */
static inline Streaming *busy_open(Fake *fake)
{
    fake_open(fake, "local-cluster[2,2,1024]");
    conf_set(&fake->conf, "spark.streaming.concurrentJobs", "2");
    conf_set(&fake->conf, "spark.locality.wait", "0");
    fake->gives_way = true;
    fake->fed = TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES;
    fake->limits.batches = 6;
    assert_true(fake_make_sim(fake, NULL));
    Streaming *context = fake_make_context(fake);
    StreamId words = fake_socket(context);
    StreamId counts;
    CallSite site = made_by("reduceByKey");
    Aggregator reducing = make_reducing(1);
    Partitioner *hash = partitioner_new_hash(2);
    assert_true(graph_add_combined(&context->graph, &site, words, &reducing, hash,
        &counts, NULL));
    partitioner_release(hash);
    assert_true(graph_persist(&context->graph, counts, LEVEL_MEMORY_ONLY, NULL));
    fake_output_of(context, counts, 0);
    fake_output_of(context, counts, 1);
    return context;
}

static inline void keep_counts(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    if (rdds_get(&fake->sim->rdds, work->rdd)->level == LEVEL_NONE)
        return;
    result->kept = mem_grow(NULL, &result->kept_capacity, 1, sizeof *result->kept);
    result->kept[0] = (Kept){.rdd = work->rdd, .partition = spec->partition};
    buffer_append_string(&result->kept[0].data, "data");
    result->n_kept = 1;
}

/* Executors register while tasks cost nothing. */
static inline void busy_start(Fake *fake)
{
    assert_true(fake_start(fake->context, NULL));
    fake->task = keep_counts;
    fake->task_ms = 300;
}

/* Tasks of batches 3 and 4 run and wait, batch 1 is forgotten, blocks wait. */
static inline int busy_set_up(void **state)
{
    Fake *fake = mem_zero_alloc(sizeof *fake);
    Streaming *context = busy_open(fake);
    busy_start(fake);
    while (sim_now(fake->sim) < context->graph.zero + TIME_MS(4350))
        assert_true(sim_step(fake->sim));
    *state = fake;
    return 0;
}

static inline int busy_tear_down(void **state)
{
    Fake *fake = *state;
    streaming_stop(fake->context, true);
    fake_close(fake);
    mem_free(fake);
    return 0;
}

/* Putting things out of order. */

typedef struct Wrong {
    Ending *put; /* gets the Fake */
    const char *text;
} Wrong;

typedef struct Apart {
    Fake *fake;
    Ending *put;
} Apart;

static inline void put_and_check(void *subject)
{
    const Apart *apart = subject;
    apart->put(apart->fake);
    streaming_check(apart->fake->context);
}

static inline void expect_texts(void **state, const Wrong *wrongs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Buffer said = {0};
        Apart apart = {*state, wrongs[i].put};
        int status = run_apart(put_and_check, &apart, &said);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT ||
            strstr(buffer_text(&said), wrongs[i].text) == NULL)
            fail_msg("wanted \"%s\", got \"%s\"", wrongs[i].text, buffer_text(&said));
        buffer_free(&said);
    }
}

#define EXPECT(state, wrongs) \
    expect_texts(state, wrongs, sizeof(wrongs) / sizeof(wrongs)[0])

#define WRONG(name) static void name(void *subject)
#define SIM (((Fake *)subject)->sim)
#define CONTEXT (((Fake *)subject)->context)

#endif
