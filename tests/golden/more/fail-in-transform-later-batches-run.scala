// batches: 3  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 1),
  sc.parallelize(Seq(2), 1),
  sc.parallelize(Seq(3), 1)))
input.transform { (rdd: RDD[Int]) =>
  if (rdd.first() == 2) throw new RuntimeException("two")
  rdd
}.print()
attempt { await() }
