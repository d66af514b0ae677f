// SPDX-License-Identifier: MIT
#include "vm/streaming/received.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/streaming/metadata_files.h"
#include "vm/streaming/streaming.h"

static void close_logs(Received *received)
{
    for (int i = 0; i < received->n_logs; i++)
        wal_close(received->logs[i]);
    mem_free(received->logs);
    received->logs = NULL;
    received->n_logs = 0;
}

void received_free(Received *received)
{
    close_logs(received);
    mem_free(received->root);
    mem_free(received->ids);
    mem_free(received->segments);
    mem_free(received->only);
    buffer_free(&received->folder);
}

static void tell(const Streaming *context, LogNotice notice, StreamId stream,
    const char *text)
{
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->log_noticed != NULL)
        observer->log_noticed(observer->subject, notice, stream, text);
}

/* Opening. */

static Wal *open_log(const Streaming *context, const char *name, const char *whose,
    Err *err)
{
    const Sim *sim = context->sim;
    WalSettings settings;
    WalPlace place = {.root = context->received.root,
        .name = name,
        .clock = sim->options.clock,
        .trace = sim->options.trace};
    return wal_read_settings(&sim->conf, whose, &settings, err)
        ? wal_open(&place, &settings, err)
        : NULL;
}

static int input_of(const Streaming *context, int receiver)
{
    return graph_stream(&context->graph, context->inputs[receiver].stream)->input;
}

static void append_name(Buffer *out, int input)
{
    buffer_printf(out, "receivedData/%d", input);
}

static bool open_receiver_logs(Streaming *context, Err *err)
{
    Received *received = &context->received;
    received->logs =
        mem_zero_alloc((size_t)(context->n_inputs + 1) * sizeof *received->logs);
    bool ok = true;
    for (int i = 0; i < context->n_inputs && ok; i++) {
        Buffer name = {0};
        append_name(&name, input_of(context, i));
        Wal *log = open_log(context, buffer_text(&name), "receiver", err);
        ok = log != NULL;
        if (ok)
            received->logs[received->n_logs++] = log;
        buffer_free(&name);
    }
    return ok;
}

/* Serialised, and one copy: the log is the other one. */
static StorageLevel logged_level(StorageLevel level)
{
    switch (level) {
    case LEVEL_DISK_ONLY_2:
    case LEVEL_DISK_ONLY_3:
        return LEVEL_DISK_ONLY;
    case LEVEL_MEMORY_ONLY:
    case LEVEL_MEMORY_ONLY_2:
    case LEVEL_MEMORY_ONLY_SER_2:
        return LEVEL_MEMORY_ONLY_SER;
    case LEVEL_MEMORY_AND_DISK:
    case LEVEL_MEMORY_AND_DISK_2:
    case LEVEL_MEMORY_AND_DISK_SER_2:
        return LEVEL_MEMORY_AND_DISK_SER;
    default:
        return level;
    }
}

/* Nobody asked for the level that Spark's own streams have. */
static void tell_levels(const Streaming *context)
{
    for (int i = 0; i < context->n_inputs; i++) {
        StorageLevel level = context->inputs[i].level;
        if (level != LEVEL_MEMORY_AND_DISK_SER_2 && level != logged_level(level))
            tell(context, LOG_CHANGES_LEVEL, context->inputs[i].stream,
                level_name(level));
    }
}

/* A context that is not recovered may find the log of one that was to be, but died
 * before its first checkpoint. (Spark's does not look, but a recovery after that
 * would.) */
static TrackerStart tracker_start(const Streaming *context)
{
    if (context->recovery.on)
        return TRACKER_GOES_ON;
    MetadataFiles files;
    metadata_files_list(context->received.root, &files);
    bool has_checkpoint = files.count > 0;
    metadata_files_free(&files);
    return has_checkpoint ? TRACKER_ANEW : TRACKER_TAKES_OVER;
}

bool received_open(Streaming *context, Err *err)
{
    Received *received = &context->received;
    bool has_folder = context->graph.checkpoint_folder != NULL;
    if (!conf_get_bool(&context->sim->conf,
            "spark.streaming.receiver.writeAheadLog.enable", false,
            &received->wants_log, err))
        return false;
    if (context->n_inputs == 0)
        return true;
    received->has_log = received->wants_log && has_folder;
    if (received->wants_log && !has_folder)
        tell(context, LOG_WITHOUT_FOLDER, context->inputs[0].stream, NULL);
    if (!has_folder)
        return true;
    received->root = mem_copy_string(context->graph.checkpoint_folder);
    Wal *log = open_log(context, "receivedBlockMetadata", "driver", err);
    if (log == NULL ||
        !tracker_set_log(context->tracker, log, tracker_start(context), err) ||
        (received->has_log && !open_receiver_logs(context, err))) {
        received_close(context);
        return false;
    }
    if (received->has_log)
        tell_levels(context);
    return true;
}

void received_close(Streaming *context)
{
    tracker_close_log(context->tracker);
    close_logs(&context->received);
}

Wal *received_log(const Streaming *context, int receiver)
{
    const Received *received = &context->received;
    return receiver < received->n_logs ? received->logs[receiver] : NULL;
}

StorageLevel received_level(const Streaming *context, int receiver)
{
    StorageLevel level = context->inputs[receiver].level;
    return context->received.has_log ? logged_level(level) : level;
}

/* Batches. */

void received_allocate(Streaming *context, SimTime batch)
{
    Err err;
    if (!tracker_allocate(context->tracker, batch, &err) && err.code != ERR_NONE)
        tell(context, LOG_FAILED, STREAM_NONE, err.message);
}

