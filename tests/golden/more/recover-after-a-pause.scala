// batches: 8  interval: 1000  master: local[2]  own-context  conf spark.streaming.manualClock.jump=3500
def create(): StreamingContext = {
  println("creating")
  val ssc = newContext()
  ssc.checkpoint(s"$dir/checkpoint")
  val spec = StateSpec.function((key: String, value: Option[Int], state: State[Int]) => {
    val n = state.getOption.getOrElse(0) + value.getOrElse(0); state.update(n); key + n }).numPartitions(2)
  val log = new GeneratorStream(ssc, 2, batch => Seq(("a", 1), ("k" + batch, batch))).mapWithState(spec)
  log.checkpoint(Seconds(2))
  log.print()
  log.stateSnapshots().print()
  ssc
}
val first = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
run(5)
first.stop()
println("stopped")
val second = use(StreamingContext.getOrCreate(s"$dir/checkpoint", () => create()))
run(2)
attempt { second.remember(Seconds(3)) }
attempt { new StreamingContext(s"$dir/nothing") }
attempt { StreamingContext.getOrCreate(s"$dir/nothing", () => { throw new RuntimeException("made") }) }
second.stop()
val third = use(new StreamingContext(s"$dir/checkpoint"))
println(third.getState())
