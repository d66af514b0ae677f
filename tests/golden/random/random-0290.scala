// batches: 3  interval: 1000  master: local[1]
ssc.remember(Milliseconds(3000))
val rdd1 = sc.parallelize(Seq[(String, Int)](("AaBB", 11), ("", 7), (null, -4)), 3)
val s1 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq[Int](), 4),
  sc.parallelize(Seq[Int](3, 0, 10, 200, 5, 65, 9, 12, 0, 6, 2, 207), 3),
  sc.parallelize(Seq[Int](12, 285, 3, 11, -4, 7), 5)), true)
val s2 = new GeneratorStream[(String, Int)](ssc, 4, batch =>
  (1 to (batch % 3 * 2)).map { i => val made: (String, Int) = ((if (math.abs((batch + i) % 5) % 5 == 0) null else "w" + (batch + i) % 5), (batch * 7 + i)); made })
s2.cache()
val s3 = s2.reduceByKey((a: Int, b: Int) => a + b, 4)
val s4 = s2.flatMapValues[(String, Int)]((v: Int) => List[(String, Int)]())
val s5 = s2.union(s3)
val s6 = s3.map[(String, String)]({ case (k, v) => (k, k) })
val s7 = s5.cogroup(s6)
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s4.foreachRDD { (rdd, time) =>
  for (x <- rdd.groupByKey().rightOuterJoin(rdd1, 2).collect()) println("  " + x)
}
s1.print(3)
