/* vm/base/short.h -- runs of bytes that are nearly always short, such as keys and
 * numbers: copied and compared without a call. Spark: none.
 *
 * No byte outside of a run is read or written; its first and its last bytes may overlap
 * in the middle. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_SHORT_H
#define SLUICE_BASE_SHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Sixteen {
    uint64_t low;
    uint64_t high;
} Sixteen;

/* As memmove. */
static inline void short_copy(char *to, const char *from, size_t size)
{
    if (size >= 16 && size <= 32) {
        Sixteen head, tail;
        memcpy(&head, from, sizeof head);
        memcpy(&tail, from + size - sizeof tail, sizeof tail);
        memcpy(to, &head, sizeof head);
        memcpy(to + size - sizeof tail, &tail, sizeof tail);
    } else if (size >= 8 && size < 16) {
        uint64_t head, tail;
        memcpy(&head, from, sizeof head);
        memcpy(&tail, from + size - sizeof tail, sizeof tail);
        memcpy(to, &head, sizeof head);
        memcpy(to + size - sizeof tail, &tail, sizeof tail);
    } else if (size >= 4 && size < 8) {
        uint32_t head, tail;
        memcpy(&head, from, sizeof head);
        memcpy(&tail, from + size - sizeof tail, sizeof tail);
        memcpy(to, &head, sizeof head);
        memcpy(to + size - sizeof tail, &tail, sizeof tail);
    } else if (size > 0) {
        memmove(to, from, size);
    }
}

static inline bool short_same(const char *a, const char *b, size_t size)
{
    uint64_t a_head, a_tail, b_head, b_tail;
    if (size < sizeof a_head || size > 2 * sizeof a_head)
        return memcmp(a, b, size) == 0;
    memcpy(&a_head, a, sizeof a_head);
    memcpy(&b_head, b, sizeof b_head);
    memcpy(&a_tail, a + size - sizeof a_tail, sizeof a_tail);
    memcpy(&b_tail, b + size - sizeof b_tail, sizeof b_tail);
    return ((a_head ^ b_head) | (a_tail ^ b_tail)) == 0;
}

#endif
