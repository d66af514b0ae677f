/* tests/unit/test_files.c -- which files belong to which batch: of a listing, of files
 * that appear at simulated times, and of the disk. */
// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/time.h>

#include <cmocka.h>

#include "tests/unit/folder.h"
#include "vm/ingest/appearing.h"
#include "vm/ingest/disk.h"

/* A program's filter: 1 takes all, 2 what has a "b", 3 throws. */
static bool accepts(void *subject, int filter, const char *path, bool *ok)
{
    if (subject != NULL)
        buffer_printf(subject, "%s ", path);
    *ok = filter != 3;
    return filter == 1 || strchr(path, 'b') != NULL;
}

/* Files named by a letter each, changed at a number of ms: "a10000 b13000". */
static void list(FileListing *listing, const char *text)
{
    char name[2] = "";
    int ms;
    for (int taken; sscanf(text, " %1s%d%n", name, &ms, &taken) == 2; text += taken) {
        char path[32];
        snprintf(path, sizeof path, "file:/in/%s", name);
        file_listing_add(listing, path, path, TIME_MS(ms));
    }
}

/* The last parts of the names that a batch gets. */
static void expect(FileInput *input, int64_t batch, int64_t forget, const char *files,
    const char *wanted)
{
    FileSystem system = {.accepts = accepts};
    FileListing listing = {0};
    list(&listing, files);
    file_input_select(input, TIME_MS(batch), TIME_MS(forget), &system, &listing);
    Buffer found = {0};
    for (int i = 0; i < listing.count; i++)
        buffer_append_string(&found, strrchr(listing.items[i].path, '/') + 1);
    assert_string_equal(buffer_text(&found), wanted);
    buffer_free(&found);
    file_listing_free(&listing);
}

static const char SIX[] = "a10000 b13000 c15000 d17000 e19000 f21000";

/* Vectors "file input stream - newFilesOnly = true" and "= false". */
static void test_new_files_only(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", TIME_MS(12000), TIME_S(2), TIME_S(60));
    expect(input, 14000, -48000, SIX, "b");
    expect(input, 16000, -46000, SIX, "c");
    expect(input, 18000, -44000, SIX, "d");
    expect(input, 20000, -42000, SIX, "e");
    expect(input, 22000, -40000, SIX, "f");
    file_input_delete(input);

    input = file_input_new("in", 0, TIME_S(2), TIME_S(60));
    expect(input, 14000, -48000, SIX, "ab");
    expect(input, 16000, -46000, SIX, "c");
    file_input_delete(input);
}

/* The vector "recovery with file input stream", without the pause of the driver. */
static void test_each_file_once(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", 0, TIME_S(2), TIME_S(60));
    const char *files = "a1000 b3000 c5000 d9000 e11000 f13000";
    expect(input, 2000, -60000, files, "a");
    expect(input, 4000, -58000, files, "b");
    expect(input, 6000, -56000, files, "c");
    expect(input, 8000, -54000, files, "");
    expect(input, 14000, -48000, files, "def");
    file_input_delete(input);
}

static void test_files_that_no_batch_gets(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", TIME_MS(12000), TIME_S(2), TIME_S(60));
    expect(input, 14000, -48000, ".10000 a12000 b12001 c15000", "b");
    expect(input, 16000, -46000, ".10000 a12000 b12001 c15000", "c");
    const IgnoredFile *files;
    assert_int_equal(file_input_ignored(input, &files), 2);
    assert_string_equal(files[0].path, "file:/in/.");
    assert_true(files[0].hidden);
    assert_string_equal(files[1].path, "file:/in/a");
    assert_false(files[1].hidden);
    file_input_delete(input);
}

static void test_edges(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", TIME_MS(500), TIME_S(1), TIME_S(60));
    assert_string_equal(file_input_folder(input), "in");
    /* At the threshold it is too old; at the time of the batch it belongs to it. */
    expect(input, 1000, 0, "a500 b501 c1000 d1001", "bc");
    expect(input, 2000, 0, "a500 b1500 c1000 d1001", "d");
    /* Seen late, but within the window; then not. */
    expect(input, 61000, 0, "e1001", "e");
    expect(input, 61000, 0, "f1000 g999", "");
    file_input_delete(input);
}

static void test_window_is_whole_batches(void **state)
{
    (void)state;
    const int64_t cases[][2] = {{2, 60}, {7, 63}, {90, 90}, {60, 60}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FileInput *input = file_input_new("in", 0, TIME_S(cases[i][0]), TIME_S(60));
        assert_int_equal(file_input_window(input), TIME_S(cases[i][1]));
        file_input_delete(input);
    }
}

static void test_touched_again(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", 0, TIME_S(1), TIME_S(2));
    expect(input, 1000, -2000, "a500", "a");
    expect(input, 2000, -1000, "a1500", "");
    expect(input, 4000, 1000, "a3500", "");
    expect(input, 5000, 2000, "a4500", "a"); /* forgotten: new again */
    file_input_delete(input);
}

