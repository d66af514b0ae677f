local ssc = StreamingContext("local[1]", "kafka", Seconds(1))
local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({ "orders" },
    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
orders:foreachRDD(function(rdd, time)
  print(time, rdd:getNumPartitions(), rdd:count())
end)
ssc:start()
ssc:awaitTermination()
