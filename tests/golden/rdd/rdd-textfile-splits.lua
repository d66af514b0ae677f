-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-textfile-splits"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local text = ""
for i = 1, 40 do text = text .. i .. ("x"):rep(i % 7) .. "\n" end
io.open("lines.txt", "w"):write(text):close()
for n = 1, 7 do
  print(n)
  show(sc:textFile("lines.txt", n))
end
