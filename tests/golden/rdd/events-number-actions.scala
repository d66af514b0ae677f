// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  println(rdd.sum() + "\t" + rdd.mean())
  println(rdd.stats().count + "\t" + (rdd.variance() > 1))
  println(rdd.stdev() > 1)
  println(rdd.histogram(2)._1.length + "\t" + rdd.histogram(Array(1.0, 3.0, 5.0)).length)
}
