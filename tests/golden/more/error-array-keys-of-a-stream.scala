// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2)))
val records = input.map(x => (Array(x), x))
attempt { records.reduceByKey((a: Int, b: Int) => math.max(a, b)).print() }
input.print()
attempt { await() }
