/* vm/ingest/tcp.c -- a real socket, under the wall clock.
 *
 * Each start makes a Connection, which belongs to the loop of libuv: handles can be
 * freed only after the loop has closed them. Stopping cuts the tie between source and
 * connection; what the loop still reports to a connection without a source is ignored,
 * and the connection goes with its last callback. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include <uv.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/ingest/lines.h"
#include "vm/ingest/tcp.h"

enum { READ_SIZE = 65536 };

typedef struct Connection Connection;

typedef struct TcpSource {
    Source base;
    Wall *wall;
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

static void store_line(void *subject, const char *line, size_t size)
{
    const Connection *connection = subject;
    if (connection->source == NULL)
        return;
    const SourceListener *listener = &connection->source->base.listener;
    listener->store(listener->subject, line, size);
}

static void on_alloc(uv_handle_t *handle, size_t wanted, uv_buf_t *into)
{
    Connection *connection = handle->data;
    (void)wanted;
    *into = uv_buf_init(connection->bytes, sizeof connection->bytes);
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
        return;
    }

    uv_read_stop(stream);
    if (count != UV_EOF) {
        tell(connection, SOURCE_BROKEN, reason((int)count));
        return;
    }
    lines_end(&connection->lines, store_line, connection);
    if (connection->source != NULL)
        tell(connection, SOURCE_CLOSED, "closed by the other side");
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
    if (connection->source == NULL)
        return;
    status = uv_read_start((uv_stream_t *)&connection->socket, on_alloc, on_read);
    if (status != 0)
        tell(connection, SOURCE_BROKEN, reason(status));
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

Source *tcp_open(Wall *wall, const char *host, int port)
{
    TcpSource *source = mem_zero_alloc(sizeof *source);
    source->base.ops = &TCP_OPS;
    source->wall = wall;
    source->host = mem_copy_string(host);
    snprintf(source->port, sizeof source->port, "%d", port);
    return &source->base;
}
