/* tests/fuzz/replay.c -- gives the kept inputs to a fuzz target, as a TAP test.
 *
 * Usage: fuzz_NAME [FOLDER], where FOLDER has one input per file. The empty input is
 * always tried. A target that finds a mistake aborts: there is no plan then, and prove
 * says after which input it happened. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes of a regular file in memory of exactly that size, so that a sanitizer sees
 * a read behind the end; NULL if it cannot be read. */
static uint8_t *read_input(const char *path, size_t *size)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;

    if (file != NULL && fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode)) {
        *size = (size_t)info.st_size;
        data = malloc(*size > 0 ? *size : 1);
        if (data != NULL && fread(data, 1, *size, file) != *size) {
            free(data);
            data = NULL;
        }
    }
    if (file != NULL)
        fclose(file);
    return data;
}

static bool replay(int number, const char *folder, const char *name)
{
    char path[4096];
    size_t size = 0;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    uint8_t *data = read_input(path, &size);
    if (data != NULL)
        LLVMFuzzerTestOneInput(data, size);
    printf("%s %d - %s\n", data != NULL ? "ok" : "not ok", number, name);
    fflush(stdout);
    free(data);
    return data != NULL;
}

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    struct dirent **entries = NULL;
    int count = argc > 1 ? scandir(argv[1], &entries, is_input, alphasort) : 0;
    int failures = 0;

    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("ok 1 - the empty input\n");
    fflush(stdout);
    if (count < 0)
        count = 0; /* no inputs are kept for this target */
    for (int i = 0; i < count; i++) {
        failures += !replay(i + 2, argv[1], entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    printf("1..%d\n", count + 1);
    return failures > 0;
}
