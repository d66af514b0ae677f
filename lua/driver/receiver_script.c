/* lua/driver/receiver_script.c -- a receiver of the program's own.
 *
 * The Lua state is a worker's, with a task that never ends: so globals are fetched from
 * the driver, print goes to the executor, and the functions of onStart and onStop see
 * one environment. The main thread of the state starts things; onStart runs in a
 * coroutine, onStop, which may be called while that runs, in a thread beside it. */
// SPDX-License-Identifier: MIT
#include "lua/driver/receiver_script.h"

#include <lauxlib.h>
#include <stddef.h>

#include "lua/base/display.h"
#include "lua/base/scripts.h"
#include "lua/base/value.h"
#include "lua/driver/driver_parts.h"
#include "lua/driver/rx.h"
#include "lua/driver/wire.h"
#include "lua/task/task.h"
#include "vm/base/err.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"

/* At one moment of time a receiver may run so many instructions: about a second. */
enum { HOOK_INSTRUCTIONS = 100000, MOST_INSTRUCTIONS = 50000000 };

/* The stack of the main thread. */
enum { AT_START = FRAME_ANCHOR + 1, AT_STOP, AT_STORED, AT_RX };

typedef struct ReceiverScript {
    Source base;
    Driver *driver;
    FuncId maker;
    Rx rx;
    Worker *worker; /* NULL before the first start */
    int launches;
    Task task;
    StageWork work;
    TaskSpec spec;
    TaskResult result; /* for what is printed */
    SimTime instant;   /* that of the last instructions */
    int64_t spent;     /* instructions at that moment */
    bool is_stuck;
} ReceiverScript;

static ReceiverScript *state_of(lua_State *L)
{
    const Worker *worker = state_context(L)->owner;
    return (ReceiverScript *)((char *)worker->task - offsetof(ReceiverScript, task));
}

static void flush_printed(ReceiverScript *self)
{
    Buffer *printed = &self->result.printed;
    if (printed->size > 0)
        driver_print(self->driver, "executor", printed->data, printed->size);
    buffer_clear(printed);
    self->worker->scratches.taken = 0;
}

/* Trouble. */

/* The innermost function of the program's in a thread that ended with an error. */
static void locate(lua_State *L, SourceNotice *notice)
{
    lua_Debug frame;
    for (int level = 0; lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0 && frame.source[0] == '@' &&
            !scripts_is_ours(frame.source)) {
            notice->file = frame.source + 1;
            notice->line = frame.currentline;
            return;
        }
    }
}

typedef struct ErrorTexts {
    const char *class_name;
    const char *message;
    bool is_unnoticed;
} ErrorTexts;

/* error value, ErrorTexts -> the texts, so that they live until they are popped */
static int read_error(lua_State *L)
{
    ErrorTexts *texts = lua_touserdata(L, 2);
    if (lua_istable(L, 1)) {
        if (lua_getfield(L, 1, "class") == LUA_TSTRING)
            texts->class_name = lua_tostring(L, 3);
        if (lua_getfield(L, 1, "message") == LUA_TSTRING)
            texts->message = lua_tostring(L, 4);
        texts->is_unnoticed = lua_getfield(L, 1, RX_UNNOTICED) == LUA_TBOOLEAN;
    }
    if (texts->message == NULL)
        texts->message = display_tolstring(L, 1, NULL);
    return lua_gettop(L) - 2;
}

/* Tells the supervisor of the error value on the top of a thread that ended with it.
 * False: Spark would not notice, and the receiver stays. */
static bool tell_failure(ReceiverScript *self, lua_State *thread, SourceNoticeKind kind)
{
    lua_State *L = self->worker->L;
    int top = lua_gettop(L);
    ErrorTexts texts = {0};
    SourceNotice notice = {.kind = kind};
    locate(thread, &notice);
    lua_pushcfunction(L, read_error);
    lua_xmove(thread, L, 1);
    lua_pushlightuserdata(L, &texts);
    bool read = lua_pcall(L, 2, LUA_MULTRET, 0) == LUA_OK;
    if (texts.is_unnoticed)
        notice.kind = NOTICE_LOST;
    notice.error = read ? texts.message : "not enough memory";
    notice.error_class =
        read && texts.class_name != NULL ? texts.class_name : err_class(ERR_RUNTIME);
    self->base.listener.notice(self->base.listener.subject, &notice);
    lua_settop(L, top);
    return !texts.is_unnoticed;
}

