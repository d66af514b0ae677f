// SPDX-License-Identifier: MIT
#include "lua/driver/action_call.h"

#include "lua/base/owned.h"
#include "lua/driver/bind.h"
#include "vm/base/mem.h"
#include "vm/graph/lineage.h"
#include "vm/streaming/outputs.h"

static void free_results(Call *call)
{
    for (int i = 0; call->results != NULL && i < call->n; i++)
        task_result_free(&call->results[i]);
    mem_free(call->results);
    call->results = NULL;
}

void call_clear(Call *call)
{
    free_results(call);
    mem_free(call->partitions);
    buffer_free(&call->text);
    if (call->output != NULL)
        text_output_discard(call->output);
    *call = (Call){0};
}

static int free_call(lua_State *L)
{
    call_clear(lua_touserdata(L, 1));
    return 0;
}

Call *call_push(lua_State *L, const JobSpec *spec)
{
    Call *call = owned_push(L, sizeof(Call), "sluice.call", free_call);
    call->spec = *spec;
    return call;
}

void call_check_input(lua_State *L, RddId rdd)
{
    RddSet *rdds = &driver_of(L)->sim->rdds;
    const Rdd *missing = rdds_find_missing(rdds, rdd);
    if (missing != NULL)
        bind_raise(L, missing->missing->code, missing->missing->message);
}

void call_make_room(Call *call, int n)
{
    call->partitions = mem_realloc(call->partitions, (size_t)(n + 1) * sizeof(int));
}

/* The job is done, or the run has ended before. */
static int finish(lua_State *L, Call *call)
{
    Driver *driver = driver_of(L);
    Failure failure = {.rdd = RDD_NONE};
    bool ended;
    bool ok = action_end(call->action, &failure, &ended);
    call->action = NULL;
    driver_unpin_function(driver, call->spec.action.func);
    if (ok)
        return call->then(L, LUA_OK, (lua_KContext)call);
    if (ended)
        return driver_unwind(L);
    driver_push_failure(L, &failure);
    failure_free(&failure);
    return lua_error(L);
}

/* The output was resumed. */
static int go_on(lua_State *L, int status, lua_KContext call)
{
    (void)status;
    return finish(L, (Call *)call);
}

int call_run_list(lua_State *L, Call *call, int n, lua_KFunction then)
{
    Sim *sim = driver_of(L)->sim;
    call_check_input(L, call->spec.rdd);
    free_results(call);
    call->n = n;
    call->results = mem_zero_alloc((size_t)(n + 1) * sizeof *call->results);
    call->then = then;
    call->spec.partitions = call->partitions;
    call->spec.n_partitions = n;

    bool waits = driver_can_wait(L);
    call->action = waits
        ? outputs_start_action(outputs_current(sim), &call->spec, call->results)
        : action_start(sim, &call->spec, call->results, NULL);
    if (waits && !action_is_done(call->action))
        return lua_yieldk(L, 0, (lua_KContext)call, go_on);
    while (!action_is_done(call->action) && sim_step(sim))
        continue;
    return finish(L, call);
}

int call_run(lua_State *L, Call *call, int from, int to, lua_KFunction then)
{
    call_make_room(call, to - from);
    for (int i = from; i < to; i++)
        call->partitions[i - from] = i;
    return call_run_list(L, call, to - from, then);
}
