/* cli/enclosed.h -- programs that nobody has read, each in a process of its own.
 * Spark: none.
 *
 * enclosed(requests, most, done) runs each request in a child, at most so many at one
 * time: our own program with the hidden command `enclosed`, in an empty folder that is
 * removed afterwards. cli/enclosing.c is the parent, cli/enclosed.c the child. The
 * answers are in the order of the requests; done(i, n, which), if it is not nil, is
 * called when i of n are there, the last one that of request `which`. An interrupt ends
 * all children, and then the process; where the caller goes on, they have crashed.
 *
 * A request is a table as run(config) takes, of plain data, and besides: `text` of the
 * program, whose name `file` is only for messages; `limits` {seconds =, memory =,
 * output =, instructions =}, in bytes but for the first and the last, each with the
 * value below if it is absent. A feed may have its `text`. Files that it names are read
 * from where they are. What it says about trace, clock, output and style is not heeded.
 *
 * An answer has
 *   ended    "done", "limit" or "crashed"
 *   limit    "time", "memory", "output" or "instructions"
 *   message  a sentence, of a limit or a crash; of a run that could not begin
 *   trace    the text of the trace, as far as it came
 *   said     what sluice said: JSON Lines
 *   code     exit code of a run that is done
 *   stores   the tables outside, as run returns them
 *   answers  the global of that name at the end, if it is a table of plain data
 *
 * The child reads its request from standard input, a value of lua/base/plain.h, and
 * writes frames to standard output: what the run tells, while it goes on, so that all
 * that is known is there however it ends, and at last its result, or the limit that it
 * met. The parent trusts none of these bytes. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_ENCLOSED_H
#define SLUICE_CLI_ENCLOSED_H

#include <lua.h>
#include <stdint.h>

typedef enum FrameKind {
    FRAME_TRACE = 'T',
    FRAME_SAID = 'S',
    FRAME_RESULT = 'R', /* plain; the last one */
    FRAME_LIMIT = 'L'   /* one byte of LIMIT_LETTERS; the last one */
} FrameKind;

/* In front of the bytes of a frame stand its kind and their number. */
enum { FRAME_HEAD = 1 + sizeof(uint32_t) };

/* By BoxLimit, and then: more happened than can be written down. */
#define LIMIT_LETTERS "tmoiw"

/* How a child ends that is late while it writes a frame. */
enum { EXIT_LATE = 99 };

/* What a child may use, if the request says nothing else. */
#define LIMIT_SECONDS 10.0
#define LIMIT_MEMORY (256LL << 20)     /* bytes of a Lua state; the process: below */
#define LIMIT_PRINTED (1LL << 20)      /* bytes */
#define LIMIT_INSTRUCTIONS 200000000LL /* of Lua's, in all states */
#define LIMIT_TRACED (64LL << 20)      /* bytes of trace */
#define LIMIT_FILES (64LL << 20)       /* bytes of all files */
#define MEMORY_BESIDES (384LL << 20)   /* of the process, besides one Lua state */

typedef struct Limits {
    double seconds;
    long long memory;
    long long printed;
    long long instructions;
} Limits;

/* The limits in the field `limits` of a request. */
Limits limits_read(lua_State *L, int request);

/* enclosed(requests, most, done) -> answers */
int host_enclosed(lua_State *L);

/* In the child. enclosed_begin() -> the request: from now on the limits hold. nil if
 * standard input holds none. enclosed_end(result): writes the result; does not return.
 */
int host_enclosed_begin(lua_State *L);
int host_enclosed_end(lua_State *L);

#endif
