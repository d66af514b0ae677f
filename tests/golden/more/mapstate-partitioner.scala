// batches: 3  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3)), 2),
  sc.parallelize(Seq(("c", 4), ("a", 5)), 2)))
val track = (key: String, value: Option[Int], state: State[Int]) => {
  val sum = state.getOption.getOrElse(0) + value.get
  state.update(sum)
  (key, sum)
}
val mapped = input.mapWithState(StateSpec.function(track).partitioner(new HashPartitioner(3)))
mapped.foreachRDD { rdd => println(rdd.partitioner); show(rdd) }
mapped.stateSnapshots().foreachRDD { rdd => println(rdd.partitioner); show(rdd) }
