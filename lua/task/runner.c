// SPDX-License-Identifier: MIT
#include "lua/task/runner.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

enum { MAX_WORKERS = 64 };

/* Waking a thread costs more than a small task. Others are woken when the first task of
 * a stage took at least so long, and for some stages after that before the first. */
static const int64_t WORTH_WAKING_NS = 100000;
enum { EAGER_STAGES = 8 };

typedef struct Thread {
    Runner *runner;
    Worker *worker;
    pthread_t thread;
} Thread;

struct Runner {
    WorkerSupply supply;
    size_t limit_bytes;
    int n_workers;
    Worker *first;
    Thread threads[MAX_WORKERS]; /* all but the first */
    int n_threads;               /* those that were started */

    pthread_mutex_t lock;
    pthread_cond_t wake; /* there is work, or it is time to leave */
    pthread_cond_t done; /* a thread has no more of the work */
    const StageWork *work;
    const TaskSpec *tasks;
    TaskResult *results;
    int n;
    atomic_int next;
    int64_t generation; /* of the work; a thread takes part once in each */
    bool open;          /* threads may take part */
    int n_busy;         /* threads that do */
    int eager;          /* for how many stages others are woken first */
    bool leaving;
};

Runner *runner_new(const WorkerSupply *supply, int workers, size_t limit_bytes)
{
    CHECK(workers >= 0);
    Runner *runner = mem_zero_alloc(sizeof *runner);
    runner->supply = *supply;
    runner->limit_bytes = limit_bytes;
    runner->n_workers = workers > MAX_WORKERS ? MAX_WORKERS : workers;
    pthread_mutex_init(&runner->lock, NULL);
    pthread_cond_init(&runner->wake, NULL);
    pthread_cond_init(&runner->done, NULL);
    return runner;
}

void runner_delete(Runner *runner)
{
    if (runner == NULL)
        return;
    pthread_mutex_lock(&runner->lock);
    runner->leaving = true;
    pthread_cond_broadcast(&runner->wake);
    pthread_mutex_unlock(&runner->lock);
    for (int i = 0; i < runner->n_threads; i++) {
        pthread_join(runner->threads[i].thread, NULL);
        worker_delete(runner->threads[i].worker);
    }
    worker_delete(runner->first);
    pthread_mutex_destroy(&runner->lock);
    pthread_cond_destroy(&runner->wake);
    pthread_cond_destroy(&runner->done);
    mem_free(runner);
}

static void fail_without_memory(TaskResult *result)
{
    result->failure.class_name = mem_copy_string("java.lang.OutOfMemoryError");
    result->failure.message = mem_copy_string("no memory for a Lua state");
    result->failure.rdd = RDD_NONE;
    result->changed_func = FUNC_NONE;
}

static void run_one(Runner *runner, Worker *worker, int index)
{
    if (worker == NULL)
        fail_without_memory(&runner->results[index]);
    else
        worker_run(worker, runner->work, &runner->tasks[index],
            &runner->results[index]);
}

static void take_tasks(Runner *runner, Worker *worker)
{
    for (;;) {
        int index = atomic_fetch_add(&runner->next, 1);
        if (index >= runner->n)
            return;
        run_one(runner, worker, index);
    }
}

static void *thread_main(void *subject)
{
    Thread *self = subject;
    Runner *runner = self->runner;
    int64_t seen = 0;
    pthread_mutex_lock(&runner->lock);
    for (;;) {
        while (!runner->leaving && runner->generation == seen)
            pthread_cond_wait(&runner->wake, &runner->lock);
        if (runner->leaving)
            break;
        seen = runner->generation;
        if (!runner->open)
            continue;
        runner->n_busy++;
        pthread_mutex_unlock(&runner->lock);
        if (self->worker == NULL)
            self->worker = worker_new(&runner->supply, runner->limit_bytes);
        take_tasks(runner, self->worker);
        pthread_mutex_lock(&runner->lock);
        if (--runner->n_busy == 0)
            pthread_cond_signal(&runner->done);
    }
    pthread_mutex_unlock(&runner->lock);
    return NULL;
}

/* Threads are started when there is work for them. A thread that cannot be started is
 * one less; the others do its work. */
static void start_threads(Runner *runner, int wanted)
{
    int most = runner->n_workers - 1;
    if (wanted > most)
        wanted = most;
    while (runner->n_threads < wanted) {
        Thread *thread = &runner->threads[runner->n_threads];
        *thread = (Thread){.runner = runner};
        if (pthread_create(&thread->thread, NULL, thread_main, thread) != 0)
            return;
        runner->n_threads++;
    }
}

static void wake_others(Runner *runner)
{
    start_threads(runner, runner->n - 1);
    pthread_mutex_lock(&runner->lock);
    runner->generation++;
    runner->open = true;
    pthread_cond_broadcast(&runner->wake);
    pthread_mutex_unlock(&runner->lock);
}

/* A thread that wakes only after this finds the work closed and looks at none of it. */
static void wait_for_others(Runner *runner)
{
    pthread_mutex_lock(&runner->lock);
    while (runner->n_busy > 0)
        pthread_cond_wait(&runner->done, &runner->lock);
    runner->open = false;
    pthread_mutex_unlock(&runner->lock);
}

static int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void run_first(Runner *runner)
{
    int64_t before = clock_ns();
    run_one(runner, runner->first, 0);
    if (clock_ns() - before >= WORTH_WAKING_NS)
        runner->eager = EAGER_STAGES;
    else if (runner->eager > 0)
        runner->eager--;
}

void runner_run(Runner *runner, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n)
{
    if (n == 0)
        return;
    if (runner->first == NULL)
        runner->first = worker_new(&runner->supply, runner->limit_bytes);

    /* No thread looks at these before the work is opened. */
    runner->work = work;
    runner->tasks = tasks;
    runner->results = results;
    runner->n = n;
    atomic_store(&runner->next, 1);

    bool shared = n > 1 && runner->n_workers > 1;
    bool woken = shared && runner->eager > 0;
    if (woken)
        wake_others(runner);
    run_first(runner);
    if (shared && !woken && runner->eager > 0) {
        wake_others(runner);
        woken = true;
    }
    take_tasks(runner, runner->first);
    if (woken)
        wait_for_others(runner);
}

void runner_interrupt(Runner *runner)
{
    if (runner->first != NULL)
        worker_interrupt(runner->first);
    for (int i = 0; i < runner->n_threads; i++) {
        if (runner->threads[i].worker != NULL)
            worker_interrupt(runner->threads[i].worker);
    }
}
