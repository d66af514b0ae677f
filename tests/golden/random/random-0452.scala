// batches: 5  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Int, List[String])](), 1)
val rdd2 = sc.parallelize(Seq[(Int, Long)]((5, 13999999433L), (7, 10999999622L)), 1)
val s1 = new GeneratorStream[(Int, Int)](ssc, 4, batch =>
  (1 to (4)).map { i => val made: (Int, Int) = (((batch * 7 + i) + 3), (batch * 7 + i) * 2); made })
val s2 = s1.transform[(Int, (Iterable[Int], Iterable[List[String]]))]((rdd: RDD[(Int, Int)]) => rdd.cogroup(rdd1, 1))
val s3 = s2.window(Milliseconds(500), Milliseconds(500))
val s4 = s2.mapWithState(StateSpec.function((time: Time, key: Int, value: Option[(Iterable[Int], Iterable[List[String]])], state: State[Long]) => {
  val seen = state.getOption.getOrElse(0L)
  if (state.isTimingOut()) Some((key, seen)) else {
    state.update(time.milliseconds)
    if (seen == 0) None else Some((key, seen))
  }
}).timeout(Milliseconds(500)).initialState(rdd2))
s4.checkpoint(Milliseconds(750))
val s5 = s4.reduce((a: (Int, Long), b: (Int, Long)) => (a._1 + b._1, a._2))
s5.print(1)
s3.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
