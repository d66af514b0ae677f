// SPDX-License-Identifier: MIT
#include "vm/streaming/batches.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/streaming/outputs.h"

JobSet *batches_new_set(SimTime batch)
{
    JobSet *set = mem_zero_alloc(sizeof *set);
    set->batch = batch;
    set->started_at = TIME_NEVER;
    set->ended_at = TIME_NEVER;
    return set;
}

void batches_add_output(JobSet *set, int output, RddId rdd)
{
    size_t more = (size_t)set->count + 1;
    set->outputs = mem_realloc(set->outputs, more * sizeof *set->outputs);
    set->outputs[set->count++] = (JobOutput){
        .output = output,
        .rdd = rdd,
        .started = TIME_NEVER,
        .ended = TIME_NEVER,
    };
    set->left++;
}

void batches_set_inputs(JobSet *set, const InputInfo *inputs, int n)
{
    set->inputs = n > 0 ? mem_copy(inputs, (size_t)n * sizeof *inputs) : NULL;
    set->n_inputs = n;
}

void batches_delete_set(JobSet *set)
{
    for (int i = 0; i < set->count; i++)
        mem_free(set->outputs[i].failure);
    mem_free(set->outputs);
    mem_free(set->inputs);
    mem_free(set);
}

void batches_report(Streaming *context, const Failure *failure)
{
    context->any_failed = true;
    if (context->has_error)
        return;
    context->has_error = true;
    failure_copy(&context->error, failure);
}

static void unlink_set(Streaming *context, JobSet *set)
{
    JobSet **at = &context->sets;
    while (*at != set)
        at = &(*at)->following;
    *at = set->following;
}

static JobSet *next_set(const Streaming *context)
{
    JobSet *set = context->sets;
    while (set != NULL && set->next == set->count)
        set = set->following;
    return set;
}

static bool may_start(const Streaming *context)
{
    return context->n_active < context->concurrent_outputs && !context->over &&
        context->state == CONTEXT_ACTIVE && next_set(context) != NULL;
}

static void start_outputs(void *subject, int64_t argument);

static void wake(Streaming *context)
{
    Sim *sim = context->sim;
    if (!context->woken)
        queue_push(sim->options.queue, sim_now(sim), RANK_WORK, start_outputs, context,
            0);
    context->woken = true;
}

static void complete(Streaming *context, JobSet *set)
{
    Sim *sim = context->sim;
    set->ended_at = sim_now(sim);
    SimTime took = set->ended_at - set->started_at;
    TRACE(sim->options.trace, sim_now(sim), TRACE_JOBS_COMPLETED, trace_int(set->batch),
        trace_int(took), trace_bool(set->failed));
    context->n_completed++;
    delays_note(&context->delays, set->batch, set->started_at - set->submitted_at,
        took);
    if (!set->failed)
        allocation_note_batch(context, took);
    const SimObserver *observer = &sim->options.observer;
    if (observer->batch_completed != NULL)
        observer->batch_completed(observer->subject, set->batch,
            set->started_at - set->submitted_at, took);
    rate_controllers_learn(context, set);
    listener_batch(context, set, BATCH_COMPLETED);
    world_note(context->sim->options.world, WORLD_BATCH_COMPLETED, set->batch);

    unlink_set(context, set);
    /* Spark keeps everything of a batch whose last output failed, to run it again after
     * a recovery; a later batch then clears it too. */
    if (set->last_failed)
        recovery_keep_pending(context, set->batch);
    bool clears = !set->last_failed && context->state == CONTEXT_ACTIVE;
    context->cleared = clears ? set->batch : -1;
    if (clears) {
        graph_clear(&context->graph, set->batch);
        recovery_write(context, set->batch, true);
        received_clear(context, set->batch);
    }
    batches_delete_set(set);
    sim_sweep(sim);
#ifdef SLUICE_INVARIANTS
    streaming_check(context);
#endif
}

static void start_set(Streaming *context, JobSet *set)
{
    Sim *sim = context->sim;
    set->started = true;
    set->started_at = sim_now(sim);
    TRACE(sim->options.trace, sim_now(sim), TRACE_JOBS_STARTED, trace_int(set->batch),
        trace_int(sim_now(sim) - set->submitted_at));
    listener_batch(context, set, BATCH_STARTED);
    world_note(context->sim->options.world, WORLD_BATCH_STARTED, set->batch);
}

static void output_failed(Streaming *context, const JobSet *set, JobOutput *output,
    const Failure *failure)
{
    Buffer text = {0};
    failure_append_text(&text, failure);
    output->failure = mem_copy_string(buffer_text(&text));
    buffer_free(&text);
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->output_failed != NULL)
        observer->output_failed(observer->subject, set->batch, output->output, failure);
    batches_report(context, failure);
}

void batches_begin_output(Streaming *context, JobSet *set, JobOutput *output)
{
    Sim *sim = context->sim;
    if (!set->started)
        start_set(context, set);
    output->started = sim_now(sim);
    TRACE(sim->options.trace, sim_now(sim), TRACE_OUTPUT_STARTED, trace_int(set->batch),
        trace_int(output->output));
    listener_output(context, set, output);
    listener_deliver(sim);
}

