/* vm/sim/trace.h -- the record of everything that happens in a run.
 * Spark: SparkListener and StreamingListener events, and what they leave out.
 *
 * The engine writes typed records in the order of simulated time, and nothing else
 * leaves it. TRACE_KINDS is the list of kinds and of their fields, in the order in
 * which they are written. On disk a record is one line of JSON,
 * {"at":1000000,"kind":"batch",...}; times are integers in microseconds. docs/trace.md
 * explains each field.
 *
 * The trace borrows its sink and owns the buffers in which lines are made. Without a
 * sink nothing is formatted and trace_is_on is false: callers that have to collect
 * values first ask it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_TRACE_H
#define SLUICE_SIM_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/sim/time.h"

enum { TRACE_VERSION = 1, TRACE_MAX_FIELDS = 18 };

/* KIND(constant, name, fields): fields are name:type, type i integer or time, s text,
 * b boolean, j a JSON value that the caller has formatted. */
#define TRACE_KINDS(KIND)                                                             \
    KIND(TRACE_SOURCE, "source", "file:s text:s bytes:i")                             \
    KIND(TRACE_RUN, "run",                                                            \
        "program:s app:s master:s clock:s interval:i block_interval:i zero:i seed:i " \
        "conf:j")                                                                     \
    KIND(TRACE_STREAM, "stream",                                                      \
        "stream:i op:s name:s parents:j slide:i window:i receiver:i file:s line:i "   \
        "state:b")                                                                    \
    KIND(TRACE_OUTPUT, "output", "output:i op:s stream:i file:s line:i")              \
    KIND(TRACE_EXECUTOR, "executor",                                                  \
        "executor:i host:s cores:i state:s text:s memory:i")                          \
    KIND(TRACE_LINK, "link", "a:i b:i state:s")                                       \
    KIND(TRACE_RECEIVER, "receiver",                                                  \
        "receiver:i stream:i state:s executor:i core:i text:s lost:i")                \
    KIND(TRACE_RECORD, "record", "receiver:i number:i text:s bytes:i")                \
    KIND(TRACE_RATE, "rate",                                                          \
        "stream:i receiver:i rate:i limit:i batch:i elements:i processing:i "         \
        "scheduling:i")                                                               \
    KIND(TRACE_DRIVER, "driver", "state:s")                                           \
    KIND(TRACE_PEER, "peer", "place:s state:s")                                       \
    KIND(TRACE_ARRIVED, "arrived", "place:s number:i text:s lost:b")                  \
    KIND(TRACE_TAKEN, "taken", "place:s number:i times:i")                            \
    KIND(TRACE_ACK, "ack", "place:s accepted:b numbers:j")                            \
    KIND(TRACE_BLOCK, "block",                                                        \
        "receiver:i block:s from:i records:i bytes:i executor:i level:s")             \
    KIND(TRACE_BLOCK_COPY, "block-copy", "block:s executor:i place:s bytes:i why:s")  \
    KIND(TRACE_BLOCK_REMOVED, "block-removed", "block:s executor:i why:s")            \
    KIND(TRACE_BATCH, "batch", "batch:i number:i records:i blocks:j")                 \
    KIND(TRACE_WAITING, "waiting", "receiver:i batch:i records:i")                    \
    KIND(TRACE_FILES, "files", "stream:i batch:i files:j")                            \
    KIND(TRACE_MESSAGE, "message", "topic:s partition:i offset:i key:s value:s")      \
    KIND(TRACE_OFFSETS, "offsets", "stream:i batch:i ranges:j restored:b")            \
    KIND(TRACE_COMMITTED, "committed", "stream:i group:s ranges:j")                   \
    KIND(TRACE_RDD, "rdd",                                                            \
        "rdd:i op:s stream:i batch:i partitions:i parents:j wide:b blocks:j type:s "  \
        "line:i shuffles:j")                                                          \
    KIND(TRACE_WINDOW, "window", "stream:i batch:i length:i slide:i members:j")       \
    KIND(TRACE_JOBS_SUBMITTED, "jobs-submitted", "batch:i outputs:j")                 \
    KIND(TRACE_JOBS_STARTED, "jobs-started", "batch:i waited:i")                      \
    KIND(TRACE_JOBS_COMPLETED, "jobs-completed", "batch:i took:i failed:b")           \
    KIND(TRACE_OUTPUT_STARTED, "output-started", "batch:i output:i")                  \
    KIND(TRACE_OUTPUT_COMPLETED, "output-completed", "batch:i output:i failed:s")     \
    KIND(TRACE_JOB_STARTED, "job-started",                                            \
        "job:i batch:i output:i action:s rdd:i partitions:j stages:j")                \
    KIND(TRACE_JOB_COMPLETED, "job-completed", "job:i failed:s")                      \
    KIND(TRACE_STAGE_STARTED, "stage-started",                                        \
        "stage:i job:i name:s rdd:i tasks:i attempt:i")                               \
    KIND(TRACE_STAGE_COMPLETED, "stage-completed", "stage:i failed:b attempt:i")      \
    KIND(TRACE_TASK_STARTED, "task-started",                                          \
        "task:i stage:i index:i partition:i attempt:i executor:i core:i locality:s "  \
        "speculative:b")                                                              \
    KIND(TRACE_TASK_ENDED, "task-ended",                                              \
        "task:i records:i written:i failed:s cost_fixed:i cost_records:i "            \
        "cost_shuffle:i calls:j cost_open:i cost_bytes:i cost_network:i "             \
        "cost_instructions:i cost_slept:i cost_noise:i result_bytes:i changed:s "     \
        "filled:j")                                                                   \
    KIND(TRACE_CACHED, "cached",                                                      \
        "block:s rdd:i partition:i records:i bytes:i "                                \
        "executor:i level:s")                                                         \
    KIND(TRACE_STATE, "state",                                                        \
        "rdd:i stream:i batch:i partition:i keys:i links:i bytes:i initial:i new:i "  \
        "changed:i same:i removed:i timed_out:i given:i named:i")                     \
    KIND(TRACE_STATE_KEY, "state-key",                                                \
        "rdd:i stream:i batch:i partition:i key:s value:s what:s values:i left:j "    \
        "entered:j")                                                                  \
    KIND(TRACE_ORIGIN, "origin",                                                      \
        "node:i what:s job:i rdd:i partition:i shuffle:i map:i index:i key:s text:s " \
        "from:j")                                                                     \
    KIND(TRACE_FUNCTION, "function", "rdd:i stream:i how:s file:s line:i")            \
    KIND(TRACE_CHECKPOINT, "checkpoint",                                              \
        "rdd:i stream:i batch:i partitions:i bytes:i")                                \
    KIND(TRACE_WAL, "wal", "what:s file:s offset:i bytes:i")                          \
    KIND(TRACE_FORGOTTEN, "forgotten", "stream:i batch:i rdd:i")                      \
    KIND(TRACE_STORE, "store", "store:s op:s key:s value:s batch:i task:i")           \
    KIND(TRACE_PRINTED, "printed", "place:s batch:i output:i text:s")                 \
    KIND(TRACE_STOPPED, "stopped", "reason:s received:i in_batches:i")