static SimTime longest_remember(const Graph *graph)
{
    SimTime longest = 0;
    for (int i = 0; i < graph->n_streams; i++) {
        const DStream *stream = graph->streams[i];
        if (stream->input >= 0 && stream->remember > longest)
            longest = stream->remember;
    }
    return longest;
}

void received_clear(Streaming *context, SimTime batch)
{
    SimTime before = batch - longest_remember(&context->graph);
    tracker_clear(context->tracker, before);
    input_infos_cleanup(&context->inputs_told, before);
    for (int i = 0; i < context->received.n_logs; i++)
        wal_clean(context->received.logs[i], before);
}

static void grow(Received *received, int count)
{
    if (count <= received->capacity)
        return;
    int capacity = received->capacity;
    received->ids =
        mem_grow(received->ids, &received->capacity, count, sizeof *received->ids);
    int same = capacity;
    received->segments =
        mem_grow(received->segments, &same, count, sizeof *received->segments);
    same = capacity;
    received->only = mem_grow(received->only, &same, count, sizeof *received->only);
}

static bool all_logged(const BlockInfo *infos, int count)
{
    for (int i = 0; i < count; i++) {
        if (!log_segment_is_set(&infos[i].segment))
            return false;
    }
    return true;
}

int received_choose(Received *received, const BlockManager *blocks,
    const BlockInfo *infos, int count, ReceivedBlocks *chosen)
{
    grow(received, count);
    bool is_logged = count > 0 ? all_logged(infos, count) : received->wants_log;
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const BlockInfo *info = &infos[i];
        if (!is_logged && (info->is_recovered || blocks_find(blocks, info->id) == NULL))
            continue;
        received->ids[kept] = info->id;
        received->segments[kept] = info->segment;
        received->only[kept++] = info->is_recovered;
    }
    *chosen = (ReceivedBlocks){.ids = received->ids,
        .count = kept,
        .is_logged = is_logged,
        .folder = buffer_text(&received->folder),
        .segments = received->segments,
        .only_logged = received->only};
    return count - kept;
}

static StreamId stream_of(const Streaming *context, int input)
{
    for (int i = 0; i < context->n_inputs; i++) {
        if (input_of(context, i) == input)
            return context->inputs[i].stream;
    }
    return STREAM_NONE;
}

void received_lookup(void *subject, int input, SimTime batch, ReceivedBlocks *blocks)
{
    Streaming *context = subject;
    Received *received = &context->received;
    const BlockInfo *found = NULL;
    int count = tracker_blocks(context->tracker, batch, input, &found);
    buffer_clear(&received->folder);
    if (received->root != NULL) {
        buffer_printf(&received->folder, "%s/", received->root);
        append_name(&received->folder, input);
    }
    int n_lost = received_choose(received, context->sim->blocks, found, count, blocks);
    if (batch < context->graph.zero)
        blocks->is_logged = false;
    if (n_lost > 0)
        tell(context, LOG_LOST_BLOCKS, stream_of(context, input), NULL);
}

/* Checking. */

/* Those of another run were not received in this one. */
static int64_t count_waiting(const Streaming *context)
{
    const BlockInfo *blocks;
    int count = tracker_waiting(context->tracker, &blocks);
    int64_t records = 0;
    for (int i = 0; i < count; i++) {
        if (blocks[i].is_recovered)
            continue;
        records += blocks[i].records;
        CHECK_SAYS(!context->received.has_log || log_segment_is_set(&blocks[i].segment),
            "%s is in no log, though its receiver writes one",
            block_id_name(blocks[i].id).text);
    }
    return records;
}

/* A name can be given again, to a block of a later batch. */
static void check_forgotten(const Streaming *context, const Rdd *rdd)
{
    for (int i = 0; rdd->blocks_removed && i < rdd->partitions; i++) {
        if ((rdd->log != NULL && rdd->log->only[i]) ||
            blocks_find(context->sim->blocks, rdd->blocks[i]) == NULL)
            continue;
        SimTime batch = tracker_batch_of(context->tracker, rdd->blocks[i]);
        CHECK_SAYS(batch == -1 || (batch != TIME_NEVER && batch > rdd->batch),
            "%s is there still, and its batch %lld ms is forgotten",
            block_id_name(rdd->blocks[i]).text, (long long)time_to_ms(rdd->batch));
    }
}

void received_check(const Streaming *context)
{
    const RddSet *rdds = &context->sim->rdds;
    int64_t stored = 0;
    for (int i = 0; i < context->n_receivers; i++)
        stored += receiver_stored(context->receivers[i]);
    int64_t waiting = count_waiting(context);
    int64_t lost;
    int64_t unheard = tracker_under_way(context->tracker, &lost);
    unheard += lost;
    CHECK_SAYS(stored == context->in_batches + waiting + unheard,
        "%lld records are in blocks, %lld of them in batches, %lld wait, and of %lld "
        "the driver has not heard",
        (long long)stored, (long long)context->in_batches, (long long)waiting,
        (long long)unheard);
    for (int i = 0; i < rdds->count; i++)
        check_forgotten(context, rdds->items[i]);
    SimTime oldest = tracker_oldest(context->tracker);
    SimTime remember = longest_remember(&context->graph);
    CHECK_SAYS(context->cleared < 0 || tracker_log(context->tracker) != NULL ||
            oldest >= context->cleared - remember,
        "the tracker remembers the blocks of batch %lld ms for longer than %lld ms",
        (long long)time_to_ms(oldest), (long long)time_to_ms(remember));
}
