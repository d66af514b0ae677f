#!/usr/bin/env bash
# tests/cli/sweep.t -- sluice sweep: one program with several settings.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

seq 70000 >lines.txt
cp "$ROOT/tests/cli/load.lua" .
feed=lines.txt:rate=1000/s

run "$SLUICE" sweep load.lua batch=500ms,1s,2s --until 60s --feed 9999=$feed \
    --measure processing,delay --stable --workers 3
is "$status" 0 "a sweep succeeds"
cat >want <<'END'
batch    batches   processing mean, max   delay at end   keeps up
500 ms       120        549 ms   600 ms          5.9 s   no: 50 ms more each batch
1 s           60        798 ms   800 ms           0 ms   yes, 80 %
2 s           30         1.3 s    1.3 s           0 ms   yes, 65 %
stable from 600 ms on (100 %, no room for a burst), from 1 s with 20 % to spare
END
same out want "the table, and the shortest interval that keeps up"
sed -n '/^batch  /,/^stable /p' "$ROOT/docs/comparing.md" >shown
same shown want "docs/comparing.md shows it"
is "$(cat err)" "" "nothing else is said"

# The order of the rows is that of the values, whatever ends first.
few="--until 6s --feed 9999=$feed:process=poisson"
# shellcheck disable=SC2086 # options
{
    "$SLUICE" sweep load.lua cores=2,4 batch=2s,1s --seeds 2 $few --format csv \
        --workers 1 >one
    "$SLUICE" sweep load.lua cores=2,4 batch=2s,1s --seeds 2 $few --format csv \
        --workers 4 >four
}
same four one "as many threads as there are: the same bytes"
is "$(cut -d , -f 1-4 four | tr '\n' ' ')" \
    'cores,batch,seed,batches 2,2s,1,3 2,2s,2,3 2,1s,1,6 2,1s,2,6 '\
'4,2s,1,3 4,2s,2,3 4,1s,1,6 4,1s,2,6 ' 'CSV: a line for each combination and seed'
ok "seeds make a difference" test "$(sed -n 2p four | cut -d , -f 5-)" != \
    "$(sed -n 3p four | cut -d , -f 5-)"

# A run of the sweep is the run that sluice run makes of the same settings.
"$SLUICE" run load.lua --conf sluice.batchInterval=2s --master 'local[2]' --seed 2 \
    --until 6s --feed 9999=$feed:process=poisson --trace run.jsonl
work=$(grep -c '"kind":"jobs-completed"' run.jsonl)
is "$(sed -n 3p four | cut -d , -f 4)" "$work" "batches: those of sluice run"

# shellcheck disable=SC2086
run "$SLUICE" sweep load.lua --seeds 5 $few --measure records
like out '^ +6 +[0-9,]+ \([0-9,]+ to [0-9,]+\) +yes, with all 5 seeds$' \
    "several seeds: the median, and percentiles"
like out '^seeds 1 to 5: the median' "a line says so"

# shellcheck disable=SC2086
run "$SLUICE" sweep load.lua sluice.cost.job=300ms,400ms $few --json --measure tasks
sed 's/"load":0[0-9.]*/"load":LOAD/g' out >json
cat >want <<'END'
{"axes":[{"name":"sluice.cost.job","values":["300ms","400ms"]}],"program":"load.lua",
"rows":[{"runs":[{"batches":6,"load":LOAD,"seed":1,"tasks":29,"verdict":"stable"}],
"set":{"sluice.cost.job":"300ms"}},
{"runs":[{"batches":6,"load":LOAD,"seed":1,"tasks":29,"verdict":"stable"}],
"set":{"sluice.cost.job":"400ms"}}]}
END
is "$(cat json)" "$(tr -d '\n' <want)" "JSON, and a setting as what varies"

