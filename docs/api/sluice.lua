---@meta _
-- docs/api/sluice.lua: the words of sluice's programs, for editors that know LuaLS:
-- name this folder in the setting workspace.library. Made by `make docs`.
-- SPDX-License-Identifier: MIT

do
  ---The settings of an application, texts under names. What sets something returns the
  ---object, so that calls can follow each other.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():setMaster("local[2]"):setAppName("words")
  ---print(conf:get("spark.app.name"))      --> words
  ---```
  ---@class SparkConf
  local class = {}

  ---Sets a setting. An error if there is no key or no value.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.streaming.blockInterval", "100ms")
  ---print(conf:get("spark.streaming.blockInterval"))      --> 100ms
  ---```
  ---@param key string
  ---@param value string|number|boolean what is no text is turned into one
  ---@return SparkConf self
  function class:set(key, value) end

  ---Sets the name of the application.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():setAppName("words"):get("spark.app.name"))      --> words
  ---```
  ---@param name string
  ---@return SparkConf self
  function class:setAppName(name) end

  ---Sets where the application runs: "local" has one core, "local[2]" two, "local[*]" as
  ---many as the setting sluice.cluster.cores says.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():setMaster("local[2]"):get("spark.master"))      --> local[2]
  ---```
  ---@param master string
  ---@return SparkConf self
  function class:setMaster(master) end

  ---Sets the folder in which Spark is installed; taken without effect.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():setSparkHome("/opt/spark"):get("spark.home"))      --> /opt/spark
  ---```
  ---@param home string
  ---@return SparkConf self
  function class:setSparkHome(home) end

  ---Sets the JAR files of the application; taken without effect.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():setJars({ "a.jar", "b.jar" }):get("spark.jars"))   --> a.jar,b.jar
  ---```
  ---@param jars string[]
  ---@return SparkConf self
  function class:setJars(jars) end

  ---Sets an environment variable of the executors; taken without effect.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():setExecutorEnv("LANG", "C")
  ---print(conf:get("spark.executorEnv.LANG"))      --> C
  ---```
  ---@param variable string
  ---@param value string
  ---@return SparkConf self
  function class:setExecutorEnv(variable, value) end

  ---Sets several settings: a table of names and values, or a list of pairs.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():setAll({ ["spark.b"] = 2, ["spark.a"] = 1 })
  ---conf:setAll({ pair("spark.c", 3) })
  ---print(#conf:getAll())      --> 3
  ---```
  ---@param settings table
  ---@return SparkConf self
  function class:setAll(settings) end

  ---Sets a setting, unless it is set already.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.a", "1"):setIfMissing("spark.a", "2")
  ---print(conf:get("spark.a"))      --> 1
  ---```
  ---@param key string
  ---@param value string|number|boolean
  ---@return SparkConf self
  function class:setIfMissing(key, value) end

  ---Takes a setting away; no error if it is not set.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.a", "1"):remove("spark.a")
  ---print(conf:contains("spark.a"))      --> false
  ---```
  ---@param key string
  ---@return SparkConf self
  function class:remove(key) end

  ---The value of a setting. If it is not set, the default, and without one an error
  ---(NoSuchElementException).
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.a", "1")
  ---print(conf:get("spark.a"))             --> 1
  ---print(conf:get("spark.b", "none"))     --> none
  ---```
  ---@param key string
  ---@param default? string
  ---@return string
  function class:get(key, default) end

  ---The value of a setting as an option: Some(value), or None.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.a", "1")
  ---print(conf:getOption("spark.a"))                     --> Some(1)
  ---print(conf:getOption("spark.b"):getOrElse("none"))   --> none
  ---```
  ---@param key string
  ---@return Option
  function class:getOption(key) end

  ---Whether a setting is set.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():contains("spark.master"))      --> false
  ---```
  ---@param key string
  ---@return boolean
  function class:contains(key) end

  ---All settings whose names begin so, as pairs of the rest of the name and the value, by
  ---name.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.my.b", "2"):set("spark.my.a", "1")
  ---print(conf:getAllWithPrefix("spark.my.")[1])      --> (a,1)
  ---```
  ---@param prefix string
  ---@return Pair[]
  function class:getAllWithPrefix(prefix) end

  ---All settings as pairs of name and value, by name. (Spark gives them in no order.)
  ---
  ---Example:
  ---```lua
  ---for _, setting in ipairs(SparkConf():set("spark.a", "1"):getAll()) do
  ---  print(setting)      --> (spark.a,1)
  ---end
  ---```
  ---@return Pair[]
  function class:getAll() end

  ---The environment variables that setExecutorEnv has set, as pairs.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():setExecutorEnv("LANG", "C")
  ---print(conf:getExecutorEnv()[1])      --> (LANG,C)
  ---```
  ---@return Pair[]
  function class:getExecutorEnv() end

  ---The number of the application. Only the settings of a SparkContext have one, see
  ---getConf; else an error.
  ---
  ---Example:
  ---```lua
  ---local sc = SparkContext("local[2]", "words")
  ---print(sc:getConf():getAppId())      --> local-0
  ---```
  ---@return string
  function class:getAppId() end

  ---All settings, one a line, by name; secrets are hidden.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():set("spark.a", "1"):toDebugString())      --> spark.a=1
  ---```
  ---@return string
  function class:toDebugString() end

  ---A copy that goes its own way.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.a", "1")
  ---conf:clone():set("spark.a", "2")
  ---print(conf:get("spark.a"))      --> 1
  ---```
  ---@return SparkConf
  function class:clone() end

  ---A setting as a whole number of 32 bits. NumberFormatException if it is none.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():set("spark.n", "5"):getInt("spark.n", 1))      --> 5
  ---```
  ---@param key string
  ---@param default integer
  ---@return integer
  function class:getInt(key, default) end

  ---A setting as a whole number of 64 bits. NumberFormatException if it is none.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getLong("spark.n", 5000000000))      --> 5000000000
  ---```
  ---@param key string
  ---@param default integer
  ---@return integer
  function class:getLong(key, default) end

  ---A setting as a number with a fraction. NumberFormatException if it is none.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():set("spark.x", "3"):getDouble("spark.x", 1.5))      --> 3.0
  ---```
  ---@param key string
  ---@param default number
  ---@return number
  function class:getDouble(key, default) end

  ---A setting as true or false, in capitals or not. IllegalArgumentException if it is
  ---neither.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getBoolean("spark.streaming.unpersist", true))      --> true
  ---```
  ---@param key string
  ---@param default boolean
  ---@return boolean
  function class:getBoolean(key, default) end

  ---A setting as a time in milliseconds. Units are us, ms, s, m or min, h and d; a bare
  ---number is milliseconds. The default is a text, too. NumberFormatException if it is no
  ---time, NoSuchElementException if it is not set and there is no default.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():set("spark.streaming.blockInterval", "2s")
  ---print(conf:getTimeAsMs("spark.streaming.blockInterval", "200ms"))      --> 2000
  ---```
  ---@param key string
  ---@param default? string
  ---@return integer
  function class:getTimeAsMs(key, default) end

  ---A setting as a time in seconds; a bare number is seconds, and what is left over of
  ---one is cut off. Else as getTimeAsMs.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getTimeAsSeconds("spark.network.timeout", "2m"))      --> 120
  ---```
  ---@param key string
  ---@param default? string
  ---@return integer
  function class:getTimeAsSeconds(key, default) end

  ---A setting as a size in bytes. Units are b, k, m, g, t and p, with or without a b,
  ---each 1024 times the one before; a bare number is bytes. NumberFormatException if it
  ---is no size, NoSuchElementException if it is not set and there is no default.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():set("spark.size", "10k"):getSizeAsBytes("spark.size"))   --> 10240
  ---```
  ---@param key string
  ---@param default? string|integer
  ---@return integer
  function class:getSizeAsBytes(key, default) end

  ---A setting as a size in units of 1024 bytes; what is left over of one is cut off. Else
  ---as getSizeAsBytes.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getSizeAsKb("spark.size", "1m"))      --> 1024
  ---```
  ---@param key string
  ---@param default? string
  ---@return integer
  function class:getSizeAsKb(key, default) end

  ---The same in units of 1024 * 1024 bytes.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getSizeAsMb("spark.size", "1g"))      --> 1024
  ---```
  ---@param key string
  ---@param default? string
  ---@return integer
  function class:getSizeAsMb(key, default) end

  ---The same in units of 1024 * 1024 * 1024 bytes.
  ---
  ---Example:
  ---```lua
  ---print(SparkConf():getSizeAsGb("spark.size", "1t"))      --> 1024
  ---```
  ---@param key string
  ---@param default? string
  ---@return integer
  function class:getSizeAsGb(key, default) end
end

---No settings yet. Spark reads the properties of its JVM first, unless load_defaults is
---false; here there are none.
---
---Example:
---```lua
---print(SparkConf():contains("spark.master"))      --> false
---```
---@param load_defaults? boolean
---@return SparkConf
function SparkConf(load_defaults) end

do
  ---The application: it has executors with cores, and makes RDDs. There is one at a time.
  ---@class SparkContext
  local class = {}

  ---How many partitions a shuffle or a list gets if the program names no number: the
  ---setting spark.default.parallelism, or the number of cores.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):defaultParallelism())      --> 2
  ---```
  ---@return integer
  function class:defaultParallelism() end

  ---How many partitions a file gets at least: defaultParallelism, but 2 at most.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[4]", "words"):defaultMinPartitions())      --> 2
  ---```
  ---@return integer
  function class:defaultMinPartitions() end

  ---Where the application runs, as setMaster says it.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):master())      --> local[2]
  ---```
  ---@return string
  function class:master() end

  ---The name of the application.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):appName())      --> words
  ---```
  ---@return string
  function class:appName() end

  ---The version of Spark whose behaviour is simulated.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):version())      --> 3.5.6
  ---```
  ---@return string
  function class:version() end

  ---The name that the cluster gave the application: "local-" and its startTime.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):applicationId())      --> local-0
  ---```
  ---@return string
  function class:applicationId() end

  ---When the application was made, in milliseconds of simulated time.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):startTime())      --> 0
  ---```
  ---@return integer
  function class:startTime() end

  ---Whether it runs in one process: yes, for each master that sluice has.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):isLocal())      --> true
  ---```
  ---@return boolean
  function class:isLocal() end

  ---Where the driver runs: "client", beside the one who started it.
  ---
  ---Example:
  ---```lua
  ---print(SparkContext("local[2]", "words"):deployMode())      --> client
  ---```
  ---@return string
  function class:deployMode() end

  ---A copy of the settings that hold: the program's, those of the command line, and what
  ---Spark adds for the application.
  ---
  ---Example:
  ---```lua
  ---local sc = SparkContext("local[2]", "words")
  ---print(sc:getConf():get("spark.master"))      --> local[2]
  ---```
  ---@return SparkConf
  function class:getConf() end

  ---How much Spark writes into its log. sluice has no log: the level is checked, and
  ---nothing changes.
  ---
  ---Example:
  ---```lua
  ---SparkContext("local[2]", "words"):setLogLevel("WARN")
  ---```
  ---@param level string
  function class:setLogLevel(level) end

  ---Sets a property of jobs to come, or takes it away with nil or null. As in Spark it is
  ---a thread's: what the program's lines set before start() is what each output of each
  ---batch begins with; what an output sets is forgotten when it ends. Functions of
  ---transform and listeners have properties of their own. With spark.scheduler.mode=FAIR
  ---the property spark.scheduler.pool names the pool of a job.
  ---
  ---Example:
  ---```lua
  ---local conf = SparkConf():setMaster("local[2]"):setAppName("pools")
  ---  :set("spark.scheduler.mode", "FAIR")
  ---local sc = SparkContext(conf)
  ---sc:setLocalProperty("spark.scheduler.pool", "quick")
  ---print(sc:getLocalProperty("spark.scheduler.pool"))      --> quick
  ---```
  ---@param key string
  ---@param value string|nil
  function class:setLocalProperty(key, value) end

  ---A property of the jobs to come, see setLocalProperty.
  ---
  ---Example:
  ---```lua
  ---local sc = SparkContext("local[2]", "words")
  ---sc:setLocalProperty("team", "blue")
  ---print(sc:getLocalProperty("team"))      --> blue
  ---```
  ---@param key string
  ---@return string|nil value nil if it is not set
  function class:getLocalProperty(key) end

  ---Whether the application was stopped.
  ---
  ---Example:
  ---```lua
  ---local sc = SparkContext("local[2]", "words")
  ---sc:stop()
  ---print(sc:isStopped())      --> true
  ---```
  ---@return boolean
  function class:isStopped() end

  ---Ends the application: jobs fail from now on. Stopping it again changes nothing.
  ---SparkException in a listener.
  ---
  ---Example:
  ---```lua
  ---SparkContext("local[2]", "words"):stop()
  ---print(SparkContext("local[3]", "again"):master())      --> local[3]
  ---```
  function class:stop() end

  ---A list as an RDD of n partitions: slice i begins at element i * length / n.
  ---
  ---Example:
  ---```lua
  ---print(#sc:parallelize({1, 2, 3}, 2):glom():first())   --> 1
  ---```
  ---@param list any[]
  ---@param n integer|nil as many as defaultParallelism
  ---@return RDD
  function class:parallelize(list, n) end

  ---The same as parallelize.
  ---
  ---Example:
  ---```lua
  ---print(sc:makeRDD({ "ann", "bob" }):count())      --> 2
  ---```
  ---@param list any[]
  ---@param n integer|nil
  ---@return RDD
  function class:makeRDD(list, n) end

  ---An RDD without partitions.
  ---
  ---Example:
  ---```lua
  ---print(sc:emptyRDD():getNumPartitions(), sc:emptyRDD():count())      --> 0  0
  ---```
  ---@return RDD
  function class:emptyRDD() end

  ---The whole numbers from `from` up to, but without, `to`.
  ---
  ---Example:
  ---```lua
  ---print(table.concat(sc:range(0, 10, 3):collect(), " "))   --> 0 3 6 9
  ---```
  ---@param from integer
  ---@param to integer
  ---@param step integer|nil 1 if not given
  ---@param n integer|nil partitions; as many as defaultParallelism
  ---@return RDD
  function class:range(from, to, step, n) end

  ---The lines of a file, of the files in a folder, or of all that a pattern names. They
  ---are read when an action wants them.
  ---
  ---Example:
  ---```lua
  ---local file = io.open("river.txt", "w")
  ---file:write("the river rises\nthe gate opens\n")
  ---file:close()
  ---print(sc:textFile("river.txt"):flatMap(split):count())      --> 6
  ---```
  ---@param path string
  ---@param n integer|nil at least so many partitions; 2 if not given, or fewer cores
  ---@return RDD
  function class:textFile(path, n) end

  ---The records that saveAsObjectFile or saveAsObjectFiles has written, a partition for
  ---each file of the folder. They are read when an action wants them. (Spark may cut a
  ---large file into several partitions.)
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({1.5, 2.5}, 2):saveAsObjectFile("numbers")
  ---print(sc:objectFile("numbers"):sum())              --> 4.0
  ---```
  ---@param path string a folder, a file or a pattern; several with commas between
  ---@return RDD
  function class:objectFile(path) end

  ---The records of several RDDs, one after the other.
  ---
  ---Example:
  ---```lua
  ---local days = { sc:parallelize({ 19, 21 }), sc:parallelize({ 31 }) }
  ---print(sc:union(days):max())      --> 31
  ---```
  ---@param rdds RDD[]
  ---@return RDD
  function class:union(rdds) end

  ---A sum of whole numbers, to which tasks add and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local empty = sc:longAccumulator("empty lines")
  ---sc:parallelize({ "the river", "", "rises" }):foreach(function(line)
  ---  if line == "" then empty:add(1) end
  ---end)
  ---print(empty:value())      --> 1
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function class:longAccumulator(name) end

  ---A sum of numbers, to which tasks add and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local rain = sc:doubleAccumulator("rain")
  ---sc:parallelize({ 0.5, 2.25 }):foreach(function(mm) rain:add(mm) end)
  ---print(rain:value(), rain:avg())      --> 2.75  1.375
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function class:doubleAccumulator(name) end

  ---A list, to which tasks append and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local bad = sc:collectionAccumulator("bad lines")
  ---sc:parallelize({ "31", "x", "27" }):foreach(function(text)
  ---  if not tonumber(text) then bad:add(text) end
  ---end)
  ---print(table.concat(bad:value(), " "))      --> x
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function class:collectionAccumulator(name) end

  ---A value that tasks can read: value() gives it. It is sent once, and a task sees it
  ---as it was when it was made.
  ---
  ---Example:
  ---```lua
  ---local towns = sc:broadcast({ ann = "Oslo", bob = "Rome" })
  ---local names = sc:parallelize({ "bob", "ann" })
  ---local found = names:map(function(name) return towns:value()[name] end)
  ---print(table.unpack(found:collect()))      --> Rome  Oslo
  ---```
  ---@param value any
  ---@return Broadcast
  function class:broadcast(value) end

  ---Where RDD:checkpoint() writes to: a folder of its own below this one.
  ---
  ---Example:
  ---```lua
  ---sc:setCheckpointDir("checkpoint")
  ---print(sc:getCheckpointDir():isDefined())      --> true
  ---```
  ---@param path string
  function class:setCheckpointDir(path) end

  ---Some(folder) that RDD:checkpoint() writes to, or None.
  ---
  ---Example:
  ---```lua
  ---print(sc:getCheckpointDir())      --> None
  ---```
  ---@return Option
  function class:getCheckpointDir() end
end

---Makes the application: SparkContext(conf), or SparkContext(master, name [, conf]).
---SparkException if master or name is missing, or if there is one that runs.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(sc:appName())      --> words
---```
---@class sluice.SparkContextWord
---@overload fun(first: SparkConf|string, name?: string, program?: SparkConf): SparkContext
SparkContext = {}

