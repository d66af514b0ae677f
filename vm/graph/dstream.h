/* vm/graph/dstream.h -- DStreams: what the program means.
 * Spark: DStream and its subclasses, DStreamGraph.
 *
 * A Graph holds the DStreams of one StreamingContext and its outputs. A DStream gives
 * an RDD for each of its times: those after the zero time that are a multiple of its
 * slide away from it (semantics 4.2). Each RDD is made once and remembered until
 * graph_clear. What differs from one class to the next is in a StreamClass; everything
 * else is here. The graph owns its streams; ids count from 0 in order of creation, so
 * a parent has a lower id than its children. The makers are in vm/graph/streams.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_DSTREAM_H
#define SLUICE_GRAPH_DSTREAM_H

#include <stdbool.h>

#include "vm/base/err.h"
#include "vm/graph/failure.h"
#include "vm/graph/lineage.h"
#include "vm/sim/clock.h"
#include "vm/sim/trace.h"
#include "vm/store/text_input.h"

typedef struct Graph Graph;
typedef struct DStream DStream;

typedef struct StreamClass {
    const char *name; /* Spark's class, used in error texts */
    /* Makes the RDD of a valid time; *rdd is RDD_NONE if there is none to be made. */
    bool (*compute)(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
        Failure *failure);
    /* How long its parents have to remember, when it remembers stream->remember; NULL:
     * as long. */
    SimTime (*parent_remember)(const DStream *stream);
    /* Its RDDs must be checkpointed, since each is made of the one before; it is kept,
     * and checkpointed every so many slides, or for 0 every 10 s (semantics 7.2). */
    bool must_checkpoint;
    int checkpoint_slides;
} StreamClass;

typedef struct StreamRdd {
    SimTime time;
    RddId rdd;
} StreamRdd;

typedef struct RddQueue {
    RddId *items;
    int head; /* the next to be taken */
    int count;
    int capacity;
    bool one_at_a_time;
    RddId default_rdd; /* RDD_NONE: an RDD without partitions */
    FuncId source;     /* puts into it what each batch takes, or FUNC_NONE */
} RddQueue;

/* A stream of files: which of the context's, and what their records are. */
typedef struct FileWork {
    int number; /* -1 for other streams */
    TextFormat format;
    int record_bytes; /* of TEXT_BINARY */
} FileWork;

struct DStream {
    StreamId id;
    const StreamClass *class;
    const char *class_name; /* Spark's class, where ours stands for several */
    CallSite site;          /* the operator of the API that made it */
    const char *name; /* the variable of the program that holds it, or NULL; borrowed */
    StreamId *parents;
    int n_parents;
    SimTime slide;
    SimTime window;     /* length of a window, else 0 */
    SimTime remember;   /* 0: not settled yet */
    SimTime checkpoint; /* interval of its data checkpoints, 0 for none */
    SimTime cost;       /* see Rdd.cost */
    StorageLevel level;
    NarrowWork narrow;
    Aggregator aggregator;
    Partitioner *partitioner; /* of a stream that is partitioned by key */
    FuncId func;              /* called on the driver: transform, a generator */
    StateWork state;          /* mapWithState */
    SimTime timeout;          /* mapWithState, 0 for none */
    RddId initial;            /* the state that it begins with, or RDD_NONE */
    bool initial_lost;        /* it had one, which no checkpoint holds */
    int parallelism;          /* see InverseWindow */
    int input;                /* Spark's id of an input stream, else -1 */
    int receiver;             /* number of its receiver, else -1 */
    RddQueue queue;           /* of a queue stream */
    bool gave_some;           /* a generator: an RDD, in any batch */
    bool is_dry;              /* a generator: it gave some before, and none last */
    FileWork files;           /* of a file stream */
    int direct;               /* number of a stream that reads ranges, else -1 */
    bool initialized;
    StreamRdd *made; /* what is remembered, oldest first */
    int n_made;
    int made_capacity;
};

typedef struct Output {
    CallSite site;
    StreamId stream;
    FuncId func; /* called on the driver with the RDD and the time */
} Output;

/* The blocks that a batch has of one input stream; set by the layer that receives them.
 * What *blocks then points to is valid until the next call. */
typedef struct BlockLookup {
    void *subject;
    void (*blocks)(void *subject, int input, SimTime batch, ReceivedBlocks *blocks);
} BlockLookup;

/* The files that a batch has of one file stream; set by the layer that looks for them.
 * Points *paths at their names (valid until the next call) and returns their number.
 * `remember` is how long the stream remembers its batches. */
typedef struct FileLookup {
    void *subject;
    int (*files)(void *subject, int number, SimTime batch, SimTime remember,
        const char *const **paths);
    void (*empty)(void *subject, int number, int index); /* that file has no data */
} FileLookup;

/* The messages that a batch has of one stream that reads ranges; set by the layer that
 * chooses them. The caller gives *data to an RDD. */
