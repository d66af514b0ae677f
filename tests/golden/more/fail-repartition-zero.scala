// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 1)))
input.repartition(0).print()
attempt { await() }
