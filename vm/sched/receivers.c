// SPDX-License-Identifier: MIT
#include "vm/sched/receivers.h"

#include <string.h>

#include "vm/base/mem.h"
#include "vm/sched/tasks.h"

static void free_sources(Source **sources, int count)
{
    for (int i = 0; i < count; i++)
        sources[i]->ops->free(sources[i]);
    mem_free(sources);
}

static int input_id(const Streaming *context, const ReceiverInput *input)
{
    return graph_stream(&context->graph, input->stream)->input;
}

Source **receivers_open(Streaming *context, StreamId *unfed, Err *err)
{
    const SourceMaker *maker = &context->sim->options.sources;
    Source **sources =
        mem_zero_alloc((size_t)(context->n_inputs + 1) * sizeof *sources);
    for (int i = 0; i < context->n_inputs; i++) {
        const ReceiverInput *input = &context->inputs[i];
        if (input->host == NULL) {
            sources[i] = maker->open_script(maker->subject, input->script,
                input_id(context, input));
        } else if (!maker->open(maker->subject, input->host, input->port, &sources[i],
                       err)) {
            *unfed = input->stream;
            free_sources(sources, i);
            return NULL;
        }
    }
    return sources;
}

/* A receiver is a job of one task: it takes a number of each kind (semantics 3.8). */
static void count_job(Sim *sim)
{
    sim->next_job++;
    sim->next_stage++;
}

static void release_core(void *subject, Receiver *receiver)
{
    Sim *sim = subject;
    int i = 0;
    while (i < sim->n_receivers && sim->receivers[i].receiver != receiver)
        i++;
    if (i == sim->n_receivers)
        return;
    if (sim->receivers[i].holds)
        cluster_release(&sim->cluster, sim->receivers[i].core);
    sim->n_receivers--;
    memmove(&sim->receivers[i], &sim->receivers[i + 1],
        (size_t)(sim->n_receivers - i) * sizeof *sim->receivers);
    tasks_dispatch(sim);
}

static void launch_again(void *subject, Receiver *receiver)
{
    Sim *sim = subject;
    count_job(sim);
    sim_place_receiver(sim, receiver);
}

static void append_name(Buffer *out, const ReceiverInput *input, int number)
{
    if (input->host != NULL)
        buffer_printf(out, "%s:%d", input->host, input->port);
    else
        buffer_printf(out, "receiver %d", number);
}

static void receiver_changed(void *subject, const Receiver *receiver, const char *text)
{
    Streaming *context = subject;
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->receiver_changed != NULL)
        observer->receiver_changed(observer->subject, receiver, text);
    listener_receiver(context, receiver, text);
}

static void receiver_noticed(void *subject, const Receiver *receiver,
    const SourceNotice *notice)
{
    Streaming *context = subject;
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->receiver_noticed != NULL)
        observer->receiver_noticed(observer->subject, receiver, notice);
    if (notice->kind != NOTICE_LOST)
        listener_notice(context, receiver, notice);
}

static Receiver *make_receiver(Streaming *context, int number, Source *source)
{
    Sim *sim = context->sim;
    const ReceiverInput *input = &context->inputs[number];
    Buffer name = {0};
    append_name(&name, input, number);
    ReceiverSettings settings = {
        .id = number,
        .stream = input_id(context, input),
        .block_interval = context->block_interval,
        .restart_delay = context->restart_delay,
        .launch_delay = cost_of_job(&sim->cost),
        .limits = context->limits,
        .level = input->level,
        .name = buffer_text(&name),
    };
    ReceiverWorld world = {
        .queue = sim->options.queue,
        .clock = sim->options.clock,
        .trace = sim->options.trace,
        .blocks = sim->blocks,
        .tracker = context->tracker,
        .observer = {context, receiver_changed, receiver_noticed},
        .host = {sim, release_core, launch_again},
    };
    Receiver *receiver = receiver_new(&settings, &world, source);
    buffer_free(&name);
    return receiver;
}

void receivers_start(Streaming *context, Source **sources)
{
    Sim *sim = context->sim;
    context->receivers =
        mem_zero_alloc((size_t)(context->n_inputs + 1) * sizeof *context->receivers);
    for (int i = 0; i < context->n_inputs; i++) {
        context->receivers[context->n_receivers++] =
            make_receiver(context, i, sources[i]);
        count_job(sim);
    }
    mem_free(sources);
    for (int i = 0; i < context->n_receivers; i++)
        sim_place_receiver(sim, context->receivers[i]);
}
