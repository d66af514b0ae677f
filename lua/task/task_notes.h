/* lua/task/task_notes.h -- what a task notes of the keys of a state, for the trace.
 *
 * An operator with a state begins notes on its partition, and for each key says what
 * there was before and what there is after. Without a trace `on` is false, and the rest
 * may be left out. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_TASK_NOTES_H
#define SLUICE_LUA_TASK_NOTES_H

#include "lua/task/task.h"

typedef struct KeyNotes {
    bool on;
    bool initial; /* what was before was given by the program */
    Task *task;
    StateNotes *notes;
    Buffer *key; /* of the key at hand: records */
    Buffer *before;
    Buffer *after;
    Buffer *left; /* JSON */
    Buffer *entered;
    int64_t values;
} KeyNotes;

void key_notes_begin(KeyNotes *notes, Task *task, const Rdd *rdd, int partition);

/* updateStateByKey: a key; the list of its values and its state, or nil, from a stack
 * index on; then the state that it has now, on the top of the stack, or none. */
void key_notes_before(KeyNotes *notes, const Item *key, int first);
void key_notes_after(KeyNotes *notes, bool has_state);

/* updateStateByKey with a function of lists: the pairs that it gives pass through a
 * pipe on their way, which finds out what became of each key; those that do not come
 * are removed. Groups have the values of a key as side 0, its state as side 1. */
typedef struct NotedList {
    Pipe pipe;
    KeyNotes *notes;
    Groups *groups;
    Buffer *seen; /* a byte for each key that the groups had */
    int known;    /* how many these are */
} NotedList;

Pipe *key_notes_list(NotedList *list, KeyNotes *notes, Groups *groups, Pipe *into);
void key_notes_list_end(NotedList *list);

/* A window with an inverse function: a key, and its value in the window before or NULL;
 * parts of it that leave or enter, from the batch of an RDD; then its value now, on the
 * top of the stack. */
void key_notes_window(KeyNotes *notes, const char *key, const char *before);
void key_notes_part(KeyNotes *notes, bool enters, SimTime batch, const char *value);
void key_notes_merged(KeyNotes *notes);

/* The function of a filter refused a record. In a window with an inverse function,
 * which asks it about each key at once, the key is gone. */
void key_notes_refused(Task *task, const Rdd *filter, const Item *key);
void key_notes_refused_values(Task *task, const Rdd *filter); /* key, value on the top
                                                               */

/* mapWithState: what the map of a batch, not sealed yet, has changed; all of a map that
 * a checkpoint brought back; a key that is about to time out; at the end, what is kept.
 */
void key_notes_changes(KeyNotes *notes, const StateMap *map, bool initial);
void key_notes_restored(KeyNotes *notes, const StateMap *map);
void key_notes_timed_out(KeyNotes *notes, const char *key);
void key_notes_kept(KeyNotes *notes, const StateMap *map);

#endif
