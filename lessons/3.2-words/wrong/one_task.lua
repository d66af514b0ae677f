-- fails "one shuffle": has no shuffle: all its words went through one task
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return word, 1 end)
   :transform(function(rdd)
     return rdd:coalesce(1):mapPartitions(function(ones)
       local counts, list = {}, {}
       for _, one in ipairs(ones) do
         local word = one._1
         if not counts[word] then list[#list + 1] = word end
         counts[word] = (counts[word] or 0) + 1
       end
       for i, word in ipairs(list) do list[i] = pair(word, counts[word]) end
       return list
     end)
   end)
   :print()
ssc:start()
ssc:awaitTermination()
