/* vm/sim/queue.c -- a binary heap over reusable slots.
 *
 * The heap holds what the order depends on; what an event does stays in its slot, which
 * knows its place in the heap, so that cancelling costs no search. An id is the number
 * of the event followed by the number of its slot: ids grow with time, which makes them
 * the last word in the order, and a slot that was used again does not answer to an old
 * id. Nothing is allocated for an event once the arrays have grown. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/sim/queue.h"

enum { SLOT_BITS = 24, MAX_SLOTS = 1 << SLOT_BITS, NO_SLOT = -1 };

typedef struct Slot {
    EventId id; /* 0: free */
    EventFn *fn;
    void *subject;
    int64_t argument;
    int place; /* in the heap; of a free slot: the next free one, or NO_SLOT */
} Slot;

typedef struct Item {
    SimTime at;
    EventId id;
    Rank rank;
} Item;

struct Queue {
    Item *heap;
    int count;
    int heap_capacity;
    Slot *slots;
    int n_slots; /* slots ever used */
    int slots_capacity;
    int free_slot; /* first of the free list, or NO_SLOT */
    uint64_t pushed;
    int64_t fired;
};

Queue *queue_new(void)
{
    Queue *queue = mem_zero_alloc(sizeof *queue);
    queue->free_slot = NO_SLOT;
    return queue;
}

void queue_delete(Queue *queue)
{
    if (queue == NULL)
        return;
    mem_free(queue->heap);
    mem_free(queue->slots);
    mem_free(queue);
}

static int slot_of(EventId id)
{
    return (int)(id & (MAX_SLOTS - 1));
}

static bool comes_before(const Item *a, const Item *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    if (a->rank != b->rank)
        return a->rank < b->rank;
    return a->id < b->id;
}

static void put_item(Queue *queue, int place, Item item)
{
    queue->heap[place] = item;
    queue->slots[slot_of(item.id)].place = place;
}

static void sift_up(Queue *queue, int place, Item item)
{
    while (place > 0) {
        int parent = (place - 1) / 2;
        if (!comes_before(&item, &queue->heap[parent]))
            break;
        put_item(queue, place, queue->heap[parent]);
        place = parent;
    }
    put_item(queue, place, item);
}

static void sift_down(Queue *queue, int place, Item item)
{
    int child;
    while ((child = 2 * place + 1) < queue->count) {
        const Item *heap = queue->heap;
        if (child + 1 < queue->count && comes_before(&heap[child + 1], &heap[child]))
            child++;
        if (!comes_before(&heap[child], &item))
            break;
        put_item(queue, place, heap[child]);
        place = child;
    }
    put_item(queue, place, item);
}

static int take_slot(Queue *queue)
{
    int number = queue->free_slot;
    if (number != NO_SLOT) {
        queue->free_slot = queue->slots[number].place;
        return number;
    }
    CHECK(queue->n_slots < MAX_SLOTS);
    queue->slots = mem_grow(queue->slots, &queue->slots_capacity, queue->n_slots + 1,
        sizeof *queue->slots);
    return queue->n_slots++;
}

static void free_slot(Queue *queue, int number)
{
    queue->slots[number].id = 0;
    queue->slots[number].place = queue->free_slot;
    queue->free_slot = number;
}

/* Takes an item out of the heap and fills its place with the last one, which may have
 * to move either way. */
static void remove_item(Queue *queue, int place)
{
    Item last = queue->heap[--queue->count];
    if (place == queue->count)
        return;
    if (place > 0 && comes_before(&last, &queue->heap[(place - 1) / 2]))
        sift_up(queue, place, last);
    else
        sift_down(queue, place, last);
}

EventId queue_push(Queue *queue, SimTime at, Rank rank, EventFn *fn, void *subject,
    int64_t argument)
{
    CHECK(fn != NULL);
    CHECK(at != TIME_NEVER);
    int number = take_slot(queue);
    EventId id = ++queue->pushed << SLOT_BITS | (EventId)number;
    queue->slots[number] =
        (Slot){.id = id, .fn = fn, .subject = subject, .argument = argument};
    queue->heap = mem_grow(queue->heap, &queue->heap_capacity, queue->count + 1,
        sizeof *queue->heap);
    sift_up(queue, queue->count++, (Item){.at = at, .id = id, .rank = rank});
    return id;
}

bool queue_has(const Queue *queue, EventId id)
{
    int number = slot_of(id);
    return id != 0 && number < queue->n_slots && queue->slots[number].id == id;
}

void queue_cancel(Queue *queue, EventId id)
{
    int number = slot_of(id);
    if (!queue_has(queue, id))
        return;
    remove_item(queue, queue->slots[number].place);
    free_slot(queue, number);
}

SimTime queue_next_time(const Queue *queue)
{
    return queue->count == 0 ? TIME_NEVER : queue->heap[0].at;
}

/* The event is out of the queue before its function runs, which may push or cancel. */
void queue_fire(Queue *queue)
{
    CHECK(queue->count > 0);
    int number = slot_of(queue->heap[0].id);
    Slot event = queue->slots[number];
    remove_item(queue, 0);
    free_slot(queue, number);
    queue->fired++;
    event.fn(event.subject, event.argument);
}

int64_t queue_fired(const Queue *queue)
{
    return queue->fired;
}

int queue_count(const Queue *queue)
{
    return queue->count;
}
