// batches: 3  interval: 500  master: local[3]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Long, Long)]](
  sc.parallelize(Seq[(Long, Long)]((12999999496L, 15999999307L), (15999999307L, 8999999748L), (9999999685L, 7999999811L), (5000000000L, 8999999748L), (6999999874L, 15999999307L), (5999999937L, 13999999433L), (12999999496L, 8999999748L), (5999999937L, 6999999874L), (5000000000L, 7999999811L), (9999999685L, 15999999307L), (11999999559L, 8999999748L), (16999999244L, 12999999496L)), 4),
  sc.parallelize(Seq[(Long, Long)]((9999999685L, 14999999370L), (5999999937L, 12999999496L), (11999999559L, 11999999559L), (5999999937L, 6999999874L), (16999999244L, 5999999937L), (9999999685L, 5000000000L)), 3),
  sc.parallelize(Seq[(Long, Long)]((7999999811L, 15999999307L), (5999999937L, 13999999433L), (6999999874L, 9999999685L), (9999999685L, 14999999370L)), 4)), true)
s1.persist()
val s2 = s1.map[(Long, Int)]({ case (k, v) => (v, (2 - (v % 1000).toInt)) })
s2.checkpoint(Milliseconds(1000))
val s3 = s1.rightOuterJoin(s2)
val s4 = s2.mapWithState(StateSpec.function((key: Long, value: Option[Int], state: State[Int]) => {
  val old = state.getOption
  if (!state.isTimingOut()) state.update(value.get)
  old
}))
s4.checkpoint(Milliseconds(2000))
val s5 = s4.stateSnapshots()
s5.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(3)) println("  " + x)
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(25)) println("  " + x)
}
s5.print(1)
