/* tests/unit/test_receivers.c -- receivers on the executors of a cluster. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/sched/executors.h"
#include "vm/streaming/side.h"

static const char FED[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n"
                          "16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26\n27\n28\n";

static StreamId add_socket(Streaming *context, const char *preferred)
{
    CallSite site = {"socketTextStream", {"program.lua", 4}};
    char host[] = "localhost";
    ReceiverInput socket = {.host = host,
        .port = 9999,
        .level = LEVEL_MEMORY_ONLY,
        .preferred = (char *)(uintptr_t)preferred};
    StreamId id = STREAM_NONE;
    streaming_add_receiver(context, &site, &socket, &id, NULL);
    return id;
}

static bool run_no_job(Fake *fake, RddId rdd, SimTime batch, Failure *failure)
{
    (void)fake;
    (void)rdd;
    (void)batch;
    (void)failure;
    return true;
}

/* A context on a cluster with a receiver for each preference, and an output. */
static Streaming *start(Fake *fake, const char *master, const char *const *preferred,
    int n)
{
    Err err;
    fake_open(fake, master);
    fake->fed = FED;
    fake->outputs[0] = run_no_job;
    fake->limits.until = TIME_S(20);
    assert_true(fake_make_sim(fake, &err));
    Streaming *context = fake_make_context(fake);
    StreamId last = STREAM_NONE;
    for (int i = 0; i < n; i++)
        last = add_socket(context, preferred[i]);
    fake_output_of(context, last, 0);
    assert_true(fake_start(context, &err));
    return context;
}

static void assert_executor(const Streaming *context, int receiver, int executor)
{
    assert_int_equal(receiver_executor(context->receivers[receiver]), executor);
}

static void test_a_cluster_runs_a_job_before_its_receivers(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {NULL, NULL};
    Streaming *context = start(&fake, "local-cluster[3,2,1024]", preferred, 2);
    /* As measured: job 0, stages 0 and 1, 70 tasks and RDDs 0 to 2 before receivers,
     * each of which takes one number of each kind. */
    assert_int_equal(fake_count_lines(&fake, "\"action\":\"start\""), 1);
    assert_int_equal(fake_count_lines(&fake, "\"kind\":\"task-started\""), 70);
    assert_int_equal(fake.sim->next_job, 3);
    assert_int_equal(fake.sim->next_stage, 4);
    assert_int_equal(fake.sim->next_task, 72);
    assert_int_equal(fake.sim->rdds.next_id, 5);
    assert_executor(context, 0, 0);
    assert_executor(context, 1, 1);
    fake_close(&fake);
}

static void test_the_first_batch_is_after_that_job(void **state)
{
    (void)state;
    Fake fake;
    Err err;
    fake_open(&fake, "local-cluster[1,1,1024]");
    conf_set(&fake.conf, "sluice.cost.task", "30ms");
    fake.fed = FED;
    assert_true(fake_make_sim(&fake, &err));
    Streaming *context = fake_make_context(&fake);
    fake_output_of(context, add_socket(context, NULL), 0);
    assert_true(fake_start(context, &err));
    assert_int_equal(sim_now(fake.sim), TIME_MS(2100));
    assert_int_equal(context->graph.zero, TIME_S(2));
    assert_int_equal(fake_count_lines(&fake, "\"zero\":2000000"), 1);
    fake_close(&fake);
}

static void test_local_mode_runs_no_such_job(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {NULL};
    start(&fake, "local[2]", preferred, 1);
    assert_int_equal(fake.sim->next_job, 1);
    assert_int_equal(fake.sim->rdds.next_id, 1);
    fake_close(&fake);
}

static void test_a_receiver_runs_on_the_host_it_prefers(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {"node-2", NULL, "node-2"};
    Streaming *context = start(&fake, "local-cluster[3,2,1024]", preferred, 3);
    assert_executor(context, 0, 2);
    assert_executor(context, 1, 0);
    assert_executor(context, 2, 2);
    fake_close(&fake);
}

/* Two receivers want a host with one core: the second takes another after 3 s for the
 * executor and 3 s for its host, is refused, and tries again at once. */
