// SPDX-License-Identifier: MIT
#include "vm/streaming/describe.h"

#include <string.h>

#include "vm/base/json.h"
#include "vm/sched/executors.h"

static void append_conf(Buffer *out, const Conf *conf)
{
    buffer_append_byte(out, '{');
    for (int i = 0; i < conf->count; i++) {
        const ConfEntry *entry = &conf->entries[i];
        if (i > 0)
            buffer_append_byte(out, ',');
        json_append_string(out, entry->key, strlen(entry->key));
        buffer_append_byte(out, ':');
        json_append_string(out, entry->value, strlen(entry->value));
    }
    buffer_append_byte(out, '}');
}

static void describe_program(const Streaming *context)
{
    const Sim *sim = context->sim;
    const Clock *clock = sim->options.clock;
    int64_t seed = 1;
    conf_get_int(&sim->conf, "sluice.seed", 1, &seed, NULL);
    Buffer conf = {0};
    append_conf(&conf, &sim->conf);
    TRACE(sim->options.trace, clock->now, TRACE_RUN,
        trace_text(conf_get(&sim->conf, "sluice.program")),
        trace_text(conf_get(&sim->conf, "spark.app.name")),
        trace_text(conf_get(&sim->conf, "spark.master")),
        trace_text(clock->is_wall ? "wall" : "simulated"),
        trace_int(context->graph.interval), trace_int(context->block_interval),
        trace_int(context->graph.zero), trace_int(seed), trace_json(&conf));
    buffer_free(&conf);
}

static void describe_stream(const Streaming *context, const DStream *stream)
{
    Buffer parents = {0};
    json_append_int_list(&parents, stream->parents, stream->n_parents);
    TRACE(context->sim->options.trace, sim_now(context->sim), TRACE_STREAM,
        trace_int(stream->id), trace_text(stream->site.op), trace_text(stream->name),
        trace_json(&parents), trace_int(stream->slide), trace_int(stream->window),
        trace_int(stream->receiver), trace_text(stream->site.place.file),
        trace_int(stream->site.place.line), trace_bool(stream->class->must_checkpoint));
    buffer_free(&parents);
}

static void describe_cluster(const Sim *sim)
{
    for (int i = 0; i < sim->cluster.n_executors; i++) {
        if (sim->cluster.executors[i].alive)
            executors_trace(sim, i, "added", NULL);
    }
}

void describe_run(const Streaming *context)
{
    const Sim *sim = context->sim;
    if (!trace_is_on(sim->options.trace))
        return;

    describe_program(context);
    for (int i = 0; i < context->graph.n_streams; i++)
        describe_stream(context, context->graph.streams[i]);
    for (int i = 0; i < context->graph.n_outputs; i++) {
        const Output *output = &context->graph.outputs[i];
        TRACE(sim->options.trace, sim_now(sim), TRACE_OUTPUT, trace_int(i),
            trace_text(output->site.op), trace_int(output->stream),
            trace_text(output->site.place.file), trace_int(output->site.place.line));
    }
    describe_cluster(sim);
}
