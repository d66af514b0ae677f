#!/usr/bin/env bash
# tests/cli/rates.t -- rate limits and back-pressure: records wait at their source.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

seq 50000 >lines.txt
head -n 500 lines.txt >few.txt

# The program of a lesson about slowing down. A record costs 250 us, all else nothing.
cat >press.lua <<'END'
local conf = SparkConf():setAppName("press"):setMaster("local[2]")
  :set("sluice.cost.record", "250us"):set("sluice.cost.job", "0")
  :set("sluice.cost.task", "0")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :filter(function(line) return line ~= "" end)
  :foreachRDD(function(rdd) print(rdd:count()) end)
ssc:start()
ssc:awaitTermination()
END

STREAMING=spark.streaming
PRESSURE=$STREAMING.backpressure

# press FEED ARGUMENTS...: the counts of its batches, in a line, are left in $counts.
press() {
    local feed=$1
    shift
    run "$SLUICE" run press.lua --feed "9999=$feed" --trace trace.jsonl "$@"
    counts=$(tr '\n' ' ' <out)
    counts=${counts% }
}

# field NAME KIND: a field of all trace records of a kind, in a line.
field() {
    sed -n "/\"kind\":\"$2\"/s/.*\"$1\":\\([-0-9]*\\)[,}].*/\\1/p" trace.jsonl |
        paste -sd ' '
}

# --- Limits ---------------------------------------------------------------------------

press few.txt:rate=200/s --until 4s
is "$counts" "160 200 140 0" "without a limit everything is taken as it comes"
unlike trace.jsonl '"kind":"(rate|waiting)"' "and nothing is said of rates"

press few.txt:rate=200/s --until 6s --conf $PRESSURE.initialRate=50
is "$counts" "40 50 50 50 50 50" \
    "initialRate alone caps a receiver, back-pressure or not"
is "$(field records waiting)" "150 300 350 300 250 200" "the rest waits at the source"
is "$(field limit rate)" "50" "the limit is in the trace"

press few.txt:rate=200/s --conf $PRESSURE.initialRate=50
is "$counts" "40 50 50 50 50 50 50 50 50 50 10" \
    "a run does not end while lines wait at a source"

press few.txt:rate=200/s --conf $STREAMING.receiver.maxRate=100 --until 4s
is "$counts" "80 100 100 100" "maxRate"

press few.txt:rate=200/s --conf $STREAMING.receiver.maxRate=100 \
    --conf $PRESSURE.initialRate=500 --until 4s
is "$counts" "80 100 100 100" "an initialRate above it changes nothing"

press few.txt:rate=200/s --conf $STREAMING.receiver.maxRate=100 \
    --conf $PRESSURE.initialRate=50 --conf $PRESSURE.enabled=true --until 6s
is "$counts" "40 50 88 100 100 100" "back-pressure lifts the initial rate up to maxRate"
is "$(field rate rate | cut -d' ' -f1-2)" "-1 4166" "it asks for what was processed"
is "$(field limit rate)" "50 100 100 100 100 -1" \
    "the receiver is held at maxRate, until it is gone"

# --- Saved permits --------------------------------------------------------------------

# Spark 3.5.6 took 151, 100, 100, 100 of a receiver that had paused so.
cat >pause.lua <<'END'
local conf = SparkConf():setMaster("local[2]"):setAppName("pause")
  :set("spark.streaming.receiver.maxRate", "100")
