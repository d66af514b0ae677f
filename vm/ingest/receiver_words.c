/* vm/ingest/receiver_words.c -- what is known of a receiver, and said of it. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/ingest/receiver_parts.h"
#include "vm/store/text.h"

const char *receiver_state_name(ReceiverState state)
{
    static const char *const NAMES[] = {
        [RECEIVER_WAITING] = "waiting",
        [RECEIVER_STARTED] = "started",
        [RECEIVER_CONNECTED] = "connected",
        [RECEIVER_REFUSED] = "refused",
        [RECEIVER_CLOSED] = "closed",
        [RECEIVER_DRY] = "dry",
        [RECEIVER_RESTARTING] = "stopped",
        [RECEIVER_ENDING] = "stopped",
        [RECEIVER_STOPPED] = "stopped",
    };
    return NAMES[state];
}

void receiver_append_message(const Receiver *receiver, const SourceNotice *notice,
    Buffer *out)
{
    switch (notice->kind) {
    case NOTICE_RESTART:
        buffer_printf(out, "Restarting receiver with delay %lldms: %s",
            (long long)time_to_ms(notice->delay), notice->text);
        break;
    case NOTICE_FAILED:
    case NOTICE_STUCK:
        buffer_printf(out, "Error starting receiver %d", receiver_input(receiver));
        break;
    case NOTICE_STOP_FAILED:
        buffer_printf(out, "Error stopping receiver %d", receiver_input(receiver));
        break;
    case NOTICE_STORED_FAILED:
        buffer_append_string(out, RECEIVER_PUSH_ERROR);
        break;
    case NOTICE_LOST:
        buffer_printf(out, "A thread of receiver %d ended", receiver_input(receiver));
        break;
    case NOTICE_REPORT:
    case NOTICE_STOP:
        buffer_append_string(out, notice->text);
        break;
    }
}

void receiver_append_reason(const Receiver *receiver, const SourceNotice *notice,
    Buffer *out)
{
    if (notice->kind == NOTICE_REPORT || notice->kind == NOTICE_STORED_FAILED)
        buffer_printf(out,
            "Error reported by receiver for stream %d: ", receiver_input(receiver));
    receiver_append_message(receiver, notice, out);
    if (notice->error != NULL && notice->error_class != NULL)
        buffer_printf(out, " - %s: %s", notice->error_class, notice->error);
    else if (notice->error != NULL)
        buffer_printf(out, " - %s", notice->error);
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

int receiver_input(const Receiver *receiver)
{
    return receiver->settings.stream;
}

int receiver_executor(const Receiver *receiver)
{
    return receiver->last_executor;
}

int receiver_refusals(const Receiver *receiver)
{
    return receiver->refusals;
}

int receiver_tries(const Receiver *receiver)
{
    return receiver->tries;
}

int64_t receiver_received(const Receiver *receiver)
{
    return receiver->received;
}

int64_t receiver_stored(const Receiver *receiver)
{
    return receiver->generator.stored;
}

int64_t receiver_dropped(const Receiver *receiver)
{
    return receiver->generator.dropped;
}

bool receiver_is_dry(const Receiver *receiver)
{
    return receiver->state == RECEIVER_DRY || receiver->gave_up ||
        (receiver->state == RECEIVER_WAITING && receiver->launches == 0);
}

int64_t receiver_buffered(const Receiver *receiver, Buffer *text)
{
    if (receiver->generator.buffered > 0 && text != NULL)
        text_append_record(text, receiver->generator.buffer.data);
    return receiver->generator.buffered;
}

int64_t receiver_unreported(const Receiver *receiver, const char **metadata)
{
    *metadata = receiver->generator.metadata.data;
    return receiver->generator.n_metadata;
}

void receiver_check(const Receiver *receiver)
{
    const BlockGenerator *generator = &receiver->generator;
    int64_t known = generator->buffered + generator->stored +
        generator->failed_records + generator->dropped;
    CHECK_SAYS(receiver->received == known,
        "receiver %d took in %lld records, and %lld are in its buffer, in blocks or "
        "lost",
        receiver->settings.id, (long long)receiver->received, (long long)known);
}
