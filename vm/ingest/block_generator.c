/* vm/ingest/block_generator.c -- collects records and cuts them into blocks.
 *
 * An interval in which nothing arrives makes no block, so Spark's periodic timer needs
 * an event only once the buffer has a record. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/block_generator.h"

static SimTime now(const BlockGenerator *generator)
{
    return generator->world->clock->now;
}

static void trace_block(const BlockGenerator *generator, const Block *block,
    SimTime from)
{
    if (!trace_is_on(generator->world->trace))
        return;
    Buffer name = {0};
    block_id_append(&name, block->id);
    TRACE(generator->world->trace, now(generator), TRACE_BLOCK,
        trace_int(generator->settings->id), trace_bytes(name.data, name.size),
        trace_int(from), trace_int(block->records), trace_int(block->size),
        trace_int(generator->executor), trace_text(level_name(block->level)));
    buffer_free(&name);
}

/* A name that is taken goes to the next free number. (In Spark the second block of a
 * name is silently lost.) */
static BlockId free_id(BlockGenerator *generator, int64_t number)
{
    BlockId id = {BLOCK_INPUT, generator->settings->stream, number};
    while (blocks_find(generator->world->blocks, id) != NULL)
        id.second = generator->next_direct++;
    return id;
}

/* Takes data. The block is stored and in the log, or neither (Spark does both at the
 * same time, and may leave it in memory). */
static bool try_block(BlockGenerator *generator, BlockInfo *info, Buffer *data,
    Err *err)
{
    const ReceiverWorld *world = generator->world;
    Block block = {.id = info->id,
        .records = info->records,
        .level = generator->settings->level,
        .executor = generator->executor};
    buffer_move(data, &block.data);
    Wal *log = generator->settings->log;
    if (log != NULL && !wal_write(log, "block", &block.data, &info->segment, err)) {
        buffer_free(&block.data);
        return false;
    }
    if (!blocks_store_received(world->blocks, &block, err))
        return false;
    if (!tracker_send(world->tracker, generator->executor, info)) {
        blocks_remove(world->blocks, info->id);
        return err_set(err, ERR_SPARK, "Failed to add block to receiver tracker.");
    }
    trace_block(generator, blocks_find(world->blocks, info->id), info->from);
    world_note(world->outside, WORLD_BLOCKS_STORED, generator->settings->id);
    return true;
}

static bool put_block(BlockGenerator *generator, BlockInfo *info, Buffer *data,
    Err *err)
{
    bool ok = try_block(generator, info, data, err);
    *(ok ? &generator->stored : &generator->failed_records) += info->records;
    return ok;
}

/* The buffer's records with metadata are in a block now. Whoever is told may store
 * records, so the next block's are not mixed with these. */
static void tell_pushed(BlockGenerator *generator)
{
    if (generator->n_metadata == 0)
        return;
    Buffer metadata = {0};
    buffer_move(&generator->metadata, &metadata);
    int64_t count = generator->n_metadata;
    generator->n_metadata = 0;
    if (!generator->pushed(generator->subject, metadata.data, count))
        generator->is_broken = true;
    buffer_free(&metadata);
}

static void forget_records(BlockGenerator *generator)
{
    buffer_free(&generator->buffer);
    buffer_free(&generator->metadata);
    generator->buffered = 0;
    generator->n_metadata = 0;
}

static void cut_block(void *subject, SimTime tick)
{
    BlockGenerator *generator = subject;
    SimTime from = tick - generator->settings->block_interval;
    if (generator->is_broken) {
        generator->failed_records += generator->buffered;
        forget_records(generator);
        return;
    }
    BlockInfo info = {.id = free_id(generator, time_to_ms(from)),
        .records = generator->buffered,
        .from = from};
    generator->buffered = 0;
    buffer_trim(&generator->buffer);
    Err err;
    if (put_block(generator, &info, &generator->buffer, &err)) {
        tell_pushed(generator);
        return;
    }
    forget_records(generator);
    generator->is_broken = true;
    generator->failed(generator->subject, &err);
}

void block_generator_start(BlockGenerator *generator, int executor)
{
    int64_t at = time_to_ms(now(generator));
    generator->executor = executor;
    generator->is_broken = false;
    if (generator->next_direct < at)
        generator->next_direct = at;
}

void block_generator_note_record(BlockGenerator *generator, const Buffer *metadata)
{
    if (metadata != NULL) {
        buffer_append(&generator->metadata, metadata->data, metadata->size);
        generator->n_metadata++;
    }
    if (generator->buffered++ > 0)
        return;
    SimTime interval = generator->settings->block_interval;
    generator->timer = (Timer){.queue = generator->world->queue,
        .period = interval,
        .rank = RANK_CUT,
        .fn = cut_block,
        .subject = generator};
    timer_once(&generator->timer, time_next_multiple(now(generator), interval));
}

bool block_generator_store(BlockGenerator *generator, const char *records, size_t size,
    int64_t count, Err *err)
{
    Buffer data = {0};
    buffer_append(&data, records, size);
    BlockInfo info = {.id = free_id(generator, generator->next_direct++),
        .records = count,
        .from = now(generator)};
    return put_block(generator, &info, &data, err);
}

SimTime block_generator_end(const BlockGenerator *generator)
{
    return timer_end(now(generator), generator->settings->block_interval);
}

void block_generator_cancel(BlockGenerator *generator)
{
    timer_stop(&generator->timer);
}

int64_t block_generator_drop(BlockGenerator *generator)
{
    int64_t lost = generator->buffered;
    generator->dropped += lost;
    block_generator_cancel(generator);
    forget_records(generator);
    return lost;
}

void block_generator_free(BlockGenerator *generator)
{
    block_generator_cancel(generator);
    forget_records(generator);
}
