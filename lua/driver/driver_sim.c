/* The application of a driver: where its sources are, and who does its work.
 * Spark: SparkContext. */
// SPDX-License-Identifier: MIT
#include "lua/driver/bind_listen.h"
#include "lua/driver/driver_files.h"
#include "lua/driver/driver_observe.h"
#include "lua/driver/driver_parts.h"
#include "lua/driver/driver_world.h"
#include "lua/driver/receiver_script.h"
#include "vm/base/mem.h"
#include "vm/ingest/tcp.h"

/* Sums of times stay far from the end of an int64. */
#define LATEST_START (TIME_S(86400) * 100000)

bool driver_set_start(Driver *driver, const Conf *conf, Err *err)
{
    int64_t start;
    if (!conf_get_time_us(conf, "sluice.startTime", 0, TIME_MS(1), &start, err))
        return false;
    if (start < 0 || start > LATEST_START)
        return err_set(err, ERR_ARGUMENT,
            "sluice.startTime must be from 0 s to 100000 days");
    driver->start = start;
    clock_init_simulated(&driver->simulated, start);
    return true;
}

static bool open_source(void *subject, const char *host, int port, Source **source,
    Err *err)
{
    Driver *driver = subject;
    if (driver->wall != NULL) {
        *source = tcp_open(driver->wall, driver->queue, host, port);
        return true;
    }
    *source = driver_world_source(driver, host, port);
    if (*source != NULL)
        return true;
    for (int i = 0; i < driver->options->n_feeds; i++) {
        const Feed *feed = &driver->options->feeds[i];
        if (feed->port != port)
            continue;
        Buffer text = {0};
        buffer_append(&text, feed->text.data, feed->text.size);
        FeedOptions options = {.host = host,
            .port = port,
            .arrivals = feed->arrivals,
            .loop = feed->loop};
        *source = feed_open(driver->queue, driver->clock, &text, &options);
        return true;
    }
    return err_set(err, ERR_ARGUMENT, "nothing feeds %s:%d", host, port);
}

static Source *open_script(void *subject, int script, int input)
{
    return receiver_script_new(subject, script, input);
}

int driver_keep_context(Driver *driver, Streaming *context)
{
    driver->contexts = mem_grow(driver->contexts, &driver->contexts_capacity,
        driver->n_contexts + 1, sizeof *driver->contexts);
    driver->contexts[driver->n_contexts] = context;
    return driver->n_contexts++;
}

/* A context that outlived its application would go on with the next one's clock. What
 * the application has stored nobody can read any more: a program may make hundreds. */
static void retire_sim(Driver *driver)
{
    Streaming *active = sim_active_context(driver->sim);
    if (active != NULL)
        streaming_stop(active, true);
    blocks_clear(driver->sim->blocks);
    driver->stopped = mem_grow(driver->stopped, &driver->stopped_capacity,
        driver->n_stopped + 1, sizeof *driver->stopped);
    driver->stopped[driver->n_stopped++] = driver->sim;
}

bool driver_open_sim(Driver *driver, const Conf *conf, Err *err)
{
    if (driver->sim != NULL && !driver->sim->stopped)
        return err_set(err, ERR_SPARK,
            "Only one SparkContext should be running in this JVM (see SPARK-2243).");
    /* Nothing has happened before the first application. */
    if (driver->sim == NULL && !driver->has_before && driver->wall == NULL &&
        !driver_set_start(driver, conf, err))
        return false;

    if (!driver_world_begin(driver, err))
        return false;

    SimCounts counts = driver->sim != NULL ? sim_counts(driver->sim) : driver->before;
    bool is_first = driver->sim == NULL && !driver->has_before;
    const SimCounts *before = is_first ? NULL : &counts;
    SimOptions options = {
        .conf = conf,
        .clock = driver->clock,
        .queue = driver->queue,
        .trace = &driver->trace,
        .runner = {.subject = driver,
            .run_tasks = driver_run_tasks,
            .run_output = driver_run_output,
            .resume_output = driver_resume_output,
            .abandon_output = driver_abandon_output,
            .make_rdd = driver_make_rdd,
            .has_queued = driver_has_queued,
            .accumulate = driver_accumulate,
            .let_go = driver_let_go,
            .holds_rdd = driver_holds_rdd,
            .swept = driver_swept},
        .observer = driver_observer(driver),
        .sources = {driver, open_source, open_script},
        .files = driver_file_system(driver),
        .limits = driver->options->limits,
        .interrupted = &driver->interrupted,
        .tables = driver->tables,
        .world = driver->world,
        .log = driver->world != NULL ? world_log(driver->world) : NULL,
        .before = before,
    };
    Sim *made;
    if (!sim_new(&options, &made, err))
        return false;
    StreamingListener listener = bind_listener(driver);
    streaming_attach(made, &listener);
    if (driver->sim != NULL)
        retire_sim(driver);
    driver->sim = made;
    return true;
}
