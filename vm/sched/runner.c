// SPDX-License-Identifier: MIT
#include "vm/sched/runner.h"

#include <string.h>

#include "vm/base/mem.h"

void task_result_free(TaskResult *result)
{
    failure_free(&result->failure);
    buffer_free(&result->data);
    mem_free(result->offsets);
    for (int i = 0; i < result->n_kept; i++) {
        buffer_free(&result->kept[i].data);
        statemap_unref(result->kept[i].state);
    }
    mem_free(result->kept);
    mem_free(result->calls);
    for (int i = 0; i < result->n_notes; i++)
        state_notes_delete(result->notes[i]);
    mem_free(result->notes);
    origins_delete(result->origins);
    buffer_free(&result->printed);
    buffer_free(&result->updates);
    buffer_free(&result->writes);
    buffer_free(&result->met);
    mem_free(result->changed_name);
    for (int i = 0; i < result->n_filled; i++)
        mem_free(result->filled[i].path);
    mem_free(result->filled);
    memset(result, 0, sizeof *result);
}

void task_result_add_filled(TaskResult *result, FuncId func, const char *path,
    double number)
{
    result->filled = mem_grow(result->filled, &result->filled_capacity,
        result->n_filled + 1, sizeof *result->filled);
    result->filled[result->n_filled++] =
        (Filled){.func = func, .path = mem_copy_string(path), .number = number};
}
