/* lua/base/ship_format.h -- the bytes between lua/base/ship_write.c and
 * lua/base/ship_read.c: a tag for each value, numbers in the machine's own byte order.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SHIP_FORMAT_H
#define SLUICE_LUA_SHIP_FORMAT_H

enum ShipTag {
    SHIP_NIL = 'n',
    SHIP_TRUE = 't',
    SHIP_FALSE = 'f',
    SHIP_INTEGER = 'i',
    SHIP_FLOAT = 'd',
    SHIP_STRING = 's',
    SHIP_NULL = '0',
    SHIP_NONE = 'N',
    SHIP_TABLE = 'T',
    SHIP_END = 'e',
    SHIP_FUNCTION = 'F',
    SHIP_LIBRARY = 'L', /* a library table or function, by name */
    SHIP_GLOBALS = 'G',
    SHIP_OUR_GLOBALS = 'O', /* of our modules, in a sandbox */
    SHIP_OUR_META = 'M',    /* a metatable of lua/base/value.h, by number */
    SHIP_SEEN = 'R',        /* a table or function that came before */
    SHIP_CELL = 'u',        /* a captured variable that is new, and its value */
    SHIP_SEEN_CELL = 'U'
};

/* In a name: what stands before it is a module of ours, behind it a field. */
enum { SHIP_FIELD_MARK = ':' };

#endif
