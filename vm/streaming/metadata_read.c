/* Reading what vm/streaming/metadata.c writes; a step does nothing once another one
 * found something wrong. Spark: CheckpointReader (semantics 7.1). */
// SPDX-License-Identifier: MIT
#include <jansson.h>
#include <stdarg.h>
#include <string.h>

#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/streaming/metadata.h"
#include "vm/streaming/metadata_files.h"

enum { MOST_PARTITIONS = 1 << 20 };

typedef struct Reader {
    Err *err;
    bool failed;
} Reader;

static void refuse(Reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void refuse(Reader *reader, const char *format, ...)
{
    char text[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!reader->failed)
        err_set(reader->err, ERR_SPARK, "%s", text);
    reader->failed = true;
}

static int64_t read_number(Reader *reader, const json_t *object, const char *key,
    int64_t least, int64_t most)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value) || json_integer_value(value) < least ||
        json_integer_value(value) > most) {
        refuse(reader, "`%s` is no whole number in its range", key);
        return least;
    }
    return json_integer_value(value);
}

static SimTime read_time(Reader *reader, const json_t *object, const char *key)
{
    return read_number(reader, object, key, 0, INT64_MAX / 4);
}

static char *read_text(Reader *reader, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        refuse(reader, "`%s` is no text", key);
        return mem_copy_string("");
    }
    return mem_copy_string(json_string_value(value));
}

static const json_t *read_list(Reader *reader, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_array(value) && json_array_size(value) <= MOST_PARTITIONS)
        return value;
    refuse(reader, "`%s` is no list", key);
    return NULL;
}

/* Data checkpoints that got old are deleted, so their folders have to be below. */
static bool is_inside(const char *folder)
{
    return folder[0] != '/' && folder[0] != '\0' && strstr(folder, "..") == NULL;
}

static SavedRdd read_rdd(Reader *reader, const json_t *object)
{
    SavedRdd rdd = {
        .time = read_time(reader, object, "time"),
        .folder = read_text(reader, object, "folder"),
        .partitions =
            (int)read_number(reader, object, "partitions", 0, MOST_PARTITIONS),
        .hash = (int)read_number(reader, object, "hash", -1, MOST_PARTITIONS),
    };
    if (!is_inside(rdd.folder))
        refuse(reader, "a data checkpoint lies outside of the folder");
    return rdd;
}

static void read_parents(Reader *reader, const json_t *object, SavedStream *stream,
    int number)
{
    const json_t *parents = read_list(reader, object, "parents");
    size_t n = json_array_size(parents);
    stream->parents = mem_alloc((n + 1) * sizeof *stream->parents);
    for (size_t i = 0; i < n; i++) {
        const json_t *parent = json_array_get(parents, i);
        json_int_t id = json_is_integer(parent) ? json_integer_value(parent) : -1;
        if (id < 0 || id >= number)
            refuse(reader, "stream %d has no such parent", number);
        stream->parents[i] = (int)id;
    }
    stream->n_parents = (int)n;
}

static void read_files(Reader *reader, const json_t *object, SavedStream *stream)
{
    const json_t *files = read_list(reader, object, "files");
    size_t n = json_array_size(files);
    stream->files = mem_zero_alloc((n + 1) * sizeof *stream->files);
    for (size_t i = 0; i < n && !reader->failed; i++) {
        const json_t *file = json_array_get(files, i);
        stream->files[stream->n_files++] = (SavedFile){
            .time = read_time(reader, file, "time"),
            .path = read_text(reader, file, "path"),
        };
    }
}

static SavedRange read_range(Reader *reader, const json_t *object)
{
    SavedRange range = {
        .time = read_time(reader, object, "time"),
        .topic = read_text(reader, object, "topic"),
        .partition = (int)read_number(reader, object, "partition", 0, MOST_PARTITIONS),
        .from = read_number(reader, object, "from", 0, INT64_MAX),
    };
    range.until = read_number(reader, object, "until", range.from, INT64_MAX);
    return range;
}

static void read_ranges(Reader *reader, const json_t *object, SavedStream *stream)
{
    const json_t *ranges = read_list(reader, object, "ranges");
    size_t n = json_array_size(ranges);
    stream->ranges = mem_zero_alloc((n + 1) * sizeof *stream->ranges);
    for (size_t i = 0; i < n && !reader->failed; i++)
        stream->ranges[stream->n_ranges++] =
            read_range(reader, json_array_get(ranges, i));
}

static void read_stream(Reader *reader, const json_t *object, Metadata *metadata)
{
    SavedStream *stream = &metadata->streams[metadata->n_streams];
    *stream = (SavedStream){
        .op = read_text(reader, object, "op"),
        .class_name = read_text(reader, object, "class"),
        .slide = read_time(reader, object, "slide"),
        .partitions =
            (int)read_number(reader, object, "partitions", 0, MOST_PARTITIONS),
        .since = read_time(reader, object, "since"),
    };
    read_parents(reader, object, stream, metadata->n_streams++);
    const json_t *rdds = read_list(reader, object, "rdds");
    stream->rdds = mem_zero_alloc((json_array_size(rdds) + 1) * sizeof *stream->rdds);
    for (size_t i = 0; i < json_array_size(rdds) && !reader->failed; i++)
        stream->rdds[stream->n_rdds++] = read_rdd(reader, json_array_get(rdds, i));
    read_files(reader, object, stream);
    read_ranges(reader, object, stream);
}

