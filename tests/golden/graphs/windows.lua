-- Windows of every shape: longer than the slide, as long, shorter, of windows, and with
-- an inverse function, with and without a filter.
local ssc = StreamingContext("local[2]", "windows", Seconds(1))
ssc:checkpoint("checkpoint")

local lines = ssc:socketTextStream("localhost", 9999)
local course = lines:window(Seconds(3), Seconds(2))
local tumbling = lines:window(Seconds(2), Seconds(2))
local gaps = lines:window(Seconds(2), Seconds(3))
local nested = course:window(Seconds(4), Seconds(4))

local ones = lines:map(function(line) return tonumber(line) % 3, 1 end)
local function add(a, b) return a + b end
local function subtract(a, b) return a - b end
local inverse = ones:reduceByKeyAndWindow(add, subtract, Seconds(8), Seconds(2))
local kept = ones:reduceByKeyAndWindow(add, subtract, Seconds(3), Seconds(1), 2,
  function(_, count) return count > 0 end)

for _, stream in ipairs({course, tumbling, gaps, nested, inverse, kept}) do
  stream:foreachRDD(function(rdd) rdd:count() end)
end

ssc:start()
ssc:awaitTermination()
