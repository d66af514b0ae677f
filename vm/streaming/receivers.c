// SPDX-License-Identifier: MIT
#include "vm/streaming/receivers.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/tasks.h"
#include "vm/streaming/side.h"

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

void receivers_close(const Streaming *context, Source **sources)
{
    free_sources(sources, context->n_inputs);
}

/* The tracker. */

static CandidateList living_executors(const Cluster *cluster)
{
    CandidateList list = {0};
    for (int i = 0; i < cluster->n_executors; i++) {
        if (cluster->executors[i].alive)
            candidates_append(&list, (Candidate){i, cluster->executors[i].host});
    }
    return list;
}

/* Decides where one receiver may run, as things are now. */
static CandidateList place_again(const Streaming *context, int id)
{
    CandidateList executors = living_executors(&context->sim->cluster);
    CandidateList found = {0};
    placement_reschedule(executors.items, executors.count,
        context->inputs[id].preferred, context->tracked, context->n_receivers, &found);
    candidates_free(&executors);
    return found;
}

static CandidateList copy_candidates(const CandidateList *list)
{
    CandidateList copy = {0};
    for (int i = 0; i < list->count; i++)
        candidates_append(&copy, list->items[i]);
    return copy;
}

static void schedule(TrackedReceiver *tracked, CandidateList *candidates)
{
    candidates_free(&tracked->scheduled);
    tracked->scheduled = *candidates;
    tracked->has_scheduled = true;
    tracked->state = TRACK_SCHEDULED;
}

static void schedule_all(Streaming *context)
{
    int n = context->n_receivers;
    CandidateList executors = living_executors(&context->sim->cluster);
    CandidateList *lists = mem_zero_alloc((size_t)(n + 1) * sizeof *lists);
    const char **preferred = mem_zero_alloc((size_t)(n + 1) * sizeof *preferred);
    for (int i = 0; i < n; i++)
        preferred[i] = context->inputs[i].preferred;
    placement_schedule(executors.items, executors.count, preferred, n, lists);
    for (int i = 0; i < n; i++)
        schedule(&context->tracked[i], &lists[i]);
    mem_free(preferred);
    mem_free(lists);
    candidates_free(&executors);
}

static void forget_schedule(TrackedReceiver *tracked)
{
    candidates_free(&tracked->scheduled);
    tracked->has_scheduled = false;
}

/* Candidates for a receiver whose job ended: those it had and did not use, as far as
 * they live, else new ones. */
static CandidateList candidates_again(Streaming *context, int id)
{
    const Cluster *cluster = &context->sim->cluster;
    TrackedReceiver *tracked = &context->tracked[id];
    CandidateList old = {0};
    for (int i = 0; i < tracked->scheduled.count; i++) {
        const Candidate *candidate = &tracked->scheduled.items[i];
        if (candidate->executor < 0 || cluster->executors[candidate->executor].alive)
            candidates_append(&old, *candidate);
    }
    if (old.count > 0)
        return old;
    tracked->state = TRACK_INACTIVE;
    forget_schedule(tracked);
    return place_again(context, id);
}

/* Whether the tracker takes a receiver that starts on an executor. */
static bool register_receiver(Streaming *context, int id, int executor)
{
    TrackedReceiver *tracked = &context->tracked[id];
    if (!tracked->has_scheduled) {
        CandidateList candidates = place_again(context, id);
        schedule(tracked, &candidates);
    }
    if (!candidates_accept(&tracked->scheduled, executor,
            context->sim->cluster.executors[executor].host))
        return false;
    forget_schedule(tracked);
    tracked->state = TRACK_ACTIVE;
    tracked->running = executor;
    return true;
}

/* Launching. */

/* A receiver is a job of one task over an RDD of its own: it takes a number of each
 * kind (semantics 3.8). */
static void count_job(Sim *sim)
{
    sim->next_job++;
    sim->next_stage++;
    sim->rdds.next_id++;
}

static void release_core(void *subject, Receiver *receiver)
{
    Streaming *context = subject;
    TrackedReceiver *tracked = &context->tracked[receiver_id(receiver)];
    if (tracked->state == TRACK_ACTIVE)
        tracked->state = TRACK_INACTIVE;
    receiver_cores_release(context->sim, receiver);
}

static void launch_again(void *subject, Receiver *receiver)
{
    Streaming *context = subject;
    CandidateList candidates = candidates_again(context, receiver_id(receiver));
    count_job(context->sim);
    receiver_cores_ask(context, receiver, &candidates);
}

void receivers_launch(Streaming *context, Receiver *receiver, CoreId core)
{
    if (register_receiver(context, receiver_id(receiver), core.executor))
        receiver_start(receiver, core.executor, core.core);
    else
        receiver_refuse(receiver, core.executor, core.core);
}

static void note_loss(Streaming *context, int executor, int64_t records)
{
    if (records == 0)
        return;
    for (int i = 0; i < context->n_losses; i++) {
        if (context->losses[i].executor == executor) {
            context->losses[i].records += records;
            return;
        }
    }
    context->losses = mem_grow(context->losses, &context->losses_capacity,
        context->n_losses + 1, sizeof *context->losses);
    context->losses[context->n_losses++] = (BufferLoss){executor, records};
}

