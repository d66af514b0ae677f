// batches: 7  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[List[Long]]](
  sc.parallelize(Seq[List[Long]](List(5999999937L, 9999999685L), List(8999999748L)), 2),
  sc.parallelize(Seq[List[Long]](), 1),
  sc.parallelize(Seq[List[Long]](List(14999999370L, 14999999370L), List(10999999622L, 11999999559L)), 3),
  sc.parallelize(Seq[List[Long]](), 3),
  sc.parallelize(Seq[List[Long]](List(), List(11999999559L, 9999999685L), List(10999999622L)), 4)), false)
val s2 = s1.transform[(Int, Long)]((rdd: RDD[List[Long]], time: Time) => {
  val ms = time.milliseconds
  rdd.mapPartitions[List[Long]]((list: Iterator[List[Long]]) => list.toList.reverse.iterator, true).mapPartitions[Int]((list: Iterator[List[Long]]) => Iterator(list.size)).distinct(4).map[(Int, Long)]((x: Int) => (x, ms))
})
val s3 = s2.groupByKeyAndWindow(Milliseconds(3000), Milliseconds(1000), 2)
val s4 = s3.flatMap[(String, List[Boolean])]({ case (k, v) => Seq[(String, List[Boolean])](("k" + v.size, List()), ("k" + k, List(math.abs(v.size) % 3 == 0))) })
val s5 = s2.mapWithState(StateSpec.function((key: Int, value: Option[Long], state: State[Int]) => {
  if (state.isTimingOut()) (key, 0) else {
    val n = state.getOption.getOrElse(0) + 1
    if (n > 2) state.remove() else state.update(n)
    (key, n)
  }
}).timeout(Milliseconds(2000)))
s5.checkpoint(Milliseconds(3000))
val s6 = s5.stateSnapshots()
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(2)) println("  " + x)
}
s4.print(1)
