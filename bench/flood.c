/* bench/flood.c -- flood LINES [PORT]: sends lines over a socket as fast as they are
 * taken.
 *
 * Without a port it listens on a free one of loopback; with a port it connects there as
 * soon as somebody listens. It writes "port NUMBER" first. The peer gets LINES lines of
 * 51 bytes, each beginning with its number, and then the end of the stream. When the
 * peer has read that, it closes the connection: then "SECONDS" are written, from the
 * first byte to this moment. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LINE "00000000 the quick brown fox jumps over a lazy dog\n"
enum {
    DIGITS = 8,
    LINE_BYTES = sizeof LINE - 1,
    BLOCK_LINES = 1024,
    BLOCK_BYTES = LINE_BYTES * BLOCK_LINES
};

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void say_port(int port)
{
    printf("port %d\n", port);
    fflush(stdout);
}

/* Waits for a peer at a free port of loopback. */
static int wait_for_peer(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 ||
        listen(fd, 1) != 0 || getsockname(fd, (struct sockaddr *)&address, &size) != 0)
        fail("flood: cannot listen");
    say_port(ntohs(address.sin_port));
    return accept(fd, NULL, NULL);
}

/* Tries a hundred times, for ten seconds. */
static int connect_to_peer(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
        .sin_port = htons((uint16_t)port)};
    const struct timespec pause = {.tv_nsec = 100000000};
    say_port(port);
    for (int i = 0; i < 100; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
            return fd;
        close(fd);
        nanosleep(&pause, NULL);
    }
    return -1;
}

static void send_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0)
            fail("flood: cannot write");
        bytes += written;
        size -= (size_t)written;
    }
}

/* Writes a number into the digits, right to left. */
static void write_number(char *digits, long number)
{
    for (int i = DIGITS - 1; i >= 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
}

/* Only the digits of a block are made anew, so that the sender costs next to nothing.
 */
static void send_lines(int fd, long lines)
{
    char block[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_LINES; i++)
        memcpy(block + (size_t)i * LINE_BYTES, LINE, LINE_BYTES);
    for (long first = 0; first < lines; first += BLOCK_LINES) {
        long count = lines - first < BLOCK_LINES ? lines - first : BLOCK_LINES;
        for (long i = 0; i < count; i++)
            write_number(block + i * LINE_BYTES, first + i);
        send_all(fd, block, (size_t)count * LINE_BYTES);
    }
}

int main(int argc, char **argv)
{
    long lines = argc == 2 || argc == 3 ? atol(argv[1]) : 0;
    if (lines <= 0) {
        fprintf(stderr, "usage: flood LINES [PORT]\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    int peer = argc == 2 ? wait_for_peer() : connect_to_peer(atoi(argv[2]));
    if (peer < 0)
        fail("flood: cannot find a peer");

    double start = now();
    send_lines(peer, lines);
    char byte;
    if (shutdown(peer, SHUT_WR) != 0 || read(peer, &byte, 1) != 0)
        fail("flood: the peer did not read to the end");
    printf("%.6f\n", now() - start);
    return 0;
}
