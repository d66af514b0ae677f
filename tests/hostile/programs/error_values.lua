-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
local ssc = StreamingContext("local[2]", "errors", Seconds(1))
for i, value in ipairs({print, {}, {class = print, message = {}}, {class = {}, file = {},
  line = "x", message = "m"}, coroutine.create(print), 1.5, true}) do
  ssc:socketTextStream("localhost", 9999):map(function(x) error(value) end):print()
  ssc:socketTextStream("localhost", 9999):foreachRDD(function() error(value) end)
end
ssc:start()
ssc:awaitTermination()
error({class = print, message = setmetatable({}, {__tostring = 1})})
