// SPDX-License-Identifier: MIT
#include "vm/sched/jobs.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"
#include "vm/graph/parts.h"
#include "vm/sched/actions.h"
#include "vm/sched/job_output.h"
#include "vm/sched/job_text.h"
#include "vm/sched/link_tasks.h"
#include "vm/sched/store_writes.h"

int job_stage_id(const Job *job, int position)
{
    return job->stages.items[position].id;
}

static void finish(Job *job)
{
    job->done = true;
    TRACE(job->sim->options.trace, sim_now(job->sim), TRACE_JOB_COMPLETED,
        trace_int(job->id), trace_text(job->failure.message));
    actions_job_done(job->action);
}

static void trace_stage_ended(const Job *job, const TaskSet *set, bool failed)
{
    TRACE(job->sim->options.trace, sim_now(job->sim), TRACE_STAGE_COMPLETED,
        trace_int(job_stage_id(job, set->stage)), trace_bool(failed),
        trace_int(set->attempt));
}

/* Submitting stages. */

void job_compute(Job *job, int position, const TaskSpec *specs, TaskResult *results,
    int n)
{
    Sim *sim = job->sim;
    const Stage *stage = &job->stages.items[position];
    StageWork work = {
        .rdds = &sim->rdds,
        .blocks = sim->blocks,
        .stage = stage->id,
        .number = stage->id - sim->first_stage,
        .attempt = stage->attempts - 1,
        .rdd = stage->rdd,
        .shuffle = stage->shuffle,
        .action = job->spec.action,
        .counts_instructions = sim->cost.instructions, /* of what is executed only */
        .shortcuts = sim->rules.shortcuts && !sim->cost.instructions,
        .notes_meetings = sim->options.observer.values_met != NULL,
        .named_keys = sim->rules.named_keys,
        .follows = sim->rules.follows,
    };
    TaskRunner *runner = &sim->options.runner;
    runner->run_tasks(runner->subject, &work, specs, results, n);
    for (int i = 0; i < n; i++)
        job_publish_states(&results[i]);
}

/* The slots of a stage's next attempt, which are its pending ones from then on. */
static int *take_slots(Job *job, int position)
{
    Stage *stage = &job->stages.items[position];
    bool last = stage->shuffle == NULL;
    int most = last ? job->spec.n_partitions
                    : rdds_find(&job->sim->rdds, stage->rdd)->partitions;
    int *slots = mem_zero_alloc((size_t)most * sizeof *slots);
    if (stage->pending == NULL) {
        stage->pending = mem_zero_alloc((size_t)most * sizeof *stage->pending);
        for (int i = 0; last && i < most; i++)
            stage->pending[i] = true;
    }
    if (!last) {
        memset(stage->pending, 0, (size_t)most * sizeof *stage->pending);
        for (int i = 0; i < stage->n_partitions; i++)
            stage->pending[stage->partitions[i]] = true;
    }
    stage->left = 0;
    for (int i = 0; i < most; i++) {
        if (!stage->pending[i])
            continue;
        if (last)
            stage->partitions[stage->left] = job->spec.partitions[i];
        slots[stage->left++] = i;
    }
    stage->n_partitions = stage->left;
    return slots;
}

/* The job fails because of what a stage is made of, before it has tasks. */
static void fail_creation(Job *job, const Stage *stage, const Rdd *removed)
{
    Buffer text = {0};
    buffer_append_string(&text, "Attempted to use ");
    rdd_append_text(&text, removed);
    buffer_append_string(&text, " after its blocks have been removed!");
    failure_set(&job->failure, ERR_SPARK,
        "Job aborted due to stage failure: Task creation failed: %s: %s",
        err_class(ERR_SPARK), buffer_text(&text));
    job->failure.name = mem_copy_string("block-lost");
    job->failure.rdd = removed->id;
    job->failure.detail = mem_copy_string(buffer_text(&text));
    buffer_free(&text);

    TRACE(job->sim->options.trace, sim_now(job->sim), TRACE_STAGE_COMPLETED,
        trace_int(stage->id), trace_bool(true), trace_int(stage->attempts));
    tasks_cancel(job->sim, job);
    queue_cancel(job->sim->options.queue, job->resubmit);
    finish(job);
}

