// batches: 3  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2)))
val seen = input.mapWithState(StateSpec.function((key: String, value: Option[Int], state: State[String]) => {
  if (value.get == 1) state.update("one")
  state.exists + " " + state.getOption + " " + state
}))
seen.print()
seen.stateSnapshots().print()
