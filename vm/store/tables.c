// SPDX-License-Identifier: MIT
#include "vm/store/tables.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/index.h"
#include "vm/base/mem.h"
#include "vm/store/compare.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

typedef struct Table {
    char *name;
    Index keys;
    Buffer *values; /* by number of the key: one record each */
    int values_capacity;
} Table;

struct Tables {
    Table *items;
    int count;
    int capacity;
};

static const char *const NAMES[] = {
#define OP(constant, name) [constant] = name,
    TABLE_OPS(OP)
#undef OP
};

const char *table_op_name(TableOp op)
{
    return NAMES[op];
}

bool table_op_find(const char *name, TableOp *op)
{
    for (int i = 0; i < TABLE_OP_COUNT; i++) {
        if (strcmp(NAMES[i], name) == 0) {
            *op = (TableOp)i;
            return true;
        }
    }
    return false;
}

Tables *tables_new(void)
{
    return mem_zero_alloc(sizeof(Tables));
}

void tables_delete(Tables *tables)
{
    if (tables == NULL)
        return;
    for (int i = 0; i < tables->count; i++) {
        Table *table = &tables->items[i];
        for (int j = 0; j < table->keys.count; j++)
            buffer_free(&table->values[j]);
        mem_free(table->values);
        mem_free(table->name);
        index_free(&table->keys);
    }
    mem_free(tables->items);
    mem_free(tables);
}

int tables_find(const Tables *tables, const char *name)
{
    for (int i = 0; i < tables->count; i++) {
        if (strcmp(tables->items[i].name, name) == 0)
            return i;
    }
    return -1;
}

static Table *table_of(Tables *tables, const char *name)
{
    int found = tables_find(tables, name);
    if (found >= 0)
        return &tables->items[found];
    tables->items = mem_grow(tables->items, &tables->capacity, tables->count + 1,
        sizeof *tables->items);
    Table *table = &tables->items[tables->count++];
    *table = (Table){.name = mem_copy_string(name)};
    return table;
}

static size_t size_of(const char *record)
{
    return (size_t)(record_next(record) - record);
}

static int find_key(const Table *table, const char *key)
{
    return index_find(&table->keys, key, size_of(key), hash_scala(key));
}

static Buffer *value_of(Table *table, const char *key)
{
    bool added;
    int number = index_add(&table->keys, key, size_of(key), hash_scala(key), &added);
    if (!added)
        return &table->values[number];
    table->values = mem_grow(table->values, &table->values_capacity, number + 1,
        sizeof *table->values);
    table->values[number] = (Buffer){0};
    return &table->values[number];
}

static bool is_number(const char *record)
{
    return record_tag(record) == RECORD_INT || record_tag(record) == RECORD_DOUBLE;
}

static double to_double(const char *record)
{
    return record_tag(record) == RECORD_INT ? (double)record_int(record)
                                            : record_double(record);
}

static void add(Buffer *value, const char *number)
{
    Buffer sum = {0};
    if (value->size == 0 || !is_number(value->data))
        buffer_append(&sum, number, size_of(number));
    else if (record_tag(value->data) == RECORD_INT && record_tag(number) == RECORD_INT)
        record_append_int(&sum,
            (int64_t)((uint64_t)record_int(value->data) +
                (uint64_t)record_int(number)));
    else
        record_append_double(&sum, to_double(value->data) + to_double(number));
    buffer_free(value);
    *value = sum;
}

void tables_apply(Tables *tables, const TableWrite *write)
{
    if (write->op == TABLE_SEND)
        return;
    Table *table = table_of(tables, write->name);
    Buffer *value;
    switch (write->op) {
    case TABLE_SEND:
    case TABLE_OPEN:
    case TABLE_CLOSE:
        break;
    case TABLE_PUT:
        value = value_of(table, write->key);
        buffer_clear(value);
        buffer_append(value, write->value, size_of(write->value));
        break;
    case TABLE_ADD:
        CHECK(is_number(write->value));
        add(value_of(table, write->key), write->value);
        break;
    case TABLE_OP_COUNT:
        CHECK(false);
    }
}

const char *tables_get(const Tables *tables, const char *name, const char *key)
{
    int found = tables_find(tables, name);
    int number = found < 0 ? -1 : find_key(&tables->items[found], key);
    return number < 0 ? NULL : tables->items[found].values[number].data;
}

int tables_count(const Tables *tables)
{
    return tables->count;
}

const char *tables_name(const Tables *tables, int table)
{
    return tables->items[table].name;
}

int tables_rows(const Tables *tables, int table)
{
    return tables->items[table].keys.count;
}

void tables_keys(const Tables *tables, int table, const char **keys)
{
    const Index *index = &tables->items[table].keys;
    int n = index->count;
    const char **written = mem_alloc(((size_t)n + 1) * sizeof *written);
    int32_t *order = mem_alloc(((size_t)n + 1) * sizeof *order);
    for (int i = 0; i < n; i++) {
        written[i] = index_key(index, i);
        order[i] = i;
    }
    const char *unlike[2];
    record_sort(written, order, n, false, unlike);
    for (int i = 0; i < n; i++)
        keys[i] = written[order[i]];
    mem_free(order);
    mem_free(written);
}

/* Op, a flag for key and value, the name with its zero byte, key and value. */
void table_write_append(Buffer *list, const TableWrite *write)
{
    buffer_append_byte(list, (char)write->op);
    buffer_append_byte(list, write->key != NULL);
    buffer_append(list, write->name, strlen(write->name) + 1);
    if (write->key == NULL)
        return;
    buffer_append(list, write->key, size_of(write->key));
    buffer_append(list, write->value, size_of(write->value));
}

const char *table_write_read(const char *at, TableWrite *write)
{
    *write = (TableWrite){.op = (TableOp)at[0], .name = at + 2};
    const char *rest = write->name + strlen(write->name) + 1;
    if (at[1] == 0)
        return rest;
    write->key = rest;
    write->value = record_next(rest);
    return record_next(write->value);
}