---The application that runs, or a new one. The settings count for a new one only.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(SparkContext.getOrCreate() == sc)      --> true
---```
---@param program? SparkConf
---@return SparkContext
function SparkContext.getOrCreate(program) end

do
  ---Forms batches of what arrives and works on them, one after the other. It is described
  ---first, then started, and what is described is fixed from then on.
  ---@class StreamingContext
  local class = {}

  ---A stream of the lines that arrive at host:port. The receiver connects; it does not
  ---listen. Under the simulated clock `--feed PORT=FILE` says what arrives.
  ---
  ---Example:
  ---```lua
  ----- sluice run --feed 9999=river.txt --until 1s program.lua
  ---local lines = ssc:socketTextStream("localhost", 9999)
  ---lines:flatMap(split):count():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 12
  ----->
  ---```
  ---@param address string
  ---@param port integer
  ---@param level? StorageLevel of its blocks; MEMORY_AND_DISK_SER_2 if not given
  ---@return DStream
  function class:socketTextStream(address, port, level) end

  ---A stream that takes an RDD out of a list for each batch, or all at once. The program
  ---may put others into the list at any time.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "queue", Seconds(1))
  ---local sc = ssc:sparkContext()
  ---ssc:queueStream({ sc:parallelize({1, 2}), sc:parallelize({3}) })
  ---  :foreachRDD(function(rdd) print(rdd:count()) end)
  ---ssc:start()
  ---ssc:awaitTerminationOrTimeout(1500)      --> 2
  ---```
  ---@param list RDD[]
  ---@param one_at_a_time? boolean true if not given
  ---@param default? RDD what comes when the list is empty: an RDD of one empty partition
  ---if not given, one without partitions if null
  ---@return DStream
  function class:queueStream(list, one_at_a_time, default) end

  ---A stream of what a receiver stores: a `Receiver`, a table with `onStart`, or just
  ---the function. The receiver keeps a core for as long as it lives.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "ticks", Seconds(1))
  ---local ticks = ssc:receiverStream(function(rx)
  ---  for n = 1, 4 do
  ---    rx:store("tick " .. n)
  ---    rx:sleep(Milliseconds(200))
  ---  end
  ---end)
  ---ticks:foreachRDD(function(rdd)
  ---  print(rdd:count())      --> 4
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  ---```
  ---@param receiver Receiver|fun(rx: sluice.Rx)
  ---@param level StorageLevel|nil of its blocks
  ---@return DStream
  function class:receiverStream(receiver, level) end

  ---A stream of the lines of new files in a folder. A batch gets the files that were
  ---put there, by their modification time, since the batch before; files that were
  ---there before the stream was made are left out. There is no receiver, so no core is
  ---taken.
  ---
  ---Example:
  ---```lua
  ----- sluice run --files inbox=numbers.txt@500ms program.lua
  ---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
  ---ssc:textFileStream("inbox"):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 1
  -----> 2
  -----> 3
  -----> 4
  -----> 5
  -----> 6
  ----->
  ---```
  ---@param folder string name of a folder, or a pattern that means several
  ---@return DStream
  function class:textFileStream(folder) end

  ---As textFileStream, but the records are pairs of the position of a line in its file,
  ---counted in bytes, and the line; and a filter chooses the files.
  ---
  ---Example:
  ---```lua
  ----- sluice run --files inbox=numbers.txt@500ms program.lua
  ---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
  ---local function is_text(path) return path:find("%.txt$") ~= nil end
  ---ssc:fileStream("inbox", is_text):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (0,1)
  -----> (2,2)
  -----> (4,3)
  -----> (6,4)
  -----> (8,5)
  -----> (10,6)
  ----->
  ---```
  ---@param folder string
  ---@param filter (fun(path: string): boolean)|nil called on the driver with the path
  ---of each file, "file:/…"; without it, names that begin with a dot are left out
  ---@param new_files_only boolean|nil false: files that were there before as well, if
  ---they are not older than a minute
  ---@return DStream
  function class:fileStream(folder, filter, new_files_only) end

  ---A stream of the records in new files in a folder, of `length` bytes each, as
  ---strings; string.unpack takes them apart.
  ---
  ---Example:
  ---```lua
  ----- sluice run --files inbox=numbers.txt@500ms program.lua
  ---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
  ---ssc:binaryRecordsStream("inbox", 2)
  ---  :map(function(bytes) return (string.unpack("B", bytes)) end)
  ---  :print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 49
  -----> 50
  -----> 51
  -----> 52
  -----> 53
  -----> 54
  ----->
  ---```
  ---@param folder string
  ---@param length integer
  ---@return DStream
  function class:binaryRecordsStream(folder, length) end

  ---The records of several streams with the same slide, batch by batch.
  ---
  ---Example:
  ---```lua
  ---local rooms = { ssc:queueStream({ sc:parallelize({ 19 }) }),
  ---  ssc:queueStream({ sc:parallelize({ 28, 31 }) }) }
  ---ssc:union(rooms):reduce(math.max):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param streams DStream[]
  ---@return DStream
  function class:union(streams) end

  ---Any RDD made of those of several streams with the same slide: f(rdds, time) runs on
  ---the driver once a batch.
  ---
  ---Example:
  ---```lua
  ---local seen = ssc:queueStream({ sc:parallelize({ "ann", "eve" }) })
  ---local banned = ssc:queueStream({ sc:parallelize({ "eve" }) })
  ---ssc:transform({ seen, banned }, function(rdds)
  ---  return rdds[1]:subtract(rdds[2])
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> ann
  ----->
  ---```
  ---@param streams DStream[]
  ---@param f fun(rdds: RDD[], time: sluice.Time): RDD
  ---@return DStream
  function class:transform(streams, f) end

  ---A stream whose records the program makes: f(n) is called on the driver for batch n
  ---(the one at n batch intervals) and returns a list, or nil for no RDD at all. It is
  ---sluice's own; in Spark it takes a subclass of InputDStream. It survives a recovery.
  ---A run that was given no other end is over when f returned lists, and then nil.
  ---
  ---Example:
  ---```lua
  ----- sluice run --batches 2 program.lua
  ---ssc:generatorStream(function(batch) return { batch, batch * 10 } end, 2):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 1
  -----> 10
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 2
  -----> 20
  ----->
  ---```
  ---@param f fun(batch: integer): any[]|nil
  ---@param n integer|nil partitions; as many as defaultParallelism
  ---@return DStream
  function class:generatorStream(f, n) end

  ---The folder of checkpoints. Streams with state need one; metadata is written there
  ---in each batch, and data checkpoints as often as each stream asks. nil: no
  ---checkpoints.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local visits = ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) })
  ---visits:updateStateByKey(function(values, state)
  ---  return (state or 0) + #values
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,1)
  ----->
  ---```
  ---@param folder string|nil
  function class:checkpoint(folder) end

  ---The application that the context belongs to.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "words", Seconds(1))
  ---print(ssc:sparkContext():appName())      --> words
  ---```
  ---@return SparkContext
  function class:sparkContext() end

  ---"INITIALIZED", "ACTIVE" once it was started, then "STOPPED".
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "words", Seconds(1))
  ---print(ssc:getState())      --> INITIALIZED
  ---```
  ---@return string
  function class:getState() end

  ---Every stream keeps the RDDs of its batches at least so long. An error if it was
  ---called before; without effect once the context has started.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "words", Seconds(1))
  ---ssc:remember(Seconds(10))
  ---print(pcall(ssc.remember, ssc, Seconds(5)) == false)      --> true
  ---```
  ---@param length sluice.Duration
  function class:remember(length) end

  ---Starts the context: from here on its streams are fixed, and time may run. An error if
  ---there is no output, if another context runs, or if this one was stopped. Starting it
  ---again changes nothing.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "start", Seconds(1))
  ---ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)
  ---ssc:start()
  ---print(ssc:getState())                     --> ACTIVE
  ---ssc:awaitTerminationOrTimeout(1000)       --> 1000 ms
  ---```
  function class:start() end

  ---Lets time run until the run ends or the context is stopped; raises the first error
  ---that a batch reported. (Spark raises it at once, while the batches go on.) An error
  ---if the context never ran: nothing would wake the one who waits.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "await", Seconds(1))
  ---ssc:queueStream({}):foreachRDD(function() ssc:stop() end)
  ---ssc:start()
  ---ssc:awaitTermination()
  ---print(ssc:getState())      --> STOPPED
  ---```
  function class:awaitTermination() end

  ---Lets so much time run; raises the first error that a batch reported. True if the
  ---context was stopped.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "await", Seconds(1))
  ---ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)
  ---ssc:start()
  ---print(ssc:awaitTerminationOrTimeout(500))      --> false
  ---```
  ---@param ms integer milliseconds
  ---@return boolean
  function class:awaitTerminationOrTimeout(ms) end

  ---Stops the context, and the application with it. What was received and is in no batch
  ---is lost, unless it stops gracefully: then receivers stop first, and batches run until
  ---all is worked on. It may be called again, to stop the application as well.
  ---SparkException in a listener.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "stop", Seconds(1))
  ---ssc:queueStream({}):print()
  ---ssc:start()
  ---ssc:stop(false)
  ---print(ssc:getState())                        --> STOPPED
  ---print(ssc:sparkContext():isStopped())        --> false
  ---```
  ---@param stop_spark? boolean false: leave the application; if not given, the setting
  ---spark.streaming.stopSparkContextByDefault, true unless set
  ---@param gracefully? boolean true: work on all that was received
  function class:stop(stop_spark, gracefully) end

  ---From now on a listener is told what happens in the context: a table with any of the
  ---functions onStreamingStarted, onReceiverStarted, onReceiverError, onReceiverStopped,
  ---onBatchSubmitted, onBatchStarted, onBatchCompleted, onOutputOperationStarted and
  ---onOutputOperationCompleted. Each gets one event; see sluice.listeners for its fields.
  ---They run on the driver, in simulated time; an error in one is said, and the run goes
  ---on.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "listen", Seconds(1))
  ---ssc:addStreamingListener({
  ---  onBatchCompleted = function(event)
  ---    local batch = event.batchInfo
  ---    print(batch.batchTime .. " took " .. batch.totalDelay)   --> 1000 ms took 15
  ---  end,
  ---})
  ---ssc:queueStream({}):foreachRDD(function(rdd) rdd:count() end)
  ---ssc:start()
  ---ssc:awaitTermination()
  ---```
  ---@param listener StreamingListener
  function class:addStreamingListener(listener) end

  ---The listener is told nothing more. A listener that was added twice is told once. No
  ---error if it is none of this context's.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "listen", Seconds(1))
  ---local listener = { onStreamingStarted = function() print("started") end }
  ---ssc:addStreamingListener(listener)
  ---ssc:removeStreamingListener(listener)
  ---ssc:queueStream({}):foreachRDD(function() end)
  ---ssc:start()
  ---ssc:awaitTermination()
  ---```
  ---@param listener StreamingListener
  function class:removeStreamingListener(listener) end
end

