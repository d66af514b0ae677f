/* Input streams: received blocks, queues of RDDs, and files.
 * Spark: ReceiverInputDStream (semantics 3.7), QueueInputDStream (9.3),
 * FileInputDStream (9.4). */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

static bool compute_received(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    (void)err;
    const BlockId *blocks = NULL;
    int count =
        graph->lookup.blocks(graph->lookup.subject, stream->input, time, &blocks);
    Rdd *made = rdds_add_blocks(graph->rdds, stream->op, blocks, count);
    stream_own(stream, made, time);
    *rdd = made->id;
    return true;
}

static const StreamClass receiver_class = {
    .name = "ReceiverInputDStream",
    .compute = compute_received,
    .parent_remember = stream_remember_same,
};

bool graph_add_receiver(Graph *graph, const StreamSpec *spec, int receiver,
    StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &receiver_class, spec, STREAM_NONE, err);
    if (stream == NULL)
        return false;
    stream->receiver = receiver;
    *id = stream->id;
    return true;
}

static bool queue_is_empty(const RddQueue *queue)
{
    return queue->head == queue->count;
}

static RddId take_all(Graph *graph, DStream *stream, SimTime time)
{
    RddQueue *queue = &stream->queue;
    Rdd *all = rdds_add_plain_union(graph->rdds, stream->op, queue->items + queue->head,
        queue->count - queue->head);
    queue->head = queue->count;
    stream_own(stream, all, time);
    return all->id;
}

static bool compute_queued(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    (void)err;
    RddQueue *queue = &stream->queue;
    if (!queue_is_empty(queue)) {
        *rdd = queue->one_at_a_time ? queue->items[queue->head++]
                                    : take_all(graph, stream, time);
    } else if (queue->default_rdd != RDD_NONE) {
        *rdd = queue->default_rdd;
    } else {
        Rdd *empty = rdds_add_blocks(graph->rdds, stream->op, NULL, 0);
        stream_own(stream, empty, time);
        *rdd = empty->id;
    }
    return true;
}

static const StreamClass queue_class = {
    .name = "QueueInputDStream",
    .compute = compute_queued,
    .parent_remember = stream_remember_same,
};

bool graph_add_queue(Graph *graph, const StreamSpec *spec, bool one_at_a_time,
    StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &queue_class, spec, STREAM_NONE, err);
    if (stream == NULL)
        return false;
    stream->queue.one_at_a_time = one_at_a_time;
    *id = stream->id;
    return true;
}

void graph_enqueue(Graph *graph, StreamId id, RddId rdd)
{
    DStream *stream = graph_stream(graph, id);
    CHECK(stream->class == &queue_class);
    RddQueue *queue = &stream->queue;
    queue->items = mem_grow(queue->items, &queue->capacity, queue->count + 1,
        sizeof *queue->items);
    queue->items[queue->count++] = rdd;
}

void graph_set_default_rdd(Graph *graph, StreamId id, RddId rdd)
{
    DStream *stream = graph_stream(graph, id);
    CHECK(stream->class == &queue_class);
    stream->queue.default_rdd = rdd;
}

bool graph_queues_empty(const Graph *graph)
{
    for (int i = 0; i < graph->n_streams; i++) {
        const DStream *stream = graph->streams[i];
        if (stream->class == &queue_class && stream->initialized &&
            !queue_is_empty(&stream->queue))
            return false;
    }
    return true;
}

/* File streams. */

static Rdd *add_splits(Graph *graph, const DStream *stream, const TextSplits *splits,
    Err *err)
{
    Buffer *slices = mem_zero_alloc((size_t)(splits->count + 1) * sizeof *slices);
    bool good = true;
    for (int i = 0; i < splits->count && good; i++)
        good = text_splits_read(splits, i, &slices[i], &(int64_t){0}, err);
    Rdd *rdd = good
        ? rdds_add_collection(graph->rdds, stream->op, slices, splits->count)
        : NULL;
    for (int i = 0; i < splits->count; i++)
        buffer_free(&slices[i]);
    mem_free(slices);
    return rdd;
}

/* The RDD of one file; NULL and err if it cannot be read. */
static Rdd *add_file(Graph *graph, const DStream *stream, const char *const *paths,
    int index, Err *err)
{
    const FileLookup *lookup = &graph->files;
    TextSplits splits = {.format = stream->files.format,
        .record_bytes = stream->files.record_bytes};
    Rdd *rdd = NULL;
    if (text_splits_of_file(&splits, paths[index], err)) {
        if (splits.count == 0)
            lookup->empty(lookup->subject, stream->files.number, index);
        rdd = add_splits(graph, stream, &splits, err);
    }
    text_splits_free(&splits);
    return rdd;
}

static bool compute_files(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    const FileLookup *lookup = &graph->files;
    const char *const *paths = NULL;
    int count = lookup->files(lookup->subject, stream->files.number, time,
        stream->remember, &paths);
    RddId *parents = mem_zero_alloc((size_t)(count + 1) * sizeof *parents);
    bool good = true;
    for (int i = 0; i < count && good; i++) {
        const Rdd *file = add_file(graph, stream, paths, i, err);
        good = file != NULL;
        if (good)
            parents[i] = file->id;
    }
    if (good) {
        Rdd *all = rdds_add_plain_union(graph->rdds, stream->op, parents, count);
        stream_own(stream, all, time);
        *rdd = all->id;
    }
    mem_free(parents);
    return good;
}

static const StreamClass file_class = {
    .name = "FileInputDStream",
    .compute = compute_files,
    .parent_remember = stream_remember_same,
};

bool graph_add_files(Graph *graph, const StreamSpec *spec, const FileWork *files,
    SimTime remember, StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &file_class, spec, STREAM_NONE, err);
    if (stream == NULL)
        return false;
    stream->files = *files;
    stream->remember = remember;
    *id = stream->id;
    return true;
}
