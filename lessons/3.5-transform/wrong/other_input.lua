-- fails "others stay": the program reads
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:queueStream({})
  :map(function(line) return line:match("(%S+) (.+)") end)
-- Moderators name users; these go on a list, in a table outside.
local list  = Store.open("blocked")
ssc:queueStream({}):foreachRDD(function(rdd)
  for _, user in ipairs(rdd:collect()) do list:put(user, true) end
end)
posts:transform(function(rdd)
  local blocked = ssc:sparkContext():parallelize(list:keys())
    :map(function(user) return user, true end)
  return rdd:subtractByKey(blocked)
end):print()
ssc:start()
ssc:awaitTermination()
