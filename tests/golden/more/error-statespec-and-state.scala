// batches: 1  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 1)))
input.mapWithState(StateSpec.function((key: String, value: Option[Int], state: State[String]) => {
  def attempt(action: => Any): Unit =
    try { action; println("ok") } catch { case e: Throwable => println(e.getClass.getName + ": " + e.getMessage) }
  attempt { state.remove() }
  attempt { state.remove() }
  attempt { state.update(null) }
  state.exists.toString
})).print()
