// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include "vm/ingest/wal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/base/check.h"
#include "vm/base/file.h"
#include "vm/base/mem.h"

enum { MOST_DIGITS = 15 };

struct Wal {
    char *folder;
    char *name;
    WalSettings settings;
    const Clock *clock;
    Trace *trace;
    LogSegment *files; /* from and to of each, oldest first */
    int n_files;
    int capacity;
    int file;      /* descriptor, -1: none is open */
    int64_t size;  /* of that file */
    bool is_fresh; /* the last file was begun by this log and is whole */
    Buffer frame;  /* scratch: what one call of the system writes */
    int failing;
    size_t failing_after;
};

bool wal_read_settings(const Conf *conf, const char *whose, WalSettings *settings,
    Err *err)
{
    Buffer key = {0};
    buffer_printf(&key, "spark.streaming.%s.writeAheadLog.", whose);
    size_t length = key.size;
    int64_t seconds;
    int64_t failures;
    buffer_append_string(&key, "rollingIntervalSecs");
    bool ok = conf_get_int(conf, buffer_text(&key), 60, &seconds, err);
    if (ok && (seconds < 1 || seconds > 86400 * 365))
        ok = err_set(err, ERR_ARGUMENT, "%s must be at least 1", buffer_text(&key));
    key.size = length;
    buffer_append_string(&key, "maxFailures");
    ok = ok && conf_get_int(conf, buffer_text(&key), 3, &failures, err);
    if (ok && (failures < 1 || failures > 1000))
        ok = err_set(err, ERR_ARGUMENT, "%s must be from 1 to 1000", buffer_text(&key));
    key.size = length;
    buffer_append_string(&key, "closeFileAfterWrite");
    ok = ok &&
        conf_get_bool(conf, buffer_text(&key), false, &settings->close_after_write,
            err);
    if (ok) {
        settings->rolling_interval = TIME_S(seconds);
        settings->max_failures = (int)failures;
    }
    buffer_free(&key);
    return ok;
}

/* The files that are there. */

/* Reads digits and what follows them; NULL if that is something else. */
static const char *read_ms(const char *text, int64_t *ms, char end)
{
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > MOST_DIGITS || text[n] != end)
        return NULL;
    *ms = strtoll(text, NULL, 10);
    return text + n + 1;
}

static bool read_name(const char *name, LogSegment *file)
{
    *file = (LogSegment){0};
    if (strncmp(name, "log-", 4) != 0)
        return false;
    const char *rest = read_ms(name + 4, &file->from, '-');
    return rest != NULL && read_ms(rest, &file->to, '\0') != NULL && file->to > 0;
}

