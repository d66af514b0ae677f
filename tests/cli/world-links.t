#!/usr/bin/env bash
# tests/cli/world-links.t -- links that a world cuts and heals.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir tmp
export TMPDIR=$PWD/tmp
# shellcheck disable=SC2154 # run sets $status

# Prints what a run printed on one line, without the heads of batches.
values() {
    grep -v '^---\|^Time\|^$' out | tr '\n' ' '
}

# times KIND: of the records of a kind, in us.
times() {
    grep "\"kind\":\"$1\"" trace.jsonl | sed 's/{"at":\([0-9]*\).*/\1/' | tr '\n' ' '
}

# --- With the driver ------------------------------------------------------------------

cat >links.lua <<'END'
local conf = SparkConf():setMaster("local-cluster[2,1,1024]"):setAppName("links")
  :set("spark.network.timeout", "15s")
local sc = SparkContext(conf)
sc:parallelize({1, 2}, 2):foreach(function(n)
  Thread.sleep(1000)
  local done = Store.open("done")
  done:add(n, 1)
  done:close()
end)
END
echo '0.5 cut link 1 driver
3 heal link driver 1' >healed.txt
run "$SLUICE" run links.lua --world healed.txt --stores --trace trace.jsonl
is "$(times task-ended)" "1035000 3000000 " "a result arrives when the link is healed"
is "$(sed 1d err | tr '\t\n' '= ')" "  1=1   2=1 " "nothing was done twice"
is "$(grep '"kind":"link"' trace.jsonl | sed 's/.*"link",//' | tr '\n' ' ')" \
    '"a":-1,"b":1,"state":"cut"} "a":-1,"b":1,"state":"healed"} ' \
    "the trace tells of the link"
echo '0.5 cut link 1 driver
30 heal link 1 driver' >late.txt
run "$SLUICE" run links.lua --world late.txt --stores --trace trace.jsonl
like trace.jsonl '"at":15500000.*"lost".*"Executor heartbeat timed out after 15000' \
    "an executor without a heartbeat is lost"
is "$(sed 1d err | tr '\t\n' '= ')" "  1=1   2=2 " \
    "what its task wrote is written again"

echo '0.025..6/0.05 sensor:7000 r{n}
2.3 cut link 0 driver
4.5 heal link 0 driver' >late.txt
cat >receiver.lua <<'END'
local ssc = StreamingContext("local-cluster[2,2,1024]", "receiver", Seconds(1))
ssc:receiverStream(function(rx)
  local wire = Wire.connect("sensor:7000")
  while true do
    local reading = wire:read()
    if reading then rx:store(reading) else rx:sleep(Milliseconds(100)) end
  end
end, StorageLevel.MEMORY_ONLY):count():print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run receiver.lua --world late.txt --until 7s
is "$(values)" "16 20 8 0 52 20 4 " "blocks of a receiver are late, not lost"
sed -i '$d' late.txt
run "$SLUICE" run receiver.lua --world late.txt --until 20s \
    --conf spark.network.timeout=11s --trace trace.jsonl
like trace.jsonl '"received":120,"in_batches":44' \
    "they are lost with an executor that is"

# --- Between executors ----------------------------------------------------------------

cat >fetch.lua <<'END'
local sc = SparkContext("local-cluster[2,1,1024]", "fetch")
local sums = sc:parallelize({1, 2, 3, 4}, 2):map(function(n) return n % 2, n end)
  :reduceByKey(function(a, b) return a + b end, 2)
for _, sum in ipairs(sums:collect()) do print(sum) end
END
echo '0 cut link 0 1' >pair.txt
run "$SLUICE" run fetch.lua --world pair.txt
is "$status" 1 "a shuffle needs the links between executors"
like err 'FetchFailedException: Failed to connect to node-' "the job says so"
echo '10 heal link 0 1' >>pair.txt
run "$SLUICE" run fetch.lua --world pair.txt --trace trace.jsonl
is "$(tr '\n' ' ' <out)" "(0,6) (1,4) " "once it is healed, it has its result"
is "$(times stage-started)" "10000 15000 15220000 15225000 " "both stages run again"

cat >split.lua <<'END'
local ssc = StreamingContext("local-cluster[2,2,1024]", "split", Seconds(1))
ssc:receiverStream(function(rx)
  rx:store{1, 2, 3}
  rx:store{4, 5}
  rx:sleep(Seconds(100))
end, StorageLevel.MEMORY_ONLY):foreachRDD(function(rdd)
  print(rdd:count())
end)
ssc:start()
ssc:awaitTermination()
END
echo '0.5 cut link 0 1' >pair.txt
run "$SLUICE" run split.lua --world pair.txt --batches 1 --trace trace.jsonl \
    --conf spark.locality.wait=0
like trace.jsonl 'Could not compute split, block input-0-[0-9]* of RDD' \
    "a block is not read over a cut link"
is "$(cat out)" 5 "but where it is"

# --- Ends -----------------------------------------------------------------------------

sed 's/local-cluster.2,1,1024./local[2]/' fetch.lua >local.lua
echo '0 cut link 0 1' >pair.txt
run "$SLUICE" run local.lua --world pair.txt
like err '^pair.txt:1: error: the only executor is in the driver' \
    "local[2] has no links"
echo '0 cut link 0 5' >pair.txt
run "$SLUICE" run fetch.lua --world pair.txt
like err '^pair.txt:1: error: there is no executor 5' "a link has two ends"

finish
