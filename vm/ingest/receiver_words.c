/* vm/ingest/receiver_words.c -- what is said of a receiver. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/receiver.h"

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
    if (notice->kind == NOTICE_REPORT)
        buffer_printf(out,
            "Error reported by receiver for stream %d: ", receiver_input(receiver));
    receiver_append_message(receiver, notice, out);
    if (notice->error != NULL && notice->error_class != NULL)
        buffer_printf(out, " - %s: %s", notice->error_class, notice->error);
    else if (notice->error != NULL)
        buffer_printf(out, " - %s", notice->error);
}
