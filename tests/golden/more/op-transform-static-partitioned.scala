// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("x", 3)), 2),
  sc.parallelize(Seq(("b", 4)), 2)))
val names = sc.parallelize(Seq(("a", "ann"), ("b", "bob")), 2).partitionBy(new HashPartitioner(3)).cache()
input.transform(_.join(names)).print()
input.transform(_.subtractByKey(names)).print()
