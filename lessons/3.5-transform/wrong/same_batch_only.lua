-- fails "never blocked": eve is on the list since batch 3
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line:match("(%S+) (.+)") end)
-- Moderators name users; these go on a list, in a table outside.
local list  = Store.open("blocked")
local names = ssc:socketTextStream("localhost", 9998)
names:foreachRDD(function(rdd)
  for _, user in ipairs(rdd:collect()) do list:put(user, true) end
end)
posts:transformWith(names, function(rdd, users)
  return rdd:subtractByKey(users:map(function(user) return user, true end))
end):print()
ssc:start()
ssc:awaitTermination()
