#!/usr/bin/env bash
# tests/cli/dead_driver.t -- a dead driver does nothing more: it starts no context, and
# no task.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

cat >busy.lua <<'END'
local conf = SparkConf():setMaster(arg[1]):setAppName("busy")
  :set("spark.streaming.concurrentJobs", "2"):set("sluice.cost.task", "100ms")
local ssc = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("sensor", 7000)
lines:foreachRDD(function(rdd)
  Thread.sleep(10)
  rdd:count()
end)
lines:foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
END
echo '0.5 sensor:7000 r
0.02 kill driver' >early.txt
run "$SLUICE" run busy.lua --world early.txt --trace trace.jsonl -- \
    'local-cluster[1,2,1024]'
is "$(grep -c '"kind":"run"' trace.jsonl)" 0 \
    "a driver that dies while its context starts has none"
echo '0.5 sensor:7000 r
1.05 kill driver' >later.txt
run "$SLUICE" run busy.lua --world later.txt --trace trace.jsonl -- 'local[2]'
is "$(sed '1,/"kind":"driver"/d' trace.jsonl | grep -c '"kind":"task-started"')" 0 \
    "the core of a task that died with it goes to no other"

finish
