/* vm/streaming/streaming.h -- one StreamingContext.
 * Spark: StreamingContext, JobGenerator, JobScheduler, ReceiverTracker, ContextWaiter.
 *
 * Owns its graph, its receivers, its block tracker and its batches; belongs to the
 * streaming side of an application (vm/streaming/side.h), which ends with the Sim. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_STREAMING_H
#define SLUICE_STREAMING_STREAMING_H

#include "vm/ingest/consumer.h"
#include "vm/ingest/files.h"
#include "vm/ingest/tracker.h"
#include "vm/sched/sim.h"
#include "vm/sim/timer.h"
#include "vm/streaming/allocation.h"
#include "vm/streaming/delays.h"
#include "vm/streaming/input_info.h"
#include "vm/streaming/listener.h"
#include "vm/streaming/placement.h"
#include "vm/streaming/rate_controller.h"
#include "vm/streaming/received.h"
#include "vm/streaming/recovery.h"

typedef enum ContextState {
    CONTEXT_INITIALIZED,
    CONTEXT_ACTIVE,
    CONTEXT_STOPPED
} ContextState;

/* "INITIALIZED", "ACTIVE", "STOPPED". */
const char *context_state_name(ContextState state);

/* An output of a batch. */
typedef struct JobOutput {
    int output;      /* its number in the graph */
    RddId rdd;       /* what its stream has for the batch */
    SimTime started; /* TIME_NEVER before */
    SimTime ended;   /* the same */
    char *failure;   /* "CLASS: MESSAGE" if it failed, else NULL */
} JobOutput;

/* A batch with work: the jobs of its outputs. */
struct JobSet {
    SimTime batch;
    JobOutput *outputs;
    int count;
    InputInfo *inputs; /* of those input streams that count their records */
    int n_inputs;
    int next; /* the first output that has not started */
    int left; /* those that have not ended */
    bool started;
    bool failed;      /* some output failed */
    bool last_failed; /* the one that ended last failed */
    SimTime submitted_at;
    SimTime started_at; /* TIME_NEVER before */
    SimTime ended_at;   /* the same */
    struct JobSet *following;
};

/* A stream with a receiver: a socket stream, or one of the program's own. */
typedef struct ReceiverInput {
    char *host; /* where a socket stream will connect to; NULL: it is a script */
    int port;
    FuncId script; /* makes the receiver's functions */
    StorageLevel level;
    char *preferred; /* the host on which it is to run, or NULL */
    StreamId stream;
} ReceiverInput;

/* Records that were received and in no block yet when their executor died. */
typedef struct BufferLoss {
    int executor;
    int64_t records;
} BufferLoss;

/* A stream of files. */
typedef struct FileStream {
    FileInput *input;
    StreamId stream;
} FileStream;

/* Settings of a stream that reads ranges: messages a second, for all partitions at
 * first, and for each; and the least of a batch. */
typedef struct DirectRates {
    bool pressed; /* back-pressure is on */
    int64_t initial;
    int64_t most;
    int64_t least;
} DirectRates;

/* A stream that reads ranges of a log (vm/streaming/direct_streams.h). */
typedef struct DirectStream {
    Consumer *consumer;
    DirectRates rates;
    StreamId stream;
    SimTime computed;     /* the last batch that it chose ranges for; -1: none */
    int64_t records;      /* of that batch */
    OffsetRange *commits; /* to be committed when the next batch is formed */
    int n_commits;
    int commits_capacity;
} DirectStream;

typedef struct OutputRun OutputRun;

struct Streaming {
    Sim *sim;
    ContextState state;
    bool ran;      /* it was ACTIVE once */
    bool listened; /* somebody listens: see vm/streaming/listener.h */
    Graph graph;
    Tracker *tracker;
    ReceiverInput *inputs; /* one for each receiver */
    int n_inputs;
    int inputs_capacity;
    Receiver **receivers; /* made by the start; NULL before */
    int n_receivers;
    TrackedReceiver *tracked; /* by receiver */
    BufferLoss *losses;
    int n_losses;
    int losses_capacity;
    RateLimits limits;     /* of each receiver */
    RateController *rates; /* of those inputs that can be slowed down */
    int n_rates;
    FileStream *files;
    int n_files;
    int files_capacity;
    DirectStream *direct;
    int n_direct;
    int direct_capacity;
    FileListing listing; /* of the file lookup: the files of the last batch */
    const char **sources;

