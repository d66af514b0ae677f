#!/usr/bin/env bash
# tests/cli/kill.t -- a run on the wall clock with logs and checkpoints is killed at
# random moments, again and again; nothing that its receiver acknowledged is missing.
#
# KILLS says how often (10), SEED which moments (one of the clock).
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

kills=${KILLS:-10}
seed=${SEED:-$(date +%s)}
RANDOM=$((seed % 32768))
echo "# SEED=$seed KILLS=$kills"

# The source counts. It acknowledges what is stored, by printing the last number of it,
# and begins again behind what was acknowledged. Batches append what they got to a file.
cat >count.lua <<'END'
local function create()
  local conf = SparkConf():setAppName("count"):setMaster("local[2]")
    :set("spark.streaming.receiver.writeAheadLog.enable", "true")
    :set("spark.streaming.receiver.writeAheadLog.rollingIntervalSecs", "1")
    :set("spark.streaming.driver.writeAheadLog.rollingIntervalSecs", "1")
    :set("sluice.cost.task", "0ms") -- or ever more batches would wait
  local ssc = StreamingContext(conf, Milliseconds(50))
  ssc:checkpoint("checkpoint")
  local number = 0
  for line in io.lines("acknowledged") do
    number = tonumber(line)
  end
  local is_silent = io.open("silent") ~= nil
  local numbers = ssc:receiverStream(function(rx)
    while not is_silent do
      rx:store{ number + 1, number + 2, number + 3 }
      number = number + 3
      print(number)
      rx:sleep(Milliseconds(1 + number % 4))
    end
  end)
  numbers:foreachRDD(function(rdd, time)
    local file = io.open("output", "a")
    file:write(time:milliseconds(), " ", table.concat(rdd:collect(), " "), "\n")
    file:close()
  end)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END

cat >judge.lua <<'END'
local got, doubled, last = {}, 0, 0
for line in io.lines("output") do
  for number in line:match("^%d+ (.*)"):gmatch("%d+") do
    number = tonumber(number)
    doubled = doubled + (got[number] and 1 or 0)
    got[number], last = true, math.max(last, number)
  end
end
local acknowledged, missing = 0, 0
for line in io.lines("acknowledged") do
  acknowledged = tonumber(line)
end
for number = 1, acknowledged do
  missing = missing + (got[number] and 0 or 1)
end
print(("%d acknowledged, %d of them missing, %d came twice"):format(acknowledged,
  missing, doubled))
print(missing == 0 and acknowledged > 0 and last <= acknowledged + 3 and "right"
  or "wrong")
END

: >acknowledged
: >output
for ((i = 0; i < kills; i++)); do
    # At first often before there is a checkpoint.
    pause=$((20 + RANDOM % (i < 3 ? 60 : 300)))
    timeout -s KILL "0.$(printf %03d "$pause")" "$SLUICE" run count.lua --clock wall \
        --quiet </dev/null >>acknowledged 2>>said
done 2>/dev/null
is "$(cat said)" "" "no start found anything that it could not read"

: >silent
run timeout -s KILL 60 "$SLUICE" run count.lua --clock wall --batches 3
is "$status" 0 "the last one is not killed"
"$LUA_TEST" judge.lua >judged
sed 's/^/# /' judged
ok "all that was acknowledged is in a batch ($kills kills)" grep -q right judged
files=$(find checkpoint/received* -name 'log-*' | wc -l)
ok "old files of the logs are deleted" test "$files" -le 40

finish
