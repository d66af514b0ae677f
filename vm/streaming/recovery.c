// SPDX-License-Identifier: MIT
#include "vm/streaming/recovery.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/checkpoint.h"
#include "vm/streaming/direct_streams.h"
#include "vm/streaming/metadata_files.h"
#include "vm/streaming/streaming.h"

void recovery_free(Recovery *recovery)
{
    for (int i = 0; i < recovery->n_files; i++)
        mem_free(recovery->files[i].folder);
    mem_free(recovery->files);
    mem_free(recovery->pending);
    mem_free(recovery->due);
    buffer_free(&recovery->written);
}

void recovery_keep_pending(Streaming *context, SimTime batch)
{
    Recovery *recovery = &context->recovery;
    recovery->pending = mem_grow(recovery->pending, &recovery->pending_capacity,
        recovery->n_pending + 1, sizeof *recovery->pending);
    recovery->pending[recovery->n_pending++] = batch;
}

/* What there is to write. */

/* The files of an RDD; NULL if it has none in this folder. */
static const Rdd *find_files(const Graph *graph, RddId id)
{
    const Rdd *rdd = rdds_find(graph->rdds, id);
    if (rdd != NULL && rdd->checkpointed)
        rdd = rdds_find(graph->rdds, rdd->deps[0].parent);
    size_t length = strlen(graph->checkpoint_folder);
    if (rdd == NULL || rdd->kind != RDD_CHECKPOINT ||
        strncmp(rdd->folder, graph->checkpoint_folder, length) != 0 ||
        rdd->folder[length] != '/')
        return NULL;
    return rdd;
}

static int describe_partitioner(const DStream *stream, const Partitioner *partitioner)
{
    if (partitioner == NULL)
        return 0;
    if (partitioner_equal(partitioner, stream->partitioner))
        return -1;
    return partitioner->kind == PARTITIONER_HASH ? partitioner->n : 0;
}

static void describe_rdds(const Graph *graph, const DStream *stream, SavedStream *saved)
{
    saved->rdds = mem_zero_alloc((size_t)(stream->n_made + 1) * sizeof *saved->rdds);
    for (int i = 0; i < stream->n_made; i++) {
        const Rdd *files = find_files(graph, stream->made[i].rdd);
        if (files == NULL)
            continue;
        const char *below = files->folder + strlen(graph->checkpoint_folder) + 1;
        saved->rdds[saved->n_rdds++] = (SavedRdd){.time = stream->made[i].time,
            .folder = mem_copy_string(below),
            .partitions = files->partitions,
            .hash = describe_partitioner(stream, files->partitioner)};
    }
}

static void describe_streams(const Graph *graph, Metadata *metadata)
{
    metadata->n_streams = graph->n_streams;
    metadata->streams =
        mem_zero_alloc((size_t)(graph->n_streams + 1) * sizeof *metadata->streams);
    for (int i = 0; i < graph->n_streams; i++) {
        const DStream *stream = graph->streams[i];
        SavedStream *saved = &metadata->streams[i];
        size_t size = (size_t)stream->n_parents * sizeof *saved->parents;
        *saved = (SavedStream){.op = mem_copy_string(stream->site.op),
            .class_name = mem_copy_string(stream_class_name(stream)),
            .parents = size > 0 ? mem_copy(stream->parents, size) : NULL,
            .n_parents = stream->n_parents,
            .slide = stream->slide,
            .partitions = stream->partitioner != NULL ? stream->partitioner->n : 0};
        describe_rdds(graph, stream, saved);
    }
    metadata->n_outputs = graph->n_outputs;
    metadata->outputs =
        mem_zero_alloc((size_t)(graph->n_outputs + 1) * sizeof *metadata->outputs);
    for (int i = 0; i < graph->n_outputs; i++)
        metadata->outputs[i] =
            (SavedOutput){.op = mem_copy_string(graph->outputs[i].site.op),
                .stream = graph->outputs[i].stream};
}

static void describe_files(const Streaming *context, Metadata *metadata)
{
    for (int i = 0; i < context->n_files; i++) {
        const FileStream *stream = &context->files[i];
        SavedStream *saved = &metadata->streams[stream->stream];
        const GivenFile *given;
        int n = file_input_given(stream->input, &given);
        saved->since = file_input_since(stream->input);
        saved->files = mem_zero_alloc((size_t)(n + 1) * sizeof *saved->files);
        saved->n_files = n;
        for (int j = 0; j < n; j++)
            saved->files[j] =
                (SavedFile){given[j].batch, mem_copy_string(given[j].path)};
    }
}

