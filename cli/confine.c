// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "cli/confine.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define HAS_CONFINEMENT
#endif
#endif

#ifdef HAS_CONFINEMENT

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Calls. */

#if defined(__x86_64__)
#define OUR_SYSTEM AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_SYSTEM AUDIT_ARCH_AARCH64
#else
#define OUR_SYSTEM 0
#endif

/* From here on x86 has the same calls once more, for other sizes of pointers. */
static const uint32_t OTHER_CALLS = 0x40000000;

/* Refused with EPERM. */
static const int REFUSED[] = {
    SYS_execve,
    SYS_execveat,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept4,
    SYS_sendto,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mknodat,
    SYS_unshare,
    SYS_setns,
    SYS_mount,
    SYS_keyctl,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_truncate,
    SYS_fchmodat,
    SYS_fchownat,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
    SYS_link,
    SYS_symlink,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
#endif
};

enum {
    N_REFUSED = sizeof REFUSED / sizeof REFUSED[0],
    MOST_STEPS = 2 * N_REFUSED + 16
};

typedef struct Filter {
    struct sock_filter steps[MOST_STEPS];
    unsigned short n;
} Filter;

static void load(Filter *filter, size_t offset)
{
    filter->steps[filter->n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

static void answer(Filter *filter, uint32_t what)
{
    filter->steps[filter->n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what);
}

/* If what was loaded is that number, the answer is this; else the next step. */
static void answer_if(Filter *filter, int number, uint32_t what)
{
    filter->steps[filter->n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 1);
    answer(filter, what);
}

/* A new thread may be, a new process not. The flags of clone3 cannot be seen: without
 * it, the C library takes clone. */
static void add_clone(Filter *filter)
{
    answer_if(filter, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
    filter->steps[filter->n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
    load(filter, offsetof(struct seccomp_data, args[0]));
    filter->steps[filter->n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0);
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
    answer(filter, SECCOMP_RET_ALLOW);
}

void confine_calls(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (OUR_SYSTEM == 0)
        return;

    Filter filter = {.n = 0};
    load(&filter, offsetof(struct seccomp_data, arch));
    filter.steps[filter.n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
        (uint32_t)OUR_SYSTEM, 1, 0);
    answer(&filter, SECCOMP_RET_ERRNO | EPERM); /* calls of another kind of machine */
    load(&filter, offsetof(struct seccomp_data, nr));
    filter.steps[filter.n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_CALLS, 0, 1);
    answer(&filter, SECCOMP_RET_ERRNO | EPERM);
    for (int i = 0; i < N_REFUSED; i++)
        answer_if(&filter, REFUSED[i], SECCOMP_RET_ERRNO | EPERM);
    add_clone(&filter);
    answer(&filter, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = filter.n, .filter = filter.steps};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/* Files. */

/* Before its second version Landlock lets no file go from folder to folder. */
enum { LEAST_LANDLOCK = 2 };

/* Headers may be older than the system. */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif

static const uint64_t READS = LANDLOCK_ACCESS_FS_READ_FILE;

static const uint64_t ALL = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER;

static const uint64_t WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_REFER;

static void allow(int rules, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr below = {.allowed_access = rights,
        .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (below.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    close(below.parent_fd);
}

void confine_files(const char *folder, const char *const *readable, int n)
{
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < LEAST_LANDLOCK)
        return;
    struct landlock_ruleset_attr handled = {.handled_access_fs = ALL};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return;
    allow(rules, folder, WRITES);
    for (int i = 0; i < n; i++)
        allow(rules, readable[i], READS);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

#else

void confine_calls(void)
{
}

void confine_files(const char *folder, const char *const *readable, int n)
{
    (void)folder;
    (void)readable;
    (void)n;
}

#endif
