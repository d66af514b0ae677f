/* vm/ingest/feed.c -- a simulated peer.
 *
 * Line by line, the feed knows when the next one is due, and has at most one event in
 * the queue: the arrival of that line, or of all that came due while nobody listened.
 * When lines come depends on the seed and on the feed only, not on who listens when. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/feed.h"
#include "vm/ingest/rate_limiter.h"

typedef struct Feed {
    Source base;
    Queue *queue;
    const Clock *clock;
    Buffer text;
    size_t position; /* of the next line in text */
    size_t newline;  /* found last; it may be behind the line's end, which may be \r */
    bool loop;
    int64_t lines;  /* in text; -1: nobody has counted them */
    SimTime origin; /* when the feed was opened: its time 0 */
    Arrivals next;  /* the line to be handed out next */
    Arrivals ahead; /* the first line that had not come when somebody asked; or older */
    EventId event;  /* 0: none */
    bool is_started;
    bool is_connected; /* the listener was told */
    bool is_permitted; /* the next line has waited for its turn */
} Feed;

static bool has_line(const Feed *feed)
{
    return feed->position < feed->text.size;
}

static SimTime due(const Feed *feed, const Arrivals *line)
{
    SimTime offset = arrivals_due(line);
    return offset == TIME_NEVER ? TIME_NEVER : feed->origin + offset;
}

/* Where a byte is next in the text from `start` to `end`, or `end`. */
static size_t find_byte(const char *text, size_t start, size_t end, char byte)
{
    const char *found = memchr(text + start, byte, end - start);
    return found != NULL ? (size_t)(found - text) : end;
}

/* Where the next line ends. A text may be without \n, so where the next one is is
 * looked for once, not for each line. */
static size_t find_line_end(Feed *feed)
{
    const Buffer *text = &feed->text;
    if (feed->newline <= feed->position)
        feed->newline = find_byte(text->data, feed->position, text->size, '\n');
    return find_byte(text->data, feed->position, feed->newline, '\r');
}

/* Moves on to the next line; the one that was next goes to *line. */
static size_t take_line(Feed *feed, const char **line)
{
    const char *text = feed->text.data;
    size_t size = feed->text.size;
    size_t start = feed->position;
    size_t end = find_line_end(feed);
    feed->position = end < size ? end + 1 : end;
    if (end + 1 < size && text[end] == '\r' && text[end + 1] == '\n')
        feed->position++;
    if (!has_line(feed) && feed->loop)
        feed->position = feed->newline = 0;
    arrivals_advance(&feed->next);
    *line = text + start;
    return end - start;
}

/* The feed is moved on before, since the listener may stop it. */
static void deliver_line(Feed *feed)
{
    const char *line;
    size_t size = take_line(feed, &line);
    feed->base.listener.store(feed->base.listener.subject, line, size);
}

static void tell(Feed *feed, SourceEvent event, const char *text)
{
    feed->base.listener.changed(feed->base.listener.subject, event, text);
}

static void on_due(void *subject, int64_t argument);

static void schedule(Feed *feed, SimTime at)
{
    if (at != TIME_NEVER)
        feed->event = queue_push(feed->queue, at, RANK_ARRIVAL, on_due, feed, 0);
}

/* Whether the next line, which has come, may be handed out now; if not, it is known
 * when. A receiver that cannot store what it has read loses it and its peer. */
static bool may_deliver(Feed *feed)
{
    const SourceListener *listener = &feed->base.listener;
    if (feed->is_permitted || listener->permit == NULL) {
        feed->is_permitted = false;
        return true;
    }
    SimTime at = listener->permit(listener->subject);
    if (at <= feed->clock->now)
        return true;
    feed->is_permitted = at != TIME_NEVER;
    schedule(feed, at);
    if (!feed->is_permitted) {
        const char *line;
        take_line(feed, &line);
        tell(feed, SOURCE_BROKEN, RATE_REFUSAL);
    }
    return false;
}

/* Any call of the listener may stop the feed, or stop and start it again, which pushes
 * an event of its own: then nothing is left to do here. */
static void on_due(void *subject, int64_t argument)
{
    Feed *feed = subject;
    (void)argument;
    feed->event = 0;
    if (!feed->is_connected) {
        feed->is_connected = true;
        tell(feed, SOURCE_CONNECTED, NULL);
    }
    while (feed->is_connected && has_line(feed) &&
        due(feed, &feed->next) <= feed->clock->now) {
        if (!may_deliver(feed))
            return;
        deliver_line(feed);
    }
    if (!feed->is_connected)
        return;
    if (has_line(feed))
        schedule(feed, due(feed, &feed->next));
    else
        tell(feed, SOURCE_DRY, NULL);
}

static void start(Source *source)
{
    Feed *feed = (Feed *)source;
    CHECK(!feed->is_started);
    feed->is_started = true;
    schedule(feed, feed->clock->now);
}

static void stop(Source *source)
{
    Feed *feed = (Feed *)source;
    queue_cancel(feed->queue, feed->event);
    feed->event = 0;
    feed->is_started = false;
    feed->is_connected = false;
    feed->is_permitted = false;
}

static void free_feed(Source *source)
{
    Feed *feed = (Feed *)source;
    stop(source);
    buffer_free(&feed->text);
    mem_free(feed);
}

static int64_t count_lines(const Buffer *text)
{
    int64_t lines = 0;
    for (size_t i = 0; i < text->size; i++) {
        char after = i + 1 < text->size ? text->data[i + 1] : '\0';
        bool is_split = text->data[i] == '\r' && after == '\n';
        bool ends = text->data[i] == '\n' || text->data[i] == '\r';
        if ((ends && !is_split) || (!ends && i + 1 == text->size))
            lines++;
    }
    return lines;
}

static int64_t waiting(Source *source)
{
    Feed *feed = (Feed *)source;
    if (feed->ahead.number < feed->next.number)
        feed->ahead = feed->next;
    if (feed->lines < 0)
        feed->lines = count_lines(&feed->text);
    while ((feed->loop || feed->ahead.number < feed->lines) &&
        due(feed, &feed->ahead) < feed->clock->now) {
        arrivals_advance(&feed->ahead);
    }
    return feed->ahead.number - feed->next.number;
}

static const SourceOps FEED_OPS = {.start = start,
    .stop = stop,
    .free = free_feed,
    .waiting = waiting};

Source *feed_open(Queue *queue, const Clock *clock, Buffer *text,
    const FeedOptions *options)
{
    Feed *feed = mem_zero_alloc(sizeof *feed);
    feed->base.ops = &FEED_OPS;
    feed->queue = queue;
    feed->clock = clock;
    buffer_move(text, &feed->text);
    feed->loop = options->loop && feed->text.size > 0;
    feed->lines = -1;
    feed->origin = clock->now;

    Buffer purpose = {0};
    buffer_printf(&purpose, "feed:%s:%d", options->host, options->port);
    arrivals_init(&feed->next, &options->arrivals, buffer_text(&purpose));
    buffer_free(&purpose);
    feed->ahead = feed->next;
    return &feed->base;
}
