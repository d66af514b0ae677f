// batches: 4  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 1), ("a", 5)), 2),
  sc.parallelize(Seq(("a", 2), ("c", 1)), 2),
  sc.parallelize(Seq[(String, Int)](), 2)))
input.updateStateByKey((iterator: Iterator[(String, Seq[Int], Option[String])]) => iterator.flatMap {
  case (key, values, state) =>
    if (key != "b" || state.isEmpty) Some((key, state.getOrElse("") + key + values.size)) else None
}, new HashPartitioner(2), true).print()