static void count_instructions(lua_State *L, lua_Debug *at);

/* The hook goes on raising, so that pcall cannot swallow it. */
static int raise_stuck(lua_State *L, void *subject, const char *what)
{
    ReceiverScript *self = subject;
    self->is_stuck = true;
    lua_sethook(L, count_instructions, LUA_MASKCOUNT, 1);
    lua_pushfstring(L, "%s at one moment: time passes only while the receiver sleeps",
        what);
    return lua_error(L); /* its place would be one of our own files */
}

static void count_instructions(lua_State *L, lua_Debug *at)
{
    (void)at;
    ReceiverScript *self = state_of(L);
    if (self->driver->options->box != NULL)
        box_count(L, HOOK_INSTRUCTIONS);
    self->spent += self->is_stuck ? 0 : HOOK_INSTRUCTIONS;
    if (self->driver->interrupted == 0 && self->spent < MOST_INSTRUCTIONS)
        return;
    int millions = MOST_INSTRUCTIONS / 1000000;
    raise_stuck(L, self, lua_pushfstring(L, "%d million instructions", millions));
}

static void watch(ReceiverScript *self, lua_State *L)
{
    if (self->instant != self->driver->clock->now)
        self->spent = 0;
    self->instant = self->driver->clock->now;
    lua_sethook(L, count_instructions, LUA_MASKCOUNT, HOOK_INSTRUCTIONS);
}

/* Running. */

static bool is_interrupted(const ReceiverScript *self)
{
    return self->driver->interrupted != 0;
}

static void end_thread(ReceiverScript *self, lua_State *thread, int status)
{
    Rx *rx = &self->rx;
    rx->thread = NULL;
    wire_close_all(rx);
    if (status == LUA_YIELD) {
        lua_settop(thread, 0);
        lua_pushliteral(thread,
            "the receiver yields, and nobody resumes it; rx:sleep(...) lets time pass");
    }
    SourceNoticeKind kind = self->is_stuck ? NOTICE_STUCK : NOTICE_FAILED;
    bool is_noticed =
        status != LUA_OK && !is_interrupted(self) && tell_failure(self, thread, kind);
    if (!is_noticed && rx->is_started)
        self->base.listener.changed(self->base.listener.subject, SOURCE_DRY, NULL);
}

static void go_on(ReceiverScript *self, int n)
{
    Rx *rx = &self->rx;
    lua_State *thread = rx->thread;
    watch(self, thread);
    int given;
    int status = lua_resume(thread, self->worker->L, n, &given);
    flush_printed(self);
    if (status == LUA_YIELD && (rx->wake != 0 || rx->is_over || rx->waits_for != NULL))
        lua_pop(thread, given);
    else
        end_thread(self, thread, status);
}

/* The argument is how many values on the stack of the thread it is resumed with. */
static void on_wake(void *subject, int64_t argument)
{
    ReceiverScript *self = subject;
    self->rx.wake = 0;
    self->rx.waits_for = NULL;
    go_on(self, (int)argument);
}

/* function, receiver object -> a thread that has both on its stack */
static int make_thread(lua_State *L)
{
    lua_State *thread = lua_newthread(L);
    lua_insert(L, 1);
    lua_xmove(L, thread, 2);
    return 1;
}

/* Pushes a thread onto the main stack; NULL, and nothing pushed, without memory. */
static lua_State *push_thread(ReceiverScript *self, int function)
{
    lua_State *L = self->worker->L;
    lua_pushcfunction(L, make_thread);
    lua_pushvalue(L, function);
    lua_pushvalue(L, AT_RX);
    if (lua_pcall(L, 2, 1, 0) == LUA_OK)
        return lua_tothread(L, -1);
    lua_pop(L, 1);
    return NULL;
}