static TaskSet *make_set(Job *job, int position)
{
    Stage *stage = &job->stages.items[position];
    int *slots = take_slots(job, position);
    TaskSet *set =
        task_set_new(job, position, slots, stage->partitions, stage->n_partitions);
    mem_free(slots);
    stage->state = STAGE_RUNNING;
    set->attempt = stage->attempts++;
    set->losses = job->sim->losses;
    set->older = job->sets[position];
    job->sets[position] = set;
    return set;
}

static void submit_stage(Job *job, int position)
{
    Sim *sim = job->sim;
    Stage *stage = &job->stages.items[position];
    int left = stage->pending != NULL && stage->shuffle == NULL ? stage->left
                                                                : stage->n_partitions;
    TRACE(sim->options.trace, sim_now(sim), TRACE_STAGE_STARTED, trace_int(stage->id),
        trace_int(job->id), trace_text(job_stage_name(job, position)),
        trace_int(stage->rdd), trace_int(left), trace_int(stage->attempts));
    const Rdd *removed = parts_find_removed(&sim->rdds, sim->blocks, stage->rdd);
    if (removed != NULL) {
        fail_creation(job, stage, removed);
        return;
    }
    TaskSet *set = make_set(job, position);
    job_compute(job, position, set->specs, set->results, set->n);
    tasks_submit(sim, set);
}

static bool is_ready(const Job *job, const Stage *stage)
{
    for (int i = 0; i < stage->n_parents; i++) {
        const Stage *parent = &job->stages.items[stage->parents[i]];
        if (parent->needed && parent->state != STAGE_DONE)
            return false;
    }
    return true;
}

static void submit_ready_stages(Job *job)
{
    Sim *sim = job->sim;
    if (job->losses != sim->losses)
        stages_renew(&job->stages, &sim->rdds, sim->blocks, STAGE_WAITING);
    job->losses = sim->losses;
    for (int i = 0; i < job->stages.count && !job->done; i++) {
        const Stage *stage = &job->stages.items[i];
        if (stage->needed && stage->state == STAGE_WAITING && is_ready(job, stage))
            submit_stage(job, i);
    }
}

/* Failing. */

/* The job fails for `cause`; the text says it in Spark's words. */
static void abort_job(Job *job, const TaskSet *set, const Failure *cause, Buffer *text)
{
    Sim *sim = job->sim;
    failure_copy(&job->failure, cause);
    mem_free(job->failure.detail);
    job->failure.detail = job->failure.message;
    mem_free(job->failure.class_name);
    job->failure.class_name = mem_copy_string(err_class(ERR_SPARK));
    job->failure.message = mem_copy_string(buffer_text(text));

    if (job->stages.items[set->stage].state == STAGE_RUNNING)
        trace_stage_ended(job, set, true);
    tasks_cancel(sim, job);
    queue_cancel(sim->options.queue, job->resubmit);
    finish(job);
}

static bool is_named(const Failure *failure, const char *name)
{
    return failure->name != NULL && strcmp(failure->name, name) == 0;
}

/* Another attempt would fail in the same way, so Spark makes none. */
static bool is_final(const Failure *failure)
{
    return is_named(failure, "task-serialization") ||
        is_named(failure, "record-not-serializable");
}

static void fail_task(Job *job, const Launch *launch)
{
    const Failure *cause = &launch->result.failure;
    Buffer text = {0};
    buffer_append_string(&text, "Job aborted due to stage failure: ");
    if (is_named(cause, "task-serialization"))
        buffer_append_string(&text, cause->message);
    else if (is_named(cause, "record-not-serializable"))
        job_append_unsent_result(&text, launch);
    else
        job_append_failed_task(&text, launch);
    abort_job(job, launch->set, cause, &text);
    buffer_free(&text);
}

static void task_failed(Job *job, const Launch *launch, bool counts)
{
    TaskSet *set = launch->set;
    Task *task = &set->tasks[launch->index];
    const Failure *cause = &launch->result.failure;
    if (set->zombie)
        return;
    task->failures += counts;
    if (is_final(cause) || task->failures >= job->sim->cluster.task_failures)
        fail_task(job, launch);
    else if (!task->done && task->running == 0)
        tasks_retry(job->sim, set, launch->index);
}

/* Fetching again. */

/* Stages that failed run again, after those whose output is missing. */
static void resubmit(void *subject, int64_t argument)
{
    (void)argument;
    Job *job = subject;
    job->resubmit = 0;
    for (int i = 0; i < job->stages.count; i++) {
        Stage *stage = &job->stages.items[i];
        if (stage->state == STAGE_FAILED)
            stage->state = STAGE_WAITING;
    }
    job->losses = -1; /* look again what is missing */
    submit_ready_stages(job);
}

