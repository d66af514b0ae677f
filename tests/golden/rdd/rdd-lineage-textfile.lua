-- batches: 0  interval: 1000  master: local[2]
local function text(rdd)
  return (tostring(rdd):gsub(" at %S+:%d+", " at FILE:LINE"))
end
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-textfile"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

io.open("words.txt", "w"):write("a b\nc\n"):close()
print(lineage(sc:textFile("words.txt"):flatMap(split)))
print(text(sc:textFile("words.txt", 1)))
print(sc:textFile("words.txt"):name())
