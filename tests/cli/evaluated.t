#!/usr/bin/env bash
# tests/cli/evaluated.t -- which functions need no Lua: trace and --explain.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >ways.lua <<'END'
local ssc = StreamingContext("local[2]", "ways", Seconds(1))
local sc = ssc:sparkContext()
local limit, seen, grown = 1, { most = 9 }, 0
local list = { "a b", "b" }
local words = ssc:queueStream({ sc:parallelize(list) }):flatMap(split)
local function add(a, b)
  return a + b
end
words:map(split):foreachRDD(function(rdd) rdd:count() end)
words:map(function(word)
  return word, limit
end):reduceByKey(add):foreachRDD(function(rdd)
  rdd:map(function(word, n) return n + grown end):count()
  grown = grown + 1
end)
words:filter(function(word)
  return #word < seen.most
end):foreachRDD(function(rdd) rdd:count() end)
words:map(function(word)
  return word:rep(2) .. "!"
end):foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
END

# ways FILE: how, and the line of each function, in order, once each.
ways() {
    sed -n 's/.*"kind":"function".*"how":"\([a-z]*\)".*"line":\([-0-9]*\)}/\1 \2/p' "$1"
}

run "$SLUICE" run ways.lua --batches 3 --trace on.jsonl --explain
is "$status" 0 "a program with functions of each kind runs"
ways on.jsonl >told
cat >wanted <<'END'
called -1
split -1
computed 6
computed 10
computed 13
computed 13
computed 13
called 16
called 19
END
sort told >told.sorted
sort wanted >wanted.sorted
same told.sorted wanted.sorted "each function once for each way that it is worked with"
computed="split, lines 6, 10 and 13"
called="a library function, lines 16 and 19"
like err "^  Functions computed without calling Lua: $computed\. Functions for" \
    "--explain says in lines what is computed"
like err "Functions for which Lua was called: $called\.$" "and what is not"

run "$SLUICE" run ways.lua --batches 3 --trace off.jsonl --explain \
    --conf sluice.shortcuts=false
ways off.jsonl >told.off
same told.off told "what the trace says does not depend on the setting"
like err "^  Lua was called for every function \(sluice\.shortcuts=false\)\.$" \
    "--explain does"

run "$SLUICE" run ways.lua --batches 3 --explain --conf sluice.cost=instructions
like err "^  Lua was called for every function \(sluice\.cost=instructions\)\.$" \
    "so it does where instructions are counted"

finish
