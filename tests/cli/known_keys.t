#!/usr/bin/env bash
# tests/cli/known_keys.t -- pairs whose key came before, in every way in which such a
# pair can be unusual: what is folded, in which order, and what fails with what message.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >known.lua <<'END'
-- Each function reads a global, so Lua is called for each record.
local sc = SparkContext(SparkConf():setAppName("known"):setMaster("local[1]"))
ONE = 1
SHARED = { "a", "b" }
LONG = ("long key "):rep(6)

local function report(name, words, map, reduce)
  local call = arg[1] == name and function(f) return true, f() end or pcall
  local ok, result = call(function()
    return sc:parallelize(words, 1):flatMap(function(line) return { line, line } end)
      :map(map):reduceByKey(reduce):collect()
  end)
  print(name)
  if ok then
    for _, record in ipairs(result) do
      print("-", record)
    end
  else
    print("-", (tostring(result):match("RuntimeException: ([^\n]*)")))
  end
end

local function add(a, b) return a + b + ONE - ONE end
local function one(word) return word, ONE end

report("order", { "a", "b" }, function(word)
  print("map", word)
  return word, ONE
end, function(a, b)
  print("reduce", a, b)
  return a + b + ONE
end)
report("kinds of keys", { 1, 1.0, "1", true, null, LONG, 0.0, -0.0 }, one, add)
report("a new string each time", { "x", "x" }, function(word)
  return word .. ONE, ONE
end, add)
report("long strings, new each time", { "x", "x" }, function(word)
  return LONG .. word .. ONE, ONE
end, add)
report("from integer to float to text", { "a", "a", "a" }, one, function(a, b)
  if type(a) == "string" then return a .. b end
  return a == 2.5 and "text" or a == 1 and a + 1.5 or a + b + ONE
end)
report("tables as values", { "a", "a" }, function(word)
  return word, { word, ONE }
end, function(a, b)
  table.move(b, 1, #b, #a + 1, a)
  return a
end)
report("NaN and -0.0", { 0.0, -1.0 }, function(number)
  return "k", number * (0 / 0 * 0 + ONE * 0.0)
end, function(a, b) return b ~= b and a or b + ONE - ONE end)
report("false", { "a", "a" }, function(word) return word, ONE == 2 end,
  function(a, b) return a or b or ONE == 2 end)
report("nil as a value", { "a", "b" }, function(word)
  return word, word == "a" and ONE or nil
end, add)
COUNT = 0
report("nil as a value, later", { "a", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 4 then return word, nil end
  return word, ONE
end, add)
report("three values", { "a", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 3 then return word, ONE, nil end
  return word, ONE
end, add)
report("one value", { "a", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 3 then return word end
  return word, ONE
end, add)
report("a pair as a table", { "a", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 3 then return pair(word, 10) end
  return word, ONE
end, add)
report("a list as a key", { "a", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 3 then return SHARED, ONE end
  return word, ONE
end, add)
report("nothing folded", { "a", "a" }, one, function(a, b)
  if a > 2 then return nil end
  return a + b + ONE
end)
report("an error in the fold", { "a", "b", "a" }, one, function(a, b)
  if a == 2 then error("no third " .. b) end
  return a + b
end)
report("an error in the map", { "a", "b", "a" }, function(word)
  COUNT = COUNT + 1
  if COUNT == 4 then error("no fourth") end
  return word, ONE
end, add)
report("what no record can hold", { "a", "a" }, one, function() return print end)
END

cat >known.out <<'END'
map a
map a
reduce 1 1
map b
map b
reduce 1 1
order
- (a,3)
- (b,3)
kinds of keys
- (null,2)
- (-0.0,2)
- (0.0,2)
- (1,2)
- (true,2)
- (1,2)
- (1.0,2)
- (long key long key long key long key long key long key ,2)
a new string each time
- (x1,4)
long strings, new each time
- (long key long key long key long key long key long key x1,4)
from integer to float to text
- (a,text111)
tables as values
- (a,List(a, 1, a, 1, a, 1, a, 1))
NaN and -0.0
- (k,NaN)
false
- (a,false)
nil as a value
- the function of map returned a pair whose value is nil; null stands for no value
nil as a value, later
- the function of map returned a pair whose value is nil; null stands for no value
three values
- the function of map returned 3 values; a record is one value, or two for a pair
one value
- reduceByKey wants pairs
a pair as a table
- (a,13)
a list as a key
- Cannot use map-side combining with array keys.
nothing folded
- the function of reduceByKey returned nil; it makes one value of what it is given
an error in the fold
- known.lua:89: no third 1
an error in the map
- known.lua:94: no fourth
what no record can hold
- the function of reduceByKey returned a function, which cannot be a record
END

for shortcuts in true false; do
    run "$SLUICE" run --conf "sluice.shortcuts=$shortcuts" known.lua
    is "$status" 0 "the program runs, sluice.shortcuts=$shortcuts"
    tr '\t' ' ' <out >spaced
    same spaced known.out "its output, sluice.shortcuts=$shortcuts"
done

# record_of CASE: the record that the message names if nobody catches the error.
record_of() {
    "$SLUICE" run known.lua -- "$1" 2>&1 >/dev/null | sed -n 's/^  record: //p'
}

is "$(record_of 'an error in the fold')" 1 "the record of an error in the fold"
is "$(record_of 'an error in the map')" '"b"' "the record of an error in the map"
is "$(record_of 'nothing folded')" 1 "the record for which a fold gave nothing"
is "$(record_of 'three values')" '"a"' "the record of which a map made three values"
is "$(record_of 'one value')" '"a"' "the record of which a map made no pair"

finish