    SimTime block_interval;
    SimTime restart_delay; /* of receivers */
    ExecutorAllocation allocation;
    SimTime stop_patience; /* of a stop with grace, for blocks in no batch */
    Place started_at;
    Timer timer;     /* of batches */
    EventId horizon; /* when a run without another end is ended */
    SimTime last_tick;
    SimTime next_batch; /* the first that is not generated */
    bool generating;    /* a batch is being generated */
    SimTime last_data;  /* the last batch that got records or a queued RDD */
    int64_t n_ticks;
    EndReason ended; /* why nothing new starts any more */
    bool over;       /* the run ended while an output waited; no other one runs */

    JobSet *sets;    /* batches submitted and not done, oldest first */
    Conf properties; /* local ones at the start: each output begins with them */
    Conf generating_properties; /* those of functions that make RDDs of batches */
    OutputRun *running;         /* outputs under way */
    int n_active;               /* how many */
    int64_t concurrent_outputs; /* how many may be */
    bool woken;                 /* an event that starts one is pending */
    int64_t n_completed;
    Delays delays;
    SimTime cleared; /* the batch that completed last, if it was cleared; else -1 */
    bool any_failed;
    Failure error; /* the first that a batch reported */
    bool has_error;
    int64_t in_batches;     /* records that were given to a batch */
    InputInfos inputs_told; /* by those input streams that count their records */
    Recovery recovery;
    Received received;
};

/* Lets an application have contexts; right after sim_new. The listener may be NULL. */
void streaming_attach(Sim *sim, const StreamingListener *listener);

/* Makes a context with batches of `interval`. ERR_ARGUMENT for settings that cannot be
 * used. */
bool streaming_new(Sim *sim, SimTime interval, Streaming **context, Err *err);
void streaming_delete(Streaming *context);

/* Adds a stream with a receiver: one that connects to host:port (copied, as is the
 * preferred host) once the context starts, or one with functions of the program's. The
 * sim's source maker says what is there. */
bool streaming_add_receiver(Streaming *context, const CallSite *site,
    const ReceiverInput *input, StreamId *stream, Err *err);

/* Starts it; `place` is the learner's call. Errors in Spark's words (2.2, 2.3), or
 * ERR_ARGUMENT if nothing feeds an address or brings files. *fault is the stream that
 * is not as it should be, or STREAM_NONE. Starting twice is no error and does nothing.
 */
bool streaming_start(Streaming *context, Place place, StreamId *fault, Err *err);

/* Checks what a start would check of the description, and traces it; nothing starts,
 * and what is outside is not asked for. The context cannot start after that. */
bool streaming_describe(Streaming *context, StreamId *fault, Err *err);

/* Lets the simulation run until `deadline` (TIME_NEVER: to the end of the run). Returns
 * true if the context ran and was stopped, or if there is a deadline and the run was
 * over before, so that a program which waits in a loop comes to its end. *failure gets
 * a copy of the first error that a batch reported, each time. With a context that never
 * ran only a deadline makes time pass. */
bool streaming_await(Streaming *context, SimTime deadline, Failure *failure);

/* Stops at once: receivers, timer, waiting batches. What was received and is in no
 * batch is lost (2.4). */
void streaming_stop(Streaming *context, bool stop_sim);

/* Stops with grace: receivers first, then after the batches that hold all their data,
 * unless spark.streaming.gracefulStopTimeout is over before (2.4). */
void streaming_stop_gracefully(Streaming *context, bool stop_sim);

int64_t streaming_received(const Streaming *context);
bool streaming_has_unbatched(const Streaming *context); /* received, in no batch yet */

/* The end of a run: writes the last trace record. */
void streaming_close_trace(const Streaming *context);

/* CHECKs what has to hold of it and of its application between two events, or when a
 * batch has completed (vm/streaming/streaming_check.c). With SLUICE_INVARIANTS each
 * batch is checked. */
void streaming_check(const Streaming *context);

/* The only active context of a sim, or NULL. */
Streaming *sim_active_context(const Sim *sim);

/* Ends the run: nothing new starts from now on (vm/streaming/streaming.c); used by
 * vm/streaming/generator.c. */
void streaming_end(Streaming *context, EndReason reason);

#endif
