/* vm/ingest/receiver.c -- a receiver and its supervisor. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/utf8.h"
#include "vm/ingest/receiver_parts.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

enum { SHOWN_BYTES = 200 }; /* of a record, in the trace */

static SimTime now(const Receiver *receiver)
{
    return receiver->world.clock->now;
}

static void trace_loss(const Receiver *receiver, const char *text, int64_t lost)
{
    TRACE(receiver->world.trace, now(receiver), TRACE_RECEIVER,
        trace_int(receiver->settings.id), trace_int(receiver->settings.stream),
        trace_text(receiver_state_name(receiver->state)), trace_int(receiver->executor),
        trace_int(receiver->core), trace_text(text), trace_int(lost));
}

static void trace_state(const Receiver *receiver, const char *text)
{
    trace_loss(receiver, text, 0);
}

static void set_state(Receiver *receiver, ReceiverState state, const char *text)
{
    receiver->state = state;
    trace_state(receiver, text);
    const ReceiverObserver *observer = &receiver->world.observer;
    if (observer->changed != NULL)
        observer->changed(observer->subject, receiver, text);
}

/* Records. */

static void trace_record(const Receiver *receiver, const char *text, size_t size)
{
    if (!trace_is_on(receiver->world.trace))
        return;
    size_t shown = utf8_cut(text, size, SHOWN_BYTES);
    TRACE(receiver->world.trace, now(receiver), TRACE_RECORD,
        trace_int(receiver->settings.id), trace_int(receiver->received),
        trace_bytes(shown == 0 ? "" : text, shown), trace_int((int64_t)size));
}

/* The text becomes what a Java reader makes of the bytes, so that records are valid.
 * Of ASCII that is the same: it goes from the socket's buffer into that of the block,
 * with no copy between. */
static void store(void *subject, const char *bytes, size_t size)
{
    Receiver *receiver = subject;
    if (!utf8_is_ascii(bytes, size)) {
        buffer_clear(&receiver->text);
        utf8_append_valid(&receiver->text, bytes, size);
        bytes = receiver->text.data;
        size = receiver->text.size;
    }
    record_append_string(&receiver->generator.buffer, bytes, size);
    trace_record(receiver, bytes, size);
    receiver->received++;
    block_generator_note_record(&receiver->generator, NULL);
}

static void note_record(Receiver *receiver, const char *record)
{
    if (trace_is_on(receiver->world.trace)) {
        buffer_clear(&receiver->text);
        text_append_record(&receiver->text, record);
        trace_record(receiver, receiver->text.data, receiver->text.size);
    }
    receiver->received++;
}

/* Spark: a block generator takes data also while its receiver waits for a restart. */
static bool takes_data(const Receiver *receiver)
{
    return receiver->state != RECEIVER_WAITING && receiver->state != RECEIVER_ENDING &&
        receiver->state != RECEIVER_STOPPED;
}

static bool store_record(void *subject, const char *record, size_t size,
    const Buffer *metadata)
{
    Receiver *receiver = subject;
    if (!takes_data(receiver))
        return false;
    buffer_append(&receiver->generator.buffer, record, size);
    note_record(receiver, record);
    block_generator_note_record(&receiver->generator, metadata);
    return true;
}

static bool store_block(void *subject, const char *records, size_t size, int64_t count,
    Err *err)
{
    Receiver *receiver = subject;
    if (!takes_data(receiver))
        return err_set(err, ERR_SPARK, SOURCE_REFUSES);
    const char *record = records;
    for (int64_t i = 0; i < count; i++) {
        note_record(receiver, record);
        record = record_next(record);
    }
    return block_generator_store(&receiver->generator, records, size, count, err);
}

static SimTime permit(void *subject)
{
    Receiver *receiver = subject;
    return rate_limiter_reserve(&receiver->limiter, now(receiver));
}

/* Supervisor. */

static void schedule(Receiver *receiver, SimTime at, EventFn *fn)
{
    receiver->event =
        queue_push(receiver->world.queue, at, RANK_ARRIVAL, fn, receiver, 0);
}

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
    receiver->event = 0;
    try_source(receiver);
}

static void lose_source(Receiver *receiver, ReceiverState state, SimTime delay,
    const char *text)
{
    receiver->source->ops->stop(receiver->source);
    schedule(receiver, now(receiver) + delay, restart);
    set_state(receiver, state, text);
}

