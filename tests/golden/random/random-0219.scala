// batches: 3  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Long)]](
  sc.parallelize(Seq[(Double, Long)]((3.1, 7999999811L), (1.0, 5999999937L)), 2),
  sc.parallelize(Seq[(Double, Long)]((0.7, 8999999748L), (3.2, 5999999937L), (0.6, 11999999559L)), 1),
  sc.parallelize(Seq[(Double, Long)]((1.2, 15999999307L)), 1)), true, sc.parallelize(Seq[(Double, Long)]((1.2, 14999999370L)), 2))
val s2 = s1.mapWithState(StateSpec.function((key: Double, value: Option[Long], state: State[Int]) => {
  if (state.isTimingOut()) (key, 0) else {
    val n = state.getOption.getOrElse(0) + 1
    if (n > 2) state.remove() else state.update(n)
    (key, n)
  }
}))
s2.checkpoint(Milliseconds(1000))
val s3 = s2.stateSnapshots()
val s4 = s3.countByValueAndWindow(Milliseconds(500), Milliseconds(500))
val s5 = s3.map[(Double, Int)]({ case (k, v) => (k, 1) }).reduceByKeyAndWindow((a: Int, b: Int) => a + b, (a: Int, b: Int) => a - b, Milliseconds(250), Milliseconds(250), new HashPartitioner(6), (kv: (Double, Int)) => kv._2 > 0)
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.mapValues[Int]((v: Int) => v).collect()) println("  " + x)
}
s4.print(25)
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(3)) println("  " + x)
}
