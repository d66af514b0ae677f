// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq(("b", 4), ("c", 5)), 2)))
val update = (values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.sum): Option[Int]
input.join(input.updateStateByKey(update)).print()
