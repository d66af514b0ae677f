// SPDX-License-Identifier: MIT
#include "lua/native/bytecode.h"

#include <lauxlib.h>
#include <string.h>

static int append_bytes(lua_State *L, const void *bytes, size_t size, void *subject)
{
    (void)L;
    Bytecode *code = subject;
    if (size > sizeof code->bytes - code->size)
        return 1;
    memcpy(code->bytes + code->size, bytes, size);
    code->size += size;
    return 0;
}

/* Reading. A place behind the end is an error that stays. */
typedef struct Reader {
    const Bytecode *code;
    size_t at;
    bool failed;
} Reader;

static const char *take(Reader *reader, size_t size)
{
    static const char zeros[16] = {0};
    if (reader->failed || size > reader->code->size - reader->at) {
        reader->failed = true;
        return zeros;
    }
    const char *bytes = reader->code->bytes + reader->at;
    reader->at += size;
    return bytes;
}

static int take_byte(Reader *reader)
{
    return (unsigned char)*take(reader, 1);
}

/* Numbers have 7 bits a byte, and the last byte has the top bit set. */
static size_t take_number(Reader *reader)
{
    size_t number = 0;
    int byte;
    do {
        byte = take_byte(reader);
        number = number << 7 | (size_t)(byte & 0x7F);
    } while ((byte & 0x80) == 0 && !reader->failed);
    return number;
}

static int take_count(Reader *reader, size_t most)
{
    size_t count = take_number(reader);
    reader->failed = reader->failed || count > most;
    return reader->failed ? 0 : (int)count;
}

static void take_constant(Reader *reader, Item *item)
{
    enum { NIL = 0, FALSE = 1, INT = 3, SHORT = 4, TRUE = 17, FLOAT = 19, LONG = 20 };
    int64_t integer;
    double number;
    switch (take_byte(reader)) {
    case NIL:
        item->tag = (RecordTag)ITEM_NIL;
        return;
    case FALSE:
        item->tag = RECORD_FALSE;
        return;
    case TRUE:
        item->tag = RECORD_TRUE;
        return;
    case INT:
        memcpy(&integer, take(reader, sizeof integer), sizeof integer);
        item_set_int(item, integer);
        return;
    case FLOAT:
        memcpy(&number, take(reader, sizeof number), sizeof number);
        item_set_double(item, number);
        return;
    case SHORT:
    case LONG: {
        size_t size = take_number(reader) - 1;
        item_set_text(item, take(reader, size), size);
        return;
    }
    default:
        reader->failed = true;
    }
}

static void take_body(Reader *reader, Bytecode *code)
{
    code->n_parameters = take_byte(reader);
    reader->failed = reader->failed || take_byte(reader) != 0; /* ... */
    code->n_registers = take_byte(reader);
    code->n_code = take_count(reader, BYTECODE_CODE);
    size_t size = (size_t)code->n_code * sizeof code->code[0];
    const char *words = take(reader, size);
    if (!reader->failed)
        memcpy(code->code, words, size);
    code->n_constants = take_count(reader, BYTECODE_CONSTANTS);
    for (int i = 0; i < code->n_constants && !reader->failed; i++)
        take_constant(reader, &code->constants[i]);
}

bool bytecode_read(lua_State *L, int index, Bytecode *code)
{
    enum { HEADER = 4 + 1 + 1 + 6 + 3, PLACE = 3, UPVALUE = 3 };
    code->size = 0;
    lua_pushvalue(L, index);
    int status = lua_dump(L, append_bytes, code, 1);
    lua_pop(L, 1);
    if (status != 0)
        return false;

    Reader reader = {.code = code};
    take(&reader, HEADER + sizeof(lua_Integer) + sizeof(lua_Number) + 1);
    for (int i = 0; i < PLACE; i++)
        take_number(&reader); /* an empty name, two line numbers */
    take_body(&reader, code);
    int upvalues = take_count(&reader, UINT8_MAX);
    for (int i = 0; i < upvalues; i++)
        take(&reader, UPVALUE);
    bool has_functions = take_number(&reader) > 0;
    return !reader.failed && !has_functions;
}

/* A text in which each instruction of OPCODES comes, and those that this Lua has to
 * make of it, one behind the other. */

