// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  val some = rdd.filter(_ > 2)
  println(rdd.subtract(some).count())
  println(rdd.intersection(some).count())
  println(rdd.cartesian(some).count())
  println(rdd.union(some).count() + "\t" + rdd.zip(rdd).count())
}
