/* bench/wordcount.c -- wordcount FILE ROUNDS: the same count by hand, as the limit.
 *
 * Each round reads the file and prints ten counts, as the other programs do. One pass
 * over the text hashes each word as it finds its end; a word is counted where
 * it stands in the text, without a copy. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 15 }; /* power of two, three times the words of bench/text.lua */

typedef struct Slot {
    const char *word; /* NULL: free */
    uint32_t size;
    uint32_t hash;
    uint32_t count;
} Slot;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "wordcount: %s\n", what);
    exit(1);
}

/* The bytes are to be freed. */
static char *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        fail("cannot open the text");
    long end = ftell(file);
    rewind(file);
    char *text = end > 0 ? malloc((size_t)end) : NULL;
    if (text == NULL || fread(text, 1, (size_t)end, file) != (size_t)end)
        fail("cannot read the text");
    fclose(file);
    *size = (size_t)end;
    return text;
}

static Slot *find(Slot *slots, const char *word, uint32_t size, uint32_t hash)
{
    uint32_t mixed = hash * 0x9E3779B1u;
    uint32_t at = mixed >> 17;
    while (slots[at].word != NULL &&
        (slots[at].hash != hash || slots[at].size != size ||
            memcmp(slots[at].word, word, size) != 0))
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void count_word(Slot *slots, const char *word, uint32_t size, uint32_t hash)
{
    Slot *slot = find(slots, word, size, hash);
    if (slot->word == NULL)
        *slot = (Slot){word, size, hash, 0};
    slot->count++;
}

static void count_text(Slot *slots, const char *text, size_t size)
{
    const char *end = text + size;
    while (text < end) {
        const char *word = text;
        uint32_t hash = 0;
        for (; text < end && *text != ' ' && *text != '\n'; text++)
            hash = hash * 31 + (unsigned char)*text;
        if (text > word)
            count_word(slots, word, (uint32_t)(text - word), hash);
        text++;
    }
}

static void print_some(const Slot *slots)
{
    int left = 10;
    for (int i = 0; i < SLOTS && left > 0; i++) {
        if (slots[i].word == NULL)
            continue;
        printf("(%.*s,%u)\n", (int)slots[i].size, slots[i].word, slots[i].count);
        left--;
    }
    puts("round");
    fflush(stdout);
}

/* The line of Tally:print in bench/text.lua. */
static void print_tally(const Slot *slots)
{
    uint64_t words = 0;
    uint64_t sum = 0;
    int distinct = 0;
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].word == NULL)
            continue;
        words += slots[i].count;
        distinct++;
        sum += (uint64_t)(slots[i].hash & 0x7FFFFFFF) * slots[i].count;
    }
    printf("%llu %d %llu\n", (unsigned long long)words, distinct,
        (unsigned long long)(sum & 0x7FFFFFFF));
}

int main(int argc, char **argv)
{
    if (argc != 3)
        fail("wants FILE ROUNDS");
    int rounds = atoi(argv[2]);
    Slot *slots = malloc(SLOTS * sizeof *slots);
    if (slots == NULL)
        fail("out of memory");

    for (int i = 0; i < rounds; i++) {
        size_t size;
        char *text = read_all(argv[1], &size);
        memset(slots, 0, SLOTS * sizeof *slots);
        count_text(slots, text, size);
        print_some(slots);
        if (i == rounds - 1)
            print_tally(slots);
        free(text);
    }
    free(slots);
    return 0;
}
