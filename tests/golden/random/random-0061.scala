// batches: 3  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Option[String], Int)]](
  sc.parallelize(Seq[(Option[String], Int)]((None, 2), (Some("opens"), 12), (Some("gate"), 0)), 6),
  sc.parallelize(Seq[(Option[String], Int)]((Some("BB"), 45), (Some("the"), 5), (Some("été"), 12)), 5)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Boolean)]](
  sc.parallelize(Seq[(String, Boolean)]((null, true)), 1),
  sc.parallelize(Seq[(String, Boolean)](), 4)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Long, String)]](
  sc.parallelize(Seq[(Long, String)]((5999999937L, "été"), (8999999748L, "the")), 1),
  sc.parallelize(Seq[(Long, String)]((10999999622L, "été")), 5)), true)
val s4 = s1.window(Milliseconds(3000), Milliseconds(1000))
val s5 = s3.groupByKey(5)
val s6 = s1.map[(Long, Int)]({ case (k, v) => (5000000000L + (if (k.isDefined) 2 else 1), v) })
val s7 = s5.join(s6)
s7.checkpoint(Milliseconds(3000))
val s8 = s6.flatMapValues[(Int, Int)]((v: Int) => List[(Int, Int)]((v, v)))
s8.print(25)
s7.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s4.print()
