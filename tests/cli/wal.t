#!/usr/bin/env bash
# tests/cli/wal.t -- receivers and the driver write logs, and a later run reads them.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

log=spark.streaming.receiver.writeAheadLog

# --- A run that is killed, and goes on -----------------------------------------------

# The receiver stores a block every 300 ms, each time it is launched from the first on.
cat >blocks.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "blocks", Seconds(1))
  ssc:checkpoint("checkpoint")
  local numbers = ssc:receiverStream(function(rx)
    for n = 1, 1000000 do
      rx:store{ n, n * 10 }
      rx:sleep(Milliseconds(300))
    end
  end)
  numbers:foreachRDD(function(rdd, time)
    print(tostring(time) .. ": " .. table.concat(rdd:collect(), " "))
    print(rdd:toDebugString():match("%) (%w+)"))
    io.stdout:flush()
    if time:milliseconds() == 3000 and os.remove("kill") then
      os.execute("kill -9 $PPID")
    end
  end)
  ssc:addStreamingListener({ onBatchCompleted = function(event)
    local info, file = event.batchInfo, io.open("counts", "a")
    file:write(info.batchTime:milliseconds(), ": ", info.numRecords, "\n")
    file:close()
  end })
  numbers:window(Seconds(2)):count():foreachRDD(function(rdd) print(rdd:first()) end)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END

touch kill
{ run "$SLUICE" run blocks.lua --conf $log.enable=true --batches 9; } 2>/dev/null
is "$status" 137 "a run that is killed in batch 3"
is "$(tail -n 3 out)" "14
3000 ms: 8 80 9 90 10 100
WriteAheadLogBackedBlockRDD" "it has done two batches and a half"
is "$(find checkpoint/received* -type f | sort)" \
    "checkpoint/receivedBlockMetadata/log-0-60000
checkpoint/receivedData/0/log-0-60000" "it has written two logs"

run "$SLUICE" run blocks.lua --batches 2 --trace trace
is "$status" 0 "it goes on"
is "$(head -n 3 out)" "3000 ms: 8 80 9 90 10 100
WriteAheadLogBackedBlockRDD
12" "batch 3 has the blocks that it had, and its window those of batch 2"
is "$(sed -n 4p out)" "4000 ms: 11 110 1 10 2 20 3 30 4 40" \
    "a block that was in no batch is in the first one; new ones follow"
is "$(sed -n 7p out)" "5000 ms: 5 50 6 60 7 70" "and then new ones only"
like trace '"kind":"wal","what":"block","file":"receivedData/0/log-3000-63000","off' \
    "the trace tells where a block is written"
like trace '"what":"allocation","file":"receivedBlockMetadata/log-3000-63000","off' \
    "and where an allocation is"
is "$(cat err)" "" "there is nothing to say"
is "$(tail -n 3 counts)" "3000: 0
4000: 10
5000: 6" "as in Spark, a batch that is formed again does not count its records"
ok "its trace can be drawn" "$SLUICE" view trace timeline -o timeline.svg

# --- Without a log of the receiver ---------------------------------------------------

rm -rf checkpoint
touch kill
{ run "$SLUICE" run blocks.lua --batches 9; } 2>/dev/null
is "$(tail -n 1 out)" "BlockRDD" "without a log of the receiver: a BlockRDD"
run "$SLUICE" run blocks.lua --batches 1
is "$(head -n 3 out | sed 's/ $//')" "3000 ms:
BlockRDD
0" "the driver knows of the blocks, but they are lost"
is "$(grep -c '\[blocks-missing\]' err)" 1 "that is said, once"
like err '^  Spark: Some blocks could not be recovered as they were not found in' \
    "in Spark's words"
like err 'blocks.lua:4:.*blocks of a batch are not there any more' "and where"

# --- Killed before there is a checkpoint ---------------------------------------------

# Batch 1 has got its blocks, but nothing tells of it but the log.
cat >early.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "early", Seconds(1))
  ssc:checkpoint("checkpoint")
  ssc:receiverStream(function(rx) rx:store{ FIRST } end):transform(function(rdd)
    if os.remove("kill") then
      os.execute("kill -9 $PPID")
    end
    return rdd
  end):foreachRDD(function(rdd, time)
    print(tostring(time) .. ": " .. table.concat(rdd:collect(), " "))
  end)
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END
rm -rf checkpoint
touch kill
sed 's/FIRST/1/' early.lua >one.lua
{ run "$SLUICE" run one.lua --conf $log.enable=true --batches 9; } 2>/dev/null
is "$status$(find checkpoint -name 'checkpoint-*')" 137 "a run without a checkpoint"
sed 's/FIRST/2/' early.lua >two.lua
run "$SLUICE" run two.lua --conf $log.enable=true --batches 2
is "$(head -n 1 out)" "1000 ms: 1 2" \
    "the blocks of its log are in the first batch of the next one"
run "$SLUICE" run two.lua --batches 1
unlike out 1 "and a recovered one has them no more"

# --- Torn files ----------------------------------------------------------------------

rm -rf checkpoint
touch kill
{ run "$SLUICE" run blocks.lua --conf $log.enable=true --batches 9; } 2>/dev/null
for file in checkpoint/receivedBlockMetadata/log-* checkpoint/receivedData/0/log-*; do
    head -c 20 /dev/urandom >>"$file"
done
run "$SLUICE" run blocks.lua --batches 2
is "$(sed -n 4p out)" "4000 ms: 11 110 1 10 2 20 3 30 4 40" \
    "what is torn is left out"
