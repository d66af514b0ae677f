// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("a", 3), ("b", 1)), 2)))
val initial = sc.parallelize(Seq(("a", "old"), ("z", "zed")), 1)
input.updateStateByKey((time: Time, key: String, values: Seq[Int], state: Option[String]) =>
  Some(state.getOrElse("new") + "+" + values.size): Option[String],
  new HashPartitioner(1), true, Some(initial)).print()
