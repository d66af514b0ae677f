-- fails "same table": died with it
local function add(a, b)
  return a + b
end

local done = {}

local function create()
  local ssc = StreamingContext("local[2]", "once", Seconds(2))
  ssc:checkpoint("checkpoint")
  local counts = ssc:textFileStream("inbox")
     :map(function(word) return word, 1 end)
     :reduceByKey(add)
  counts:foreachRDD(function(rdd, time)
    if done[tostring(time)] then
      return
    end
    done[tostring(time)] = true
    rdd:foreachPartition(function(records)
      local store = Store.open("totals")
      for word, n in records do
        store:add(word, n)
      end
      store:close()
    end)
  end)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
