#!/usr/bin/env bash
# tests/cli/storage.t -- memory that is full, blocks on disk, copies on executors.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

seq 1 200 >lines.txt
mkdir disk

# program MASTER LEVEL: makes count.lua, which counts the lines of each batch.
program() {
    cat >count.lua <<END
local ssc = StreamingContext("$1", "storage", Seconds(1))
ssc:socketTextStream("localhost", 9999, StorageLevel.$2):count():print()
ssc:start()
ssc:awaitTermination()
END
}

# count ARGUMENT...: runs it for four batches of 20 lines.
count() {
    run "$SLUICE" run count.lua --feed 9999=lines.txt:rate=20/s --until 4s \
        --conf spark.local.dir="$PWD/disk" "$@"
}

# kinds KIND WHY: how many such records are in trace.jsonl.
kinds() {
    grep "\"kind\":\"$1\"" trace.jsonl | grep -c "\"why\":\"$2\""
}

# --- Memory and disk ------------------------------------------------------------------

program 'local[2]' MEMORY_AND_DISK
count
is "$status" 0 "all fits"
mv out plenty
count --conf sluice.cluster.memory=150 --trace trace.jsonl
is "$status" 0 "memory for little more than one block"
ok "the same is printed, from disk" cmp out plenty
ok "blocks went to disk" test "$(kinds block-copy evicted)" -gt 5
ok "and came back into memory" test "$(kinds block-copy read)" -gt 0
is "$(kinds block-removed evicted)" 0 "none is gone"
is "$(ls disk)" "" "nothing is left on disk"

mv trace.jsonl first.jsonl
count --conf sluice.cluster.memory=150 --trace trace.jsonl --workers 3
ok "the trace is the same with more workers" \
    cmp <(tail -n +3 first.jsonl) <(tail -n +3 trace.jsonl)

program 'local[2]' DISK_ONLY
count --trace trace.jsonl
ok "DISK_ONLY prints the same" cmp out plenty
ok "from disk" test "$(kinds block-copy stored)" -gt 5
is "$(ls disk)" "" "and leaves nothing there"

program 'local[2]' DISK_ONLY
count --conf spark.local.dir=/dev/null/blocks
like err 'block pushing thread - java\.io\.IOException: cannot make the folder' \
    "a disk that cannot be written is an error of the receiver"
is "$status" 0 "the batches go on, without records"

program 'local[2]' MEMORY_ONLY
count --conf sluice.cluster.memory=10
could='Could not store input-0-0 to block manager with storage level StorageLevel'
like err "$could"'\(memory, deserialized, 1 replicas\)' \
    "a block that does not fit into memory is told in Spark's words"

cat >persist.lua <<'END'
local sc = SparkContext("local[2]", "persist")
for _, name in ipairs({"MEMORY_ONLY", "DISK_ONLY", "MEMORY_AND_DISK", "OFF_HEAP"}) do
  local rdd = sc:parallelize({"one", "two", "three", "four"}, 2)
  rdd:persist(StorageLevel[name])
  print(name, rdd:count(), rdd:collect()[4])
  print(rdd:toDebugString():match("CachedPartitions.*"))
end
END
run "$SLUICE" run persist.lua --conf spark.local.dir="$PWD/disk"
is "$(tr '\t' ' ' <out)" "MEMORY_ONLY 4 four
CachedPartitions: 2; MemorySize: 35.0 B; DiskSize: 0.0 B
DISK_ONLY 4 four
CachedPartitions: 2; MemorySize: 0.0 B; DiskSize: 35.0 B
MEMORY_AND_DISK 4 four
CachedPartitions: 2; MemorySize: 35.0 B; DiskSize: 0.0 B
OFF_HEAP 4 four
CachedPartitions: 2; MemorySize: 0.0 B; DiskSize: 35.0 B" "levels of RDDs"
run "$SLUICE" run persist.lua --conf sluice.cluster.memory=20 \
    --conf spark.local.dir="$PWD/disk"
is "$(sed -n '1p;5,6p' out | tr '\t' ' ')" "MEMORY_ONLY 4 four
MEMORY_AND_DISK 4 four
CachedPartitions: 2; MemorySize: 16.0 B; DiskSize: 19.0 B" \
    "what does not fit is computed again, or on disk"

cat >stops.lua <<'END'
local sc = SparkContext("local[2]", "stops")
local rdd = sc:parallelize({1, 2, 3}, 2):persist(StorageLevel.DISK_ONLY)
rdd:count()
error("enough")
END
run "$SLUICE" run stops.lua --conf spark.local.dir="$PWD/disk"
is "$status" 1 "a program that fails"
is "$(ls disk)" "" "leaves nothing on disk"

# --- Copies ---------------------------------------------------------------------------

program 'local-cluster[3,2,1024]' MEMORY_AND_DISK_SER_2
count --trace trace.jsonl
ok "with copies the same is printed" cmp out plenty
is "$(kinds block-copy replicated)" "$(grep -c '"kind":"block",' trace.jsonl)" \
    "each block has a second copy"
unlike err . "and nothing is said"
program 'local[2]' MEMORY_AND_DISK_SER_2
count --explain
unlike err fewer-copies "in local mode nothing is said of the default level"
program 'local[2]' MEMORY_ONLY_2
count --explain
like err 'Block input-0-0 replicated to only 0 peer\(s\) instead of 1 peers' \
    "but of one that the program asks for"

# The executor of the receiver dies at 3.5 s. Each block that was cut by then is
# answered by its copy, if it has one.
cat >world.txt <<'END'
0.025..8/0.05  localhost:9999  r{n}
3.5            kill executor of receiver 0
END

# lose LEVEL: prints how many records the blocks for batch 4000 had, and its count.
lose() {
    program 'local-cluster[3,2,1024]' "$1"
    run "$SLUICE" run count.lua --world world.txt --until 6s --trace trace.jsonl
    sed -n '/"kind":"batch","batch":4000000/s/.*"records":\([0-9]*\).*/\1/p' trace.jsonl
    sed -n '/^Time: 4000 ms/{n;n;p;}' out
}
is "$(lose MEMORY_ONLY_2 | uniq | wc -l)" 1 "with two copies no block is lost"
is "$(lose MEMORY_ONLY | tr '\n' ' ')" "18 6 " \
    "with one copy those of three blocks are, 12 records"
ok "and the trace says so" test "$(kinds block-removed lost)" -gt 0

# --- Old RDDs -------------------------------------------------------------------------

cat >kept.lua <<'END'
local ssc = StreamingContext("local[2]", "kept", Seconds(1))
local first
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd, time)
  first = first or rdd
  print(first:count())
end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run kept.lua --feed 9999=lines.txt:rate=20/s --until 4s
is "$status" 1 "an RDD that is used after its batch is an error"
creation='Job aborted due to stage failure: Task creation failed: '
use='org\.apache\.spark\.SparkException: Attempted to use BlockRDD\[1\] at '
like err "$creation$use"'socketTextStream at .*:3 after its blocks have been removed!' \
    "in Spark's words"
run "$SLUICE" run kept.lua --feed 9999=lines.txt:rate=20/s --until 4s \
    --conf spark.streaming.unpersist=false
is "$status $(sort -u out)" "0 16" "but not if data of old RDDs is kept"

finish
