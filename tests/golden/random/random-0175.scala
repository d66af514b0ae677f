// batches: 10  interval: 1000  master: local[4]  conf spark.default.parallelism=6
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Int, Double)]((2, 3.3)), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((3, 334)), 4),
  sc.parallelize(Seq[(Int, Int)]((7, 12), (12, 10), (362, 115)), 6),
  sc.parallelize(Seq[(Int, Int)]((1, -7)), 1),
  sc.parallelize(Seq[(Int, Int)](), 4),
  sc.parallelize(Seq[(Int, Int)]((10, 9), (66, 295)), 6)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Int, Double)]](
  sc.parallelize(Seq[(Int, Double)](), 1),
  sc.parallelize(Seq[(Int, Double)](), 6),
  sc.parallelize(Seq[(Int, Double)]((-5, 1.3), (11, 4.0)), 6),
  sc.parallelize(Seq[(Int, Double)]((382, 2.5), (0, 2.4), (203, 2.2), (7, 0.9)), 3),
  sc.parallelize(Seq[(Int, Double)]((12, 2.5e7), (8, 4.0), (11, 1.9)), 2),
  sc.parallelize(Seq[(Int, Double)]((4, 0.3), (3, 2.8)), 1),
  sc.parallelize(Seq[(Int, Double)](), 3)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((1, 2), (2, 4)), 2),
  sc.parallelize(Seq[(Int, Int)]((374, 9)), 3),
  sc.parallelize(Seq[(Int, Int)]((381, 2), (6, 9), (9, 294)), 5),
  sc.parallelize(Seq[(Int, Int)]((6, 2), (9, 4), (11, 9), (192, 145)), 1),
  sc.parallelize(Seq[(Int, Int)]((10, 6), (10, 4), (1, 1)), 6),
  sc.parallelize(Seq[(Int, Int)]((9, -6), (3, 0), (2, 2)), 3),
  sc.parallelize(Seq[(Int, Int)]((392, 4), (-4, 1), (11, 0)), 1),
  sc.parallelize(Seq[(Int, Int)]((-1, 5)), 5),
  sc.parallelize(Seq[(Int, Int)](), 2)), true)
val s4 = s1.rightOuterJoin(s2, 4)
val s5 = s4.mapWithState(StateSpec.function((key: Int, value: Option[(Option[Int], Double)], state: State[Int]) => {
  if (state.isTimingOut()) -1 else {
    state.update(state.getOption.getOrElse(0) + 1)
    state.get
  }
}))
s5.checkpoint(Milliseconds(4000))
val s6 = ssc.union(Seq(s5, s5))
val s7 = s1.transformWith[(Int, Int), (Int, (Iterable[(Int, Int)], Iterable[Double]))](s3, (a: RDD[(Int, Int)], b: RDD[(Int, Int)]) => a.join(b, 3).sortByKey(true, 1).cogroup(rdd1, 1))
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s6.print(1)
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