static void source_changed(void *subject, SourceEvent event, const char *text)
{
    Receiver *receiver = subject;
    SimTime delay = receiver->settings.restart_delay;
    switch (event) {
    case SOURCE_CONNECTED:
        set_state(receiver, RECEIVER_CONNECTED, text);
        break;
    case SOURCE_DRY:
        set_state(receiver, RECEIVER_DRY, text);
        break;
    case SOURCE_REFUSED:
        lose_source(receiver, RECEIVER_REFUSED, delay, text);
        break;
    case SOURCE_CLOSED:
    case SOURCE_BROKEN:
        lose_source(receiver, RECEIVER_CLOSED, delay, text);
        break;
    }
}

/* Ends all that could still bring records. */
static void fall_silent(Receiver *receiver)
{
    queue_cancel(receiver->world.queue, receiver->event);
    receiver->event = 0;
    receiver->source->ops->stop(receiver->source);
    if (receiver->source->ops->halt != NULL)
        receiver->source->ops->halt(receiver->source);
}

static void launch(void *subject, int64_t argument)
{
    Receiver *receiver = subject;
    (void)argument;
    receiver->event = 0;
    receiver->world.host.launch(receiver->world.host.subject, receiver);
}

static void give_back_core(Receiver *receiver, ReceiverState state)
{
    receiver->executor = -1;
    receiver->core = -1;
    set_state(receiver, state, NULL);
    receiver->last_executor = -1;
    receiver->world.host.release(receiver->world.host.subject, receiver);
}

static void end_and_launch(void *subject, int64_t argument)
{
    Receiver *receiver = subject;
    (void)argument;
    receiver->event = 0;
    give_back_core(receiver, RECEIVER_WAITING);
    schedule(receiver, now(receiver) + receiver->settings.launch_delay, launch);
}

static void end_for_good(void *subject, int64_t argument)
{
    Receiver *receiver = subject;
    (void)argument;
    receiver->event = 0;
    receiver->gave_up = true;
    give_back_core(receiver, RECEIVER_STOPPED);
}

/* The core stays taken until the block generator is done (measured on Spark 3.5.6). */
static void begin_to_end(Receiver *receiver, const char *text, EventFn *then)
{
    fall_silent(receiver);
    schedule(receiver, block_generator_end(&receiver->generator), then);
    set_state(receiver, RECEIVER_ENDING, text);
}

static bool is_running(const Receiver *receiver)
{
    return receiver->state == RECEIVER_STARTED ||
        receiver->state == RECEIVER_CONNECTED || receiver->state == RECEIVER_DRY;
}

static void obey(Receiver *receiver, const SourceNotice *notice, const char *reason)
{
    bool is_word = notice->kind == NOTICE_REPORT ||
        notice->kind == NOTICE_STOP_FAILED || notice->kind == NOTICE_STORED_FAILED ||
        notice->kind == NOTICE_LOST;
    if (is_word)
        trace_state(receiver, reason);
    if (is_word || !is_running(receiver))
        return;
    receiver->is_stuck = notice->kind == NOTICE_STUCK;
    if (notice->kind == NOTICE_RESTART)
        lose_source(receiver, RECEIVER_RESTARTING, notice->delay, reason);
    else
        begin_to_end(receiver, reason,
            receiver->is_stuck ? end_for_good : end_and_launch);
}

static void source_noticed(void *subject, const SourceNotice *given)
{
    Receiver *receiver = subject;
    const ReceiverObserver *observer = &receiver->world.observer;
    SourceNotice notice = *given;
    if (notice.kind == NOTICE_RESTART && notice.delay < 0)
        notice.delay = receiver->settings.restart_delay;
    if (observer->noticed != NULL)
        observer->noticed(observer->subject, receiver, &notice);

    Buffer reason = {0};
    receiver_append_reason(receiver, &notice, &reason);
    obey(receiver, &notice, buffer_text(&reason));
    buffer_free(&reason);
}

static void block_failed(void *subject, const Err *err)
{
    SourceNotice notice = {.kind = NOTICE_REPORT,
        .text = RECEIVER_PUSH_ERROR,
        .error_class = err_class(err->code),
        .error = err->message};
    source_noticed(subject, &notice);
}

static bool block_pushed(void *subject, const char *metadata, int64_t count)
{
    Source *source = ((Receiver *)subject)->source;
    return source->ops->stored(source, metadata, count);
}

/* From outside. */

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
    receiver->last_executor = -1;
    receiver->generator.settings = &receiver->settings;
    receiver->generator.world = &receiver->world;
    receiver->generator.failed = block_failed;
    receiver->generator.pushed = block_pushed;
    receiver->generator.subject = receiver;
    receiver->source = source;
    source->listener = (SourceListener){
        .subject = receiver,
        .store = store,
        .changed = source_changed,
        .record = store_record,
        .block = store_block,
        .notice = source_noticed,
        .permit = settings->limits.act ? permit : NULL,
    };
    trace_state(receiver, receiver->name);
    return receiver;
}

