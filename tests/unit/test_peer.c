/* tests/unit/test_peer.c -- what peers keep, lose and give again. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/buffer.h"
#include "vm/ingest/peer.h"

typedef struct Desk {
    Clock clock;
    Trace trace;
    Peer *peer;
    int told;
} Desk;

static void open_desk(Desk *desk, const char *name)
{
    *desk = (Desk){0};
    clock_init_simulated(&desk->clock, 0);
    trace_init(&desk->trace, NULL, NULL);
    desk->peer = peer_new(name, &desk->clock, &desk->trace);
}

static void close_desk(Desk *desk)
{
    peer_delete(desk->peer);
    trace_free(&desk->trace);
}

static void on_changed(void *subject)
{
    ((Desk *)subject)->told++;
}

static void send(Desk *desk, const char *text)
{
    peer_send(desk->peer, text, strlen(text));
}

/* Reads everything and compares it with "text text ". */
static void check_read(PeerLink *link, const char *wanted)
{
    Buffer got = {0};
    PeerRecord record;
    while (link_read(link, &record)) {
        buffer_append(&got, record.text, record.size);
        buffer_append_byte(&got, ' ');
    }
    assert_string_equal(buffer_text(&got), wanted);
    buffer_free(&got);
}

static void test_socket_keeps_until_the_first_connection(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    send(&desk, "a");
    send(&desk, "b");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    assert_int_equal(desk.told, 0);
    check_read(link, "a b ");
    send(&desk, "c");
    assert_int_equal(desk.told, 1);
    check_read(link, "c ");
    peer_leave(link);

    send(&desk, "lost");
    link = peer_connect(desk.peer, on_changed, &desk);
    send(&desk, "d");
    check_read(link, "d ");
    peer_leave(link);
    close_desk(&desk);
}

static void test_socket_waits_for_a_slow_reader(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    for (int i = 0; i < 1000; i++)
        send(&desk, "x");
    assert_int_equal(link_waiting(link), 1000);
    PeerRecord record;
    for (int i = 1; i <= 1000; i++) {
        assert_true(link_read(link, &record));
        assert_int_equal(record.number, i);
    }
    assert_false(link_read(link, &record));
    peer_leave(link);
    close_desk(&desk);
}

static void test_hangup_ends_after_what_was_sent(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    send(&desk, "a");
    peer_act(desk.peer, PEER_HANGUP);
    assert_false(link_is_open(link));
    send(&desk, "lost");
    check_read(link, "a ");
    PeerLink *second = peer_connect(desk.peer, on_changed, &desk);
    assert_non_null(second);
    send(&desk, "b");
    check_read(link, "");
    check_read(second, "b ");
    peer_leave(link);
    peer_leave(second);
    close_desk(&desk);
}

static void test_each_reader_of_a_socket_gets_all(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    PeerLink *first = peer_connect(desk.peer, on_changed, &desk);
    PeerLink *second = peer_connect(desk.peer, on_changed, &desk);
    send(&desk, "a");
    check_read(first, "a ");
    check_read(second, "a ");
    peer_leave(first);
    peer_leave(second);
    close_desk(&desk);
}

static void test_refuse_and_answer(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    peer_act(desk.peer, PEER_REFUSE);
    assert_null(peer_connect(desk.peer, on_changed, &desk));
    send(&desk, "kept for the first");
    peer_act(desk.peer, PEER_ANSWER);
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "kept for the first ");
    peer_leave(link);
    close_desk(&desk);
}

static void test_queue_keeps_until_acknowledged(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "orders");
    send(&desk, "a");
    send(&desk, "b");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "a b ");
    assert_true(link_acknowledge(link));
    send(&desk, "c");
    check_read(link, "c ");
    peer_leave(link); /* c was not acknowledged */

    send(&desk, "d");
    link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "c d ");
    peer_act(desk.peer, PEER_HANGUP);
    check_read(link, "");
    peer_leave(link);
    link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "c d ");
    assert_true(link_acknowledge(link));
    peer_leave(link);
    close_desk(&desk);
}

