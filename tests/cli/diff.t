#!/usr/bin/env bash
# tests/cli/diff.t -- sluice diff: two runs beside each other.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >words.lua <<'END'
local ssc = StreamingContext("local[2]", "words", Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :flatMap(function(line)
    local words = {}
    for word in line:gmatch("%S+") do words[#words + 1] = word end
    return words
  end)
  :map(function(word) return pair(word, 1) end)
  :reduceByKey(function(a, b) return a + b end)
  :print()
ssc:start()
ssc:awaitTermination()
END
for _ in $(seq 60); do echo 'the river waits'; done >river.txt

# trace FILE OPTIONS...: a run of three batches as a trace.
trace() {
    file=$1
    shift
    "$SLUICE" run words.lua --feed 9999=river.txt:rate=20/s --until 3s \
        --trace "$file" "$@" >/dev/null
}
trace wc200.jsonl
trace again.jsonl
trace wc100.jsonl --conf spark.streaming.blockInterval=100ms

run "$SLUICE" diff wc200.jsonl again.jsonl
is "$status" 0 "equal runs: exit 0"
events=$(grep -vcE '"kind":"(run|source|stream|output)"|"sluice":' again.jsonl)
is "$(cat out)" "no difference: 3 batches, $events events" "how much was compared"

run "$SLUICE" diff wc200.jsonl wc100.jsonl
is "$status" 1 "different runs: exit 1"
same out "$ROOT/tests/cli/diff.txt" "what differs, and from which moment on"
is "$(cat err)" "" "and nothing else is said"
sed -n '/^  *wc200/,/^first:/p' "$ROOT/docs/comparing.md" >shown
same shown "$ROOT/tests/cli/diff.txt" "docs/comparing.md shows it"

# What a program does is what its trace says.
run "$SLUICE" diff words.lua wc200.jsonl --feed 9999=river.txt:rate=20/s --until 3s
is "$status" 0 "a program and a trace of it: equal"

sed 's/:reduceByKey.*/:groupByKey()/' words.lua >other.lua
run "$SLUICE" diff words.lua other.lua --feed 9999=river.txt:rate=20/s --until 2s
like out 'the programs differ from line 9 on$' "programs: the first line that differs"
like out '^first: at 1 s .* makes RDD 4 ' "and the RDD in which it shows"

# A setting may be without consequence.
trace named.jsonl --conf spark.app.name=other
run "$SLUICE" diff wc200.jsonl named.jsonl
is "$status" 0 "another setting, and all the same: exit 0"
like out 'setting: spark.app.name words, other$' "the setting is told"
like out '^no difference: 3 batches' "and that it changed nothing"

trace longer.jsonl --batches 4 --until 9s
run "$SLUICE" diff wc200.jsonl longer.jsonl
like out '^batches +3 +4 +batch 4 is in one run only$' "a batch that one run has"
trace long.jsonl --conf sluice.batchInterval=2s --until 4s
run "$SLUICE" diff wc200.jsonl long.jsonl
like out 'batch interval 1 s, 2 s$' "another batch interval"
like out '^partitions +5 +9 +the batch of 2 s; records 20 and 36$' \
    "batches of the same time are compared"

run "$SLUICE" diff wc200.jsonl wc100.jsonl --json
is "$status" 1 "JSON: the same exit code"
like out '^\{"a":"wc200.jsonl","b":"wc100.jsonl","batches":\[\{"a":\{"failed":false,'\
'"number":1,"partitions":4,' "JSON: the batches"
like out '"differs":\["partitions","printed","records","took"\],"time_ms":1000' \
    "what differs in one"
like out '"first":\{"at_ms":100,"text":"wc100 cuts a block of 2 records"\}' "the moment"
like out '"settings":\[\{"a":"200ms","b":"100ms",'\
'"name":"spark.streaming.blockInterval"\}\]' "the settings"

mkdir one two
cp wc200.jsonl one/run.jsonl
cp wc100.jsonl two/run.jsonl
run "$SLUICE" diff one/run.jsonl two/run.jsonl
like out '^ +one/run.jsonl +two/run.jsonl ' "files of one name keep their folders"
"$SLUICE" diff - wc100.jsonl <wc200.jsonl >out 2>err
like out '^first: at 0.1 s wc100 cuts' "a trace from standard input"

run "$SLUICE" diff wc200.jsonl wc100.jsonl -o diff.dot
ok "a picture" grep -q '"difference-1000"' diff.dot
like diff.dot 'label="R P T O"' "with letters for what differs"

# refused MESSAGE ARGUMENTS...
refused() {
    message=$1
    shift
    run "$SLUICE" diff "$@"
    is "$status" 2 "$*: exit 2"
    is "$(head -n 1 err)" "sluice: error: $message" "$*: the message"
}
refused 'diff wants A B [usage]' wc200.jsonl
refused 'standard input can be one of both runs only [usage]' - -
refused 'cannot read none.jsonl: No such file or directory [file-missing]' \
    none.jsonl wc100.jsonl
# shellcheck disable=SC2016 # backquotes of the message
refused '--until is for a program, and `wc200.jsonl` is a trace [usage]' \
    wc200.jsonl wc100.jsonl --until 3s
refused 'this is a picture, and "d.txt" is none [usage]' \
    wc200.jsonl wc100.jsonl -o d.txt
echo 'print(1)' >nothing.lua
run "$SLUICE" diff nothing.lua wc200.jsonl
is "$status" 2 "a program without a run: exit 2"
finish
