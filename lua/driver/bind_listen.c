/* Host functions: listening to a context.
 *
 * A note is what happened, as a table; notes wait in a list of the registry until they
 * are handed on. A listener that waits for a job lets other things happen: they are
 * noted, and handed on once it returns, as on Spark's listener bus, which is one
 * thread.
 */
// SPDX-License-Identifier: MIT
#include "lua/driver/bind_listen.h"

#include "lua/driver/bind.h"

/* Keys of the registry. */
static const char FUNCTIONS = 'f'; /* context + 1 -> function of the API */
static const char NOTES = 'n';     /* number -> {function, kind, table} */

/* Pushes a table of the registry, made when it is first asked for. */
static void push_table(lua_State *L, const char *key)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/* context_listen(context, f): f(kind, what) is called with what happens */
static int context_listen(lua_State *L)
{
    Streaming *self = bind_check_context(L, 1);
    luaL_checktype(L, 2, LUA_TFUNCTION);

    push_table(L, &FUNCTIONS);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, bind_context_number(L, self) + 1);
    self->listened = self->state != CONTEXT_STOPPED;
    return 0;
}

const luaL_Reg bind_listen_functions[] = {
    {"context_listen", context_listen},
    {NULL, NULL},
};

/* Notes. Each begins with a table on the top and ends with keep_note. */

static lua_State *begin_note(Driver *driver)
{
    lua_State *L = driver->L;
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    lua_newtable(L);
    return L;
}

static void set_integer(lua_State *L, const char *name, lua_Integer value)
{
    lua_pushinteger(L, value);
    lua_setfield(L, -2, name);
}

static void set_time(lua_State *L, const char *name, SimTime time)
{
    if (time != TIME_NEVER)
        set_integer(L, name, time_to_ms(time));
}

