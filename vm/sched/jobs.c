// SPDX-License-Identifier: MIT
#include "vm/sched/jobs.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/graph/coalesce.h"
#include "vm/graph/lineage.h"
#include "vm/graph/parts.h"
#include "vm/sched/actions.h"
#include "vm/sched/storage.h"
#include "vm/sched/store_writes.h"
#include "vm/sched/tasks.h"

int job_stage_id(const Job *job, int position)
{
    return job->stages.items[position].id;
}

/* A stage is called after the operation that made its last RDD, the last one after the
 * action (semantics 10.2). */
static const char *stage_name(const Job *job, int position)
{
    return position == job->stages.count - 1
        ? job->spec.name
        : rdds_find(&job->sim->rdds, job->stages.items[position].rdd)->site.op;
}

static void append_stage(Buffer *out, const Job *job, int position)
{
    const Stage *stage = &job->stages.items[position];
    const char *name = stage_name(job, position);
    int tasks = stage->needed ? stage->n_partitions
                              : rdds_find(&job->sim->rdds, stage->rdd)->partitions;

    buffer_printf(out, "{\"stage\":%d,\"name\":", stage->id);
    json_append_string(out, name, strlen(name));
    buffer_printf(out, ",\"tasks\":%d,\"parents\":[", tasks);
    for (int i = 0; i < stage->n_parents; i++)
        buffer_printf(out, "%s%d", i > 0 ? "," : "",
            job->stages.items[stage->parents[i]].id);
    buffer_printf(out, "],\"skipped\":%s}", stage->needed ? "false" : "true");
}

static void trace_started(const Job *job)
{
    Sim *sim = job->sim;
    if (!trace_is_on(sim->options.trace))
        return;

    Buffer stages = {0};
    Buffer partitions = {0};
    buffer_append_byte(&stages, '[');
    for (int i = 0; i < job->stages.count; i++) {
        if (i > 0)
            buffer_append_byte(&stages, ',');
        append_stage(&stages, job, i);
    }
    buffer_append_byte(&stages, ']');
    json_append_int_list(&partitions, job->spec.partitions, job->spec.n_partitions);
    TRACE(sim->options.trace, sim_now(sim), TRACE_JOB_STARTED, trace_int(job->id),
        trace_int(job->scope.batch), trace_int(job->scope.output),
        trace_text(job->spec.name), trace_int(job->spec.rdd), trace_json(&partitions),
        trace_json(&stages));
    buffer_free(&stages);
    buffer_free(&partitions);
}

static void finish(Job *job)
{
    job->done = true;
    TRACE(job->sim->options.trace, sim_now(job->sim), TRACE_JOB_COMPLETED,
        trace_int(job->id), trace_text(job->failure.message));
    actions_job_done(job->action);
}

static void compute(Job *job, TaskSet *set, const Stage *stage)
{
    Sim *sim = job->sim;
    StageWork work = {
        .rdds = &sim->rdds,
        .blocks = sim->blocks,
        .stage = stage->id,
        .rdd = stage->rdd,
        .shuffle = stage->shuffle,
        .action = job->spec.action,
        .counts_instructions = sim->cost.instructions,
    };
    TaskRunner *runner = &sim->options.runner;
    runner->run_tasks(runner->subject, &work, set->specs, set->results, set->n);
}

static TaskSet *make_set(Job *job, int position)
{
    Stage *stage = &job->stages.items[position];
    TaskSet *set = mem_zero_alloc(sizeof *set);
    set->job = job;
    set->stage = position;
    set->n = stage->n_partitions;
    set->specs = mem_zero_alloc((size_t)set->n * sizeof *set->specs);
    set->results = mem_zero_alloc((size_t)set->n * sizeof *set->results);
    for (int i = 0; i < set->n; i++)
        set->specs[i] = (TaskSpec){.index = i, .partition = stage->partitions[i]};
    stage->left = set->n;
    return set;
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
        trace_int(stage->id), trace_bool(true));
    tasks_cancel(job->sim, job);
    finish(job);
}

