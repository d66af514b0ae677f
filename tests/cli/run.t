#!/usr/bin/env bash
# tests/cli/run.t -- sluice run: what goes where, when it ends, and how it is stopped.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >lines.lua <<'END'
local ssc = StreamingContext("local[2]", "lines", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
END
printf 'a\nb\nc\n' >abc.txt
feed=9999=abc.txt:rate=1/s

# is_whole TRACE: it ends with its last record, and a view can be drawn from it.
is_whole() {
    tail -n 1 "$1" | grep -q '"kind":"stopped"' && "$SLUICE" view "$1" timeline:0s..1s
}

# blocks FILE: how many batches were printed.
blocks() {
    grep -c '^Time: ' "$1"
}

# --- What goes where ------------------------------------------------------------------

run "$SLUICE" run lines.lua --feed $feed --until 2s
is "$status" 0 "a good run: exit 0"
is "$(cat err)" "" "it says nothing"
is "$(cat out)" "-------------------------------------------
Time: 1000 ms
-------------------------------------------
a

-------------------------------------------
Time: 2000 ms
-------------------------------------------
b" "its standard output is what Spark prints"

run "$SLUICE" run lines.lua --feed $feed --until 2s --explain
is "$(blocks out)" 2 "--explain leaves standard output alone"
like err '^explain: 2 s, 2 batches, 2 records arrived, all were in a batch' \
    "and says on standard error what happened"
run "$SLUICE" run lines.lua --feed $feed --until 2s --view timeline
like err '^timeline of lines.lua, 0 s to 2 s' "a view without -o is on standard error"

# --- When it ends ---------------------------------------------------------------------

run "$SLUICE" run lines.lua --feed $feed
is "$(blocks out)" 3 "without a limit a run ends when the source is dry"
run "$SLUICE" run lines.lua --feed $feed --batches 5
is "$(blocks out)" 5 "--batches 5 runs 5 batches, dry or not"
run "$SLUICE" run lines.lua --feed $feed --batches 0
is "$status $(blocks out)" "0 0" "--batches 0 runs none"
run "$SLUICE" run lines.lua --feed $feed --until 1999ms
is "$(blocks out)" 1 "--until starts nothing after it"
run "$SLUICE" run lines.lua --feed "$feed:loop"
is "$(blocks out)" 60 "a source without end stops at 60 s"
like err '^sluice: note: the source never ends; stopped at 60 s' "and a note says so"

"$SLUICE" run - --feed $feed --until 1s <lines.lua >out 2>err
is "$(blocks out)" 1 "a program from standard input"
# shellcheck disable=SC2016 # Lua
echo 'print(#arg, arg[1], arg[2], arg[0])' >arguments.lua
run "$SLUICE" run arguments.lua -- --until 'two words'
is "$(tr '\t' '|' <out)" "2|--until|two words|arguments.lua" "arguments of the program"

cat >main.lua <<'END'
local ssc = StreamingContext("local[2]", "lines", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
END
run "$SLUICE" run main.lua --feed $feed
is "$status" 0 "a program that does not wait: exit 0"
like err '^main.lua:3: warning: .*\[await-missing\]$' "and a warning"
run "$SLUICE" run --strict main.lua --feed $feed
is "$status" 1 "--strict: exit 1"
like err '^main.lua:3: error: .*\[await-missing\]$' "and an error"
run "$SLUICE" run --quiet main.lua --feed $feed
is "$(cat err)" "" "--quiet leaves warnings out"
run "$SLUICE" run --json main.lua --feed $feed
like err '^\{"level":"warning","name":"await-missing","file":"main.lua","line":3,' \
    "--json"

# --- The same every time --------------------------------------------------------------

cat >random.lua <<'END'
print(math.random(1000000), math.random(1000000))
local keys = {}
for key in pairs({ one = 1, two = 2, three = 3, four = 4, five = 5 }) do
  keys[#keys + 1] = key
end
print(table.concat(keys, " "))
local ssc = StreamingContext("local[2]", "random", Seconds(1))
ssc:socketTextStream("localhost", 9999):map(function(line)
  return line, math.random(1000000)
end):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run random.lua --feed $feed
cp out first
run "$SLUICE" run random.lua --feed $feed --workers 2
same out first "random numbers and pairs are the same in every run"
run "$SLUICE" run random.lua --feed $feed --seed 2
ok "--seed changes the random numbers of tasks" eval '! cmp -s out first'

cat >order.lua <<'END'
local words = {}
for word in ("one two three four five six seven eight nine ten"):gmatch("%a+") do
  words[word] = true
end
local order = {}
for word in next, words do
  order[#order + 1] = word
end
print(table.concat(order, " "))
END
run "$SLUICE" run order.lua
cp out first
run "$SLUICE" run order.lua
same out first "next walks a table in the same order in every run"
echo 'print({}, function() end, ("%s"):format({}))' >address.lua
run "$SLUICE" run address.lua
cp out first
run "$SLUICE" run address.lua
same out first "what tables and functions print is the same in every run"

# --- How it is stopped ----------------------------------------------------------------

# Read one line, then close the pipe.
"$SLUICE" run lines.lua --feed "$feed:loop" --until 100000s --trace pipe.jsonl 2>err |
    head -n 1 >out
is "${PIPESTATUS[0]}" 141 "a closed pipe: exit 141"
is "$(cat out err)" "-------------------------------------------" "without a message"
ok "and the trace is whole" is_whole pipe.jsonl

# wait_for COMMAND...: until it succeeds, for ten seconds at most.
wait_for() {
    for _ in $(seq 200); do
        ! "$@" 2>/dev/null || return 0
        sleep 0.05
    done
    return 1
}

# stopped_by_ctrl_c NAME ARGUMENTS...: interrupts an endless run once it has printed.
stopped_by_ctrl_c() {
    name=$1
    shift
    rm -f out
    # In a script what runs behind & ignores Ctrl-C; env puts that right.
    env --default-signal=INT "$SLUICE" run "$@" --trace stopped.jsonl >out 2>err \
        </dev/null &
    pid=$!
    ok "$name: it runs" wait_for test -s out
    kill -INT $pid
    kill -INT $pid # as a program does that signals the process and its group
    wait_for eval "! kill -0 $pid" || kill -KILL $pid
    status=0
    wait $pid || status=$?
    is "$status" 130 "$name: exit 130"
    ok "$name: the trace is whole" is_whole stopped.jsonl
}

stopped_by_ctrl_c "Ctrl-C in a run without end" lines.lua --feed "$feed:loop" \
    --until 100000000s
like err '^sluice: stopped after .*: [0-9,]+ batches, [0-9,]+ records received, '\
'[0-9,]+ in batches$' \
    "it is said how far the run came"
said=$(sed -n 's/^        stopped.jsonl is whole: \(.*\) events$/\1/p' err | tr -d ,)
is "$said" $(($(wc -l <stopped.jsonl) - 1)) "and how long the trace is"

cat >forever.lua <<'END'
local ssc = StreamingContext("local[2]", "forever", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function()
  print("begins")
  io.stdout:flush()
end)
lines:map(function() while true do end end):print()
ssc:start()
ssc:awaitTermination()
END
# The thread sanitizer keeps a signal back until the program calls the C library, which
# a loop in Lua never does.
numbers="0 1 2"
! grep -q __tsan_init "$SLUICE" || numbers=
for workers in $numbers; do
    stopped_by_ctrl_c "Ctrl-C in a task without end, $workers workers" forever.lua \
        --feed "$feed" --workers "$workers"
done

if [ -w /dev/full ]; then
    status=0
    "$SLUICE" run lines.lua --feed $feed --until 2s >/dev/full 2>err || status=$?
    is "$status" 1 "a full disk: exit 1"
    like err '^sluice: error: cannot write to standard output' "a full disk: one error"
fi
finish
