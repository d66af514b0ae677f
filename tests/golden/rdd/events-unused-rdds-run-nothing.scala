// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2, 3, 4, 5), 3)))
input.foreachRDD { rdd =>
  rdd.map(x => x).cache()
  rdd.distinct()
  rdd.sample(false, 0.5, 1).cartesian(rdd)
  rdd.map(x => (x, x)).sortByKey(true, 1)
  println("nothing ran")
}