static void submit_stage(Job *job, int position)
{
    Stage *stage = &job->stages.items[position];
    stage->submitted = true;
    TRACE(job->sim->options.trace, sim_now(job->sim), TRACE_STAGE_STARTED,
        trace_int(stage->id), trace_int(job->id), trace_text(stage_name(job, position)),
        trace_int(stage->rdd), trace_int(stage->n_partitions));
    const Rdd *removed =
        parts_find_removed(&job->sim->rdds, job->sim->blocks, stage->rdd);
    if (removed != NULL) {
        fail_creation(job, stage, removed);
        return;
    }
    job->sets[position] = make_set(job, position);
    compute(job, job->sets[position], stage);
    tasks_submit(job->sim, job->sets[position]);
}

static bool is_ready(const Job *job, const Stage *stage)
{
    for (int i = 0; i < stage->n_parents; i++) {
        const Stage *parent = &job->stages.items[stage->parents[i]];
        if (parent->needed && !(parent->submitted && parent->left == 0))
            return false;
    }
    return true;
}

static void submit_ready_stages(Job *job)
{
    for (int i = 0; i < job->stages.count && !job->done; i++) {
        const Stage *stage = &job->stages.items[i];
        if (stage->needed && !stage->submitted && is_ready(job, stage))
            submit_stage(job, i);
    }
}

/* Spark's text for a job whose task failed, or could not be sent. */
static void append_abort(Buffer *text, const Failure *cause, int stage, int index,
    int task)
{
    buffer_append_string(text, "Job aborted due to stage failure: ");
    if (cause->name != NULL && strcmp(cause->name, "task-serialization") == 0) {
        buffer_append_string(text, cause->message);
        return;
    }
    if (cause->name != NULL && strcmp(cause->name, "record-not-serializable") == 0) {
        buffer_printf(text,
            "task %d.0 in stage %d.0 (TID %d) had a not serializable result: %s", index,
            stage, task, cause->message);
        return;
    }
    buffer_printf(text,
        "Task %d in stage %d.0 failed 1 times, most recent failure: Lost task %d.0 in "
        "stage %d.0 (TID %d) (localhost executor driver): ",
        index, stage, index, stage, task);
    failure_append_text(text, cause);
}

static void fail(Job *job, const TaskSet *set, int index, int task)
{
    Sim *sim = job->sim;
    int stage = job_stage_id(job, set->stage);
    Buffer text = {0};
    const Failure *cause = &set->results[index].failure;
    append_abort(&text, cause, stage - sim->first_stage, index, task - sim->first_task);

    failure_copy(&job->failure, cause);
    mem_free(job->failure.detail);
    job->failure.detail = job->failure.message;
    mem_free(job->failure.class_name);
    job->failure.class_name = mem_copy_string(err_class(ERR_SPARK));
    job->failure.message = mem_copy_string(buffer_text(&text));
    buffer_free(&text);

    TRACE(sim->options.trace, sim_now(sim), TRACE_STAGE_COMPLETED, trace_int(stage),
        trace_bool(true));
    tasks_cancel(sim, job);
    finish(job);
}

static bool keep_partition(const Job *job, Kept *kept, int executor, Err *err)
{
    Sim *sim = job->sim;
    const Rdd *rdd = rdds_find(&sim->rdds, kept->rdd);
    Block block = {.id = {BLOCK_RDD, kept->rdd, kept->partition},
        .records = kept->records,
        .level = rdd->level,
        .executor = executor,
        .job = job->id};
    buffer_move(&kept->data, &block.data);
    if (kept->state != NULL) {
        TRACE(sim->options.trace, sim_now(sim), TRACE_STATE, trace_int(rdd->id),
            trace_int(rdd->stream), trace_int(rdd->batch), trace_int(kept->partition),
            trace_int(statemap_size(kept->state)),
            trace_int(statemap_links(kept->state)),
            trace_int((int64_t)statemap_bytes(kept->state)));
        statemap_publish(kept->state);
        block.state = kept->state;
        kept->state = NULL;
    }
    return storage_keep(sim, &block, kept->partition, err);
}

