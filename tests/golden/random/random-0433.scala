// batches: 6  interval: 250  master: local[3]  conf spark.default.parallelism=6
val rdd1 = sc.parallelize(Seq[((Double, String), Long)](((0.8, "BB"), 15999999307L), ((3.3, "a"), 10999999622L), ((0.3, "a"), 10999999622L), ((0.3, "the"), 13999999433L)), 3)
val rdd2 = sc.parallelize(Seq[(Long, Int)]((13999999433L, 0), (5000000000L, 12), (9999999685L, 0), (9999999685L, -6), (10999999622L, 10)), 2)
val s1 = ssc.queueStream(mutable.Queue[RDD[(Long, Int)]](
  sc.parallelize(Seq[(Long, Int)]((12999999496L, 6), (7999999811L, 12)), 6),
  sc.parallelize(Seq[(Long, Int)](), 4),
  sc.emptyRDD[(Long, Int)],
  sc.parallelize(Seq[(Long, Int)]((15999999307L, 11), (15999999307L, 12), (14999999370L, 387)), 4)), true)
val s2 = ssc.queueStream(mutable.Queue[RDD[String]](
  sc.parallelize(Seq[String]("水"), 2),
  sc.parallelize(Seq[String](), 4),
  sc.parallelize(Seq[String]("a", "BBAa"), 4),
  sc.parallelize(Seq[String]("BBAa", "opens", "to be", "gate"), 3),
  sc.parallelize(Seq[String]("gate", "Aa", "opens", null), 3)), true)
val s3 = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq[Int](), 2),
  sc.parallelize(Seq[Int](7, 7, 5, 235), 3),
  sc.parallelize(Seq[Int](8, 2, 12), 4)), true)
val s4 = s3.reduceByWindow((a: Int, b: Int) => a + b, Milliseconds(500), Milliseconds(500))
val s5 = s4.transform[Int]((rdd: RDD[Int]) => rdd.distinct(4))
val s6 = s5.map[((Double, String), Boolean)]((x: Int) => ((x / 4.0, "k" + x), x > 5))
val s7 = s6.transform[((Double, String), (Boolean, Option[Long]))]((rdd: RDD[((Double, String), Boolean)]) => rdd.filter({ case (k, v) => (if (k._1 > 1.5) 1 else 0) > 5 }).leftOuterJoin(rdd1))
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.take(2)) println("  " + x)
}
s2.print(100)
s1.foreachRDD { (rdd, time) =>
  for (x <- rdd.union(rdd2).collect()) println("  " + x)
}
