/* vm/sched/sim.h -- one application: everything that a run owns.
 * Spark: SparkContext, with its cluster.
 *
 * A Sim owns RDDs, blocks, cluster and jobs. What stands on it, such as the streaming
 * contexts of a program, it knows by SimHooks only, and frees at its end. It borrows
 * clock, queue, trace and runner from whoever makes it. Two Sims can live side by side.
 * Nothing here waits: sim_step hands out one event, and what has to wait for simulated
 * work (sim_run_job) steps until it is done. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_SIM_H
#define SLUICE_SCHED_SIM_H

#include <signal.h>
#include <stdbool.h>

#include "vm/base/conf.h"
#include "vm/graph/dstream.h"
#include "vm/ingest/files.h"
#include "vm/ingest/log.h"
#include "vm/ingest/receiver.h"
#include "vm/ingest/wal.h"
#include "vm/ingest/world.h"
#include "vm/sched/cluster.h"
#include "vm/sched/cost.h"
#include "vm/sched/hooks.h"
#include "vm/sched/links.h"
#include "vm/sched/pools.h"
#include "vm/sched/rules.h"
#include "vm/sched/runner.h"
#include "vm/sched/stages.h"
#include "vm/sim/clock.h"
#include "vm/sim/queue.h"
#include "vm/sim/trace.h"
#include "vm/store/tables.h"

typedef struct Job Job;
typedef struct ActionRun ActionRun;
typedef struct TaskSet TaskSet;
typedef struct Launch Launch;

/* When a run ends by itself. */
typedef struct RunLimits {
    SimTime until;   /* nothing new starts after it; TIME_NEVER: no limit */
    int64_t batches; /* so many batches; 0: no limit */
    bool endless;    /* neither limit nor dry sources end it (wall clock) */
} RunLimits;

/* Why a run ended; names in the trace. */
typedef enum EndReason {
    END_NONE,
    END_UNTIL,       /* --until was reached */
    END_BATCHES,     /* --batches was reached */
    END_DRY,         /* the sources had no more, and every output ran on their last */
    END_LIMIT,       /* a source without end, and no limit was given */
    END_KILLED,      /* the driver died, and was not started again */
    END_INTERRUPTED, /* somebody asked for it from outside */
    END_STOP         /* the program called stop */
} EndReason;

const char *end_reason_name(EndReason reason);

/* Told of what people may want to hear about while it runs. Each may be NULL. */
typedef struct SimObserver {
    void *subject;
    void (*receiver_changed)(void *subject, const Receiver *receiver, const char *text);
    /* A receiver's own functions asked for something, or failed. */
    void (*receiver_noticed)(void *subject, const Receiver *receiver,
        const SourceNotice *notice);
    /* An output failed: its batch, its number and why. */
    void (*output_failed)(void *subject, SimTime batch, int output,
        const Failure *failure);
    void (*batch_completed)(void *subject, SimTime batch, SimTime waited, SimTime took);
    /* A folder is not there, or a new file in it has no data (path, else NULL). */
    void (*files_missing)(void *subject, StreamId stream, const char *path);
    /* A task changed a captured variable in its own copy. */
    void (*variable_changed)(void *subject, FuncId func, const char *name);
    /* A task put a number under a new key of a captured table, or made a list longer
     * (NaN), in its own copy. */
    void (*table_filled)(void *subject, FuncId func, const char *path, double number);
    /* Values of some keys that came from different partitions were folded: records
     * ((key, a), b). If it is not NULL, tasks note them. */
    void (
        *values_met)(void *subject, const Rdd *rdd, FuncId func, const Buffer *records);
    /* Text for standard output from a task. */
    void (*printed)(void *subject, const char *text, size_t size);
    /* A file that a context can be recovered from was not written; told once. */
    void (*checkpoint_failed)(void *subject, const char *text);
    /* Of the logs of receivers and of the driver; STREAM_NONE if it is of no stream. */
    void (*log_noticed)(void *subject, LogNotice notice, StreamId stream,
        const char *text);
    /* Tasks wait, and every executor is lost. */
    void (*work_waits)(void *subject);
    /* Events were handled; more may come. */
    void (*stepped)(void *subject);
} SimObserver;

/* How far an application has counted. */
typedef struct SimCounts {
    int jobs;
    int stages;
    int tasks;
    RddId rdds;
    int shuffles;
    int64_t origins; /* nodes in the trace */
} SimCounts;

