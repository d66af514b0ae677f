/* vm/ingest/receiver.c -- a receiver, its supervisor and its block generator.
 *
 * An interval in which nothing arrives makes no block, so the periodic timer of Spark's
 * block generator needs an event only once the buffer has a record. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/utf8.h"
#include "vm/ingest/receiver.h"
#include "vm/store/record.h"

enum { SHOWN_BYTES = 200 }; /* of a record, in the trace */

struct Receiver {
    ReceiverSettings settings;
    char *name;
    ReceiverWorld world;
    Source *source;
    ReceiverState state;
    int executor; /* -1: it holds no core */
    int core;
    int tries;
    int64_t received;
    Buffer buffer; /* records in no block yet */
    int64_t buffered;
    Buffer text;     /* scratch: the record that arrives */
    EventId cut;     /* 0 while the buffer is empty */
    EventId restart; /* 0 unless the receiver waits for its next try */
};

const char *receiver_state_name(ReceiverState state)
{
    static const char *const NAMES[] = {
        [RECEIVER_WAITING] = "waiting",
        [RECEIVER_STARTED] = "started",
        [RECEIVER_CONNECTED] = "connected",
        [RECEIVER_REFUSED] = "refused",
        [RECEIVER_CLOSED] = "closed",
        [RECEIVER_DRY] = "dry",
        [RECEIVER_STOPPED] = "stopped",
    };
    return NAMES[state];
}

static SimTime now(const Receiver *receiver)
{
    return receiver->world.clock->now;
}

static void trace_state(const Receiver *receiver, const char *text)
{
    TRACE(receiver->world.trace, now(receiver), TRACE_RECEIVER,
        trace_int(receiver->settings.id), trace_int(receiver->settings.stream),
        trace_text(receiver_state_name(receiver->state)), trace_int(receiver->executor),
        trace_int(receiver->core), trace_text(text));
}

static void set_state(Receiver *receiver, ReceiverState state, const char *text)
{
    receiver->state = state;
    trace_state(receiver, text);
    const ReceiverObserver *observer = &receiver->world.observer;
    if (observer->changed != NULL)
        observer->changed(observer->subject, receiver, text);
}

/* Block generator. */

static void trace_block(const Receiver *receiver, const Block *block, SimTime from)
{
    if (!trace_is_on(receiver->world.trace))
        return;
    Buffer name = {0};
    block_id_append(&name, block->id);
    TRACE(receiver->world.trace, now(receiver), TRACE_BLOCK,
        trace_int(receiver->settings.id), trace_bytes(name.data, name.size),
        trace_int(from), trace_int(block->records),
        trace_int((int64_t)block->data.size), trace_int(receiver->executor),
        trace_text(level_name(block->level)));
    buffer_free(&name);
}

static void cut_block(void *subject, int64_t tick)
{
    Receiver *receiver = subject;
    receiver->cut = 0;
    SimTime from = tick - receiver->settings.block_interval;
    Block block = {
        .id = {BLOCK_INPUT, receiver->settings.stream, time_to_ms(from)},
        .records = receiver->buffered,
        .level = receiver->settings.level,
    };
    buffer_trim(&receiver->buffer);
    buffer_move(&receiver->buffer, &block.data);
    receiver->buffered = 0;

    BlockId id = block.id;
    BlockInfo info = {.id = id, .records = block.records, .from = from};
    blocks_put(receiver->world.blocks, &block);
    tracker_add(receiver->world.tracker, &info);
    trace_block(receiver, blocks_find(receiver->world.blocks, id), from);
}

static void trace_record(const Receiver *receiver, const Buffer *text)
{
    size_t shown = text->size;
    if (shown > SHOWN_BYTES) {
        shown = SHOWN_BYTES;
        while (shown > 0 && ((unsigned char)text->data[shown] & 0xc0) == 0x80)
            shown--;
    }
    TRACE(receiver->world.trace, now(receiver), TRACE_RECORD,
        trace_int(receiver->settings.id), trace_int(receiver->received),
        trace_bytes(shown == 0 ? "" : text->data, shown),
        trace_int((int64_t)text->size));
}

/* The text becomes what a Java reader makes of the bytes, so that records are valid. */
static void store(void *subject, const char *bytes, size_t size)
{
    Receiver *receiver = subject;
    Buffer *text = &receiver->text;
    buffer_clear(text);
    utf8_append_valid(text, bytes, size);
    record_append_string(&receiver->buffer, text->data, text->size);
    trace_record(receiver, text);
    receiver->received++;
    if (receiver->buffered++ == 0) {
        SimTime tick =
            time_next_multiple(now(receiver), receiver->settings.block_interval);
        receiver->cut = queue_push(receiver->world.queue, tick, RANK_CUT, cut_block,
            receiver, tick);
    }
}

