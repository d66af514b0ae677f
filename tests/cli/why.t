#!/usr/bin/env bash
# tests/cli/why.t -- a value, back to its records: with --provenance, without it, in the
# REPL. What the view says of a run is in tests/lua/test_viz_why.lua.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

program=$ROOT/examples/network_word_count.lua
set -- --feed "9999=$ROOT/examples/text/river.txt" --until 6s

cat >wanted <<'END'
(water,3) in batch 4 (4000 ms), output 2, window of batches 2 to 4, partition 1
├─ 1 from batch 2, p1 ← block cut at 1.2 s ← "the water waits" at 1.1 s
├─ 1 from batch 3, p0 ← block cut at 2 s ← "the water rises" at 1.9 s
└─ 1 from batch 4, p1 ← block cut at 3.2 s ← "the water falls" at 3.1 s
END
export LC_ALL=C.UTF-8
run "$SLUICE" view "$program" "$@" why:batch=4:key=water:output=2
is "$status" 0 "a program is run with its records followed"
same out wanted "and says where a value came from"

run "$SLUICE" run "$program" "$@" --provenance --trace followed.jsonl
is "$status" 0 "run --provenance"
cp out followed
run "$SLUICE" run "$program" "$@" --trace plain.jsonl
same out followed "prints the same"
grep -v '"kind":"origin"' followed.jsonl | sed 1,/\"interval\"/d >rest
sed 1,/\"interval\"/d plain.jsonl >plain
same rest plain "and what else is in the trace, times too, is the same"
run "$SLUICE" view followed.jsonl why:batch=4:key=water:output=2
same out wanted "the trace has it, too"
run "$SLUICE" view followed.jsonl why:key=water -o why.svg
like why.svg '<title id="why-title">.water,1. in batch 6 ' "as a picture with a title"

run "$SLUICE" view plain.jsonl why:key=water
is "$status" 2 "a trace that has it not is refused"
like err 'this trace does not say where records came from \[usage\]' "in words"
like err 'try:  sluice run --provenance' "and what helps"

# Nodes count on in another life of the driver.
cat >life.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "life", Seconds(1))
  ssc:checkpoint("checkpoint")
  local ones = ssc:socketTextStream("sensor", 9999):flatMap(split):map(function(word)
    return word, 1
  end)
  ones:updateStateByKey(function(values, state)
    return (state or 0) + #values
  end):print()
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END
printf '0..9/0.4  sensor:9999  to be {n}\n' >whole.world
printf '4.3  kill driver\n5.5  start driver\n' | cat whole.world - >lives.world
run "$SLUICE" view life.lua --world whole.world --until 8s why:key=be:batch=4
cp out wanted
rm -rf checkpoint
run "$SLUICE" view life.lua --world lives.world --until 8s why:key=be:batch=4
same out wanted "a run of two lives says the same of a batch of the first one"
is "$(grep -c '^(be,10) in batch 4 (4000 ms), output 1, state, partition 1$' out)" 1 \
    "once, though each life has described its outputs"

cat >lines <<'END'
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
local ones = words:map(function(word) return word, 1 end)
ones:reduceByKey(function(a, b) return a + b end):print()
.why be
.feed "to be"
.step
.why be
.why 1 "to"
.why 1 bee
.why
.why 1 be be.svg
END
"$SLUICE" repl <lines >out 2>err
like out '^\(be,1\) in batch 1 \(1000 ms\), output 1, partition 1$' "the REPL has .why"
like out '^└─ 1 from batch 1, p0 ← block cut at 0.2 s ← "to be" at 0 s$' \
    "with records"
like out '^\(to,1\) in batch 1 ' "of a batch, with a key in quotes"
like out '^be.svg: written$' "into a file"
cat out err >all
like all 'gave nothing for the key "bee"; did you mean "be"\?' \
    "a wrong key has a neighbour"
like all '\.why wants a key, and perhaps a batch before it' "and none is refused"
like all '\.why shows what happened, and nothing has happened yet' "so it is at first"


# What came is printed as it is: a result that is a record.
cat >plain.lua <<'END'
local ssc = StreamingContext("local[2]", "plain", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
END
echo '0.3 localhost:9999 hello' >world.txt
run timeout 20 "$SLUICE" view plain.lua why:batch=1 --world world.txt --until 1s
like out 'from batch 1, p0 ← block cut at 0\.4 s ← "hello" at 0\.3 s$' \
    "a record that is printed as it came"
finish