/* What a task made counts from now on: kept partitions, accumulators, shuffle output.
 */
static bool commit(const Job *job, const Stage *stage, const TaskSpec *spec,
    TaskResult *result, int executor)
{
    Sim *sim = job->sim;
    const SimObserver *observer = &sim->options.observer;
    if (result->changed_func != FUNC_NONE && result->changed_name != NULL &&
        observer->variable_changed != NULL)
        observer->variable_changed(observer->subject, result->changed_func,
            result->changed_name);
    for (int i = 0; i < result->n_kept; i++) {
        Err err;
        if (!keep_partition(job, &result->kept[i], executor, &err))
            return failure_set(&result->failure, err.code, "%s", err.message);
    }
    if (result->updates.size > 0) {
        const TaskRunner *runner = &sim->options.runner;
        runner->accumulate(runner->subject, &result->updates);
    }

    if (stage->shuffle == NULL)
        return true;
    Block output = {.id = {BLOCK_SHUFFLE, stage->shuffle->id, spec->partition},
        .records = result->written,
        .executor = executor,
        .offsets = result->offsets,
        .n_offsets = result->n_offsets};
    buffer_move(&result->data, &output.data);
    result->offsets = NULL;
    return blocks_put(sim->blocks, &output);
}

static void show_printed(const Sim *sim, const TaskResult *result)
{
    const SimObserver *observer = &sim->options.observer;
    if (result->printed.size > 0 && observer->printed != NULL)
        observer->printed(observer->subject, result->printed.data,
            result->printed.size);
}

void job_task_ended(Sim *sim, TaskSet *set, int index, int task, int executor)
{
    Job *job = set->job;
    Stage *stage = &job->stages.items[set->stage];
    StoreWriter writer = {.batch = job->scope.batch, .task = task};
    store_apply_all(sim, writer, &set->results[index]);
    show_printed(sim, &set->results[index]);
    if (failure_is_set(&set->results[index].failure) ||
        !commit(job, stage, &set->specs[index], &set->results[index], executor)) {
        fail(job, set, index, task);
        return;
    }
    if (--stage->left > 0)
        return;

    TRACE(sim->options.trace, sim_now(sim), TRACE_STAGE_COMPLETED, trace_int(stage->id),
        trace_bool(false));
    if (set->stage == job->stages.count - 1)
        finish(job);
    else
        submit_ready_stages(job);
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

    sim->jobs =
        mem_grow(sim->jobs, &sim->jobs_capacity, sim->n_jobs + 1, sizeof *sim->jobs);
    sim->jobs[sim->n_jobs++] = job;
    return job;
}

static void job_delete(Job *job)
{
    Sim *sim = job->sim;
    queue_cancel(sim->options.queue, job->start);
    tasks_cancel(sim, job);
    for (int i = 0; i < job->stages.count; i++) {
        if (job->sets[i] != NULL)
            task_set_delete(job->sets[i]);
    }
    int at = 0;
    while (sim->jobs[at] != job)
        at++;
    sim->jobs[at] = sim->jobs[--sim->n_jobs];
    mem_free(job->sets);
    stages_free(&job->stages);
    failure_free(&job->failure);
    mem_free(job);
}

/* The results of the last stage, in the order of the partitions asked for. */
static void hand_over_results(Job *job, TaskResult *results)
{
    if (job->stages.count == 0)
        return;
    TaskSet *last = job->sets[job->stages.count - 1];
    for (int i = 0; last != NULL && i < last->n; i++) {
        results[i] = last->results[i];
        memset(&last->results[i], 0, sizeof last->results[i]);
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
    trace_started(job);
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
