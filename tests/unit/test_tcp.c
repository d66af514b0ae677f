/* tests/unit/test_tcp.c -- a socket source and a peer in the same process.
 *
 * The peer listens on 127.0.0.1 at a port that the system chooses; the system accepts
 * connections before the peer does, so nobody has to wait for anybody. Each wait ends
 * with what it waits for, or fails after a minute. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/ingest/rate_limiter.h"
#include "vm/ingest/tcp.h"

typedef struct World {
    Wall *wall;
    Queue *queue; /* of lines that wait */
    RateLimiter limiter;
    Source *source;
    int listening;
    int port;
    int peer;    /* the peer's end of the connection, or -1 */
    Buffer seen; /* "<line>" and "[event text]" */
    int events;
    int64_t records;
    int stop_at_record; /* the listener stops the source; 0: never */
} World;

static void store(void *subject, const char *bytes, size_t size)
{
    World *world = subject;
    buffer_append_byte(&world->seen, '<');
    buffer_append(&world->seen, bytes, size);
    buffer_append_byte(&world->seen, '>');
    if (++world->records == world->stop_at_record)
        world->source->ops->stop(world->source);
}

/* Stops a source that lost its peer, as a receiver does. */
static void changed(void *subject, SourceEvent event, const char *text)
{
    static const char *const NAMES[] = {
        [SOURCE_CONNECTED] = "connected",
        [SOURCE_REFUSED] = "refused",
        [SOURCE_CLOSED] = "closed",
        [SOURCE_BROKEN] = "broken",
        [SOURCE_DRY] = "dry",
    };
    World *world = subject;
    buffer_printf(&world->seen, text == NULL ? "[%s]" : "[%s: %s]", NAMES[event], text);
    world->events++;
    if (event != SOURCE_CONNECTED)
        world->source->ops->stop(world->source);
}

static void listen_on_loopback(World *world)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    world->listening = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(world->listening >= 0);
    assert_int_equal(bind(world->listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(world->listening, 8), 0);
    assert_int_equal(getsockname(world->listening, (struct sockaddr *)&address, &size),
        0);
    world->port = ntohs(address.sin_port);
}

static void open_world(World *world, const char *host)
{
    *world = (World){.peer = -1};
    Err err;
    world->queue = queue_new();
    world->wall = wall_new(&err);
    assert_non_null(world->wall);
    listen_on_loopback(world);
    world->source = tcp_open(world->wall, world->queue, host, world->port);
    world->source->listener =
        (SourceListener){.subject = world, .store = store, .changed = changed};
}

static void close_world(World *world)
{
    world->source->ops->free(world->source);
    wall_delete(world->wall);
    assert_int_equal(queue_count(world->queue), 0);
    queue_delete(world->queue);
    if (world->peer >= 0)
        close(world->peer);
    if (world->listening >= 0)
        close(world->listening);
    buffer_free(&world->seen);
}

/* Lets sockets work once. */
static void turn(World *world)
{
    Clock *clock = wall_clock(world->wall);
    assert_false(clock->advance(clock, clock->now + TIME_S(60)));
}

static void wait_for_events(World *world, int count)
{
    while (world->events < count)
        turn(world);
}

static void wait_for_records(World *world, int64_t count)
{
    while (world->records < count)
        turn(world);
}

static void connect_peer(World *world)
{
    int before = world->events;
    world->source->ops->start(world->source);
    wait_for_events(world, before + 1);
    world->peer = accept(world->listening, NULL, NULL);
    assert_true(world->peer >= 0);
}

/* Sends all of it; while the peer's buffer is full, lets the source read. */
static void send_bytes(World *world, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(world->peer, bytes, size, MSG_DONTWAIT);
        if (sent < 0) {
            assert_true(errno == EAGAIN || errno == EWOULDBLOCK);
            turn(world);
            continue;
        }
        bytes += sent;
        size -= (size_t)sent;
    }
}

static void send_text(World *world, const char *text)
{
    send_bytes(world, text, strlen(text));
}

static void hang_up(World *world)
{
    close(world->peer);
    world->peer = -1;
}

static void check_seen(World *world, const char *wanted)
{
    assert_string_equal(buffer_text(&world->seen), wanted);
    buffer_clear(&world->seen);
}