/* A reduce task found that output of a map stage is gone. The rest of its set starts no
 * more; Spark waits 200 ms for further losses before it runs both stages again. */
static void fetch_failed(Job *job, const Launch *launch)
{
    static const SimTime WAIT = TIME_MS(200);
    Sim *sim = job->sim;
    TaskSet *set = launch->set;
    Stage *stage = &job->stages.items[set->stage];
    if (set->zombie) { /* another task found it before */
        if (set == job->sets[set->stage])
            link_tasks_forget_output(launch);
        return;
    }
    tasks_retire(sim, set);
    if (++stage->n_failed >= sim->rules.stage_attempts) {
        Buffer text = {0};
        buffer_append_string(&text, "Job aborted due to stage failure: ");
        job_append_failed_stage(&text, job, set->stage, &launch->result.failure);
        abort_job(job, set, &launch->result.failure, &text);
        buffer_free(&text);
        return;
    }
    stage->state = STAGE_FAILED;
    link_tasks_forget_output(launch);
    stages_renew(&job->stages, &sim->rdds, sim->blocks, STAGE_FAILED);
    job->losses = sim->losses;
    trace_stage_ended(job, set, true);
    if (job->resubmit == 0)
        job->resubmit = queue_push(sim->options.queue, sim_now(sim) + WAIT, RANK_WORK,
            resubmit, job, 0);
}

/* Map tasks whose output went with an executor run again, if their stage runs still. */
void jobs_lose_executor(Sim *sim, int executor)
{
    for (int i = 0; i < sim->n_jobs; i++) {
        Job *job = sim->jobs[i];
        for (int j = 0; j < job->stages.count; j++) {
            Stage *stage = &job->stages.items[j];
            TaskSet *set = job->sets[j];
            if (stage->shuffle == NULL || stage->state != STAGE_RUNNING)
                continue;
            for (int k = 0; k < set->n; k++) {
                Task *task = &set->tasks[k];
                BlockId output = {BLOCK_SHUFFLE, stage->shuffle->id, task->slot};
                if (!task->done || task->executor != executor ||
                    blocks_find(sim->blocks, output) != NULL)
                    continue;
                task->done = false;
                stage->pending[task->slot] = true;
                stage->left++;
                tasks_retry(sim, set, k);
            }
        }
    }
}

/* Ending. */

static void show_printed(const Sim *sim, const TaskResult *result)
{
    const SimObserver *observer = &sim->options.observer;
    if (result->printed.size > 0 && observer->printed != NULL)
        observer->printed(observer->subject, result->printed.data,
            result->printed.size);
}

/* All output of the stage's attempts is there, or was. */
static void stage_ended(Job *job, int position)
{
    Sim *sim = job->sim;
    Stage *stage = &job->stages.items[position];
    TaskSet *set = job->sets[position];
    tasks_retire(sim, set);
    stage->n_failed = 0;
    if (stage->state == STAGE_RUNNING)
        trace_stage_ended(job, set, false);
    stage->state = STAGE_DONE;
    if (stage->shuffle == NULL) {
        finish(job);
        return;
    }
    /* Output that was there before the set was made may have been lost since. */
    if (set->losses != sim->losses &&
        stages_find_missing(stage, &sim->rdds, sim->blocks) > 0)
        stage->state = STAGE_WAITING;
    submit_ready_stages(job);
}

void job_task_ended(Launch *launch, bool counts)
{
    TaskSet *set = launch->set;
    Job *job = set->job;
    Stage *stage = &job->stages.items[set->stage];
    TaskResult *result = &launch->result;
    int slot = set->tasks[launch->index].slot;
    StoreWriter writer = {.batch = job->scope.batch, .task = launch->task};
    store_apply_all(job->sim, writer, result);
    show_printed(job->sim, result);
    if (result->lost_shuffle) {
        fetch_failed(job, launch);
        return;
    }
    if (failure_is_set(&result->failure)) {
        task_failed(job, launch, counts);
        return;
    }
    /* A result counts once; map output may be made twice, accumulators and all. */
    if (stage->shuffle == NULL && !stage->pending[slot])
        return;
    if (!job_commit(job, stage, &set->specs[launch->index], result,
            launch->core.executor)) {
        set->tasks[launch->index].done = false;
        task_failed(job, launch, counts);
        return;
    }
    if (!stage->pending[slot])
        return;
    stage->pending[slot] = false;
    if (stage->shuffle == NULL) {
        job->results[slot] = *result;
        memset(result, 0, sizeof *result);
    }
    if (--stage->left == 0)
        stage_ended(job, set->stage);
}

