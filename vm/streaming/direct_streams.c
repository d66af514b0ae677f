// SPDX-License-Identifier: MIT
#include "vm/streaming/direct_streams.h"

#include <string.h>

#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/graph/lineage.h"
#include "vm/graph/streams.h"
#include "vm/ingest/offsets.h"

static bool read_rates(const Streaming *context, DirectRates *rates, Err *err)
{
    const Conf *conf = &context->sim->conf;
    return conf_get_bool(conf, "spark.streaming.backpressure.enabled", false,
               &rates->pressed, err) &&
        conf_get_int(conf, "spark.streaming.backpressure.initialRate", 0,
            &rates->initial, err) &&
        conf_get_int(conf, "spark.streaming.kafka.maxRatePerPartition", 0, &rates->most,
            err) &&
        conf_get_int(conf, "spark.streaming.kafka.minRatePerPartition", 1,
            &rates->least, err);
}

static DirectStream *add_stream(Streaming *context)
{
    context->direct = mem_grow(context->direct, &context->direct_capacity,
        context->n_direct + 1, sizeof *context->direct);
    DirectStream *added = &context->direct[context->n_direct++];
    *added = (DirectStream){.computed = -1};
    return added;
}

bool direct_streams_add(Streaming *context, const CallSite *site,
    const ConsumerSpec *spec, StreamId *stream, Err *err)
{
    DirectRates rates;
    Consumer *consumer;
    if (!graph_check_open(&context->graph, err) || !read_rates(context, &rates, err))
        return false;
    if (context->sim->options.clock->is_wall)
        return err_set(err, ERR_UNSUPPORTED,
            "under the wall clock there is no Kafka to read: sluice has a simulated "
            "log only");
    if (!consumer_new(spec, context->sim->options.log, &consumer, err))
        return false;
    if (!rate_controller_add(context, context->graph.n_inputs, err) ||
        !graph_add_direct(&context->graph, site, context->n_direct, stream, err)) {
        consumer_delete(consumer);
        return false;
    }
    DirectStream *added = add_stream(context);
    added->consumer = consumer;
    added->rates = rates;
    added->stream = *stream;
    return true;
}

static void free_commits(DirectStream *direct)
{
    mem_free(direct->commits);
    direct->commits = NULL;
    direct->n_commits = direct->commits_capacity = 0;
}

void direct_streams_free(Streaming *context)
{
    for (int i = 0; i < context->n_direct; i++) {
        free_commits(&context->direct[i]);
        consumer_delete(context->direct[i].consumer);
    }
    mem_free(context->direct);
}

bool direct_streams_start(Streaming *context, StreamId *fault, Err *err)
{
    for (int i = 0; i < context->n_direct; i++) {
        DirectStream *direct = &context->direct[i];
        const char *missing = consumer_find_missing(direct->consumer);
        *fault = direct->stream;
        if (missing != NULL)
            return err_set(err, ERR_FILE_NOT_FOUND, "nothing feeds the topic %s",
                missing);
        if (!consumer_look(direct->consumer, err))
            return false;
        consumer_auto_commit(direct->consumer, sim_now(context->sim), false);
    }
    *fault = STREAM_NONE;
    return true;
}

void direct_streams_stop(Streaming *context)
{
    for (int i = 0; i < context->n_direct; i++)
        consumer_auto_commit(context->direct[i].consumer, sim_now(context->sim), true);
}

bool direct_streams_are_dry(const Streaming *context)
{
    for (int i = 0; i < context->n_direct; i++) {
        if (!consumer_has_all(context->direct[i].consumer))
            return false;
    }
    return true;
}

/* What a batch reads. */

/* Messages a second that all partitions may give; 0: any number. */
static int64_t rate_of(const Streaming *context, const DirectStream *direct)
{
    if (!direct->rates.pressed)
        return 0;
    int input = graph_stream(&context->graph, direct->stream)->input;
    int64_t latest = rate_controller_latest(context, input);
    return latest > 0 ? latest : direct->rates.initial;
}