typedef struct SimOptions {
    const Conf *conf; /* copied */
    Clock *clock;     /* borrowed, as all that follows */
    Queue *queue;
    Trace *trace;
    TaskRunner runner;
    SimObserver observer;
    SourceMaker sources;
    FileSystem files;
    Log *log; /* outside, to be read by ranges; NULL: there is none */
    RunLimits limits;
    const volatile sig_atomic_t *interrupted; /* NULL, or not 0 once it is to end */
    Tables *tables;                           /* outside; or NULL */
    World *world; /* what is outside, and is told what it may wait for; or NULL */
    /* NULL, or how far an application before this one counted. Ids go on from there, so
     * that one trace can hold both; what programs see counts from 0. */
    const SimCounts *before;
} SimOptions;

/* What runs on the driver now: its batch and output, or -1 and -1. */
typedef struct OutputScope {
    SimTime batch;
    int output;
} OutputScope;

struct Sim {
    SimOptions options;
    Conf conf;
    CostModel cost;
    TaskRules rules;
    Cluster cluster;
    Links links;
    RddSet rdds;
    BlockManager *blocks;
    int64_t memory;   /* bytes that each executor has for blocks (vm/sched/storage.h) */
    int64_t off_heap; /* and for those off the heap */
    bool stopped;     /* SparkContext.stop was called */

    Job **jobs; /* those not done */
    int n_jobs;
    int jobs_capacity;
    ActionRun *actions;    /* those that somebody waits for, the newest first */
    int n_ready;           /* of them: their job is done, and they have not gone on */
    TaskSet *waiting_sets; /* sets with tasks to launch, oldest first */
    Launch *running;       /* tasks that hold a core, by TID */
    Launch *last_running;
    EventId locality_wait; /* refused cores are offered again */
    EventId speculation;   /* the next look at running tasks */
    int losses;            /* of executors, so far */
    bool told_waiting;     /* the observer knows that no executor is left */
    int next_job;
    int next_stage;
    int next_task;
    int first_stage;     /* of this application */
    int64_t next_origin; /* node in the trace; see vm/sched/origins.h */
    int first_task;
    OutputScope scope;
    Pools pools;
    Conf properties;         /* local ones: of the program's lines */
    Conf *local;             /* of what runs now */
    char *checkpoint_folder; /* of RDDs (SparkContext.setCheckpointDir), or NULL */
    SimHooks hooks;          /* of what stands on it, or all NULL */
};

/* Makes an application. ERR_SPARK or ERR_ARGUMENT for a master or setting that cannot
 * be used; then *sim is NULL. */
bool sim_new(const SimOptions *options, Sim **sim, Err *err);
void sim_delete(Sim *sim);

SimCounts sim_counts(const Sim *sim);

static inline SimTime sim_now(const Sim *sim)
{
    return sim->options.clock->now;
}

/* defaultParallelism: spark.default.parallelism, or the number of cores (10.6). */
bool sim_default_parallelism(const Sim *sim, int *n, Err *err);

/* Lets the next thing happen. False if nothing can happen any more: no event is left,
 * or the run was interrupted. */
bool sim_step(Sim *sim);
bool sim_is_interrupted(const Sim *sim);

/* Waits until `time`, whatever happens meanwhile. */
void sim_sleep(Sim *sim, SimTime time);

/* Lets simulated time run to `time`, if it is not that late yet; the wall clock goes at
 * its own pace. */
void sim_advance(Sim *sim, SimTime time);

/* Data checkpoints of RDDs go into a new folder, named by the seed, below `folder`.
 * ERR_IO. */
bool sim_set_checkpoint_folder(Sim *sim, const char *folder, Err *err);

/* Frees RDDs that nobody can reach. */
void sim_sweep(Sim *sim);

/* An action: computes partitions of an RDD. */
typedef struct JobSpec {
    RddId rdd;
    const int *partitions;
    int n_partitions;
    const char *name; /* of the action: "count"; borrowed for ever */
    Action action;
    Pool *pool; /* action_start fills it in */
} JobSpec;

/* Runs a job and waits for it in simulated time; then writes the data checkpoints of
 * marked RDDs that it used, each with a job of its own (7.1). results[i] belongs to
 * partitions[i]; the caller has zeroed them and frees them, whatever is returned.
 * False: *failure says why; a run that ended before the job did is not a failure:
 * *ended is true then and *failure is empty. */
bool sim_run_job(Sim *sim, const JobSpec *spec, TaskResult *results, Failure *failure,
    bool *ended);

#endif
