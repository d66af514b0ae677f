-- Made by `make docs` of the annotations in lua/sluice/.
-- SPDX-License-Identifier: MIT
return {
  {owner = "", sign = "", name = "SparkConf", arguments = "([load_defaults])",
    returns = " → SparkConf",
    text = "No settings yet. Spark reads the properties of its JVM first, unless load_defaults is false; here there are none.",
    example = "print(SparkConf():contains(\"spark.master\"))      --> false"},
  {owner = "SparkConf", sign = ":", name = "set", arguments = "(key, value)",
    returns = " → SparkConf",
    text = "Sets a setting. An error if there is no key or no value.",
    example = "local conf = SparkConf():set(\"spark.streaming.blockInterval\", \"100ms\")\
print(conf:get(\"spark.streaming.blockInterval\"))      --> 100ms"},
  {owner = "SparkConf", sign = ":", name = "setAppName", arguments = "(name)",
    returns = " → SparkConf",
    text = "Sets the name of the application.",
    example = "print(SparkConf():setAppName(\"words\"):get(\"spark.app.name\"))      --> words"},
  {owner = "SparkConf", sign = ":", name = "setMaster", arguments = "(master)",
    returns = " → SparkConf",
    text = "Sets where the application runs: \"local\" has one core, \"local[2]\" two, \"local[*]\" as many as the setting sluice.cluster.cores says.",
    example = "print(SparkConf():setMaster(\"local[2]\"):get(\"spark.master\"))      --> local[2]"},
  {owner = "SparkConf", sign = ":", name = "setSparkHome", arguments = "(home)",
    returns = " → SparkConf",
    text = "Sets the folder in which Spark is installed; taken without effect.",
    example = "print(SparkConf():setSparkHome(\"/opt/spark\"):get(\"spark.home\"))      --> /opt/spark"},
  {owner = "SparkConf", sign = ":", name = "setJars", arguments = "(jars)",
    returns = " → SparkConf",
    text = "Sets the JAR files of the application; taken without effect.",
    example = "print(SparkConf():setJars({ \"a.jar\", \"b.jar\" }):get(\"spark.jars\"))   --> a.jar,b.jar"},
  {owner = "SparkConf", sign = ":", name = "setExecutorEnv", arguments = "(variable, value)",
    returns = " → SparkConf",
    text = "Sets an environment variable of the executors; taken without effect.",
    example = "local conf = SparkConf():setExecutorEnv(\"LANG\", \"C\")\
print(conf:get(\"spark.executorEnv.LANG\"))      --> C"},
  {owner = "SparkConf", sign = ":", name = "setAll", arguments = "(settings)",
    returns = " → SparkConf",
    text = "Sets several settings: a table of names and values, or a list of pairs.",
    example = "local conf = SparkConf():setAll({ [\"spark.b\"] = 2, [\"spark.a\"] = 1 })\
conf:setAll({ pair(\"spark.c\", 3) })\
print(#conf:getAll())      --> 3"},
  {owner = "SparkConf", sign = ":", name = "setIfMissing", arguments = "(key, value)",
    returns = " → SparkConf",
    text = "Sets a setting, unless it is set already.",
    example = "local conf = SparkConf():set(\"spark.a\", \"1\"):setIfMissing(\"spark.a\", \"2\")\
print(conf:get(\"spark.a\"))      --> 1"},
  {owner = "SparkConf", sign = ":", name = "remove", arguments = "(key)",
    returns = " → SparkConf",
    text = "Takes a setting away; no error if it is not set.",
    example = "local conf = SparkConf():set(\"spark.a\", \"1\"):remove(\"spark.a\")\
print(conf:contains(\"spark.a\"))      --> false"},
  {owner = "SparkConf", sign = ":", name = "get", arguments = "(key [, default])",
    returns = " → string",
    text = "The value of a setting. If it is not set, the default, and without one an error (NoSuchElementException).",
    example = "local conf = SparkConf():set(\"spark.a\", \"1\")\
print(conf:get(\"spark.a\"))             --> 1\
print(conf:get(\"spark.b\", \"none\"))     --> none"},
  {owner = "SparkConf", sign = ":", name = "getOption", arguments = "(key)",
    returns = " → Option",
    text = "The value of a setting as an option: Some(value), or None.",
    example = "local conf = SparkConf():set(\"spark.a\", \"1\")\
print(conf:getOption(\"spark.a\"))                     --> Some(1)\
print(conf:getOption(\"spark.b\"):getOrElse(\"none\"))   --> none"},
  {owner = "SparkConf", sign = ":", name = "contains", arguments = "(key)",
    returns = " → boolean",
    text = "Whether a setting is set.",
    example = "print(SparkConf():contains(\"spark.master\"))      --> false"},
  {owner = "SparkConf", sign = ":", name = "getAllWithPrefix", arguments = "(prefix)",
    returns = " → Pair[]",
    text = "All settings whose names begin so, as pairs of the rest of the name and the value, by name.",
    example = "local conf = SparkConf():set(\"spark.my.b\", \"2\"):set(\"spark.my.a\", \"1\")\
print(conf:getAllWithPrefix(\"spark.my.\")[1])      --> (a,1)"},
  {owner = "SparkConf", sign = ":", name = "getAll", arguments = "()",
    returns = " → Pair[]",
    text = "All settings as pairs of name and value, by name. (Spark gives them in no order.)",
    example = "for _, setting in ipairs(SparkConf():set(\"spark.a\", \"1\"):getAll()) do\
  print(setting)      --> (spark.a,1)\
end"},
  {owner = "SparkConf", sign = ":", name = "getExecutorEnv", arguments = "()",
    returns = " → Pair[]",
    text = "The environment variables that setExecutorEnv has set, as pairs.",
    example = "local conf = SparkConf():setExecutorEnv(\"LANG\", \"C\")\
print(conf:getExecutorEnv()[1])      --> (LANG,C)"},
  {owner = "SparkConf", sign = ":", name = "getAppId", arguments = "()",
    returns = " → string",
    text = "The number of the application. Only the settings of a SparkContext have one, see getConf; else an error.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
print(sc:getConf():getAppId())      --> local-0"},
  {owner = "SparkConf", sign = ":", name = "toDebugString", arguments = "()",
    returns = " → string",
    text = "All settings, one a line, by name; secrets are hidden.",
    example = "print(SparkConf():set(\"spark.a\", \"1\"):toDebugString())      --> spark.a=1"},
  {owner = "SparkConf", sign = ":", name = "clone", arguments = "()",
    returns = " → SparkConf",
    text = "A copy that goes its own way.",
    example = "local conf = SparkConf():set(\"spark.a\", \"1\")\
conf:clone():set(\"spark.a\", \"2\")\
print(conf:get(\"spark.a\"))      --> 1"},
  {owner = "SparkConf", sign = ":", name = "getInt", arguments = "(key, default)",
    returns = " → integer",
    text = "A setting as a whole number of 32 bits. NumberFormatException if it is none.",
    example = "print(SparkConf():set(\"spark.n\", \"5\"):getInt(\"spark.n\", 1))      --> 5"},
  {owner = "SparkConf", sign = ":", name = "getLong", arguments = "(key, default)",
    returns = " → integer",
    text = "A setting as a whole number of 64 bits. NumberFormatException if it is none.",
    example = "print(SparkConf():getLong(\"spark.n\", 5000000000))      --> 5000000000"},
  {owner = "SparkConf", sign = ":", name = "getDouble", arguments = "(key, default)",
    returns = " → number",
    text = "A setting as a number with a fraction. NumberFormatException if it is none.",
    example = "print(SparkConf():set(\"spark.x\", \"3\"):getDouble(\"spark.x\", 1.5))      --> 3.0"},
  {owner = "SparkConf", sign = ":", name = "getBoolean", arguments = "(key, default)",
    returns = " → boolean",
    text = "A setting as true or false, in capitals or not. IllegalArgumentException if it is neither.",
    example = "print(SparkConf():getBoolean(\"spark.streaming.unpersist\", true))      --> true"},
  {owner = "SparkConf", sign = ":", name = "getTimeAsMs", arguments = "(key [, default])",
    returns = " → integer",
    text = "A setting as a time in milliseconds. Units are us, ms, s, m or min, h and d; a bare number is milliseconds. The default is a text, too. NumberFormatException if it is no time, NoSuchElementException if it is not set and there is no default.",
    example = "local conf = SparkConf():set(\"spark.streaming.blockInterval\", \"2s\")\
print(conf:getTimeAsMs(\"spark.streaming.blockInterval\", \"200ms\"))      --> 2000"},
  {owner = "SparkConf", sign = ":", name = "getTimeAsSeconds", arguments = "(key [, default])",
    returns = " → integer",
    text = "A setting as a time in seconds; a bare number is seconds, and what is left over of one is cut off. Else as getTimeAsMs.",
    example = "print(SparkConf():getTimeAsSeconds(\"spark.network.timeout\", \"2m\"))      --> 120"},
  {owner = "SparkConf", sign = ":", name = "getSizeAsBytes", arguments = "(key [, default])",
    returns = " → integer",
    text = "A setting as a size in bytes. Units are b, k, m, g, t and p, with or without a b, each 1024 times the one before; a bare number is bytes. NumberFormatException if it is no size, NoSuchElementException if it is not set and there is no default.",
    example = "print(SparkConf():set(\"spark.size\", \"10k\"):getSizeAsBytes(\"spark.size\"))   --> 10240"},
  {owner = "SparkConf", sign = ":", name = "getSizeAsKb", arguments = "(key [, default])",
    returns = " → integer",
    text = "A setting as a size in units of 1024 bytes; what is left over of one is cut off. Else as getSizeAsBytes.",
    example = "print(SparkConf():getSizeAsKb(\"spark.size\", \"1m\"))      --> 1024"},
  {owner = "SparkConf", sign = ":", name = "getSizeAsMb", arguments = "(key [, default])",
    returns = " → integer",
    text = "The same in units of 1024 * 1024 bytes.",
    example = "print(SparkConf():getSizeAsMb(\"spark.size\", \"1g\"))      --> 1024"},
  {owner = "SparkConf", sign = ":", name = "getSizeAsGb", arguments = "(key [, default])",
    returns = " → integer",
    text = "The same in units of 1024 * 1024 * 1024 bytes.",
    example = "print(SparkConf():getSizeAsGb(\"spark.size\", \"1t\"))      --> 1024"},
  {owner = "", sign = "", name = "SparkContext", arguments = "(first [, name [, program]])",
    returns = " → SparkContext",
    text = "Makes the application: SparkContext(conf), or SparkContext(master, name [, conf]). SparkException if master or name is missing, or if there is one that runs.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
print(sc:appName())      --> words"},
  {owner = "", sign = "", name = "SparkContext.getOrCreate", arguments = "([program])",
    returns = " → SparkContext",
    text = "The application that runs, or a new one. The settings count for a new one only.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
print(SparkContext.getOrCreate() == sc)      --> true"},
  {owner = "SparkContext", sign = ":", name = "defaultParallelism", arguments = "()",
    returns = " → integer",
    text = "How many partitions a shuffle or a list gets if the program names no number: the setting spark.default.parallelism, or the number of cores.",
    example = "print(SparkContext(\"local[2]\", \"words\"):defaultParallelism())      --> 2"},
  {owner = "SparkContext", sign = ":", name = "defaultMinPartitions", arguments = "()",
    returns = " → integer",
    text = "How many partitions a file gets at least: defaultParallelism, but 2 at most.",
    example = "print(SparkContext(\"local[4]\", \"words\"):defaultMinPartitions())      --> 2"},
  {owner = "SparkContext", sign = ":", name = "master", arguments = "()",
    returns = " → string",
    text = "Where the application runs, as setMaster says it.",
    example = "print(SparkContext(\"local[2]\", \"words\"):master())      --> local[2]"},
  {owner = "SparkContext", sign = ":", name = "appName", arguments = "()",
    returns = " → string",
    text = "The name of the application.",
    example = "print(SparkContext(\"local[2]\", \"words\"):appName())      --> words"},
  {owner = "SparkContext", sign = ":", name = "version", arguments = "()",
    returns = " → string",
    text = "The version of Spark whose behaviour is simulated.",
    example = "print(SparkContext(\"local[2]\", \"words\"):version())      --> 3.5.6"},
  {owner = "SparkContext", sign = ":", name = "applicationId", arguments = "()",
    returns = " → string",
    text = "The name that the cluster gave the application: \"local-\" and its startTime.",
    example = "print(SparkContext(\"local[2]\", \"words\"):applicationId())      --> local-0"},
  {owner = "SparkContext", sign = ":", name = "startTime", arguments = "()",
    returns = " → integer",
    text = "When the application was made, in milliseconds of simulated time.",
    example = "print(SparkContext(\"local[2]\", \"words\"):startTime())      --> 0"},
  {owner = "SparkContext", sign = ":", name = "isLocal", arguments = "()",
    returns = " → boolean",
    text = "Whether it runs in one process: yes, for each master that sluice has.",
    example = "print(SparkContext(\"local[2]\", \"words\"):isLocal())      --> true"},
  {owner = "SparkContext", sign = ":", name = "deployMode", arguments = "()",
    returns = " → string",
    text = "Where the driver runs: \"client\", beside the one who started it.",
    example = "print(SparkContext(\"local[2]\", \"words\"):deployMode())      --> client"},
  {owner = "SparkContext", sign = ":", name = "getConf", arguments = "()",
    returns = " → SparkConf",
    text = "A copy of the settings that hold: the program's, those of the command line, and what Spark adds for the application.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
print(sc:getConf():get(\"spark.master\"))      --> local[2]"},
  {owner = "SparkContext", sign = ":", name = "setLogLevel", arguments = "(level)",
    returns = "",
    text = "How much Spark writes into its log. sluice has no log: the level is checked, and nothing changes.",
    example = "SparkContext(\"local[2]\", \"words\"):setLogLevel(\"WARN\")"},
  {owner = "SparkContext", sign = ":", name = "setLocalProperty", arguments = "(key [, value])",
    returns = "",
    text = "Sets a property of jobs to come, or takes it away with nil or null. As in Spark it is a thread's: what the program's lines set before start() is what each output of each batch begins with; what an output sets is forgotten when it ends. Functions of transform and listeners have properties of their own. With spark.scheduler.mode=FAIR the property spark.scheduler.pool names the pool of a job.",
    example = "local conf = SparkConf():setMaster(\"local[2]\"):setAppName(\"pools\")\
  :set(\"spark.scheduler.mode\", \"FAIR\")\
local sc = SparkContext(conf)\
sc:setLocalProperty(\"spark.scheduler.pool\", \"quick\")\
print(sc:getLocalProperty(\"spark.scheduler.pool\"))      --> quick"},
  {owner = "SparkContext", sign = ":", name = "getLocalProperty", arguments = "(key)",
    returns = " → string|nil",
    text = "A property of the jobs to come, see setLocalProperty.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
sc:setLocalProperty(\"team\", \"blue\")\
print(sc:getLocalProperty(\"team\"))      --> blue"},
  {owner = "SparkContext", sign = ":", name = "isStopped", arguments = "()",
    returns = " → boolean",
    text = "Whether the application was stopped.",
    example = "local sc = SparkContext(\"local[2]\", \"words\")\
sc:stop()\
print(sc:isStopped())      --> true"},
  {owner = "SparkContext", sign = ":", name = "stop", arguments = "()",
    returns = "",
    text = "Ends the application: jobs fail from now on. Stopping it again changes nothing. SparkException in a listener.",
    example = "SparkContext(\"local[2]\", \"words\"):stop()\
print(SparkContext(\"local[3]\", \"again\"):master())      --> local[3]"},
  {owner = "SparkContext", sign = ":", name = "parallelize", arguments = "(list [, n])",
    returns = " → RDD",
    text = "A list as an RDD of n partitions: slice i begins at element i * length / n.",
    example = "print(#sc:parallelize({1, 2, 3}, 2):glom():first())   --> 1"},
  {owner = "SparkContext", sign = ":", name = "makeRDD", arguments = "(list [, n])",
    returns = " → RDD",
    text = "The same as parallelize.",
    example = "print(sc:makeRDD({ \"ann\", \"bob\" }):count())      --> 2"},
  {owner = "SparkContext", sign = ":", name = "emptyRDD", arguments = "()",
    returns = " → RDD",
    text = "An RDD without partitions.",
    example = "print(sc:emptyRDD():getNumPartitions(), sc:emptyRDD():count())      --> 0  0"},
  {owner = "SparkContext", sign = ":", name = "range", arguments = "(from, to [, step [, n]])",
    returns = " → RDD",
    text = "The whole numbers from `from` up to, but without, `to`.",
    example = "print(table.concat(sc:range(0, 10, 3):collect(), \" \"))   --> 0 3 6 9"},
  {owner = "SparkContext", sign = ":", name = "textFile", arguments = "(path [, n])",
    returns = " → RDD",
    text = "The lines of a file, of the files in a folder, or of all that a pattern names. They are read when an action wants them.",
    example = "local file = io.open(\"river.txt\", \"w\")\
file:write(\"the river rises\\nthe gate opens\\n\")\
file:close()\
print(sc:textFile(\"river.txt\"):flatMap(split):count())      --> 6"},
  {owner = "SparkContext", sign = ":", name = "objectFile", arguments = "(path)",
    returns = " → RDD",
    text = "The records that saveAsObjectFile or saveAsObjectFiles has written, a partition for each file of the folder. They are read when an action wants them. (Spark may cut a large file into several partitions.)",
    example = "sc:parallelize({1.5, 2.5}, 2):saveAsObjectFile(\"numbers\")\
print(sc:objectFile(\"numbers\"):sum())              --> 4.0"},
  {owner = "SparkContext", sign = ":", name = "union", arguments = "(rdds)",
    returns = " → RDD",
    text = "The records of several RDDs, one after the other.",
    example = "local days = { sc:parallelize({ 19, 21 }), sc:parallelize({ 31 }) }\
print(sc:union(days):max())      --> 31"},
  {owner = "SparkContext", sign = ":", name = "longAccumulator", arguments = "([name])",
    returns = " → Accumulator",
    text = "A sum of whole numbers, to which tasks add and which the driver reads.",
    example = "local empty = sc:longAccumulator(\"empty lines\")\
sc:parallelize({ \"the river\", \"\", \"rises\" }):foreach(function(line)\
  if line == \"\" then empty:add(1) end\
end)\
print(empty:value())      --> 1"},
  {owner = "SparkContext", sign = ":", name = "doubleAccumulator", arguments = "([name])",
    returns = " → Accumulator",
    text = "A sum of numbers, to which tasks add and which the driver reads.",
    example = "local rain = sc:doubleAccumulator(\"rain\")\
sc:parallelize({ 0.5, 2.25 }):foreach(function(mm) rain:add(mm) end)\
print(rain:value(), rain:avg())      --> 2.75  1.375"},
  {owner = "SparkContext", sign = ":", name = "collectionAccumulator", arguments = "([name])",
    returns = " → Accumulator",
    text = "A list, to which tasks append and which the driver reads.",
    example = "local bad = sc:collectionAccumulator(\"bad lines\")\
sc:parallelize({ \"31\", \"x\", \"27\" }):foreach(function(text)\
  if not tonumber(text) then bad:add(text) end\
end)\
print(table.concat(bad:value(), \" \"))      --> x"},
  {owner = "SparkContext", sign = ":", name = "broadcast", arguments = "(value)",
    returns = " → Broadcast",
    text = "A value that tasks can read: value() gives it. It is sent once, and a task sees it as it was when it was made.",
    example = "local towns = sc:broadcast({ ann = \"Oslo\", bob = \"Rome\" })\
local names = sc:parallelize({ \"bob\", \"ann\" })\
local found = names:map(function(name) return towns:value()[name] end)\
print(table.unpack(found:collect()))      --> Rome  Oslo"},
  {owner = "SparkContext", sign = ":", name = "setCheckpointDir", arguments = "(path)",
    returns = "",
    text = "Where RDD:checkpoint() writes to: a folder of its own below this one.",
    example = "sc:setCheckpointDir(\"checkpoint\")\
print(sc:getCheckpointDir():isDefined())      --> true"},
  {owner = "SparkContext", sign = ":", name = "getCheckpointDir", arguments = "()",
    returns = " → Option",
    text = "Some(folder) that RDD:checkpoint() writes to, or None.",
    example = "print(sc:getCheckpointDir())      --> None"},
  {owner = "", sign = "", name = "StreamingContext", arguments = "(first, ...)",
    returns = " → StreamingContext",
    text = "Makes a context: StreamingContext(conf, interval), (sparkContext, interval) or (master, name, interval); or (folder), from the checkpoints in it. An error if master or name is missing, or if an application runs already and none is given.",
    example = "local ssc = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
print(ssc:getState())      --> INITIALIZED"},
  {owner = "", sign = "", name = "StreamingContext.getActive", arguments = "()",
    returns = " → StreamingContext|nil",
    text = "The context that was started and not stopped; nil if there is none.",
    example = "print(StreamingContext.getActive())      --> nil"},
  {owner = "", sign = "", name = "StreamingContext.getActiveOrCreate", arguments = "(folder [, create])",
    returns = " → StreamingContext",
    text = "The context that is active; else that of getOrCreate(folder, create), or, without a folder, the one that `create` makes.",
    example = "local function create()\
  local made = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
  made:queueStream({ made:sparkContext():parallelize({ 31, 27 }) }):count():print()\
  return made\
end\
local ssc = StreamingContext.getActiveOrCreate(create)\
ssc:start()\
print(StreamingContext.getActiveOrCreate(create) == ssc)\
ssc:awaitTermination()\
--> true\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 2\
-->"},
  {owner = "", sign = "", name = "StreamingContext.getOrCreate", arguments = "(folder, create, settings [, create_on_error])",
    returns = " → StreamingContext",
    text = "The context that a checkpoint in the folder tells of, or, if there is none, the one that `create` makes. A recovered context begins with the batches that were not done.",
    example = "-- sluice run --batches 1 program.lua\
local function create()\
  local made = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
  made:checkpoint(\"checkpoint\")\
  made:generatorStream(function(batch) return { batch } end, 1):print()\
  return made\
end\
local ssc = StreamingContext.getOrCreate(\"checkpoint\", create)\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 1\
-->"},
  {owner = "StreamingContext", sign = ":", name = "socketTextStream", arguments = "(address, port [, level])",
    returns = " → DStream",
    text = "A stream of the lines that arrive at host:port. The receiver connects; it does not listen. Under the simulated clock `--feed PORT=FILE` says what arrives.",
    example = "-- sluice run --feed 9999=river.txt --until 1s program.lua\
local lines = ssc:socketTextStream(\"localhost\", 9999)\
lines:flatMap(split):count():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 12\
-->"},
  {owner = "StreamingContext", sign = ":", name = "queueStream", arguments = "(list [, one_at_a_time [, default]])",
    returns = " → DStream",
    text = "A stream that takes an RDD out of a list for each batch, or all at once. The program may put others into the list at any time.",
    example = "local ssc = StreamingContext(\"local[2]\", \"queue\", Seconds(1))\
local sc = ssc:sparkContext()\
ssc:queueStream({ sc:parallelize({1, 2}), sc:parallelize({3}) })\
  :foreachRDD(function(rdd) print(rdd:count()) end)\
ssc:start()\
ssc:awaitTerminationOrTimeout(1500)      --> 2"},
  {owner = "StreamingContext", sign = ":", name = "receiverStream", arguments = "(receiver [, level])",
    returns = " → DStream",
    text = "A stream of what a receiver stores: a `Receiver`, a table with `onStart`, or just the function. The receiver keeps a core for as long as it lives.",
    example = "local ssc = StreamingContext(\"local[2]\", \"ticks\", Seconds(1))\
local ticks = ssc:receiverStream(function(rx)\
  for n = 1, 4 do\
    rx:store(\"tick \" .. n)\
    rx:sleep(Milliseconds(200))\
  end\
end)\
ticks:foreachRDD(function(rdd)\
  print(rdd:count())      --> 4\
end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "StreamingContext", sign = ":", name = "textFileStream", arguments = "(folder)",
    returns = " → DStream",
    text = "A stream of the lines of new files in a folder. A batch gets the files that were put there, by their modification time, since the batch before; files that were there before the stream was made are left out. There is no receiver, so no core is taken.",
    example = "-- sluice run --files inbox=numbers.txt@500ms program.lua\
local ssc = StreamingContext(\"local[1]\", \"inbox\", Seconds(1))\
ssc:textFileStream(\"inbox\"):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 1\
--> 2\
--> 3\
--> 4\
--> 5\
--> 6\
-->"},
  {owner = "StreamingContext", sign = ":", name = "fileStream", arguments = "(folder [, filter [, new_files_only]])",
    returns = " → DStream",
    text = "As textFileStream, but the records are pairs of the position of a line in its file, counted in bytes, and the line; and a filter chooses the files.",
    example = "-- sluice run --files inbox=numbers.txt@500ms program.lua\
local ssc = StreamingContext(\"local[1]\", \"inbox\", Seconds(1))\
local function is_text(path) return path:find(\"%.txt$\") ~= nil end\
ssc:fileStream(\"inbox\", is_text):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (0,1)\
--> (2,2)\
--> (4,3)\
--> (6,4)\
--> (8,5)\
--> (10,6)\
-->"},
  {owner = "StreamingContext", sign = ":", name = "binaryRecordsStream", arguments = "(folder, length)",
    returns = " → DStream",
    text = "A stream of the records in new files in a folder, of `length` bytes each, as strings; string.unpack takes them apart.",
    example = "-- sluice run --files inbox=numbers.txt@500ms program.lua\
local ssc = StreamingContext(\"local[1]\", \"inbox\", Seconds(1))\
ssc:binaryRecordsStream(\"inbox\", 2)\
  :map(function(bytes) return (string.unpack(\"B\", bytes)) end)\
  :print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 49\
--> 50\
--> 51\
--> 52\
--> 53\
--> 54\
-->"},
  {owner = "StreamingContext", sign = ":", name = "union", arguments = "(streams)",
    returns = " → DStream",
    text = "The records of several streams with the same slide, batch by batch.",
    example = "local rooms = { ssc:queueStream({ sc:parallelize({ 19 }) }),\
  ssc:queueStream({ sc:parallelize({ 28, 31 }) }) }\
ssc:union(rooms):reduce(math.max):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 31\
-->"},
  {owner = "StreamingContext", sign = ":", name = "transform", arguments = "(streams, f)",
    returns = " → DStream",
    text = "Any RDD made of those of several streams with the same slide: f(rdds, time) runs on the driver once a batch.",
    example = "local seen = ssc:queueStream({ sc:parallelize({ \"ann\", \"eve\" }) })\
local banned = ssc:queueStream({ sc:parallelize({ \"eve\" }) })\
ssc:transform({ seen, banned }, function(rdds)\
  return rdds[1]:subtract(rdds[2])\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> ann\
-->"},
  {owner = "StreamingContext", sign = ":", name = "generatorStream", arguments = "([f [, n]])",
    returns = " → DStream",
    text = "A stream whose records the program makes: f(n) is called on the driver for batch n (the one at n batch intervals) and returns a list, or nil for no RDD at all. It is sluice's own; in Spark it takes a subclass of InputDStream. It survives a recovery. A run that was given no other end is over when f returned lists, and then nil.",
    example = "-- sluice run --batches 2 program.lua\
ssc:generatorStream(function(batch) return { batch, batch * 10 } end, 2):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 1\
--> 10\
-->\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> 2\
--> 20\
-->"},
  {owner = "StreamingContext", sign = ":", name = "checkpoint", arguments = "([folder])",
    returns = "",
    text = "The folder of checkpoints. Streams with state need one; metadata is written there in each batch, and data checkpoints as often as each stream asks. nil: no checkpoints.",
    example = "ssc:checkpoint(\"checkpoint\")\
local visits = ssc:queueStream({ sc:parallelize({ pair(\"ann\", 1) }) })\
visits:updateStateByKey(function(values, state)\
  return (state or 0) + #values\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,1)\
-->"},
  {owner = "StreamingContext", sign = ":", name = "sparkContext", arguments = "()",
    returns = " → SparkContext",
    text = "The application that the context belongs to.",
    example = "local ssc = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
print(ssc:sparkContext():appName())      --> words"},
  {owner = "StreamingContext", sign = ":", name = "getState", arguments = "()",
    returns = " → string",
    text = "\"INITIALIZED\", \"ACTIVE\" once it was started, then \"STOPPED\".",
    example = "local ssc = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
print(ssc:getState())      --> INITIALIZED"},
  {owner = "StreamingContext", sign = ":", name = "remember", arguments = "(length)",
    returns = "",
    text = "Every stream keeps the RDDs of its batches at least so long. An error if it was called before; without effect once the context has started.",
    example = "local ssc = StreamingContext(\"local[2]\", \"words\", Seconds(1))\
ssc:remember(Seconds(10))\
print(pcall(ssc.remember, ssc, Seconds(5)) == false)      --> true"},
  {owner = "StreamingContext", sign = ":", name = "start", arguments = "()",
    returns = "",
    text = "Starts the context: from here on its streams are fixed, and time may run. An error if there is no output, if another context runs, or if this one was stopped. Starting it again changes nothing.",
    example = "local ssc = StreamingContext(\"local[2]\", \"start\", Seconds(1))\
ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)\
ssc:start()\
print(ssc:getState())                     --> ACTIVE\
ssc:awaitTerminationOrTimeout(1000)       --> 1000 ms"},
  {owner = "StreamingContext", sign = ":", name = "awaitTermination", arguments = "()",
    returns = "",
    text = "Lets time run until the run ends or the context is stopped; raises the first error that a batch reported. (Spark raises it at once, while the batches go on.) An error if the context never ran: nothing would wake the one who waits.",
    example = "local ssc = StreamingContext(\"local[2]\", \"await\", Seconds(1))\
ssc:queueStream({}):foreachRDD(function() ssc:stop() end)\
ssc:start()\
ssc:awaitTermination()\
print(ssc:getState())      --> STOPPED"},
  {owner = "StreamingContext", sign = ":", name = "awaitTerminationOrTimeout", arguments = "(ms)",
    returns = " → boolean",
    text = "Lets so much time run; raises the first error that a batch reported. True if the context was stopped.",
    example = "local ssc = StreamingContext(\"local[2]\", \"await\", Seconds(1))\
ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)\
ssc:start()\
print(ssc:awaitTerminationOrTimeout(500))      --> false"},
  {owner = "StreamingContext", sign = ":", name = "stop", arguments = "([stop_spark [, gracefully]])",
    returns = "",
    text = "Stops the context, and the application with it. What was received and is in no batch is lost, unless it stops gracefully: then receivers stop first, and batches run until all is worked on. It may be called again, to stop the application as well. SparkException in a listener.",
    example = "local ssc = StreamingContext(\"local[2]\", \"stop\", Seconds(1))\
ssc:queueStream({}):print()\
ssc:start()\
ssc:stop(false)\
print(ssc:getState())                        --> STOPPED\
print(ssc:sparkContext():isStopped())        --> false"},
  {owner = "StreamingContext", sign = ":", name = "addStreamingListener", arguments = "(listener)",
    returns = "",
    text = "From now on a listener is told what happens in the context: a table with any of the functions onStreamingStarted, onReceiverStarted, onReceiverError, onReceiverStopped, onBatchSubmitted, onBatchStarted, onBatchCompleted, onOutputOperationStarted and onOutputOperationCompleted. Each gets one event; see sluice.listeners for its fields. They run on the driver, in simulated time; an error in one is said, and the run goes on.",
    example = "local ssc = StreamingContext(\"local[2]\", \"listen\", Seconds(1))\
ssc:addStreamingListener({\
  onBatchCompleted = function(event)\
    local batch = event.batchInfo\
    print(batch.batchTime .. \" took \" .. batch.totalDelay)   --> 1000 ms took 15\
  end,\
})\
ssc:queueStream({}):foreachRDD(function(rdd) rdd:count() end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "StreamingContext", sign = ":", name = "removeStreamingListener", arguments = "(listener)",
    returns = "",
    text = "The listener is told nothing more. A listener that was added twice is told once. No error if it is none of this context's.",
    example = "local ssc = StreamingContext(\"local[2]\", \"listen\", Seconds(1))\
local listener = { onStreamingStarted = function() print(\"started\") end }\
ssc:addStreamingListener(listener)\
ssc:removeStreamingListener(listener)\
ssc:queueStream({}):foreachRDD(function() end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "DStream", sign = ":", name = "map", arguments = "(f)",
    returns = " → DStream",
    text = "One record for each record: what f returns. Two results make a pair.",
    example = "local lines = ssc:queueStream({ sc:parallelize({ \"ann 31\", \"bob 27\" }) })\
lines:map(function(line)\
  local words = split(line)\
  return words[1], tonumber(words[2])\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,31)\
--> (bob,27)\
-->"},
  {owner = "DStream", sign = ":", name = "flatMap", arguments = "([f])",
    returns = " → DStream",
    text = "Any number of records for each record: f returns a list of them, or calls its last argument for each, `function(line, emit) emit(word, 1) end`.",
    example = "local lines = ssc:queueStream({ sc:parallelize({ \"the river\", \"rises\" }) })\
lines:flatMap(function(line) return split(line) end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> the\
--> river\
--> rises\
-->"},
  {owner = "DStream", sign = ":", name = "filter", arguments = "(f)",
    returns = " → DStream",
    text = "The records for which f returns true.",
    example = "local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })\
degrees:filter(function(x) return x > 20 end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 24\
--> 31\
-->"},
  {owner = "DStream", sign = ":", name = "mapPartitions", arguments = "(f [, keeps])",
    returns = " → DStream",
    text = "Calls f once for each partition with the list of its records; f returns a list.",
    example = "local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31, 28 }, 2) })\
degrees:mapPartitions(function(list)\
  return { math.max(table.unpack(list)) }\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 24\
--> 31\
-->"},
  {owner = "DStream", sign = ":", name = "mapValues", arguments = "(f)",
    returns = " → DStream",
    text = "The pairs with f(value) in place of the value.",
    example = "local celsius = ssc:queueStream({ sc:parallelize({ pair(\"hall\", 20.0) }) })\
celsius:mapValues(function(x) return x * 1.8 + 32 end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (hall,68.0)\
-->"},
  {owner = "DStream", sign = ":", name = "flatMapValues", arguments = "(f)",
    returns = " → DStream",
    text = "For each pair the key with each item of the list f(value).",
    example = "local days = ssc:queueStream({ sc:parallelize({ pair(\"hall\", \"19 21\") }) })\
days:flatMapValues(function(text) return split(text) end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (hall,19)\
--> (hall,21)\
-->"},
  {owner = "DStream", sign = ":", name = "glom", arguments = "()",
    returns = " → DStream",
    text = "One record for each partition: the list of its records.",
    example = "local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }, 2) })\
degrees:glom():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> List(19)\
--> List(24, 31)\
-->"},
  {owner = "DStream", sign = ":", name = "count", arguments = "()",
    returns = " → DStream",
    text = "The number of records in each batch, 0 for an empty one.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\", \"home\" }) })\
clicks:count():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 3\
-->"},
  {owner = "DStream", sign = ":", name = "countByValue", arguments = "([n])",
    returns = " → DStream",
    text = "How often each record is in a batch: (record, count).",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\", \"home\" }) })\
clicks:countByValue():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (cart,1)\
--> (home,2)\
-->"},
  {owner = "DStream", sign = ":", name = "reduce", arguments = "(f)",
    returns = " → DStream",
    text = "All records of a batch folded into one with f; no record for an empty batch.",
    example = "local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })\
degrees:reduce(math.max):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 31\
-->"},
  {owner = "DStream", sign = ":", name = "repartition", arguments = "(n)",
    returns = " → DStream",
    text = "The same records in n partitions, spread evenly by a shuffle.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\", \"home\" }, 1) })\
clicks:repartition(3):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)\
ssc:start()\
ssc:awaitTermination()\
--> 3"},
  {owner = "DStream", sign = ":", name = "union", arguments = "(other)",
    returns = " → DStream",
    text = "The records of both streams, batch by batch.",
    example = "local hall = ssc:queueStream({ sc:parallelize({ 19, 21 }) })\
local attic = ssc:queueStream({ sc:parallelize({ 28 }) })\
hall:union(attic):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 19\
--> 21\
--> 28\
-->"},
  {owner = "DStream", sign = ":", name = "transform", arguments = "(f)",
    returns = " → DStream",
    text = "Any RDD made of the RDD of each batch: f(rdd, time) runs on the driver and returns an RDD.",
    example = "local degrees = ssc:queueStream({ sc:parallelize({ 24, 19, 31 }) })\
degrees:transform(function(rdd)\
  return rdd:sortBy(function(x) return x end)\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> 19\
--> 24\
--> 31\
-->"},
  {owner = "DStream", sign = ":", name = "transformWith", arguments = "(other, f)",
    returns = " → DStream",
    text = "The same with the RDDs of two streams: f(rdd, other, time).",
    example = "local seen = ssc:queueStream({ sc:parallelize({ \"ann\", \"bob\", \"eve\" }) })\
local known = ssc:queueStream({ sc:parallelize({ \"ann\", \"bob\" }) })\
seen:transformWith(known, function(rdd, other)\
  return rdd:subtract(other)\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> eve\
-->"},
  {owner = "DStream", sign = ":", name = "reduceByKey", arguments = "(f [, n])",
    returns = " → DStream",
    text = "Adds up the values of each key in one batch, first in each partition.",
    example = "local words = ssc:queueStream({ sc:parallelize({ \"a\", \"b\", \"a\" }) })\
words:map(function(word) return word, 1 end)\
  :reduceByKey(function(a, b) return a + b end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (b,1)\
--> (a,2)\
-->"},
  {owner = "DStream", sign = ":", name = "groupByKey", arguments = "([n])",
    returns = " → DStream",
    text = "The list of the values of each key in one batch.",
    example = "local readings = { pair(\"hall\", 19), pair(\"attic\", 28), pair(\"hall\", 21) }\
ssc:queueStream({ sc:parallelize(readings) }):groupByKey():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (attic,ArrayBuffer(28))\
--> (hall,ArrayBuffer(19, 21))\
-->"},
  {owner = "DStream", sign = ":", name = "combineByKey", arguments = "(create, merge, join, n [, map_side])",
    returns = " → DStream",
    text = "Combines the values of each key into something else: create(v) begins it, merge(c, v) adds a value, join(c, c) puts partial results together.",
    example = "local readings = { pair(\"hall\", 19), pair(\"hall\", 21), pair(\"attic\", 28) }\
local mean = ssc:queueStream({ sc:parallelize(readings) }):combineByKey(\
  function(v) return pair(v, 1) end,\
  function(c, v) return pair(c._1 + v, c._2 + 1) end,\
  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end,\
  2):mapValues(function(c) return c._1 / c._2 end)\
mean:print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (attic,28.0)\
--> (hall,20.0)\
-->"},
  {owner = "DStream", sign = ":", name = "cogroup", arguments = "(other [, n])",
    returns = " → DStream",
    text = "For each key of either side the lists of its values on both.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ pair(\"ann\", \"home\") }) })\
local orders = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) }) })\
clicks:cogroup(orders):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,(CompactBuffer(home),CompactBuffer(7)))\
--> (bob,(CompactBuffer(),CompactBuffer(9)))\
-->"},
  {owner = "DStream", sign = ":", name = "join", arguments = "(other [, n])",
    returns = " → DStream",
    text = "(k, (v, w)) for every pair of values that a key has in this batch on both sides.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ pair(\"ann\", \"home\") }) })\
local orders = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) }) })\
clicks:join(orders):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,(home,7))\
-->"},
  {owner = "DStream", sign = ":", name = "leftOuterJoin", arguments = "(other [, n])",
    returns = " → DStream",
    text = "The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).",
    example = "local clicks = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1), pair(\"eve\", 2) }) })\
local orders = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) }) })\
clicks:leftOuterJoin(orders):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (eve,(2,None))\
--> (ann,(1,Some(7)))\
-->"},
  {owner = "DStream", sign = ":", name = "rightOuterJoin", arguments = "(other [, n])",
    returns = " → DStream",
    text = "The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).",
    example = "local clicks = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1), pair(\"eve\", 2) }) })\
local orders = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) }) })\
clicks:rightOuterJoin(orders):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,(Some(1),7))\
--> (bob,(None,9))\
-->"},
  {owner = "DStream", sign = ":", name = "fullOuterJoin", arguments = "(other [, n])",
    returns = " → DStream",
    text = "The same with every key of either side; both values are options.",
    example = "local clicks = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1), pair(\"eve\", 2) }) })\
local orders = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) }) })\
clicks:fullOuterJoin(orders):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (eve,(Some(2),None))\
--> (ann,(Some(1),Some(7)))\
--> (bob,(None,Some(9)))\
-->"},
  {owner = "DStream", sign = ":", name = "window", arguments = "(length [, slide])",
    returns = " → DStream",
    text = "The records of the last batches as one RDD, made every slide.",
    example = "local clicks = ssc:queueStream({\
  sc:parallelize({ \"home\" }), sc:parallelize({ \"cart\" }) })\
clicks:window(Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> home\
--> cart\
-->"},
  {owner = "DStream", sign = ":", name = "reduceByKeyAndWindow", arguments = "(f, ...)",
    returns = " → DStream",
    text = "Adds up the values of each key over a window. With an inverse function a window is made of the one before: what left is taken away, what entered is added; keys stay until a filter drops them, and ssc:checkpoint(folder) is needed.",
    example = "local visits = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1), pair(\"bob\", 1) }),\
  sc:parallelize({ pair(\"ann\", 1) }) })\
local function add(a, b) return a + b end\
visits:reduceByKeyAndWindow(add, Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> (ann,2)\
--> (bob,1)\
-->"},
  {owner = "DStream", sign = ":", name = "groupByKeyAndWindow", arguments = "(length [, slide [, n]])",
    returns = " → DStream",
    text = "The list of the values of each key over a window, those of the oldest batch first.",
    example = "local readings = ssc:queueStream({ sc:parallelize({ pair(\"hall\", 19) }),\
  sc:parallelize({ pair(\"hall\", 21) }) })\
readings:groupByKeyAndWindow(Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> (hall,ArrayBuffer(19, 21))\
-->"},
  {owner = "DStream", sign = ":", name = "reduceByWindow", arguments = "(f, ...)",
    returns = " → DStream",
    text = "All records of a window folded into one with f; with an inverse function made of the window before.",
    example = "local degrees = ssc:queueStream({\
  sc:parallelize({ 19, 24 }), sc:parallelize({ 31 }) })\
degrees:reduceByWindow(math.max, Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> 31\
-->"},
  {owner = "DStream", sign = ":", name = "countByWindow", arguments = "(length, slide)",
    returns = " → DStream",
    text = "How many records are in a window; needs ssc:checkpoint(folder). Nothing before the first record, then 0 for an empty window.",
    example = "ssc:checkpoint(\"checkpoint\")\
local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\" }),\
  sc:parallelize({ \"home\" }) })\
clicks:countByWindow(Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> 3\
-->"},
  {owner = "DStream", sign = ":", name = "countByValueAndWindow", arguments = "(length, slide [, n])",
    returns = " → DStream",
    text = "How often each record is in a window; needs ssc:checkpoint(folder).",
    example = "ssc:checkpoint(\"checkpoint\")\
local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\" }),\
  sc:parallelize({ \"home\" }) })\
clicks:countByValueAndWindow(Seconds(2), Seconds(2)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> (cart,1)\
--> (home,2)\
-->"},
  {owner = "DStream", sign = ":", name = "updateStateByKey", arguments = "(f [, n [, remembers [, initial]]])",
    returns = " → DStream",
    text = "A state for every key: f(values, state) is called in each batch for every key that has values or a state, and returns the new state; nil ends it. f may also take four arguments, (time, key, values, state), or one, the list of all (key, values, state) of a partition; that one returns a list of pairs. Needs ssc:checkpoint(folder).",
    example = "ssc:checkpoint(\"checkpoint\")\
local visits = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1), pair(\"ann\", 1) }),\
  sc:parallelize({ pair(\"ann\", 1) }) })\
visits:updateStateByKey(function(values, state)\
  return (state or 0) + #values\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,2)\
-->\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> (ann,3)\
-->"},
  {owner = "DStream", sign = ":", name = "mapWithState", arguments = "(state_spec)",
    returns = " → DStream",
    text = "A state for every key that sees each record: the function of the StateSpec is called for each, and what it returns is the stream. Only keys with records cost anything. Needs ssc:checkpoint(folder).",
    example = "ssc:checkpoint(\"checkpoint\")\
local spec = StateSpec(function(name, visits, state)\
  state:update(state:getOption():getOrElse(0) + visits)\
  return name, state:get()\
end)\
local visits = ssc:queueStream({\
  sc:parallelize({ pair(\"ann\", 1) }), sc:parallelize({ pair(\"ann\", 2) }) })\
visits:mapWithState(spec):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,1)\
-->\
--> -------------------------------------------\
--> Time: 2000 ms\
--> -------------------------------------------\
--> (ann,3)\
-->"},
  {owner = "DStream", sign = ":", name = "stateSnapshots", arguments = "()",
    returns = " → DStream",
    text = "Of a stream that mapWithState made: all keys with their states after each batch.",
    example = "ssc:checkpoint(\"checkpoint\")\
local last = StateSpec(function(_, degrees, state)\
  state:update(degrees)\
  return degrees\
end)\
local readings = { pair(\"hall\", 19), pair(\"attic\", 28), pair(\"hall\", 21) }\
ssc:queueStream({ sc:parallelize(readings, 1) })\
  :mapWithState(last):stateSnapshots():print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (attic,28)\
--> (hall,21)\
-->"},
  {owner = "DStream", sign = ":", name = "foreachRDD", arguments = "(f)",
    returns = "",
    text = "Calls f on the driver with the RDD of each batch, and its time.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\", \"home\" }) })\
clicks:foreachRDD(function(rdd, time)\
  print(time, rdd:count())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 1000 ms  3"},
  {owner = "DStream", sign = ":", name = "print", arguments = "([num])",
    returns = "",
    text = "Prints the first records of every batch, 10 or num.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\", \"pay\" }) })\
clicks:print(2)\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> home\
--> cart\
--> ...\
-->"},
  {owner = "DStream", sign = ":", name = "saveAsTextFiles", arguments = "(prefix [, suffix])",
    returns = "",
    text = "Writes each batch into a folder `prefix-TIME` or `prefix-TIME.suffix`, TIME in milliseconds: a file part-NNNNN for each partition, the text of a record in each line.",
    example = "local ages = ssc:queueStream({ sc:parallelize({ pair(\"ann\", 31) }, 1) })\
ages:saveAsTextFiles(\"ages\", \"txt\")\
ssc:start()\
ssc:awaitTermination()\
for line in io.lines(\"ages-1000.txt/part-00000\") do print(line) end\
--> (ann,31)"},
  {owner = "DStream", sign = ":", name = "saveAsObjectFiles", arguments = "(prefix [, suffix])",
    returns = "",
    text = "Writes each batch into a folder, as saveAsTextFiles does, but the records as they are: sc:objectFile(path) reads them again. (The files are not those of Java.)",
    example = "local ssc = StreamingContext(\"local[2]\", \"save\", Seconds(1))\
local sc = ssc:sparkContext()\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 31) }) }):saveAsObjectFiles(\"ages\")\
ssc:start()\
ssc:awaitTermination()\
print(sc:objectFile(\"ages-1000\"):first()._2)      --> 31"},
  {owner = "DStream", sign = ":", name = "cost", arguments = "(each)",
    returns = " → DStream",
    text = "Says how long the operator just made works on a record, in simulated time; in place of sluice.cost.call. Each record counts that its function gets. For reduceByKey that is each pair, before the shuffle and after it; for mapPartitions each record of the list; for updateStateByKey and mapWithState each key; for transform each record that a function inside it gets. What is computed does not change. Spark has no such operator.",
    example = "local lines = ssc:queueStream({ sc:parallelize({ \"the river\", \"rises\" }, 1) })\
lines:map(function(line) return line:upper() end):cost(Milliseconds(300))\
  :foreachRDD(function(rdd) print(rdd:count()) end)\
ssc:addStreamingListener({ onBatchCompleted = function(event)\
  print(event.batchInfo.processingDelay)\
end })\
ssc:start()\
ssc:awaitTermination()\
--> 2\
--> 615"},
  {owner = "DStream", sign = ":", name = "commitAsync", arguments = "(ranges)",
    returns = "",
    text = "Tells the log that the group of a direct stream has come to the end of these ranges; a program that starts without offsets goes on there. It is told when the next batch is formed, so a batch may be done twice after a failure.",
    example = "-- sluice run --topic orders=numbers.txt --until 3s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"enable.auto.commit\"] = false }))\
orders:foreachRDD(function(rdd)\
  print(rdd:count())\
  orders:commitAsync(rdd:offsetRanges())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 5\
--> 1\
--> 0"},
  {owner = "DStream", sign = ":", name = "persist", arguments = "([level])",
    returns = " → DStream",
    text = "Keeps the RDDs of the stream for further use.",
    example = "local words = ssc:queueStream({ sc:parallelize({ \"a\", \"b\", \"a\" }) })\
words:persist(StorageLevel.MEMORY_ONLY)\
words:foreachRDD(function(rdd)\
  print(rdd:getStorageLevel() == StorageLevel.MEMORY_ONLY)\
end)\
ssc:start()\
ssc:awaitTermination()\
--> true"},
  {owner = "DStream", sign = ":", name = "cache", arguments = "()",
    returns = " → DStream",
    text = "The same as persist().",
    example = "local words = ssc:queueStream({ sc:parallelize({ \"a\", \"b\", \"a\" }) })\
words:cache()\
words:count():foreachRDD(function(rdd) print(rdd:first()) end)\
words:countByValue():foreachRDD(function(rdd) print(rdd:count()) end)\
ssc:start()\
ssc:awaitTermination()\
--> 3\
--> 2"},
  {owner = "DStream", sign = ":", name = "checkpoint", arguments = "(interval)",
    returns = " → DStream",
    text = "Writes the RDDs of the stream to files every `interval`, a multiple of its slide, and cuts their lineage there. The stream is kept, too. Needs ssc:checkpoint(folder).",
    example = "ssc:checkpoint(\"checkpoint\")\
local visits = ssc:queueStream({ sc:parallelize({ pair(\"ann\", 1) }) })\
local totals = visits:updateStateByKey(function(values, state)\
  return (state or 0) + #values\
end)\
totals:checkpoint(Seconds(5))\
totals:foreachRDD(function(rdd) print(rdd:first()) end)\
ssc:start()\
ssc:awaitTermination()\
--> (ann,1)"},
  {owner = "DStream", sign = ":", name = "slideDuration", arguments = "()",
    returns = " → Duration",
    text = "How often the stream has an RDD: the batch interval, or the slide of a window.",
    example = "local ssc = StreamingContext(\"local[2]\", \"slide\", Seconds(1))\
local lines = ssc:socketTextStream(\"localhost\", 9999)\
print(lines:window(Seconds(4), Seconds(2)):slideDuration())      --> 2000 ms"},
  {owner = "DStream", sign = ":", name = "context", arguments = "()",
    returns = " → StreamingContext",
    text = "The StreamingContext.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\" }) })\
print(clicks:context() == ssc)      --> true"},
  {owner = "DStream", sign = ":", name = "compute", arguments = "(at)",
    returns = " → RDD|nil",
    text = "The RDD of a time; nil if the stream has none then.",
    example = "local clicks = ssc:queueStream({ sc:parallelize({ \"home\", \"cart\" }) })\
local upper = clicks:map(string.upper)\
upper:foreachRDD(function(_, time)\
  print(upper:compute(time):collect()[2])\
end)\
ssc:start()\
ssc:awaitTermination()\
--> CART"},
  {owner = "DStream", sign = ":", name = "slice", arguments = "(from [, to])",
    returns = " → RDD[]",
    text = "The RDDs of the times from..to, both included. Times between two RDDs are moved down.",
    example = "local clicks = ssc:queueStream({\
  sc:parallelize({ \"home\" }), sc:parallelize({ \"cart\" }) })\
ssc:remember(Seconds(10))\
clicks:foreachRDD(function(_, time)\
  print(time, #clicks:slice(Time(1000), time))\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 1000 ms  1\
--> 2000 ms  2"},
  {owner = "RDD", sign = ":", name = "map", arguments = "(f)",
    returns = " → RDD",
    text = "One record for each record: what f returns. Two results make a pair.",
    example = "print(sc:parallelize({1, 2}):map(function(x) return x * 2 end):first())  --> 2"},
  {owner = "RDD", sign = ":", name = "flatMap", arguments = "([f])",
    returns = " → RDD",
    text = "Any number of records for each record: f returns a list of them, or calls its last argument for each, `function(line, emit) emit(word, 1) end`.",
    example = "print(sc:parallelize({\"a b\", \"c\"}):flatMap(split):count())               --> 3"},
  {owner = "RDD", sign = ":", name = "filter", arguments = "(f)",
    returns = " → RDD",
    text = "The records for which f returns true. Keeps the partitioner.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"tim\", 9) })\
print(ages:filter(function(name, age) return age >= 18 end):count())      --> 1"},
  {owner = "RDD", sign = ":", name = "mapPartitions", arguments = "(f [, keeps])",
    returns = " → RDD",
    text = "Calls f once for each partition with the list of its records; f returns a list.",
    example = "local degrees = sc:parallelize({ 19, 31, 24, 28 }, 2)\
local highest = degrees:mapPartitions(function(list)\
  return { math.max(table.unpack(list)) }\
end)\
print(table.concat(highest:collect(), \" \"))      --> 31 28"},
  {owner = "RDD", sign = ":", name = "mapPartitionsWithIndex", arguments = "(f [, keeps])",
    returns = " → RDD",
    text = "The same with the number of the partition, from 0, before the list.",
    example = "local letters = sc:parallelize({ \"a\", \"b\", \"c\" }, 2)\
local sizes = letters:mapPartitionsWithIndex(function(i, list)\
  return { i .. \":\" .. #list }\
end)\
print(table.concat(sizes:collect(), \" \"))      --> 0:1 1:2"},
  {owner = "RDD", sign = ":", name = "glom", arguments = "()",
    returns = " → RDD",
    text = "One record for each partition: the list of its records.",
    example = "for _, list in ipairs(sc:parallelize({ 19, 31, 24 }, 2):glom():collect()) do\
  print(table.concat(list, \" \"))\
end\
--> 19\
--> 31 24"},
  {owner = "RDD", sign = ":", name = "keyBy", arguments = "(f)",
    returns = " → RDD",
    text = "Each record with the key that f makes of it: (f(x), x).",
    example = "local names = sc:parallelize({ \"ann\", \"charles\" })\
print(names:keyBy(function(name) return #name end):first())      --> (3,ann)"},
  {owner = "RDD", sign = ":", name = "keys", arguments = "()",
    returns = " → RDD",
    text = "The keys of pairs.",
    example = "print(sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) }):keys():first())\
--> ann"},
  {owner = "RDD", sign = ":", name = "values", arguments = "()",
    returns = " → RDD",
    text = "The values of pairs.",
    example = "print(sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) }):values():sum())\
--> 58.0"},
  {owner = "RDD", sign = ":", name = "mapValues", arguments = "(f)",
    returns = " → RDD",
    text = "The pairs with f(value) in place of the value. Keeps the partitioner.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31) })\
print(ages:mapValues(function(age) return age + 1 end):first())      --> (ann,32)"},
  {owner = "RDD", sign = ":", name = "flatMapValues", arguments = "(f)",
    returns = " → RDD",
    text = "For each pair the key with each item of the list f(value). Keeps the partitioner.",
    example = "local days = sc:parallelize({ pair(\"hall\", \"19 21\") })\
local readings = days:flatMapValues(function(text) return split(text) end)\
print(table.unpack(readings:collect()))      --> (hall,19)  (hall,21)"},
  {owner = "RDD", sign = ":", name = "zipWithIndex", arguments = "()",
    returns = " → RDD",
    text = "Each record with its position in the RDD, from 0: (x, i). With more than one partition a job counts their records first.",
    example = "local names = sc:parallelize({ \"ann\", \"bob\", \"eve\" })\
print(table.unpack(names:zipWithIndex():collect()))  --> (ann,0)  (bob,1)  (eve,2)"},
  {owner = "RDD", sign = ":", name = "zipWithUniqueId", arguments = "()",
    returns = " → RDD",
    text = "Each record with a number of its own, without a job: records of partition p get p, p + n, p + 2n ..., where n is the number of partitions.",
    example = "local names = sc:parallelize({ \"ann\", \"bob\", \"eve\" }, 2)\
for _, name in ipairs(names:zipWithUniqueId():collect()) do print(name) end\
--> (ann,0)\
--> (bob,1)\
--> (eve,3)"},
  {owner = "RDD", sign = ":", name = "reduceByKey", arguments = "(f [, n])",
    returns = " → RDD",
    text = "Adds up the values of each key with f, first in each partition, then over all.",
    example = "local words = sc:parallelize({pair(\"a\", 1), pair(\"a\", 2)})\
print(words:reduceByKey(function(a, b) return a + b end):first())  --> (a,3)"},
  {owner = "RDD", sign = ":", name = "groupByKey", arguments = "([n])",
    returns = " → RDD",
    text = "The list of the values of each key.",
    example = "local readings = sc:parallelize({\
  pair(\"hall\", 19), pair(\"attic\", 28), pair(\"hall\", 21) })\
print(table.unpack(readings:groupByKey():collect()))\
--> (attic,CompactBuffer(28))  (hall,CompactBuffer(19, 21))"},
  {owner = "RDD", sign = ":", name = "combineByKey", arguments = "(create, merge, join [, n [, map_side]])",
    returns = " → RDD",
    text = "Combines the values of each key into something else: create(v) begins it, merge(c, v) adds a value, join(c, c) puts partial results together.",
    example = "local readings = sc:parallelize({\
  pair(\"hall\", 19), pair(\"hall\", 21), pair(\"attic\", 28) })\
local mean = readings:combineByKey(\
  function(v) return pair(v, 1) end,\
  function(c, v) return pair(c._1 + v, c._2 + 1) end,\
  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end)\
  :mapValues(function(c) return c._1 / c._2 end)\
print(table.unpack(mean:collect()))      --> (attic,28.0)  (hall,20.0)"},
  {owner = "RDD", sign = ":", name = "aggregateByKey", arguments = "(zero, add, join [, n])",
    returns = " → RDD",
    text = "Combines the values of each key: add(c, v) begins with zero in each partition, join(c, c) puts the partitions together.",
    example = "local words = sc:parallelize({\
  pair(\"a\", \"ann\"), pair(\"b\", \"bob\"), pair(\"a\", \"alex\") })\
local letters = words:aggregateByKey(0,\
  function(sum, word) return sum + #word end,\
  function(a, b) return a + b end)\
print(table.unpack(letters:collect()))      --> (b,3)  (a,7)"},
  {owner = "RDD", sign = ":", name = "foldByKey", arguments = "(zero, f [, n])",
    returns = " → RDD",
    text = "The same with one function: f(c, v) begins with zero in each partition.",
    example = "local readings = sc:parallelize({\
  pair(\"hall\", 19), pair(\"attic\", 28), pair(\"hall\", 21) })\
print(table.unpack(readings:foldByKey(0, math.max):collect()))\
--> (attic,28)  (hall,21)"},
  {owner = "RDD", sign = ":", name = "join", arguments = "(other [, n])",
    returns = " → RDD",
    text = "(k, (v, w)) for every pair of values that a key has on both sides.",
    example = "local ages = sc:parallelize({pair(\"ann\", 30)})\
local towns = sc:parallelize({pair(\"ann\", \"Oslo\")})\
print(ages:join(towns):first())                    --> (ann,(30,Oslo))"},
  {owner = "RDD", sign = ":", name = "leftOuterJoin", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"eve\", 35) })\
local towns = sc:parallelize({ pair(\"ann\", \"Oslo\"), pair(\"bob\", \"Rome\") })\
print(table.unpack(ages:leftOuterJoin(towns):collect()))\
--> (eve,(35,None))  (ann,(31,Some(Oslo)))"},
  {owner = "RDD", sign = ":", name = "rightOuterJoin", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"eve\", 35) })\
local towns = sc:parallelize({ pair(\"ann\", \"Oslo\"), pair(\"bob\", \"Rome\") })\
print(table.unpack(ages:rightOuterJoin(towns):collect()))\
--> (ann,(Some(31),Oslo))  (bob,(None,Rome))"},
  {owner = "RDD", sign = ":", name = "fullOuterJoin", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The same with every key of either side; both values are options.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"eve\", 35) })\
local towns = sc:parallelize({ pair(\"ann\", \"Oslo\"), pair(\"bob\", \"Rome\") })\
for _, both in ipairs(ages:fullOuterJoin(towns):collect()) do print(both) end\
--> (eve,(Some(35),None))\
--> (ann,(Some(31),Some(Oslo)))\
--> (bob,(None,Some(Rome)))"},
  {owner = "RDD", sign = ":", name = "cogroup", arguments = "(...)",
    returns = " → RDD",
    text = "For each key the lists of its values on this side and on up to three others.",
    example = "local clicks = sc:parallelize({ pair(\"ann\", \"home\"), pair(\"ann\", \"cart\") })\
local orders = sc:parallelize({ pair(\"ann\", 7), pair(\"bob\", 9) })\
for _, both in ipairs(clicks:cogroup(orders):collect()) do print(both) end\
--> (ann,(CompactBuffer(home, cart),CompactBuffer(7)))\
--> (bob,(CompactBuffer(),CompactBuffer(9)))"},
  {owner = "RDD", sign = ":", name = "groupWith", arguments = "(...)",
    returns = " → RDD",
    text = "The same as cogroup with up to three other RDDs.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31) }, 1)\
print(ages:groupWith(ages):first())\
--> (ann,(CompactBuffer(31),CompactBuffer(31)))"},
  {owner = "RDD", sign = ":", name = "partitionBy", arguments = "(n)",
    returns = " → RDD",
    text = "The same records, each in the partition of its key.",
    example = "local ages = sc:parallelize({ pair(1, \"ann\"), pair(2, \"bob\"), pair(3, \"eve\") })\
for _, part in ipairs(ages:partitionBy(HashPartitioner(2)):glom():collect()) do\
  print(table.unpack(part))\
end\
--> (2,bob)\
--> (1,ann)  (3,eve)"},
  {owner = "RDD", sign = ":", name = "groupBy", arguments = "(f [, n])",
    returns = " → RDD",
    text = "The records in lists, by the key that f makes of each.",
    example = "local ages = sc:parallelize({ 31, 27, 35 })\
print(table.unpack(ages:groupBy(function(age) return age // 10 end):collect()))\
--> (2,CompactBuffer(27))  (3,CompactBuffer(31, 35))"},
  {owner = "RDD", sign = ":", name = "union", arguments = "(other)",
    returns = " → RDD",
    text = "The records of both; partitions one after the other.",
    example = "print(sc:parallelize({1}):union(sc:parallelize({2})):count())       --> 2"},
  {owner = "RDD", sign = ":", name = "distinct", arguments = "([n])",
    returns = " → RDD",
    text = "Every record once. No shuffle if the RDD has a partitioner and n is not given.",
    example = "local clicks = sc:parallelize({ \"home\", \"cart\", \"home\" })\
print(clicks:distinct():count())      --> 2"},
  {owner = "RDD", sign = ":", name = "subtract", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The records of this RDD that the other has not. As many partitions as this one.",
    example = "local seen = sc:parallelize({ \"ann\", \"bob\", \"eve\" })\
print(table.unpack(seen:subtract(sc:parallelize({ \"ann\", \"bob\" })):collect()))\
--> eve"},
  {owner = "RDD", sign = ":", name = "subtractByKey", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The pairs whose key the other RDD has not.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"eve\", 35) })\
local left = sc:parallelize({ pair(\"ann\", \"moved\") })\
print(table.unpack(ages:subtractByKey(left):collect()))      --> (eve,35)"},
  {owner = "RDD", sign = ":", name = "intersection", arguments = "(other [, n])",
    returns = " → RDD",
    text = "The records that both have, each once.",
    example = "local monday = sc:parallelize({ \"ann\", \"bob\", \"eve\" })\
local tuesday = sc:parallelize({ \"eve\", \"tim\" })\
print(table.unpack(monday:intersection(tuesday):collect()))      --> eve"},
  {owner = "RDD", sign = ":", name = "cartesian", arguments = "(other)",
    returns = " → RDD",
    text = "Every record with every record of the other RDD.",
    example = "local sizes = sc:parallelize({ \"S\", \"L\" })\
print(table.unpack(sizes:cartesian(sc:parallelize({ \"red\", \"blue\" })):collect()))\
--> (S,red)  (S,blue)  (L,red)  (L,blue)"},
  {owner = "RDD", sign = ":", name = "zip", arguments = "(other)",
    returns = " → RDD",
    text = "Pairs of the records that stand at the same place. Both RDDs have as many partitions, and as many records in each.",
    example = "local names, ages = sc:parallelize({ \"ann\", \"bob\" }), sc:parallelize({ 31, 27 })\
print(table.unpack(names:zip(ages):collect()))      --> (ann,31)  (bob,27)"},
  {owner = "RDD", sign = ":", name = "zipPartitions", arguments = "(other, ...)",
    returns = " → RDD",
    text = "Calls f once for each partition, in tasks, with the lists of the records of this RDD and of one, two or three others that have as many partitions; f returns a list.",
    example = "local a, b = sc:range(0, 4, 1, 2), sc:range(0, 6, 1, 2)\
local sizes = a:zipPartitions(b, function(x, y) return {#x, #y} end)\
print(table.concat(sizes:collect(), \" \"))                           --> 2 3 2 3"},
  {owner = "RDD", sign = ":", name = "repartition", arguments = "(n)",
    returns = " → RDD",
    text = "The same records in n partitions, spread evenly by a shuffle.",
    example = "print(sc:parallelize({ 1, 2, 3, 4 }, 1):repartition(4):getNumPartitions())   --> 4"},
  {owner = "RDD", sign = ":", name = "coalesce", arguments = "(n [, shuffle])",
    returns = " → RDD",
    text = "At most n partitions: neighbours are put together, without a shuffle; with one, as repartition.",
    example = "local parts = sc:parallelize({ 1, 2, 3, 4 }, 4):coalesce(2):glom():collect()\
print(table.concat(parts[1], \" \"), table.concat(parts[2], \" \"))      --> 1 2  3 4"},
  {owner = "RDD", sign = ":", name = "sortByKey", arguments = "([ascending [, n]])",
    returns = " → RDD",
    text = "The pairs in the order of their keys, over all partitions. With more than one partition a job looks at a sample of the keys first.",
    example = "print(sc:parallelize({pair(2, \"b\"), pair(1, \"a\")}):sortByKey():first())  --> (1,a)"},
  {owner = "RDD", sign = ":", name = "sortBy", arguments = "(f [, ascending [, n]])",
    returns = " → RDD",
    text = "The records in the order of what f makes of each.",
    example = "local names = sc:parallelize({ \"charles\", \"ann\", \"bobby\" })\
print(table.unpack(names:sortBy(function(name) return #name end):collect()))\
--> ann  bobby  charles"},
  {owner = "RDD", sign = ":", name = "repartitionAndSortWithinPartitions", arguments = "(n)",
    returns = " → RDD",
    text = "Each pair in the partition of its key, and each partition in the order of its keys.",
    example = "local days = sc:parallelize({\
  pair(4, \"thu\"), pair(2, \"tue\"), pair(3, \"wed\"), pair(1, \"mon\") })\
local sorted = days:repartitionAndSortWithinPartitions(2)\
for _, part in ipairs(sorted:glom():collect()) do\
  print(table.unpack(part))\
end\
--> (2,tue)  (4,thu)\
--> (1,mon)  (3,wed)"},
  {owner = "RDD", sign = ":", name = "top", arguments = "(n [, key])",
    returns = " → any[]",
    text = "The n largest records, the largest first.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27), pair(\"eve\", 35) })\
print(table.unpack(ages:top(2, function(name, age) return age end)))\
--> (eve,35)  (ann,31)"},
  {owner = "RDD", sign = ":", name = "takeOrdered", arguments = "(n [, key])",
    returns = " → any[]",
    text = "The n smallest records, the smallest first.",
    example = "print(table.concat(sc:parallelize({3, 1, 2}):takeOrdered(2), \" \"))  --> 1 2"},
  {owner = "RDD", sign = ":", name = "max", arguments = "([key])",
    returns = " → any",
    text = "The largest record.",
    example = "print(sc:parallelize({ 19, 31, 24 }):max())\
print(sc:parallelize({ \"ann\", \"charles\" }):max(function(name) return #name end))\
--> 31\
--> charles"},
  {owner = "RDD", sign = ":", name = "min", arguments = "([key])",
    returns = " → any",
    text = "The smallest record.",
    example = "print(sc:parallelize({ 19, 31, 24 }):min())      --> 19"},
  {owner = "RDD", sign = ":", name = "collect", arguments = "()",
    returns = " → any[]",
    text = "All records, in the order of partitions; pairs are objects with _1 and _2.",
    example = "print(#sc:parallelize({1, 2, 3}):collect())        --> 3"},
  {owner = "RDD", sign = ":", name = "toLocalIterator", arguments = "()",
    returns = " → fun(): any",
    text = "Goes through all records on the driver, one partition after the other: a job for each of them runs when its first record is wanted.",
    example = "for x in sc:parallelize({1, 2}, 2):toLocalIterator() do print(x * 10) end\
--> 10\
--> 20"},
  {owner = "RDD", sign = ":", name = "count", arguments = "()",
    returns = " → integer",
    text = "How many records there are.",
    example = "print(sc:parallelize({ \"home\", \"cart\", \"home\" }):count())      --> 3"},
  {owner = "RDD", sign = ":", name = "take", arguments = "(n)",
    returns = " → any[]",
    text = "The first n records. Looks at as few partitions as it can, in one job or more.",
    example = "local ages = sc:parallelize({ 31, 27, 35 })\
print(table.concat(ages:take(2), \" \"))      --> 31 27"},
  {owner = "RDD", sign = ":", name = "first", arguments = "()",
    returns = " → any",
    text = "The first record; an error if there is none.",
    example = "print(sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) }):first())   --> (ann,31)"},
  {owner = "RDD", sign = ":", name = "isEmpty", arguments = "()",
    returns = " → boolean",
    text = "Whether there is no record.",
    example = "print(sc:parallelize({}):isEmpty())          --> true\
print(sc:parallelize({ 31 }):isEmpty())      --> false"},
  {owner = "RDD", sign = ":", name = "reduce", arguments = "(f)",
    returns = " → any",
    text = "Folds all records into one with f; an error if there are none.",
    example = "print(sc:parallelize({1, 2, 3}):reduce(function(a, b) return a + b end))  --> 6"},
  {owner = "RDD", sign = ":", name = "fold", arguments = "(zero, f)",
    returns = " → any",
    text = "The same as reduce, beginning with zero in each partition and once more on the driver.",
    example = "print(sc:parallelize({ 31, 27, 35 }):fold(0, math.max))      --> 35"},
  {owner = "RDD", sign = ":", name = "aggregate", arguments = "(zero, add, join)",
    returns = " → any",
    text = "add(sum, record) folds each partition, beginning with zero; join(sum, sum) puts the partitions together.",
    example = "local names = sc:parallelize({ \"ann\", \"bob\", \"charles\" })\
print(names:aggregate(0,\
  function(sum, name) return sum + #name end,\
  function(a, b) return a + b end))\
--> 13"},
  {owner = "RDD", sign = ":", name = "treeAggregate", arguments = "(zero, add, join [, depth])",
    returns = " → any",
    text = "The same as aggregate, with partial results put together in levels.",
    example = "local names = sc:parallelize({ \"ann\", \"bob\", \"charles\" }, 3)\
print(names:treeAggregate(0,\
  function(sum, name) return sum + #name end,\
  function(a, b) return a + b end))\
--> 13"},
  {owner = "RDD", sign = ":", name = "treeReduce", arguments = "(f [, depth])",
    returns = " → any",
    text = "The same as reduce, with partial results put together in levels.",
    example = "local ages = sc:parallelize({ 31, 27, 35, 4 }, 4)\
print(ages:treeReduce(function(a, b) return a + b end))      --> 97"},
  {owner = "RDD", sign = ":", name = "collectAsMap", arguments = "()",
    returns = " → table",
    text = "A table: key -> value. Of several values of a key the last one stays.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) }):collectAsMap()\
print(ages.ann, ages.bob)      --> 31  27"},
  {owner = "RDD", sign = ":", name = "reduceByKeyLocally", arguments = "(f)",
    returns = " → table",
    text = "A table: key -> all its values, folded with f in each partition and then on the driver, without a shuffle; an error if there is no partition.",
    example = "local records = sc:parallelize({pair(\"a\", 1), pair(\"b\", 2), pair(\"a\", 3)})\
print(records:reduceByKeyLocally(function(a, b) return a + b end).a)  --> 4"},
  {owner = "RDD", sign = ":", name = "countByKey", arguments = "()",
    returns = " → table<any, integer>",
    text = "A table: key -> how many pairs have it.",
    example = "local clicks = sc:parallelize({\
  pair(\"ann\", \"home\"), pair(\"bob\", \"home\"), pair(\"ann\", \"cart\") })\
for name, count in pairs(clicks:countByKey()) do print(name, count) end\
--> ann  2\
--> bob  1"},
  {owner = "RDD", sign = ":", name = "countByValue", arguments = "()",
    returns = " → table<any, integer>",
    text = "A table: record -> how often it is there.",
    example = "local clicks = sc:parallelize({ \"home\", \"cart\", \"home\" })\
for page, count in pairs(clicks:countByValue()) do print(page, count) end\
--> cart  1\
--> home  2"},
  {owner = "RDD", sign = ":", name = "lookup", arguments = "(key)",
    returns = " → any[]",
    text = "The values of a key.",
    example = "local readings = sc:parallelize({\
  pair(\"hall\", 19), pair(\"attic\", 28), pair(\"hall\", 21) })\
print(table.concat(readings:lookup(\"hall\"), \" \"))      --> 19 21"},
  {owner = "RDD", sign = ":", name = "foreach", arguments = "(f)",
    returns = "",
    text = "Calls f with each record, in tasks; what it returns is dropped.",
    example = "local total = sc:longAccumulator(\"total\")\
sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)\
print(total:value())      --> 12"},
  {owner = "RDD", sign = ":", name = "foreachPartition", arguments = "(f)",
    returns = "",
    text = "Calls f once for each partition with the list of its records, in tasks. The list may also be gone through with `for key, value in list do`: there a pair is two values.",
    example = "local largest = sc:collectionAccumulator(\"largest\")\
sc:parallelize({ 19, 31, 24, 28 }, 2):foreachPartition(function(list)\
  largest:add(math.max(table.unpack(list)))\
end)\
print(table.concat(largest:value(), \" \"))      --> 31 28"},
  {owner = "RDD", sign = ":", name = "saveAsTextFile", arguments = "(path)",
    returns = "",
    text = "Writes a folder with a file part-NNNNN for each partition, the text of a record in each line. The folder must not be there yet (FileAlreadyExistsException); in an output of a stream it may be.",
    example = "sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) }, 1):saveAsTextFile(\"ages\")\
for line in io.lines(\"ages/part-00000\") do print(line) end\
--> (ann,31)\
--> (bob,27)"},
  {owner = "RDD", sign = ":", name = "saveAsObjectFile", arguments = "(path)",
    returns = "",
    text = "Writes a folder as saveAsTextFile does, but the records as they are: numbers, pairs and lists come back from sc:objectFile(path) as what they were. The files are in a format of sluice's own, not in that of Java, so Spark cannot read them.",
    example = "sc:parallelize({pair(\"a\", 1)}, 1):saveAsObjectFile(\"pairs\")\
print(sc:objectFile(\"pairs\"):first()._2)           --> 1"},
  {owner = "RDD", sign = ":", name = "sample", arguments = "(replace, fraction [, seed])",
    returns = " → RDD",
    text = "A part of the records, drawn by chance. The same seed draws the same records as in Spark.",
    example = "local numbers = sc:range(0, 1000)\
print(numbers:sample(false, 0.1, 42):count())      --> 92"},
  {owner = "RDD", sign = ":", name = "randomSplit", arguments = "(weights [, seed])",
    returns = " → RDD[]",
    text = "Deals the records by chance into as many RDDs as there are weights, each with about its share; every record is in one of them.",
    example = "local parts = sc:range(0, 10, 1, 1):randomSplit({0.7, 0.3}, 42)\
print(parts[1]:count() + parts[2]:count())         --> 10"},
  {owner = "RDD", sign = ":", name = "sampleByKey", arguments = "(replace, fractions [, seed])",
    returns = " → RDD",
    text = "A part of the pairs, drawn by chance, with a fraction for each key. Keeps the partitioner.",
    example = "local records = sc:parallelize({pair(\"a\", 1), pair(\"b\", 2)})\
print(records:sampleByKey(false, {a = 1.0, b = 0.0}, 7):count())   --> 1"},
  {owner = "RDD", sign = ":", name = "takeSample", arguments = "(replace, n [, seed])",
    returns = " → any[]",
    text = "n records that chance picks, in an order that chance picks; fewer if there are fewer and none is drawn twice. Needs two jobs: one counts the records.",
    example = "print(#sc:range(0, 100):takeSample(false, 5, 42))  --> 5"},
  {owner = "RDD", sign = ":", name = "sum", arguments = "()",
    returns = " → number",
    text = "The sum of the numbers, as a float; 0.0 if there are none.",
    example = "print(sc:parallelize({ 19, 24, 31 }):sum())      --> 74.0"},
  {owner = "RDD", sign = ":", name = "stats", arguments = "()",
    returns = " → StatCounter",
    text = "Count, mean, deviation, largest and smallest number, in one pass.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats())\
--> (count: 4, mean: 5.000000, stdev: 2.236068, max: 8.000000, min: 2.000000)"},
  {owner = "RDD", sign = ":", name = "histogram", arguments = "(buckets)",
    returns = " → number[], integer[]|nil",
    text = "How many numbers are in each bucket. Given a number of buckets: the bounds of equal ones from the smallest number to the largest, and the counts. Given a list of ascending bounds: the counts. The last bucket includes its upper bound.",
    example = "local ages = sc:parallelize({ 9, 27, 31, 35 })\
local bounds, counts = ages:histogram(2)\
print(table.concat(bounds, \" \"), table.concat(counts, \" \"))  --> 9.0 22.0 35.0  1 3\
print(table.concat(ages:histogram({ 0, 18, 65 }), \" \"))  --> 1 3"},
  {owner = "RDD", sign = ":", name = "mean", arguments = "()",
    returns = " → number",
    text = "The mean of the numbers; NaN if there are none.",
    example = "print(sc:parallelize({ 31, 27, 35 }):mean())               --> 31.0"},
  {owner = "RDD", sign = ":", name = "variance", arguments = "()",
    returns = " → number",
    text = "The variance of the numbers, taken as all there are: divided by their count.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):variance())           --> 5.0"},
  {owner = "RDD", sign = ":", name = "stdev", arguments = "()",
    returns = " → number",
    text = "The square root of the variance, the standard deviation.",
    example = "print(sc:parallelize({ 1, 3 }):stdev())                    --> 1.0"},
  {owner = "RDD", sign = ":", name = "sampleVariance", arguments = "()",
    returns = " → number",
    text = "The variance of the numbers, taken as a sample: divided by their count less 1. NaN if there are fewer than two.",
    example = "print(sc:parallelize({ 1, 3 }):sampleVariance())           --> 2.0"},
  {owner = "RDD", sign = ":", name = "sampleStdev", arguments = "()",
    returns = " → number",
    text = "The square root of the variance of a sample.",
    example = "print(sc:parallelize({ 10, 12, 14 }):sampleStdev())        --> 2.0"},
  {owner = "RDD", sign = ":", name = "cost", arguments = "(each)",
    returns = " → RDD",
    text = "Says how long the operator just made works on a record, in simulated time; in place of sluice.cost.call. Each record counts that its function gets. For reduceByKey that is each pair, before the shuffle and after it; for mapPartitions each record of the list. What is computed does not change. Spark has no such method.",
    example = "local names = sc:parallelize({ \"ann\", \"bob\" })\
local long = names:map(function(name) return #name end):cost(Microseconds(1200))\
print(long:collect()[1])      --> 3"},
  {owner = "RDD", sign = ":", name = "offsetRanges", arguments = "()",
    returns = " → OffsetRange[]",
    text = "The offsets of a direct stream's own RDD: a range for each partition, in order. Any RDD that was made of it has lost them, so they are asked for first.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:foreachRDD(function(rdd)\
  for _, range in ipairs(rdd:offsetRanges()) do print(range) end\
end)\
ssc:start()\
ssc:awaitTermination()\
--> OffsetRange(topic: 'orders', partition: 0, range: [0 -> 5])"},
  {owner = "RDD", sign = ":", name = "id", arguments = "()",
    returns = " → integer",
    text = "Spark's number of the RDD, from 0.",
    example = "print(sc:parallelize({1, 2}):id())                 --> 0"},
  {owner = "RDD", sign = ":", name = "name", arguments = "()",
    returns = " → any",
    text = "The name that setName gave it; null if there is none.",
    example = "print(sc:parallelize({ 1 }):name())                      --> null\
print(sc:parallelize({ 1 }):setName(\"ones\"):name())      --> ones"},
  {owner = "RDD", sign = ":", name = "setName", arguments = "(name)",
    returns = " → RDD",
    text = "Gives the RDD a name, which its text and toDebugString show.",
    example = "print(sc:parallelize({1}):setName(\"ones\"):name())  --> ones"},
  {owner = "RDD", sign = ":", name = "sparkContext", arguments = "()",
    returns = " → SparkContext",
    text = "The SparkContext.",
    example = "local ages = sc:parallelize({ 31, 27 })\
print(ages:sparkContext() == sc)      --> true"},
  {owner = "RDD", sign = ":", name = "context", arguments = "()",
    returns = " → SparkContext",
    text = "The same as sparkContext().",
    example = "local ages = sc:parallelize({ 31, 27 })\
print(ages:context():appName())      --> example"},
  {owner = "RDD", sign = ":", name = "getNumPartitions", arguments = "()",
    returns = " → integer",
    text = "How many partitions it has.",
    example = "print(sc:parallelize({1, 2, 3}, 2):getNumPartitions())  --> 2"},
  {owner = "RDD", sign = ":", name = "partitioner", arguments = "()",
    returns = " → Option",
    text = "Some(partitioner) if it is known where each key is, else None.",
    example = "print(sc:parallelize({1}):partitioner())           --> None"},
  {owner = "RDD", sign = ":", name = "persist", arguments = "([level])",
    returns = " → RDD",
    text = "Keeps the partitions once they are computed, so that later jobs need not compute them again. A level that was set cannot be changed.",
    example = "local ages = sc:parallelize({ 31, 27 }):persist(StorageLevel.MEMORY_AND_DISK)\
print(ages:getStorageLevel() == StorageLevel.MEMORY_AND_DISK)      --> true"},
  {owner = "RDD", sign = ":", name = "cache", arguments = "()",
    returns = " → RDD",
    text = "The same as persist().",
    example = "local upper = sc:parallelize({ \"ann\", \"bob\" }):map(string.upper):cache()\
print(upper:count(), upper:first())      --> 2  ANN"},
  {owner = "RDD", sign = ":", name = "unpersist", arguments = "()",
    returns = " → RDD",
    text = "Forgets the kept partitions.",
    example = "local ages = sc:parallelize({ 31, 27 }):cache()\
print(ages:count())                                                 --> 2\
print(ages:unpersist():getStorageLevel() == StorageLevel.NONE)      --> true"},
  {owner = "RDD", sign = ":", name = "getStorageLevel", arguments = "()",
    returns = " → StorageLevel",
    text = "Where its partitions are kept: StorageLevel.NONE if they are not.",
    example = "print(sc:parallelize({ 31 }):getStorageLevel() == StorageLevel.NONE)\
print(sc:parallelize({ 31 }):cache():getStorageLevel() == StorageLevel.MEMORY_ONLY)\
--> true\
--> true"},
  {owner = "RDD", sign = ":", name = "checkpoint", arguments = "()",
    returns = "",
    text = "Marks the RDD: the first job that uses it writes it to files below the folder of sc:setCheckpointDir, in a second job, and its lineage ends there.",
    example = "sc:setCheckpointDir(\"checkpoint\")\
local ages = sc:parallelize({ 31, 27 }):map(function(age) return age + 1 end)\
ages:checkpoint()\
print(ages:count(), ages:isCheckpointed())      --> 2  true"},
  {owner = "RDD", sign = ":", name = "isCheckpointed", arguments = "()",
    returns = " → boolean",
    text = "Whether it was written to files.",
    example = "sc:setCheckpointDir(\"checkpoint\")\
local ages = sc:parallelize({ 31, 27 })\
ages:checkpoint()\
print(ages:isCheckpointed())                    --> false\
print(ages:count(), ages:isCheckpointed())      --> 2  true"},
  {owner = "RDD", sign = ":", name = "getCheckpointFile", arguments = "()",
    returns = " → Option",
    text = "Some(folder) of its files, or None.",
    example = "print(sc:parallelize({ 31, 27 }):getCheckpointFile())      --> None"},
  {owner = "RDD", sign = ":", name = "toDebugString", arguments = "()",
    returns = " → string",
    text = "The lineage as Spark draws it: one line an RDD, indented at each shuffle.",
    example = "local words = sc:parallelize({ \"a\", \"b\", \"a\" }, 2):map(function(w) return w, 1 end)\
print(words:reduceByKey(function(a, b) return a + b end):toDebugString())\
--> (2) ShuffledRDD[2] at reduceByKey at program.lua:5 []\
-->  +-(2) MapPartitionsRDD[1] at map at program.lua:4 []\
-->     |  ParallelCollectionRDD[0] at parallelize at program.lua:4 []"},
  {owner = "", sign = "", name = "StateSpec", arguments = "(f)",
    returns = " → StateSpec",
    text = "What mapWithState does with each record: f(key, value, state) returns what becomes of it, one value or a pair. With four arguments, f(time, key, value, state), it may return nil, and then nothing does. When a key times out, value is nil.",
    example = "local spec = StateSpec(function(key, value, state)\
  state:update((state:exists() and state:get() or 0) + value)\
  return key, state:get()\
end):timeout(Seconds(30))\
print(spec)                              --> StateSpec"},
  {owner = "StateSpec", sign = ":", name = "timeout", arguments = "(length)",
    returns = " → StateSpec",
    text = "A key that had no record for longer than this ends: f sees it once more, with state:isTimingOut(). Keys are looked through when the state is checkpointed, every 10 batches.",
    example = "-- sluice run --batches 11 program.lua\
ssc:checkpoint(\"checkpoint\")\
local sessions = StateSpec(function(name, click, state)\
  if state:isTimingOut() then return name, \"left\" end\
  state:update(click)\
  return name, \"clicked\"\
end):timeout(Seconds(5))\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", \"home\") }) })\
  :mapWithState(sessions):window(Seconds(11), Seconds(11)):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 11000 ms\
--> -------------------------------------------\
--> (ann,clicked)\
--> (ann,left)\
-->"},
  {owner = "StateSpec", sign = ":", name = "initialState", arguments = "(pairs_rdd)",
    returns = " → StateSpec",
    text = "States that are there before the first batch.",
    example = "ssc:checkpoint(\"checkpoint\")\
local spec = StateSpec(function(name, visits, state)\
  state:update(state:getOption():getOrElse(0) + visits)\
  return name, state:get()\
end):initialState(sc:parallelize({ pair(\"ann\", 10) }))\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 1) }) }):mapWithState(spec):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (ann,11)\
-->"},
  {owner = "StateSpec", sign = ":", name = "numPartitions", arguments = "(n)",
    returns = " → StateSpec",
    text = "How many partitions the stream has; without it, as many as defaultParallelism.",
    example = "ssc:checkpoint(\"checkpoint\")\
local spec = StateSpec(function(name, age) return name, age end):numPartitions(3)\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 31) }) }):mapWithState(spec)\
  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)\
ssc:start()\
ssc:awaitTermination()\
--> 3"},
  {owner = "StateSpec", sign = ":", name = "partitioner", arguments = "(partitioner)",
    returns = " → StateSpec",
    text = "Which partition each key goes to.",
    example = "ssc:checkpoint(\"checkpoint\")\
local spec = StateSpec(function(name, age) return name, age end)\
  :partitioner(HashPartitioner(3))\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 31) }) }):mapWithState(spec)\
  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)\
ssc:start()\
ssc:awaitTermination()\
--> 3"},
  {owner = "State", sign = ":", name = "exists", arguments = "()",
    returns = " → boolean",
    text = "Whether the key has a state.",
    example = "local spec = StateSpec(function(name, visit, state)\
  local known = state:exists()\
  state:update(visit)\
  return name, known\
end)\
ssc:checkpoint(\"checkpoint\")\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 1), pair(\"ann\", 2) }, 1) })\
  :mapWithState(spec):foreachRDD(function(rdd)\
    for _, seen in ipairs(rdd:collect()) do print(seen) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> (ann,false)\
--> (ann,true)"},
  {owner = "State", sign = ":", name = "get", arguments = "()",
    returns = " → any",
    text = "The state of the key. An error if it has none (NoSuchElementException).",
    example = "local highest = StateSpec(function(room, degrees, state)\
  local before = state:exists() and state:get() or degrees\
  state:update(math.max(before, degrees))\
  return room, state:get()\
end)\
ssc:checkpoint(\"checkpoint\")\
ssc:queueStream({ sc:parallelize({ pair(\"hall\", 21), pair(\"hall\", 19) }, 1) })\
  :mapWithState(highest):foreachRDD(function(rdd)\
    for _, seen in ipairs(rdd:collect()) do print(seen) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> (hall,21)\
--> (hall,21)"},
  {owner = "State", sign = ":", name = "getOption", arguments = "()",
    returns = " → Option",
    text = "The state of the key as an option.",
    example = "local spec = StateSpec(function(name, visits, state)\
  state:update(state:getOption():getOrElse(0) + visits)\
  return name, state:get()\
end)\
ssc:checkpoint(\"checkpoint\")\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", 1), pair(\"ann\", 2) }, 1) })\
  :mapWithState(spec):foreachRDD(function(rdd)\
    for _, seen in ipairs(rdd:collect()) do print(seen) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> (ann,1)\
--> (ann,3)"},
  {owner = "State", sign = ":", name = "update", arguments = "(value)",
    returns = "",
    text = "Gives the key a new state. An error after remove(), and while the key is timing out (IllegalArgumentException); nil is refused.",
    example = "local spec = StateSpec(function(room, degrees, state)\
  local last = state:getOption():getOrElse(degrees)\
  state:update(degrees)\
  return room, degrees - last\
end)\
ssc:checkpoint(\"checkpoint\")\
ssc:queueStream({ sc:parallelize({ pair(\"hall\", 19), pair(\"hall\", 21) }, 1) })\
  :mapWithState(spec):foreachRDD(function(rdd)\
    for _, change in ipairs(rdd:collect()) do print(change) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> (hall,0)\
--> (hall,2)"},
  {owner = "State", sign = ":", name = "remove", arguments = "()",
    returns = "",
    text = "Ends the state of the key. An error if it was removed already, and while the key is timing out (IllegalArgumentException).",
    example = "local open_orders = StateSpec(function(order, event, state)\
  if event == \"paid\" then state:remove() else state:update(event) end\
  return order, state:exists()\
end)\
ssc:checkpoint(\"checkpoint\")\
ssc:queueStream({ sc:parallelize({ pair(7, \"sent\"), pair(7, \"paid\") }, 1) })\
  :mapWithState(open_orders):foreachRDD(function(rdd)\
    for _, is_open in ipairs(rdd:collect()) do print(is_open) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> (7,true)\
--> (7,false)"},
  {owner = "State", sign = ":", name = "isTimingOut", arguments = "()",
    returns = " → boolean",
    text = "Whether the function is called because the key had no record for longer than the timeout: its value is nil then, and the state is gone afterwards.",
    example = "-- sluice run --batches 11 program.lua\
ssc:checkpoint(\"checkpoint\")\
local sessions = StateSpec(function(name, click, state)\
  if state:isTimingOut() then return name, \"left\" end\
  state:update(click)\
  return name, \"clicked\"\
end):timeout(Seconds(5))\
ssc:queueStream({ sc:parallelize({ pair(\"ann\", \"home\") }) })\
  :mapWithState(sessions):foreachRDD(function(rdd, time)\
    for _, what in ipairs(rdd:collect()) do print(time, what) end\
  end)\
ssc:start()\
ssc:awaitTermination()\
--> 1000 ms  (ann,clicked)\
--> 10000 ms  (ann,left)"},
  {owner = "", sign = "", name = "HashPartitioner", arguments = "(n)",
    returns = " → Partitioner",
    text = "Sends a key to the partition that its hash code says, as Java's `hashCode` modulo n.",
    example = "print(HashPartitioner(3).numPartitions)   --> 3"},
  {owner = "", sign = "", name = "Partitioner", arguments = "(fields)",
    returns = " → Partitioner",
    text = "A partitioner of the program's own: its function says the partition of a key, a whole number from 0 to numPartitions - 1. It runs in tasks.",
    example = "local decades = Partitioner{\
  numPartitions = 3,\
  getPartition = function(key) return key // 10 end,\
}\
print(decades.numPartitions)              --> 3"},
  {owner = "Accumulator", sign = ":", name = "add", arguments = "(value)",
    returns = "",
    text = "Adds a value. In a task it counts once the task has ended well.",
    example = "local total = sc:longAccumulator(\"total\")\
sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)\
print(total:value())      --> 12"},
  {owner = "Accumulator", sign = ":", name = "value", arguments = "()",
    returns = " → any",
    text = "The sum so far, or the list of what was added. In a task: of that task only.",
    example = "local pages = sc:collectionAccumulator(\"pages\")\
pages:add(\"home\")\
pages:add(\"cart\")\
print(#pages:value(), pages:value()[2])      --> 2  cart"},
  {owner = "Accumulator", sign = ":", name = "sum", arguments = "()",
    returns = " → number",
    text = "The sum of the numbers that were added.",
    example = "local rain = sc:doubleAccumulator(\"rain\")\
rain:add(0.5)\
rain:add(2)\
print(rain:sum())      --> 2.5"},
  {owner = "Accumulator", sign = ":", name = "count", arguments = "()",
    returns = " → integer",
    text = "How many values were added.",
    example = "local rain = sc:doubleAccumulator(\"rain\")\
rain:add(0.5)\
rain:add(2)\
print(rain:count())      --> 2"},
  {owner = "Accumulator", sign = ":", name = "avg", arguments = "()",
    returns = " → number",
    text = "The mean of the numbers that were added; NaN if there are none.",
    example = "local rain = sc:doubleAccumulator(\"rain\")\
rain:add(0.5)\
rain:add(2)\
print(rain:avg())      --> 1.25"},
  {owner = "Accumulator", sign = ":", name = "isZero", arguments = "()",
    returns = " → boolean",
    text = "Whether nothing was added since the beginning, or since reset().",
    example = "local errors = sc:longAccumulator(\"errors\")\
print(errors:isZero())      --> true\
errors:add(1)\
print(errors:isZero())      --> false"},
  {owner = "Accumulator", sign = ":", name = "reset", arguments = "()",
    returns = "",
    text = "Forgets what was added.",
    example = "local errors = sc:longAccumulator(\"errors\")\
errors:add(3)\
errors:reset()\
print(errors:value())      --> 0"},
  {owner = "Accumulator", sign = ":", name = "name", arguments = "()",
    returns = " → Option",
    text = "Some(name), or None.",
    example = "print(sc:longAccumulator(\"errors\"):name())      --> Some(errors)"},
  {owner = "Accumulator", sign = ":", name = "id", arguments = "()",
    returns = " → integer",
    text = "Spark's number of the accumulator, from 0.",
    example = "print(sc:longAccumulator():id(), sc:longAccumulator():id())      --> 0  1"},
  {owner = "Broadcast", sign = ":", name = "value", arguments = "()",
    returns = " → any",
    text = "The value. In a task it is a copy: what the task changes, nobody else sees.",
    example = "local limit = sc:broadcast(20)\
local degrees = sc:parallelize({ 19, 24, 31 })\
print(degrees:filter(function(x) return x > limit:value() end):count())      --> 2"},
  {owner = "Broadcast", sign = ":", name = "unpersist", arguments = "()",
    returns = "",
    text = "Lets executors forget their copies; they fetch it again when they need it.",
    example = "local limit = sc:broadcast(20)\
limit:unpersist()\
print(limit:value())      --> 20"},
  {owner = "Broadcast", sign = ":", name = "destroy", arguments = "()",
    returns = "",
    text = "Forgets the value for good; using it afterwards is an error.",
    example = "local limit = sc:broadcast(20)\
limit:destroy()\
local ok, err = pcall(limit.value, limit)\
print(ok, err.class)      --> false  org.apache.spark.SparkException"},
  {owner = "Broadcast", sign = ":", name = "id", arguments = "()",
    returns = " → integer",
    text = "Spark's number of the broadcast variable, from 0.",
    example = "print(sc:broadcast(\"a\"):id(), sc:broadcast(\"b\"):id())      --> 0  1"},
  {owner = "", sign = "", name = "Milliseconds", arguments = "(n)",
    returns = " → Duration",
    text = "So many milliseconds. An error if n is no whole number.",
    example = "print(Milliseconds(500))      --> 500 ms"},
  {owner = "", sign = "", name = "Seconds", arguments = "(n)",
    returns = " → Duration",
    text = "So many seconds. An error if n is no whole number.",
    example = "print(Seconds(10))      --> 10000 ms"},
  {owner = "", sign = "", name = "Minutes", arguments = "(n)",
    returns = " → Duration",
    text = "So many minutes. An error if n is no whole number.",
    example = "print(Minutes(2))      --> 120000 ms"},
  {owner = "", sign = "", name = "Duration", arguments = "(n)",
    returns = " → Duration",
    text = "The same as Milliseconds(n).",
    example = "print(Duration(1500))      --> 1500 ms"},
  {owner = "", sign = "", name = "Durations", arguments = "",
    returns = "",
    text = "The names of Spark's Java API: Durations.milliseconds(n), Durations.seconds(n), Durations.minutes(n).",
    example = "print(Durations.seconds(5))      --> 5000 ms"},
  {owner = "Duration", sign = ":", name = "milliseconds", arguments = "()",
    returns = " → integer",
    text = "How many milliseconds it has.",
    example = "print(Seconds(2):milliseconds())      --> 2000"},
  {owner = "Duration", sign = ":", name = "isZero", arguments = "()",
    returns = " → boolean",
    text = "Whether it is 0 ms long.",
    example = "print(Seconds(0):isZero())      --> true"},
  {owner = "Duration", sign = ":", name = "isMultipleOf", arguments = "(other)",
    returns = " → boolean",
    text = "Whether it is a whole number of times as long as another. An error if that one is 0 ms long.",
    example = "print(Seconds(6):isMultipleOf(Seconds(2)))      --> true\
print(Seconds(5):isMultipleOf(Seconds(2)))      --> false"},
  {owner = "Duration", sign = ":", name = "min", arguments = "(other)",
    returns = " → Duration",
    text = "The shorter one.",
    example = "print(Seconds(1):min(Milliseconds(300)))      --> 300 ms"},
  {owner = "Duration", sign = ":", name = "max", arguments = "(other)",
    returns = " → Duration",
    text = "The longer one.",
    example = "print(Seconds(1):max(Milliseconds(300)))      --> 1000 ms"},
  {owner = "Duration", sign = ":", name = "prettyPrint", arguments = "()",
    returns = " → string",
    text = "The text that Spark's log and web page show.",
    example = "print(Milliseconds(250):prettyPrint())     --> 250 ms\
print(Milliseconds(1500):prettyPrint())    --> 1.5 s\
print(Minutes(90):prettyPrint())           --> 1.50 h"},
  {owner = "Duration", sign = ":", name = "plus", arguments = "(other)",
    returns = " → Duration",
    text = "The same as +.",
    example = "print(Seconds(1):plus(Seconds(2)))      --> 3000 ms"},
  {owner = "Duration", sign = ":", name = "minus", arguments = "(other)",
    returns = " → Duration",
    text = "The same as -.",
    example = "print(Seconds(3):minus(Seconds(2)))      --> 1000 ms"},
  {owner = "Duration", sign = ":", name = "times", arguments = "(n)",
    returns = " → Duration",
    text = "The same as *.",
    example = "print(Seconds(3):times(2))      --> 6000 ms"},
  {owner = "Duration", sign = ":", name = "div", arguments = "(other)",
    returns = " → number",
    text = "The same as /.",
    example = "print(Seconds(3):div(Seconds(2)))      --> 1.5"},
  {owner = "Duration", sign = ":", name = "less", arguments = "(other)",
    returns = " → boolean",
    text = "The same as <.",
    example = "print(Seconds(3):less(Seconds(2)))      --> false"},
  {owner = "Duration", sign = ":", name = "lessEq", arguments = "(other)",
    returns = " → boolean",
    text = "The same as <=.",
    example = "print(Seconds(2):lessEq(Seconds(2)))      --> true"},
  {owner = "Duration", sign = ":", name = "greater", arguments = "(other)",
    returns = " → boolean",
    text = "The same as >.",
    example = "print(Seconds(3):greater(Seconds(2)))      --> true"},
  {owner = "Duration", sign = ":", name = "greaterEq", arguments = "(other)",
    returns = " → boolean",
    text = "The same as >=.",
    example = "print(Seconds(1):greaterEq(Seconds(2)))      --> false"},
  {owner = "", sign = "", name = "Thread", arguments = "",
    returns = "",
    text = "Java's class, as far as programs for Spark use it: Thread.sleep(ms).",
    example = "Thread.sleep(Seconds(2))\
print(\"2 s later\")                         --> 2 s later"},
  {owner = "", sign = "", name = "Thread.sleep", arguments = "(length)",
    returns = "",
    text = "Waits while simulated time goes on. In the function of an output others go on meanwhile, as far as spark.streaming.concurrentJobs lets them; in the program's own lines everything does. In a function of an operator, such as map, it makes the task longer, at each call; in a receiver it is rx:sleep. Under the wall clock the driver and receivers really wait; tasks do not.",
    example = "local ssc = StreamingContext(\"local[2]\", \"slow\", Seconds(1))\
local sc = ssc:sparkContext()\
ssc:queueStream({ sc:parallelize({1, 2}) }):foreachRDD(function(rdd)\
  Thread.sleep(300)                        -- a data base that is slow\
  print(rdd:map(function(x)\
    Thread.sleep(Milliseconds(20))         -- 20 ms for each record\
    return x\
  end):count())\
end)\
ssc:start()\
ssc:awaitTerminationOrTimeout(1500)        --> 2"},
  {owner = "", sign = "", name = "Time", arguments = "(n)",
    returns = " → Time",
    text = "A moment, so many milliseconds after the beginning. An error if n is no whole number.",
    example = "print(Time(1000))      --> 1000 ms"},
  {owner = "Time", sign = ":", name = "milliseconds", arguments = "()",
    returns = " → integer",
    text = "How many milliseconds after the beginning it is.",
    example = "print(Time(1000):milliseconds())      --> 1000"},
  {owner = "Time", sign = ":", name = "floor", arguments = "(step [, zero])",
    returns = " → Time",
    text = "The last of the times zero, zero + step, zero + 2 * step ... that is not after this one (Spark: of a time before zero, the first that is not before it). An error if the step is 0 ms.",
    example = "print(Time(1350):floor(Milliseconds(200)))              --> 1200 ms\
print(Time(1350):floor(Milliseconds(200), Time(50)))    --> 1250 ms"},
  {owner = "Time", sign = ":", name = "isMultipleOf", arguments = "(step)",
    returns = " → boolean",
    text = "Whether it is a whole number of steps after the beginning. An error if the step is 0 ms.",
    example = "print(Time(4000):isMultipleOf(Seconds(2)))      --> true"},
  {owner = "Time", sign = ":", name = "upTo", arguments = "(last, step)",
    returns = " → Time[]",
    text = "The times from this one on, every step, that are before the end. Spark's name is `until`, a word of Lua's own: it has to be written `time[\"until\"]`; upTo is the same.",
    example = "local times = Time(1000):upTo(Time(4000), Seconds(1))\
print(#times .. \", the last \" .. times[3])    --> 3, the last 3000 ms"},
  {owner = "Time", sign = ":", name = "to", arguments = "(last, step)",
    returns = " → Time[]",
    text = "The times from this one on, every step, the end included if a step falls on it.",
    example = "local times = Time(1000):to(Time(4000), Seconds(1))\
print(#times .. \", the last \" .. times[4])    --> 4, the last 4000 ms"},
  {owner = "Time", sign = ":", name = "min", arguments = "(other)",
    returns = " → Time",
    text = "The earlier one.",
    example = "print(Time(1000):min(Time(2000)))      --> 1000 ms"},
  {owner = "Time", sign = ":", name = "max", arguments = "(other)",
    returns = " → Time",
    text = "The later one.",
    example = "print(Time(1000):max(Time(2000)))      --> 2000 ms"},
  {owner = "Time", sign = ":", name = "plus", arguments = "(length)",
    returns = " → Time",
    text = "The same as +.",
    example = "print(Time(1000):plus(Seconds(2)))      --> 3000 ms"},
  {owner = "Time", sign = ":", name = "minus", arguments = "(other)",
    returns = " → Time|Duration",
    text = "The same as -: a Time less a Duration is a Time, less a Time a Duration.",
    example = "print(Time(3000):minus(Seconds(2)))      --> 1000 ms"},
  {owner = "Time", sign = ":", name = "less", arguments = "(other)",
    returns = " → boolean",
    text = "The same as <.",
    example = "print(Time(1000):less(Time(2000)))      --> true"},
  {owner = "Time", sign = ":", name = "lessEq", arguments = "(other)",
    returns = " → boolean",
    text = "The same as <=.",
    example = "print(Time(2000):lessEq(Time(2000)))      --> true"},
  {owner = "Time", sign = ":", name = "greater", arguments = "(other)",
    returns = " → boolean",
    text = "The same as >.",
    example = "print(Time(1000):greater(Time(2000)))      --> false"},
  {owner = "Time", sign = ":", name = "greaterEq", arguments = "(other)",
    returns = " → boolean",
    text = "The same as >=.",
    example = "print(Time(2000):greaterEq(Time(2000)))      --> true"},
  {owner = "", sign = "", name = "Interval", arguments = "(from, to)",
    returns = " → Interval",
    text = "From one moment to another; milliseconds may stand for a Time. A Duration that is added moves both ends.",
    example = "local second = Interval(Time(1000), Time(2000))\
print(second)                           --> [1000 ms, 2000 ms]\
print(second + Seconds(1))              --> [2000 ms, 3000 ms]\
print(second < second + Seconds(1))     --> true"},
  {owner = "Interval", sign = ":", name = "beginTime", arguments = "()",
    returns = " → Time",
    text = "Its first moment.",
    example = "print(Interval(1000, 2000):beginTime())      --> 1000 ms"},
  {owner = "Interval", sign = ":", name = "endTime", arguments = "()",
    returns = " → Time",
    text = "Its last moment.",
    example = "print(Interval(1000, 2000):endTime())      --> 2000 ms"},
  {owner = "Interval", sign = ":", name = "duration", arguments = "()",
    returns = " → Duration",
    text = "How long it is.",
    example = "print(Interval(1000, 2500):duration())      --> 1500 ms"},
  {owner = "StatCounter", sign = ":", name = "count", arguments = "()",
    returns = " → integer",
    text = "How many numbers there are.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():count())      --> 4"},
  {owner = "StatCounter", sign = ":", name = "mean", arguments = "()",
    returns = " → number",
    text = "The mean; 0.0 if there are none.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():mean())      --> 5.0"},
  {owner = "StatCounter", sign = ":", name = "sum", arguments = "()",
    returns = " → number",
    text = "The sum, as a float: count times mean.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():sum())      --> 20.0"},
  {owner = "StatCounter", sign = ":", name = "max", arguments = "()",
    returns = " → number",
    text = "The largest number, as a float; -inf if there are none.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():max())      --> 8.0"},
  {owner = "StatCounter", sign = ":", name = "min", arguments = "()",
    returns = " → number",
    text = "The smallest number, as a float; inf if there are none.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():min())      --> 2.0"},
  {owner = "StatCounter", sign = ":", name = "variance", arguments = "()",
    returns = " → number",
    text = "Of all numbers; NaN if there are none.",
    example = "print(sc:parallelize({ 2, 4, 6, 8 }):stats():variance())      --> 5.0"},
  {owner = "StatCounter", sign = ":", name = "sampleVariance", arguments = "()",
    returns = " → number",
    text = "Of a sample; NaN if there are fewer than two.",
    example = "print(sc:parallelize({ 1, 3 }):stats():sampleVariance())      --> 2.0"},
  {owner = "StatCounter", sign = ":", name = "stdev", arguments = "()",
    returns = " → number",
    text = "The square root of variance(), the standard deviation.",
    example = "print(sc:parallelize({ 1, 3 }):stats():stdev())      --> 1.0"},
  {owner = "StatCounter", sign = ":", name = "sampleStdev", arguments = "()",
    returns = " → number",
    text = "The square root of sampleVariance().",
    example = "print(sc:parallelize({ 10, 12, 14 }):stats():sampleStdev())      --> 2.0"},
  {owner = "", sign = "", name = "TaskContext", arguments = "",
    returns = "",
    text = "What a task knows of itself: `TaskContext.get()`.",
    example = "local attempts = sc:parallelize({ 1 }):map(function()\
  return TaskContext.get():attemptNumber()\
end)\
print(attempts:first())      --> 0"},
  {owner = "TaskContext", sign = ":", name = "get", arguments = "()",
    returns = " → TaskContext|nil",
    text = "The context of the task that runs; nil on the driver.",
    example = "print(TaskContext.get())      --> nil"},
  {owner = "TaskContext", sign = ":", name = "attemptNumber", arguments = "()",
    returns = " → integer",
    text = "How often this task was tried before: 0 the first time. A task that fails is tried again, `spark.task.maxFailures` times in all.",
    example = "local attempts = sc:parallelize({ 1 }):map(function()\
  return TaskContext.get():attemptNumber()\
end)\
print(attempts:first())      --> 0"},
  {owner = "TaskContext", sign = ":", name = "partitionId", arguments = "()",
    returns = " → integer",
    text = "The partition that the task computes, counted from 0.",
    example = "local ids = sc:parallelize({ \"a\", \"b\" }, 2):map(function()\
  return TaskContext.get():partitionId()\
end)\
print(table.unpack(ids:collect()))      --> 0  1"},
  {owner = "TaskContext", sign = ":", name = "stageId", arguments = "()",
    returns = " → integer",
    text = "The number of the stage that the task belongs to.",
    example = "local stages = sc:parallelize({ 1 }):map(function()\
  return TaskContext.get():stageId()\
end)\
print(stages:first() < stages:first())      --> true"},
  {owner = "TaskContext", sign = ":", name = "stageAttemptNumber", arguments = "()",
    returns = " → integer",
    text = "How often the stage was begun before: 0 the first time. A stage runs again when output that it needs was lost with an executor.",
    example = "local attempts = sc:parallelize({ 1 }):map(function()\
  return TaskContext.get():stageAttemptNumber()\
end)\
print(attempts:first())      --> 0"},
  {owner = "", sign = "", name = "Receiver", arguments = "(fields)",
    returns = " → Receiver",
    text = "A receiver: what `ssc:receiverStream` takes. `onStart` begins when the receiver has a core, and runs beside the batches; `onStop` is called when it is stopped or restarted. When a context stops gracefully, `onStop` may `rx:sleep`, and the context waits for it; `onStart` goes on meanwhile. A source that wants to know what has arrived is told after `rx:store{...}` has returned: with `spark.streaming.receiver.writeAheadLog.enable` and a folder of checkpoints the block is in a file by then, which a recovered context reads. The functions work on copies of what they captured, and share them. A receiver that stores single records is told by `onBlockStored`, which gets the metadata of all records of one block, in their order, when the block is stored with its copies, is in the log if there is one, and is known to the driver: what Spark's reliable Kafka receiver does with the listener of its BlockGenerator (`addDataWithCallback`, `onPushBlock`). It runs at that moment and cannot wait. What is lost with an executor, or is in no block when a context stops at once, is not reported. If it fails, no further block is stored until the receiver is launched again. With a `preferredLocation` the receiver runs on that host: `\"localhost\"` in local mode, `\"node-0\"`, `\"node-1\"`, ... in a `local-cluster`. If no executor is there, it runs on one that got no receiver; is there none, Spark refuses it wherever it gets a core, and it receives nothing.",
    example = "local ssc = StreamingContext(\"local[2]\", \"thermometer\", Seconds(1))\
local thermometer = Receiver{\
  onStart = function(rx)\
    rx:store(20)\
    rx:sleep(Milliseconds(400))\
    rx:store(21)\
  end,\
}\
ssc:receiverStream(thermometer):foreachRDD(function(rdd)\
  print(table.concat(rdd:collect(), \" \"))      --> 20 21\
end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "", sign = "", name = "Wire", arguments = "(place)",
    returns = " → Connection|nil, string|nil",
    text = "Connects to a place of the world that `sluice run --world FILE` describes. For the functions of receivers. A place like `sensor:7000` waits for a reader that is slow, and not for one that is absent; one like `orders` keeps each record until it is acknowledged, and gives it again if the connection ends before that. A connection is closed when the receiver's function ends or the receiver is stopped.",
    example = "-- sluice run --world orders.world program.lua\
local ssc = StreamingContext(\"local[2]\", \"orders\", Seconds(1))\
local orders = ssc:receiverStream(function(rx)\
  local queue = Wire.connect(\"orders\")\
  while not rx:isStopped() do\
    local list = queue:take(5)\
    rx:store(list)\
    queue:ack()\
  end\
end)\
orders:count():foreachRDD(function(rdd)\
  print(rdd:first())      --> 5\
end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "", sign = "", name = "Wire.connect", arguments = "(place)",
    returns = " → Connection|nil, string|nil",
    text = "Connects to a place of the world that `sluice run --world FILE` describes. For the functions of receivers. A place like `sensor:7000` waits for a reader that is slow, and not for one that is absent; one like `orders` keeps each record until it is acknowledged, and gives it again if the connection ends before that. A connection is closed when the receiver's function ends or the receiver is stopped.",
    example = "-- sluice run --world orders.world program.lua\
local ssc = StreamingContext(\"local[2]\", \"orders\", Seconds(1))\
local orders = ssc:receiverStream(function(rx)\
  local queue = Wire.connect(\"orders\")\
  while not rx:isStopped() do\
    local list = queue:take(5)\
    rx:store(list)\
    queue:ack()\
  end\
end)\
orders:count():foreachRDD(function(rdd)\
  print(rdd:first())      --> 5\
end)\
ssc:start()\
ssc:awaitTermination()"},
  {owner = "", sign = "", name = "Store", arguments = "(name)",
    returns = " → Store",
    text = "Connects to a table outside of the program, which is empty before anything is written. It can be used on the driver, in functions of `foreachRDD` and `transform`, and in tasks; a connection cannot travel from one to the other. Opening one takes 20 ms of simulated time (`sluice.cost.open`). Tables outlive a driver that is killed; `sluice run --stores` prints them when the run is over.",
    example = "local ssc = StreamingContext(\"local[2]\", \"fruit\", Seconds(1))\
local sc = ssc:sparkContext()\
sc:parallelize({ \"apple\", \"plum\", \"apple\" }, 1):foreachPartition(function(list)\
  local store = Store.open(\"fruit\")\
  for _, name in ipairs(list) do\
    store:add(name, 1)\
  end\
  store:close()\
end)\
local store = Store.open(\"fruit\")\
print(store:get(\"apple\"), store:get(\"plum\"), store:get(\"pear\"))      --> 2  1  nil"},
  {owner = "", sign = "", name = "Store.open", arguments = "(name)",
    returns = " → Store",
    text = "Connects to a table outside of the program, which is empty before anything is written. It can be used on the driver, in functions of `foreachRDD` and `transform`, and in tasks; a connection cannot travel from one to the other. Opening one takes 20 ms of simulated time (`sluice.cost.open`). Tables outlive a driver that is killed; `sluice run --stores` prints them when the run is over.",
    example = "local ssc = StreamingContext(\"local[2]\", \"fruit\", Seconds(1))\
local sc = ssc:sparkContext()\
sc:parallelize({ \"apple\", \"plum\", \"apple\" }, 1):foreachPartition(function(list)\
  local store = Store.open(\"fruit\")\
  for _, name in ipairs(list) do\
    store:add(name, 1)\
  end\
  store:close()\
end)\
local store = Store.open(\"fruit\")\
print(store:get(\"apple\"), store:get(\"plum\"), store:get(\"pear\"))      --> 2  1  nil"},
  {owner = "Store", sign = ":", name = "add", arguments = "(key, n)",
    returns = "",
    text = "Adds a number to the value of a key; to 0 if there is none. Done twice, it counts twice.",
    example = "local store = Store.open(\"totals\")\
store:add(\"tea\", 2)\
store:add(\"tea\", 1)\
print(store:get(\"tea\"))      --> 3"},
  {owner = "Store", sign = ":", name = "put", arguments = "(key, value)",
    returns = "",
    text = "Sets the value of a key, whatever it was. Done twice, it changes nothing.",
    example = "local store = Store.open(\"totals\")\
store:put(\"tea 8000\", 3)\
store:put(\"tea 8000\", 3)\
print(store:get(\"tea 8000\"))      --> 3"},
  {owner = "Store", sign = ":", name = "get", arguments = "(key)",
    returns = " → any",
    text = "The value of a key; nil if it has none.",
    example = "print(Store.open(\"totals\"):get(\"tea\"))      --> nil"},
  {owner = "Store", sign = ":", name = "keys", arguments = "()",
    returns = " → any[]",
    text = "All keys: in their order, if they are all strings or all numbers; those that the task itself added come last.",
    example = "local store = Store.open(\"totals\")\
store:put(\"tea\", 3)\
store:put(\"coffee\", 1)\
print(table.concat(store:keys(), \" \"))      --> coffee tea"},
  {owner = "Store", sign = ":", name = "close", arguments = "()",
    returns = "",
    text = "Ends the connection; its methods then raise an error.",
    example = "local store = Store.open(\"totals\")\
store:close()\
print(pcall(store.get, store, \"tea\"))\
--> false  java.lang.IllegalStateException: the connection to this store is closed"},
  {owner = "", sign = "", name = "KafkaUtils", arguments = "",
    returns = "",
    text = "Makes streams of a log with topics and partitions, such as Kafka.",
    example = "print(KafkaUtils.createDirectStream ~= nil)           --> true"},
  {owner = "", sign = "", name = "KafkaUtils.createDirectStream", arguments = "(context, location, consumer)",
    returns = " → DStream",
    text = "A stream of the messages of a log. There is no receiver: the driver chooses which offsets a batch has, and its RDD has a partition for each partition of the topics. Under the simulated clock `--topic` and world files say what is in the log. The records are ConsumerRecords; map them to what you want first, for they cannot leave a task.",
    example = "-- sluice run --topic orders=numbers.txt:partitions=2 --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:partition(), record:value()\
end):print()\
ssc:start()\
ssc:awaitTermination()\
--> -------------------------------------------\
--> Time: 1000 ms\
--> -------------------------------------------\
--> (0,1)\
--> (0,3)\
--> (0,5)\
--> (1,2)\
--> (1,4)\
-->"},
  {owner = "", sign = "", name = "LocationStrategies", arguments = "",
    returns = "",
    text = "Where the partitions of a direct stream are worked on: PreferConsistent spreads them evenly, PreferBrokers takes the machines of the log, PreferFixed(hosts) a host for each. The simulated log is on none of the executors, so all three do the same.",
    example = "print(LocationStrategies.PreferConsistent)         --> PreferConsistent"},
  {owner = "", sign = "", name = "LocationStrategies.PreferFixed", arguments = "(hosts)",
    returns = " → table",
    text = "A host for each partition.",
    example = "print(LocationStrategies.PreferFixed({ [TopicPartition(\"orders\", 0)] = \"worker-1\" }))\
--> PreferFixed"},
  {owner = "", sign = "", name = "ConsumerStrategies", arguments = "",
    returns = "",
    text = "What a direct stream reads, and from where on.",
    example = "local settings = { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }\
print(ConsumerStrategies.Subscribe({ \"orders\", \"returns\" }, settings))\
--> Subscribe"},
  {owner = "", sign = "", name = "ConsumerStrategies.Assign", arguments = "(partitions, params [, given])",
    returns = " → table",
    text = "These partitions and no others.",
    example = "print(ConsumerStrategies.Assign({ TopicPartition(\"orders\", 0) },\
  { [\"group.id\"] = \"shop\" }))                       --> Assign"},
  {owner = "", sign = "", name = "ConsumerStrategies.Subscribe", arguments = "(topics, params [, given])",
    returns = " → table",
    text = "All partitions of topics, also those that are added later. The settings are Kafka's: group.id is needed; auto.offset.reset is latest (also without it), earliest or none; enable.auto.commit is true without it. A partition begins at its offset in `given`, else where its group said it had come to, else where auto.offset.reset says.",
    example = "print(ConsumerStrategies.Subscribe({ \"orders\" },\
  { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" },\
  { [TopicPartition(\"orders\", 0)] = 40 }))          --> Subscribe"},
  {owner = "", sign = "", name = "ConsumerStrategies.SubscribePattern", arguments = "(pattern, params [, given])",
    returns = " → table",
    text = "The same of all topics whose name matches as a whole, also of those that are added later. The pattern is a POSIX extended regular expression.",
    example = "print(ConsumerStrategies.SubscribePattern(\"shop-[0-9]+\",\
  { [\"group.id\"] = \"shop\" }))                       --> SubscribePattern"},
  {owner = "", sign = "", name = "KafkaProducer", arguments = "(settings)",
    returns = " → KafkaProducer",
    text = "Makes a producer. Of its settings none is needed here.",
    example = "local producer = KafkaProducer({ [\"bootstrap.servers\"] = \"localhost:9092\" })\
producer:send(\"greetings\", null, \"hello\")\
producer:close()\
print(\"sent\")      --> sent"},
  {owner = "KafkaProducer", sign = ":", name = "send", arguments = "(topic [, key, value])",
    returns = "",
    text = "Sends a message. Its key chooses the partition; with null they take turns. A topic that is not there is made, with one partition.",
    example = "local producer = KafkaProducer({})\
producer:send(\"totals\", \"tea\", \"3\")\
print(pcall(function() producer:send(\"totals\", \"tea\", 3) end))\
--> false  java.lang.IllegalArgumentException: send wants a value, a text, got 3"},
  {owner = "KafkaProducer", sign = ":", name = "close", arguments = "()",
    returns = "",
    text = "Ends the connection.",
    example = "local producer = KafkaProducer({})\
producer:close()\
print((pcall(function() producer:send(\"totals\", \"tea\", \"3\") end)))      --> false"},
  {owner = "ConsumerRecord", sign = ":", name = "topic", arguments = "()",
    returns = " → string",
    text = "The topic that it came from.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:topic()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> orders"},
  {owner = "ConsumerRecord", sign = ":", name = "partition", arguments = "()",
    returns = " → integer",
    text = "The number of its partition, from 0.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:partition()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 0"},
  {owner = "ConsumerRecord", sign = ":", name = "offset", arguments = "()",
    returns = " → integer",
    text = "Its number in the partition, from 0.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:offset()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 0"},
  {owner = "ConsumerRecord", sign = ":", name = "timestamp", arguments = "()",
    returns = " → integer",
    text = "When it was appended, in ms.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:timestamp()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 100"},
  {owner = "ConsumerRecord", sign = ":", name = "key", arguments = "()",
    returns = " → any",
    text = "Its key; null if it has none.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:key()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> null"},
  {owner = "ConsumerRecord", sign = ":", name = "value", arguments = "()",
    returns = " → string",
    text = "Its value.",
    example = "-- sluice run --topic orders=numbers.txt --until 1s program.lua\
local ssc = StreamingContext(\"local[1]\", \"orders\", Seconds(1))\
local orders = KafkaUtils.createDirectStream(ssc,\
  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ \"orders\" },\
    { [\"group.id\"] = \"shop\", [\"auto.offset.reset\"] = \"earliest\" }))\
orders:map(function(record)\
  return record:value()\
end):foreachRDD(function(rdd)\
  print(rdd:first())\
end)\
ssc:start()\
ssc:awaitTermination()\
--> 1"},
  {owner = "", sign = "", name = "OffsetRange", arguments = "(topic, partition, fromOffset, untilOffset)",
    returns = " → OffsetRange",
    text = "A range, for a program that kept the numbers.",
    example = "print(OffsetRange(\"orders\", 0, 40, 45).fromOffset) --> 40"},
  {owner = "OffsetRange", sign = ":", name = "count", arguments = "()",
    returns = " → integer",
    text = "How many messages it has.",
    example = "print(OffsetRange(\"orders\", 0, 40, 45):count())    --> 5"},
  {owner = "OffsetRange", sign = ":", name = "topicPartition", arguments = "()",
    returns = " → TopicPartition",
    text = "Its partition, as one object.",
    example = "print(OffsetRange(\"orders\", 0, 40, 45):topicPartition())      --> orders-0"},
  {owner = "", sign = "", name = "TopicPartition", arguments = "(topic, partition)",
    returns = " → TopicPartition",
    text = "A partition of a topic, as an object.",
    example = "local offsets = { [TopicPartition(\"orders\", 0)] = 40 }\
print(offsets[TopicPartition(\"orders\", 0)])        --> 40"},
  {owner = "TopicPartition", sign = ":", name = "topic", arguments = "()",
    returns = " → string",
    text = "The name of the topic.",
    example = "print(TopicPartition(\"orders\", 2):topic())         --> orders"},
  {owner = "TopicPartition", sign = ":", name = "partition", arguments = "()",
    returns = " → integer",
    text = "Its number, from 0.",
    example = "print(TopicPartition(\"orders\", 2):partition())     --> 2"},
  {owner = "", sign = "", name = "StatsReportListener", arguments = "([n])",
    returns = " → StreamingListener",
    text = "A listener that writes, after each batch, how the total delays and the processing times of the last n batches are distributed: to standard error, where Spark's log goes.",
    example = "local ssc = StreamingContext(\"local[2]\", \"stats\", Seconds(1))\
ssc:addStreamingListener(StatsReportListener(5))"},
  {owner = "", sign = "", name = "pair", arguments = "(key, value)",
    returns = " → Pair",
    text = "Two values as one record.",
    example = "local ages = sc:parallelize({ pair(\"ann\", 31), pair(\"bob\", 27) })\
print(ages:keys():first())                --> ann"},
  {owner = "", sign = "", name = "tuple", arguments = "(first, second, ...)",
    returns = " → table",
    text = "Two values or more as one record, with fields _1, _2 and so on: Spark's Tuple2, Tuple3 .... With two values it is the same as pair. nil is an error.",
    example = "local reading = tuple(\"cellar\", 12.5, true)\
print(reading)                            --> (cellar,12.5,true)\
print(reading._2)                         --> 12.5"},
  {owner = "", sign = "", name = "Some", arguments = "(value)",
    returns = " → Option",
    text = "A value that is there.",
    example = "print(Some(31))                           --> Some(31)\
print(Some(31) == Some(31))               --> true"},
  {owner = "", sign = "", name = "None", arguments = "",
    returns = "",
    text = "No value. There is one None.",
    example = "print(None, None:isEmpty())               --> None  true"},
  {owner = "Option", sign = ":", name = "isDefined", arguments = "()",
    returns = " → boolean",
    text = "Whether there is a value.",
    example = "print(Some(31):isDefined())               --> true"},
  {owner = "Option", sign = ":", name = "isEmpty", arguments = "()",
    returns = " → boolean",
    text = "Whether there is no value.",
    example = "print(Some(31):isEmpty())                 --> false"},
  {owner = "Option", sign = ":", name = "get", arguments = "()",
    returns = " → any",
    text = "The value. Of None an error (NoSuchElementException).",
    example = "print(Some(31):get())                     --> 31\
print(pcall(None.get, None) == false)     --> true"},
  {owner = "Option", sign = ":", name = "getOrElse", arguments = "(default)",
    returns = " → any",
    text = "The value, or what is given if there is none.",
    example = "print(Some(31):getOrElse(0))              --> 31\
print(None:getOrElse(0))                  --> 0"},
  {owner = "", sign = "", name = "Microseconds", arguments = "(n)",
    returns = " → Microseconds",
    text = "So many microseconds, for `cost`. An error if n is no whole number.",
    example = "local degrees = sc:parallelize({ 19, 24, 31 })\
local warm = degrees:filter(function(x) return x > 20 end):cost(Microseconds(50))\
print(warm:count())      --> 2"},
  {owner = "", sign = "", name = "null", arguments = "",
    returns = "",
    text = "No value, as Java's null: a record may be null, but never nil. It is one value, so that == finds it; in a condition it counts as true.",
    example = "local names = sc:parallelize({ \"ann\", null })\
print(names:filter(function(name) return name ~= null end):count())      --> 1\
print(null)                                                              --> null"},
  {owner = "", sign = "", name = "split", arguments = "(text [, separator [, each]])",
    returns = " → string[]",
    text = "Cuts a text at every single blank, or at each place where a separator stands, as Java's split does: two blanks give an empty text between them, and empty texts at the end are dropped. Given a function, it calls it with each piece and returns nothing.",
    example = "print(table.concat(split(\"the river rises \"), \"|\"))      --> the|river|rises\
print(table.concat(split(\"12,,7\", \",\"), \"|\"))            --> 12||7\
local lines = sc:parallelize({ \"the river\", \"rises\" })\
print(lines:flatMap(split):count())                      --> 3"},
  {owner = "", sign = "", name = "print", arguments = "(...)",
    returns = "",
    text = "Prints its arguments with tabs between them, as Lua's own does. The text stands in the trace, too.",
    example = "print(\"ann\", 31, Some(2.5))               --> ann  31  Some(2.5)"},
  {owner = "", sign = "", name = "pairs", arguments = "(t)",
    returns = " → function, table, nil",
    text = "Goes through a table as Lua's own does, but in an order that is the same in every run: numbers, then texts, then the rest.",
    example = "for name, age in pairs({ bob = 27, ann = 31 }) do\
  print(name, age)\
end\
--> ann  31\
--> bob  27"},
  {owner = "", sign = "", name = "next", arguments = "(t, key)",
    returns = " → any, any",
    text = "The key after a key, and its value, in the order of pairs; nil after the last one.",
    example = "print(next({ bob = 27, ann = 31 }))       --> ann  31\
print(next({}))                           --> nil"},
}