static void test_some_are_acknowledged(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "orders");
    send(&desk, "a");
    send(&desk, "b");
    send(&desk, "c");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    PeerLink *other = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "a b c ");
    send(&desk, "d");
    check_read(other, "d ");
    const int64_t numbers[] = {2, 4, 9};
    assert_true(link_acknowledge_these(link, numbers, 3)); /* 4 is the other's */
    peer_leave(link);
    peer_leave(other);

    link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "a c d ");
    const int64_t first = 1;
    peer_act(desk.peer, PEER_REFUSE_ACK);
    assert_false(link_acknowledge_these(link, &first, 1));
    peer_act(desk.peer, PEER_ACCEPT_ACK);
    assert_true(link_acknowledge_these(link, &first, 1));
    assert_true(link_acknowledge_these(link, &first, 1)); /* twice is no more */
    peer_end(desk.peer);
    assert_true(link_is_dry(link));
    peer_leave(link);

    link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "c d ");
    assert_true(link_acknowledge(link));
    peer_leave(link);
    close_desk(&desk);
}

static void test_refused_acknowledgement_keeps(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "orders");
    send(&desk, "a");
    PeerLink *link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "a ");
    peer_act(desk.peer, PEER_REFUSE_ACK);
    assert_false(link_acknowledge(link));
    check_read(link, "");
    peer_act(desk.peer, PEER_ACCEPT_ACK);
    send(&desk, "b");
    check_read(link, "b ");
    assert_true(link_acknowledge(link));
    peer_leave(link);
    link = peer_connect(desk.peer, on_changed, &desk);
    check_read(link, "");
    peer_leave(link);
    close_desk(&desk);
}

static void test_queue_gives_a_record_to_one_reader(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "orders");
    PeerLink *first = peer_connect(desk.peer, on_changed, &desk);
    PeerLink *second = peer_connect(desk.peer, on_changed, &desk);
    send(&desk, "a");
    check_read(first, "a ");
    check_read(second, "");
    peer_end(desk.peer);
    assert_true(link_is_dry(first));
    assert_false(link_is_dry(second)); /* it may come back */
    int told = desk.told;
    peer_leave(first);
    assert_true(desk.told > told);
    check_read(second, "a ");
    assert_true(link_is_dry(second));
    peer_leave(second);
    close_desk(&desk);
}

/* A reader that leaves when it is told, and connects again. */
typedef struct Nervous {
    Peer *peer;
    PeerLink *link;
    int times;
} Nervous;

static void run_away(void *subject)
{
    Nervous *reader = subject;
    peer_leave(reader->link);
    reader->times++;
    reader->link = peer_connect(reader->peer, run_away, reader);
}

static void test_a_reader_may_leave_while_it_is_told(void **state)
{
    (void)state;
    Desk desk;
    open_desk(&desk, "sensor:7000");
    Nervous reader = {.peer = desk.peer};
    reader.link = peer_connect(desk.peer, run_away, &reader);
    PeerLink *calm = peer_connect(desk.peer, on_changed, &desk);
    send(&desk, "a");
    send(&desk, "b");
    assert_int_equal(reader.times, 2);
    assert_int_equal(desk.told, 2);
    check_read(calm, "a b ");
    peer_leave(calm);
    peer_leave(reader.link);
    close_desk(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_socket_keeps_until_the_first_connection),
        cmocka_unit_test(test_socket_waits_for_a_slow_reader),
        cmocka_unit_test(test_hangup_ends_after_what_was_sent),
        cmocka_unit_test(test_each_reader_of_a_socket_gets_all),
        cmocka_unit_test(test_refuse_and_answer),
        cmocka_unit_test(test_queue_keeps_until_acknowledged),
        cmocka_unit_test(test_some_are_acknowledged),
        cmocka_unit_test(test_refused_acknowledgement_keeps),
        cmocka_unit_test(test_queue_gives_a_record_to_one_reader),
        cmocka_unit_test(test_a_reader_may_leave_while_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
