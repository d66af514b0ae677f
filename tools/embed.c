/* tools/embed.c -- compiles Lua files and writes them as one C file.
 *
 * Usage: embed OUTPUT.c [MODULE FILE]...
 * The output defines embedded_scripts of lua/base/embedded.h. A file that does not end
 * in .lua becomes a module that is its text. A syntax error goes to standard error as
 * FILE:LINE: message, and no output is left behind. */
// SPDX-License-Identifier: MIT
#include <errno.h>
#include <stdbool.h>
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

/* Where lua_dump writes: the inside of an array initializer. */
typedef struct Array {
    FILE *file;
    size_t size;
} Array;

static int script_compare(const void *left, const void *right)
{
    return strcmp(((const Script *)left)->module, ((const Script *)right)->module);
}

static int array_write(lua_State *L, const void *bytes, size_t size, void *subject)
{
    Array *array = subject;
    (void)L;
    for (size_t i = 0; i < size; i++) {
        const char *separator = array->size++ % BYTES_PER_LINE == 0 ? "\n" : "";
        fprintf(array->file, "%s%d,", separator, ((const unsigned char *)bytes)[i]);
    }
    return 0;
}

static bool is_lua(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".lua") == 0;
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

/* Debug information stays in the chunk: error messages name file and line. */
static int write_chunk(lua_State *L, FILE *file, int number, const char *path)
{
    int status = is_lua(path) ? luaL_loadfilex(L, path, "t") : load_text(L, path);
    if (status != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        return 1;
    }
    Array array = {.file = file};
    fprintf(file, "\n/* %s */\nstatic const unsigned char code_%d[] = {", path, number);
    lua_dump(L, array_write, &array, 0);
    fprintf(file, "};\n");
    lua_pop(L, 1);
    return 0;
}

static void write_table(FILE *file, const Script *scripts, int count)
{
    fprintf(file, "\nconst EmbeddedScript embedded_scripts[] = {\n");
    for (int i = 0; i < count; i++)
        fprintf(file, "    {\"%s\", \"%s\", code_%d, sizeof code_%d},\n",
            scripts[i].module, scripts[i].path, i, i);
    fprintf(file, "    {NULL, NULL, NULL, 0},\n};\n");
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
        failures += write_chunk(L, file, i, scripts[i].path);
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
