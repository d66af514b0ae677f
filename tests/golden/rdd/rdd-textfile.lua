-- batches: 0  interval: 1000  master: local[2]
local here = os.getenv("PWD"):gsub("%p", "%%%0")
local function attempt(action)
  local ok, err = pcall(action)
  -- Spark names files from the root on; the folder of this run is left out here.
  print(ok and "ok" or err.class .. ": "
    .. err.message:match("[^\n]*"):gsub("file:" .. here .. "/", "file:"))
end
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-textfile"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

io.open("words.txt", "w"):write("the cat\nand the dog\n\nthe end\n"):close()
show(sc:textFile("words.txt"))
show(sc:textFile("words.txt", 1))
show(sc:textFile("words.txt", 4))
print(sc:textFile("words.txt"):flatMap(split):count())
attempt(function() sc:textFile("missing.txt") end)
attempt(function() sc:textFile("missing.txt"):count() end)
attempt(function() sc:textFile("missing.txt"):getNumPartitions() end)