void batches_end_output(Streaming *context, JobSet *set, JobOutput *output,
    const Failure *failure)
{
    Sim *sim = context->sim;
    bool failed = failure_is_set(failure);
    output->ended = sim_now(sim);
    TRACE(sim->options.trace, sim_now(sim), TRACE_OUTPUT_COMPLETED,
        trace_int(set->batch), trace_int(output->output), trace_text(failure->message));
    if (failed) {
        set->failed = true;
        output_failed(context, set, output, failure);
    }
    set->last_failed = failed;
    listener_output(context, set, output);
    if (--set->left == 0)
        complete(context, set);
    listener_deliver(sim);
    if (may_start(context))
        wake(context);
}

void batches_fail_generation(Streaming *context, SimTime batch, const Failure *failure)
{
    const SimObserver *observer = &context->sim->options.observer;
    if (observer->output_failed != NULL)
        observer->output_failed(observer->subject, batch, -1, failure);
    batches_report(context, failure);
}

static void start_outputs(void *subject, int64_t argument)
{
    (void)argument;
    Streaming *context = subject;
    context->woken = false;
    if (!may_start(context))
        return;
    outputs_start(context, next_set(context));
    if (may_start(context))
        wake(context);
}

static void trace_submitted(const Sim *sim, const JobSet *set)
{
    Trace *trace = sim->options.trace;
    if (!trace_is_on(trace))
        return;
    Buffer *outputs = trace_take_json(trace);
    buffer_append_byte(outputs, '[');
    for (int i = 0; i < set->count; i++)
        json_append_item(outputs, set->outputs[i].output);
    buffer_append_byte(outputs, ']');
    TRACE(trace, sim_now(sim), TRACE_JOBS_SUBMITTED, trace_int(set->batch),
        trace_json(outputs));
}

void batches_submit(Streaming *context, JobSet *set)
{
    JobSet **end = &context->sets;
    while (*end != NULL)
        end = &(*end)->following;
    *end = set;
    set->submitted_at = sim_now(context->sim);
    trace_submitted(context->sim, set);
    listener_batch(context, set, BATCH_SUBMITTED);
    wake(context);
}

bool batches_can_go_on(const Streaming *context)
{
    return outputs_are_waiting(context) || may_start(context);
}

void batches_drop_waiting(Streaming *context)
{
    JobSet **at = &context->sets;
    while (*at != NULL) {
        JobSet *set = *at;
        if (set->next > 0) {
            at = &set->following;
            continue;
        }
        *at = set->following;
        batches_delete_set(set);
    }
}

/* Checking. */

static bool is_under_way(const JobOutput *output)
{
    return output->started != TIME_NEVER && output->ended == TIME_NEVER;
}

/* Returns how many outputs of the batch are under way. */
static int check_set(const JobSet *set)
{
    long long batch = (long long)time_to_ms(set->batch);
    int left = 0;
    int under_way = 0;
    for (int i = 0; i < set->count; i++) {
        const JobOutput *output = &set->outputs[i];
        left += output->ended == TIME_NEVER;
        under_way += is_under_way(output);
        CHECK_SAYS((output->started != TIME_NEVER) == (i < set->next),
            "output %d of batch %lld ms has %sstarted, and the next one is number %d",
            output->output, batch, i < set->next ? "not " : "", set->next);
        CHECK_SAYS(output->ended == TIME_NEVER || output->started <= output->ended,
            "output %d of batch %lld ms ended before it started", output->output,
            batch);
    }
    CHECK_SAYS(left == set->left && left > 0,
        "%d outputs of batch %lld ms have not ended, counted as %d", left, batch,
        set->left);
    CHECK_SAYS(set->started == (set->next > 0) &&
            set->started == (set->started_at != TIME_NEVER),
        "batch %lld ms has started, or has not: %d outputs have", batch, set->next);
    return under_way;
}

static bool has_set(const Streaming *context, const JobSet *wanted)
{
    const JobSet *set = context->sets;
    while (set != NULL && set != wanted)
        set = set->following;
    return set != NULL;
}

/* Outputs of a batch that is forgotten, or that ended, do not run. */
static void check_runs(const Streaming *context, int under_way)
{
    int n = 0;
    for (const OutputRun *run = context->running; run != NULL; run = run->following) {
        n++;
        CHECK_SAYS(has_set(context, run->set), "an output of a forgotten batch runs");
        CHECK_SAYS(is_under_way(run->output), "output %d of batch %lld ms runs%s",
            run->output->output, (long long)time_to_ms(run->set->batch),
            run->output->ended != TIME_NEVER ? ", and has ended" : " unstarted");
    }
    CHECK_SAYS(n == context->n_active, "%d outputs run, counted as %d", n,
        context->n_active);
    CHECK_SAYS(n <= context->concurrent_outputs, "%d outputs run, and %lld may", n,
        (long long)context->concurrent_outputs);
    /* Those that were abandoned never end. */
    CHECK_SAYS(n == under_way || context->over || context->state != CONTEXT_ACTIVE,
        "%d outputs are under way, and %d run", under_way, n);
}

void batches_mark(const Streaming *context, RddSet *rdds)
{
    for (const JobSet *set = context->sets; set != NULL; set = set->following) {
        for (int i = 0; i < set->count; i++)
            rdd_mark(rdds, set->outputs[i].rdd);
    }
}

void batches_check(const Streaming *context)
{
    int under_way = 0;
    for (const JobSet *set = context->sets; set != NULL; set = set->following) {
        CHECK_SAYS(set->following == NULL || set->batch < set->following->batch,
            "batch %lld ms stands before batch %lld ms",
            (long long)time_to_ms(set->batch),
            (long long)time_to_ms(set->following->batch));
        under_way += check_set(set);
    }
    check_runs(context, under_way);
}
