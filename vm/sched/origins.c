// SPDX-License-Identifier: MIT
#include "vm/sched/origins.h"

#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

static const char *const KIND_NAMES[] = {
#define KIND(name, text) text,
    ORIGIN_KINDS(KIND)
#undef KIND
};

Origins *origins_new(void)
{
    return mem_zero_alloc(sizeof(Origins));
}

void origins_delete(Origins *origins)
{
    if (origins == NULL)
        return;
    mem_free(origins->nodes);
    mem_free(origins->links);
    buffer_free(&origins->texts);
    mem_free(origins);
}

/* The key that a record is found by; NULL if it has none. */
static const char *key_of(OriginKind kind, const char *record)
{
    if (record == NULL || kind == ORIGIN_KEY)
        return record;
    return record_tag(record) == RECORD_PAIR ? record_first(record) : NULL;
}

int origins_add(Origins *origins, const Origin *origin, const char *record)
{
    origins->nodes = mem_grow(origins->nodes, &origins->capacity, origins->count + 1,
        sizeof *origins->nodes);
    Origin *node = &origins->nodes[origins->count];
    *node = *origin;
    node->first = node->last = ORIGIN_NONE;
    node->text = origins->texts.size;
    text_append_shown(&origins->texts, key_of(origin->kind, record));
    text_append_shown(&origins->texts, origin->kind == ORIGIN_KEY ? NULL : record);
    return origins->count++;
}

/* The text of the value is there. */
static void add_link(Origins *origins, int node, int from, size_t text)
{
    origins->links = mem_grow(origins->links, &origins->links_capacity,
        origins->n_links + 1, sizeof *origins->links);
    int at = origins->n_links++;
    origins->links[at] = (OriginLink){.node = from, .next = ORIGIN_NONE, .text = text};
    Origin *made = &origins->nodes[node];
    if (made->last == ORIGIN_NONE)
        made->first = at;
    else
        origins->links[made->last].next = at;
    made->last = at;
}

void origins_link(Origins *origins, int node, int from, const char *value)
{
    size_t text = origins->texts.size;
    text_append_shown(&origins->texts, value);
    add_link(origins, node, from, text);
}

int origins_add_picked(Origins *origins, int node)
{
    origins->nodes = mem_grow(origins->nodes, &origins->capacity, origins->count + 1,
        sizeof *origins->nodes);
    Origin *made = &origins->nodes[origins->count];
    *made = origins->nodes[node];
    made->first = made->last = ORIGIN_NONE;
    return origins->count++;
}

void origins_link_again(Origins *origins, int node, int link)
{
    OriginLink old = origins->links[link];
    add_link(origins, node, old.node, old.text);
}

static TraceValue shown(const char *record)
{
    if (record_tag(record) == RECORD_NULL)
        return trace_bytes(NULL, 0);
    uint32_t size;
    const char *text = record_string(record, &size);
    return trace_bytes(text, size);
}

/* [[node,"value"],...] */
static void append_links(const Origins *origins, const Origin *node, int64_t first,
    Buffer *out)
{
    buffer_append_byte(out, '[');
    for (int at = node->first; at != ORIGIN_NONE; at = origins->links[at].next) {
        const OriginLink *link = &origins->links[at];
        TraceValue value = shown(origins->texts.data + link->text);
        buffer_append_string(out, at == node->first ? "[" : ",[");
        json_append_int(out, first + link->node);
        if (value.text != NULL) {
            buffer_append_byte(out, ',');
            json_append_string(out, value.text, value.size);
        }
        buffer_append_byte(out, ']');
    }
    buffer_append_byte(out, ']');
}

void origins_write(const Origins *origins, Trace *trace, SimTime now, int64_t first,
    int job)
{
    for (int i = 0; i < origins->count; i++) {
        const Origin *node = &origins->nodes[i];
        const char *key = origins->texts.data + node->text;
        Buffer *from = trace_take_json(trace);
        append_links(origins, node, first, from);
        TRACE(trace, now, TRACE_ORIGIN, trace_int(first + i),
            trace_text(KIND_NAMES[node->kind]), trace_int(job), trace_int(node->rdd),
            trace_int(node->partition), trace_int(node->shuffle), trace_int(node->map),
            trace_int(node->index), shown(key), shown(record_next(key)),
            trace_json(from));
    }
}