---Makes a context: StreamingContext(conf, interval), (sparkContext, interval) or
---(master, name, interval); or (folder), from the checkpoints in it. An error if master
---or name is missing, or if an application runs already and none is given.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "words", Seconds(1))
---print(ssc:getState())      --> INITIALIZED
---```
---@class sluice.StreamingContextWord
---@overload fun(first: SparkConf|SparkContext|string, ...: string|sluice.Duration): StreamingContext
StreamingContext = {}

---The context that was started and not stopped; nil if there is none.
---
---Example:
---```lua
---print(StreamingContext.getActive())      --> nil
---```
---@return StreamingContext|nil
function StreamingContext.getActive() end

---The context that is active; else that of getOrCreate(folder, create), or, without a
---folder, the one that `create` makes.
---
---Example:
---```lua
---local function create()
---  local made = StreamingContext("local[2]", "words", Seconds(1))
---  made:queueStream({ made:sparkContext():parallelize({ 31, 27 }) }):count():print()
---  return made
---end
---local ssc = StreamingContext.getActiveOrCreate(create)
---ssc:start()
---print(StreamingContext.getActiveOrCreate(create) == ssc)
---ssc:awaitTermination()
-----> true
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 2
----->
---```
---@param folder string|fun(): StreamingContext
---@param create nil|fun(): StreamingContext
---@return StreamingContext
function StreamingContext.getActiveOrCreate(folder, create) end

---The context that a checkpoint in the folder tells of, or, if there is none, the one
---that `create` makes. A recovered context begins with the batches that were not done.
---
---Example:
---```lua
----- sluice run --batches 1 program.lua
---local function create()
---  local made = StreamingContext("local[2]", "words", Seconds(1))
---  made:checkpoint("checkpoint")
---  made:generatorStream(function(batch) return { batch } end, 1):print()
---  return made
---end
---local ssc = StreamingContext.getOrCreate("checkpoint", create)
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 1
----->
---```
---@param folder string
---@param create fun(): StreamingContext
---@param settings any taken without effect: Hadoop's, in Spark
---@param create_on_error boolean|nil true: call `create`, too, if nothing can be read
---@return StreamingContext
function StreamingContext.getOrCreate(folder, create, settings, create_on_error) end

do
  ---A stream: an RDD of records for each batch, a DStream in Spark. It is described
  ---before the context starts; what an operator returns is another stream, and only
  ---outputs (print, foreachRDD, saveAs...) let anything happen. A record is a value, or a
  ---pair of key and value; the operators whose names end in ByKey, and joins, want pairs.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "the river", "the gate" }) })
  ---local words = lines:flatMap(function(line) return split(line) end)
  ---words:map(function(word) return word, 1 end)
  ---  :reduceByKey(function(a, b) return a + b end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (river,1)
  -----> (gate,1)
  -----> (the,2)
  ----->
  ---```
  ---@class DStream
  local class = {}

  ---One record for each record: what f returns. Two results make a pair.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "ann 31", "bob 27" }) })
  ---lines:map(function(line)
  ---  local words = split(line)
  ---  return words[1], tonumber(words[2])
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,31)
  -----> (bob,27)
  ----->
  ---```
  ---@param f fun(...): any, any
  ---@return DStream
  function class:map(f) end

  ---Any number of records for each record: f returns a list of them, or calls its last
  ---argument for each, `function(line, emit) emit(word, 1) end`.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "the river", "rises" }) })
  ---lines:flatMap(function(line) return split(line) end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> the
  -----> river
  -----> rises
  ----->
  ---```
  ---@param f fun(...): any[]|nil
  ---@return DStream
  function class:flatMap(f) end

  ---The records for which f returns true.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })
  ---degrees:filter(function(x) return x > 20 end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(...): boolean
  ---@return DStream
  function class:filter(f) end

  ---Calls f once for each partition with the list of its records; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31, 28 }, 2) })
  ---degrees:mapPartitions(function(list)
  ---  return { math.max(table.unpack(list)) }
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(list: any[]): any[]
  ---@param keeps boolean|nil true: f leaves every key where it is
  ---@return DStream
  function class:mapPartitions(f, keeps) end

  ---The pairs with f(value) in place of the value.
  ---
  ---Example:
  ---```lua
  ---local celsius = ssc:queueStream({ sc:parallelize({ pair("hall", 20.0) }) })
  ---celsius:mapValues(function(x) return x * 1.8 + 32 end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (hall,68.0)
  ----->
  ---```
  ---@param f fun(value: any): any
  ---@return DStream
  function class:mapValues(f) end

  ---For each pair the key with each item of the list f(value).
  ---
  ---Example:
  ---```lua
  ---local days = ssc:queueStream({ sc:parallelize({ pair("hall", "19 21") }) })
  ---days:flatMapValues(function(text) return split(text) end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (hall,19)
  -----> (hall,21)
  ----->
  ---```
  ---@param f fun(value: any): any[]
  ---@return DStream
  function class:flatMapValues(f) end

  ---One record for each partition: the list of its records.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }, 2) })
  ---degrees:glom():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> List(19)
  -----> List(24, 31)
  ----->
  ---```
  ---@return DStream
  function class:glom() end

  ---The number of records in each batch, 0 for an empty one.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:count():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 3
  ----->
  ---```
  ---@return DStream
  function class:count() end

  ---How often each record is in a batch: (record, count).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:countByValue():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (cart,1)
  -----> (home,2)
  ----->
  ---```
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function class:countByValue(n) end

  ---All records of a batch folded into one with f; no record for an empty batch.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })
  ---degrees:reduce(math.max):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return DStream
  function class:reduce(f) end

  ---The same records in n partitions, spread evenly by a shuffle.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }, 1) })
  ---clicks:repartition(3):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 3
  ---```
  ---@param n integer
  ---@return DStream
  function class:repartition(n) end

  ---The records of both streams, batch by batch.
  ---
  ---Example:
  ---```lua
  ---local hall = ssc:queueStream({ sc:parallelize({ 19, 21 }) })
  ---local attic = ssc:queueStream({ sc:parallelize({ 28 }) })
  ---hall:union(attic):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 19
  -----> 21
  -----> 28
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@return DStream
  function class:union(other) end

  ---Any RDD made of the RDD of each batch: f(rdd, time) runs on the driver and returns
  ---an RDD.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 24, 19, 31 }) })
  ---degrees:transform(function(rdd)
  ---  return rdd:sortBy(function(x) return x end)
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 19
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(rdd: RDD, time: sluice.Time): RDD
  ---@return DStream
  function class:transform(f) end

  ---The same with the RDDs of two streams: f(rdd, other, time).
  ---
  ---Example:
  ---```lua
  ---local seen = ssc:queueStream({ sc:parallelize({ "ann", "bob", "eve" }) })
  ---local known = ssc:queueStream({ sc:parallelize({ "ann", "bob" }) })
  ---seen:transformWith(known, function(rdd, other)
  ---  return rdd:subtract(other)
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> eve
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param f fun(rdd: RDD, other: RDD, time: sluice.Time): RDD
  ---@return DStream
  function class:transformWith(other, f) end

  ---Adds up the values of each key in one batch, first in each partition.
  ---
  ---Example:
  ---```lua
  ---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
  ---words:map(function(word) return word, 1 end)
  ---  :reduceByKey(function(a, b) return a + b end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (b,1)
  -----> (a,2)
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function class:reduceByKey(f, n) end

  ---The list of the values of each key in one batch.
  ---
  ---Example:
  ---```lua
  ---local readings = { pair("hall", 19), pair("attic", 28), pair("hall", 21) }
  ---ssc:queueStream({ sc:parallelize(readings) }):groupByKey():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,ArrayBuffer(28))
  -----> (hall,ArrayBuffer(19, 21))
  ----->
  ---```
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:groupByKey(n) end

  ---Combines the values of each key into something else: create(v) begins it,
  ---merge(c, v) adds a value, join(c, c) puts partial results together.
  ---
  ---Example:
  ---```lua
  ---local readings = { pair("hall", 19), pair("hall", 21), pair("attic", 28) }
  ---local mean = ssc:queueStream({ sc:parallelize(readings) }):combineByKey(
  ---  function(v) return pair(v, 1) end,
  ---  function(c, v) return pair(c._1 + v, c._2 + 1) end,
  ---  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end,
  ---  2):mapValues(function(c) return c._1 / c._2 end)
  ---mean:print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,28.0)
  -----> (hall,20.0)
  ----->
  ---```
  ---@param create fun(v: any): any
  ---@param merge fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner
  ---@param map_side boolean|nil false: nothing is combined before the shuffle
  ---@return DStream
  function class:combineByKey(create, merge, join, n, map_side) end

  ---For each key of either side the lists of its values on both.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:cogroup(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(CompactBuffer(home),CompactBuffer(7)))
  -----> (bob,(CompactBuffer(),CompactBuffer(9)))
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:cogroup(other, n) end

  ---(k, (v, w)) for every pair of values that a key has in this batch on both sides.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:join(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(home,7))
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:join(other, n) end

  ---The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:leftOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (eve,(2,None))
  -----> (ann,(1,Some(7)))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:leftOuterJoin(other, n) end

  ---The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:rightOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(Some(1),7))
  -----> (bob,(None,9))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:rightOuterJoin(other, n) end

  ---The same with every key of either side; both values are options.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:fullOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (eve,(Some(2),None))
  -----> (ann,(Some(1),Some(7)))
  -----> (bob,(None,Some(9)))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function class:fullOuterJoin(other, n) end

  ---The records of the last batches as one RDD, made every slide.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ "home" }), sc:parallelize({ "cart" }) })
  ---clicks:window(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> home
  -----> cart
  ----->
  ---```
  ---@param length sluice.Duration a multiple of the slide of this stream
  ---@param slide sluice.Duration|nil the same; without it, the slide of this stream
  ---@return DStream
  function class:window(length, slide) end

  ---Adds up the values of each key over a window. With an inverse function a window is
  ---made of the one before: what left is taken away, what entered is added; keys stay
  ---until a filter drops them, and ssc:checkpoint(folder) is needed.
  ---
  ---Example:
  ---```lua
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("bob", 1) }),
  ---  sc:parallelize({ pair("ann", 1) }) })
  ---local function add(a, b) return a + b end
  ---visits:reduceByKeyAndWindow(add, Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,2)
  -----> (bob,1)
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param ... any [inverse,] length [, slide [, partitions [, filter]]]
  ---@return DStream
  function class:reduceByKeyAndWindow(f, ...) end

  ---The list of the values of each key over a window, those of the oldest batch first.
  ---
  ---Example:
  ---```lua
  ---local readings = ssc:queueStream({ sc:parallelize({ pair("hall", 19) }),
  ---  sc:parallelize({ pair("hall", 21) }) })
  ---readings:groupByKeyAndWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (hall,ArrayBuffer(19, 21))
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration|nil
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function class:groupByKeyAndWindow(length, slide, n) end

  ---All records of a window folded into one with f; with an inverse function made of
  ---the window before.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({
  ---  sc:parallelize({ 19, 24 }), sc:parallelize({ 31 }) })
  ---degrees:reduceByWindow(math.max, Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param ... any [inverse,] length, slide
  ---@return DStream
  function class:reduceByWindow(f, ...) end

  ---How many records are in a window; needs ssc:checkpoint(folder). Nothing before the
  ---first record, then 0 for an empty window.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }),
  ---  sc:parallelize({ "home" }) })
  ---clicks:countByWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 3
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration
  ---@return DStream
  function class:countByWindow(length, slide) end

  ---How often each record is in a window; needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }),
  ---  sc:parallelize({ "home" }) })
  ---clicks:countByValueAndWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (cart,1)
  -----> (home,2)
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function class:countByValueAndWindow(length, slide, n) end

  ---A state for every key: f(values, state) is called in each batch for every key that
  ---has values or a state, and returns the new state; nil ends it. f may also take four
  ---arguments, (time, key, values, state), or one, the list of all (key, values, state)
  ---of a partition; that one returns a list of pairs. Needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("ann", 1) }),
  ---  sc:parallelize({ pair("ann", 1) }) })
  ---visits:updateStateByKey(function(values, state)
  ---  return (state or 0) + #values
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,2)
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,3)
  ----->
  ---```
  ---@param f function
  ---@param n integer|Partitioner|nil partitions of the result
  ---@param remembers boolean|RDD|nil false: the state forgets its partitioner, so that
  ---each batch shuffles it again; may be left out before an RDD
  ---@param initial RDD|nil pairs of keys and states before the first batch
  ---@return DStream
  function class:updateStateByKey(f, n, remembers, initial) end

  ---A state for every key that sees each record: the function of the StateSpec is
  ---called for each, and what it returns is the stream. Only keys with records cost
  ---anything. Needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update(state:getOption():getOrElse(0) + visits)
  ---  return name, state:get()
  ---end)
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1) }), sc:parallelize({ pair("ann", 2) }) })
  ---visits:mapWithState(spec):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,1)
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,3)
  ----->
  ---```
  ---@param state_spec StateSpec
  ---@return DStream
  function class:mapWithState(state_spec) end

  ---Of a stream that mapWithState made: all keys with their states after each batch.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local last = StateSpec(function(_, degrees, state)
  ---  state:update(degrees)
  ---  return degrees
  ---end)
  ---local readings = { pair("hall", 19), pair("attic", 28), pair("hall", 21) }
  ---ssc:queueStream({ sc:parallelize(readings, 1) })
  ---  :mapWithState(last):stateSnapshots():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,28)
  -----> (hall,21)
  ----->
  ---```
  ---@return DStream
  function class:stateSnapshots() end

  ---Calls f on the driver with the RDD of each batch, and its time.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:foreachRDD(function(rdd, time)
  ---  print(time, rdd:count())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  3
  ---```
  ---@param f fun(rdd: RDD, time: sluice.Time)
  function class:foreachRDD(f) end

  ---Prints the first records of every batch, 10 or num.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "pay" }) })
  ---clicks:print(2)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> home
  -----> cart
  -----> ...
  ----->
  ---```
  ---@param num integer|nil
  function class:print(num) end

  ---Writes each batch into a folder `prefix-TIME` or `prefix-TIME.suffix`, TIME in
  ---milliseconds: a file part-NNNNN for each partition, the text of a record in each
  ---line.
  ---
  ---Example:
  ---```lua
  ---local ages = ssc:queueStream({ sc:parallelize({ pair("ann", 31) }, 1) })
  ---ages:saveAsTextFiles("ages", "txt")
  ---ssc:start()
  ---ssc:awaitTermination()
  ---for line in io.lines("ages-1000.txt/part-00000") do print(line) end
  -----> (ann,31)
  ---```
  ---@param prefix string
  ---@param suffix string|nil
  function class:saveAsTextFiles(prefix, suffix) end

  ---Writes each batch into a folder, as saveAsTextFiles does, but the records as they
  ---are: sc:objectFile(path) reads them again. (The files are not those of Java.)
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "save", Seconds(1))
  ---local sc = ssc:sparkContext()
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):saveAsObjectFiles("ages")
  ---ssc:start()
  ---ssc:awaitTermination()
  ---print(sc:objectFile("ages-1000"):first()._2)      --> 31
  ---```
  ---@param prefix string
  ---@param suffix string|nil
  function class:saveAsObjectFiles(prefix, suffix) end

  ---Says how long the operator just made works on a record, in simulated time; in
  ---place of sluice.cost.call. Each record counts that its function gets. For
  ---reduceByKey that is each pair, before the shuffle and after it; for mapPartitions
  ---each record of the list; for updateStateByKey and mapWithState each key; for
  ---transform each record that a function inside it gets. What is computed does not
  ---change. Spark has no such operator.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "the river", "rises" }, 1) })
  ---lines:map(function(line) return line:upper() end):cost(Milliseconds(300))
  ---  :foreachRDD(function(rdd) print(rdd:count()) end)
  ---ssc:addStreamingListener({ onBatchCompleted = function(event)
  ---  print(event.batchInfo.processingDelay)
  ---end })
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 2
  -----> 615
  ---```
  ---@param each sluice.Microseconds|sluice.Duration what a record costs
  ---@return DStream self
  function class:cost(each) end

  ---Tells the log that the group of a direct stream has come to the end of these
  ---ranges; a program that starts without offsets goes on there. It is told when the
  ---next batch is formed, so a batch may be done twice after a failure.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 3s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["enable.auto.commit"] = false }))
  ---orders:foreachRDD(function(rdd)
  ---  print(rdd:count())
  ---  orders:commitAsync(rdd:offsetRanges())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 5
  -----> 1
  -----> 0
  ---```
  ---@param ranges OffsetRange[]
  function class:commitAsync(ranges) end

  ---Keeps the RDDs of the stream for further use.
  ---
  ---Example:
  ---```lua
  ---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
  ---words:persist(StorageLevel.MEMORY_ONLY)
  ---words:foreachRDD(function(rdd)
  ---  print(rdd:getStorageLevel() == StorageLevel.MEMORY_ONLY)
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> true
  ---```
  ---@param level StorageLevel|nil MEMORY_ONLY_SER without it
  ---@return DStream self
  function class:persist(level) end

  ---The same as persist().
  ---
  ---Example:
  ---```lua
  ---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
  ---words:cache()
  ---words:count():foreachRDD(function(rdd) print(rdd:first()) end)
  ---words:countByValue():foreachRDD(function(rdd) print(rdd:count()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 3
  -----> 2
  ---```
  ---@return DStream self
  function class:cache() end

  ---Writes the RDDs of the stream to files every `interval`, a multiple of its slide, and
  ---cuts their lineage there. The stream is kept, too. Needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local visits = ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) })
  ---local totals = visits:updateStateByKey(function(values, state)
  ---  return (state or 0) + #values
  ---end)
  ---totals:checkpoint(Seconds(5))
  ---totals:foreachRDD(function(rdd) print(rdd:first()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (ann,1)
  ---```
  ---@param interval sluice.Duration
  ---@return DStream self
  function class:checkpoint(interval) end

  ---How often the stream has an RDD: the batch interval, or the slide of a window.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "slide", Seconds(1))
  ---local lines = ssc:socketTextStream("localhost", 9999)
  ---print(lines:window(Seconds(4), Seconds(2)):slideDuration())      --> 2000 ms
  ---```
  ---@return sluice.Duration
  function class:slideDuration() end

  ---The StreamingContext.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home" }) })
  ---print(clicks:context() == ssc)      --> true
  ---```
  ---@return StreamingContext
  function class:context() end

  ---The RDD of a time; nil if the stream has none then.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }) })
  ---local upper = clicks:map(string.upper)
  ---upper:foreachRDD(function(_, time)
  ---  print(upper:compute(time):collect()[2])
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> CART
  ---```
  ---@param at sluice.Time
  ---@return RDD|nil
  function class:compute(at) end

  ---The RDDs of the times from..to, both included. Times between two RDDs are moved down.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ "home" }), sc:parallelize({ "cart" }) })
  ---ssc:remember(Seconds(10))
  ---clicks:foreachRDD(function(_, time)
  ---  print(time, #clicks:slice(Time(1000), time))
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  1
  -----> 2000 ms  2
  ---```
  ---@param from sluice.Time|sluice.Interval
  ---@param to sluice.Time|nil
  ---@return RDD[]
  function class:slice(from, to) end
end

do
  ---A list of records in partitions, on which tasks work side by side. Operators return
  ---another RDD and run nothing; an action (collect, count, reduce ...) runs a job and
  ---waits for it. RDDs come from a SparkContext, and from each batch of a stream in
  ---foreachRDD and transform.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({ "the", "river", "the", "gate" })
  ---local counts = words:map(function(word) return word, 1 end)
  ---  :reduceByKey(function(a, b) return a + b end)
  ---print(counts:lookup("the")[1])      --> 2
  ---```
  ---@class RDD
  local class = {}

  ---One record for each record: what f returns. Two results make a pair.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2}):map(function(x) return x * 2 end):first())  --> 2
  ---```
  ---@param f fun(...): any, any
  ---@return RDD
  function class:map(f) end

  ---Any number of records for each record: f returns a list of them, or calls its last
  ---argument for each, `function(line, emit) emit(word, 1) end`.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({"a b", "c"}):flatMap(split):count())               --> 3
  ---```
  ---@param f fun(...): any[]|nil
  ---@return RDD
  function class:flatMap(f) end

  ---The records for which f returns true. Keeps the partitioner.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("tim", 9) })
  ---print(ages:filter(function(name, age) return age >= 18 end):count())      --> 1
  ---```
  ---@param f fun(...): boolean
  ---@return RDD
  function class:filter(f) end

  ---Calls f once for each partition with the list of its records; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local degrees = sc:parallelize({ 19, 31, 24, 28 }, 2)
  ---local highest = degrees:mapPartitions(function(list)
  ---  return { math.max(table.unpack(list)) }
  ---end)
  ---print(table.concat(highest:collect(), " "))      --> 31 28
  ---```
  ---@param f fun(list: any[]): any[]
  ---@param keeps boolean|nil true: f leaves every key where it is
  ---@return RDD
  function class:mapPartitions(f, keeps) end

  ---The same with the number of the partition, from 0, before the list.
  ---
  ---Example:
  ---```lua
  ---local letters = sc:parallelize({ "a", "b", "c" }, 2)
  ---local sizes = letters:mapPartitionsWithIndex(function(i, list)
  ---  return { i .. ":" .. #list }
  ---end)
  ---print(table.concat(sizes:collect(), " "))      --> 0:1 1:2
  ---```
  ---@param f fun(index: integer, list: any[]): any[]
  ---@param keeps boolean|nil
  ---@return RDD
  function class:mapPartitionsWithIndex(f, keeps) end

  ---One record for each partition: the list of its records.
  ---
  ---Example:
  ---```lua
  ---for _, list in ipairs(sc:parallelize({ 19, 31, 24 }, 2):glom():collect()) do
  ---  print(table.concat(list, " "))
  ---end
  -----> 19
  -----> 31 24
  ---```
  ---@return RDD
  function class:glom() end

  ---Each record with the key that f makes of it: (f(x), x).
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "charles" })
  ---print(names:keyBy(function(name) return #name end):first())      --> (3,ann)
  ---```
  ---@param f fun(...): any
  ---@return RDD
  function class:keyBy(f) end

  ---The keys of pairs.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):keys():first())
  -----> ann
  ---```
  ---@return RDD
  function class:keys() end

  ---The values of pairs.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):values():sum())
  -----> 58.0
  ---```
  ---@return RDD
  function class:values() end

  ---The pairs with f(value) in place of the value. Keeps the partitioner.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31) })
  ---print(ages:mapValues(function(age) return age + 1 end):first())      --> (ann,32)
  ---```
  ---@param f fun(value: any): any
  ---@return RDD
  function class:mapValues(f) end

  ---For each pair the key with each item of the list f(value). Keeps the partitioner.
  ---
  ---Example:
  ---```lua
  ---local days = sc:parallelize({ pair("hall", "19 21") })
  ---local readings = days:flatMapValues(function(text) return split(text) end)
  ---print(table.unpack(readings:collect()))      --> (hall,19)  (hall,21)
  ---```
  ---@param f fun(value: any): any[]
  ---@return RDD
  function class:flatMapValues(f) end

  ---Each record with its position in the RDD, from 0: (x, i). With more than one
  ---partition a job counts their records first.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "eve" })
  ---print(table.unpack(names:zipWithIndex():collect()))  --> (ann,0)  (bob,1)  (eve,2)
  ---```
  ---@return RDD
  function class:zipWithIndex() end

  ---Each record with a number of its own, without a job: records of partition p get p,
  ---p + n, p + 2n ..., where n is the number of partitions.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "eve" }, 2)
  ---for _, name in ipairs(names:zipWithUniqueId():collect()) do print(name) end
  -----> (ann,0)
  -----> (bob,1)
  -----> (eve,3)
  ---```
  ---@return RDD
  function class:zipWithUniqueId() end

  ---Adds up the values of each key with f, first in each partition, then over all.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({pair("a", 1), pair("a", 2)})
  ---print(words:reduceByKey(function(a, b) return a + b end):first())  --> (a,3)
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil partitions of the result; a Partitioner may also
  ---stand before f
  ---@return RDD
  function class:reduceByKey(f, n) end

  ---The list of the values of each key.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.unpack(readings:groupByKey():collect()))
  -----> (attic,CompactBuffer(28))  (hall,CompactBuffer(19, 21))
  ---```
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:groupByKey(n) end

  ---Combines the values of each key into something else: create(v) begins it,
  ---merge(c, v) adds a value, join(c, c) puts partial results together.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("hall", 21), pair("attic", 28) })
  ---local mean = readings:combineByKey(
  ---  function(v) return pair(v, 1) end,
  ---  function(c, v) return pair(c._1 + v, c._2 + 1) end,
  ---  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end)
  ---  :mapValues(function(c) return c._1 / c._2 end)
  ---print(table.unpack(mean:collect()))      --> (attic,28.0)  (hall,20.0)
  ---```
  ---@param create fun(v: any): any
  ---@param merge fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@param map_side boolean|nil false: nothing is combined before the shuffle
  ---@return RDD
  function class:combineByKey(create, merge, join, n, map_side) end

  ---Combines the values of each key: add(c, v) begins with zero in each partition,
  ---join(c, c) puts the partitions together.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({
  ---  pair("a", "ann"), pair("b", "bob"), pair("a", "alex") })
  ---local letters = words:aggregateByKey(0,
  ---  function(sum, word) return sum + #word end,
  ---  function(a, b) return a + b end)
  ---print(table.unpack(letters:collect()))      --> (b,3)  (a,7)
  ---```
  ---@param zero any
  ---@param add fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:aggregateByKey(zero, add, join, n) end

  ---The same with one function: f(c, v) begins with zero in each partition.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.unpack(readings:foldByKey(0, math.max):collect()))
  -----> (attic,28)  (hall,21)
  ---```
  ---@param zero any
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:foldByKey(zero, f, n) end

  ---(k, (v, w)) for every pair of values that a key has on both sides.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({pair("ann", 30)})
  ---local towns = sc:parallelize({pair("ann", "Oslo")})
  ---print(ages:join(towns):first())                    --> (ann,(30,Oslo))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:join(other, n) end

  ---The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---print(table.unpack(ages:leftOuterJoin(towns):collect()))
  -----> (eve,(35,None))  (ann,(31,Some(Oslo)))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:leftOuterJoin(other, n) end

  ---The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---print(table.unpack(ages:rightOuterJoin(towns):collect()))
  -----> (ann,(Some(31),Oslo))  (bob,(None,Rome))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:rightOuterJoin(other, n) end

  ---The same with every key of either side; both values are options.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---for _, both in ipairs(ages:fullOuterJoin(towns):collect()) do print(both) end
  -----> (eve,(Some(35),None))
  -----> (ann,(Some(31),Some(Oslo)))
  -----> (bob,(None,Some(Rome)))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:fullOuterJoin(other, n) end

  ---For each key the lists of its values on this side and on up to three others.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ pair("ann", "home"), pair("ann", "cart") })
  ---local orders = sc:parallelize({ pair("ann", 7), pair("bob", 9) })
  ---for _, both in ipairs(clicks:cogroup(orders):collect()) do print(both) end
  -----> (ann,(CompactBuffer(home, cart),CompactBuffer(7)))
  -----> (bob,(CompactBuffer(),CompactBuffer(9)))
  ---```
  ---@param ... RDD|integer|Partitioner others; last, perhaps, the partitions
  ---@return RDD
  function class:cogroup(...) end

  ---The same as cogroup with up to three other RDDs.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31) }, 1)
  ---print(ages:groupWith(ages):first())
  -----> (ann,(CompactBuffer(31),CompactBuffer(31)))
  ---```
  ---@param ... RDD
  ---@return RDD
  function class:groupWith(...) end

  ---The same records, each in the partition of its key.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair(1, "ann"), pair(2, "bob"), pair(3, "eve") })
  ---for _, part in ipairs(ages:partitionBy(HashPartitioner(2)):glom():collect()) do
  ---  print(table.unpack(part))
  ---end
  -----> (2,bob)
  -----> (1,ann)  (3,eve)
  ---```
  ---@param n integer|Partitioner
  ---@return RDD
  function class:partitionBy(n) end

  ---The records in lists, by the key that f makes of each.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35 })
  ---print(table.unpack(ages:groupBy(function(age) return age // 10 end):collect()))
  -----> (2,CompactBuffer(27))  (3,CompactBuffer(31, 35))
  ---```
  ---@param f fun(...): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:groupBy(f, n) end

  ---The records of both; partitions one after the other.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1}):union(sc:parallelize({2})):count())       --> 2
  ---```
  ---@param other RDD
  ---@return RDD
  function class:union(other) end

  ---Every record once. No shuffle if the RDD has a partitioner and n is not given.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ "home", "cart", "home" })
  ---print(clicks:distinct():count())      --> 2
  ---```
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function class:distinct(n) end

  ---The records of this RDD that the other has not. As many partitions as this one.
  ---
  ---Example:
  ---```lua
  ---local seen = sc:parallelize({ "ann", "bob", "eve" })
  ---print(table.unpack(seen:subtract(sc:parallelize({ "ann", "bob" })):collect()))
  -----> eve
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:subtract(other, n) end

  ---The pairs whose key the other RDD has not.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local left = sc:parallelize({ pair("ann", "moved") })
  ---print(table.unpack(ages:subtractByKey(left):collect()))      --> (eve,35)
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:subtractByKey(other, n) end

  ---The records that both have, each once.
  ---
  ---Example:
  ---```lua
  ---local monday = sc:parallelize({ "ann", "bob", "eve" })
  ---local tuesday = sc:parallelize({ "eve", "tim" })
  ---print(table.unpack(monday:intersection(tuesday):collect()))      --> eve
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function class:intersection(other, n) end

  ---Every record with every record of the other RDD.
  ---
  ---Example:
  ---```lua
  ---local sizes = sc:parallelize({ "S", "L" })
  ---print(table.unpack(sizes:cartesian(sc:parallelize({ "red", "blue" })):collect()))
  -----> (S,red)  (S,blue)  (L,red)  (L,blue)
  ---```
  ---@param other RDD
  ---@return RDD
  function class:cartesian(other) end

  ---Pairs of the records that stand at the same place. Both RDDs have as many
  ---partitions, and as many records in each.
  ---
  ---Example:
  ---```lua
  ---local names, ages = sc:parallelize({ "ann", "bob" }), sc:parallelize({ 31, 27 })
  ---print(table.unpack(names:zip(ages):collect()))      --> (ann,31)  (bob,27)
  ---```
  ---@param other RDD
  ---@return RDD
  function class:zip(other) end

  ---Calls f once for each partition, in tasks, with the lists of the records of this
  ---RDD and of one, two or three others that have as many partitions; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local a, b = sc:range(0, 4, 1, 2), sc:range(0, 6, 1, 2)
  ---local sizes = a:zipPartitions(b, function(x, y) return {#x, #y} end)
  ---print(table.concat(sizes:collect(), " "))                           --> 2 3 2 3
  ---```
  ---@param other RDD
  ---@param ... any up to two more RDDs; f(list, list, ...); true: f leaves every key of
  ---this RDD where it is
  ---@return RDD
  function class:zipPartitions(other, ...) end

  ---The same records in n partitions, spread evenly by a shuffle.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 2, 3, 4 }, 1):repartition(4):getNumPartitions())   --> 4
  ---```
  ---@param n integer 1 or more
  ---@return RDD
  function class:repartition(n) end

  ---At most n partitions: neighbours are put together, without a shuffle; with one, as
  ---repartition.
  ---
  ---Example:
  ---```lua
  ---local parts = sc:parallelize({ 1, 2, 3, 4 }, 4):coalesce(2):glom():collect()
  ---print(table.concat(parts[1], " "), table.concat(parts[2], " "))      --> 1 2  3 4
  ---```
  ---@param n integer 1 or more
  ---@param shuffle boolean|nil
  ---@return RDD
  function class:coalesce(n, shuffle) end

  ---The pairs in the order of their keys, over all partitions. With more than one
  ---partition a job looks at a sample of the keys first.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({pair(2, "b"), pair(1, "a")}):sortByKey():first())  --> (1,a)
  ---```
  ---@param ascending boolean|nil true if not given
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function class:sortByKey(ascending, n) end

  ---The records in the order of what f makes of each.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "charles", "ann", "bobby" })
  ---print(table.unpack(names:sortBy(function(name) return #name end):collect()))
  -----> ann  bobby  charles
  ---```
  ---@param f fun(...): any
  ---@param ascending boolean|nil true if not given
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function class:sortBy(f, ascending, n) end

  ---Each pair in the partition of its key, and each partition in the order of its keys.
  ---
  ---Example:
  ---```lua
  ---local days = sc:parallelize({
  ---  pair(4, "thu"), pair(2, "tue"), pair(3, "wed"), pair(1, "mon") })
  ---local sorted = days:repartitionAndSortWithinPartitions(2)
  ---for _, part in ipairs(sorted:glom():collect()) do
  ---  print(table.unpack(part))
  ---end
  -----> (2,tue)  (4,thu)
  -----> (1,mon)  (3,wed)
  ---```
  ---@param n integer|Partitioner
  ---@return RDD
  function class:repartitionAndSortWithinPartitions(n) end

  ---The n largest records, the largest first.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27), pair("eve", 35) })
  ---print(table.unpack(ages:top(2, function(name, age) return age end)))
  -----> (eve,35)  (ann,31)
  ---```
  ---@param n integer
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any[]
  function class:top(n, key) end

  ---The n smallest records, the smallest first.
  ---
  ---Example:
  ---```lua
  ---print(table.concat(sc:parallelize({3, 1, 2}):takeOrdered(2), " "))  --> 1 2
  ---```
  ---@param n integer
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any[]
  function class:takeOrdered(n, key) end

  ---The largest record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 31, 24 }):max())
  ---print(sc:parallelize({ "ann", "charles" }):max(function(name) return #name end))
  -----> 31
  -----> charles
  ---```
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any
  function class:max(key) end

  ---The smallest record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 31, 24 }):min())      --> 19
  ---```
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any
  function class:min(key) end

  ---All records, in the order of partitions; pairs are objects with _1 and _2.
  ---
  ---Example:
  ---```lua
  ---print(#sc:parallelize({1, 2, 3}):collect())        --> 3
  ---```
  ---@return any[]
  function class:collect() end

  ---Goes through all records on the driver, one partition after the other: a job for
  ---each of them runs when its first record is wanted.
  ---
  ---Example:
  ---```lua
  ---for x in sc:parallelize({1, 2}, 2):toLocalIterator() do print(x * 10) end
  -----> 10
  -----> 20
  ---```
  ---@return fun(): any
  function class:toLocalIterator() end

  ---How many records there are.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ "home", "cart", "home" }):count())      --> 3
  ---```
  ---@return integer
  function class:count() end

  ---The first n records. Looks at as few partitions as it can, in one job or more.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35 })
  ---print(table.concat(ages:take(2), " "))      --> 31 27
  ---```
  ---@param n integer
  ---@return any[]
  function class:take(n) end

  ---The first record; an error if there is none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):first())   --> (ann,31)
  ---```
  ---@return any
  function class:first() end

  ---Whether there is no record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({}):isEmpty())          --> true
  ---print(sc:parallelize({ 31 }):isEmpty())      --> false
  ---```
  ---@return boolean
  function class:isEmpty() end

  ---Folds all records into one with f; an error if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2, 3}):reduce(function(a, b) return a + b end))  --> 6
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return any
  function class:reduce(f) end

  ---The same as reduce, beginning with zero in each partition and once more on the
  ---driver.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 31, 27, 35 }):fold(0, math.max))      --> 35
  ---```
  ---@param zero any
  ---@param f fun(a: any, b: any): any
  ---@return any
  function class:fold(zero, f) end

  ---add(sum, record) folds each partition, beginning with zero; join(sum, sum) puts the
  ---partitions together.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "charles" })
  ---print(names:aggregate(0,
  ---  function(sum, name) return sum + #name end,
  ---  function(a, b) return a + b end))
  -----> 13
  ---```
  ---@param zero any
  ---@param add fun(sum: any, record: any): any
  ---@param join fun(a: any, b: any): any
  ---@return any
  function class:aggregate(zero, add, join) end

  ---The same as aggregate, with partial results put together in levels.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "charles" }, 3)
  ---print(names:treeAggregate(0,
  ---  function(sum, name) return sum + #name end,
  ---  function(a, b) return a + b end))
  -----> 13
  ---```
  ---@param zero any
  ---@param add fun(sum: any, record: any): any
  ---@param join fun(a: any, b: any): any
  ---@param depth integer|nil levels; 2 if not given
  ---@return any
  function class:treeAggregate(zero, add, join, depth) end

  ---The same as reduce, with partial results put together in levels.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35, 4 }, 4)
  ---print(ages:treeReduce(function(a, b) return a + b end))      --> 97
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param depth integer|nil levels; 2 if not given
  ---@return any
  function class:treeReduce(f, depth) end

  ---A table: key -> value. Of several values of a key the last one stays.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) }):collectAsMap()
  ---print(ages.ann, ages.bob)      --> 31  27
  ---```
  ---@return table
  function class:collectAsMap() end

  ---A table: key -> all its values, folded with f in each partition and then on the
  ---driver, without a shuffle; an error if there is no partition.
  ---
  ---Example:
  ---```lua
  ---local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3)})
  ---print(records:reduceByKeyLocally(function(a, b) return a + b end).a)  --> 4
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return table
  function class:reduceByKeyLocally(f) end

  ---A table: key -> how many pairs have it.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({
  ---  pair("ann", "home"), pair("bob", "home"), pair("ann", "cart") })
  ---for name, count in pairs(clicks:countByKey()) do print(name, count) end
  -----> ann  2
  -----> bob  1
  ---```
  ---@return table<any, integer>
  function class:countByKey() end

  ---A table: record -> how often it is there.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ "home", "cart", "home" })
  ---for page, count in pairs(clicks:countByValue()) do print(page, count) end
  -----> cart  1
  -----> home  2
  ---```
  ---@return table<any, integer>
  function class:countByValue() end

  ---The values of a key.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.concat(readings:lookup("hall"), " "))      --> 19 21
  ---```
  ---@param key any
  ---@return any[]
  function class:lookup(key) end

  ---Calls f with each record, in tasks; what it returns is dropped.
  ---
  ---Example:
  ---```lua
  ---local total = sc:longAccumulator("total")
  ---sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)
  ---print(total:value())      --> 12
  ---```
  ---@param f fun(...)
  function class:foreach(f) end

  ---Calls f once for each partition with the list of its records, in tasks. The list
  ---may also be gone through with `for key, value in list do`: there a pair is two
  ---values.
  ---
  ---Example:
  ---```lua
  ---local largest = sc:collectionAccumulator("largest")
  ---sc:parallelize({ 19, 31, 24, 28 }, 2):foreachPartition(function(list)
  ---  largest:add(math.max(table.unpack(list)))
  ---end)
  ---print(table.concat(largest:value(), " "))      --> 31 28
  ---```
  ---@param f fun(list: any[])
  function class:foreachPartition(f) end

  ---Writes a folder with a file part-NNNNN for each partition, the text of a record in
  ---each line. The folder must not be there yet (FileAlreadyExistsException); in an
  ---output of a stream it may be.
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({ pair("ann", 31), pair("bob", 27) }, 1):saveAsTextFile("ages")
  ---for line in io.lines("ages/part-00000") do print(line) end
  -----> (ann,31)
  -----> (bob,27)
  ---```
  ---@param path string
  function class:saveAsTextFile(path) end

  ---Writes a folder as saveAsTextFile does, but the records as they are: numbers, pairs
  ---and lists come back from sc:objectFile(path) as what they were. The files are in a
  ---format of sluice's own, not in that of Java, so Spark cannot read them.
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({pair("a", 1)}, 1):saveAsObjectFile("pairs")
  ---print(sc:objectFile("pairs"):first()._2)           --> 1
  ---```
  ---@param path string
  function class:saveAsObjectFile(path) end

  ---A part of the records, drawn by chance. The same seed draws the same records as in
  ---Spark.
  ---
  ---Example:
  ---```lua
  ---local numbers = sc:range(0, 1000)
  ---print(numbers:sample(false, 0.1, 42):count())      --> 92
  ---```
  ---@param replace boolean whether a record can be drawn more than once
  ---@param fraction number how many of all; with replacement it may be above 1
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD
  function class:sample(replace, fraction, seed) end

  ---Deals the records by chance into as many RDDs as there are weights, each with about
  ---its share; every record is in one of them.
  ---
  ---Example:
  ---```lua
  ---local parts = sc:range(0, 10, 1, 1):randomSplit({0.7, 0.3}, 42)
  ---print(parts[1]:count() + parts[2]:count())         --> 10
  ---```
  ---@param weights number[] 0 or more each; they are divided by their sum
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD[]
  function class:randomSplit(weights, seed) end

  ---A part of the pairs, drawn by chance, with a fraction for each key. Keeps the
  ---partitioner.
  ---
  ---Example:
  ---```lua
  ---local records = sc:parallelize({pair("a", 1), pair("b", 2)})
  ---print(records:sampleByKey(false, {a = 1.0, b = 0.0}, 7):count())   --> 1
  ---```
  ---@param replace boolean whether a pair can be drawn more than once
  ---@param fractions table<any, number> for each key how many of its pairs; a key that
  ---is not there fails the task
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD
  function class:sampleByKey(replace, fractions, seed) end

  ---n records that chance picks, in an order that chance picks; fewer if there are
  ---fewer and none is drawn twice. Needs two jobs: one counts the records.
  ---
  ---Example:
  ---```lua
  ---print(#sc:range(0, 100):takeSample(false, 5, 42))  --> 5
  ---```
  ---@param replace boolean whether a record can be drawn more than once
  ---@param n integer 0 or more
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return any[]
  function class:takeSample(replace, n, seed) end

  ---The sum of the numbers, as a float; 0.0 if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 24, 31 }):sum())      --> 74.0
  ---```
  ---@return number
  function class:sum() end

  ---Count, mean, deviation, largest and smallest number, in one pass.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats())
  -----> (count: 4, mean: 5.000000, stdev: 2.236068, max: 8.000000, min: 2.000000)
  ---```
  ---@return StatCounter
  function class:stats() end

  ---How many numbers are in each bucket. Given a number of buckets: the bounds of equal
  ---ones from the smallest number to the largest, and the counts. Given a list of
  ---ascending bounds: the counts. The last bucket includes its upper bound.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 9, 27, 31, 35 })
  ---local bounds, counts = ages:histogram(2)
  ---print(table.concat(bounds, " "), table.concat(counts, " "))  --> 9.0 22.0 35.0  1 3
  ---print(table.concat(ages:histogram({ 0, 18, 65 }), " "))  --> 1 3
  ---```
  ---@param buckets integer|number[]
  ---@return number[], integer[]|nil
  function class:histogram(buckets) end

  ---The mean of the numbers; NaN if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 31, 27, 35 }):mean())               --> 31.0
  ---```
  ---@return number
  function class:mean() end

  ---The variance of the numbers, taken as all there are: divided by their count.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):variance())           --> 5.0
  ---```
  ---@return number
  function class:variance() end

  ---The square root of the variance, the standard deviation.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 3 }):stdev())                    --> 1.0
  ---```
  ---@return number
  function class:stdev() end

  ---The variance of the numbers, taken as a sample: divided by their count less 1. NaN if
  ---there are fewer than two.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 3 }):sampleVariance())           --> 2.0
  ---```
  ---@return number
  function class:sampleVariance() end

  ---The square root of the variance of a sample.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 10, 12, 14 }):sampleStdev())        --> 2.0
  ---```
  ---@return number
  function class:sampleStdev() end

  ---Says how long the operator just made works on a record, in simulated time; in
  ---place of sluice.cost.call. Each record counts that its function gets. For
  ---reduceByKey that is each pair, before the shuffle and after it; for mapPartitions
  ---each record of the list. What is computed does not change. Spark has no such
  ---method.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob" })
  ---local long = names:map(function(name) return #name end):cost(Microseconds(1200))
  ---print(long:collect()[1])      --> 3
  ---```
  ---@param each sluice.Microseconds|sluice.Duration what a record costs
  ---@return RDD self
  function class:cost(each) end

  ---The offsets of a direct stream's own RDD: a range for each partition, in order. Any
  ---RDD that was made of it has lost them, so they are asked for first.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:foreachRDD(function(rdd)
  ---  for _, range in ipairs(rdd:offsetRanges()) do print(range) end
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> OffsetRange(topic: 'orders', partition: 0, range: [0 -> 5])
  ---```
  ---@return OffsetRange[]
  function class:offsetRanges() end

  ---Spark's number of the RDD, from 0.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2}):id())                 --> 0
  ---```
  ---@return integer
  function class:id() end

  ---The name that setName gave it; null if there is none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1 }):name())                      --> null
  ---print(sc:parallelize({ 1 }):setName("ones"):name())      --> ones
  ---```
  ---@return any
  function class:name() end

  ---Gives the RDD a name, which its text and toDebugString show.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1}):setName("ones"):name())  --> ones
  ---```
  ---@param name string
  ---@return RDD self
  function class:setName(name) end

  ---The SparkContext.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27 })
  ---print(ages:sparkContext() == sc)      --> true
  ---```
  ---@return SparkContext
  function class:sparkContext() end

  ---The same as sparkContext().
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27 })
  ---print(ages:context():appName())      --> example
  ---```
  ---@return SparkContext
  function class:context() end

  ---How many partitions it has.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2, 3}, 2):getNumPartitions())  --> 2
  ---```
  ---@return integer
  function class:getNumPartitions() end

  ---Some(partitioner) if it is known where each key is, else None.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1}):partitioner())           --> None
  ---```
  ---@return Option
  function class:partitioner() end

  ---Keeps the partitions once they are computed, so that later jobs need not compute them
  ---again. A level that was set cannot be changed.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27 }):persist(StorageLevel.MEMORY_AND_DISK)
  ---print(ages:getStorageLevel() == StorageLevel.MEMORY_AND_DISK)      --> true
  ---```
  ---@param level StorageLevel|nil MEMORY_ONLY without it
  ---@return RDD self
  function class:persist(level) end

  ---The same as persist().
  ---
  ---Example:
  ---```lua
  ---local upper = sc:parallelize({ "ann", "bob" }):map(string.upper):cache()
  ---print(upper:count(), upper:first())      --> 2  ANN
  ---```
  ---@return RDD self
  function class:cache() end

  ---Forgets the kept partitions.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27 }):cache()
  ---print(ages:count())                                                 --> 2
  ---print(ages:unpersist():getStorageLevel() == StorageLevel.NONE)      --> true
  ---```
  ---@return RDD self
  function class:unpersist() end

  ---Where its partitions are kept: StorageLevel.NONE if they are not.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 31 }):getStorageLevel() == StorageLevel.NONE)
  ---print(sc:parallelize({ 31 }):cache():getStorageLevel() == StorageLevel.MEMORY_ONLY)
  -----> true
  -----> true
  ---```
  ---@return StorageLevel
  function class:getStorageLevel() end

  ---Marks the RDD: the first job that uses it writes it to files below the folder of
  ---sc:setCheckpointDir, in a second job, and its lineage ends there.
  ---
  ---Example:
  ---```lua
  ---sc:setCheckpointDir("checkpoint")
  ---local ages = sc:parallelize({ 31, 27 }):map(function(age) return age + 1 end)
  ---ages:checkpoint()
  ---print(ages:count(), ages:isCheckpointed())      --> 2  true
  ---```
  function class:checkpoint() end

  ---Whether it was written to files.
  ---
  ---Example:
  ---```lua
  ---sc:setCheckpointDir("checkpoint")
  ---local ages = sc:parallelize({ 31, 27 })
  ---ages:checkpoint()
  ---print(ages:isCheckpointed())                    --> false
  ---print(ages:count(), ages:isCheckpointed())      --> 2  true
  ---```
  ---@return boolean
  function class:isCheckpointed() end

  ---Some(folder) of its files, or None.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 31, 27 }):getCheckpointFile())      --> None
  ---```
  ---@return Option
  function class:getCheckpointFile() end

  ---The lineage as Spark draws it: one line an RDD, indented at each shuffle.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({ "a", "b", "a" }, 2):map(function(w) return w, 1 end)
  ---print(words:reduceByKey(function(a, b) return a + b end):toDebugString())
  -----> (2) ShuffledRDD[2] at reduceByKey at program.lua:5 []
  ----->  +-(2) MapPartitionsRDD[1] at map at program.lua:4 []
  ----->     |  ParallelCollectionRDD[0] at parallelize at program.lua:4 []
  ---```
  ---@return string
  function class:toDebugString() end
end

do
  ---What DStream:mapWithState does: its function, and when a state ends.
  ---
  ---Example:
  ---```lua
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update(state:getOption():getOrElse(0) + visits)
  ---  return name, state:get()
  ---end):timeout(Minutes(30)):numPartitions(4)
  ---print(spec)      --> StateSpec
  ---```
  ---@class StateSpec
  local class = {}

  ---A key that had no record for longer than this ends: f sees it once more, with
  ---state:isTimingOut(). Keys are looked through when the state is checkpointed, every 10
  ---batches.
  ---
  ---Example:
  ---```lua
  ----- sluice run --batches 11 program.lua
  ---ssc:checkpoint("checkpoint")
  ---local sessions = StateSpec(function(name, click, state)
  ---  if state:isTimingOut() then return name, "left" end
  ---  state:update(click)
  ---  return name, "clicked"
  ---end):timeout(Seconds(5))
  ---ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---  :mapWithState(sessions):window(Seconds(11), Seconds(11)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 11000 ms
  -----> -------------------------------------------
  -----> (ann,clicked)
  -----> (ann,left)
  ----->
  ---```
  ---@param length sluice.Duration
  ---@return StateSpec self
  function class:timeout(length) end

  ---States that are there before the first batch.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update(state:getOption():getOrElse(0) + visits)
  ---  return name, state:get()
  ---end):initialState(sc:parallelize({ pair("ann", 10) }))
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) }):mapWithState(spec):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,11)
  ----->
  ---```
  ---@param pairs_rdd RDD pairs of key and state
  ---@return StateSpec self
  function class:initialState(pairs_rdd) end

  ---How many partitions the stream has; without it, as many as defaultParallelism.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, age) return name, age end):numPartitions(3)
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):mapWithState(spec)
  ---  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 3
  ---```
  ---@param n integer
  ---@return StateSpec self
  function class:numPartitions(n) end

  ---Which partition each key goes to.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, age) return name, age end)
  ---  :partitioner(HashPartitioner(3))
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):mapWithState(spec)
  ---  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 3
  ---```
  ---@param partitioner Partitioner
  ---@return StateSpec self
  function class:partitioner(partitioner) end
