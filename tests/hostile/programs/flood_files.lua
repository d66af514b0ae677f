-- ends: limit output
-- SPDX-License-Identifier: MIT
-- limits: seconds=20 memory=268435456 instructions=1e12
local sc = SparkContext("local[1]", "files")
local rdd = sc:parallelize({1}, 1):flatMap(function(_, emit)
  for _ = 1, 80 do
    emit(("f"):rep(1000000))
  end
end)
rdd:saveAsTextFile("here")
