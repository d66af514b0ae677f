// batches: 3  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(3, 9, 1), 2),
  sc.parallelize(Seq(4), 2),
  sc.parallelize(Seq(8, 2), 2)))
input.window(Seconds(2)).transform(_.sortBy(x => x, false, 1)).print(3)
input.window(Seconds(3), Seconds(1)).reduce((a, b) => math.max(a, b)).print()
