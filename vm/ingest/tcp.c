/* vm/ingest/tcp.c -- a real socket, under the wall clock.
 *
 * Each start makes a Connection, which belongs to the loop of libuv: handles can be
 * freed only after the loop has closed them. Stopping cuts the tie between source and
 * connection; what the loop still reports to a connection without a source is ignored,
 * and the connection goes with its last callback.
 *
 * While a line has to wait for a rate limit, nothing is read: lines that were read with
 * it are held, as in the buffer of Java's reader, and all others wait in the socket. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <string.h>

#include <uv.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/lines.h"
#include "vm/ingest/rate_limiter.h"
#include "vm/ingest/tcp.h"

enum { READ_SIZE = 65536 };

typedef struct Connection Connection;

typedef struct TcpSource {
    Source base;
    Wall *wall;
    Queue *queue;
    EventId turn; /* when the first line that is held may go; 0: none is held */
    char *host;
    char port[16];
    Connection *connection; /* NULL: stopped */
} TcpSource;

/* What the loop will call back about, if anything. */
typedef enum Phase {
    PHASE_IDLE,
    PHASE_LOOKING_UP,
    PHASE_OPEN,   /* connecting or connected */
    PHASE_CLOSING /* this address failed; the next one, if any, is tried after that */
} Phase;

struct Connection {
    TcpSource *source; /* NULL: stopped */
    Phase phase;
    Buffer held;       /* lines that were read and have to wait, a \n after each */
    size_t held_start; /* of the first of them */
    bool is_ended;     /* nothing more is to be read */
    uv_getaddrinfo_t lookup;
    struct addrinfo *addresses;  /* all of host:port */
    const struct addrinfo *next; /* to be tried */
    uv_tcp_t socket;
    uv_connect_t request;
    int status; /* why the last address failed */
    Lines lines;
    char bytes[READ_SIZE];
};

static void delete_connection(Connection *connection)
{
    uv_freeaddrinfo(connection->addresses);
    lines_free(&connection->lines);
    buffer_free(&connection->held);
    mem_free(connection);
}

static const char *reason(int status)
{
    switch (status) {
    case UV_EAI_NONAME:
    case UV_EAI_NODATA:
        return "unknown host";
    default:
        return uv_strerror(status);
    }
}

/* The listener may stop or free the source: callers do nothing afterwards, or look at
 * connection->source first. */
static void tell(Connection *connection, SourceEvent event, const char *text)
{
    TcpSource *source = connection->source;
    wall_update(source->wall);
    source->base.listener.changed(source->base.listener.subject, event, text);
}

static void on_turn(void *subject, int64_t argument);

/* Whether a line may go now; if not, it is known when. */
static bool has_turn(Connection *connection)
{
    TcpSource *source = connection->source;
    const SourceListener *listener = &source->base.listener;
    if (listener->permit == NULL)
        return true;
    SimTime now = wall_clock(source->wall)->now;
    SimTime at = listener->permit(listener->subject);
    if (at == TIME_NEVER)
        tell(connection, SOURCE_BROKEN, RATE_REFUSAL);
    else if (at > now)
        source->turn = queue_push(source->queue, at, RANK_ARRIVAL, on_turn, source, 0);
    return at <= now;
}

static void store_line(void *subject, const char *line, size_t size)
{
    Connection *connection = subject;
    if (connection->source == NULL)
        return;
    const SourceListener *listener = &connection->source->base.listener;
    if (connection->source->turn == 0 && has_turn(connection)) {
        listener->store(listener->subject, line, size);
    } else if (connection->source != NULL) {
        buffer_append(&connection->held, line, size);
        buffer_append_byte(&connection->held, '\n');
    }
}

static void on_alloc(uv_handle_t *handle, size_t wanted, uv_buf_t *into)
{
    Connection *connection = handle->data;
    (void)wanted;
    *into = uv_buf_init(connection->bytes, sizeof connection->bytes);
}

/* Tells of the end once nothing is held any more. */
static void end(Connection *connection)
{
    if (connection->source != NULL && connection->source->turn == 0)
        tell(connection, SOURCE_CLOSED, "closed by the other side");
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *from)
{
    Connection *connection = stream->data;
    if (count == 0)
        return;
    wall_update(connection->source->wall);
    if (count > 0) {
        lines_take(&connection->lines, from->base, (size_t)count, store_line,
            connection);
        if (connection->source != NULL && connection->source->turn != 0)
            uv_read_stop(stream);
        return;
    }

    uv_read_stop(stream);
    if (count != UV_EOF) {
        tell(connection, SOURCE_BROKEN, reason((int)count));
        return;
    }
    lines_end(&connection->lines, store_line, connection);
    connection->is_ended = true;
    end(connection);
}

static void read_on(Connection *connection)
{
    int status = uv_read_start((uv_stream_t *)&connection->socket, on_alloc, on_read);
    if (status != 0)
        tell(connection, SOURCE_BROKEN, reason(status));
}

