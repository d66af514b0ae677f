// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(Option[Int], String)]](
  sc.parallelize(Seq[(Option[Int], String)]((None, "a"), (Some(1), "b")), 2),
  sc.parallelize(Seq[(Option[Int], String)]((None, "c"), (Some(1), "skip")), 2)))
val spec = StateSpec.function((time: Time, key: Option[Int], value: Option[String], state: State[Int]) => {
  val n = state.getOption.getOrElse(0) + 1
  state.update(n)
  if (value.get == "skip") None else Some((key, n))
})
input.mapWithState(spec).print()
