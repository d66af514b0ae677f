/* cli/enclosed.c -- the child: limits on itself, and frames to its parent. */
// SPDX-License-Identifier: MIT
#define _DEFAULT_SOURCE
#include "cli/enclosed.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <lauxlib.h>

#include "cli/confine.h"
#include "lua/base/box.h"
#include "lua/base/owned.h"
#include "lua/base/plain.h"
#include "vm/base/file.h"
#include "vm/base/mem.h"
#include "vm/base/path.h"

enum { ANSWER_FD = 3, MOST_FDS = 128, LOOKED_AT_FDS = 4096, PENDING_BYTES = 1 << 16 };

/* A run that is late gets so long to say so itself: share of its time. */
#define GRACE 0.25

typedef struct Enclosure {
    Box box;
    pthread_mutex_t lock; /* of what follows */
    char pending[PENDING_BYTES];
    volatile size_t size;
    volatile sig_atomic_t is_writing;
    long long traced_left;
} Enclosure;

/* A signal has no other way to find it. */
static Enclosure *enclosure;

/* Frames. */

static void write_all(const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(ANSWER_FD, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            _exit(EXIT_FAILURE); /* nobody reads any more */
        bytes += written;
        size -= (size_t)written;
    }
}

static void flush(Enclosure *self)
{
    self->is_writing = 1;
    write_all(self->pending, self->size);
    self->size = 0;
    self->is_writing = 0;
}

static void put(Enclosure *self, const char *bytes, size_t size)
{
    if (self->size + size > PENDING_BYTES)
        flush(self);
    if (size > PENDING_BYTES) {
        self->is_writing = 1;
        write_all(bytes, size);
        self->is_writing = 0;
        return;
    }
    memcpy(self->pending + self->size, bytes, size);
    self->size += size;
}

static void put_frame(Enclosure *self, FrameKind kind, const char *bytes, size_t size)
{
    char head[FRAME_HEAD] = {(char)kind};
    uint32_t length = (uint32_t)size;
    memcpy(head + 1, &length, sizeof length);
    put(self, head, sizeof head);
    put(self, bytes, size);
}

static _Noreturn void end_with(Enclosure *self, char letter)
{
    put_frame(self, FRAME_LIMIT, &letter, 1);
    flush(self);
    _exit(EXIT_SUCCESS);
}

static void on_trace(Box *box, const char *line, size_t size)
{
    Enclosure *self = (Enclosure *)box;
    pthread_mutex_lock(&self->lock);
    self->traced_left -= (long long)size;
    if (self->traced_left < 0)
        end_with(self, LIMIT_LETTERS[BOX_LIMIT_COUNT]);
    put_frame(self, FRAME_TRACE, line, size);
    pthread_mutex_unlock(&self->lock);
}

static void on_said(Box *box, const char *text, size_t size)
{
    Enclosure *self = (Enclosure *)box;
    pthread_mutex_lock(&self->lock);
    self->traced_left -= (long long)size;
    if (self->traced_left < 0)
        end_with(self, LIMIT_LETTERS[BOX_LIMIT_COUNT]);
    put_frame(self, FRAME_SAID, text, size);
    pthread_mutex_unlock(&self->lock);
}

/* Called on any thread of the run. */
__attribute__((noreturn)) static void on_end(Box *box, BoxLimit limit)
{
    Enclosure *self = (Enclosure *)box;
    pthread_mutex_lock(&self->lock);
    end_with(self, LIMIT_LETTERS[limit]);
}

/* Lua notices the first signal. It does not while it is in a function of C, such as
 * string.rep; then a second one comes, which waits for nobody. */
static void on_late(int signal_number)
{
    (void)signal_number;
    Enclosure *self = enclosure;
    if (!atomic_exchange(&self->box.is_late, true))
        return;
    const uint32_t length = 1;
    char frame[FRAME_HEAD + 1] = {FRAME_LIMIT};
    memcpy(frame + 1, &length, sizeof length);
    frame[FRAME_HEAD] = LIMIT_LETTERS[BOX_TIME];
    if (!self->is_writing) {
        write_all(self->pending, self->size);
        write_all(frame, sizeof frame);
    }
    _exit(EXIT_LATE);
}

/* Limits. */

static double number_field(lua_State *L, const char *name, double absent)
{
    lua_getfield(L, -1, name);
    double value = lua_isnumber(L, -1) ? lua_tonumber(L, -1) : absent;
    lua_pop(L, 1);
    return value > 0 ? value : absent;
}

