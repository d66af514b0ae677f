// batches: 2  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Double, Long)]((3.7, 7999999811L), (1.3, 10999999622L)), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, String)]](
  sc.parallelize(Seq[(Double, String)]((2.5e7, "gate"), (0.9, "BB"), (2.9, "runs"), (3.1, "été")), 6)), false)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Double, String)]](
  sc.parallelize(Seq[(Double, String)]((0.6, "runs"), (2.0, "Aa"), (2.9, "BB"), (3.0, "to be")), 6),
  sc.parallelize(Seq[(Double, String)]((3.7, "gate"), (3.7, "runs")), 1)), true)
val s3 = s2.mapWithState(StateSpec.function((key: Double, value: Option[String], state: State[Int]) => {
  if (state.isTimingOut()) (key, 0) else {
    val n = state.getOption.getOrElse(0) + 1
    if (n > 2) state.remove() else state.update(n)
    (key, n)
  }
}).numPartitions(4).timeout(Milliseconds(500)))
s3.checkpoint(Milliseconds(1000))
val s4 = s3.stateSnapshots()
val s5 = s4.transform[(Double, (Option[Int], Long))]((rdd: RDD[(Double, Int)]) => rdd.repartition(6).coalesce(2).rightOuterJoin(rdd1, 5))
val s6 = s2.mapPartitions[Int]((list: Iterator[(Double, String)]) => Iterator(list.size))
val s7 = s6.countByValue(2)
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.mapValues[Int]((v: Long) => math.abs((v % 1000).toInt) % 7).sortByKey(false, 4).collect()) println("  " + x)
}
s5.print(3)
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
