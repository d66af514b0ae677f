-- fails "runs": a window can give `ever` the other slide
local function add(a, b) return a + b end
local function sub(a, b) return a - b end

local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do
    sum = sum + value
  end
  return sum
end

local function reliable(name)
  return function(rx)
    local queue = Wire.connect(name)
    while not rx:isStopped() do
      local list = queue:take(5)
      if not list then
        rx:restart("the queue hung up")
        return
      end
      rx:store(list)
      queue:ack()
    end
  end
end

-- Called with pairs of a tag and its two numbers: tag, (in the window, ever).
local function write(rdd, time)
  local list = {}
  for _, row in ipairs(rdd:collect()) do
    list[#list + 1] = { tag = row._1, recent = row._2._1, ever = row._2._2 }
  end
  table.sort(list, function(a, b)
    if a.recent ~= b.recent then return a.recent > b.recent end
    return a.tag < b.tag
  end)
  local text = {}
  for i = 1, math.min(5, #list) do
    text[i] = ("%s %d %d"):format(list[i].tag, list[i].recent, list[i].ever)
  end
  local store = Store.open("trends")
  store:put(tostring(time), table.concat(text, ", "))
  store:close()
end

local function create()
  local conf = SparkConf():setMaster("local[3]"):setAppName("trending")
    :set("spark.streaming.receiver.writeAheadLog.enable", "true")
  local ssc = StreamingContext(conf, Seconds(2))
  ssc:checkpoint("checkpoint")
  local posts = ssc:receiverStream(reliable("posts"))
  local tags  = posts:flatMap(function(post, emit)
    for tag in post:gmatch("#%w+") do emit(tag:lower(), 1) end
  end)
  local recent = tags:reduceByKeyAndWindow(add, sub, Seconds(30), Seconds(10), 2,
    function(_, n) return n > 0 end)
  local ever = tags:updateStateByKey(total)
  recent:join(ever):foreachRDD(write)                         -- 2.
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
