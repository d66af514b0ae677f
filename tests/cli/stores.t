#!/usr/bin/env bash
# tests/cli/stores.t -- tables outside at the end of a run: as --stores prints them, and
# with which types who asked for the run gets them, from a box, too.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

cat >puts.lua <<'END'
local ssc = StreamingContext("local[2]", "puts", Seconds(1))
ssc:generatorStream(function() return {1} end):foreachRDD(function()
  local store = Store.open("kinds")
  store:put("whole", 280)
  store:put("part", 1e10)
  store:put("no number", 0/0)
  store:put("digits", "280")
  store:put("truth", false)
  store:put("list", {1, 2})
  store:put("pair", pair("a", 1))
  store:put("nothing", None)
  store:put(7, "key")
  store:put(0.5, "key")
  store:put(true, "key")
  store:put(tuple(1, 2), "key")
  store:close()
end)
ssc:start()
ssc:awaitTermination()
END

cat >ask.lua <<'END'
local host = require("cli.host")

local function show(stores)
  local lines = {}
  for _, row in ipairs(stores[1].rows) do
    local function one(x)
      return ("%s %s"):format(math.type(x) or type(x), x ~= x and "NaN" or x)
    end
    lines[#lines + 1] = one(row[1]) .. " = " .. one(row[2])
  end
  return stores[1].name .. "\n" .. table.concat(lines, "\n")
end

local handle <close> = io.open("puts.lua")
local request = {file = "puts.lua", text = handle:read("a"), batches = 1, feeds = {}}
local answer = host.enclosed({request}, 1)[1]
request.silent, request.apart = true, true
local _, _, stores = host.run(request)
print(show(answer.stores))
print(show(stores) == show(answer.stores) and "the same" or show(stores))
os.exit(0)
END

run "$SLUICE" run puts.lua --batches 1 --stores
is "$(tr "\t" "|" <err)" "store kinds: 12 keys
  whole|280
  part|1.0E10
  no number|NaN
  digits|280
  truth|false
  list|List(1, 2)
  pair|(a,1)
  nothing|None
  7|key
  0.5|key
  true|key
  (1,2)|key" "--stores prints what Spark would print"

run "$SLUICE" run puts.lua --batches 1 --load ask.lua
is "$(cat out)" "kinds
string whole = integer 280
string part = float 10000000000.0
string no number = float NaN
string digits = string 280
string truth = boolean false
string list = string List(1, 2)
string pair = string (a,1)
string nothing = string None
integer 7 = string key
float 0.5 = string key
boolean true = string key
string (1,2) = string key
the same" "numbers, booleans and strings keep their types"

finish
