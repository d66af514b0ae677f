// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 1),
  sc.parallelize(Seq(("b", 3)), 1)))
val some = input.filter(_._2 > 1)
input.leftOuterJoin(some).leftOuterJoin(some).print()
input.fullOuterJoin(some).mapValues(both => (both._1.isDefined, (both._2.isDefined, both._2.getOrElse(-1)))).print()
