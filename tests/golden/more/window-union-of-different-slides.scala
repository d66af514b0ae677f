// batches: 0  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2)))
attempt { input.union(input.window(Seconds(2), Seconds(2))) }
attempt { input.window(Seconds(2), Seconds(2)).union(input.window(Seconds(2), Seconds(4))) }
attempt { input.window(Seconds(2), Seconds(2)).union(input.window(Seconds(4), Seconds(2))) }