end

---What mapWithState does with each record: f(key, value, state) returns what becomes of
---it, one value or a pair. With four arguments, f(time, key, value, state), it may
---return nil, and then nothing does. When a key times out, value is nil.
---
---Example:
---```lua
---local spec = StateSpec(function(key, value, state)
---  state:update((state:exists() and state:get() or 0) + value)
---  return key, state:get()
---end):timeout(Seconds(30))
---print(spec)                              --> StateSpec
---```
---@param f function
---@return StateSpec
function StateSpec(f) end

do
  ---The state of one key, in the function of a StateSpec. What update and remove do holds
  ---from the next record of the key on.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update((state:exists() and state:get() or 0) + visits)
  ---  return name, state:get()
  ---end)
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
  ---  :mapWithState(spec):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,1)
  -----> (ann,3)
  ----->
  ---```
  ---@class State
  local class = {}

  ---Whether the key has a state.
  ---
  ---Example:
  ---```lua
  ---local spec = StateSpec(function(name, visit, state)
  ---  local known = state:exists()
  ---  state:update(visit)
  ---  return name, known
  ---end)
  ---ssc:checkpoint("checkpoint")
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
  ---  :mapWithState(spec):foreachRDD(function(rdd)
  ---    for _, seen in ipairs(rdd:collect()) do print(seen) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (ann,false)
  -----> (ann,true)
  ---```
  ---@return boolean
  function class:exists() end

  ---The state of the key. An error if it has none (NoSuchElementException).
  ---
  ---Example:
  ---```lua
  ---local highest = StateSpec(function(room, degrees, state)
  ---  local before = state:exists() and state:get() or degrees
  ---  state:update(math.max(before, degrees))
  ---  return room, state:get()
  ---end)
  ---ssc:checkpoint("checkpoint")
  ---ssc:queueStream({ sc:parallelize({ pair("hall", 21), pair("hall", 19) }, 1) })
  ---  :mapWithState(highest):foreachRDD(function(rdd)
  ---    for _, seen in ipairs(rdd:collect()) do print(seen) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (hall,21)
  -----> (hall,21)
  ---```
  ---@return any
  function class:get() end

  ---The state of the key as an option.
  ---
  ---Example:
  ---```lua
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update(state:getOption():getOrElse(0) + visits)
  ---  return name, state:get()
  ---end)
  ---ssc:checkpoint("checkpoint")
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
  ---  :mapWithState(spec):foreachRDD(function(rdd)
  ---    for _, seen in ipairs(rdd:collect()) do print(seen) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (ann,1)
  -----> (ann,3)
  ---```
  ---@return Option
  function class:getOption() end

  ---Gives the key a new state. An error after remove(), and while the key is timing out
  ---(IllegalArgumentException); nil is refused.
  ---
  ---Example:
  ---```lua
  ---local spec = StateSpec(function(room, degrees, state)
  ---  local last = state:getOption():getOrElse(degrees)
  ---  state:update(degrees)
  ---  return room, degrees - last
  ---end)
  ---ssc:checkpoint("checkpoint")
  ---ssc:queueStream({ sc:parallelize({ pair("hall", 19), pair("hall", 21) }, 1) })
  ---  :mapWithState(spec):foreachRDD(function(rdd)
  ---    for _, change in ipairs(rdd:collect()) do print(change) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (hall,0)
  -----> (hall,2)
  ---```
  ---@param value any
  function class:update(value) end

  ---Ends the state of the key. An error if it was removed already, and while the key is
  ---timing out (IllegalArgumentException).
  ---
  ---Example:
  ---```lua
  ---local open_orders = StateSpec(function(order, event, state)
  ---  if event == "paid" then state:remove() else state:update(event) end
  ---  return order, state:exists()
  ---end)
  ---ssc:checkpoint("checkpoint")
  ---ssc:queueStream({ sc:parallelize({ pair(7, "sent"), pair(7, "paid") }, 1) })
  ---  :mapWithState(open_orders):foreachRDD(function(rdd)
  ---    for _, is_open in ipairs(rdd:collect()) do print(is_open) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> (7,true)
  -----> (7,false)
  ---```
  function class:remove() end

  ---Whether the function is called because the key had no record for longer than the
  ---timeout: its value is nil then, and the state is gone afterwards.
  ---
  ---Example:
  ---```lua
  ----- sluice run --batches 11 program.lua
  ---ssc:checkpoint("checkpoint")
  ---local sessions = StateSpec(function(name, click, state)
  ---  if state:isTimingOut() then return name, "left" end
  ---  state:update(click)
  ---  return name, "clicked"
  ---end):timeout(Seconds(5))
  ---ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---  :mapWithState(sessions):foreachRDD(function(rdd, time)
  ---    for _, what in ipairs(rdd:collect()) do print(time, what) end
  ---  end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  (ann,clicked)
  -----> 10000 ms  (ann,left)
  ---```
  ---@return boolean
  function class:isTimingOut() end
end

do
  ---Says which partition of a shuffle a key goes to. Operators that shuffle take one in
  ---the place of a number of partitions.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) })
  ---local parted = ages:partitionBy(HashPartitioner(4))
  ---print(parted:getNumPartitions(), parted:partitioner():isDefined())      --> 4  true
  ---```
  ---@class Partitioner
  ---@field numPartitions integer how many partitions it speaks of
  local class = {}
end

---Sends a key to the partition that its hash code says, as Java's `hashCode` modulo n.
---
---Example:
---```lua
---print(HashPartitioner(3).numPartitions)   --> 3
---```
---@param n integer number of partitions; a negative one raises IllegalArgumentException
---@return Partitioner
function HashPartitioner(n) end

---A partitioner of the program's own: its function says the partition of a key, a whole
---number from 0 to numPartitions - 1. It runs in tasks.
---
---Example:
---```lua
---local decades = Partitioner{
---  numPartitions = 3,
---  getPartition = function(key) return key // 10 end,
---}
---print(decades.numPartitions)              --> 3
---```
---@param fields {numPartitions: integer, getPartition: fun(key: any): integer}
---@return Partitioner
function Partitioner(fields) end

do
  ---Where the blocks of an RDD or of a receiver are kept, and how many copies there are:
  ---the levels are fields of the word StorageLevel. A name with _SER keeps records as
  ---bytes, one with _2 keeps two copies.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({31, 27}):persist(StorageLevel.MEMORY_AND_DISK)
  ---print(ages:getStorageLevel() == StorageLevel.MEMORY_AND_DISK)      --> true
  ---```
  ---@class StorageLevel
  ---@field NONE StorageLevel not kept
  ---@field DISK_ONLY StorageLevel
  ---@field DISK_ONLY_2 StorageLevel
  ---@field DISK_ONLY_3 StorageLevel
  ---@field MEMORY_ONLY StorageLevel what RDD:persist() takes
  ---@field MEMORY_ONLY_2 StorageLevel
  ---@field MEMORY_ONLY_SER StorageLevel what DStream:persist() takes
  ---@field MEMORY_ONLY_SER_2 StorageLevel
  ---@field MEMORY_AND_DISK StorageLevel
  ---@field MEMORY_AND_DISK_2 StorageLevel
  ---@field MEMORY_AND_DISK_SER StorageLevel
  ---@field MEMORY_AND_DISK_SER_2 StorageLevel what receivers of sockets take
  ---@field OFF_HEAP StorageLevel
  local class = {}
end

---@type StorageLevel
StorageLevel = {}

do
  ---A sum, or a list, to which tasks add and which the driver reads. An addition counts
  ---once its task has ended well; in Spark, and here, an operator that runs again adds
  ---again.
  ---
  ---Example:
  ---```lua
  ---local short = sc:longAccumulator("short names")
  ---sc:parallelize({ "ann", "charles", "bob" }):foreach(function(name)
  ---  if #name < 4 then short:add(1) end
  ---end)
  ---print(short)      --> LongAccumulator(id: 0, name: Some(short names), value: 2)
  ---```
  ---@class Accumulator
  local class = {}

  ---Adds a value. In a task it counts once the task has ended well.
  ---
  ---Example:
  ---```lua
  ---local total = sc:longAccumulator("total")
  ---sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)
  ---print(total:value())      --> 12
  ---```
  ---@param value any a number; any value for a collectionAccumulator
  function class:add(value) end

  ---The sum so far, or the list of what was added. In a task: of that task only.
  ---
  ---Example:
  ---```lua
  ---local pages = sc:collectionAccumulator("pages")
  ---pages:add("home")
  ---pages:add("cart")
  ---print(#pages:value(), pages:value()[2])      --> 2  cart
  ---```
  ---@return any
  function class:value() end

  ---The sum of the numbers that were added.
  ---
  ---Example:
  ---```lua
  ---local rain = sc:doubleAccumulator("rain")
  ---rain:add(0.5)
  ---rain:add(2)
  ---print(rain:sum())      --> 2.5
  ---```
  ---@return number
  function class:sum() end

  ---How many values were added.
  ---
  ---Example:
  ---```lua
  ---local rain = sc:doubleAccumulator("rain")
  ---rain:add(0.5)
  ---rain:add(2)
  ---print(rain:count())      --> 2
  ---```
  ---@return integer
  function class:count() end

  ---The mean of the numbers that were added; NaN if there are none.
  ---
  ---Example:
  ---```lua
  ---local rain = sc:doubleAccumulator("rain")
  ---rain:add(0.5)
  ---rain:add(2)
  ---print(rain:avg())      --> 1.25
  ---```
  ---@return number
  function class:avg() end

  ---Whether nothing was added since the beginning, or since reset().
  ---
  ---Example:
  ---```lua
  ---local errors = sc:longAccumulator("errors")
  ---print(errors:isZero())      --> true
  ---errors:add(1)
  ---print(errors:isZero())      --> false
  ---```
  ---@return boolean
  function class:isZero() end

  ---Forgets what was added.
  ---
  ---Example:
  ---```lua
  ---local errors = sc:longAccumulator("errors")
  ---errors:add(3)
  ---errors:reset()
  ---print(errors:value())      --> 0
  ---```
  function class:reset() end

  ---Some(name), or None.
  ---
  ---Example:
  ---```lua
  ---print(sc:longAccumulator("errors"):name())      --> Some(errors)
  ---```
  ---@return Option
  function class:name() end

  ---Spark's number of the accumulator, from 0.
  ---
  ---Example:
  ---```lua
  ---print(sc:longAccumulator():id(), sc:longAccumulator():id())      --> 0  1
  ---```
  ---@return integer
  function class:id() end
end

do
  ---A value that is sent to executors once, instead of with every task.
  ---
  ---Example:
  ---```lua
  ---local towns = sc:broadcast({ ann = "Oslo", bob = "Rome" })
  ---local names = sc:parallelize({ "bob", "ann" })
  ---print(names:map(function(name) return towns:value()[name] end):first())   --> Rome
  ---```
  ---@class Broadcast
  local class = {}

  ---The value. In a task it is a copy: what the task changes, nobody else sees.
  ---
  ---Example:
  ---```lua
  ---local limit = sc:broadcast(20)
  ---local degrees = sc:parallelize({ 19, 24, 31 })
  ---print(degrees:filter(function(x) return x > limit:value() end):count())      --> 2
  ---```
  ---@return any
  function class:value() end

  ---Lets executors forget their copies; they fetch it again when they need it.
  ---
  ---Example:
  ---```lua
  ---local limit = sc:broadcast(20)
  ---limit:unpersist()
  ---print(limit:value())      --> 20
  ---```
  function class:unpersist() end

  ---Forgets the value for good; using it afterwards is an error.
  ---
  ---Example:
  ---```lua
  ---local limit = sc:broadcast(20)
  ---limit:destroy()
  ---local ok, err = pcall(limit.value, limit)
  ---print(ok, err.class)      --> false  org.apache.spark.SparkException
  ---```
  function class:destroy() end

  ---Spark's number of the broadcast variable, from 0.
  ---
  ---Example:
  ---```lua
  ---print(sc:broadcast("a"):id(), sc:broadcast("b"):id())      --> 0  1
  ---```
  ---@return integer
  function class:id() end
end

do
  ---A length of time, a whole number of milliseconds. Two of them can be added,
  ---subtracted, divided and compared, and one can be multiplied by a whole number.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(2) + Milliseconds(500))     --> 2500 ms
  ---print(Seconds(2) * 3)                     --> 6000 ms
  ---print(Seconds(3) / Seconds(2))            --> 1.5
  ---print(Seconds(1) < Minutes(1))            --> true
  ---print(Seconds(60) == Minutes(1))          --> true
  ---```
  ---@class sluice.Duration
  ---@operator add(sluice.Duration): sluice.Duration
  ---@operator sub(sluice.Duration): sluice.Duration
  ---@operator mul(integer): sluice.Duration
  ---@operator div(sluice.Duration): number
  ---@operator unm: sluice.Duration
  local class = {}

  ---How many milliseconds it has.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(2):milliseconds())      --> 2000
  ---```
  ---@return integer
  function class:milliseconds() end

  ---Whether it is 0 ms long.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(0):isZero())      --> true
  ---```
  ---@return boolean
  function class:isZero() end

  ---Whether it is a whole number of times as long as another. An error if that one is
  ---0 ms long.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(6):isMultipleOf(Seconds(2)))      --> true
  ---print(Seconds(5):isMultipleOf(Seconds(2)))      --> false
  ---```
  ---@param other sluice.Duration
  ---@return boolean
  function class:isMultipleOf(other) end

  ---The shorter one.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(1):min(Milliseconds(300)))      --> 300 ms
  ---```
  ---@param other sluice.Duration
  ---@return sluice.Duration
  function class:min(other) end

  ---The longer one.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(1):max(Milliseconds(300)))      --> 1000 ms
  ---```
  ---@param other sluice.Duration
  ---@return sluice.Duration
  function class:max(other) end

  ---The text that Spark's log and web page show.
  ---
  ---Example:
  ---```lua
  ---print(Milliseconds(250):prettyPrint())     --> 250 ms
  ---print(Milliseconds(1500):prettyPrint())    --> 1.5 s
  ---print(Minutes(90):prettyPrint())           --> 1.50 h
  ---```
  ---@return string
  function class:prettyPrint() end

  ---The same as +.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(1):plus(Seconds(2)))      --> 3000 ms
  ---```
  ---@param other sluice.Duration
  ---@return sluice.Duration
  function class:plus(other) end

  ---The same as -.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(3):minus(Seconds(2)))      --> 1000 ms
  ---```
  ---@param other sluice.Duration
  ---@return sluice.Duration
  function class:minus(other) end

  ---The same as *.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(3):times(2))      --> 6000 ms
  ---```
  ---@param n integer
  ---@return sluice.Duration
  function class:times(n) end

  ---The same as /.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(3):div(Seconds(2)))      --> 1.5
  ---```
  ---@param other sluice.Duration
  ---@return number
  function class:div(other) end

  ---The same as <.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(3):less(Seconds(2)))      --> false
  ---```
  ---@param other sluice.Duration
  ---@return boolean
  function class:less(other) end

  ---The same as <=.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(2):lessEq(Seconds(2)))      --> true
  ---```
  ---@param other sluice.Duration
  ---@return boolean
  function class:lessEq(other) end

  ---The same as >.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(3):greater(Seconds(2)))      --> true
  ---```
  ---@param other sluice.Duration
  ---@return boolean
  function class:greater(other) end

  ---The same as >=.
  ---
  ---Example:
  ---```lua
  ---print(Seconds(1):greaterEq(Seconds(2)))      --> false
  ---```
  ---@param other sluice.Duration
  ---@return boolean
  function class:greaterEq(other) end