static void choose_ranges(const Streaming *context, DirectStream *direct,
    OffsetRange *ranges)
{
    Position *positions = consumer_positions(direct->consumer);
    int n = consumer_n_positions(direct->consumer);
    PartitionLag *lags = mem_alloc((size_t)(n + 1) * sizeof *lags);
    int64_t *most = mem_alloc((size_t)(n + 1) * sizeof *most);
    for (int i = 0; i < n; i++)
        lags[i] = (PartitionLag){positions[i].offset, positions[i].seen,
            direct->rates.most, direct->rates.least};
    bool limited =
        offsets_most(lags, n, rate_of(context, direct), context->graph.interval, most);
    for (int i = 0; i < n; i++) {
        int64_t until = limited ? offsets_until(&lags[i], most[i]) : lags[i].latest;
        ranges[i] = (OffsetRange){log_topic_name(consumer_log(direct->consumer),
                                      positions[i].topic),
            positions[i].partition, positions[i].offset, until};
        positions[i].offset = until;
    }
    mem_free(lags);
    mem_free(most);
}

static void append_bytes(Buffer *out, LogBytes bytes)
{
    if (bytes.data == NULL)
        record_append_null(out);
    else
        record_append_string(out, bytes.data, bytes.size);
}

static void append_message(Buffer *out, const OffsetRange *range, int64_t offset,
    const LogMessage *message)
{
    size_t start = record_begin_list(out, RECORD_MESSAGE);
    record_append_string(out, range->topic, strlen(range->topic));
    record_append_int(out, range->partition);
    record_append_int(out, offset);
    record_append_int(out, time_to_ms(message->at));
    append_bytes(out, message->key);
    append_bytes(out, message->value);
    record_end_list(out, start, MESSAGE_PARTS);
}

/* The records of ranges that the log has. */
static void read_ranges(const Log *log, RangeData *data)
{
    data->slices = mem_zero_alloc((size_t)(data->n + 1) * sizeof *data->slices);
    for (int i = 0; i < data->n; i++) {
        const OffsetRange *range = &data->ranges[i];
        TopicId topic = log_find(log, range->topic);
        for (int64_t at = range->from; at < range->until; at++) {
            LogMessage message = log_read(log, topic, range->partition, at);
            append_message(&data->slices[i], range, at, &message);
        }
    }
}

static int64_t count_messages(const OffsetRange *ranges, int n)
{
    int64_t count = 0;
    for (int i = 0; i < n; i++)
        count += ranges[i].until - ranges[i].from;
    return count;
}

static void append_ranges(Buffer *out, const OffsetRange *ranges, int n)
{
    buffer_append_byte(out, '[');
    for (int i = 0; i < n; i++) {
        buffer_append_string(out, i > 0 ? ",{\"topic\":" : "{\"topic\":");
        json_append_string(out, ranges[i].topic, strlen(ranges[i].topic));
        buffer_printf(out, ",\"partition\":%d,\"from\":%lld,\"until\":%lld}",
            ranges[i].partition, (long long)ranges[i].from, (long long)ranges[i].until);
    }
    buffer_append_byte(out, ']');
}

static void trace_ranges(const Streaming *context, StreamId stream, SimTime batch,
    const RangeData *data, bool restored)
{
    const Sim *sim = context->sim;
    if (!trace_is_on(sim->options.trace))
        return;
    Buffer ranges = {0};
    append_ranges(&ranges, data->ranges, data->n);
    TRACE(sim->options.trace, sim_now(sim), TRACE_OFFSETS, trace_int(stream),
        trace_int(batch), trace_json(&ranges), trace_bool(restored));
    buffer_free(&ranges);
}

/* Spark's log keeps the farthest of what was asked for since the last batch. */
static void send_commits(const Streaming *context, DirectStream *direct)
{
    if (direct->n_commits == 0)
        return;
    const Sim *sim = context->sim;
    const char *group = consumer_spec(direct->consumer)->group;
    Log *log = consumer_log(direct->consumer);
    for (int i = 0; i < direct->n_commits; i++) {
        const OffsetRange *commit = &direct->commits[i];
        log_commit(log, group, log_find(log, commit->topic), commit->partition,
            commit->until);
    }
    Buffer ranges = {0};
    append_ranges(&ranges, direct->commits, direct->n_commits);
    TRACE(sim->options.trace, sim_now(sim), TRACE_COMMITTED, trace_int(direct->stream),
        trace_text(group), trace_json(&ranges));
    buffer_free(&ranges);
    free_commits(direct);
}

