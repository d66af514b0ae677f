/* tests/fuzz/fuzz_log.c -- any bytes can be the file of a log, and a log of a tracker.
 */
// SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/tracker_log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is an event is written again as it was. */
static void read_event(const char *record, size_t size)
{
    TrackerEvent event;
    BlockInfo *blocks;
    if (!tracker_event_read(record, size, &event, &blocks))
        return;
    Buffer again = {0};
    tracker_event_append(&again, &event);
    CHECK(again.size == size && memcmp(again.data, record, size) == 0);
    buffer_free(&again);
    mem_free(blocks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    size_t at = 0;
    size_t before = 0;
    const char *record;
    size_t length;
    while (log_frame_next(bytes, size, &at, &record, &length)) {
        CHECK(at == before + LOG_FRAME + length && at <= size);
        char frame[LOG_FRAME];
        log_frame_make(frame, record, length);
        CHECK(memcmp(frame, bytes + before, LOG_FRAME) == 0);
        read_event(record, length);
        before = at;
    }
    /* No input that is made at random has a right checksum. */
    read_event(bytes, size);
    return 0;
}
