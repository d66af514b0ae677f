// batches: 6  interval: 250  master: local[1]
val s1 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq[Int](6, 6, 0, 193), 2),
  sc.parallelize(Seq[Int](5), 4),
  sc.parallelize(Seq[Int](5, 11), 1),
  sc.parallelize(Seq[Int](), 6),
  sc.parallelize(Seq[Int](-2, 10, 9, 6), 2)), true)
val s2 = s1.union(s1)
val s3 = s2.transform[Int]((rdd: RDD[Int]) => rdd.flatMap[Int]((x: Int) => Seq[Int](x)))
val s4 = s3.map[((Int, String), Int)]((x: Int) => ((x, "k" + x), math.abs(x) % 7))
s4.cache()
val s5 = s4.cogroup(s4)
val s6 = s1.map[((Int, String), (Int, Boolean))]((x: Int) => ((x * 2, "k" + x), ((2 - x), math.abs(x) % 3 == 0)))
val s7 = s5.fullOuterJoin(s6)
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s6.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
