/* vm/store/tables.h -- tables outside of a program, which it writes results into.
 * Spark: none; they stand for a database.
 *
 * A table has a name and a value for each key; both are records. What a task writes is
 * a list of writes, which count when the task ends in simulated time (vm/sched/
 * store_writes.h). Tables outlive the application. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_TABLES_H
#define SLUICE_STORE_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/buffer.h"

typedef struct Tables Tables;

#define TABLE_OPS(OP)                                              \
    OP(TABLE_OPEN, "open")                                         \
    OP(TABLE_PUT, "put")                                           \
    OP(TABLE_ADD, "add")                                           \
    OP(TABLE_CLOSE, "close")                                       \
    /* a message, into the topic of that name; no table changes */ \
    OP(TABLE_SEND, "send")

typedef enum TableOp {
#define OP(constant, name) constant,
    TABLE_OPS(OP)
#undef OP
        TABLE_OP_COUNT
} TableOp;

const char *table_op_name(TableOp op);
bool table_op_find(const char *name, TableOp *op);

/* One step of a program's; the texts and records are borrowed. */
typedef struct TableWrite {
    TableOp op;
    const char *name;  /* of the table */
    const char *key;   /* records; NULL for open and close */
    const char *value; /* what is put or added */
} TableWrite;

Tables *tables_new(void);
void tables_delete(Tables *tables); /* NULL is left alone */

/* Does a step. A number is added to a number; to anything else, or nothing, as to 0. */
void tables_apply(Tables *tables, const TableWrite *write);

/* The value of a key, a record that is borrowed until the table changes; or NULL. */
const char *tables_get(const Tables *tables, const char *name, const char *key);

int tables_count(const Tables *tables);
const char *tables_name(const Tables *tables, int table); /* in order of opening */
int tables_find(const Tables *tables, const char *name);  /* -1: there is none */
int tables_rows(const Tables *tables, int table);
/* Fills keys[0 .. rows-1], which are borrowed until the table changes: in the order of
 * the keys if they have one, else of writing. */
void tables_keys(const Tables *tables, int table, const char **keys);

/* Lists of writes: bytes. Appends one; reads one, and returns where the next begins. */
void table_write_append(Buffer *list, const TableWrite *write);
const char *table_write_read(const char *at, TableWrite *write);

#endif
