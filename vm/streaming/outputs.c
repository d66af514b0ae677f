// SPDX-License-Identifier: MIT
#include "vm/streaming/outputs.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/streaming/batches.h"
#include "vm/streaming/side.h"

static void delete_run(OutputRun *run)
{
    OutputRun **at = &run->context->running;
    while (*at != run)
        at = &(*at)->following;
    *at = run->following;
    conf_free(&run->properties);
    mem_free(run);
}

/* What is particular to one output while its function runs. */
typedef struct Surroundings {
    OutputRun *output;
    OutputScope scope;
    RddScope rdds;
    Conf *local;
} Surroundings;

static Surroundings enter(OutputRun *run)
{
    Sim *sim = run->context->sim;
    StreamingSide *side = side_of(sim);
    Surroundings outer = {side->output, sim->scope, sim->rdds.scope, sim->local};
    side->output = run;
    sim->scope = (OutputScope){run->set->batch, run->output->output};
    sim->rdds.scope = (RddScope){STREAM_NONE, -1, COST_UNSET};
    sim->local = &run->properties;
    return outer;
}

static void leave(Sim *sim, const Surroundings *outer)
{
    side_of(sim)->output = outer->output;
    sim->scope = outer->scope;
    sim->rdds.scope = outer->rdds;
    sim->local = outer->local;
}

/* Its function has run as far as it could. */
static void settle(OutputRun *run, OutputStatus status, Failure *failure)
{
    if (status == OUTPUT_WAITS) {
        CHECK(run->action != NULL || run->alarm != 0);
        return;
    }
    Streaming *context = run->context;
    JobSet *set = run->set;
    JobOutput *output = run->output;
    delete_run(run);
    context->n_active--;
    if (status == OUTPUT_CUT_OFF)
        context->over = true;
    else
        batches_end_output(context, set, output, failure);
    failure_free(failure);
}

void outputs_start(Streaming *context, JobSet *set)
{
    Sim *sim = context->sim;
    OutputRun *run = mem_zero_alloc(sizeof *run);
    run->context = context;
    run->set = set;
    run->output = &set->outputs[set->next++];
    conf_copy(&run->properties, &context->properties);
    run->following = context->running;
    context->running = run;
    context->n_active++;
    batches_begin_output(context, set, run->output);

    Surroundings outer = enter(run);
    Failure failure = {.rdd = RDD_NONE};
    OutputCall call = {context->graph.outputs[run->output->output].func,
        run->output->rdd, set->batch};
    const TaskRunner *runner = &sim->options.runner;
    OutputStatus status =
        runner->run_output(runner->subject, &call, &run->function, &failure);
    leave(sim, &outer);
    settle(run, status, &failure);
}

OutputRun *outputs_current(const Sim *sim)
{
    return side_of(sim)->output;
}

/* What an output waited for is there. */
static void resume(void *subject)
{
    OutputRun *run = subject;
    Sim *sim = run->context->sim;
    run->action = NULL;
    run->alarm = 0;
    Surroundings outer = enter(run);
    Failure failure = {.rdd = RDD_NONE};
    const TaskRunner *runner = &sim->options.runner;
    OutputStatus status =
        runner->resume_output(runner->subject, &run->function, &failure);
    leave(sim, &outer);
    settle(run, status, &failure);
}

static void wake(void *subject, int64_t argument)
{
    (void)argument;
    resume(subject);
}

ActionRun *outputs_start_action(OutputRun *run, const JobSpec *spec,
    TaskResult *results)
{
    ActionWaiter waiter = {run, resume};
    ActionRun *action = action_start(run->context->sim, spec, results, &waiter);
    if (!action_is_done(action))
        run->action = action;
    return action;
}

void outputs_wake_at(OutputRun *run, SimTime time)
{
    run->alarm =
        queue_push(run->context->sim->options.queue, time, RANK_WORK, wake, run, 0);
}

/* Its function ends, and what it closes on its way out may let other things happen. */
static void abandon(OutputRun *run)
{
    Sim *sim = run->context->sim;
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    if (run->action != NULL)
        action_end(run->action, &failure, &ended);
    failure_free(&failure);
    queue_cancel(sim->options.queue, run->alarm);
    void *function = run->function;
    Surroundings outer = enter(run);
    side_of(sim)->output = NULL;
    sim->local = outer.local;
    delete_run(run);
    sim->options.runner.abandon_output(sim->options.runner.subject, function);
    leave(sim, &outer);
}

static OutputRun *find_waiting(const Streaming *context)
{
    OutputRun *run = context->running;
    while (run != NULL && run->action == NULL && run->alarm == 0)
        run = run->following;
    return run;
}

bool outputs_are_waiting(const Streaming *context)
{
    return find_waiting(context) != NULL;
}

void outputs_abandon(Streaming *context)
{
    OutputRun *run;
    while ((run = find_waiting(context)) != NULL) {
        context->n_active--;
        abandon(run);
    }
}