end

---So many milliseconds. An error if n is no whole number.
---
---Example:
---```lua
---print(Milliseconds(500))      --> 500 ms
---```
---@param n integer
---@return sluice.Duration
function Milliseconds(n) end

---So many seconds. An error if n is no whole number.
---
---Example:
---```lua
---print(Seconds(10))      --> 10000 ms
---```
---@param n integer
---@return sluice.Duration
function Seconds(n) end

---So many minutes. An error if n is no whole number.
---
---Example:
---```lua
---print(Minutes(2))      --> 120000 ms
---```
---@param n integer
---@return sluice.Duration
function Minutes(n) end

---The same as Milliseconds(n).
---
---Example:
---```lua
---print(Duration(1500))      --> 1500 ms
---```
---@param n integer
---@return sluice.Duration
function Duration(n) end

---The names of Spark's Java API: Durations.milliseconds(n), Durations.seconds(n),
---Durations.minutes(n).
---
---Example:
---```lua
---print(Durations.seconds(5))      --> 5000 ms
---```
Durations = { milliseconds = Milliseconds, minutes = Minutes, seconds = Seconds }

---Java's class, as far as programs for Spark use it: Thread.sleep(ms).
---
---Example:
---```lua
---Thread.sleep(Seconds(2))
---print("2 s later")                         --> 2 s later
---```
Thread = {}

