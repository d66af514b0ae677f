// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/enclosed_answer.h"

#include <signal.h>
#include <string.h>

#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/base/plain.h"

/* What frames came to. */
typedef struct Told {
    Buffer *trace;
    Buffer *said;
    char limit; /* a letter, or 0 */
    const char *result;
    size_t result_size;
} Told;

/* Frames. */

/* Of a frame that was cut off, whole lines count. */
static size_t whole_lines(const char *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] != '\n')
        size--;
    return size;
}

static void read_frame(Told *told, char kind, const char *bytes, size_t size)
{
    if (kind == FRAME_TRACE) {
        buffer_append(told->trace, bytes, size);
    } else if (kind == FRAME_SAID) {
        buffer_append(told->said, bytes, size);
    } else if (kind == FRAME_LIMIT && size == 1) {
        told->limit = bytes[0];
    } else if (kind == FRAME_RESULT) {
        told->result = bytes;
        told->result_size = size;
    }
}

static void read_frames(Told *told, const Buffer *frames)
{
    const char *at = frames->data;
    size_t left = frames->size;
    while (left >= FRAME_HEAD) {
        char kind = at[0];
        uint32_t size;
        memcpy(&size, at + 1, sizeof size);
        at += FRAME_HEAD;
        left -= FRAME_HEAD;
        if (size > left) {
            if (kind == FRAME_TRACE || kind == FRAME_SAID)
                read_frame(told, kind, at, whole_lines(at, left));
            return;
        }
        read_frame(told, kind, at, size);
        at += size;
        left -= size;
    }
}

/* Sentences. */

static void push_bytes(lua_State *L, long long bytes)
{
    if (bytes % (1 << 20) == 0)
        lua_pushfstring(L, "%I MB", (LUAI_UACINT)(bytes >> 20));
    else if (bytes % (1 << 10) == 0)
        lua_pushfstring(L, "%I KB", (LUAI_UACINT)(bytes >> 10));
    else
        lua_pushfstring(L, "%I bytes", (LUAI_UACINT)bytes);
}

static void push_instructions(lua_State *L, long long count)
{
    if (count % 1000000 == 0)
        lua_pushfstring(L, "%I million", (LUAI_UACINT)(count / 1000000));
    else
        lua_pushfstring(L, "%I", (LUAI_UACINT)count);
}

/* A number without the zeros of "5.0". */
static void push_seconds(lua_State *L, double seconds)
{
    if (seconds == (double)(long long)seconds)
        lua_pushfstring(L, "%I s", (LUAI_UACINT)seconds);
    else
        lua_pushfstring(L, "%f s", (LUAI_UACNUMBER)seconds);
}

/* Sets limit and message, for the letter of a limit. */
static void set_limit(lua_State *L, char letter, const Limits *limits)
{
    const char *name = "output";
    const char *text = "the program printed more than %s";
    switch (letter) {
    case 't':
        name = "time";
        text = "the program used more than %s of computing time";
        push_seconds(L, limits->seconds);
        break;
    case 'm':
        name = "memory";
        text = "the program used more than %s of memory";
        push_bytes(L, limits->memory);
        break;
    case 'i':
        name = "instructions";
        text = "the program executed more than %s instructions";
        push_instructions(L, limits->instructions);
        break;
    case 'f':
        text = "the program wrote files of more than %s";
        push_bytes(L, LIMIT_FILES);
        break;
    case 'w':
        text = "so much happened that its trace has more than %s";
        push_bytes(L, LIMIT_TRACED);
        break;
    default:
        push_bytes(L, limits->printed);
    }
    lua_pushfstring(L, text, lua_tostring(L, -1));
    lua_setfield(L, -3, "message");
    lua_pop(L, 1);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "limit");
    lua_pushliteral(L, "limit");
    lua_setfield(L, -2, "ended");
}

/* The limit that the system's way of ending a child means; 0 for none. */
static char limit_of(const ChildEnd *end, const Buffer *errors)
{
    static const char no_memory[] = "sluice: out of memory";
    if (end->by == ENDED_BY_FLOOD)
        return 'w';
    if (end->by == ENDED_BY_FILES || end->signal == SIGXFSZ)
        return 'f';
    if (end->by == ENDED_BY_CLOCK || end->signal == SIGXCPU || end->signal == SIGPROF ||
        end->code == EXIT_LATE)
        return 't';
    bool is_short = errors->size >= sizeof no_memory - 1 &&
        memcmp(errors->data, no_memory, sizeof no_memory - 1) == 0;
    return is_short ? 'm' : 0;
}

static void set_crash(lua_State *L, const ChildEnd *end, Buffer *errors)
{
    lua_pushliteral(L, "crashed");
    lua_setfield(L, -2, "ended");
    if (end->by == ENDED_BEFORE)
        lua_pushstring(L, buffer_text(errors));
    else if (end->signal != 0)
        lua_pushfstring(L, "sluice itself was ended by the program: signal %d, %s",
            end->signal, strsignal(end->signal));
    else
        lua_pushfstring(L, "sluice itself failed in the program, with code %d",
            end->code);
    if (end->by != ENDED_BEFORE && errors->size > 0) {
        const char *text = buffer_text(errors);
        lua_pushfstring(L, "%s: ", lua_tostring(L, -1));
        lua_pushlstring(L, text, strcspn(text, "\n"));
        lua_concat(L, 2);
        lua_remove(L, -2);
    }
    lua_setfield(L, -2, "message");
}

/* Result. */

/* Copies a field of the result on the top, if it has that type, to the answer below. */
static void copy_field(lua_State *L, const char *name, int type)
{
    if (lua_getfield(L, -1, name) == type)
        lua_setfield(L, -3, name);
    else
        lua_pop(L, 1);
}

static bool set_result(lua_State *L, const Told *told)
{
    if (told->result == NULL || !plain_read(L, told->result, told->result_size))
        return false;
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        return false;
    }
    copy_field(L, "code", LUA_TNUMBER);
    copy_field(L, "stores", LUA_TTABLE);
    copy_field(L, "answers", LUA_TTABLE);
    copy_field(L, "message", LUA_TSTRING);
    lua_pop(L, 1);
    lua_pushliteral(L, "done");
    lua_setfield(L, -2, "ended");
    return true;
}

static void set_text(lua_State *L, int answer, const char *name, const Buffer *text)
{
    lua_pushlstring(L, text->data != NULL ? text->data : "", text->size);
    lua_setfield(L, answer, name);
}

void answer_push(lua_State *L, ChildEnd *end)
{
    lua_createtable(L, 0, 8);
    int answer = lua_gettop(L);
    Told told = {.trace = owned_push_buffer(L), .said = owned_push_buffer(L)};
    read_frames(&told, &end->frames);
    set_text(L, answer, "trace", told.trace);
    set_text(L, answer, "said", told.said);
    buffer_free(told.trace);
    buffer_free(told.said);
    lua_settop(L, answer);

    char limit = told.limit != 0 ? told.limit : limit_of(end, &end->errors);
    if (limit != 0)
        set_limit(L, limit, &end->limits);
    else if (!set_result(L, &told))
        set_crash(L, end, &end->errors);
}