static const char KNOWN_TEXT[] =
    "local u, v = 1\n"
    "return function(a, b)\n"
    "  local c, d, e, f, g = a, 2, 3.0, 'k', nil\n"
    "  c = a + 1 c = a + 2.5 c = a - 2.5 c = a * 2.5 c = a % 2.5 c = a / 2.5 c = a // 2.5\n"
    "  c = a + b c = a - b c = a * b c = a % b c = a / b c = a // b\n"
    "  return u\n"
    "end,\n"
    "function(a, b)\n"
    "  local c = -a c = not a c = #a c = false c = true\n"
    "  c = a == b c = a < b c = a <= b c = a == 'k'\n"
    "  return m.n\n"
    "end,\n"
    "function(a, b)\n"
    "  local c = a == 1 c = a < 1 c = a <= 1\n"
    "  if a > 1 then return end\n"
    "  if a >= 1 then return a, b end\n"
    "  c = a and b or c\n"
    "  if c then c = a:f() end\n"
    "  return a:f()\n"
    "end,\n"
    "function(a, b)\n"
    "  local c = a ^ 2.5 c = a & 5 c = a | 5 c = a ~ 5 c = a >> 1 c = 1 << a\n"
    "  c = a ^ b c = a & b c = a | b c = a ~ b c = a << b c = a >> b c = ~a\n"
    "  c = a .. b\n"
    "end,\n"
    "function(a, b)\n"
    "  local c = {a, b} c[1] = a c[a] = b c = a[1] c = a[b]\n"
    "  for i = 1, b do c = i end\n"
    "  for i in b do c = i end\n"
    "end";

static const unsigned char KNOWN_OPS[] = {
    /* clang-format off */
    OP_MOVE, OP_LOADI, OP_LOADF, OP_LOADK, OP_LOADNIL,
    OP_ADDI, OP_MMBINI, OP_ADDK, OP_MMBINK, OP_SUBK, OP_MMBINK, OP_MULK, OP_MMBINK,
    OP_MODK, OP_MMBINK, OP_DIVK, OP_MMBINK, OP_IDIVK, OP_MMBINK,
    OP_ADD, OP_MMBIN, OP_SUB, OP_MMBIN, OP_MUL, OP_MMBIN, OP_MOD, OP_MMBIN,
    OP_DIV, OP_MMBIN, OP_IDIV, OP_MMBIN, OP_GETUPVAL, OP_RETURN1, OP_RETURN0,

    OP_UNM, OP_NOT, OP_LEN, OP_LOADFALSE, OP_LOADTRUE,
    OP_EQ, OP_JMP, OP_LFALSESKIP, OP_LOADTRUE, OP_LT, OP_JMP, OP_LFALSESKIP,
    OP_LOADTRUE, OP_LE, OP_JMP, OP_LFALSESKIP, OP_LOADTRUE, OP_EQK, OP_JMP,
    OP_LFALSESKIP, OP_LOADTRUE, OP_GETTABUP, OP_GETFIELD, OP_RETURN1, OP_RETURN0,

    OP_EQI, OP_JMP, OP_LFALSESKIP, OP_LOADTRUE, OP_LTI, OP_JMP, OP_LFALSESKIP,
    OP_LOADTRUE, OP_LEI, OP_JMP, OP_LFALSESKIP, OP_LOADTRUE, OP_GTI, OP_JMP, OP_RETURN0,
    OP_GEI, OP_JMP, OP_MOVE, OP_MOVE, OP_RETURN, OP_TEST, OP_JMP, OP_TESTSET, OP_JMP,
    OP_TEST, OP_JMP, OP_SELF, OP_CALL, OP_MOVE, OP_SELF, OP_TAILCALL, OP_RETURN,
    OP_RETURN0,

    OP_POWK, OP_MMBINK, OP_BANDK, OP_MMBINK, OP_BORK, OP_MMBINK, OP_BXORK, OP_MMBINK,
    OP_SHRI, OP_MMBINI, OP_SHLI, OP_MMBINI, OP_POW, OP_MMBIN, OP_BAND, OP_MMBIN,
    OP_BOR, OP_MMBIN, OP_BXOR, OP_MMBIN, OP_SHL, OP_MMBIN, OP_SHR, OP_MMBIN, OP_BNOT,
    OP_MOVE, OP_MOVE, OP_CONCAT, OP_MOVE, OP_RETURN0,

    OP_NEWTABLE, OP_EXTRAARG, OP_MOVE, OP_MOVE, OP_SETLIST, OP_SETI, OP_SETTABLE,
    OP_GETI, OP_GETTABLE, OP_LOADI, OP_MOVE, OP_LOADI, OP_FORPREP, OP_MOVE, OP_FORLOOP,
    OP_MOVE, OP_LOADNIL, OP_TFORPREP, OP_MOVE, OP_TFORCALL, OP_TFORLOOP, OP_CLOSE,
    OP_RETURN,
    /* clang-format on */
};

bool bytecode_is_known(lua_State *L)
{
    int top = lua_gettop(L);
    if (luaL_loadbufferx(L, KNOWN_TEXT, sizeof KNOWN_TEXT - 1, "=code", "t") != LUA_OK)
        lua_error(L);
    lua_call(L, 0, LUA_MULTRET);
    size_t at = 0;
    bool same = true;
    for (int i = top + 1; i <= lua_gettop(L) && same; i++) {
        Bytecode code;
        same = bytecode_read(L, i, &code);
        for (int j = 0; j < code.n_code && same; j++)
            same = at < sizeof KNOWN_OPS &&
                bytecode_op(code.code[j]) == (Opcode)KNOWN_OPS[at++];
    }
    lua_settop(L, top);
    return same && at == sizeof KNOWN_OPS;
}