static void go_on_stopping(ReceiverScript *self, int n)
{
    lua_State *thread = self->rx.stopping;
    watch(self, thread);
    int given;
    int status = lua_resume(thread, self->worker->L, n, &given);
    flush_printed(self);
    if (status == LUA_YIELD && self->rx.stop_wake != 0) {
        lua_pop(thread, given);
        return;
    }
    if (status != LUA_OK && status != LUA_YIELD && !is_interrupted(self))
        tell_failure(self, thread, NOTICE_STOP_FAILED);
    self->rx.stopping = NULL;
}

static void on_stop_wake(void *subject, int64_t argument)
{
    ReceiverScript *self = subject;
    (void)argument;
    self->rx.stop_wake = 0;
    go_on_stopping(self, 0);
}

/* The thread stays on the stack while it waits. */
static void run_on_stop(ReceiverScript *self)
{
    self->rx.stopping = push_thread(self, AT_STOP);
    if (self->rx.stopping == NULL)
        return;
    go_on_stopping(self, 1);
    if (self->rx.stopping == NULL)
        lua_pop(self->worker->L, 1);
}

/* Starting. */

/* code, and the frame of a task -> onStart, onStop, onBlockStored, receiver object */
static int load_functions(lua_State *L)
{
    ReceiverScript *self = state_of(L);
    const Buffer *code = lua_touserdata(L, 1);
    task_begin_functions(&self->task);
    ship_read(L, code, TASK_ANCHOR);
    lua_call(L, 0, 3);
    self->rx.wants_metadata = lua_isfunction(L, -1);
    rx_set_sleep(L, &self->rx);
    rx_push(L, &self->rx);
    wire_open(L, &self->rx);
    return 4;
}

/* A copy of the functions, as they are on the driver now. */
static bool load(ReceiverScript *self)
{
    WorkerSupply supply = driver_supply(self->driver);
    driver_ship(self->driver, self->maker);
    const Shipped *shipped = &self->driver->shipped[self->maker];
    self->worker = worker_new(&supply, 0);
    if (self->worker == NULL)
        return false;
    self->work.stage = -1 - self->rx.input;
    self->spec.partition = self->launches++;
    self->task = (Task){.worker = self->worker,
        .L = self->worker->L,
        .work = &self->work,
        .spec = &self->spec,
        .result = &self->result};
    self->worker->task = &self->task;
    lua_State *L = self->worker->L;
    task_push_call(L, load_functions, (void *)(uintptr_t)&shipped->code);
    return lua_pcall(L, TASK_ARGUMENTS, 4, 0) == LUA_OK;
}

static void fail_without_memory(ReceiverScript *self)
{
    SourceNotice notice = {.kind = NOTICE_FAILED,
        .error_class = "java.lang.OutOfMemoryError",
        .error = "no memory for a Lua state"};
    self->base.listener.notice(self->base.listener.subject, &notice);
}

static void forget_on_stop(ReceiverScript *self)
{
    queue_cancel(self->driver->queue, self->rx.stop_wake);
    self->rx.stop_wake = 0;
    self->rx.stopping = NULL;
}

static void forget_threads(ReceiverScript *self)
{
    queue_cancel(self->driver->queue, self->rx.wake);
    self->rx.wake = 0;
    self->rx.waits_for = NULL;
    self->rx.thread = NULL;
    buffer_clear(&self->rx.held);
    wire_close_all(&self->rx);
    forget_on_stop(self);
}

/* A record whose onStart is ended by a restart while it waits: it has its place, so it
 * is not lost. (Spark stores it later, when its turn comes: measured on 3.5.6.) */
static void store_held(ReceiverScript *self)
{
    const Rx *rx = &self->rx;
    if (rx->held.size > 0)
        rx_give(rx, &rx->held, &rx->held_metadata);
}

static void start(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    Rx *rx = &self->rx;
    rx->listener = &source->listener;
    store_held(self);
    forget_threads(self);
    rx->is_started = true;
    rx->is_over = false;
    if (self->worker == NULL && !load(self)) {
        fail_without_memory(self);
        return;
    }
    lua_settop(self->worker->L, AT_RX);
    rx->thread = push_thread(self, AT_START);
    if (rx->thread == NULL)
        fail_without_memory(self);
    else
        rx->wake = queue_push(self->driver->queue, self->driver->clock->now,
            RANK_ARRIVAL, on_wake, self, 1);
}

