#!/usr/bin/env bash
# tests/cli/bad-input.t -- mistakes: which exit code, which place, what to do.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

printf 'a\nb\nc\n' >abc.txt

# body LINES: program.lua, in batches of 2 s, with these lines from line 3 on.
body() {
    cat >program.lua <<END
local ssc = StreamingContext("local[2]", "bad input", Seconds(2))
local lines = ssc:socketTextStream("localhost", 9999)
$1
ssc:start()
ssc:awaitTermination()
END
}

# says NAME STATUS FIRST MORE ARGUMENTS...: exit code, the first line on standard error,
# and a pattern for a further line: what to do, or what Spark says.
says() {
    name=$1 wanted=$2 first=$3 more=$4
    shift 4
    run "$SLUICE" run "$@"
    is "$status" "$wanted" "$name: exit $wanted"
    is "$(head -n 1 err)" "$first" "$name: what happened, and where"
    like err "$more" "$name: what more is said"
}

# The same for program.lua with three lines of input.
tells() {
    says "$@" program.lua --feed 9999=abc.txt --until 4s
}

# --- Files that are no programs -------------------------------------------------------

says "a missing file" 2 \
    'sluice: error: cannot read nosuch.lua: No such file or directory '\
'[file-missing]' \
    '^  more: sluice explain file-missing$' nosuch.lua
mkdir folder.lua
says "a folder" 2 \
    'sluice: error: cannot read folder.lua: Is a directory '\
'[file-missing]' \
    '^  more: ' folder.lua
printf 'local a = 1\nlocal b = = 3\n' >syntax.lua
says "a syntax error" 1 "syntax.lua:2: error: unexpected symbol near '=' [syntax]" \
    '^  2 \| local b = = 3$' syntax.lua
printf 'f(\n' >open.lua
says "an unfinished program" 1 \
    'open.lua:2: error: unexpected symbol near <eof> [syntax]' '^  more: ' open.lua
head -c 5000 "$SLUICE" >binary.lua
run "$SLUICE" run binary.lua
is "$status" 1 "a binary file: exit 1"
like err '^binary.lua:1: error: .*\[syntax\]$' "a binary file: a syntax error"
unlike err "$(printf '[\001-\010\013-\037\177]')" "a binary file: no control characters"
printf '\033LuaT\000\031\223\r\n\032\n' >bytecode.lua
run "$SLUICE" run bytecode.lua
like err '^(sluice: error: .*)?bytecode.lua' "bytecode: the message names the file"
ok "bytecode is not run" test "$status" -ne 0

# --- Errors that the program raises ---------------------------------------------------

printf 'local a = 1\nlocal b = a.x.y\n' >program.lua
says "a runtime error" 1 \
    "program.lua:2: error: attempt to index a number value (local 'a') \
[program-failed]" \
    '^    \|           \^$' program.lua
printf 'error("my own words")\n' >program.lua
says "an error of the program's own" 1 \
    'program.lua:1: error: my own words [program-failed]' '^  more: ' program.lua
printf 'error({})\n' >program.lua
run "$SLUICE" run program.lua
is "$status" 1 "an error that is a table: exit 1"
unlike err '0x' "an error that is a table: no address, which changes from run to run"

# A port.
for port in 0 65536 -1 1.5 '"x"' nil; do
    got=$port
    [ "$port" != nil ] || got=nothing
    printf 'local ssc = StreamingContext("local[2]", "t", Seconds(1))\n%s\n' \
        "ssc:socketTextStream(\"localhost\", $port):print()" >program.lua
    says "port $port" 1 \
        "program.lua:2: error: a port is a whole number from 1 to 65535, got $got \
[wrong-type]" \
        '^    \|                                   \^+$' program.lua
done

printf 'local ssc = StreamingContext("local[2]", "t", Seconds(0.5))\n' >program.lua
says "Seconds(0.5)" 1 \
    'program.lua:1: error: Seconds wants a whole number, got 0.5 [wrong-type]' \
    '^  try:  Milliseconds\(500\)$' program.lua
like err '^    \|                                                       \^\^\^$' \
    "Seconds(0.5): the caret is under the number"

# --- Streams --------------------------------------------------------------------------

body 'lines:window(Seconds(5), Seconds(2)):print()'
tells "a window of 2.5 batches" 1 \
    'program.lua:3: error: the window length, 5 s, is no multiple of 2 s, the slide '\
