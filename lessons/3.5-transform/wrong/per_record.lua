-- fails "read once a batch": functions of `filter`
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line:match("(%S+) (.+)") end)
-- Moderators name users; these go on a list, in a table outside.
local list  = Store.open("blocked")
ssc:socketTextStream("localhost", 9998):foreachRDD(function(rdd)
  for _, user in ipairs(rdd:collect()) do list:put(user, true) end
end)
posts:filter(function(user)
  return not Store.open("blocked"):get(user)
end):print()
ssc:start()
ssc:awaitTermination()
