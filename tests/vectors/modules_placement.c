/* tests/vectors/modules_placement.c -- cases of the receiver scheduling policy:
 * vm/streaming/placement.h.
 *
 * An executor is written executor_HOST_NUMBER, a candidate that is only a host by its
 * name. */
// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "tests/vectors/modules.h"
#include "vm/base/buffer.h"
#include "vm/base/mem.h"
#include "vm/streaming/placement.h"

static Candidate parse_executor(const char *text)
{
    const char *host = text + strlen("executor_");
    const char *end = strrchr(host, '_');
    char *copy = mem_copy_string(host);
    copy[end - host] = '\0';
    return (Candidate){atoi(end + 1), copy};
}

static CandidateList parse_executors(const json_t *test)
{
    const json_t *texts = json_object_get(test, "executors");
    CandidateList list = {0};
    for (size_t i = 0; i < json_array_size(texts); i++)
        candidates_append(&list,
            parse_executor(json_string_value(json_array_get(texts, i))));
    return list;
}

static void free_executors(CandidateList *list)
{
    for (int i = 0; i < list->count; i++)
        mem_free((char *)list->items[i].host);
    candidates_free(list);
}

static void append_name(Buffer *out, const Candidate *candidate)
{
    if (candidate->executor < 0)
        buffer_append_string(out, candidate->host);
    else
        buffer_printf(out, "executor_%s_%d", candidate->host, candidate->executor);
}

static int count_lists(const CandidateList *lists, size_t n, const char *executor)
{
    int count = 0;
    Candidate wanted = parse_executor(executor);
    for (size_t i = 0; i < n; i++)
        count += candidates_accept(&lists[i], wanted.executor, wanted.host);
    mem_free((char *)wanted.host);
    return count;
}

static void expect_list(const CandidateList *list, const json_t *wanted)
{
    expect_number("number of candidates", list->count,
        (int64_t)json_array_size(wanted));
    for (int i = 0; i < list->count; i++) {
        Buffer name = {0};
        append_name(&name, &list->items[i]);
        const char *want = json_string_value(json_array_get(wanted, (size_t)i));
        if (want == NULL || strcmp(buffer_text(&name), want) != 0)
            differs("candidate %d: got %s, want %s", i, buffer_text(&name),
                want ? want : "none");
        buffer_free(&name);
    }
}

static void expect_spread(const json_t *test, const CandidateList *lists, size_t n)
{
    const json_t *expected = json_object_get(test, "expected");
    const json_t *per_receiver = json_object_get(expected, "locations_per_receiver");
    const json_t *per_executor = json_object_get(expected, "receivers_per_executor");
    const json_t *executors = json_object_get(test, "executors");
    for (size_t i = 0; i < n; i++)
        expect_number("candidates of a receiver", lists[i].count,
            json_integer_value(per_receiver));
    for (size_t i = 0; per_executor != NULL && i < json_array_size(executors); i++)
        expect_number("receivers of an executor",
            count_lists(lists, n, json_string_value(json_array_get(executors, i))),
            json_integer_value(per_executor));
}

void check_schedule_receivers(const json_t *test)
{
    const json_t *receivers = json_object_get(test, "receivers");
    size_t n = json_array_size(receivers);
    CandidateList executors = parse_executors(test);
    const char **preferred = mem_zero_alloc((n + 1) * sizeof *preferred);
    CandidateList *lists = mem_zero_alloc((n + 1) * sizeof *lists);
    for (size_t i = 0; i < n; i++)
        preferred[i] = json_string_value(
            json_object_get(json_array_get(receivers, i), "preferred"));

    placement_schedule(executors.items, executors.count, preferred, (int)n, lists);

    expect_spread(test, lists, n);
    for (size_t i = 0; i < n; i++) {
        expect_list(&lists[i],
            json_array_get(json_object_get(test, "model_result"), i));
        candidates_free(&lists[i]);
    }
    mem_free(lists);
    mem_free(preferred);
    free_executors(&executors);
}

static TrackedReceiver parse_tracked(const json_t *info)
{
    const char *state = json_string_value(json_object_get(info, "state"));
    const char *running = json_string_value(json_object_get(info, "running"));
    TrackedReceiver tracked = {.running = -1};
    if (strcmp(state, "ACTIVE") == 0)
        tracked.state = TRACK_ACTIVE;
    else if (strcmp(state, "INACTIVE") != 0)
        differs("a receiver is %s, which no case was before", state);
    if (running != NULL) {
        Candidate executor = parse_executor(running);
        tracked.running = executor.executor;
        mem_free((char *)executor.host);
    }
    return tracked;
}

void check_reschedule_receiver(const json_t *test)
{
    json_t *info = json_object_get(test, "tracking_info");
    size_t n = json_object_size(info);
    CandidateList executors = parse_executors(test);
    TrackedReceiver *tracked = mem_zero_alloc((n + 1) * sizeof *tracked);
    const char *key;
    json_t *value;
    size_t i = 0;
    json_object_foreach(info, key, value) tracked[i++] = parse_tracked(value);

    CandidateList list = {0};
    placement_reschedule(executors.items, executors.count,
        json_string_value(json_object_get(test, "preferred_location")), tracked, (int)n,
        &list);

    expect_list(&list, json_object_get(test, "expected"));
    candidates_free(&list);
    mem_free(tracked);
    free_executors(&executors);
}