/* Spark tries the task of the receiver's job once more, on any executor; that ends at
 * once, and then the tracker begins a new job. */
static void lose_receiver(const ReceiverCore *item, const char *reason)
{
    Streaming *context = item->context;
    Receiver *receiver = item->receiver;
    Sim *sim = context->sim;
    int executor = item->core.executor;
    context->tracked[receiver_id(receiver)].state = TRACK_INACTIVE;
    if (receiver_state(receiver) != RECEIVER_STOPPED)
        sim->next_task++;
    note_loss(context, executor,
        receiver_lose(receiver, reason, cost_of_launch(&sim->cost)));
    receiver_cores_release(sim, receiver);
}

void receivers_lose_executor(Sim *sim, int executor, const char *reason)
{
    const ReceiverCores *cores = &side_of(sim)->receivers;
    int i = 0;
    while (i < cores->count) {
        const ReceiverCore *item = cores->items[i];
        if (item->holds && item->core.executor == executor)
            lose_receiver(item, reason);
        else
            i++;
    }
}

/* Making. */

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
        .level = received_level(context, number),
        .log = received_log(context, number),
        .name = buffer_text(&name),
    };
    ReceiverWorld world = {
        .queue = sim->options.queue,
        .clock = sim->options.clock,
        .trace = sim->options.trace,
        .blocks = sim->blocks,
        .tracker = context->tracker,
        .outside = sim->options.world,
        .observer = {context, receiver_changed, receiver_noticed},
        .host = {context, release_core, launch_again},
    };
    Receiver *receiver = receiver_new(&settings, &world, source);
    buffer_free(&name);
    return receiver;
}

void receivers_start(Streaming *context, Source **sources)
{
    Sim *sim = context->sim;
    int n = context->n_inputs;
    context->receivers = mem_zero_alloc((size_t)(n + 1) * sizeof *context->receivers);
    context->tracked = mem_zero_alloc((size_t)(n + 1) * sizeof *context->tracked);
    for (int i = 0; i < n; i++) {
        context->receivers[context->n_receivers++] =
            make_receiver(context, i, sources[i]);
        count_job(sim);
    }
    mem_free(sources);
    /* In Spark it fails each time it is launched, without end. */
    if (context->received.wants_log && !context->received.has_log)
        return;
    schedule_all(context);
    for (int i = 0; i < n; i++) {
        CandidateList candidates = copy_candidates(&context->tracked[i].scheduled);
        receiver_cores_ask(context, context->receivers[i], &candidates);
    }
}

void receivers_free(Streaming *context)
{
    receiver_cores_forget(context);
    for (int i = 0; i < context->n_receivers; i++) {
        receiver_delete(context->receivers[i]);
        candidates_free(&context->tracked[i].scheduled);
    }
    mem_free(context->receivers);
    mem_free(context->tracked);
    for (int i = 0; i < context->n_inputs; i++) {
        mem_free(context->inputs[i].host);
        mem_free(context->inputs[i].preferred);
    }
    mem_free(context->inputs);
    mem_free(context->losses);
}

/* Checking. */

static const ReceiverCore *find_core(const Streaming *context, const Receiver *receiver)
{
    const ReceiverCores *cores = &side_of(context->sim)->receivers;
    const ReceiverCore *found = NULL;
    for (int i = 0; i < cores->count; i++) {
        if (cores->items[i]->receiver != receiver)
            continue;
        CHECK_SAYS(found == NULL, "receiver %d asks for two cores",
            receiver_id(receiver));
        found = cores->items[i];
    }
    return found;
}

/* One that was stopped from outside gives its core back, and is noted as before. */
static void check_place(const Streaming *context, int id)
{
    const Receiver *receiver = context->receivers[id];
    const TrackedReceiver *tracked = &context->tracked[id];
    const ReceiverCore *core = find_core(context, receiver);
    int executor = core != NULL && core->holds ? core->core.executor : -1;
    if (receiver_state(receiver) == RECEIVER_STOPPED)
        return;
    CHECK_SAYS(receiver_executor(receiver) == executor,
        "receiver %d is on executor %d, and holds a core of %d", id,
        receiver_executor(receiver), executor);
    CHECK_SAYS(tracked->state != TRACK_ACTIVE || tracked->running == executor,
        "receiver %d is noted on executor %d, and holds a core of %d", id,
        tracked->running, executor);
}

void receivers_check(const Streaming *context)
{
    int64_t dropped = 0;
    int64_t noted = 0;
    for (int i = 0; i < context->n_receivers; i++) {
        check_place(context, i);
        receiver_check(context->receivers[i]);
        dropped += receiver_dropped(context->receivers[i]);
    }
    for (int i = 0; i < context->n_losses; i++)
        noted += context->losses[i].records;
    CHECK_SAYS(dropped == noted, "%lld records were lost with executors, noted as %lld",
        (long long)dropped, (long long)noted);
}