typedef enum TraceKind {
#define KIND(constant, name, fields) constant,
    TRACE_KINDS(KIND)
#undef KIND
        TRACE_KIND_COUNT
} TraceKind;

typedef struct TraceValue {
    char type; /* i, s, b or j */
    int64_t number;
    const char *text; /* borrowed until trace_write returns; NULL is null */
    size_t size;
} TraceValue;

/* Where finished lines go; called with whole lines, newline included. */
typedef void TraceSink(void *subject, const char *line, size_t size);

/* How a record of a kind is written: what stands before each value, one behind the
 * other in `text`. */
typedef struct TraceForm {
    Buffer text;
    uint16_t ends[TRACE_MAX_FIELDS]; /* of the piece before a value */
    char types[TRACE_MAX_FIELDS];
    int count; /* of fields; 0: not made yet */
} TraceForm;

enum { TRACE_JSON_VALUES = 3 };

typedef struct Trace {
    TraceSink *sink; /* NULL: off */
    void *subject;
    Buffer line;
    int64_t written;                  /* records so far */
    int64_t counts[TRACE_KIND_COUNT]; /* of each kind */
    TraceForm forms[TRACE_KIND_COUNT];
    Buffer json[TRACE_JSON_VALUES];
    int n_json;
} Trace;

/* Starts a trace (sink may be NULL) and writes the version line. */
void trace_init(Trace *trace, TraceSink *sink, void *subject);
void trace_free(Trace *trace);

static inline bool trace_is_on(const Trace *trace)
{
    return trace->sink != NULL;
}

/* The name of a kind as it stands in a trace. */
const char *trace_kind_name(TraceKind kind);

TraceValue trace_int(int64_t number);
TraceValue trace_bool(bool value);
TraceValue trace_text(const char *text);
TraceValue trace_bytes(const char *text, size_t size);
TraceValue trace_json(const Buffer *json);

/* An empty buffer for a value of type j in the next record; at most TRACE_JSON_VALUES
 * until that is written. The trace owns it. */
Buffer *trace_take_json(Trace *trace);

/* Writes one record. The values must be those of the kind, in order (checked). */
void trace_write(Trace *trace, SimTime at, TraceKind kind, const TraceValue *values,
    int count);

/* TRACE(trace, at, TRACE_WINDOW, trace_int(3), ...): counts the values. */
#define TRACE(trace, at, kind, ...)                                     \
    do {                                                                \
        if (trace_is_on(trace)) {                                       \
            const TraceValue trace_values_[] = {__VA_ARGS__};           \
            trace_write(trace, at, kind, trace_values_,                 \
                (int)(sizeof trace_values_ / sizeof trace_values_[0])); \
        }                                                               \
    } while (0)

#endif
