// SPDX-License-Identifier: MIT
#include "vm/streaming/metadata.h"

#include <string.h>

#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/store/text.h"

static void free_stream(SavedStream *stream)
{
    for (int i = 0; i < stream->n_rdds; i++)
        mem_free(stream->rdds[i].folder);
    for (int i = 0; i < stream->n_files; i++)
        mem_free(stream->files[i].path);
    for (int i = 0; i < stream->n_ranges; i++)
        mem_free(stream->ranges[i].topic);
    mem_free(stream->ranges);
    mem_free(stream->files);
    mem_free(stream->rdds);
    mem_free(stream->parents);
    mem_free(stream->op);
    mem_free(stream->class_name);
}

void metadata_free(Metadata *metadata)
{
    for (int i = 0; i < metadata->n_streams; i++)
        free_stream(&metadata->streams[i]);
    for (int i = 0; i < metadata->n_outputs; i++)
        mem_free(metadata->outputs[i].op);
    mem_free(metadata->streams);
    mem_free(metadata->outputs);
    mem_free(metadata->rates);
    mem_free(metadata->pending);
    conf_free(&metadata->conf);
    buffer_free(&metadata->text);
    *metadata = (Metadata){0};
}

/* Writing. */

static void append_key(Buffer *out, const char *key)
{
    buffer_printf(out, "\"%s\":", key);
}

static void append_text(Buffer *out, const char *key, const char *text)
{
    append_key(out, key);
    json_append_string(out, text, strlen(text));
}

static void append_number(Buffer *out, const char *key, int64_t number)
{
    append_key(out, key);
    json_append_int(out, number);
    buffer_append_byte(out, ',');
}

static void append_rdd(Buffer *out, const SavedRdd *rdd)
{
    buffer_append_byte(out, '{');
    append_number(out, "time", rdd->time);
    append_number(out, "partitions", rdd->partitions);
    append_number(out, "hash", rdd->hash);
    append_text(out, "folder", rdd->folder);
    buffer_append_byte(out, '}');
}

static void append_files(Buffer *out, const SavedStream *stream)
{
    append_key(out, "files");
    buffer_append_byte(out, '[');
    for (int i = 0; i < stream->n_files; i++) {
        buffer_append_string(out, i > 0 ? ",{" : "{");
        append_number(out, "time", stream->files[i].time);
        append_text(out, "path", stream->files[i].path);
        buffer_append_byte(out, '}');
    }
    buffer_append_byte(out, ']');
}

static void append_ranges(Buffer *out, const SavedStream *stream)
{
    append_key(out, "ranges");
    buffer_append_byte(out, '[');
    for (int i = 0; i < stream->n_ranges; i++) {
        const SavedRange *range = &stream->ranges[i];
        buffer_append_string(out, i > 0 ? ",{" : "{");
        append_number(out, "time", range->time);
        append_number(out, "partition", range->partition);
        append_number(out, "from", range->from);
        append_number(out, "until", range->until);
        append_text(out, "topic", range->topic);
        buffer_append_byte(out, '}');
    }
    buffer_append_byte(out, ']');
}

static void append_stream(Buffer *out, const SavedStream *stream)
{
    buffer_append_byte(out, '{');
    append_text(out, "op", stream->op);
    buffer_append_byte(out, ',');
    append_text(out, "class", stream->class_name);
    buffer_append_byte(out, ',');
    append_number(out, "slide", stream->slide);
    append_number(out, "partitions", stream->partitions);
    append_number(out, "since", stream->since);
    append_key(out, "parents");
    json_append_int_list(out, stream->parents, stream->n_parents);
    buffer_append_byte(out, ',');
    append_key(out, "rdds");
    buffer_append_byte(out, '[');
    for (int i = 0; i < stream->n_rdds; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        append_rdd(out, &stream->rdds[i]);
    }
    buffer_append_string(out, "],");
    append_files(out, stream);
    buffer_append_byte(out, ',');
    append_ranges(out, stream);
    buffer_append_byte(out, '}');
}

static void append_pending(Buffer *out, const Metadata *metadata)
{
    append_key(out, "pending");
    buffer_append_byte(out, '[');
    for (int i = 0; i < metadata->n_pending; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        json_append_int(out, metadata->pending[i]);
    }
    buffer_append_string(out, "],\n");
}

static void append_conf(Buffer *out, const Conf *conf)
{
    append_key(out, "conf");
    buffer_append_byte(out, '{');
    for (int i = 0; i < conf->count; i++) {
        const ConfEntry *entry = &conf->entries[i];
        if (i > 0)
            buffer_append_byte(out, ',');
        json_append_string(out, entry->key, strlen(entry->key));
        buffer_append_byte(out, ':');
        json_append_string(out, entry->value, strlen(entry->value));
    }
    buffer_append_string(out, "},\n");
}

/* Java's form of a double is read back as the same double. */
static void append_rates(Buffer *out, const Metadata *metadata)
{
    append_key(out, "rates");
    buffer_append_byte(out, '[');
    for (int i = 0; i < metadata->n_rates; i++) {
        const SavedRate *rate = &metadata->rates[i];
        buffer_append_string(out, i > 0 ? ",{" : "{");
        append_number(out, "input", rate->input);
        append_number(out, "time", rate->time_ms);
        append_key(out, "rate");
        text_append_double(out, rate->rate);
        buffer_append_byte(out, ',');
        append_key(out, "error");
        text_append_double(out, rate->error);
        buffer_append_byte(out, '}');
    }
    buffer_append_string(out, "],\n");
}

void metadata_append(Buffer *out, const Metadata *metadata)
{
    buffer_append_byte(out, '{');
    append_text(out, "checkpoint", METADATA_KIND);
    buffer_append_byte(out, ',');
    append_number(out, "version", METADATA_VERSION);
    append_number(out, "time", metadata->time);
    append_number(out, "zero", metadata->zero);
    append_number(out, "interval", metadata->interval);
    append_number(out, "remember", metadata->remember);
    buffer_append_byte(out, '\n');
    append_pending(out, metadata);
    append_conf(out, &metadata->conf);
    append_rates(out, metadata);
    append_key(out, "streams");
    buffer_append_byte(out, '[');
    for (int i = 0; i < metadata->n_streams; i++) {
        buffer_append_string(out, i > 0 ? ",\n" : "\n");
        append_stream(out, &metadata->streams[i]);
    }
    buffer_append_string(out, "],\n");
    append_key(out, "outputs");
    buffer_append_byte(out, '[');
    for (int i = 0; i < metadata->n_outputs; i++) {
        buffer_append_string(out, i > 0 ? ",{" : "{");
        append_number(out, "stream", metadata->outputs[i].stream);
        append_text(out, "op", metadata->outputs[i].op);
        buffer_append_byte(out, '}');
    }
    buffer_append_string(out, "]}\n");
}
