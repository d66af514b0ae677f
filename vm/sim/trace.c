/* vm/sim/trace.c -- formatting records as lines of JSON.
 *
 * The list of fields of a kind is read once, when its first record is written. Each
 * value is compared with it, so a call that does not match its kind stops at the first
 * value that is wrong. */
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
    for (int kind = 0; kind < TRACE_KIND_COUNT; kind++)
        buffer_free(&trace->forms[kind].text);
    for (int i = 0; i < TRACE_JSON_VALUES; i++)
        buffer_free(&trace->json[i]);
    trace->sink = NULL;
}

Buffer *trace_take_json(Trace *trace)
{
    CHECK(trace->n_json < TRACE_JSON_VALUES);
    Buffer *json = &trace->json[trace->n_json++];
    buffer_clear(json);
    return json;
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

/* Makes ,"kind":"rdd","rdd": and ,"op": and so on of "rdd:i op:s". */
static void make_form(TraceForm *form, TraceKind kind)
{
    buffer_append_string(&form->text, ",\"kind\":\"");
    buffer_append_string(&form->text, KINDS[kind].name);
    buffer_append_byte(&form->text, '"');
    const char *field = KINDS[kind].fields;
    while (*field != '\0') {
        const char *colon = strchr(field, ':');
        CHECK(colon != NULL && form->count < TRACE_MAX_FIELDS);
        buffer_append_string(&form->text, ",\"");
        buffer_append(&form->text, field, (size_t)(colon - field));
        buffer_append_string(&form->text, "\":");
        form->types[form->count] = colon[1];
        form->ends[form->count++] = (uint16_t)form->text.size;
        field = colon[2] == ' ' ? colon + 3 : colon + 2;
    }
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

    TraceForm *form = &trace->forms[kind];
    if (form->count == 0)
        make_form(form, kind);
    CHECK(count == form->count);
    Buffer *line = &trace->line;
    buffer_clear(line);
    buffer_append_string(line, "{\"at\":");
    json_append_int(line, at);
    size_t written = 0;
    for (int i = 0; i < count; i++) {
        CHECK(form->types[i] == values[i].type);
        buffer_append(line, form->text.data + written, form->ends[i] - written);
        append_value(line, &values[i]);
        written = form->ends[i];
    }
    buffer_append_string(line, "}\n");

    trace->written++;
    trace->counts[kind]++;
    trace->n_json = 0;
    trace->sink(trace->subject, line->data, line->size);
}
