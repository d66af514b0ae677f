-- fails "never blocked": eve is on the list since batch 3
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line:match("(%S+) (.+)") end)
-- Moderators name users; these go on a list, in a table outside.
local list  = Store.open("blocked")
ssc:socketTextStream("localhost", 9998):foreachRDD(function(rdd)
  for _, user in ipairs(rdd:collect()) do list:put(user, true) end
end)
local users = list:keys()
posts:transform(function(rdd)
  local blocked = ssc:sparkContext():parallelize(users)
    :map(function(user) return user, true end)
  return rdd:subtractByKey(blocked)
end):print()
ssc:start()
ssc:awaitTermination()
