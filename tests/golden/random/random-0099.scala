// batches: 5  interval: 250  master: local[1]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq[Int](380, 99, 285), 2),
  sc.parallelize(Seq[Int](5), 2),
  sc.parallelize(Seq[Int](5, 10), 2),
  sc.parallelize(Seq[Int](4, 2), 6)), true, null)
val s2 = ssc.queueStream(mutable.Queue[RDD[((Int, Double), (Int, String))]](
  sc.parallelize(Seq[((Int, Double), (Int, String))](((-9, 0.4), (4, "runs")), ((3, 1.4), (2, "opens"))), 6),
  sc.parallelize(Seq[((Int, Double), (Int, String))](((10, 2.6), (1, null))), 3),
  sc.parallelize(Seq[((Int, Double), (Int, String))](), 2),
  sc.parallelize(Seq[((Int, Double), (Int, String))](((73, 2.4), (8, "the"))), 3),
  sc.parallelize(Seq[((Int, Double), (Int, String))](((99, 2.1), (321, "Aa")), ((-6, 0.1), (5, null))), 1)), true, sc.parallelize(Seq[((Int, Double), (Int, String))](((279, 0.9), (10, "runs"))), 5))
val s3 = s2.combineByKey[String]((v: (Int, String)) => "c" + v._1, (acc: String, v: (Int, String)) => acc + "m" + v._1, (a: String, b: String) => a + "+" + b, new HashPartitioner(1))
val s4 = ssc.transform[Int](Seq(s1, s1), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[Int]].union(rdds(1).asInstanceOf[RDD[Int]]).mapPartitions[Int]((list: Iterator[Int]) => Iterator(list.size)))
val s5 = s4.countByValueAndWindow(Milliseconds(750), Milliseconds(750))
val s6 = s5.groupByKey()
val s7 = s3.mapWithState(StateSpec.function((time: Time, key: (Int, Double), value: Option[String], state: State[Long]) => {
  val seen = state.getOption.getOrElse(0L)
  if (state.isTimingOut()) Some((key, seen)) else {
    state.update(time.milliseconds)
    if (seen == 0) None else Some((key, seen))
  }
}).timeout(Milliseconds(750)))
s7.checkpoint(Milliseconds(750))
val s8 = s7.stateSnapshots()
s8.print(0)
s6.print(0)
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.flatMapValues[Int]((v: (Int, String)) => List[Int](v._1)).collect()) println("  " + x)
}