---Waits while simulated time goes on. In the function of an output others go on
---meanwhile, as far as spark.streaming.concurrentJobs lets them; in the program's own
---lines everything does. In a function of an operator, such as map, it makes the task
---longer, at each call; in a receiver it is rx:sleep. Under the wall clock the driver
---and receivers really wait; tasks do not.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "slow", Seconds(1))
---local sc = ssc:sparkContext()
---ssc:queueStream({ sc:parallelize({1, 2}) }):foreachRDD(function(rdd)
---  Thread.sleep(300)                        -- a data base that is slow
---  print(rdd:map(function(x)
---    Thread.sleep(Milliseconds(20))         -- 20 ms for each record
---    return x
---  end):count())
---end)
---ssc:start()
---ssc:awaitTerminationOrTimeout(1500)        --> 2
---```
---@param length integer|sluice.Duration milliseconds, 0 or more
function Thread.sleep(length) end

do
  ---A moment, a whole number of milliseconds. The time of a batch is the tick at which it
  ---was formed. A Duration can be added or subtracted; the difference of two times is a
  ---Duration.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000) + Seconds(2))       --> 3000 ms
  ---print(Time(3000) - Time(1000))       --> 2000 ms
  ---print(Time(1000) < Time(3000))       --> true
  ---```
  ---@class sluice.Time
  ---@operator add(sluice.Duration): sluice.Time
  ---@operator sub(sluice.Duration): sluice.Time
  ---@operator sub(sluice.Time): sluice.Duration
  local class = {}

  ---How many milliseconds after the beginning it is.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):milliseconds())      --> 1000
  ---```
  ---@return integer
  function class:milliseconds() end

  ---The last of the times zero, zero + step, zero + 2 * step ... that is not after this
  ---one (Spark: of a time before zero, the first that is not before it). An error if the
  ---step is 0 ms.
  ---
  ---Example:
  ---```lua
  ---print(Time(1350):floor(Milliseconds(200)))              --> 1200 ms
  ---print(Time(1350):floor(Milliseconds(200), Time(50)))    --> 1250 ms
  ---```
  ---@param step sluice.Duration
  ---@param zero? sluice.Time 0 ms if not given
  ---@return sluice.Time
  function class:floor(step, zero) end

  ---Whether it is a whole number of steps after the beginning. An error if the step is
  ---0 ms.
  ---
  ---Example:
  ---```lua
  ---print(Time(4000):isMultipleOf(Seconds(2)))      --> true
  ---```
  ---@param step sluice.Duration
  ---@return boolean
  function class:isMultipleOf(step) end

  ---The times from this one on, every step, that are before the end. Spark's name is
  ---`until`, a word of Lua's own: it has to be written `time["until"]`; upTo is the same.
  ---
  ---Example:
  ---```lua
  ---local times = Time(1000):upTo(Time(4000), Seconds(1))
  ---print(#times .. ", the last " .. times[3])    --> 3, the last 3000 ms
  ---```
  ---@param last sluice.Time
  ---@param step sluice.Duration
  ---@return sluice.Time[]
  function class:upTo(last, step) end

  ---The times from this one on, every step, the end included if a step falls on it.
  ---
  ---Example:
  ---```lua
  ---local times = Time(1000):to(Time(4000), Seconds(1))
  ---print(#times .. ", the last " .. times[4])    --> 4, the last 4000 ms
  ---```
  ---@param last sluice.Time
  ---@param step sluice.Duration
  ---@return sluice.Time[]
  function class:to(last, step) end

  ---The earlier one.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):min(Time(2000)))      --> 1000 ms
  ---```
  ---@param other sluice.Time
  ---@return sluice.Time
  function class:min(other) end

  ---The later one.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):max(Time(2000)))      --> 2000 ms
  ---```
  ---@param other sluice.Time
  ---@return sluice.Time
  function class:max(other) end

  ---The same as +.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):plus(Seconds(2)))      --> 3000 ms
  ---```
  ---@param length sluice.Duration
  ---@return sluice.Time
  function class:plus(length) end

  ---The same as -: a Time less a Duration is a Time, less a Time a Duration.
  ---
  ---Example:
  ---```lua
  ---print(Time(3000):minus(Seconds(2)))      --> 1000 ms
  ---```
  ---@param other sluice.Duration|sluice.Time
  ---@return sluice.Time|sluice.Duration
  function class:minus(other) end

  ---The same as <.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):less(Time(2000)))      --> true
  ---```
  ---@param other sluice.Time
  ---@return boolean
  function class:less(other) end

  ---The same as <=.
  ---
  ---Example:
  ---```lua
  ---print(Time(2000):lessEq(Time(2000)))      --> true
  ---```
  ---@param other sluice.Time
  ---@return boolean
  function class:lessEq(other) end

  ---The same as >.
  ---
  ---Example:
  ---```lua
  ---print(Time(1000):greater(Time(2000)))      --> false
  ---```
  ---@param other sluice.Time
  ---@return boolean
  function class:greater(other) end

  ---The same as >=.
  ---
  ---Example:
  ---```lua
  ---print(Time(2000):greaterEq(Time(2000)))      --> true
  ---```
  ---@param other sluice.Time
  ---@return boolean
  function class:greaterEq(other) end
end

---A moment, so many milliseconds after the beginning. An error if n is no whole number.
---
---Example:
---```lua
---print(Time(1000))      --> 1000 ms
---```
---@param n integer
---@return sluice.Time
function Time(n) end

do
  ---The time from one moment to another.
  ---
  ---Example:
  ---```lua
  ---print(Interval(Time(1000), Time(3000)):duration())      --> 2000 ms
  ---```
  ---@class sluice.Interval
  ---@operator add(sluice.Duration): sluice.Interval
  ---@operator sub(sluice.Duration): sluice.Interval
  local class = {}

  ---Its first moment.
  ---
  ---Example:
  ---```lua
  ---print(Interval(1000, 2000):beginTime())      --> 1000 ms
  ---```
  ---@return sluice.Time
  function class:beginTime() end

  ---Its last moment.
  ---
  ---Example:
  ---```lua
  ---print(Interval(1000, 2000):endTime())      --> 2000 ms
  ---```
  ---@return sluice.Time
  function class:endTime() end

  ---How long it is.
  ---
  ---Example:
  ---```lua
  ---print(Interval(1000, 2500):duration())      --> 1500 ms
  ---```
  ---@return sluice.Duration
  function class:duration() end
end

---From one moment to another; milliseconds may stand for a Time. A Duration that is
---added moves both ends.
---
---Example:
---```lua
---local second = Interval(Time(1000), Time(2000))
---print(second)                           --> [1000 ms, 2000 ms]
---print(second + Seconds(1))              --> [2000 ms, 3000 ms]
---print(second < second + Seconds(1))     --> true
---```
---@param from sluice.Time|integer
---@param to sluice.Time|integer
---@return sluice.Interval
function Interval(from, to) end

do
  ---Count, mean, variance, largest and smallest of numbers, all seen in one pass: what
  ---RDD:stats() gives.
  ---
  ---Example:
  ---```lua
  ---local stats = sc:parallelize({ 19.5, 21.0, 28.5 }):stats()
  ---print(stats:count(), stats:mean(), stats:max())      --> 3  23.0  28.5
  ---```
  ---@class StatCounter
  local class = {}

  ---How many numbers there are.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():count())      --> 4
  ---```
  ---@return integer
  function class:count() end

  ---The mean; 0.0 if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():mean())      --> 5.0
  ---```
  ---@return number
  function class:mean() end

  ---The sum, as a float: count times mean.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():sum())      --> 20.0
  ---```
  ---@return number
  function class:sum() end

  ---The largest number, as a float; -inf if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():max())      --> 8.0
  ---```
  ---@return number
  function class:max() end

  ---The smallest number, as a float; inf if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():min())      --> 2.0
  ---```
  ---@return number
  function class:min() end

  ---Of all numbers; NaN if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats():variance())      --> 5.0
  ---```
  ---@return number
  function class:variance() end

  ---Of a sample; NaN if there are fewer than two.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 3 }):stats():sampleVariance())      --> 2.0
  ---```
  ---@return number
  function class:sampleVariance() end

  ---The square root of variance(), the standard deviation.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 3 }):stats():stdev())      --> 1.0
  ---```
  ---@return number
  function class:stdev() end

  ---The square root of sampleVariance().
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 10, 12, 14 }):stats():sampleStdev())      --> 2.0
  ---```
  ---@return number
  function class:sampleStdev() end