/* Supervisor. */

static void try_source(Receiver *receiver)
{
    receiver->tries++;
    set_state(receiver, RECEIVER_STARTED, receiver->name);
    if (receiver->state == RECEIVER_STARTED)
        receiver->source->ops->start(receiver->source);
}

static void restart(void *subject, int64_t argument)
{
    Receiver *receiver = subject;
    (void)argument;
    receiver->restart = 0;
    try_source(receiver);
}

static void lose_source(Receiver *receiver, ReceiverState state, const char *text)
{
    receiver->source->ops->stop(receiver->source);
    receiver->restart = queue_push(receiver->world.queue,
        now(receiver) + receiver->settings.restart_delay, RANK_ARRIVAL, restart,
        receiver, 0);
    set_state(receiver, state, text);
}

static void source_changed(void *subject, SourceEvent event, const char *text)
{
    Receiver *receiver = subject;
    switch (event) {
    case SOURCE_CONNECTED:
        set_state(receiver, RECEIVER_CONNECTED, text);
        break;
    case SOURCE_DRY:
        set_state(receiver, RECEIVER_DRY, text);
        break;
    case SOURCE_REFUSED:
        lose_source(receiver, RECEIVER_REFUSED, text);
        break;
    case SOURCE_CLOSED:
    case SOURCE_BROKEN:
        lose_source(receiver, RECEIVER_CLOSED, text);
        break;
    }
}

Receiver *receiver_new(const ReceiverSettings *settings, const ReceiverWorld *world,
    Source *source)
{
    /* Blocks are named by milliseconds: shorter intervals would give a name twice. */
    CHECK(settings->block_interval >= TIME_MS(1));
    CHECK(settings->restart_delay >= 0);
    Receiver *receiver = mem_zero_alloc(sizeof *receiver);
    receiver->settings = *settings;
    receiver->name = mem_copy_string(settings->name);
    receiver->settings.name = receiver->name;
    receiver->world = *world;
    receiver->executor = -1;
    receiver->core = -1;
    receiver->source = source;
    source->listener = (SourceListener){
        .subject = receiver,
        .store = store,
        .changed = source_changed,
    };
    trace_state(receiver, receiver->name);
    return receiver;
}

/* Ends all that could still bring records. */
static void fall_silent(Receiver *receiver)
{
    queue_cancel(receiver->world.queue, receiver->restart);
    receiver->restart = 0;
    receiver->source->ops->stop(receiver->source);
}

static void cancel_cut(Receiver *receiver)
{
    queue_cancel(receiver->world.queue, receiver->cut);
    receiver->cut = 0;
}

void receiver_delete(Receiver *receiver)
{
    if (receiver == NULL)
        return;
    fall_silent(receiver);
    cancel_cut(receiver);
    receiver->source->ops->free(receiver->source);
    buffer_free(&receiver->buffer);
    buffer_free(&receiver->text);
    mem_free(receiver->name);
    mem_free(receiver);
}

void receiver_start(Receiver *receiver, int executor, int core)
{
    CHECK(receiver->state == RECEIVER_WAITING);
    receiver->executor = executor;
    receiver->core = core;
    try_source(receiver);
}

void receiver_finish(Receiver *receiver)
{
    if (receiver->state == RECEIVER_STOPPED)
        return;
    fall_silent(receiver);
    receiver->executor = -1;
    receiver->core = -1;
    set_state(receiver, RECEIVER_STOPPED, NULL);
}

void receiver_stop(Receiver *receiver)
{
    receiver_finish(receiver);
    cancel_cut(receiver);
}

ReceiverState receiver_state(const Receiver *receiver)
{
    return receiver->state;
}

const char *receiver_name(const Receiver *receiver)
{
    return receiver->name;
}

int receiver_id(const Receiver *receiver)
{
    return receiver->settings.id;
}

int receiver_tries(const Receiver *receiver)
{
    return receiver->tries;
}

int64_t receiver_received(const Receiver *receiver)
{
    return receiver->received;
}

int64_t receiver_buffered(const Receiver *receiver, Buffer *text)
{
    if (receiver->buffered > 0 && text != NULL) {
        uint32_t size;
        const char *bytes = record_string(receiver->buffer.data, &size);
        buffer_append(text, bytes, size);
    }
    return receiver->buffered;
}