static void test_a_receiver_waits_for_its_host_and_is_refused_elsewhere(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {"node-0", "node-0"};
    Streaming *context = start(&fake, "local-cluster[2,1,1024]", preferred, 2);
    assert_executor(context, 0, 0);
    sim_advance(fake.sim, TIME_MS(5999));
    assert_int_equal(receiver_state(context->receivers[1]), RECEIVER_WAITING);
    sim_advance(fake.sim, TIME_S(6));
    assert_int_equal(receiver_refusals(context->receivers[1]), 1);
    assert_int_equal(fake_count_lines(&fake,
                         "\"at\":6000000,\"kind\":\"receiver\",\"receiver\":1,"
                         "\"stream\":1,\"state\":\"stopped\",\"executor\":1,\"core\":0,"
                         "\"text\":\"Registered unsuccessfully because Driver refused "
                         "to start receiver 1\""),
        1);
    /* Its block generator ends with its second tick, at 6.4 s. */
    sim_advance(fake.sim, TIME_MS(12399));
    assert_int_equal(receiver_refusals(context->receivers[1]), 1);
    sim_advance(fake.sim, TIME_MS(12400));
    assert_int_equal(receiver_refusals(context->receivers[1]), 2);
    assert_executor(context, 0, 0);
    fake_close(&fake);
}

static void test_no_wait_for_a_host_that_is_not_there(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {"node-7", NULL};
    Streaming *context = start(&fake, "local[4]", preferred, 2);
    assert_int_equal(receiver_refusals(context->receivers[0]), 1);
    assert_executor(context, 1, 0);
    sim_advance(fake.sim, TIME_MS(500));
    assert_int_equal(receiver_refusals(context->receivers[0]), 2);
    fake_close(&fake);
}

/* A line comes every 100 ms, from 100 ms on; blocks are cut every 200 ms. */
static void test_a_receiver_dies_with_its_executor(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {NULL};
    Streaming *context = start(&fake, "local-cluster[2,2,1024]", preferred, 1);
    assert_executor(context, 0, 0);
    sim_advance(fake.sim, TIME_MS(1350));
    int64_t buffered = receiver_buffered(context->receivers[0], NULL);
    assert_int_equal(buffered, 2); /* of 1.2 s and 1.3 s */
    int task = fake.sim->next_task;
    int job = fake.sim->next_job;
    sim_lose_executor(fake.sim, 0, "unplugged");
    assert_int_equal(fake_count_lines(&fake,
                         "\"state\":\"stopped\",\"executor\":0,\"core\":0,"
                         "\"text\":\"unplugged\",\"lost\":2"),
        1);
    assert_int_equal(context->n_losses, 1);
    assert_int_equal(context->losses[0].executor, 0);
    assert_int_equal(context->losses[0].records, 2);
    assert_int_equal(receiver_buffered(context->receivers[0], NULL), 0);
    assert_executor(context, 0, -1);

    /* The second try of the task ends at once; then there is a new job. */
    sim_advance(fake.sim, TIME_MS(1360));
    assert_int_equal(fake.sim->next_task, task + 2);
    assert_int_equal(fake.sim->next_job, job + 1);
    assert_executor(context, 0, 1);
    assert_int_equal(fake.sim->cluster.n_free, 1);
    fake_close(&fake);
}

static void test_with_no_free_core_it_waits(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {NULL, NULL};
    Streaming *context = start(&fake, "local-cluster[2,1,1024]", preferred, 2);
    sim_lose_executor(fake.sim, 1, "unplugged");
    sim_advance(fake.sim, TIME_S(8));
    assert_int_equal(receiver_state(context->receivers[1]), RECEIVER_WAITING);
    assert_executor(context, 0, 0);

    assert_int_equal(sim_add_executor(fake.sim), 2);
    assert_int_equal(receiver_executor(context->receivers[1]), 2);
    fake_close(&fake);
}

static void test_a_stopped_receiver_is_not_launched_again(void **state)
{
    (void)state;
    Fake fake;
    const char *preferred[] = {NULL};
    Streaming *context = start(&fake, "local-cluster[2,2,1024]", preferred, 1);
    sim_advance(fake.sim, TIME_MS(350));
    receiver_finish(context->receivers[0]);
    sim_lose_executor(fake.sim, 0, "unplugged");
    assert_int_equal(context->losses[0].records, 2);
    sim_advance(fake.sim, TIME_S(1));
    assert_int_equal(receiver_state(context->receivers[0]), RECEIVER_STOPPED);
    assert_int_equal(side_of(fake.sim)->receivers.count, 0);
    fake_close(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cluster_runs_a_job_before_its_receivers),
        cmocka_unit_test(test_the_first_batch_is_after_that_job),
        cmocka_unit_test(test_local_mode_runs_no_such_job),
        cmocka_unit_test(test_a_receiver_runs_on_the_host_it_prefers),
        cmocka_unit_test(test_a_receiver_waits_for_its_host_and_is_refused_elsewhere),
        cmocka_unit_test(test_no_wait_for_a_host_that_is_not_there),
        cmocka_unit_test(test_a_receiver_dies_with_its_executor),
        cmocka_unit_test(test_with_no_free_core_it_waits),
        cmocka_unit_test(test_a_stopped_receiver_is_not_launched_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
