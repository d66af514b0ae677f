#!/usr/bin/env bash
# tests/cli/lint.t -- sluice lint: what it says of a program, and that nothing runs.
# tests/advice/advice.t has a program for each message.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >words.lua <<'END'
local conf = SparkConf():setAppName("words"):setMaster("local[2]")
  :set("spark.streaming.blockInteval", "100ms")
local ssc = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
print("described")
local ones = lines:flatMap(split):map(function(word) return word, 1 end)
ones:count():print()
ones:countByValue():print()
if ... then lines:window(Milliseconds(2500), Seconds(1)):print() end
local started = pcall(ssc.start, ssc)
print("started", started)
ssc:queueStream({}):print()
ssc:awaitTermination()
END

run "$SLUICE" lint words.lua
is "$status" 0 "warnings and notes: exit 0"
is "$(sed -n 1p out)" "words.lua:2: warning: no setting is called \
\`spark.streaming.blockInteval\`; Spark ignores it silently [unknown-setting]" \
    "a line each; without its advice if that is too long"
is "$(sed -n 2p out)" "words.lua:6: note: \`ones\` is computed twice in every batch; \
ones:cache() [computed-twice]" "and with it"
is "$(sed -n 3p out)" "1 warning, 1 note. In full: sluice lint -v words.lua" "how many"
is "$(cat err)" "" "nothing on standard error: what the program prints is not seen"

run "$SLUICE" lint words.lua -- window
is "$status" 1 "an error: exit 1"
like out "^words.lua:9: error: .* \[window-multiple\]\$" "arguments reach the program"
like out "^1 error, 1 warning\. In full" "errors first in what is counted"
unlike out "started" "nothing after an error"

run "$SLUICE" lint -v words.lua
like out "^  6 \| local ones = " "-v: the line of the program"
like out "^    \|       \^\^\^\^\$" "-v: the place"
like out "^  more: sluice explain computed-twice\$" "-v: where there is more"
is "$(tail -n 1 out)" "1 warning, 1 note." "-v: the last line"

run "$SLUICE" lint --json words.lua
is "$(wc -l <out)" 2 "--json: one object for each"
like out '^\{"level":"note","name":"computed-twice","file":"words.lua","line":6,' \
    "--json: its fields"
unlike out '"mark"' "--json: the same fields as those of run"

cat >two.lua <<'END'
-- StreamingContext:start() is for later
local one = StreamingContext("local[2]", "one", Seconds(1))
one:socketTextStream("localhost", 9999):print()
one:start()
one:stop()
local two = StreamingContext("local[2]", "two", Seconds(1))
END
run "$SLUICE" lint two.lua
is "$(tail -n 1 out)" 'Read up to line 4, the first start; not the context of line 6.' \
    "what was not read is said"
run "$SLUICE" lint --json two.lua
is "$(cat out)" '' "--json: messages only"

run "$SLUICE" lint --master 'local[1]' words.lua
like out "\[one-core\]" "the options of a run that decide are there"

"$SLUICE" lint - <words.lua >out 2>err
like out "^stdin:6: note: " "- is standard input"

printf 'x = = 1\n' >bad.lua
run "$SLUICE" lint bad.lua
is "$status" 1 "what is no Lua: exit 1"
like out "\[syntax\]\$" "and is said"
run "$SLUICE" lint none.lua
is "$status" 2 "no file: exit 2"

cat >checkpoint.lua <<'END'
local ssc = StreamingContext("local[2]", "good", Seconds(1))
ssc:checkpoint("made")
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd) print(rdd:count()) end)
ssc:textFileStream("nowhere"):foreachRDD(function(rdd) rdd:saveAsTextFile("made") end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" lint checkpoint.lua
is "$status$(cat out err)" 0 "a good program: nothing is said, feeds are not asked for"
ok "and nothing was made" test ! -e made

finish
