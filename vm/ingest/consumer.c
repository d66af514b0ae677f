// SPDX-License-Identifier: MIT
#include "vm/ingest/consumer.h"

#include <regex.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/mem.h"

struct Consumer {
    ConsumerSpec spec; /* its texts and lists are owned */
    Log *log;
    regex_t pattern; /* of CHOOSE_PATTERN */
    Position *positions;
    int n_positions;
    int positions_capacity;
    SimTime committed_at; /* automatically, or when it looked first; TIME_NEVER: never
                           */
};

static const char **copy_topics(const ConsumerSpec *spec)
{
    const char **topics = mem_zero_alloc((size_t)(spec->n_topics + 1) * sizeof *topics);
    for (int i = 0; i < spec->n_topics; i++)
        topics[i] = mem_copy_string(spec->topics[i]);
    return topics;
}

static TopicNumber *copy_numbers(const TopicNumber *numbers, int n)
{
    TopicNumber *copy = mem_zero_alloc((size_t)(n + 1) * sizeof *copy);
    for (int i = 0; i < n; i++) {
        copy[i] = numbers[i];
        copy[i].topic = mem_copy_string(numbers[i].topic);
    }
    return copy;
}

static void free_numbers(const TopicNumber *numbers, int n)
{
    for (int i = 0; i < n; i++)
        mem_free((char *)numbers[i].topic);
    mem_free((TopicNumber *)numbers);
}

/* Java's Pattern.matches is about the whole name. */
static bool compile(const char *expression, regex_t *pattern, Err *err)
{
    Buffer whole = {0};
    char why[120];
    buffer_printf(&whole, "^(%s)$", expression);
    int status = regcomp(pattern, buffer_text(&whole), REG_EXTENDED | REG_NOSUB);
    buffer_free(&whole);
    if (status == 0)
        return true;
    regerror(status, pattern, why, sizeof why);
    return err_set(err, ERR_ARGUMENT, "the pattern %s cannot be used: %s", expression,
        why);
}

bool consumer_new(const ConsumerSpec *spec, Log *log, Consumer **consumer, Err *err)
{
    regex_t pattern;
    *consumer = NULL;
    if (spec->choice == CHOOSE_PATTERN && !compile(spec->topics[0], &pattern, err))
        return false;
    Consumer *made = mem_zero_alloc(sizeof *made);
    made->spec = *spec;
    made->spec.topics = copy_topics(spec);
    made->spec.partitions = copy_numbers(spec->partitions, spec->n_partitions);
    made->spec.offsets = copy_numbers(spec->offsets, spec->n_offsets);
    made->spec.group = mem_copy_string(spec->group);
    made->log = log;
    made->committed_at = TIME_NEVER;
    if (spec->choice == CHOOSE_PATTERN)
        made->pattern = pattern;
    *consumer = made;
    return true;
}

Consumer *consumer_copy(const Consumer *consumer)
{
    Consumer *copy;
    Err err; /* the pattern was good before */
    consumer_new(&consumer->spec, consumer->log, &copy, &err);
    return copy;
}

void consumer_delete(Consumer *consumer)
{
    if (consumer == NULL)
        return;
    const ConsumerSpec *spec = &consumer->spec;
    for (int i = 0; i < spec->n_topics; i++)
        mem_free((char *)spec->topics[i]);
    mem_free((char **)spec->topics);
    free_numbers(spec->partitions, spec->n_partitions);
    free_numbers(spec->offsets, spec->n_offsets);
    mem_free((char *)spec->group);
    if (spec->choice == CHOOSE_PATTERN)
        regfree(&consumer->pattern);
    mem_free(consumer->positions);
    mem_free(consumer);
}

const ConsumerSpec *consumer_spec(const Consumer *consumer)
{
    return &consumer->spec;
}

Log *consumer_log(const Consumer *consumer)
{
    return consumer->log;
}

static bool matches(const Consumer *consumer, const char *topic)
{
    return regexec(&consumer->pattern, topic, 0, NULL, 0) == 0;
}

static const char *find_unmatched(const Consumer *consumer)
{
    for (int i = 0; i < log_topics(consumer->log); i++) {
        if (matches(consumer, log_topic_name(consumer->log, i)))
            return NULL;
    }
    return consumer->spec.topics[0];
}

const char *consumer_find_missing(const Consumer *consumer)
{
    const ConsumerSpec *spec = &consumer->spec;
    if (consumer->log == NULL)
        return spec->choice == CHOOSE_PARTITIONS ? spec->partitions[0].topic
                                                 : spec->topics[0];
    if (spec->choice == CHOOSE_PATTERN)
        return find_unmatched(consumer);
    for (int i = 0; i < spec->n_topics; i++) {
        if (log_find(consumer->log, spec->topics[i]) == TOPIC_NONE)
            return spec->topics[i];
    }
    for (int i = 0; i < spec->n_partitions; i++) {
        if (log_find(consumer->log, spec->partitions[i].topic) == TOPIC_NONE)
            return spec->partitions[i].topic;
    }
    return NULL;
}

/* Where a partition begins. */

static const TopicNumber *find_given(const Consumer *consumer, const Position *position)
{
    const char *topic = log_topic_name(consumer->log, position->topic);
    for (int i = 0; i < consumer->spec.n_offsets; i++) {
        const TopicNumber *given = &consumer->spec.offsets[i];
        if (given->partition == position->partition && strcmp(given->topic, topic) == 0)
            return given;
    }
    return NULL;
}

