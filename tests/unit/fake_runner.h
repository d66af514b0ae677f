/* tests/unit/fake_runner.h -- an application without Lua: outputs and tasks are C.
 *
 * A task fails to fetch if output of a shuffle that it reads is not there.
 *
 * A Fake is a Sim with its clock, queue and trace, one StreamingContext, and a
 * TaskRunner that calls the functions of a test. By default a task costs as many
 * milliseconds as task_ms says and makes nothing; jobs and tasks are free besides, so
 * that times in the tests are round. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_FAKE_RUNNER_H
#define SLUICE_TESTS_UNIT_FAKE_RUNNER_H

#include <string.h>

#include "tests/unit/make_rdd.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"
#include "vm/ingest/feed.h"
#include "vm/streaming/outputs.h"
#include "vm/streaming/streaming.h"

typedef struct Fake Fake;
typedef bool FakeOutputFn(Fake *fake, RddId rdd, SimTime batch, Failure *failure);
typedef bool FakeMakeFn(Fake *fake, const RddId *rdds, int n, SimTime time, RddId *rdd,
    Failure *failure);
typedef void FakeTaskFn(Fake *fake, const StageWork *work, const TaskSpec *spec,
    TaskResult *result);

enum { FAKE_OUTPUTS = 4 };

struct Fake {
    Queue *queue;
    Clock clock;
    Trace trace;
    Buffer lines; /* of the trace */
    Conf conf;
    RunLimits limits;
    volatile sig_atomic_t interrupted;
    Log *log;        /* or NULL; the test's */
    const char *fed; /* what the feed of every socket sends, one line every 100 ms */
    Sim *sim;
    Streaming *context;
    FakeOutputFn *outputs[FAKE_OUTPUTS]; /* by function; NULL runs one job */
    FakeMakeFn *makes[FAKE_OUTPUTS];     /* by function; NULL gives no RDD */
    FakeTaskFn *task;                    /* NULL: each task costs task_ms */
    int64_t task_ms;
    bool gives_way; /* an output that runs one job waits for it as those of Lua do */
    StreamingListener listener;
    Buffer told; /* what the observer and the outputs of the test say */
};

/* Whether all output of the shuffles is there that computing an RDD reads. */
static inline bool fake_can_fetch(const StageWork *work, RddId id)
{
    const Rdd *rdd = rdds_get(work->rdds, id);
    if (blocks_find(work->blocks, (BlockId){BLOCK_RDD, id, 0}) != NULL)
        return true; /* it is kept, the other partitions, too */
    bool all = true;
    for (int i = 0; i < rdd->n_deps; i++) {
        const Shuffle *shuffle = rdd->deps[i].shuffle;
        if (shuffle == NULL)
            all = fake_can_fetch(work, rdd->deps[i].parent) && all;
        int maps = rdds_get(work->rdds, rdd->deps[i].parent)->partitions;
        for (int j = 0; shuffle != NULL && j < maps; j++) {
            BlockId output = {BLOCK_SHUFFLE, shuffle->id, j};
            all = blocks_find(work->blocks, output) != NULL && all;
        }
    }
    return all;
}

static inline void fake_fail_fetch(TaskResult *result)
{
    result->lost_shuffle = true;
    result->failure.class_name =
        mem_copy_string("org.apache.spark.shuffle.MetadataFetchFailedException");
    result->failure.message = mem_copy_string("Missing an output location");
}

static inline void fake_task(void *subject, const StageWork *work, const TaskSpec *spec,
    TaskResult *result)
{
    Fake *fake = subject;
    result->failure.rdd = RDD_NONE;
    result->changed_func = FUNC_NONE;
    result->read = fake->task_ms;
    if (!fake_can_fetch(work, work->rdd)) {
        fake_fail_fetch(result);
        return;
    }
    if (work->shuffle != NULL) {
        result->n_offsets = work->shuffle->partitioner->n + 1;
        result->offsets =
            mem_zero_alloc((size_t)result->n_offsets * sizeof *result->offsets);
    }
    if (fake->task != NULL)
        fake->task(fake, work, spec, result);
}

static inline void fake_run_tasks(void *subject, const StageWork *work,
    const TaskSpec *tasks, TaskResult *results, int n)
{
    for (int i = 0; i < n; i++)
        fake_task(subject, work, &tasks[i], &results[i]);
}