static void describe_pending(const Streaming *context, Metadata *metadata)
{
    const Recovery *recovery = &context->recovery;
    int n = recovery->n_pending;
    for (const JobSet *set = context->sets; set != NULL; set = set->following)
        n++;
    metadata->pending = mem_alloc((size_t)(n + 1) * sizeof *metadata->pending);
    for (int i = 0; i < recovery->n_pending; i++)
        metadata->pending[metadata->n_pending++] = recovery->pending[i];
    for (const JobSet *set = context->sets; set != NULL; set = set->following)
        metadata->pending[metadata->n_pending++] = set->batch;
}

static void describe(const Streaming *context, SimTime batch, Metadata *metadata)
{
    const Graph *graph = &context->graph;
    *metadata = (Metadata){.time = batch,
        .zero = graph->zero,
        .interval = graph->interval,
        .remember = graph->remember};
    conf_copy(&metadata->conf, &context->sim->conf);
    describe_pending(context, metadata);
    describe_streams(graph, metadata);
    describe_files(context, metadata);
    direct_streams_describe(context, metadata);
    rate_controllers_describe(context, metadata);
}

/* Data checkpoints that are no longer needed. */

static void keep_files(Recovery *recovery, const Graph *graph, StreamId stream,
    const SavedRdd *rdd)
{
    for (int i = 0; i < recovery->n_files; i++) {
        if (recovery->files[i].stream == stream && recovery->files[i].time == rdd->time)
            return;
    }
    Buffer folder = {0};
    buffer_printf(&folder, "%s/%s", graph->checkpoint_folder, rdd->folder);
    recovery->files = mem_grow(recovery->files, &recovery->files_capacity,
        recovery->n_files + 1, sizeof *recovery->files);
    recovery->files[recovery->n_files++] = (DataFiles){.stream = stream,
        .time = rdd->time,
        .folder = mem_copy_string(buffer_text(&folder)),
        .partitions = rdd->partitions};
    buffer_free(&folder);
}

static void note_files(Streaming *context, const Metadata *metadata)
{
    for (int i = 0; i < metadata->n_streams; i++) {
        for (int j = 0; j < metadata->streams[i].n_rdds; j++)
            keep_files(&context->recovery, &context->graph, i,
                &metadata->streams[i].rdds[j]);
    }
}

/* A stream that has no data checkpoint now keeps those it had. */
static bool is_old(const DataFiles *files, const Metadata *metadata)
{
    const SavedStream *stream = &metadata->streams[files->stream];
    return stream->n_rdds > 0 && files->time < stream->rdds[0].time;
}

static void remove_old(Recovery *recovery, const Metadata *metadata)
{
    int left = 0;
    for (int i = 0; i < recovery->n_files; i++) {
        DataFiles *files = &recovery->files[i];
        if (is_old(files, metadata)) {
            checkpoint_remove(files->folder, files->partitions);
            mem_free(files->folder);
        } else {
            recovery->files[left++] = *files;
        }
    }
    recovery->n_files = left;
}

static void tell_failed(Streaming *context, const Err *err)
{
    const SimObserver *observer = &context->sim->options.observer;
    if (!context->recovery.has_failed && observer->checkpoint_failed != NULL)
        observer->checkpoint_failed(observer->subject, err->message);
    context->recovery.has_failed = true;
}

void recovery_write(Streaming *context, SimTime batch, bool done)
{
    const Graph *graph = &context->graph;
    Recovery *recovery = &context->recovery;
    if (graph->checkpoint_folder == NULL || context->state != CONTEXT_ACTIVE ||
        context->over)
        return;

    Metadata metadata;
    Err err;
    describe(context, batch, &metadata);
    note_files(context, &metadata);
    buffer_clear(&recovery->written);
    metadata_append(&recovery->written, &metadata);
    if (recovery->newest < batch)
        recovery->newest = batch;
    if (!metadata_files_put(graph->checkpoint_folder, recovery->newest,
            &recovery->written, &err))
        tell_failed(context, &err);
    else if (done)
        remove_old(recovery, &metadata);
    metadata_free(&metadata);
}

