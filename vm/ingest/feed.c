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

/* Beyond this many microseconds a line never comes: it keeps sums within an int64. */
#define FAR_FUTURE 4e18

typedef struct Feed {
    Source base;
    Queue *queue;
    const Clock *clock;
    Buffer text;
    size_t position; /* of the next line in text */
    FeedProcess process;
    double rate;
    bool loop;
    Random random;
    SimTime origin;   /* when the feed was opened: its time 0 */
    double offset_us; /* of the next line from origin */
    int64_t number;   /* of the next line */
    double burst_us;  /* start of the current burst */
    int64_t in_burst; /* lines that are still to come in it */
    EventId event;    /* 0: none */
    bool is_started;
    bool is_connected; /* the listener was told */
} Feed;

static bool has_line(const Feed *feed)
{
    return feed->position < feed->text.size;
}

static SimTime due(const Feed *feed)
{
    if (feed->offset_us >= FAR_FUTURE)
        return TIME_NEVER;
    return feed->origin + (SimTime)llround(feed->offset_us);
}

/* Less than a line a burst cannot be had: then bursts of one line come more rarely. */
static void begin_burst(Feed *feed)
{
    double mean_gap_us = feed->rate < 1 ? 1e6 / feed->rate : 1e6;
    feed->burst_us += random_exponential(&feed->random, mean_gap_us);
    double size = feed->rate * (0.5 + random_unit(&feed->random));
    feed->in_burst = size < 1 ? 1 : (int64_t)fmin(round(size), 1e15);
}

/* Lines of a burst are 1 ms apart, or less if the rate is high: a burst of mean size
 * has to be over before the next one comes, or the rate is not reached.
 *
 * A burst that begins while the last one still runs continues it. */
static void next_in_bursts(Feed *feed)
{
    double gap_us = fmin(1000, 1e5 / feed->rate);
    double after_last_us = feed->number == 0 ? 0 : feed->offset_us + gap_us;
    bool begins = feed->in_burst == 0;
    if (begins)
        begin_burst(feed);
    feed->in_burst--;
    feed->offset_us = begins ? fmax(feed->burst_us, after_last_us) : after_last_us;
}

/* Works out when line `number` comes; called once for each line, in their order. */
static void plan_line(Feed *feed)
{
    switch (feed->process) {
    case FEED_CONSTANT:
        feed->offset_us = ((double)feed->number + 0.5) * 1e6 / feed->rate;
        break;
    case FEED_POISSON:
        feed->offset_us += random_exponential(&feed->random, 1e6 / feed->rate);
        break;
    case FEED_BURST:
        next_in_bursts(feed);
        break;
    }
}

/* Hands out the line at position. The feed is moved on before, since the listener may
 * stop it. */
static void deliver_line(Feed *feed)
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
    feed->number++;
    plan_line(feed);
    feed->base.listener.store(feed->base.listener.subject, text + start, end - start);
}

static void tell(Feed *feed, SourceEvent event)
{
    feed->base.listener.changed(feed->base.listener.subject, event, NULL);
}

static void on_due(void *subject, int64_t argument);

static void schedule(Feed *feed, SimTime at)
{
    if (at != TIME_NEVER)
        feed->event = queue_push(feed->queue, at, RANK_ARRIVAL, on_due, feed, 0);
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
        tell(feed, SOURCE_CONNECTED);
    }
    while (feed->is_connected && has_line(feed) && due(feed) <= feed->clock->now)
        deliver_line(feed);
    if (!feed->is_connected)
        return;
    if (has_line(feed))
        schedule(feed, due(feed));
    else
        tell(feed, SOURCE_DRY);
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
}

static void free_feed(Source *source)
{
    Feed *feed = (Feed *)source;
    stop(source);
    buffer_free(&feed->text);
    mem_free(feed);
}

static const SourceOps FEED_OPS = {.start = start, .stop = stop, .free = free_feed};

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
    feed->loop = options->loop;
    feed->origin = clock->now;

    Buffer purpose = {0};
    buffer_printf(&purpose, "feed:%s:%d", options->host, options->port);
    random_init(&feed->random, options->seed, buffer_text(&purpose));
    buffer_free(&purpose);
    plan_line(feed);
    return &feed->base;
}
