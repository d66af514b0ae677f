// batches: 6  interval: 1000  master: local[2]
ssc.checkpoint(s"$dir/checkpoint")
val rdd1 = sc.parallelize(Seq[(Boolean, Long)]((false, 13999999433L), (false, 15999999307L), (true, 9999999685L), (true, 14999999370L), (true, 5999999937L)), 1)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Double, Option[Boolean])]](
  sc.parallelize(Seq[(Double, Option[Boolean])]((0.3, Some(false))), 4),
  sc.emptyRDD[(Double, Option[Boolean])],
  sc.parallelize(Seq[(Double, Option[Boolean])]((0.1, Some(false)), (2.4, None)), 6),
  sc.parallelize(Seq[(Double, Option[Boolean])](), 6),
  sc.parallelize(Seq[(Double, Option[Boolean])]((2.3, Some(false)), (1.8, None), (3.5, Some(false)), (3.0, Some(false))), 4)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[Boolean]](
  sc.emptyRDD[Boolean],
  sc.parallelize(Seq[Boolean](), 4),
  sc.parallelize(Seq[Boolean](false), 6),
  sc.parallelize(Seq[Boolean](false, false, true, false), 4)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Boolean, Option[Int])]](
  sc.parallelize(Seq[(Boolean, Option[Int])]((true, Some(10)), (true, Some(9)), (false, None)), 2),
  sc.emptyRDD[(Boolean, Option[Int])],
  sc.parallelize(Seq[(Boolean, Option[Int])]((true, Some(0)), (false, Some(12))), 1),
  sc.parallelize(Seq[(Boolean, Option[Int])]((false, Some(7)), (true, None), (false, Some(1))), 1),
  sc.parallelize(Seq[(Boolean, Option[Int])]((false, Some(5))), 5),
  sc.parallelize(Seq[(Boolean, Option[Int])](), 3)), true)
val s4 = s2.countByValueAndWindow(Milliseconds(3000), Milliseconds(2000))
val s5 = s4.transform[Long]((rdd: RDD[(Boolean, Long)]) => rdd.values.mapPartitions[Long]((list: Iterator[Long]) => list.take(1)).distinct(3))
val s6 = s5.reduce((a: Long, b: Long) => math.min(a, b))
val s7 = s2.count()
val s8 = s7.transformWith[Long, Int](s7, (a: RDD[Long], b: RDD[Long], time: Time) => a.union(b).mapPartitions[Int]((list: Iterator[Long]) => Iterator(list.size)).distinct())
s8.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s6.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s3.foreachRDD { (rdd, time) =>
  for (x <- rdd.groupByKey(6).join(rdd1).collect()) println("  " + x)
}