run "$SLUICE" run blocks.lua --batches 1
is "$(sed -n 1p out)" "5000 ms: 5 50 6 60 7 70" "and what was written behind it is read"

sed -i 's/Seconds(2)/Seconds(9)/' blocks.lua
rm -rf checkpoint
touch kill
{ run "$SLUICE" run blocks.lua --conf $log.enable=true --batches 9; } 2>/dev/null
rm checkpoint/receivedData/0/log-0-*
run "$SLUICE" run blocks.lua --batches 1
is "$status" 1 "a file of the log is gone: the batch fails"
like err 'Could not read data from write ahead log record FileBasedWriteAheadLogSeg' \
    "with Spark's text"

# --- Clean-up ------------------------------------------------------------------------

rm -rf checkpoint
run "$SLUICE" run blocks.lua --conf $log.enable=true \
    --conf $log.rollingIntervalSecs=1 \
    --conf spark.streaming.driver.writeAheadLog.rollingIntervalSecs=1 --batches 100
is "$status" 0 "a run of 100 batches with files of one second"
is "$(find checkpoint/receivedData -name 'log-*' | wc -l | tr -d ' ')" \
    "$(find checkpoint/receivedBlockMetadata -name 'log-*' | wc -l | tr -d ' ')" \
    "both logs have as many files"
ok "those that no window of 9 s needs are deleted" \
    test "$(find checkpoint/receivedData -name 'log-*' | wc -l)" -le 11
run "$SLUICE" run blocks.lua --batches 1
is "$status" 0 "and it goes on from the others"
is "$(sed -n 3p out)" "60" "with all the blocks of the window"

# --- When a log cannot be written ----------------------------------------------------

cat >full.lua <<'END'
local log = "spark.streaming.receiver.writeAheadLog"
local conf = SparkConf():setAppName("full"):setMaster("local[2]")
  :set(log .. ".enable", "true"):set(log .. ".rollingIntervalSecs", "1")
  :set("spark.streaming.driver.writeAheadLog.rollingIntervalSecs", "1")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint("checkpoint")
local numbers = ssc:receiverStream(function(rx)
  for n = 1, 10 do
    local ok, err = pcall(rx.store, rx, { n })
    print(n, ok or err.class .. ": " .. err.message)
    rx:sleep(Milliseconds(500))
  end
end)
numbers:foreachRDD(function(rdd, time)
  print(tostring(time) .. ": " .. table.concat(rdd:collect(), " "))
  if time:milliseconds() == 1000 then
    os.rename("checkpoint/" .. FOLDER, "away")
  elseif time:milliseconds() == 3000 then
    os.rename("away", "checkpoint/" .. FOLDER)
  end
end)
ssc:start()
ssc:awaitTermination()
END

rm -rf checkpoint
sed 's/FOLDER/"receivedData"/' full.lua >data.lua
run "$SLUICE" run data.lua --batches 5
is "$(grep -c 'java.io.IOException: cannot write to the log in check' out)" 4 \
    "rx:store raises an error while the receiver's log cannot be written"
is "$(sed -n '/: /p' out | grep ms | tr '\n' ' ')" \
    "1000 ms: 1 2 2000 ms: 3 3000 ms:  4000 ms: 8 5000 ms: 9 10 " \
    "and what it has not stored is in no batch"

rm -rf checkpoint
sed 's/FOLDER/"receivedBlockMetadata"/' full.lua >driver.lua
run "$SLUICE" run driver.lua --batches 5
is "$(grep -c 'SparkException: Failed to add block to receiver tracker.' out)" 4 \
    "the driver's log cannot be written: Spark's error"
like err 'cannot write to the log in checkpoint/receivedBlock.*\[cannot-write\]' \
    "batches get no blocks meanwhile, which is said"
is "$(grep 'ms:' out | tr '\n' ' ')" \
    "1000 ms: 1 2 2000 ms:  3000 ms:  4000 ms: 3 8 5000 ms: 9 10 " \
    "those that wait are in the first batch that can be written"

rm -rf checkpoint
mkdir checkpoint
touch checkpoint/receivedData
run "$SLUICE" run data.lua --batches 5
is "$status" 1 "a file where the folder has to be: the start fails"
like err 'checkpoint/receivedData' "and says where"

# --- Levels and folders --------------------------------------------------------------

cat >level.lua <<'END'
local ssc = StreamingContext("local[2]", "level", Seconds(1))
ssc:checkpoint("checkpoint")
ssc:receiverStream(function(rx) rx:store{ 1 } end, StorageLevel.DISK_ONLY_3):print()
ssc:start()
ssc:awaitTermination()
END
rm -rf checkpoint
run "$SLUICE" run level.lua --conf $log.enable=true --batches 1 --trace trace
like trace '"kind":"block".*"level":"DISK_ONLY"' "one copy is enough"
like err 'Storage level replication 3 is unnecessary when write ahead log is enabled' \
    "which is said in Spark's words"

rm -rf checkpoint
sed '/checkpoint/d' level.lua >nowhere.lua
run "$SLUICE" run nowhere.lua --conf $log.enable=true --batches 1
is "$status" 1 "without a folder"
like err 'Cannot enable receiver write-ahead log without checkpoint directory set' \
    "Spark's text"
run "$SLUICE" run level.lua --conf $log.maxFailures=0 --conf $log.enable=true \
    --batches 1
is "$status" 1 "a setting out of its range is refused"
like err 'writeAheadLog.maxFailures must be from 1 to 1000' "and says which"

finish