local ssc = StreamingContext(conf, Seconds(1))
ssc:receiverStream(function(rx)
  rx:store(0)
  rx:sleep(Milliseconds(2500))
  for i = 1, 450 do rx:store(i) end
  rx:store({1, 2, 3})
end):foreachRDD(function(rdd) print(rdd:count()) end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run pause.lua
is "$(paste -sd ' ' out)" "1 0 130 100 100 103 20" \
    "after a pause one second's worth comes at once; a list is a block and never waits"

# --- Receivers of the program's own ---------------------------------------------------

cat >held.lua <<'END'
local conf = SparkConf():setMaster("local[2]"):setAppName("held")
  :set("spark.streaming.receiver.maxRate", "1")
local ssc = StreamingContext(conf, Seconds(1))
ssc:receiverStream(Receiver{
  onStart = function(rx)
    rx:store("first")
    rx:restart("again", nil, Milliseconds(300))
    rx:store("held")
    print("never")
  end,
  onStop = function(rx) rx:store("last") end,
}):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run held.lua --until 2500ms --trace trace.jsonl
taken=$(sed -n 's/.*"at":\([0-9]*\),"kind":"record".*"text":"\([a-z]*\)".*/\1 \2/p' \
    trace.jsonl | paste -sd ,)
is "$taken" "0 first,0 last,300000 held,2500000 last" \
    "a restart keeps the record that waits; onStop cannot wait, what comes next does"
unlike out never "and what stood behind it does not run"

cat >inside.lua <<'END'
local conf = SparkConf():setMaster("local[2]"):setAppName("inside")
  :set("spark.streaming.receiver.maxRate", "5")
local ssc = StreamingContext(conf, Seconds(1))
ssc:receiverStream(function(rx)
  rx:store(1)
  table.sort({1, 2}, function() rx:store(2) end)
end):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run inside.lua --until 1s
like err 'rx:store waits; it cannot inside a function that C called' \
    "a record cannot wait inside a function of C's"

# --- A limit that is not positive -----------------------------------------------------

cat >refused.lua <<'END'
local conf = SparkConf():setMaster("local[2]"):setAppName("refused")
  :set("spark.streaming.receiver.maxRate", "-1")
local ssc = StreamingContext(conf, Seconds(1))
ssc:receiverStream(function(rx)
  local _, refusal = pcall(rx.store, rx, 1)
  print(refusal.class, refusal.message)
  rx:store{1, 2, 3}
  rx:store(4)
end):count():print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run refused.lua --batches 2
is "$status" 0 "maxRate -1: Spark does not notice that the receiver's thread is gone"
is "$(grep -v '^-\|^$\|^Time' out | tr '\t' ' ' | paste -sd ,)" \
    "java.lang.IllegalArgumentException rate must be positive,3,0" \
    "each record is refused, a list is not"
like err 'a receiver does not go on: rate must be positive \[receiver-lost\]' \
    "sluice says so"

press few.txt:rate=200/s --conf $STREAMING.receiver.maxRate=0 --until 3s
is "$counts" "0 0 0" "maxRate 0: a socket stream gets nothing"
like err 'spark.streaming.receiver.maxRate is 0: each record is refused' "and why"

# --- Back-pressure --------------------------------------------------------------------

# The batch of 2 s takes 2 s and waited 0.6 s; that of 3 s takes 2 s and waited 1.6 s.
press lines.txt:rate=8000/s --conf $PRESSURE.enabled=true
is "$(field rate rate | cut -d' ' -f1-2)" "3520 2720" \
    "rate times (1 - 0.2 * delay / B), from the second batch on"
is "$(field elements rate | cut -d' ' -f1)" "8000" "the first batch only measures"
is "$(field scheduling rate | cut -d' ' -f1-2)" "600000 1600000" "the delays are said"
is "$(awk '{ sum += $1 } END { print sum }' out)" 50000 "nothing is dropped"
like trace.jsonl '"kind":"waiting".*"batch":7000000,"records":[1-9][0-9]{3}' \
    "what is too much waits at the source"
# Without a limit the last line comes at 6.25 s.
like trace.jsonl '^\{"at":([1-9].|[7-9])[0-9]{6},"kind":"record".*"number":49999,' \
    "a record has the time at which it was taken"

press few.txt:rate=50/s --until 3s --conf $PRESSURE.enabled=true
is "$(field rate rate)" "4166 4166" \
    "while batches are in time, the rate is what they can"

# --- Settings -------------------------------------------------------------------------

press few.txt --conf $PRESSURE.enabled=true --conf $PRESSURE.rateEstimator=magic
is "$status" 1 "an unknown estimator is refused"
like err 'press.lua:5: error: Unknown rate estimator: magic' "when the stream is made"

press few.txt --conf $PRESSURE.enabled=true --conf $PRESSURE.pid.integral=-1
like err 'requirement failed: Integral term -1.0 in PIDRateEstimator should be >= 0' \
    "a gain below 0 is refused"

press few.txt --conf $PRESSURE.rateEstimator=magic --until 1s
is "$status" 0 "without back-pressure nobody asks for the estimator"

# --- Recovery -------------------------------------------------------------------------

cat >recover.lua <<'END'
local function create()
  local conf = SparkConf():setMaster("local[2]"):setAppName("recover")
    :set("spark.streaming.backpressure.enabled", "true")
    :set("spark.streaming.backpressure.initialRate", "60")
    :set("sluice.cost.record", "5ms")
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("saved")
  ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd) rdd:count() end)
  return ssc
end
local ssc = StreamingContext.getOrCreate("saved", create)
ssc:start()
ssc:awaitTermination()
END

# What was set: "<batch that it was learned from>: <limit>".
limits() {
    sed -n 's/.*"kind":"rate".*"limit":\([-0-9]*\),"batch":\([-0-9]*\),.*/\2: \1/p' \
        trace.jsonl | paste -sd ,
}

run "$SLUICE" run recover.lua --feed 9999=few.txt:rate=200/s --until 3s \
    --trace trace.jsonl
is "$(limits)" "-1: 60,2000000: 179,3000000: -1" "a run begins with the initial rate"
run "$SLUICE" run recover.lua --feed 9999=few.txt:rate=200/s --until 5s \
    --trace trace.jsonl
# Blocks of the first run still count as records of this one's first batch, as in Spark,
# though their data is gone: so more seems to have been done.
is "$(limits)" "-1: 60,4000000: 307,5000000: -1" \
    "a recovered one, too; but it has measured before, so its first batch sets a rate"

finish