static void read_streams(Reader *reader, const json_t *root, Metadata *metadata)
{
    const json_t *streams = read_list(reader, root, "streams");
    size_t n = json_array_size(streams);
    metadata->streams = mem_zero_alloc((n + 1) * sizeof *metadata->streams);
    for (size_t i = 0; i < n && !reader->failed; i++)
        read_stream(reader, json_array_get(streams, i), metadata);

    const json_t *outputs = read_list(reader, root, "outputs");
    n = json_array_size(outputs);
    metadata->outputs = mem_zero_alloc((n + 1) * sizeof *metadata->outputs);
    for (size_t i = 0; i < n && !reader->failed; i++) {
        const json_t *object = json_array_get(outputs, i);
        metadata->outputs[metadata->n_outputs++] = (SavedOutput){
            .op = read_text(reader, object, "op"),
            .stream =
                (int)read_number(reader, object, "stream", 0, metadata->n_streams - 1),
        };
    }
}

static double read_real(Reader *reader, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value))
        refuse(reader, "`%s` is no number", key);
    return json_number_value(value);
}

static void read_rates(Reader *reader, const json_t *root, Metadata *metadata)
{
    const json_t *rates = read_list(reader, root, "rates");
    size_t n = json_array_size(rates);
    metadata->rates = mem_alloc((n + 1) * sizeof *metadata->rates);
    for (size_t i = 0; i < n; i++) {
        const json_t *rate = json_array_get(rates, i);
        metadata->rates[metadata->n_rates++] = (SavedRate){
            .input =
                (int)read_number(reader, rate, "input", 0, metadata->n_streams - 1),
            .time_ms = read_time(reader, rate, "time"),
            .rate = read_real(reader, rate, "rate"),
            .error = read_real(reader, rate, "error"),
        };
    }
}

static void read_pending(Reader *reader, const json_t *root, Metadata *metadata)
{
    const json_t *pending = read_list(reader, root, "pending");
    size_t n = json_array_size(pending);
    metadata->pending = mem_alloc((n + 1) * sizeof *metadata->pending);
    for (size_t i = 0; i < n; i++) {
        const json_t *time = json_array_get(pending, i);
        json_int_t at = json_is_integer(time) ? json_integer_value(time) : -1;
        if (at <= metadata->zero || (at - metadata->zero) % metadata->interval != 0)
            refuse(reader, "a pending batch has no time of a batch");
        metadata->pending[metadata->n_pending++] = at;
    }
}

static void read_conf(Reader *reader, const json_t *root, Conf *conf)
{
    json_t *object = json_object_get(root, "conf");
    const char *key;
    json_t *value;
    if (!json_is_object(object))
        refuse(reader, "`conf` is no object");
    json_object_foreach(object, key, value)
    {
        if (json_is_string(value))
            conf_set(conf, key, json_string_value(value));
        else
            refuse(reader, "the setting %.100s is no text", key);
    }
}

static void read_root(Reader *reader, const json_t *root, Metadata *metadata)
{
    const char *kind = json_string_value(json_object_get(root, "checkpoint"));
    if (kind == NULL || strcmp(kind, METADATA_KIND) != 0) {
        refuse(reader, "it is no checkpoint of sluice");
        return;
    }
    if (read_number(reader, root, "version", 0, INT32_MAX) != METADATA_VERSION)
        refuse(reader, "its version is not %d", METADATA_VERSION);
    metadata->zero = read_time(reader, root, "zero");
    metadata->time = read_time(reader, root, "time");
    metadata->interval = read_number(reader, root, "interval", 1, INT64_MAX / 4);
    metadata->remember = read_time(reader, root, "remember");
    if (metadata->time <= metadata->zero ||
        (metadata->time - metadata->zero) % metadata->interval != 0)
        refuse(reader, "`time` is not that of a batch");
    if (reader->failed)
        return;
    read_pending(reader, root, metadata);
    read_conf(reader, root, &metadata->conf);
    read_streams(reader, root, metadata);
    read_rates(reader, root, metadata);
}

/* Spark cannot read what it wrote of a queue stream, either (semantics 7.4). */
static void refuse_queues(Reader *reader, const Metadata *metadata)
{
    for (int i = 0; i < metadata->n_streams; i++) {
        if (strcmp(metadata->streams[i].class_name, "QueueInputDStream") == 0)
            refuse(reader,
                "queueStream doesn't support checkpointing. Please don't use "
                "queueStream when checkpointing is enabled.");
    }
}

bool metadata_parse(Buffer *text, Metadata *metadata, Err *err)
{
    *metadata = (Metadata){0};
    Reader reader = {.err = err};
    json_error_t error;
    json_t *root = json_loadb(text->data, text->size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        refuse(&reader, "line %d: %s", error.line, error.text);
    } else {
        read_root(&reader, root, metadata);
        refuse_queues(&reader, metadata);
    }
    json_decref(root);
    if (reader.failed)
        metadata_free(metadata);
    else
        buffer_move(text, &metadata->text);
    return !reader.failed;
}

bool metadata_read(const char *folder, Metadata *metadata, bool *found, Err *cause,
    Err *err)
{
    MetadataFiles files;
    metadata_files_list(folder, &files);
    *metadata = (Metadata){0};
    *found = files.count > 0;
    bool ok = !*found;
    for (int i = files.count - 1; i >= 0 && !ok; i--) {
        Buffer path = {0};
        Buffer text = {0};
        Err why;
        metadata_files_path(&path, folder, &files.items[i]);
        ok = file_read(buffer_text(&path), &text, &why);
        if (ok && !metadata_parse(&text, metadata, &why)) {
            Err what = why;
            ok = err_set(&why, ERR_SPARK, "%s: %s", buffer_text(&path), what.message);
        }
        metadata->name = TIME_MS(files.items[i].ms);
        if (!ok && i == files.count - 1)
            *cause = why;
        buffer_free(&text);
        buffer_free(&path);
    }
    metadata_files_free(&files);
    return ok ||
        err_set(err, ERR_SPARK, "Failed to read checkpoint from directory %s", folder);
}
