// batches: 4  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2)), 2),
  sc.parallelize(Seq(("a", 3)), 2),
  sc.parallelize(Seq(("c", 4)), 2)))
val track = (key: String, value: Option[Int], state: State[Int]) => {
  state.update(state.getOption.getOrElse(0) + value.get)
  key
}
input.window(Seconds(2), Seconds(2)).mapWithState(StateSpec.function(track)).stateSnapshots().print()
input.mapWithState(StateSpec.function(track)).stateSnapshots().window(Seconds(2), Seconds(1)).count().print()