typedef struct RangeLookup {
    void *subject;
    bool (*ranges)(void *subject, int number, SimTime batch, RangeData *data,
        Failure *failure);
} RangeLookup;

/* The program's part in making RDDs: calls a function on the driver with n RDDs and the
 * time. False and *failure if it throws; *rdd is RDD_NONE if it gives nothing. */
typedef struct GraphDriver {
    void *subject;
    bool (*make_rdd)(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
        RddId *rdd, Failure *failure);
    /* Whether the program's list behind a queue has another RDD. */
    bool (*has_queued)(void *subject, FuncId func);
} GraphDriver;

struct Graph {
    SimTime interval;        /* batch interval */
    SimTime zero;            /* zero time, once started */
    SimTime remember;        /* from ssc:remember, 0 if not called */
    char *checkpoint_folder; /* NULL: no checkpoints */
    bool started;
    bool stopped;
    DStream **streams;
    int n_streams;
    int streams_capacity;
    Output *outputs;
    int n_outputs;
    int outputs_capacity;
    int n_inputs;
    int n_recovered; /* streams that a checkpoint has; 0: it is not recovered */
    RddSet *rdds;    /* borrowed, as the following */
    BlockManager *blocks;
    bool keeps_old; /* spark.streaming.unpersist is false: data of old RDDs stays */
    const Clock *clock;
    Trace *trace;
    BlockLookup lookup;
    FileLookup files;
    RangeLookup ranges;
    GraphDriver driver;
};

void graph_init(Graph *graph, SimTime interval);
void graph_free(Graph *graph);

/* Adds an output and returns its number. ERR_STATE, in Spark's words, once the graph
 * has started or stopped. */
bool graph_add_output(Graph *graph, const CallSite *site, StreamId stream, FuncId func,
    int *output, Err *err);

/* Fails if the graph can no longer be changed; the makers call it, and so may those who
 * want to fail before they make anything. */
bool graph_check_open(const Graph *graph, Err *err);

/* ERR_UNSUPPORTED after the start. Sets the level; a window passes it to its parent. */
bool graph_persist(Graph *graph, StreamId stream, StorageLevel level, Err *err);

/* ERR_UNSUPPORTED after the start. Spark: DStream.checkpoint: data checkpoints every
 * `interval` > 0; the stream is kept, too, in MEMORY_ONLY_SER. */
bool graph_checkpoint(Graph *graph, StreamId stream, SimTime interval, Err *err);

/* What each record costs that a function of the stream gets. */
void graph_set_cost(const Graph *graph, StreamId stream, SimTime cost);

/* ERR_ARGUMENT if called twice. The least time every stream keeps its RDDs. */
bool graph_remember(Graph *graph, SimTime length, Err *err);

/* The folder of checkpoints (copied), or NULL for none. */
void graph_set_checkpoint_folder(Graph *graph, const char *folder);

/* Checks as Spark does before a start (2.3, 7.3) and fixes zero time, remember and
 * checkpoint intervals. ERR_ARGUMENT, in Spark's words; *fault, unless NULL, is then
 * the stream that is not as it should be, or STREAM_NONE. */
bool graph_start(Graph *graph, SimTime zero, StreamId *fault, Err *err);

/* A recovered graph (vm/graph/copy.c). Makes `copy`, just initialized, mean the same as
 * another graph, with none of its RDDs. The streams that are there now are those of the
 * checkpoint: others can no longer join, and the states that they began with are lost
 * (semantics 7.4). A stream has an RDD already. */
void graph_copy(const Graph *graph, Graph *copy);
void graph_set_recovered(Graph *graph);
void graph_restore(Graph *graph, StreamId stream, SimTime time, RddId rdd);

DStream *graph_stream(const Graph *graph, StreamId id); /* CHECKs the id */

/* Spark's class of a stream. */
const char *stream_class_name(const DStream *stream);

/* True if the stream has an RDD at this time. */
bool stream_is_time_valid(const Graph *graph, const DStream *stream, SimTime time);

/* The RDD of a time: remembered, or made now with its parents'. RDD_NONE at times that
 * are not valid. */
bool stream_rdd(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure);

/* Makes the RDD of a time anew, without a look at what is remembered (5.7). */
bool stream_compute(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure);

/* Batch `time` is done: every stream that an output uses forgets the RDDs that are
 * older than it has to remember, and their data (4.6). */
void graph_clear(Graph *graph, SimTime time);

/* CHECKs that streams remember RDDs that are there, and after the batch `cleared` was
 * (-1: none) none that is too old. */
void graph_check(const Graph *graph, SimTime cleared);

/* Marks all RDDs that the graph remembers or has queued. */
void graph_mark_rdds(const Graph *graph, RddSet *rdds);

/* True if no queue stream holds another RDD, and no generator is likely to give one:
 * each gave some before, and none last time. */
bool graph_is_dry(const Graph *graph);

#endif
