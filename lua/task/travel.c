/* lua/task/travel.c -- records that cannot leave the executor.
 * Spark: Task.run, ShuffleWriter and BlockManager, where they serialize records.
 *
 * A message of a log (Kafka's ConsumerRecord) can be used inside of a task only. What
 * a task sends away or keeps as bytes is looked through when the task ends. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/task/task.h"
#include "vm/base/mem.h"
#include "vm/store/text.h"

#define CLASS "org.apache.kafka.clients.consumer.ConsumerRecord"

/* The record that is or has a message; *message is that, *index its number. */
static const char *find_record(const Buffer *records, const char **message,
    int64_t *index)
{
    const char *end = buffer_end(records);
    *index = 0;
    for (const char *at = records->data; at < end; at = record_next(at), ++*index) {
        *message = record_find_message(at);
        if (*message != NULL)
            return at;
    }
    return NULL;
}

/* As java.io and Spark tell it: the object, and in what it was found. Of other things
 * than the list of results, Spark tells more. */
static void refuse(Task *task, const char *message, int64_t index, int64_t count)
{
    Buffer *text = task_take_scratch(task);
    buffer_append_string(text,
        CLASS "\nSerialization stack:\n\t- object not serializable (class: " CLASS
              ", value: ");
    text_append_record(text, message);
    buffer_append_byte(text, ')');
    if (index >= 0)
        buffer_printf(text,
            "\n\t- element of array (index: %lld)\n\t- array (class [L" CLASS
            ";, size %lld)",
            (long long)index, (long long)count);
    const Rdd *rdd = task_rdd(task, task->work->rdd);
    task_note_arguments(task, 0, 0);
    task_fail_unsent(task, rdd, "java.io.NotSerializableException", buffer_text(text));
}

static void check(Task *task, const Buffer *records, int64_t count)
{
    const char *message;
    int64_t index;
    if (records->size == 0)
        return;
    const char *record = find_record(records, &message, &index);
    if (record != NULL)
        refuse(task, message, record == message && count > 0 ? index : -1, count);
}

void task_check_travel(Task *task)
{
    const TaskResult *result = task->result;
    const StageWork *work = task->work;
    if (!work->rdds->has_messages)
        return;
    for (int i = 0; i < result->n_kept; i++) {
        const Kept *kept = &result->kept[i];
        if (level_is_serialized(task_rdd(task, kept->rdd)->level))
            check(task, &kept->data, 0);
    }
    bool collects = work->shuffle == NULL && work->action.kind == ACTION_COLLECT;
    check(task, &result->data, collects ? result->written : 0);
}