static bool find_ranges(void *subject, int number, SimTime batch, RangeData *data,
    Failure *failure)
{
    Streaming *context = subject;
    DirectStream *direct = &context->direct[number];
    Consumer *consumer = direct->consumer;
    Err err;
    consumer_auto_commit(consumer, sim_now(context->sim), false);
    if (!consumer_look(consumer, &err))
        return failure_set(failure, err.code, "%s", err.message);
    data->n = consumer_n_positions(consumer);
    data->ranges = mem_zero_alloc((size_t)(data->n + 1) * sizeof *data->ranges);
    choose_ranges(context, direct, data->ranges);
    read_ranges(consumer_log(consumer), data);
    trace_ranges(context, direct->stream, batch, data, false);
    direct->computed = batch;
    direct->records = count_messages(data->ranges, data->n);
    if (direct->records > 0 && batch > context->last_data)
        context->last_data = batch;
    send_commits(context, direct);
    return true;
}

RangeLookup direct_streams_lookup(Streaming *context)
{
    return (RangeLookup){context, find_ranges};
}

int64_t direct_streams_records(const Streaming *context, const DStream *stream,
    SimTime batch)
{
    const DirectStream *direct = &context->direct[stream->direct];
    return direct->computed == batch ? direct->records : -1;
}

/* Commits. */

static OffsetRange *find_commit(DirectStream *direct, const OffsetRange *range)
{
    for (int i = 0; i < direct->n_commits; i++) {
        OffsetRange *commit = &direct->commits[i];
        if (commit->partition == range->partition &&
            strcmp(commit->topic, range->topic) == 0)
            return commit;
    }
    return NULL;
}

/* The log's own name of a topic, if it has that partition. */
static const char *find_topic(const Log *log, const OffsetRange *range)
{
    TopicId topic = log_find(log, range->topic);
    if (topic == TOPIC_NONE || range->partition >= log_partitions(log, topic))
        return NULL;
    return log_topic_name(log, topic);
}

static void queue_commit(DirectStream *direct, const OffsetRange *range)
{
    const char *topic = find_topic(consumer_log(direct->consumer), range);
    OffsetRange *commit = find_commit(direct, range);
    if (topic == NULL)
        return;
    if (commit == NULL) {
        direct->commits = mem_grow(direct->commits, &direct->commits_capacity,
            direct->n_commits + 1, sizeof *direct->commits);
        commit = &direct->commits[direct->n_commits++];
        *commit = *range;
        commit->topic = topic;
    } else if (range->until > commit->until) {
        *commit = *range;
        commit->topic = topic;
    }
}

void direct_streams_commit(Streaming *context, StreamId stream,
    const OffsetRange *ranges, int n)
{
    const DStream *committed = graph_stream(&context->graph, stream);
    for (int i = 0; i < n; i++)
        queue_commit(&context->direct[committed->direct], &ranges[i]);
}

/* Recovery. */

void direct_streams_copy(Streaming *context, const Streaming *from)
{
    for (int i = 0; i < from->n_direct; i++) {
        DirectStream *added = add_stream(context);
        added->consumer = consumer_copy(from->direct[i].consumer);
        added->rates = from->direct[i].rates;
        added->stream = from->direct[i].stream;
    }
}

static void save_range(SavedStream *saved, SimTime time, const OffsetRange *range)
{
    saved->ranges = mem_grow(saved->ranges, &saved->ranges_capacity,
        saved->n_ranges + 1, sizeof *saved->ranges);
    saved->ranges[saved->n_ranges++] = (SavedRange){time, mem_copy_string(range->topic),
        range->partition, range->from, range->until};
}

static void describe_rdds(const Graph *graph, const DStream *stream, SavedStream *saved)
{
    for (int i = 0; i < stream->n_made; i++) {
        const Rdd *rdd = rdds_find(graph->rdds, stream->made[i].rdd);
        if (rdd == NULL || rdd->kind != RDD_MESSAGES)
            continue;
        for (int j = 0; j < rdd->partitions; j++)
            save_range(saved, stream->made[i].time, &rdd->ranges[j]);
    }
}

