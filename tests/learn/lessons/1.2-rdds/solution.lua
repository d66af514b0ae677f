local ssc = StreamingContext("local[2]", "cut", Milliseconds(500))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
