// batches: 4  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq(("c", 4)), 2)))
val other = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq(("a", "x")), 1),
  sc.parallelize(Seq(("c", "y")), 1),
  sc.parallelize(Seq(("a", "z")), 1)))
input.window(Seconds(2)).leftOuterJoin(other.window(Seconds(3))).print()
input.window(Seconds(2), Seconds(2)).cogroup(other.window(Seconds(2), Seconds(2)), 1).print()
