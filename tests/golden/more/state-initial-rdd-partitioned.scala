// batches: 2  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 1)), 2),
  sc.parallelize(Seq(("a", 2)), 2)))
val initial = sc.parallelize(Seq(("a", 10), ("z", 20)), 2).partitionBy(new HashPartitioner(2))
input.updateStateByKey((values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.size): Option[Int],
  new HashPartitioner(2), initial).print()
