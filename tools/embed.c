/* tools/embed.c -- compiles Lua files and writes them as one C file.
 *
 * Usage: embed OUTPUT.c [MODULE FILE]...
 * The output defines embedded_scripts of lua/base/embedded.h. A module whose name is a
 * path, with a slash in it, is the text of its file. A syntax error goes to standard
 * error as FILE:LINE: message, and no output is left behind.
 *
 * Lines stay in the chunks, because error messages name file and line. Names of local
 * variables go: to make strings of them was a third of what loading a chunk costs. */
// SPDX-License-Identifier: MIT
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

enum { BYTES_PER_LINE = 20 };

typedef struct Script {
    const char *module;
    const char *path;
} Script;

/* A dumped chunk, and how far it was copied. */
typedef struct Chunk {
    unsigned char *bytes;
    size_t size;
    size_t at;
    FILE *file; /* the inside of an array initializer */
    size_t written;
} Chunk;

static int script_compare(const void *left, const void *right)
{
    return strcmp(((const Script *)left)->module, ((const Script *)right)->module);
}

static int keep_bytes(lua_State *L, const void *bytes, size_t size, void *subject)
{
    Chunk *chunk = subject;
    (void)L;
    unsigned char *more = realloc(chunk->bytes, chunk->size + size);
    if (more == NULL)
        return 1;
    chunk->bytes = more;
    memcpy(chunk->bytes + chunk->size, bytes, size);
    chunk->size += size;
    return 0;
}

static void put(Chunk *chunk, int byte)
{
    const char *separator = chunk->written++ % BYTES_PER_LINE == 0 ? "\n" : "";
    fprintf(chunk->file, "%s%d,", separator, byte);
}

static void copy(Chunk *chunk, size_t size)
{
    for (; size > 0 && chunk->at < chunk->size; size--)
        put(chunk, chunk->bytes[chunk->at++]);
}

/* A number: seven bits a byte, the last byte is marked (lundump.c: loadUnsigned). */
static size_t read_number(Chunk *chunk)
{
    size_t number = 0;
    unsigned char byte = 0;
    while (chunk->at < chunk->size && (byte & 0x80) == 0) {
        byte = chunk->bytes[chunk->at++];
        number = number << 7 | (byte & 0x7F);
    }
    return number;
}

static size_t copy_number(Chunk *chunk)
{
    size_t from = chunk->at;
    size_t number = read_number(chunk);
    size_t size = chunk->at - from;
    chunk->at = from;
    copy(chunk, size);
    return number;
}

/* A string is its size and one, 0 for none, and its bytes. */
static void copy_string(Chunk *chunk)
{
    size_t size = copy_number(chunk);
    copy(chunk, size > 0 ? size - 1 : 0);
}

static void skip_string(Chunk *chunk)
{
    size_t size = read_number(chunk);
    chunk->at += size > 0 ? size - 1 : 0;
}

static void copy_constants(Chunk *chunk)
{
    for (size_t left = copy_number(chunk); left > 0; left--) {
        int tag = chunk->bytes[chunk->at];
        copy(chunk, 1);
        if ((tag & 0x0F) == LUA_TSTRING)
            copy_string(chunk);
        else if ((tag & 0x0F) == LUA_TNUMBER) /* of either kind */
            copy(chunk, sizeof(lua_Number));
    }
}

/* The lines of its instructions. */
static void copy_lines(Chunk *chunk)
{
    copy(chunk, copy_number(chunk));
    for (size_t left = copy_number(chunk); left > 0; left--) {
        copy_number(chunk);
        copy_number(chunk);
    }
}

/* The names of its local variables, with two numbers each, and of those it captured. */
static void drop_names(Chunk *chunk)
{
    for (size_t left = read_number(chunk); left > 0; left--) {
        skip_string(chunk);
        read_number(chunk);
        read_number(chunk);
    }
    for (size_t left = read_number(chunk); left > 0; left--)
        skip_string(chunk);
    put(chunk, 0x80); /* none */
    put(chunk, 0x80);
}

/* A function, as ldump.c of Lua 5.4 writes it; those inside of it go the same way. */
static void copy_function(Chunk *chunk)
{
    copy_string(chunk); /* its file */
    copy_number(chunk); /* its first and its last line */
    copy_number(chunk);
    copy(chunk, 3); /* parameters, whether there are more, the size of its stack */
    copy(chunk, copy_number(chunk) * sizeof(uint32_t)); /* instructions */
    copy_constants(chunk);
    copy(chunk, copy_number(chunk) * 3); /* what it captures */
    for (size_t left = copy_number(chunk); left > 0; left--)
        copy_function(chunk);
    copy_lines(chunk);
    drop_names(chunk);
}

