/* bench/heap.c -- heap [EVENTS [PENDING]]: a loop that takes the first event of a
 * binary heap and pushes a later one, and does nothing else.
 *
 * What any simulation of discrete events has to do at least, and so what the scheduler
 * of a large cluster is compared with (bench/cluster.c). As many events are pending as
 * there are cores; each is followed by one at a random later time. Prints how many
 * there were and seconds of the processor. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { EVENTS = 10000000, PENDING = 4000, LONGEST_US = 400000 };

/* As in vm/sim/queue.h: at one time the order of pushing decides. */
typedef struct Event {
    int64_t at;
    int64_t number;
} Event;

typedef struct Heap {
    Event *items; /* from 1 on */
    size_t count;
} Heap;

static int comes_before(const Event *a, const Event *b)
{
    return a->at != b->at ? a->at < b->at : a->number < b->number;
}

static void push(Heap *heap, Event event)
{
    size_t at = ++heap->count;
    for (; at > 1 && comes_before(&event, &heap->items[at / 2]); at /= 2)
        heap->items[at] = heap->items[at / 2];
    heap->items[at] = event;
}

static Event take(Heap *heap)
{
    Event first = heap->items[1];
    Event last = heap->items[heap->count--];
    size_t at = 1;
    for (size_t child = 2; child <= heap->count; child = 2 * at) {
        if (child < heap->count &&
            comes_before(&heap->items[child + 1], &heap->items[child]))
            child++;
        if (!comes_before(&heap->items[child], &last))
            break;
        heap->items[at] = heap->items[child];
        at = child;
    }
    heap->items[at] = last;
    return first;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

int main(int count, char **arguments)
{
    long events = count > 1 ? atol(arguments[1]) : EVENTS;
    long pending = count > 2 ? atol(arguments[2]) : PENDING;
    if (events < 1 || pending < 1) {
        fprintf(stderr, "usage: heap [EVENTS [PENDING]]\n");
        return 2;
    }
    Heap heap = {.items = malloc(((size_t)pending + 1) * sizeof *heap.items)};
    if (heap.items == NULL)
        return 1;
    uint64_t random = 88172645463325252u;
    int64_t number = 0;
    int64_t now = 0;
    clock_t started = clock();
    while (number < pending)
        push(&heap, (Event){(int64_t)(next_random(&random) % LONGEST_US), number++});
    for (long i = 0; i < events; i++) {
        now = take(&heap).at;
        int64_t later = 1 + (int64_t)(next_random(&random) % LONGEST_US);
        push(&heap, (Event){now + later, number++});
    }
    printf("%ld events %.3f s, to %lld us\n", events,
        (double)(clock() - started) / CLOCKS_PER_SEC, (long long)now);
    free(heap.items);
    return 0;
}