static void test_lines_until_the_peer_ends(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    check_seen(&world, "[connected]");
    send_text(&world, "hello world\nhello\r\n\n");
    wait_for_records(&world, 3);
    check_seen(&world, "<hello world><hello><>");
    send_text(&world, "no end of line");
    hang_up(&world);
    wait_for_events(&world, 2);
    check_seen(&world, "<no end of line>[closed: closed by the other side]");
    close_world(&world);
}

static void test_connects_again(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    for (int i = 1; i <= 3; i++) {
        connect_peer(&world);
        send_text(&world, "line\nrest");
        wait_for_records(&world, 2 * i - 1);
        hang_up(&world);
        wait_for_events(&world, 2 * i);
        check_seen(&world, "[connected]<line><rest>[closed: closed by the other side]");
    }
    close_world(&world);
}

static void test_refused(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    close(world.listening);
    world.listening = -1;
    world.source->ops->start(world.source);
    wait_for_events(&world, 1);
    check_seen(&world, "[refused: connection refused]");
    world.source->ops->start(world.source);
    wait_for_events(&world, 2);
    check_seen(&world, "[refused: connection refused]");
    close_world(&world);
}

/* localhost may mean ::1 first, where nobody listens: that refusal is not reported. */
static void test_each_address_of_a_name_is_tried(void **state)
{
    (void)state;
    World world;
    open_world(&world, "localhost");
    connect_peer(&world);
    check_seen(&world, "[connected]");
    close_world(&world);
}

static void test_refused_by_all_addresses_is_said_once(void **state)
{
    (void)state;
    World world;
    open_world(&world, "localhost");
    close(world.listening);
    world.listening = -1;
    world.source->ops->start(world.source);
    wait_for_events(&world, 1);
    check_seen(&world, "[refused: connection refused]");
    close_world(&world);
}

