// batches: 0  interval: 1000  master: local[4]  conf spark.streaming.clock=org.apache.spark.util.SystemClock
val input = ssc.queueStream(mutable.Queue[RDD[Int]]())
@volatile var first = 0L
for (name <- Seq("a", "b", "c"))
  input.foreachRDD { (rdd: RDD[Int], time: Time) =>
    if (first == 0) first = time.milliseconds
    val n = (time.milliseconds - first) / 1000
    println(s"$name of $n starts")
    Thread.sleep(800)
    println(s"$name of $n ends")
  }
ssc.start()
while (first == 0) Thread.sleep(10)
Thread.sleep(1400)
println("the program stops it")
ssc.stop(false)
println(s"it is ${ssc.getState}")
