// SPDX-License-Identifier: MIT
#include "vm/sched/store_writes.h"

#include "vm/base/check.h"
#include "vm/ingest/topic_place.h"
#include "vm/store/text.h"

static TraceValue text_of(const char *record, Buffer *text)
{
    if (record == NULL)
        return trace_text(NULL);
    text_append_record(text, record);
    return trace_bytes(buffer_text(text), text->size);
}

/* A key or value of a message: a text, or null. */
static LogBytes bytes_of(const char *record)
{
    if (record_tag(record) != RECORD_STRING)
        return (LogBytes){NULL, 0};
    uint32_t size;
    const char *text = record_string(record, &size);
    return (LogBytes){text, size};
}

static void send_message(const StoreTarget *target, const TableWrite *write)
{
    CHECK(target->log != NULL);
    TopicPlace place = {log_topic(target->log, write->name), LOG_ANY_PARTITION};
    LogMessage message = {bytes_of(write->key), bytes_of(write->value), 0};
    topic_place_append(target->log, &place, message, target->clock, target->trace);
}

void store_apply(const StoreTarget *target, StoreWriter writer, const TableWrite *write)
{
    Trace *trace = target->trace;
    if (write->op == TABLE_SEND) {
        send_message(target, write);
        return;
    }
    tables_apply(target->tables, write);
    if (!trace_is_on(trace))
        return;
    Buffer key = {0};
    Buffer value = {0};
    TRACE(trace, target->clock->now, TRACE_STORE, trace_text(write->name),
        trace_text(table_op_name(write->op)), text_of(write->key, &key),
        text_of(write->value, &value), trace_int(writer.batch), trace_int(writer.task));
    buffer_free(&key);
    buffer_free(&value);
}

static void apply_first(Sim *sim, StoreWriter writer, const TaskResult *result,
    int64_t count)
{
    if (sim->options.tables == NULL)
        return;
    const StoreTarget target = {sim->options.tables, sim->options.log,
        sim->options.clock, sim->options.trace};
    const char *at = result->writes.data;
    for (int64_t i = 0; i < count; i++) {
        TableWrite write;
        at = table_write_read(at, &write);
        store_apply(&target, writer, &write);
    }
}

void store_apply_all(Sim *sim, StoreWriter writer, const TaskResult *result)
{
    apply_first(sim, writer, result, result->n_writes);
}

void store_apply_part(Sim *sim, StoreWriter writer, const TaskResult *result,
    SimTime elapsed, SimTime duration)
{
    SimTime opening = cost_of_opening(&sim->cost, result->opened);
    if (elapsed <= opening || duration <= opening)
        return;
    double part = (double)(elapsed - opening) / (double)(duration - opening);
    int64_t count = part >= 1 ? result->n_writes : (int64_t)(part * result->n_writes);
    apply_first(sim, writer, result, count);
}