static void test_filters(void **state)
{
    (void)state;
    FileInput *input = file_input_new("in", 0, TIME_S(1), TIME_S(60));
    expect(input, 1000, 0, ".500 a500 _500", "a_");
    file_input_set_filter(input, 2);
    expect(input, 2000, 0, "b1500 c1500", "b");
    file_input_set_filter(input, 1);
    expect(input, 3000, 0, ".2500 d2500", ".d");
    file_input_set_filter(input, 3);
    expect(input, 4000, 0, "e3500 f3500", "");
    file_input_set_filter(input, 1);
    expect(input, 5000, 0, "e3500 f3500", "ef");

    /* It is asked about every file, the old ones as well. */
    Buffer asked = {0};
    FileSystem system = {.subject = &asked, .accepts = accepts};
    FileListing listing = {0};
    list(&listing, "a1 g5500");
    file_input_select(input, TIME_MS(6000), 0, &system, &listing);
    assert_int_equal(listing.count, 1);
    assert_string_equal(buffer_text(&asked), "file:/in/a file:/in/g ");
    file_listing_free(&listing);
    buffer_free(&asked);
    file_input_delete(input);
}

/* "NAME@MS<SOURCE" of each entry; @ in front of a name is the folder of the test. */
static void expect_listing(FileListing *listing, const char *text)
{
    char *wanted = folder_expand(text);
    Buffer found = {0};
    for (int i = 0; i < listing->count; i++)
        buffer_printf(&found, "%s %lld %s\n", listing->items[i].path,
            (long long)time_to_ms(listing->items[i].modified),
            listing->items[i].source);
    assert_string_equal(buffer_text(&found), wanted);
    buffer_free(&found);
    mem_free(wanted);
    file_listing_free(listing);
}

static void test_appearing(void **state)
{
    (void)state;
    Clock clock;
    clock_init_simulated(&clock, 0);
    Appearing *files = appearing_new(&clock);
    assert_true(appearing_add(files,
        &(AppearingFile){.folder = "in", .source = "data/b.txt", .at = TIME_MS(500)},
        NULL));
    assert_true(appearing_add(files,
        &(AppearingFile){.folder = "./in/", .source = "data/a.txt", .at = TIME_MS(500)},
        NULL));
    assert_true(appearing_add(files,
        &(AppearingFile){.folder = "in", .source = "other/a.txt", .at = TIME_MS(1500)},
        NULL));
    assert_true(appearing_add(files,
        &(AppearingFile){.folder = "in2", .source = "c", .at = TIME_MS(700)}, NULL));
    Err err;
    assert_false(appearing_add(files,
        &(AppearingFile){.folder = "hdfs://host/in", .source = "c", .at = 0}, &err));
    assert_int_equal(err.code, ERR_UNSUPPORTED);

    assert_true(appearing_check(files, "in", NULL));
    assert_true(appearing_check(files, "i*", NULL));
    assert_false(appearing_check(files, "out", &err));
    assert_string_equal(err.message, "nothing brings files into out");
    assert_false(appearing_check(files, "", &err));

    FileListing listing = {0};
    assert_true(appearing_list(files, "in", &listing));
    assert_int_equal(listing.count, 0);
    clock.now = TIME_MS(1000);
    assert_true(appearing_list(files, "in", &listing));
    expect_listing(&listing,
        "file:@/in/a.txt 500 @/data/a.txt\nfile:@/in/b.txt 500 @/data/b.txt\n");
    assert_true(appearing_expects(files, "in"));
    assert_false(appearing_expects(files, "in2"));
    clock.now = TIME_MS(1500);
    assert_true(appearing_list(files, "in*", &listing));
    expect_listing(&listing,
        "file:@/in/a.txt 1500 @/other/a.txt\nfile:@/in/b.txt 500 @/data/b.txt\n"
        "file:@/in2/c 700 @/c\n");
    assert_false(appearing_expects(files, "in"));
    appearing_delete(files);
}

static void put(const char *path, int ms)
{
    folder_write_text(path, "x\n");
    struct timeval times[2] = {{ms / 1000, ms % 1000 * 1000 + 7},
        {ms / 1000, ms % 1000 * 1000 + 7}};
    assert_int_equal(utimes(path, times), 0);
}

static void test_disk(void **state)
{
    (void)state;
    FileListing listing = {0};
    assert_true(disk_check(NULL, "in", NULL));
    assert_false(disk_check(NULL, "s3:bucket", NULL));
    assert_false(disk_list(NULL, "in", &listing));
    folder_write_text("plain", "");
    assert_false(disk_list(NULL, "plain", &listing));
    mkdir("in", 0777);
    assert_true(disk_list(NULL, "in", &listing));
    assert_int_equal(listing.count, 0);
    put("in/b", 1500);
    put("in/.a", 2500);
    assert_true(disk_list(NULL, "in/", &listing));
    expect_listing(&listing, "file:@/in/.a 2500 @/in/.a\nfile:@/in/b 1500 @/in/b\n");
    mkdir("in2", 0777);
    put("in2/c", 3500);
    assert_true(disk_list(NULL, "in{,2}", &listing));
    assert_int_equal(listing.count, 3);
    file_listing_free(&listing);
    assert_true(disk_expects(NULL, "in"));
}

#define TEST(function) \
    cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_files_only),
        cmocka_unit_test(test_each_file_once),
        cmocka_unit_test(test_files_that_no_batch_gets),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_window_is_whole_batches),
        cmocka_unit_test(test_touched_again),
        cmocka_unit_test(test_filters),
        TEST(test_appearing),
        TEST(test_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
