// batches: 11  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("b", 5)), 2)))
val spec = StateSpec.function((time: Time, key: String, value: Option[Int], state: State[Int]) => value match {
  case None => if (key == "a") Some(key + " out at " + time.milliseconds) else None
  case Some(v) => state.update(v); Some(key + "=" + v)
}).timeout(Seconds(5))
input.mapWithState(spec).print()
