/* The texts of RDDs.
 * Spark: RDD.toString, RDD.toDebugString. */
// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "vm/graph/lineage.h"

void rdd_append_text(Buffer *out, const Rdd *rdd)
{
    if (rdd->name != NULL)
        buffer_printf(out, "%s ", rdd->name);
    buffer_printf(out, "%s[%d] at %s at ", rdd->type, rdd->number, rdd->site.op);
    if (rdd->site.place.file != NULL)
        buffer_printf(out, "%s:%d", rdd->site.place.file, rdd->site.place.line);
    else
        buffer_append_string(out, "<unknown>:0");
}

typedef struct Printer {
    Buffer *out;
    const RddSet *set;
    const BlockManager *blocks;
    const char *level; /* of the RDD that was asked; Spark shows it in every line */
} Printer;

/* What stands before a line and before the lines of its parents. */
typedef struct Margin {
    char text[512];
} Margin;

static void end_line(const Printer *printer)
{
    buffer_append_byte(printer->out, '\n');
}

/* Spark: Utils.bytesToString. */
static void append_size(Buffer *out, int64_t bytes)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = (double)bytes;
    size_t unit = 0;
    while (size >= 2048 && unit + 1 < sizeof units / sizeof units[0]) {
        size /= 1024;
        unit++;
    }
    buffer_printf(out, "%.1f %s", size, units[unit]);
}

/* The line about kept partitions, if there are some. Spark counts every copy. */
static void append_kept(const Printer *printer, const Rdd *rdd, const char *margin)
{
    int count = 0;
    int64_t memory = 0;
    int64_t disk = 0;
    for (int i = 0; rdd->level != LEVEL_NONE && i < rdd->partitions; i++) {
        const Block *block =
            blocks_find(printer->blocks, (BlockId){BLOCK_RDD, rdd->id, i});
        if (block == NULL)
            continue;
        count += block_count_copies(block);
        memory += block_memory_bytes(block);
        disk += block_disk_bytes(block);
    }
    if (count == 0)
        return;
    buffer_printf(printer->out, "%s    CachedPartitions: %d; MemorySize: ", margin,
        count);
    append_size(printer->out, memory);
    buffer_append_string(printer->out, "; DiskSize: ");
    append_size(printer->out, disk);
    end_line(printer);
}

static void append_self(const Printer *printer, const Rdd *rdd)
{
    rdd_append_text(printer->out, rdd);
    buffer_printf(printer->out, " [%s]", printer->level);
    end_line(printer);
}

static void append_parents(const Printer *printer, const Rdd *rdd,
    const Margin *margin);

/* "(2)" and the bar below its middle, behind `before`. */
static void set_margin(Margin *margin, const char *before, int partitions)
{
    char count[16];
    int length = snprintf(count, sizeof count, "(%d)", partitions);
    int left = (length - 1) / 2;
    snprintf(margin->text, sizeof margin->text, "%.480s%*s|%*s", before, left, "",
        length - left, "");
}

static void append_behind_shuffle(const Printer *printer, const Rdd *rdd,
    const Margin *margin, bool is_last)
{
    /* The margin without its last bar. */
    Margin before = *margin;
    size_t end = strlen(before.text);
    while (end > 0 && before.text[end - 1] == ' ')
        end--;
    if (end > 0 && before.text[end - 1] == '|')
        before.text[end - 1] = '\0';
    buffer_printf(printer->out, "%s+-(%d) ", before.text, rdd->partitions);
    append_self(printer, rdd);

    Margin inner;
    Margin next;
    snprintf(inner.text, sizeof inner.text, "%.500s%s", before.text,
        is_last ? "  " : "| ");
    set_margin(&next, inner.text, rdd->partitions);
    append_kept(printer, rdd, next.text);
    append_parents(printer, rdd, &next);
}

static void append_parents(const Printer *printer, const Rdd *rdd, const Margin *margin)
{
    for (int i = 0; i < rdd->n_deps; i++) {
        const Rdd *parent = rdds_get(printer->set, rdd->deps[i].parent);
        if (rdd->deps[i].shuffle != NULL) {
            append_behind_shuffle(printer, parent, margin, i == rdd->n_deps - 1);
            continue;
        }
        buffer_append_string(printer->out, margin->text);
        append_self(printer, parent);
        append_kept(printer, parent, margin->text);
        append_parents(printer, parent, margin);
    }
}

void rdd_append_lineage(Buffer *out, const RddSet *set, const Rdd *rdd,
    const BlockManager *blocks)
{
    Buffer level = {0};
    if (rdd->level != LEVEL_NONE)
        level_append_description(&level, rdd->level);
    Printer printer = {out, set, blocks, buffer_text(&level)};
    Margin margin;
    set_margin(&margin, "", rdd->partitions);

    buffer_printf(out, "(%d) ", rdd->partitions);
    append_self(&printer, rdd);
    append_kept(&printer, rdd, margin.text);
    append_parents(&printer, rdd, &margin);
    out->size--; /* the last line has no end */
    buffer_free(&level);
}
