/* vm/ingest/log.h -- topics with partitions, outside of the program.
 * Spark: none; it stands for a Kafka cluster (semantics 9.5).
 *
 * A topic has partitions, a partition has messages numbered from 0, its offsets. What
 * was read stays. The log also keeps how far each group of consumers said it had come.
 * Keys choose partitions as Kafka's default partitioner does. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_LOG_H
#define SLUICE_INGEST_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/sim/time.h"

typedef struct Log Log;
typedef int TopicId;

enum { TOPIC_NONE = -1, LOG_ANY_PARTITION = -1, LOG_MOST_PARTITIONS = 10000 };

/* Bytes, borrowed. data is NULL for none (Kafka: null). */
typedef struct LogBytes {
    const char *data;
    size_t size;
} LogBytes;

typedef struct LogMessage {
    LogBytes key;
    LogBytes value;
    SimTime at; /* when it was appended */
} LogMessage;

Log *log_new(void);
void log_delete(Log *log);

/* The topic of a name (copied); made with no partition if it is new. */
TopicId log_topic(Log *log, const char *name);
TopicId log_find(const Log *log, const char *name); /* TOPIC_NONE if there is none */
int log_topics(const Log *log);
const char *log_topic_name(const Log *log, TopicId topic);

/* Gives a topic at least so many partitions, at most LOG_MOST_PARTITIONS. */
void log_grow(Log *log, TopicId topic, int partitions);
int log_partitions(const Log *log, TopicId topic);

/* Appends a message (copied) and returns its partition. LOG_ANY_PARTITION: by the key,
 * or in turn without one. The topic has partitions. */
int log_append(Log *log, TopicId topic, int partition, const LogMessage *message);

/* The offset of the next message; of the first one it is always 0. */
int64_t log_latest(const Log *log, TopicId topic, int partition);

/* The message of an offset below log_latest; borrowed until the next append. */
LogMessage log_read(const Log *log, TopicId topic, int partition, int64_t offset);

/* Where a group goes on; -1 if it said nothing yet. */
int64_t log_committed(const Log *log, const char *group, TopicId topic, int partition);
void log_commit(Log *log, const char *group, TopicId topic, int partition,
    int64_t offset);

/* Kafka's hash of a key. */
uint32_t log_hash(LogBytes key);

#endif
