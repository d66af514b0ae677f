#!/usr/bin/env bash
# tests/cli/states.t -- the keys of a state in the trace: how many are named, what a
# checkpoint brings back, and the views window and state in every format.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

printf '%s\n' tea coffee tea milk >drinks.txt
printf '%s\n' tea tea >more.txt
cat >total.lua <<'LUA'
local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do sum = sum + value end
  return sum
end
local function create()
  local ssc = StreamingContext("local[2]", "total", Seconds(1))
  ssc:checkpoint("checkpoint")
  local ones = ssc:textFileStream("inbox"):map(function(line) return line, 1 end)
  ones:updateStateByKey(total, 1):print()
  ones:mapWithState(StateSpec(function(drink, value, state)
    state:update(state:getOption():getOrElse(0) + value)
    return drink, state:get()
  end):numPartitions(1)):print()
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
LUA

# drink FILE OPTIONS...: one life of the program, whose trace is FILE.
drink() {
    file=$1
    shift
    run "$SLUICE" run total.lua --quiet --trace "$file" "$@"
    rm -rf checkpoint
}

drink all.jsonl --files inbox=drinks.txt@500ms --until 3s
is "$(grep -c '"kind":"state-key","rdd":[0-9]*,"stream":3' all.jsonl)" 3 \
    "each key that came is named"
like all.jsonl '"key":"tea","value":"2","what":"new","values":2,' \
    "with its value and how many values came"
drink one.jsonl --files inbox=drinks.txt@500ms --until 3s --conf sluice.trace.keys=1
is "$(grep -c '"kind":"state-key","rdd":[0-9]*,"stream":3' one.jsonl)" 1 \
    "sluice.trace.keys says how many"
like one.jsonl '"stream":3,.*"keys":3,.*"new":3,.*"named":1}$' "all are counted"
run "$SLUICE" view one.jsonl state
like out '2 changes not named, a larger' "and the picture says so"
drink none.jsonl --files inbox=drinks.txt@500ms --until 3s --conf sluice.trace.keys=0
unlike none.jsonl '"kind":"state-key"' "none if it is 0"
run "$SLUICE" run total.lua --files inbox=drinks.txt@500ms --until 3s \
    --conf sluice.trace.keys=-1
like err 'sluice.trace.keys must not be negative, got -1' "a number below is refused"
rm -rf checkpoint

# Another life finds the keys in the checkpoint. mapWithState writes its own at 10 s.
run "$SLUICE" run total.lua --quiet --files inbox=drinks.txt@500ms --until 11s
run "$SLUICE" run total.lua --quiet --files inbox=more.txt@13500ms --until 15s \
    --trace later.jsonl
is "$status" 0 "the program goes on from its checkpoint"
like later.jsonl '"stream":3,.*"key":"tea","value":"2","what":"initial"' \
    "what updateStateByKey knew is named"
like later.jsonl '"stream":4,.*"key":"milk","value":"1","what":"initial"' \
    "and what mapWithState knew"
run "$SLUICE" view later.jsonl state:stream=3
like out '^tea +2 given .*4 [+]2' "the picture begins with it"

run "$SLUICE" run "$ROOT/tests/golden/graphs/windows.lua" --quiet --batches 8 \
    --feed 9999="$ROOT/examples/text/numbers.txt" --trace windows.jsonl
for view in window window:stream=inverse window:stream=gaps state; do
    for format in svg png pdf txt; do
        run "$SLUICE" view windows.jsonl "$view" -o "a.$format"
        is "$status" 0 "$view as .$format"
    done
    like a.svg "<title id=\"${view%%:*}-title\">[^<]" "with a title"
done
run "$SLUICE" view windows.jsonl window:stream=none
is "$status" 2 "a window that is not there is wrong usage"
like err 'no window is called .none.; there are course, ' "and says which there are"
run "$SLUICE" view one.jsonl window
like err 'no stream of total.lua has a window' "no window at all"
like err 'try: +window\(Seconds\(3\), Seconds\(2\)\) in the program' "what to do"

# Enough text that short words are kept: a failure has to name its key all the same.
cat >gone.lua <<'END'
local ssc = StreamingContext("local[2]", "gone", Seconds(1))
ssc:checkpoint("checkpoint")
local text = ("ab "):rep(3000)
local words = ssc:queueStream({ ssc:sparkContext():parallelize({ text, text }) })
  :flatMap(function(line) local list = split(line) return list end)
words:map(function(word) return word, 1 end)
  :mapWithState(StateSpec(function(key, value, state)
    if state:exists() and state:get() == 3 then
      state:remove()
      state:get()
    end
    state:update(value + (state:exists() and state:get() or 0))
    return key .. "!"
  end)):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run gone.lua --batches 1
is "$status" 1 "a state that is asked for after it was removed is an error"
like err 'record: "ab", 1 ' "which names the key and the value"

finish