static bool reset(const Consumer *consumer, Position *position, int64_t wanted,
    Err *err)
{
    const char *topic = log_topic_name(consumer->log, position->topic);
    switch (consumer->spec.reset) {
    case RESET_EARLIEST:
        position->offset = 0;
        return true;
    case RESET_LATEST:
        position->offset = position->seen;
        return true;
    case RESET_NONE:
        break;
    }
    if (wanted < 0)
        return err_set(err, ERR_NO_OFFSET,
            "Undefined offset with no reset policy for partitions: [%s-%d]", topic,
            position->partition);
    return err_set(err, ERR_OFFSET_OUT_OF_RANGE,
        "Offsets out of range with no configured reset policy for partitions: "
        "{%s-%d=%lld}",
        topic, position->partition, (long long)wanted);
}

static bool begin(const Consumer *consumer, Position *position, Err *err)
{
    const TopicNumber *given = find_given(consumer, position);
    int64_t wanted = given != NULL ? given->number
                                   : log_committed(consumer->log, consumer->spec.group,
                                         position->topic, position->partition);
    if (wanted < 0 || wanted > position->seen)
        return reset(consumer, position, wanted, err);
    position->offset = wanted;
    return true;
}

/* True if the position at an index is before this one. */
static bool is_before(const Consumer *consumer, const Position *left,
    const Position *right)
{
    int order = strcmp(log_topic_name(consumer->log, left->topic),
        log_topic_name(consumer->log, right->topic));
    return order != 0 ? order < 0 : left->partition < right->partition;
}

/* Where a position is, or belongs. */
static int find_place(const Consumer *consumer, const Position *wanted)
{
    int low = 0;
    int high = consumer->n_positions;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (is_before(consumer, &consumer->positions[middle], wanted))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_at(const Consumer *consumer, int place, const Position *wanted)
{
    return place < consumer->n_positions &&
        consumer->positions[place].topic == wanted->topic &&
        consumer->positions[place].partition == wanted->partition;
}

static void insert(Consumer *consumer, int place, const Position *position)
{
    consumer->positions = mem_grow(consumer->positions, &consumer->positions_capacity,
        consumer->n_positions + 1, sizeof *consumer->positions);
    memmove(&consumer->positions[place + 1], &consumer->positions[place],
        (size_t)(consumer->n_positions - place) * sizeof *consumer->positions);
    consumer->positions[place] = *position;
    consumer->n_positions++;
}

void consumer_restore(Consumer *consumer, const Position *position)
{
    int place = find_place(consumer, position);
    if (is_at(consumer, place, position))
        consumer->positions[place] = *position;
    else
        insert(consumer, place, position);
}

static bool look_at(Consumer *consumer, TopicId topic, int partition, Err *err)
{
    Position position = {.topic = topic,
        .partition = partition,
        .seen = log_latest(consumer->log, topic, partition)};
    int place = find_place(consumer, &position);
    if (is_at(consumer, place, &position)) {
        consumer->positions[place].seen = position.seen;
        return true;
    }
    if (!begin(consumer, &position, err))
        return false;
    insert(consumer, place, &position);
    return true;
}

static bool look_at_topic(Consumer *consumer, TopicId topic, Err *err)
{
    int n = topic != TOPIC_NONE ? log_partitions(consumer->log, topic) : 0;
    for (int i = 0; i < n; i++) {
        if (!look_at(consumer, topic, i, err))
            return false;
    }
    return true;
}

/* Kafka waits a minute for a partition that is not there. */
static bool look_at_partitions(Consumer *consumer, Err *err)
{
    for (int i = 0; i < consumer->spec.n_partitions; i++) {
        const TopicNumber *wanted = &consumer->spec.partitions[i];
        TopicId topic = log_find(consumer->log, wanted->topic);
        if (topic == TOPIC_NONE ||
            wanted->partition >= log_partitions(consumer->log, topic))
            return err_set(err, ERR_KAFKA_TIMEOUT,
                "Timeout of 60000ms expired before the position for partition %s-%d "
                "could be determined",
                wanted->topic, wanted->partition);
        if (!look_at(consumer, topic, wanted->partition, err))
            return false;
    }
    return true;
}

bool consumer_look(Consumer *consumer, Err *err)
{
    const ConsumerSpec *spec = &consumer->spec;
    Log *log = consumer->log;
    if (spec->choice == CHOOSE_PARTITIONS)
        return look_at_partitions(consumer, err);
    bool good = true;
    if (spec->choice == CHOOSE_PATTERN) {
        for (TopicId topic = 0; topic < log_topics(log) && good; topic++) {
            if (matches(consumer, log_topic_name(log, topic)))
                good = look_at_topic(consumer, topic, err);
        }
        return good;
    }
    for (int i = 0; i < spec->n_topics && good; i++)
        good = look_at_topic(consumer, log_find(log, spec->topics[i]), err);
    return good;
}

Position *consumer_positions(Consumer *consumer)
{
    return consumer->positions;
}

int consumer_n_positions(const Consumer *consumer)
{
    return consumer->n_positions;
}

void consumer_auto_commit(Consumer *consumer, SimTime now, bool close)
{
    const ConsumerSpec *spec = &consumer->spec;
    if (spec->commits_every == 0)
        return;
    if (consumer->committed_at == TIME_NEVER)
        consumer->committed_at = now;
    if (!close && now - consumer->committed_at < spec->commits_every)
        return;
    consumer->committed_at = now;
    for (int i = 0; i < consumer->n_positions; i++) {
        const Position *position = &consumer->positions[i];
        log_commit(consumer->log, spec->group, position->topic, position->partition,
            position->seen);
    }
}

bool consumer_has_all(const Consumer *consumer)
{
    for (int i = 0; i < consumer->n_positions; i++) {
        const Position *position = &consumer->positions[i];
        if (log_latest(consumer->log, position->topic, position->partition) >
            position->offset)
            return false;
    }
    return true;
}
