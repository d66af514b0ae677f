// SPDX-License-Identifier: MIT
#include "vm/sched/task_set.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sched/locality.h"

TaskSet *task_set_new(Job *job, int stage, const int *slots, const int *partitions,
    int n)
{
    struct OfTask {
        TaskResult result;
        TaskSpec spec;
        Task task;
    };
    _Static_assert(_Alignof(TaskResult) >= _Alignof(TaskSpec) &&
            _Alignof(TaskSpec) >= _Alignof(Task),
        "one follows the other in memory");
    TaskSet *set = mem_zero_alloc(sizeof *set + (size_t)n * sizeof(struct OfTask));
    set->job = job;
    set->stage = stage;
    set->n = n;
    set->results = (TaskResult *)(set + 1);
    set->specs = (TaskSpec *)(set->results + n);
    set->tasks = (Task *)(set->specs + n);
    set->waiting = mem_grow(NULL, &set->stack_capacity, n, sizeof *set->waiting);
    for (int i = 0; i < n; i++) {
        set->specs[i] = (TaskSpec){.index = i, .partition = partitions[i]};
        set->tasks[i] = (Task){.slot = slots[i], .waits = true, .executor = -1};
        set->waiting[i] = n - 1 - i;
    }
    set->n_stack = n;
    set->n_waiting = n;
    return set;
}

void task_set_delete(TaskSet *set)
{
    for (int i = 0; i < set->n; i++)
        task_result_free(&set->results[i]);
    locality_delete(set->locality);
    mem_free(set->waiting);
    mem_free(set->durations);
    mem_free(set);
}

void task_set_take(TaskSet *set, int index)
{
    Task *task = &set->tasks[index];
    CHECK(task->waits && set->n_waiting > 0);
    task->waits = false;
    set->n_waiting--;
    if (set->locality != NULL)
        locality_note(set->locality, index, -1);
}

int task_set_take_next(TaskSet *set)
{
    while (set->n_stack > 0) {
        int index = set->waiting[--set->n_stack];
        if (set->tasks[index].waits) {
            task_set_take(set, index);
            return index;
        }
    }
    return -1;
}

void task_set_return(TaskSet *set, int index)
{
    Task *task = &set->tasks[index];
    if (task->waits)
        return;
    task->waits = true;
    set->n_waiting++;
    set->waiting = mem_grow(set->waiting, &set->stack_capacity, set->n_stack + 1,
        sizeof *set->waiting);
    set->waiting[set->n_stack++] = index;
    if (set->locality != NULL)
        locality_note(set->locality, index, 1);
}