# Windows: only intervals that divide them can be; the others fail, and say so.
sed 's/:foreachRDD/:window(Seconds(2), Seconds(2)):foreachRDD/' load.lua >window.lua
run "$SLUICE" sweep window.lua batch=300ms,500ms --stable --until 12s \
    --feed 9999=$feed --conf sluice.cost.record=0
is "$status" 1 "a run that fails: exit 1"
like out '^300 ms .* failed: the window length, 2 s, is no multiple of 300 ms' \
    "its row says why"
like err '^window.lua:7: error: .*\[window-multiple\]$' "and standard error in full"
like out '^stable from 50 ms on \(15 %, the shortest that was tried\)' \
    "the search takes the others; the load is that of a job every 2 s"

# Runs do not meet in files, and leave none.
cat >files.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "files", Seconds(1))
  ssc:checkpoint("checkpoints")
  local lines = ssc:socketTextStream("localhost", 9999)
  lines:map(function(line) return pair(line, 1) end)
    :updateStateByKey(function(new, old) return #new + (old or 0) end):print()
  lines:foreachRDD(function(rdd, time)
    local name = "saved/at-" .. time:milliseconds()
    rdd:saveAsTextFile(name)
    assert(rdd:count() == ssc:sparkContext():textFile(name):count())
  end)
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoints", create)
ssc:start()
ssc:awaitTermination()
END
mkdir tmp
TMPDIR=$PWD/tmp run "$SLUICE" sweep files.lua batch=1s,2s --until 4s \
    --feed 9999=lines.txt:rate=5/s --measure records
is "$status" 0 "programs with checkpoints and saved data"
like out '^1 s +4 +19 ' "the first begins anew"
like out '^2 s +2 +19 ' "and so does the second"
ok "nothing was written" test ! -e checkpoints -a ! -e saved
is "$(ls tmp)" "" "and nothing is left"

# Ctrl-C ends all runs, and what they have written goes with them.
TMPDIR=$PWD/tmp "$SLUICE" sweep files.lua batch=100ms,200ms,300ms --until 1h \
    --feed 9999=lines.txt:rate=5/s --workers 2 >out 2>err &
sweep=$!
while kill -0 $sweep 2>tap.log && [ -z "$(ls tmp)" ]; do :; done
kill -INT $sweep
status=0
wait $sweep || status=$?
is "$status" 130 "Ctrl-C: exit 130"
is "$(cat out)" "" "without half a table"
is "$(ls tmp)" "" "and without files"

# refused MESSAGE ARGUMENTS...
refused() {
    message=$1
    shift
    run "$SLUICE" sweep "$@"
    is "$status" 2 "$*: exit 2"
    is "$(head -n 1 err)" "sluice: error: $message [usage]" "$*: the message"
}
# shellcheck disable=SC2016 # backquotes of the messages
{
    refused 'nothing that can be varied is called `btach`; did you mean batch?' \
        load.lua btach=1s
    refused 'no setting is called `spark.streaming.blockInteval`; did you mean '\
'spark.streaming.blockInterval?' load.lua spark.streaming.blockInteval=1s
    refused 'no measure is called `procesing`; did you mean processing?' \
        load.lua batch=1s --measure procesing
    refused '`batch` has a value twice: 1s and 1000ms' load.lua batch=1s,1000ms
    refused '`batch` is varied twice' load.lua batch=1s batch=2s
}
refused 'batch 1 has no unit: 1s or 1ms?' load.lua batch=1
refused 'cores wants a whole number from 1 to 1024, got 0' load.lua cores=0
refused 'rate is that of --feed and --topic, and there is none' load.lua rate=5/s
refused 'sweep wants NAME=VALUE,VALUE..., got "fast"' load.lua fast
refused 'sweep runs a program several times: it wants a file, not -' - batch=1s

run "$SLUICE" run load.lua --conf sluice.batchInterval=often --until 1s \
    --feed 9999=lines.txt
# shellcheck disable=SC2016
like err 'error: the setting `sluice.batchInterval` wants a time, got "often"' \
    "an interval that is none"
finish