static void set_text(lua_State *L, const char *name, const char *text)
{
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

/* Takes the table on the top. */
static void keep_note(Driver *driver, const Streaming *context, const char *kind)
{
    lua_State *L = driver->L;
    int what = lua_gettop(L);
    lua_createtable(L, 3, 0);
    push_table(L, &FUNCTIONS);
    lua_rawgeti(L, -1, bind_context_number(L, context) + 1);
    lua_rawseti(L, what + 1, 1);
    lua_pushstring(L, kind);
    lua_rawseti(L, what + 1, 2);
    lua_pushvalue(L, what);
    lua_rawseti(L, what + 1, 3);
    push_table(L, &NOTES);
    lua_pushvalue(L, what + 1);
    lua_rawseti(L, -2, driver->last_note++);
    lua_settop(L, what - 1);
}

static void note_started(void *subject, const Streaming *context)
{
    Driver *driver = subject;
    lua_State *L = begin_note(driver);
    set_time(L, "time", driver->clock->now);
    keep_note(driver, context, "streaming-started");
}

/* Spark numbers the outputs of a batch, and some may have nothing to do in it. */
static void set_output(lua_State *L, const JobSet *set, const JobOutput *output)
{
    set_integer(L, "id", output - set->outputs);
    set_integer(L, "output", output->output);
    set_time(L, "started", output->started);
    set_time(L, "ended", output->ended);
    set_text(L, "failure", output->failure);
}

static void note_batch(void *subject, const Streaming *context, const JobSet *set,
    BatchEvent event)
{
    Driver *driver = subject;
    lua_State *L = begin_note(driver);
    set_time(L, "time", set->batch);
    set_time(L, "submitted", set->submitted_at);
    set_time(L, "started", set->started_at);
    set_time(L, "ended", set->ended_at);

    lua_createtable(L, set->n_inputs, 0); /* note, inputs */
    for (int i = 0; i < set->n_inputs; i++) {
        lua_createtable(L, 0, 2);
        set_integer(L, "input", set->inputs[i].input);
        set_integer(L, "records", set->inputs[i].records);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "inputs");

    lua_createtable(L, set->count, 0); /* note, outputs */
    for (int i = 0; i < set->count; i++) {
        lua_createtable(L, 0, 5);
        set_output(L, set, &set->outputs[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "outputs");
    keep_note(driver, context, batch_event_name(event));
}

static void note_output(void *subject, const Streaming *context, const JobSet *set,
    const JobOutput *output)
{
    Driver *driver = subject;
    lua_State *L = begin_note(driver);
    set_time(L, "time", set->batch);
    set_output(L, set, output);
    keep_note(driver, context,
        output->ended == TIME_NEVER ? "output-started" : "output-completed");
}

/* Spark tells of a receiver only what its executor reported. */
static bool is_placed(const Receiver *receiver)
{
    return receiver_executor(receiver) >= 0;
}

static lua_State *begin_receiver_note(Driver *driver, const Streaming *context,
    const Receiver *receiver)
{
    lua_State *L = begin_note(driver);
    set_time(L, "time", driver->clock->now);
    set_integer(L, "input", receiver_input(receiver));
    set_integer(L, "stream", context->inputs[receiver_id(receiver)].stream);
    set_text(L, "state", receiver_state_name(receiver_state(receiver)));
    const Executor *executor =
        &context->sim->cluster.executors[receiver_executor(receiver)];
    set_text(L, "host", executor->host);
    set_text(L, "executor", executor->id);
    set_time(L, "restart_delay", context->restart_delay);
    return L;
}

/* Of the states only those that Spark's supervisor reports: it starts, and it stops,
 * for good or to try again. Where a script asked for that, its notice tells of it. */
static void note_receiver(void *subject, const Streaming *context,
    const Receiver *receiver, const char *text)
{
    ReceiverState state = receiver_state(receiver);
    if (!is_placed(receiver) || state == RECEIVER_WAITING ||
        state == RECEIVER_CONNECTED || state == RECEIVER_DRY ||
        state == RECEIVER_RESTARTING || state == RECEIVER_ENDING)
        return;
    Driver *driver = subject;
    lua_State *L = begin_receiver_note(driver, context, receiver);
    set_text(L, "text", state == RECEIVER_STARTED ? NULL : text);
    keep_note(driver, context,
        state == RECEIVER_STARTED ? "receiver-started" : "receiver-stopped");
}

static void note_notice(void *subject, const Streaming *context,
    const Receiver *receiver, const SourceNotice *notice)
{
    if (!is_placed(receiver) || notice->kind == NOTICE_STOP_FAILED)
        return;
    Driver *driver = subject;
    ReceiverState state = receiver_state(receiver);
    bool active = notice->kind == NOTICE_REPORT && state != RECEIVER_RESTARTING;
    lua_State *L = begin_receiver_note(driver, context, receiver);
    set_text(L, "state", active ? "started" : "stopped");
    Buffer *message = &driver->scratch;
    buffer_clear(message);
    receiver_append_message(receiver, notice, message);
    set_text(L, "message", buffer_text(message));
    buffer_clear(message);
    if (notice->error != NULL && notice->error_class != NULL)
        buffer_printf(message, "%s: ", notice->error_class);
    if (notice->error != NULL)
        buffer_append_string(message, notice->error);
    set_text(L, "error", buffer_text(message));
    keep_note(driver, context,
        notice->kind == NOTICE_REPORT ? "receiver-error" : "receiver-stopped");
}

/* Handing on. */

/* Pushes function, kind and table of the next note; false if there is none. */
static bool take_note(Driver *driver)
{
    lua_State *L = driver->L;
    if (driver->first_note == driver->last_note)
        return false;
    push_table(L, &NOTES);
    lua_rawgeti(L, -1, driver->first_note);
    lua_pushnil(L);
    lua_rawseti(L, -3, driver->first_note++);
    for (int i = 1; i <= 3; i++)
        lua_rawgeti(L, -i, i);
    return true;
}

static void deliver(void *subject)
{
    Driver *driver = subject;
    if (driver->is_delivering)
        return;
    driver->is_delivering = true;
    lua_State *L = driver->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    while (take_note(driver)) {
        driver->in_listener = true;
        /* The API says what a listener raised; only an end of the run comes here. */
        lua_pcall(L, 2, 0, 0);
        driver->in_listener = false;
        lua_settop(L, top);
    }
    driver->is_delivering = false;
}

StreamingListener bind_listener(Driver *driver)
{
    return (StreamingListener){driver, note_started, note_batch, note_output,
        note_receiver, note_notice, deliver};
}
