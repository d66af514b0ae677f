// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1, 2), 2),
  sc.parallelize(Seq(3), 2)))
input.print(0)
input.print(1)
input.print(2)
input.filter(_ > 2).print(0)
