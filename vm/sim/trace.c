/* vm/sim/trace.c -- formatting records as lines of JSON.
 *
 * The field list of a kind is read along with the values while a line is written, so a
 * call that does not match its kind stops at the first value that is wrong. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/json.h"
#include "vm/sim/trace.h"

static const struct {
    const char *name;
    const char *fields;
} KINDS[] = {
#define KIND(constant, name, fields) {name, fields},
    TRACE_KINDS(KIND)
#undef KIND
};

void trace_init(Trace *trace, TraceSink *sink, void *subject)
{
    *trace = (Trace){.sink = sink, .subject = subject};
    if (sink == NULL)
        return;
    buffer_printf(&trace->line, "{\"sluice\":\"trace\",\"version\":%d}\n",
        TRACE_VERSION);
    sink(subject, trace->line.data, trace->line.size);
}

void trace_free(Trace *trace)
{
    buffer_free(&trace->line);
    trace->sink = NULL;
}

TraceValue trace_int(int64_t number)
{
    return (TraceValue){.type = 'i', .number = number};
}

TraceValue trace_bool(bool value)
{
    return (TraceValue){.type = 'b', .number = value};
}

TraceValue trace_text(const char *text)
{
    return trace_bytes(text, text == NULL ? 0 : strlen(text));
}

TraceValue trace_bytes(const char *text, size_t size)
{
    return (TraceValue){.type = 's', .text = text, .size = size};
}

TraceValue trace_json(const Buffer *json)
{
    const char *text = json->size == 0 ? NULL : json->data;
    return (TraceValue){.type = 'j', .text = text, .size = json->size};
}

static void append_value(Buffer *line, const TraceValue *value)
{
    if (value->type == 'i')
        json_append_int(line, value->number);
    else if (value->type == 'b')
        buffer_append_string(line, value->number != 0 ? "true" : "false");
    else if (value->text == NULL)
        buffer_append_string(line, "null");
    else if (value->type == 'j')
        buffer_append(line, value->text, value->size);
    else
        json_append_string(line, value->text, value->size);
}

/* Writes ,"name":value and returns the place behind the field in the list. */
static const char *append_field(Buffer *line, const char *field,
    const TraceValue *value)
{
    const char *colon = strchr(field, ':');
    CHECK(colon != NULL);
    CHECK(colon[1] == value->type);
    buffer_append(line, ",\"", 2);
    buffer_append(line, field, (size_t)(colon - field));
    buffer_append(line, "\":", 2);
    append_value(line, value);
    return colon[2] == ' ' ? colon + 3 : colon + 2;
}

const char *trace_kind_name(TraceKind kind)
{
    return KINDS[kind].name;
}

void trace_write(Trace *trace, SimTime at, TraceKind kind, const TraceValue *values,
    int count)
{
    CHECK(kind >= 0 && kind < TRACE_KIND_COUNT);
    if (!trace_is_on(trace))
        return;

    Buffer *line = &trace->line;
    buffer_clear(line);
    buffer_append_string(line, "{\"at\":");
    json_append_int(line, at);
    buffer_append_string(line, ",\"kind\":\"");
    buffer_append_string(line, KINDS[kind].name);
    buffer_append_byte(line, '"');
    const char *field = KINDS[kind].fields;
    for (int i = 0; i < count; i++)
        field = append_field(line, field, &values[i]);
    CHECK(*field == '\0');
    buffer_append_string(line, "}\n");

    trace->written++;
    trace->counts[kind]++;
    trace->sink(trace->subject, line->data, line->size);
}