static int compare(const void *left, const void *right)
{
    const LogSegment *a = left;
    const LogSegment *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static void keep_file(Wal *wal, const LogSegment *file)
{
    wal->files =
        mem_grow(wal->files, &wal->capacity, wal->n_files + 1, sizeof *wal->files);
    wal->files[wal->n_files++] = *file;
}

static void list_files(Wal *wal)
{
    DIR *list = opendir(wal->folder);
    if (list == NULL)
        return;
    for (const struct dirent *entry = readdir(list); entry != NULL;
         entry = readdir(list)) {
        LogSegment file;
        if (read_name(entry->d_name, &file))
            keep_file(wal, &file);
    }
    closedir(list);
    if (wal->n_files > 0)
        qsort(wal->files, (size_t)wal->n_files, sizeof *wal->files, compare);
}

Wal *wal_open(const WalPlace *place, const WalSettings *settings, Err *err)
{
    CHECK(settings->rolling_interval > 0 && settings->max_failures > 0);
    Buffer folder = {0};
    buffer_printf(&folder, "%s/%s", place->root, place->name);
    Wal *wal = NULL;
    if (file_make_folder(buffer_text(&folder), err)) {
        wal = mem_zero_alloc(sizeof *wal);
        wal->folder = mem_copy_string(buffer_text(&folder));
        wal->name = mem_copy_string(place->name);
        wal->settings = *settings;
        wal->clock = place->clock;
        wal->trace = place->trace;
        wal->file = -1;
        list_files(wal);
    }
    buffer_free(&folder);
    return wal;
}

static void close_file(Wal *wal)
{
    if (wal->file >= 0)
        close(wal->file);
    wal->file = -1;
}

void wal_close(Wal *wal)
{
    if (wal == NULL)
        return;
    close_file(wal);
    buffer_free(&wal->frame);
    mem_free(wal->files);
    mem_free(wal->folder);
    mem_free(wal->name);
    mem_free(wal);
}

const char *wal_folder(const Wal *wal)
{
    return wal->folder;
}

int wal_files(const Wal *wal)
{
    return wal->n_files;
}

void wal_fail_writes(Wal *wal, int tries, size_t after)
{
    wal->failing = tries;
    wal->failing_after = after;
}

/* Writing. */

static int open_path(const Wal *wal, const LogSegment *file, int flags)
{
    Buffer path = {0};
    log_segment_append_path(&path, wal->folder, file);
    int opened =
        open(buffer_text(&path), O_WRONLY | O_APPEND | O_CLOEXEC | flags, 0666);
    buffer_free(&path);
    return opened;
}

/* Later than all others, in both times: they are then deleted in that order, too. */
static LogSegment next_name(const Wal *wal)
{
    int64_t from = time_to_ms(wal->clock->now);
    int64_t to = from + time_to_ms(wal->settings.rolling_interval);
    if (wal->n_files == 0)
        return (LogSegment){.from = from, .to = to};
    const LogSegment *last = &wal->files[wal->n_files - 1];
    return (LogSegment){.from = from > last->from ? from : last->from + 1,
        .to = to > last->to ? to : last->to};
}

static bool begin_file(Wal *wal)
{
    LogSegment file = next_name(wal);
    close_file(wal);
    wal->is_fresh = false;
    wal->file = open_path(wal, &file, O_CREAT | O_EXCL);
    while (wal->file < 0 && errno == EEXIST) { /* of another process */
        file.from++;
        wal->file = open_path(wal, &file, O_CREAT | O_EXCL);
    }
    if (wal->file < 0)
        return false;
    keep_file(wal, &file);
    wal->size = 0;
    wal->is_fresh = true;
    return true;
}

static bool ready_file(Wal *wal)
{
    const LogSegment *last = wal->n_files > 0 ? &wal->files[wal->n_files - 1] : NULL;
    if (!wal->is_fresh || time_to_ms(wal->clock->now) > last->to)
        return begin_file(wal);
    if (wal->file < 0)
        wal->file = open_path(wal, last, 0);
    return wal->file >= 0;
}

static ssize_t write_some(Wal *wal, const char *bytes, size_t size, size_t done)
{
    if (wal->failing == 0)
        return write(wal->file, bytes, size);
    if (done >= wal->failing_after) {
        wal->failing--;
        errno = ENOSPC;
        return -1;
    }
    size_t room = wal->failing_after - done;
    return write(wal->file, bytes, size < room ? size : room);
}

static bool write_frame(Wal *wal)
{
    size_t done = 0;
    while (done < wal->frame.size) {
        ssize_t n =
            write_some(wal, wal->frame.data + done, wal->frame.size - done, done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static bool try_write(Wal *wal)
{
    if (!ready_file(wal))
        return false;
    if (write_frame(wal))
        return true;
    /* It may end in half a record now, behind which nobody reads. */
    int why = errno;
    close_file(wal);
    wal->is_fresh = false;
    errno = why;
    return false;
}

static LogSegment note_written(Wal *wal, const char *what, size_t length)
{
    LogSegment segment = wal->files[wal->n_files - 1];
    segment.offset = wal->size;
    segment.length = (int64_t)length;
    wal->size += (int64_t)wal->frame.size;
    if (wal->settings.close_after_write)
        close_file(wal);
    if (trace_is_on(wal->trace)) {
        Buffer file = {0};
        log_segment_append_path(&file, wal->name, &segment);
        TRACE(wal->trace, wal->clock->now, TRACE_WAL, trace_text(what),
            trace_bytes(file.data, file.size), trace_int(segment.offset),
            trace_int(segment.length));
        buffer_free(&file);
    }
    return segment;
}

bool wal_write(Wal *wal, const char *what, const Buffer *record, LogSegment *segment,
    Err *err)
{
    char frame[LOG_FRAME];
    log_frame_make(frame, record->data, record->size);
    buffer_clear(&wal->frame);
    buffer_append(&wal->frame, frame, LOG_FRAME);
    if (record->size > 0)
        buffer_append(&wal->frame, record->data, record->size);

    int tries = 1;
    while (!try_write(wal)) {
        if (tries++ == wal->settings.max_failures)
            return err_set(err, ERR_IO, "cannot write to the log in %s: %s",
                wal->folder, strerror(errno));
    }
    LogSegment written = note_written(wal, what, record->size);
    if (segment != NULL)
        *segment = written;
    return true;
}

/* Reading and deleting. */

bool wal_read(const Wal *wal, WalVisitFn *visit, void *subject, Err *err)
{
    bool ok = true;
    for (int i = 0; i < wal->n_files && ok; i++) {
        Buffer path = {0};
        Buffer data = {0};
        log_segment_append_path(&path, wal->folder, &wal->files[i]);
        ok = file_read(buffer_text(&path), &data, err);
        size_t at = 0;
        const char *record;
        size_t length;
        while (ok && log_frame_next(data.data, data.size, &at, &record, &length))
            visit(subject, record, length);
        buffer_free(&data);
        buffer_free(&path);
    }
    return ok;
}

void wal_clean(Wal *wal, SimTime before)
{
    int left = 0;
    for (int i = 0; i < wal->n_files; i++) {
        bool is_written = wal->is_fresh && i == wal->n_files - 1;
        if (is_written || TIME_MS(wal->files[i].to) >= before) {
            wal->files[left++] = wal->files[i];
            continue;
        }
        Buffer path = {0};
        log_segment_append_path(&path, wal->folder, &wal->files[i]);
        unlink(buffer_text(&path));
        buffer_free(&path);
    }
    wal->n_files = left;
}
