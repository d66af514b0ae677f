-- fails "hidden": 2 openings of the table in batch 2 (2000 ms), wanted one at most
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line:match("(%S+) (.+)") end)
-- Moderators name users; these go on a list, in a table outside.
ssc:socketTextStream("localhost", 9998):foreachRDD(function(rdd)
  for _, user in ipairs(rdd:collect()) do Store.open("blocked"):put(user, true) end
end)
posts:transform(function(rdd)
  local blocked = ssc:sparkContext():parallelize(Store.open("blocked"):keys())
    :map(function(user) return user, true end)
  return rdd:subtractByKey(blocked)
end):print()
ssc:start()
ssc:awaitTermination()
