// SPDX-License-Identifier: MIT
#include "vm/ingest/log.h"

#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

/* Where a message lies in the bytes of its partition: the key, then the value. */
typedef struct Entry {
    size_t start;
    size_t key_size;
    size_t value_size;
    bool has_key;
    bool has_value;
    SimTime at;
} Entry;

typedef struct Partition {
    Buffer bytes;
    Entry *entries; /* by offset */
    int64_t count;
    int64_t capacity;
} Partition;

typedef struct Topic {
    char *name;
    Partition *partitions;
    int n;
    int64_t turn; /* of messages without a key */
} Topic;

typedef struct Commit {
    char *group;
    TopicId topic;
    int partition;
    int64_t offset;
} Commit;

struct Log {
    Topic *topics;
    int n_topics;
    int topics_capacity;
    Commit *commits;
    int n_commits;
    int commits_capacity;
};

Log *log_new(void)
{
    return mem_zero_alloc(sizeof(Log));
}

static void free_topic(Topic *topic)
{
    for (int i = 0; i < topic->n; i++) {
        buffer_free(&topic->partitions[i].bytes);
        mem_free(topic->partitions[i].entries);
    }
    mem_free(topic->partitions);
    mem_free(topic->name);
}

void log_delete(Log *log)
{
    if (log == NULL)
        return;
    for (int i = 0; i < log->n_topics; i++)
        free_topic(&log->topics[i]);
    mem_free(log->topics);
    for (int i = 0; i < log->n_commits; i++)
        mem_free(log->commits[i].group);
    mem_free(log->commits);
    mem_free(log);
}

TopicId log_find(const Log *log, const char *name)
{
    for (int i = 0; i < log->n_topics; i++) {
        if (strcmp(log->topics[i].name, name) == 0)
            return i;
    }
    return TOPIC_NONE;
}

TopicId log_topic(Log *log, const char *name)
{
    TopicId known = log_find(log, name);
    if (known != TOPIC_NONE)
        return known;
    log->topics = mem_grow(log->topics, &log->topics_capacity, log->n_topics + 1,
        sizeof *log->topics);
    log->topics[log->n_topics] = (Topic){.name = mem_copy_string(name)};
    return log->n_topics++;
}

int log_topics(const Log *log)
{
    return log->n_topics;
}

static Topic *topic_of(const Log *log, TopicId topic)
{
    CHECK(topic >= 0 && topic < log->n_topics);
    return &log->topics[topic];
}

static Partition *partition_of(const Log *log, TopicId topic, int partition)
{
    const Topic *found = topic_of(log, topic);
    CHECK(partition >= 0 && partition < found->n);
    return &found->partitions[partition];
}

const char *log_topic_name(const Log *log, TopicId topic)
{
    return topic_of(log, topic)->name;
}

void log_grow(Log *log, TopicId topic, int partitions)
{
    Topic *grown = topic_of(log, topic);
    CHECK(partitions <= LOG_MOST_PARTITIONS);
    if (partitions <= grown->n)
        return;
    grown->partitions =
        mem_realloc(grown->partitions, (size_t)partitions * sizeof *grown->partitions);
    memset(&grown->partitions[grown->n], 0,
        (size_t)(partitions - grown->n) * sizeof *grown->partitions);
    grown->n = partitions;
}

int log_partitions(const Log *log, TopicId topic)
{
    return topic_of(log, topic)->n;
}

/* Murmur 2 of 32 bits, with Kafka's seed. */
uint32_t log_hash(LogBytes key)
{
    const uint32_t mix = 0x5bd1e995;
    uint32_t hash = 0x9747b28cu ^ (uint32_t)key.size;
    const unsigned char *at = (const unsigned char *)key.data;
    size_t left = key.size;
    for (; left >= 4; left -= 4, at += 4) {
        uint32_t word = (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
            (uint32_t)at[3] << 24;
        word *= mix;
        word ^= word >> 24;
        hash = hash * mix ^ word * mix;
    }
    if (left > 0) {
        for (size_t i = left; i > 0; i--)
            hash ^= (uint32_t)at[i - 1] << 8 * (i - 1);
        hash *= mix;
    }
    hash ^= hash >> 13;
    hash *= mix;
    return hash ^ hash >> 15;
}

static int choose_partition(Topic *topic, LogBytes key)
{
    if (key.data == NULL)
        return (int)(topic->turn++ % topic->n);
    return (int)((log_hash(key) & 0x7fffffff) % (uint32_t)topic->n);
}

static Entry *grow_entries(Partition *partition)
{
    if (partition->count == partition->capacity) {
        partition->capacity = partition->capacity == 0 ? 16 : 2 * partition->capacity;
        partition->entries = mem_realloc(partition->entries,
            (size_t)partition->capacity * sizeof *partition->entries);
    }
    return &partition->entries[partition->count++];
}

static void append_bytes(Buffer *bytes, LogBytes added)
{
    if (added.size > 0)
        buffer_append(bytes, added.data, added.size);
}

int log_append(Log *log, TopicId topic, int partition, const LogMessage *message)
{
    Topic *found = topic_of(log, topic);
    CHECK(found->n > 0);
    if (partition == LOG_ANY_PARTITION)
        partition = choose_partition(found, message->key);
    Partition *to = partition_of(log, topic, partition);
    *grow_entries(to) = (Entry){
        .start = to->bytes.size,
        .key_size = message->key.size,
        .value_size = message->value.size,
        .has_key = message->key.data != NULL,
        .has_value = message->value.data != NULL,
        .at = message->at,
    };
    append_bytes(&to->bytes, message->key);
    append_bytes(&to->bytes, message->value);
    return partition;
}

int64_t log_latest(const Log *log, TopicId topic, int partition)
{
    return partition_of(log, topic, partition)->count;
}

/* An empty text is not an absent one. */
static LogBytes bytes_at(const Partition *partition, size_t start, size_t size,
    bool there)
{
    if (!there)
        return (LogBytes){NULL, 0};
    return (LogBytes){size == 0 ? "" : partition->bytes.data + start, size};
}

LogMessage log_read(const Log *log, TopicId topic, int partition, int64_t offset)
{
    const Partition *from = partition_of(log, topic, partition);
    CHECK(offset >= 0 && offset < from->count);
    const Entry *entry = &from->entries[offset];
    return (LogMessage){
        .key = bytes_at(from, entry->start, entry->key_size, entry->has_key),
        .value = bytes_at(from, entry->start + entry->key_size, entry->value_size,
            entry->has_value),
        .at = entry->at,
    };
}

static Commit *find_commit(const Log *log, const char *group, TopicId topic,
    int partition)
{
    for (int i = 0; i < log->n_commits; i++) {
        Commit *commit = &log->commits[i];
        if (commit->topic == topic && commit->partition == partition &&
            strcmp(commit->group, group) == 0)
            return commit;
    }
    return NULL;
}

int64_t log_committed(const Log *log, const char *group, TopicId topic, int partition)
{
    const Commit *commit = find_commit(log, group, topic, partition);
    return commit != NULL ? commit->offset : -1;
}

void log_commit(Log *log, const char *group, TopicId topic, int partition,
    int64_t offset)
{
    Commit *commit = find_commit(log, group, topic, partition);
    if (commit == NULL) {
        log->commits = mem_grow(log->commits, &log->commits_capacity,
            log->n_commits + 1, sizeof *log->commits);
        commit = &log->commits[log->n_commits++];
        *commit = (Commit){mem_copy_string(group), topic, partition, 0};
    }
    commit->offset = offset;
}
