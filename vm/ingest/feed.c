/* vm/ingest/feed.c -- a simulated peer.
 *
 * Line by line, the feed knows when the next one is due, and has at most one event in
 * the queue: the arrival of that line, or of all that came due while nobody listened.
 * When lines come depends on the seed and on the feed only, not on who listens when. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/random.h"
#include "vm/ingest/feed.h"
#include "vm/ingest/rate_limiter.h"

/* Beyond this many microseconds a line never comes: it keeps sums within an int64. */
#define FAR_FUTURE 4e18

/* The arrival process, up to one line. */
typedef struct Arrival {
    Random random;
    double offset_us; /* of the line from origin */
    int64_t number;   /* of the line */
    double burst_us;  /* start of the current burst */
    int64_t in_burst; /* lines that are still to come in it */
} Arrival;

typedef struct Feed {
    Source base;
    Queue *queue;
    const Clock *clock;
    Buffer text;
    size_t position; /* of the next line in text */
    FeedProcess process;
    double rate;
    bool loop;
    int64_t lines;  /* in text; -1: nobody has counted them */
    SimTime origin; /* when the feed was opened: its time 0 */
    Arrival next;   /* the line to be handed out next */
    Arrival ahead;  /* the first line that had not come when somebody asked; or older */
    EventId event;  /* 0: none */
    bool is_started;
    bool is_connected; /* the listener was told */
    bool is_permitted; /* the next line has waited for its turn */
} Feed;

static bool has_line(const Feed *feed)
{
    return feed->position < feed->text.size;
}

static SimTime due(const Feed *feed, const Arrival *line)
{
    if (line->offset_us >= FAR_FUTURE)
        return TIME_NEVER;
    return feed->origin + (SimTime)llround(line->offset_us);
}

/* Less than a line a burst cannot be had: then bursts of one line come more rarely. */
static void begin_burst(const Feed *feed, Arrival *line)
{
    double mean_gap_us = feed->rate < 1 ? 1e6 / feed->rate : 1e6;
    line->burst_us += random_exponential(&line->random, mean_gap_us);
    double size = feed->rate * (0.5 + random_unit(&line->random));
    line->in_burst = size < 1 ? 1 : (int64_t)fmin(round(size), 1e15);
}

/* Lines of a burst are 1 ms apart, or less if the rate is high: a burst of mean size
 * has to be over before the next one comes, or the rate is not reached.
 *
 * A burst that begins while the last one still runs continues it. */
static void next_in_bursts(const Feed *feed, Arrival *line)
{
    double gap_us = fmin(1000, 1e5 / feed->rate);
    double after_last_us = line->number == 0 ? 0 : line->offset_us + gap_us;
    bool begins = line->in_burst == 0;
    if (begins)
        begin_burst(feed, line);
    line->in_burst--;
    line->offset_us = begins ? fmax(line->burst_us, after_last_us) : after_last_us;
}

/* Works out when line `number` comes, in the order of the lines. */
static void plan_line(const Feed *feed, Arrival *line)
{
    switch (feed->process) {
    case FEED_CONSTANT:
        line->offset_us = ((double)line->number + 0.5) * 1e6 / feed->rate;
        break;
    case FEED_POISSON:
        line->offset_us += random_exponential(&line->random, 1e6 / feed->rate);
        break;
    case FEED_BURST:
        next_in_bursts(feed, line);
        break;
    }
}

/* Moves on to the next line; the one that was next goes to *line. */
static size_t take_line(Feed *feed, const char **line)
{
    const char *text = feed->text.data;
    size_t size = feed->text.size;
    size_t start = feed->position;
    size_t end = start;
    while (end < size && text[end] != '\n' && text[end] != '\r')
        end++;

    feed->position = end < size ? end + 1 : end;
    if (end + 1 < size && text[end] == '\r' && text[end + 1] == '\n')
        feed->position++;
    if (!has_line(feed) && feed->loop)
        feed->position = 0;
    feed->next.number++;
    plan_line(feed, &feed->next);
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
        feed->ahead.number++;
        plan_line(feed, &feed->ahead);
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
    CHECK(options->rate > 0 && isfinite(options->rate));
    Feed *feed = mem_zero_alloc(sizeof *feed);
    feed->base.ops = &FEED_OPS;
    feed->queue = queue;
    feed->clock = clock;
    buffer_move(text, &feed->text);
    feed->process = options->process;
    feed->rate = options->rate;
    feed->loop = options->loop && feed->text.size > 0;
    feed->lines = -1;
    feed->origin = clock->now;

    Buffer purpose = {0};
    buffer_printf(&purpose, "feed:%s:%d", options->host, options->port);
    random_init(&feed->next.random, options->seed, buffer_text(&purpose));
    buffer_free(&purpose);
    plan_line(feed, &feed->next);
    feed->ahead = feed->next;
    return &feed->base;
}
