// SPDX-License-Identifier: MIT
#include "vm/ingest/topic_place.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/mem.h"

static const char PREFIX[] = "kafka:";

TopicPlace topic_place_find(Log *log, const char *place)
{
    TopicPlace found = {TOPIC_NONE, LOG_ANY_PARTITION};
    if (strncmp(place, PREFIX, sizeof PREFIX - 1) != 0)
        return found;
    char *topic = mem_copy_string(place + sizeof PREFIX - 1);
    char *slash = strchr(topic, '/');
    if (slash != NULL) {
        *slash = '\0';
        found.partition = (int)strtol(slash + 1, NULL, 10);
    }
    found.topic = log_topic(log, topic);
    mem_free(topic);
    return found;
}

static LogMessage read_message(const char *text, size_t size)
{
    const char *sign = size > 0 ? memchr(text, '=', size) : NULL;
    LogMessage message = {0};
    const char *value = sign != NULL ? sign + 1 : text;
    if (sign != NULL && sign > text)
        message.key = (LogBytes){text, (size_t)(sign - text)};
    message.value = (LogBytes){value, size - (size_t)(value - text)};
    return message;
}

static TraceValue bytes_or_null(LogBytes bytes)
{
    return bytes.data != NULL ? trace_bytes(bytes.data, bytes.size) : trace_text(NULL);
}

void topic_place_append(Log *log, const TopicPlace *place, LogMessage message,
    const Clock *clock, Trace *trace)
{
    int least = place->partition == LOG_ANY_PARTITION ? 1 : place->partition + 1;
    message.at = clock->now;
    log_grow(log, place->topic, least);
    int partition = log_append(log, place->topic, place->partition, &message);
    TRACE(trace, clock->now, TRACE_MESSAGE,
        trace_text(log_topic_name(log, place->topic)), trace_int(partition),
        trace_int(log_latest(log, place->topic, partition) - 1),
        bytes_or_null(message.key), bytes_or_null(message.value));
}

void topic_place_send(Log *log, const TopicPlace *place, const char *text, size_t size,
    const Clock *clock, Trace *trace)
{
    topic_place_append(log, place, read_message(text, size), clock, trace);
}
