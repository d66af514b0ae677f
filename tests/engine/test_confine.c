/* tests/engine/test_confine.c -- what the system refuses to a confined process. */
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/confine.h"
#include "vm/base/mem.h"
#include "vm/base/temporary.h"

/* Whether this build confines at all: not everywhere, see cli/confine.c. */
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && \
    defined(__has_include)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <linux/landlock.h>
#include <sys/syscall.h>
#define CONFINES 1
#endif
#endif
#ifndef CONFINES
#define CONFINES 0
#endif

static bool has_landlock(void)
{
#if CONFINES
    return syscall(SYS_landlock_create_ruleset, NULL, 0,
               LANDLOCK_CREATE_RULESET_VERSION) >= 2;
#else
    return false;
#endif
}

/* Runs it in a process that is confined to the folder; what it returns, 0 to 100. */
static int confined(int (*body)(const char *folder))
{
    Err err;
    char *folder = temporary_new("sluice-test", &err);
    assert_non_null(folder);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        const char *readable[] = {"/dev/null"};
        confine_calls();
        confine_files(folder, readable, 1);
        _exit(body(folder));
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    temporary_remove(folder);
    mem_free(folder);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int start_programs(const char *folder)
{
    (void)folder;
    char *words[] = {NULL};
    bool refused = execv("/bin/true", words) == -1 && errno == EPERM;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return refused && child == -1 && system("exit 0") != 0 ? 1 : 2;
}

static int open_sockets(const char *folder)
{
    (void)folder;
    int ends[2];
    return socket(AF_INET, SOCK_STREAM, 0) == -1 && errno == EPERM &&
            socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1
        ? 1
        : 2;
}

static void *add_one(void *number)
{
    ++*(int *)number;
    return NULL;
}

static int start_threads(const char *folder)
{
    (void)folder;
    int number = 0;
    pthread_t thread;
    if (pthread_create(&thread, NULL, add_one, &number) == 0)
        pthread_join(thread, NULL);
    return number;
}

static bool can_write(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 && close(fd) == 0;
}

static int make_links(const char *folder)
{
    char path[512];
    snprintf(path, sizeof path, "%s/link", folder);
    return symlink("/etc/passwd", path) == -1 && link("/etc/passwd", path) == -1 ? 1
                                                                                 : 2;
}

static int use_files(const char *folder)
{
    if (!can_write(folder, "inside") || open("/dev/null", O_RDONLY) < 0)
        return 2;
    if (open("/etc/passwd", O_RDONLY) >= 0 || can_write("/tmp", "sluice-outside") ||
        can_write(folder, "../sluice-outside"))
        return 3;
    return 1;
}

static void test_no_programs(void **state)
{
    (void)state;
    if (CONFINES)
        assert_int_equal(confined(start_programs), 1);
}

static void test_no_sockets(void **state)
{
    (void)state;
    if (CONFINES)
        assert_int_equal(confined(open_sockets), 1);
}

static void test_no_links(void **state)
{
    (void)state;
    if (CONFINES)
        assert_int_equal(confined(make_links), 1);
}

static void test_threads(void **state)
{
    (void)state;
    assert_int_equal(confined(start_threads), 1);
}

static void test_files_of_the_folder_only(void **state)
{
    (void)state;
    if (has_landlock())
        assert_int_equal(confined(use_files), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_programs),
        cmocka_unit_test(test_no_sockets),
        cmocka_unit_test(test_no_links),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_files_of_the_folder_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