/* Taking over. */

bool recovery_is_writer(const Streaming *context, const Metadata *metadata)
{
    const Buffer *written = &context->recovery.written;
    return written->size > 0 && written->size == metadata->text.size &&
        memcmp(written->data, metadata->text.data, written->size) == 0;
}

bool recovery_copy(Sim *sim, const Streaming *from, Streaming **context, Err *err)
{
    Streaming *made;
    if (!streaming_new(sim, from->graph.interval, &made, err))
        return false;
    graph_copy(&from->graph, &made->graph);
    made->inputs = mem_zero_alloc((size_t)(from->n_inputs + 1) * sizeof *made->inputs);
    made->inputs_capacity = from->n_inputs + 1;
    for (int i = 0; i < from->n_inputs; i++) {
        made->inputs[i] = from->inputs[i];
        if (from->inputs[i].host != NULL)
            made->inputs[i].host = mem_copy_string(from->inputs[i].host);
    }
    made->n_inputs = from->n_inputs;
    rate_controllers_copy(made, from);
    made->files = mem_zero_alloc((size_t)(from->n_files + 1) * sizeof *made->files);
    made->files_capacity = from->n_files + 1;
    for (int i = 0; i < from->n_files; i++)
        made->files[i] =
            (FileStream){file_input_copy(from->files[i].input), from->files[i].stream};
    made->n_files = from->n_files;
    direct_streams_copy(made, from);
    *context = made;
    return true;
}

static long long ms(SimTime time)
{
    return (long long)time_to_ms(time);
}

static bool same_parents(const DStream *stream, const SavedStream *saved)
{
    if (stream->n_parents != saved->n_parents)
        return false;
    for (int i = 0; i < saved->n_parents; i++) {
        if (stream->parents[i] != saved->parents[i])
            return false;
    }
    return true;
}

static bool check_stream(const DStream *stream, const SavedStream *saved, Err *err)
{
    int partitions = stream->partitioner != NULL ? stream->partitioner->n : 0;
    if (strcmp(stream->site.op, saved->op) != 0 ||
        strcmp(stream_class_name(stream), saved->class_name) != 0)
        return err_set(err, ERR_STATE, "stream %d was %s and is %s now", stream->id,
            saved->op, stream->site.op);
    if (!same_parents(stream, saved))
        return err_set(err, ERR_STATE, "stream %d (%s) is made of other streams now",
            stream->id, saved->op);
    if (stream->slide != saved->slide)
        return err_set(err, ERR_STATE,
            "stream %d (%s) had an RDD every %lld ms and has one every %lld ms now",
            stream->id, saved->op, ms(saved->slide), ms(stream->slide));
    if (partitions != saved->partitions)
        return err_set(err, ERR_STATE,
            "stream %d (%s) had %d partitions and has %d now", stream->id, saved->op,
            saved->partitions, partitions);
    return true;
}

static bool check_count(const char *what, int was, int is, Err *err)
{
    return was == is ||
        err_set(err, ERR_STATE, "the number of %s was %d and is %d now", what, was, is);
}

static bool check_same(const Graph *graph, const Metadata *metadata, Err *err)
{
    if (graph->interval != metadata->interval)
        return err_set(err, ERR_STATE,
            "batches came every %lld ms and come every %lld "
            "ms now",
            ms(metadata->interval), ms(graph->interval));
    for (int i = 0; i < graph->n_streams && i < metadata->n_streams; i++) {
        if (!check_stream(graph->streams[i], &metadata->streams[i], err))
            return false;
    }
    if (!check_count("streams", metadata->n_streams, graph->n_streams, err) ||
        !check_count("outputs", metadata->n_outputs, graph->n_outputs, err))
        return false;
    for (int i = 0; i < graph->n_outputs; i++) {
        const Output *output = &graph->outputs[i];
        const SavedOutput *saved = &metadata->outputs[i];
        if (output->stream != saved->stream || strcmp(output->site.op, saved->op) != 0)
            return err_set(err, ERR_STATE,
                "output %d was %s of stream %d and is %s of "
                "stream %d now",
                i, saved->op, saved->stream, output->site.op, output->stream);
    }
    return true;
}

