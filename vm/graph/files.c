/* Streams of files.
 * Spark: FileInputDStream (semantics 9.4). */
// SPDX-License-Identifier: MIT
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

/* The RDD of one file; NULL and *failure if it cannot be had. */
static const Rdd *add_file(Graph *graph, const DStream *stream,
    const char *const *paths, int index, Failure *failure)
{
    const FileLookup *lookup = &graph->files;
    TextSplits splits = {.format = stream->files.format,
        .record_bytes = stream->files.record_bytes};
    Err err;
    if (!text_splits_of_file(&splits, paths[index], &err)) {
        failure_set(failure, err.code, "%s", err.message);
        return NULL;
    }
    if (splits.count == 0)
        lookup->empty(lookup->subject, stream->files.number, index);
    Rdd *rdd = rdds_add_text(graph->rdds, &stream->site, &splits, NULL);
    rdd->type = "NewHadoopRDD";
    return rdd;
}

static bool compute_files(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    const FileLookup *lookup = &graph->files;
    const char *const *paths = NULL;
    int count = lookup->files(lookup->subject, stream->files.number, time,
        stream->remember, &paths);
    RddId *parents = mem_zero_alloc((size_t)(count + 1) * sizeof *parents);
    bool good = true;
    for (int i = 0; i < count && good; i++) {
        const Rdd *file = add_file(graph, stream, paths, i, failure);
        good = file != NULL;
        if (good)
            parents[i] = file->id;
    }
    if (good)
        *rdd = rdds_add_plain_union(graph->rdds, &stream->site, parents, count)->id;
    mem_free(parents);
    return good;
}

static const StreamClass file_class = {
    .name = "FileInputDStream",
    .compute = compute_files,
};

bool graph_add_files(Graph *graph, const CallSite *site, const FileWork *files,
    SimTime remember, StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &file_class, site, (StreamList){0}, err);
    if (stream == NULL)
        return false;
    stream->files = *files;
    stream->remember = remember;
    *id = stream->id;
    return true;
}
