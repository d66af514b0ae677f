// batches: 2  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("a", 2)), 2)))
val mapped = input.mapWithState(StateSpec.function((key: String, value: Option[Int], state: State[Int]) => {
  state.update(value.get)
  key
}))
mapped.foreachRDD(rdd => println(lineage(rdd)))
mapped.stateSnapshots().foreachRDD(rdd => println(lineage(rdd)))
