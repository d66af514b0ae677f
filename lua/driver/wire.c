/* lua/driver/wire.c -- connections of a receiver's functions to the world outside.
 *
 * A read that has to wait yields; when the peer says that something changed, an event
 * of that moment resumes the coroutine, and the read looks again. */
// SPDX-License-Identifier: MIT
#include "lua/driver/wire.h"

#include <lauxlib.h>

#include "lua/base/display.h"

/* So many tries to connect, or to read what has ended, at one moment are a loop without
 * rx:sleep. */
enum { MOST_TRIES = 10000 };

static const char WIRE_TYPE[] = "sluice.wire";

typedef struct Wire {
    Rx *rx;
    const Peer *peer;
    PeerLink *link; /* NULL: closed */
    int64_t wanted; /* records, while the coroutine waits */
    int64_t number; /* of the record that was read last; 0: none was */
    struct Wire *following;
} Wire;

static void close_wire(Wire *wire)
{
    PeerLink *link = wire->link;
    if (link == NULL)
        return;
    wire->link = NULL;
    Wire **at = &wire->rx->wires;
    while (*at != wire)
        at = &(*at)->following;
    *at = wire->following;
    peer_leave(link);
}

void wire_close_all(Rx *rx)
{
    while (rx->wires != NULL)
        close_wire(rx->wires);
}

static Wire *check_wire(lua_State *L)
{
    Wire *wire = luaL_testudata(L, 1, WIRE_TYPE);
    if (wire == NULL)
        luaL_error(L, "a method of a connection is called with a colon: wire:read()");
    return wire;
}

/* Raises if one more try at this moment is too many; `what` is a format for the number
 * of tries and the place. */
static void count_try(lua_State *L, Rx *rx, const char *what, const char *place)
{
    if (rx->tried_at != rx->clock->now)
        rx->tries = 0;
    rx->tried_at = rx->clock->now;
    if (++rx->tries > MOST_TRIES)
        rx->on_stuck(L, rx->subject, lua_pushfstring(L, what, MOST_TRIES, place));
}

/* Nothing that was sent can be read, and nothing more will come. */
static bool is_at_end(const Wire *wire)
{
    return wire->link == NULL ||
        (!link_is_open(wire->link) && link_waiting(wire->link) == 0);
}

static int push_end(lua_State *L, const Wire *wire)
{
    count_try(L, wire->rx, "%d reads of %s, which has hung up,", peer_name(wire->peer));
    lua_pushnil(L);
    return 1;
}

static bool has_enough(const Wire *wire)
{
    return link_waiting(wire->link) >= wire->wanted || !link_is_open(wire->link) ||
        (link_is_last(wire->link) && link_waiting(wire->link) > 0);
}

/* Called by the peer. */
static void on_changed(void *subject)
{
    Wire *wire = subject;
    Rx *rx = wire->rx;
    if (rx->waits_for != wire || rx->wake != 0)
        return;
    if (has_enough(wire))
        rx->wake = queue_push(rx->queue, rx->clock->now, RANK_ARRIVAL, rx->on_wake,
            rx->subject, 0);
    else if (link_is_dry(wire->link))
        rx->listener->changed(rx->listener->subject, SOURCE_DRY, NULL);
}

static int wait(lua_State *L, Wire *wire, int64_t wanted, lua_KFunction again)
{
    Rx *rx = wire->rx;
    rx_check_can_wait(L, rx, wanted > 1 ? "wire:take" : "wire:read");
    wire->wanted = wanted;
    rx->waits_for = wire;
    if (link_is_dry(wire->link))
        rx->listener->changed(rx->listener->subject, SOURCE_DRY, NULL);
    return lua_yieldk(L, 0, (lua_KContext)wanted, again);
}

static bool read_record(Wire *wire, PeerRecord *record)
{
    if (!link_read(wire->link, record))
        return false;
    wire->number = record->number;
    return true;
}

static int read_or_wait(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    Wire *wire = check_wire(L);
    PeerRecord record;
    if (is_at_end(wire))
        return push_end(L, wire);
    if (!read_record(wire, &record))
        return wait(L, wire, 1, read_or_wait);
    lua_pushlstring(L, record.text, record.size);
    return 1;
}

/* wire:read() -> a record; nil once the other side hung up */
static int read(lua_State *L)
{
    check_wire(L);
    return read_or_wait(L, LUA_OK, 0);
}

