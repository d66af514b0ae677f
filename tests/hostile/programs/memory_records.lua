-- ends: limit memory
-- SPDX-License-Identifier: MIT
-- limits: seconds=20 instructions=1e12
-- not under a sanitizer
local sc = SparkContext("local[1]", "memory")
local list = {}
for i = 1, 100 do
  list[i] = i
end
local rdd = sc:parallelize(list, 1):flatMap(function(x, emit)
  for i = 1, 1000 do
    emit(("r"):rep(100000))
  end
end)
rdd:cache()
print(rdd:count())
