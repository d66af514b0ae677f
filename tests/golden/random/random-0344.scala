// batches: 2  interval: 1000  master: local[4]  conf spark.default.parallelism=4
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[Double]](
  sc.parallelize(Seq[Double](2.0, 3.5), 1),
  sc.parallelize(Seq[Double](0.8, 3.2, 0.6), 4)), false)
val s2 = ssc.queueStream(mutable.Queue[RDD[(String, Long)]](
  sc.parallelize(Seq[(String, Long)](("été", 14999999370L), ("the", 12999999496L)), 3)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Option[String], Int)]](
  sc.parallelize(Seq[(Option[String], Int)]((None, 306), (Some("runs"), 2), (Some(null), 3), (None, 1)), 2)), false)
val s4 = s3.cogroup(s3)
val s5 = s3.map[(Double, (Int, Int))]({ case (k, v) => ((if (k.isDefined) 2 else 1) / 4.0, (v, v)) })
val s6 = s1.map[(Double, Int)]((x: Double) => (x, math.abs((if (x > 1.5) 1 else 0)) % 7))
val s7 = s5.leftOuterJoin(s6, new HashPartitioner(3))
val s8 = s7.countByWindow(Milliseconds(2000), Milliseconds(2000))
s8.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s4.print(3)
s2.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
