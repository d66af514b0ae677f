// batches: 4  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq[(String, Int)](), 2)))
input.updateStateByKey((time: Time, key: String, values: Seq[Int], state: Option[String]) =>
  if (key == "b" && time.milliseconds == 3000) None
  else Some(state.getOrElse(key) + "@" + time.milliseconds / 1000 + "x" + values.size),
  new HashPartitioner(2), true).print()
