/* lua/native/bytecode.h -- the code of a small Lua function, to be read.
 * Spark: none; what ClosureCleaner does with the bytecode of the JVM is as near.
 *
 * lua_dump gives the code of a function as bytes, in a form that has been the same in
 * all of Lua 5.4. The numbers of the instructions are no part of Lua's interface:
 * bytecode_is_known compares them with what this Lua makes of a text. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_BYTECODE_H
#define SLUICE_LUA_BYTECODE_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "vm/store/item.h"

/* OPCODE(constant, number): those that native functions may be made of. */
#define OPCODES(OPCODE)      \
    OPCODE(OP_MOVE, 0)       \
    OPCODE(OP_LOADI, 1)      \
    OPCODE(OP_LOADF, 2)      \
    OPCODE(OP_LOADK, 3)      \
    OPCODE(OP_LOADFALSE, 5)  \
    OPCODE(OP_LFALSESKIP, 6) \
    OPCODE(OP_LOADTRUE, 7)   \
    OPCODE(OP_LOADNIL, 8)    \
    OPCODE(OP_GETUPVAL, 9)   \
    OPCODE(OP_GETTABUP, 11)  \
    OPCODE(OP_GETTABLE, 12)  \
    OPCODE(OP_GETI, 13)      \
    OPCODE(OP_GETFIELD, 14)  \
    OPCODE(OP_SETTABLE, 16)  \
    OPCODE(OP_SETI, 17)      \
    OPCODE(OP_NEWTABLE, 19)  \
    OPCODE(OP_SELF, 20)      \
    OPCODE(OP_ADDI, 21)      \
    OPCODE(OP_ADDK, 22)      \
    OPCODE(OP_SUBK, 23)      \
    OPCODE(OP_MULK, 24)      \
    OPCODE(OP_MODK, 25)      \
    OPCODE(OP_POWK, 26)      \
    OPCODE(OP_DIVK, 27)      \
    OPCODE(OP_IDIVK, 28)     \
    OPCODE(OP_BANDK, 29)     \
    OPCODE(OP_BORK, 30)      \
    OPCODE(OP_BXORK, 31)     \
    OPCODE(OP_SHRI, 32)      \
    OPCODE(OP_SHLI, 33)      \
    OPCODE(OP_ADD, 34)       \
    OPCODE(OP_SUB, 35)       \
    OPCODE(OP_MUL, 36)       \
    OPCODE(OP_MOD, 37)       \
    OPCODE(OP_POW, 38)       \
    OPCODE(OP_DIV, 39)       \
    OPCODE(OP_IDIV, 40)      \
    OPCODE(OP_BAND, 41)      \
    OPCODE(OP_BOR, 42)       \
    OPCODE(OP_BXOR, 43)      \
    OPCODE(OP_SHL, 44)       \
    OPCODE(OP_SHR, 45)       \
    OPCODE(OP_MMBIN, 46)     \
    OPCODE(OP_MMBINI, 47)    \
    OPCODE(OP_MMBINK, 48)    \
    OPCODE(OP_UNM, 49)       \
    OPCODE(OP_BNOT, 50)      \
    OPCODE(OP_NOT, 51)       \
    OPCODE(OP_LEN, 52)       \
    OPCODE(OP_CONCAT, 53)    \
    OPCODE(OP_CLOSE, 54)     \
    OPCODE(OP_JMP, 56)       \
    OPCODE(OP_EQ, 57)        \
    OPCODE(OP_LT, 58)        \
    OPCODE(OP_LE, 59)        \
    OPCODE(OP_EQK, 60)       \
    OPCODE(OP_EQI, 61)       \
    OPCODE(OP_LTI, 62)       \
    OPCODE(OP_LEI, 63)       \
    OPCODE(OP_GTI, 64)       \
    OPCODE(OP_GEI, 65)       \
    OPCODE(OP_TEST, 66)      \
    OPCODE(OP_TESTSET, 67)   \
    OPCODE(OP_CALL, 68)      \
    OPCODE(OP_TAILCALL, 69)  \
    OPCODE(OP_RETURN, 70)    \
    OPCODE(OP_RETURN0, 71)   \
    OPCODE(OP_RETURN1, 72)   \
    OPCODE(OP_FORLOOP, 73)   \
    OPCODE(OP_FORPREP, 74)   \
    OPCODE(OP_TFORPREP, 75)  \
    OPCODE(OP_TFORCALL, 76)  \
    OPCODE(OP_TFORLOOP, 77)  \
    OPCODE(OP_SETLIST, 78)   \
    OPCODE(OP_EXTRAARG, 82)

typedef enum Opcode {
#define OPCODE(name, number) name = number,
    OPCODES(OPCODE)
#undef OPCODE
} Opcode;

enum {
    BYTECODE_BYTES = 1024, /* of a dumped function; a longer one is not read */
    BYTECODE_CODE = 64,
    BYTECODE_CONSTANTS = 16
};

typedef struct Bytecode {
    char bytes[BYTECODE_BYTES]; /* texts of constants lie in it */
    size_t size;
    int n_parameters;
    int n_registers;
    uint32_t code[BYTECODE_CODE];
    int n_code;
    Item constants[BYTECODE_CONSTANTS]; /* nil is ITEM_NIL */
    int n_constants;
} Bytecode;

/* What is no record, but may be in a register. */
enum { ITEM_NIL = RECORD_TAG_COUNT };

/* Reads the Lua function at a stack index. False if it is too long, takes any number of
 * arguments, or has functions inside of it. May raise "not enough memory". */
bool bytecode_read(lua_State *L, int index, Bytecode *code);

/* Whether this Lua numbers its instructions as OPCODES says. */
bool bytecode_is_known(lua_State *L);

/* The fields of an instruction. */
static inline Opcode bytecode_op(uint32_t word)
{
    return (Opcode)(word & 0x7F);
}

static inline int bytecode_a(uint32_t word)
{
    return (int)(word >> 7 & 0xFF);
}

static inline bool bytecode_k(uint32_t word)
{
    return word >> 15 & 1;
}

static inline int bytecode_b(uint32_t word)
{
    return (int)(word >> 16 & 0xFF);
}

static inline int bytecode_c(uint32_t word)
{
    return (int)(word >> 24);
}

/* A signed B or C. */
static inline int bytecode_signed(int field)
{
    return field - 127;
}

static inline int bytecode_bx(uint32_t word)
{
    return (int)(word >> 15);
}

static inline int bytecode_sbx(uint32_t word)
{
    return bytecode_bx(word) - 0xFFFF;
}

static inline int bytecode_jump(uint32_t word)
{
    return (int)(word >> 7) - 0xFFFFFF;
}

#endif
