/* vm/store/text.h -- a record's text, as Scala's toString gives it.
 * Spark: print, saveAsTextFiles. Rules: semantics 1.3. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_TEXT_H
#define SLUICE_STORE_TEXT_H

#include "vm/base/buffer.h"

/* Appends "(the,2)", "Some(1)", "List(a, b)", "1.0E7" ... */
void text_append_record(Buffer *out, const char *record);

/* Appends that text as a record, cut at 200 bytes and a whole character; null for NULL.
 * It is what the trace tells of keys and values. */
void text_append_shown(Buffer *out, const char *record);

/* Java's Double.toString (Java 17). */
void text_append_double(Buffer *out, double value);

#endif
