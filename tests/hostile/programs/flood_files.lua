-- ends: limit
-- SPDX-License-Identifier: MIT
-- limits: seconds=1 memory=268435456 instructions=1e12
local sc = SparkContext("local[1]", "files")
local rdd = sc:parallelize({1}, 1):flatMap(function(x, emit)
  for _ = 1, 100 do
    emit(("f"):rep(1000000))
  end
end)
while true do
  rdd:saveAsTextFile("here")
end