static int take_or_wait(lua_State *L, int status, lua_KContext wanted)
{
    (void)status;
    Wire *wire = check_wire(L);
    if (is_at_end(wire))
        return push_end(L, wire);
    wire->wanted = (int64_t)wanted;
    if (!has_enough(wire))
        return wait(L, wire, wire->wanted, take_or_wait);
    lua_newtable(L);
    PeerRecord record;
    for (lua_Integer i = 1; i <= wanted && read_record(wire, &record); i++) {
        lua_pushlstring(L, record.text, record.size);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

static void check_keeps(lua_State *L, const Wire *wire, const char *who)
{
    if (!peer_keeps(wire->peer))
        luaL_error(L,
            "%s: %s is like a socket, and keeps nothing; wire:read() reads from it",
            who, peer_name(wire->peer));
}

/* wire:take(n) -> a list of n records, or fewer if no more will come; nil at the end */
static int take(lua_State *L)
{
    Wire *wire = check_wire(L);
    lua_Integer wanted = luaL_checkinteger(L, 2);
    luaL_argcheck(L, wanted >= 1, 2, "at least 1");
    check_keeps(L, wire, "wire:take");
    return take_or_wait(L, LUA_OK, (lua_KContext)wanted);
}

/* wire:number() -> that of the record that was read last; nil: none was */
static int number(lua_State *L)
{
    const Wire *wire = check_wire(L);
    if (wire->number == 0)
        lua_pushnil(L);
    else
        lua_pushinteger(L, wire->number);
    return 1;
}

/* Pushes the numbers of the list at index 2 as an array. */
static int64_t *push_numbers(lua_State *L, lua_Integer n)
{
    int64_t *numbers = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *numbers, 0);
    for (lua_Integer i = 0; i < n; i++) {
        lua_rawgeti(L, 2, i + 1);
        if (!lua_isinteger(L, -1))
            luaL_error(L, "wire:ack: element %I is %s, not the number of a record",
                i + 1, display_tolstring(L, -1, NULL));
        numbers[i] = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    return numbers;
}

/* wire:ack([numbers]) -> whether the other side took it; what was taken, or of that the
 * records with these numbers, is gone there then */
static int ack(lua_State *L)
{
    const Wire *wire = check_wire(L);
    check_keeps(L, wire, "wire:ack");
    const int64_t *numbers = NULL;
    lua_Integer n = 0;
    if (!lua_isnoneornil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        n = (lua_Integer)lua_rawlen(L, 2);
        numbers = push_numbers(L, n);
    }

    bool arrives = wire->link != NULL && link_is_open(wire->link);
    if (arrives && numbers != NULL)
        arrives = link_acknowledge_these(wire->link, numbers, n);
    else if (arrives)
        arrives = link_acknowledge(wire->link);
    lua_pushboolean(L, arrives);
    return 1;
}

/* wire:close() */
static int close(lua_State *L)
{
    close_wire(check_wire(L));
    return 0;
}

static int collect(lua_State *L)
{
    close_wire(luaL_checkudata(L, 1, WIRE_TYPE));
    return 0;
}

/* __index, with the table of methods as upvalue */
static int find_method(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    return luaL_error(L,
        "a connection has no method `%s`; try read, number, take, ack or close",
        display_tolstring(L, 2, NULL));
}

static void push_type(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"read", read},
        {"number", number},
        {"take", take},
        {"ack", ack},
        {"close", close},
        {NULL, NULL},
    };
    if (!luaL_newmetatable(L, WIRE_TYPE))
        return;
    luaL_newlib(L, methods);
    lua_pushcclosure(L, find_method, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, collect);
    lua_setfield(L, -2, "__gc");
    lua_pushliteral(L, "Wire");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
}

/* Pushes the names of all places as a list. */
static void push_places(lua_State *L, const World *world)
{
    int n = world != NULL ? world_n_peers(world) : 0;
    lua_createtable(L, n, 0);
    for (int i = 0; i < n; i++) {
        lua_pushstring(L, peer_name(world_peer(world, i)));
        lua_rawseti(L, -2, i + 1);
    }
}

/* wire_connect(place) -> a connection; nil, "refused"; nil, "unknown", all places */
static int connect(lua_State *L)
{
    Rx *rx = lua_touserdata(L, lua_upvalueindex(1));
    const char *place = luaL_checkstring(L, 1);

    Peer *peer = rx->world != NULL ? world_find(rx->world, place) : NULL;
    if (peer == NULL) {
        lua_pushnil(L);
        lua_pushliteral(L, "unknown");
        push_places(L, rx->world);
        return 3;
    }
    count_try(L, rx, "%d tries to connect to %s", place);
    Wire *wire = lua_newuserdatauv(L, sizeof *wire, 0);
    *wire = (Wire){.rx = rx, .peer = peer};
    push_type(L);
    lua_setmetatable(L, -2);
    wire->link = peer_connect(peer, on_changed, wire);
    if (wire->link == NULL) {
        lua_pushnil(L);
        lua_pushliteral(L, "refused");
        return 2;
    }
    wire->following = rx->wires;
    rx->wires = wire;
    return 1;
}

void wire_open(lua_State *L, Rx *rx)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.host");
    lua_call(L, 1, 1);
    lua_pushlightuserdata(L, rx);
    lua_pushcclosure(L, connect, 1);
    lua_setfield(L, -2, "wire_connect");
    lua_pop(L, 1);
}