static Partitioner *make_partitioner(const DStream *stream, const SavedRdd *saved)
{
    if (saved->hash < 0)
        return partitioner_share(stream->partitioner);
    return saved->hash > 0 ? partitioner_new_hash(saved->hash) : NULL;
}

static bool restore_rdds(Graph *graph, const SavedStream *saved, DStream *stream,
    Err *err)
{
    static const CallSite site = {.op = "checkpointFile"};
    for (int i = 0; i < saved->n_rdds; i++) {
        const SavedRdd *rdd = &saved->rdds[i];
        Buffer folder = {0};
        buffer_printf(&folder, "%s/%s", graph->checkpoint_folder, rdd->folder);
        bool ok = checkpoint_exists(buffer_text(&folder), rdd->partitions);
        if (ok) {
            Partitioner *partitioner = make_partitioner(stream, rdd);
            RddScope outer = graph->rdds->scope;
            graph->rdds->scope = (RddScope){stream->id, rdd->time, stream->cost};
            RddId id = rdds_add_checkpoint(graph->rdds, &site, buffer_text(&folder),
                rdd->partitions, partitioner)
                           ->id;
            graph->rdds->scope = outer;
            partitioner_release(partitioner);
            graph_restore(graph, stream->id, rdd->time, id);
        } else {
            err_set(err, ERR_SPARK, "Checkpoint directory does not exist: %s",
                buffer_text(&folder));
        }
        buffer_free(&folder);
        if (!ok)
            return false;
    }
    return true;
}

static void restore_files(Streaming *context, const Metadata *metadata)
{
    for (int i = 0; i < context->n_files; i++) {
        const FileStream *stream = &context->files[i];
        const SavedStream *saved = &metadata->streams[stream->stream];
        file_input_set_since(stream->input, saved->since);
        for (int j = 0; j < saved->n_files; j++)
            file_input_give(stream->input, saved->files[j].time, saved->files[j].path);
    }
}

static void take_times(Recovery *recovery, const Metadata *metadata)
{
    size_t size = (size_t)metadata->n_pending * sizeof *recovery->due;
    recovery->on = true;
    recovery->zero = metadata->zero;
    recovery->time = metadata->time;
    recovery->newest = metadata->name;
    recovery->n_due = metadata->n_pending;
    recovery->due = size > 0 ? mem_copy(metadata->pending, size) : NULL;
}

bool recovery_apply(Streaming *context, const char *folder, const Metadata *metadata,
    Err *err)
{
    Graph *graph = &context->graph;
    CHECK(context->state == CONTEXT_INITIALIZED && !context->recovery.on);
    if (!check_same(graph, metadata, err) ||
        !sim_set_checkpoint_folder(context->sim, folder, err))
        return false;
    graph_set_checkpoint_folder(graph, folder);
    for (int i = 0; i < graph->n_streams; i++) {
        if (!restore_rdds(graph, &metadata->streams[i], graph->streams[i], err))
            return false;
    }
    restore_files(context, metadata);
    rate_controllers_restore(context, metadata);
    graph->remember = metadata->remember;
    graph_set_recovered(graph);
    take_times(&context->recovery, metadata);
    sim_advance(context->sim, metadata->time);
    return direct_streams_restore(context, metadata, err);
}

static int compare_times(const void *left, const void *right)
{
    SimTime a = *(const SimTime *)left;
    SimTime b = *(const SimTime *)right;
    return (a > b) - (a < b);
}

int recovery_times(const Streaming *context, SimTime first, SimTime **times)
{
    const Recovery *recovery = &context->recovery;
    SimTime interval = context->graph.interval;
    SimTime down = first > recovery->time ? (first - recovery->time) / interval : 0;
    SimTime *list = mem_alloc((size_t)(recovery->n_due + down + 1) * sizeof *list);
    int n = 0;
    for (int i = 0; i < recovery->n_due; i++) {
        if (recovery->due[i] < first)
            list[n++] = recovery->due[i];
    }
    for (SimTime time = recovery->time; time < first; time += interval)
        list[n++] = time;
    qsort(list, (size_t)n, sizeof *list, compare_times);

    int distinct = 0;
    for (int i = 0; i < n; i++) {
        if (distinct == 0 || list[i] != list[distinct - 1])
            list[distinct++] = list[i];
    }
    *times = list;
    return distinct;
}
