local ssc = StreamingContext("local[2]", "cut", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