'of its stream [window-multiple]' \
    '^  try:  batches of Seconds\(1\) \(line 1\); or 4 s or 6 s$'
like err '^  Spark: The window duration of windowed DStream \(5000 ms\) must be a '\
'multiple of the slide duration of parent DStream \(2000 ms\)$' \
    "a window of 2.5 batches: Spark's text"
body 'lines:window(Seconds(4), Seconds(3)):print()'
tells "a slide of 1.5 batches" 1 \
    'program.lua:3: error: the window slide, 3 s, is no multiple of 2 s, the slide of '\
'its stream [window-multiple]' \
    '^    \|                          \^+$'

body 'lines:print()'
says "no feed" 2 \
    'program.lua:2: error: nothing feeds localhost:9999, and under the simulated '\
'clock no socket is opened [no-feed]' \
    '^  try:  --feed 9999=FILE ' program.lua --until 4s
says "a feed for another port" 2 \
    'program.lua:2: error: nothing feeds localhost:9999, and under the simulated '\
'clock no socket is opened [no-feed]' \
    '^  try:  --feed 9999=FILE ' program.lua --feed 9998=abc.txt --until 4s

body 'local long = lines:filter(function(line) return #line > 3 end)'
tells "no output" 1 \
    'program.lua:3: error: nothing to run: no stream has an output [no-output]' \
    '^  try:  long:print\(\)'
like err '^  Spark: requirement failed: No output operations registered, so nothing '\
'to execute$' \
    "no output: Spark's text"

body 'lines:flatMap(split):reducebykey(print):print()'
# shellcheck disable=SC2016 # backquotes of the message
tells "an unknown method" 1 \
    'program.lua:3: error: a DStream has no method `reducebykey` [unknown-method]' \
    '^  try:  reduceByKey +also near: reduce, reduceByKeyAndWindow$'
like err '^    \|                      \^{11}$' "an unknown method: the caret is \
under it"
body 'lines:filter():print()'
tells "no function" 1 \
    'program.lua:3: error: filter wants a function, got nothing [wrong-type]' \
    '^    \|       \^+$'

# --- Records --------------------------------------------------------------------------

body 'lines:map(function(line) if line ~= "b" then return line end end):print()'
tells "nil from map" 1 \
    'program.lua:3: error: the function of map returned nil; map makes one record of '\
'each record [nil-record]' \
    '^  record: "b" +\(batch 1, partition 1\)$'
like err '^  try:  ' "nil from map: what to do"

body 'lines:map(function(line) return {line, 1} end)
  :reduceByKey(function(a, b) return a + b end):print()'
tells "a table instead of a pair" 1 \
    'program.lua:3: error: reduceByKey (line 4) wants pairs; map gave it a table '\
'[table-not-pair]' \
    '^  try:  return word, 1 '
like err '^  record: \{"a", 1\} ' "a table instead of a pair: the record"

body 'lines:map(function(line) return {line}, 1 end)
  :reduceByKey(function(a, b) return a + b end):print()'
tells "a table as a key" 1 \
    'program.lua:4: error: Cannot use map-side combining with array keys. [key-table]' \
    '^  record: '

# The other batches run, as in Spark.
body 'lines:map(function(line)
  if line == "b" then error("no b, please") end
  return line
end):print()'
says "an error in a task" 1 \
    'program.lua:4: error: a task failed: no b, please [task-failed]' \
    '^  Spark: Job aborted due to stage failure: Task 0 in stage 2\.0 failed 1 times, '\
'most recent failure: Lost task 0\.0 in stage 2\.0 \(TID 2\) \(localhost executor '\
'driver\): java\.lang\.RuntimeException: program\.lua:4: no b, please$' \
    program.lua --feed 9999=abc.txt:rate=1/s --until 4s
like err '^  why:  batch 1 \(2000 ms\) failed and printed nothing; the context goes '\
'on with batch 2$' \
    "an error in a task: what becomes of the batch"
is "$(cat out)" "-------------------------------------------
Time: 4000 ms
-------------------------------------------
c" "an error in a task: the next batch runs"

# What a function takes along.
body 'local file = io.open("abc.txt")
lines:map(function() return file:read() end):print()'
# shellcheck disable=SC2016
tells "a captured file" 1 \
    'program.lua:4: error: this function uses `file`, a file opened in line 3 on the '\