end

do
  ---What a task knows of itself. A function that runs in a task asks `TaskContext.get()`
  ---for it; on the driver there is no task, and `get` gives nil.
  ---
  ---Example:
  ---```lua
  ---local function where(x)
  ---  local context = TaskContext.get()
  ---  return ("%d in partition %d"):format(x, context:partitionId())
  ---end
  ---print(table.unpack(sc:parallelize({ 10, 20 }, 2):map(where):collect()))
  -----> 10 in partition 0  20 in partition 1
  ---```
  ---@class TaskContext
  local class = {}

  ---The context of the task that runs; nil on the driver.
  ---
  ---Example:
  ---```lua
  ---print(TaskContext.get())      --> nil
  ---```
  ---@return TaskContext|nil
  function class:get() end

  ---How often this task was tried before: 0 the first time. A task that fails is tried
  ---again, `spark.task.maxFailures` times in all.
  ---
  ---Example:
  ---```lua
  ---local attempts = sc:parallelize({ 1 }):map(function()
  ---  return TaskContext.get():attemptNumber()
  ---end)
  ---print(attempts:first())      --> 0
  ---```
  ---@return integer
  function class:attemptNumber() end

  ---The partition that the task computes, counted from 0.
  ---
  ---Example:
  ---```lua
  ---local ids = sc:parallelize({ "a", "b" }, 2):map(function()
  ---  return TaskContext.get():partitionId()
  ---end)
  ---print(table.unpack(ids:collect()))      --> 0  1
  ---```
  ---@return integer
  function class:partitionId() end

  ---The number of the stage that the task belongs to.
  ---
  ---Example:
  ---```lua
  ---local stages = sc:parallelize({ 1 }):map(function()
  ---  return TaskContext.get():stageId()
  ---end)
  ---print(stages:first() < stages:first())      --> true
  ---```
  ---@return integer
  function class:stageId() end

  ---How often the stage was begun before: 0 the first time. A stage runs again when
  ---output that it needs was lost with an executor.
  ---
  ---Example:
  ---```lua
  ---local attempts = sc:parallelize({ 1 }):map(function()
  ---  return TaskContext.get():stageAttemptNumber()
  ---end)
  ---print(attempts:first())      --> 0
  ---```
  ---@return integer
  function class:stageAttemptNumber() end
end

---What a task knows of itself: `TaskContext.get()`.
---
---Example:
---```lua
---local attempts = sc:parallelize({ 1 }):map(function()
---  return TaskContext.get():attemptNumber()
---end)
---print(attempts:first())      --> 0
---```
TaskContext = {}

do
  ---A source of records that the program describes itself: functions and settings in a
  ---table, given to Receiver.
  ---@class Receiver
  ---@field onStart fun(rx: sluice.Rx) begins to receive; it runs beside the batches
  ---@field onStop fun(rx: sluice.Rx)|nil what is to be done when it is stopped
  ---@field onBlockStored fun(rx: sluice.Rx, metadata: any[])|nil is told what
  ---`rx:store(record, metadata)` was given, once those records are in a stored block
  ---@field preferredLocation string|nil the host on which it is to run
  ---@field storageLevel StorageLevel|nil of its blocks
  local class = {}

  ---What the functions of a receiver are given.
  ---@class sluice.Rx
  ---@field store fun(self, record: any, metadata: any) one record, which waits if there
  ---is a rate limit; the metadata, if any, are for `onBlockStored`. A plain list is a
  ---block, at once: when it returns the block is stored, and in the receiver's log if
  ---there is one
  ---@field sleep fun(self, length: sluice.Duration|integer) lets time pass
  ---@field restart fun(self, message: string, err: any, delay: sluice.Duration|nil)
  ---begins again after a delay
  ---@field stop fun(self, message: string, err: any) does not return; Spark starts a copy
  ---@field reportError fun(self, message: string, err: any) for the log
  ---@field isStarted fun(self): boolean whether it receives
  ---@field isStopped fun(self): boolean whether it was stopped
  ---@field streamId fun(self): integer Spark's number of the input stream, from 0
  local Rx = {}
end

