// batches: 4  interval: 250  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Int, Boolean)]](
  sc.parallelize(Seq[(Int, Boolean)](), 5),
  sc.parallelize(Seq[(Int, Boolean)]((6, false), (0, true), (10, false), (3, false), (5, false), (11, true), (-2, false), (3, true), (9, false), (298, true), (2, false), (2, true)), 3)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((8, 5)), 5),
  sc.parallelize(Seq[(Int, Int)]((7, 6), (2, 8)), 5),
  sc.parallelize(Seq[(Int, Int)]((1, 9), (27, 8)), 5)), false)
val s3 = ssc.transform[(Int, (Iterable[Int], Iterable[Int]))](Seq(s2, s2), (rdds: Seq[RDD[_]], time: Time) => rdds(0).asInstanceOf[RDD[(Int, Int)]].cogroup(rdds(1).asInstanceOf[RDD[(Int, Int)]]))
s3.persist()
val s4 = s2.updateStateByKey[Int]((values: Seq[Int], state: Option[Int]) => if (values.nonEmpty) Some(0) else if (state.get > 0) None else Some(1), 1)
s4.persist()
val s5 = ssc.union(Seq(s3, s3))
val s6 = s4.map[(Int, Long)]({ case (k, v) => (k, 5000000000L + v) })
val s7 = s5.transformWith[(Int, Long), (Int, Iterable[(Option[(Iterable[Int], Iterable[Int])], Long)])](s6, (a: RDD[(Int, (Iterable[Int], Iterable[Int]))], b: RDD[(Int, Long)]) => a.rightOuterJoin(b, 6).groupByKey().repartition(5))
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s1.print(100)
