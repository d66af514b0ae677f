-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  local lists = {}
  for n, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    lists[n] = "[" .. table.concat(texts, " ") .. "]"
  end
  print(table.concat(lists, " "))
end
local function both(x) return x, x end

local conf = SparkConf():setAppName("rdd-coalesce-of-located"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local hash = HashPartitioner(7)
local a = sc:range(0, 12, 1, 12):map(both):partitionBy(hash)
a:count()
show(a:keys():coalesce(3))
show(a:keys():filter(function(x) return x > 4 end):coalesce(4):coalesce(2))
local c = sc:range(100, 108, 1, 8):cache()
show(c:union(a:keys()):coalesce(4))
c:take(3)
show(c:union(a:keys()):coalesce(4))
show(c:coalesce(3))
c:count()
show(sc:union({c, sc:range(0, 5, 1, 5)}):coalesce(5))
show(c:zip(sc:range(0, 8, 1, 8)):coalesce(3))
show(c:cartesian(sc:range(0, 2, 1, 2)):coalesce(5))
show(a:cogroup(sc:range(0, 12, 1, 3):map(both):partitionBy(hash)):keys():coalesce(3))
local late = c:coalesce(2)
print(late:getNumPartitions())
c:unpersist()
show(late)
show(c:coalesce(2))
local many = sc:range(0, 40, 1, 40):cache()
many:count()
show(many:coalesce(6))
show(many:map(function(x) return x end):coalesce(13))
