-- Settings of luacheck, for `make lint`.
std = "lua54"
max_line_length = false -- tools/sizes.lua looks at it
self = false
ignore = { "212/_.*" } -- unused arguments whose name says so

-- What a streaming program finds without a require.
local program = {
  read_globals = {
    "SparkConf", "SparkContext", "StreamingContext", "StatsReportListener", "StateSpec",
    "StorageLevel", "HashPartitioner", "Partitioner", "Receiver", "Wire", "Store", "Duration", "Durations",
    "Milliseconds", "Seconds", "Minutes", "Microseconds", "Time", "Interval", "pair",
    "tuple", "split", "null", "Some", "None",
  },
  allow_defined_top = true,
}

-- What lua/base/value.c gives every state.
files["lua/sluice/"] = { read_globals = { "pair", "tuple", "null", "Some", "None" } }
files["examples/"] = program
files["bench/"] = program
files["tests/golden/"] = program
files["tests/programs/"] = program
files["tests/vectors/adapters.lua"] = program

-- They declare what is defined elsewhere.
files["docs/api/"] = { allow_defined_top = true, ignore = { "1", "2", "3" } }
files["lua/sluice/meta*.lua"] = { allow_defined_top = true, ignore = { "1", "2" } }
