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
    memset(result, 0, sizeof *result);
}
