// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("b", 2)), 2)))
val initial = sc.parallelize(Seq(("a", 10), ("z", 20)), 2)
input.updateStateByKey((iterator: Iterator[(String, Seq[Int], Option[Int])]) => iterator.map {
  case (key, values, state) => (key, state.getOrElse(0) + values.sum)
}, new HashPartitioner(2), false, initial).print()
