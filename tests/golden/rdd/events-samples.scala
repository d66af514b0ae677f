// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue(sc.range(0, 40, 1, 4)))
input.foreachRDD { rdd =>
  println(rdd.takeSample(false, 5, 42).length)
  println(rdd.takeSample(false, 50, 42).length)
  println(rdd.takeSample(true, 5, 42).length)
  println(rdd.takeSample(true, 0, 42).length)
  for (x <- rdd.toLocalIterator) assert(x < 40)
  println(rdd.randomSplit(Array(1, 1), 7).map(_.count()).sum)
  val pairs = rdd.map(x => (x % 3, x))
  println(pairs.reduceByKeyLocally(_ + _).size)
  println(pairs.sampleByKey(false, Map(0L -> 0.5, 1L -> 0.2, 2L -> 1.0), 3).count())
  println(rdd.zipPartitions(rdd)((a, b) => a ++ b).count())
  println(rdd.map(x => x).id)
}
