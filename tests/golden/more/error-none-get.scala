// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 1),
  sc.parallelize(Seq(("b", 3)), 1)))
input.leftOuterJoin(input.filter(_._2 > 1), 1).map { case (k, both) => (k, both._2.get) }.print()
attempt { await() }
