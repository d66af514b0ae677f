// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2), 2)))
val fixed = sc.parallelize(Seq(7, 8), 2)
input.transform((rdd: RDD[Int]) => fixed).print()
input.transform((rdd: RDD[Int]) => rdd.context.emptyRDD[Int]).print()
input.transform((rdd: RDD[Int], time: Time) => rdd.context.parallelize(Seq(time.milliseconds), 1)).print()
