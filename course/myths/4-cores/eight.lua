local ssc = StreamingContext("local[*]", "eight", Seconds(1))
local streams = {}
for i = 1, 8 do
  streams[i] = ssc:socketTextStream("localhost", 10000 - i)
end
ssc:union(streams):count():print()
ssc:start()
ssc:awaitTermination()