/* A position is the end of a range without a batch. */
void direct_streams_describe(const Streaming *context, Metadata *metadata)
{
    for (int i = 0; i < context->n_direct; i++) {
        const DirectStream *direct = &context->direct[i];
        SavedStream *saved = &metadata->streams[direct->stream];
        const Log *log = consumer_log(direct->consumer);
        const Position *positions = consumer_positions(direct->consumer);
        describe_rdds(&context->graph, graph_stream(&context->graph, direct->stream),
            saved);
        for (int j = 0; j < consumer_n_positions(direct->consumer); j++) {
            OffsetRange range = {log_topic_name(log, positions[j].topic),
                positions[j].partition, positions[j].offset, positions[j].offset};
            save_range(saved, 0, &range);
        }
    }
}

/* Whether the log has a saved range; then *range is it. */
static bool find_saved(const Log *log, const SavedRange *saved, OffsetRange *range,
    Err *err)
{
    *range = (OffsetRange){saved->topic, saved->partition, saved->from, saved->until};
    const char *topic = log != NULL ? find_topic(log, range) : NULL;
    if (topic == NULL)
        return err_set(err, ERR_SPARK,
            "the checkpoint has read partition %d of the topic %s, and there is none "
            "now",
            saved->partition, saved->topic);
    int64_t latest = log_latest(log, log_find(log, topic), saved->partition);
    if (saved->until > latest)
        return err_set(err, ERR_SPARK,
            "the checkpoint has read %s-%d up to offset %lld, and there are %lld "
            "messages now",
            saved->topic, saved->partition, (long long)saved->until, (long long)latest);
    range->topic = topic;
    return true;
}

/* The ranges of one batch, which follow each other from `first` on. */
static bool restore_batch(Streaming *context, const DirectStream *direct,
    const SavedStream *saved, int first, int n, Err *err)
{
    Graph *graph = &context->graph;
    const DStream *stream = graph_stream(graph, direct->stream);
    const Log *log = consumer_log(direct->consumer);
    RangeData data = {.n = n};
    data.ranges = mem_zero_alloc((size_t)(n + 1) * sizeof *data.ranges);
    for (int i = 0; i < n; i++) {
        if (!find_saved(log, &saved->ranges[first + i], &data.ranges[i], err)) {
            mem_free(data.ranges);
            return false;
        }
    }
    SimTime batch = saved->ranges[first].time;
    read_ranges(log, &data);
    trace_ranges(context, direct->stream, batch, &data, true);
    RddScope outer = graph->rdds->scope;
    graph->rdds->scope = (RddScope){direct->stream, batch, stream->cost};
    RddId rdd = rdds_add_messages(graph->rdds, &stream->site, &data)->id;
    graph->rdds->scope = outer;
    graph_restore(graph, direct->stream, batch, rdd);
    return true;
}

static bool restore_position(DirectStream *direct, const SavedRange *saved, Err *err)
{
    const Log *log = consumer_log(direct->consumer);
    OffsetRange range;
    if (!find_saved(log, saved, &range, err))
        return false;
    TopicId topic = log_find(log, range.topic);
    Position position = {topic, range.partition, range.until,
        log_latest(log, topic, range.partition)};
    consumer_restore(direct->consumer, &position);
    return true;
}

static int count_same_batch(const SavedStream *saved, int first)
{
    int n = 1;
    while (first + n < saved->n_ranges &&
        saved->ranges[first + n].time == saved->ranges[first].time)
        n++;
    return n;
}

static bool restore_stream(Streaming *context, DirectStream *direct,
    const SavedStream *saved, Err *err)
{
    for (int at = 0; at < saved->n_ranges;) {
        const SavedRange *range = &saved->ranges[at];
        if (range->time == 0) {
            if (!restore_position(direct, range, err))
                return false;
            at++;
        } else {
            int n = count_same_batch(saved, at);
            if (!restore_batch(context, direct, saved, at, n, err))
                return false;
            at += n;
        }
    }
    return true;
}

bool direct_streams_restore(Streaming *context, const Metadata *metadata, Err *err)
{
    for (int i = 0; i < context->n_direct; i++) {
        DirectStream *direct = &context->direct[i];
        if (!restore_stream(context, direct, &metadata->streams[direct->stream], err))
            return false;
    }
    return true;
}