static void store_held(Connection *connection)
{
    const SourceListener *listener = &connection->source->base.listener;
    const char *line = connection->held.data + connection->held_start;
    size_t size = connection->held.size - connection->held_start;
    const char *end = memchr(line, '\n', size);
    connection->held_start += (size_t)(end - line) + 1;
    listener->store(listener->subject, line, (size_t)(end - line));
}

/* The first line that is held may go, and those for which no time has to pass. */
static void on_turn(void *subject, int64_t argument)
{
    (void)argument;
    TcpSource *source = subject;
    Connection *connection = source->connection;
    source->turn = 0;
    do
        store_held(connection);
    while (source->connection == connection &&
        connection->held_start < connection->held.size && has_turn(connection));
    if (source->connection != connection || source->turn != 0)
        return;
    buffer_clear(&connection->held);
    connection->held_start = 0;
    if (connection->is_ended)
        end(connection);
    else
        read_on(connection);
}

static void try_next_address(Connection *connection);

static void on_closed(uv_handle_t *handle)
{
    Connection *connection = handle->data;
    connection->phase = PHASE_IDLE;
    if (connection->source == NULL)
        delete_connection(connection);
    else
        try_next_address(connection);
}

static void give_up_address(Connection *connection, int status)
{
    connection->status = status;
    connection->phase = PHASE_CLOSING;
    uv_close((uv_handle_t *)&connection->socket, on_closed);
}

static void on_connect(uv_connect_t *request, int status)
{
    Connection *connection = request->data;
    if (connection->source == NULL)
        return;
    if (status != 0) {
        give_up_address(connection, status);
        return;
    }

    tell(connection, SOURCE_CONNECTED, NULL);
    if (connection->source != NULL)
        read_on(connection);
}

/* One name may have several addresses, such as ::1 and 127.0.0.1 for localhost, and a
 * peer may listen on one of them only. */
static void try_next_address(Connection *connection)
{
    const struct addrinfo *address = connection->next;
    if (address == NULL) {
        tell(connection, SOURCE_REFUSED, reason(connection->status));
        return;
    }

    connection->next = address->ai_next;
    int status = uv_tcp_init(wall_loop(connection->source->wall), &connection->socket);
    CHECK(status == 0);
    connection->phase = PHASE_OPEN;
    connection->socket.data = connection;
    connection->request.data = connection;
    status = uv_tcp_connect(&connection->request, &connection->socket, address->ai_addr,
        on_connect);
    if (status != 0)
        give_up_address(connection, status);
}

static void on_lookup(uv_getaddrinfo_t *lookup, int status, struct addrinfo *addresses)
{
    Connection *connection = lookup->data;
    connection->phase = PHASE_IDLE;
    connection->addresses = addresses;
    connection->next = addresses;
    connection->status = status;
    if (connection->source == NULL)
        delete_connection(connection);
    else
        try_next_address(connection);
}

static void start(Source *base)
{
    TcpSource *source = (TcpSource *)base;
    CHECK(source->connection == NULL);
    Connection *connection = mem_zero_alloc(sizeof *connection);
    connection->source = source;
    connection->lookup.data = connection;
    source->connection = connection;

    const struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    connection->phase = PHASE_LOOKING_UP;
    int status = uv_getaddrinfo(wall_loop(source->wall), &connection->lookup, on_lookup,
        source->host, source->port, &wanted);
    if (status != 0) {
        connection->phase = PHASE_IDLE;
        tell(connection, SOURCE_REFUSED, reason(status));
    }
}

static void stop(Source *base)
{
    TcpSource *source = (TcpSource *)base;
    Connection *connection = source->connection;
    if (connection == NULL)
        return;

    queue_cancel(source->queue, source->turn);
    source->turn = 0;
    source->connection = NULL;
    connection->source = NULL;
    switch (connection->phase) {
    case PHASE_IDLE:
        delete_connection(connection);
        break;
    case PHASE_LOOKING_UP:
        uv_cancel((uv_req_t *)&connection->lookup);
        break;
    case PHASE_OPEN:
        uv_close((uv_handle_t *)&connection->socket, on_closed);
        break;
    case PHASE_CLOSING:
        break;
    }
}

static void free_source(Source *base)
{
    TcpSource *source = (TcpSource *)base;
    stop(base);
    mem_free(source->host);
    mem_free(source);
}

static const SourceOps TCP_OPS = {.start = start, .stop = stop, .free = free_source};

Source *tcp_open(Wall *wall, Queue *queue, const char *host, int port)
{
    TcpSource *source = mem_zero_alloc(sizeof *source);
    source->base.ops = &TCP_OPS;
    source->wall = wall;
    source->queue = queue;
    source->host = mem_copy_string(host);
    snprintf(source->port, sizeof source->port, "%d", port);
    return &source->base;
}