Limits limits_read(lua_State *L, int request)
{
    if (lua_getfield(L, request, "limits") != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
    Limits limits = {
        .seconds = number_field(L, "seconds", LIMIT_SECONDS),
        .memory = (long long)number_field(L, "memory", LIMIT_MEMORY),
        .printed = (long long)number_field(L, "output", LIMIT_PRINTED),
        .instructions = (long long)number_field(L, "instructions", LIMIT_INSTRUCTIONS),
    };
    lua_pop(L, 1);
    return limits;
}

static void limit(int what, long long most)
{
    struct rlimit now;
    if (getrlimit(what, &now) != 0)
        return;
    if (now.rlim_max == RLIM_INFINITY || now.rlim_max > (rlim_t)most)
        now.rlim_max = (rlim_t)most;
    now.rlim_cur = now.rlim_max;
    setrlimit(what, &now);
}

/* Sanitizers reserve more addresses than any limit would allow. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

/* The request is at index 1. Of the disk the process sees the folder of its parent's
 * making, which is above the program's, and the files that the request names. */
static void confine(lua_State *L)
{
    lua_getfield(L, 1, "files");
    int most = lua_istable(L, 2) ? (int)luaL_len(L, 2) : 0;
    const char **files = mem_zero_alloc(((size_t)most + 1) * sizeof *files);
    int n = 0;
    for (int i = 1; i <= most; i++) {
        lua_rawgeti(L, 2, i);
        lua_getfield(L, -1, "file");
        if (lua_isstring(L, -1))
            files[n++] = lua_tostring(L, -1); /* the request keeps it */
        lua_pop(L, 2);
    }
    lua_settop(L, 1);
    confine_calls();
    confine_files("..", files, n);
    mem_free(files);
}

static void limit_process(const Limits *limits)
{
    if (!HAS_SANITIZER)
        limit(RLIMIT_AS, limits->memory + MEMORY_BESIDES);
    limit(RLIMIT_CPU, (long long)(limits->seconds * (1 + 2 * GRACE)) + 2);
    limit(RLIMIT_FSIZE, LIMIT_FILES);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, MOST_FDS);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, 1); /* each reserves addresses */
#endif
}

static struct timeval seconds_of(double seconds)
{
    struct timeval time = {.tv_sec = (time_t)seconds};
    time.tv_usec = (suseconds_t)((seconds - (double)time.tv_sec) * 1e6);
    if (time.tv_sec == 0 && time.tv_usec == 0)
        time.tv_usec = 1; /* zero would be none */
    return time;
}

static void limit_time(double seconds)
{
    struct sigaction action = {.sa_handler = on_late, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGPROF, &action, NULL);
    struct itimerval timer = {.it_value = seconds_of(seconds),
        .it_interval = seconds_of(seconds * GRACE)};
    setitimer(ITIMER_PROF, &timer, NULL);
}

/* Nothing that the parent has open stays so; the answer gets a place where nothing is
 * printed. */
static void move_descriptors(void)
{
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = ANSWER_FD; fd < most && fd < LOOKED_AT_FDS; fd++)
        close(fd);
    int answer = dup2(STDOUT_FILENO, ANSWER_FD);
    int nothing = open("/dev/null", O_RDWR);
    if (answer < 0 || nothing < 0)
        _exit(EXIT_FAILURE);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    close(nothing);
}

static void enclose(const Limits *limits)
{
    Enclosure *self = mem_zero_alloc(sizeof *self);
    pthread_mutex_init(&self->lock, NULL);
    self->traced_left = LIMIT_TRACED;
    self->box = (Box){.memory_bytes = (size_t)limits->memory,
        .trace = on_trace,
        .said = on_said,
        .end = on_end};
    atomic_store(&self->box.instructions_left, limits->instructions);
    atomic_store(&self->box.printed_left, limits->printed);
    enclosure = self;
    path_enclose();
    limit_process(limits);
    limit_time(limits->seconds);
}

int host_enclosed_begin(lua_State *L)
{
    lua_settop(L, 0);
    Buffer *bytes = owned_push_buffer(L);
    Err err;
    if (isatty(STDIN_FILENO) || !file_read("-", bytes, &err) ||
        !plain_read(L, bytes->data, bytes->size) || !lua_istable(L, -1))
        return 0;
    buffer_free(bytes);
    lua_remove(L, 1);
    Limits limits = limits_read(L, 1);

    move_descriptors();
    enclose(&limits);
    if (!HAS_SANITIZER) /* their reports need more */
        confine(L);
    lua_pushlightuserdata(L, &enclosure->box);
    lua_setfield(L, 1, "box");
    return 1;
}

int host_enclosed_end(lua_State *L)
{
    Buffer *result = owned_push_buffer(L);
    Enclosure *self = enclosure;
    if (self == NULL || !plain_write(L, 1, UINT32_MAX, result))
        return luaL_error(L, "a result that is not plain, or of nothing");
    pthread_mutex_lock(&self->lock);
    put_frame(self, FRAME_RESULT, result->data, result->size);
    flush(self);
    _exit(EXIT_SUCCESS);
}
