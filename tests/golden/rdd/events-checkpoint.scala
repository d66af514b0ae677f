// batches: 1  interval: 1000  master: local[2]
sc.setCheckpointDir(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val counts = rdd.map(x => (x % 2, 1)).reduceByKey((a: Int, b: Int) => math.max(a, b))
  counts.checkpoint()
  println(counts.isCheckpointed)
  println(counts.count() + "\t" + counts.isCheckpointed)
  println(counts.count())
  println(counts.map { case (k, v) => (v, k) }.groupByKey().count())
}