static void test_name_that_cannot_be_one(void **state)
{
    (void)state;
    char host[400];
    memset(host, 'a', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    World world;
    open_world(&world, host);
    world.source->ops->start(world.source);
    wait_for_events(&world, 1);
    assert_non_null(strstr(buffer_text(&world.seen), "[refused: "));
    close_world(&world);
}

static void test_reset_by_the_peer(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(world.peer, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    hang_up(&world);
    wait_for_events(&world, 2);
    check_seen(&world, "[connected][broken: connection reset by peer]");
    close_world(&world);
}

static void test_bytes_of_all_kinds(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    send_bytes(&world, "a\0\xFF\x80z\n", 6);
    wait_for_records(&world, 1);
    assert_int_equal(world.seen.size, strlen("[connected]<") + 5 + strlen(">"));
    assert_memory_equal(world.seen.data + strlen("[connected]"), "<a\0\xFF\x80z>", 7);
    close_world(&world);
}

static void test_a_line_of_ten_megabytes(void **state)
{
    (void)state;
    enum { SIZE = 10000000 };
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    check_seen(&world, "[connected]");
    Buffer line = {0};
    memset(buffer_reserve(&line, SIZE), 'x', SIZE);
    send_bytes(&world, line.data, SIZE);
    send_text(&world, "\nnext\n");
    wait_for_records(&world, 2);
    assert_int_equal(world.seen.size, SIZE + 8);
    assert_memory_equal(world.seen.data + SIZE + 1, "><next>", 7);
    buffer_free(&line);
    close_world(&world);
}

static void test_nothing_comes_after_stop(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    check_seen(&world, "[connected]");
    world.stop_at_record = 2;
    send_text(&world, "one\ntwo\nthree\n");
    wait_for_records(&world, 2);
    Clock *clock = wall_clock(world.wall);
    clock->advance(clock, clock->now + 1000);
    check_seen(&world, "<one><two>");
    assert_int_equal(recv(world.peer, &(char){0}, 1, 0), 0);
    close_world(&world);
}

/* While the name is looked up and while the connection is made. */
static void test_may_be_freed_at_any_time(void **state)
{
    (void)state;
    World world;
    open_world(&world, "localhost");
    close_world(&world);
    open_world(&world, "localhost");
    world.source->ops->start(world.source);
    close_world(&world);
    open_world(&world, "localhost");
    world.source->ops->start(world.source);
    world.source->ops->stop(world.source);
    world.source->ops->stop(world.source);
    connect_peer(&world);
    check_seen(&world, "[connected]");
    close_world(&world);
}

/* A record is stored at the real time of its arrival, and advance returns for it. */
static void test_records_have_a_time(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    connect_peer(&world);
    Clock *clock = wall_clock(world.wall);
    SimTime before = clock->now;
    send_text(&world, "x\n");
    assert_false(clock->advance(clock, TIME_NEVER));
    assert_int_equal(world.records, 1);
    assert_in_range(clock->now, before, before + TIME_S(10));
    close_world(&world);
}

static SimTime permit(void *subject)
{
    World *world = subject;
    return rate_limiter_reserve(&world->limiter, wall_clock(world->wall)->now);
}

static void limit(World *world, int64_t rate)
{
    RateLimits limits = {.initial = rate, .max = rate, .act = true};
    rate_limiter_init(&world->limiter, &limits);
    world->source->listener.permit = permit;
}

/* Lets time pass until the first line that waits may go. */
static void pass_a_turn(World *world)
{
    Clock *clock = wall_clock(world->wall);
    assert_int_equal(queue_count(world->queue), 1);
    while (!clock->advance(clock, queue_next_time(world->queue)))
        continue;
    queue_fire(world->queue);
}

static void test_lines_wait_for_their_turn(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    limit(&world, 200);
    connect_peer(&world);
    send_text(&world, "a\nb\nc\nd");
    wait_for_records(&world, 1);
    check_seen(&world, "[connected]<a>");
    SimTime first = wall_clock(world.wall)->now;
    hang_up(&world);
    pass_a_turn(&world);
    check_seen(&world, "<b>");
    pass_a_turn(&world);
    check_seen(&world, "<c>");
    assert_true(wall_clock(world.wall)->now >= first + TIME_MS(9));
    /* Reading goes on now, and finds the end: the last line waits, and then it ends. */
    while (queue_count(world.queue) == 0)
        turn(&world);
    pass_a_turn(&world);
    check_seen(&world, "<d>[closed: closed by the other side]");
    close_world(&world);
}

/* What does not fit into the buffers of both sides stays with the peer. */
static void test_the_peer_has_to_wait(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    limit(&world, 1);
    connect_peer(&world);
    send_text(&world, "a\nb\n");
    while (queue_count(world.queue) == 0)
        turn(&world);
    static const char line[] = "a line of the peer\n";
    ssize_t sent = 0;
    int64_t all = 0;
    while (sent >= 0 && all < INT64_C(1) << 30) {
        sent = send(world.peer, line, sizeof line - 1, MSG_DONTWAIT);
        all += sent;
    }
    assert_int_equal(sent, -1);
    check_seen(&world, "[connected]<a>");
    world.source->ops->stop(world.source);
    close_world(&world);
}

static void test_a_limit_that_is_refused(void **state)
{
    (void)state;
    World world;
    open_world(&world, "127.0.0.1");
    limit(&world, 0);
    connect_peer(&world);
    send_text(&world, "a\nb\n");
    wait_for_events(&world, 2);
    check_seen(&world, "[connected][broken: rate must be positive]");
    close_world(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_until_the_peer_ends),
        cmocka_unit_test(test_connects_again),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_each_address_of_a_name_is_tried),
        cmocka_unit_test(test_refused_by_all_addresses_is_said_once),
        cmocka_unit_test(test_name_that_cannot_be_one),
        cmocka_unit_test(test_reset_by_the_peer),
        cmocka_unit_test(test_bytes_of_all_kinds),
        cmocka_unit_test(test_a_line_of_ten_megabytes),
        cmocka_unit_test(test_nothing_comes_after_stop),
        cmocka_unit_test(test_may_be_freed_at_any_time),
        cmocka_unit_test(test_records_have_a_time),
        cmocka_unit_test(test_lines_wait_for_their_turn),
        cmocka_unit_test(test_the_peer_has_to_wait),
        cmocka_unit_test(test_a_limit_that_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
