// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3), ("c", 4)), 2)))
input.foreachRDD { rdd =>
  val counts = rdd.reduceByKey((a: Int, b: Int) => math.max(a, b))
  println(counts.join(counts.mapValues(_ + 1)).count())
  println(counts.map { case (k, v) => (v, k) }.join(counts.map { case (k, v) => (v, 1) }).count())
}
