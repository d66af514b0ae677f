// batches: 5  interval: 1000  master: local[4]
ssc.checkpoint(s"$dir/checkpoint")
val s1 = ssc.queueStream(mutable.Queue[RDD[(Boolean, Int)]](
  sc.emptyRDD[(Boolean, Int)],
  sc.parallelize(Seq[(Boolean, Int)]((true, 10), (true, 0)), 4),
  sc.parallelize(Seq[(Boolean, Int)]((true, -4), (true, 0), (true, 8)), 5)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((237, 1), (2, 342), (2, 1), (265, 0), (6, 38), (8, 5)), 4),
  sc.emptyRDD[(Int, Int)],
  sc.parallelize(Seq[(Int, Int)]((4, 8), (6, 263)), 4)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[(Double, Boolean)]](
  sc.parallelize(Seq[(Double, Boolean)]((0.4, true), (4.0, false), (0.3, false), (2.2, false)), 4),
  sc.emptyRDD[(Double, Boolean)],
  sc.parallelize(Seq[(Double, Boolean)]((0.7, true), (1.7, true), (1.6, false), (0.5, true), (2.3, true), (3.5, false), (0.0, true), (2.6, true), (0.1, true), (3.8, false), (3.1, true), (0.9, true)), 6),
  sc.parallelize(Seq[(Double, Boolean)](), 2),
  sc.parallelize(Seq[(Double, Boolean)](), 5)), true, null)
val s4 = s3.union(s3)
s4.checkpoint(Milliseconds(2000))
val s5 = ssc.union(Seq(s1, s1, s1))
val s6 = s3.window(Milliseconds(3000))
val s7 = s6.reduceByKeyAndWindow((a: Boolean, b: Boolean) => a != b, Milliseconds(2000), Milliseconds(2000), 3)
val s8 = s7.groupByKey()
s8.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " partitions " + rdd.getNumPartitions + " " + rdd.isEmpty())
}
s5.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
s4.print()
