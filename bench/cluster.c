/* bench/cluster.c -- cluster EXECUTORS CORES BATCHES [key=value]...: how fast a large
 * cluster is simulated.
 *
 * Batches of one second, each a job of 150 map and 10 reduce tasks whose values cost
 * nothing: what is measured is the scheduler. Prints a line after each tenth of the
 * batches: what happened so far, seconds of the processor, and bytes of memory. */
// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm/base/buffer.h"
#include "vm/base/mem.h"
#include "vm/graph/lineage.h"
#include "vm/graph/streams.h"
#include "vm/streaming/streaming.h"

enum { MAPS = 150, REDUCES = 10, TASK_MS = 200, STEPS = 10 };

/* What a map task writes for each reduce task. */
static const char RECORD[] = "0123456789";

typedef struct Bench {
    Sim *sim;
    Queue *queue;
    Clock clock;
    Trace trace;
    Conf conf;
    int batches;
    int done;
    clock_t started;
} Bench;

static void run_tasks(void *subject, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n)
{
    (void)subject;
    (void)tasks;
    for (int i = 0; i < n; i++) {
        TaskResult *result = &results[i];
        result->failure.rdd = RDD_NONE;
        result->changed_func = FUNC_NONE;
        result->read = TASK_MS;
        if (work->shuffle == NULL)
            continue;
        result->n_offsets = work->shuffle->partitioner->n + 1;
        result->offsets =
            mem_zero_alloc((size_t)result->n_offsets * sizeof *result->offsets);
        for (int j = 1; j < result->n_offsets; j++)
            result->offsets[j] = result->offsets[j - 1] + sizeof RECORD - 1;
        for (int j = 1; j < result->n_offsets; j++)
            buffer_append(&result->data, RECORD, sizeof RECORD - 1);
    }
}

static RddId add_job(RddSet *rdds)
{
    CallSite site = {"reduceByKey", {"bench", 1}};
    Buffer slices[MAPS] = {{0}};
    RddId source = rdds_add_collection(rdds, &site, slices, MAPS)->id;
    Partitioner *hash = partitioner_new_hash(REDUCES);
    RddId reduced = rdds_add_partitioned(rdds, &site, source, hash)->id;
    partitioner_release(hash);
    return reduced;
}

static long resident_kb(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file != NULL)
        fclose(file);
    return pages * 4;
}

/* Things that happened: starts and ends of jobs, stages and tasks, and ticks. */
static long long count_events(const Bench *bench)
{
    const Sim *sim = bench->sim;
    return 2LL * (sim->next_job + sim->next_stage + sim->next_task) + bench->done;
}

static OutputStatus run_output(void *subject, const OutputCall *call, void **function,
    Failure *failure)
{
    (void)function;
    Bench *bench = subject;
    static const int partitions[REDUCES] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    TaskResult results[REDUCES] = {{.read = 0}};
    JobSpec spec = {.rdd = call->rdd,
        .partitions = partitions,
        .n_partitions = REDUCES,
        .name = "collect",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    bool ended;
    bool ok = sim_run_job(bench->sim, &spec, results, failure, &ended);
    for (int i = 0; i < REDUCES; i++)
        task_result_free(&results[i]);
    if (++bench->done % (bench->batches / STEPS) == 0)
        printf("%d batches %lld events %.3f s %ld KB\n", bench->done,
            count_events(bench), (double)(clock() - bench->started) / CLOCKS_PER_SEC,
            resident_kb());
    return ok ? OUTPUT_RETURNED : ended ? OUTPUT_CUT_OFF : OUTPUT_THREW;
}

static bool make_rdd(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    (void)func;
    (void)rdds;
    (void)n;
    (void)time;
    (void)failure;
    *rdd = add_job(&((Bench *)subject)->sim->rdds);
    return true;
}

static bool open_bench(Bench *bench, Err *err)
{
    bench->queue = queue_new();
    clock_init_simulated(&bench->clock, 0);
    trace_init(&bench->trace, NULL, NULL);
    SimOptions options = {.conf = &bench->conf,
        .clock = &bench->clock,
        .queue = bench->queue,
        .trace = &bench->trace,
        .runner = {.subject = bench,
            .run_tasks = run_tasks,
            .run_output = run_output,
            .make_rdd = make_rdd},
        .limits = {.until = TIME_NEVER, .batches = bench->batches}};
    if (!sim_new(&options, &bench->sim, err))
        return false;
    streaming_attach(bench->sim, NULL);
    return true;
}

static bool run(Bench *bench, Err *err)
{
    Streaming *context;
    CallSite site = {"generatorStream", {"bench", 2}};
    StreamId stream;
    StreamId unfed;
    int output;
    Failure failure = {.rdd = RDD_NONE};
    if (!open_bench(bench, err) ||
        !streaming_new(bench->sim, TIME_S(1), &context, err) ||
        !graph_add_generator(&context->graph, &site, 0, &stream, err) ||
        !graph_add_output(&context->graph, &site, stream, 0, &output, err))
        return false;
    bench->started = clock();
    if (!streaming_start(context, (Place){"bench", 3}, &unfed, err))
        return false;
    streaming_await(context, TIME_NEVER, &failure);
    return !failure_is_set(&failure) || failure_to_err(&failure, err);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: cluster EXECUTORS CORES BATCHES [key=value]...\n");
        return 2;
    }
    Bench bench = {.batches = atoi(arguments[3])};
    Buffer master = {0};
    buffer_printf(&master, "local-cluster[%s,%s,1024]", arguments[1], arguments[2]);
    conf_set(&bench.conf, "spark.master", buffer_text(&master));
    conf_set(&bench.conf, "sluice.cost.record", "1ms");
    for (int i = 4; i < count; i++) {
        char *value = strchr(arguments[i], '=');
        if (value == NULL)
            continue;
        *value = '\0';
        conf_set(&bench.conf, arguments[i], value + 1);
    }
    Err err = {.message = ""};
    bool ok = run(&bench, &err);
    if (!ok)
        fprintf(stderr, "cluster: %s\n", err.message);
    sim_delete(bench.sim);
    queue_delete(bench.queue);
    trace_free(&bench.trace);
    conf_free(&bench.conf);
    buffer_free(&master);
    return ok ? 0 : 1;
}
