// SPDX-License-Identifier: MIT
#include "vm/ingest/strand.h"

#include "vm/base/mem.h"

static bool is_before(const Strand *a, const Strand *b)
{
    return a->due != b->due ? a->due < b->due : a->line.number < b->line.number;
}

static void swap(StrandHeap *heap, int i, int j)
{
    Strand *strand = heap->items[i];
    heap->items[i] = heap->items[j];
    heap->items[j] = strand;
}

void strand_heap_push(StrandHeap *heap, Strand *strand)
{
    heap->items =
        mem_grow(heap->items, &heap->capacity, heap->count + 1, sizeof *heap->items);
    int i = heap->count++;
    heap->items[i] = strand;
    while (i > 0 && is_before(heap->items[i], heap->items[(i - 1) / 2])) {
        swap(heap, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

static void sink(StrandHeap *heap, int i)
{
    for (;;) {
        int first = i;
        for (int child = 2 * i + 1; child <= 2 * i + 2; child++) {
            if (child < heap->count &&
                is_before(heap->items[child], heap->items[first]))
                first = child;
        }
        if (first == i)
            return;
        swap(heap, i, first);
        i = first;
    }
}

Strand *strand_heap_pop(StrandHeap *heap)
{
    Strand *strand = heap->items[0];
    heap->items[0] = heap->items[--heap->count];
    sink(heap, 0);
    return strand;
}

void strand_heap_restore(StrandHeap *heap)
{
    for (int i = heap->count / 2 - 1; i >= 0; i--)
        sink(heap, i);
}

void strand_heap_free(StrandHeap *heap)
{
    mem_free(heap->items);
}
