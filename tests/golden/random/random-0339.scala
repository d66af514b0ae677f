// batches: 3  interval: 250  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq[(String, String)](("to be", "gate")), 6),
  sc.parallelize(Seq[(String, String)](), 6)), true)
val s2 = new GeneratorStream[(String, List[String])](ssc, 2, batch =>
  (1 to (4)).map { i => val made: (String, List[String]) = ("k" + (batch * 7 + i), List("k" + (batch * 7 + i))); made })
val s3 = s2.transform[((String, Int), Long)]((rdd: RDD[(String, List[String])], time: Time) => {
  val ms = time.milliseconds
  rdd.repartition(2).coalesce(2).mapValues[Int]((v: List[String]) => (2 - v.size)).coalesce(3).map[((String, Int), Long)]({ case (k, v) => ((k, v), ms) })
})
val s4 = s2.updateStateByKey[Int]((values: Seq[List[String]], state: Option[Int]) => Some(state.getOrElse(0) + values.size).filter(_ <= 4))
val s5 = s4.mapWithState(StateSpec.function((key: String, value: Option[Int], state: State[Int]) => {
  val sum = state.getOption.getOrElse(0) + value.getOrElse(0)
  if (!state.isTimingOut()) state.update(sum)
  (key, sum)
}).timeout(Milliseconds(750)))
s5.checkpoint(Milliseconds(500))
val s6 = s5.stateSnapshots()
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s3.print()
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
