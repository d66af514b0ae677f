/* tests/engine/sweep.h -- a task in which every allocation of Lua's fails once. Include
 * it behind cmocka. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_ENGINE_SWEEP_H
#define SLUICE_TESTS_ENGINE_SWEEP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/engine/program.h"

/* More allocations than any of the tasks makes. */
enum { MOST_ALLOCATIONS = 20000 };

/* A sweep has no threads, and that sanitizer makes it twenty times as long. */
#ifdef __SANITIZE_THREAD__
enum { SWEEP_STEP = 13 };
#else
enum { SWEEP_STEP = 1 };
#endif

static const char NO_MEMORY[] = "not enough memory";

typedef void WorkFn(Program *program, StageWork *work);

/* Runs the task of partition 0 with allocation n failing (-1: none) and describes what
 * came of it. */
static inline void sweep_task(Worker *worker, const StageWork *work, long n,
    Buffer *text)
{
    TaskSpec spec = {.partition = 0};
    TaskResult result = {.read = 0};
    worker_state(worker)->fail_after = n;
    worker_run(worker, work, &spec, &result);
    buffer_clear(text);
    if (failure_is_set(&result.failure)) {
        assert_non_null(result.failure.class_name);
        buffer_append_string(text, result.failure.message);
    } else {
        program_append_records(text, &result.data);
    }
    task_result_free(&result);
}

/* False if the task ran out of memory. Then it is run again: a worker that was short of
 * memory is as good as new. */
static inline bool sweep_once(Program *program, const StageWork *work, long n,
    const char *wanted)
{
    Worker *worker = worker_new(&program->supply, 0);
    Buffer text = {0};
    sweep_task(worker, work, n, &text);
    bool done = strstr(buffer_text(&text), NO_MEMORY) == NULL;
    if (!done)
        sweep_task(worker, work, -1, &text);
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
    worker_delete(worker);
    return done;
}

/* Until a task with no allocation left to fail comes to its end. One that fails in its
 * own way may do so before: then the sweep goes on for a while behind it. */
static inline void sweep(const char *text, WorkFn *describe, const char *wanted,
    long least)
{
    Program program;
    assert_true(program_open(&program, text));
    StageWork work = program_work(&program, RDD_NONE);
    describe(&program, &work);
    long n = 0;
    int done = 0;
    for (; done < 5 && n < MOST_ALLOCATIONS; n += SWEEP_STEP)
        done = sweep_once(&program, &work, n, wanted) ? done + 1 : 0;
    assert_int_equal(done, 5);
    assert_true(n >= least);
    program_close(&program);
}

#endif
