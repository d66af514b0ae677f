// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  println(rdd.top(2).length + "\t" + rdd.takeOrdered(2).length + "\t" + rdd.max() + "\t" + rdd.min())
  println(rdd.top(0).length + "\t" + rdd.take(0).length)
}
