// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include "vm/store/log_record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/check.h"

enum { MOST_BYTES = 1 << 30 };

/* The CRC-32 of zip files, four bits at a time. */
static uint32_t crc_add(uint32_t crc, const char *bytes, size_t size)
{
    static const uint32_t table[] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
        0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344,
        0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    for (size_t i = 0; i < size; i++) {
        crc ^= (unsigned char)bytes[i];
        crc = table[crc & 15] ^ crc >> 4;
        crc = table[crc & 15] ^ crc >> 4;
    }
    return crc;
}

static void put_u32(char *bytes, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(value >> 8 * i & 0xFF);
}

static uint32_t get_u32(const char *bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value |= (uint32_t)(unsigned char)bytes[i] << 8 * i;
    return value;
}

/* The length counts, too, so that a run of zeros is no frame. */
static uint32_t checksum(const char *length, const char *record, size_t size)
{
    return ~crc_add(crc_add(0xFFFFFFFF, length, 4), record, size);
}

void log_frame_make(char frame[LOG_FRAME], const char *record, size_t size)
{
    CHECK(size <= MOST_BYTES);
    put_u32(frame, (uint32_t)size);
    put_u32(frame + 4, checksum(frame, record, size));
}

bool log_frame_next(const char *data, size_t size, size_t *at, const char **record,
    size_t *length)
{
    if (size - *at < LOG_FRAME)
        return false;
    const char *frame = data + *at;
    *length = get_u32(frame);
    *record = frame + LOG_FRAME;
    if (*length > size - *at - LOG_FRAME ||
        get_u32(frame + 4) != checksum(frame, *record, *length))
        return false;
    *at += LOG_FRAME + *length;
    return true;
}

void log_segment_append_path(Buffer *out, const char *folder, const LogSegment *segment)
{
    buffer_printf(out, "%s/log-%" PRId64 "-%" PRId64, folder, segment->from,
        segment->to);
}

/* Reads until `size` bytes are there; NULL, or what is wrong. */
static const char *read_at(int file, int64_t offset, char *into, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = pread(file, into + done, size - done, (off_t)offset + (off_t)done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? strerror(errno) : "the file ends before";
        done += (size_t)n;
    }
    return NULL;
}

static const char *read_frame(int file, const LogSegment *segment, Buffer *into)
{
    if (segment->length < 0 || segment->length > MOST_BYTES || segment->offset < 0)
        return "there is no such place";
    size_t size = LOG_FRAME + (size_t)segment->length;
    Buffer frame = {0};
    const char *problem =
        read_at(file, segment->offset, buffer_reserve(&frame, size), size);
    size_t at = 0;
    const char *record;
    size_t length;
    if (problem == NULL &&
        (!log_frame_next(frame.data, size, &at, &record, &length) || at != size))
        problem = "the file is damaged there";
    if (problem == NULL)
        buffer_append(into, record, length);
    buffer_free(&frame);
    return problem;
}

bool log_segment_read(const char *folder, const LogSegment *segment, Buffer *into,
    Err *err)
{
    Buffer path = {0};
    log_segment_append_path(&path, folder, segment);
    int file = open(buffer_text(&path), O_RDONLY | O_CLOEXEC);
    const char *problem = file < 0 ? strerror(errno) : read_frame(file, segment, into);
    if (file >= 0)
        close(file);
    if (problem != NULL)
        err_set(err, ERR_SPARK,
            "Could not read data from write ahead log record "
            "FileBasedWriteAheadLogSegment(%s,%" PRId64 ",%" PRId64 ") (%s)",
            buffer_text(&path), segment->offset, segment->length, problem);
    buffer_free(&path);
    return problem == NULL;
}
