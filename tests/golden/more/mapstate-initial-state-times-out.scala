// batches: 12  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("z", 5)), 2)))
val initial = sc.parallelize(Seq(("y", 10), ("z", 20)), 2)
val spec = StateSpec.function((key: String, value: Option[Int], state: State[Int]) =>
  if (state.isTimingOut()) key + " out with " + state.get
  else {
    val sum = state.getOption.getOrElse(0) + value.get
    state.update(sum)
    key + "=" + sum
  }).initialState(initial).timeout(Seconds(4)).numPartitions(1)
val log = input.mapWithState(spec)
log.foreachRDD(rdd => show(rdd))
log.stateSnapshots().foreachRDD(rdd => show(rdd))
