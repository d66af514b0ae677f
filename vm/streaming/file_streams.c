// SPDX-License-Identifier: MIT
#include "vm/streaming/file_streams.h"

#include <string.h>

#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

static bool read_window(const Streaming *context, SimTime *least, Err *err)
{
    const Conf *conf = &context->sim->conf;
    int64_t older;
    if (!conf_get_time_us(conf, "spark.streaming.minRememberDuration", TIME_S(60),
            TIME_S(1), &older, err) ||
        !conf_get_time_us(conf, "spark.streaming.fileStream.minRememberDuration", older,
            TIME_S(1), least, err))
        return false;
    if (*least >= 0)
        return true;
    return err_set(err, ERR_ARGUMENT,
        "spark.streaming.fileStream.minRememberDuration must not be negative");
}

bool file_streams_add(Streaming *context, const CallSite *site,
    const FileStreamSpec *files, StreamId *stream, Err *err)
{
    SimTime least;
    if (!graph_check_open(&context->graph, err) || !read_window(context, &least, err))
        return false;

    SimTime since = files->new_files_only ? sim_now(context->sim) : 0;
    FileInput *input =
        file_input_new(files->folder, since, context->graph.interval, least);
    file_input_set_filter(input, files->filter);
    context->files = mem_grow(context->files, &context->files_capacity,
        context->n_files + 1, sizeof *context->files);
    FileStream *added = &context->files[context->n_files];
    *added = (FileStream){.input = input};
    FileWork work = {
        .number = context->n_files++,
        .format = files->format,
        .record_bytes = files->record_bytes,
    };
    bool made = graph_add_files(&context->graph, site, &work, file_input_window(input),
        stream, err);
    added->stream = *stream;
    return made;
}

void file_streams_free(Streaming *context)
{
    for (int i = 0; i < context->n_files; i++)
        file_input_delete(context->files[i].input);
    mem_free(context->files);
    file_listing_free(&context->listing);
    mem_free(context->sources);
}

bool file_streams_check(const Streaming *context, StreamId *unfed, Err *err)
{
    const FileSystem *system = &context->sim->options.files;
    for (int i = 0; i < context->n_files; i++) {
        const FileStream *files = &context->files[i];
        if (!system->check(system->subject, file_input_folder(files->input), err)) {
            *unfed = files->stream;
            return false;
        }
    }
    return true;
}

bool file_streams_are_dry(const Streaming *context)
{
    const FileSystem *system = &context->sim->options.files;
    for (int i = 0; i < context->n_files; i++) {
        const char *folder = file_input_folder(context->files[i].input);
        if (system->expects(system->subject, folder))
            return false;
    }
    return true;
}

static void trace_files(const Streaming *context, const FileStream *files,
    SimTime batch)
{
    const Sim *sim = context->sim;
    if (!trace_is_on(sim->options.trace))
        return;
    Buffer names = {0};
    buffer_append_byte(&names, '[');
    for (int i = 0; i < context->listing.count; i++) {
        const char *path = context->listing.items[i].path;
        if (i > 0)
            buffer_append_byte(&names, ',');
        json_append_string(&names, path, strlen(path));
    }
    buffer_append_byte(&names, ']');
    TRACE(sim->options.trace, sim_now(sim), TRACE_FILES, trace_int(files->stream),
        trace_int(batch), trace_json(&names));
    buffer_free(&names);
}

static void tell_missing(const Streaming *context, int number, const char *path)
{
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->files_missing != NULL)
        observer->files_missing(observer->subject, context->files[number].stream, path);
}

/* Spark forgets files when a batch is cleared, after the batch before this one. */
static int find_files(void *subject, int number, SimTime batch, SimTime remember,
    const char *const **paths)
{
    Streaming *context = subject;
    const FileSystem *system = &context->sim->options.files;
    FileStream *files = &context->files[number];
    FileListing *listing = &context->listing;
    file_listing_free(listing);
    if (!system->list(system->subject, file_input_folder(files->input), listing))
        tell_missing(context, number, NULL);
    file_input_select(files->input, batch, batch - context->graph.interval - remember,
        system, listing);
    if (listing->count > 0 && batch > context->last_data)
        context->last_data = batch;
    trace_files(context, files, batch);

    context->sources = mem_realloc(context->sources,
        (size_t)(listing->count + 1) * sizeof *context->sources);
    for (int i = 0; i < listing->count; i++)
        context->sources[i] = listing->items[i].source;
    *paths = context->sources;
    return listing->count;
}

static void note_empty(void *subject, int number, int index)
{
    const Streaming *context = subject;
    tell_missing(context, number, context->listing.items[index].path);
}

FileLookup file_streams_lookup(Streaming *context)
{
    return (FileLookup){context, find_files, note_empty};
}
