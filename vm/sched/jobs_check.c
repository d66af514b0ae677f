/* What has to hold of jobs and stages between two events. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

/* Whether some task will give what a slot of a stage that runs has not got yet. */
static bool is_on_its_way(const TaskSet *set, int slot)
{
    for (int i = 0; i < set->n; i++) {
        const Task *task = &set->tasks[i];
        if (task->slot == slot)
            return task->waits || task->running > 0;
    }
    return false;
}

static int count_slots(const Job *job, const Stage *stage)
{
    return stage->shuffle == NULL ? job->spec.n_partitions
                                  : rdds_get(&job->sim->rdds, stage->rdd)->partitions;
}

static void check_running(const Job *job, int position)
{
    const Stage *stage = &job->stages.items[position];
    const TaskSet *set = job->sets[position];
    CHECK_SAYS(set != NULL && !set->zombie,
        "stage %d runs, and has no tasks that may start", stage->id);
    int left = 0;
    int n = count_slots(job, stage);
    for (int slot = 0; slot < n; slot++) {
        if (!stage->pending[slot])
            continue;
        left++;
        CHECK_SAYS(is_on_its_way(set, slot),
            "stage %d waits for its partition %d, and no task of it waits or runs",
            stage->id, slot);
    }
    CHECK_SAYS(left == stage->left && left > 0,
        "stage %d runs and waits for %d partitions, counted as %d", stage->id, left,
        stage->left);
}

static void check_stage(const Job *job, int position)
{
    const Stage *stage = &job->stages.items[position];
    const RddSet *rdds = &job->sim->rdds;
    CHECK_SAYS(rdds_find(rdds, stage->rdd) != NULL,
        "stage %d of job %d computes RDD %d, which is gone", stage->id, job->id,
        stage->rdd);
    CHECK_SAYS(stage->shuffle == NULL || rdds_have_shuffle(rdds, stage->shuffle),
        "stage %d of job %d writes a shuffle that is gone", stage->id, job->id);
    if (stage->state == STAGE_RUNNING)
        check_running(job, position);
    CHECK_SAYS(stage->state != STAGE_FAILED ||
            queue_has(job->sim->options.queue, job->resubmit),
        "stage %d failed, and no event submits it again", stage->id);
}

static void check_job(const Job *job)
{
    const Queue *queue = job->sim->options.queue;
    bool goes_on = queue_has(queue, job->start) || queue_has(queue, job->resubmit);
    if (job->done)
        return;
    for (int i = 0; i < job->stages.count; i++) {
        check_stage(job, i);
        goes_on = goes_on || job->stages.items[i].state == STAGE_RUNNING;
    }
    CHECK_SAYS(goes_on, "job %d waits, and nothing of it runs or will", job->id);
}

void jobs_check(const Sim *sim)
{
    for (int i = 0; i < sim->n_jobs; i++)
        check_job(sim->jobs[i]);
}