/* A chunk whose end is not where its function ends was not understood. Its head is that
 * of lua.h: Lua compares it when it loads the chunk. */
static bool copy_chunk(Chunk *chunk)
{
    enum { CHECKED = 4 + 2 + 6 + 3 + sizeof(lua_Integer) + sizeof(lua_Number) };
    copy(chunk, CHECKED + 1); /* and how many variables it captures */
    copy_function(chunk);
    return chunk->at == chunk->size;
}

/* Loads `return [========[...]========]`; a text that holds the end of that is a syntax
 * error. */
static int load_text(lua_State *L, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        lua_pushfstring(L, "%s: %s", path, strerror(errno));
        return LUA_ERRFILE;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    luaL_addstring(&text, "return [========[\n");
    size_t got;
    do {
        got = fread(luaL_prepbuffer(&text), 1, LUAL_BUFFERSIZE, file);
        luaL_addsize(&text, got);
    } while (got > 0);
    fclose(file);
    luaL_addstring(&text, "]========]");
    luaL_pushresult(&text);
    int status = luaL_loadbufferx(L, lua_tostring(L, -1), lua_rawlen(L, -1), path, "t");
    lua_remove(L, -2);
    return status;
}

static int write_chunk(lua_State *L, FILE *file, int number, const Script *script)
{
    Chunk chunk = {.file = file};
    const char *path = script->path;
    bool is_text = strchr(script->module, '/') != NULL;
    int status = is_text ? load_text(L, path) : luaL_loadfilex(L, path, "t");
    if (status != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        return 1;
    }
    fprintf(file, "\n/* %s */\nstatic const unsigned char code_%d[] = {", path, number);
    bool ok = lua_dump(L, keep_bytes, &chunk, 0) == 0 && copy_chunk(&chunk);
    fprintf(file, "};\n");
    if (!ok)
        fprintf(stderr, "embed: %s is compiled in a form that is not known\n", path);
    free(chunk.bytes);
    lua_pop(L, 1);
    return !ok;
}

static void write_table(FILE *file, const Script *scripts, int count)
{
    fprintf(file, "\nconst EmbeddedScript embedded_scripts[] = {\n");
    for (int i = 0; i < count; i++)
        fprintf(file, "    {\"%s\", \"%s\", code_%d, sizeof code_%d},\n",
            scripts[i].module, scripts[i].path, i, i);
    fprintf(file, "    {NULL, NULL, NULL, 0},\n};\n");
    fprintf(file, "\nconst size_t embedded_scripts_count = %d;\n", count);
}

/* Returns how many files did not compile. All are tried: one run shows all errors. */
static int write_all(FILE *file, const Script *scripts, int count)
{
    lua_State *L = luaL_newstate();
    int failures = 0;

    if (L == NULL)
        return 1;
    fprintf(file, "/* Made by tools/embed.c. */\n#include \"lua/base/embedded.h\"\n");
    for (int i = 0; i < count; i++)
        failures += write_chunk(L, file, i, &scripts[i]);
    write_table(file, scripts, count);
    lua_close(L);
    return failures;
}

static int embed(const char *output, const Script *scripts, int count)
{
    for (int i = 1; i < count; i++) {
        if (strcmp(scripts[i - 1].module, scripts[i].module) == 0) {
            fprintf(stderr, "embed: %s and %s are both the module %s\n",
                scripts[i - 1].path, scripts[i].path, scripts[i].module);
            return 1;
        }
    }
    FILE *file = fopen(output, "w");
    if (file == NULL) {
        fprintf(stderr, "embed: cannot write %s: %s\n", output, strerror(errno));
        return 1;
    }
    int failures = write_all(file, scripts, count);
    failures += ferror(file) != 0;
    failures += fclose(file) != 0;
    if (failures > 0)
        remove(output);
    return failures > 0;
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc % 2 != 0) {
        fprintf(stderr, "usage: embed OUTPUT.c [MODULE FILE.lua]...\n");
        return 2;
    }
    int count = (argc - 2) / 2;
    Script *scripts = calloc((size_t)count + 1, sizeof *scripts);
    if (scripts == NULL)
        return 1;
    for (int i = 0; i < count; i++)
        scripts[i] = (Script){.module = argv[2 + 2 * i], .path = argv[3 + 2 * i]};
    qsort(scripts, (size_t)count, sizeof *scripts, script_compare);

    int status = embed(argv[1], scripts, count);
    free(scripts);
    return status;
}