/* Runs a job over partitions [from, to); false if it failed or never ended. */
static inline bool fake_job(Fake *fake, RddId rdd, int from, int to, Failure *failure)
{
    int n = to - from;
    int *partitions = mem_zero_alloc((size_t)(n + 1) * sizeof *partitions);
    TaskResult *results = mem_zero_alloc((size_t)(n + 1) * sizeof *results);
    for (int i = 0; i < n; i++)
        partitions[i] = from + i;
    JobSpec spec = {.rdd = rdd,
        .partitions = partitions,
        .n_partitions = n,
        .name = "print",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    bool ended;
    bool ok = sim_run_job(fake->sim, &spec, results, failure, &ended);
    for (int i = 0; i < n; i++)
        task_result_free(&results[i]);
    mem_free(results);
    mem_free(partitions);
    return ok;
}

/* What an output that gives way keeps: a job over the first partition. */
typedef struct FakeWait {
    int partition;
    TaskResult result;
    ActionRun *action;
} FakeWait;

static inline OutputStatus fake_give_way(Fake *fake, RddId rdd, void **function)
{
    FakeWait *wait = mem_zero_alloc(sizeof *wait);
    *function = wait;
    JobSpec spec = {.rdd = rdd,
        .partitions = &wait->partition,
        .n_partitions = 1,
        .name = "print",
        .action = {.kind = ACTION_COLLECT, .limit = -1, .func = FUNC_NONE}};
    wait->action =
        outputs_start_action(outputs_current(fake->sim), &spec, &wait->result);
    return OUTPUT_WAITS;
}

static inline OutputStatus fake_run_output(void *subject, const OutputCall *call,
    void **function, Failure *failure)
{
    Fake *fake = subject;
    FakeOutputFn *output = fake->outputs[call->func];
    if (output == NULL && fake->gives_way)
        return fake_give_way(fake, call->rdd, function);
    bool ok = output != NULL ? output(fake, call->rdd, call->batch, failure)
                             : fake_job(fake, call->rdd, 0, 1, failure);
    if (ok)
        return OUTPUT_RETURNED;
    return failure_is_set(failure) ? OUTPUT_THREW : OUTPUT_CUT_OFF;
}

static inline OutputStatus fake_resume_output(void *subject, void **function,
    Failure *failure)
{
    (void)subject;
    FakeWait *wait = *function;
    bool ended;
    bool ok = action_end(wait->action, failure, &ended);
    task_result_free(&wait->result);
    mem_free(wait);
    return ok ? OUTPUT_RETURNED : OUTPUT_THREW;
}

static inline void fake_abandon_output(void *subject, void *function)
{
    Fake *fake = subject;
    buffer_append_string(&fake->told, "abandoned\n");
    mem_free(function);
}

static inline bool fake_make_rdd(void *subject, FuncId func, const RddId *rdds, int n,
    SimTime time, RddId *rdd, Failure *failure)
{
    Fake *fake = subject;
    *rdd = RDD_NONE;
    return fake->makes[func] == NULL ||
        fake->makes[func](fake, rdds, n, time, rdd, failure);
}

/* The updates of the tests are texts. */
static inline void fake_accumulate(void *subject, const Buffer *updates)
{
    Fake *fake = subject;
    buffer_append(&fake->told, updates->data, updates->size);
}

/* "batch 1000: waited 0, took 1500" and "output 0 of 2000 failed: CLASS: TEXT". */
static inline void fake_completed(void *subject, SimTime batch, SimTime waited,
    SimTime took)
{
    buffer_printf(subject, "batch %d: waited %d, took %d\n", (int)time_to_ms(batch),
        (int)time_to_ms(waited), (int)time_to_ms(took));
}

static inline void fake_failed(void *subject, SimTime batch, int output,
    const Failure *failure)
{
    buffer_printf(subject, "output %d of %d failed: ", output, (int)time_to_ms(batch));
    failure_append_text(subject, failure);
    buffer_append_byte(subject, '\n');
}

static inline void fake_printed(void *subject, const char *text, size_t size)
{
    buffer_append(subject, text, size);
}

static inline void fake_changed(void *subject, FuncId func, const char *name)
{
    buffer_printf(subject, "function %d changed %s\n", (int)func, name);
}

static inline void fake_filled(void *subject, FuncId func, const char *path,
    double number)
{
    buffer_printf(subject, "function %d filled %s: %g\n", (int)func, path, number);
}

static inline void fake_waits(void *subject)
{
    buffer_append_string(subject, "tasks wait, and no executor is left\n");
}

static inline bool fake_open_source(void *subject, const char *host, int port,
    Source **source, Err *err)
{
    Fake *fake = subject;
    if (fake->fed == NULL)
        return err_set(err, ERR_ARGUMENT, "nothing feeds %s:%d", host, port);
    Buffer text = {0};
    buffer_append_string(&text, fake->fed);
    FeedOptions options = {.host = host,
        .port = port,
        .arrivals.rate = 10,
        .arrivals.seed = 1};
    *source = feed_open(fake->queue, &fake->clock, &text, &options);
    return true;
}

static inline void fake_take_line(void *subject, const char *line, size_t size)
{
    buffer_append(subject, line, size);
}

static inline void fake_open(Fake *fake, const char *master)
{
    *fake = (Fake){.queue = queue_new(), .limits = {.until = TIME_NEVER}};
    clock_init_simulated(&fake->clock, 0);
    trace_init(&fake->trace, fake_take_line, &fake->lines);
    buffer_clear(&fake->lines);
    conf_set(&fake->conf, "spark.master", master);
    conf_set(&fake->conf, "sluice.cost.job", "0");
    conf_set(&fake->conf, "sluice.cost.task", "0");
    conf_set(&fake->conf, "sluice.cost.record", "1ms");
}

static inline bool fake_make_sim(Fake *fake, Err *err)
{
    SimOptions options = {
        .conf = &fake->conf,
        .clock = &fake->clock,
        .queue = fake->queue,
        .trace = &fake->trace,
        .runner = {.subject = fake,
            .run_tasks = fake_run_tasks,
            .run_output = fake_run_output,
            .resume_output = fake_resume_output,
            .abandon_output = fake_abandon_output,
            .make_rdd = fake_make_rdd,
            .accumulate = fake_accumulate},
        .observer = {.subject = &fake->told,
            .output_failed = fake_failed,
            .batch_completed = fake_completed,
            .variable_changed = fake_changed,
            .table_filled = fake_filled,
            .printed = fake_printed,
            .work_waits = fake_waits},
        .sources = {.subject = fake, .open = fake_open_source},
        .log = fake->log,
        .limits = fake->limits,
        .interrupted = &fake->interrupted,
    };
    if (!sim_new(&options, &fake->sim, err))
        return false;
    streaming_attach(fake->sim, &fake->listener);
    return true;
}

/* A context of its own with batches of one second. */
static inline Streaming *fake_make_context(Fake *fake)
{
    streaming_new(fake->sim, TIME_S(1), &fake->context, NULL);
    return fake->context;
}

static inline StreamId fake_queue(Streaming *context)
{
    CallSite site = {"queueStream", {"program.lua", 3}};
    StreamId id = STREAM_NONE;
    graph_add_queue(&context->graph, &site, true, &id, NULL);
    return id;
}

static inline StreamId fake_socket(Streaming *context)
{
    CallSite site = {"socketTextStream", {"program.lua", 4}};
    char host[] = "localhost";
    ReceiverInput socket = {.host = host, .port = 9999, .level = LEVEL_MEMORY_ONLY};
    StreamId id = STREAM_NONE;
    streaming_add_receiver(context, &site, &socket, &id, NULL);
    return id;
}

/* An output that calls fake->outputs[func]. */
static inline void fake_output_of(Streaming *context, StreamId stream, FuncId func)
{
    CallSite site = {"print", {"program.lua", 5}};
    int output;
    graph_add_output(&context->graph, &site, stream, func, &output, NULL);
}

static inline bool fake_start(Streaming *context, Err *err)
{
    StreamId unfed;
    return streaming_start(context, (Place){"program.lua", 9}, &unfed, err);
}

static inline void fake_close(Fake *fake)
{
    sim_delete(fake->sim);
    queue_delete(fake->queue);
    trace_free(&fake->trace);
    buffer_free(&fake->lines);
    buffer_free(&fake->told);
    conf_free(&fake->conf);
}

/* What was told since the last call, as a text that the next call overwrites. */
static inline const char *fake_take_told(Fake *fake)
{
    const char *text = buffer_text(&fake->told);
    fake->told.size = 0;
    return text;
}

/* The line of the trace, from 0, that contains a text; empty if there is none. Cut at
 * its end; the next call overwrites it. */
static inline const char *fake_line(Fake *fake, const char *text, int number)
{
    static char line[1024];
    const char *at = buffer_text(&fake->lines);
    line[0] = '\0';
    while ((at = strstr(at, text)) != NULL && number-- > 0)
        at += strcspn(at, "\n");
    if (at == NULL)
        return line;
    while (at > fake->lines.data && at[-1] != '\n')
        at--;
    size_t size = strcspn(at, "\n");
    CHECK(size < sizeof line);
    memcpy(line, at, size);
    line[size] = '\0';
    return line;
}

/* How many lines of the trace contain a text. */
static inline int fake_count_lines(Fake *fake, const char *text)
{
    int count = 0;
    const char *at = buffer_text(&fake->lines);
    while ((at = strstr(at, text)) != NULL) {
        count++;
        at += strcspn(at, "\n");
    }
    return count;
}

/* A list of n partitions without elements. */
static inline RddId fake_collection(Fake *fake, int n)
{
    return make_source(&fake->sim->rdds, n);
}

#endif
