-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function line(...)
  local texts = table.pack(...)
  for i = 1, texts.n do
    texts[i] = tostring(texts[i])
  end
  print(table.concat(texts, " "))
end

local conf = SparkConf(false):set("spark.n", "5"):set("spark.t", "TRUE"):set("spark.x", "x"):set("spark.time", "90s")
line(conf:get("spark.n"), conf:get("spark.none", "a default"))
line(conf:getOption("spark.n"), conf:getOption("spark.none"))
attempt(function() conf:get("spark.none") end)
line(conf:contains("spark.n"), conf:remove("spark.n"):contains("spark.n"))
conf:setIfMissing("spark.x", "y"):setIfMissing("spark.n", "7")
line(conf:get("spark.x"), conf:getInt("spark.n", 1), conf:getInt("spark.none", 1))
line(conf:getBoolean("spark.t", false), conf:getLong("spark.n", 1), conf:getDouble("spark.n", 1))
line(conf:getTimeAsMs("spark.time"), conf:getTimeAsSeconds("spark.time"), conf:getTimeAsMs("spark.none", "2m"))
line(conf:set("spark.size", "3m"):getSizeAsKb("spark.size"), conf:getSizeAsBytes("spark.none", 12))
attempt(function() conf:getInt("spark.x", 1) end)
attempt(function() conf:getBoolean("spark.x", true) end)
attempt(function() conf:getTimeAsMs("spark.x") end)
attempt(function() conf:getTimeAsMs("spark.none") end)
attempt(function() conf:set("spark.y", null) end)
conf:clone():set("spark.x", "z")
conf:setMaster("local[7]"):setAppName("conf"):setAll({["spark.b"] = "2", ["spark.a"] = "1"})
print(conf:toDebugString())
print(conf:getAllWithPrefix("spark.app.")[1])
for _, setting in ipairs(conf:getAll()) do print(setting) end
