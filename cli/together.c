// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/together.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include <lauxlib.h>

#include "cli/host.h"
#include "cli/signals.h"
#include "lua/base/owned.h"
#include "lua/base/state.h"
#include "vm/base/buffer.h"
#include "vm/base/mem.h"

#define TOGETHER_TYPE "cli.together"

enum {
    MAX_THREADS = SIGNALS_MOST,
    LOOK_NS = 100000000 /* how often signals are looked for */
};

typedef struct Call {
    const char *request; /* borrowed from the table of requests */
    size_t size;
    Buffer answer;
    bool failed; /* the answer is an error */
} Call;

/* Everything of one `together`, boxed: if Lua raises, the threads end first. */
typedef struct Together {
    const char *module;
    Call *calls;
    int n_calls;
    pthread_t threads[MAX_THREADS];
    int n_threads; /* that are to be joined */
    pthread_mutex_t lock;
    pthread_cond_t finished;
    int next;   /* the call that nobody has taken yet */
    int n_done; /* calls that have an answer */
    bool ready; /* lock and condition are there */
} Together;

/* No further call is made; those that have begun end. */
static void join_threads(Together *together)
{
    pthread_mutex_lock(&together->lock);
    together->next = together->n_calls;
    pthread_mutex_unlock(&together->lock);
    while (together->n_threads > 0)
        pthread_join(together->threads[--together->n_threads], NULL);
}

static int together_collect(lua_State *L)
{
    Together *together = luaL_checkudata(L, 1, TOGETHER_TYPE);
    if (!together->ready)
        return 0;

    join_threads(together);
    signals_obey();
    for (int i = 0; i < together->n_calls; i++)
        buffer_free(&together->calls[i].answer);
    mem_free(together->calls);
    together->calls = NULL;
    pthread_cond_destroy(&together->finished);
    pthread_mutex_destroy(&together->lock);
    together->ready = false;
    return 0;
}

static int add_traceback(lua_State *L)
{
    luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
    return 1;
}

/* module, call -> answer */
static int answer(lua_State *L)
{
    const char *module = lua_touserdata(L, 1);
    const Call *call = lua_touserdata(L, 2);
    lua_getglobal(L, "require");
    lua_pushstring(L, module);
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "answer");
    lua_pushlstring(L, call->request, call->size);
    lua_call(L, 1, 1);
    luaL_checkstring(L, -1);
    return 1;
}

static int prepare(lua_State *L)
{
    host_prepare(L);
    return 0;
}

static void make_call(lua_State *L, const char *module, Call *call)
{
    lua_settop(L, 0);
    lua_pushcfunction(L, add_traceback);
    lua_pushcfunction(L, answer);
    lua_pushlightuserdata(L, (void *)module);
    lua_pushlightuserdata(L, call); /* traceback answer module call */
    call->failed = lua_pcall(L, 2, 1, 1) != LUA_OK;
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    if (text != NULL)
        buffer_append(&call->answer, text, size);
}

static Call *take_call(Together *together)
{
    pthread_mutex_lock(&together->lock);
    Call *call =
        together->next < together->n_calls ? &together->calls[together->next++] : NULL;
    pthread_mutex_unlock(&together->lock);
    return call;
}

static void give_back(Together *together)
{
    pthread_mutex_lock(&together->lock);
    together->n_done++;
    pthread_cond_signal(&together->finished);
    pthread_mutex_unlock(&together->lock);
}

/* A state without memory answers every call with that error. */
static void *work(void *subject)
{
    Together *together = subject;
    StateContext context;
    state_context_init(&context);
    lua_State *L = state_new_bare(&context);
    bool ok = L != NULL;
    if (ok) {
        lua_pushcfunction(L, prepare);
        ok = lua_pcall(L, 0, 0, 0) == LUA_OK;
    }
    for (Call *call; (call = take_call(together)) != NULL; give_back(together)) {
        if (ok) {
            make_call(L, together->module, call);
        } else {
            call->failed = true;
            buffer_append(&call->answer, "not enough memory", 17);
        }
    }
    state_close(L, &context);
    return NULL;
}

/* The requests of the table at index 2. */
static void read_calls(lua_State *L, Together *together)
{
    together->n_calls = (int)luaL_len(L, 2);
    together->calls =
        mem_zero_alloc(((size_t)together->n_calls + 1) * sizeof *together->calls);
    for (int i = 0; i < together->n_calls; i++) {
        lua_rawgeti(L, 2, i + 1);
        Call *call = &together->calls[i];
        call->request = lua_tolstring(L, -1, &call->size);
        lua_pop(L, 1);
    }
}

/* At least one thread has to start; fewer than wanted are slower, and that is all. */
static bool start_threads(Together *together, int wanted)
{
    for (int i = 0; i < wanted && i < MAX_THREADS && i < together->n_calls; i++) {
        pthread_t *thread = &together->threads[together->n_threads];
        if (pthread_create(thread, NULL, work, together) == 0)
            together->n_threads++;
    }
    return together->n_threads > 0 || together->n_calls == 0;
}

/* Waits until there are more answers than those, or a signal came; how many are there.
 */
static int wait_for_more(Together *together, int told)
{
    pthread_mutex_lock(&together->lock);
    while (together->n_done == told && !signals_noted()) {
        struct timespec soon;
        clock_gettime(CLOCK_REALTIME, &soon);
        soon.tv_nsec += LOOK_NS;
        soon.tv_sec += soon.tv_nsec / 1000000000;
        soon.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&together->finished, &together->lock, &soon);
    }
    told = together->n_done;
    pthread_mutex_unlock(&together->lock);
    return told;
}

/* Tells the function at index 4 of every answer. */
static void wait_for_all(lua_State *L, Together *together)
{
    for (int told = 0; told < together->n_calls && !signals_noted();) {
        told = wait_for_more(together, told);
        lua_pushvalue(L, 4);
        lua_pushinteger(L, told);
        lua_call(L, 1, 0);
    }
}

int host_together(lua_State *L)
{
    const char *module = luaL_checkstring(L, 1);
    luaL_checktype(L, 2, LUA_TTABLE);
    int threads = (int)luaL_checkinteger(L, 3);
    luaL_checktype(L, 4, LUA_TFUNCTION);
    Together *together =
        owned_push(L, sizeof *together, TOGETHER_TYPE, together_collect);

    together->module = module;
    pthread_mutex_init(&together->lock, NULL);
    pthread_cond_init(&together->finished, NULL);
    together->ready = true;
    read_calls(L, together);
    signals_note();
    if (!start_threads(together, threads > 1 ? threads : 1))
        return luaL_error(L, "no thread can be started");

    wait_for_all(L, together);
    if (signals_noted())
        signals_interrupt();
    join_threads(together); /* what a run has written is removed when it ends */
    signals_obey();
    lua_createtable(L, together->n_calls, 0);
    for (int i = 0; i < together->n_calls; i++) {
        const Buffer *text = &together->calls[i].answer;
        lua_pushlstring(L, text->data != NULL ? text->data : "", text->size);
        if (together->calls[i].failed)
            return lua_error(L);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}
