/* vm/ingest/consumer.h -- which partitions of a log somebody reads, and how far it
 * came. Spark: the KafkaConsumer on the driver, ConsumerStrategy (semantics 9.5).
 *
 * A consumer has a position in each of its partitions: the first offset that it has not
 * read. A partition begins at the offset that the program gave, else at the one that
 * the consumer's group has committed, else where auto.offset.reset says. Partitions are
 * in the order of topic and number, so that RDDs are the same every time.
 *
 * With enable.auto.commit, which is Kafka's default, a consumer commits by itself: what
 * it has seen, every so often, whether or not it was worked on. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_CONSUMER_H
#define SLUICE_INGEST_CONSUMER_H

#include "vm/base/err.h"
#include "vm/ingest/log.h"

typedef enum OffsetReset { RESET_LATEST, RESET_EARLIEST, RESET_NONE } OffsetReset;

typedef enum ConsumerChoice {
    CHOOSE_TOPICS,    /* all partitions of these topics, also those to come */
    CHOOSE_PATTERN,   /* the same of all topics whose name matches */
    CHOOSE_PARTITIONS /* these partitions */
} ConsumerChoice;

/* A partition, and an offset, or a number of messages a second. */
typedef struct TopicNumber {
    const char *topic;
    int partition;
    int64_t number;
} TopicNumber;

typedef struct ConsumerSpec {
    ConsumerChoice choice;
    const char *const *topics; /* or one POSIX extended regular expression */
    int n_topics;
    const TopicNumber *partitions; /* the numbers are not used */
    int n_partitions;
    const TopicNumber *offsets; /* where partitions begin */
    int n_offsets;
    const char *group;
    OffsetReset reset;
    SimTime commits_every; /* enable.auto.commit; 0: it is off */
} ConsumerSpec;

typedef struct Position {
    TopicId topic;
    int partition;
    int64_t offset; /* the first that no batch has */
    int64_t seen;   /* that of the next message, when the consumer looked last */
} Position;

typedef struct Consumer Consumer;

/* Copies the spec. The log is borrowed, and NULL if there is none. ERR_ARGUMENT for a
 * pattern that is none; then *consumer is NULL. */
bool consumer_new(const ConsumerSpec *spec, Log *log, Consumer **consumer, Err *err);
/* With the same spec, and without a position. */
Consumer *consumer_copy(const Consumer *consumer);
void consumer_delete(Consumer *consumer);

const ConsumerSpec *consumer_spec(const Consumer *consumer);
Log *consumer_log(const Consumer *consumer);

/* A topic that was asked for and that the log has not; NULL if it has all of them, and
 * some topic matches the pattern. */
const char *consumer_find_missing(const Consumer *consumer);

/* Looks at the log: adds partitions that are new, and notes how far each goes. Errors
 * in Kafka's words, for a partition that has no beginning. */
bool consumer_look(Consumer *consumer, Err *err);

/* In order; valid until the next look. */
Position *consumer_positions(Consumer *consumer);
int consumer_n_positions(const Consumer *consumer);

/* Sets the position of a partition, as a checkpoint has it. */
void consumer_restore(Consumer *consumer, const Position *position);

/* Commits what the last look saw, if that is on and its time has come; always at
 * `close`. */
void consumer_auto_commit(Consumer *consumer, SimTime now, bool close);

/* True if every position is at the end of what was appended. */
bool consumer_has_all(const Consumer *consumer);

#endif
