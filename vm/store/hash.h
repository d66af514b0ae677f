/* vm/store/hash.h -- the hash codes that decide partitions and order.
 * Spark: HashPartitioner, Utils.nonNegativeMod; Java's hashCode, Scala's ## and
 * MurmurHash3 (Scala 2.12), as in semantics 10.5.
 *
 * Strings are hashed over UTF-16 units of the decoded UTF-8; bytes that are
 * not UTF-8 count as U+FFFD, as java.lang.String would hold them (vm/base/utf8.h). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_HASH_H
#define SLUICE_STORE_HASH_H

#include <stddef.h>
#include <stdint.h>

int32_t hash_string(const char *text, size_t size); /* Java String.hashCode */
int32_t hash_java(const char *record);              /* hashCode of a record */
int32_t hash_scala(const char *record);             /* its ##: equal numbers agree */
int32_t hash_pair(int32_t first, int32_t second);   /* Tuple2 of two ## values */
uint32_t hash_murmur_int(int32_t value);            /* murmur3_32 of 4 bytes, seed 0 */

/* HashPartitioner(n): the partition of a key record; 0 for null. n >= 1. */
int hash_partition(const char *key, int32_t key_hash, int n);

#endif
