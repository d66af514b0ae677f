// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val counts = rdd.map(x => (x % 2, 1)).reduceByKey((a: Int, b: Int) => math.max(a, b)).cache()
  println(counts.count() + "\t" + counts.count())
  println(counts.map { case (k, v) => (v, k) }.groupByKey().count())
  counts.unpersist()
  println(counts.count())
}