void receiver_delete(Receiver *receiver)
{
    if (receiver == NULL)
        return;
    queue_cancel(receiver->world.queue, receiver->event);
    block_generator_free(&receiver->generator);
    receiver->source->ops->free(receiver->source);
    buffer_free(&receiver->text);
    mem_free(receiver->name);
    mem_free(receiver);
}

static void begin_limit(Receiver *receiver)
{
    const ReceiverSettings *settings = &receiver->settings;
    rate_limiter_init(&receiver->limiter, &settings->limits);
    if (!settings->limits.act || settings->limits.initial == RATE_UNLIMITED)
        return;
    TRACE(receiver->world.trace, now(receiver), TRACE_RATE, trace_int(settings->stream),
        trace_int(settings->id), trace_int(-1), trace_int(settings->limits.initial),
        trace_int(-1), trace_int(-1), trace_int(-1), trace_int(-1));
}

static void take_core(Receiver *receiver, int executor, int core)
{
    CHECK(receiver->state == RECEIVER_WAITING);
    receiver->executor = executor;
    receiver->last_executor = executor;
    receiver->core = core;
}

void receiver_refuse(Receiver *receiver, int executor, int core)
{
    buffer_clear(&receiver->text);
    buffer_printf(&receiver->text,
        "Registered unsuccessfully because Driver refused to start receiver %d",
        receiver->settings.stream);
    take_core(receiver, executor, core);
    receiver->refusals++;
    receiver->state = RECEIVER_ENDING;
    trace_state(receiver, buffer_text(&receiver->text));
    schedule(receiver, block_generator_end(&receiver->generator), end_and_launch);
}

/* Nobody is left to say that the receiver stops: Spark's driver tells its listeners
 * only of the next start. */
int64_t receiver_lose(Receiver *receiver, const char *reason, SimTime delay)
{
    bool is_over = receiver->state == RECEIVER_STOPPED;
    bool is_last = is_over || receiver->is_told || receiver->is_stuck;
    queue_cancel(receiver->world.queue, receiver->event);
    receiver->event = 0;
    const SourceOps *ops = receiver->source->ops;
    (ops->kill != NULL ? ops->kill : ops->stop)(receiver->source);
    int64_t lost = block_generator_drop(&receiver->generator);
    receiver->state = is_over ? RECEIVER_STOPPED : RECEIVER_ENDING;
    trace_loss(receiver, reason, lost);
    receiver->executor = -1;
    receiver->last_executor = -1;
    receiver->core = -1;
    if (is_over)
        return lost;
    receiver->gave_up = receiver->is_stuck;
    set_state(receiver, is_last ? RECEIVER_STOPPED : RECEIVER_WAITING, NULL);
    if (!is_last)
        schedule(receiver, now(receiver) + delay, launch);
    return lost;
}

void receiver_start(Receiver *receiver, int executor, int core)
{
    take_core(receiver, executor, core);
    receiver->refusals = 0;
    block_generator_start(&receiver->generator, executor);
    begin_limit(receiver);
    if (receiver->launches++ > 0 && receiver->source->ops->renew != NULL)
        receiver->source->ops->renew(receiver->source);
    try_source(receiver);
}

void receiver_begin_stop(Receiver *receiver)
{
    const SourceOps *ops = receiver->source->ops;
    receiver->is_told = true;
    if (receiver->state == RECEIVER_STOPPED || ops->stop_slowly == NULL)
        return;
    queue_cancel(receiver->world.queue, receiver->event);
    receiver->event = 0;
    ops->stop_slowly(receiver->source);
}

bool receiver_is_stopping(const Receiver *receiver)
{
    const SourceOps *ops = receiver->source->ops;
    return ops->is_stopping != NULL && ops->is_stopping(receiver->source);
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
    block_generator_cancel(&receiver->generator);
}

int64_t receiver_set_rate(Receiver *receiver, int64_t rate)
{
    if (receiver->executor < 0 || !takes_data(receiver))
        return -1;
    rate_limiter_set(&receiver->limiter, rate, now(receiver));
    return rate_limiter_rate(&receiver->limiter);
}

void receiver_trace_waiting(Receiver *receiver, SimTime batch)
{
    Source *source = receiver->source;
    if (source->ops->waiting == NULL)
        return;
    int64_t waiting = source->ops->waiting(source);
    if (waiting == 0 && receiver->waiting == 0)
        return;
    receiver->waiting = waiting;
    TRACE(receiver->world.trace, now(receiver), TRACE_WAITING,
        trace_int(receiver->settings.id), trace_int(batch), trace_int(waiting));
}