static void stop(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    if (!self->rx.is_started)
        return;
    self->rx.is_started = false;
    if (self->worker != NULL && lua_isfunction(self->worker->L, AT_STOP))
        run_on_stop(self);
}

/* Metadata of a block that is stored. */
typedef struct Stored {
    const char *metadata;
    int64_t count;
} Stored;

/* Stored, onBlockStored, receiver object -> a thread that has the function, the object
 * and a list of the metadata on its stack */
static int make_stored_thread(lua_State *L)
{
    const Stored *stored = lua_touserdata(L, 1);
    lua_State *thread = lua_newthread(L);
    lua_insert(L, 2); // stored, thread, function, receiver
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    lua_newtable(L);
    const char *metadata = stored->metadata;
    for (int64_t i = 1; i <= stored->count; i++) {
        value_push(L, metadata);
        lua_rawseti(L, -2, i);
        metadata = record_next(metadata);
    }
    lua_xmove(L, thread, 3);
    return 1;
}

static bool call_on_block_stored(ReceiverScript *self, lua_State *thread)
{
    watch(self, thread);
    int given;
    int status = lua_resume(thread, self->worker->L, 2, &given);
    flush_printed(self);
    if (status == LUA_OK || is_interrupted(self))
        return true;
    lua_settop(thread, status == LUA_YIELD ? 0 : lua_gettop(thread));
    if (status == LUA_YIELD)
        lua_pushliteral(thread, "it yields, and nobody resumes it");
    tell_failure(self, thread, self->is_stuck ? NOTICE_STUCK : NOTICE_STORED_FAILED);
    return false;
}

static bool stored(Source *source, const char *metadata, int64_t count)
{
    ReceiverScript *self = (ReceiverScript *)source;
    lua_State *L = self->worker->L;
    Stored what = {metadata, count};
    lua_pushcfunction(L, make_stored_thread);
    lua_pushlightuserdata(L, &what);
    lua_pushvalue(L, AT_STORED);
    lua_pushvalue(L, AT_RX);
    bool ok = false;
    if (lua_pcall(L, 3, 1, 0) == LUA_OK)
        ok = call_on_block_stored(self, lua_tothread(L, -1));
    else
        fail_without_memory(self);
    lua_pop(L, 1);
    return ok;
}

static void stop_slowly(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    self->rx.may_stop_slowly = true;
    stop(source);
}

static bool is_stopping(const Source *source)
{
    return ((const ReceiverScript *)source)->rx.stopping != NULL;
}

static void halt(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    forget_on_stop(self);
    queue_cancel(self->driver->queue, self->rx.wake);
    self->rx.wake = 0;
    self->rx.waits_for = NULL;
    self->rx.is_over = true;
    wire_close_all(&self->rx);
}

static void renew(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    forget_threads(self);
    worker_delete(self->worker);
    self->worker = NULL;
}

static void kill_script(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    self->rx.is_started = false;
    self->rx.is_over = true;
    renew(source);
}

static void free_state(Source *source)
{
    ReceiverScript *self = (ReceiverScript *)source;
    renew(source);
    buffer_free(&self->rx.held);
    buffer_free(&self->rx.held_metadata);
    buffer_free(&self->rx.records);
    buffer_free(&self->rx.metadata);
    buffer_free(&self->result.printed);
    mem_free(self);
}

Source *receiver_script_new(Driver *driver, FuncId maker, int input)
{
    static const SourceOps ops = {.start = start,
        .stop = stop,
        .stop_slowly = stop_slowly,
        .is_stopping = is_stopping,
        .halt = halt,
        .renew = renew,
        .kill = kill_script,
        .stored = stored,
        .free = free_state};
    ReceiverScript *self = mem_zero_alloc(sizeof *self);
    self->base.ops = &ops;
    self->driver = driver;
    self->maker = maker;
    self->rx.queue = driver->queue;
    self->rx.clock = driver->clock;
    self->rx.input = input;
    self->rx.on_wake = on_wake;
    self->rx.on_stop_wake = on_stop_wake;
    self->rx.subject = self;
    self->rx.world = driver->world;
    self->rx.on_stuck = raise_stuck;
    return &self->base;
}
