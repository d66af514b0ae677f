-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("broadcast-join"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local visits = sc:parallelize({pair("ann", "Oslo"), pair("bob", "Rome"), pair("eve", "Bonn")}, 2)
local countries = sc:parallelize({pair("Oslo", "Norway"), pair("Rome", "Italy")}, 1)
local table = sc:broadcast(countries:collectAsMap())
show(visits:map(function(who, city) return who, table:value()[city] or "?" end))
show(visits:flatMap(function(who, city)
  local country = table:value()[city]
  return country and {who .. " in " .. country} or {}
end))
