// batches: 0  interval: 1000  master: local[2]
val second = new StreamingContext(sc, Seconds(1))
ssc.queueStream(mutable.Queue[RDD[Int]](sc.parallelize(Seq(1), 1))).print()
second.queueStream(mutable.Queue[RDD[Int]](sc.parallelize(Seq(1), 1))).print()
ssc.start()
try second.start() catch {
  case e: Throwable => println("false\t" + e.getClass.getName + "\t" + e.getMessage.takeWhile(_ != '\n').replaceAll("(started at).*", "$1"))
}
println(second.getState())
ssc.stop(false)
attempt { second.start() }
