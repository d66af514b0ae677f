-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-textfile-kinds-of-lines"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local function write(name, text) io.open(name, "wb"):write(text):close() end
local function quoted(name)
  show(sc:textFile(name, 1):map(function(s) return "<" .. s .. ">" end))
end
write("no-end.txt", "a\nb")
quoted("no-end.txt")
write("windows.txt", "a\r\nb\r\n\r\nc")
quoted("windows.txt")
write("mac.txt", "a\rb\r")
quoted("mac.txt")
write("unicode.txt", "naïve\n日本語\n")
quoted("unicode.txt")
write("empty.txt", "")
quoted("empty.txt")
print(sc:textFile("empty.txt"):getNumPartitions(), sc:textFile("empty.txt"):count())
write("newline.txt", "\n")
quoted("newline.txt")
