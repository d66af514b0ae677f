// batches: 4  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 1),
  sc.parallelize(Seq(0), 1),
  sc.parallelize(Seq(2), 1)))
input.map { x => if (x == 0) throw new RuntimeException("no zero"); x }.window(Seconds(2), Seconds(1)).print()
attempt { await() }
