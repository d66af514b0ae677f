// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/keys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/driver/driver.h"
#include "vm/base/check.h"

#define KEYS_TYPE "cli.keys"

enum { MOST_SWITCH = 64, MOST_KEYS = 256 };

typedef struct Keys {
    bool open;
} Keys;

/* What a handler needs: a signal has no other way to find the terminal. */
static struct {
    struct termios before;
    char enter[MOST_SWITCH];
    char leave[MOST_SWITCH];
    volatile sig_atomic_t open;
    volatile sig_atomic_t reading; /* a signal need not end the process itself */
    volatile sig_atomic_t interrupted;
    volatile sig_atomic_t continued;
} terminal;

static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { N_ENDING = sizeof ENDING / sizeof *ENDING };

static void put(const char *text)
{
    size_t size = strlen(text);
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, text, size);
        if (written <= 0)
            return;
        text += written;
        size -= (size_t)written;
    }
}

static void become_raw(void)
{
    struct termios raw = terminal.before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_iflag &= ~(tcflag_t)IXON;
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    put(terminal.enter);
}

static void become_usual(void)
{
    put(terminal.leave);
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
}

static void on_ending(int number)
{
    (void)number;
    if (terminal.reading) {
        terminal.interrupted = 1;
        return;
    }
    become_usual();
    _exit(EXIT_INTERRUPTED);
}

static void on_stop(int number);

static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* Ctrl-Z: the process stops in the middle of this function. */
static void on_stop(int number)
{
    int error = errno;
    become_usual();
    handle(number, SIG_DFL);
    raise(number);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    handle(number, on_stop);
    become_raw();
    terminal.continued = 1;
    errno = error;
}

static void handle_all(void (*ending)(int), void (*stop)(int))
{
    for (int i = 0; i < N_ENDING; i++)
        handle(ENDING[i], ending);
    handle(SIGTSTP, stop);
}

static void close_keys(Keys *keys)
{
    if (!keys->open)
        return;
    keys->open = false;
    become_usual();
    handle_all(SIG_DFL, SIG_DFL);
    terminal.open = 0;
}

static int keys_collect(lua_State *L)
{
    close_keys(luaL_checkudata(L, 1, KEYS_TYPE));
    return 0;
}

/* What came in that time; -1 at the end of the input. */
static ssize_t wait_for_keys(int timeout_ms, char *bytes)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (terminal.interrupted || terminal.continued)
        return 0;
    int ready = poll(&input, 1, timeout_ms);
    if (ready <= 0)
        return ready == 0 || errno == EINTR ? 0 : -1;
    ssize_t size = read(STDIN_FILENO, bytes, MOST_KEYS);
    if (size < 0)
        return errno == EINTR || errno == EAGAIN ? 0 : -1;
    return size > 0 ? size : -1;
}

static int keys_read(lua_State *L)
{
    Keys *keys = luaL_checkudata(L, 1, KEYS_TYPE);
    luaL_argcheck(L, keys->open, 1, "closed");
    int timeout_ms = (int)luaL_checkinteger(L, 2);

    char bytes[MOST_KEYS];
    terminal.reading = 1;
    ssize_t size = wait_for_keys(timeout_ms, bytes);
    terminal.reading = 0;
    const char *what = terminal.interrupted ? "interrupted"
        : terminal.continued                ? "continued"
                                            : NULL;
    terminal.interrupted = terminal.continued = 0;

    if (size < 0)
        lua_pushnil(L);
    else
        lua_pushlstring(L, bytes, (size_t)size);
    lua_pushstring(L, what);
    return 2;
}

int host_keys(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"read", keys_read},
        {"close", keys_collect},
        {NULL, NULL},
    };
    const char *enter = luaL_checkstring(L, 1);
    const char *leave = luaL_checkstring(L, 2);
    luaL_argcheck(L, strlen(enter) < MOST_SWITCH, 1, "too long");
    luaL_argcheck(L, strlen(leave) < MOST_SWITCH, 2, "too long");
    CHECK(!terminal.open);

    Keys *keys = owned_push(L, sizeof(Keys), KEYS_TYPE, keys_collect);
    luaL_getmetatable(L, KEYS_TYPE);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
    if (tcgetattr(STDIN_FILENO, &terminal.before) != 0)
        return 0;
    strcpy(terminal.enter, enter);
    strcpy(terminal.leave, leave);
    terminal.interrupted = terminal.continued = 0;
    terminal.open = 1;
    keys->open = true;
    handle_all(on_ending, on_stop);
    become_raw();
    return 1;
}

int host_terminal_size(lua_State *L)
{
    int fd = (int)luaL_checkinteger(L, 1);

    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return 0;
    lua_pushinteger(L, size.ws_col);
    lua_pushinteger(L, size.ws_row);
    return 2;
}