static void begin(void *subject, int64_t argument)
{
    (void)argument;
    Job *job = subject;
    job->start = 0;
    if (job->spec.n_partitions == 0)
        finish(job);
    else
        submit_ready_stages(job);
}

static Job *job_new(Sim *sim, const JobSpec *spec)
{
    Job *job = mem_zero_alloc(sizeof *job);
    job->sim = sim;
    job->id = sim->next_job++;
    job->spec = *spec;
    job->scope = sim->scope;
    job->failure.rdd = RDD_NONE;
    rdds_settle(&sim->rdds, spec->rdd, sim->blocks, job->id - 1);
    /* As in Spark, a job over no partition has no stage and takes no number for one. */
    if (spec->n_partitions > 0)
        stages_cut(&job->stages, &sim->rdds, sim->blocks, spec->rdd, spec->partitions,
            spec->n_partitions, &sim->next_stage);
    job->sets = mem_zero_alloc((size_t)job->stages.count * sizeof *job->sets);
    job->results = mem_zero_alloc((size_t)spec->n_partitions * sizeof *job->results);
    job->losses = sim->losses;

    sim->jobs =
        mem_grow(sim->jobs, &sim->jobs_capacity, sim->n_jobs + 1, sizeof *sim->jobs);
    sim->jobs[sim->n_jobs++] = job;
    return job;
}

void jobs_drop_former(Sim *sim)
{
    int first = sim->next_job;
    for (int i = 0; i < sim->n_jobs; i++)
        first = sim->jobs[i]->id < first ? sim->jobs[i]->id : first;
    rdds_drop_former(&sim->rdds, sim->blocks, first);
}

static void job_delete(Job *job)
{
    Sim *sim = job->sim;
    queue_cancel(sim->options.queue, job->start);
    queue_cancel(sim->options.queue, job->resubmit);
    tasks_cancel(sim, job);
    for (int i = 0; i < job->stages.count; i++) {
        while (job->sets[i] != NULL) {
            TaskSet *set = job->sets[i];
            job->sets[i] = set->older;
            task_set_delete(set);
        }
    }
    for (int i = 0; i < job->spec.n_partitions; i++)
        task_result_free(&job->results[i]);
    mem_free(job->results);
    int at = 0;
    while (sim->jobs[at] != job)
        at++;
    sim->jobs[at] = sim->jobs[--sim->n_jobs];
    mem_free(job->sets);
    stages_free(&job->stages);
    failure_free(&job->failure);
    mem_free(job);
    jobs_drop_former(sim);
}

/* The results of the last stage, in the order of the partitions asked for. */
static void hand_over_results(Job *job, TaskResult *results)
{
    for (int i = 0; i < job->spec.n_partitions; i++) {
        results[i] = job->results[i];
        memset(&job->results[i], 0, sizeof job->results[i]);
    }
}

Job *jobs_start(Sim *sim, const JobSpec *spec, ActionRun *action, Failure *failure)
{
    Err err;
    if (sim->stopped) {
        failure_set(failure, ERR_STATE, "SparkContext has been shutdown");
        return NULL;
    }
    if (!rdds_check_depth(&sim->rdds, spec->rdd, &err)) {
        failure_set(failure, err.code, "%s", err.message);
        return NULL;
    }
    Job *job = job_new(sim, spec);
    job->action = action;
    job_trace_started(job);
    job->start = queue_push(sim->options.queue, sim_now(sim) + cost_of_job(&sim->cost),
        RANK_WORK, begin, job, 0);
    return job;
}

void jobs_drop(Job *job)
{
    Sim *sim = job->sim;
    job_delete(job);
    tasks_dispatch(sim);
}

bool jobs_finish(Job *job, TaskResult *results, Failure *failure)
{
    CHECK(job->done);
    bool ok = !failure_is_set(&job->failure);
    if (ok)
        hand_over_results(job, results);
    else
        failure_copy(failure, &job->failure);
    jobs_drop(job);
    return ok;
}
