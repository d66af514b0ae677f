/* vm/ingest/topic_place.h -- places of a world that are topics of its log.
 * Spark: none; they stand for those who write into Kafka.
 *
 * "kafka:TOPIC" is a topic: a message goes to the partition that its key chooses, or to
 * the next one in turn; "kafka:TOPIC/N" is its partition N. A record "key=value" has a
 * key, any other has none, and neither has "=value". */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_TOPIC_PLACE_H
#define SLUICE_INGEST_TOPIC_PLACE_H

#include "vm/ingest/log.h"
#include "vm/sim/clock.h"
#include "vm/sim/trace.h"

typedef struct TopicPlace {
    TopicId topic; /* TOPIC_NONE: the place is something else */
    int partition; /* or LOG_ANY_PARTITION */
} TopicPlace;

/* What a place is; its topic is in the log from now on, at first without a partition.
 */
TopicPlace topic_place_find(Log *log, const char *place);

/* Appends a record, and says so in the trace. A partition that was not there comes to
 * be. */
void topic_place_send(Log *log, const TopicPlace *place, const char *text, size_t size,
    const Clock *clock, Trace *trace);

/* Appends a message, as above; its time is now. */
void topic_place_append(Log *log, const TopicPlace *place, LogMessage message,
    const Clock *clock, Trace *trace);

#endif