---A receiver: what `ssc:receiverStream` takes. `onStart` begins when the receiver has
---a core, and runs beside the batches; `onStop` is called when it is stopped or
---restarted. When a context stops gracefully, `onStop` may `rx:sleep`, and the context
---waits for it; `onStart` goes on meanwhile.
---A source that wants to know what has arrived is told after `rx:store{...}` has
---returned: with `spark.streaming.receiver.writeAheadLog.enable` and a folder of
---checkpoints the block is in a file by then, which a recovered context reads.
---The functions work on copies of what they captured, and share them.
---
---A receiver that stores single records is told by `onBlockStored`, which gets the
---metadata of all records of one block, in their order, when the block is stored with
---its copies, is in the log if there is one, and is known to the driver: what Spark's
---reliable Kafka receiver does with the listener of its BlockGenerator
---(`addDataWithCallback`, `onPushBlock`). It runs at that moment and cannot wait. What
---is lost with an executor, or is in no block when a context stops at once, is not
---reported. If it fails, no further block is stored until the receiver is launched
---again.
---
---With a `preferredLocation` the receiver runs on that host: `"localhost"` in local
---mode, `"node-0"`, `"node-1"`, ... in a `local-cluster`. If no executor is there, it
---runs on one that got no receiver; is there none, Spark refuses it wherever it gets a
---core, and it receives nothing.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "thermometer", Seconds(1))
---local thermometer = Receiver{
---  onStart = function(rx)
---    rx:store(20)
---    rx:sleep(Milliseconds(400))
---    rx:store(21)
---  end,
---}
---ssc:receiverStream(thermometer):foreachRDD(function(rdd)
---  print(table.concat(rdd:collect(), " "))      --> 20 21
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---
---Example:
---```lua
----- sluice run --world orders.world program.lua
---local ssc = StreamingContext("local[2]", "orders", Seconds(1))
---local queue
---local orders = ssc:receiverStream(Receiver{
---  onStart = function(rx)
---    queue = Wire.connect("orders")
---    for order in function() return queue:read() end do
---      rx:store(order, queue:number())
---    end
---  end,
---  onBlockStored = function(rx, numbers)
---    queue:ack(numbers)
---  end,
---})
---orders:count():foreachRDD(function(rdd)
---  print(rdd:first())      --> 5
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param fields Receiver
---@return Receiver
function Receiver(fields) end

---Connects to a place of the world that `sluice run --world FILE` describes. For the
---functions of receivers. A place like `sensor:7000` waits for a reader that is slow,
---and not for one that is absent; one like `orders` keeps each record until it is
---acknowledged, and gives it again if the connection ends before that.
---
---A connection is closed when the receiver's function ends or the receiver is stopped.
---
---Example:
---```lua
----- sluice run --world orders.world program.lua
---local ssc = StreamingContext("local[2]", "orders", Seconds(1))
---local orders = ssc:receiverStream(function(rx)
---  local queue = Wire.connect("orders")
---  while not rx:isStopped() do
---    local list = queue:take(5)
---    rx:store(list)
---    queue:ack()
---  end
---end)
---orders:count():foreachRDD(function(rdd)
---  print(rdd:first())      --> 5
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---@class sluice.WireWord
---@overload fun(place: string): sluice.Connection
Wire = {}

---Connects to a place of the world that `sluice run --world FILE` describes. For the
---functions of receivers. A place like `sensor:7000` waits for a reader that is slow,
---and not for one that is absent; one like `orders` keeps each record until it is
---acknowledged, and gives it again if the connection ends before that.
---
---A connection is closed when the receiver's function ends or the receiver is stopped.
---
---Example:
---```lua
----- sluice run --world orders.world program.lua
---local ssc = StreamingContext("local[2]", "orders", Seconds(1))
---local orders = ssc:receiverStream(function(rx)
---  local queue = Wire.connect("orders")
---  while not rx:isStopped() do
---    local list = queue:take(5)
---    rx:store(list)
---    queue:ack()
---  end
---end)
---orders:count():foreachRDD(function(rdd)
---  print(rdd:first())      --> 5
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param place string
---@return sluice.Connection|nil nil, and why, if it is refused
---@return string|nil
function Wire.connect(place) end

do
  ---A connection to a table outside of the program, into which it writes its results.
  ---`Store.open` makes it.
  ---
  ---Example:
  ---```lua
  ---local store = Store.open("totals")
  ---store:add("tea", 2)
  ---print(store:get("tea"))      --> 2
  ---```
  ---@class Store
  local class = {}

  ---Adds a number to the value of a key; to 0 if there is none. Done twice, it counts
  ---twice.
  ---
  ---Example:
  ---```lua
  ---local store = Store.open("totals")
  ---store:add("tea", 2)
  ---store:add("tea", 1)
  ---print(store:get("tea"))      --> 3
  ---```
  ---@param key any a string, a number, a boolean or a pair
  ---@param n number
  function class:add(key, n) end

  ---Sets the value of a key, whatever it was. Done twice, it changes nothing.
  ---
  ---Example:
  ---```lua
  ---local store = Store.open("totals")
  ---store:put("tea 8000", 3)
  ---store:put("tea 8000", 3)
  ---print(store:get("tea 8000"))      --> 3
  ---```
  ---@param key any a string, a number, a boolean or a pair
  ---@param value any
  function class:put(key, value) end

  ---The value of a key; nil if it has none.
  ---
  ---Example:
  ---```lua
  ---print(Store.open("totals"):get("tea"))      --> nil
  ---```
  ---@param key any
  ---@return any
  function class:get(key) end

  ---All keys: in their order, if they are all strings or all numbers; those that the task
  ---itself added come last.
  ---
  ---Example:
  ---```lua
  ---local store = Store.open("totals")
  ---store:put("tea", 3)
  ---store:put("coffee", 1)
  ---print(table.concat(store:keys(), " "))      --> coffee tea
  ---```
  ---@return any[]
  function class:keys() end

  ---Ends the connection; its methods then raise an error.
  ---
  ---Example:
  ---```lua
  ---local store = Store.open("totals")
  ---store:close()
  ---print(pcall(store.get, store, "tea"))
  -----> false  java.lang.IllegalStateException: the connection to this store is closed
  ---```
  function class:close() end
end

---Connects to a table outside of the program, which is empty before anything is
---written. It can be used on the driver, in functions of `foreachRDD` and `transform`,
---and in tasks; a connection cannot travel from one to the other. Opening one takes
---20 ms of simulated time (`sluice.cost.open`). Tables outlive a driver that is killed;
---`sluice run --stores` prints them when the run is over.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "fruit", Seconds(1))
---local sc = ssc:sparkContext()
---sc:parallelize({ "apple", "plum", "apple" }, 1):foreachPartition(function(list)
---  local store = Store.open("fruit")
---  for _, name in ipairs(list) do
---    store:add(name, 1)
---  end
---  store:close()
---end)
---local store = Store.open("fruit")
---print(store:get("apple"), store:get("plum"), store:get("pear"))      --> 2  1  nil
---```
---@class sluice.StoreWord
---@overload fun(name: string): Store
Store = {}

---Connects to a table outside of the program, which is empty before anything is
---written. It can be used on the driver, in functions of `foreachRDD` and `transform`,
---and in tasks; a connection cannot travel from one to the other. Opening one takes
---20 ms of simulated time (`sluice.cost.open`). Tables outlive a driver that is killed;
---`sluice run --stores` prints them when the run is over.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "fruit", Seconds(1))
---local sc = ssc:sparkContext()
---sc:parallelize({ "apple", "plum", "apple" }, 1):foreachPartition(function(list)
---  local store = Store.open("fruit")
---  for _, name in ipairs(list) do
---    store:add(name, 1)
---  end
---  store:close()
---end)
---local store = Store.open("fruit")
---print(store:get("apple"), store:get("plum"), store:get("pear"))      --> 2  1  nil
---```
---@param name string
---@return Store
function Store.open(name) end

---Makes streams of a log with topics and partitions, such as Kafka.
---
---Example:
---```lua
---print(KafkaUtils.createDirectStream ~= nil)           --> true
---```
KafkaUtils = {}

---A stream of the messages of a log. There is no receiver: the driver chooses which
---offsets a batch has, and its RDD has a partition for each partition of the topics.
---Under the simulated clock `--topic` and world files say what is in the log. The
---records are ConsumerRecords; map them to what you want first, for they cannot leave a
---task.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt:partitions=2 --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record)
---  return record:partition(), record:value()
---end):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (0,1)
-----> (0,3)
-----> (0,5)
-----> (1,2)
-----> (1,4)
----->
---```
---@param context StreamingContext
---@param location table of LocationStrategies
---@param consumer table of ConsumerStrategies
---@return DStream
function KafkaUtils.createDirectStream(context, location, consumer) end

---Where the partitions of a direct stream are worked on: PreferConsistent spreads them
---evenly, PreferBrokers takes the machines of the log, PreferFixed(hosts) a host for
---each. The simulated log is on none of the executors, so all three do the same.
---
---Example:
---```lua
---print(LocationStrategies.PreferConsistent)         --> PreferConsistent
---```
LocationStrategies = {}

---A host for each partition.
---
---Example:
---```lua
---print(LocationStrategies.PreferFixed({ [TopicPartition("orders", 0)] = "worker-1" }))
-----> PreferFixed
---```
---@param hosts table<TopicPartition, string>
---@return table strategy
function LocationStrategies.PreferFixed(hosts) end

---What a direct stream reads, and from where on.
---
---Example:
---```lua
---local settings = { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }
---print(ConsumerStrategies.Subscribe({ "orders", "returns" }, settings))
-----> Subscribe
---```
ConsumerStrategies = {}

---These partitions and no others.
---
---Example:
---```lua
---print(ConsumerStrategies.Assign({ TopicPartition("orders", 0) },
---  { ["group.id"] = "shop" }))                       --> Assign
---```
---@param partitions TopicPartition[]
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
function ConsumerStrategies.Assign(partitions, params, given) end

---All partitions of topics, also those that are added later. The settings are Kafka's:
---group.id is needed; auto.offset.reset is latest (also without it), earliest or none;
---enable.auto.commit is true without it. A partition begins at its offset in `given`,
---else where its group said it had come to, else where auto.offset.reset says.
---
---Example:
---```lua
---print(ConsumerStrategies.Subscribe({ "orders" },
---  { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" },
---  { [TopicPartition("orders", 0)] = 40 }))          --> Subscribe
---```
---@param topics string[]
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
function ConsumerStrategies.Subscribe(topics, params, given) end

---The same of all topics whose name matches as a whole, also of those that are added
---later. The pattern is a POSIX extended regular expression.
---
---Example:
---```lua
---print(ConsumerStrategies.SubscribePattern("shop-[0-9]+",
---  { ["group.id"] = "shop" }))                       --> SubscribePattern
---```
---@param pattern string
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
function ConsumerStrategies.SubscribePattern(pattern, params, given) end

do
  ---Writes messages into topics of the log. What a task sends is in the log when the task
  ---ends. A producer cannot travel from the driver to a task, as in Spark.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 2s program.lua
  ---local ssc = StreamingContext("local[1]", "totals", Seconds(1))
  ---local settings = { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }
  ---local function read(topic)
  ---  return KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ---    ConsumerStrategies.SubscribePattern(topic, settings))
  ---    :map(function(record) return record:value() end)
  ---end
  ---read("orders|totals"):foreachRDD(function(rdd, time)
  ---  local values = rdd:collect()
  ---  print(time, table.concat(values, " "))
  ---  local producer = KafkaProducer({})
  ---  producer:send("totals", "count", tostring(#values))
  ---  producer:close()
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  1 2 3 4 5
  -----> 2000 ms  6 5
  ---```
  ---@class KafkaProducer
  local class = {}

  ---Sends a message. Its key chooses the partition; with null they take turns. A topic
  ---that is not there is made, with one partition.
  ---
  ---Example:
  ---```lua
  ---local producer = KafkaProducer({})
  ---producer:send("totals", "tea", "3")
  ---print(pcall(function() producer:send("totals", "tea", 3) end))
  -----> false  java.lang.IllegalArgumentException: send wants a value, a text, got 3
  ---```
  ---@param topic string
  ---@param key string|nil nil or null for none
  ---@param value string
  function class:send(topic, key, value) end

  ---Ends the connection.
  ---
  ---Example:
  ---```lua
  ---local producer = KafkaProducer({})
  ---producer:close()
  ---print((pcall(function() producer:send("totals", "tea", "3") end)))      --> false
  ---```
  function class:close() end
end

---Makes a producer. Of its settings none is needed here.
---
---Example:
---```lua
---local producer = KafkaProducer({ ["bootstrap.servers"] = "localhost:9092" })
---producer:send("greetings", null, "hello")
---producer:close()
---print("sent")      --> sent
---```
---@param settings table
---@return KafkaProducer
function KafkaProducer(settings) end

do
  ---A message of a log: the record of a stream of KafkaUtils.createDirectStream. It is
  ---read in its task and cannot leave it: printing, collecting or shuffling it fails, as
  ---in Spark.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:topic() .. " " .. record:offset()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> orders 0
  ---```
  ---@class ConsumerRecord
  local class = {}

  ---The topic that it came from.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:topic()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> orders
  ---```
  ---@return string
  function class:topic() end

  ---The number of its partition, from 0.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:partition()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 0
  ---```
  ---@return integer
  function class:partition() end

  ---Its number in the partition, from 0.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:offset()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 0
  ---```
  ---@return integer
  function class:offset() end

  ---When it was appended, in ms.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:timestamp()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 100
  ---```
  ---@return integer
  function class:timestamp() end

  ---Its key; null if it has none.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:key()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> null
  ---```
  ---@return any
  function class:key() end

  ---Its value.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:map(function(record)
  ---  return record:value()
  ---end):foreachRDD(function(rdd)
  ---  print(rdd:first())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1
  ---```
  ---@return string
  function class:value() end
end

do
  ---The messages of a topic partition from one offset up to another, which is not in it.
  ---
  ---Example:
  ---```lua
  ---local range = OffsetRange("orders", 0, 40, 45)
  ---print(range:count(), range.untilOffset)            --> 5  45
  ---print(range)
  -----> OffsetRange(topic: 'orders', partition: 0, range: [40 -> 45])
  ---```
  ---@class OffsetRange
  ---@field topic string the name of the topic
  ---@field partition integer its number in the topic, from 0
  ---@field fromOffset integer the first
  ---@field untilOffset integer the first that is not in it
  local class = {}

  ---How many messages it has.
  ---
  ---Example:
  ---```lua
  ---print(OffsetRange("orders", 0, 40, 45):count())    --> 5
  ---```
  ---@return integer
  function class:count() end

  ---Its partition, as one object.
  ---
  ---Example:
  ---```lua
  ---print(OffsetRange("orders", 0, 40, 45):topicPartition())      --> orders-0
  ---```
  ---@return TopicPartition
  function class:topicPartition() end
end

---A range, for a program that kept the numbers.
---
---Example:
---```lua
---print(OffsetRange("orders", 0, 40, 45).fromOffset) --> 40
---```
---@param topic string
---@param partition integer from 0
---@param fromOffset integer
---@param untilOffset integer
---@return OffsetRange
function OffsetRange(topic, partition, fromOffset, untilOffset) end

do
  ---A partition of a topic. Two with the same topic and number are equal, and one object,
  ---so it can be the key of a table.
  ---
  ---Example:
  ---```lua
  ---local third = TopicPartition("orders", 2)
  ---print(third, third:topic(), third:partition())     --> orders-2  orders  2
  ---print(third == TopicPartition("orders", 2))        --> true
  ---```
  ---@class TopicPartition
  local class = {}

  ---The name of the topic.
  ---
  ---Example:
  ---```lua
  ---print(TopicPartition("orders", 2):topic())         --> orders
  ---```
  ---@return string
  function class:topic() end

  ---Its number, from 0.
  ---
  ---Example:
  ---```lua
  ---print(TopicPartition("orders", 2):partition())     --> 2
  ---```
  ---@return integer
  function class:partition() end
end

---A partition of a topic, as an object.
---
---Example:
---```lua
---local offsets = { [TopicPartition("orders", 0)] = 40 }
---print(offsets[TopicPartition("orders", 0)])        --> 40
---```
---@param topic string
---@param partition integer from 0
---@return TopicPartition
function TopicPartition(topic, partition) end

do
  ---What happens in a StreamingContext, told to a table with any of these functions: see
  ---StreamingContext:addStreamingListener. Each gets one event, or the listener itself
  ---and the event if its first parameter is named self. They run on the driver, in
  ---simulated time; an error in one is said, and the run goes on.
  ---
  ---Example:
  ---```lua
  ---ssc:addStreamingListener({
  ---  onBatchCompleted = function(event)
  ---    local batch = event.batchInfo
  ---    print(batch.batchTime, batch.processingDelay .. " ms of work")
  ---  end,
  ---})
  ---ssc:queueStream({ sc:parallelize({ 1, 2 }) })
  ---  :foreachRDD(function(rdd) rdd:count() end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  15 ms of work
  ---```
  ---@class StreamingListener
  ---@field onStreamingStarted? fun(event: table) event.time is when, in milliseconds
  ---@field onReceiverStarted? fun(event: table) event.receiverInfo is a ReceiverInfo
  ---@field onReceiverError? fun(event: table) the same
  ---@field onReceiverStopped? fun(event: table) the same
  ---@field onBatchSubmitted? fun(event: table) event.batchInfo is a BatchInfo
  ---@field onBatchStarted? fun(event: table) the same
  ---@field onBatchCompleted? fun(event: table) the same
  ---@field onOutputOperationStarted? fun(event: table) event.outputOperationInfo, of its
  ---output, is an OutputOperationInfo
  ---@field onOutputOperationCompleted? fun(event: table) the same
  local class = {}

  ---A batch. What has not happened yet is nil.
  ---@class sluice.BatchInfo
  ---@field batchTime sluice.Time the tick at which the batch was formed
  ---@field streamIdToInputInfo table<integer, sluice.StreamInputInfo> of the receivers'
  ---streams; Spark numbers input streams alone, from 0
  ---@field numRecords integer all their records
  ---@field submissionTime integer when it was formed
  ---@field processingStartTime integer|nil when its first output started
  ---@field processingEndTime integer|nil when its last output ended
  ---@field schedulingDelay integer|nil from submission to start
  ---@field processingDelay integer|nil from start to end
  ---@field totalDelay integer|nil from submission to end
  ---@field outputOperationInfos table<integer, sluice.OutputOperationInfo> by id
  local BatchInfo = {}

  ---What an input stream says of a batch.
  ---@class sluice.StreamInputInfo
  ---@field inputStreamId integer of its input stream, from 0
  ---@field numRecords integer how many came for the batch
  ---@field metadata table empty: what Spark says of files and offsets
  local StreamInputInfo = {}

  ---An output of a batch.
  ---@class sluice.OutputOperationInfo
  ---@field batchTime sluice.Time the tick at which the batch was formed
  ---@field id integer from 0: the first output that has something to do in the batch
  ---@field name string such as "print at words.lua:9"
  ---@field description string where that is: "examples/words.lua:9"
  ---@field startTime integer|nil when it started; nil before
  ---@field endTime integer|nil when it ended; nil before
  ---@field duration integer|nil how long it took
  ---@field failureReason string|nil class and text of its error, if it failed
  local OutputOperationInfo = {}

  ---A receiver.
  ---@class sluice.ReceiverInfo
  ---@field streamId integer of its input stream
  ---@field name string such as "SocketReceiver-0"
  ---@field active boolean whether it receives
  ---@field location string the host it runs on
  ---@field executorId string the number of its executor, or "driver"
  ---@field lastErrorMessage string "" if there was none
  ---@field lastError string "" if there was none
  ---@field lastErrorTime integer -1 if there was none
  local ReceiverInfo = {}
end

---A listener that writes, after each batch, how the total delays and the processing
---times of the last n batches are distributed: to standard error, where Spark's log
---goes.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "stats", Seconds(1))
---ssc:addStreamingListener(StatsReportListener(5))
---```
---@param n? integer how many batches; 10 if not given
---@return StreamingListener
function StatsReportListener(n) end

do
  ---Two values as one, Spark's Tuple2: the record of a stream of pairs. It prints as
  ---(k,v), equals another pair with equal parts, and can be a key. Functions that get a
  ---pair take two arguments; two results of a function make one.
  ---
  ---Example:
  ---```lua
  ---local age = pair("ann", 31)
  ---print(age, age._1, age._2)                --> (ann,31)  ann  31
  ---print(age == pair("ann", 31))             --> true
  ---```
  ---@class Pair
  ---@field _1 any the first part, the key
  ---@field _2 any the second part, the value
  local class = {}
end

---Two values as one record.
---
---Example:
---```lua
---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) })
---print(ages:keys():first())                --> ann
---```
---@param key any
---@param value any null stands for no value; a pair with nil cannot be a record
---@return Pair
function pair(key, value) end

---Two values or more as one record, with fields _1, _2 and so on: Spark's Tuple2,
---Tuple3 .... With two values it is the same as pair. nil is an error.
---
---Example:
---```lua
---local reading = tuple("cellar", 12.5, true)
---print(reading)                            --> (cellar,12.5,true)
---print(reading._2)                         --> 12.5
---```
---@param first any
---@param second any
---@param ... any
---@return table
function tuple(first, second, ...) end

do
  ---A value that may be missing: Some(value), or None. Joins and getters give options.
  ---Options print as in Scala, are equal if their values are, and can be keys.
  ---
  ---Example:
  ---```lua
  ---local city = SparkConf():getOption("spark.city")
  ---print(city, city:getOrElse("Oslo"))       --> None  Oslo
  ---```
  ---@class Option
  local class = {}

  ---Whether there is a value.
  ---
  ---Example:
  ---```lua
  ---print(Some(31):isDefined())               --> true
  ---```
  ---@return boolean
  function class:isDefined() end

  ---Whether there is no value.
  ---
  ---Example:
  ---```lua
  ---print(Some(31):isEmpty())                 --> false
  ---```
  ---@return boolean
  function class:isEmpty() end

  ---The value. Of None an error (NoSuchElementException).
  ---
  ---Example:
  ---```lua
  ---print(Some(31):get())                     --> 31
  ---print(pcall(None.get, None) == false)     --> true
  ---```
  ---@return any
  function class:get() end

  ---The value, or what is given if there is none.
  ---
  ---Example:
  ---```lua
  ---print(Some(31):getOrElse(0))              --> 31
  ---print(None:getOrElse(0))                  --> 0
  ---```
  ---@param default any
  ---@return any
  function class:getOrElse(default) end
end

---A value that is there.
---
---Example:
---```lua
---print(Some(31))                           --> Some(31)
---print(Some(31) == Some(31))               --> true
---```
---@param value any
---@return Option
function Some(value) end

---No value. There is one None.
---
---Example:
---```lua
---print(None, None:isEmpty())               --> None  true
---```
---@type Option
None = {}

---So many microseconds, for `cost`. An error if n is no whole number.
---
---Example:
---```lua
---local degrees = sc:parallelize({ 19, 24, 31 })
---local warm = degrees:filter(function(x) return x > 20 end):cost(Microseconds(50))
---print(warm:count())      --> 2
---```
---@param n integer
---@return sluice.Microseconds
function Microseconds(n) end

---No value, as Java's null: a record may be null, but never nil. It is one value, so
---that == finds it; in a condition it counts as true.
---
---Example:
---```lua
---local names = sc:parallelize({ "ann", null })
---print(names:filter(function(name) return name ~= null end):count())      --> 1
---print(null)                                                              --> null
---```
---@type any
null = {}

---Cuts a text at every single blank, or at each place where a separator stands, as
---Java's split does: two blanks give an empty text between them, and empty texts at the
---end are dropped. Given a function, it calls it with each piece and returns nothing.
---
---Example:
---```lua
---print(table.concat(split("the river rises "), "|"))      --> the|river|rises
---print(table.concat(split("12,,7", ","), "|"))            --> 12||7
---local lines = sc:parallelize({ "the river", "rises" })
---print(lines:flatMap(split):count())                      --> 3
---```
---@param text string
---@param separator? string|function a blank if not given; no pattern
---@param each? fun(piece: string) may also stand in the place of the separator
---@return string[]
function split(text, separator, each) end

---Prints its arguments with tabs between them, as Lua's own does. The text stands in
---the trace, too.
---
---Example:
---```lua
---print("ann", 31, Some(2.5))               --> ann  31  Some(2.5)
---```
---@param ... any
function print(...) end

---Goes through a table as Lua's own does, but in an order that is the same in every
---run: numbers, then texts, then the rest.
---
---Example:
---```lua
---for name, age in pairs({ bob = 27, ann = 31 }) do
---  print(name, age)
---end
-----> ann  31
-----> bob  27
---```
---@param t table
---@return function
---@return table
---@return nil
function pairs(t) end

---The key after a key, and its value, in the order of pairs; nil after the last one.
---
---Example:
---```lua
---print(next({ bob = 27, ann = 31 }))       --> ann  31
---print(next({}))                           --> nil
---```
---@param t table
---@param key any nil: the first one
---@return any key
---@return any value
function next(t, key) end
