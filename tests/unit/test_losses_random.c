/* tests/unit/test_losses_random.c -- jobs of random shape while executors come and go
 * at random moments: each ends with its results, or fails in Spark's words, and then
 * every core is free. What must hold does after each event. A seed that fails is in the
 * message. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/fake_runner.h"
#include "vm/base/random.h"
#include "vm/sched/executors.h"
#include "vm/sched/invariants.h"
#include "vm/sched/tasks.h"

enum { SEEDS = 300, JOBS = 4, MOST_PARTITIONS = 12 };

typedef struct World {
    Fake fake;
    Random random;
    int lost;
} World;

static int pick(World *world, int n)
{
    return (int)(random_bits(&world->random) % (uint64_t)n);
}

/* One executor is left, or joins, so that work can go on. */
static void lose_one(void *subject, int64_t argument)
{
    World *world = subject;
    Sim *sim = world->fake.sim;
    if (sim->cluster.n_alive < 2)
        return;
    int executor = pick(world, sim->cluster.n_executors);
    while (!sim->cluster.executors[executor].alive)
        executor = (executor + 1) % sim->cluster.n_executors;
    world->lost++;
    if (argument == 0)
        sim_lose_executor(sim, executor, "Command exited with code 137");
    else
        sim_lose_node(sim, sim->cluster.executors[executor].node, "worker lost");
    if (sim->cluster.n_alive == 0)
        sim_add_executor(sim);
}

static void add_one(void *subject, int64_t argument)
{
    (void)argument;
    sim_add_executor(((World *)subject)->fake.sim);
}

static void compute(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    result->read = 20 + 13 * spec->partition % 50;
    result->written = 1000 * work->rdd + spec->partition;
    for (int i = 1; work->shuffle != NULL && i < result->n_offsets; i++)
        result->offsets[i] = result->offsets[i - 1] + 1;
    for (int i = 1; work->shuffle != NULL && i < result->n_offsets; i++)
        buffer_append_byte(&result->data, 'x');
    if (rdds_find(&fake->sim->rdds, work->rdd)->level == LEVEL_NONE)
        return;
    result->kept = mem_grow(NULL, &result->kept_capacity, 1, sizeof *result->kept);
    result->kept[0] = (Kept){.rdd = work->rdd, .partition = spec->partition};
    buffer_append_string(&result->kept[0].data, "data");
    result->n_kept = 1;
}

static RddId random_lineage(World *world)
{
    RddSet *rdds = &world->fake.sim->rdds;
    RddId last = make_source(rdds, 1 + pick(world, MOST_PARTITIONS));
    for (int left = pick(world, 5); left > 0; left--) {
        RddId other = make_source(rdds, 1 + pick(world, 4));
        int n = 1 + pick(world, MOST_PARTITIONS);
        switch (pick(world, 4)) {
        case 0:
            last = make_map(rdds, last, 1);
            break;
        case 1:
            last = make_union(rdds, (const RddId[]){last, other}, 2);
            break;
        case 2:
            last = make_cogrouped(rdds, last, make_reduced(rdds, other, 1, n), n);
            break;
        default:
            last = make_reduced(rdds, last, 1, n);
            break;
        }
        if (pick(world, 4) == 0)
            rdds_get(rdds, last)->level = LEVEL_MEMORY_ONLY;
    }
    return last;
}

static void open_world(World *world, int seed)
{
    random_init(&world->random, (uint64_t)seed, "losses");
    static const char *const masters[] = {"local-cluster[2,1,1024]",
        "local-cluster[3,2,1024]", "local-cluster[5,1,1024]",
        "local-cluster[4,3,1024]"};
    fake_open(&world->fake, masters[pick(world, 4)]);
    Conf *conf = &world->fake.conf;
    conf_set(conf, "spark.speculation", pick(world, 2) == 0 ? "true" : "false");
    conf_set(conf, "spark.locality.wait", pick(world, 2) == 0 ? "30ms" : "3s");
    conf_set(conf, "sluice.cluster.nodes", pick(world, 2) == 0 ? "2" : "0");
    conf_set(conf, "sluice.cluster.speeds", pick(world, 2) == 0 ? "1,0.2,1" : "1");
    assert_true(fake_make_sim(&world->fake, NULL));
    world->fake.task = compute;
    for (int i = pick(world, 12); i > 0; i--) {
        EventFn *fn = pick(world, 3) == 0 ? lose_one : add_one;
        if (pick(world, 2) == 0)
            fn = lose_one;
        queue_push(world->fake.queue, TIME_MS(pick(world, 1500)), RANK_ARRIVAL, fn,
            world, pick(world, 2));
    }
}

static bool check_results(const TaskResult *results, RddId rdd, int n)
{
    bool ok = true;
    for (int i = 0; i < n; i++)
        ok = ok && results[i].written == 1000 * rdd + i;
    return ok;
}

/* What sim_run_job does, with a look at everything after each event. */
static bool run_checked(Sim *sim, const JobSpec *spec, TaskResult *results,
    Failure *failure)
{
    ActionRun *run = action_start(sim, spec, results, NULL);
    while (!action_is_done(run) && sim_step(sim))
        invariants_check_sim(sim);
    bool ended;
    return action_end(run, failure, &ended);
}

/* A job that ended with all its results, or that a loss made fail. */
static bool run_one(World *world, int *failed)
{
    Sim *sim = world->fake.sim;
    RddId rdd = random_lineage(world);
    int n = rdds_get(&sim->rdds, rdd)->partitions;
    int *partitions = mem_zero_alloc((size_t)n * sizeof *partitions);
    TaskResult *results = mem_zero_alloc((size_t)n * sizeof *results);
    for (int i = 0; i < n; i++)
        partitions[i] = i;
    JobSpec spec = {.rdd = rdd,
        .partitions = partitions,
        .n_partitions = n,
        .name = "collect",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    Failure failure = {.rdd = RDD_NONE};
    bool ok = run_checked(sim, &spec, results, &failure);
    bool good = ok ? check_results(results, rdd, n)
                   : failure_is_set(&failure) && world->lost > 3;
    *failed += !ok;
    for (int i = 0; i < n; i++)
        task_result_free(&results[i]);
    failure_free(&failure);
    mem_free(results);
    mem_free(partitions);
    return good;
}

static void test_random_losses(void **state)
{
    (void)state;
    int failed = 0;
    int lost = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
        World world = {.lost = 0};
        open_world(&world, seed);
        for (int job = 0; job < JOBS; job++) {
            if (!run_one(&world, &failed))
                fail_msg("seed %d: job %d has no results", seed, job);
            tasks_check_idle(world.fake.sim);
        }
        lost += world.lost;
        fake_close(&world.fake);
    }
    /* The losses were there, and jobs got over nearly all of them. */
    assert_true(lost > SEEDS);
    assert_true(failed < SEEDS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_losses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