'driver; it cannot go to an executor [not-serializable]' \
    '^  Spark: Task not serializable$'
body 'lines:filter(function(line) return print(line) end):map(print):print()'
"$SLUICE" run program.lua --feed 9999=abc.txt --until 4s >out 2>first || true
for _ in 1 2 3 4; do
    "$SLUICE" run program.lua --feed 9999=abc.txt --until 4s >out 2>err || true
    cmp -s first err || break
done
same err first "print as the function of map: the same message in every run"
unlike err '_stream|context_' "print as the function of map: no name from inside sluice"

body 'local ones = lines:map(function(line) return line, 1 end)
ones:leftOuterJoin(ones):mapValues(function(v) return v._1 + v._2 end):print()'
tells "a sum with an Option" 1 \
    'program.lua:4: error: a task failed: attempt to perform arithmetic on a Option '\
"value (field '_2') [task-failed]" '^  try:  option:getOrElse'

# What a function on the driver gives back. The place is that of the operator.
body 'lines:transform(function() return 5 end):print()'
tells "transform without an RDD" 1 \
    'program.lua:3: error: the function of transform returned 5; it wants an RDD '\
'[wrong-type]' '^  why:  batch 1 '
body 'lines:transform(function() end):print()'
tells "transform without anything" 1 \
    'program.lua:3: error: Transform function must not return null. Return '\
'SparkContext.emptyRDD() instead to represent no element as the result of '\
'transformation. [wrong-type]' '^  why:  batch 1 '
body 'lines:repartition(0):print()'
tells "no partitions" 1 \
    'program.lua:3: error: requirement failed: Number of partitions (0) must be '\
'positive. [wrong-type]' '^  why:  batch 1 '
body 'lines:map(function(line) return line, 1 end)
  :updateStateByKey(function(values) return #values end):print()'
tells "no checkpoint directory" 1 \
    'program.lua:4: error: updateStateByKey needs a checkpoint directory '\
'[checkpoint-missing]' '^  try:  ssc:checkpoint'

# --- Feeds and files ------------------------------------------------------------------

body 'lines:map(function(line) return #line end):print()'
says "a missing feed file" 2 \
    'sluice: error: cannot read no.txt: No such file or directory [file-missing]' \
    '^  more: ' program.lua --feed 9999=no.txt --until 4s
says "a folder as feed" 2 \
    'sluice: error: cannot read folder.lua: Is a directory [file-missing]' \
    '^  more: ' program.lua --feed 9999=folder.lua --until 4s
: >empty.txt
says "an empty feed" 0 \
    'program.lua:2: warning: no record arrived: all 2 batches were empty '\
'[nothing-arrived]' \
    '^  why:  empty.txt has no line$' program.lua --feed 9999=empty.txt --until 4s

# Bytes that are no UTF-8 are replaced, as Java's decoder does it; lines end as in Java.
printf 'a\000b\n\377\376\n\r\nlast' >bytes.bin
run "$SLUICE" run program.lua --feed 9999=bytes.bin --until 2s --trace bytes.jsonl
is "$status" 0 "a feed of any bytes: exit 0"
is "$(sed -n '4,$p' out)" "3
6
0
4" "a feed of any bytes: its lines"
run "$SLUICE" view bytes.jsonl timeline
is "$status" 0 "a feed of any bytes: the trace can be read"

head -c 10000000 /dev/zero | tr '\0' x >long.txt
printf '\nshort\n' >>long.txt
run "$SLUICE" run program.lua --feed 9999=long.txt --until 2s --trace long.jsonl
is "$(sed -n '4,5p' out)" "10000000
5" "a line of 10 MB arrives whole"
ok "and the trace stays small" test "$(wc -c <long.jsonl)" -lt 20000

says "a trace into a missing folder" 2 \
    'sluice: error: cannot write missing/t.jsonl: No such file or directory '\
'[cannot-write]' \
    '^  more: ' program.lua --feed 9999=abc.txt --until 4s --trace missing/t.jsonl
is "$(cat out)" "" "a trace into a missing folder: nothing has run"
says "a trace over a folder" 2 \
    'sluice: error: cannot write folder.lua: Is a directory [cannot-write]' \
    '^  more: ' program.lua --feed 9999=abc.txt --until 4s --trace folder.lua
finish
